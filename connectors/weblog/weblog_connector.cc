#include "connectors/weblog/weblog_connector.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/partition_plan.h"
#include "connectors/weblog/weblog_line.h"
#include "connectors/weblog/weblog_reader.h"
#include "connectors/weblog/weblog_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr size_t kSampleLinesMax = 200;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kByteOrderMarkKey = "byte_order_mark";  // "yes", or no entry

// At least nine in ten of the first lines; a last one that the head cuts off does not count.
bool LooksLikeAccessLog(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  const size_t last_end = head.rfind('\n');
  if (head.size() >= kHeadSizeBytes && last_end != std::string_view::npos) {
    head = head.substr(0, last_end);
  }
  size_t lines = 0;
  size_t log_lines = 0;
  std::vector<weblog::LogItem> items;
  weblog::ForEachLine(head, [&](std::string_view line, size_t) {
    if (line.empty() || lines == kSampleLinesMax) return;
    ++lines;
    log_lines += weblog::ParseLogLine(line, &items) ? 1 : 0;
  });
  return lines > 0 && log_lines * 10 >= lines * 9;
}

class WeblogConnector : public Connector {
 public:
  WeblogConnector() {
    traits_.name = "weblog";
    traits_.description = "web server access logs: Common, Combined and their kin";
    traits_.extensions = {};
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view /*file_name*/, std::string_view head) const override {
    return LooksLikeAccessLog(head) ? 4 : 0;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    TableInfo table;
    table.object = object;
    table.keeps_order = true;
    table.visit_fields = VisitFields{{"host", "user_agent"}, "user", "cookie.", "time"};
    if (head.starts_with(kByteOrderMark)) table.dialect[kByteOrderMarkKey] = "yes";
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& table, uint32_t count) const override {
    return PlanBySize(table.object, count, FindLineStart);
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(std::make_unique<weblog::WeblogReader>(std::move(source)));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal(path + ": a web log has one table");
    }
    SUNDER_ASSIGN_OR_RETURN(auto sink, CreateByteSink(path, tables[0].object));
    return std::unique_ptr<ObjectWriter>(std::make_unique<weblog::WeblogWriter>(
        std::move(sink), tables[0].dialect.contains(kByteOrderMarkKey), options[0].removed_fields));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeWeblogConnector() { return std::make_unique<WeblogConnector>(); }

}  // namespace sunder
