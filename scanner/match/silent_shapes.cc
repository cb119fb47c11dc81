#include "scanner/match/silent_shapes.h"

#include "scanner/text/ascii_words.h"

namespace sunder::scanner {
namespace {

constexpr unsigned kEntriesLog2 = 11;
constexpr uint64_t kMixer = 0x9E3779B97F4A7C15;  // 2^64 / golden ratio

}  // namespace

bool ShortText::Assign(std::string_view text) {
  if (text.size() > kSizeBytesMax) return false;
  size = static_cast<uint32_t>(text.size());
  uint64_t special = 0;
  size_t at = 0;
  for (size_t word = 0; word < folded_words.size(); ++word, at += sizeof(uint64_t)) {
    uint64_t raw = 0;
    if (at + sizeof raw <= size) {
      raw = LoadWord(text.data() + at);
    } else if (at < size) {
      raw = LoadPartOfWord(text.data() + at, size - at);
    }
    special |= NotPlain(raw);
    folded_words[word] = LowerWord(raw & ~kByteHighs);
    shape_words[word] = ShapeWord(folded_words[word]);
  }
  return special == 0;
}

SilentShapes::SilentShapes() : entries_(size_t{1} << kEntriesLog2) {}

size_t SilentShapes::PlaceOf(const ShortText& text) {
  uint64_t hash = text.size;
  for (const uint64_t word : text.shape_words) hash = (hash ^ (hash >> 29U) ^ word) * kMixer;
  return hash >> (64 - kEntriesLog2);
}

bool SilentShapes::Knows(const ShortText& text) const {
  const Entry& entry = entries_[PlaceOf(text)];
  return entry.size == text.size && entry.words == text.shape_words;
}

void SilentShapes::Add(std::string_view shape) {
  ShortText text;
  if (shape.empty() || !text.Assign(shape)) return;
  entries_[PlaceOf(text)] = {text.shape_words, text.size};
}

}  // namespace sunder::scanner
