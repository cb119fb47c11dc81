// Publication: what of a run's counts goes into the segregated store and the evidence. Units,
// cohorts, contexts, margins, and the difference to what stands there already.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "core/label.h"
#include "core/segregation_report.h"
#include "core/status.h"
#include "core/vocabulary.h"
#include "segregation/context.h"
#include "segregation/persons_counter.h"
#include "segregation/plan.h"
#include "segregation/special_counts.h"

namespace sunder::segregation {

inline constexpr char kUnitPersons[] = "persons";
inline constexpr char kUnitRecords[] = "records";

struct TableTally {
  uint64_t records = 0;
  uint64_t without_person = 0;  // of a table with a person field: records whose key is empty
};

// Everything outlives the call.
struct PublicationInput {
  const SegregationPlan& plan;
  const LabelCatalog& labels;
  const Vocabulary& vocabulary;
  const std::map<ContextId, SpecialCounts>& records;
  const PersonCounter& persons;  // finished
  const ContextNames& contexts;
  const std::vector<TableTally>& tables;  // in the order of the plan's
  // What the store that is to be replaced has published, and what stood there before, each of one
  // category, oldest first; null: nothing.
  const std::vector<PublishedCategory>* predecessor = nullptr;
  const std::vector<EarlierPublication>* earlier = nullptr;
};

struct Publication {
  std::vector<PublishedCategory> categories;  // sorted by (label, context)
  // Categories, or contexts of them ("religion, North"), that stay as the predecessor published
  // them: fewer than K are between the new counts and it or an earlier one. Where it has none of
  // them, they are published as in that one.
  std::vector<std::string> held;
  // Likewise, whatever lies between: the plan counts them by other contexts than a publication that
  // stood there did.
  std::vector<std::string> held_for_context;
  bool is_unchanged = false;  // `categories` are those of the predecessor
  // What the next publication is to be compared with, too: the input's and what this one replaces.
  std::vector<EarlierPublication> earlier;
  // Stated values that were merged with others of the same person's other records.
  uint64_t merged_values = 0;
};

// A category counts persons where all its tables tell them apart and no more than one of a hundred
// records is without a key; else every record counts, and the cohort must be larger. Both are
// functions of schemas and of the keys' multisets.
//
// Contexts are divided as they were when the category was first published: sums over others would
// tell the cells that both hide. Each is a publication of its own from there on. What has fewer
// than K persons then is not published, and what a plan counts by another field stays as it was.
//
// Refused: a cohort under the plan's smallest; the message is for the operator.
Result<Publication> MakePublication(const PublicationInput& input);

// Persons that are surely between a publication and new exact counts: the larger of what was added
// and what was taken away over the cells of `old`, whatever is finer unseen. `counts` by context.
// Cells of 1 to 10 mean any of these: evidence does not say them.
uint64_t DifferenceTo(const std::vector<PublishedCategory>& old, const Vocabulary& vocabulary,
                      LabelId label,
                      const std::map<std::string, std::map<ValueId, uint64_t>>& counts);

}  // namespace sunder::segregation
