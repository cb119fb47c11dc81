// TableProfile: what is remembered of a table's cells while it is read, in bounded memory and
// independent of the order of records, blocks and threads; and the judgement made of it at the end.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <vector>

#include "core/finding.h"
#include "core/judge.h"
#include "core/record_block.h"
#include "core/scan_report.h"
#include "core/status.h"
#include "scanner/match/detector.h"

namespace sunder::scanner {

// A sample of a field's distinct values: the ones with the smallest keyed hashes, each with its
// exact count. A function of the multiset of values only; two samples merge to that of the union.
class DistinctSample {
 public:
  static constexpr size_t kCapacity = 512;           // distinct values of the sample
  static constexpr size_t kValueSizeBytesMax = 256;  // longer values are texts: counted, not kept
  struct Entry {
    std::string value;
    uint64_t count = 0;
  };
  void Add(std::string_view value, uint64_t count = 1);
  // The same with the value's HashBytes.
  void AddHashed(uint64_t hash, std::string_view value, uint64_t count);
  void Merge(const DistinctSample& other);
  // Sorted by value. Complete (every distinct value) while is_complete().
  std::vector<Entry> Entries() const;
  // Distinct values that were added: exact while is_complete(), else told by how close together the
  // smallest hashes lie (about 5 % off).
  uint64_t DistinctEstimate() const;
  bool is_complete() const { return !has_evicted_ && slots_.size() <= kCapacity; }

 private:
  struct Slot {
    uint64_t hash = 0;
    Entry entry;
  };
  void Prune();
  void Reindex(size_t size);

  // Up to twice the capacity, pruned to the smallest hashes when full: whatever ends up among the
  // smallest was below the bound all the time, so its count is exact.
  std::vector<Slot> slots_;
  std::vector<uint32_t> index_;  // open addressing by hash; slot + 1, 0 is free
  uint64_t hash_max_ = UINT64_MAX;
  bool has_evicted_ = false;
};

struct MemoBudget;
class ValueMemo;

struct FieldProfile {
  uint64_t filled = 0;       // records with a non-empty value
  uint64_t long_values = 0;  // over DistinctSample::kValueSizeBytesMax
  uint64_t text_values = 0;  // three or more words
  uint64_t size_bytes_total = 0;
  DistinctSample sample;
  struct Hit {  // findings of one (label, grade, rule)
    uint64_t cells = 0;
    float confidence_max = 0;
    std::map<std::string_view, uint64_t> cues;  // cue -> count
  };
  std::map<std::tuple<LabelId, EvidenceGrade, RuleIndex>, Hit> hits;
  // Records where this field is evidence of a special category (its header may say so and it is
  // filled, or a cell holds a personal finding) and another field is filled: by that field's path.
  std::unordered_map<std::string, uint64_t> filled_beside;
  // Likewise, where the other field is filled in that record or another one of its visit.
  std::unordered_map<std::string, uint64_t> filled_in_visit;
  uint64_t special_records = 0;
  // Cells with a personal special finding AND another label without grade (identifier, quasi-
  // identifier or secret), by (special, other).
  struct Together {
    uint64_t cells = 0;
    // Of these, cells where speakers state their own and the other stands in another sentence: a
    // name there may well be somebody else's ("... and our priest was ...").
    uint64_t apart_cells = 0;
  };
  std::map<std::pair<LabelId, LabelId>, Together> in_one_value;
};

// Whether what looks like a statement of this grade is part of a name or an address ("the Greek"):
// in a column of them, unless a label or a long text says it.
bool IsPartOfName(const FieldProfile& field, LabelKind column_kind, EvidenceGrade grade);

// A field of a record that is evidence of a special category; both count within their block.
struct RecordEvidence {
  uint32_t record = 0;
  uint32_t field = 0;
};

// One a thread and table while reading; merged at the end. Merging is commutative.
class TableProfile {
 public:
  // `special_by_name` tells for a path whether its header may head a special category.
  explicit TableProfile(std::function<bool(std::string_view)> special_by_name);
  ~TableProfile();
  TableProfile(TableProfile&&) noexcept;
  TableProfile& operator=(TableProfile&&) noexcept;
  // Adds the cells of one block, which is indexed; `judge` is given the values that were not met
  // before (nullptr: no cell has findings). After an error the profile is of no more use.
  // `evidence` (may be nullptr) is given what is evidence in the block, by record.
  Status AddBlock(const RecordBlock& block, Judge* judge,
                  std::vector<RecordEvidence>* evidence = nullptr);
  void Merge(TableProfile&& other);
  // Records where `special` is evidence of a special category and `other` is filled in their visit.
  void SetFilledInVisit(const std::string& special, const std::string& other, uint64_t records);
  // After the last AddBlock or Merge: counts what is still remembered by value.
  void Finish();
  uint64_t records() const { return records_; }
  // REQUIRES: finished.
  const std::map<std::string, FieldProfile>& fields() const { return fields_; }

 private:
  class BlockTally;

  bool MayBeSpecial(const std::string& path);

  std::function<bool(std::string_view)> special_by_name_;
  std::unique_ptr<MemoBudget> budget_;  // of memos_
  std::unordered_map<std::string, std::unique_ptr<ValueMemo>> memos_;
  std::unordered_map<std::string, bool> special_paths_;
  uint64_t records_ = 0;
  std::map<std::string, FieldProfile> fields_;
};

// A decision of a person about one field: from a plan or the project file.
struct FieldOverride {
  std::string object_glob;  // fnmatch on the shown name; empty: any
  std::string table_glob;
  std::string field;   // path, exact
  std::string label;   // "none", or a label
  std::string reason;  // required
};

// Judges whole tables. Owns a Detector: one a thread.
class TableJudge {
 public:
  static Result<std::unique_ptr<TableJudge>> Create(const RuleDatabase& database);
  ~TableJudge();
  // Labels every field and finds the associations. `table` comes with object, table, connector,
  // is_document and the source's field order in `known_fields` (empty: by path); the rest is filled
  // in.
  Status Judge(const TableProfile& profile, const std::vector<std::string>& known_fields,
               const std::vector<FieldOverride>& overrides, TableReport* table);
  // For `inspect --columns`: one column by its header, table name and values.
  Result<FieldReport> JudgeColumn(std::string_view table, std::string_view header,
                                  std::span<const std::string> values);
  // Whether a header's words may head a special category, whatever its values.
  bool MayHeadSpecial(std::string_view path);

 private:
  struct State;
  explicit TableJudge(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace sunder::scanner
