// What is known of Chinese, Japanese and Korean words: data/han.txt. Private to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace sunder::scanner::names {

enum HanMark : uint32_t {
  kZhSurname = 1U << 0U,
  kZhGiven = 1U << 1U,  // a character that given names have
  kJaSurname = 1U << 2U,
  kJaGiven = 1U << 3U,
  kJaGivenPart = 1U << 4U,
  kKoSurname = 1U << 5U,
  kKoGiven = 1U << 6U,
  kKoGivenPart = 1U << 7U,
  kHanLabel = 1U << 8U,
  kHanTitle = 1U << 9U,
  kHanRole = 1U << 10U,  // as a label, but a word of sentences too
  kZhCommonSurname = 1U << 11U,
  kJaPlace = 1U << 14U,        // of the names, those that towns have
  kZhNickSurname = 1U << 12U,  // behind "old" and "little" a person
  kZhWord = 1U << 13U,         // begins as a name may
  kHanOccupation = 1U << 15U,
  kZhGivenWhole = 1U << 16U,  // a name that stands without a surname: Tibetan, Uyghur, Mongol
};

// All characters of these scripts that matter here take three bytes. Rare ideographs (from U+20000
// on) take four: runs that may hold them are walked with NextPoint and PreviousPoint.
inline constexpr uint32_t kPoint = 3;

class HanLexicon {
 public:
  static const HanLexicon& Get();
  uint32_t Find(std::string_view word) const {
    if (IsOnePoint(word)) return single_marks_[PointOf(word)];
    const auto found = marks_.find(word);
    return found == marks_.end() ? 0 : found->second;
  }
  // Those of `wanted` that the word has.
  uint32_t Find(std::string_view word, uint32_t wanted) const {
    const bool may_be = word.size() < kPoint || (lead_marks_[PlaceOf(word)] & wanted) != 0;
    return may_be ? Find(word) & wanted : 0;
  }
  // A bit for each number of characters that occupations which begin as the text does may have.
  // REQUIRES: it has a character.
  uint16_t OccupationSizes(std::string_view text) const { return occupation_sizes_[LeadOf(text)]; }

 private:
  static constexpr size_t kLeads = 4096;
  static constexpr size_t kSizes = 4;

  HanLexicon();
  void Add(std::string_view word, uint32_t kind);
  static bool IsOnePoint(std::string_view word) {
    return word.size() == kPoint && (static_cast<unsigned char>(word[0]) & 0xF0U) == 0xE0U;
  }
  static size_t PointOf(std::string_view word) {
    const auto byte = [&](size_t at) { return size_t{static_cast<unsigned char>(word[at])}; };
    return (byte(0) & 0x0FU) << 12U | (byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU);
  }
  static size_t LeadOf(std::string_view word) {
    const auto byte = [&](size_t at) { return size_t{static_cast<unsigned char>(word[at])}; };
    return ((byte(1) & 0x3FU) << 6U | (byte(2) & 0x3FU)) ^ (byte(0) & 0x0FU) * 0x151U % kLeads;
  }
  // By the first character and the number of them.
  static size_t PlaceOf(std::string_view word) {
    const size_t points = word.size() / kPoint;
    return (points < kSizes ? points - 1 : kSizes - 1) * kLeads + LeadOf(word);
  }
  static uint16_t SizeBit(std::string_view word) {
    constexpr size_t kBitMax = 15;
    const size_t points = word.size() / kPoint;
    return static_cast<uint16_t>(1U << (points < kBitMax ? points : kBitMax));
  }

  std::unordered_map<std::string_view, uint32_t> marks_;
  std::vector<uint32_t> single_marks_ = std::vector<uint32_t>(size_t{1} << 16U);  // by code point
  // By a hash of the first character: most places of a text begin nothing.
  std::array<uint32_t, kSizes* kLeads> lead_marks_ = {};
  std::array<uint16_t, kLeads> occupation_sizes_ = {};
};

// Where the character at `at` ends, and where the one before `at` begins. REQUIRES: `text` is
// UTF-8, a character begins at `at`, and there is one at or before it.
uint32_t NextPoint(std::string_view text, uint32_t at);
uint32_t PreviousPoint(std::string_view text, uint32_t at);
bool HasRareIdeograph(std::string_view run);

bool IsIdeograph(std::string_view point);
bool IsHangul(std::string_view point);
bool IsKana(std::string_view point);

}  // namespace sunder::scanner::names
