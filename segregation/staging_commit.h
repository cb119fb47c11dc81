// The commit of a run as a list of small steps, and the way back from any point of it. Private to
// staging; a list, so that tests can stop it anywhere.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/status.h"
#include "segregation/staging_layout.h"

namespace sunder::segregation {

struct CommitStep {
  enum class Kind {
    kSeal,          // set all times below `from` and fsync
    kWriteMarker,   // from here on the next run rolls back
    kRename,        // `from` to `to`, then fsync both folders
    kRemove,        // the tree `from`
    kRemoveMarker,  // the commit is done
    kStamp,         // set the time of the folder `from`
  };
  Kind kind = Kind::kSeal;
  std::string from;
  std::string to;
};

// What to do for these stores. With `replace` targets that stand there make room; else they make
// the commit fail.
Result<std::vector<CommitStep>> PlanCommit(const StagingLayout& layout, bool replace);
Status RunCommitStep(const CommitStep& step, const StagingLayout& layout, int64_t day_seconds);

// Undoes a commit that was cut off: new stores go back to their area, old ones to their place. Can
// itself be cut off and repeated. Nothing to do without a marker.
Status RollBack(const StagingLayout& layout);

// Removes the areas with all that is in them.
Status RemoveAreas(const StagingLayout& layout);

}  // namespace sunder::segregation
