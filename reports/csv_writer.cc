#include "reports/csv_writer.h"

#include "reports/figures.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

std::string CsvCell(std::string_view text) {
  std::string shown = ShownText(text);
  if (!shown.empty() && std::string_view("=+-@").find(shown.front()) != std::string_view::npos) {
    shown.insert(0, 1, '\'');
  }
  if (shown.find_first_of(",\"") == std::string::npos) return shown;
  std::string quoted = "\"";
  for (const char c : shown) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

std::string CsvRow(const std::vector<std::string>& cells) {
  std::string row;
  for (const std::string& cell : cells) {
    if (&cell != &cells.front()) row += ',';
    row += CsvCell(cell);
  }
  return row + "\r\n";
}

std::string CsvCount(uint64_t count) {
  return IsHiddenCount(count) ? "<11" : std::to_string(count);
}

}  // namespace sunder::reports
