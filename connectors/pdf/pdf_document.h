// A PDF's texts, by poppler.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "connectors/decode/gathered_reader.h"
#include "core/status.h"

namespace sunder::pdf {

// The whole file is held in memory; a larger one is refused.
inline constexpr uint64_t kFileSizeBytesMax = uint64_t{512} << 20;

// Used by one thread.
class PdfDocument {
 public:
  virtual ~PdfDocument() = default;
  // DataLoss: damaged, too large.
  static Result<std::unique_ptr<PdfDocument>> Open(const SourceObject& object);

  // It needs a password: nothing else can be asked of it.
  virtual bool is_locked() const = 0;
  virtual int page_count() const = 0;
  // Properties and outline.
  virtual std::vector<GatheredText> Properties() const = 0;
  virtual size_t attachment_count() const = 0;
  // As people read it, blocks parted by blank lines. DataLoss: the page is
  // damaged.
  virtual Result<std::string> PageText(int page) const = 0;
  // Form fields, comments and links of a page. False: they cannot be read.
  virtual bool AddAnnotations(int page, std::vector<GatheredRecord>* records) const = 0;
};

// Paragraphs of a page's text; words that were parted at the end of a line are
// whole again.
std::vector<std::string> ParagraphsOf(std::string_view page_text);

}  // namespace sunder::pdf
