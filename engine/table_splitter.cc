#include "engine/table_splitter.h"

#include <algorithm>
#include <utility>

#include "core/planted_leak.h"

namespace sunder::engine {
namespace {

std::map<std::string, RuleIndex> RulesById(const scanner::RuleSet& rules) {
  std::map<std::string, RuleIndex> by_id;
  for (RuleIndex i = 0; i < rules.rules.size(); ++i) by_id[rules.rules[i].id] = i;
  return by_id;
}

}  // namespace

TableSplitter::TableSplitter(const segregation::PlannedTable& planned,
                             const segregation::Policy& policy,
                             const scanner::RuleDatabase& database, ObjectWriter* writer,
                             size_t table_index, const std::vector<std::unique_ptr<Judge>>& judges,
                             bool in_order, bool is_text, uint64_t sort_memory_bytes,
                             const std::string& temporary_folder, SplitTotals* totals)
    : planned_(planned),
      writer_(writer),
      table_index_(table_index),
      in_order_(in_order),
      totals_(totals),
      sorter_(sort_memory_bytes, temporary_folder) {
  for (const segregation::PlannedField& field : planned.fields) {
    known_fields_.push_back(field.field);
  }
  std::sort(known_fields_.begin(), known_fields_.end());
  const std::map<std::string, RuleIndex> rule_by_id = RulesById(database.rules());
  segregation::CountingOptions counting;
  counting.is_text = is_text;
  if (!planned.person.empty()) {
    counting.by_person = totals->by_person;
    counting.keyer = totals->keyer;
  }
  if (!planned.context.empty()) counting.contexts = &totals->contexts;
  for (const std::unique_ptr<Judge>& judge : judges) {
    segregators_.push_back(std::make_unique<segregation::Segregator>(
        planned, policy, database.rules().labels, database.rules().vocabulary, rule_by_id, *writer,
        table_index, *judge, totals->second_look, counting));
    segregators_.back()->NoteRemoved(totals->probes, totals->object);
  }
}

TableSplitter::~TableSplitter() = default;

// A nested source shows its fields only while it is read; one that nobody planned for could carry
// what the plan was made to remove.
Status TableSplitter::CheckFields(const RecordBlock& block) const {
  for (const std::string& field : block.fields) {
    if (!std::binary_search(known_fields_.begin(), known_fields_.end(), field)) {
      return Status::Refused(planned_.object +
                             ": holds a field that the plan does not know; the source has changed "
                             "since the plan was made: make a new plan");
    }
  }
  return Status::Ok();
}

Status TableSplitter::Consume(uint32_t worker, size_t /*table*/, RecordBlock* block) {
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  SUNDER_RETURN_IF_ERROR(CheckFields(*block));
  SUNDER_PLANT("clear_spill", planted::KeepInClear(block->bytes()));
  segregation::SplitOutput output;
  SUNDER_RETURN_IF_ERROR(segregators_[worker]->Split(block, &output).WithContext(planned_.object));
  {
    const std::lock_guard lock(totals_->mutex);
    for (const auto& [context, counts] : output.special) totals_->special[context].Merge(counts);
    SUNDER_RETURN_IF_ERROR(totals_->persons->Add(output.persons));
    segregation::TableTally& tally = totals_->tables[&planned_];
    tally.records += output.counts.records_out;
    records_of_nobody_ += output.counts.records_of_nobody;
    records_shifted_ += output.counts.records_shifted;
    tally.without_person += output.records_without_person;
    totals_->counts.Merge(output.counts);
    totals_->quarantine->NoteTexts(output.text_sizes);
    if (!output.quarantine.empty()) {
      SUNDER_RETURN_IF_ERROR(totals_->quarantine->Add(output.quarantine));
    }
  }
  return Collect(block->sequence, std::move(output));
}

Status TableSplitter::Collect(uint64_t sequence, segregation::SplitOutput output) {
  const std::lock_guard lock(mutex_);
  if (!in_order_) {
    SUNDER_PLANT(
        "*", if (planted::TakesOrder(&output.identity.records)) return WriteBatch(output.identity));
    for (std::string& record : output.identity.records) {
      SUNDER_RETURN_IF_ERROR(sorter_.Add(std::move(record)));
    }
    return Status::Ok();
  }
  early_.emplace(sequence, std::move(output.identity));
  while (!early_.empty() && early_.begin()->first == next_sequence_) {
    SUNDER_RETURN_IF_ERROR(WriteBatch(early_.begin()->second));
    early_.erase(early_.begin());
    ++next_sequence_;
  }
  return Status::Ok();
}

Status TableSplitter::WriteBatch(const segregation::IdentityBatch& batch) {
  for (const std::string& record : batch.records) {
    SUNDER_RETURN_IF_ERROR(writer_->Write(table_index_, record));
    // A text's record that is withheld whole has no bytes and leaves nothing behind.
    ++(record.empty() ? records_withheld_ : records_written_);
  }
  return Status::Ok();
}

Status TableSplitter::Complete(uint32_t /*worker*/, size_t /*table*/) {
  const std::lock_guard lock(mutex_);
  if (!early_.empty())
    return Status::Internal("a block of records is missing in " + planned_.object);
  if (in_order_) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(sorter_.Finish());
  std::string_view record;
  while (true) {
    SUNDER_ASSIGN_OR_RETURN(const bool has_record, sorter_.Next(&record));
    if (!has_record) return Status::Ok();
    SUNDER_PLANT("sorted_by_value", record = planted::WithoutSortKey(record));
    SUNDER_RETURN_IF_ERROR(writer_->Write(table_index_, record));
    ++records_written_;
  }
}

}  // namespace sunder::engine
