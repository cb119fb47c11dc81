#include "connectors/keyvalue/keyvalue_connector.h"

#include <algorithm>
#include <array>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/file_name.h"
#include "connectors/keyvalue/keyvalue_lines.h"
#include "connectors/keyvalue/keyvalue_reader.h"
#include "connectors/keyvalue/keyvalue_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Names that promise text, and nothing that is written in key-value lines for reasons of its own.
bool PromisesText(std::string_view name) {
  const size_t slash = name.rfind('/');
  const size_t dot = name.rfind('.');
  if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash))
    return true;
  constexpr std::array<std::string_view, 5> kExtensions = {".txt", ".text", ".dat", ".ldif",
                                                           ".rec"};
  return std::any_of(kExtensions.begin(), kExtensions.end(),
                     [name](std::string_view extension) { return HasExtension(name, extension); });
}

class KeyvalueConnector : public Connector {
 public:
  KeyvalueConnector() {
    traits_.name = "keyvalue";
    traits_.description = "blocks of \"Name: value\" lines, one record a block";
    traits_.extensions = {};
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    if (!PromisesText(file_name)) return 0;
    if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
    return keyvalue::LooksLikeKeyvalue(head, head.size() + 3 < kHeadSizeBytes) ? 4 : 0;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    TableInfo table;
    table.object = object;
    const size_t line_feed = head.find('\n');
    const bool has_pairs =
        line_feed != std::string::npos && line_feed > 0 && head[line_feed - 1] == '\r';
    table.dialect["line_end"] = has_pairs ? "crlf" : "lf";
    if (head.starts_with(kByteOrderMark)) table.dialect["byte_order_mark"] = "yes";
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& /*table*/,
                                      uint32_t /*count*/) const override {
    return std::vector<Partition>{Partition{}};
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(
        std::make_unique<keyvalue::KeyvalueReader>(std::move(source)));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal("a key-value file holds one table");
    }
    const auto line_end = tables[0].dialect.find("line_end");
    const bool has_pairs = line_end != tables[0].dialect.end() && line_end->second == "crlf";
    SUNDER_ASSIGN_OR_RETURN(auto sink, CreateByteSink(path, tables[0].object));
    return std::unique_ptr<ObjectWriter>(std::make_unique<keyvalue::KeyvalueWriter>(
        std::move(sink), has_pairs ? "\r\n" : "\n", tables[0].dialect.contains("byte_order_mark"),
        options[0].removed_fields));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeKeyvalueConnector() { return std::make_unique<KeyvalueConnector>(); }

}  // namespace sunder
