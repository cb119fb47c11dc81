// Splits one table: workers take blocks apart, records are sorted (or kept in order) and written.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "connectors/api/connector.h"
#include "core/second_look.h"
#include "engine/pipeline.h"
#include "scanner/match/rule_database.h"
#include "segregation/persons_counter.h"
#include "segregation/plan.h"
#include "segregation/publication.h"
#include "segregation/quarantine.h"
#include "segregation/record_sorter.h"
#include "segregation/segregator.h"

namespace sunder::engine {

// What all tables of a run share. The counts and the quarantine belong to the whole run.
struct SplitTotals {
  std::mutex mutex;
  std::map<segregation::ContextId, segregation::SpecialCounts> special;
  segregation::PersonCounter* persons = nullptr;
  const segregation::PersonKeyer* keyer = nullptr;
  segregation::ContextNames contexts;
  std::vector<LabelId> by_person;  // sorted: categories whose tables all tell persons apart
  std::map<const segregation::PlannedTable*, segregation::TableTally> tables;
  segregation::SplitCounts counts;
  segregation::QuarantineWriter* quarantine = nullptr;
  // Of a split in place: what is taken away, and the object at hand (index in the listing).
  segregation::ResidueProbes* probes = nullptr;
  uint32_t object = 0;
  const SecondLook* second_look = nullptr;  // of texts
};

class TableSplitter : public BlockConsumer {
 public:
  // Everything outlives it. `judges` has one entry a worker. `in_order`: records are handed on in
  // the source's order instead of canonical order; `is_text`: that order is part of the content.
  TableSplitter(const segregation::PlannedTable& planned, const segregation::Policy& policy,
                const scanner::RuleDatabase& database, ObjectWriter* writer, size_t table_index,
                const std::vector<std::unique_ptr<Judge>>& judges, bool in_order, bool is_text,
                uint64_t sort_memory_bytes, const std::string& temporary_folder,
                SplitTotals* totals);
  ~TableSplitter() override;

  Status Consume(uint32_t worker, size_t table, RecordBlock* block) override;
  // Writes the sorted records.
  Status Complete(uint32_t worker, size_t table) override;

  uint64_t records_written() const { return records_written_; }
  // Texts: of which nothing is left to write.
  uint64_t records_withheld() const { return records_withheld_; }
  // Rows with nothing but what leaves; no records.
  uint64_t records_of_nobody() const { return records_of_nobody_; }
  uint64_t records_shifted() const { return records_shifted_; }  // of these

 private:
  Status CheckFields(const RecordBlock& block) const;
  Status Collect(uint64_t sequence, segregation::SplitOutput output);
  Status WriteBatch(const segregation::IdentityBatch& batch);

  const segregation::PlannedTable& planned_;
  ObjectWriter* const writer_;
  const size_t table_index_;
  const bool in_order_;
  SplitTotals* const totals_;
  std::vector<std::string> known_fields_;                              // sorted
  std::vector<std::unique_ptr<segregation::Segregator>> segregators_;  // by worker
  std::mutex mutex_;
  segregation::RecordSorter sorter_;
  // Batches that came before their turn, when the order is kept; bounded by the pool of blocks.
  std::map<uint64_t, segregation::IdentityBatch> early_;
  uint64_t next_sequence_ = 0;
  uint64_t records_written_ = 0;
  uint64_t records_withheld_ = 0;
  uint64_t records_of_nobody_ = 0;
  uint64_t records_shifted_ = 0;
};

}  // namespace sunder::engine
