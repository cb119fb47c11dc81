// Where a special category and identifiers meet in one table.
#pragma once

#include <vector>

#include "core/label.h"
#include "core/scan_report.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {

// Appends to table->associations, sorted by (strength descending, label, field). `table->fields`
// are judged. Whether there is an association depends on what the fields hold, never on joint
// counts.
void FindAssociations(const TableProfile& profile, const LabelCatalog& labels, TableReport* table);

}  // namespace sunder::scanner
