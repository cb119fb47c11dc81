// One source file and the rewritten version that takes its place. At every moment the name of the
// source leads to the whole old or the whole new file.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::segregation {

// Names that only a split in place gives; a listing of sources passes them over.
inline constexpr std::string_view kStagedPrefix = ".sunder-new.";
inline constexpr std::string_view kOldPrefix = ".sunder-old.";

struct SourceSwap {
  std::string path;    // absolute
  std::string staged;  // FOLDER/.sunder-new.NAME: the new version until the commit
  std::string old;     // FOLDER/.sunder-old.NAME: the old version until the commit is done
};

SourceSwap SwapOf(const std::string& absolute_path);

// Gives the staged file the owner, mode and extended attributes of the source and the day as its
// time, and fsyncs it. An attribute that cannot be given is an error: it may be one that guards.
Status SealStaged(const SourceSwap& swap, int64_t day_seconds);

// A second name for the old version, then the new version under the source's name.
Status KeepOld(const SourceSwap& swap);
Status SwapIn(const SourceSwap& swap);

// Whether UndoSwap would lose something: the new version was written to after the swap.
Status CheckUndoable(const SourceSwap& swap);
// The old version stands under the source's name again, if it ever left. Repeatable.
Status UndoSwap(const SourceSwap& swap);

// Removes what is left beside the source: an old version of a commit that is done, a staged one of
// a commit that never was.
Status RemoveLeftovers(const SourceSwap& swap);

}  // namespace sunder::segregation
