#include "segregation/publication.h"

#include <algorithm>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "core/planted_leak.h"
#include "segregation/margins.h"

namespace sunder::segregation {
namespace {

// One of so many records may be without a key where persons are counted.
constexpr uint64_t kKeylessShareDivisor = 100;

using Groups = std::map<ContextId, std::string>;  // context -> name of its group
using CountsByGroup = std::map<std::string, std::map<ValueId, uint64_t>>;
using CategoryCounts = std::map<LabelId, CountsByGroup>;

uint64_t CohortOf(const std::map<ValueId, uint64_t>& counts) {
  uint64_t cohort = 0;
  for (const auto& [value, count] : counts) cohort += count;
  return cohort;
}

uint64_t StatedOf(const std::map<ValueId, uint64_t>& counts) {
  const auto none = counts.find(kNoValue);
  return CohortOf(counts) - (none == counts.end() ? 0 : none->second);
}

std::string ContextFieldOf(const PlannedTable& table) {
  if (table.context.empty()) return "";
  std::string name = table.context;
  for (const PlannedField& field : table.fields) {
    if (field.field == table.context) name = field.display;
  }
  return name + (table.context_part == ContextPart::kYear ? " by year" : "");
}

// "": none of the tables has a context. One without beside others shows: its persons would go over
// to other contexts if it got one.
std::string Joined(const std::set<std::string>& contexts) {
  std::string joined;
  for (const std::string& context : contexts) {
    if (contexts.size() == 1) return context;
    joined += (joined.empty() ? "" : ", ") + (context.empty() ? "none" : context);
  }
  return joined;
}

// The contexts that one of the publications shows by name.
std::set<std::string> ShownIn(const std::vector<std::vector<PublishedCategory>>& past) {
  std::set<std::string> shown;
  for (const std::vector<PublishedCategory>& one : past) {
    for (const PublishedCategory& category : one) {
      if (category.context != kOtherContexts) shown.insert(category.context);
    }
  }
  return shown;
}

const PublishedCategory* ContextIn(const std::vector<PublishedCategory>& publication,
                                   const std::string& context) {
  for (const PublishedCategory& category : publication) {
    if (category.context == context) return &category;
  }
  return nullptr;
}

// All that is decided about a category on the way.
struct Category {
  std::string name;
  bool counts_persons = false;
  std::string context_field;  // "": no context
  // Contexts that were shown by name before: no other ones are, ever. None: nothing was published.
  std::optional<std::set<std::string>> shown;
  uint64_t cohort_min = 0;
  Groups groups;
  CountsByGroup counts;

  const char* unit() const { return counts_persons ? kUnitPersons : kUnitRecords; }
};

class Publisher {
 public:
  explicit Publisher(const PublicationInput& input) : input_(input) {}

  Result<Publication> Publish() {
    FindCategories();
    SUNDER_RETURN_IF_ERROR(GroupAndCount());
    for (const auto& [label, category] : categories_) {
      SUNDER_RETURN_IF_ERROR(CheckLedger(label, category));
      SUNDER_RETURN_IF_ERROR(CheckCohort(category));
    }
    SUNDER_RETURN_IF_ERROR(PublishAll());
    std::sort(publication_.categories.begin(), publication_.categories.end(),
              [](const PublishedCategory& a, const PublishedCategory& b) {
                return std::tie(a.label, a.context) < std::tie(b.label, b.context);
              });
    return std::move(publication_);
  }

 private:
  void FindCategories() {
    for (const auto& [context, counts] : input_.records) {
      for (const auto& [label, values] : counts.counts) categories_[label].groups[context] = "";
    }
    for (auto& [label, category] : categories_) {
      category.name = input_.labels.name(label);
      std::set<std::string> contexts;
      TableTally tally;
      for (size_t i = 0; i < input_.plan.tables.size(); ++i) {
        const PlannedTable& table = input_.plan.tables[i];
        const std::vector<std::string> names = CountedCategories(table, input_.labels);
        if (!std::binary_search(names.begin(), names.end(), category.name)) continue;
        contexts.insert(ContextFieldOf(table));
        tally.records += input_.tables[i].records;
        tally.without_person += input_.tables[i].without_person;
      }
      category.context_field = Joined(contexts);
      const std::vector<std::vector<PublishedCategory>> past = PastOf(category.name);
      if (!past.empty() && !category.context_field.empty()) category.shown = ShownIn(past);
      category.counts_persons = IsByPerson(input_.plan, category.name, input_.labels) &&
                                tally.without_person * kKeylessShareDivisor <= tally.records;
      category.cohort_min =
          category.counts_persons ? input_.plan.min_cohort : input_.plan.min_cohort_records;
    }
  }

  // What each category counts by its groups, or by others.
  Result<CategoryCounts> Count(const std::map<LabelId, Groups>& groups_by_label) const {
    CategoryCounts counts;
    std::vector<std::string> names;
    std::map<std::string, uint32_t> ids;
    for (const auto& [label, groups] : groups_by_label) {
      for (const auto& [context, name] : groups) {
        if (ids.emplace(name, names.size()).second) names.push_back(name);
        if (categories_.at(label).counts_persons) continue;
        const std::map<LabelId, std::map<ValueId, uint64_t>>& of_context =
            input_.records.at(context).counts;
        const auto found = of_context.find(label);
        if (found == of_context.end()) continue;
        for (const auto& [value, count] : found->second) counts[label][name][value] += count;
      }
    }
    const auto group_of = [&](LabelId label, ContextId context) -> uint32_t {
      const auto groups = groups_by_label.find(label);
      if (groups == groups_by_label.end()) return 0;
      const auto name = groups->second.find(context);
      return name == groups->second.end() ? 0 : ids.at(name->second);
    };
    SUNDER_ASSIGN_OR_RETURN(auto persons, input_.persons.Count(group_of));
    for (const auto& [group, of_group] : persons) {
      for (const auto& [label, values] : of_group.counts) {
        const auto category = categories_.find(label);
        if (category == categories_.end() || !category->second.counts_persons) continue;
        if (groups_by_label.contains(label)) counts[label][names[group]] = values;
      }
    }
    return counts;
  }

  std::map<LabelId, Groups> AllGroups() const {
    std::map<LabelId, Groups> groups;
    for (const auto& [label, category] : categories_) groups[label] = category.groups;
    return groups;
  }

  // Contexts of at least K each by name, the others together, and those of at least K, too.
  Status GroupAndCount() {
    bool has_context = false;
    for (auto& [label, category] : categories_) {
      if (category.context_field.empty()) continue;
      has_context = has_context || !category.shown;
      for (auto& [context, name] : category.groups) {
        name = input_.contexts.name(context);
        if (category.shown && !category.shown->contains(name)) name = kOtherContexts;
      }
    }
    SUNDER_ASSIGN_OR_RETURN(CategoryCounts counts, Count(AllGroups()));
    for (const bool take_in : {false, true}) {
      if (!has_context) break;
      for (auto& [label, category] : categories_) {
        if (category.context_field.empty() || category.shown) continue;
        if (!take_in) cohorts_[label] = Cohorts(category, counts[label]);
        if (take_in && !HasSmallRest(category, counts[label])) continue;
        category.groups =
            GroupContexts(cohorts_[label], input_.contexts, category.cohort_min, take_in);
      }
      SUNDER_ASSIGN_OR_RETURN(counts, Count(AllGroups()));
    }
    for (auto& [label, category] : categories_) category.counts = std::move(counts[label]);
    return Status::Ok();
  }

  static std::map<ContextId, uint64_t> Cohorts(const Category& category,
                                               const CountsByGroup& counts) {
    std::map<ContextId, uint64_t> cohorts;
    for (const auto& [context, name] : category.groups) {
      const auto found = counts.find(name);
      cohorts[context] = found == counts.end() ? 0 : CohortOf(found->second);
    }
    return cohorts;
  }

  static bool HasSmallRest(const Category& category, const CountsByGroup& counts) {
    const auto rest = counts.find(std::string(kOtherContexts));
    return rest != counts.end() && CohortOf(rest->second) < category.cohort_min;
  }

  // What persons stated must be what records stated, however it was merged.
  Status CheckLedger(LabelId label, const Category& category) {
    if (!category.counts_persons) return Status::Ok();
    uint64_t stated = 0;
    for (const auto& [context, counts] : input_.records) stated += counts.Stated(label);
    uint64_t counted = 0;
    for (const auto& [group, values] : category.counts) counted += StatedOf(values);
    if (stated != input_.persons.StatedIn(label) || counted > stated) {
      return Status::Internal("the ledger of persons does not balance; nothing was committed");
    }
    publication_.merged_values += stated - counted;
    return Status::Ok();
  }

  // What is too small of contexts that were divided before is left out, not refused.
  static Status CheckCohort(const Category& category) {
    std::map<std::string, uint64_t> cohorts;
    for (const auto& [group, values] : category.counts) {
      cohorts[category.shown ? "" : group] += CohortOf(values);
    }
    for (const auto& [group, cohort] : cohorts) {
      if (cohort >= category.cohort_min) continue;
      SUNDER_PLANT("value_in_error", return Status::Refused(planted::FirstValue()));
      return Status::Refused(
          "a publication of " + category.name + " would cover " + std::to_string(cohort) + " " +
          category.unit() + ", fewer than the " + std::to_string(category.cohort_min) +
          " that the policy asks for: split more sources together, or record a lower choice with "
          "--min-cohort N");
    }
    return Status::Ok();
  }

  Margins MarginsOf(const Category& category) const {
    Margins margins;
    margins.k = input_.plan.k;
    margins.majority_share_max = input_.plan.policy.majority_share_max;
    margins.is_mandatory = IsMandatory(input_.plan, category.name, input_.labels);
    SUNDER_PLANT("*", planted::AlterSmallestCell(&margins.k));
    return margins;
  }

  std::vector<PublishedCategory> OldOf(const std::string& name) const {
    std::vector<PublishedCategory> old;
    if (input_.predecessor == nullptr) return old;
    std::copy_if(input_.predecessor->begin(), input_.predecessor->end(), std::back_inserter(old),
                 [&](const PublishedCategory& category) { return category.label == name; });
    return old;
  }

  void Hold(const std::string& name, const std::vector<PublishedCategory>& old) {
    for (const PublishedCategory& one : old) {
      publication_.held.push_back(name + (one.context.empty() ? "" : ", " + one.context));
      publication_.categories.push_back(one);
    }
  }

  // The category's publications before the predecessor, oldest first.
  std::vector<std::vector<PublishedCategory>> EarlierOf(const std::string& name) const {
    std::vector<std::vector<PublishedCategory>> found;
    if (input_.earlier == nullptr) return found;
    for (const EarlierPublication& publication : *input_.earlier) {
      const auto& categories = publication.categories;
      if (!categories.empty() && categories.front().label == name) found.push_back(categories);
    }
    return found;
  }

  // All publications of the category, oldest first.
  std::vector<std::vector<PublishedCategory>> PastOf(const std::string& name) const {
    std::vector<std::vector<PublishedCategory>> all = EarlierOf(name);
    if (std::vector<PublishedCategory> old = OldOf(name); !old.empty()) {
      all.push_back(std::move(old));
    }
    return all;
  }

  // `old` is published no longer.
  void Retire(const std::vector<PublishedCategory>& old) {
    if (!old.empty()) publication_.earlier.push_back({old});
  }

  // What one context counts. The first of its publications that fewer than K are between and these;
  // null: none.
  const PublishedCategory* CloseTo(LabelId label, const Category& category,
                                   const std::string& context,
                                   const std::map<ValueId, uint64_t>& values,
                                   const std::vector<std::vector<PublishedCategory>>& past) const {
    for (const std::vector<PublishedCategory>& one : past) {
      const PublishedCategory* same = ContextIn(one, context);
      if (same == nullptr) continue;
      const uint64_t difference =
          DifferenceTo({*same}, input_.vocabulary, label, {{context, values}});
      if (difference < category.cohort_min) return same;
    }
    return nullptr;
  }

  void PublishContext(LabelId label, const Category& category, const std::string& context,
                      const std::map<ValueId, uint64_t>& values) {
    PublishedCategory published =
        PublishCategory(input_.vocabulary, label, category.name, values, MarginsOf(category));
    published.context = context;
    published.context_field = category.context_field;
    published.unit = category.unit();
    publication_.categories.push_back(std::move(published));
  }

  // Each context is a publication of its own. False: something differs from the predecessor.
  bool PublishLabel(LabelId label, const Category& category) {
    const std::vector<PublishedCategory> old = OldOf(category.name);
    const std::vector<std::vector<PublishedCategory>> past = PastOf(category.name);
    const auto is_by_others = [&](const std::vector<PublishedCategory>& one) {
      return one.front().context_field != category.context_field;
    };
    if (std::any_of(past.begin(), past.end(), is_by_others)) {
      publication_.held_for_context.push_back(category.name);
      const std::vector<PublishedCategory>& last = past.back();
      publication_.categories.insert(publication_.categories.end(), last.begin(), last.end());
      return !old.empty();
    }
    CountsByGroup counts = category.counts;
    if (category.shown) {
      std::erase_if(counts,
                    [&](const auto& one) { return CohortOf(one.second) < category.cohort_min; });
    }
    for (const PublishedCategory& one : old) counts[one.context];
    bool is_unchanged = !old.empty();
    for (const auto& [context, values] : counts) {
      const PublishedCategory* last = ContextIn(old, context);
      if (const PublishedCategory* close = CloseTo(label, category, context, values, past)) {
        Hold(category.name, {last != nullptr ? *last : *close});
        is_unchanged = is_unchanged && last != nullptr;
        continue;
      }
      is_unchanged = false;
      if (!values.empty()) PublishContext(label, category, context, values);
    }
    if (!is_unchanged) Retire(old);
    return is_unchanged;
  }

  Status PublishAll() {
    bool is_unchanged = input_.predecessor != nullptr;
    if (input_.earlier != nullptr) publication_.earlier = *input_.earlier;
    std::set<std::string> names;
    for (const auto& [label, category] : categories_) {
      names.insert(category.name);
      if (!PublishLabel(label, category)) is_unchanged = false;
    }
    publication_.is_unchanged = HoldVanished(names) && is_unchanged;
    return Status::Ok();
  }

  // Categories that only the predecessor has. False: one was given up.
  bool HoldVanished(const std::set<std::string>& names) {
    bool holds_all = true;
    std::set<std::string> vanished;
    if (input_.predecessor != nullptr) {
      for (const PublishedCategory& category : *input_.predecessor) {
        if (!names.contains(category.label)) vanished.insert(category.label);
      }
    }
    for (const std::string& name : vanished) {
      const std::vector<PublishedCategory> old = OldOf(name);
      uint64_t cohort = 0;
      for (const PublishedCategory& category : old) cohort += category.cohort;
      const bool is_of_persons = old.front().unit == kUnitPersons;
      if (cohort < (is_of_persons ? input_.plan.min_cohort : input_.plan.min_cohort_records)) {
        Hold(name, old);
      } else {
        holds_all = false;
        Retire(old);
      }
    }
    return holds_all;
  }

  const PublicationInput& input_;
  std::map<LabelId, Category> categories_;
  std::map<LabelId, std::map<ContextId, uint64_t>> cohorts_;
  Publication publication_;
};

}  // namespace

Result<Publication> MakePublication(const PublicationInput& input) {
  return Publisher(input).Publish();
}

}  // namespace sunder::segregation
