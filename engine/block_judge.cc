#include "engine/block_judge.h"

#include <algorithm>

namespace sunder::engine {
namespace {

// Numbers are judged by their digits; blobs are carried, not judged.
bool IsJudgeable(const CellRef& cell, std::string_view raw) {
  return cell.is_text || std::all_of(raw.begin(), raw.end(), [](char byte) {
           return static_cast<unsigned char>(byte) >= ' ' &&
                  static_cast<unsigned char>(byte) < 0x7F;
         });
}

}  // namespace

Status BlockJudge::JudgeBlock(RecordBlock* block) {
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  texts_.clear();
  cells_.clear();
  findings_.clear();
  // Views into `decoded_` stay valid only while it does not grow: count first.
  size_t escaped_count = 0;
  for (const CellRef& cell : block->cells) escaped_count += cell.encoding != CellEncoding::kPlain;
  decoded_.clear();
  decoded_.resize(escaped_count);
  size_t next_decoded = 0;
  for (const CellRef& cell : block->cells) {
    const std::string_view raw = block->bytes().substr(cell.begin, cell.end - cell.begin);
    std::string_view text = IsJudgeable(cell, raw) ? raw : std::string_view();
    if (cell.encoding != CellEncoding::kPlain) {
      text = block->Text(cell, &decoded_[next_decoded++]);
    }
    texts_.push_back(text);
    cells_.push_back({text, block->fields[cell.field]});
  }
  return judge_->JudgeCells(cells_, &findings_);
}

}  // namespace sunder::engine
