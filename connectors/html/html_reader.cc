#include "connectors/html/html_reader.h"

#include <optional>
#include <string_view>

#include "connectors/markup/html_text.h"

namespace sunder::html {
Result<bool> HtmlReader::Next(RecordBlock* block) {
  block->Clear();
  SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
  if (!is_filled) return false;
  const size_t size = block->data.size();
  std::vector<uint32_t> ends;
  std::vector<bool> fixed_rows;
  numbers_.clear();
  for (size_t begin = 0; begin < size;) {
    const std::string_view rest = std::string_view(block->data).substr(begin, size - begin);
    const size_t end = begin + boundary_.EndOfRecord(rest, true).value_or(rest.size());
    TakeRecord(begin, end, block);
    ends.push_back(static_cast<uint32_t>(end));
    fixed_rows.push_back(record_.is_fixed_row);
    begin = end;
  }
  block->sequence = sequence_++;
  block->first_record = ledger_.records;
  block->record_count = static_cast<uint32_t>(ends.size());
  block->indexer = std::make_shared<HtmlIndexer>(std::move(ends), std::move(fixed_rows));
  block->is_indexed = true;
  ledger_.records += block->record_count;
  return true;
}

// Fields are numbered in the order in which a block meets them.
uint32_t HtmlReader::NumberOf(const std::string& field, RecordBlock* block) {
  const auto [found, is_new] =
      numbers_.try_emplace(field, static_cast<uint32_t>(block->fields.size()));
  if (is_new) block->fields.push_back(field);
  return found->second;
}

// Where the record spells the text as it reads; npos: nowhere. Search for residue of a split in
// place looks at what stands around a cell in the source.
size_t HtmlReader::PlaceInSource(std::string_view bytes, const markup::HtmlItem& item,
                                 std::string_view text) const {
  if (item.piece_count != 1 || text.empty()) return std::string_view::npos;
  const markup::HtmlPiece& piece = record_.pieces[item.first_piece];
  const size_t at = bytes.substr(piece.begin, piece.end - piece.begin).find(text);
  return at == std::string_view::npos ? at : piece.begin + at;
}

void HtmlReader::TakeRecord(size_t begin, size_t end, RecordBlock* block) {
  const auto bytes = [&] { return std::string_view(block->data).substr(begin, end - begin); };
  markup::ReadHtmlRecord(bytes(), false, &names_, &record_);
  for (const markup::HtmlItem& item : record_.items) {
    const std::string text = markup::TextOfItem(bytes(), item, record_.pieces, nullptr);
    CellRef cell;
    cell.record = block->record_count;
    cell.field = NumberOf(item.field, block);
    size_t at = PlaceInSource(bytes(), item, text);
    if (at == std::string_view::npos) {
      at = block->data.size();
      block->data.append(text);
    } else {
      at += begin;
    }
    cell.begin = static_cast<uint32_t>(at);
    cell.end = static_cast<uint32_t>(at + text.size());
    block->cells.push_back(cell);
  }
  ++block->record_count;
}

}  // namespace sunder::html
