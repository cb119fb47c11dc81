// The grammar of key-value files: a record is a block of lines, a value goes on in lines that begin
// with a space.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "connectors/decode/block_source.h"

namespace sunder::keyvalue {

// Follows bytes from the start of a record. Blank lines behind a record belong to it.
class RecordScan {
 public:
  // Whether the next byte, `byte`, is the first of another record.
  bool StartsRecord(char byte) {
    if (byte == '\n') {
      is_after_blank_ = is_after_blank_ || (is_line_blank_ && has_content_);
      is_line_blank_ = true;
      return false;
    }
    if (byte == '\r' || !is_line_blank_) return false;
    is_line_blank_ = false;
    const bool starts = is_after_blank_;
    is_after_blank_ = false;
    has_content_ = true;
    return starts;
  }

 private:
  bool has_content_ = false;
  bool is_line_blank_ = true;
  bool is_after_blank_ = false;
};

class KeyvalueBoundary : public RecordBoundary {
 public:
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;

 private:
  RecordScan scan_;  // for EndOfRecord only
};

// One value with its place in the bytes. A line that is no "Name: value" has no key.
struct KeyvalueItem {
  uint32_t record = 0;
  std::string_view key;  // a view of the bytes
  size_t begin = 0;      // of the value
  size_t end = 0;
};

// The values of all records, in order. Bytes are whole records.
std::vector<KeyvalueItem> ParseItems(std::string_view bytes);

// Whether the first bytes of a file are records of this kind: three at least, with at least two
// keys that most have, and hardly a line that is none. Dialogues repeat a name within a block.
bool LooksLikeKeyvalue(std::string_view head, bool is_whole);

}  // namespace sunder::keyvalue
