// Names in scripts that have blanks but no capitals: Arabic, Persian, Hebrew, Hindi. Known names
// are names where two stand together or a title, a label, a relation or a greeting stands before
// them.
#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/name_judge.h"
#include "scanner/names/person_names.h"

namespace sunder::scanner::names {
namespace {

bool Has(const Token& token, uint32_t marks) { return (token.marks & marks) != 0; }

// A token may be a name with a letter written onto it: Arabic wa-, Hebrew ve-, le-, she-.
constexpr std::string_view kPrefixes[] = {"و", "ل", "ب", "ו", "ל", "ב", "מ", "ש", "ה", "ול"};

class UncasedFinder {
 public:
  UncasedFinder(const std::vector<Token>& tokens, std::vector<Validation>* found,
                std::vector<ObservedName>* observed)
      : tokens_(tokens),
        found_(found),
        judge_(NameModel::OfNames(), kNameThresholds, tokens, observed) {}

  void Run() {
    size_t at = 0;
    while (at < tokens_.size()) at = std::max(Read(at), at + 1);
  }

 private:
  bool IsJoined(size_t at) const {
    return at < tokens_.size() && tokens_[at].gap == Gap::kBlank &&
           tokens_[at].script == Script::kUncased && !tokens_[at].has_digit;
  }

  static bool IsName(const Token& token) {
    return Has(token, kGiven | kSurname) && !Has(token, kFunction | kTopic | kRole);
  }

  bool IsCued(size_t at, bool* is_strong) const {
    if (at == 0) return false;
    const Token& previous = tokens_[at - 1];
    const Gap gap = tokens_[at].gap;
    const bool near = gap == Gap::kBlank || gap == Gap::kPeriod ||
                      (gap == Gap::kOther && previous.span.end + 2 >= tokens_[at].span.begin);
    if (Has(previous, kTitle) && near) return *is_strong = !Has(previous, kWeakTitle), true;
    if (Has(previous, kLabel) && (gap == Gap::kColon || near)) {
      return *is_strong = gap == Gap::kColon, true;
    }
    if (gap == Gap::kColon && at > 1 && Has(tokens_[at - 2], kLabel))
      return *is_strong = true, true;
    if (Has(previous, kGreeting) && (near || gap == Gap::kComma)) return true;
    if (Has(previous, kRole) && (near || gap == Gap::kComma)) return true;
    return gap == Gap::kBlank && (IsOccupation(previous) || IsActBefore(previous));
  }

  // "يقول شكيب": Arabic and Hebrew say what one does before who does it; Hindi never.
  static bool IsActBefore(const Token& token) {
    constexpr unsigned kDevanagariLead = 0xE0;
    return Has(token, kVerb) && static_cast<unsigned char>(token.word.front()) < kDevanagariLead;
  }

  // "पत्रकार", "النائب": an occupation that may stand before the name of who has it.
  static bool IsOccupation(const Token& token) {
    const Lexicon& lexicon = Lexicon::Get();
    const auto is_known = [&](std::string_view word) {
      return (lexicon.Find(word) & kOccupation) != 0 &&
             lexicon.FindOccupation(word) != TextTable::kNone;
    };
    if (Has(token, kOccupation) && is_known(token.word)) return true;
    for (const std::string_view article : {"ال", "ה"}) {
      if (token.word.starts_with(article) && token.word.size() > article.size() + 4 &&
          is_known(token.word.substr(article.size()))) {
        return true;
      }
    }
    return false;
  }

  bool IsFollowed(size_t end) const {
    return end < tokens_.size() && tokens_[end].gap == Gap::kBlank &&
           Has(tokens_[end], kTitleBehind);
  }

  // What Hindi writes behind the person who does or has something.
  bool IsPostposition(size_t at) const {
    static constexpr std::string_view kWords[] = {"ने", "को", "की", "के", "का"};
    return at < tokens_.size() &&
           std::find(std::begin(kWords), std::end(kWords), tokens_[at].word) != std::end(kWords);
  }

  // Who did it, in Hindi.
  bool IsErgative(size_t at) const {
    return at < tokens_.size() && tokens_[at].word == "ने" && tokens_[at].gap == Gap::kBlank;
  }

  // Whether the name stands apart: a line of its own, or marks on both sides.
  bool IsApart(size_t begin, size_t end) const {
    const bool before =
        begin == 0 || tokens_[begin].begins_sentence || (tokens_[begin].gap != Gap::kBlank);
    const bool after = end >= tokens_.size() || tokens_[end].gap != Gap::kBlank;
    return before && after;
  }

  size_t Read(size_t at) {
    const Token& first = tokens_[at];
    if (first.script != Script::kUncased || first.has_digit) return at + 1;
    bool is_strong = false;
    const bool is_cued = IsCued(at, &is_strong);
    uint32_t skipped = 0;
    const bool is_given = (Has(first, kGiven) && IsName(first)) || IsKunya(first) ||
                          (is_cued && IsName(first)) ||
                          (!is_cued && HasPrefixedGiven(first, &skipped));
    const bool is_blocked =
        Has(first, kTitle | kLabel | kFunction | kGreeting | kTopic | kRole | kBreak) ||
        (first.word.starts_with("ال") && !is_given);
    const bool is_before_given = at + 1 < tokens_.size() && Has(tokens_[at + 1], kGiven);
    const bool is_doer = first.marks == 0 && first.word.size() > 6 &&
                         (IsErgative(at + 1) || (IsErgative(at + 2) && !is_before_given));
    if ((!is_given && !is_strong && !is_doer) || is_blocked) return at + 1;
    size_t end = at + 1;
    size_t known = is_given ? 1 : 0;
    if (IsKunya(first) && !(IsJoined(end) && IsName(tokens_[end]))) return at + 1;
    while (end - at < 3 && IsJoined(end) &&
           !Has(tokens_[end], kTitleBehind | kFunction | kRole | kLabel | kGreeting | kBreak) &&
           !IsPostposition(end)) {
      const bool ends_clause = end + 1 >= tokens_.size() || tokens_[end + 1].gap != Gap::kBlank;
      const bool is_article = tokens_[end].word.starts_with("ال") && is_given && is_cued;
      const bool is_name = IsName(tokens_[end]);
      if (!is_name && !is_article && !(ends_clause && (is_cued || is_given))) break;
      if (!is_name && !is_article && !is_cued && !IsApart(at, end + 1)) break;
      known += is_name || is_article ? 1 : 0;
      ++end;
    }
    const bool is_followed =
        IsFollowed(end) || (IsPostposition(end) && tokens_[end].gap == Gap::kBlank);
    const bool is_single = end == at + 1;
    bool is_right = known >= 2 || is_cued || is_followed;
    if (is_single && !is_cued && !is_followed) is_right = false;
    if (!is_right && is_given && skipped == 0) {
      is_right = IsApart(at, end) && !first.word.starts_with("ال");
    }
    if (is_single && !is_given && !is_strong) is_right = false;
    if (is_single && is_strong && !is_given && !IsApartBehind(end))
      is_right = Has(tokens_[at - 1], kTitle);
    NameCandidate candidate;
    candidate.begin = at;
    candidate.end = end;
    candidate.hand_score = (is_cued ? 2 : 0) + (is_followed ? 1 : 0) + (skipped > 0 ? -2 : 0);
    candidate.words = end - at;
    candidate.known_words = known;
    candidate.is_right_by_hand = is_right;
    candidate.is_before_noun = IsPostposition(end);
    candidate.is_before_ergative = IsErgative(end);
    candidate.is_behind_article = first.word.starts_with("ال");
    candidate.is_thing = IsApart(at, end);
    candidate.cue = is_cued ? "introduced" : "";
    if (!judge_.IsRight(candidate)) return at + 1;
    const Span span{tokens_[at].span.begin + skipped, tokens_[end - 1].span.end};
    found_->push_back(Accept(is_cued ? "introduced" : "name", span));
    return end;
  }

  // "أبو رائد", "أم كمال": father or mother of the child that is named; folded.
  static bool IsKunya(const Token& token) {
    static constexpr std::string_view kWords[] = {"ابو", "ابي", "ام", "وابو", "وام"};
    return std::find(std::begin(kWords), std::end(kWords), token.word) != std::end(kWords);
  }

  bool IsApartBehind(size_t end) const {
    return end >= tokens_.size() || tokens_[end].gap != Gap::kBlank;
  }

  bool HasPrefixedGiven(const Token& token, uint32_t* skipped) const {
    for (const std::string_view prefix : kPrefixes) {
      if (!token.word.starts_with(prefix) || token.word.size() < prefix.size() + 6) continue;
      const uint32_t marks = Lexicon::Get().Find(token.word.substr(prefix.size()));
      if ((marks & kGiven) == 0) continue;
      *skipped = static_cast<uint32_t>(prefix.size());
      return true;
    }
    return false;
  }

  const std::vector<Token>& tokens_;
  std::vector<Validation>* found_;
  NameJudge judge_;
};

}  // namespace

void FindUncasedNames(const std::vector<Token>& tokens, std::vector<Validation>* found,
                      std::vector<ObservedName>* observed) {
  UncasedFinder(tokens, found, observed).Run();
}

}  // namespace sunder::scanner::names
