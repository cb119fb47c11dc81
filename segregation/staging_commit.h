// The commit of a run as a list of small steps, and the way back from any point of it. Private to
// staging; a list, so that tests can stop it anywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"
#include "segregation/in_place_swap.h"
#include "segregation/staging_layout.h"

namespace sunder::segregation {

struct CommitStep {
  enum class Kind {
    kSeal,          // set all times below `from` and fsync
    kSealSource,    // the new version of the source `from` gets its attributes; fsync
    kWriteMarker,   // from here on the next run rolls back
    kKeepOld,       // a second name for the source `from`
    kSwapIn,        // the new version takes the place of the source `from`
    kRename,        // `from` to `to`, then fsync both folders
    kRemoveOld,     // the old version of the source `from`
    kRemove,        // the tree `from`
    kRemoveMarker,  // the commit is done
    kStamp,         // set the time of the folder `from`
  };
  Kind kind = Kind::kSeal;
  std::string from;
  std::string to;
};

// What to do for these stores and sources. With `replace` targets that stand there make room; else
// they make the commit fail.
Result<std::vector<CommitStep>> PlanCommit(const StagingLayout& layout,
                                           const std::vector<SourceSwap>& swaps, bool replace);
Status RunCommitStep(const CommitStep& step, const StagingLayout& layout, int64_t day_seconds);

// Undoes a commit that was cut off: new stores go back to their area, old ones to their place, and
// so do sources. Without a marker there was no commit or it is done: then only leftovers beside the
// sources go. Can itself be cut off and repeated.
Status RollBack(const StagingLayout& layout);

// Removes the areas with all that is in them.
Status RemoveAreas(const StagingLayout& layout);

}  // namespace sunder::segregation
