// small_cells: a count under k, shown or computable from what is shown, singles persons out.
#include <map>
#include <set>
#include <tuple>

#include "verifier/attack.h"
#include "verifier/publication_subtraction.h"

namespace sunder::verifier {
namespace {

// Evidence hides counts of 1 to 10; read back they are 1 and mean any of these.
constexpr uint64_t kHiddenCountMax = 10;
uint64_t LowestOf(uint64_t count) { return count > 0 && count <= kHiddenCountMax ? 1 : count; }
uint64_t HighestOf(uint64_t count) {
  return count > 0 && count <= kHiddenCountMax ? kHiddenCountMax : count;
}

using CellKey = std::tuple<std::string, std::string, std::string>;  // context, parent, value

class SmallCellsAttack : public Attack, public IdentityObserver {
 public:
  explicit SmallCellsAttack(const AttackContext& context) : context_(context) {}

  // Counts the records: what a cohort is to be compared with.
  IdentityObserver* observer() override { return this; }
  Status BeginTable(const Connector&, const TableInfo& table) override {
    claim_ = context_.claims.TableOf(table);
    records_ = 0;
    return Status::Ok();
  }
  Status SeeRecord(const IdentityRecord&) override {
    ++records_;
    return Status::Ok();
  }
  Status EndTable() override {
    // Fewer is what erasing a person leaves behind; it tells nothing about values.
    if (claim_ != nullptr && LowestOf(records_) > LowestOf(claim_->records)) {
      complaints_.push_back("an identity table has more records than the evidence says");
    }
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("small_cells", "Small cells",
                 "Is a count under k shown, or can one be computed from what is shown?");
    if (!context_.segregated) {
      return Undecided(std::move(result), "no segregated store", "name the segregated store");
    }
    for (const SegregatedTable& table : context_.segregated->tables) CheckCounts(table);
    if (context_.input.claims) {
      CheckMargins(*context_.input.claims);
      for (const PublishedCategory& category : context_.input.claims->categories) {
        CheckCategory(category);
      }
      for (const std::string& complaint : SubtractionComplaints(*context_.input.claims)) {
        complaints_.push_back(complaint);
      }
    }
    std::string measure = std::to_string(small_) + " of " + Counted(cells_, "cell") + " under " +
                          std::to_string(context_.k());
    if (!context_.input.claims) measure += "; cohorts unknown without evidence";
    if (small_ > 0 || !complaints_.empty()) {
      return Failed(std::move(result),
                    complaints_.empty() ? measure : measure + ": " + Listed(complaints_),
                    "withdraw the segregated store and the evidence, and split again");
    }
    return Passed(std::move(result), measure);
  }

 private:
  void CheckCounts(const SegregatedTable& table) {
    const int column = table.Column("count");
    if (column < 0) return;
    for (const auto& row : table.rows) {
      const SegregatedCell& cell = row[static_cast<size_t>(column)];
      if (cell.kind != SegregatedCellKind::kInteger) continue;
      ++cells_;
      if (cell.integer < static_cast<int64_t>(context_.k())) ++small_;
    }
  }

  void CheckMargins(const SegregationReport& claims) {
    // Policy's floor; lower ones are a choice that the evidence must record.
    constexpr uint64_t kDefaultSmallestCell = 11;
    constexpr uint64_t kDefaultCohortPersons = 1000;
    constexpr uint64_t kDefaultCohortRecords = 2000;
    const bool is_recorded = claims.min_cohort_is_lowered || !claims.weaker_choices.empty();
    if (claims.k < kDefaultSmallestCell) complaints_.push_back("k is under the policy's 11");
    const bool is_low = claims.min_cohort < kDefaultCohortPersons ||
                        claims.min_cohort_records < kDefaultCohortRecords;
    if (is_low && !is_recorded) {
      complaints_.push_back("the smallest cohort is under the policy's and no choice is recorded");
    }
  }

  uint64_t SmallestCohort(const PublishedCategory& category) const {
    const SegregationReport& claims = *context_.input.claims;
    return category.unit == "persons" ? claims.min_cohort : claims.min_cohort_records;
  }

  void CheckCategory(const PublishedCategory& category) {
    uint64_t sum = 0;
    std::map<CellKey, uint64_t> claimed;
    for (const PublishedCell& cell : category.cells) {
      sum += cell.count;
      claimed[{category.context, cell.parent, cell.value}] = LowestOf(cell.count);
    }
    if (HighestOf(category.cohort) < SmallestCohort(category)) {
      complaints_.push_back("the cohort of " + category.label + " is under the smallest allowed");
    }
    if (category.is_suppressed && !category.cells.empty()) {
      complaints_.push_back(category.label + " is suppressed and still shows cells");
    }
    if (!category.is_suppressed && sum != category.cohort && category.cohort > kHiddenCountMax) {
      // What the cells do not cover is a hidden cell that anybody can compute.
      complaints_.push_back("the cells of " + category.label + " do not add up to its cohort");
    }
    if (claimed != StoredCells(category)) {
      complaints_.push_back("the cells of " + category.label +
                            " differ between the segregated store and the evidence");
    }
    CheckCohort(category);
  }

  std::map<CellKey, uint64_t> StoredCells(const PublishedCategory& category) const {
    std::map<CellKey, uint64_t> stored;
    for (const SegregatedTable& table : context_.segregated->tables) {
      if (table.name != category.label || !table.IsCategory()) continue;
      for (const auto& row : table.rows) {
        const auto& cell = [&row, &table](const char* column) -> const SegregatedCell& {
          return row[static_cast<size_t>(table.Column(column))];
        };
        const std::string context = table.Column("context") < 0 ? "" : cell("context").bytes;
        if (context != category.context) continue;
        stored[{context, cell("parent").bytes, cell("value").bytes}] =
            LowestOf(static_cast<uint64_t>(cell("count").integer));
      }
    }
    return stored;
  }

  static uint64_t CohortOf(const std::vector<PublishedCategory>& categories,
                           const std::string& label) {
    uint64_t cohort = 0;
    for (const PublishedCategory& category : categories) {
      if (category.label == label) cohort += category.cohort;
    }
    return cohort;
  }

  // Of the label, in this publication and in those before.
  uint64_t CountContexts(const std::string& label) const {
    std::set<std::string> contexts;
    const auto add = [&](const std::vector<PublishedCategory>& categories) {
      for (const PublishedCategory& category : categories) {
        if (category.label == label) contexts.insert(category.context);
      }
    };
    add(context_.input.claims->categories);
    for (const EarlierPublication& one : context_.input.claims->earlier) add(one.categories);
    return contexts.size();
  }

  // A cohort is the records of the tables in which the category was taken apart, all of them: fewer
  // would tell who had a value. Tables whose sentences were dropped may belong to it or not.
  // Persons are no more than records. Counts by context are one cohort together. Where a
  // publication follows another, what stands there may be older than the tables: these are then
  // less than K apart from it or from one that stood there before, in each context.
  void CheckCohort(const PublishedCategory& category) {
    const SegregationReport& claims = *context_.input.claims;
    const uint64_t cohort = CohortOf(claims.categories, category.label);
    std::set<std::pair<std::string, std::string>> certain;
    std::set<std::pair<std::string, std::string>> possible;
    for (const SegregatedField& field : claims.fields) {
      if (field.route == "segregate" && field.label == category.label) {
        certain.emplace(field.object, field.table);
      }
      if (field.route == "drop_sentences") possible.emplace(field.object, field.table);
    }
    uint64_t lower = 0;
    uint64_t upper = 0;
    for (const IdentityTable& table : claims.identity) {
      const std::pair<std::string, std::string> name(table.object, table.table);
      if (certain.contains(name)) {
        lower += LowestOf(table.records) + LowestOf(table.records_withheld);
      }
      if (certain.contains(name) || possible.contains(name)) {
        upper += HighestOf(table.records) + HighestOf(table.records_withheld);
      }
    }
    if (category.unit == "persons") lower = 0;
    const uint64_t slack =
        claims.follows_publication ? SmallestCohort(category) * CountContexts(category.label) : 0;
    const auto fits = [&](uint64_t persons) {
      return persons + slack >= lower && persons <= upper + slack;
    };
    bool fits_any = fits(cohort);
    for (const EarlierPublication& earlier : claims.earlier) {
      const bool is_of_category =
          !earlier.categories.empty() && earlier.categories.front().label == category.label;
      fits_any = fits_any || (is_of_category && fits(CohortOf(earlier.categories, category.label)));
    }
    if (!fits_any) {
      complaints_.push_back("the cohort of " + category.label + " is not the number of " +
                            category.unit + " of its tables");
    }
  }

  const AttackContext& context_;
  const IdentityTable* claim_ = nullptr;
  uint64_t records_ = 0;
  uint64_t cells_ = 0;
  uint64_t small_ = 0;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Attack> NewSmallCellsAttack(const AttackContext& context) {
  return std::make_unique<SmallCellsAttack>(context);
}

}  // namespace sunder::verifier
