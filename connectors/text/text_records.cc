#include "connectors/text/text_records.h"

#include <algorithm>
#include <array>

namespace sunder {
namespace {

constexpr std::string_view kBlanks = " \t\r\f\v";
constexpr std::string_view kWhiteSpace = " \t\r\f\v\n";
constexpr size_t kBlankLineSizeBytesMax = 1000;
constexpr std::array<std::string_view, 2> kNames = {"paragraph", "line"};

}  // namespace

std::string_view TextRecordsName(TextRecords records) {
  return kNames[static_cast<size_t>(records)];
}

std::optional<TextRecords> ParseTextRecords(std::string_view name) {
  for (const TextRecords records : {TextRecords::kParagraph, TextRecords::kLine}) {
    if (name == TextRecordsName(records)) return records;
  }
  return std::nullopt;
}

bool IsBlankLine(std::string_view line) {
  return line.size() <= kBlankLineSizeBytesMax &&
         line.find_first_not_of(kBlanks) == std::string_view::npos;
}

// Looks from the back for a line with text behind a blank line.
size_t ParagraphBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  if (is_end) return bytes.size();
  size_t line_end = bytes.size();
  size_t next_start = 0;
  bool next_has_text = false;
  while (true) {
    const size_t line_break =
        line_end == 0 ? std::string_view::npos : bytes.rfind('\n', line_end - 1);
    const size_t start = line_break == std::string_view::npos ? 0 : line_break + 1;
    const bool is_blank = IsBlankLine(bytes.substr(start, line_end - start));
    if (is_blank && next_has_text) return next_start;
    if (start == 0) return 0;
    next_has_text = !is_blank;
    next_start = start;
    line_end = line_break;
  }
}

std::optional<size_t> ParagraphBoundary::EndOfRecord(std::string_view chunk, bool is_first) {
  if (is_first) {
    previous_is_blank_ = false;
    present_is_blank_ = true;
  }
  undecided_bytes_ = 0;
  size_t position = 0;
  while (position < chunk.size()) {
    if (present_is_blank_) {
      // Such a line is seen from its start on: it was undecided before.
      const std::string_view start = chunk.substr(position, kBlankLineSizeBytesMax + 1);
      const size_t blanks = std::min(start.find_first_not_of(kBlanks), start.size());
      if (blanks == start.size() && blanks <= kBlankLineSizeBytesMax) {
        undecided_bytes_ = blanks;
        return std::nullopt;
      }
      if (blanks < start.size() && start[blanks] == '\n') {
        previous_is_blank_ = true;
        position += blanks + 1;
        continue;
      }
      if (previous_is_blank_) return position;
      present_is_blank_ = false;
    }
    position = chunk.find('\n', position);
    if (position == std::string_view::npos) return std::nullopt;
    previous_is_blank_ = false;
    present_is_blank_ = true;
    ++position;
  }
  return std::nullopt;
}

std::unique_ptr<RecordBoundary> MakeTextBoundary(TextRecords records) {
  if (records == TextRecords::kLine) return std::make_unique<LineBoundary>();
  return std::make_unique<ParagraphBoundary>();
}

std::optional<size_t> FindParagraphStart(std::string_view bytes) {
  // What stands before the first line end is part of a line that began somewhere before.
  const size_t line_end = bytes.find('\n');
  if (line_end == std::string_view::npos) return std::nullopt;
  ParagraphBoundary boundary;
  const std::optional<size_t> end = boundary.EndOfRecord(bytes.substr(line_end + 1), true);
  if (!end) return std::nullopt;
  return line_end + 1 + *end;
}

std::string_view TextOfRecord(TextRecords records, std::string_view record) {
  if (records == TextRecords::kLine) {
    if (!record.ends_with('\n')) return record;
    record.remove_suffix(1);
    if (record.ends_with('\r')) record.remove_suffix(1);
    return record;
  }
  const size_t last = record.find_last_not_of(kWhiteSpace);
  return record.substr(0, last == std::string_view::npos ? 0 : last + 1);
}

std::string_view FirstRecord(TextRecords records, std::string_view bytes) {
  return bytes.substr(0,
                      MakeTextBoundary(records)->EndOfRecord(bytes, true).value_or(bytes.size()));
}

}  // namespace sunder
