#include "scanner/names/occupations.h"

#include <algorithm>
#include <string>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/tokens.h"
#include "scanner/names/word_list.h"

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

// Whose the occupation is: "our plumber", "unsere Küsterin", "meu vizinho".
bool IsPossessive(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "my",      "our",     "his",   "her",    "their",   "your",    "its",    "mein",  "meine",
      "meinem",  "meiner",  "unser", "unsere", "unserem", "unserer", "sein",   "seine", "ihr",
      "ihre",    "mon",     "ma",    "notre",  "son",     "sa",      "leur",   "votre", "mi",
      "nuestro", "nuestra", "su",    "mio",    "mia",     "nostro",  "nostra", "suo",   "sua",
      "meu",     "minha",   "nosso", "nossa",  "seu",     "mijn",    "onze",   "ons",   "zijn",
      "haar",    "hun",     "min",   "vår",    "nasz",    "nasza",   "mój",    "moja",  "наш",
      "наша",    "мой",     "моя",   "нашего", "нашей",   "нашого",  "наша",   "мій",   "моя",
      "onun",    "benim",   "मेरे",    "हमारे"};
  return IsAmong<kWords>(word);
}

bool IsArticle(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "the",   "a",     "an",    "der",   "die",   "das", "dem",  "den",  "des", "ein",  "eine",
      "einem", "einer", "eines", "le",    "la",    "un",  "une",  "el",   "una", "il",   "lo",
      "uno",   "del",   "al",    "della", "dello", "dal", "alla", "o",    "à",   "ao",   "do",
      "da",    "um",    "uma",   "de",    "het",   "een", "en",   "ett",  "den", "beim", "zum",
      "vom",   "du",    "au",    "this",  "that",  "die", "pela", "pelo", "na"};
  return IsAmong<kWords>(word);
}

// "works as", "is a retired", "formerly": what stands before an occupation besides an article.
bool IsWorkLead(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "as",    "als",    "comme",   "como",    "come",     "som",    "jako",   "formerly", "ex",
      "l'ex",  "mantan", "former",  "retired", "seconded", "isa",    "become", "became",   "new",
      "bin",   "soy",    "sono",    "ben",     "sou",      "jestem", "я",      "suis",     "jsem",
      "sunt",  "είμαι",  "vagyok",  "är",      "blev",     "wurde",  "był",    "była",     "byl",
      "byla",  "został", "została", "fue",     "foi",      "fu",     "jest",   "nowa",     "nowy",
      "новая", "новый",  "бывший",  "yeni",    "eski",     "job",    "jobbt"};
  return IsAmong<kWords>(word);
}

bool IsLabel(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "occupation", "profession", "position",  "title",       "job",       "role",   "beruf",
      "métier",     "profesión",  "ocupación", "professione", "profissão", "beroep", "yrke",
      "zawód",      "stanowisko", "профессия", "должность",   "професія",  "посада", "mesleği",
      "meslek",     "pekerjaan",  "المهنة",    "الوظيفة",     "شغل",       "מקצוע",  "תפקיד",
      "पेशा",        "व्यवसाय",     "職種",      "職業",        "职业",      "직업"};
  return IsAmong<kWords>(word);
}

class OccupationFinder {
 public:
  OccupationFinder(CellTokens* cell, std::vector<Validation>* found)
      : found_(found), lexicon_(Lexicon::Get()), tokens_(cell->Get()) {
    for (const Token& token : tokens_) {
      if (token.is_plain) continue;
      const bool is_slavic =
          !token.word.empty() && (static_cast<unsigned char>(token.word[0]) & 0xFCU) == 0xD0U;
      has_articles_ = has_articles_ && !is_slavic && token.script == Script::kCased &&
                      !IsArticleless(token.word);
    }
  }

  void Run() {
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
    const std::string_view word = token.is_plain ? token.word : WithoutElision(token.word, &is_cut);
    size_t end = at;
    // Most words begin no occupation.
    const uint32_t marks = is_cut ? lexicon_.Find(word) : token.marks;
    Strength strength = Strength::kNone;
    if ((marks & kOccupation) != 0) strength = Longest(at, word, &end);
    if (strength == Strength::kNone) {
      strength = Inflected(word);
      end = at + 1;
    }
    if (strength == Strength::kNone) return at;
    if (IsInsideName(at, end) || !IsCued(at, end, strength, is_cut)) return at;
    const uint32_t cut = is_cut ? static_cast<uint32_t>(token.word.size() - word.size()) : 0;
    const Span span{token.span.begin + cut, tokens_[end - 1].span.end};
    found_->push_back(Accept("occupation", span));
    return end;
  }

  // "Baker Street", "John Carpenter", "Der Spiegel": a capitalised neighbour, where nouns are
  // small.
  bool IsInsideName(size_t at, size_t end) const {
    const Token& first = tokens_[at];
    constexpr std::string_view kBreakers = "@/\\_=#";
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
    return token.is_capital && (token.marks & (kFunction | kWord | kBreak | kRole)) == 0;
  }

  bool IsCued(size_t at, size_t end, Strength strength, bool is_cut) const {
    const Token& token = tokens_[at];
    if (at > 0 && token.gap == Gap::kColon &&
        (IsLabel(tokens_[at - 1].word) || (at > 1 && IsLabel(tokens_[at - 2].word)))) {
      return true;
    }
    // "fotógrafa Olazábal", "our foreman Nebojsa"
    const bool before_name = end < tokens_.size() && tokens_[end].gap == Gap::kBlank &&
                             IsName(tokens_[end]) &&
                             (tokens_[end].marks & (kGiven | kSurname)) != 0 && !token.is_upper;
    if (before_name && strength == Strength::kStrong) return true;
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
      const std::string_view word = tokens_[before].word;
      if (IsPossessive(word)) return true;
      if (IsWorkLead(word)) return strength == Strength::kStrong;
      if (IsArticle(word)) {
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

  std::vector<Validation>* found_;
  const Lexicon& lexicon_;
  const std::vector<Token>& tokens_;
  bool has_articles_ = true;
};

}  // namespace

bool MayHaveOccupations(std::string_view shape) {
  return shape.size() >= kTextSizeBytesMin && shape.find(' ') != std::string_view::npos;
}

void FindOccupations(CellTokens* cell, std::vector<Validation>* found) {
  if (!MayHaveOccupations(cell->input().folded)) return;
  OccupationFinder(cell, found).Run();
}

}  // namespace sunder::scanner::names
