// The plan as a file: WritePlan and ParsePlan.
#include <algorithm>
#include <limits>
#include <set>
#include <utility>

#include "segregation/plan.h"
#include "segregation/plan_reasons.h"
#include "segregation/policy_toml.h"
#include "segregation/toml_table.h"

namespace sunder::segregation {
namespace {

constexpr char kHeader[] =
    R"(# Segregation plan of sunder: `sunder split --plan THIS_FILE ...` does exactly this.
#
# To change what happens to a field, edit its [[table.field]] entry and say why in `reason`:
#   label = "none"          nothing of a special category: the field stays in the identity store
#   label = "religion"      it is of this label: its route follows from [policy] below
#   route = "quarantine"    another way for it:
#       keep                stays in the identity store
#       segregate           the column leaves; its values are counted in the segregated store
#       drop_sentences      texts: the sentences leave, the original is sealed in quarantine;
#                           `categories` names the special categories to count
#       redact_spans        texts: only the words leave; weaker, and recorded so in evidence
#       quarantine          the column leaves; its values are sealed in quarantine
#       withhold            (tables with `read_only`) the whole file is sealed in quarantine; where
#                           nothing is withheld, it is copied byte for byte
#   mandatory = true        (segregate) every record has a value: "none" is no published cell, and a
#                           record without a value stops the split
#   accept_proxy = true     the column stays though it foretells a special category
# In [[table]] entries:
#   person = "customer_id"  the field that tells persons apart, and its person_kind: tables of one
#                           kind share persons; "" counts each record
#   context = "site"        count by the values of this field, too; with context_part = "year" by
#                           the year in it
# Leave `was` alone: it tells changed entries from unchanged ones. A change without a reason of its
# own is refused. The file names fields of your data: keep it to yourself.
)";

std::string ShownLabel(const std::string& label) { return label.empty() ? "none" : label; }

std::string FieldToml(const PlannedField& field) {
  std::string out = "[[table.field]]\n";
  out += "field = " + TomlString(field.field) + "\n";
  if (field.display != field.field) out += "display = " + TomlString(field.display) + "\n";
  out += "label = " + TomlString(ShownLabel(field.label)) + "\n";
  out += "route = \"" + std::string(RouteName(field.route)) + "\"\n";
  out += "reason = " + TomlString(field.reason) + "\n";
  if (!field.categories.empty()) out += "categories = " + TomlStrings(field.categories) + "\n";
  if (field.is_mandatory) out += "mandatory = true\n";
  if (!field.holds.empty()) out += "holds = " + TomlStrings(field.holds) + "\n";
  if (field.accepts_proxy) out += "accept_proxy = true\n";
  if (!field.grade.empty()) out += "grade = " + TomlString(field.grade) + "\n";
  if (!field.rule.empty()) out += "rule = " + TomlString(field.rule) + "\n";
  const std::string was = ShownLabel(field.label) + "/" + std::string(RouteName(field.route));
  out += "was = " + TomlString(was) + "\n";
  return out;
}

// What an entry says, and what it said when the plan was written.
struct FieldEntry {
  PlannedField field;
  std::string label;
  std::string old_label;
  Route old_route = Route::kKeep;
};

FieldEntry ReadEntry(TomlTable* table) {
  FieldEntry entry;
  table->Require("field", &entry.field.field);
  entry.field.display = entry.field.field;
  table->Read("display", &entry.field.display);
  entry.label = "none";
  table->Read("label", &entry.label);
  std::string route = "keep";
  table->Require("route", &route);
  const Result<Route> parsed = ParseRoute(route);
  if (parsed.ok()) {
    entry.field.route = *parsed;
  } else {
    table->Complain("route",
                    "must be one of `keep`, `segregate`, `drop_sentences`, `redact_spans`, "
                    "`quarantine`, `withhold`");
  }
  table->Read("reason", &entry.field.reason);
  table->Read("categories", &entry.field.categories);
  table->Read("mandatory", &entry.field.is_mandatory);
  table->Read("holds", &entry.field.holds);
  table->Read("accept_proxy", &entry.field.accepts_proxy);
  table->Read("grade", &entry.field.grade);
  table->Read("rule", &entry.field.rule);
  std::string was;
  table->Require("was", &was);
  const size_t slash = was.find('/');
  const Result<Route> old_route =
      ParseRoute(slash == std::string::npos ? "" : std::string_view(was).substr(slash + 1));
  if (!old_route.ok()) {
    table->Complain("was", "must stay as the plan's writer wrote it, like \"religion/segregate\"");
    return entry;
  }
  entry.old_label = was.substr(0, slash);
  entry.old_route = *old_route;
  return entry;
}

bool IsPersonsOwnReason(const std::string& reason) {
  if (reason.find_first_not_of(" \t\n\r") == std::string::npos) return false;
  return std::find(kPlanReasons.begin(), kPlanReasons.end(), reason) == kPlanReasons.end();
}

// Makes a field of a changed entry: what follows from the change, and what is refused.
void ApplyChange(FieldEntry* entry, const Policy& policy, bool is_read_only, TomlTable* table) {
  PlannedField& field = entry->field;
  const bool is_relabelled = entry->label != entry->old_label;
  const bool is_rerouted = field.route != entry->old_route;
  if (!is_relabelled && !is_rerouted && !field.accepts_proxy) return;
  if (!IsPersonsOwnReason(field.reason)) {
    table->Complain("reason", "must say why this entry was changed");
    return;
  }
  if (is_relabelled) {
    // The rule names the code system of the former label.
    if (field.rule.rfind(entry->label + ".", 0) != 0) {
      field.rule.clear();
      field.grade.clear();
    }
    const auto known = policy.route_by_label.find(entry->label);
    if (entry->label == "none") {
      field.route = Route::kKeep;
      field.holds.clear();
    } else if (known != policy.route_by_label.end()) {
      if (!is_rerouted) field.route = known->second;
      if (!is_rerouted && is_read_only && field.route != Route::kKeep) {
        field.route = Route::kWithhold;
      }
    } else if (!is_rerouted) {
      table->Complain("label",
                      "has no entry in [policy.label]; correct it, or give a `route`, too");
    }
  }
  if (!IsTextRoute(field.route)) {
    field.categories.clear();
  } else if (field.categories.empty()) {
    table->Complain("categories",
                    "must name what the sentences state, like categories = [\"religion\"]");
  }
  if (field.route == Route::kSegregate && entry->label == "none") {
    table->Complain("label", "must name the special category that the column is counted in");
  }
}

void ReadCounting(TomlTable* table, PlannedTable* planned) {
  table->Read("person", &planned->person);
  table->Read("person_kind", &planned->person_kind);
  if (planned->person.empty() != planned->person_kind.empty()) {
    table->Complain("person_kind",
                    "says what kind of key `person` is, like \"customer_id\": give both or none");
  }
  table->Read("context", &planned->context);
  std::string part = "whole";
  table->Read("context_part", &part);
  if (part == "year") planned->context_part = ContextPart::kYear;
  if (part != "whole" && part != "year") table->Complain("context_part", "must be `year`");
}

// Both must be fields of the table; what leaves the identity store is no context.
void CheckCounting(const PlannedTable& planned, TomlTable* table) {
  const auto find = [&](const std::string& name) {
    return std::find_if(planned.fields.begin(), planned.fields.end(),
                        [&](const PlannedField& field) { return field.field == name; });
  };
  if (!planned.person.empty() && find(planned.person) == planned.fields.end()) {
    table->Complain("person", "must be a field of the table");
  }
  if (planned.context.empty()) return;
  const auto context = find(planned.context);
  if (context == planned.fields.end() || context->route != Route::kKeep) {
    table->Complain("context", "must be a field of the table that stays in the identity store");
  }
}

PlannedTable ReadTable(TomlTable* table, const Policy& policy) {
  PlannedTable planned;
  table->Require("object", &planned.object);
  table->Read("table", &planned.table);
  table->Require("connector", &planned.connector);
  table->Require("schema", &planned.schema_hash);
  table->Read("keeps_order", &planned.keeps_order);
  table->Read("encoding", &planned.encoding);
  table->Read("read_only", &planned.read_only_reason);
  const bool is_read_only = !planned.read_only_reason.empty();
  TomlTable dialect = table->Table("dialect");
  for (const std::string& key : dialect.Keys()) dialect.Require(key, &planned.dialect[key]);
  table->FinishPart(&dialect);
  ReadCounting(table, &planned);
  std::set<std::string> seen;
  for (TomlTable& part : table->Tables("field", "field")) {
    FieldEntry entry = ReadEntry(&part);
    if (entry.field.route != Route::kKeep &&
        (entry.field.route == Route::kWithhold) != is_read_only) {
      part.Complain("route", is_read_only ? "must be `keep` or `withhold`: the table is read only"
                                          : "must not be `withhold`: the table can be written");
    }
    if (part.ok()) ApplyChange(&entry, policy, is_read_only, &part);
    if (entry.field.is_mandatory && entry.field.route != Route::kSegregate) {
      part.Complain("mandatory", "is for fields of the route `segregate`");
    }
    std::sort(entry.field.categories.begin(), entry.field.categories.end());
    if (entry.label != "none") entry.field.label = entry.label;
    if (!seen.insert(entry.field.field).second) {
      part.Complain("field", "is the same as that of an entry before");
    }
    table->FinishPart(&part);
    planned.fields.push_back(std::move(entry.field));
  }
  CheckCounting(planned, table);
  return planned;
}

// { "delimiter" = "comma", "header" = "yes" }
std::string DialectToml(const std::map<std::string, std::string>& dialect) {
  std::string out;
  for (const auto& [key, value] : dialect) {
    out += (out.empty() ? "{ " : ", ") + TomlString(key) + " = " + TomlString(value);
  }
  return out + " }";
}

std::string BoolName(bool value) { return value ? "true" : "false"; }

}  // namespace

std::string WritePlan(const SegregationPlan& plan) {
  std::string out = kHeader;
  out += "format = 1\n";
  out += "rules_hash = " + TomlString(plan.rules_hash) + "\n";
  out += "sources = " + TomlStrings(plan.sources) + "\n";
  out +=
      "\n# Smallest published cell, and smallest cohort of a publication: in persons, and in "
      "records "
      "where\n# persons cannot be told apart.\n";
  out += "k = " + std::to_string(plan.k) + "\n";
  out += "min_cohort = " + std::to_string(plan.min_cohort) + "\n";
  out += "min_cohort_records = " + std::to_string(plan.min_cohort_records) + "\n";
  out += "min_cohort_is_lowered = " + BoolName(plan.min_cohort_is_lowered) + "\n";
  out += "keeps_order = " + BoolName(plan.keeps_order) + "\n";
  for (const PlannedTable& table : plan.tables) {
    out += "\n[[table]]\n";
    out += "object = " + TomlString(table.object) + "\n";
    if (!table.table.empty()) out += "table = " + TomlString(table.table) + "\n";
    out += "connector = " + TomlString(table.connector) + "\n";
    out += "schema = " + TomlString(table.schema_hash) + "\n";
    if (table.keeps_order) out += "keeps_order = true\n";
    if (!table.encoding.empty()) out += "encoding = " + TomlString(table.encoding) + "\n";
    if (!table.read_only_reason.empty()) {
      out += "read_only = " + TomlString(table.read_only_reason) + "\n";
    }
    if (!table.dialect.empty()) out += "dialect = " + DialectToml(table.dialect) + "\n";
    out += "person = " + TomlString(table.person) + "\n";
    if (!table.person.empty()) out += "person_kind = " + TomlString(table.person_kind) + "\n";
    if (!table.context.empty()) out += "context = " + TomlString(table.context) + "\n";
    if (table.context_part == ContextPart::kYear) out += "context_part = \"year\"\n";
    for (const PlannedField& field : table.fields) out += "\n" + FieldToml(field);
  }
  out += "\n# The policy that the plan was made by.\n";
  out += WritePolicy(plan.policy, "policy.");
  return out;
}

Result<SegregationPlan> ParsePlan(std::string_view text, std::string_view name) {
  SUNDER_ASSIGN_OR_RETURN(TomlTable file, TomlTable::Parse(text, name));
  SegregationPlan plan;
  uint64_t format = 0;
  file.Read("format", &format, 1, 1);
  if (!file.Has("format")) file.Complain("format", "is missing; is this a plan of `sunder plan`?");
  file.Require("rules_hash", &plan.rules_hash);
  file.Read("sources", &plan.sources);
  constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
  file.Read("k", &plan.k, 2, kMax);
  file.Read("min_cohort", &plan.min_cohort, 1, kMax);
  file.Read("min_cohort_records", &plan.min_cohort_records, 1, kMax);
  file.Read("min_cohort_is_lowered", &plan.min_cohort_is_lowered);
  file.Read("keeps_order", &plan.keeps_order);
  TomlTable policy = file.Table("policy");
  plan.policy = ReadPolicy(&policy);
  file.FinishPart(&policy);
  // A lowered cohort is a recorded choice, whoever lowered it.
  const Policy& made_by = plan.policy;
  if (plan.min_cohort < made_by.min_cohort_persons ||
      plan.min_cohort_records < made_by.min_cohort_persons * made_by.record_cohort_factor) {
    plan.min_cohort_is_lowered = true;
  }
  for (TomlTable& part : file.Tables("table", "table")) {
    plan.tables.push_back(ReadTable(&part, plan.policy));
    file.FinishPart(&part);
  }
  SUNDER_RETURN_IF_ERROR(file.Finish());
  return plan;
}

}  // namespace sunder::segregation
