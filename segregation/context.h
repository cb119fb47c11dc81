// Contexts: a coarse column (a site, a region, a year) that a plan may choose, by whose values the
// segregated store then counts. Names of contexts are identity-side data.
#pragma once

#include <cstdint>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

using ContextId = uint32_t;
inline constexpr ContextId kNoContext = 0;  // no context chosen, or an empty cell
inline constexpr std::string_view kOtherContexts = "other contexts";

// Part of a date that is a context.
enum class ContextPart : uint8_t { kWhole, kYear };

// The context that a cell names; "" for none. kYear: the only number of four digits, from 1000.
std::string ContextName(std::string_view cell, ContextPart part);

// Numbers for names; any thread. The numbers depend on the order of asking, nothing published does.
class ContextNames {
 public:
  // More than this is no context: a cohort of K each would be persons by the ten million.
  static constexpr size_t kNamesMax = 10'000;
  Result<ContextId> Find(const std::string& name);
  // After the last Find.
  const std::string& name(ContextId id) const { return names_[id]; }

 private:
  std::mutex mutex_;
  std::unordered_map<std::string, ContextId> ids_;
  std::vector<std::string> names_ = {""};
};

// Which contexts are shown by name: those of at least `cohort_min`; the rest are `kOtherContexts`,
// together with the smallest shown one (ties by name) if they `take_in` one. `cohorts` by context.
std::map<ContextId, std::string> GroupContexts(const std::map<ContextId, uint64_t>& cohorts,
                                               const ContextNames& names, uint64_t cohort_min,
                                               bool take_in);

}  // namespace sunder::segregation
