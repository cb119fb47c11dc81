#include "connectors/keyvalue/keyvalue_lines.h"

#include <algorithm>
#include <map>
#include <set>

namespace sunder::keyvalue {
namespace {

constexpr size_t kKeySizeBytesMax = 48;
constexpr size_t kKeyWordsMax = 5;
constexpr size_t kRecordsMin = 3;
constexpr size_t kSharedKeysMin = 2;

bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

bool IsKeyByte(char c) {
  constexpr std::string_view kPunctuation = " _-./()#";
  return IsLetter(c) || (c >= '0' && c <= '9') || kPunctuation.find(c) != std::string_view::npos;
}

// The key of a line "Name: value"; empty for any other.
std::string_view KeyOf(std::string_view line) {
  const size_t colon = line.substr(0, kKeySizeBytesMax + 1).find(':');
  if (colon == std::string_view::npos || colon == 0) return {};
  const char behind = colon + 1 < line.size() ? line[colon + 1] : ' ';
  if (behind != ' ' && behind != '\t') return {};
  const std::string_view key = line.substr(0, colon);
  if (!IsLetter(key.front()) || key.back() == ' ' ||
      !std::all_of(key.begin(), key.end(), IsKeyByte)) {
    return {};
  }
  const auto spaces = static_cast<size_t>(std::count(key.begin(), key.end(), ' '));
  return spaces < kKeyWordsMax ? key : std::string_view();
}

}  // namespace

size_t KeyvalueBoundary::WholeRecords(std::string_view bytes, bool is_end) {
  if (is_end) return bytes.size();
  RecordScan scan;
  size_t whole = 0;
  for (size_t i = 0; i < bytes.size(); ++i) {
    if (scan.StartsRecord(bytes[i])) whole = i;
  }
  return whole;
}

std::optional<size_t> KeyvalueBoundary::EndOfRecord(std::string_view chunk, bool is_first) {
  if (is_first) scan_ = RecordScan();
  for (size_t i = 0; i < chunk.size(); ++i) {
    if (scan_.StartsRecord(chunk[i])) return i;
  }
  return std::nullopt;
}

std::vector<KeyvalueItem> ParseItems(std::string_view bytes) {
  std::vector<KeyvalueItem> items;
  RecordScan scan;
  uint32_t record = 0;
  for (size_t begin = 0; begin < bytes.size();) {
    const size_t line_feed = std::min(bytes.find('\n', begin), bytes.size());
    size_t end = line_feed;
    while (end > begin && bytes[end - 1] == '\r') --end;
    for (size_t i = begin; i < std::min(line_feed + 1, bytes.size()); ++i) {
      if (scan.StartsRecord(bytes[i])) ++record;
    }
    const std::string_view line = bytes.substr(begin, end - begin);
    const bool goes_on = !line.empty() && (line[0] == ' ' || line[0] == '\t') && !items.empty() &&
                         items.back().record == record;
    if (goes_on) {
      items.back().end = end;
    } else if (!line.empty()) {
      KeyvalueItem item{record, KeyOf(line), begin, end};
      if (!item.key.empty()) {
        item.begin += item.key.size() + 1;
        while (item.begin < end && (bytes[item.begin] == ' ' || bytes[item.begin] == '\t')) {
          ++item.begin;
        }
      }
      items.push_back(item);
    }
    begin = line_feed + 1;
  }
  return items;
}

bool LooksLikeKeyvalue(std::string_view head, bool is_whole) {
  if (head.find('\0') != std::string_view::npos) return false;
  std::vector<KeyvalueItem> items = ParseItems(head);
  if (items.empty()) return false;
  const uint32_t last = items.back().record;
  if (!is_whole) {
    std::erase_if(items, [last](const KeyvalueItem& item) { return item.record == last; });
  }
  std::map<std::string_view, size_t> records_by_key;
  std::set<std::pair<uint32_t, std::string_view>> seen;
  std::set<uint32_t> records;
  size_t strange = 0;
  for (const KeyvalueItem& item : items) {
    records.insert(item.record);
    if (item.key.empty() || !seen.emplace(item.record, item.key).second) {
      ++strange;
    } else {
      ++records_by_key[item.key];
    }
  }
  const auto shared = static_cast<size_t>(
      std::count_if(records_by_key.begin(), records_by_key.end(),
                    [&](const auto& entry) { return 5 * entry.second >= 4 * records.size(); }));
  return records.size() >= kRecordsMin && shared >= kSharedKeysMin && 10 * strange <= items.size();
}

}  // namespace sunder::keyvalue
