#include "tests/fuzz/connector_round_trip.h"

#include <stdlib.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "tests/fuzz/require.h"

namespace sunder::fuzz {
namespace {

constexpr uint32_t kSmallRecordSizeBytesMax = 64;
constexpr uint32_t kWholeBlockSizeBytes = 256 * 1024;

struct ReadCell {
  std::string field;
  std::string text;
  bool is_text = true;
  friend bool operator==(const ReadCell&, const ReadCell&) = default;
};

struct ReadTable {
  std::vector<std::vector<ReadCell>> records;
  ReadLedger ledger;
};

// TMPDIR, removed when the program ends in order.
class ScratchFolder {
 public:
  ScratchFolder() {
    std::string pattern = std::filesystem::temp_directory_path() / "sunder-fuzz-XXXXXX";
    Require(::mkdtemp(pattern.data()) != nullptr, "a folder in TMPDIR can be made");
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// The cells of `block` by record, checked on the way.
void AppendRecords(const RecordBlock& block, ReadTable* table) {
  Require(!block.data.empty(), "a block has bytes");
  Require(block.first_record == table->records.size(), "first_record counts the records before");
  const size_t first = table->records.size();
  table->records.resize(first + block.record_count);
  std::string scratch;
  uint32_t record = 0;
  for (const CellRef& cell : block.cells) {
    Require(cell.record >= record && cell.record < block.record_count, "cells are in order");
    Require(cell.field < block.fields.size(), "a cell has a field");
    Require(cell.begin <= cell.end && cell.end <= block.data.size(), "a cell lies in its block");
    record = cell.record;
    table->records[first + record].push_back(
        {block.fields[cell.field], std::string(block.Text(cell, &scratch)), cell.is_text});
  }
}

ReadTable Read(const Connector& connector, const TableInfo& info, const ReadOptions& options) {
  ReadTable table;
  const auto reader = Must(connector.Open(info, Partition{}, options));
  RecordBlock block;
  while (Must(reader->Next(&block))) {
    Must(block.EnsureIndexed());
    AppendRecords(block, &table);
  }
  table.ledger = reader->ledger();
  Require(table.ledger.Balances(), "the ledger balances");
  Require(table.ledger.records == table.records.size(), "the ledger counts the records");
  return table;
}

void Rewrite(const Connector& connector, const std::vector<TableInfo>& tables,
             const ReadOptions& options, const std::string& path) {
  const std::vector<WriteOptions> write_options(tables.size());
  const auto writer = Must(connector.Create(path, tables, write_options));
  RecordBlock block;
  std::string bytes;
  for (size_t index = 0; index < tables.size(); ++index) {
    const auto reader = Must(connector.Open(tables[index], Partition{}, options));
    while (Must(reader->Next(&block))) {
      Must(block.EnsureIndexed());
      for (uint32_t record = 0; record < block.record_count; ++record) {
        bytes.clear();
        Must(writer->Serialize(index, block, record, {}, &bytes));
        Must(writer->Write(index, bytes));
      }
    }
  }
  Must(writer->Finish());
}

ReadTable CheckBlocks(const Connector& connector, const TableInfo& info, ReadOptions options) {
  ReadTable whole = Read(connector, info, options);
  for (const uint32_t block_size_bytes : {1U, 7U, 64U}) {
    options.block_size_bytes = block_size_bytes;
    const ReadTable small = Read(connector, info, options);
    Require(small.records == whole.records, "the size of blocks changes no cell");
    Require(small.ledger.bytes_in == whole.ledger.bytes_in, "all bytes are read");
    Require(small.ledger.bytes_lost == whole.ledger.bytes_lost, "the same bytes are lost");
  }
  return whole;
}

// A file is written as a whole, with all its tables.
void CheckObject(const Connector& connector, const std::vector<TableInfo>& tables,
                 ReadOptions options, const std::string& copy_path) {
  options.block_size_bytes = kWholeBlockSizeBytes;
  std::vector<ReadTable> wholes;
  bool is_read_only = tables.empty();
  for (const TableInfo& info : tables) {
    wholes.push_back(CheckBlocks(connector, info, options));
    is_read_only = is_read_only || !info.read_only_reason.empty();
  }
  if (is_read_only) return;
  Rewrite(connector, tables, options, copy_path);
  for (size_t index = 0; index < tables.size(); ++index) {
    TableInfo copy = tables[index];
    copy.object.path = copy_path;
    copy.object.size_bytes = std::filesystem::file_size(copy_path);
    const ReadTable again = Read(connector, copy, ReadOptions{});
    Require(!again.ledger.HasLoss(), "what was written can be read without loss");
    Require(again.records == wholes[index].records, "what was written gives the same cells");
  }
  std::filesystem::remove(copy_path);
}

}  // namespace

void CheckRoundTrip(const Connector& connector, const std::vector<std::string_view>& file_names,
                    const uint8_t* data, size_t size) {
  static const ScratchFolder folder;
  if (size == 0) return;
  ReadOptions options;
  if (data[0] % 2 == 1) options.record_size_bytes_max = kSmallRecordSizeBytesMax;
  const std::string_view content(reinterpret_cast<const char*>(data) + 1, size - 1);
  SourceObject object;
  object.name = file_names[data[0] / 2 % file_names.size()];
  object.path = folder.path() + "/" + object.name;
  object.connector = connector.traits().name;
  object.size_bytes = content.size();
  std::ofstream(object.path, std::ios::binary) << content;
  (void)connector.Recognise(object.name, content);
  // Refusing a file that is no text at all is right, too.
  const Result<std::vector<TableInfo>> tables = connector.Inspect(object);
  if (!tables.ok()) return;
  CheckObject(connector, *tables, options, folder.path() + "/copy");
}

}  // namespace sunder::fuzz
