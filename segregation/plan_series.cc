#include "segregation/plan_series.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

namespace sunder::segregation {
namespace {

// How little of a field a route keeps.
int Strictness(Route route) {
  switch (route) {
    case Route::kKeep:
      return 0;
    case Route::kRedactSpans:
      return 1;
    case Route::kDropSentences:
      return 2;
    case Route::kSegregate:
      return 3;
    case Route::kQuarantine:
      return 4;
    case Route::kWithhold:
      return 5;
  }
  return 0;
}

// One field of a series, from what its tables have planned for it.
class FieldOfSeries {
 public:
  void Add(const PlannedField& field) {
    categories_.insert(field.categories.begin(), field.categories.end());
    holds_.insert(field.holds.begin(), field.holds.end());
    if (Strictness(field.route) > strictness_) {
      strictness_ = Strictness(field.route);
      choices_.clear();
    }
    if (Strictness(field.route) < strictness_) return;
    Choice& choice =
        choices_[std::tie(field.label, field.rule, field.grade, field.reason, field.display)];
    ++choice.tables;
    if (choice.tables == 1) choice.field = field;
  }

  PlannedField Planned() const {
    // A text that states something in some tables is planned as they have it.
    const auto rank = [](const auto& choice) {
      return std::pair(!choice.second.field.categories.empty(), choice.second.tables);
    };
    const auto best =
        std::max_element(choices_.begin(), choices_.end(),
                         [&](const auto& a, const auto& b) { return rank(a) < rank(b); });
    PlannedField planned = best->second.field;
    if (IsTextRoute(planned.route))
      planned.categories.assign(categories_.begin(), categories_.end());
    planned.holds.assign(holds_.begin(), holds_.end());
    std::erase(planned.holds, planned.label);
    return planned;
  }

 private:
  struct Choice {
    uint64_t tables = 0;
    PlannedField field;
  };
  using Key = std::tuple<std::string, std::string, std::string, std::string, std::string>;

  int strictness_ = -1;
  std::map<Key, Choice> choices_;
  std::set<std::string> categories_;
  std::set<std::string> holds_;
};

void PlanAlike(const std::vector<PlannedTable*>& series) {
  std::map<std::string, FieldOfSeries> fields;
  for (const PlannedTable* table : series) {
    for (const PlannedField& field : table->fields) fields[field.field].Add(field);
  }
  std::vector<PlannedField> planned;
  for (const auto& [path, field] : fields) planned.push_back(field.Planned());
  const bool shares_person =
      std::all_of(series.begin(), series.end(), [&](const PlannedTable* table) {
        return table->person == series.front()->person &&
               table->person_kind == series.front()->person_kind;
      });
  for (PlannedTable* table : series) {
    table->fields = planned;
    if (shares_person) continue;
    table->person.clear();
    table->person_kind.clear();
  }
}

}  // namespace

void PlanSeriesAlike(const ScanReport& scan, std::vector<PlannedTable>* tables) {
  std::map<std::string, std::vector<PlannedTable*>> series;
  for (size_t i = 0; i < tables->size(); ++i) {
    const bool is_one_record = scan.tables[i].records == 1 && (*tables)[i].read_only_reason.empty();
    if (is_one_record) series[(*tables)[i].connector].push_back(&(*tables)[i]);
  }
  for (const auto& [connector, members] : series) {
    if (members.size() > 1) PlanAlike(members);
  }
}

}  // namespace sunder::segregation
