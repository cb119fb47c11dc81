// VisitCounter: brings the lines of one visit to a web site together, in bounded memory.
//
// Lines belong to one visit if they share the client (host and user agent), the user or a cookie of
// a session, and follow one another within 30 minutes: the usual heuristic (Catledge and Pitkow
// 1995 measured pauses of 25.5 minutes; compared by Spiliopoulou, Mobasher, Berendt and Nakagawa,
// INFORMS Journal on Computing 15(2), 2003). A line is in a visit by each of these that it has: one
// that lacks a cookie, or has a new one, still joins by the others.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "connectors/api/connector.h"
#include "core/record_block.h"
#include "core/status.h"
#include "scanner/profile/table_profile.h"
#include "segregation/persons_key.h"
#include "segregation/record_sorter.h"

namespace sunder::engine {

class VisitCounter {
 public:
  // `keyer` outlives it. `memory_bytes_max` and `temporary_folder` as of RecordSorter.
  VisitCounter(VisitFields fields, const segregation::PersonKeyer& keyer, uint64_t memory_bytes_max,
               std::string temporary_folder);
  ~VisitCounter();
  // `block` is indexed; `evidence` as TableProfile::AddBlock gave it. From any thread.
  Status AddBlock(const RecordBlock& block, std::span<const scanner::RecordEvidence> evidence);
  // After the last AddBlock. What is counted depends on the lines alone, not on their order.
  Status CountInto(scanner::TableProfile* profile);

 private:
  struct BlockFields;
  class LineKeys;
  struct OpenVisits;
  struct Stretch;
  class Bits;

  BlockFields FieldsOf(const RecordBlock& block);
  // The time of a record, and by what its visitors are told.
  std::optional<int64_t> TellVisitors(const RecordBlock& block, const BlockFields& fields,
                                      std::span<const CellRef> cells, LineKeys* line) const;
  // The visitor's stretch that takes a line of that time; one that does not becomes an entry.
  Stretch& StretchOf(const std::string& key, int64_t time, OpenVisits* open,
                     std::vector<std::string>* entries) const;
  // At most one exists for each thread that adds blocks.
  std::unique_ptr<OpenVisits> TakeOpen();
  static void Close(OpenVisits* open, std::vector<std::string>* entries);

  const VisitFields fields_;
  const segregation::PersonKeyer& keyer_;
  const uint64_t open_bytes_max_;
  std::mutex mutex_;
  std::vector<std::string> paths_;  // of the numbers of fields
  std::unordered_map<std::string, uint32_t> numbers_;
  std::vector<std::unique_ptr<OpenVisits>> idle_;
  segregation::RecordSorter sorter_;
};

}  // namespace sunder::engine
