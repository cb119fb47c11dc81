#include "segregation/plan.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <utility>

#include "segregation/plan_reasons.h"
#include "segregation/plan_series.h"

namespace sunder::segregation {
namespace {

// A direct identifier or three quasi-identifiers make a table one about persons (DESIGN:
// `linkable`).
constexpr size_t kQuasiFieldsForIdentity = 3;

bool IsPersonalSpecial(const HitSummary& hit) {
  return hit.kind == LabelKind::kSpecial && IsPersonal(hit.grade) && hit.cells > 0;
}

bool StatesSpecial(const FieldReport& field) {
  return std::any_of(field.hits.begin(), field.hits.end(), IsPersonalSpecial);
}

bool HasIdentifiers(const TableReport& table) {
  std::set<std::string> quasi;
  for (const FieldReport& field : table.fields) {
    if (field.kind == LabelKind::kDirect) return true;
    if (field.kind == LabelKind::kQuasi) quasi.insert("field " + field.path);
    for (const HitSummary& hit : field.hits) {
      if (hit.cells == 0) continue;
      if (hit.kind == LabelKind::kDirect) return true;
      if (table.is_document && hit.kind == LabelKind::kQuasi) quasi.insert("label " + hit.label);
    }
  }
  return quasi.size() >= kQuasiFieldsForIdentity;
}

bool HasSpecial(const TableReport& table) {
  return std::any_of(table.fields.begin(), table.fields.end(), [](const FieldReport& field) {
    return field.kind == LabelKind::kSpecial || StatesSpecial(field);
  });
}

struct Decision {
  Route route = Route::kKeep;
  std::string_view reason = kReasonPlain;
};

// Of a label's column, in a table that is taken apart.
Decision DecideColumn(const FieldReport& field, const Policy& policy, std::string_view special) {
  const auto chosen = policy.route_by_label.find(field.label);
  if (chosen != policy.route_by_label.end()) {
    Route route = chosen->second;
    // Only special categories have a vocabulary to count by.
    if (route == Route::kSegregate && field.kind != LabelKind::kSpecial) route = Route::kQuarantine;
    if (route != Route::kKeep) {
      if (field.kind == LabelKind::kSpecial) return {route, special};
      if (field.kind == LabelKind::kSecret) return {route, kReasonSecret};
      return {route, kReasonPolicy};
    }
    if (field.kind == LabelKind::kSpecial || field.kind == LabelKind::kSecret) {
      return {Route::kKeep, kReasonPolicy};
    }
    return {Route::kKeep, kReasonIdentifier};
  }
  if (field.kind == LabelKind::kSpecial) return {policy.special_column, special};
  if (field.kind == LabelKind::kSecret) return {policy.secret_column, kReasonSecret};
  const Route route = field.kind == LabelKind::kDirect ? policy.direct_column : policy.quasi_column;
  return {route, route == Route::kKeep ? kReasonIdentifier : kReasonPolicy};
}

std::string JoinedExplanation(const FieldReport& field) {
  std::string joined;
  for (const std::string& step : field.explanation) {
    if (!joined.empty()) joined += "; ";
    joined += step;
  }
  return joined;
}

class TablePlanner {
 public:
  TablePlanner(const TableReport& table, const Policy& policy, bool all)
      : policy_(policy),
        is_document_(table.is_document),
        is_read_only_(!table.read_only_reason.empty()),
        has_special_(HasSpecial(table) || !table.associations.empty()),
        has_identifiers_(HasIdentifiers(table) || !table.associations.empty()),
        is_all_(all) {}

  PlannedField Plan(const FieldReport& field) const {
    PlannedField planned;
    planned.field = field.path;
    planned.display = field.display;
    planned.label = field.label;
    planned.grade = std::string(EvidenceGradeName(field.grade));
    planned.rule = field.rule;
    const Decision decision = Decide(field);
    planned.route = decision.route;
    planned.reason = std::string(decision.reason);
    if (field.is_overridden && !field.explanation.empty()) {
      planned.reason = JoinedExplanation(field);
    }
    if (IsTextRoute(decision.route)) planned.categories = Categories(field);
    planned.holds = Held(field);
    if (is_read_only_) Withhold(&planned);
    return planned;
  }

 private:
  // Nothing can leave a read-only object but all of it. Texts without a statement give no cause.
  static void Withhold(PlannedField* planned) {
    if (planned->route == Route::kKeep) return;
    const bool is_cause = !IsTextRoute(planned->route) || !planned->categories.empty();
    planned->route = is_cause ? Route::kWithhold : Route::kKeep;
    planned->reason = std::string(is_cause ? kReasonWithheld : kReasonWithFile);
    planned->categories.clear();
  }

  static std::vector<std::string> Categories(const FieldReport& field) {
    std::set<std::string> names;
    for (const HitSummary& hit : field.hits) {
      if (IsPersonalSpecial(hit)) names.insert(hit.label);
    }
    return {names.begin(), names.end()};
  }

  std::vector<std::string> Held(const FieldReport& field) const {
    const bool is_declared_none = field.is_overridden && field.label.empty();
    std::set<std::string> names;
    for (const HitSummary& hit : field.hits) {
      if (hit.cells == 0 || hit.label == field.label) continue;
      const bool is_held = hit.kind == LabelKind::kDirect ||
                           (hit.kind == LabelKind::kQuasi && is_document_) ||
                           (IsPersonalSpecial(hit) && !is_declared_none);
      if (is_held) names.insert(hit.label);
    }
    return {names.begin(), names.end()};
  }

  Decision Decide(const FieldReport& field) const {
    if (field.is_overridden && field.label.empty()) return {};
    const bool is_special = field.kind == LabelKind::kSpecial;
    const bool is_text = !is_special && (field.is_free_text || StatesSpecial(field));
    const bool is_work = has_special_ && (has_identifiers_ || is_all_);
    if (!is_work) {
      if (is_special || StatesSpecial(field)) return {Route::kKeep, kReasonApart};
      return {Route::kKeep, field.label.empty() ? kReasonPlain : kReasonIdentifier};
    }
    if (is_text && field.kind != LabelKind::kSecret) return DecideText(field);
    if (field.label.empty()) return {};
    return DecideColumn(field, policy_, has_identifiers_ ? kReasonColumn : kReasonColumnAll);
  }

  Decision DecideText(const FieldReport& field) const {
    if (policy_.special_text == Route::kKeep) return {Route::kKeep, kReasonPolicy};
    if (!StatesSpecial(field)) {
      const bool is_text_route = IsTextRoute(policy_.special_text);
      return {is_text_route ? policy_.special_text : Route::kDropSentences, kReasonTextClean};
    }
    return {policy_.special_text, has_identifiers_ ? kReasonText : kReasonTextAll};
  }

  const Policy& policy_;
  const bool is_document_;
  const bool is_read_only_;
  const bool has_special_;
  const bool has_identifiers_;
  const bool is_all_;
};

std::string PlaceOf(const std::string& object, const std::string& table) {
  return table.empty() ? object : object + ", table " + table;
}

constexpr char kPlanAgain[] = "; run `sunder plan` again";

}  // namespace

bool SegregationPlan::NeedsRecipient() const {
  for (const PlannedTable& table : tables) {
    for (const PlannedField& field : table.fields) {
      if (field.route == Route::kQuarantine || field.route == Route::kWithhold) return true;
      if (IsTextRoute(field.route) && !field.categories.empty()) return true;
    }
  }
  return false;
}

bool SegregationPlan::HasTexts() const {
  return std::any_of(tables.begin(), tables.end(), [](const PlannedTable& table) {
    return std::any_of(table.fields.begin(), table.fields.end(),
                       [](const PlannedField& field) { return IsTextRoute(field.route); });
  });
}

std::set<std::string, std::less<>> SegregationPlan::WithheldObjects() const {
  std::set<std::string, std::less<>> objects;
  for (const PlannedTable& table : tables) {
    const bool is_withheld =
        std::any_of(table.fields.begin(), table.fields.end(),
                    [](const PlannedField& field) { return field.route == Route::kWithhold; });
    if (is_withheld) objects.insert(table.object);
  }
  return objects;
}

bool SegregationPlan::HasWork() const {
  for (const PlannedTable& table : tables) {
    for (const PlannedField& field : table.fields) {
      if (field.route != Route::kKeep) return true;
    }
  }
  return false;
}

SegregationPlan MakePlan(const ScanReport& scan, const Policy& policy, const PlanOptions& options) {
  std::map<std::string, std::string> encodings;
  for (const ObjectCoverage& coverage : scan.coverage) {
    if (!coverage.encoding.empty()) encodings[coverage.object] = coverage.encoding;
  }
  SegregationPlan plan;
  plan.rules_hash = scan.rules_hash;
  plan.sources = scan.sources;
  plan.policy = policy;
  plan.k = policy.k;
  plan.keeps_order = options.keep_order;
  plan.min_cohort = policy.min_cohort_persons;
  plan.min_cohort_records = policy.min_cohort_persons * policy.record_cohort_factor;
  if (options.min_cohort != 0) {
    plan.min_cohort_is_lowered = options.min_cohort < plan.min_cohort_records;
    plan.min_cohort = options.min_cohort;
    plan.min_cohort_records = options.min_cohort;
  }
  const std::vector<PersonField> persons = ChoosePersons(scan, options.persons);
  for (size_t i = 0; i < scan.tables.size(); ++i) {
    const TableReport& table = scan.tables[i];
    PlannedTable planned;
    planned.object = table.object;
    planned.table = table.table;
    planned.connector = table.connector;
    planned.schema_hash = table.schema_hash;
    planned.encoding = encodings[table.object];
    planned.dialect = table.dialect;
    planned.keeps_order = table.keeps_order || options.keep_order;
    planned.read_only_reason = table.read_only_reason;
    planned.person = persons[i].field;
    planned.person_kind = persons[i].kind;
    const TablePlanner planner(table, policy, options.all);
    for (const FieldReport& field : table.fields) planned.fields.push_back(planner.Plan(field));
    plan.tables.push_back(std::move(planned));
  }
  PlanSeriesAlike(scan, &plan.tables);
  std::sort(plan.tables.begin(), plan.tables.end(), [](const auto& a, const auto& b) {
    return std::tie(a.object, a.table) < std::tie(b.object, b.table);
  });
  return plan;
}

std::vector<std::string> CountedCategories(const PlannedTable& table, const LabelCatalog& labels) {
  std::set<std::string> names;
  for (const PlannedField& field : table.fields) {
    if (field.route == Route::kSegregate) names.insert(field.label);
    if (!IsTextRoute(field.route)) continue;
    names.insert(field.categories.begin(), field.categories.end());
    const std::optional<LabelId> label = labels.Find(field.label);
    if (label && labels.kind(*label) == LabelKind::kSpecial) names.insert(field.label);
  }
  return {names.begin(), names.end()};
}

namespace {

// Whether there is a table that counts in `category`, and `holds` is true of each.
template <class Holds>
bool HoldsOfAllTables(const SegregationPlan& plan, const std::string& category,
                      const LabelCatalog& labels, Holds holds) {
  bool is_counted = false;
  for (const PlannedTable& table : plan.tables) {
    const std::vector<std::string> names = CountedCategories(table, labels);
    if (!std::binary_search(names.begin(), names.end(), category)) continue;
    if (!holds(table)) return false;
    is_counted = true;
  }
  return is_counted;
}

}  // namespace

bool IsByPerson(const SegregationPlan& plan, const std::string& category,
                const LabelCatalog& labels) {
  return HoldsOfAllTables(plan, category, labels,
                          [](const PlannedTable& table) { return !table.person.empty(); });
}

bool IsMandatory(const SegregationPlan& plan, const std::string& category,
                 const LabelCatalog& labels) {
  return HoldsOfAllTables(plan, category, labels, [&](const PlannedTable& table) {
    return std::any_of(table.fields.begin(), table.fields.end(), [&](const PlannedField& field) {
      return field.is_mandatory && field.label == category;
    });
  });
}

Status CheckPlanIsCurrent(const SegregationPlan& plan, const std::vector<TableReport>& tables,
                          std::string_view rules_hash) {
  if (plan.rules_hash != rules_hash) {
    return Status::Refused(std::string("the plan was made with other rules") + kPlanAgain);
  }
  std::map<std::pair<std::string_view, std::string_view>, const TableReport*> by_name;
  for (const TableReport& table : tables) by_name[{table.object, table.table}] = &table;
  std::set<std::pair<std::string, std::string>> planned_names;
  for (const PlannedTable& planned : plan.tables) {
    planned_names.emplace(planned.object, planned.table);
    const auto found = by_name.find({planned.object, planned.table});
    const std::string place = PlaceOf(planned.object, planned.table);
    if (found == by_name.end()) {
      return Status::Refused(place + " is in the plan but not in the source" + kPlanAgain);
    }
    if (found->second->read_only_reason != planned.read_only_reason) {
      return Status::Refused(place +
                             (found->second->read_only_reason.empty()
                                  ? " can be written back now"
                                  : " cannot be written back: " + found->second->read_only_reason) +
                             "; the plan says otherwise" + kPlanAgain);
    }
    if (found->second->schema_hash != planned.schema_hash) {
      return Status::Refused("the schema of " + place + " has changed since the plan was made" +
                             kPlanAgain +
                             " (to read it in another dialect, say so under [[dialect]] in "
                             "sunder.toml)");
    }
  }
  for (const TableReport& table : tables) {
    if (planned_names.contains({table.object, table.table})) continue;
    return Status::Refused(PlaceOf(table.object, table.table) +
                           " is in the source but not in the plan" + kPlanAgain);
  }
  return Status::Ok();
}

}  // namespace sunder::segregation
