// How sentence_grading.cc reads the fields of a form: "Religion: Catholic", "belief humanist;".
#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/context/sentence_grading.h"
#include "scanner/text/characters.h"

namespace sunder::scanner {

// Between a label and its value: a colon, a table's stroke, dot leaders; not what programs compare
// or look up with ("party == 'Green'", "Faith::Jain").
bool SentenceGrading::IsFieldMark(uint32_t word) const {
  if (word >= words_.size()) return false;
  const std::string_view gap = GapBefore(view_.text, words_[word]);
  const auto has = [&](std::string_view signs) {
    return gap.find(signs) != std::string_view::npos;
  };
  if (has("::") || has("==") || has("!=")) return false;
  return GapHas(word, ":=|\t") || has("....");
}

// Words [first, end) as the words of a name: "ethnic_group" is two, ideographs that touch are one.
std::vector<std::string> SentenceGrading::NameWords(uint32_t first, uint32_t end) const {
  std::vector<std::string> names;
  for (uint32_t i = first; i < end;) {
    Span span = words_[i].original;
    const bool is_ideograph = words_[i].is_ideograph;
    for (++i; i < end && is_ideograph && words_[i].is_ideograph; ++i) {
      if (words_[i].original.begin != span.end) break;
      span.end = words_[i].original.end;
    }
    for (std::string& part : SplitName(view_.text.substr(span.begin, span.size()))) {
      names.push_back(std::move(part));
    }
  }
  return names;
}

// Whether a header of the label ends the words; of ideographs any ending may be one: whose it is
// stands before it without a space.
bool SentenceGrading::EndsWithLabel(uint32_t first, uint32_t end, LabelId label) const {
  std::vector<std::string> names = NameWords(first, end);
  while (!names.empty()) {
    if (names_.NameEnds(names, label)) return true;
    if (!words_[end - 1].is_ideograph) return false;
    const std::string& run = names.back();
    const std::string rest = run.substr(CharacterAt(run, 0).size_bytes);
    if (rest.empty() || CharacterAt(rest, 0).size_bytes == rest.size()) return false;
    names = {rest};
  }
  return false;
}

// Behind a value: a mark between fields, a wide gap, a dash, the quote that closes the value; among
// ideographs, which are written without, any blank.
bool SentenceGrading::IsFieldEnd(uint32_t word) const {
  if (word >= words_.size()) return true;
  const std::string_view gap = GapBefore(view_.text, words_[word]);
  const auto has = [&](std::string_view sign) { return gap.find(sign) != std::string_view::npos; };
  if (GapHas(word, ";|\n\t\"") || has("  ")) return true;
  if (has(" - ") || has(" \xE2\x80\x93 ") || has(" \xE2\x80\x94 ")) return true;  // dashes
  if (!words_[word].is_ideograph) return false;
  return GapHas(word, " ") || has("\xE3\x80\x80");  // U+3000
}

// "belief humanist; nationality British": a label and its value are all of a field.
bool SentenceGrading::IsBareField(const TermWords& term) const {
  constexpr uint32_t kLabelWordsMax = 3;
  if (term.begin == 0 || !IsJoinedTo(term.begin) ||
      !(IsFieldEnd(term.end) || GapHas(term.end, "/")))
    return false;
  if (term.end >= words_.size() && view_.sentence.end < view_.text.size() &&
      view_.text[view_.sentence.end - 1] != '\n') {
    return false;
  }
  for (uint32_t first = term.begin; first-- > 0 && term.begin - first <= kLabelWordsMax;) {
    const bool begins = first == 0 || IsFieldEnd(first) || GapHas(first, "/:");
    if (begins) return IsLabel(first, term.begin, term.label);
    if (!IsJoinedTo(first)) return false;
  }
  return false;
}

// Whether the words are a header of the label and nothing else.
bool SentenceGrading::IsLabel(uint32_t first, uint32_t end, LabelId label) const {
  const std::vector<FieldNameMatch> matches = names_.MatchWords(NameWords(first, end));
  return std::any_of(matches.begin(), matches.end(), [&](const FieldNameMatch& match) {
    return match.label == label && match.is_whole();
  });
}

// The value ends with the term, or a little behind it: "Seneca Nation", "Kurdish, from Dersim". A
// verb or somebody else makes a sentence of it.
bool SentenceGrading::EndsValue(const TermWords& term) const {
  const uint32_t more_words_max = view_.is_ideographic ? 4 : 2;
  const uint32_t more = term.is_distinctive ? more_words_max : 0;
  constexpr uint32_t kNoValue = kVerbCue | kSelfCue | kPersonCue | kTopicCue | kNegationCue;
  for (uint32_t at = term.end; at <= term.end + more; ++at) {
    if (at >= words_.size() || IsFieldEnd(at) || GapHas(at, ",.()/[]{}'")) return true;
    if (Has(at, kNoValue)) return false;
  }
  return false;
}

// "Sexual orientation (voluntary): lesbian", "Ethnic group / descent: Pataxo": the head of the
// field, the words back to the mark that ends the field before, names the category somewhere, and
// the term is all of the value that begins with the word `value`.
bool SentenceGrading::IsFilledField(const TermWords& term, uint32_t value) const {
  const uint32_t head_words_max = view_.is_ideographic ? 24 : 12;
  for (uint32_t i = value; i < term.begin; ++i) {
    if (!IsFiller(i) && !view_.is_term[i]) return false;
  }
  if (!EndsValue(term)) return false;
  uint32_t first = value;
  while (first > 0 && value - first < head_words_max) {
    --first;
    if (IsFieldEnd(first) || GapHas(first, ":=")) break;
  }
  const std::vector<FieldNameMatch> matches = names_.MatchWords(NameWords(first, value));
  return std::any_of(matches.begin(), matches.end(),
                     [&](const FieldNameMatch& match) { return match.label == term.label; });
}

// "| Ada | ada@example.org | Jain |", "('Ada', 'ada@example.org', 'Jain')", "<faith>Jain</faith>":
// the term fills a cell of a row. What the column is called says what the value is; where columns
// have no names, a word that means nothing else does, beside a person. Rows of things name nobody.
Grading SentenceGrading::ByRow(const TermWords& term) const {
  constexpr uint32_t kMoreWordsMax = 3;  // "practising Catholic since 2003"
  const Span value{words_[term.begin].original.begin, words_[term.end - 1].original.end};
  const std::optional<RowCell> cell = rows_.CellOf(value);
  if (!cell || !cell->cell.Contains(value)) return {};
  const auto [cell_begin, cell_end] = view_.WordsIn(cell->cell);
  const bool is_alone = cell_begin == term.begin && cell_end == term.end;
  if (cell->is_element || cell->has_header) {
    const std::vector<FieldNameMatch> matches = names_.Match(cell->header);
    const bool is_named = std::any_of(
        matches.begin(), matches.end(),
        [&](const FieldNameMatch& match) { return match.label == term.label && match.is_whole(); });
    if (!is_named || cell_end - cell_begin > term.end - term.begin + kMoreWordsMax) return {};
  } else if (!is_alone || !term.is_distinctive) {
    return {};
  }
  if (!cell->is_element && !IsRowOfPerson(*cell, term.label)) return {};
  Grading filled = Personal(EvidenceGrade::kDeclaredField, 0.92F, 0.85F, "row", term);
  filled.is_proof = true;
  return filled;
}

// Somebody is named in another cell, and no other one holds a value of the category: what a row
// lists of one kind are choices. Where no header says what the columns are a name may be an
// author's and the word a language: it takes an address or number of the person's.
bool SentenceGrading::IsRowOfPerson(const RowCell& cell, LabelId label) const {
  for (const GradedTerm& other : view_.terms) {
    if (other.label == label && cell.row.Contains(other.original) &&
        !cell.cell.Contains(other.original)) {
      return false;
    }
  }
  const auto [begin, end] = view_.WordsIn(cell.row);
  for (uint32_t i = begin; i < end; ++i) {
    if (!view_.is_name[i] || cell.cell.Contains(words_[i].original)) continue;
    const bool is_address =
        GapHas(i, "@") || words_[i].folded.find_first_of("0123456789") != std::string::npos;
    if (cell.has_header || is_address) return true;
  }
  return false;
}

}  // namespace sunder::scanner
