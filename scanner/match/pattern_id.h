// The number of a pattern among those of all rules. Private to this folder.
#pragma once

#include <cstdint>

namespace sunder::scanner {

using PatternId = uint32_t;

}  // namespace sunder::scanner
