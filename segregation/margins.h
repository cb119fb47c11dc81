// Margins: what of a category's counts may be published. Cells under k roll up, with a complement,
// so that no hidden cell can be computed from the shown ones and the cohort.
#pragma once

#include <cstdint>
#include <map>
#include <string_view>

#include "core/segregation_report.h"
#include "core/vocabulary.h"

namespace sunder::segregation {

struct Margins {
  uint64_t k = 11;  // smallest cell
  // Largest part of the cohort that one cell may be, between 0 and 1; 0: any.
  double majority_share_max = 0;
  // The schema says that everybody has a value: "none" is no cell, and there must be none of it.
  bool is_mandatory = false;
};

// Names of cells that are no values of the vocabulary.
inline constexpr std::string_view kNoneCell = "none";
inline constexpr std::string_view kAnyOrNoneCell = "any or none";

// The published cells of one category, a function of the counts alone; the caller adds the unit.
// Cells sum up to the cohort, or the category is suppressed whole: then no cell is shown.
//
// A value's cell holds the persons of that very value and of what was rolled up into it; a child
// that is shown is not in it. A cell under k, zero included, goes up into its parent's. At the top
// stand "none" and the category's own name ("any"); if one of them is under k they become one cell,
// "any or none", which takes in the smallest of the uppermost shown cells (ties by name) if it is
// still under k. Where the category is mandatory, "any" alone does so.
//
// So a value that is not shown is covered by the cell of its nearest shown ancestor, together with
// the ancestor's own value, and may be zero as well as anything under k. Of the ancestor's own
// value (stated without more detail) a lower bound may follow, but never that it is under k.
PublishedCategory PublishCategory(const Vocabulary& vocabulary, LabelId label,
                                  std::string_view label_name,
                                  const std::map<ValueId, uint64_t>& counts,
                                  const Margins& margins);

}  // namespace sunder::segregation
