#include "connectors/pdf/pdf_reader.h"

#include <algorithm>
#include <deque>
#include <map>
#include <utility>

#include "connectors/decode/bounded_loss.h"

namespace sunder::pdf {
namespace {

// Names of form fields beyond these are one.
constexpr size_t kFieldsMax = 512;

// The reader has made all cells already.
class PdfIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock*) const override { return Status::Ok(); }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }
};

class PdfReader : public RecordReader {
 public:
  PdfReader(std::unique_ptr<PdfDocument> document, const ReadOptions& options)
      : document_(std::move(document)),
        options_(options),
        indexer_(std::make_shared<PdfIndexer>()) {
    const size_t attachments = document_->attachment_count();
    if (attachments > 0) {
      Lose(LossReason::kUnsupported, 0,
           std::to_string(attachments) + " attached files are not read; save and name them");
    }
    for (PdfText& text : document_->Properties()) waiting_.push_back({std::move(text)});
  }

  Result<bool> Next(RecordBlock* block) override {
    block->Clear();
    block->indexer = indexer_;
    block->sequence = sequence_;
    block->first_record = ledger_.records;
    block->is_indexed = true;
    while (block->data.size() < std::max(options_.block_size_bytes, 1U)) {
      if (options_.cancel != nullptr && options_.cancel->load(std::memory_order_relaxed)) {
        return Status::Cancelled("reading was cancelled");
      }
      if (is_done_) break;
      if (options_.max_bytes > 0 && ledger_.bytes_in >= options_.max_bytes) {
        Lose(LossReason::kSampled, 0, "reading stopped at the size that was asked for");
        is_done_ = true;
        break;
      }
      if (waiting_.empty()) {
        ReadPage();
        continue;
      }
      Take(waiting_.front(), block);
      waiting_.pop_front();
    }
    block->fields = fields_;
    if (block->record_count == 0) return false;
    ++sequence_;
    return true;
  }

  const ReadLedger& ledger() const override { return ledger_; }

 private:
  void Lose(LossReason reason, uint64_t size_bytes, std::string detail) {
    AddBoundedLoss(reason, ledger_.bytes_in, size_bytes, std::move(detail), &ledger_);
    ledger_.bytes_in += size_bytes;
  }

  void ReadPage() {
    if (next_page_ == document_->page_count()) {
      is_done_ = true;
      if (pages_without_text_ == 0) return;
      return Lose(LossReason::kNoText, 0,
                  std::to_string(pages_without_text_) + " of " + std::to_string(next_page_) +
                      " pages hold no text; pictures of text are not read");
    }
    const int page = next_page_++;
    std::vector<PdfRecord> records;
    if (!document_->AddAnnotations(page, &records)) {
      Lose(LossReason::kMalformed, 1,
           "comments and form fields of page " + std::to_string(page + 1) + " cannot be read");
    }
    const Result<std::string> text = document_->PageText(page);
    for (PdfRecord& record : records) waiting_.push_back(std::move(record));
    if (!text.ok()) return Lose(LossReason::kMalformed, 1, text.status().message());
    std::vector<std::string> paragraphs = ParagraphsOf(*text);
    if (paragraphs.empty()) ++pages_without_text_;
    for (std::string& paragraph : paragraphs) waiting_.push_back({{"text", std::move(paragraph)}});
  }

  uint32_t FieldOf(const std::string& name) {
    const bool is_known = field_by_name_.contains(name) || fields_.size() < kFieldsMax;
    const std::string& field = is_known ? name : kOtherField;
    const auto [place, is_new] =
        field_by_name_.emplace(field, static_cast<uint32_t>(fields_.size()));
    if (is_new) fields_.push_back(field);
    return place->second;
  }

  void Take(const PdfRecord& record, RecordBlock* block) {
    uint64_t size_bytes = 0;
    for (const PdfText& text : record) size_bytes += text.text.size();
    if (size_bytes == 0) return;
    if (size_bytes > options_.record_size_bytes_max) {
      return Lose(LossReason::kOverLimit, size_bytes,
                  "a paragraph is larger than the limit of " +
                      std::to_string(options_.record_size_bytes_max) + " bytes");
    }
    for (const PdfText& text : record) {
      CellRef cell;
      cell.record = block->record_count;
      cell.field = FieldOf(text.field);
      cell.begin = static_cast<uint32_t>(block->data.size());
      block->data += text.text;
      cell.end = static_cast<uint32_t>(block->data.size());
      block->cells.push_back(cell);
    }
    ledger_.bytes_in += size_bytes;
    ledger_.bytes_delivered += size_bytes;
    ++ledger_.records;
    ++block->record_count;
  }

  const std::unique_ptr<PdfDocument> document_;
  const ReadOptions options_;
  const std::shared_ptr<const CellIndexer> indexer_;
  std::deque<PdfRecord> waiting_;
  const std::string kOtherField = "form";
  std::vector<std::string> fields_;
  std::map<std::string, uint32_t> field_by_name_;
  int next_page_ = 0;
  int pages_without_text_ = 0;
  bool is_done_ = false;
  ReadLedger ledger_;
  uint64_t sequence_ = 0;
};

}  // namespace

std::unique_ptr<RecordReader> NewPdfReader(std::unique_ptr<PdfDocument> document,
                                           const ReadOptions& options) {
  return std::make_unique<PdfReader>(std::move(document), options);
}

}  // namespace sunder::pdf
