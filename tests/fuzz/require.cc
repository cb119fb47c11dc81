#include "tests/fuzz/require.h"

#include <cstdio>
#include <cstdlib>

namespace sunder::fuzz {

void Require(bool holds, std::string_view claim) {
  if (holds) return;
  std::fprintf(stderr, "claim failed: %.*s\n", static_cast<int>(claim.size()), claim.data());
  std::abort();
}

}  // namespace sunder::fuzz
