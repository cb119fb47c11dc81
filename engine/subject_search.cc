#include "engine/subject_search.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <utility>

namespace sunder::engine {
namespace {

void AddToSet(const std::string& name, std::vector<std::string>* names) {
  const auto at = std::lower_bound(names->begin(), names->end(), name);
  if (at == names->end() || *at != name) names->insert(at, name);
}

class SearchConsumer : public BlockConsumer {
 public:
  SearchConsumer(const SourceTables& sources, const SubjectMatcher& matcher, bool with_copies)
      : sources_(sources),
        matcher_(matcher),
        with_copies_(with_copies),
        places_(sources.tables.size()),
        copies_(sources.tables.size()) {}

  Status Consume(uint32_t /*worker*/, size_t table, RecordBlock* block) override {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<SubjectRecord> records,
                            MatchRecords(matcher_, block));
    const std::lock_guard lock(mutex_);
    SubjectPlace& place = places_[table];
    for (uint32_t record = 0; record < records.size(); ++record) {
      const SubjectRecord& found = records[record];
      place.records += found.is_own ? 1 : 0;
      place.mentions += !found.is_own && !found.mentioning_cells.empty() ? 1 : 0;
      for (const uint32_t cell : found.own_cells) AddToSet(FieldOf(*block, cell), &place.fields);
      for (const uint32_t cell : found.mentioning_cells) {
        AddToSet(FieldOf(*block, cell), &place.mentioning);
      }
      if (with_copies_ && found.is_own) {
        copies_[table].insert(CopyOf(sources_.tables[table].info, *block, found, record));
      }
    }
    return Status::Ok();
  }

  Status Complete(uint32_t /*worker*/, size_t /*table*/) override { return Status::Ok(); }

  SubjectSearch Take() {
    SubjectSearch search;
    search.tables = sources_.tables.size();
    for (size_t i = 0; i < places_.size(); ++i) {
      if (places_[i].records == 0 && places_[i].mentions == 0) continue;
      places_[i].object = sources_.tables[i].info.object.name;
      places_[i].table = sources_.tables[i].info.table;
      search.places.push_back(std::move(places_[i]));
      search.copies.insert(search.copies.end(), copies_[i].begin(), copies_[i].end());
    }
    return search;
  }

 private:
  static const std::string& FieldOf(const RecordBlock& block, uint32_t cell) {
    return block.fields[block.cells[cell].field];
  }

  static SubjectCopy CopyOf(const TableInfo& info, const RecordBlock& block,
                            const SubjectRecord& found, uint32_t record) {
    SubjectCopy copy{info.object.name, info.table, {}};
    std::string scratch;
    // Cells are ordered by record: those of this one stand around its match.
    size_t cell = found.own_cells.front();
    while (cell > 0 && block.cells[cell - 1].record == record) --cell;
    for (; cell < block.cells.size() && block.cells[cell].record == record; ++cell) {
      copy.cells.emplace_back(block.fields[block.cells[cell].field],
                              block.Text(block.cells[cell], &scratch));
    }
    return copy;
  }

  const SourceTables& sources_;
  const SubjectMatcher& matcher_;
  const bool with_copies_;
  std::mutex mutex_;
  std::vector<SubjectPlace> places_;
  std::vector<std::multiset<SubjectCopy>> copies_;  // by table; sorted, whoever came first
};

}  // namespace

Result<std::vector<SubjectRecord>> MatchRecords(const SubjectMatcher& matcher, RecordBlock* block) {
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  std::vector<SubjectRecord> records(block->record_count);
  std::string scratch;
  for (uint32_t i = 0; i < block->cells.size(); ++i) {
    const CellRef& cell = block->cells[i];
    SUNDER_ASSIGN_OR_RETURN(const SubjectMatch match,
                            matcher.Match(block->fields[cell.field], block->Text(cell, &scratch)));
    SubjectRecord& record = records[cell.record];
    // A list within a record may be about several persons: the record is not the person's alone.
    const bool is_in_list = block->fields[cell.field].find("[]") != std::string::npos;
    if (match == SubjectMatch::kOwn && !is_in_list) {
      record.is_own = true;
      record.own_cells.push_back(i);
    } else if (match != SubjectMatch::kNone) {
      record.mentioning_cells.push_back(i);
    }
  }
  return records;
}

Result<SubjectSearch> FindSubject(const SourceTables& sources, const SubjectMatcher& matcher,
                                  const PipelineOptions& options, bool with_copies,
                                  Progress* progress) {
  if (!sources.listing.errors.empty()) return sources.listing.errors.front();
  if (!sources.failed.empty()) return Status::DataLoss(sources.failed.front().detail);
  SearchConsumer consumer(sources, matcher, with_copies);
  SUNDER_ASSIGN_OR_RETURN(const std::vector<TableOutcome> outcomes,
                          RunPipeline(sources.tables, options, &consumer, progress));
  for (size_t i = 0; i < outcomes.size(); ++i) {
    const std::string& object = sources.tables[i].info.object.name;
    SUNDER_RETURN_IF_ERROR(outcomes[i].status.WithContext(object));
    if (outcomes[i].ledger.HasLoss()) {
      return Status::DataLoss(object + ": " + outcomes[i].ledger.losses.front().detail +
                              "; the answer would be incomplete");
    }
  }
  return consumer.Take();
}

}  // namespace sunder::engine
