// The lines above the header of a CSV file: a table of their own, a document that keeps its order.
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <string_view>

#include "connectors/api/connector.h"

namespace sunder::csv {

inline constexpr std::string_view kPreambleTable = "preamble";

// A record a line, the line as it lies in the file its one cell; blank lines have none. What stands
// in quotes is not looked at: a line is what a reader sees as one.
class PreambleReader : public RecordReader {
 public:
  // `terminator` ends lines (CsvDialect::terminator); `cancel` may be nullptr.
  PreambleReader(std::string content, char terminator, const std::atomic<bool>* cancel);
  Result<bool> Next(RecordBlock* block) override;
  const ReadLedger& ledger() const override { return ledger_; }

 private:
  std::string content_;
  char terminator_;
  const std::atomic<bool>* cancel_;
  bool is_read_ = false;
  ReadLedger ledger_;
};

// Sets `bytes` to the record of a preamble's block, without line end. Terminators in what takes the
// place of a line become spaces.
Status SerializePreambleLine(const RecordBlock& block, uint32_t record,
                             std::span<const CellEdit> edits, char terminator, std::string* bytes);

}  // namespace sunder::csv
