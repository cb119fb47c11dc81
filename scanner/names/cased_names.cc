// Names in scripts with capitals: runs of capitalised words, scored by what the words are and what
// stands beside them. The weights say how much each fact speaks for a person; 2 is enough. They are
// set by hand and checked on the train and dev parts of the corpus.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/cased_cues.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/name_judge.h"
#include "scanner/names/person_names.h"
#include "scanner/names/word_list.h"

namespace sunder::scanner::names {
namespace {

constexpr double kEnough = 2.0;
constexpr size_t kNameWordsMax = 5;
// With initials and particles. A flood of initials is no name, and each would be read to its end.
constexpr size_t kNameTokensMax = 24;

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

// Endings that mostly surnames and patronymics have, with their Slavic cases.
bool LooksLikeSurname(std::string_view word) {
  static constexpr std::string_view kEndings[] = {
      "ová",  "ović",  "ovic", "ević",  "enko", "escu",   "dze",   "shvili", "yan",   "opoulos",
      "ski",  "ska",   "sky",  "skij",  "ссон", "sson",   "ssen",  "oğlu",   "zadeh", "zade",
      "wicz", "czyk",  "szka", "czak",  "iewa", "owa",    "enka",  "ajew",   "ajewa", "etxea",
      "ов",   "ова",   "ову",  "овой",  "овым", "ев",     "ева",   "еву",    "евой",  "ёв",
      "ёва",  "ин",    "ина",  "иной",  "ский", "ская",   "ского", "ской",   "енко",  "чук",
      "юк",   "ович",  "евич", "овна",  "евна", "ична",   "овичу", "овича",  "овне",  "овну",
      "ська", "ський", "дзе",  "швили", "ян",   "skiego", "skiej", "skiemu", "skim",  "adottir"};
  return EndsInOneOf<kEndings>(word);
}

bool IsPatronymic(std::string_view word) {
  static constexpr std::string_view kEndings[] = {"ович",  "евич", "овна", "евна", "ична", "овича",
                                                  "евича", "овну", "евну", "овне", "евне", "ьевич"};
  return EndsInOneOf<kEndings>(word);
}

bool IsStrongGiven(const Token& token) {
  constexpr uint32_t kOther = kEveryday | kForeign | kTopic | kFunction | kBreak | kPlace;
  return Has(token, kGiven) && !Has(token, kOther);
}

bool IsName(const Token& token) { return Has(token, kGiven | kSurname | kSurnameToo); }

// Known neither as a name nor as a word of any kind.
bool IsUnknown(const Token& token) {
  constexpr uint32_t kKnown = kWord | kForeign | kBreak | kThing | kPlaceBefore | kFunction |
                              kRole | kTitle | kGreeting | kLabel | kVerb | kGiven | kSurname |
                              kTopic | kPlace;
  return !Has(token, kKnown) && !token.has_digit && token.word.size() > 2;
}

// A capitalised word that no name holds, and that ends the name before it.
bool IsOrdinary(const Token& token) {
  if (token.is_initial) return false;
  if (Has(token, kBreak)) return true;
  if (Has(token, kFunction) && !Has(token, kGiven)) return true;
  if (IsName(token)) return false;
  return Has(token, kTopic | kWord | kForeign | kThing | kRole | kGreeting | kLabel | kPlaceBefore |
                        kVerb) ||
         token.has_digit;
}

bool IsJoined(const Token& token) {
  return token.gap == Gap::kBlank || (token.gap == Gap::kPeriod && !token.begins_sentence);
}

// What stands before and behind a name, as far as it matters.
struct Surroundings {
  double score = 0;
  bool allows_ordinary = false;  // behind a title or a label, any capitalised word may be a name
  bool is_label = false;
  std::string_view cue;
};

class CasedFinder {
 public:
  CasedFinder(const ValidationInput& input, const std::vector<Token>& tokens,
              std::vector<Validation>* found, std::vector<ObservedName>* observed)
      : input_(input),
        tokens_(tokens),
        found_(found),
        judge_(NameModel::OfNames(), kNameThresholds, tokens, observed) {
    size_t vietnamese = 0;
    size_t code = 0;
    for (const Token& token : tokens) {
      code += IsInsideIdentifier(token) ? 1 : 0;
      vietnamese += !token.is_plain && IsVietnameseWord(token.word) ? 1 : 0;
    }
    is_german_ = IsGermanText(tokens);
    is_code_ = code * 8 > tokens.size();
    is_vietnamese_ = vietnamese >= 3;
  }

  void Run() {
    size_t at = 0;
    while (at < tokens_.size()) {
      const size_t next = Read(at);
      at = std::max(next, at + 1);
    }
  }

 private:
  // Lists of surnames have them; a sentence begins with them far more often.
  static bool IsGermanArticle(std::string_view word) {
    static constexpr std::string_view kWords[] = {"der", "die", "das", "den", "dem", "von", "vom"};
    return IsAmong<kWords>(word);
  }

  // Letters with two marks (U+1EA0..U+1EF9), with a horn, or with a stroke.
  static bool IsVietnameseWord(std::string_view word) {
    for (const std::string_view letter : {"\xE1\xBA", "\xE1\xBB", "ơ", "ư", "đ"}) {
      if (word.find(letter) != std::string_view::npos) return true;
    }
    return false;
  }

  bool MayBegin(const Token& token, const Surroundings& around) const {
    if (token.script != Script::kCased || token.has_digit) return false;
    if (!token.is_capital) return false;
    if (Has(token, kSuffix) && !Has(token, kGiven)) return false;
    const bool is_late_given = judge_.IsText() && !token.begins_sentence && Has(token, kGiven) &&
                               !Has(token, kBreak) && !token.is_initial && !token.is_mixed;
    if (Has(token, kParticle | kFunction) && !Has(token, kSurname) && token.word.size() < 4 &&
        around.score < 2.0 && !is_late_given) {
      return false;
    }
    if (IsGermanArticle(token.word) && around.score < 4.0) return false;
    if (token.is_initial) return token.has_period || around.score >= 1.5;
    if (token.is_mixed) return around.score >= 4.0;
    if (IsOrdinary(token)) {
      // "Mrs Christian rang": behind a title or a label even a people's word is a name.
      const bool is_name = Has(token, kSurname | kGiven) && !Has(token, kFunction);
      if (is_late_given) return true;
      constexpr uint32_t kOther = kThing | kLabel | kTitle | kBreak | kVerb | kLead;
      if (is_name && !Has(token, kOther) && judge_.IsText()) return true;
      if (judge_.IsText() && MayBeWordAsName(token)) return true;
      return around.allows_ordinary && (is_name || !Has(token, kBreak | kFunction | kGreeting)) &&
             !Has(token, kThing | kLabel | kTitle);
    }
    return true;
  }

  // "croaked Posy": a word that is no more than that, where no sentence begins.
  static bool MayBeWordAsName(const Token& token) {
    constexpr uint32_t kOther = kFunction | kBreak | kThing | kRole | kGreeting | kLabel |
                                kPlaceBefore | kVerb | kTitle | kTopic | kPlace;
    return !token.begins_sentence && !token.is_upper && Has(token, kWord) && !Has(token, kOther) &&
           token.word.size() > 2;
  }

  // Characters that make the word a piece of an address, path, handle or identifier.
  static bool IsInsideIdentifier(const Token& token) {
    static constexpr KindBits kBefore = BytesOf("@/\\_#$=~&<.+");
    static constexpr KindBits kAfter = BytesOf("@/\\_=(");
    const bool before = kBefore.Has(static_cast<unsigned char>(token.before)) &&
                        !(token.before == '.' && token.gap == Gap::kPeriod) &&
                        !(token.before == '=' && token.gap == Gap::kColon);
    return before || kAfter.Has(static_cast<unsigned char>(token.after));
  }

  // Reads a name that begins at `at`; returns where to go on.
  size_t Read(size_t at) {
    const Token& first = tokens_[at];
    if (first.script != Script::kCased) return at + 1;
    if (!first.is_capital) return ReadLowerCase(at);
    Surroundings around = Before(at);
    size_t begin = at;
    // "van der Berg", "al-Rashidi": particles at the beginning, capitalised or not.
    if (!MayBegin(first, around) || IsInsideIdentifier(first)) return at + 1;
    if (Has(first, kTitle) && !IsStrongGiven(first)) return at + 1;
    size_t end = begin + 1;
    size_t full = first.is_initial ? 0 : 1;
    bool is_thing = false;
    bool before_ordinary = false;
    Token last = first;
    while (end < tokens_.size() && full < kNameWordsMax && end - begin < kNameTokensMax &&
           !last.is_possessive) {
      if (last.has_period && !last.is_initial && last.word != "jr" && last.word != "st") break;
      const size_t begin_of_next = BehindNickname(input_.folded, tokens_, end);
      size_t next = begin_of_next;
      // "Rechnung der Firma": a genitive, unlike "van der Berg".
      if (IsGermanArticle(tokens_[end].word) && tokens_[end].word.front() == 'd' && is_german_)
        break;
      for (int particles = 0; particles < 2 && next < tokens_.size() &&
                              Has(tokens_[next], kParticle) && IsJoined(tokens_[next]);
           ++particles) {
        const bool may_go_on = next + 1 < tokens_.size() && IsJoined(tokens_[next + 1]) &&
                               (tokens_[next + 1].is_capital || Has(tokens_[next + 1], kParticle));
        if (!may_go_on) break;
        ++next;
      }
      if (next >= tokens_.size()) break;
      const Token& token = tokens_[next];
      if (token.script != Script::kCased || !token.is_capital) break;
      if (!IsJoined(token) && next == end) break;
      if (token.has_digit) break;
      if (Has(token, kSuffix) && !Has(token, kGiven | kSurname)) break;
      if (Has(token, kTitleBehind)) break;
      const bool is_surname_too = Has(token, kSurnameToo) && IsStrongGiven(last);
      if (Has(token, kThing) && !is_surname_too) {
        is_thing = true;
        break;
      }
      if (first.is_upper != token.is_upper && !token.is_initial && !last.is_initial &&
          token.word.size() > 3 && !Has(token, kSurname) &&
          !IsFormName(first, token, end - begin)) {
        break;
      }
      if (token.is_mixed && !Has(token, kSurname)) break;
      const bool is_later_surname =
          IsStrongGiven(last) && Has(token, kSurname) && !Has(token, kBreak | kFunction);
      if (IsOrdinary(token) && !is_surname_too && !is_later_surname) {
        before_ordinary = true;
        break;
      }
      if (Has(token, kTitle) && !IsName(token)) break;
      if (IsInsideIdentifier(token)) break;
      full += token.is_initial ? 0 : 1;
      last = token;
      end = next + 1;
    }
    begin = TrimBegin(begin, end, &around);
    return Judge(begin, end, is_thing, before_ordinary, around);
  }

  // "BELKACEM Nordine", "Ingvild STORDAHL": as forms write them.
  static bool IsFormName(const Token& first, const Token& next, size_t words) {
    if (words > 1) return false;
    if (first.is_upper) return !IsOrdinary(first) && Has(next, kGiven) && !IsOrdinary(next);
    return IsStrongGiven(first) && IsUnknown(next) && next.word.size() > 4;
  }

  // A first word that is no name before one that is: "Pacjentka Halina", "Interviewed Hamza".
  size_t TrimBegin(size_t begin, size_t end, Surroundings* around) const {
    if (end - begin < 2 || around->is_label) return begin;
    const Token& first = tokens_[begin];
    const Token& second = tokens_[begin + 1];
    if (!second.is_capital) return begin;
    const bool is_cue = Has(first, kGreeting | kTitle | kRole | kLabel | kFunction | kChatLead) &&
                        !IsInitialOf(first, second);
    if (is_cue && second.gap == Gap::kBlank && !IsOrdinary(second)) {
      around->score = std::max(around->score, Has(first, kTitle)      ? 4.0
                                              : Has(first, kFunction) ? 0.3
                                                                      : 2.0);
      return begin + 1;
    }
    const bool may_be_surname = IsName(first) || LooksLikeSurname(first.word) ||
                                first.word.find('-') != std::string_view::npos;
    if (around->score < 2.0 && IsUnknown(first) && !may_be_surname && IsStrongGiven(second)) {
      around->score += 0.3;
      return begin + 1;
    }
    return begin;
  }

  // "Patient Smith" is no first name, "Rose Smith" is.
  static bool IsInitialOf(const Token& first, const Token& second) {
    return Has(first, kGiven) && !Has(first, kFunction | kTitle | kRole | kGreeting) &&
           Has(second, kSurname);
  }

  Surroundings Before(size_t at) const {
    Surroundings around;
    if (at == 0) return around;
    const Token& token = tokens_[at];
    const Token& previous = tokens_[at - 1];
    if (token.gap == Gap::kBlank || token.gap == Gap::kPeriod) {
      ReadAdjacent(at, previous, &around);
    } else if (token.gap == Gap::kColon) {
      if (IsLabelled(at)) {
        const bool goes_on = at + 1 < tokens_.size() && tokens_[at + 1].gap == Gap::kBlank &&
                             !tokens_[at + 1].is_capital && !Has(tokens_[at + 1], kParticle);
        around = {goes_on ? 0.3 : 2.2, !goes_on, true, "label"};
      } else if (Has(previous, kGreeting | kLead)) {
        around = {1.0, false, false, "introduced"};
      }
    } else if (token.gap == Gap::kComma || token.gap == Gap::kLine) {
      ReadBehindBreak(at, previous, &around);
    }
    return around;
  }

  void ReadAdjacent(size_t at, const Token& previous, Surroundings* around) const {
    const bool ends = previous.has_period && tokens_[at].begins_sentence;
    if (Has(previous, kTitle) && !(Has(previous, kWeakTitle) && IsWeakUse(at, previous))) {
      if (tokens_[at].gap == Gap::kBlank || previous.has_period)
        *around = {4.0, true, false, "title"};
      if (Has(previous, kWeakTitle)) around->allows_ordinary = previous.has_period;
      return;
    }
    if (ends) return;
    if (Has(previous, kRole) && (!previous.is_capital || previous.begins_sentence || is_german_)) {
      *around = {Has(previous, kWord) || !is_german_ ? 2.0 : 1.0, false, false, "relation"};
    } else if (Has(previous, kGreeting)) {
      *around = {2.0, false, false, "greeting"};
    } else if (IsIntroducedBefore(tokens_, at)) {
      *around = {1.8, false, false, "addressed"};
    } else if (IsBehindOccupation(previous)) {
      *around = {2.0, false, false, "relation"};
    } else if (IsLabelled(at)) {
      *around = {1.5, false, true, "label"};
    } else if (IsPersonalLead(at)) {
      *around = {1.8, false, false, "addressed"};
    } else if (Has(previous, kLead | kFunction) && !IsBehindPlacePreposition(at)) {
      *around = {0.6, false, false, "introduced"};
    }
    if (IsNameIs(at)) *around = {2.5, true, false, "named"};
  }

  // "продавець Едик", "gids Ko": what one is before who one is.
  bool IsBehindOccupation(const Token& previous) const {
    if (!Has(previous, kOccupation) || (previous.is_capital && !previous.begins_sentence)) {
      return false;
    }
    return Lexicon::Get().FindOccupation(previous.word) == 1;
  }

  // Behind these stand places, far more often than persons.
  static bool IsPlacePreposition(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "in",   "im", "near", "aus",  "nach",    "into",   "around", "across",  "within", "at",
        "past", "en", "em",   "dans", "towards", "toward", "между",  "в",       "во",     "из",
        "ke",   "i",  "från", "via",  "under",   "on",     "inside", "outside", "w",      "do"};
    return IsAmong<kWords>(word);
  }

  // "at Bristol", but not "look at Bill": whom one looks at, laughs at or shouts at is no place.
  bool IsBehindPlacePreposition(size_t at) const {
    if (at == 0 || !IsPlacePreposition(tokens_[at - 1].word)) return false;
    if (at < 2 || tokens_[at - 1].word != "at" || tokens_[at - 1].gap != Gap::kBlank) return true;
    return !IsAttention(tokens_[at - 2].word);
  }

  static bool IsAttention(std::string_view word) {
    static constexpr std::string_view kAttention[] = {
        "look",  "looks",   "looked",   "looking", "stare",  "stared", "laugh",  "laughed",
        "shout", "shouted", "shouting", "yell",    "yelled", "smile",  "smiled", "swore",
        "waved", "wave",    "glance",   "glanced", "nodded", "angry",  "mad",    "annoyed"};
    return IsAmong<kAttention>(word);
  }

  // Who is rung, told or interviewed is a person: "Ring Bhavna", "spoke to Rohan", "ask for
  // Shazza".
  bool IsPersonalLead(size_t at) const {
    static constexpr std::string_view kLeads[] = {"ring",    "rang",   "phoned", "interviewed",
                                                  "emailed", "texted", "thank",  "told",
                                                  "ask",     "asked"};
    const std::string_view one = tokens_[at - 1].word;
    if (IsAmong<kLeads>(one)) return true;
    if (at < 2 || tokens_[at - 1].gap != Gap::kBlank) return false;
    const std::string_view two = tokens_[at - 2].word;
    return (one == "for" && two == "ask") ||
           (one == "to" && (two == "spoke" || two == "married")) ||
           (one == "of" && (two == "wedding" || two == "behalf")) ||
           (one == "with" && two == "keys") || (one == "at" && IsAttention(two));
  }

  // "name is", "called", "named", "e-mail to be signed by".
  bool IsNameIs(size_t at) const {
    if (at < 2) return false;
    const std::string_view one = tokens_[at - 1].word;
    const std::string_view two = tokens_[at - 2].word;
    if ((one == "is" || one == "as" || one == "was") && (two == "name" || two == "called"))
      return true;
    if (one == "called" || one == "named") {
      return (two == "is" || two == "was") && at > 2 && Has(tokens_[at - 3], kRole | kLabel);
    }
    return one == "by" && (two == "signed" || two == "written" || two == "witnessed");
  }

  static bool IsWeakUse(size_t, const Token& previous) {
    return !previous.is_capital && !previous.has_period && previous.word != "don" &&
           previous.word != "pani" && previous.word != "pan" && previous.word != "pana" &&
           previous.word != "panu" && previous.word != "panem" && previous.word != "panią" &&
           previous.word != "panie" && previous.word != "doña" && previous.word != "pak" &&
           previous.word != "bu";
  }

  // A label word among the last three words of the line: "Imię i nazwisko:", "Tenant 1".
  bool IsLabelled(size_t at) const {
    if (at == 0) return false;
    if (Has(tokens_[at - 1], kLabel)) {
      const bool is_word =
          Has(tokens_[at - 1], kFunction | kLead) && tokens_[at].gap != Gap::kColon;
      return !is_word && (tokens_[at].gap == Gap::kColon || tokens_[at - 1].is_capital);
    }
    if (at < 2 || (tokens_[at].gap != Gap::kColon && !tokens_[at - 1].has_digit)) return false;
    const bool is_near = tokens_[at - 1].gap == Gap::kBlank || tokens_[at - 1].gap == Gap::kComma;
    return is_near && Has(tokens_[at - 2], kLabel) && !Has(tokens_[at - 2], kFunction | kLead);
  }

  void ReadBehindBreak(size_t at, const Token& previous, Surroundings* around) const {
    if (Has(previous, kGreeting)) {
      *around = {2.0, false, false, "greeting"};
    } else if (tokens_[at].gap == Gap::kComma && Has(previous, kRole)) {
      *around = {1.0, false, false, "relation"};
    } else if (tokens_[at].gap == Gap::kComma && Has(previous, kLead)) {
      *around = {0, false, false, ""};
    }
    if (tokens_[at].gap == Gap::kLine && IsSignedOff(at))
      *around = {2.2, false, false, "signature"};
  }

  // The line before is short and ends in a comma: "Regards,".
  bool IsSignedOff(size_t at) const {
    const Token& previous = tokens_[at - 1];
    if (previous.after != ',') return false;
    const std::string_view text = input_.folded;
    const std::string_view between =
        text.substr(previous.span.end, tokens_[at].span.begin - previous.span.end);
    if (between.find_first_not_of(",\r\n") != std::string_view::npos) return false;
    size_t words = 1;
    size_t first = at - 1;
    while (first > 0 && tokens_[first].gap != Gap::kLine && words < 8) {
      --first;
      ++words;
    }
    return words <= 5;
  }

  double ScoreBehind(size_t end) const {
    if (end >= tokens_.size()) return 0;
    const Token& last = tokens_[end - 1];
    const Token& next = tokens_[end];
    if (last.is_possessive) return Has(next, kRole) ? 1.5 : 0.3;
    if (next.gap == Gap::kBlank && !last.has_period) {
      if (Has(next, kTitleBehind)) return 4.0;
      if (Has(next, kPersonalVerb)) return end - 1 > 0 || IsName(last) ? 1.5 : 3.7;
      if (Has(next, kVerb)) return IsNameBeforeAct(end) ? 1.7 : 1.0;
      return 0;
    }
    if (next.gap == Gap::kComma) {
      if (next.has_digit && next.word.size() == 2) return 1.2;  // an age
      if (next.word == "dob" || next.word == "born" || next.word == "aged") return 1.5;
      if (Has(next, kRole)) return 1.6;
    }
    return 0;
  }

  // "Grace said so", "Okonkwo told us"; what is or has something may be anything.
  bool IsNameBeforeAct(size_t end) const {
    const Token& last = tokens_[end - 1];
    static constexpr std::string_view kStates[] = {
        "is",  "was",   "has",  "had",   "are",   "does",  "did",   "can't",  "can",   "could",
        "may", "might", "will", "won't", "takes", "needs", "would", "should", "works", "holds"};
    if (IsAmong<kStates>(tokens_[end].word)) return false;
    if (Has(last, kPlace | kTopic | kBreak | kFunction)) return false;
    if (Has(last, kGiven)) return true;
    return Has(last, kSurname) && !Has(last, kWord | kForeign);
  }

  // "Violet and Hazel", "Chad, Malachi": names stand in a row with names.
  double ScoreBeside(size_t begin, size_t end, size_t full) const {
    if (full != 1 || !MayStandInRow(tokens_[begin])) return 0;
    const bool before = begin > 1 && (IsAnd(begin - 1) || tokens_[begin].gap == Gap::kComma) &&
                        MayStandInRow(tokens_[begin - (IsAnd(begin - 1) ? 2 : 1)]);
    const bool after = end + 1 < tokens_.size() && IsAnd(end) && MayStandInRow(tokens_[end + 1]);
    if (before && tokens_[begin].gap == Gap::kComma) return 0.5;
    return before || after ? 1.8 : 0;
  }

  bool IsAnd(size_t at) const {
    static constexpr std::string_view kWords[] = {"and", "und", "et",  "y",  "e",   "en",  "och",
                                                  "i",   "и",   "та",  "й",  "ve",  "a",   "και",
                                                  "și",  "és",  "dan", "og", "och", "oder"};
    return IsAmong<kWords>(tokens_[at].word) && tokens_[at].gap == Gap::kBlank &&
           !tokens_[at].is_capital && at + 1 < tokens_.size() && tokens_[at + 1].gap == Gap::kBlank;
  }

  static bool MayStandInRow(const Token& token) {
    if (!token.is_capital || token.has_digit || token.is_mixed) return false;
    if (Has(token, kBreak | kPlace | kTopic | kFunction | kThing)) return false;
    return Has(token, kGiven) || LooksLikeSurname(token.word) ||
           (Has(token, kSurname) && !Has(token, kWord));
  }

  double ScoreWords(size_t begin, size_t end, size_t* names, size_t* full) const {
    double score = 0;
    bool is_first = true;
    for (size_t i = begin; i < end; ++i) {
      const Token& token = tokens_[i];
      if (token.is_initial) {
        score += 0.4;
        continue;
      }
      if (Has(token, kParticle) && i + 1 < end && !is_first) {
        score += 0.6;
        continue;
      }
      ++*full;
      *names += IsName(token) ? 1 : 0;
      if (is_first) {
        score += FirstScore(token);
      } else {
        score += LaterScore(token);
      }
      is_first = false;
    }
    return score;
  }

  static double FirstScore(const Token& token) {
    if (IsStrongGiven(token)) return 3.0;
    if (Has(token, kGiven)) {
      if (Has(token, kTopic | kPlace | kFunction | kBreak)) return 0.6;
      return Has(token, kEveryday) ? 1.2 : 2.0;
    }
    if (Has(token, kSurname)) return Has(token, kEveryday | kForeign) ? 0.3 : 1.0;
    if (LooksLikeSurname(token.word)) return 0.6;
    return 0;
  }

  static double LaterScore(const Token& token) {
    if (IsPatronymic(token.word)) return 2.0;
    if (Has(token, kSurname)) return Has(token, kEveryday | kForeign) ? 1.0 : 2.0;
    if (IsStrongGiven(token)) return 1.4;
    if (Has(token, kGiven | kSurnameToo)) return 0.8;
    if (LooksLikeSurname(token.word)) return 1.2;
    return 0.5;
  }

  size_t Judge(size_t begin, size_t end, bool is_thing, bool before_ordinary,
               const Surroundings& around) {
    size_t names = 0;
    size_t full = 0;
    double score = around.score + ScoreWords(begin, end, &names, &full);
    const Token& first = tokens_[begin];
    if (IsHeaderCell(tokens_, begin, end)) return end;
    const bool is_whole = begin == 0 && end == tokens_.size();
    if (is_thing) score -= full >= 2 && names >= 2 ? 1.5 : 5.0;
    if (IsPlaceBefore(begin)) score -= full >= 2 ? 2.0 : 4.0;
    const double beside = ScoreBeside(begin, end, full);
    score += ScoreBehind(end) + beside;
    std::string_view cue = around.cue;
    if (SpeaksBehind(tokens_, begin, end)) {
      score += 5.0;
      cue = "named";
    } else if (IsSignatureAtEnd(tokens_, begin, end)) {
      score += 2.2;
      cue = "signature";
    }
    if (is_vietnamese_ && full < 3 && around.score < 2.0) score -= 3.0;
    if (full == 1 && around.score < 2.0) {
      if (before_ordinary) score -= 2.2;
      if (IsBehindCapital(begin)) score -= 2.0;
      score += first.begins_sentence ? -0.7 : 0.3;
      if (IsBeforeNoun(end) && beside < 1.0) score -= 2.2;
      if (IsBehindArticle(begin)) score -= 2.5;
      if (first.gap == Gap::kBlank && IsBehindPlacePreposition(begin)) score -= 1.5;
      if (is_german_ && !IsStrongGiven(first)) score -= 1.0;
    } else if (before_ordinary) {
      score -= 0.7;
    }
    if (first.is_upper && around.score < 1.0) {
      score -= names == full && full >= 2 ? 0.5 : 2.5;
    }
    if (full >= 4) score -= 0.8 * static_cast<double>(full - 3);
    if (names == 0 && around.score < 1.5) score -= 1.0;
    if (is_german_ && names < full && !IsStrongGiven(first)) score -= 1.0;
    if (IsBesideNumber(begin, end) && around.score < 2.0) score -= 2.2;
    if (full == 0 && (around.score < 4.0 || !first.has_period)) return begin + 1;
    if (begin == 0 && full == 1 && Has(first, kSurname) && InvertedEnd(begin, end, around) > end)
      score += 5.5;
    if (is_vietnamese_ && full < 3 && score < kEnough) return end;
    NameCandidate candidate;
    candidate.begin = begin;
    candidate.end = end;
    candidate.hand_score = score;
    candidate.words = full;
    candidate.known_words = names;
    candidate.is_right_by_hand = score >= kEnough;
    candidate.is_thing = is_thing;
    candidate.is_before_ordinary = before_ordinary;
    candidate.is_behind_place_preposition =
        first.gap == Gap::kBlank && IsBehindPlacePreposition(begin);
    candidate.is_behind_article = IsBehindArticle(begin);
    candidate.is_before_noun = IsBeforeNoun(end);
    candidate.is_german = is_german_;
    candidate.is_vietnamese = is_vietnamese_;
    candidate.is_in_row = beside > 1;
    candidate.has_surname_ending = LooksLikeSurname(tokens_[end - 1].word);
    candidate.has_patronymic_ending = IsPatronymic(tokens_[end - 1].word);
    candidate.cue = cue;
    if (!judge_.IsRight(candidate)) {
      if (is_whole && names == full && names > 0) Add(begin, end, false, "one name");
      return end;
    }
    const size_t inverted = InvertedEnd(begin, end, around);
    if (inverted > end) end = inverted;
    end = WithSuffix(end);
    Add(begin, end, true, cue.empty() ? "name" : cue);
    return end;
  }

  // "Marchetti, Elena R." as a whole cell or behind a label.
  size_t InvertedEnd(size_t begin, size_t end, const Surroundings& around) const {
    if (end >= tokens_.size() || tokens_[end].gap != Gap::kComma) return end;
    if (begin != 0 && !around.is_label && tokens_[begin].gap != Gap::kLine) return end;
    size_t at = end;
    while (at < tokens_.size() && at - end < 3 && tokens_[at].is_capital &&
           (at == end || IsJoined(tokens_[at])) &&
           (tokens_[at].is_initial || (Has(tokens_[at], kGiven) && !IsOrdinary(tokens_[at])))) {
      ++at;
    }
    if (at == end) return end;
    const bool ends_there =
        at >= tokens_.size() || tokens_[at].gap == Gap::kLine || tokens_[at].gap == Gap::kOther;
    return ends_there && Has(tokens_[end], kGiven) ? at : end;
  }

  // "Stanley knife", "Solomon's seal": an English noun behind it.
  bool IsBeforeNoun(size_t end) const {
    if (end >= tokens_.size() || tokens_[end].gap != Gap::kBlank || tokens_[end - 1].has_period)
      return false;
    const Token& next = tokens_[end];
    if (next.is_capital || !Has(next, kWord) ||
        Has(next, kVerb | kFunction | kLead | kRole | kParticle))
      return false;
    return !next.word.ends_with("ed") && !next.word.ends_with("ly") && !next.word.ends_with("s") &&
           !next.word.ends_with("n't");
  }

  bool IsBehindArticle(size_t begin) const {
    if (begin == 0 || tokens_[begin].gap != Gap::kBlank) return false;
    static constexpr std::string_view kArticles[] = {
        "the", "a",   "an",  "this", "that", "these", "ein", "eine", "einen", "einer", "un",
        "una", "une", "uno", "een",  "um",   "uma",   "en",  "ett",  "two",   "three"};
    return IsAmong<kArticles>(tokens_[begin - 1].word);
  }

  // "Via Roma 14", "37126 Verona": parts of an address.
  bool IsBesideNumber(size_t begin, size_t end) const {
    const bool before = begin > 0 && tokens_[begin - 1].has_digit &&
                        tokens_[begin].gap == Gap::kBlank && tokens_[begin - 1].word.size() >= 4;
    const bool after =
        end < tokens_.size() && tokens_[end].gap == Gap::kBlank && tokens_[end].has_digit;
    return before || after;
  }

  size_t WithSuffix(size_t end) const {
    if (end >= tokens_.size() || !Has(tokens_[end], kSuffix) || tokens_[end].is_possessive)
      return end;
    const bool is_near = tokens_[end].gap == Gap::kBlank;
    const std::string_view word = tokens_[end].word;
    if (word == "md" || word == "phd" || word == "esq") return end;
    return is_near && tokens_[end].is_capital ? end + 1 : end;
  }

  bool IsPlaceBefore(size_t begin) const {
    if (begin == 0 || tokens_[begin].gap == Gap::kComma || tokens_[begin].gap == Gap::kLine)
      return false;
    const Token& previous = tokens_[begin - 1];
    if (!Has(previous, kPlaceBefore)) return false;
    if (tokens_[begin].gap != Gap::kBlank && !previous.has_period) return false;
    static constexpr std::string_view kLowerToo[] = {
        "rue",   "via",   "viale", "piazza", "calle", "ul",     "avenida", "plaza", "rua",
        "улица", "улице", "ул",    "вул",    "quai",  "museum", "musée",   "corso", "jl"};
    return previous.is_capital || IsAmong<kLowerToo>(previous.word);
  }

  // Part of a capitalised phrase without being its first word: "Big Ben".
  bool IsBehindCapital(size_t begin) const {
    if (begin == 0 || !IsJoined(tokens_[begin])) return false;
    const Token& previous = tokens_[begin - 1];
    return previous.is_capital && !previous.begins_sentence && !previous.has_period &&
           !Has(previous, kTitle | kGreeting | kLabel | kRole);
  }

  // Chats write names in lower case; only behind strong cues, and only names that mean nothing
  // else.
  size_t ReadLowerCase(size_t at) {
    const Token& token = tokens_[at];
    if (is_code_ || token.gap == Gap::kOther || token.has_digit || IsInsideIdentifier(token)) {
      return at + 1;
    }
    const Token& previous = tokens_[at > 0 ? at - 1 : 0];
    if (Has(token, kParticle)) return ReadFromParticle(at);
    const bool is_chat = judge_.IsText() && judge_.WritesSmall();
    const bool is_joined = token.gap == Gap::kBlank || token.gap == Gap::kComma || at == 0;
    if (!is_joined && !is_chat) return at + 1;
    static constexpr std::string_view kTitles[] = {"mr", "mrs", "ms", "miss"};
    const bool is_title =
        token.gap == Gap::kBlank && !previous.is_capital && IsAmong<kTitles>(previous.word);
    const bool is_word = Has(token, kWord | kFunction) && !Has(token, kSurname);
    if (is_title && !is_word && (IsName(token) || token.marks == 0) && token.word.size() > 2) {
      Add(at, at + 1, true, "title");
      return at + 1;
    }
    const bool is_cued = at > 0 && Has(previous, kChatLead) && !previous.is_capital;
    const bool is_followed = at + 1 < tokens_.size() && tokens_[at + 1].gap == Gap::kBlank &&
                             Has(tokens_[at + 1], kVerb) && token.begins_sentence;
    const bool is_name = IsStrongGiven(token) && !Has(token, kWord | kFunction | kRole | kLead) &&
                         token.word.size() > 3;
    constexpr uint32_t kOther =
        kWord | kFunction | kRole | kLead | kTopic | kBreak | kThing | kGreeting | kLabel | kTitle;
    // "ruth said": a chat writes names that are words as small as words.
    const bool may_be_word = is_chat && Has(token, kGiven) && token.word.size() > 2 &&
                             !Has(token, kOther & ~uint32_t{kWord});
    const bool may_be_name =
        may_be_word || (judge_.IsText() && Has(token, kGiven | kSurname) && !Has(token, kOther));
    if (!is_name && !may_be_name) return at + 1;
    NameCandidate candidate;
    candidate.begin = at;
    candidate.end = at + 1;
    candidate.hand_score = (is_cued ? 2 : 0) + (is_followed ? 2 : 0);
    candidate.known_words = 1;
    candidate.is_right_by_hand = (is_cued || is_followed) && is_name;
    candidate.is_before_noun = IsBeforeNoun(at + 1);
    candidate.is_behind_article = IsBehindArticle(at);
    candidate.is_german = is_german_;
    if (judge_.IsRight(candidate)) Add(at, at + 1, true, "name in lower case");
    return at + 1;
  }

  // "Dear Mr al-Rashidi", "Mevrouw van der Velde".
  size_t ReadFromParticle(size_t at) {
    const Surroundings around = Before(at);
    if (around.score < 2.0 || (around.cue != "title" && around.cue != "greeting")) return at + 1;
    size_t end = at;
    while (end < tokens_.size() && Has(tokens_[end], kParticle) && end - at < 3) ++end;
    if (end >= tokens_.size() || !tokens_[end].is_capital || !IsJoined(tokens_[end])) return at + 1;
    // "Monsieur le Proviseur"
    if (Has(tokens_[end], kOccupation) && !IsName(tokens_[end])) return end + 1;
    Add(at, end + 1, true, around.cue);
    return end + 1;
  }

  void Add(size_t begin, size_t end, bool is_sure, std::string_view cue) {
    Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
    const Token& last = tokens_[end - 1];
    const bool takes_period =
        last.has_period && (last.is_initial || last.word == "jr" || last.word == "sr");
    if (takes_period && last.script == Script::kCased) ++span.end;
    found_->push_back(is_sure ? Accept(cue, span) : Unsure(cue, span));
  }

  const ValidationInput& input_;
  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  NameJudge judge_;
  bool is_german_ = false;
  bool is_code_ = false;        // "elif", "sys": names in other languages
  bool is_vietnamese_ = false;  // syllables with capitals, which are names elsewhere
};

}  // namespace

void FindCasedNames(const ValidationInput& input, const std::vector<Token>& tokens,
                    std::vector<Validation>* found, std::vector<ObservedName>* observed) {
  CasedFinder(input, tokens, found, observed).Run();
}

}  // namespace sunder::scanner::names
