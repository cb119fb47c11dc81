#include "connectors/csv/csv_dialect.h"

#include <algorithm>
#include <array>
#include <charconv>
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

Result<uint32_t> NumberOf(std::string_view key, std::string_view text, uint32_t min, uint32_t max) {
  uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error == std::errc() && end == text.data() + text.size() && number >= min && number <= max) {
    return number;
  }
  return Status::Usage("CSV dialect: the value of '" + std::string(key) +
                       "' must be a number from " + std::to_string(min) + " to " +
                       std::to_string(max));
}

std::vector<std::string> LinesOf(std::string_view text) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    lines.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

}  // namespace

std::map<std::string, std::string> CsvDialect::ToMap() const {
  std::map<std::string, std::string> map = {
      {"delimiter", NameOf(kDelimiters, std::string_view(&delimiter, 1))},
      {"quote", NameOf(kQuotes, std::string_view(&quote, 1))},
      {"line_end", NameOf(kLineEnds, line_end)},
      {"header", has_header ? "yes" : "no"},
      {"byte_order_mark", has_byte_order_mark ? "yes" : "no"}};
  if (preamble_lines > 0) map["preamble"] = std::to_string(preamble_lines);
  if (header_rows > 1) map["header_rows"] = std::to_string(header_rows);
  if (has_units_row) map["units_row"] = "yes";
  for (const std::string& column : json_columns) {
    std::string& columns = map["json_columns"];
    columns += (columns.empty() ? "" : "\n") + column;
  }
  return map;
}

bool CsvDialect::IsWhole(const std::map<std::string, std::string>& map) {
  const std::map<std::string, std::string> always = CsvDialect().ToMap();
  return std::all_of(always.begin(), always.end(),
                     [&map](const auto& entry) { return map.contains(entry.first); });
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
    } else if (key == "preamble") {
      SUNDER_ASSIGN_OR_RETURN(dialect.preamble_lines, NumberOf(key, name, 0, kPreambleLinesMax));
    } else if (key == "header_rows") {
      SUNDER_ASSIGN_OR_RETURN(dialect.header_rows, NumberOf(key, name, 1, kHeaderRowsMax));
    } else if (key == "units_row") {
      SUNDER_ASSIGN_OR_RETURN(const std::string_view text, TextOf(kYesNo, key, name));
      dialect.has_units_row = text == "y";
    } else if (key == "json_columns") {
      dialect.json_columns = LinesOf(name);
    } else {
      return Status::Usage("CSV dialect: unknown key '" + key +
                           "'; known are delimiter, quote, line_end, header, byte_order_mark, "
                           "preamble, header_rows, units_row, json_columns");
    }
  }
  return dialect;
}

}  // namespace sunder::csv
