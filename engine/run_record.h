// The operator's own memory of finished splits: "same request, same sources, done before: nothing
// to do". Lives in the operator's state folder, never beside the stores; fingerprints are keyed
// with a key that never leaves that folder, so that the record tells nobody else anything.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "engine/scan_run.h"

namespace sunder::engine {

struct RunRequest {
  std::string target;    // --to
  std::string settings;  // everything that decides the output: plan or policy and flags, rules hash
  std::string
      evidence;  // file: a record is of the stores that stand there, not of others before them
};

// Whether the last finished split into the target had this request and these sources (path, size
// and modification time of each object). Any problem with the record is "no".
bool WasFinishedBefore(const std::string& state_folder, const RunRequest& request,
                       const SourceTables& sources);

// Remembers it. A record that cannot be written is not an error of the split: the status says why.
Status RememberFinished(const std::string& state_folder, const RunRequest& request,
                        const SourceTables& sources);

// Hex digits that stand for `text` in the operator's own ledgers: keyed with the key of the state
// folder, so that they tell nobody else anything.
Result<std::string> KeyedFingerprint(const std::string& state_folder, std::string_view text);
// The same of the bytes of files or entries of archives one after another, as they are stored, and
// long enough that nobody without the key can make it.
Result<std::string> KeyedContentFingerprint(const std::string& state_folder,
                                            const std::vector<SourceObject>& objects);
Result<std::string> KeyedSeal(const std::string& state_folder, std::string_view text);

}  // namespace sunder::engine
