#include "connectors/charset/word_sample.h"

#include <algorithm>
#include <utility>

#include "connectors/charset/text_damage.h"

namespace sunder::charset {
namespace {

constexpr uint64_t kSizeBytesMax = 64 * 1024;
// Text without blanks (Japanese) is cut at line ends; what is longer is no text.
constexpr size_t kWordSizeBytesMax = 4096;

// FNV-1a.
uint64_t HashOf(std::string_view word) {
  uint64_t hash = 14695981039346656037U;
  for (const char c : word) hash = (hash ^ static_cast<uint8_t>(c)) * 1099511628211U;
  return hash;
}

// No encoding has such a byte within a character (from @ on Shift_JIS and its like have; digits,
// GB18030).
bool Parts(char c) {
  const auto byte = static_cast<uint8_t>(c);
  return byte < 0x40 && (byte < '0' || byte > '9');
}

// Pieces that are all ASCII are skipped but for the words at their ends.
constexpr size_t kSkippedSizeBytes = 256;

}  // namespace

void WordSample::EndWord() {
  const bool is_kept = std::exchange(is_beyond_ascii_, false) && open_.size() <= kWordSizeBytesMax;
  std::string word = std::exchange(open_, {});
  if (!is_kept) return;
  const uint64_t hash = HashOf(word);
  if (hash >= hash_max_) return;
  const uint64_t word_size_bytes = word.size();
  if (!words_.emplace(hash, std::move(word)).second) return;
  size_bytes_ += word_size_bytes;
  while (size_bytes_ > kSizeBytesMax) {
    const auto last = std::prev(words_.end());
    hash_max_ = last->first;
    size_bytes_ -= last->second.size();
    words_.erase(last);
  }
}

void WordSample::Add(std::string_view bytes) {
  while (!bytes.empty()) {
    std::string_view piece = bytes.substr(0, kSkippedSizeBytes);
    bytes.remove_prefix(piece.size());
    const auto first = std::find_if(piece.begin(), piece.end(), Parts);
    if (first != piece.end() && IsAscii(piece)) {
      const auto last = std::find_if(piece.rbegin(), piece.rend(), Parts);
      for (const char c : piece.substr(0, static_cast<size_t>(first - piece.begin()))) AddByte(c);
      EndWord();
      piece.remove_prefix(static_cast<size_t>(last.base() - piece.begin()));
    }
    for (const char c : piece) AddByte(c);
  }
}

// A bar behind a byte beyond ASCII parts cells or ends a character (KATAKANA PO of Shift_JIS). As
// the end of a word it is right for both: no word runs into the next cell.
void WordSample::AddByte(char c) {
  if (Parts(c)) {
    EndWord();
    return;
  }
  const bool is_behind_letter = !open_.empty() && static_cast<uint8_t>(open_.back()) >= 0x80;
  if (c == '|' && !is_behind_letter) {
    EndWord();
    return;
  }
  is_beyond_ascii_ |= static_cast<uint8_t>(c) >= 0x80;
  if (open_.size() <= kWordSizeBytesMax) open_ += c;
  if (c == '|') EndWord();
}

std::string WordSample::Take() {
  EndWord();
  std::string text;
  for (const auto& [hash, word] : words_) text += word + '\n';
  return text;
}

}  // namespace sunder::charset
