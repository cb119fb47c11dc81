#include "connectors/sqlite/full_text.h"

#include <algorithm>
#include <cctype>

namespace sunder::sqlite {
namespace {

char Lower(char c) { return static_cast<char>(std::tolower(static_cast<unsigned char>(c))); }

std::string_view Trimmed(std::string_view text) {
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

// A name or text without its quotes of any of SQL's kinds.
std::string Unquoted(std::string_view text) {
  text = Trimmed(text);
  if (text.size() < 2) return std::string(text);
  const char open = text.front();
  const bool is_quoted = open == '\'' || open == '"' || open == '`' || open == '[';
  if (!is_quoted) return std::string(text);
  std::string plain;
  for (size_t i = 1; i + 1 < text.size(); ++i) {
    plain += text[i];
    if (open != '[' && text[i] == open) ++i;  // doubled
  }
  return plain;
}

// The arguments between the outer parentheses, cut at commas outside of quotes.
std::vector<std::string_view> Arguments(std::string_view sql) {
  std::vector<std::string_view> arguments;
  const size_t open = sql.find('(');
  const size_t close = sql.rfind(')');
  if (open == std::string_view::npos || close == std::string_view::npos || close < open) return {};
  const std::string_view inside = sql.substr(open + 1, close - open - 1);
  char quote = 0;
  size_t begin = 0;
  for (size_t i = 0; i <= inside.size(); ++i) {
    const bool is_end = i == inside.size();
    if (is_end || (quote == 0 && inside[i] == ',')) {
      arguments.push_back(Trimmed(inside.substr(begin, i - begin)));
      begin = i + 1;
    } else if (quote != 0) {
      if (inside[i] == quote) quote = 0;
    } else if (inside[i] == '\'' || inside[i] == '"' || inside[i] == '`') {
      quote = inside[i];
    } else if (inside[i] == '[') {
      quote = ']';
    }
  }
  return arguments;
}

// The first word of a column's argument, which may go on with UNINDEXED.
std::string ColumnName(std::string_view argument) {
  if (argument.empty()) return {};
  const char open = argument.front();
  const char close = open == '[' ? ']' : open;
  if (open == '\'' || open == '"' || open == '`' || open == '[') {
    const size_t end = argument.find(close, 1);
    return Unquoted(argument.substr(0, end == std::string_view::npos ? end : end + 1));
  }
  return std::string(argument.substr(0, argument.find_first_of(" \t\r\n")));
}

bool UsesFullText5(std::string_view sql) {
  const std::string_view head = Trimmed(sql.substr(0, sql.find('(')));
  return head.size() > 4 && SameName(head.substr(head.size() - 4), "fts5");
}

}  // namespace

bool SameName(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(),
                                            [](char x, char y) { return Lower(x) == Lower(y); });
}

std::optional<FullTextTable> ParseFullTextTable(const std::string& sql) {
  if (!UsesFullText5(sql)) return std::nullopt;
  FullTextTable table;
  for (const std::string_view argument : Arguments(sql)) {
    const size_t equals = argument.find('=');
    if (equals == std::string_view::npos) {
      table.columns.push_back(ColumnName(argument));
    } else if (SameName(Trimmed(argument.substr(0, equals)), "content")) {
      table.content_table = Unquoted(argument.substr(equals + 1));
    }
  }
  if (table.content_table.empty()) return std::nullopt;
  return table;
}

}  // namespace sunder::sqlite
