#include "connectors/document/document_connector.h"

#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/file_name.h"
#include "connectors/document/odt_texts.h"
#include "connectors/document/word_texts.h"
#include "connectors/package/encrypted_package.h"
#include "connectors/package/part_texts.h"

namespace sunder {
namespace {

using package::Package;
using package::TextPart;

constexpr size_t kHeadSizeBytes = 64 * 1024;
constexpr char kReadOnly[] = "word processor documents are not rewritten";
constexpr std::string_view kOdtMimetype = "application/vnd.oasis.opendocument.text";

bool HasKnownExtension(std::string_view name) {
  for (const char* extension : {".docx", ".docm", ".dotx", ".odt", ".ott"}) {
    if (HasExtension(name, extension)) return true;
  }
  return false;
}

// The field of a part's paragraphs; empty: another part.
std::string FieldOfWordPart(const std::string& part) {
  if (!part.starts_with("word/") || !part.ends_with(".xml")) return {};
  const std::string name = part.substr(5);
  if (name.starts_with("document")) return "text";
  if (name.starts_with("header")) return "header";
  if (name.starts_with("footer")) return "footer";
  if (name.starts_with("footnotes")) return "footnote";
  if (name.starts_with("endnotes")) return "endnote";
  if (name == "comments.xml") return "comment";
  if (name.starts_with("glossary/document")) return "text";
  return {};
}

class DocumentConnector : public Connector {
 public:
  DocumentConnector() {
    traits_.name = "document";
    traits_.description = "word processor documents, by paragraph and table row; read only";
    traits_.extensions = {".docx", ".docm", ".dotx", ".odt", ".ott"};
    traits_.is_binary = true;
    traits_.reads_streams = false;
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    const bool by_extension = HasKnownExtension(file_name);
    if (package::IsZip(head)) {
      const std::string_view mimetype = package::MimetypeOfHead(head);
      if (mimetype.starts_with(kOdtMimetype)) return 4;
      if (mimetype.empty() && package::HeadNamesPart(head, "word/document.xml")) return 4;
      return by_extension ? 3 : 0;
    }
    // With a password the package lies in a compound file.
    const bool may_be_ours = head.empty() || package::IsCompoundFile(head);
    return by_extension && may_be_ours ? 2 : 0;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    if (auto encrypted = package::EncryptedTable(object)) {
      return std::vector<TableInfo>{*std::move(encrypted)};
    }
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadHead(object, kHeadSizeBytes));
    if (package::IsCompoundFile(head)) {
      return Status::DataLoss(object.name +
                              ": is of the format before 2007, or no document; save it as DOCX");
    }
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Package> opened, Package::Open(object));
    SUNDER_RETURN_IF_ERROR(PartsOf(*opened, object.name, nullptr, nullptr));
    TableInfo table;
    table.object = object;
    table.keeps_order = true;
    table.is_document = true;
    table.read_only_reason = kReadOnly;
    return std::vector<TableInfo>{std::move(table)};
  }

  Result<std::vector<Partition>> Plan(const TableInfo& /*table*/,
                                      uint32_t /*count*/) const override {
    return std::vector<Partition>{Partition{}};
  }

  Result<std::unique_ptr<RecordReader>> Open(const TableInfo& table, const Partition& /*partition*/,
                                             const ReadOptions& options) const override {
    if (package::IsEncryptedTable(table)) return package::NewEncryptedReader();
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Package> opened, Package::Open(table.object));
    std::vector<TextPart> parts;
    std::vector<std::string> unread;
    SUNDER_RETURN_IF_ERROR(PartsOf(*opened, table.object.name, &parts, &unread));
    return package::NewPartTextReader(std::move(opened), std::move(parts), std::move(unread),
                                      options);
  }

  Result<std::unique_ptr<ObjectWriter>> Create(const std::string& path,
                                               const std::vector<TableInfo>& /*tables*/,
                                               const std::vector<WriteOptions>&) const override {
    return Status::Refused(path + ": " + kReadOnly);
  }

 private:
  // `parts` and `unread` may be null: then it is only checked that there is a document.
  static Status PartsOf(const Package& opened, const std::string& name,
                        std::vector<TextPart>* parts, std::vector<std::string>* unread) {
    const bool is_odt = opened.Has("content.xml");
    std::vector<TextPart> found;
    std::vector<std::string> others;
    for (const std::string& part : opened.parts()) {
      if (is_odt && (part == "content.xml" || part == "styles.xml")) {
        found.push_back({part, document::NewOdtHandler});
      }
      const std::string field = is_odt ? "" : FieldOfWordPart(part);
      if (field.empty()) continue;
      found.push_back({part, [field](package::TextCollector* texts) {
                         return document::NewWordHandler(field, texts);
                       }});
    }
    if (found.empty()) {
      if (!opened.damage().ok()) return opened.damage();
      return Status::DataLoss(name + ": holds no document; the file is damaged");
    }
    if (parts == nullptr) return Status::Ok();
    package::AddOtherParts(
        opened,
        [is_odt](const std::string& part) {
          return is_odt ? part == "content.xml" || part == "styles.xml"
                        : !FieldOfWordPart(part).empty();
        },
        &found, &others);
    *parts = std::move(found);
    *unread = std::move(others);
    return Status::Ok();
  }

  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakeDocumentConnector() { return std::make_unique<DocumentConnector>(); }

}  // namespace sunder
