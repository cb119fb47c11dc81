#include "connectors/text/text_connector.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/partition_plan.h"
#include "connectors/text/text_reader.h"
#include "connectors/text/text_records.h"
#include "connectors/text/text_sniffer.h"
#include "connectors/text/text_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kRecordsKey = "records";
constexpr const char* kByteOrderMarkKey = "byte_order_mark";  // "yes", or no entry

Result<TextRecords> RecordsOf(const TableInfo& table) {
  const auto entry = table.dialect.find(kRecordsKey);
  if (entry == table.dialect.end()) return TextRecords::kParagraph;
  if (const auto records = ParseTextRecords(entry->second)) return *records;
  return Status::Usage(table.object.name +
                       ": the dialect's `records` must be \"paragraph\" or \"line\"");
}

class TextConnector : public Connector {
 public:
  TextConnector() {
    traits_.name = "text";
    traits_.description = "plain text and logs, by paragraph or line";
    traits_.extensions = {".txt", ".text", ".md", ".log"};
  }

  const ConnectorTraits& traits() const override { return traits_; }

  // Any text is text, so content alone is the weakest sign of all; "text" also stands last by name.
  int Recognise(std::string_view file_name, std::string_view head) const override {
    std::string lower(file_name);
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
      return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    });
    const bool by_extension =
        std::any_of(traits_.extensions.begin(), traits_.extensions.end(),
                    [&lower](std::string_view extension) { return lower.ends_with(extension); });
    return (by_extension ? 2 : 0) + (LooksLikeText(head) ? 1 : 0);
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(std::string head, ReadHead(object, kHeadSizeBytes));
    TableInfo table;
    table.object = object;
    table.keeps_order = true;
    if (head.starts_with(kByteOrderMark)) {
      table.dialect[kByteOrderMarkKey] = "yes";
      head.erase(0, kByteOrderMark.size());
    }
    const TextRecords records = SniffTextRecords(WithoutCodecExtension(object.name), head);
    table.dialect[kRecordsKey] = TextRecordsName(records);
    if (object.dialect.contains(kRecordsKey)) {
      table.dialect[kRecordsKey] = object.dialect.at(kRecordsKey);
    }
    SUNDER_ASSIGN_OR_RETURN(const TextRecords chosen, RecordsOf(table));
    table.is_document = chosen == TextRecords::kParagraph;
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    SUNDER_ASSIGN_OR_RETURN(const TextRecords records, RecordsOf(table));
    return PlanBySize(table.object, count,
                      records == TextRecords::kLine ? FindLineStart : FindParagraphStart);
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(const TextRecords records, RecordsOf(table));
    SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(std::make_unique<TextReader>(std::move(source), records));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal(path + ": a text file has one table");
    }
    SUNDER_ASSIGN_OR_RETURN(const TextRecords records, RecordsOf(tables[0]));
    SUNDER_ASSIGN_OR_RETURN(auto sink, CreateByteSink(path, tables[0].object));
    const bool has_byte_order_mark = tables[0].dialect.contains(kByteOrderMarkKey);
    const auto& removed = options[0].removed_fields;
    const bool removes_text = std::find(removed.begin(), removed.end(), "text") != removed.end();
    return std::unique_ptr<ObjectWriter>(
        std::make_unique<TextWriter>(std::move(sink), records, has_byte_order_mark, removes_text));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeTextConnector() { return std::make_unique<TextConnector>(); }

}  // namespace sunder
