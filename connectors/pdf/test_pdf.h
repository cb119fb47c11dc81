// For tests only: makes PDFs.
#pragma once

#include <string>
#include <vector>

namespace sunder::pdf {

// A page a text; the lines of each stand under each other, an empty one leaves a gap. `annotations`
// are dictionaries that every page has, and the form.
inline std::string TestPdf(const std::vector<std::vector<std::string>>& pages,
                           const std::string& information = "/Title (A letter)",
                           const std::vector<std::string>& annotations = {}) {
  std::vector<std::string> objects = {"", ""};
  objects.push_back("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
  objects.push_back("<< " + information + " >>");
  std::string notes;
  for (const std::string& annotation : annotations) {
    objects.push_back(annotation);
    notes += std::to_string(objects.size()) + " 0 R ";
  }
  objects[0] = "<< /Type /Catalog /Pages 2 0 R /AcroForm << /Fields [" + notes + "] >> >>";
  std::string kids;
  for (const auto& lines : pages) {
    std::string content = "BT /F1 12 Tf 72 720 Td 14 TL\n";
    for (const std::string& line : lines) content += "(" + line + ") Tj T*\n";
    content += "ET";
    objects.push_back("<< /Length " + std::to_string(content.size()) + " >>\nstream\n" + content +
                      "\nendstream");
    objects.push_back("<< /Type /Page /Parent 2 0 R /Annots [" + notes +
                      "] /MediaBox [0 0 612 792] /Contents " + std::to_string(objects.size()) +
                      " 0 R /Resources << /Font << /F1 3 0 R >> >> >>");
    kids += std::to_string(objects.size()) + " 0 R ";
  }
  objects[1] =
      "<< /Type /Pages /Kids [" + kids + "] /Count " + std::to_string(pages.size()) + " >>";
  std::string file = "%PDF-1.4\n%\xE2\xE3\xCF\xD3\n";
  std::string offsets = "0000000000 65535 f \n";
  for (size_t i = 0; i < objects.size(); ++i) {
    const std::string offset = std::to_string(file.size());
    offsets += std::string(10 - offset.size(), '0') + offset + " 00000 n \n";
    file += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
  }
  const std::string count = std::to_string(objects.size() + 1);
  return file + "xref\n0 " + count + "\n" + offsets + "trailer\n<< /Size " + count +
         " /Root 1 0 R /Info 4 0 R >>\nstartxref\n" + std::to_string(file.size()) + "\n%%EOF\n";
}

}  // namespace sunder::pdf
