#include "scanner/profile/code_systems.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <tuple>

#include "scanner/context/canonical_values.h"
#include "scanner/context/words.h"

namespace sunder::scanner {
namespace {

constexpr std::array<std::string_view, 80> kJoiningWords = {
    "a",          "alone",    "an",        "ancestry", "and",     "any",        "atau",
    "background", "believer", "church",    "da",       "dan",     "das",        "de",
    "del",        "della",    "der",       "des",      "descent", "devout",     "di",
    "die",        "do",       "du",        "e",        "et",      "ethnic",     "follower",
    "former",     "group",    "heritage",  "het",      "i",       "in",         "is",
    "ja",         "lapsed",   "lean",      "leaning",  "lub",     "member",     "mixed",
    "more",       "no",       "non",       "not",      "o",       "och",        "oder",
    "of",         "og",       "only",      "or",       "oraz",    "origin",     "other",
    "ou",         "party",    "people",    "person",   "persons", "practicing", "practising",
    "specify",    "strong",   "supporter", "the",      "und",     "van",        "ve",
    "veya",       "von",      "voter",     "with",     "y",       "и",          "или",
    "та",         "או",       "ו"};

// The word that joining words leave over: the "R" of "R strong"; empty for several, and for a value
// of one word.
std::string WithoutJoining(std::string_view normal) {
  const bool is_one_word = std::all_of(normal.begin(), normal.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (is_one_word) return {};
  std::string rest;
  for (const Word& word : SplitWords(normal, {0, static_cast<uint32_t>(normal.size())})) {
    if (IsJoiningWord(word.folded)) continue;
    if (!rest.empty()) return {};
    rest = word.folded;
  }
  return rest;
}

bool IsTellingCode(std::string_view normal) {
  return normal.size() >= 3 && normal.find_first_not_of("0123456789-. ") != std::string_view::npos;
}

// The "ic3" of "IC3 Black": a code with a letter and a digit before what it stands for; else empty.
std::string_view LeadingCode(std::string_view normal) {
  constexpr size_t kSizeMax = 5;
  const size_t end = normal.find_first_of(" :-");
  if (end == std::string_view::npos || end > kSizeMax) return {};
  const std::string_view code = normal.substr(0, end);
  const bool has_digit = code.find_first_of("0123456789") != std::string_view::npos;
  const bool has_letter =
      std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return has_digit && has_letter ? code : std::string_view();
}

constexpr std::string_view kPartMarks = ";,|/+&";

// The parts of a cell with several values: "1;3", "W / A".
std::vector<std::string> PartsOf(std::string_view normal) {
  std::vector<std::string> parts;
  while (!normal.empty()) {
    const size_t end = std::min(normal.find_first_of(kPartMarks), normal.size());
    std::string_view part = normal.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    normal.remove_prefix(std::min(end + 1, normal.size()));
  }
  return parts;
}

void SortCodes(std::vector<KnownCode>* codes) {
  std::sort(codes->begin(), codes->end(), [](const KnownCode& a, const KnownCode& b) {
    return std::tuple(a.system, !a.is_telling) < std::tuple(b.system, !b.is_telling);
  });
  const auto is_same = [](const KnownCode& a, const KnownCode& b) { return a.system == b.system; };
  codes->erase(std::unique(codes->begin(), codes->end(), is_same), codes->end());
}

}  // namespace

bool IsJoiningWord(std::string_view folded) {
  return std::binary_search(kJoiningWords.begin(), kJoiningWords.end(), folded);
}

CodeSystems::CodeSystems(const RuleSet& rules) {
  TextTableBuilder codes;
  for (RuleIndex index = 0; index < rules.rules.size(); ++index) {
    for (const Pattern& pattern : rules.rules[index].patterns) {
      if (!pattern.is_code_system) continue;
      const auto number = static_cast<uint32_t>(systems_.size());
      for (const Term& term : pattern.terms) {
        const std::string code = NormalizeCell(term.folded);
        code_size_bytes_max_ = std::max(code_size_bytes_max_, code.size());
        uint32_t& place = codes.At(code);
        if (place == TextTable::kNone) {
          place = static_cast<uint32_t>(systems_of_code_.size());
          systems_of_code_.emplace_back();
        }
        std::vector<uint32_t>& systems = systems_of_code_[place];
        if (systems.empty() || systems.back() != number) systems.push_back(number);
      }
      systems_.push_back({index, pattern.codes_are_distinctive});
    }
  }
  codes_ = codes.Build();
}

std::span<const uint32_t> CodeSystems::Known(std::string_view code) const {
  if (code.size() > code_size_bytes_max_) return {};
  const uint32_t number = codes_.Find(code);
  return number == TextTable::kNone ? std::span<const uint32_t>() : systems_of_code_[number];
}

void CodeSystems::AddKnown(std::string_view code, std::vector<KnownCode>* codes) const {
  for (const uint32_t system : Known(code)) codes->push_back({system, IsTellingCode(code)});
}

void CodeSystems::Add(std::string_view code, std::vector<KnownCode>* codes) const {
  AddKnown(code, codes);
  SortCodes(codes);
}

void CodeSystems::AddParts(std::string_view normal, std::vector<KnownCode>* codes) const {
  if (normal.find_first_of(kPartMarks) == std::string_view::npos) return;
  const std::vector<std::string> parts = PartsOf(normal);
  if (parts.size() < 2) return;
  std::vector<uint32_t> common;
  for (size_t i = 0; i < parts.size() && (i == 0 || !common.empty()); ++i) {
    const std::span<const uint32_t> of_part = Known(parts[i]);
    std::vector<uint32_t> both;
    if (i == 0) {
      both.assign(of_part.begin(), of_part.end());
    } else {
      std::set_intersection(common.begin(), common.end(), of_part.begin(), of_part.end(),
                            std::back_inserter(both));
    }
    common = std::move(both);
  }
  const bool is_telling = IsTellingCode(normal);  // nothing but codes stands in it
  for (const uint32_t system : common) codes->push_back({system, is_telling});
}

std::vector<KnownCode> CodeSystems::CodesIn(std::string_view normal) const {
  std::vector<KnownCode> codes;
  AddKnown(normal, &codes);
  const std::string alone = WithoutJoining(normal);
  if (!alone.empty() && alone != normal) AddKnown(alone, &codes);
  const std::string_view first = LeadingCode(normal);
  if (!first.empty()) AddKnown(first, &codes);
  AddParts(normal, &codes);
  SortCodes(&codes);
  return codes;
}

}  // namespace sunder::scanner
