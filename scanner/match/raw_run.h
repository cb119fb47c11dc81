// What the matchers of literals find. Private to this folder.
#pragma once

#include <cstdint>

namespace sunder::scanner {

// A run of matches of one literal of which each overlaps or touches the one before; one match is a
// run by itself. Runs keep a flood ("0000...") from filling the memory.
struct RawRun {
  uint32_t literal = 0;
  uint32_t end = 0;       // of the first match, exclusive
  uint32_t last_end = 0;  // of the last match
};

}  // namespace sunder::scanner
