// Names of archive entries.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace sunder {

// The name as a relative path of plain parts ("a/b.csv"), or nothing when it leads out of the
// archive: absolute, "..", a drive letter, a NUL byte.
std::optional<std::string> SafeEntryName(std::string_view name);

}  // namespace sunder
