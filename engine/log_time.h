// The time of a log's line.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace sunder::engine {

// `10/Oct/2000:13:55:36 -0700` (NCSA), or ISO 8601 (`2026-01-31T10:00:05.250+01:00`, a blank
// instead of the T, no zone for UTC). Seconds of Unix time; nothing for anything else.
std::optional<int64_t> ParseLogTime(std::string_view text);

}  // namespace sunder::engine
