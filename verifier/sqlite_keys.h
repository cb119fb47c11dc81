// Whether a SQLite table of the identity store can lie in any order at all.
#pragma once

#include "connectors/api/connector.h"

namespace sunder::verifier {

// An INTEGER PRIMARY KEY is the row id, and a table WITHOUT ROWID lies in the order of its key:
// such a table is read in the order of its own identifying column. False for other connectors.
bool IsOrderedByKey(const TableInfo& table);

}  // namespace sunder::verifier
