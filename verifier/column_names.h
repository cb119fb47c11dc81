// Names that readers make up for columns without one of their own, or with one that others have,
// too.
#pragma once

#include <string>

namespace sunder::verifier {

// "column 3": the header is empty, missing or not to be shown.
bool IsNumberedColumn(const std::string& name);

// "name (2)" is the second column "name"; any other name as it is.
std::string NameWithoutNumber(const std::string& name);

}  // namespace sunder::verifier
