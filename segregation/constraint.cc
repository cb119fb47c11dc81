#include "segregation/constraint.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace sunder::segregation {
namespace {

constexpr std::array<std::pair<std::string_view, LabelKind>, 4> kTiers{{
    {"direct_identifier", LabelKind::kDirect},
    {"quasi_identifier", LabelKind::kQuasi},
    {"special", LabelKind::kSpecial},
    {"secret", LabelKind::kSecret},
}};
// As in the plan: so many quasi-identifiers make a table one about persons.
constexpr size_t kQuasiFieldsForIdentity = 3;
constexpr size_t kBreachesShownMax = 8;

std::optional<LabelKind> TierOf(std::string_view name) {
  for (const auto& [tier, kind] : kTiers) {
    if (tier == name) return kind;
  }
  return std::nullopt;
}

// A label that stands somewhere in an output schema.
struct Part {
  std::string label;
  LabelKind kind = LabelKind::kNone;
  std::string field;         // as it is shown; with its store where that is another one
  bool is_by_proxy = false;  // it is not of the label, but foretells it
};

using Parts = std::vector<Part>;

// Different parts for the names of a constraint; empty: not covered. Names of labels choose first,
// as only they compete for one label.
Parts CoverOf(const Constraint& constraint, const Parts& parts) {
  Parts cover;
  std::vector<bool> is_used(parts.size(), false);
  std::set<std::string> special_used;
  const auto take = [&](const std::string& name, std::optional<LabelKind> tier) {
    for (size_t i = 0; i < parts.size(); ++i) {
      const Part& part = parts[i];
      if (is_used[i] || (part.is_by_proxy && !constraint.refuses_proxies)) continue;
      if (tier ? part.kind != *tier : part.label != name) continue;
      const bool is_special = part.kind == LabelKind::kSpecial;
      if (tier && is_special && special_used.contains(part.label)) continue;
      if (is_special) special_used.insert(part.label);
      is_used[i] = true;
      cover.push_back(part);
      return true;
    }
    return false;
  };
  for (const bool takes_tiers : {false, true}) {
    for (const std::string& name : constraint.never) {
      const std::optional<LabelKind> tier = TierOf(name);
      if (tier.has_value() == takes_tiers && !take(name, tier)) return {};
    }
  }
  return cover;
}

bool IsOfSpecialOnly(const Constraint& constraint) {
  return std::all_of(constraint.never.begin(), constraint.never.end(),
                     [](const std::string& name) { return name == "special"; });
}

std::string PlaceOf(const PlannedTable& table) {
  return table.table.empty() ? table.object : table.object + ", table " + table.table;
}

bool IsGone(const PlannedField& field) {
  return field.route == Route::kSegregate || field.route == Route::kQuarantine;
}

bool AreReadTogether(const StoreTerms& a, const StoreTerms& b) {
  const auto readers = [](const StoreTerms& terms) {
    std::set<std::string> names(terms.also_read_by.begin(), terms.also_read_by.end());
    if (!terms.recipient_class.empty()) names.insert(terms.recipient_class);
    return names;
  };
  const std::set<std::string> of_a = readers(a);
  const std::set<std::string> of_b = readers(b);
  return std::any_of(of_a.begin(), of_a.end(),
                     [&](const std::string& name) { return of_b.contains(name); });
}

class ConstraintCheck {
 public:
  ConstraintCheck(const SegregationPlan& plan, const LabelCatalog& labels,
                  const std::vector<StrongProxy>& proxies)
      : plan_(plan), withheld_(plan.WithheldObjects()), labels_(labels), proxies_(proxies) {}

  Status Run() {
    SUNDER_RETURN_IF_ERROR(CheckNames());
    for (const PlannedTable& table : plan_.tables) CheckTable(table);
    if (breaches_.empty()) return Status::Ok();
    std::string message = "the plan would bring together what the policy keeps apart";
    for (size_t i = 0; i < std::min(breaches_.size(), kBreachesShownMax); ++i) {
      message += "\n  " + breaches_[i];
    }
    if (breaches_.size() > kBreachesShownMax) {
      message += "\n  and " + std::to_string(breaches_.size() - kBreachesShownMax) + " more";
    }
    return Status::Refused(std::move(message));
  }

 private:
  Status CheckNames() const {
    for (const Constraint& constraint : plan_.policy.constraints) {
      for (const std::string& name : constraint.never) {
        if (TierOf(name) || labels_.Find(name)) continue;
        return Status::Usage("the policy's constraint " + ConstraintText(constraint) + " names `" +
                             name + "`, which is no label and no tier: correct the policy");
      }
    }
    return Status::Ok();
  }

  void Add(const std::string& label, const std::string& field, Parts* parts) const {
    const std::optional<LabelId> id = labels_.Find(label);
    if (id && *id != kNoLabel) parts->push_back({label, labels_.kind(*id), field, false});
  }

  // What stays of a table in the identity store.
  Parts IdentityParts(const PlannedTable& table) const {
    Parts parts;
    if (withheld_.contains(table.object)) return parts;
    for (const PlannedField& field : table.fields) {
      if (IsGone(field)) continue;
      const std::string name = "`" + field.display + "`";
      if (field.route == Route::kKeep) Add(field.label, name, &parts);
      for (const std::string& label : field.holds) {
        const std::optional<LabelId> id = labels_.Find(label);
        const bool is_special = id && labels_.kind(*id) == LabelKind::kSpecial;
        if (label != field.label && (field.route == Route::kKeep || !is_special)) {
          Add(label, name, &parts);
        }
      }
      for (const StrongProxy& proxy : proxies_) {
        if (field.accepts_proxy || proxy.object != table.object || proxy.table != table.table ||
            proxy.field != field.field) {
          continue;
        }
        parts.push_back({proxy.label, LabelKind::kSpecial, name, true});
      }
    }
    return parts;
  }

  // A direct identifier or three quasi-identifiers, whatever becomes of them.
  bool IsAboutPersons(const PlannedTable& table) const {
    size_t quasi = 0;
    for (const PlannedField& field : table.fields) {
      Parts parts;
      Add(field.label, "", &parts);
      for (const std::string& label : field.holds) Add(label, "", &parts);
      for (const Part& part : parts) {
        if (part.kind == LabelKind::kDirect) return true;
        quasi += part.kind == LabelKind::kQuasi ? 1 : 0;
      }
    }
    return quasi >= kQuasiFieldsForIdentity;
  }

  // The special categories that leave a table for `store`.
  Parts LeavingParts(const PlannedTable& table, std::string_view store) const {
    const bool is_quarantine = store == "quarantine";
    Parts parts;
    for (const PlannedField& field : table.fields) {
      const bool is_text = IsTextRoute(field.route);
      if (!is_text && field.route != (is_quarantine ? Route::kQuarantine : Route::kSegregate)) {
        continue;
      }
      const std::string name = "`" + field.display + "` in the " + std::string(store) + " store";
      Add(field.label, name, &parts);
      for (const std::string& label : field.categories) Add(label, name, &parts);
    }
    return parts;
  }

  void CheckTable(const PlannedTable& table) {
    const Parts identity = IdentityParts(table);
    const bool is_about_persons = IsAboutPersons(table);
    for (const Constraint& constraint : plan_.policy.constraints) {
      if (IsOfSpecialOnly(constraint) && !is_about_persons) continue;
      const Parts cover = CoverOf(constraint, identity);
      if (!cover.empty()) {
        Refuse(constraint, PlaceOf(table) + ": in the identity store", cover, RemedyOf(cover));
        continue;
      }
      for (const char* store : {"segregated", "quarantine"}) {
        CheckWith(table, identity, constraint, store);
      }
    }
  }

  // One class that reads the identity store and another has both schemas.
  void CheckWith(const PlannedTable& table, const Parts& identity, const Constraint& constraint,
                 const std::string& store) {
    const auto& stores = plan_.policy.stores;
    const auto here = stores.find("identity");
    const auto there = stores.find(store);
    if (here == stores.end() || there == stores.end()) return;
    if (!AreReadTogether(here->second, there->second)) return;
    for (const Part& part : LeavingParts(table, store)) {
      Parts together = identity;
      together.push_back(part);
      const Parts cover = CoverOf(constraint, together);
      if (cover.empty()) continue;
      Refuse(constraint, PlaceOf(table) + ": for a class that reads both stores", cover,
             "Give [store.identity] and [store." + store + "] different recipient classes");
      return;
    }
  }

  static std::string RemedyOf(const Parts& cover) {
    for (const Part& part : cover) {
      if (!part.is_by_proxy) continue;
      return "Route " + part.field +
             " to quarantine in a plan (`sunder plan`), or accept it there by name: "
             "`accept_proxy = true` with a reason";
    }
    return "Route one of them to segregate or quarantine in a plan (`sunder plan`), or, where it "
           "is none, say `label = \"none\"` with a reason (of a text: take it out of `holds`)";
  }

  void Refuse(const Constraint& constraint, const std::string& place, const Parts& cover,
              const std::string& remedy) {
    std::string fields;
    for (const Part& part : cover) {
      if (!fields.empty()) fields += " and ";
      fields += part.field + (part.is_by_proxy ? " (foretells " : " (") + part.label + ")";
    }
    breaches_.push_back(place + ", " + fields + " would stand together; " +
                        ConstraintText(constraint) + " forbids it: " + constraint.reason + ". " +
                        remedy);
  }

  const SegregationPlan& plan_;
  const std::set<std::string, std::less<>> withheld_;  // objects
  const LabelCatalog& labels_;
  const std::vector<StrongProxy>& proxies_;
  std::vector<std::string> breaches_;
};

}  // namespace

std::string ConstraintText(const Constraint& constraint) {
  std::string names;
  for (const std::string& name : constraint.never) names += (names.empty() ? "" : ", ") + name;
  return "never {" + names + "}";
}

Status CheckConstraints(const SegregationPlan& plan, const LabelCatalog& labels,
                        const std::vector<StrongProxy>& proxies) {
  return ConstraintCheck(plan, labels, proxies).Run();
}

}  // namespace sunder::segregation
