#include "connectors/csv/csv_connector.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/csv_dialect.h"
#include "connectors/csv/csv_fields.h"
#include "connectors/csv/csv_partitions.h"
#include "connectors/csv/csv_reader.h"
#include "connectors/csv/csv_sniffer.h"
#include "connectors/csv/csv_writer.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/decode/random_access.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;

// What the source calls its columns. A name that is not UTF-8 counts as none: it could be neither
// shown nor written.
std::vector<std::string> ReadableNames(const csv::SniffedCsv& sniffed) {
  if (!sniffed.dialect.has_header) return std::vector<std::string>(sniffed.column_count);
  std::vector<std::string> names = sniffed.first_record;
  for (std::string& name : names) {
    if (ValidUtf8Prefix(name) != name.size()) name.clear();
  }
  return names;
}

class CsvConnector : public Connector {
 public:
  CsvConnector() {
    traits_.name = "csv";
    traits_.description = "comma-, tab-, semicolon- or pipe-separated values";
    traits_.extensions = {".csv", ".tsv", ".tab", ".psv"};
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    if (head.find('\0') != std::string_view::npos) return 0;
    std::string name(file_name);
    std::transform(name.begin(), name.end(), name.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    const bool has_extension =
        std::any_of(traits_.extensions.begin(), traits_.extensions.end(),
                    [&name](std::string_view extension) { return name.ends_with(extension); });
    const bool is_whole = head.size() < kHeadSizeBytes;
    return (has_extension ? 2 : 0) + (csv::SniffCsv(name, head, is_whole).is_table_like ? 1 : 0);
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    if (const std::string foreign = ForeignEncoding(head); !foreign.empty()) {
      return Status::DataLoss(object.name + ": is " + foreign + ", not CSV in UTF-8; convert it");
    }
    const csv::SniffedCsv sniffed =
        csv::SniffCsv(WithoutCodecExtension(object.name), head, head.size() < kHeadSizeBytes);
    TableInfo table;
    table.object = object;
    std::vector<std::string> names = ReadableNames(sniffed);
    csv::CsvHeader header = csv::MakeHeader(names);
    table.fields = std::move(header.fields);
    table.fields_known = true;
    table.dialect = sniffed.dialect.ToMap();
    if (sniffed.dialect.has_header && !header.notes.empty()) {
      table.header = std::move(names);
      table.notes = std::move(header.notes);
    }
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    const std::vector<Partition> whole = {Partition{}};
    const SourceObject& object = table.object;
    const std::optional<uint64_t> size_bytes =
        count <= 1 ? std::nullopt : CuttableSizeBytes(object);
    if (!size_bytes) return whole;
    SUNDER_ASSIGN_OR_RETURN(const csv::CsvDialect dialect, csv::CsvDialect::FromMap(table.dialect));
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenByteStream(object));
    return csv::CutCsv(stream.get(), *size_bytes, count, dialect);
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(const csv::CsvDialect dialect, csv::CsvDialect::FromMap(table.dialect));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<BlockSource> source,
                            OpenBlockSource(table.object, partition, options));
    const bool has_header = dialect.has_header && partition.begin == 0;
    return std::unique_ptr<RecordReader>(
        std::make_unique<csv::CsvReader>(std::move(source), dialect, table.fields, has_header));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal("a CSV file holds one table");
    }
    SUNDER_ASSIGN_OR_RETURN(csv::CsvDialect dialect, csv::CsvDialect::FromMap(tables[0].dialect));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, tables[0].object));
    auto writer = std::make_unique<csv::CsvWriter>(std::move(sink), std::move(dialect),
                                                   tables[0].fields, options[0].removed_fields);
    SUNDER_RETURN_IF_ERROR(
        writer->Start(tables[0].header.empty() ? tables[0].fields : tables[0].header));
    return std::unique_ptr<ObjectWriter>(std::move(writer));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeCsvConnector() { return std::make_unique<CsvConnector>(); }

}  // namespace sunder
