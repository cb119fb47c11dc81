// CSV as RFC 4180 writes it (UTF-8, CRLF, quoted where needed), safe to open in a spreadsheet.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::reports {

// One row with its line end. A cell that a spreadsheet would take for a formula gets a leading
// apostrophe; invalid bytes and unsafe characters are shown as ShownText shows them.
std::string CsvRow(const std::vector<std::string>& cells);

// A count without separators, so that it sorts: "12431", "0" or "<11".
std::string CsvCount(uint64_t count);

}  // namespace sunder::reports
