#include "engine/subject_rewrite.h"

#include <sys/stat.h>

#include <algorithm>
#include <set>
#include <utility>

#include "engine/in_place_sources.h"
#include "segregation/in_place_swap.h"

namespace sunder::engine {
namespace {

using Corrections = std::map<std::string, std::string>;

// Writes the records of one table in their order; one worker only.
class RewriteConsumer : public BlockConsumer {
 public:
  RewriteConsumer(const SubjectMatcher& matcher, const Corrections& corrections,
                  ObjectWriter* writer, size_t table, bool keeps_order, SubjectRewrite* done)
      : matcher_(matcher),
        corrections_(corrections),
        writer_(writer),
        table_(table),
        keeps_order_(keeps_order),
        done_(done) {}

  Status Consume(uint32_t /*worker*/, size_t /*table*/, RecordBlock* block) override {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<SubjectRecord> records,
                            MatchRecords(matcher_, block));
    std::string bytes;
    uint32_t cell = 0;
    for (uint32_t record = 0; record < records.size(); ++record) {
      edits_.clear();
      const bool is_own = records[record].is_own;
      for (; cell < block->cells.size() && block->cells[cell].record == record; ++cell) {
        if (is_own) Correct(*block, cell);
      }
      done_->records += is_own ? 1 : 0;
      if (is_own && corrections_.empty()) {
        // A text's writer must know that something stood there; a table's would write a blank line.
        if (keeps_order_) SUNDER_RETURN_IF_ERROR(writer_->Write(table_, ""));
        continue;
      }
      SUNDER_RETURN_IF_ERROR(writer_->Serialize(table_, *block, record, edits_, &bytes));
      SUNDER_RETURN_IF_ERROR(writer_->Write(table_, bytes));
    }
    return Status::Ok();
  }

  Status Complete(uint32_t /*worker*/, size_t /*table*/) override { return Status::Ok(); }

 private:
  void Correct(const RecordBlock& block, uint32_t cell) {
    const auto found = corrections_.find(CompactFieldName(block.fields[block.cells[cell].field]));
    if (found == corrections_.end()) return;
    edits_.push_back({cell, CellEdit::Kind::kReplace, found->second});
    ++done_->cells;
  }

  const SubjectMatcher& matcher_;
  const Corrections& corrections_;
  ObjectWriter* const writer_;
  const size_t table_;
  const bool keeps_order_;
  SubjectRewrite* const done_;
  std::vector<CellEdit> edits_;
};

class ObjectRewrite {
 public:
  ObjectRewrite(std::vector<PipelineTable> tables, const SubjectMatcher& matcher,
                const Corrections& corrections, const PipelineOptions& options)
      : tables_(std::move(tables)),
        matcher_(matcher),
        corrections_(corrections),
        options_(options) {
    options_.threads = 1;
    options_.table_bytes_max = 0;
  }

  // `object` and `tables` are of one object that is locked.
  Result<SubjectRewrite> Run(const InPlaceSources& held, const SourceObject& object) {
    const segregation::SourceSwap swap = segregation::SwapOf(held.PathOf(object));
    // Its return may still need that version.
    struct stat old {};
    if (lstat(swap.old.c_str(), &old) == 0) {
      return Status::Refused(object.name +
                             ": a split in place of it was cut off; run that split again first");
    }
    SUNDER_RETURN_IF_ERROR(segregation::RemoveLeftovers(swap));
    SubjectRewrite done;
    done.object = object.name;
    Status status = Rewrite(swap.staged, &done);
    if (status.ok()) status = CheckStaged(swap.staged);
    if (status.ok()) status = held.CheckUnchanged();
    if (status.ok()) status = Swap(swap);
    const Status tidied = segregation::RemoveLeftovers(swap);
    SUNDER_RETURN_IF_ERROR(status.WithContext(object.name));
    SUNDER_RETURN_IF_ERROR(tidied);
    return done;
  }

 private:
  Status Rewrite(const std::string& staged, SubjectRewrite* done) {
    std::vector<TableInfo> infos;
    for (PipelineTable& table : tables_) {
      table.in_order = true;
      infos.push_back(table.info);
    }
    std::vector<WriteOptions> write_options(infos.size());
    for (WriteOptions& table : write_options) table.is_in_place = true;
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<ObjectWriter> writer,
                            tables_.front().connector->Create(staged, infos, write_options));
    for (size_t i = 0; i < tables_.size(); ++i) {
      RewriteConsumer consumer(matcher_, corrections_, writer.get(), i, infos[i].keeps_order, done);
      SUNDER_ASSIGN_OR_RETURN(const std::vector<TableOutcome> outcomes,
                              RunPipeline({tables_[i]}, options_, &consumer, nullptr));
      SUNDER_RETURN_IF_ERROR(outcomes.front().status);
      if (outcomes.front().ledger.HasLoss()) {
        return Status::DataLoss(outcomes.front().ledger.losses.front().detail +
                                "; nothing was changed");
      }
    }
    return writer->Finish();
  }

  // What is about to take the source's place is read and searched once more.
  Status CheckStaged(const std::string& staged) const {
    if (!corrections_.empty()) return Status::Ok();
    SourceObject object = tables_.front().info.object;
    object.path = staged;
    object.is_locked = false;
    const Connector* connector = tables_.front().connector;
    SUNDER_ASSIGN_OR_RETURN(std::vector<TableInfo> infos, connector->Inspect(object));
    SourceTables sources;
    for (TableInfo& info : infos) sources.tables.push_back({connector, std::move(info), false});
    SUNDER_ASSIGN_OR_RETURN(const SubjectSearch left,
                            FindSubject(sources, matcher_, options_, false, nullptr));
    const bool is_left = std::any_of(left.places.begin(), left.places.end(),
                                     [](const SubjectPlace& place) { return place.records > 0; });
    if (!is_left) return Status::Ok();
    return Status::StoreFailure(
        "read again, a record of the person is still there; nothing was "
        "changed");
  }

  static Status Swap(const segregation::SourceSwap& swap) {
    struct stat info {};
    if (stat(swap.path.c_str(), &info) != 0) return Status::Unreadable("the file is gone");
    // The time of the source stays: of a store it is the day of its publication.
    SUNDER_RETURN_IF_ERROR(segregation::SealStaged(swap, info.st_mtim.tv_sec));
    return segregation::SwapIn(swap);
  }

  std::vector<PipelineTable> tables_;
  const SubjectMatcher& matcher_;
  const Corrections& corrections_;
  PipelineOptions options_;
};

}  // namespace

Result<std::vector<SubjectRewrite>> RewriteSubject(const SourceTables& sources,
                                                   const SubjectSearch& search,
                                                   const SubjectMatcher& matcher,
                                                   const Corrections& corrections,
                                                   const PipelineOptions& options) {
  std::set<std::string> names;
  for (const SubjectPlace& place : search.places) {
    if (place.records > 0) names.insert(place.object);
  }
  std::vector<SourceObject> objects;
  for (const SourceObject& object : sources.listing.objects) {
    if (names.contains(object.name)) objects.push_back(object);
  }
  Corrections by_name;
  for (const auto& [field, text] : corrections) by_name[CompactFieldName(field)] = text;
  // All are looked at before the first is changed; each is held only while it is rewritten.
  for (const PipelineTable& table : sources.tables) {
    const TableInfo& info = table.info;
    if (info.read_only_reason.empty() || !names.contains(info.object.name)) continue;
    return Status::Refused(info.object.name + ": holds the person and cannot be rewritten (" +
                           info.read_only_reason +
                           "): edit or remove it yourself, then run again. Nothing was changed");
  }
  SUNDER_RETURN_IF_ERROR(InPlaceSources::Check(objects, ""));
  std::vector<SubjectRewrite> all;
  for (const SourceObject& object : objects) {
    std::vector<SourceObject> locked = {object};
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<InPlaceSources> held,
                            InPlaceSources::Lock("", &locked));
    std::vector<PipelineTable> tables;
    for (const PipelineTable& table : sources.tables) {
      if (table.info.object.name != object.name) continue;
      tables.push_back(table);
      tables.back().info.object = locked.front();
    }
    ObjectRewrite rewrite(std::move(tables), matcher, by_name, options);
    SUNDER_ASSIGN_OR_RETURN(SubjectRewrite done, rewrite.Run(*held, locked.front()));
    all.push_back(std::move(done));
  }
  return all;
}

}  // namespace sunder::engine
