// SegregationReport: what a split did. The part that an auditor gets is a function of multisets and
// schema only (docs/evidence.md); nothing here holds a joint count of a special category and an
// identifier, a time finer than a day, or a path of the operator's machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace sunder {

struct PublishedCell {
  std::string value;   // canonical name; the category's own name for "any"; "none" for no value
  std::string parent;  // roll-up; empty at the top
  uint64_t count = 0;  // >= k
};

struct PublishedCategory {
  std::string label;
  std::string unit;            // "persons" | "records"
  uint64_t cohort = 0;         // persons or records that enter the publication, "none" included
  bool is_suppressed = false;  // nothing could be published under the margins
  std::vector<PublishedCell> cells;  // sorted by (parent, value)
  double majority_share = 0;         // largest cell / cohort, two decimals
  // Value of the chosen context column, or "other contexts"; "" without one. Each is a publication
  // of its own.
  std::string context = "";
  // The fields whose values are the contexts, of all its tables ("site", "visited by year"); "": no
  // context was chosen. A function of the plan: whoever compares publications must know that these
  // divide the persons alike.
  std::string context_field = "";
};

// What one publication said of one category, all its contexts together.
struct EarlierPublication {
  std::vector<PublishedCategory> categories;
};

struct SegregatedField {
  std::string object;
  std::string table;
  std::string field;  // display name
  std::string label;  // "" where kept
  std::string route;  // keep | segregate | drop_sentences | quarantine
  std::string reason;
};

struct IdentityTable {
  std::string object;
  std::string table;
  uint64_t records = 0;
  std::string order;             // "canonical" | "kept" (weaker) | "source" (text and logs)
  std::string person_kind = "";  // what tells its persons apart: "customer_id"; "": records count
  // Of texts and documents, besides `records`: counted in their cohort, and nothing stayed of them.
  uint64_t records_withheld = 0;
};

// A place that may hold what a split in place took away.
struct ResiduePlace {
  std::string place;   // a path, or "backups and snapshots"
  std::string state;   // "cleared" | "still there" | "unknown"
  std::string detail;  // what to do about it
};

// What the policy says of a store: constants, the same whatever the source holds.
struct StoreDescription {
  std::string store;   // "identity", "segregated", "quarantine", "evidence"
  std::string region;  // empty: not said
  std::string recipient_class;
  std::vector<std::string> also_read_by;
  uint64_t retention_days = 0;  // 0: no limit
};

struct SegregationReport {
  std::string tool_version;
  std::string rules_hash;
  std::string day;
  bool is_dry_run = false;  // says what would be done; nothing was counted, sealed or published
  uint64_t k = 0;
  uint64_t min_cohort = 0;             // K of categories that count persons
  uint64_t min_cohort_records = 0;     // K of those that count records
  bool min_cohort_is_lowered = false;  // a recorded choice
  // A publication stood there before: categories that would differ from it, or from an earlier one,
  // by fewer than K stay as they were, and nothing tells which.
  bool follows_publication = false;
  std::vector<SegregatedField> fields;        // sorted by (object, table, position)
  std::vector<IdentityTable> identity;        // sorted by (object, table)
  std::vector<PublishedCategory> categories;  // sorted by (label, context)
  // What stood there before and no longer does, oldest first: whoever kept it compares it with the
  // next one. It was public, so that it tells nothing new.
  std::vector<EarlierPublication> earlier;
  std::string
      withheld_band;  // share of free-text fields withheld: "none" | "under 1 %" | "1-5 %" | ...
  uint64_t quarantine_files = 0;
  uint64_t quarantine_item_slots = 0;       // padded: a power of two a file
  std::vector<StoreDescription> stores;     // sorted by name
  std::vector<std::string> constraints;     // "never {direct_identifier, special}: reason"
  std::vector<std::string> weaker_choices;  // "--keep-order", "--min-cohort 100"
  std::vector<std::string> remains;         // what still holds both: limits, notes of connectors
  // Of a split in place, for the operator. It names paths of this machine, so evidence has none.
  std::vector<ResiduePlace> residue;
};

}  // namespace sunder
