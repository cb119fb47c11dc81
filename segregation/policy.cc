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

constexpr std::array<std::pair<Route, std::string_view>, 6> kRouteNames{{
    {Route::kKeep, "keep"},
    {Route::kSegregate, "segregate"},
    {Route::kDropSentences, "drop_sentences"},
    {Route::kRedactSpans, "redact_spans"},
    {Route::kQuarantine, "quarantine"},
    {Route::kWithhold, "withhold"},
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

// ISO-like codes and class names: they are compared, written into evidence and shown to auditors.
constexpr size_t kNameSizeMax = 64;

bool IsPlainName(const std::string& name) {
  constexpr std::string_view kAllowed = "abcdefghijklmnopqrstuvwxyz0123456789_-";
  return !name.empty() && name.size() <= kNameSizeMax &&
         name.find_first_not_of(kAllowed) == std::string::npos;
}

void ReadName(TomlTable* table, std::string_view key, std::string* target) {
  table->Read(key, target);
  if (!target->empty() && !IsPlainName(*target)) {
    table->Complain(key, "must be a name of a-z, 0-9, _ and -");
  }
}

Constraint ReadConstraint(TomlTable* table) {
  Constraint constraint;
  table->Read("never", &constraint.never);
  if (constraint.never.empty()) {
    table->Complain("never", "must list labels or tiers that do not stand together");
  }
  for (const std::string& name : constraint.never) {
    if (!IsPlainName(name)) table->Complain("never", "must hold labels or tiers");
  }
  table->Require("reason", &constraint.reason);
  if (constraint.reason.find_first_not_of(" \t\n\r") == std::string::npos) {
    table->Complain("reason", "must say why");
  }
  std::string proxies = "report";
  table->Read("proxies", &proxies);
  if (proxies != "report" && proxies != "refuse") {
    table->Complain("proxies", "must be `report` or `refuse`");
  }
  constraint.refuses_proxies = proxies == "refuse";
  return constraint;
}

// The constraint between identities and special categories stands first, whether named or not.
std::vector<Constraint> ReadConstraints(TomlTable* table) {
  std::vector<Constraint> constraints;
  const Constraint identity = IdentityConstraint();
  bool has_identity = false;
  for (TomlTable& part : table->Tables("constraint", "constraint")) {
    constraints.push_back(ReadConstraint(&part));
    std::vector<std::string> names = constraints.back().never;
    std::sort(names.begin(), names.end());
    has_identity = has_identity || names == identity.never;
    table->FinishPart(&part);
  }
  if (!has_identity) constraints.insert(constraints.begin(), identity);
  return constraints;
}

void ReadStores(TomlTable* table, std::map<std::string, StoreTerms>* stores) {
  TomlTable parts = table->Table("store");
  TomlTable retention = table->Table("retention");
  // A hundred years.
  constexpr uint64_t kDaysMax = 36525;
  for (auto& [name, terms] : *stores) {
    retention.Read(name + "_days", &terms.retention_days, 0, kDaysMax);
    TomlTable part = parts.Table(name);
    ReadName(&part, "region", &terms.region);
    ReadName(&part, "recipient_class", &terms.recipient_class);
    part.Read("also_read_by", &terms.also_read_by);
    std::sort(terms.also_read_by.begin(), terms.also_read_by.end());
    for (const std::string& reader : terms.also_read_by) {
      if (!IsPlainName(reader)) part.Complain("also_read_by", "must hold names of a-z, 0-9, _, -");
    }
    parts.FinishPart(&part);
  }
  table->FinishPart(&retention);
  table->FinishPart(&parts);
}

std::string WriteConstraints(const std::vector<Constraint>& constraints, std::string_view prefix) {
  std::string out;
  for (const Constraint& constraint : constraints) {
    out += "[[" + std::string(prefix) + "constraint]]\n";
    out += "never = " + TomlStrings(constraint.never) + "\n";
    out += "reason = " + TomlString(constraint.reason) + "\n";
    if (constraint.refuses_proxies) out += "proxies = \"refuse\"\n";
  }
  return out;
}

std::string WriteStores(const std::map<std::string, StoreTerms>& stores, std::string_view prefix) {
  std::string out = "[" + std::string(prefix) + "retention]\n";
  for (const auto& [name, terms] : stores) {
    out += name + "_days = " + std::to_string(terms.retention_days) + "\n";
  }
  for (const auto& [name, terms] : stores) {
    out += "[" + std::string(prefix) + "store." + name + "]\n";
    out += "region = " + TomlString(terms.region) + "\n";
    out += "recipient_class = " + TomlString(terms.recipient_class) + "\n";
    if (!terms.also_read_by.empty()) {
      out += "also_read_by = " + TomlStrings(terms.also_read_by) + "\n";
    }
  }
  return out;
}

}  // namespace

Constraint IdentityConstraint() {
  return {{"direct_identifier", "special"}, "a special category is never kept with an identity"};
}

std::vector<Constraint> ShippedConstraints() {
  return {IdentityConstraint(),
          {{"quasi_identifier", "quasi_identifier", "quasi_identifier", "special"},
           "three quasi-identifiers can tell a person"},
          {{"special", "special"}, "several special categories of one person tell who it is"}};
}

// Quarantine: 30 days to review what is sealed. Evidence: seven years, as records of accounts are
// kept in many countries; it holds nothing personal.
std::map<std::string, StoreTerms> ShippedStores() {
  return {{"identity", {"", "operations", {}, 0}},
          {"segregated", {"", "analysis", {}, 0}},
          {"quarantine", {"", "privacy", {}, 30}},
          {"evidence", {"", "audit", {}, 2557}}};
}

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
                       "`: use keep, segregate, drop_sentences, redact_spans or "
                       "quarantine");
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
  text.Read("confidence_min", &policy.confidence_min, 0, 1);
  table->FinishPart(&text);

  TomlTable route = table->Table("route");
  ReadRoute(&route, "direct_identifier", {Route::kKeep, Route::kQuarantine}, &policy.direct_column);
  ReadRoute(&route, "quasi_identifier", {Route::kKeep, Route::kQuarantine}, &policy.quasi_column);
  ReadRoute(&route, "special", {Route::kSegregate, Route::kQuarantine, Route::kKeep},
            &policy.special_column);
  ReadRoute(&route, "special_text",
            {Route::kDropSentences, Route::kRedactSpans, Route::kQuarantine, Route::kKeep},
            &policy.special_text);
  ReadRoute(&route, "secret", {Route::kQuarantine, Route::kKeep}, &policy.secret_column);
  table->FinishPart(&route);

  TomlTable label = table->Table("label");
  for (const std::string& name : label.Keys()) {
    Route chosen = Route::kKeep;
    ReadRoute(&label, name, {Route::kSegregate, Route::kQuarantine, Route::kKeep}, &chosen);
    policy.route_by_label[name] = chosen;
  }
  table->FinishPart(&label);
  policy.constraints = ReadConstraints(table);
  ReadStores(table, &policy.stores);
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
  out += "confidence_min = " + DecimalText(policy.confidence_min) + "\n";
  const auto line = [&out](std::string_view key, Route route) {
    out += std::string(key) + " = \"" + std::string(RouteName(route)) + "\"\n";
  };
  out += table + "route]\n";
  line("direct_identifier", policy.direct_column);
  line("quasi_identifier", policy.quasi_column);
  line("special", policy.special_column);
  line("special_text", policy.special_text);
  line("secret", policy.secret_column);
  out += table + "label]\n";
  for (const auto& [name, route] : policy.route_by_label) line(TomlString(name), route);
  out += WriteConstraints(policy.constraints, prefix);
  out += WriteStores(policy.stores, prefix);
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
