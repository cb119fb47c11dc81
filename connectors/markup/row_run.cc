#include "connectors/markup/row_run.h"

#include <algorithm>

#include "connectors/markup/html_elements.h"
#include "connectors/markup/html_lexer.h"

namespace sunder::markup {
namespace {

bool IsTag(const HtmlToken& token) {
  return token.kind == HtmlToken::Kind::kStartTag || token.kind == HtmlToken::Kind::kEndTag;
}

bool IsSection(std::string_view name) { return EndsRow(name) && name != "tr"; }

}  // namespace

std::optional<size_t> FindRow(std::string_view record) {
  HtmlLexer lexer;
  HtmlToken token;
  size_t position = 0;
  while (lexer.Next(record, &position, &token)) {
    if (token.kind == HtmlToken::Kind::kStartTag && token.name == "tr") return token.begin;
  }
  return std::nullopt;
}

std::string WithoutRow(std::string_view record) {
  HtmlLexer lexer;
  HtmlToken token;
  std::string rest;
  bool is_in_row = false;
  size_t position = 0;
  while (lexer.Next(record, &position, &token)) {
    if (!IsTag(token)) continue;
    const bool begins_row = token.name == "tr" || IsTableCell(token.name);
    if (!is_in_row && begins_row) {
      is_in_row = true;
      rest = record.substr(0, token.begin);
    } else if (is_in_row && IsSection(token.name)) {
      rest += token.kind == HtmlToken::Kind::kEndTag ? "</" : "<";
      rest += token.name + ">";
    }
  }
  const bool is_blank = rest.find_first_not_of(" \t\n\f\r") == std::string::npos;
  return is_blank ? "" : rest;
}

void RowRun::Add(std::string_view record, size_t row_begin, std::string* out) {
  const std::string_view lead = record.substr(0, row_begin);
  if (!GoesOn(lead)) Flush(out);
  leads_.emplace_back(lead);
  rows_.emplace_back(record.substr(row_begin));
  size_bytes_ += record.size();
}

// Rows in sections of their own, or in one for each value, would keep their order.
bool RowRun::GoesOn(std::string_view lead) {
  if (lead.find('<') == std::string_view::npos) return true;
  HtmlLexer lexer;
  HtmlToken token;
  std::string_view section;
  bool is_of_bodies = true;
  size_t position = 0;
  while (lexer.Next(lead, &position, &token)) {
    if (token.kind == HtmlToken::Kind::kText) continue;
    const bool is_body = IsTag(token) && token.name == "tbody";
    is_of_bodies = is_of_bodies && is_body;
    if (token.kind != HtmlToken::Kind::kStartTag) continue;
    section = is_body ? lead.substr(token.begin, token.end - token.begin) : "";
  }
  const bool goes_on = is_of_bodies && section == section_;
  section_ = section;
  return goes_on;
}

void RowRun::Flush(std::string* out) {
  std::sort(rows_.begin(), rows_.end());
  for (size_t i = 0; i < rows_.size(); ++i) out->append(leads_[i]).append(rows_[i]);
  leads_.clear();
  rows_.clear();
  size_bytes_ = 0;
}

}  // namespace sunder::markup
