#include "connectors/pdf/pdf_connector.h"

#include <utility>

#include "connectors/decode/file_name.h"
#include "connectors/decode/lost_reader.h"
#include "connectors/pdf/pdf_document.h"
#include "connectors/pdf/pdf_reader.h"

namespace sunder {
namespace {

constexpr char kReadOnly[] = "pages of a PDF are not rewritten";
// Readers find the header within the first KiB; rubbish may stand before it.
constexpr size_t kHeaderPlaceMax = 1024;

class PdfConnector : public Connector {
 public:
  PdfConnector() {
    traits_.name = "pdf";
    traits_.description = "PDF, by paragraph; read only";
    traits_.extensions = {".pdf"};
    traits_.is_binary = true;
    traits_.reads_streams = false;
  }

  const ConnectorTraits& traits() const override { return traits_; }

  int Recognise(std::string_view file_name, std::string_view head) const override {
    if (head.starts_with("%PDF-")) return 4;
    const bool has_header = head.substr(0, kHeaderPlaceMax).find("%PDF-") != std::string_view::npos;
    if (!HasExtension(file_name, ".pdf")) return 0;
    if (has_header) return 3;
    return head.empty() ? 2 : 0;
  }

  Result<std::vector<TableInfo>> Inspect(const SourceObject& object) const override {
    SUNDER_RETURN_IF_ERROR(pdf::PdfDocument::Open(object).status());
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
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<pdf::PdfDocument> document,
                            pdf::PdfDocument::Open(table.object));
    if (document->is_locked()) {
      return NewLostReader(LossReason::kEncrypted,
                           "is encrypted and was not read; save it without a password");
    }
    return pdf::NewPdfReader(std::move(document), options);
  }

  Result<std::unique_ptr<ObjectWriter>> Create(const std::string& path,
                                               const std::vector<TableInfo>& /*tables*/,
                                               const std::vector<WriteOptions>&) const override {
    return Status::Refused(path + ": " + kReadOnly);
  }

 private:
  ConnectorTraits traits_;
};

}  // namespace

std::unique_ptr<Connector> MakePdfConnector() { return std::make_unique<PdfConnector>(); }

}  // namespace sunder
