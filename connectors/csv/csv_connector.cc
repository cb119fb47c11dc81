#include "connectors/csv/csv_connector.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "connectors/csv/csv_dialect.h"
#include "connectors/csv/csv_fields.h"
#include "connectors/csv/csv_layout.h"
#include "connectors/csv/csv_partitions.h"
#include "connectors/csv/csv_preamble.h"
#include "connectors/csv/csv_reader.h"
#include "connectors/csv/csv_sniffer.h"
#include "connectors/csv/csv_writer.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/decode/random_access.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;

// A name that is not UTF-8 counts as none: it could be neither shown nor written.
void DropUnreadable(std::vector<std::string>* names) {
  for (std::string& name : *names) {
    if (ValidUtf8Prefix(name) != name.size()) name.clear();
  }
}

// Fields, header and rows below it out of what stands above the records.
void DescribeColumns(const csv::SniffedCsv& sniffed, std::vector<std::vector<std::string>> rows,
                     TableInfo* table) {
  if (!sniffed.dialect.has_header || rows.empty()) {
    table->fields = csv::MakeHeader(std::vector<std::string>(sniffed.column_count)).fields;
    return;
  }
  for (std::vector<std::string>& row : rows) DropUnreadable(&row);
  const size_t header_rows = std::min<size_t>(sniffed.dialect.header_rows, rows.size());
  const auto below = rows.begin() + static_cast<ptrdiff_t>(header_rows);
  csv::CsvHeader header = csv::MakeHeader(csv::JoinHeaderRows({rows.begin(), below}));
  table->fields = std::move(header.fields);
  for (std::vector<std::string>& row : rows) row.resize(table->fields.size());
  if (!header.notes.empty() || rows.size() > 1) table->header = rows.front();
  if (header_rows == 1) table->notes = std::move(header.notes);
  table->rows_below_header.assign(std::make_move_iterator(rows.begin() + 1),
                                  std::make_move_iterator(rows.end()));
}

// The lines above the header, as a document of their own.
TableInfo PreambleTable(const SourceObject& object, const csv::CsvDialect& dialect,
                        std::string content) {
  TableInfo table;
  table.object = object;
  table.table = csv::kPreambleTable;
  table.fields = {"text"};
  table.fields_known = true;
  table.keeps_order = true;
  table.is_document = true;
  table.dialect["line_end"] = dialect.ToMap().at("line_end");
  table.content = std::move(content);
  return table;
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
    const Result<csv::SniffedCsv> sniffed = csv::SniffCsv(name, head, is_whole, {});
    // Exports of tables are called .txt, too, which the text connector knows by name.
    const bool is_text_by_name = name.ends_with(".txt") || name.ends_with(".text");
    if (is_text_by_name) return sniffed.ok() && sniffed->is_surely_table ? 4 : 0;
    return (has_extension ? 2 : 0) + (sniffed.ok() && sniffed->is_table_like ? 1 : 0);
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    if (const std::string foreign = ForeignEncoding(head); !foreign.empty()) {
      return Status::DataLoss(object.name + ": is " + foreign + ", not CSV in UTF-8; convert it");
    }
    SUNDER_ASSIGN_OR_RETURN(csv::SniffedCsv sniffed,
                            csv::SniffCsv(WithoutCodecExtension(object.name), head,
                                          head.size() < kHeadSizeBytes, object.dialect));
    csv::AboveRecords above = csv::ReadAbove(head, sniffed.dialect);
    if (above.lacks_lines && head.size() >= kHeadSizeBytes) {
      return Status::DataLoss(object.name +
                              ": the lines above the header take more than 64 KiB; say fewer as "
                              "`preamble` of its [[dialect]]");
    }
    if (ValidUtf8Prefix(above.preamble) != above.preamble.size()) {
      return Status::DataLoss(object.name +
                              ": the lines above the header are not UTF-8; convert the file");
    }
    TableInfo table;
    table.object = object;
    table.fields_known = true;
    DescribeColumns(sniffed, std::move(above.rows), &table);
    if (!object.dialect.contains("json_columns")) {
      for (const uint32_t column : sniffed.json_columns) {
        if (column < table.fields.size()) {
          sniffed.dialect.json_columns.push_back(table.fields[column]);
        }
      }
    }
    table.dialect = sniffed.dialect.ToMap();
    std::vector<TableInfo> tables;
    if (!above.preamble.empty()) {
      tables.push_back(PreambleTable(object, sniffed.dialect, std::move(above.preamble)));
    }
    tables.push_back(std::move(table));
    return tables;
  }

  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    const std::vector<Partition> whole = {Partition{}};
    if (table.table == csv::kPreambleTable) return whole;
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
    if (table.table == csv::kPreambleTable) {
      return std::unique_ptr<RecordReader>(std::make_unique<csv::PreambleReader>(
          table.content, dialect.terminator(), options.cancel));
    }
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<BlockSource> source,
                            OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(std::make_unique<csv::CsvReader>(
        std::move(source), dialect, table.fields, partition.begin == 0));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    const bool has_preamble = tables.size() == 2 && tables[0].table == csv::kPreambleTable;
    if (tables.size() != options.size() || tables.size() != (has_preamble ? 2U : 1U)) {
      return Status::Internal("a CSV file holds one table, and perhaps lines above it");
    }
    const TableInfo& table = tables.back();
    SUNDER_ASSIGN_OR_RETURN(const csv::CsvDialect dialect, csv::CsvDialect::FromMap(table.dialect));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, table.object));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<csv::CsvWriter> writer,
                            csv::CsvWriter::Create(std::move(sink), dialect, table,
                                                   options.back(), has_preamble));
    return std::unique_ptr<ObjectWriter>(std::move(writer));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeCsvConnector() { return std::make_unique<CsvConnector>(); }

}  // namespace sunder
