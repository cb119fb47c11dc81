// Reading and writing whole objects for the tests.
#include <sys/stat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <filesystem>
#include <memory>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

template <class T>
T Must(Result<T> result) {
  if (!result.ok()) FAIL(result.status().message());
  return std::move(result).value();
}

void Must(const Status& status) {
  if (!status.ok()) FAIL(status.message());
}

// The cells of one record, a contiguous run because cells are ordered by record.
std::span<const CellRef> CellsOf(const RecordBlock& block, uint32_t record) {
  const auto less = [](const CellRef& cell, uint32_t ordinal) { return cell.record < ordinal; };
  const auto begin = std::lower_bound(block.cells.begin(), block.cells.end(), record, less);
  const auto end = std::lower_bound(begin, block.cells.end(), record + 1, less);
  return {begin, end};
}

bool CellsAreInOrder(const RecordBlock& block) {
  uint32_t record = 0;
  for (const CellRef& cell : block.cells) {
    if (cell.record < record || cell.record >= block.record_count) return false;
    if (cell.field >= block.fields.size()) return false;
    if (cell.begin > cell.end || cell.end > block.data.size()) return false;
    record = cell.record;
  }
  return true;
}

void AppendBlock(const RecordBlock& block, std::vector<ReadRecord>* records) {
  REQUIRE(CellsAreInOrder(block));
  std::string scratch;
  for (uint32_t record = 0; record < block.record_count; ++record) {
    ReadRecord& read = records->emplace_back();
    for (const CellRef& cell : CellsOf(block, record)) {
      read.push_back(
          {block.fields[cell.field], std::string(block.Text(cell, &scratch)), cell.is_text});
    }
  }
}

void ReadPartition(const Connector& connector, const TableInfo& table, const Partition& partition,
                   const ReadOptions& options, ReadTable* result) {
  const auto reader = Must(connector.Open(table, partition, options));
  RecordBlock block;
  uint64_t records = 0;
  uint64_t sequence = 0;
  while (Must(reader->Next(&block))) {
    if (block.sequence != sequence) FAIL("blocks are not numbered from 0");
    Must(block.EnsureIndexed());
    if (block.first_record != records) FAIL("first_record does not count the records before");
    if (block.data.empty()) FAIL("a block without bytes");
    AppendBlock(block, &result->records);
    records += block.record_count;
    ++sequence;
  }
  CHECK(reader->ledger().Balances());
  CHECK(reader->ledger().records == records);
  result->ledger.Merge(reader->ledger());
}

void WriteBlock(ObjectWriter* writer, size_t table, const RecordBlock& block,
                const RecordEditor& edit) {
  for (uint32_t record = 0; record < block.record_count; ++record) {
    std::vector<CellEdit> edits;
    if (edit) edits = edit(block, record, CellsOf(block, record));
    std::string bytes;
    Must(writer->Serialize(table, block, record, edits, &bytes));
    std::string again;
    Must(writer->Serialize(table, block, record, edits, &again));
    if (bytes != again) FAIL("Serialize gives other bytes the second time");
    Must(writer->Write(table, bytes));
  }
}

}  // namespace

SourceObject TestObject(const Connector& connector, const std::string& path) {
  SourceObject object;
  object.path = path;
  object.name = std::filesystem::path(path).filename();
  object.connector = std::string(connector.traits().name);
  object.codec = CodecOfName(path);
  std::error_code ignored;
  object.size_bytes = std::filesystem::file_size(path, ignored);
  return object;
}

ReadTable ReadWholeTable(const Connector& connector, const TableInfo& table,
                         const ReadOptions& options, uint32_t partitions) {
  ReadTable result;
  const std::vector<Partition> plan = Must(connector.Plan(table, partitions));
  REQUIRE_FALSE(plan.empty());
  for (const Partition& partition : plan) {
    ReadPartition(connector, table, partition, options, &result);
  }
  return result;
}

void RewriteObject(const Connector& connector, const SourceObject& object, const std::string& path,
                   const std::vector<WriteOptions>& options, const RecordEditor& edit) {
  const std::vector<TableInfo> tables = Must(connector.Inspect(object));
  std::vector<WriteOptions> write_options = options;
  write_options.resize(tables.size());
  const auto writer = Must(connector.Create(path, tables, write_options));
  for (size_t index = 0; index < tables.size(); ++index) {
    for (const Partition& partition : Must(connector.Plan(tables[index], 1))) {
      const auto reader = Must(connector.Open(tables[index], partition, ReadOptions{}));
      RecordBlock block;
      while (Must(reader->Next(&block))) {
        Must(block.EnsureIndexed());
        WriteBlock(writer.get(), index, block, edit);
      }
    }
  }
  Must(writer->Finish());
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777) == 0600);
}

}  // namespace sunder
