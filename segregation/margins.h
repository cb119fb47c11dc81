// Margins: what of a category's counts may be published. Cells under k roll up, with a complement,
// so that no hidden cell can be computed from the shown ones and the cohort.
#pragma once

#include <cstdint>
#include <map>

#include "core/segregation_report.h"
#include "core/status.h"
#include "core/vocabulary.h"

namespace sunder::segregation {

// The published cells of one category, a function of the counts alone. "none" (kNoValue) is a cell
// as well. Cells sum up to the cohort, or the category is suppressed whole: then no cell is shown.
//
// A value's cell holds the persons of that very value and of what was rolled up into it; a child
// that is shown is not in it. A cell under k goes up into its parent's. A parent's cell that is
// still under k takes in the smallest cell shown below it (ties by name) or, if none is, goes up in
// turn. At the top stand "none" and the category's own name ("any"); if one of them is under k they
// become one cell, "any or none", which may take in a complement, too. So a value that is not shown
// is covered by the cell of its nearest shown ancestor, and zero and small look alike.
PublishedCategory PublishCategory(const Vocabulary& vocabulary, LabelId label,
                                  std::string_view label_name,
                                  const std::map<ValueId, uint64_t>& counts, uint64_t k);

}  // namespace sunder::segregation
