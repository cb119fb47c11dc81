// Where a person's records stand: reads sources whole and compares every cell.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/status.h"
#include "engine/pipeline.h"
#include "engine/scan_run.h"
#include "engine/subject_match.h"

namespace sunder::engine {

struct SubjectPlace {
  std::string object;
  std::string table;
  uint64_t records = 0;                 // the person's own
  uint64_t mentions = 0;                // records of others, or texts, that mention an identifier
  std::vector<std::string> fields;      // in which an own identifier stands, sorted
  std::vector<std::string> mentioning;  // fields with mentions, sorted
};

// A copy of one of the person's own records: what they have a right to see (GDPR Art. 15).
struct SubjectCopy {
  std::string object;
  std::string table;
  std::vector<std::pair<std::string, std::string>> cells;  // field, text; in the record's order
  friend auto operator<=>(const SubjectCopy&, const SubjectCopy&) = default;
};

struct SubjectSearch {
  std::vector<SubjectPlace> places;  // tables with hits only, in the sources' order
  uint64_t tables = 0;               // read
  std::vector<SubjectCopy> copies;   // sorted within a table; empty unless asked for
};

// What became of the cells of one record.
struct SubjectRecord {
  bool is_own = false;
  std::vector<uint32_t> own_cells;  // indexes into RecordBlock::cells, ascending
  std::vector<uint32_t> mentioning_cells;
};

// Matches the records of a block; one entry a record.
Result<std::vector<SubjectRecord>> MatchRecords(const SubjectMatcher& matcher, RecordBlock* block);

// Unreadable or DataLoss when a source was not read whole: an incomplete answer would be a wrong
// one. `with_copies` collects the person's own records in memory.
Result<SubjectSearch> FindSubject(const SourceTables& sources, const SubjectMatcher& matcher,
                                  const PipelineOptions& options, bool with_copies,
                                  Progress* progress);

}  // namespace sunder::engine
