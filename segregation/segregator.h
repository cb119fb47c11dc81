// Segregator: takes the records of one table apart. What it gives out are three unrelated types
// that share no key: nothing can be built from one of them that leads to another.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/api/connector.h"
#include "core/judge.h"
#include "core/label.h"
#include "core/record_block.h"
#include "core/second_look.h"
#include "core/status.h"
#include "core/vocabulary.h"
#include "segregation/context.h"
#include "segregation/persons_counter.h"
#include "segregation/plan.h"
#include "segregation/residue_probes.h"
#include "segregation/sealed_sizes.h"
#include "segregation/special_counts.h"

namespace sunder::segregation {

// Serialised records of the identity store.
struct IdentityBatch {
  std::vector<std::string> records;
};

// One original that could not be taken apart safely.
struct QuarantineItem {
  std::string object;
  std::string table;
  std::string field;
  uint64_t record = 0;  // ordinal in the source; readable by the recipient only
  std::string text;
  // `text` is a piece of the object's own bytes instead, `record` its number from 0 on.
  bool is_file_piece = false;
  // The rest of the text stands in the identity store: of what left it, the size as JSON.
  bool is_shortened = false;
  uint64_t dropped_size_bytes = 0;
};

// What must balance: records in = identity records (a withheld field leaves its record in place) +
// nobody's records; values in = values counted + merged away as a person's duplicates + sealed.
struct SplitCounts {
  uint64_t records_in = 0;
  uint64_t records_out = 0;
  uint64_t records_of_nobody = 0;   // see CountingOptions::is_text; shifted ones
  uint64_t records_shifted = 0;     // of these: a cell that stays held what leaves
  uint64_t special_values_in = 0;   // stated values met, in columns and in dropped sentences
  uint64_t special_values_out = 0;  // counted, "none" not included
  uint64_t duplicates_merged = 0;
  uint64_t special_values_sealed = 0;  // of nobody's records
  uint64_t texts_in = 0;               // filled cells of free-text fields
  uint64_t texts_dropped_from = 0;     // sentences dropped, rest kept
  uint64_t texts_withheld = 0;         // whole field sealed
  uint64_t cells_quarantined = 0;      // of kQuarantine routes, and of ObjectWriter::WithheldCells
  void Merge(const SplitCounts& other);
  bool Balances() const;
};

// What to count by besides records. Everything outlives the segregator.
struct CountingOptions {
  // Categories that are counted by persons in all their tables; the table has a person field then.
  std::vector<LabelId> by_person = {};
  const PersonKeyer* keyer = nullptr;  // none: no category is counted by persons
  ContextNames* contexts = nullptr;    // set where the table has a context
  // Records are parts of a text: one of which no byte remains was withheld, and counts. A row of a
  // table (a sheet) of which no byte remains had nothing but what leaves. It is nobody's: it would
  // come and go with the value, so it is no record and counts nowhere; its cells are sealed.
  bool is_text = false;
};

struct SplitOutput {
  IdentityBatch identity;
  std::map<ContextId, SpecialCounts> special;  // by records
  std::vector<PersonValue> persons;            // one a record and category counted by persons
  uint64_t records_without_person = 0;
  std::vector<QuarantineItem> quarantine;
  SizeCounts text_sizes;  // of all texts, as they are in `identity`
  SplitCounts counts;
};

// One a thread (it holds a judge). REQUIRES: all arguments outlive it.
class Segregator {
 public:
  // `table_index` is the table's index in `writer`. `second_look` may be nullptr: texts are then
  // published on the judge's word alone.
  Segregator(const PlannedTable& table, const Policy& policy, const LabelCatalog& labels,
             const Vocabulary& vocabulary, const std::map<std::string, RuleIndex>& rule_by_id,
             const ObjectWriter& writer, size_t table_index, Judge& judge,
             const SecondLook* second_look, CountingOptions counting = {});
  ~Segregator();
  // From here on what is taken away is noted in `probes` as the object's; it outlives this.
  void NoteRemoved(ResidueProbes* probes, uint32_t object);
  // Appends to `output`. The block is indexed here if it was not.
  Status Split(RecordBlock* block, SplitOutput* output);
  // The writer's options for this table: the fields that leave.
  static WriteOptions OptionsOf(const PlannedTable& table);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// The text without its sentences that hold a personal special finding, with no marker and no
// doubled white space; nullopt when the whole text must be withheld (docs/segregation.md gives the
// rules). `stated` receives the canonical values of what was dropped, whichever way.
struct StatedValue {
  LabelId label = kNoLabel;
  ValueId value = kNoValue;
};
Result<std::optional<std::string>> DropSentences(std::string_view text, std::string_view field,
                                                 const Policy& policy, const LabelCatalog& labels,
                                                 Judge& judge, const SecondLook* second_look,
                                                 std::vector<StatedValue>* stated);

}  // namespace sunder::segregation
