// An attack of the auditor: tries to associate what was taken apart. One file an attack.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/status.h"
#include "core/verification_report.h"
#include "verifier/claim_index.h"
#include "verifier/identity_reading.h"
#include "verifier/segregated_file.h"
#include "verifier/store_files.h"
#include "verifier/verifier.h"

namespace sunder::verifier {

// What attacks work on. Outlives them.
struct AttackContext {
  const VerificationInput& input;
  const ClaimIndex claims;  // of input.claims; empty where there are none
  std::optional<SegregatedFile> segregated;
  // Files of the local stores; empty where a store is not given or not local.
  std::vector<StoreFile> identity_files;
  std::vector<StoreFile> segregated_files;
  std::vector<StoreFile> quarantine_files;
  std::vector<StoreFile> evidence_files;

  // Smallest published cell: of the claims, else the default policy's.
  uint64_t k() const { return input.claims && input.claims->k > 0 ? input.claims->k : 11; }
};

class Attack {
 public:
  virtual ~Attack() = default;
  // Takes part in the one pass over the identity store; nullptr: does not need it.
  virtual IdentityObserver* observer() { return nullptr; }
  // After the pass. An error: a store cannot be read.
  virtual Result<AttackResult> Conclude() = 0;
};

std::unique_ptr<Attack> NewRejudgeAttack(const AttackContext& context);
std::unique_ptr<Attack> NewSharedValuesAttack(const AttackContext& context);
std::unique_ptr<Attack> NewStoreShapeAttack(const AttackContext& context);
std::unique_ptr<Attack> NewIdentityShapeAttack(const AttackContext& context);
std::unique_ptr<Attack> NewIdentityBytesAttack(const AttackContext& context);
std::unique_ptr<Attack> NewRowOrderAttack(const AttackContext& context);
std::unique_ptr<Attack> NewTimesAttack(const AttackContext& context);
std::unique_ptr<Attack> NewSizesAttack(const AttackContext& context);
std::unique_ptr<Attack> NewSmallCellsAttack(const AttackContext& context);
std::unique_ptr<Attack> NewPresenceAttack(const AttackContext& context);
std::unique_ptr<Attack> NewEvidenceTextAttack(const AttackContext& context);
std::unique_ptr<Attack> NewLeftoverFilesAttack(const AttackContext& context);

AttackResult Question(std::string name, std::string title, std::string question);
// Sets verdict, measure and advice of `result`.
AttackResult Passed(AttackResult result, std::string measure);
AttackResult Failed(AttackResult result, std::string measure, std::string advice);
AttackResult Undecided(AttackResult result, std::string measure, std::string advice);

// "3 files", "1 file".
std::string Counted(uint64_t count, const std::string& noun);
// "a; b; c", no more than ten and how many more there are.
std::string Listed(const std::vector<std::string>& items);

}  // namespace sunder::verifier
