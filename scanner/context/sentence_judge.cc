#include "scanner/context/sentence_judge.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "scanner/context/couples.h"
#include "scanner/context/observances.h"
#include "scanner/context/overlaps.h"
#include "scanner/context/sentence_grading.h"
#include "scanner/context/surroundings.h"

namespace sunder::scanner {
namespace {

// Cells up to this size are their findings' sentence as a whole where no sentence had to be split.
constexpr uint32_t kShortCellSizeBytes = 256;
// A cell of a column that names a category states a value up to this many words; longer ones are
// texts and are judged as such.
constexpr size_t kStatedValueWordsMax = 8;
// A text without sentence ends (a dump, a list) is looked at in pieces of about this size.
constexpr uint32_t kWindowSizeBytes = 4096;

// Of a term that is no statement whatever the model says.
constexpr float kNever = 1.0F;

// The line around `span`, at most kShortCellSizeBytes to both sides.
Span LineAround(std::string_view text, Span span) {
  Span line = span;
  line.begin = span.begin > kShortCellSizeBytes ? span.begin - kShortCellSizeBytes : 0;
  const size_t newline = text.substr(line.begin, span.begin - line.begin).rfind('\n');
  if (newline != std::string_view::npos) line.begin += static_cast<uint32_t>(newline) + 1;
  const std::string_view behind = text.substr(span.end, kShortCellSizeBytes);
  line.end = span.end + static_cast<uint32_t>(std::min(behind.find('\n'), behind.size()));
  const auto is_inside_code_point = [&](uint32_t at) {
    return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
  };
  while (is_inside_code_point(line.begin) && line.begin < span.begin) ++line.begin;
  while (is_inside_code_point(line.end) && line.end > span.end) --line.end;
  return line;
}

// Whether the field's name speaks of `label`.
bool SaysField(const std::vector<FieldNameMatch>& matches, LabelId label) {
  return std::any_of(matches.begin(), matches.end(),
                     [&](const FieldNameMatch& match) { return match.label == label; });
}

// A word of a program that a finder took for a name or an occupation: "raise Infinity", "Emin=".
// The names of authors have two words.
bool IsProgramWord(const RuleSet& rules, const Candidate& candidate, std::string_view text) {
  const Pattern& pattern = rules.rules[candidate.rule].patterns[candidate.pattern];
  if (candidate.whole_cell || pattern.finder.empty()) return false;
  const std::string_view value = text.substr(candidate.original.begin, candidate.original.size());
  return value.find(' ') == std::string_view::npos && IsInProgram(text, candidate.original);
}

// Parts words that tell by their surroundings only, for partners and holy days, from the other
// candidates; false where there are none.
bool TakeTold(const RuleSet& rules, std::span<const Candidate> candidates,
              std::vector<Candidate>* told, std::vector<Candidate>* others) {
  const auto is_told = [&](const Candidate& candidate) {
    const Pattern& pattern = rules.rules[candidate.rule].patterns[candidate.pattern];
    return pattern.TellsBySurroundings();
  };
  if (std::none_of(candidates.begin(), candidates.end(), is_told)) return false;
  for (const Candidate& candidate : candidates) {
    (is_told(candidate) ? told : others)->push_back(candidate);
  }
  return true;
}

Finding FindingOf(const Candidate& candidate, uint32_t cell_index) {
  Finding finding;
  finding.rule = candidate.rule;
  finding.label = candidate.label;
  finding.value = candidate.value;
  finding.validated = candidate.validated;
  finding.whole_cell = candidate.whole_cell;
  finding.confidence_before = candidate.confidence_before;
  finding.confidence = candidate.confidence;
  finding.cell = cell_index;
  finding.span = candidate.original;
  finding.cue = candidate.cue;
  return finding;
}

}  // namespace

SentenceJudge::SentenceJudge(const RuleDatabase& database)
    : rules_(database.rules()), allowances_(rules_), database_(&database) {}
SentenceJudge::SentenceJudge(const RuleSet& rules)
    : rules_(rules),
      allowances_(rules),
      own_context_(std::make_unique<const ContextRules>(rules)) {}

const ContextRules& SentenceJudge::context() const {
  return own_context_ != nullptr ? *own_context_ : database_->Companion<ContextRules>();
}

namespace {

// Grades the special candidates of one cell; sentences and their words are split when first needed.
class CellGrading {
 public:
  CellGrading(const RuleSet& rules, const ContextRules& context, const JudgedCell& cell,
              const std::vector<FieldNameMatch>& field_names, std::span<const Candidate> candidates,
              const std::vector<size_t>& judged, bool has_told, CueMemo* memo = nullptr)
      : rules_(rules),
        memo_(memo),
        cues_(context.cues),
        names_(context.names),
        model_(context.model),
        cell_(cell),
        field_names_(field_names),
        ethnicity_(rules.labels.Find("ethnicity").value_or(kNoLabel)),
        rows_(cell.text) {
    for (const size_t index : judged) {
      const Candidate& candidate = candidates[index];
      const LabelKind kind = rules.labels.kind(candidate.label);
      if (ViewOf(candidate) == View::kLabel) {
        labelled_codes_.push_back({candidate.original.begin, candidate.label});
      }
      if (kind == LabelKind::kSpecial) {
        terms_.push_back(TermOf(candidate));
      } else if (kind == LabelKind::kDirect) {
        identities_.push_back(candidate.original);
      }
    }
    if (terms_.empty() && !has_told) return;
    std::sort(labelled_codes_.begin(), labelled_codes_.end());
    // A single first name is too little to be reported and enough to be the subject of a sentence.
    const LabelId name_label = rules.labels.Find("person_name").value_or(kNoLabel);
    for (const Candidate& candidate : candidates) {
      if (name_label != kNoLabel && candidate.label == name_label) {
        identities_.push_back(candidate.original);
      }
    }
    // A candidate that covers a special term whole is the same words ("Christian" the name).
    std::erase_if(identities_, [&](const Span& identity) { return OverlapsTerm(identity); });
    OrderIdentities();
    SplitSentences(cell.text, &sentences_);
    MakeWindows();
  }

  GradedTerm TermOf(const Candidate& candidate) const {
    return {candidate.original, candidate.label, candidate.is_distinctive, candidate.languages,
            candidate.label == ethnicity_};
  }

  ObservedTerm Observe(const Candidate& candidate) {
    LookAt(candidate);
    ObservedTerm observed;
    observed.original = candidate.original;
    observed.label = candidate.label;
    const GradedTerm term = TermOf(candidate);
    observed.by_rules = grading_->Grade(term);
    if (view_->WordsOf(term).end != 0) {
      observed.features = FeaturesOf(Facts(), term, observed.by_rules, rules_.labels);
      std::sort(observed.features.begin(), observed.features.end());
      observed.doubt = DoubtOf(term, view_->WordsOf(term), observed.by_rules);
    }
    return observed;
  }

  // Of a word for a partner or a holy day. What stands around the sentence may tell whose.
  Grading GradeTold(const Candidate& candidate) {
    constexpr uint32_t kReachBytes = 240;
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    const Span sentence = Around(candidate.original, sentences_);
    Span around = sentence.size() > 2 * kWindowSizeBytes ? candidate.original : sentence;
    around.begin = around.begin > kReachBytes ? around.begin - kReachBytes : 0;
    while (around.begin > 0 && cell_.text[around.begin - 1] != ' ' &&
           sentence.begin - around.begin < 2 * kReachBytes) {
      --around.begin;
    }
    around.end =
        EndOfWord(std::min(around.end + kReachBytes, static_cast<uint32_t>(cell_.text.size())));
    const LanguageMask languages = LanguagesAround(sentence);
    if (candidate.languages != 0 && (candidate.languages & languages) == 0) return {};
    const std::vector<Span> identities = IdentitiesIn(around);
    std::vector<GradedTerm> terms;
    for (auto term = FirstTermIn(around); term != terms_.end(); ++term) {
      if (term->original.begin >= around.end) break;
      terms.push_back(*term);
    }
    const SentenceView view(cell_.text, around, cues_, languages, identities, terms, memo_);
    if (pattern.is_observance) return GradeObservance(view, sentence, TermOf(candidate));
    return CoupleReading(view).Grade(TermOf(candidate), pattern.partner);
  }

  Span SentenceOf(Span span) const { return Around(span, sentences_); }
  bool has_sentences() const { return !sentences_.empty(); }

  Grading Grade(const Candidate& candidate) {
    const bool field_says = SaysField(field_names_, candidate.label);
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    if (!candidate.whole_cell && !IsWritten(candidate)) {
      return {EvidenceGrade::kNone, 0, "no language"};
    }
    if (pattern.view == View::kLabel) {
      if (candidate.confidence >= kReportedConfidence) {
        return {EvidenceGrade::kCodedValue, candidate.confidence, candidate.cue};
      }
      if (IsInRecord(candidate)) return {EvidenceGrade::kCodedValue, 0.7F, "record of codes"};
      return {};
    }
    if (pattern.is_code_system) {
      if (field_says) return {EvidenceGrade::kCodedValue, 0.85F, "field name"};
      if (pattern.codes_are_distinctive) return {EvidenceGrade::kCodedValue, 0.7F, "code"};
      return {};
    }
    if (field_says && (candidate.whole_cell || IsStatedValue())) {
      return {EvidenceGrade::kDeclaredField, 0.9F, "field name"};
    }
    // A value alone in a cell is a word, not a statement; the column decides.
    if (candidate.whole_cell && pattern.regex.empty()) {
      return {EvidenceGrade::kTopic, 0.4F, "value alone"};
    }
    return GradeInSentence(candidate);
  }

 private:
  View ViewOf(const Candidate& candidate) const {
    return rules_.rules[candidate.rule].patterns[candidate.pattern].view;
  }

  bool IsStatedValue() {
    if (!is_stated_value_) {
      const Span whole{0, static_cast<uint32_t>(cell_.text.size())};
      is_stated_value_ = SplitWords(cell_.text, whole).size() <= kStatedValueWordsMax;
    }
    return *is_stated_value_;
  }

  // "REL=1A; ETN=ROM": labels too short or too many-sided to tell by themselves bear each other
  // out where codes of two categories stand near each other.
  bool IsInRecord(const Candidate& code) const {
    constexpr uint32_t kRecordReachBytes = 120;
    const uint32_t begin = code.original.begin;
    const uint32_t first = begin > kRecordReachBytes ? begin - kRecordReachBytes : 0;
    auto other = std::lower_bound(labelled_codes_.begin(), labelled_codes_.end(),
                                  std::pair<uint32_t, LabelId>(first, 0));
    for (; other != labelled_codes_.end() && other->first <= begin + kRecordReachBytes; ++other) {
      if (other->second != code.label && other->first != begin) return true;
    }
    return false;
  }

  // Whether the candidate stands among words, not in a path or a dump.
  bool IsWritten(const Candidate& candidate) const {
    const Span span = candidate.original;
    if (IsInNoise(cell_.text, span) || IsPathPiece(cell_.text, span)) return false;
    if (IsContracted(cell_.text, span) || IsPieceOfCode(cell_.text, span)) return false;
    if (ViewOf(candidate) == View::kLabel && IsExpression(cell_.text, span)) return false;
    return !IsCompoundTail(cell_.text, span);
  }

  // The one of `pieces` in which `span` begins.
  Span Around(Span span, const std::vector<Span>& pieces) const {
    const auto after =
        std::upper_bound(pieces.begin(), pieces.end(), span.begin,
                         [](uint32_t begin, const Span& piece) { return begin < piece.begin; });
    if (after == pieces.begin()) return LineAround(cell_.text, span);
    Span piece = *std::prev(after);
    piece.end = std::max(piece.end, span.end);
    return piece;
  }

  // Terms do not lie within one another, so they are ordered by their ends as well.
  std::vector<GradedTerm>::const_iterator FirstTermIn(const Span& span) const {
    return std::upper_bound(
        terms_.begin(), terms_.end(), span.begin,
        [](uint32_t begin, const GradedTerm& term) { return begin < term.original.end; });
  }

  bool OverlapsTerm(const Span& span) const {
    const auto next = FirstTermIn(span);
    return next != terms_.end() && next->original.Overlaps(span);
  }

  void OrderIdentities() {
    for (uint32_t i = 0; i < identities_.size(); ++i) {
      identities_by_begin_.emplace_back(identities_[i].begin, i);
      identity_size_bytes_max_ = std::max(identity_size_bytes_max_, identities_[i].size());
    }
    std::sort(identities_by_begin_.begin(), identities_by_begin_.end());
  }

  // Those that overlap `span`, in their order; a text may hold hundreds of thousands elsewhere.
  std::vector<Span> IdentitiesIn(const Span& span) const {
    const uint32_t reach = std::min(span.begin, identity_size_bytes_max_);
    auto next = std::lower_bound(identities_by_begin_.begin(), identities_by_begin_.end(),
                                 std::pair<uint32_t, uint32_t>(span.begin - reach, 0));
    std::vector<uint32_t> found;
    for (; next != identities_by_begin_.end() && next->first < span.end; ++next) {
      if (identities_[next->second].Overlaps(span)) found.push_back(next->second);
    }
    std::sort(found.begin(), found.end());
    std::vector<Span> identities;
    for (const uint32_t index : found) identities.push_back(identities_[index]);
    return identities;
  }

  // The sentences, overlong ones cut at white space.
  void MakeWindows() {
    for (Span sentence : sentences_) {
      while (sentence.size() > 2 * kWindowSizeBytes) {
        uint32_t cut = sentence.begin + kWindowSizeBytes;
        const uint32_t last = cut + kWindowSizeBytes;
        while (cut < last && cell_.text[cut] != ' ' && cell_.text[cut] != '\n') ++cut;
        windows_.push_back({sentence.begin, cut});
        sentence.begin = cut;
      }
      windows_.push_back(sentence);
    }
  }

  // What the sentence and its neighbourhood are written in. Sentences are looked at in their order
  // and share most of their neighbourhood, so the votes of its words are kept.
  LanguageMask LanguagesAround(Span sentence) {
    const Span around = LineAround(cell_.text, sentence);
    if (around.begin < voted_.begin || around.begin > voted_.end) {
      votes_.clear();
      voted_ = {around.begin, around.begin};
    }
    if (around.end > voted_.end) {
      const uint32_t end = EndOfWord(around.end);
      for (const Word& word : SplitWords(cell_.text, {voted_.end, end})) {
        votes_.push_back(cues_.VoteOf(word, memo_));
      }
      voted_.end = end;
    }
    const auto first = std::partition_point(
        votes_.begin(), votes_.end(),
        [&](const LanguageVote& vote) { return vote.original.begin < around.begin; });
    const auto last = std::partition_point(first, votes_.end(), [&](const LanguageVote& vote) {
      return vote.original.end <= around.end;
    });
    votes_around_ = std::span<const LanguageVote>(first, last);
    return CueIndex::Guess(votes_around_);
  }

  // `at`, or where the word that it cuts ends.
  uint32_t EndOfWord(uint32_t at) const {
    constexpr uint32_t kWordSizeBytesMax = 64;
    const std::string_view rest = cell_.text.substr(at, kWordSizeBytesMax);
    const size_t blank = rest.find_first_of(" \n");
    return at + static_cast<uint32_t>(std::min(blank, rest.size()));
  }

  // Makes view_ and grading_ those of the sentence in which the candidate stands.
  void LookAt(const Candidate& candidate) {
    const Span sentence = Around(candidate.original, windows_);
    if (view_ && view_->sentence == sentence) return;
    identities_here_ = IdentitiesIn(sentence);
    terms_here_.clear();
    const auto first = std::lower_bound(
        terms_.begin(), terms_.end(), sentence.begin,
        [](const GradedTerm& term, uint32_t begin) { return term.original.begin < begin; });
    for (auto term = first; term != terms_.end(); ++term) {
      if (term->original.begin >= sentence.end) break;
      terms_here_.push_back(*term);
    }
    grading_.reset();
    facts_.reset();
    const LanguageMask languages = LanguagesAround(sentence);
    view_.emplace(cell_.text, sentence, cues_, languages, identities_here_, terms_here_, memo_);
    for (const LanguageVote& vote : votes_around_) {
      if ((vote.languages & languages) == 0) continue;
      if (vote.original.end <= sentence.begin) view_->kinds_before |= vote.kinds;
      if (vote.original.begin >= sentence.end) view_->kinds_behind |= vote.kinds;
    }
    grading_.emplace(*view_, names_, &rows_);
  }

  const SentenceFacts& Facts() {
    if (!facts_) facts_.emplace(*view_);
    return *facts_;
  }

  Grading GradeInSentence(const Candidate& candidate) {
    LookAt(candidate);
    const GradedTerm term = TermOf(candidate);
    const Grading by_rules = grading_->Grade(term);
    // A rule may find whole statements or coded values by itself ("race code: W").
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    const bool is_own_proof = !pattern.regex.empty() && candidate.confidence >= 0.7F;
    if (is_own_proof && by_rules.grade != EvidenceGrade::kNone) {
      if (IsPersonal(by_rules.grade)) return by_rules;
      const bool is_code = pattern.view == View::kValue;
      return {is_code ? EvidenceGrade::kCodedValue : EvidenceGrade::kThirdPartyStatement,
              candidate.confidence, "rule"};
    }
    return Weighed(term, by_rules, pattern.case_rule == CaseRule::kUpper);
  }

  // The probability under which a term is no statement: less where the hand-set rules see one, much
  // where they see whom it speaks of and that is nobody in particular. Chosen by judging languages
  // and documents that were left out of training.
  float Doubt(const GradedTerm& term, const TermWords& words, const Grading& by_rules) const {
    constexpr float kStated = 0.45F;
    constexpr float kUnstated = 0.5F;
    constexpr float kWithoutPersons = 0.55F;
    constexpr float kOfNobody = 0.8F;
    constexpr float kAsked = 0.85F;
    const bool is_technical = IsTechnical(cell_.text, term.original);
    if (IsPersonal(by_rules.grade)) {
      const bool is_field = by_rules.grade == EvidenceGrade::kDeclaredField;
      return is_technical && !is_field && !term.is_distinctive ? kOfNobody : kStated;
    }
    const bool is_citizen = words.end < view_->words.size() && view_->Has(words.end, kCitizenCue);
    const bool is_no_language = view_->languages == ~LanguageMask{0};
    if (is_technical || is_citizen || is_no_language || by_rules.cue == "choice" ||
        by_rules.cue == "language")
      return kNever;
    const auto address = grading_->AddressOf(words);
    if (address == SentenceGrading::Address::kCondition) return kNever;
    if (address == SentenceGrading::Address::kQuestion) return kAsked;
    if (by_rules.cue == "group subject") return kOfNobody;
    return view_->SpeaksOfPersons() ? kUnstated : kWithoutPersons;
  }

  // An ordinary word of a language that is not spoken here, or a word of such a language that the
  // spoken one knows as another ("akan", a people of Ghana, is "will" in Indonesian).
  bool IsForeign(const GradedTerm& term) const {
    if (term.languages == 0 || (term.languages & view_->languages) != 0) return false;
    const TermWords words = view_->WordsOf(term);
    return !term.is_distinctive || (words.end == words.begin + 1 && view_->kinds[words.begin] != 0);
  }

  // Doubt, and that words which the spoken language does not have need a sure model.
  float DoubtOf(const GradedTerm& term, const TermWords& words, const Grading& by_rules) const {
    constexpr float kForeignDoubt = 0.9F;
    if (by_rules.is_proof) return 0;
    const float doubt = Doubt(term, words, by_rules);
    if (!IsForeign(term)) return doubt;
    return IsPersonal(by_rules.grade) ? std::max(doubt, kForeignDoubt) : kNever;
  }

  // Among capitals an abbreviation may be any word: "NETBSD FOUNDATION, INC. AND CONTRIBUTORS".
  bool IsShouted(const TermWords& term) const {
    constexpr uint32_t kReachWords = 6;
    constexpr uint32_t kWordsMin = 4;
    const auto size = static_cast<uint32_t>(view_->words.size());
    const uint32_t begin = term.begin > kReachWords ? term.begin - kReachWords : 0;
    const uint32_t end = std::min(size, term.end + kReachWords);
    uint32_t others = 0;
    for (uint32_t i = begin; i < end; ++i) {
      const Word& word = view_->words[i];
      if ((i >= term.begin && i < term.end) || word.folded.size() < 2) continue;
      if (!word.is_upper) return false;
      ++others;
    }
    return others >= kWordsMin;
  }

  // Beside another abbreviation that is no party: "RSA and DSA", "UDP/IP".
  bool IsAmongAbbreviations(const TermWords& term) const {
    const auto is_other = [&](uint32_t i) {
      const Word& word = view_->words[i];
      constexpr uint32_t kSizeMax = 5;
      return word.is_upper && word.folded.size() <= kSizeMax && view_->kinds[i] == 0 &&
             !view_->is_term[i] && !view_->is_name[i];
    };
    const auto is_apart = [&](uint32_t gap) {
      return HasSign(view_->words[gap].marks, ".:;\n|()[]");
    };
    const auto size = static_cast<uint32_t>(view_->words.size());
    if (term.begin > 0 && !is_apart(term.begin)) {
      const uint32_t before = term.begin - 1;
      if (is_other(before)) return true;
      if (before > 0 && view_->Has(before, kPredicateEndCue) && !is_apart(before)) {
        if (is_other(before - 1)) return true;
      }
    }
    if (term.end >= size || is_apart(term.end)) return false;
    if (is_other(term.end)) return true;
    return view_->Has(term.end, kPredicateEndCue) && term.end + 1 < size &&
           !is_apart(term.end + 1) && is_other(term.end + 1);
  }

  // The model's judgement; the rules' where there is no model, or an exclusion.
  Grading Weighed(const GradedTerm& term, const Grading& by_rules, bool is_abbreviation) {
    const TermWords words = view_->WordsOf(term);
    const bool is_certain = by_rules.grade == EvidenceGrade::kNone || by_rules.is_proof;
    if (!model_.is_trained() || is_certain || words.end == 0) {
      return by_rules;
    }
    if (IsForeign(term) && !IsPersonal(by_rules.grade)) {
      return {EvidenceGrade::kNone, 0, "other language"};
    }
    const bool is_stated = IsPersonal(by_rules.grade) && by_rules.cue != "capital subject";
    if (!IsPersonal(by_rules.grade) && IsInProgram(cell_.text, term.original)) {
      return by_rules;
    }
    if (is_abbreviation && !is_stated && (IsShouted(words) || IsAmongAbbreviations(words))) {
      return {EvidenceGrade::kNone, 0, "capitals"};
    }
    const float doubt = DoubtOf(term, words, by_rules);
    // The model is asked only where it may say so.
    const float personal =
        doubt >= kNever ? 0
                        : model_.Probability(FeaturesOf(Facts(), term, by_rules, rules_.labels));
    if (personal < doubt) {
      return IsPersonal(by_rules.grade) ? grading_->Unpersonal(words) : by_rules;
    }
    if (IsPersonal(by_rules.grade)) {
      return {by_rules.grade, std::max(personal, by_rules.confidence), by_rules.cue};
    }
    const EvidenceGrade grade = grading_->IsSelf(words) ? EvidenceGrade::kSelfStatement
                                                        : EvidenceGrade::kThirdPartyStatement;
    return {grade, personal, "context"};
  }

  const RuleSet& rules_;
  CueMemo* const memo_;
  const CueIndex& cues_;
  const FieldNames& names_;
  const ContextModel& model_;
  const JudgedCell& cell_;
  const std::vector<FieldNameMatch>& field_names_;
  const LabelId ethnicity_;
  RowCells rows_;
  std::optional<bool> is_stated_value_;  // once asked
  std::vector<GradedTerm> terms_;
  std::vector<std::pair<uint32_t, LabelId>>
      labelled_codes_;  // where codes behind labels begin; sorted
  std::vector<Span> identities_;
  std::vector<std::pair<uint32_t, uint32_t>> identities_by_begin_;  // with their index; sorted
  uint32_t identity_size_bytes_max_ = 0;
  std::vector<Span> sentences_;
  std::vector<Span> windows_;
  std::vector<GradedTerm> terms_here_;  // of the sentence asked about last
  std::vector<Span> identities_here_;
  std::vector<LanguageVote> votes_;             // of the words in voted_
  std::span<const LanguageVote> votes_around_;  // of those, the ones around the sentence
  Span voted_;
  std::optional<SentenceView> view_;        // of the sentence asked about last
  std::optional<SentenceGrading> grading_;  // of view_
  std::optional<SentenceFacts> facts_;      // of view_, once asked for
};

// Adds what the words of TakeTold tell in sentences that say nothing of their category by
// themselves: "We are Jewish and keep kosher" is one statement. A name that such a word was taken
// for ("Rosh Hashanah") is gone.
void AddTold(const std::vector<Candidate>& told, uint32_t cell_index, CellGrading* grading,
             std::vector<Finding>* found) {
  for (const Candidate& candidate : told) {
    const Grading grade = grading->GradeTold(candidate);
    if (grade.grade == EvidenceGrade::kNone) continue;
    Finding finding = FindingOf(candidate, cell_index);
    finding.grade = grade.grade;
    finding.confidence = grade.confidence;
    finding.cue = grade.cue;
    finding.sentence = grading->SentenceOf(candidate.original);
    const bool is_said = std::any_of(found->begin(), found->end(), [&](const Finding& other) {
      return other.label == finding.label && IsPersonal(other.grade) &&
             other.sentence.Overlaps(finding.sentence);
    });
    if (is_said) continue;
    std::erase_if(*found, [&](const Finding& other) {
      return other.grade == EvidenceGrade::kNone && finding.span.Contains(other.span);
    });
    found->push_back(finding);
  }
}

}  // namespace

void SentenceJudge::Judge(const JudgedCell& cell, uint32_t cell_index, std::string_view folded,
                          std::span<const Candidate> detected, std::vector<Finding>* findings,
                          CueMemo* memo) const {
  static_cast<void>(folded);  // words are folded one by one, with their places in the original
  const size_t first = findings->size();
  const bool has_special =
      std::any_of(detected.begin(), detected.end(), [&](const Candidate& candidate) {
        return rules_.labels.kind(candidate.label) == LabelKind::kSpecial;
      });
  if (!has_special && detected.size() == 1 && cell.text.size() <= kShortCellSizeBytes) {
    // One value in a cell, as columns have them.
    const Candidate& only = detected.front();
    if (!rules_.labels.info(only.label).on_by_default || only.confidence < kReportedConfidence) {
      return;
    }
    findings->push_back(FindingOf(only, cell_index));
    findings->back().sentence = {0, static_cast<uint32_t>(cell.text.size())};
    allowances_.Apply(cell, first, findings);
    return;
  }
  std::vector<Candidate> told;
  std::vector<Candidate> others;
  if (has_special && TakeTold(rules_, detected, &told, &others)) detected = others;
  std::vector<Candidate> trimmed;
  if (has_special) trimmed = WithTrimmedNames(rules_, cell.text, detected);
  const std::span<const Candidate> candidates = has_special ? std::span(trimmed) : detected;
  std::vector<FieldNameMatch> field_names;
  if (has_special && !cell.field.empty()) field_names = context().names.Match(cell.field);
  LabelId preferred = kNoLabel;
  for (const FieldNameMatch& match : field_names) {  // the longest match first
    if (rules_.labels.kind(match.label) != LabelKind::kSpecial) continue;
    preferred = match.label;
    break;
  }
  const std::vector<size_t> judged = JudgedCandidates(rules_, candidates, preferred);
  if (judged.empty() && told.empty()) return;
  CellGrading grading(rules_, context(), cell, field_names, candidates, judged, !told.empty(),
                      memo);
  std::vector<Finding> found;
  for (const size_t index : judged) {
    const Candidate& candidate = candidates[index];
    if (IsProgramWord(rules_, candidate, cell.text)) continue;
    Finding finding = FindingOf(candidate, cell_index);
    if (rules_.labels.kind(candidate.label) == LabelKind::kSpecial) {
      const Grading grade = grading.Grade(candidate);
      if (grade.grade == EvidenceGrade::kNone || grade.confidence < kReportedConfidence) continue;
      finding.grade = grade.grade;
      finding.confidence = grade.confidence;
      finding.cue = grade.cue;
    }
    if (grading.has_sentences()) {
      finding.sentence = grading.SentenceOf(candidate.original);
    } else if (cell.text.size() <= kShortCellSizeBytes) {
      finding.sentence = {0, static_cast<uint32_t>(cell.text.size())};
    } else {
      finding.sentence = LineAround(cell.text, candidate.original);
    }
    found.push_back(finding);
  }
  AddTold(told, cell_index, &grading, &found);
  KeepOneLabelPerSpan(&found);
  findings->insert(findings->end(), found.begin(), found.end());
  allowances_.Apply(cell, first, findings);
}

std::vector<ObservedTerm> SentenceJudge::Observe(const JudgedCell& cell,
                                                 std::span<const Candidate> detected) const {
  std::vector<ObservedTerm> terms;
  std::vector<Candidate> told;
  std::vector<Candidate> others;
  if (TakeTold(rules_, detected, &told, &others)) detected = others;
  const std::vector<Candidate> candidates = WithTrimmedNames(rules_, cell.text, detected);
  const std::vector<size_t> judged = JudgedCandidates(rules_, candidates, kNoLabel);
  if (judged.empty()) return terms;
  const std::vector<FieldNameMatch> no_names;
  CellGrading grading(rules_, context(), cell, no_names, candidates, judged, false);
  for (const size_t index : judged) {
    const Candidate& candidate = candidates[index];
    const Pattern& pattern = rules_.rules[candidate.rule].patterns[candidate.pattern];
    if (rules_.labels.kind(candidate.label) != LabelKind::kSpecial || pattern.is_code_system ||
        pattern.view == View::kLabel) {
      continue;
    }
    ObservedTerm observed = grading.Observe(candidate);
    if (observed.by_rules.grade == EvidenceGrade::kNone || observed.features.empty()) continue;
    terms.push_back(std::move(observed));
  }
  return terms;
}

}  // namespace sunder::scanner
