// Columns whose header holds the value and whose cells say yes or no: `is_muslim`, "gitano_sn",
// "Are you Hispanic or Latino?".
#include <algorithm>
#include <array>

#include "scanner/context/words.h"
#include "scanner/profile/column_judge.h"
#include "scanner/profile/short_forms.h"
#include "scanner/profile/value_shapes.h"

namespace sunder::scanner {
namespace {

// Yes and no beside those of LooksLikeBoolean, as forms of the packs' languages write them.
constexpr std::array<std::string_view, 57> kYesAndNoElsewhere = {
    "yep",   "off", "j",      "nee",    "nej",    "oui", "non", "o",    "sí",    "si",
    "sì",    "s",   "sim",    "não",    "nao",    "tak", "nie", "ano",  "ne",    "áno",
    "da",    "nu",  "не",     "да",     "нет",    "так", "ні",  "evet", "hayır", "hayir",
    "e",     "h",   "kyllä",  "ei",     "igen",   "nem", "ναι", "όχι",  "нема",  "ya",
    "tidak", "có",  "không",  "はい",   "いいえ", "是",  "否",  "有",   "无",    "無",
    "예",    "네",  "아니오", "아니요", "نعم",    "לא",  "כן"};

constexpr std::array<std::string_view, 20> kBooleanMarks = {
    "is", "flag", "has", "yn", "flg",  "ind", "indicator", "bool", "y",        "n",
    "jn", "sn",   "on",  "ja", "nein", "si",  "tak",       "nie",  "checkbox", "tick"};

// What a person does who says what they are; beginnings of words.
constexpr std::array<std::string_view, 19> kSayingBeginnings = {
    "consider", "identif", "descri",   "reconoc", "declar", "autodecl", "autoident",
    "autodef",  "autoads", "autoperc", "autorec", "percib", "belong",   "perten",
    "gehör",    "appart",  "self",     "selbst",  "adscri"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool SaysWhoOneIs(std::string_view word) {
  return std::any_of(kSayingBeginnings.begin(), kSayingBeginnings.end(),
                     [&](std::string_view beginning) { return word.starts_with(beginning); });
}

// "Y", "Yes - RC", "No, not Hispanic or Latino", "N (ausgetreten)"; not "no religion".
bool IsYesOrNo(std::string_view normal) {
  const size_t end = std::min(normal.find_first_of(" ,;:(-/"), normal.size());
  const std::string_view first = normal.substr(0, end);
  if (!LooksLikeBoolean(first) && !IsOneOf(first, kYesAndNoElsewhere)) return false;
  const size_t rest = normal.find_first_not_of(' ', end);
  return rest == std::string_view::npos ||
         std::string_view(",;:(-").find(normal[rest]) != std::string_view::npos;
}

// Nearly all cells, and both answers or one many times; the rest refuse, do not know, or explain.
bool AreAnswers(const ColumnEvidence& evidence, bool states_value) {
  const double share_least = states_value ? 0.4 : 0.6;
  uint64_t answers = 0;
  size_t distinct = 0;
  for (const ColumnValue& value : evidence.values) {
    if (!IsYesOrNo(value.normal)) continue;
    answers += value.count;
    ++distinct;
  }
  return static_cast<double>(answers) >= share_least * static_cast<double>(evidence.weight) &&
         (states_value ? distinct >= 2 : 2 * distinct >= evidence.values.size());
}

// The words with blanks between.
std::string Joined(const std::vector<std::string>& words) {
  std::string joined;
  for (const std::string& word : words) joined += (joined.empty() ? "" : " ") + word;
  return joined;
}

// "religion.muslim": the label's own word stands before the value. One answer is enough there.
bool HasQuestion(const ColumnName& name, LabelId label) {
  return std::any_of(name.matches.begin(), name.matches.end(), [&](const FieldNameMatch& match) {
    return match.label == label && !match.states_value && !match.is_guess;
  });
}

}  // namespace

// Whether all that the header says is the term at `place` of its joined words.
bool ColumnJudge::IsHeaderOfOne(const std::string& joined, Span place) const {
  constexpr size_t kShortWordSizeMax = 4;
  for (const Word& word : SplitWords(joined, {0, static_cast<uint32_t>(joined.size())})) {
    const std::string& text = word.folded;
    // "obs_muslim_yn", "gay_dich": who says so, or how, cut short.
    const bool is_small = text.size() <= kShortWordSizeMax || IsOneOf(text, kBooleanMarks) ||
                          IsNeutralHeaderWord(text) || IsPersonHeaderWord(text) ||
                          SaysWhoOneIs(text) || (cues_.KindsOf(text) & kFunctionWordCue) != 0;
    if (!word.original.Overlaps(place) && !is_small) return false;
  }
  return true;
}

Status ColumnJudge::JudgeOneHot(const ColumnName& name, const Setting& setting,
                                const ColumnEvidence& evidence, Detector* detector,
                                std::vector<ColumnVerdict>* verdicts) const {
  // "Udmeldt" and "ja, aber ausgetreten" beside a header that is a value in itself.
  bool states_value = false;
  bool has_question = false;
  for (const FieldNameMatch& match : name.matches) {
    if (!match.states_value || FitOf(name, match.label) != HeaderFit::kWhole) continue;
    states_value = true;
    has_question = has_question || HasQuestion(name, match.label);
  }
  const bool are_answers =
      AreAnswers(evidence, states_value) || (has_question && AreAnswers(evidence, false));
  if (!are_answers) return Status::Ok();
  const bool is_of_things = setting.topic == TableTopic::kThings;
  if (is_of_things && !states_value) return Status::Ok();
  const std::string joined = Joined(name.words);
  ScanText text;
  SUNDER_RETURN_IF_ERROR(text.Append(joined));
  const JudgedCell cell{joined, {}};
  std::vector<Candidate> candidates;
  SUNDER_RETURN_IF_ERROR(detector->Detect(text, {&cell, 1}, &candidates));
  const bool is_question = joined.find(" you ") != std::string::npos;
  const bool is_marked = !name.words.empty() && IsOneOf(name.words.back(), kBooleanMarks);
  const bool says_who = std::any_of(name.words.begin(), name.words.end(), SaysWhoOneIs);
  const bool is_of_person = setting.topic == TableTopic::kPersons || setting.has_person_siblings;
  const auto add = [&](LabelId label, RuleIndex rule, float confidence_before) {
    ColumnVerdict verdict;
    verdict.label = label;
    verdict.grade = EvidenceGrade::kCodedValue;
    verdict.rule = rule;
    verdict.confidence_before = confidence_before;
    verdict.confidence = is_question ? 0.6F : 0.7F;
    verdict.has_header = true;
    verdict.share = 1.0;
    verdict.basis = "value in the header, yes and no below";
    verdicts->push_back(verdict);
  };
  for (const FieldNameMatch& match : name.matches) {
    const LabelInfo& info = rules_.labels.info(match.label);
    const bool is_whole = FitOf(name, match.label) == HeaderFit::kWhole;
    if (info.kind != LabelKind::kSpecial || !is_whole) continue;
    // Schools, too, are Catholic; nothing but persons is Hispanic.
    if (is_of_things && info.name != "ethnicity" && info.name != "race") continue;
    // A term that names one value ("folkekirkemedlem"), or a choice of many of an export of forms
    // ("race___3").
    if (match.states_value || name.path.find("___") != std::string::npos) {
      add(match.label, match.rule, match.confidence);
    }
  }
  if (is_of_things) return Status::Ok();
  for (const Candidate& candidate : candidates) {
    const LabelInfo& info = rules_.labels.info(candidate.label);
    if (info.kind != LabelKind::kSpecial || !info.on_by_default) continue;
    // "race_3" may be the third run.
    const bool is_numbered =
        candidate.original.end == joined.size() && joined.back() >= '0' && joined.back() <= '9';
    if (is_numbered && !is_of_person) continue;
    // "race_asian": the question and one of its answers.
    if (IsQuestionAndAnswer(name, candidate)) {
      add(candidate.label, candidate.rule, candidate.confidence_before);
      continue;
    }
    // "gitano_sn" of persons; parties' names say too much else ("green_flag").
    const bool is_everyday =
        ((is_marked && is_of_person) || says_who) && info.name != "political_affiliation";
    if (!candidate.is_distinctive && !is_everyday) continue;
    // "indian" of an order is a dish; "gitano_yn" asks persons.
    const bool is_of_people = info.name == "ethnicity" || info.name == "race";
    const bool is_of_goods = is_of_people && !is_of_person && !is_marked && !says_who;
    if (is_of_goods && !is_question) continue;
    if (!is_question && !IsHeaderOfOne(joined, candidate.original)) continue;
    add(candidate.label, candidate.rule, candidate.confidence_before);
  }
  const bool is_named =
      std::any_of(name.matches.begin(), name.matches.end(), [&](const FieldNameMatch& match) {
        return rules_.labels.kind(match.label) == LabelKind::kSpecial && !match.is_guess &&
               FitOf(name, match.label) >= HeaderFit::kEnd;
      });
  // A term cut short is a guess, and alone may be a word of its own: "straight" of pipes, "white"
  // of goods, "independent" of shops; not "omosess_dich".
  const bool is_word = name.words.size() == 1 && !is_of_person;
  if (is_named || !verdicts->empty() || is_word) return Status::Ok();
  if (const Rule* rule = RuleOfShortForm(name)) {
    add(rule->label, static_cast<RuleIndex>(rule - rules_.rules.data()), 0.3F);
  }
  return Status::Ok();
}

// Whether the header is a term of the candidate's label, or its sister's, and the candidate.
bool ColumnJudge::IsQuestionAndAnswer(const ColumnName& name, const Candidate& candidate) const {
  const std::string joined = Joined(name.words);
  const std::string_view value = std::string_view(joined).substr(
      candidate.original.begin, candidate.original.end - candidate.original.begin);
  return std::any_of(name.matches.begin(), name.matches.end(), [&](const FieldNameMatch& match) {
    if (match.label != candidate.label || match.is_guess || match.end == 0) return false;
    std::vector<std::string> rest;
    for (uint32_t i = 0; i < name.words.size(); ++i) {
      const bool is_term = i >= match.begin && i < match.end;
      if (!is_term && !IsOneOf(name.words[i], kBooleanMarks)) rest.push_back(name.words[i]);
    }
    return !rest.empty() && Joined(rest) == value;
  });
}

const Rule* ColumnJudge::RuleOfShortForm(const ColumnName& name) const {
  constexpr size_t kLettersMin = 5;
  std::vector<std::string> words;
  for (const std::string& word : name.words) {
    const bool is_mark = IsOneOf(word, kBooleanMarks) || IsPersonHeaderWord(word);
    if (!is_mark && word.size() > 2) words.push_back(word);
  }
  const std::string value = Joined(words);
  if (words.empty() || words.size() > 2 || value.size() < kLettersMin) return nullptr;
  const Rule* found = nullptr;
  for (const Rule& rule : rules_.rules) {
    const LabelInfo& info = rules_.labels.info(rule.label);
    if (info.kind != LabelKind::kSpecial || !info.on_by_default) continue;
    for (const Pattern& pattern : rule.patterns) {
      if (pattern.view != View::kWords || pattern.TellsBySurroundings()) continue;
      const bool is_short =
          std::any_of(pattern.terms.begin(), pattern.terms.end(), [&](const Term& term) {
            return term.is_distinctive && term.folded.substr(0, 3) == value.substr(0, 3) &&
                   IsShortFormOf(value, term.folded);
          });
      if (!is_short) continue;
      if (found != nullptr && found->label != rule.label) return nullptr;  // may be either
      found = &rule;
    }
  }
  return found;
}

}  // namespace sunder::scanner
