// The CSV copies that may stand beside the segregated store.
#pragma once

#include <string>

#include "verifier/segregated_file.h"

namespace sunder::verifier {

// The table that a file of this name is a copy of ("religion.csv"); nullptr: none.
const SegregatedTable* TableOfCopy(const SegregatedFile& file, const std::string& name);

// The only bytes that a copy of the table may have.
std::string ExpectedCopy(const SegregatedTable& table);

}  // namespace sunder::verifier
