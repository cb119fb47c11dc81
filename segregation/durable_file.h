// Files that are on the disk when the call returns.
#pragma once

#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::segregation {

// Creates `path` (mode 0600; it must not exist), writes and fsyncs it. A file that could not be
// written whole is removed.
Status WriteNewFile(const std::string& path, std::string_view content);

// fsyncs a file or a folder.
Status SyncPath(const std::string& path);

// "PATH: VERB failed: reason of errno".
Status StoreError(const std::string& path, std::string_view verb, int error);

}  // namespace sunder::segregation
