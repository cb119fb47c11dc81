// Tables of one record each, as a folder of messages or notes has them, are planned as one: the
// values of such a table are those of its record, and a plan of its own would tell them.
#pragma once

#include <vector>

#include "core/scan_report.h"
#include "segregation/plan.h"

namespace sunder::segregation {

// `tables` were planned one by one from `scan.tables`, in the same order. Of those that hold one
// record and can be written back, each connector's get the same fields: all that one of them has,
// by the route that keeps least, the label that most of them give, and what any of them holds.
// They share a person's field where all have the same, else records are counted. A single such
// table is left alone.
void PlanSeriesAlike(const ScanReport& scan, std::vector<PlannedTable>* tables);

}  // namespace sunder::segregation
