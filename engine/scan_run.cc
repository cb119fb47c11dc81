#include "engine/scan_run.h"

#include <unistd.h>

#include <algorithm>
#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>

#include "core/judge.h"
#include "engine/visits.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::engine {
namespace {

using scanner::RuleDatabase;
using scanner::TableJudge;
using scanner::TableProfile;

constexpr const char* kSystemFolder = "/tmp";
// Of the memory of a run, for the visits of one log. Few logs are read at once.
constexpr uint64_t kVisitMemoryShare = 16;

// The first one that takes files, as for archives.
std::string TemporaryFolder(const std::vector<std::string>& folders) {
  for (const std::string& folder : folders) {
    if (access(folder.c_str(), W_OK | X_OK) == 0) return folder;
  }
  return kSystemFolder;
}

struct Worker {
  std::unique_ptr<Judge> cells;
  std::unique_ptr<TableJudge> tables;
};

// Profiles every table and judges it when its last block is in.
class ScanConsumer : public BlockConsumer {
 public:
  ScanConsumer(const std::vector<PipelineTable>& tables, const ScanOptions& options)
      : tables_(tables),
        options_(options),
        reports_(tables.size()),
        changes_(tables.size()),
        idle_(tables.size()),
        visits_(tables.size()) {}

  Status Start(const RuleDatabase& database) {
    for (uint32_t i = 0; i < options_.pipeline.threads; ++i) {
      SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, scanner::NewJudge(database));
      SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<TableJudge> table_judge,
                              TableJudge::Create(database));
      workers_.push_back({std::move(judge), std::move(table_judge)});
    }
    return StartVisits();
  }

  Status Consume(uint32_t worker, size_t table, RecordBlock* block) override {
    const std::string& object = tables_[table].info.object.name;
    SUNDER_RETURN_IF_ERROR(block->EnsureIndexed().WithContext(object));
    std::unique_ptr<TableProfile> profile = TakeProfile(worker, table);
    Judge* judge = workers_[worker].cells.get();
    VisitCounter* const visits = VisitsOf(table);
    std::vector<scanner::RecordEvidence> evidence;
    SUNDER_RETURN_IF_ERROR(profile->AddBlock(*block, judge, visits == nullptr ? nullptr : &evidence)
                               .WithContext(object));
    if (visits != nullptr) {
      SUNDER_RETURN_IF_ERROR(visits->AddBlock(*block, evidence).WithContext(object));
    }
    const std::lock_guard lock(mutex_);
    idle_[table].push_back(std::move(profile));
    return Status::Ok();
  }

  Status Complete(uint32_t worker, size_t table) override {
    std::vector<std::unique_ptr<TableProfile>> profiles;
    {
      const std::lock_guard lock(mutex_);
      profiles.swap(idle_[table]);
    }
    if (profiles.empty()) profiles.push_back(NewProfile(worker));
    for (size_t i = 1; i < profiles.size(); ++i) profiles[0]->Merge(std::move(*profiles[i]));
    profiles[0]->Finish();
    if (visits_[table] != nullptr) {
      SUNDER_RETURN_IF_ERROR(visits_[table]->CountInto(profiles[0].get()));
      visits_[table].reset();
    }
    const TableInfo& info = tables_[table].info;
    TableReport& report = reports_[table];
    report.object = info.object.name;
    report.table = info.table;
    report.connector = info.object.connector;
    report.is_document = info.is_document;
    report.keeps_order = info.keeps_order;
    SUNDER_RETURN_IF_ERROR(workers_[worker].tables->Judge(
        *profiles[0], info.fields_known ? info.fields : std::vector<std::string>(),
        options_.overrides, &report));
    report.records = profiles[0]->records();
    report.schema_hash = SchemaHash(info);
    report.read_only_reason = info.read_only_reason;
    changes_[table] = ChangeWhileRead(*tables_[table].connector, info.object);
    report.dialect = info.dialect;
    return Status::Ok();
  }

  std::vector<TableReport> TakeReports() { return std::move(reports_); }
  // What happened to each table's file while it was read.
  const std::vector<std::optional<Loss>>& changes() const { return changes_; }

 private:
  Status StartVisits() {
    const bool has_visits = std::any_of(tables_.begin(), tables_.end(), [](const auto& table) {
      return table.info.visit_fields.has_value();
    });
    if (!has_visits) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(keyer_, segregation::PersonKeyer::Create());
    return Status::Ok();
  }

  // nullptr: the table is no log of visits.
  VisitCounter* VisitsOf(size_t table) {
    const std::optional<VisitFields>& fields = tables_[table].info.visit_fields;
    if (!fields) return nullptr;
    const std::lock_guard lock(mutex_);
    if (visits_[table] == nullptr) {
      visits_[table] = std::make_unique<VisitCounter>(
          *fields, *keyer_, options_.pipeline.memory_bytes_max / kVisitMemoryShare,
          TemporaryFolder(options_.listing.spool_folders));
    }
    return visits_[table].get();
  }

  // At most one profile a worker exists for a table: whoever needs one takes an idle one first.
  std::unique_ptr<TableProfile> TakeProfile(uint32_t worker, size_t table) {
    const std::lock_guard lock(mutex_);
    if (idle_[table].empty()) return NewProfile(worker);
    std::unique_ptr<TableProfile> profile = std::move(idle_[table].back());
    idle_[table].pop_back();
    return profile;
  }

  // The profile may outlive the block on another worker, so the header memo is shared and locked.
  std::unique_ptr<TableProfile> NewProfile(uint32_t worker) {
    TableJudge* judge = workers_[worker].tables.get();
    return std::make_unique<TableProfile>([this, judge](std::string_view path) {
      const std::lock_guard lock(header_mutex_);
      auto known = special_by_name_.find(path);
      if (known == special_by_name_.end()) {
        known = special_by_name_.emplace(std::string(path), judge->MayHeadSpecial(path)).first;
      }
      return known->second;
    });
  }

  const std::vector<PipelineTable>& tables_;
  const ScanOptions& options_;
  std::vector<Worker> workers_;
  std::vector<TableReport> reports_;
  std::vector<std::optional<Loss>> changes_;
  std::mutex mutex_;
  std::vector<std::vector<std::unique_ptr<TableProfile>>> idle_;
  std::optional<segregation::PersonKeyer> keyer_;
  std::vector<std::unique_ptr<VisitCounter>> visits_;  // by table, made at the first block
  std::mutex header_mutex_;
  std::map<std::string, bool, std::less<>> special_by_name_;
};

// State, reason and detail are those of the first loss.
void Settle(ObjectCoverage* coverage) {
  const std::vector<Loss>& losses = coverage->ledger.losses;
  coverage->state = losses.empty() ? CoverageState::kComplete : CoverageState::kPartial;
  if (losses.empty()) return;
  coverage->reason = LossReasonName(losses.front().reason);
  coverage->detail = losses.front().detail;
}

// Adds a table's outcome to its object's coverage.
void AddOutcome(const TableInfo& info, TableOutcome outcome, std::optional<Loss> change,
                ObjectCoverage* coverage) {
  if (!outcome.status.ok() && !outcome.ledger.HasLoss()) {
    const bool is_gone = outcome.status.code() == StatusCode::kNotFound;
    outcome.ledger.AddLoss(is_gone ? LossReason::kVanished : LossReason::kReadError, 0, 0,
                           outcome.status.message());
  }
  if (change) outcome.ledger.losses.push_back(std::move(*change));
  coverage->object = info.object.name;
  coverage->connector = info.object.connector;
  coverage->ledger.Merge(outcome.ledger);
  coverage->bytes += outcome.ledger.bytes_in;
  coverage->records += outcome.ledger.records;
  Settle(coverage);
}

void AddRemark(const Loss& remark, ObjectCoverage* coverage) {
  coverage->ledger.losses.push_back(remark);
  Settle(coverage);
}

ObjectCoverage SkippedCoverage(const SkippedObject& skipped) {
  ObjectCoverage coverage;
  coverage.object = skipped.name;
  coverage.state = skipped.is_partial ? CoverageState::kPartial : CoverageState::kSkipped;
  coverage.ledger.AddLoss(skipped.reason, 0, 0, skipped.detail);
  coverage.reason = LossReasonName(skipped.reason);
  coverage.detail = skipped.detail;
  return coverage;
}

std::vector<ObjectCoverage> CoverageOf(const SourceTables& sources,
                                       const std::vector<std::optional<Loss>>& changes,
                                       std::vector<TableOutcome> outcomes) {
  std::map<std::string, ObjectCoverage> by_object;
  // A database without tables is read whole as well.
  for (const SourceObject& object : sources.listing.objects) {
    ObjectCoverage& coverage = by_object[object.name];
    coverage.object = object.name;
    coverage.connector = object.connector;
    coverage.encoding = object.encoding;
    coverage.encoding_by = object.encoding_by;
    coverage.encoding_confidence = object.encoding_confidence;
  }
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const TableInfo& info = sources.tables[i].info;
    AddOutcome(info, std::move(outcomes[i]), changes[i], &by_object[info.object.name]);
  }
  for (const SourceObject& object : sources.listing.objects) {
    for (const Loss& remark : object.remarks) AddRemark(remark, &by_object[object.name]);
  }
  for (const ObjectCoverage& failed : sources.failed) by_object[failed.object] = failed;
  std::vector<ObjectCoverage> coverage;
  for (auto& [name, entry] : by_object) coverage.push_back(std::move(entry));
  // What was named twice has an entry of its own beside that of the object.
  for (const SkippedObject& skipped : sources.listing.skipped) {
    coverage.push_back(SkippedCoverage(skipped));
  }
  std::stable_sort(coverage.begin(), coverage.end(),
                   [](const auto& a, const auto& b) { return a.object < b.object; });
  return coverage;
}

void SetTotal(const SourceTables& sources, Progress* progress) {
  if (progress == nullptr) return;
  uint64_t total = 0;
  for (const SourceObject& object : sources.listing.objects) {
    const Connector* connector = FindConnector(object.connector);
    const bool is_known = !object.IsStandardInput() && object.codec == Codec::kNone &&
                          connector != nullptr && !connector->traits().is_database;
    if (!is_known) return;
    total += object.size_bytes;
  }
  progress->bytes_total = total;
}

}  // namespace

std::optional<Loss> ChangeWhileRead(const Connector& connector, const SourceObject& object) {
  if (!object.state || connector.traits().is_database) return std::nullopt;
  const std::optional<FileState> now = StateOfFile(object.path);
  // Gone or replaced behind the reader's back: it was read to its end all the same.
  if (!now || *now == *object.state) return std::nullopt;
  if (now->inode == object.state->inode && now->size_bytes > object.state->size_bytes) {
    return Loss{LossReason::kGrew, object.state->size_bytes, 0,
                "grew while it was read; scan it again for what came later"};
  }
  return Loss{LossReason::kChanged, 0, 0,
              "was written to while it was read; scan it again when nobody writes"};
}

Result<ScanReport> RunScan(const SourceTables& sources, const std::vector<std::string>& uris,
                           const RuleDatabase& database, const ScanOptions& options,
                           Progress* progress) {
  SetTotal(sources, progress);
  ScanConsumer consumer(sources.tables, options);
  SUNDER_RETURN_IF_ERROR(consumer.Start(database));
  SUNDER_ASSIGN_OR_RETURN(std::vector<TableOutcome> outcomes,
                          RunPipeline(sources.tables, options.pipeline, &consumer, progress));
  ScanReport report;
  report.tool_version = options.tool_version;
  report.rules_hash = database.rules().hash;
  report.day = options.day;
  report.sources = uris;
  report.is_sampled = options.pipeline.table_bytes_max > 0;
  report.tables = consumer.TakeReports();
  report.coverage = CoverageOf(sources, consumer.changes(), std::move(outcomes));
  for (const Status& error : sources.listing.errors) report.errors.push_back(error.message());
  for (const ObjectCoverage& coverage : report.coverage) {
    report.bytes += coverage.bytes;
    report.records += coverage.records;
    if (!coverage.ledger.Balances()) {
      return Status::Internal(coverage.object +
                              ": the ledger of reading does not balance; please report this");
    }
  }
  return report;
}

bool HasDataLoss(const ScanReport& report, bool is_strict) {
  if (!report.errors.empty()) return true;
  return std::any_of(report.coverage.begin(), report.coverage.end(), [&](const auto& coverage) {
    const std::vector<Loss>& losses = coverage.ledger.losses;
    return std::any_of(losses.begin(), losses.end(), [&](const Loss& loss) {
      return is_strict ? IsLossWhenStrict(loss.reason) : IsLoss(loss.reason);
    });
  });
}

bool HasAssociation(const ScanReport& report, Strength at_least) {
  return std::any_of(report.tables.begin(), report.tables.end(), [&](const TableReport& table) {
    return std::any_of(table.associations.begin(), table.associations.end(),
                       [&](const Association& a) { return a.strength >= at_least; });
  });
}

}  // namespace sunder::engine
