// What every connector promises, as one test. A connector's own tests supply sample content as data
// and call RunConformance inside a TEST_CASE; it reports through Catch2 (CHECK and REQUIRE).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "connectors/api/connector.h"
#include "core/ledger.h"

namespace sunder {

// A damaged or special variant of the content and what must come out of its first table.
struct ConformanceVariant {
  std::string content;                 // empty: the variant is not run
  uint64_t records = 0;                // delivered records
  uint32_t record_size_bytes_max = 0;  // 0: the default
  // Reasons that must be in the ledger, no others. Empty: no loss at all.
  std::vector<LossReason> losses;
  // Text that must not be delivered in any cell (what was lost).
  std::string absent_text;
};

struct ConformanceCase {
  std::string name;       // shown in messages
  std::string file_name;  // "people.csv": the sample is written under this name
  // The sample: `content`, or for formats that are no plain bytes a function that creates the file.
  std::string content;
  std::function<void(const std::string& path)> make_file;

  // One entry a table, in the order of Inspect.
  std::vector<uint64_t> records;
  // Where fields are known beforehand: exactly TableInfo::fields; else the sorted paths of all
  // cells met while reading. Empty inner list: not checked.
  std::vector<std::vector<std::string>> fields;
  std::map<std::string, std::string> dialect;  // entries that Inspect must have sniffed (subset)

  // Reading and writing without edits gives the same bytes.
  bool is_byte_identical = false;
  // Whether the first table must be cut in several partitions when eight are asked for (make the
  // sample long enough: Plan may refuse to cut small files).
  bool must_partition = false;
  // A byte-order mark in front of the content changes nothing.
  bool accepts_byte_order_mark = true;

  // A path to remove from the first table, and text that only its cells hold: it must be gone from
  // the file that was written, and all other cells must be unchanged. Empty: not run.
  std::string removed_field;
  std::string removed_text;
  // Replaced in every cell that holds it (as a cell edit), then read again: the new text must
  // appear, the old be gone. Empty: not run. The replacement is made nasty by the kit.
  std::string replaced_text;

  // "", "\n" ... content with no records: Inspect succeeds (possibly with no table) and reading
  // gives nothing. Only run when `runs_empty`.
  bool runs_empty = true;
  ConformanceVariant truncated;   // the file ends inside a record
  ConformanceVariant bad_utf8;    // bytes that are not UTF-8 in some records
  ConformanceVariant over_limit;  // a record larger than record_size_bytes_max
};

// Runs, each as its own check with the case's name in the message: recognition by name; counts and
// schema; ledger balance; blocks of 1, 7, 64 bytes and of the default size give the same cells;
// many partitions give the same cells as one; a second read gives the same; write without edits and
// read again; removed fields; replaced texts; mode 0600; no file left behind by an unfinished
// writer; empty file; byte-order mark; the three variants; cancel; max_bytes; and, for connectors
// that read streams, every codec, whole and truncated.
void RunConformance(const Connector& connector, const ConformanceCase& sample);

// The parts, for a connector's own tests.

struct ReadCell {
  std::string field;
  std::string text;  // decoded
  bool is_text = true;
  friend bool operator==(const ReadCell&, const ReadCell&) = default;
  friend auto operator<=>(const ReadCell&, const ReadCell&) = default;
};
using ReadRecord = std::vector<ReadCell>;
struct ReadTable {
  std::vector<ReadRecord> records;
  ReadLedger ledger;
};

// A new empty folder, removed with all in it by the destructor.
class TestFolder {
 public:
  TestFolder();
  ~TestFolder();
  TestFolder(const TestFolder&) = delete;
  TestFolder& operator=(const TestFolder&) = delete;
  const std::string& path() const { return path_; }
  // Writes a file and returns its path; folders in `name` are created.
  std::string Write(std::string_view name, std::string_view content) const;

 private:
  std::string path_;
};

std::string ReadTestFile(const std::string& path);

// The object that listing would make of a path: codec by extension, size from the file.
SourceObject TestObject(const Connector& connector, const std::string& path);

// Reads all partitions of a table one after another. Fails the test on any Status that is not ok.
ReadTable ReadWholeTable(const Connector& connector, const TableInfo& table,
                         const ReadOptions& options = {}, uint32_t partitions = 1);

// Writes all tables of `object` to `path`. `edit` may return edits for a record (ordered by cell);
// records that serialise to no bytes are not written. Fails the test on errors.
using RecordEditor = std::function<std::vector<CellEdit>(const RecordBlock&, uint32_t record,
                                                         std::span<const CellRef> cells)>;
void RewriteObject(const Connector& connector, const SourceObject& object, const std::string& path,
                   const std::vector<WriteOptions>& options = {}, const RecordEditor& edit = {});

}  // namespace sunder
