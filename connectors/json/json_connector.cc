#include "connectors/json/json_connector.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/block_source.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/decode/partition_plan.h"
#include "connectors/json/json_form.h"
#include "connectors/json/json_line_stream.h"
#include "connectors/json/json_reader.h"
#include "connectors/json/json_serializer.h"
#include "connectors/json/json_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;

class JsonConnector : public Connector {
 public:
  JsonConnector() {
    traits_.name = "json";
    traits_.description = "JSON: one value a line, an array of records, or values in a row";
    traits_.extensions = {".jsonl", ".ndjson", ".json"};
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
    // Exports are called .txt and logs .log, which the text connector knows by name.
    const bool is_text_by_name =
        name.ends_with(".txt") || name.ends_with(".text") || name.ends_with(".log");
    if (is_text_by_name) return json::IsSurelyJson(head, is_whole) ? 4 : 0;
    return (has_extension ? 2 : 0) + (json::LooksLikeJson(head, is_whole) ? 1 : 0);
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    if (const std::string foreign = ForeignEncoding(head); !foreign.empty()) {
      return Status::DataLoss(object.name + ": is " + foreign + ", not JSON in UTF-8; convert it");
    }
    TableInfo table;
    table.object = object;
    json::JsonForm form =
        json::SniffForm(WithoutCodecExtension(object.name), head, head.size() < kHeadSizeBytes);
    if (!object.dialect.empty()) {
      SUNDER_ASSIGN_OR_RETURN(form, json::FormOf(object.dialect));
    }
    table.dialect = json::DialectOf(form);
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    SUNDER_ASSIGN_OR_RETURN(const json::JsonForm form, json::FormOf(table.dialect));
    if (form != json::JsonForm::kLines) return std::vector<Partition>{Partition{}};
    return PlanBySize(table.object, count, FindLineStart);
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(const json::JsonForm form, json::FormOf(table.dialect));
    std::unique_ptr<BlockSource> source;
    std::shared_ptr<json::LineMaker> maker;
    if (form == json::JsonForm::kLines) {
      SUNDER_ASSIGN_OR_RETURN(source, OpenBlockSource(table.object, partition, options));
    } else {
      if (partition.begin != 0 || partition.end != 0) {
        return Status::Internal("a JSON file without lines cannot be cut");
      }
      SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteStream> stream, OpenByteStream(table.object));
      maker = std::make_shared<json::LineMaker>(form == json::JsonForm::kArray);
      stream = std::make_unique<json::JsonLineStream>(std::move(stream), maker);
      source = std::make_unique<BlockSource>(std::move(stream), options, 0, 0);
    }
    return std::unique_ptr<RecordReader>(
        std::make_unique<json::JsonReader>(std::move(source), std::move(maker)));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal("a JSON file holds one table");
    }
    SUNDER_ASSIGN_OR_RETURN(const json::JsonForm form, json::FormOf(tables[0].dialect));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<json::RemovedNode> removed,
                            json::MakeRemovedTree(options[0].removed_fields));
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, tables[0].object));
    return std::unique_ptr<ObjectWriter>(
        std::make_unique<json::JsonWriter>(std::move(sink), form, std::move(removed)));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeJsonConnector() { return std::make_unique<JsonConnector>(); }

}  // namespace sunder
