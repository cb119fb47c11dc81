// What lies on the pages of a PDF beside their text: comments, form fields, links. By poppler's
// other interface, as the one for C++ does not know them.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/decode/gathered_reader.h"

namespace sunder::pdf {

class PdfAnnotations {
 public:
  virtual ~PdfAnnotations() = default;
  // `bytes` outlive it. nullptr: the file cannot be read in this way. Call it while a document of
  // the interface for C++ is open: the one that is opened first decides where messages go.
  static std::unique_ptr<PdfAnnotations> Open(std::string_view bytes);
  // Of page `page`, from 0: a record a comment, one of all form fields, one a link.
  virtual std::vector<GatheredRecord> OfPage(int page) const = 0;
};

}  // namespace sunder::pdf
