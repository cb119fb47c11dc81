// SegregationPlan: what a split will do, readable and reviewable (TOML). `split --plan` executes
// exactly this and refuses when a schema or the rules moved.
//
// A plan is a function of schemas and of the multisets of the fields' values, never of how values
// and persons are matched: it must come out the same when values are given to other persons.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/label.h"
#include "core/scan_report.h"
#include "core/status.h"
#include "segregation/context.h"
#include "segregation/persons.h"
#include "segregation/policy.h"

namespace sunder::segregation {

struct PlannedField {
  std::string field;    // path in the source
  std::string display;  // path, or "column 3"
  std::string label;    // "" for none
  std::string grade;
  std::string rule;  // id of the rule behind the label; names the code system of coded values
  Route route = Route::kKeep;
  std::string reason;  // why this route; of an override: the person's own reason
  // Texts: the special categories that the texts state, sorted; each is counted once a
  // record. A category met beyond them is sealed with its text and not counted.
  std::vector<std::string> categories;
  // kSegregate: a person has said that every record has a value. Then "none" is no published cell,
  // and a record without a value is an error of the run.
  bool is_mandatory = false;
  // What the cells hold besides the field's own label, sorted: direct identifiers, special
  // categories that are stated, in documents quasi-identifiers. Constraints count them as fields.
  std::vector<std::string> holds;
  // A person keeps this column though it foretells a special category; needs a reason of its own.
  bool accepts_proxy = false;

  friend bool operator==(const PlannedField&, const PlannedField&) = default;
};

struct PlannedTable {
  std::string object;
  std::string table;
  std::string connector;
  std::string schema_hash;
  bool keeps_order = false;
  std::string encoding = {};         // of text that is not UTF-8 (SourceObject::encoding)
  std::vector<PlannedField> fields;  // every field of the table, in the report's order
  // Field that tells persons apart, and its kind: tables of one kind share persons. "": each record
  // counts as a person of its own.
  std::string person = "";
  std::string person_kind = "";
  // Field by whose values the segregated store counts; "": none. An opt-in of the plan's reader.
  std::string context = "";
  ContextPart context_part = ContextPart::kWhole;
  // Why the object cannot be written back; then its fields are kept or withheld. "": it can be.
  std::string read_only_reason = "";
  // How the source is read (TableInfo::dialect): the same plan reads the same way, whatever another
  // version would sniff.
  std::map<std::string, std::string> dialect = {};

  friend bool operator==(const PlannedTable&, const PlannedTable&) = default;
};

struct SegregationPlan {
  std::string rules_hash;
  std::vector<std::string> sources;
  uint64_t k = 11;
  uint64_t min_cohort = 1000;          // of a publication that counts persons
  uint64_t min_cohort_records = 2000;  // of one that counts records
  bool min_cohort_is_lowered = false;
  bool keeps_order = false;          // --keep-order: recorded as weaker
  Policy policy;                     // its text margins and routes, written out in full
  std::vector<PlannedTable> tables;  // sorted by (object, table)

  // A route is sure to seal something. Texts in which the scan met no statement do not count: they
  // are judged again all the same.
  bool NeedsRecipient() const;
  bool HasWork() const;   // any route but keep
  bool HasTexts() const;  // any field from which something leaves and the rest stays
  // Objects a field of whose tables is withheld, so that the whole object is sealed.
  std::set<std::string, std::less<>> WithheldObjects() const;

  friend bool operator==(const SegregationPlan&, const SegregationPlan&) = default;
};

struct PlanOptions {
  bool all = false;  // also special fields that meet no identifier
  bool keep_order = false;
  uint64_t min_cohort = 0;  // 0: by policy; else a recorded choice, for persons and records alike
  PersonWords persons;      // without them only labelled fields tell persons apart
};

// Special columns and texts of tables with an association are taken apart; secrets of such tables
// are sealed; a special field in a table without identifiers stays ("already apart") unless `all`.
// Read-only objects of which anything would have to leave are withheld whole.
SegregationPlan MakePlan(const ScanReport& scan, const Policy& policy, const PlanOptions& options);

// The special categories in which every record of the table counts once, sorted.
std::vector<std::string> CountedCategories(const PlannedTable& table, const LabelCatalog& labels);

// Whether every table that counts in `category` tells persons apart.
bool IsByPerson(const SegregationPlan& plan, const std::string& category,
                const LabelCatalog& labels);

// Whether in each table that counts in `category` a field of it is mandatory.
bool IsMandatory(const SegregationPlan& plan, const std::string& category,
                 const LabelCatalog& labels);

// TOML, with comments for its reader; ParsePlan(WritePlan(p)) == p. A person edits
// `[[table.field]]` entries: `label = "none"` keeps the field, another label or `route` moves it;
// each change needs a `reason` of its own. The text names fields as the source does: it is operator
// output, mode 0600.
std::string WritePlan(const SegregationPlan& plan);
Result<SegregationPlan> ParsePlan(std::string_view text, std::string_view name);

// Refused unless every planned table is there with the same schema hash and can be written back as
// before, no table is new, and the rules are the same. `tables` may come from an inspection alone
// (fields and hashes filled in).
Status CheckPlanIsCurrent(const SegregationPlan& plan, const std::vector<TableReport>& tables,
                          std::string_view rules_hash);

}  // namespace sunder::segregation
