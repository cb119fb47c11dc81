#include "connectors/csv/csv_dialect.h"

#include <array>
#include <string_view>
#include <utility>

namespace sunder::csv {
namespace {

using NamedText = std::pair<std::string_view, std::string_view>;

// NUL stands for "no quote" and needs its length spelled out.
constexpr std::string_view kNoQuoteText("\0", 1);

constexpr std::array<NamedText, 4> kDelimiters = {
    {{"comma", ","}, {"tab", "\t"}, {"semicolon", ";"}, {"pipe", "|"}}};
constexpr std::array<NamedText, 3> kQuotes = {
    {{"double", "\""}, {"single", "'"}, {"none", kNoQuoteText}}};
constexpr std::array<NamedText, 3> kLineEnds = {{{"lf", "\n"}, {"crlf", "\r\n"}, {"cr", "\r"}}};
constexpr std::array<NamedText, 2> kYesNo = {{{"yes", "y"}, {"no", "n"}}};

template <size_t N>
std::string NameOf(const std::array<NamedText, N>& names, std::string_view text) {
  for (const auto& [name, value] : names) {
    if (value == text) return std::string(name);
  }
  return std::string(names[0].first);
}

template <size_t N>
Result<std::string_view> TextOf(const std::array<NamedText, N>& names, std::string_view key,
                                std::string_view name) {
  std::string allowed;
  for (const auto& [known, value] : names) {
    if (known == name) return value;
    allowed += allowed.empty() ? "" : ", ";
    allowed += known;
  }
  return Status::Usage("CSV dialect: the value of '" + std::string(key) + "' must be one of " +
                       allowed);
}

}  // namespace

std::map<std::string, std::string> CsvDialect::ToMap() const {
  return {{"delimiter", NameOf(kDelimiters, std::string_view(&delimiter, 1))},
          {"quote", NameOf(kQuotes, std::string_view(&quote, 1))},
          {"line_end", NameOf(kLineEnds, line_end)},
          {"header", has_header ? "yes" : "no"},
          {"byte_order_mark", has_byte_order_mark ? "yes" : "no"}};
}

Result<CsvDialect> CsvDialect::FromMap(const std::map<std::string, std::string>& map) {
  CsvDialect dialect;
  for (const auto& [key, name] : map) {
    if (key == "delimiter") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kDelimiters, key, name));
      dialect.delimiter = text[0];
    } else if (key == "quote") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kQuotes, key, name));
      dialect.quote = text[0];
    } else if (key == "line_end") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kLineEnds, key, name));
      dialect.line_end = text;
    } else if (key == "header") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kYesNo, key, name));
      dialect.has_header = text == "y";
    } else if (key == "byte_order_mark") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kYesNo, key, name));
      dialect.has_byte_order_mark = text == "y";
    } else {
      return Status::Usage("CSV dialect: unknown key '" + key +
                           "'; known are delimiter, quote, line_end, header, byte_order_mark");
    }
  }
  return dialect;
}

}  // namespace sunder::csv
