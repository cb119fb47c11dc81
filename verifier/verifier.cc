#include "verifier/verifier.h"

#include <sodium.h>

#include <algorithm>
#include <utility>

#include "verifier/attack.h"

namespace sunder::verifier {
namespace {

// Most severe first.
constexpr AttackVerdict kSeverity[] = {AttackVerdict::kFailed, AttackVerdict::kUndecided};

Status ListLocal(const std::string& store, std::vector<StoreFile>* files) {
  const std::string path = store.empty() ? std::string() : LocalPath(store);
  if (path.empty()) return Status::Ok();
  SUNDER_ASSIGN_OR_RETURN(*files, ListStoreFiles(path));
  return Status::Ok();
}

Status Open(AttackContext* context) {
  const VerificationInput& input = context->input;
  SUNDER_RETURN_IF_ERROR(ListLocal(input.identity, &context->identity_files));
  SUNDER_RETURN_IF_ERROR(ListLocal(input.segregated, &context->segregated_files));
  SUNDER_RETURN_IF_ERROR(ListLocal(input.quarantine, &context->quarantine_files));
  SUNDER_RETURN_IF_ERROR(ListLocal(input.evidence, &context->evidence_files));
  if (input.segregated.empty()) return Status::Ok();
  const std::string path = LocalPath(input.segregated);
  if (path.empty()) {
    return Status::Usage(input.segregated + ": a segregated store is a local file or folder");
  }
  SUNDER_ASSIGN_OR_RETURN(context->segregated, ReadSegregatedFile(path));
  return Status::Ok();
}

// The order of the report.
std::vector<std::unique_ptr<Attack>> AllAttacks(const AttackContext& context) {
  std::vector<std::unique_ptr<Attack>> attacks;
  for (const auto make :
       {NewRejudgeAttack, NewSharedValuesAttack, NewStoreShapeAttack, NewIdentityShapeAttack,
        NewIdentityBytesAttack, NewRowOrderAttack, NewTimesAttack, NewSizesAttack,
        NewSmallCellsAttack, NewPresenceAttack, NewEvidenceTextAttack, NewLeftoverFilesAttack}) {
    attacks.push_back(make(context));
  }
  return attacks;
}

std::vector<std::string> Limits(const VerificationInput& input) {
  std::vector<std::string> limits = {
      "A special category that detection misses stays beside the identity; `rejudge` is the same "
      "scanner's opinion and misses the same.",
      "The source still holds both, and so do its backups, replicas, logs and caches; this looks "
      "at "
      "the stores alone.",
      "What names, places or other remaining columns suggest about persons is not measured.",
      "Published shares say something about everybody in the cohort, and much where one value "
      "prevails.",
      "Whoever adds or removes records of a cohort and compares two publications learns about the "
      "rest; only the stores at hand were compared.",
      "Times other than modification times (creation, change, access) and free disk blocks were "
      "not looked at.",
      "What records themselves say was not compared with the source: letters, blanks and invisible "
      "characters in values, types of database values, the order of keys, words of texts, records "
      "deleted or exchanged since; nor what is carried over as the source has it: indexes and "
      "numbers of databases, delimiters, parts of workbooks, files copied whole, owners.",
      "Quarantine was not opened: whoever holds its key reads the originals.",
      "That a text was withheld or shortened may be noticed by whoever knows the text."};
  if (!input.claims) {
    limits.insert(limits.begin(),
                  "No evidence was given: nothing could be compared with what the "
                  "split says of itself.");
  }
  return limits;
}

}  // namespace

Result<VerificationReport> Verify(const VerificationInput& input) {
  if (sodium_init() < 0) return Status::Internal("libsodium cannot be used");
  AttackContext context{input, ClaimIndex(input.claims), {}, {}, {}, {}, {}};
  SUNDER_RETURN_IF_ERROR(Open(&context));
  const std::vector<std::unique_ptr<Attack>> attacks = AllAttacks(context);
  if (!input.identity.empty()) {
    std::vector<IdentityObserver*> observers;
    for (const std::unique_ptr<Attack>& attack : attacks) {
      if (attack->observer() != nullptr) observers.push_back(attack->observer());
    }
    const Result<IdentityOverview> overview =
        ReadIdentity(input.identity, input.encoding, observers);
    if (!overview.ok()) return overview.status().WithContext("identity store");
  }
  VerificationReport report;
  report.tool_version = input.tool_version;
  report.day = input.day;
  for (const std::unique_ptr<Attack>& attack : attacks) {
    SUNDER_ASSIGN_OR_RETURN(AttackResult result, attack->Conclude());
    report.attacks.push_back(std::move(result));
  }
  report.limits = Limits(input);
  for (const AttackVerdict verdict : kSeverity) {
    const bool is_met =
        std::any_of(report.attacks.begin(), report.attacks.end(),
                    [verdict](const AttackResult& attack) { return attack.verdict == verdict; });
    if (!is_met) continue;
    report.verdict = verdict;
    break;
  }
  return report;
}

}  // namespace sunder::verifier
