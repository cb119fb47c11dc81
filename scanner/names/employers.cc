#include "scanner/names/employers.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/occupations.h"
#include "scanner/names/word_list.h"

namespace sunder::scanner::names {
namespace {

constexpr size_t kTextSizeBytesMin = 24;
constexpr size_t kOrganisationWordsMax = 7;

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

class EmployerFinder {
 public:
  EmployerFinder(CellTokens* cell, std::vector<Validation>* found)
      : text_(cell->input().folded),
        tokens_(cell->Get()),
        found_(found),
        occupations_(OccupationsOf(cell)) {}

  void Run() {
    size_t at = 0;
    for (const Validation& occupation : occupations_) {
      if (!occupation.span) continue;
      while (at < tokens_.size() && tokens_[at].span.end < occupation.span->end) ++at;
      if (at < tokens_.size()) ReadBehind(at + 1, BeginOf(*occupation.span, at));
    }
  }

 private:
  size_t BeginOf(const Span& span, size_t last) const {
    size_t begin = last;
    while (begin > 0 && tokens_[begin - 1].span.begin >= span.begin) --begin;
    return begin;
  }

  // What stands behind an occupation that ends before `at`: "welder at X", "welder, X".
  void ReadBehind(size_t at, size_t begin) {
    if (at >= tokens_.size()) return;
    is_genitive_ = false;
    if (tokens_[at].gap == Gap::kComma) {
      const Gap before = tokens_[begin].gap;
      const bool is_listed = begin > 0 && (before == Gap::kComma || before == Gap::kLine ||
                                           before == Gap::kColon || before == Gap::kOther);
      if (!is_listed && begin > 0) return;
      // "croupier, del Teatro X": a preposition behind the comma.
      const bool has_lead = Has(tokens_[at], kWorkPreposition) && !tokens_[at].is_capital;
      return ReadOrganisation(has_lead ? SkipLead(at) : at, !has_lead, true);
    }
    // "head of claims, at X" and "beleidsmedewerker Integratie bij X": up to two words between.
    for (size_t skipped = 0; skipped < 3 && at < tokens_.size(); ++skipped, ++at) {
      const Token& token = tokens_[at];
      if (token.gap != Gap::kBlank || token.begins_sentence) return;
      if (Has(token, kWorkPreposition) && !token.is_capital) {
        const size_t next = SkipLead(at);
        if (next >= tokens_.size() || !tokens_[next].is_capital) continue;
        is_genitive_ = IsGenitive(token.word);
        return ReadOrganisation(next, IsBeforePlaces(token.word), false);
      }
      if (Has(token, kVerb | kPersonalVerb)) return;
    }
  }

  // Behind the preposition at `at` and an article.
  size_t SkipLead(size_t at) const {
    ++at;
    while (at < tokens_.size() && tokens_[at].gap == Gap::kBlank && !tokens_[at].is_capital &&
           Has(tokens_[at], kArticle | kWorkPreposition)) {
      ++at;
    }
    return at;
  }

  // Behind these stand towns more often than firms.
  static bool IsBeforePlaces(std::string_view word) {
    static constexpr std::string_view kWords[] = {
        "a",  "at",  "beim", "da",  "de", "di", "do", "em", "en", "from", "i",  "im",
        "in", "la",  "na",   "no",  "of", "på", "u",  "v",  "ve", "w",    "we", "à",
        "în", "στη", "στην", "στο", "в",  "во", "из", "на", "у",  "із"};
    return IsAmong<kWords>(word);
  }

  // Behind these stands what the occupation is about: "interpreter of Romani".
  static bool IsGenitive(std::string_view word) {
    static constexpr std::string_view kWords[] = {"of",  "de",  "di", "da",  "do", "del", "della",
                                                  "von", "van", "du", "des", "av", "z"};
    return IsAmong<kWords>(word);
  }

  // "The Old Forge, 2 Duck Lane", "in Church Street".
  bool IsAddress(size_t begin, size_t end) const {
    static constexpr std::string_view kStreets[] = {
        "street", "road",  "lane",    "avenue", "square", "straße", "strasse", "weg",
        "platz",  "gasse", "rue",     "calle",  "via",    "viale",  "piazza",  "plaza",
        "rua",    "ulica", "straat",  "laan",   "gatan",  "gata",   "улица",   "улице",
        "вулиця", "sokak", "caddesi", "st",     "rd"};
    for (size_t i = begin; i < end; ++i) {
      if (IsAmong<kStreets>(tokens_[i].word)) return true;
    }
    return end < tokens_.size() && tokens_[end].has_digit && tokens_[end].gap != Gap::kLine;
  }

  // A run of capitalised words; with `is_doubtful` it has to look like an organisation.
  void ReadOrganisation(size_t at, bool is_doubtful, bool is_list) {
    if (at >= tokens_.size() || !tokens_[at].is_capital || tokens_[at].script != Script::kCased) {
      return;
    }
    size_t end = at + 1;
    size_t last_capital = at;
    while (end < tokens_.size() && end - at < kOrganisationWordsMax && GoesOn(end)) {
      if (tokens_[end].is_capital || tokens_[end].has_digit) last_capital = end;
      ++end;
    }
    end = last_capital + 1;
    if (IsAddress(at, end)) return;
    if (is_doubtful && !LooksLikeOrganisation(at, end)) return;
    if (is_list && end < tokens_.size() && tokens_[end].gap == Gap::kBlank) return;
    const Token& first = tokens_[at];
    if (end == at + 1 && (Has(first, kGiven | kTitle | kTopic | kPlace | kFunction | kBreak) ||
                          first.word.size() < 3)) {
      return;
    }
    const Span span{first.span.begin, tokens_[end - 1].span.end};
    found_->push_back(Accept("behind an occupation", span));
  }

  bool GoesOn(size_t at) const {
    const Token& token = tokens_[at];
    if (token.script != Script::kCased || tokens_[at - 1].is_possessive) return false;
    const std::string_view between =
        text_.substr(tokens_[at - 1].span.end, token.span.begin - tokens_[at - 1].span.end);
    if (between != " " && between != " & " && between != " «" && between != " \"") return false;
    if (token.is_capital) return true;
    // "Museum of Glass", "Landesanstalt für Gewässer": small words inside.
    const bool is_small = Has(token, kParticle | kWorkPreposition | kArticle) ||
                          token.word == "and" || token.word == "für" || token.word == "for";
    if (!is_small || token.word == "at" || token.word == "in") return false;
    const size_t next = at + 1;
    return next < tokens_.size() && tokens_[next].gap == Gap::kBlank &&
           (tokens_[next].is_capital || Has(tokens_[next], kArticle | kParticle));
  }

  bool LooksLikeOrganisation(size_t begin, size_t end) const {
    bool has_thing = false;
    size_t places = 0;
    for (size_t i = begin; i < end; ++i) {
      has_thing = has_thing || Has(tokens_[i], kThing) || tokens_[i].is_upper;
      places += Has(tokens_[i], kPlace) ? 1 : 0;
    }
    if (has_thing || is_genitive_) return has_thing;
    if (end - begin < 2 || places > 0) return false;
    // "Ana Ruiz, welder, Maria Soto": the next person.
    const bool is_person = Has(tokens_[begin], kGiven) && Has(tokens_[end - 1], kSurname | kGiven);
    return !is_person;
  }

  const std::string_view text_;
  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  const std::vector<Validation>& occupations_;
  bool is_genitive_ = false;
};

}  // namespace

bool MayHaveEmployers(std::string_view shape) {
  return shape.size() >= kTextSizeBytesMin && shape.find(' ') != std::string_view::npos;
}

void FindEmployers(CellTokens* cell, std::vector<Validation>* found) {
  if (!MayHaveEmployers(cell->input().folded)) return;
  EmployerFinder(cell, found).Run();
}

}  // namespace sunder::scanner::names
