#include "verifier/identity_reading.h"

#include <memory>

#include "connectors/listing/sources.h"

namespace sunder::verifier {
namespace {

Status SeeBlock(RecordBlock* block, const std::vector<IdentityObserver*>& observers) {
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  std::vector<std::string> decoded;
  std::vector<std::string_view> texts;
  size_t begin = 0;
  for (uint32_t record = 0; record < block->record_count; ++record) {
    size_t end = begin;
    while (end < block->cells.size() && block->cells[end].record == record) ++end;
    const auto cells = std::span<const CellRef>(block->cells).subspan(begin, end - begin);
    begin = end;
    if (decoded.size() < cells.size()) decoded.resize(cells.size());
    texts.clear();
    for (size_t i = 0; i < cells.size(); ++i) texts.push_back(block->Text(cells[i], &decoded[i]));
    const IdentityRecord seen{*block, record, cells, texts};
    for (IdentityObserver* observer : observers) SUNDER_RETURN_IF_ERROR(observer->SeeRecord(seen));
  }
  return Status::Ok();
}

Result<uint64_t> ReadTable(const Connector& connector, const TableInfo& table,
                           const std::vector<IdentityObserver*>& observers) {
  for (IdentityObserver* observer : observers) {
    SUNDER_RETURN_IF_ERROR(observer->BeginTable(connector, table));
  }
  SUNDER_ASSIGN_OR_RETURN(const std::vector<Partition> partitions, connector.Plan(table, 1));
  uint64_t records = 0;
  for (const Partition& partition : partitions) {
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<RecordReader> reader,
                            connector.Open(table, partition, ReadOptions()));
    RecordBlock block;
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const bool has_block, reader->Next(&block));
      if (!has_block) break;
      SUNDER_RETURN_IF_ERROR(SeeBlock(&block, observers));
      records += block.record_count;
    }
    if (reader->ledger().HasLoss()) {
      return Status::DataLoss("it cannot be read whole: " +
                              std::string(LossReasonName(reader->ledger().losses.front().reason)));
    }
  }
  for (IdentityObserver* observer : observers) SUNDER_RETURN_IF_ERROR(observer->EndTable());
  return records;
}

}  // namespace

Result<IdentityOverview> ReadIdentity(const std::string& uri, const std::string& encoding,
                                      const std::vector<IdentityObserver*>& observers) {
  IdentityOverview overview;
  ListOptions options;
  options.forced_encoding = encoding;
  SUNDER_ASSIGN_OR_RETURN(const SourceListing listing, ListSources({uri}, options));
  if (!listing.errors.empty()) return listing.errors.front();
  overview.skipped_files = listing.skipped.size();
  for (const SourceObject& object : listing.objects) {
    const Connector* connector = FindConnector(object.connector);
    if (connector == nullptr) return Status::Internal("no connector " + object.connector);
    Result<std::vector<TableInfo>> tables = connector->Inspect(object);
    if (!tables.ok()) return tables.status().WithContext(object.name);
    for (const TableInfo& table : *tables) {
      const Result<uint64_t> records = ReadTable(*connector, table, observers);
      if (!records.ok()) return records.status().WithContext(object.name);
      ++overview.tables;
      overview.records += *records;
    }
  }
  return overview;
}

}  // namespace sunder::verifier
