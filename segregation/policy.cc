#include "segregation/policy.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <limits>
#include <utility>

#include "segregation/policy_toml.h"
#include "segregation/toml_table.h"

namespace sunder::segregation {
namespace {

constexpr std::array<std::pair<Route, std::string_view>, 4> kRouteNames{{
    {Route::kKeep, "keep"},
    {Route::kSegregate, "segregate"},
    {Route::kDropSentences, "drop_sentences"},
    {Route::kQuarantine, "quarantine"},
}};

void ReadRoute(TomlTable* table, std::string_view key, std::initializer_list<Route> allowed,
               Route* target) {
  std::string name(RouteName(*target));
  table->Read(key, &name);
  std::string known;
  for (const Route route : allowed) {
    if (RouteName(route) == name) {
      *target = route;
      return;
    }
    known += (known.empty() ? "`" : ", `") + std::string(RouteName(route)) + "`";
  }
  table->Complain(key, "must be one of " + known);
}

}  // namespace

std::string_view RouteName(Route route) {
  for (const auto& [known, name] : kRouteNames) {
    if (known == route) return name;
  }
  return "";
}

Result<Route> ParseRoute(std::string_view name) {
  for (const auto& [route, known] : kRouteNames) {
    if (known == name) return route;
  }
  return Status::Usage("unknown route `" + std::string(name) +
                       "`: use keep, segregate, drop_sentences or quarantine");
}

Policy ReadPolicy(TomlTable* table) {
  Policy policy;
  // TOML has signed 64-bit integers.
  constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
  TomlTable margins = table->Table("margins");
  // A cell of one would be a person.
  margins.Read("k", &policy.k, 2, kMax);
  margins.Read("min_cohort_persons", &policy.min_cohort_persons, 1, kMax);
  margins.Read("record_cohort_factor", &policy.record_cohort_factor, 1, 1000);
  margins.Read("majority_share_max", &policy.majority_share_max, 0, 1);
  table->FinishPart(&margins);

  TomlTable text = table->Table("text");
  uint64_t size_chars = policy.short_text_size_chars;
  uint64_t spans_max = policy.spans_max;
  text.Read("short_text_size_chars", &size_chars, 0, std::numeric_limits<uint32_t>::max());
  text.Read("spans_max", &spans_max, 0, std::numeric_limits<uint32_t>::max());
  policy.short_text_size_chars = static_cast<uint32_t>(size_chars);
  policy.spans_max = static_cast<uint32_t>(spans_max);
  table->FinishPart(&text);

  TomlTable route = table->Table("route");
  ReadRoute(&route, "special_column", {Route::kSegregate, Route::kQuarantine, Route::kKeep},
            &policy.special_column);
  ReadRoute(&route, "special_text", {Route::kDropSentences, Route::kQuarantine, Route::kKeep},
            &policy.special_text);
  ReadRoute(&route, "secret_column", {Route::kQuarantine, Route::kKeep}, &policy.secret_column);
  table->FinishPart(&route);

  TomlTable label = table->Table("label");
  for (const std::string& name : label.Keys()) {
    Route chosen = Route::kKeep;
    ReadRoute(&label, name, {Route::kSegregate, Route::kQuarantine, Route::kKeep}, &chosen);
    policy.route_by_label[name] = chosen;
  }
  table->FinishPart(&label);
  return policy;
}

std::string WritePolicy(const Policy& policy, std::string_view prefix) {
  const std::string table = "[" + std::string(prefix);
  std::string out;
  out += table + "margins]\n";
  out += "k = " + std::to_string(policy.k) + "\n";
  out += "min_cohort_persons = " + std::to_string(policy.min_cohort_persons) + "\n";
  out += "record_cohort_factor = " + std::to_string(policy.record_cohort_factor) + "\n";
  out += "majority_share_max = " + DecimalText(policy.majority_share_max) + "\n";
  out += table + "text]\n";
  out += "short_text_size_chars = " + std::to_string(policy.short_text_size_chars) + "\n";
  out += "spans_max = " + std::to_string(policy.spans_max) + "\n";
  const auto line = [&out](std::string_view key, Route route) {
    out += std::string(key) + " = \"" + std::string(RouteName(route)) + "\"\n";
  };
  out += table + "route]\n";
  line("special_column", policy.special_column);
  line("special_text", policy.special_text);
  line("secret_column", policy.secret_column);
  out += table + "label]\n";
  for (const auto& [name, route] : policy.route_by_label) line(TomlString(name), route);
  return out;
}

Result<Policy> ParsePolicy(std::string_view text, std::string_view name) {
  SUNDER_ASSIGN_OR_RETURN(TomlTable table, TomlTable::Parse(text, name));
  uint64_t format = 0;
  table.Read("format", &format, 1, 1);
  if (!table.Has("format")) table.Complain("format", "is missing; write `format = 1`");
  Policy policy = ReadPolicy(&table);
  SUNDER_RETURN_IF_ERROR(table.Finish());
  return policy;
}

}  // namespace sunder::segregation
