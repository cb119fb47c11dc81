#include "connectors/pdf/pdf_document.h"

#include <poppler-document.h>
#include <poppler-embedded-file.h>
#include <poppler-global.h>
#include <poppler-page.h>
#include <poppler-toc.h>

#include <algorithm>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "connectors/pdf/pdf_annotations.h"

namespace sunder::pdf {
namespace {

constexpr size_t kReadSizeBytes = 1 << 20;
constexpr size_t kOutlineItemsMax = 100000;
constexpr uint32_t kOutlineDepthMax = 64;
constexpr std::string_view kBlanks = " \t\r\f\v";

Result<std::string> ReadWhole(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ByteStream> stream, OpenByteStream(object));
  std::string bytes;
  std::string buffer(kReadSizeBytes, '\0');
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const size_t count, stream->Read(buffer.data(), buffer.size()));
    if (count == 0) return bytes;
    if (bytes.size() + count > kFileSizeBytesMax) {
      return Status::DataLoss(object.name + ": is larger than " +
                              std::to_string(kFileSizeBytesMax >> 20) +
                              " MiB and was not read; split it");
    }
    bytes.append(buffer, 0, count);
  }
}

std::string Utf8(const poppler::ustring& text) {
  const poppler::byte_array bytes = text.to_utf8();
  std::string utf8(bytes.data(), bytes.size());
  // Texts in UTF-16 of a damaged file; what is not valid is not delivered.
  const size_t valid = ValidUtf8Prefix(utf8);
  if (valid < utf8.size()) {
    std::string kept;
    std::string_view rest = utf8;
    while (!rest.empty()) {
      const size_t good = ValidUtf8Prefix(rest);
      kept += rest.substr(0, good);
      if (good == rest.size()) break;
      kept += "\xEF\xBF\xBD";
      rest.remove_prefix(good + 1);
    }
    return kept;
  }
  return utf8;
}

// XML without its tags, a line an element.
std::string WithoutTags(std::string_view xml) {
  std::string text;
  while (!xml.empty()) {
    const size_t open = std::min(xml.find('<'), xml.size());
    const std::string_view between = xml.substr(0, open);
    if (between.find_first_not_of(" \t\r\n") != std::string_view::npos) {
      if (!text.empty()) text += '\n';
      text += between;
    }
    const size_t close = xml.find('>', open);
    if (close == std::string_view::npos) break;
    xml.remove_prefix(close + 1);
  }
  return text;
}

void AddOutline(const poppler::toc_item* item, uint32_t depth, std::vector<GatheredText>* texts) {
  if (depth > kOutlineDepthMax || texts->size() > kOutlineItemsMax) return;
  for (const poppler::toc_item* child : item->children()) {
    texts->push_back({"outline", Utf8(child->title())});
    AddOutline(child, depth + 1, texts);
  }
}

class PopplerDocument : public PdfDocument {
 public:
  PopplerDocument(std::string bytes, std::string name)
      : bytes_(std::move(bytes)), name_(std::move(name)) {}

  Status Load() {
    // Its messages hold pieces of the file.
    poppler::set_debug_error_function([](const std::string&, void*) {}, nullptr);
    document_.reset(
        poppler::document::load_from_raw_data(bytes_.data(), static_cast<int>(bytes_.size())));
    if (document_ == nullptr) {
      return Status::DataLoss(name_ + ": is damaged, or no PDF, and was not read");
    }
    if (!document_->is_locked()) annotations_ = PdfAnnotations::Open(bytes_);
    return Status::Ok();
  }

  bool AddAnnotations(int page, std::vector<GatheredRecord>* records) const override {
    if (annotations_ == nullptr) return false;
    for (GatheredRecord& record : annotations_->OfPage(page)) records->push_back(std::move(record));
    return true;
  }

  bool is_locked() const override { return document_->is_locked(); }

  int page_count() const override { return std::max(document_->pages(), 0); }

  std::vector<GatheredText> Properties() const override {
    std::vector<GatheredText> texts;
    for (const std::string& key : document_->info_keys()) {
      // Dates are the file's, not a person's.
      if (key.ends_with("Date")) continue;
      texts.push_back({"property." + PlainKey(key), Utf8(document_->info_key(key))});
    }
    texts.push_back({"property.metadata", WithoutTags(Utf8(document_->metadata()))});
    const std::unique_ptr<poppler::toc> outline(document_->create_toc());
    if (outline != nullptr && outline->root() != nullptr) AddOutline(outline->root(), 0, &texts);
    return texts;
  }

  size_t attachment_count() const override {
    return document_->has_embedded_files() ? document_->embedded_files().size() : 0;
  }

  Result<std::string> PageText(int page) const override {
    const std::unique_ptr<poppler::page> opened(document_->create_page(page));
    if (opened == nullptr) {
      return Status::DataLoss("page " + std::to_string(page + 1) + " is damaged");
    }
    return Utf8(opened->text(poppler::rectf(), poppler::page::non_raw_non_physical_layout));
  }

 private:
  // A key is whatever the file says; names of fields are shown.
  static std::string PlainKey(const std::string& key) {
    const bool is_plain =
        key.size() <= 32 && std::all_of(key.begin(), key.end(), [](char c) {
          return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        });
    return is_plain ? key : "other";
  }

  const std::string bytes_;  // poppler reads in it
  const std::string name_;
  std::unique_ptr<poppler::document> document_;
  std::unique_ptr<PdfAnnotations> annotations_;  // goes first
};

std::string_view Trimmed(std::string_view line) {
  const size_t begin = line.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return line.substr(begin, line.find_last_not_of(kBlanks) - begin + 1);
}

// "Catho-" and "lic".
bool IsPartedWord(std::string_view before, std::string_view line) {
  if (before.size() < 2 || !before.ends_with('-')) return false;
  const auto is_lower = [](char c) { return (c >= 'a' && c <= 'z') || (c & 0x80) != 0; };
  return is_lower(before[before.size() - 2]) && !line.empty() && is_lower(line.front());
}

}  // namespace

Result<std::unique_ptr<PdfDocument>> PdfDocument::Open(const SourceObject& object) {
  SUNDER_ASSIGN_OR_RETURN(std::string bytes, ReadWhole(object));
  auto document = std::make_unique<PopplerDocument>(std::move(bytes), object.name);
  SUNDER_RETURN_IF_ERROR(document->Load());
  return std::unique_ptr<PdfDocument>(std::move(document));
}

std::vector<std::string> ParagraphsOf(std::string_view page_text) {
  std::vector<std::string> paragraphs;
  bool is_open = false;
  while (!page_text.empty()) {
    const size_t end = page_text.find_first_of("\n\f");
    const std::string_view line = Trimmed(page_text.substr(0, end));
    page_text.remove_prefix(end == std::string_view::npos ? page_text.size() : end + 1);
    if (line.empty()) {
      is_open = false;
      continue;
    }
    if (!is_open) {
      paragraphs.emplace_back(line);
    } else if (IsPartedWord(paragraphs.back(), line)) {
      paragraphs.back().pop_back();
      paragraphs.back() += line;
    } else {
      paragraphs.back() += '\n';
      paragraphs.back() += line;
    }
    is_open = true;
  }
  return paragraphs;
}

}  // namespace sunder::pdf
