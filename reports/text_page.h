// A page of terminal text: headings, wrapped paragraphs and aligned tables. ASCII but for the names
// it shows.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "reports/report_writers.h"

namespace sunder::reports {

enum class Tint { kNone, kBold, kFaint, kGood, kWarning, kBad };

// `text` must be shown text (ShownText) already.
struct TextCell {
  std::string text;
  Tint tint = Tint::kNone;
  bool is_right = false;
};
using TextRow = std::vector<TextCell>;

class TextPage {
 public:
  explicit TextPage(const TextStyle& style);

  void Line(std::string_view text, Tint tint = Tint::kNone);
  void Blank();
  // A blank line, then TITLE and, on the same line, a remark.
  void Section(std::string_view title, std::string_view remark = "");
  // Wrapped to the width; the first line starts with `lead`, the others are indented as deep.
  void Paragraph(std::string_view lead, std::string_view text, Tint tint = Tint::kNone);
  // `lead`, `words` in their tint and `rest`, wrapped like a paragraph.
  void Headline(std::string_view lead, std::string_view words, Tint tint, std::string_view rest);
  // Columns two spaces apart, clipped to `kWidestColumn` or less where the width asks for it. The
  // last column is wrapped instead, under the row where too little width is left. Rows may have
  // fewer cells than the widest one.
  void Table(const std::vector<TextRow>& rows, size_t indent);

  std::string Tinted(std::string_view text, Tint tint) const;
  std::string Take();

  static constexpr size_t kWidestColumn = 40;

 private:
  void LastCell(const TextCell& cell, size_t begin_column);

  bool is_colored_;
  size_t width_;
  std::string out_;
};

}  // namespace sunder::reports
