#include "connectors/charset/word_sample.h"

#include <utility>

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
// GB18030), but for the bar, which only stands behind ASCII where it parts cells.
bool Parts(char c, char before) {
  const auto byte = static_cast<uint8_t>(c);
  if (c == '|') return static_cast<uint8_t>(before) < 0x80;
  return byte < 0x40 && (byte < '0' || byte > '9');
}

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
  for (const char c : bytes) {
    if (Parts(c, open_.empty() ? '\0' : open_.back())) {
      EndWord();
      continue;
    }
    is_beyond_ascii_ |= static_cast<uint8_t>(c) >= 0x80;
    if (open_.size() <= kWordSizeBytesMax) open_ += c;
  }
}

std::string WordSample::Take() {
  EndWord();
  std::string text;
  for (const auto& [hash, word] : words_) text += word + '\n';
  return text;
}

}  // namespace sunder::charset
