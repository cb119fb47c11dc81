// RecordBlock: record-aligned bytes of a source and a lazy index of the cells in them.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder {

// How a cell's raw bytes become text.
enum class CellEncoding : uint8_t {
  kPlain,    // the bytes are the text
  kEscaped,  // the connector's own escapes must be undone (doubled quotes, JSON escapes)
  // A cell that holds records of another format (JSON in CSV): the values in it follow as kNested
  // cells. A writer's business alone: its text is empty.
  kContainer,
  kNested,  // escaped in the inner format and again in the outer one
};

// One cell: a filled or empty leaf value of one record.
struct CellRef {
  uint32_t record = 0;  // 0-based within the block
  uint32_t field = 0;   // index into RecordBlock::fields()
  uint32_t begin = 0;   // raw bytes of the value in RecordBlock::bytes(), quotes excluded
  uint32_t end = 0;
  CellEncoding encoding = CellEncoding::kPlain;
  // Numbers, booleans and nulls of formats that tell them from text (JSON, SQLite).
  bool is_text = true;
};

class RecordBlock;

// Finds the cells of a block and undoes their escapes. Stateless and shared by all blocks of a
// table; every method may be called from several threads at once.
class CellIndexer {
 public:
  virtual ~CellIndexer() = default;
  // Appends the cells of `block`, ordered by (record, position in the record), and the paths of
  // fields met. Sets block->record_count.
  virtual Status Index(RecordBlock* block) const = 0;
  // Text of an escaped cell; `raw` is the cell's bytes.
  virtual std::string Decode(std::string_view raw) const = 0;
  // Text of a nested cell.
  virtual std::string DecodeNested(std::string_view raw) const { return Decode(raw); }
};

// Owned by one thread at a time; recycled through a buffer pool (Clear keeps the capacity).
// Views from bytes() and Text() live until the block is cleared or destroyed.
class RecordBlock {
 public:
  // Readers fill these.
  std::string data;           // record-aligned bytes
  uint64_t sequence = 0;      // position of the block in its partition, from 0
  uint64_t first_record = 0;  // ordinal of the first record in its partition
  uint32_t record_count = 0;  // set by the reader when it knows, else by Index
  std::shared_ptr<const CellIndexer> indexer;
  // Paths of the fields that cells refer to ("email", "terms[].party"). Tables whose fields are
  // known beforehand list them all, in the source's order.
  std::vector<std::string> fields;
  std::vector<CellRef> cells;
  bool is_indexed = false;

  std::string_view bytes() const { return data; }
  Status EnsureIndexed();
  // The decoded text of a cell: a view of the block, or of `*scratch` when escapes were undone.
  std::string_view Text(const CellRef& cell, std::string* scratch) const;
  // The same; empty for what is carried but not judged: blobs. Numbers are judged by their digits.
  // `scratch` is not needed for kPlain.
  std::string_view TextToJudge(const CellRef& cell, std::string* scratch) const;
  void Clear();
};

}  // namespace sunder
