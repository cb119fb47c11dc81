// identity_shape: a column or table that no split wrote can hold for each person what was taken
// away, in codes that no rule knows.
#include <algorithm>
#include <map>
#include <set>

#include "verifier/attack.h"
#include "verifier/column_names.h"

namespace sunder::verifier {
namespace {

// Evidence does not show counts of 1 to 10, which are read as 0.
constexpr uint64_t kHiddenCountMax = 10;

bool Stays(const std::string& route) {
  return route == "keep" || route == "drop_sentences" || route == "redact_spans";
}

class IdentityShapeAttack : public Attack, public IdentityObserver {
 public:
  explicit IdentityShapeAttack(const AttackContext& context) : context_(context) {}

  IdentityObserver* observer() override { return this; }

  Status BeginTable(const Connector&, const TableInfo& table) override {
    columns_ = table.fields;
    names_.clear();
    names_.insert(columns_.begin(), columns_.end());
    claim_ = context_.claims.TableOf(table);
    claimed_ = &context_.claims.FieldsOf(table);
    fields_are_known_ = table.fields_known;
    keeps_order_ = table.keeps_order;
    name_ = table.object.name + (table.table.empty() ? "" : "/" + table.table);
    records_ = 0;
    if (claim_ == nullptr && context_.claims.HasObject(table.object.name)) {
      complaints_.push_back(table.object.name + ": a table that the evidence does not name");
    }
    return Status::Ok();
  }

  Status SeeRecord(const IdentityRecord& record) override {
    ++records_;
    if (!IsCompared()) return Status::Ok();
    // Cells beyond the header.
    for (const CellRef& cell : record.cells) {
      const std::string& field = record.block.fields[cell.field];
      if (names_.insert(field).second) columns_.push_back(field);
    }
    return Status::Ok();
  }

  Status EndTable() override {
    // Paragraphs and other pieces of a document may be cut anew when something left them.
    const bool is_counted = claim_ != nullptr && !keeps_order_;
    if (is_counted && records_ < claim_->records) ++shortened_;
    if (is_counted && records_ > std::max(claim_->records, kHiddenCountMax)) {
      complaints_.push_back(name_ + ": more records than the evidence says");
    }
    if (!IsCompared()) return Status::Ok();
    ++tables_;
    CompareColumns();
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result = Question(
        "identity_shape", "Shape of the identity store",
        "Does the identity store have a column or table that the evidence does not tell of?");
    if (context_.input.identity.empty()) {
      return Undecided(std::move(result), "no identity store", "name the identity store");
    }
    if (!context_.input.claims) {
      return Undecided(std::move(result), "columns unknown without evidence",
                       "verify the folder of the split, which holds the evidence");
    }
    std::string measure = Counted(complaints_.size(), "difference") +
                          " in the columns and records of " + Counted(tables_, "table");
    if (shortened_ > 0) {
      measure += "; " + Counted(shortened_, "table") +
                 " with fewer records than the evidence says: erased or deleted since";
    }
    if (!complaints_.empty()) {
      return Failed(std::move(result), measure,
                    "find out who changed the store, and split again: " + Listed(complaints_));
    }
    return Passed(std::move(result), measure);
  }

 private:
  // Of texts, pages and mails each record tells its own fields, by its words. The keys of JSON are
  // all in the evidence, for a split refuses a key that its plan does not have.
  bool IsCompared() const {
    return claim_ != nullptr && (fields_are_known_ || !keeps_order_) && !claimed_->empty();
  }

  // Columns of the evidence whose names are not shown, or go by position, stand for any one.
  void CompareColumns() {
    std::map<std::string, std::vector<size_t>> positions;  // of a name, in the evidence
    size_t staying = 0;
    size_t unnamed = 0;
    bool is_by_name = true;
    std::string before;
    for (const SegregatedField* field : *claimed_) {
      is_by_name = is_by_name && before <= field->field;
      before = field->field;
      // What leaves a JSON row without keys is null, for the positions behind it stay.
      if (fields_are_known_ && !Stays(field->route)) continue;
      if (IsNumberedColumn(field->field)) ++unnamed;
      positions[NameWithoutNumber(field->field)].push_back(staying++);
    }
    size_t unmatched = 0;
    size_t last = 0;
    bool is_in_order = true;
    std::map<std::string, size_t> used;
    for (const std::string& column : columns_) {
      if (IsNumberedColumn(column)) continue;
      const std::string name = NameWithoutNumber(column);
      const auto found = positions.find(name);
      if (found == positions.end() || used[name] == found->second.size()) {
        ++unmatched;
        continue;
      }
      const size_t position = found->second[used[name]++];
      is_in_order = is_in_order && position >= last;
      last = position;
    }
    if (columns_.size() > staying || unmatched > unnamed) {
      complaints_.push_back(name_ + ": a column that the evidence does not name");
    } else if (fields_are_known_ && !is_in_order && !is_by_name) {
      // Of files of one kind the evidence has the fields by name, which tells no order.
      complaints_.push_back(name_ + ": columns in another order than the evidence says");
    }
  }

  const AttackContext& context_;
  const IdentityTable* claim_ = nullptr;  // of the table at hand, as all to `records_`
  const std::vector<const SegregatedField*>* claimed_ = nullptr;
  std::vector<std::string> columns_;
  std::set<std::string> names_;
  bool fields_are_known_ = false;
  bool keeps_order_ = false;
  std::string name_;
  uint64_t records_ = 0;
  uint64_t tables_ = 0;
  uint64_t shortened_ = 0;
  std::vector<std::string> complaints_;
};

}  // namespace

std::unique_ptr<Attack> NewIdentityShapeAttack(const AttackContext& context) {
  return std::make_unique<IdentityShapeAttack>(context);
}

}  // namespace sunder::verifier
