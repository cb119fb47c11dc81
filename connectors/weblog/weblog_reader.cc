#include "connectors/weblog/weblog_reader.h"

#include <array>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "connectors/weblog/weblog_escape.h"
#include "connectors/weblog/weblog_line.h"

namespace sunder::weblog {
namespace {

// Numbers the fields of a block in the order in which they are met.
class FieldNumbers {
 public:
  explicit FieldNumbers(std::vector<std::string>* fields) : fields_(fields) {}

  uint32_t NumberOf(const LogItem& item, std::string_view line) {
    const bool is_numbered = item.field == LogField::kExtra || item.piece_begin != item.begin ||
                             item.form == LogForm::kParameter || item.form == LogForm::kCookie;
    if (is_numbered && item.name_end > item.piece_begin) {
      const std::string_view name = line.substr(item.piece_begin, item.name_end - item.piece_begin);
      const auto [named, is_new] = named_[static_cast<size_t>(item.field)].try_emplace(name, 0);
      if (is_new) named->second = Find(FieldPath(item, line));
      return named->second;
    }
    if (is_numbered) return Find(FieldPath(item, line));
    uint32_t& number = plain_[static_cast<size_t>(item.field)];
    if (number == 0) number = Find(FieldPath(item, line)) + 1;
    return number - 1;
  }

 private:
  uint32_t Find(std::string path) {
    const auto [found, is_new] =
        numbers_.try_emplace(std::move(path), static_cast<uint32_t>(fields_->size()));
    if (is_new) fields_->push_back(found->first);
    return found->second;
  }

  std::vector<std::string>* fields_;
  std::map<std::string, uint32_t> numbers_;
  std::array<uint32_t, 32> plain_ = {};  // by LogField, plus one
  // By LogField: of parameters, by their names as the block writes them.
  std::array<std::unordered_map<std::string_view, uint32_t>, 32> named_;
};

class WeblogIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock* block) const override {
    FieldNumbers numbers(&block->fields);
    std::vector<LogItem> items;
    uint32_t record = 0;
    ForEachLine(block->bytes(), [&](std::string_view line, size_t begin) {
      ParseLogLine(line, &items);
      for (const LogItem& item : items) {
        CellRef cell;
        cell.record = record;
        cell.field = numbers.NumberOf(item, line);
        cell.begin = static_cast<uint32_t>(begin + item.begin);
        cell.end = static_cast<uint32_t>(begin + (item.is_missing ? item.begin : item.end));
        cell.encoding = item.is_escaped ? CellEncoding::kEscaped : CellEncoding::kPlain;
        block->cells.push_back(cell);
      }
      ++record;
    });
    block->record_count = record;
    return Status::Ok();
  }

  std::string Decode(std::string_view raw) const override { return Unescape(raw); }
};

}  // namespace

WeblogReader::WeblogReader(std::unique_ptr<BlockSource> source)
    : source_(std::move(source)), indexer_(std::make_shared<WeblogIndexer>()) {}

Result<bool> WeblogReader::Next(RecordBlock* block) {
  block->Clear();
  SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
  if (!is_filled) return false;
  block->sequence = sequence_++;
  block->first_record = ledger_.records;
  block->indexer = indexer_;
  ForEachLine(block->bytes(), [block](std::string_view, size_t) { ++block->record_count; });
  ledger_.records += block->record_count;
  return true;
}

}  // namespace sunder::weblog
