// How sentence_grading.cc reads what stands in lists: the options of a form, persons with what they
// are in brackets, the few words in which people put themselves.
#include <algorithm>
#include <array>
#include <cstdint>
#include <string_view>
#include <vector>

#include "scanner/context/sentence_grading.h"
#include "scanner/names/lexicon.h"
#include "scanner/text/characters.h"

namespace sunder::scanner {
namespace {

// The value of the digit at `at` in the scripts that ages are written in, -1 for none.
int DigitAt(std::string_view text, size_t at, size_t* size) {
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  *size = 1;
  if (byte(0) >= '0' && byte(0) <= '9') return static_cast<int>(byte(0) - '0');
  *size = 2;
  if (byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9)
    return static_cast<int>(byte(1) - 0xA0);
  if (byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9)
    return static_cast<int>(byte(1) - 0xB0);
  *size = 3;
  if (byte(0) == 0xE0 && byte(1) == 0xA5 && byte(2) >= 0xA6 && byte(2) <= 0xAF) {
    return static_cast<int>(byte(2) - 0xA6);
  }
  return -1;
}

// Whether some part of the text may be an age: most sentences have no digits.
bool MayHaveAge(std::string_view text) {
  for (size_t at = 0; at < text.size(); ++at) {
    const char c = text[at];
    const bool may_be_digit = (c >= '0' && c <= '9') || c == '\xD9' || c == '\xDB' || c == '\xE0';
    size_t size = 0;
    if (may_be_digit && DigitAt(text, at, &size) >= 0) return true;
  }
  return false;
}

// "34", "34 ans", "f29": a number that a grown person may be of age, and a word at most.
bool IsAge(std::string_view item) {
  constexpr size_t kItemSizeMax = 16;
  if (item.size() > kItemSizeMax) return false;
  int age = 0;
  int digits = 0;
  for (size_t at = 0; at < item.size();) {
    size_t size = 1;
    const int digit = DigitAt(item, at, &size);
    if (digit >= 0) {
      age = age * 10 + digit;
      if (++digits > 2) return false;
      at += size;
    } else {
      if (item[at] == '.' || item[at] == ':' || item[at] == '%' || item[at] == '$') return false;
      ++at;
    }
  }
  return digits == 2 && age >= 16;
}

}  // namespace

// "☒ Sikh" among other faiths or behind a label needs no further proof; what nobody has ticked
// states nothing.
Grading SentenceGrading::ByOption(const TermWords& term) const {
  const Span option{words_[term.begin].original.begin, words_[term.end - 1].original.end};
  const OptionState state = boxes_.StateOf(option);
  if (state == OptionState::kNone) return {};
  if (state == OptionState::kOpen) {
    return {EvidenceGrade::kTopic, term.is_distinctive ? 0.5F : 0.3F, "choice"};
  }
  const bool has_sibling =
      std::any_of(view_.terms.begin(), view_.terms.end(), [&](const GradedTerm& other) {
        return other.label == term.label && !other.original.Overlaps(option) &&
               boxes_.StateOf(other.original) == OptionState::kOpen;
      });
  Grading chosen = Personal(EvidenceGrade::kDeclaredField, 0.85F, 0.75F, "checked box", term);
  chosen.is_proof = has_sibling || IsAskedBefore(boxes_.first(), term.label);
  return chosen;
}

// Whether the words before `at` that belong to the same field name the label.
bool SentenceGrading::IsAskedBefore(uint32_t at, LabelId label) const {
  const uint32_t head_words_max = view_.is_ideographic ? 24 : 8;
  uint32_t end = 0;
  while (end < words_.size() && words_[end].original.end <= at) ++end;
  uint32_t first = end;
  while (first > 0 && end - first < head_words_max) {
    --first;
    if (IsFieldEnd(first)) break;
  }
  if (first == end) return false;
  const std::vector<FieldNameMatch> matches = names_.MatchWords(NameWords(first, end));
  return std::any_of(matches.begin(), matches.end(),
                     [&](const FieldNameMatch& match) { return match.label == label; });
}

// "Kersting (SPD)": the term is all that stands in the brackets behind one capital word, which may
// be a name.
bool SentenceGrading::IsBracketedBehindName(const TermWords& term) const {
  if (term.begin == 0 || words_[term.begin].marks.find('(') == std::string::npos) return false;
  const std::string_view behind =
      term.end < words_.size() ? std::string_view(words_[term.end].marks) : std::string_view(")");
  if (behind.empty() || behind.front() != ')') return false;
  const uint32_t name = term.begin - 1;
  if (view_.is_name[name]) return true;
  const Word& word = words_[name];
  const bool is_cased = static_cast<unsigned char>(word.folded.front()) < 0xD6;
  if (view_.is_term[name] || view_.kinds[name] != 0 || IsAge(word.folded)) return false;
  if (is_cased && (!word.is_capital || word.is_upper)) return false;
  return (names::Lexicon::Get().Find(word.folded) & (names::kPlace | names::kTopic)) == 0;
}

// "Present: Kersting (SPD), Amelung (FDP)": what stands behind one name might be anything, behind
// several it is what they are.
Grading SentenceGrading::ByListOfNames(const TermWords& term) const {
  if (!IsBracketedBehindName(term)) return {};
  const bool has_sibling =
      std::any_of(view_.terms.begin(), view_.terms.end(), [&](const GradedTerm& other) {
        const TermWords words = view_.WordsOf(other);
        return words.end != 0 && words.begin != term.begin && other.label == term.label &&
               IsBracketedBehindName(words);
      });
  if (!has_sibling) return {};
  Grading listed = Personal(EvidenceGrade::kThirdPartyStatement, 0.8F, 0.65F, "apposition", term);
  listed.is_proof = true;
  return listed;
}

// "27 · Black · lesbian · designer", "Lyon, 29, atheist, baker": a few words between the same
// marks, of which one is an age.
Grading SentenceGrading::ByProfile(const TermWords& term) const {
  constexpr std::array<std::string_view, 9> kMarks = {
      ",",       " / ", "/", " | ", " \xC2\xB7 ", " \xE2\x80\xA2 ", "\xEF\xBC\x8F", "\xE3\x80\x81",
      "\xD8\x8C"};  // fullwidth stroke, 、 and Arabic comma
  constexpr size_t kItemsMin = 4;
  constexpr size_t kItemSizeMax = 48;
  const std::string_view text = view_.text.substr(view_.sentence.begin, view_.sentence.size());
  if (!MayHaveAge(text)) return {};
  const uint32_t at = words_[term.begin].original.begin - view_.sentence.begin;
  for (const std::string_view mark : kMarks) {
    // Most terms stand in no short item: no need to read the sentence for each.
    if (text.size() - at > kItemSizeMax &&
        text.substr(at, kItemSizeMax + mark.size()).find(mark) == std::string_view::npos) {
      continue;
    }
    size_t items = 0;
    bool has_age = false;
    bool is_alone = false;  // the term has its item for itself
    for (size_t begin = 0; begin <= text.size();) {
      size_t end = text.find(mark, begin);
      if (end == std::string_view::npos) end = text.size();
      const std::string_view item = text.substr(begin, end - begin);
      ++items;
      has_age = has_age || (items <= 3 && IsAge(item));
      if (begin <= at && at < end) {
        is_alone = item.size() <= kItemSizeMax &&
                   std::count(item.begin(), item.end(), ' ') <= 1 + (term.end - term.begin);
      }
      begin = end + mark.size();
    }
    if (items < kItemsMin || !has_age || !is_alone) continue;
    return Personal(EvidenceGrade::kSelfStatement, 0.75F, 0.6F, "profile", term);
  }
  return {};
}

}  // namespace sunder::scanner
