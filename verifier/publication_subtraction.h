// What two publications of the same persons tell together though neither does alone.
#pragma once

#include <string>
#include <vector>

#include "core/segregation_report.h"

namespace sunder::verifier {

// Compares all publications of a label that `claims` holds, earlier ones and the present one. One
// complaint a label and kind: the contexts come from other fields than before, or a sum over all
// contexts of one less what another shows is a cell under k that this one hides.
std::vector<std::string> SubtractionComplaints(const SegregationReport& claims);

}  // namespace sunder::verifier
