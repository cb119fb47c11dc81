#include "scanner/names/han_lexicon.h"

#include <algorithm>
#include <utility>

#include "scanner/names/lexicon_data.h"

namespace sunder::scanner::names {
namespace {

constexpr std::pair<std::string_view, uint32_t> kKinds[] = {
    {"zh_surname", kZhSurname},
    {"zh_given", kZhGiven},
    {"ja_surname", kJaSurname},
    {"ja_given", kJaGiven},
    {"ja_given_part", kJaGivenPart},
    {"ko_surname", kKoSurname},
    {"ko_given", kKoGiven},
    {"ko_given_part", kKoGivenPart},
    {"label", kHanLabel},
    {"title", kHanTitle},
    {"role", kHanRole},
    {"zh_common_surname", kZhCommonSurname},
    {"zh_nick_surname", kZhNickSurname},
    {"zh_word", kZhWord},
    {"ja_place", kJaPlace},
    {"zh_occupation", kHanOccupation},
    {"ja_occupation", kHanOccupation},
    {"ko_occupation", kHanOccupation},
    {"zh_given_whole", kZhGivenWhole},
};

}  // namespace

const HanLexicon& HanLexicon::Get() {
  static const HanLexicon lexicon;
  return lexicon;
}

HanLexicon::HanLexicon() {
  std::string_view text = HanText();
  uint32_t kind = 0;
  while (!text.empty()) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.empty() || line.front() == '#') continue;
    if (line.front() == '[') {
      const std::string_view name = line.substr(1, line.size() - 2);
      for (const auto& [known, mark] : kKinds) kind = known == name ? mark : kind;
      continue;
    }
    while (!line.empty()) {
      const size_t blank = std::min(line.find(' '), line.size());
      if (blank > 0) Add(line.substr(0, blank), kind);
      line.remove_prefix(std::min(blank + 1, line.size()));
    }
  }
}

void HanLexicon::Add(std::string_view word, uint32_t kind) {
  if (IsOnePoint(word)) single_marks_[PointOf(word)] |= kind;
  marks_[word] |= kind;
  if (word.size() < kPoint) return;
  lead_marks_[PlaceOf(word)] |= kind;
  if (kind == kHanOccupation) occupation_sizes_[LeadOf(word)] |= SizeBit(word);
}

uint32_t NextPoint(std::string_view text, uint32_t at) {
  return at + (static_cast<unsigned char>(text[at]) >= 0xF0 ? kPoint + 1 : kPoint);
}

uint32_t PreviousPoint(std::string_view text, uint32_t at) {
  const bool is_rare = at > kPoint && static_cast<unsigned char>(text[at - kPoint - 1]) >= 0xF0;
  return at - (is_rare ? kPoint + 1 : kPoint);
}

bool HasRareIdeograph(std::string_view run) {
  return std::any_of(run.begin(), run.end(),
                     [](char c) { return static_cast<unsigned char>(c) >= 0xF0; });
}

bool IsIdeograph(std::string_view point) {
  if (point.size() < kPoint) return false;
  const auto lead = static_cast<unsigned char>(point[0]);
  return (lead >= 0xE4 && lead <= 0xE9) ||
         (lead == 0xE3 && static_cast<unsigned char>(point[1]) >= 0x90) ||
         point.substr(0, kPoint) == "々";
}

bool IsHangul(std::string_view point) {
  if (point.size() < kPoint) return false;
  const auto lead = static_cast<unsigned char>(point[0]);
  return lead >= 0xEA && lead <= 0xED;
}

bool IsKana(std::string_view point) {
  return point.size() >= kPoint && static_cast<unsigned char>(point[0]) == 0xE3 &&
         !IsIdeograph(point) && static_cast<unsigned char>(point[1]) >= 0x81 &&
         static_cast<unsigned char>(point[1]) <= 0x83;
}

}  // namespace sunder::scanner::names
