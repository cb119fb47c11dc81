// Texts of a PDF as cells of records.
#pragma once

#include <string>
#include <vector>

namespace sunder::pdf {

struct PdfText {
  std::string field;  // "text", "outline", "property.Title", "form.City"
  std::string text;
};
using PdfRecord = std::vector<PdfText>;

}  // namespace sunder::pdf
