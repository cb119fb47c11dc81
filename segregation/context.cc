#include "segregation/context.h"

#include <algorithm>
#include <utility>

namespace sunder::segregation {
namespace {

constexpr size_t kNameSizeBytesMax = 100;
constexpr std::string_view kBlank = " \t\r\n\f\v";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

std::string YearOf(std::string_view cell) {
  std::string year;
  for (size_t begin = 0; begin < cell.size();) {
    size_t end = begin;
    while (end < cell.size() && IsDigit(cell[end])) ++end;
    if (end - begin == 4 && cell[begin] != '0') {
      if (!year.empty()) return "";
      year = cell.substr(begin, 4);
    }
    begin = std::max(end, begin + 1);
  }
  return year;
}

}  // namespace

std::string ContextName(std::string_view cell, ContextPart part) {
  const size_t begin = cell.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return "";
  cell = cell.substr(begin, cell.find_last_not_of(kBlank) + 1 - begin);
  if (part == ContextPart::kYear) return YearOf(cell);
  return cell.size() > kNameSizeBytesMax || cell == kOtherContexts ? "" : std::string(cell);
}

Result<ContextId> ContextNames::Find(const std::string& name) {
  if (name.empty()) return kNoContext;
  const std::lock_guard lock(mutex_);
  const auto found = ids_.find(name);
  if (found != ids_.end()) return found->second;
  if (names_.size() > kNamesMax) {
    return Status::Refused("the plan's context has more than " + std::to_string(kNamesMax) +
                           " values; choose a coarser field, or `context_part = \"year\"`");
  }
  const auto id = static_cast<ContextId>(names_.size());
  names_.push_back(name);
  ids_.emplace(name, id);
  return id;
}

std::map<ContextId, std::string> GroupContexts(const std::map<ContextId, uint64_t>& cohorts,
                                               const ContextNames& names, uint64_t cohort_min,
                                               bool take_in) {
  std::map<ContextId, std::string> groups;
  ContextId smallest = kNoContext;
  for (const auto& [id, cohort] : cohorts) {
    const bool is_shown = id != kNoContext && cohort >= cohort_min;
    groups[id] = is_shown ? names.name(id) : std::string(kOtherContexts);
    if (!is_shown) continue;
    const auto order = [&](ContextId context) {
      return std::make_pair(cohorts.at(context), names.name(context));
    };
    if (smallest == kNoContext || order(id) < order(smallest)) smallest = id;
  }
  if (take_in && smallest != kNoContext) groups[smallest] = kOtherContexts;
  return groups;
}

}  // namespace sunder::segregation
