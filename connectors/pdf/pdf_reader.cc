#include "connectors/pdf/pdf_reader.h"

#include <utility>

#include "connectors/decode/gathered_reader.h"

namespace sunder::pdf {
namespace {

class PdfReader : public GatheredReader {
 public:
  PdfReader(std::unique_ptr<PdfDocument> document, const ReadOptions& options)
      : GatheredReader(options, "form"), document_(std::move(document)) {
    const size_t attachments = document_->attachment_count();
    if (attachments > 0) {
      Lose(LossReason::kUnsupported, 0,
           std::to_string(attachments) + " attached files are not read; save and name them");
    }
    for (GatheredText& text : document_->Properties()) waiting_.push_back({std::move(text)});
  }

 private:
  bool Advance() override {
    if (next_page_ < document_->page_count()) {
      ReadPage();
      return true;
    }
    if (pages_without_text_ > 0) {
      Lose(LossReason::kNoText, 0,
           std::to_string(pages_without_text_) + " of " + std::to_string(next_page_) +
               " pages hold no text; pictures of text are not read");
    }
    return false;
  }

  void ReadPage() {
    const int page = next_page_++;
    std::vector<GatheredRecord> records;
    if (!document_->AddAnnotations(page, &records)) {
      Lose(LossReason::kMalformed, 1,
           "comments and form fields of page " + std::to_string(page + 1) + " cannot be read");
    }
    const Result<std::string> text = document_->PageText(page);
    for (GatheredRecord& record : records) waiting_.push_back(std::move(record));
    if (!text.ok()) return Lose(LossReason::kMalformed, 1, text.status().message());
    std::vector<std::string> paragraphs = ParagraphsOf(*text);
    if (paragraphs.empty()) ++pages_without_text_;
    for (std::string& paragraph : paragraphs) waiting_.push_back({{"text", std::move(paragraph)}});
  }

  const std::unique_ptr<PdfDocument> document_;
  int next_page_ = 0;
  int pages_without_text_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> NewPdfReader(std::unique_ptr<PdfDocument> document,
                                           const ReadOptions& options) {
  return std::make_unique<PdfReader>(std::move(document), options);
}

}  // namespace sunder::pdf
