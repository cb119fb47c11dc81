#include "engine/split_run.h"

#include <stdlib.h>

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "connectors/decode/byte_stream.h"
#include "core/planted_leak.h"
#include "engine/in_place_residue.h"
#include "engine/said_dialects.h"
#include "engine/table_splitter.h"
#include "engine/whole_objects.h"
#include "scanner/context/sentence_judge.h"
#include "segregation/constraint.h"
#include "segregation/in_place_swap.h"
#include "segregation/publication.h"
#include "segregation/publication_predecessor.h"
#include "segregation/quarantine.h"
#include "segregation/segregated_csv.h"
#include "segregation/segregated_store.h"

namespace sunder::engine {
namespace {

namespace fs = std::filesystem;
using segregation::PlannedTable;
using segregation::Route;
using segregation::SegregationPlan;

// The sort buffer's share of the memory bound; the pool of blocks takes a half.
constexpr uint64_t kSortMemoryShare = 4;
constexpr uint64_t kPersonMemoryShare = 8;

// Bands, not figures: how often a text was withheld is declassified, how exactly is not needed.
std::string WithheldBand(const segregation::SplitCounts& counts) {
  if (counts.texts_in == 0 || counts.texts_withheld == 0) return "none";
  const double share =
      static_cast<double>(counts.texts_withheld) / static_cast<double>(counts.texts_in);
  if (share < 0.01) return "under 1 %";
  if (share < 0.05) return "1-5 %";
  if (share < 0.2) return "5-20 %";
  return "over 20 %";
}

std::string ContextDisplay(const PlannedTable& table) {
  for (const segregation::PlannedField& field : table.fields) {
    if (field.field == table.context) return field.display;
  }
  return table.context;
}

class SplitRun {
 public:
  SplitRun(const SourceTables& sources, const SegregationPlan& plan,
           const scanner::RuleDatabase& database, const SplitOptions& options, Progress* progress)
      : sources_(sources),
        plan_(plan),
        withheld_(plan.WithheldObjects()),
        database_(database),
        options_(options),
        progress_(progress) {
    for (const PlannedTable& table : plan_.tables) planned_[{table.object, table.table}] = &table;
  }

  Result<SplitResult> Run() {
    SUNDER_RETURN_IF_ERROR(CheckSources());
    SUNDER_RETURN_IF_ERROR(CheckPlan());
    if (options_.in_place != nullptr) SUNDER_RETURN_IF_ERROR(CheckInPlace());
    SUNDER_ASSIGN_OR_RETURN(staging_,
                            segregation::Staging::Create(options_.targets, options_.is_replacing));
    if (options_.in_place != nullptr) {
      SUNDER_RETURN_IF_ERROR(staging_->AddSources(options_.in_place->paths()));
      SUNDER_ASSIGN_OR_RETURN(probes_, segregation::ResidueProbes::Create());
      totals_.probes = probes_.get();
    }
    for (uint32_t i = 0; i < options_.pipeline.threads; ++i) {
      SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Judge> judge, scanner::NewJudge(database_));
      judges_.push_back(std::move(judge));
    }
    segregation::QuarantineWriter quarantine(staging_->quarantine_folder(), options_.recipients);
    totals_.quarantine = &quarantine;
    totals_.second_look = options_.second_look;
    if (options_.is_replacing) {
      SUNDER_ASSIGN_OR_RETURN(
          predecessor_, segregation::ReadPredecessor(options_.targets.segregated,
                                                     options_.targets.evidence + "/evidence.json",
                                                     options_.parse_evidence));
    }
    SUNDER_RETURN_IF_ERROR(PrepareCounting());
    SUNDER_RETURN_IF_ERROR(SplitObjects());
    SUNDER_RETURN_IF_ERROR(quarantine.Finish());
    if (!totals_.counts.Balances()) {
      return Status::Internal("the ledger of the split does not balance; nothing was committed");
    }
    SUNDER_RETURN_IF_ERROR(DescribeRun(quarantine));
    SUNDER_PLANT("*", planted::AlterReport(&report_));
    SUNDER_RETURN_IF_ERROR(WriteSegregated());
    SUNDER_RETURN_IF_ERROR(WriteEvidence());
    SUNDER_RETURN_IF_ERROR(JudgeAgain());
    if (options_.in_place != nullptr) SUNDER_RETURN_IF_ERROR(options_.in_place->CheckUnchanged());
    SUNDER_RETURN_IF_ERROR(staging_->Commit(options_.day_seconds, options_.remember));
    if (options_.in_place != nullptr) {
      report_.residue =
          FindResidue(options_.in_place->paths(),
                      {options_.targets.segregated, options_.targets.evidence}, *probes_);
    }
    return SplitResult{std::move(report_), totals_.counts, std::move(held_),
                       std::move(held_for_context_)};
  }

  Result<SegregationReport> Describe(bool is_in_place) {
    SUNDER_RETURN_IF_ERROR(CheckSources());
    SUNDER_RETURN_IF_ERROR(CheckPlan());
    if (is_in_place) SUNDER_RETURN_IF_ERROR(CheckInPlace());
    DescribePlan();
    report_.is_dry_run = true;
    if (is_in_place) {
      SUNDER_RETURN_IF_ERROR(TryWriters());
      std::vector<std::string> paths;
      for (const SourceObject& object : sources_.listing.objects) paths.push_back(object.path);
      report_.residue = ExpectResidue(paths);
    }
    return std::move(report_);
  }

 private:
  // A split of a source that was not read whole would lose what could not be read.
  Status CheckSources() const {
    if (!sources_.listing.errors.empty()) return sources_.listing.errors.front();
    if (!sources_.failed.empty()) {
      return Status::DataLoss(sources_.failed.front().detail +
                              "; nothing was committed: mend the file, or leave it out with "
                              "--ignore");
    }
    for (const SourceObject& object : sources_.listing.objects) {
      for (const Loss& remark : object.remarks) {
        if (!IsLoss(remark.reason)) continue;
        return Status::DataLoss(object.name + ": " + remark.detail +
                                "; nothing was committed: leave it out with --ignore");
      }
    }
    for (const SkippedObject& skipped : sources_.listing.skipped) {
      if (!IsLoss(skipped.reason)) continue;
      return Status::DataLoss(skipped.name + ": " + skipped.detail +
                              "; nothing was committed: leave it out with --ignore");
    }
    return Status::Ok();
  }

  Status CheckPlan() const {
    std::vector<TableReport> tables;
    for (const PipelineTable& table : sources_.tables) {
      TableReport report;
      report.object = table.info.object.name;
      report.table = table.info.table;
      report.connector = table.info.object.connector;
      report.schema_hash = SchemaHash(table.info);
      report.read_only_reason = table.info.read_only_reason;
      tables.push_back(std::move(report));
    }
    SUNDER_RETURN_IF_ERROR(segregation::CheckPlanIsCurrent(plan_, tables, database_.rules().hash));
    SUNDER_RETURN_IF_ERROR(
        segregation::CheckConstraints(plan_, database_.rules().labels, options_.proxies));
    if (plan_.NeedsRecipient() && options_.recipients.empty()) {
      return Status::Usage(
          "something must be sealed in quarantine and no recipient is given: make a key with "
          "`sunder quarantine keygen --out quarantine.key` and pass its public key with "
          "--recipient age1...");
    }
    return Status::Ok();
  }

  // Nothing of a read-only object can leave it, so there is no other version to take its place.
  Status CheckInPlace() const {
    for (const PlannedTable& table : plan_.tables) {
      if (table.read_only_reason.empty() || !withheld_.contains(table.object)) continue;
      return Status::Refused(
          table.object + ": would have to be sealed whole, for it cannot be rewritten in place (" +
          table.read_only_reason +
          "): split it into stores, without --in-place, and remove it yourself, or leave it out "
          "with --ignore");
    }
    return Status::Ok();
  }

  // `work` is given the tables of one object: [begin, end).
  Status ForEachObject(const std::function<Status(size_t begin, size_t end)>& work) const {
    size_t begin = 0;
    while (begin < sources_.tables.size()) {
      size_t end = begin;
      const std::string& object = sources_.tables[begin].info.object.name;
      while (end < sources_.tables.size() && sources_.tables[end].info.object.name == object) ++end;
      SUNDER_RETURN_IF_ERROR(work(begin, end).WithContext(object));
      begin = end;
    }
    return Status::Ok();
  }

  Status SplitObjects() {
    return ForEachObject([this](size_t begin, size_t end) { return SplitObject(begin, end); });
  }

  Result<std::unique_ptr<ObjectWriter>> CreateWriter(size_t begin, size_t end,
                                                     const std::string& path,
                                                     bool is_in_place) const {
    std::vector<TableInfo> infos;
    std::vector<WriteOptions> write_options;
    for (size_t i = begin; i < end; ++i) {
      infos.push_back(sources_.tables[i].info);
      if (options_.writes_utf8) infos.back().object.encoding.clear();
      const PlannedTable* planned = Planned(infos.back());
      if (planned == nullptr) return Status::Internal("no plan for a table");
      write_options.push_back(segregation::Segregator::OptionsOf(*planned));
      write_options.back().is_in_place = is_in_place;
      write_options.back().keeps_order = plan_.keeps_order;
    }
    return sources_.tables[begin].connector->Create(path, infos, write_options);
  }

  // Whether each object can be rewritten, and what of it is left out. The writers have met no
  // record; their files are nothing but an empty schema, and go at once.
  Status TryWriters() {
    std::string folder = (fs::temp_directory_path() / "sunder-XXXXXX").string();
    if (mkdtemp(folder.data()) == nullptr) {
      return Status::StoreFailure(folder + ": a temporary folder cannot be made");
    }
    const Status status = ForEachObject([&](size_t begin, size_t end) -> Status {
      const TableInfo& info = sources_.tables[begin].info;
      if (!info.read_only_reason.empty()) return Status::Ok();
      const std::string name = fs::path(info.object.name).filename().string();
      SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ObjectWriter> writer,
                              CreateWriter(begin, end, folder + "/" + name, true));
      AddNotes(info.object.name, *writer);
      return Status::Ok();
    });
    std::error_code ignored;
    fs::remove_all(folder, ignored);
    return status;
  }

  // Objects are sorted by name.
  uint32_t IndexOf(const SourceObject& wanted) const {
    const auto& objects = sources_.listing.objects;
    const auto found = std::lower_bound(
        objects.begin(), objects.end(), wanted.name,
        [](const SourceObject& object, const std::string& name) { return object.name < name; });
    return static_cast<uint32_t>(found - objects.begin());
  }

  const PlannedTable* Planned(const TableInfo& info) const {
    const auto found = planned_.find({info.object.name, info.table});
    return found == planned_.end() ? nullptr : found->second;
  }

  Status SplitObject(size_t begin, size_t end) {
    const TableInfo& first = sources_.tables[begin].info;
    totals_.object = IndexOf(first.object);
    if (withheld_.contains(first.object.name)) return SealWhole(begin);
    SUNDER_ASSIGN_OR_RETURN(const std::string path, PathOfNew(first));
    if (!first.read_only_reason.empty()) return CopyReadOnly(begin, end, path);
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ObjectWriter> writer,
                            CreateWriter(begin, end, path, options_.in_place != nullptr));
    for (size_t i = begin; i < end; ++i) {
      const PipelineTable& table = sources_.tables[i];
      SUNDER_RETURN_IF_ERROR(SplitTable(table, *Planned(table.info), writer.get(), i - begin));
    }
    AddNotes(first.object.name, *writer);
    return writer->Finish();
  }

  // No field of it leaves. It is read all the same: what cannot be read was not judged.
  Status CopyReadOnly(size_t begin, size_t end, const std::string& path) {
    for (size_t i = begin; i < end; ++i) {
      const PipelineTable& table = sources_.tables[i];
      const PlannedTable& planned = *Planned(table.info);
      SUNDER_ASSIGN_OR_RETURN(const uint64_t records,
                              CountRecords(table, planned, options_.pipeline, progress_));
      report_.identity.push_back({planned.object, planned.table, records,
                                  table.info.keeps_order ? "source" : "copied",
                                  planned.person_kind});
    }
    SUNDER_RETURN_IF_ERROR(CopyObject(sources_.tables[begin].info.object, path));
    return CheckIsAsJudged(sources_.tables[begin]);
  }

  Status SealWhole(size_t table) {
    SUNDER_RETURN_IF_ERROR(SealObject(sources_.tables[table].info.object, totals_.quarantine));
    return CheckIsAsJudged(sources_.tables[table]);
  }

  // Of bytes that are handed on as they are: unlike records, which are taken apart as they come,
  // what was added since nobody has judged.
  static Status CheckIsAsJudged(const PipelineTable& table) {
    const std::optional<Loss> change = ChangeWhileRead(*table.connector, table.info.object);
    if (!change) return Status::Ok();
    return Status::DataLoss(change->detail + "; nothing was committed");
  }

  void AddNotes(const std::string& object, const ObjectWriter& writer) {
    for (const std::string& note : writer.Notes()) report_.remains.push_back(object + ": " + note);
  }

  // Where the object without its special data is written: in the identity store, or beside the
  // source that it takes the place of.
  Result<std::string> PathOfNew(const TableInfo& info) const {
    if (options_.in_place != nullptr) {
      return segregation::SwapOf(options_.in_place->PathOf(info.object)).staged;
    }
    const fs::path path = fs::path(staging_->identity_folder()) / IdentityName(info);
    std::error_code error;
    fs::create_directories(path.parent_path(), error);
    if (error) return Status::StoreFailure("cannot make a folder: " + error.message());
    return path.string();
  }

  // Standard input has no name of its own.
  static std::string IdentityName(const TableInfo& info) {
    if (info.object.IsUnpacked()) return info.object.unpacked_name;
    if (!info.object.IsStandardInput()) return info.object.name;
    const auto& extensions = FindConnector(info.object.connector)->traits().extensions;
    return "stdin" + std::string(extensions.empty() ? "" : extensions.front());
  }

  Status SplitTable(const PipelineTable& table, const PlannedTable& planned, ObjectWriter* writer,
                    size_t table_index) {
    bool in_order = table.info.keeps_order || plan_.keeps_order;
    SUNDER_PLANT("source_order", in_order = true);
    TableSplitter splitter(planned, plan_.policy, database_, writer, table_index, judges_, in_order,
                           table.info.keeps_order,
                           options_.pipeline.memory_bytes_max / kSortMemoryShare,
                           staging_->temporary_folder(), &totals_);
    std::vector<PipelineTable> tables = {table};
    // Read in one piece, whatever the order of writing: a record's number in the table is where its
    // original is found in quarantine, and who it is where it has no key.
    tables.front().in_order = true;
    SUNDER_ASSIGN_OR_RETURN(std::vector<TableOutcome> outcomes,
                            RunPipeline(tables, options_.pipeline, &splitter, progress_));
    const TableOutcome& outcome = outcomes.front();
    SUNDER_RETURN_IF_ERROR(outcome.status);
    if (!outcome.ledger.Balances())
      return Status::Internal("the ledger of reading does not balance");
    if (outcome.ledger.HasLoss()) {
      const Loss& loss = outcome.ledger.losses.front();
      return Status::DataLoss(loss.detail + " (byte " + std::to_string(loss.offset_bytes) +
                              "); nothing was committed");
    }
    const std::optional<Loss> change = ChangeWhileRead(*table.connector, table.info.object);
    if (change && IsLoss(change->reason)) {
      return Status::DataLoss(change->detail + "; nothing was committed");
    }
    const uint64_t records_out = splitter.records_written() + splitter.records_of_nobody();
    if (!table.info.keeps_order && records_out != outcome.ledger.records) {
      return Status::Internal("records read and identity records written differ in number");
    }
    report_.identity.push_back({planned.object, planned.table, splitter.records_written(),
                                table.info.keeps_order ? "source"
                                : plan_.keeps_order    ? "kept"
                                                       : "canonical",
                                planned.person_kind, splitter.records_withheld()});
    if (splitter.records_shifted() > 0) {
      report_.remains.push_back(planned.object +
                                ": records that have another number of cells than the header, and "
                                "in one that would stay what leaves, went to quarantine whole");
    }
    // In place nothing is left out but what the writer says.
    if (options_.in_place != nullptr) return Status::Ok();
    for (const std::string& note : table.info.notes) {
      report_.remains.push_back(planned.object + ": " + note);
    }
    return Status::Ok();
  }

  // What is known before a record is read.
  void DescribePlan() {
    report_.tool_version = options_.tool_version;
    report_.rules_hash = database_.rules().hash;
    report_.day = options_.day;
    report_.k = plan_.k;
    report_.min_cohort = plan_.min_cohort;
    report_.min_cohort_records = plan_.min_cohort_records;
    report_.min_cohort_is_lowered = plan_.min_cohort_is_lowered;
    for (const PlannedTable& table : plan_.tables) {
      const bool is_withheld = withheld_.contains(table.object);
      for (const segregation::PlannedField& field : table.fields) {
        const Route route = is_withheld ? Route::kWithhold : field.route;
        report_.fields.push_back({table.object, table.table, field.display, field.label,
                                  std::string(segregation::RouteName(route)), field.reason});
      }
    }
    if (RedactsSpans()) {
      report_.weaker_choices.push_back(
          "redact_spans: of some texts only the words that state a special category left; what "
          "stands around them may tell that something stood there");
    }
    if (plan_.keeps_order) {
      report_.weaker_choices.push_back(
          "--keep-order: identity tables keep the order of the source, which may tell values");
    }
    if (plan_.min_cohort_is_lowered) {
      report_.weaker_choices.push_back(
          "--min-cohort " + std::to_string(plan_.min_cohort) +
          ": a publication may cover fewer persons or records than the policy "
          "asks for");
    }
    for (const PlannedTable& table : plan_.tables) {
      if (table.context.empty()) continue;
      report_.weaker_choices.push_back(
          "context " + ContextDisplay(table) + " of " + table.object +
          (table.table.empty() ? "" : ", table " + table.table) +
          ": counts are given by its values, which stand in the identity store, too; who has which "
          "value is hidden within each context, no longer among all");
    }
    for (const auto& [name, terms] : plan_.policy.stores) {
      report_.stores.push_back(
          {name, terms.region, terms.recipient_class, terms.also_read_by, terms.retention_days});
    }
    for (const segregation::Constraint& constraint : plan_.policy.constraints) {
      report_.constraints.push_back(segregation::ConstraintText(constraint) + ": " +
                                    constraint.reason);
    }
  }

  Status DescribeRun(const segregation::QuarantineWriter& quarantine) {
    DescribePlan();
    report_.withheld_band = WithheldBand(totals_.counts);
    report_.quarantine_files = quarantine.file_count();
    report_.quarantine_item_slots = quarantine.slot_count();
    return Publish();
  }

  bool RedactsSpans() const {
    for (const PlannedTable& table : plan_.tables) {
      for (const segregation::PlannedField& field : table.fields) {
        if (field.route == Route::kRedactSpans) return true;
      }
    }
    return false;
  }

  // Persons are told by keyed hashes; what is counted by records alone needs none.
  Status PrepareCounting() {
    const LabelCatalog& labels = database_.rules().labels;
    for (LabelId label = 1; label < labels.size(); ++label) {
      if (IsByPerson(plan_, labels.name(label), labels)) totals_.by_person.push_back(label);
    }
    SUNDER_ASSIGN_OR_RETURN(segregation::PersonKeyer keyer, segregation::PersonKeyer::Create());
    keyer_ = std::make_unique<segregation::PersonKeyer>(std::move(keyer));
    totals_.keyer = keyer_.get();
    persons_ = std::make_unique<segregation::PersonCounter>(
        options_.pipeline.memory_bytes_max / kPersonMemoryShare, staging_->temporary_folder(),
        database_.rules().vocabulary);
    totals_.persons = persons_.get();
    return Status::Ok();
  }

  Status Publish() {
    SUNDER_RETURN_IF_ERROR(persons_->Finish());
    std::vector<segregation::TableTally> tallies;
    for (const PlannedTable& table : plan_.tables) tallies.push_back(totals_.tables[&table]);
    const scanner::RuleSet& rules = database_.rules();
    SUNDER_ASSIGN_OR_RETURN(
        segregation::Publication publication,
        segregation::MakePublication({plan_, rules.labels, rules.vocabulary, totals_.special,
                                      *persons_, totals_.contexts, tallies,
                                      predecessor_ ? &predecessor_->categories : nullptr,
                                      predecessor_ ? &predecessor_->earlier : nullptr}));
    totals_.counts.special_values_out -= publication.merged_values;
    totals_.counts.duplicates_merged += publication.merged_values;
    if (!totals_.counts.Balances()) {
      return Status::Internal("the ledger of persons does not balance; nothing was committed");
    }
    report_.categories = std::move(publication.categories);
    report_.earlier = std::move(publication.earlier);
    report_.follows_publication = predecessor_.has_value();
    held_ = std::move(publication.held);
    held_for_context_ = std::move(publication.held_for_context);
    is_unchanged_ = publication.is_unchanged;
    return Status::Ok();
  }

  Status WriteSegregated() const {
    SUNDER_RETURN_IF_ERROR(WriteSegregatedDatabase());
    if (!options_.has_csv_copy) return Status::Ok();
    return segregation::WriteSegregatedCsv(staging_->segregated_folder());
  }

  // Another version of SQLite writes another header: what stays the same keeps its very bytes.
  Status WriteSegregatedDatabase() const {
    const std::string path = staging_->segregated_folder() + "/" + segregation::kSegregatedFileName;
    if (!is_unchanged_) return segregation::WriteSegregatedStore(path, report_.categories);
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, Codec::kNone));
    SUNDER_RETURN_IF_ERROR(sink->Write(predecessor_->bytes));
    return sink->Finish();
  }

  Status WriteEvidence() const {
    const std::string path = staging_->evidence_folder() + "/evidence.json";
    SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<ByteSink> sink, CreateByteSink(path, Codec::kNone));
    SUNDER_RETURN_IF_ERROR(sink->Write(options_.write_evidence(report_)));
    return sink->Finish();
  }

  // What was written is read as it was written, whatever its bytes alone would look like.
  ListOptions WrittenOptions() const {
    ListOptions options;
    options.limits.ratio_max = 0;  // of what this run compressed itself
    for (const PipelineTable& table : sources_.tables) {
      options.planned_encodings[IdentityName(table.info)] =
          options_.writes_utf8 ? "" : table.info.object.encoding;
    }
    return options;
  }

  // By the same connector in the same dialect, too: without the fields that left it may look like
  // something else. What stands in databases' dialects is their own schema.
  void SayAsRead(SourceListing* written) const {
    std::map<std::string, const TableInfo*> read;
    std::map<std::string, std::map<std::string, std::string>> dialects;
    for (const PipelineTable& table : sources_.tables) {
      const std::string name = IdentityName(table.info);
      read.emplace(name, &table.info);
      if (!table.connector->traits().is_database)
        dialects[name].merge(std::map(table.info.dialect));
    }
    for (SourceObject& object : written->objects) {
      const auto known = read.find(object.name);
      if (known == read.end()) continue;
      object.connector = known->second->object.connector;
      object.dialect = dialects[object.name];
    }
  }

  Result<SourceTables> OpenStaged() const {
    if (options_.in_place == nullptr) {
      SUNDER_ASSIGN_OR_RETURN(SourceListing written,
                              ListSources({staging_->identity_folder()}, WrittenOptions()));
      SayAsRead(&written);
      return InspectObjects(std::move(written));
    }
    SourceListing listing;
    for (SourceObject object : sources_.listing.objects) {
      object.path = segregation::SwapOf(options_.in_place->PathOf(object)).staged;
      object.size_bytes = 0;
      object.state.reset();
      if (options_.writes_utf8) object.encoding.clear();
      listing.objects.push_back(std::move(object));
    }
    SayDialects(plan_, &listing);
    SUNDER_ASSIGN_OR_RETURN(SourceTables staged, InspectObjects(std::move(listing)));
    if (!staged.failed.empty()) return Status::StoreFailure(staged.failed.front().detail);
    return staged;
  }

  // The pair assertion of the whole run: what is about to be published is read and judged once
  // more.
  Status JudgeAgain() {
    SUNDER_ASSIGN_OR_RETURN(const SourceTables staged, OpenStaged());
    SUNDER_ASSIGN_OR_RETURN(const ScanReport scan, RunScan(staged, {"identity"}, database_,
                                                           options_.scan, /*progress=*/nullptr));
    if (HasDataLoss(scan, /*is_strict=*/false)) {
      return Status::StoreFailure("the identity store cannot be read back; nothing was committed");
    }
    // A text loses a record that is withheld whole; tables keep every one.
    uint64_t records_written = 0;
    for (const IdentityTable& table : report_.identity) {
      records_written += table.order == "source" ? 0 : table.records;
    }
    uint64_t records_read = 0;
    for (const TableReport& table : scan.tables) {
      records_read += table.keeps_order ? 0 : table.records;
    }
    if (records_read != records_written) {
      return Status::StoreFailure(
          "the identity store holds another number of records than were written; nothing was "
          "committed");
    }
    for (const TableReport& table : scan.tables) {
      if (table.associations.empty()) continue;
      const Association& left = table.associations.front();
      return Status::StoreFailure(
          table.object + (table.table.empty() ? "" : "/" + table.table) +
          ": judged again, the identity store still holds " + left.label + " in field " +
          left.field +
          "; nothing was committed: route the field in a plan (`sunder plan`), or "
          "declare `label = \"none\"` with a reason");
    }
    return Status::Ok();
  }

  const SourceTables& sources_;
  const SegregationPlan& plan_;
  const std::set<std::string, std::less<>> withheld_;  // objects
  std::map<std::pair<std::string_view, std::string_view>, const PlannedTable*> planned_;
  const scanner::RuleDatabase& database_;
  const SplitOptions& options_;
  Progress* const progress_;
  std::unique_ptr<segregation::Staging> staging_;
  std::vector<std::unique_ptr<Judge>> judges_;
  std::unique_ptr<segregation::ResidueProbes> probes_;  // of a split in place
  std::optional<segregation::Predecessor> predecessor_;
  std::vector<std::string> held_;
  std::vector<std::string> held_for_context_;
  bool is_unchanged_ = false;
  std::unique_ptr<segregation::PersonKeyer> keyer_;
  std::unique_ptr<segregation::PersonCounter> persons_;
  SplitTotals totals_;
  SegregationReport report_;
};

}  // namespace

Result<SplitResult> RunSplit(const SourceTables& sources, const SegregationPlan& plan,
                             const scanner::RuleDatabase& database, const SplitOptions& options,
                             Progress* progress) {
  return SplitRun(sources, plan, database, options, progress).Run();
}

Result<SegregationReport> DescribeSplit(const SourceTables& sources, const SegregationPlan& plan,
                                        const scanner::RuleDatabase& database,
                                        const SplitOptions& options, bool is_in_place) {
  return SplitRun(sources, plan, database, options, nullptr).Describe(is_in_place);
}

}  // namespace sunder::engine
