#include "scanner/context/sentence_view.h"

#include <algorithm>

#include "scanner/names/lexicon.h"

namespace sunder::scanner {

SentenceView::SentenceView(std::string_view whole_text, Span span, const CueIndex& cues,
                           LanguageMask spoken_languages, const std::vector<Span>& identities,
                           const std::vector<GradedTerm>& graded_terms, CueMemo* memo)
    : text(whole_text),
      sentence(span),
      languages(spoken_languages),
      words(SplitWords(whole_text, span)),
      hits(cues.Find(words, spoken_languages, memo)),
      kinds(words.size(), 0),
      specific_kinds(words.size(), 0),
      is_name(words.size(), false),
      is_term(words.size(), false),
      forms(words.size(), 0),
      terms(graded_terms),
      cues_(cues) {
  for (CueHit& hit : hits) {
    for (uint32_t i = hit.begin; i < hit.end; ++i) {
      kinds[i] |= hit.kinds & ~kSpecificCues;
      specific_kinds[i] |= hit.kinds & kSpecificCues;
    }
    hit.kinds &= ~kSpecificCues;
  }
  std::erase_if(hits, [](const CueHit& hit) { return hit.kinds == 0; });
  const auto flag = [&](const Span& original, std::vector<bool>* marked) {
    const auto [begin, end] = WordsIn(original);
    std::fill(marked->begin() + begin, marked->begin() + end, true);
  };
  for (const Span& identity : identities) flag(identity, &is_name);
  for (const GradedTerm& term : terms) flag(term.original, &is_term);
  MarkNamesBeforeVerbs();
  size_t ideographs = 0;
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (is_term[i]) forms[i] = cues.FormsOf(words[i].folded, spoken_languages);
    ideographs += words[i].is_ideograph ? 1U : 0U;
    is_question = is_question || GapHas(i, "?");
  }
  const uint32_t last = words.empty() ? span.begin : words.back().original.end;
  const std::string_view tail = text.substr(last, span.end - std::min(last, span.end));
  for (const std::string_view mark : {"?", "\xEF\xBC\x9F", "\xD8\x9F"}) {
    is_question = is_question || tail.find(mark) != std::string_view::npos;
  }
  is_ideographic = ideographs * 2 > words.size();
  head_place = cues.NounsBefore(spoken_languages)   ? HeadPlace::kBefore
               : cues.NounsBehind(spoken_languages) ? HeadPlace::kBehind
                                                    : HeadPlace::kEither;
}

// "Mark is a Catholic": many given names are everyday words as well; what is said to be something
// is a person then.
void SentenceView::MarkNamesBeforeVerbs() {
  const auto is_plain = [&](uint32_t i) { return words[i].is_capital && !words[i].is_upper; };
  for (uint32_t i = 0; i + 1 < words.size(); ++i) {
    if (is_name[i] || is_term[i] || !is_plain(i) || !IsJoinedTo(i + 1)) continue;
    if (!Has(i + 1, kVerbCue) || is_plain(i + 1) || (i > 0 && IsJoinedTo(i) && is_plain(i - 1))) {
      continue;
    }
    const uint32_t marks = names::Lexicon::Get().Find(words[i].folded);
    constexpr uint32_t kOther = names::kPlace | names::kTopic | names::kFunction | names::kBreak;
    is_name[i] = (marks & names::kGiven) != 0 && (marks & kOther) == 0;
  }
}

bool SentenceView::GapHas(uint32_t word, std::string_view signs) const {
  return word < words.size() && HasSign(words[word].marks, signs);
}

TermWords SentenceView::WordsOf(const GradedTerm& term) const {
  const auto [begin, end] = WordsIn(term.original);
  if (begin == end) return {0, 0, term.is_distinctive, term.label, term.is_people};
  return {begin, end, term.is_distinctive, term.label, term.is_people};
}

std::pair<uint32_t, uint32_t> SentenceView::WordsIn(Span original) const {
  const auto first = std::partition_point(words.begin(), words.end(), [&](const Word& word) {
    return word.original.end <= original.begin;
  });
  const auto last = std::partition_point(
      first, words.end(), [&](const Word& word) { return word.original.begin < original.end; });
  return {static_cast<uint32_t>(first - words.begin()),
          static_cast<uint32_t>(last - words.begin())};
}

bool SentenceView::SpeaksOfPersons() const {
  constexpr uint32_t kOfPersons = kSelfCue | kPersonCue | kPersonNounCue | kCountedCue | kVerbCue |
                                  kMembershipCue | kLabelCue | kPossessiveCue;
  for (uint32_t i = 0; i < words.size(); ++i) {
    if (is_name[i] || (!is_term[i] && Has(i, kOfPersons))) return true;
  }
  return false;
}

std::vector<Unit> SentenceView::Units() const {
  std::vector<Unit> units;
  size_t hit = 0;
  for (uint32_t at = 0; at < words.size();) {
    Unit unit{at, at + 1, 0, is_name[at], is_term[at]};
    while (hit < hits.size() && hits[hit].begin < at) ++hit;
    for (size_t i = hit; i < hits.size() && hits[i].begin == at; ++i) {
      // Cues say nothing of the words of names and terms.
      if (!unit.is_name && !unit.is_term) unit.end = std::max(unit.end, hits[i].end);
      unit.kinds |= hits[i].kinds;
    }
    const auto continues = [&](uint32_t word) {
      if (word >= words.size()) return false;
      if (unit.is_name) return static_cast<bool>(is_name[word]);
      if (unit.is_term) return is_term[word] && IsJoined(words[word]);
      return unit.kinds == 0 && words[word].is_ideograph && words[word - 1].is_ideograph &&
             kinds[word] == 0 && !is_name[word] && !is_term[word];
    };
    while (continues(unit.end)) ++unit.end;
    units.push_back(unit);
    at = unit.end;
  }
  return units;
}

}  // namespace sunder::scanner
