#include "connectors/text/text_sniffer.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "connectors/decode/byte_stream.h"
#include "connectors/decode/sql_line.h"

namespace sunder {
namespace {

constexpr size_t kCharacterSizeBytesMax = 4;
constexpr size_t kLinesMin = 5;             // fewer lines say nothing about a file
constexpr size_t kLongLineSizeBytes = 160;  // no text is wrapped this wide
constexpr std::array<std::string_view, 3> kNotText = {"%PDF-", "%!PS", "{\\rtf"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

bool IsControl(char c) {
  const auto byte = static_cast<uint8_t>(c);
  // Escape (colours), backspace and bell occur in logs of terminals.
  return byte < 0x20 && std::string_view("\t\n\r\f\v\x1B\b\a").find(c) == std::string_view::npos;
}

// "2026-01-31T10:00:00", "[31/Jan/2026", "192.0.2.1 -", "Jan 31 10:00:00", "<34>1": a time, address
// or number among the first sixteen bytes.
bool BeginsLikeLog(std::string_view line) {
  const std::string_view start = line.substr(0, 16);
  const auto digits = std::count_if(start.begin(), start.end(), IsDigit);
  const bool has_joint = start.find_first_of(":-/.[") != std::string_view::npos;
  return digits >= 4 && has_joint;
}

// A whole one, or what parts it from the next.
bool IsStatement(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r");
  if (line.substr(0, last + 1) == "GO") return true;
  return BeginsInsert(line) && (line[last] == ';' || line[last] == ')');
}

bool EndsLikeSentence(std::string_view line) {
  const size_t last = line.find_last_not_of(" \t\r\"')");
  return last != std::string_view::npos &&
         std::string_view(".!?").find(line[last]) != std::string_view::npos;
}

}  // namespace

bool LooksLikeText(std::string_view head) {
  if (head.empty() || !ForeignEncoding(head).empty()) return false;
  for (const std::string_view start : kNotText) {
    if (head.starts_with(start)) return false;
  }
  const size_t valid = ValidUtf8Prefix(head);
  if (valid == 0 || head.size() - valid >= kCharacterSizeBytesMax) return false;
  const auto controls = std::count_if(head.begin(), head.end(), IsControl);
  return static_cast<size_t>(controls) * 100 <= head.size();
}

TextRecords SniffTextRecords(std::string_view file_name, std::string_view head) {
  if (file_name.ends_with(".log")) return TextRecords::kLine;
  if (file_name.ends_with(".md")) return TextRecords::kParagraph;
  size_t lines = 0;
  size_t blank = 0;
  size_t log_like = 0;
  size_t sentences = 0;
  size_t statements = 0;
  size_t long_lines = 0;
  while (true) {
    const size_t end = head.find('\n');
    if (end == std::string_view::npos) break;  // the last line may be cut
    const std::string_view line = head.substr(0, end);
    head.remove_prefix(end + 1);
    if (IsBlankLine(line)) {
      ++blank;
      continue;
    }
    ++lines;
    if (BeginsLikeLog(line)) ++log_like;
    if (IsStatement(line)) ++statements;
    if (EndsLikeSentence(line)) ++sentences;
    if (line.size() >= kLongLineSizeBytes) ++long_lines;
  }
  if (lines < kLinesMin || blank * 20 > lines) return TextRecords::kParagraph;
  const size_t stand_alone = std::max({log_like, sentences, statements, long_lines});
  return stand_alone * 10 >= lines * 7 ? TextRecords::kLine : TextRecords::kParagraph;
}

}  // namespace sunder
