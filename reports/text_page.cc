#include "reports/text_page.h"

#include <algorithm>
#include <utility>

#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

// Narrower terminals get lines of 40 columns and break them themselves; wider ones get prose that
// an eye can still follow.
constexpr size_t kNarrowest = 40;
constexpr size_t kWidestProse = 110;
// A last column narrower than this moves under its row.
constexpr size_t kNarrowestLastColumn = 24;
// A clipped name under this width says nothing.
constexpr size_t kNarrowestColumn = 12;

std::string_view EscapeOf(Tint tint) {
  switch (tint) {
    case Tint::kNone:
      return "";
    case Tint::kBold:
      return "\x1b[1m";
    case Tint::kFaint:
      return "\x1b[2m";
    case Tint::kGood:
      return "\x1b[32m";
    case Tint::kWarning:
      return "\x1b[33m";
    case Tint::kBad:
      return "\x1b[1;31m";
  }
  return "";
}

// Of the first `count` columns: as wide as their cells want, up to kWidestColumn; where that leaves
// the last column less than it needs, the widest ones give way.
std::vector<size_t> ColumnWidths(const std::vector<TextRow>& rows, size_t count, size_t width) {
  std::vector<size_t> widths(count, 0);
  size_t last_wants = 0;
  for (const TextRow& row : rows) {
    for (size_t i = 0; i < count && i < row.size(); ++i) {
      const size_t wanted = std::min(DisplayWidth(row[i].text), TextPage::kWidestColumn);
      widths[i] = std::max(widths[i], wanted);
    }
    if (row.size() > count) last_wants = std::max(last_wants, DisplayWidth(row[count].text));
  }
  if (count == 0) return widths;
  last_wants = std::min(last_wants, kNarrowestLastColumn);
  size_t total = 0;
  for (const size_t column : widths) total += column + 2;
  // Names are not clipped hard for a last column that can stand below as well.
  const size_t floor = total > width ? kNarrowestColumn : kNarrowestLastColumn;
  for (total += last_wants; total > width; --total) {
    size_t& widest = *std::max_element(widths.begin(), widths.end());
    if (widest <= floor) break;
    --widest;
  }
  return widths;
}

}  // namespace

TextPage::TextPage(const TextStyle& style)
    : is_colored_(style.is_colored), width_(std::max<size_t>(style.width_columns, kNarrowest)) {}

void TextPage::Line(std::string_view text, Tint tint) {
  out_ += Tinted(text, tint);
  out_ += '\n';
}

void TextPage::Blank() { out_ += '\n'; }

void TextPage::Section(std::string_view title, std::string_view remark) {
  Blank();
  if (remark.empty()) return Line(title, Tint::kBold);
  const std::vector<std::string> lines =
      Wrap(std::string(title) + "  " + std::string(remark), std::min(width_, kWidestProse));
  if (lines.size() == 1) {
    out_ += Tinted(title, Tint::kBold);
    out_ += "  ";
    return Line(remark);
  }
  Line(title, Tint::kBold);
  Paragraph("  ", remark);
}

void TextPage::Paragraph(std::string_view lead, std::string_view text, Tint tint) {
  const size_t indent = DisplayWidth(lead);
  const size_t width = std::min(width_, kWidestProse);
  bool is_first = true;
  for (const std::string& line : Wrap(text, width > indent + 10 ? width - indent : 10)) {
    out_ += std::exchange(is_first, false) ? std::string(lead) : std::string(indent, ' ');
    Line(line, tint);
  }
}

void TextPage::Headline(std::string_view lead, std::string_view words, Tint tint,
                        std::string_view rest) {
  const std::string text = std::string(words) + std::string(rest);
  if (DisplayWidth(lead) + DisplayWidth(text) > width_) return Paragraph(lead, text, tint);
  Line(std::string(lead) + Tinted(words, tint) + std::string(rest));
}

void TextPage::Table(const std::vector<TextRow>& rows, size_t indent) {
  size_t column_count = 0;
  for (const TextRow& row : rows) column_count = std::max(column_count, row.size());
  if (column_count == 0) return;
  const std::vector<size_t> widths = ColumnWidths(rows, column_count - 1, width_ - indent);
  for (const TextRow& row : rows) {
    out_.append(indent, ' ');
    size_t column = indent;
    for (size_t i = 0; i < row.size() && i < widths.size(); ++i) {
      const std::string text = Clip(row[i].text, widths[i]);
      const size_t padding = widths[i] - std::min(widths[i], DisplayWidth(text));
      if (row[i].is_right) out_.append(padding, ' ');
      out_ += Tinted(text, row[i].tint);
      if (!row[i].is_right) out_.append(padding, ' ');
      out_ += "  ";
      column += widths[i] + 2;
    }
    if (row.size() == column_count) LastCell(row.back(), column);
    while (out_.back() == ' ') out_.pop_back();
    out_ += '\n';
  }
}

void TextPage::LastCell(const TextCell& cell, size_t begin_column) {
  size_t indent = begin_column;
  const size_t width = std::min(width_, kWidestProse + begin_column);
  const bool fits = begin_column + DisplayWidth(cell.text) <= width;
  if (!fits && begin_column + kNarrowestLastColumn > width) {
    indent = 6;
    while (!out_.empty() && out_.back() == ' ') out_.pop_back();
    out_ += '\n' + std::string(indent, ' ');
  }
  bool is_first = true;
  for (const std::string& line : Wrap(cell.text, width - std::min(width - 10, indent))) {
    if (!std::exchange(is_first, false)) out_ += '\n' + std::string(indent, ' ');
    out_ += Tinted(line, cell.tint);
  }
}

std::string TextPage::Tinted(std::string_view text, Tint tint) const {
  if (!is_colored_ || tint == Tint::kNone || text.empty()) return std::string(text);
  return std::string(EscapeOf(tint)) + std::string(text) + "\x1b[0m";
}

std::string TextPage::Take() { return std::exchange(out_, {}); }

}  // namespace sunder::reports
