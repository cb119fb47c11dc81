// What a process does before keys or originals pass through its memory.
#pragma once

#include "core/status.h"

namespace sunder::cli {

// No core dump, and other processes of the same user cannot look into the memory (Linux: not
// dumpable). For the rest of the process's life.
Status HardenProcess();

}  // namespace sunder::cli
