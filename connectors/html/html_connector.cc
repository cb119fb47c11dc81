#include "connectors/html/html_connector.h"

#include <algorithm>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/html/html_reader.h"
#include "connectors/html/html_writer.h"

namespace sunder {
namespace {

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr const char* kByteOrderMarkKey = "byte_order_mark";  // "yes", or no entry

std::string Lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

// Begins with a document type or the root element, behind white space, comments and the
// declaration of XHTML.
bool BeginsLikeHtml(std::string_view head) {
  if (head.starts_with(kByteOrderMark)) head.remove_prefix(kByteOrderMark.size());
  while (true) {
    head.remove_prefix(std::min(head.find_first_not_of(" \t\r\n\f"), head.size()));
    std::string_view end;
    if (head.starts_with("<!--")) {
      end = "-->";
    } else if (head.starts_with("<?xml")) {
      end = "?>";
    } else {
      break;
    }
    const size_t at = head.find(end);
    if (at == std::string_view::npos) return false;
    head.remove_prefix(at + end.size());
  }
  const std::string start = Lower(head.substr(0, 15));
  return start.starts_with("<!doctype html") || start.starts_with("<html>") ||
         start.starts_with("<html ") || start.starts_with("<html\n") ||
         start.starts_with("<html\r");
}

class HtmlConnector : public Connector {
 public:
  HtmlConnector() {
    traits_.name = "html";
    traits_.description = "HTML pages: texts, tables, forms, attributes, comments";
    traits_.extensions = {".html", ".htm", ".xhtml", ".shtml"};
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    if (BeginsLikeHtml(head)) return 4;
    const std::string lower = Lower(file_name);
    const bool by_extension =
        std::any_of(traits_.extensions.begin(), traits_.extensions.end(),
                    [&lower](std::string_view extension) { return lower.ends_with(extension); });
    if (!by_extension) return 0;
    return head.find('<') == std::string_view::npos ? 2 : 3;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    TableInfo table;
    table.object = object;
    table.keeps_order = true;
    table.is_document = true;
    if (head.starts_with(kByteOrderMark)) table.dialect[kByteOrderMarkKey] = "yes";
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& /*table*/,
                                      uint32_t /*count*/) const override {
    return std::vector<Partition>{Partition{}};
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& partition,
                                             const ReadOptions& options) const override {
    SUNDER_ASSIGN_OR_RETURN(auto source, OpenBlockSource(table.object, partition, options));
    return std::unique_ptr<RecordReader>(std::make_unique<html::HtmlReader>(std::move(source)));
  }

  Result<std::unique_ptr<ObjectWriter>> Create(
      const std::string& path, const std::vector<TableInfo>& tables,
      const std::vector<WriteOptions>& options) const override {
    if (tables.size() != 1 || options.size() != 1) {
      return Status::Internal(path + ": an HTML page has one table");
    }
    SUNDER_ASSIGN_OR_RETURN(auto sink, CreateByteSink(path, tables[0].object));
    return std::unique_ptr<ObjectWriter>(std::make_unique<html::HtmlWriter>(
        std::move(sink), tables[0].dialect.contains(kByteOrderMarkKey), options[0]));
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeHtmlConnector() { return std::make_unique<HtmlConnector>(); }

}  // namespace sunder
