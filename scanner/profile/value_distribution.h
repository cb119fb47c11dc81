// Whether a column's values, taken together, can be of a label at all: birth dates have no time of
// day, identifiers do not count up, a handle is not one of four states.
#pragma once

#include <string_view>

#include "scanner/profile/column_evidence.h"
#include "scanner/profile/header_words.h"

namespace sunder::scanner {

// Judges distinct values only, so that repeated ones change nothing. True for labels of which
// nothing is known.
bool IsPlausible(std::string_view label_name, TableTopic topic, const ColumnEvidence& evidence);

}  // namespace sunder::scanner
