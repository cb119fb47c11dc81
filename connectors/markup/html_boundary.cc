#include "connectors/markup/html_boundary.h"

#include "connectors/markup/html_elements.h"

namespace sunder::markup {

bool HtmlBoundary::IsEnd(const HtmlToken& token) {
  switch (token.kind) {
    case HtmlToken::Kind::kText:
    case HtmlToken::Kind::kRaw:
      has_content_ = has_content_ || !token.is_blank;
      return false;
    case HtmlToken::Kind::kComment:
      has_content_ = true;
      return false;
    case HtmlToken::Kind::kDeclaration:
      return false;
    default:
      break;
  }
  const bool is_start = token.kind == HtmlToken::Kind::kStartTag;
  const bool opens_raw = is_start && IsRawElement(token.name);
  // A row is there whether its cells are filled or not.
  const bool is_row = has_cell_ && !is_start && token.name == "tr";
  // Options are read together with their select.
  const bool is_choosing = StaysInSelect(token.name) || (is_start && token.name == "select");
  const bool is_end =
      !opens_raw &&
      (is_row || (has_content_ && (is_in_row_ ? EndsRow(token.name)
                                              : IsBlockElement(token.name) && !is_choosing)));
  if (is_start && IsTableCell(token.name)) has_cell_ = true;
  if (is_start && (token.name == "tr" || IsTableCell(token.name))) is_in_row_ = true;
  return is_end;
}

std::optional<size_t> HtmlBoundary::EndOfRecord(std::string_view chunk, bool is_first) {
  if (is_first) {
    lexer_ = HtmlLexer();
    has_content_ = false;
    is_in_row_ = has_cell_ = false;
  }
  size_t position = 0;
  while (lexer_.Next(chunk, &position, &token_)) {
    if (IsEnd(token_)) return position;
  }
  return std::nullopt;
}

size_t HtmlBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  if (is_end) return bytes.size();
  lexer_ = HtmlLexer();
  has_content_ = false;
  is_in_row_ = has_cell_ = false;
  size_t position = 0;
  size_t whole = 0;
  while (lexer_.Next(bytes, &position, &token_)) {
    if (!IsEnd(token_)) continue;
    whole = position;
    has_content_ = false;
    is_in_row_ = has_cell_ = false;
  }
  return whole;
}

}  // namespace sunder::markup
