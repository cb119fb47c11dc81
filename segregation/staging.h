// Staging: nothing is visible until everything is written and judged. Stores are built in
// `.sunder-run/` and appear by rename; an unfinished run is removed and started again.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

struct StoreTargets {
  std::string root;  // --to
  // root/identity unless it goes elsewhere; likewise the rest. Empty: a split in place, which has
  // no identity store.
  std::string identity;
  std::string segregated;
  std::string quarantine;
  std::string evidence;
};

enum class TargetState { kFree, kUnfinished, kFinished, kOccupied };

// Looks at the targets without changing anything. kFinished: all stores of an earlier run and
// nothing else; kUnfinished: a staging folder is left; kOccupied: something else stands there.
Result<TargetState> InspectTargets(const StoreTargets& targets);

class Staging {
 public:
  // Clears away what an unfinished run left: a commit that was cut off is rolled back, sources that
  // a split in place had swapped come back. To be called before sources are read; having nothing to
  // do is no error.
  static Status Recover(const StoreTargets& targets);
  // Removes what an unfinished run left (a commit that was cut off is rolled back), then makes the
  // staging folders (0700). With `replace`, stores that stand there are replaced at commit; other
  // things in the root are left alone. Refused (kUsage) when occupied, when a target is a symbolic
  // link, and while another run works in the same root.
  static Result<std::unique_ptr<Staging>> Create(const StoreTargets& targets, bool replace);
  // Without a successful Commit: removes .sunder-run/, and the root if it was made here.
  ~Staging();

  // The sources of a split in place, by absolute path. Once, before anything is written beside
  // them: from here on a run that is cut off can be tidied up. Their new versions are expected at
  // SwapOf(path).staged when Commit is called, and take the sources' places with it.
  Status AddSources(const std::vector<std::string>& absolute_paths);

  const std::string& identity_folder() const;  // empty in place
  const std::string& segregated_folder() const;
  const std::string& quarantine_folder() const;
  const std::string& evidence_folder() const;
  const std::string& temporary_folder() const;

  // Sets all times to the day (UTC midnight), fsyncs, swaps the sources, renames the stores into
  // place, evidence last. The old versions of sources are removed only behind all that.
  // `day_seconds` is the Unix time of that midnight. `remember` is called when all is in place and
  // can still be rolled back: whoever is told of a finished run by what it writes must look at the
  // stores, too. An error that says that the stores are whole comes from tidying up behind that;
  // the next run does it.
  Status Commit(int64_t day_seconds, const std::function<void()>& remember = {});

 private:
  struct State;
  explicit Staging(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sunder::segregation
