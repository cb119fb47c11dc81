// A scan that reads only what changed since the ledger of an earlier one, and the ledger of this
// one. Fingerprints are keyed with the operator's key (engine/run_record.h).
#pragma once

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "connectors/listing/sources.h"
#include "core/scan_ledger.h"
#include "core/status.h"
#include "engine/scan_run.h"

namespace sunder::engine {

class IncrementalScan {
 public:
  // `settings`: all that decides what a scan finds, the bytes of the sources apart. `state_folder`:
  // where the key lies. `checks_contents`: files are read for their fingerprint even where size and
  // time of change are the same. Usage without a state folder.
  static Result<IncrementalScan> Create(std::string state_folder, const std::string& settings,
                                        bool checks_contents);

  // Takes what is unchanged since `since` out of `listing`. Nothing is taken when the ledger was
  // made with other settings; then WasComparable is false.
  Status TakeUnchanged(ScanLedger since, SourceListing* listing);
  bool WasComparable() const { return since_.has_value(); }

  // Puts what the ledger has of the unchanged objects into the report of the others, and says of
  // each object whether it is new, changed, unchanged or gone.
  void AddUnchanged(ScanReport* report) const;

  // The ledger of this scan: `listing` is what was read. Objects that have changed since are not in
  // it. Those that were not read whole are read again by a later scan, which knows whether they are
  // the same.
  Result<ScanLedger> MakeLedger(const SourceListing& listing, const ScanReport& report) const;

  // A last line that nobody without the key can write, and the ledger without it. Unreadable when
  // the ledger was changed or written with another key.
  Result<std::string> Sealed(const std::string& ledger) const;
  Result<std::string> Opened(const std::string& sealed) const;

 private:
  IncrementalScan() = default;
  // Nothing for what has no file of its own.
  Result<std::optional<LedgerObject>> Describe(const SourceObject& object,
                                               bool with_fingerprint) const;
  static void AddToLedger(const SourceObject& object, std::optional<LedgerObject> described,
                          const std::string& day, ScanLedger* ledger);
  Result<bool> IsUnchanged(const SourceObject& object, LedgerObject* known) const;

  std::string state_folder_;
  std::string settings_;  // fingerprint
  bool checks_contents_ = false;
  std::optional<ScanLedger> since_;
  std::vector<LedgerObject> unchanged_;       // sorted by object
  std::set<std::string> unchanged_but_read_;  // not read whole the last time
};

}  // namespace sunder::engine
