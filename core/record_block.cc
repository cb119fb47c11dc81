#include "core/record_block.h"

#include <algorithm>

namespace sunder {

Status RecordBlock::EnsureIndexed() {
  if (is_indexed) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(indexer->Index(this));
  is_indexed = true;
  return Status::Ok();
}

std::string_view RecordBlock::Text(const CellRef& cell, std::string* scratch) const {
  const std::string_view raw = bytes().substr(cell.begin, cell.end - cell.begin);
  if (cell.encoding == CellEncoding::kPlain) return raw;
  if (cell.encoding == CellEncoding::kContainer) return {};
  const bool is_nested = cell.encoding == CellEncoding::kNested;
  *scratch = is_nested ? indexer->DecodeNested(raw) : indexer->Decode(raw);
  return *scratch;
}

std::string_view RecordBlock::TextToJudge(const CellRef& cell, std::string* scratch) const {
  if (cell.encoding != CellEncoding::kPlain) return Text(cell, scratch);
  const std::string_view raw = bytes().substr(cell.begin, cell.end - cell.begin);
  const bool is_judged =
      cell.is_text || std::all_of(raw.begin(), raw.end(), [](char byte) {
        return static_cast<unsigned char>(byte) >= ' ' && static_cast<unsigned char>(byte) < 0x7F;
      });
  return is_judged ? raw : std::string_view();
}

void RecordBlock::Clear() {
  data.clear();
  sequence = 0;
  first_record = 0;
  record_count = 0;
  indexer.reset();
  fields.clear();
  cells.clear();
  is_indexed = false;
}

}  // namespace sunder
