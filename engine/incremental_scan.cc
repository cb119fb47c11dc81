#include "engine/incremental_scan.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <set>
#include <utility>

#include "engine/run_record.h"

namespace sunder::engine {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSealStart = "seal ";
// Coarser than the clocks of file systems in use (FAT: two seconds).
constexpr int64_t kFreshNanoseconds = 3'000'000'000;

int64_t NowNanoseconds() {
  return std::chrono::duration_cast<std::chrono::nanoseconds>(
             std::chrono::system_clock::now().time_since_epoch())
      .count();
}

// What holds the object: itself, and the files that a database keeps beside it.
std::vector<SourceObject> PartsOf(const SourceObject& object) {
  std::vector<SourceObject> parts = {object};
  if (object.IsUnpacked()) return parts;
  const Connector* connector = FindConnector(object.connector);
  if (connector == nullptr) return parts;
  for (const std::string_view suffix : connector->traits().in_place.companions) {
    const std::string companion = object.path + std::string(suffix);
    std::error_code ignored;
    if (!fs::is_regular_file(companion, ignored)) continue;
    parts.emplace_back();
    parts.back().path = companion;
  }
  return parts;
}

// An archive of which a part could not be read stands in the report beside its entries.
SourceObject ObjectOf(const SkippedObject& skipped) {
  SourceObject archive;
  archive.path = skipped.path;
  archive.name = skipped.name;
  archive.state = StateOfFile(skipped.path);
  return archive;
}

// Reading it again may come to something else though no byte of it changed.
bool MayBeReadOtherwise(const ObjectCoverage& coverage) { return !coverage.ledger.losses.empty(); }

// The first row of `object`, or where it would stand: rows are sorted by object.
template <class Rows>
auto FirstOf(Rows& rows, const std::string& object) {
  return std::lower_bound(
      rows.begin(), rows.end(), object,
      [](const auto& row, const std::string& wanted) { return row.object < wanted; });
}

const ObjectCoverage* CoverageOf(const ScanReport& report, const std::string& object) {
  const auto end = report.coverage.end();
  for (auto row = FirstOf(report.coverage, object); row != end && row->object == object; ++row) {
    if (row->state != CoverageState::kSkipped) return &*row;
  }
  return nullptr;
}

}  // namespace

Result<IncrementalScan> IncrementalScan::Create(std::string state_folder,
                                                const std::string& settings, bool checks_contents) {
  if (state_folder.empty()) {
    return Status::Usage(
        "a ledger needs a place for its key: set XDG_STATE_HOME or HOME to a folder of yours");
  }
  IncrementalScan scan;
  scan.state_folder_ = std::move(state_folder);
  scan.checks_contents_ = checks_contents;
  SUNDER_ASSIGN_OR_RETURN(scan.settings_, KeyedFingerprint(scan.state_folder_, settings));
  return scan;
}

Result<std::optional<LedgerObject>> IncrementalScan::Describe(const SourceObject& object,
                                                              bool with_fingerprint) const {
  if (!object.state && !object.IsUnpacked()) return std::optional<LedgerObject>();
  LedgerObject described;
  described.object = object.name;
  SUNDER_ASSIGN_OR_RETURN(
      described.place,
      KeyedFingerprint(state_folder_, fs::absolute(object.path).lexically_normal().string()));
  // An entry has no time of its own: its content tells.
  if (object.IsUnpacked()) described.size_bytes = object.spooled.size_bytes;
  for (const SourceObject& part : PartsOf(object)) {
    if (part.IsUnpacked()) continue;
    const std::optional<FileState> state = StateOfFile(part.path);
    if (!state) return std::optional<LedgerObject>();
    described.size_bytes += state->size_bytes;
    described.modified_nanoseconds =
        std::max(described.modified_nanoseconds, state->modified_nanoseconds);
  }
  if (with_fingerprint) {
    SUNDER_ASSIGN_OR_RETURN(described.fingerprint,
                            KeyedContentFingerprint(state_folder_, PartsOf(object)));
  }
  return std::optional<LedgerObject>(std::move(described));
}

Result<bool> IncrementalScan::IsUnchanged(const SourceObject& object, LedgerObject* known) const {
  SUNDER_ASSIGN_OR_RETURN(const std::optional<LedgerObject> now, Describe(object, false));
  if (!now || now->place != known->place || now->size_bytes != known->size_bytes) return false;
  const bool is_same_time = now->modified_nanoseconds == known->modified_nanoseconds;
  if (is_same_time && !checks_contents_ && !object.IsUnpacked()) return true;
  known->modified_nanoseconds = now->modified_nanoseconds;
  const Result<std::string> fingerprint = KeyedContentFingerprint(state_folder_, PartsOf(object));
  // What cannot be read is for the scan to report.
  return fingerprint.ok() && *fingerprint == known->fingerprint;
}

Status IncrementalScan::TakeUnchanged(ScanLedger since, SourceListing* listing) {
  if (since.settings != settings_) return Status::Ok();
  const auto is_unchanged = [&](const SourceObject& object) -> Result<bool> {
    const auto known = FirstOf(since.objects, object.name);
    const bool is_known = known != since.objects.end() && known->object == object.name;
    if (!is_known || CoverageOf(since.report, object.name) == nullptr) return false;
    return IsUnchanged(object, &*known);
  };
  std::vector<SourceObject> to_read;
  for (SourceObject& object : listing->objects) {
    SUNDER_ASSIGN_OR_RETURN(const bool is_same, is_unchanged(object));
    if (is_same && !MayBeReadOtherwise(*CoverageOf(since.report, object.name))) {
      unchanged_.push_back(*FirstOf(since.objects, object.name));
      continue;
    }
    if (is_same) unchanged_but_read_.insert(object.name);
    to_read.push_back(std::move(object));
  }
  listing->objects = std::move(to_read);
  for (const SkippedObject& skipped : listing->skipped) {
    if (!skipped.is_partial) continue;
    SUNDER_ASSIGN_OR_RETURN(const bool is_same, is_unchanged(ObjectOf(skipped)));
    if (is_same) unchanged_but_read_.insert(skipped.name);
  }
  since_ = std::move(since);
  return Status::Ok();
}

void IncrementalScan::AddUnchanged(ScanReport* report) const {
  if (!since_) return;
  report->since = since_->report.day;
  std::set<std::string> names;
  for (ObjectCoverage& coverage : report->coverage) {
    names.insert(coverage.object);
    if (coverage.state == CoverageState::kSkipped) continue;
    const bool is_known = CoverageOf(since_->report, coverage.object) != nullptr;
    coverage.change = !is_known                                       ? "new"
                      : unchanged_but_read_.contains(coverage.object) ? "unchanged"
                                                                      : "changed";
  }
  for (const LedgerObject& object : unchanged_) {
    names.insert(object.object);
    ObjectCoverage coverage = *CoverageOf(since_->report, object.object);
    coverage.change = "unchanged";
    if (coverage.ledger.losses.empty()) {
      coverage.reason = LossReasonName(LossReason::kUnchanged);
      coverage.detail = "not read again; judged on " + object.judged_day;
    }
    report->coverage.push_back(std::move(coverage));
    const std::vector<TableReport>& tables = since_->report.tables;
    for (auto table = FirstOf(tables, object.object);
         table != tables.end() && table->object == object.object; ++table) {
      report->tables.push_back(*table);
    }
  }
  for (const ObjectCoverage& known : since_->report.coverage) {
    if (known.state == CoverageState::kSkipped || names.contains(known.object)) continue;
    ObjectCoverage gone;
    gone.object = known.object;
    gone.state = CoverageState::kSkipped;
    gone.reason = LossReasonName(LossReason::kGone);
    gone.detail = "stood there on " + since_->report.day;
    gone.change = "gone";
    report->coverage.push_back(std::move(gone));
  }
  std::stable_sort(report->coverage.begin(), report->coverage.end(),
                   [](const auto& a, const auto& b) { return a.object < b.object; });
  std::stable_sort(report->tables.begin(), report->tables.end(),
                   [](const auto& a, const auto& b) { return a.object < b.object; });
}

void IncrementalScan::AddToLedger(const SourceObject& object, std::optional<LedgerObject> described,
                                  const std::string& day, ScanLedger* ledger) {
  // Written to since it was listed: the fingerprint would be of something that nobody judged.
  const bool is_as_listed = object.IsUnpacked() || StateOfFile(object.path) == object.state;
  if (!described || !is_as_listed) return;
  described->judged_day = day;
  // So fresh that another writing could bear the same time: only its content can tell.
  if (described->modified_nanoseconds > NowNanoseconds() - kFreshNanoseconds) {
    described->modified_nanoseconds = 0;
  }
  ledger->objects.push_back(std::move(*described));
}

Result<ScanLedger> IncrementalScan::MakeLedger(const SourceListing& listing,
                                               const ScanReport& report) const {
  ScanLedger ledger;
  ledger.settings = settings_;
  ledger.objects = unchanged_;
  std::vector<SourceObject> archives;
  for (const SkippedObject& skipped : listing.skipped) {
    if (skipped.is_partial) archives.push_back(ObjectOf(skipped));
  }
  for (const auto* objects : {&listing.objects, &std::as_const(archives)}) {
    for (const SourceObject& object : *objects) {
      const ObjectCoverage* coverage = CoverageOf(report, object.name);
      if (coverage == nullptr) continue;
      Result<std::optional<LedgerObject>> described = Describe(object, true);
      // A bad disk: what is read again anyway needs no row.
      if (!described.ok() && MayBeReadOtherwise(*coverage)) continue;
      SUNDER_RETURN_IF_ERROR(described.status());
      AddToLedger(object, std::move(*described), report.day, &ledger);
    }
  }
  std::sort(ledger.objects.begin(), ledger.objects.end(),
            [](const auto& a, const auto& b) { return a.object < b.object; });
  ledger.report = report;
  for (ObjectCoverage& coverage : ledger.report.coverage) {
    coverage.change.clear();
    if (coverage.reason != LossReasonName(LossReason::kUnchanged)) continue;
    coverage.reason.clear();
    coverage.detail.clear();
  }
  std::erase_if(ledger.report.coverage, [](const ObjectCoverage& coverage) {
    return coverage.reason == LossReasonName(LossReason::kGone);
  });
  ledger.report.since.clear();
  return ledger;
}

Result<std::string> IncrementalScan::Sealed(const std::string& ledger) const {
  SUNDER_ASSIGN_OR_RETURN(const std::string seal, KeyedSeal(state_folder_, ledger));
  return ledger + std::string(kSealStart) + seal + "\n";
}

Result<std::string> IncrementalScan::Opened(const std::string& sealed) const {
  const size_t at = sealed.rfind('\n', sealed.size() < 2 ? 0 : sealed.size() - 2);
  if (at != std::string::npos) {
    const std::string ledger = sealed.substr(0, at + 1);
    SUNDER_ASSIGN_OR_RETURN(const std::string again, Sealed(ledger));
    if (again == sealed) return ledger;
  }
  return Status::Unreadable(
      "the ledger was changed, or written with the key of another user or machine; scan without "
      "--since and write a new one with --ledger");
}

}  // namespace sunder::engine
