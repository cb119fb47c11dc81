#include "connectors/keyvalue/keyvalue_reader.h"

#include <map>
#include <string>
#include <utility>

namespace sunder::keyvalue {
namespace {

class KeyvalueIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock* block) const override {
    std::map<std::string, uint32_t, std::less<>> numbers;
    for (const KeyvalueItem& item : ParseItems(block->bytes())) {
      const std::string_view name = item.key.empty() ? std::string_view("text") : item.key;
      auto number = numbers.find(name);
      if (number == numbers.end()) {
        number = numbers.emplace(name, static_cast<uint32_t>(block->fields.size())).first;
        block->fields.emplace_back(name);
      }
      block->cells.push_back({item.record, number->second, static_cast<uint32_t>(item.begin),
                              static_cast<uint32_t>(item.end), CellEncoding::kPlain, true});
    }
    return Status::Ok();
  }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }
};

// Blank lines alone are no record.
uint32_t CountRecords(std::string_view bytes) {
  RecordScan scan;
  uint32_t records = bytes.find_first_not_of("\r\n") == std::string_view::npos ? 0 : 1;
  for (const char byte : bytes) records += scan.StartsRecord(byte) ? 1 : 0;
  return records;
}

}  // namespace

KeyvalueReader::KeyvalueReader(std::unique_ptr<BlockSource> source)
    : source_(std::move(source)), indexer_(std::make_shared<KeyvalueIndexer>()) {}

Result<bool> KeyvalueReader::Next(RecordBlock* block) {
  block->Clear();
  for (;;) {
    SUNDER_ASSIGN_OR_RETURN(const bool is_filled, source_->Fill(&block->data, boundary_, &ledger_));
    if (!is_filled) return false;
    block->record_count = CountRecords(block->data);
    if (block->record_count > 0) break;
    ledger_.bytes_delivered -= block->data.size();
    ledger_.bytes_structure += block->data.size();
  }
  block->sequence = sequence_++;
  block->first_record = ledger_.records;
  block->indexer = indexer_;
  ledger_.records += block->record_count;
  return true;
}

}  // namespace sunder::keyvalue
