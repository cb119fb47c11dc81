// Keys and opened originals never lie where stores are.
#pragma once

#include <string>

#include "core/status.h"

namespace sunder::segregation {

// kUsage when `path` would lie in a store or below a folder that holds stores. The folder of `path`
// must exist.
Status CheckOutsideStores(const std::string& path);

}  // namespace sunder::segregation
