// Plans and policies that people edit: any text is read or refused; what was read can be written
// and is the same plan when read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "segregation/plan.h"
#include "segregation/policy.h"
#include "tests/fuzz/require.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace sunder::fuzz;  // NOLINT(google-build-using-namespace)
  namespace segregation = sunder::segregation;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto plan = segregation::ParsePlan(text, "plan.toml");
  if (plan.ok()) {
    const auto again = Must(segregation::ParsePlan(segregation::WritePlan(*plan), "plan.toml"));
    Require(again == *plan, "a plan that was written is the plan that was read");
  }
  (void)segregation::ParsePolicy(text, "policy.toml");
  return 0;
}
