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
PublishedCategory PublishCategory(const Vocabulary& vocabulary, LabelId label,
                                  std::string_view label_name,
                                  const std::map<ValueId, uint64_t>& counts, uint64_t k);

}  // namespace sunder::segregation
