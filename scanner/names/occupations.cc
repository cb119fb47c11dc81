#include "scanner/names/occupations.h"

#include <algorithm>
#include <string>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/cased_cues.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/name_judge.h"
#include "scanner/names/person_names.h"
#include "scanner/names/tokens.h"
#include "scanner/names/word_list.h"
#include "scanner/text/ascii_words.h"

namespace sunder::scanner::names {
namespace {

constexpr size_t kWordsMax = 4;
// A single cell of a column is judged by the terms of the rule; this finder reads sentences.
constexpr size_t kTextSizeBytesMin = 12;

enum class Strength : uint8_t { kNone, kWeak, kStrong };

Strength StrengthOf(const Lexicon& lexicon, std::string_view phrase) {
  const uint32_t found = lexicon.FindOccupation(phrase);
  if (found == TextTable::kNone) return Strength::kNone;
  return found == 0 ? Strength::kWeak : Strength::kStrong;
}

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

// The marks of the longest ending of the word that the lists know; 0: none.
uint32_t EndingMarks(const Lexicon& lexicon, std::string_view word) {
  constexpr size_t kEndingSizeMax = 24;
  constexpr size_t kStemSizeMin = 3;
  if (word.size() > 40) return 0;
  std::string ending;
  for (size_t size = std::min(kEndingSizeMax, word.size()); size >= 2; --size) {
    if (word.size() < size + kStemSizeMin) continue;
    const std::string_view tail = word.substr(word.size() - size);
    if ((static_cast<unsigned char>(tail[0]) & 0xC0U) == 0x80U) continue;
    ending.assign("-").append(tail);
    const uint32_t marks = lexicon.Find(ending) & (kOccupationEnding | kWeakOccupationEnding);
    if (marks != 0) return marks;
  }
  return 0;
}

class OccupationFinder {
 public:
  OccupationFinder(CellTokens* cell, std::vector<Validation>* found,
                   std::vector<ObservedName>* observed)
      : cell_(cell),
        found_(found),
        lexicon_(Lexicon::Get()),
        tokens_(cell->Get()),
        endings_(cell->endings()),
        judge_(NameModel::OfOccupations(), kOccupationThresholds, tokens_, observed) {
    endings_.Prepare();
    is_german_ = IsGermanText(tokens_);
    for (const Token& token : tokens_) {
      constexpr uint32_t kOther =
          kWord | kEveryday | kForeign | kFunction | kBreak | kTopic | kPlace;
      const bool is_given = Has(token, kGiven) && !Has(token, kOther);
      const bool is_person = (is_given && (token.is_capital || token.script != Script::kCased)) ||
                             Has(token, kPossessive);
      names_person_ = names_person_ || is_person;
      if (token.is_plain) continue;
      const bool is_slavic =
          !token.word.empty() && (static_cast<unsigned char>(token.word[0]) & 0xFCU) == 0xD0U;
      has_articles_ = has_articles_ && !is_slavic && token.script == Script::kCased &&
                      !IsArticleless(token.word);
    }
  }

  void Run() {
    names_person_ = names_person_ || !PersonNamesOf(cell_).empty();
    size_t at = 0;
    while (at < tokens_.size()) {
      const size_t end = Read(at);
      at = end > at ? end : at + 1;
    }
  }

 private:
  // Letters of Czech, Polish and Turkish, which know no article that could stand before it.
  static bool IsArticleless(std::string_view word) {
    const bool is_ascii = std::all_of(word.begin(), word.end(),
                                      [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (is_ascii) return false;
    for (const std::string_view letter :
         {"ě", "ř", "ů", "č", "ł", "ą", "ę", "ż", "ś", "ć", "ź", "ğ", "ı", "ş"}) {
      if (word.find(letter) != std::string_view::npos) return true;
    }
    return false;
  }

  // "l'intérimaire": the word behind the article that is written onto it.
  static std::string_view WithoutElision(std::string_view word, bool* is_cut) {
    constexpr size_t kLeadSizeMax = 5;
    if (word.substr(0, kLeadSizeMax).find_first_of("'\xE2") == std::string_view::npos) return word;
    for (const std::string_view lead : {"l'", "d'", "un'", "l\xE2\x80\x99", "dell'", "all'"}) {
      if (!word.starts_with(lead) || word.size() < lead.size() + 4) continue;
      *is_cut = true;
      return word.substr(lead.size());
    }
    return word;
  }

  // "السائق", "השחקנית": the word behind the article that is a letter or two of it.
  std::string_view WithoutArticle(std::string_view word, bool* is_cut) const {
    for (const std::string_view lead : {"ال", "وال", "ה", "שה", "וה"}) {
      if (!word.starts_with(lead) || word.size() < lead.size() + 6) continue;
      const std::string_view bare = word.substr(lead.size());
      if ((lexicon_.Find(bare) & kOccupation) == 0) continue;
      *is_cut = true;
      return bare;
    }
    return word;
  }

  // The longest occupation that begins here; moves `*end`.
  Strength Longest(size_t at, std::string_view first, size_t* end) const {
    Strength best = Strength::kNone;
    std::string phrase(first);
    for (size_t words = 1; words <= kWordsMax; ++words) {
      const Strength strength = StrengthOf(lexicon_, phrase);
      if (strength != Strength::kNone) {
        best = words > 1 ? Strength::kStrong : strength;
        *end = at + words;
      }
      if (at + words >= tokens_.size() || tokens_[at + words].gap != Gap::kBlank) break;
      if (tokens_[at + words - 1].is_possessive) break;
      phrase += ' ';
      phrase += tokens_[at + words].word;
    }
    return best;
  }

  // Slavic cases: without one to three letters of the end.
  Strength Inflected(std::string_view word) const {
    if (has_articles_ || word.size() < 10) return Strength::kNone;
    if ((static_cast<unsigned char>(word[0]) & 0xFCU) != 0xD0U) return Strength::kNone;
    for (size_t letters = 1; letters <= 2; ++letters) {
      const std::string_view stem = word.substr(0, word.size() - 2 * letters);
      if (StrengthOf(lexicon_, stem) != Strength::kNone) return Strength::kStrong;
    }
    return Strength::kNone;
  }

  size_t Read(size_t at) {
    const Token& token = tokens_[at];
    if (token.has_digit || token.script == Script::kHan) return at;
    bool is_cut = false;
    const bool is_cased = token.script == Script::kCased;
    const std::string_view word = token.is_plain ? token.word
                                  : is_cased     ? WithoutElision(token.word, &is_cut)
                                                 : WithoutArticle(token.word, &is_cut);
    size_t end = at;
    // Most words begin no occupation.
    const uint32_t marks = is_cut ? lexicon_.Find(word) : token.marks;
    Strength strength = Strength::kNone;
    if ((marks & kOccupation) != 0) strength = Longest(at, word, &end);
    if (strength == Strength::kNone) {
      strength = Inflected(word);
      end = at + 1;
    }
    const bool is_by_list = strength != Strength::kNone;
    uint32_t ending = 0;
    if (!is_by_list) {
      // Where nobody is named, an ending tells nothing.
      if (!names_person_ || !judge_.IsText() || !MayBeByEnding(at)) return at;
      ending = endings_
                   .Get(word, 0, word.size(),
                        [&](std::string_view asked) {
                          return WordMarks{EndingMarks(lexicon_, asked), 0, false};
                        })
                   .marks;
      if (ending == 0) return at;
      end = at + 1;
    }
    if (IsInsideName(at, end)) return at;
    NameCandidate candidate;
    candidate.begin = at;
    candidate.end = end;
    candidate.words = end - at;
    candidate.is_by_list = is_by_list;
    candidate.is_right_by_hand = is_by_list && IsCued(at, end, strength, is_cut);
    candidate.known_words = strength == Strength::kStrong ? candidate.words : 0;
    candidate.hand_score = candidate.is_right_by_hand ? 2 : 0;
    candidate.is_apposition = IsApposition(at, end);
    candidate.is_beside_found_name = IsBesideFoundName(at, end);
    candidate.names_person = names_person_;
    candidate.is_near_topic = IsNearTopic(at, end);
    // Where nobody is named, words of trades are programs and things.
    const bool is_capital_inside =
        token.is_capital && !token.begins_sentence && has_articles_ && !is_german_;
    if (!candidate.is_right_by_hand && judge_.IsText() &&
        ((!names_person_ && !(candidate.is_near_topic && strength == Strength::kStrong)) ||
         (is_capital_inside && !IsBehindKnownName(at)))) {
      return at;
    }
    candidate.is_before_name = IsBeforeName(end);
    candidate.has_strong_ending = (ending & kOccupationEnding) != 0;
    candidate.has_weak_ending = (ending & kWeakOccupationEnding) != 0;
    candidate.is_behind_article = is_cut;
    candidate.is_in_row = at > 0 && token.gap == Gap::kBlank && IsBehindCue(at, Strength::kStrong);
    if (IsLabelled(at)) candidate.cue = "occupation label";
    if (!judge_.IsRight(candidate)) return at;
    const uint32_t cut = is_cut ? static_cast<uint32_t>(token.word.size() - word.size()) : 0;
    const Span span{token.span.begin + cut, tokens_[end - 1].span.end};
    found_->push_back(Accept("occupation", span));
    return end;
  }

  // Unknown words are looked at where an occupation may well stand.
  bool MayBeByEnding(size_t at) const {
    const Token& token = tokens_[at];
    if (Has(token, kFunction | kGiven | kTopic | kVerb | kTitle) || token.word.size() < 5) {
      return false;
    }
    if (token.is_upper || token.is_mixed) return false;
    if (at == 0 || token.gap == Gap::kComma || token.gap == Gap::kLine ||
        token.gap == Gap::kColon) {
      return true;
    }
    return Has(tokens_[at - 1], kArticle | kPossessive | kWorkLead) || IsBeforeName(at + 1);
  }

  // "Ferchland hier, Dachdecker", "der Küster, Egon Wiehl", "(glazier)": a mark or a blank parts it
  // from a name that has been found.
  bool IsBesideFoundName(size_t at, size_t end) const {
    constexpr uint32_t kGapBytesMax = 3;
    const uint32_t from = tokens_[at].span.begin;
    const uint32_t to = tokens_[end - 1].span.end;
    const std::vector<Validation>& names = PersonNamesOf(cell_);
    return std::any_of(names.begin(), names.end(), [&](const Validation& name) {
      if (!name.span || name.verdict != ValidatorVerdict::kAccept) return false;
      const bool before = name.span->end <= from && from - name.span->end <= kGapBytesMax;
      const bool behind = name.span->begin >= to && name.span->begin - to <= kGapBytesMax;
      return before || behind;
    });
  }

  // "The tailor was Jewish": what one is beside what else one is, in one sentence.
  bool IsNearTopic(size_t at, size_t end) const {
    constexpr size_t kReach = 8;
    for (size_t i = end; i < tokens_.size() && i < end + kReach; ++i) {
      if (tokens_[i].begins_sentence && tokens_[i].gap != Gap::kOther) break;
      if (Has(tokens_[i], kTopic)) return true;
    }
    for (size_t i = at; i > 0 && i + kReach > at; --i) {
      if (tokens_[i].begins_sentence && tokens_[i].gap != Gap::kOther) break;
      if (Has(tokens_[i - 1], kTopic)) return true;
    }
    return false;
  }

  bool IsBehindKnownName(size_t at) const {
    return at > 0 && tokens_[at].gap == Gap::kComma && Has(tokens_[at - 1], kGiven | kSurname);
  }

  bool IsBeforeName(size_t end) const {
    return end < tokens_.size() && tokens_[end].gap == Gap::kBlank && IsName(tokens_[end]) &&
           Has(tokens_[end], kGiven | kSurname);
  }

  bool IsLabelled(size_t at) const {
    if (at == 0) return false;
    const Token& previous = tokens_[at - 1];
    if (tokens_[at].gap == Gap::kColon) {
      return Has(previous, kOccupationLabel) || (at > 1 && Has(tokens_[at - 2], kOccupationLabel));
    }
    // "Beroep tegelzetter", "должн. чабан": forms leave the colon out. What is an English word is
    // more often one of a sentence ("job", "role").
    const bool is_near = tokens_[at].gap == Gap::kBlank || tokens_[at].gap == Gap::kPeriod;
    if (is_near && Has(previous, kOccupationLabel) && !Has(previous, kWord)) return true;
    // "the position of claims examiner"
    return at > 1 && tokens_[at].gap == Gap::kBlank && previous.word == "of" &&
           (tokens_[at - 2].word == "position" || tokens_[at - 2].word == "post" ||
            tokens_[at - 2].word == "role");
  }

  // "Baker Street", "John Carpenter", "Der Spiegel": a capitalised neighbour, where nouns are
  // small.
  bool IsInsideName(size_t at, size_t end) const {
    const Token& first = tokens_[at];
    constexpr std::string_view kBreakers = "@/\\_=#<>";
    if (first.before == '.' && first.gap != Gap::kPeriod) return true;
    const char after = tokens_[end - 1].after;
    if (after == '(' || (after == '.' && end < tokens_.size() && tokens_[end].before == '.')) {
      return true;
    }
    if (first.before != 0 && kBreakers.find(first.before) != std::string_view::npos) return true;
    if (tokens_[end - 1].after != 0 &&
        kBreakers.find(tokens_[end - 1].after) != std::string_view::npos)
      return true;
    if (!first.is_capital || first.begins_sentence) return false;
    const bool is_behind = at > 0 && first.gap == Gap::kBlank && tokens_[at - 1].is_capital &&
                           (tokens_[at - 1].marks & (kGiven | kSurname)) != 0;
    return is_behind || (end < tokens_.size() && tokens_[end].gap == Gap::kBlank &&
                         tokens_[end].is_capital && (tokens_[end].marks & kThing) != 0);
  }

  bool IsName(const Token& token) const {
    if (token.script == Script::kUncased) return !Has(token, kFunction | kTopic | kRole);
    return token.is_capital && (token.marks & (kFunction | kWord | kBreak | kRole)) == 0;
  }

  bool IsCued(size_t at, size_t end, Strength strength, bool is_cut) const {
    const Token& token = tokens_[at];
    if (IsLabelled(at)) return true;
    // "fotógrafa Olazábal", "our foreman Nebojsa"
    if (IsBeforeName(end) && !token.is_upper && strength == Strength::kStrong) return true;
    if (IsApposition(at, end)) return true;
    if (is_cut) return strength == Strength::kStrong;
    if (at == 0 || (token.gap != Gap::kBlank && token.gap != Gap::kOther)) {
      const bool begins = (at == 0 || token.begins_sentence) && strength == Strength::kStrong;
      return begins && token.is_capital && end < tokens_.size() &&
             tokens_[end].gap == Gap::kBlank &&
             ((tokens_[end].marks & kVerb) != 0 || !has_articles_);
    }
    return IsBehindCue(at, strength);
  }

  bool IsBehindCue(size_t at, Strength strength) const {
    size_t before = at - 1;
    // One adjective: "the old lighthouse keeper", "la nueva directora".
    for (int skipped = 0; skipped < 2; ++skipped) {
      if (Has(tokens_[before], kPossessive)) return true;
      if (Has(tokens_[before], kWorkLead)) return strength == Strength::kStrong;
      if (Has(tokens_[before], kArticle)) {
        if (strength == Strength::kStrong) return true;
        const bool is_predicate =
            before > 0 && (tokens_[before - 1].marks & kFunction) != 0 &&
            (tokens_[before - 1].word == "is" || tokens_[before - 1].word == "was" ||
             tokens_[before - 1].word == "as" || tokens_[before - 1].word == "am");
        return is_predicate && (tokens_[before].word == "a" || tokens_[before].word == "an");
      }
      if (before == 0 || tokens_[before].gap != Gap::kBlank || tokens_[before].is_capital)
        return false;
      --before;
    }
    return false;
  }

  // "Hamza Fofana, forklift driver at ...", "La propietaria, …", "Der Hausmeister, Egon".
  bool IsApposition(size_t at, size_t end) const {
    const Token& token = tokens_[at];
    if (at > 0 && (token.gap == Gap::kComma || token.gap == Gap::kLine)) {
      const Token& name = tokens_[at - 1];
      const bool is_name = name.script == Script::kCased
                               ? name.is_capital && (name.marks & (kWord | kFunction | kBreak)) == 0
                               : (name.marks & (kGiven | kSurname)) != 0;
      const bool is_whole_line =
          token.gap == Gap::kLine && (end >= tokens_.size() || tokens_[end].gap == Gap::kComma ||
                                      tokens_[end].gap == Gap::kLine);
      if (is_name && (token.gap == Gap::kComma || is_whole_line)) return true;
    }
    return end < tokens_.size() && tokens_[end].gap == Gap::kComma && IsName(tokens_[end]) &&
           (tokens_[end].marks & kGiven) != 0;
  }

  CellTokens* const cell_;
  std::vector<Validation>* found_;
  const Lexicon& lexicon_;
  const std::vector<Token>& tokens_;
  WordMarksMemo& endings_;
  NameJudge judge_;
  bool has_articles_ = true;
  bool names_person_ = false;
  bool is_german_ = false;
};

}  // namespace

bool MayHaveOccupations(std::string_view shape) {
  if (shape.size() < kTextSizeBytesMin) return false;
  // Chinese and Japanese are written without blanks.
  const auto is_east_asian = [](char c) { return static_cast<unsigned char>(c) >= 0xE3; };
  return shape.find(' ') != std::string_view::npos ||
         (shape.size() >= 2 * kTextSizeBytesMin && !IsAsciiText(shape) &&
          std::any_of(shape.begin(), shape.end(), is_east_asian));
}

const std::vector<Validation>& OccupationsOf(CellTokens* cell) {
  return cell->Occupations([](CellTokens* asked, std::vector<Validation>* found) {
    if (!MayHaveOccupations(asked->input().folded)) return;
    OccupationFinder(asked, found, nullptr).Run();
    FindHanOccupations(asked->input(), asked->Get(), found);
    const auto begins_before = [](const Validation& a, const Validation& b) {
      return a.span && b.span && a.span->begin < b.span->begin;
    };
    std::stable_sort(found->begin(), found->end(), begins_before);
  });
}

void FindOccupations(CellTokens* cell, std::vector<Validation>* found) {
  const std::vector<Validation>& occupations = OccupationsOf(cell);
  found->insert(found->end(), occupations.begin(), occupations.end());
}

void ObserveOccupations(CellTokens* cell, std::vector<ObservedName>* observed) {
  std::vector<Validation> found;
  OccupationFinder(cell, &found, observed).Run();
}

}  // namespace sunder::scanner::names
