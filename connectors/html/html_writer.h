// Writes HTML in the order of the source; but for the rows of tables of which something leaves
// (RowRun); those that cannot be sorted leave. Without edits the output is the input, byte for
// byte.
#pragma once

#include <atomic>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/markup/row_run.h"
#include "connectors/markup/touched_fields.h"

namespace sunder::html {

class HtmlWriter : public ObjectWriter {
 public:
  HtmlWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark, const WriteOptions& options);
  Status Serialize(size_t table, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override;
  std::vector<uint32_t> WithheldCells(size_t table, const RecordBlock& block,
                                      uint32_t record) const override;
  Status Write(size_t table, std::string_view record_bytes) override;
  Status Finish() override;
  std::vector<std::string> Notes() const override;

 private:
  bool MovesRow(const RecordBlock& block, uint32_t record) const;
  Status SerializePlain(const RecordBlock& block, uint32_t record, std::span<const CellEdit> edits,
                        std::string* bytes) const;
  std::vector<uint32_t> CellsThatGoAlong(const RecordBlock& block, uint32_t record) const;
  bool IsFixedRow(const RecordBlock& block, uint32_t record) const;
  Status Put(std::string_view bytes);

  std::unique_ptr<ByteSink> sink_;
  bool needs_byte_order_mark_;
  bool is_started_ = false;
  markup::TouchedFields touched_;
  // Rows of tables change places: records then begin with a mark that says what to do with them.
  bool sorts_rows_ = false;
  markup::RowRun run_;
  bool has_fixed_rows_ = false;
  mutable std::atomic<bool> has_gone_along_ = false;
};

}  // namespace sunder::html
