// Where a report goes: stdout, or the file of -o (mode 0600, whole or not at all).
#pragma once

#include <string>
#include <string_view>

#include "cli/command.h"
#include "reports/report_writers.h"

namespace sunder::cli {

// --format, else by the extension of the -o file, else text.
Result<reports::Format> FormatOf(const Environment& environment);
// Colours and width; plain for files and pipes unless --color always.
reports::TextStyle StyleOf(const Environment& environment);
// A file of mode 0600 that is there whole or not at all; one that stands there is replaced.
Status WriteFileWhole(const std::string& path, std::string_view text);
Status WriteOutput(const Environment& environment, std::string_view text);
// To stdout; a closed pipe is no error of ours.
Status PrintOut(std::string_view text);

}  // namespace sunder::cli
