// What a record of a text file is: a line, or a paragraph with the blank lines behind it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "connectors/decode/block_source.h"

namespace sunder {

enum class TextRecords : uint8_t { kParagraph, kLine };

// Names in the dialect: "paragraph", "line".
std::string_view TextRecordsName(TextRecords records);
std::optional<TextRecords> ParseTextRecords(std::string_view name);

// Nothing but white space (ASCII) on the line. A line of more than 1000 bytes never is: so much one
// must see to tell where a paragraph ends, and no more.
bool IsBlankLine(std::string_view line);

// A paragraph ends where, behind at least one blank line, a line with text begins: the blank lines
// belong to the paragraph before them. Blank lines at the start of the file are a record of their
// own, with an empty text.
class ParagraphBoundary : public RecordBoundary {
 public:
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;
  // The present line while it is blank: it is of the next paragraph if text follows there.
  size_t UndecidedBytes() const override { return undecided_bytes_; }

 private:
  size_t undecided_bytes_ = 0;
  bool previous_is_blank_ = false;  // the line before the present one
  bool present_is_blank_ = true;    // the present line as far as it was seen
};

std::unique_ptr<RecordBoundary> MakeTextBoundary(TextRecords records);

// Start of a paragraph that is recognised from any position; see RecordStartFinder.
std::optional<size_t> FindParagraphStart(std::string_view bytes);

// The text of a record: without the line end, or the trailing white space and blank lines. A prefix
// of the record, for every record.
std::string_view TextOfRecord(TextRecords records, std::string_view record);

// The first record of `bytes`, which begin with one.
std::string_view FirstRecord(TextRecords records, std::string_view bytes);

}  // namespace sunder
