#include "scanner/profile/column_judge.h"

#include <algorithm>
#include <array>
#include <tuple>

#include "scanner/context/words.h"
#include "scanner/profile/value_shapes.h"

namespace sunder::scanner {
namespace {

// Shares of distinct values. Validators rarely err on many different values, term lists do on a
// few.
constexpr double kShareWithHeader = 0.5;
constexpr double kShareAlone = 0.6;
constexpr double kShareOfShape = 0.7;
constexpr double kShareOfCodes = 0.9;
// Digits pass a check digit by chance; that many different ones do not.
constexpr uint32_t kNumericValuesMin = 3;
constexpr uint32_t kNamesMin = 4;

// Words of headers whose columns hold names of things, and whose values may well be names of people
// or groups: cities, products, languages, colours.
constexpr std::array<std::string_view, 62> kThingWords = {
    "city",     "town",     "state",      "country",     "county",      "region",  "street",
    "building", "suite",    "company",    "product",     "brand",       "album",   "song",
    "movie",    "film",     "model",      "file",        "host",        "domain",  "event",
    "team",     "item",     "project",    "category",    "genre",       "cuisine", "food",
    "dish",     "language", "lang",       "nationality", "citizenship", "color",   "colour",
    "font",     "style",    "race",       "horse",       "ship",        "species", "book",
    "page",     "server",   "column",     "table",       "store",       "shop",    "branch",
    "venue",    "hotel",    "restaurant", "school",      "course",      "subject", "topic",
    "tag",      "class",    "locale",     "currency",    "place",       "game"};

// Headers over dotted and dashed numbers that only look like addresses and identifiers.
constexpr std::array<std::string_view, 14> kTechnicalWords = {
    "version", "ver",  "build", "release", "oid",      "revision", "sku",
    "isbn",    "issn", "uuid",  "hash",    "checksum", "section",  "clause"};

// Headers that hold names of whatever the table is about.
constexpr std::array<std::string_view, 12> kGenericNames = {"name",    "names",   "title", "label",
                                                            "nom",     "nombre",  "naam",  "nome",
                                                            "display", "caption", "imie",  "namn"};
// Words that may stand beside "name" and leave it a person's.
constexpr std::array<std::string_view, 38> kNameModifiers = {
    "first",   "last",       "middle",    "full",     "given", "family",    "sur",     "fore",
    "legal",   "maiden",     "preferred", "official", "nick",  "contact",   "primary", "secondary",
    "billing", "shipping",   "my",        "your",     "the",   "of",        "and",     "birth",
    "holder",  "cardholder", "christian", "s",        "your",  "emergency", "next",    "kin",
    "print",   "bio",        "personal",  "data",     "info",  "person"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

bool IsDigits(std::string_view word) {
  return word.find_first_not_of("0123456789") == std::string_view::npos;
}

double Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

// A verdict is better by confidence, then by header, support, and last by the catalogue's order.
bool IsBetter(const ColumnVerdict& a, const ColumnVerdict& b) {
  return std::tuple(-a.confidence, !a.has_header, -a.share, a.label, a.rule) <
         std::tuple(-b.confidence, !b.has_header, -b.share, b.label, b.rule);
}

// Race and ethnicity are one question to most forms, and census groups may carry either label.
std::string_view SisterOf(std::string_view label_name) {
  if (label_name == "race") return "ethnicity";
  return label_name == "ethnicity" ? "race" : "";
}

bool HasThingWord(const std::vector<std::string>& words) {
  return std::any_of(words.begin(), words.end(),
                     [](const std::string& word) { return IsOneOf(word, kThingWords); });
}

}  // namespace

ColumnJudge::ColumnJudge(const RuleSet& rules, const ContextRules& context)
    : rules_(rules),
      cues_(context.cues),
      names_(context.names),
      collector_(rules, context.values) {}

Result<ColumnName> ColumnJudge::NameOf(std::string_view path, Detector* detector) const {
  ColumnName name{std::string(path), SplitName(path), {}};
  name.matches = names_.MatchWords(name.words);
  std::vector<Candidate> candidates;
  SUNDER_RETURN_IF_ERROR(detector->DetectFieldName(path, &candidates));
  for (const Candidate& candidate : candidates) {
    const bool is_known =
        std::any_of(name.matches.begin(), name.matches.end(),
                    [&](const FieldNameMatch& match) { return match.label == candidate.label; });
    if (is_known) continue;
    FieldNameMatch match;  // of a regex: where it stands among the words is unknown
    match.rule = candidate.rule;
    match.label = candidate.label;
    match.confidence = candidate.confidence_before;
    match.word_count = static_cast<uint32_t>(name.words.size());
    match.end = candidate.whole_cell ? match.word_count : 0;
    name.matches.push_back(match);
  }
  std::erase_if(name.matches, [&](const FieldNameMatch& match) {
    return !rules_.labels.info(match.label).on_by_default;
  });
  return name;
}

const FieldNameMatch* ColumnJudge::MatchOf(const ColumnName& name, LabelId label) const {
  for (const FieldNameMatch& match : name.matches) {  // longest first
    if (match.label == label) return &match;
  }
  return nullptr;
}

ColumnJudge::HeaderFit ColumnJudge::FitOf(const ColumnName& name, LabelId label) const {
  HeaderFit fit = HeaderFit::kNone;
  for (const FieldNameMatch& match : name.matches) {
    if (match.label != label) continue;
    // Digits at the end count for nothing: "address1", "phone 2".
    uint32_t last = match.word_count;
    while (last > match.end && IsDigits(name.words[last - 1])) --last;
    HeaderFit this_fit = HeaderFit::kPart;
    if (match.end == last) this_fit = match.begin == 0 ? HeaderFit::kWhole : HeaderFit::kEnd;
    fit = std::max(fit, this_fit);
  }
  return fit;
}

bool ColumnJudge::SpeaksOfPersons(const ColumnName& name) const {
  for (const FieldNameMatch& match : name.matches) {
    const std::string& label = rules_.labels.name(match.label);
    const bool is_generic =
        match.end - match.begin == 1 && IsOneOf(name.words[match.begin], kGenericNames);
    const bool is_personal = label == "person_name" || label == "email_address" || label == "sex" ||
                             label == "date_of_birth" || label == "age" || label == "job_title" ||
                             label == "national_id" || label == "passport";
    const bool is_attribute = rules_.labels.kind(match.label) == LabelKind::kSpecial;
    if (is_generic || match.end == 0) continue;
    if ((is_personal || is_attribute) && FitOf(name, match.label) >= HeaderFit::kEnd) return true;
  }
  return false;
}

void ColumnJudge::JudgeSpecial(const ColumnName& name, const ColumnEvidence& evidence,
                               std::vector<ColumnVerdict>* verdicts) const {
  for (LabelId label = 1; label < rules_.labels.size(); ++label) {
    const LabelInfo& info = rules_.labels.info(label);
    if (info.kind != LabelKind::kSpecial || !info.on_by_default) continue;
    JudgeSpecialValues(name, label, evidence, verdicts);
  }
}

ColumnJudge::SpecialSupport ColumnJudge::SupportOf(LabelId label, const LabelEvidence* own,
                                                   const LabelEvidence* sister,
                                                   const ColumnEvidence& evidence) const {
  SpecialSupport support;
  for (size_t i = 0; i < evidence.values.size(); ++i) {
    const ColumnValue& value = evidence.values[i];
    const bool is_match =
        (own != nullptr && own->is_match[i]) || (sister != nullptr && sister->is_match[i]);
    bool is_other_special = false;
    for (const auto& [other, counts] : evidence.labels) {
      const bool is_special = rules_.labels.kind(other) == LabelKind::kSpecial;
      is_other_special = is_other_special || (other != label && is_special && counts.is_match[i]);
    }
    // "None" belongs to no label, a value of another category neither supports nor speaks against.
    if (!is_match && (value.is_negation || is_other_special)) continue;
    ++support.total;
    support.total_weight += value.count;
    if (!is_match) continue;
    ++support.matched;
    support.matched_weight += value.count;
  }
  return support;
}

void ColumnJudge::JudgeSpecialValues(const ColumnName& name, LabelId label,
                                     const ColumnEvidence& evidence,
                                     std::vector<ColumnVerdict>* verdicts) const {
  const auto evidence_of = [&](LabelId of) {
    const auto found = evidence.labels.find(of);
    return found == evidence.labels.end() ? nullptr : &found->second;
  };
  const LabelEvidence* own = evidence_of(label);
  if (own == nullptr || own->distinct == 0) return;
  const FieldNameMatch* header = MatchOf(name, label);
  const LabelEvidence* sister = nullptr;
  if (const auto sister_label = rules_.labels.Find(SisterOf(rules_.labels.name(label)))) {
    if (header == nullptr) header = MatchOf(name, *sister_label);
    if (header != nullptr) sister = evidence_of(*sister_label);
  }
  const SpecialSupport support = SupportOf(label, own, sister, evidence);
  ColumnVerdict verdict;
  verdict.label = label;
  verdict.grade = EvidenceGrade::kDeclaredField;
  verdict.rule = own->BestRule();
  verdict.confidence_before = own->confidence_before;
  verdict.share = Share(support.matched, support.total);
  verdict.has_header = header != nullptr;
  const bool is_distinctive = own->distinctive > 0;
  const double weight_share = Share(support.matched_weight, support.total_weight);
  if (header != nullptr) {
    const double least = is_distinctive ? kShareWithHeader : kShareWithHeader + 0.01;
    const bool is_by_values = verdict.share >= least && weight_share >= 0.3;
    const bool is_by_weight =
        weight_share >= kShareAlone && verdict.share >= 0.25 && support.matched >= 2;
    if (!is_by_values && !is_by_weight) return;
    verdict.confidence = is_distinctive ? 0.95F : 0.9F;
    // Of sisters the one that knows more of the values carries the column.
    if (sister != nullptr && own->distinct < sister->distinct) verdict.confidence -= 0.1F;
    verdict.basis = "header and values";
    verdicts->push_back(verdict);
    return;
  }
  const bool is_thing =
      HasThingWord(name.words) ||
      std::any_of(name.words.begin(), name.words.end(),
                  [&](const std::string& word) { return (cues_.KindsOf(word) & kTopicCue) != 0; });
  if (is_thing || verdict.share < kShareAlone || own->distinctive < 2) return;
  // Most of the column's cells must be of this category, not only of those that are not another's.
  const bool is_most = Share(own->distinctive, support.total) >= 0.4 &&
                       weight_share >= kShareWithHeader &&
                       Share(support.matched_weight, evidence.weight) >= 0.4;
  if (!is_most) return;
  verdict.confidence = verdict.share >= 0.8 ? 0.8F : 0.7F;
  verdict.basis = "distinctive values";
  verdicts->push_back(verdict);
}

void ColumnJudge::JudgeCodes(const ColumnName& name, const ColumnEvidence& evidence,
                             std::vector<ColumnVerdict>* verdicts) const {
  for (const auto& [rule, codes] : evidence.codes) {
    if (!rules_.labels.info(codes.label).on_by_default) continue;
    const FieldNameMatch* header = MatchOf(name, codes.label);
    uint32_t total = 0;
    for (size_t i = 0; i < evidence.values.size(); ++i) {
      total += codes.is_match[i] || !evidence.values[i].is_negation ? 1 : 0;
    }
    ColumnVerdict verdict;
    verdict.label = codes.label;
    verdict.rule = rule;
    const bool is_special = rules_.labels.kind(codes.label) == LabelKind::kSpecial;
    verdict.grade = is_special ? EvidenceGrade::kCodedValue : EvidenceGrade::kNone;
    verdict.share = Share(codes.distinct, total);
    verdict.has_header = header != nullptr;
    verdict.confidence_before = 0.4F;
    verdict.basis = "codes";
    if (header != nullptr) {
      // "race" 1, 2, 3 are as well the races of a season: numbers need the whole header.
      const bool is_whole = FitOf(name, codes.label) == HeaderFit::kWhole;
      // A few rare values outside the system do not outweigh nearly all cells.
      const bool is_by_weight = verdict.share >= 0.3 && codes.distinct >= 2 && !codes.is_numeric &&
                                Share(codes.weight, evidence.weight) >= kShareOfCodes;
      if (verdict.share < 0.8 && !is_by_weight) continue;
      if (codes.is_numeric && (!is_whole || codes.distinct < 2)) continue;
      verdict.confidence = codes.is_numeric ? 0.6F : 0.85F;
    } else {
      if (!codes.is_distinctive || verdict.share < kShareOfCodes || codes.distinct < 2) continue;
      verdict.confidence = 0.75F;
    }
    verdicts->push_back(verdict);
  }
}

// `is_muslim`: yes/no; "Do you consider yourself to be ...?": the header holds the value.
Status ColumnJudge::JudgeOneHot(const ColumnName& name, const ColumnEvidence& evidence,
                                Detector* detector, std::vector<ColumnVerdict>* verdicts) const {
  uint64_t booleans = 0;  // cells
  for (const ColumnValue& value : evidence.values) {
    booleans += LooksLikeBoolean(value.normal) ? value.count : 0;
  }
  if (Share(booleans, evidence.weight) < kShareOfCodes || evidence.values.size() > 4) {
    return Status::Ok();
  }
  std::string joined;
  for (const std::string& word : name.words) joined += (joined.empty() ? "" : " ") + word;
  ScanText text;
  SUNDER_RETURN_IF_ERROR(text.Append(joined));
  const JudgedCell cell{joined, {}};
  std::vector<Candidate> candidates;
  SUNDER_RETURN_IF_ERROR(detector->Detect(text, {&cell, 1}, &candidates));
  const bool is_question = joined.find(" you ") != std::string::npos;
  for (const Candidate& candidate : candidates) {
    const LabelInfo& info = rules_.labels.info(candidate.label);
    if (info.kind != LabelKind::kSpecial || !info.on_by_default || !candidate.is_distinctive)
      continue;
    size_t rest = 0;  // bytes of words that are neither the term nor "is", "has", "flag"
    for (const Word& word : SplitWords(joined, {0, static_cast<uint32_t>(joined.size())})) {
      const bool is_mark = word.folded == "is" || word.folded == "flag" || word.folded == "has";
      if (!word.original.Overlaps(candidate.original) && !is_mark) rest += word.folded.size();
    }
    if (rest > 0 && !is_question) continue;
    ColumnVerdict verdict;
    verdict.label = candidate.label;
    verdict.grade = EvidenceGrade::kCodedValue;
    verdict.rule = candidate.rule;
    verdict.confidence_before = candidate.confidence_before;
    verdict.confidence = is_question ? 0.6F : 0.7F;
    verdict.has_header = true;
    verdict.share = 1.0;
    verdict.basis = "value in the header, yes and no below";
    verdicts->push_back(verdict);
  }
  return Status::Ok();
}

// Whether a header with "name" in it heads names of persons.
bool ColumnJudge::IsPersonHeader(const ColumnName& name, std::string_view table,
                                 bool has_person_siblings, const ColumnEvidence& evidence,
                                 LabelId label) const {
  const FieldNameMatch* match = MatchOf(name, label);
  if (match == nullptr || HasThingWord(name.words)) return false;
  bool has_person_word = false;
  for (uint32_t i = 0; i < name.words.size(); ++i) {
    if (i >= match->begin && i < match->end) continue;
    std::string_view word = name.words[i];
    const bool is_person = (cues_.KindsOf(word) & (kPersonNounCue | kPersonCue | kSelfCue)) != 0;
    has_person_word = has_person_word || is_person;
    if (!is_person && !IsOneOf(word, kNameModifiers) && !IsOneOf(word, kGenericNames) &&
        !IsDigits(word)) {
      return false;
    }
  }
  const bool is_generic =
      match->end - match->begin == 1 && IsOneOf(name.words[match->begin], kGenericNames);
  if (!is_generic || has_person_word || name.words.size() > 1) return true;
  for (std::string word : SplitName(table)) {
    if (word.size() > 3 && word.back() == 's') word.pop_back();
    if ((cues_.KindsOf(word) & kPersonNounCue) != 0) return true;
  }
  const auto found = evidence.labels.find(label);
  const uint32_t mentioned = found == evidence.labels.end() ? 0 : found->second.mentioned;
  const double share = Share(mentioned, static_cast<uint32_t>(evidence.values.size()));
  return has_person_siblings ? share >= 0.1 : share >= 0.5;
}

void ColumnJudge::JudgeShape(const ColumnName& name, LabelId label, const ColumnEvidence& evidence,
                             std::vector<ColumnVerdict>* verdicts) const {
  const ValueShape shape = ShapeOf(rules_.labels.name(label));
  const FieldNameMatch* header = MatchOf(name, label);
  const HeaderFit fit = FitOf(name, label);
  if (shape == nullptr || header == nullptr || fit < HeaderFit::kEnd) return;
  const bool is_generic = header->word_count == 1 && IsOneOf(name.words[0], kGenericNames);
  const bool is_name = rules_.labels.name(label) == "person_name";
  if (is_generic && !is_name) return;  // "title": values decide
  uint32_t fitting = 0;
  for (const ColumnValue& value : evidence.values) {
    fitting += shape(value.text) || (is_name && shape(value.core)) ? 1 : 0;
  }
  ColumnVerdict verdict;
  verdict.label = label;
  verdict.rule = header->rule;
  verdict.confidence_before = header->confidence;
  verdict.has_header = true;
  verdict.share = Share(fitting, evidence.values.size());
  if (verdict.share < kShareOfShape) return;
  verdict.confidence = fit == HeaderFit::kWhole ? 0.85F : 0.75F;
  verdict.basis = "header and shape of values";
  verdicts->push_back(verdict);
}

void ColumnJudge::JudgeIdentifiers(const ColumnName& name, std::string_view table,
                                   bool has_person_siblings, const ColumnEvidence& evidence,
                                   std::vector<ColumnVerdict>* verdicts) const {
  uint32_t numeric = 0;
  uint32_t name_like = 0;
  for (const ColumnValue& value : evidence.values) {
    numeric += IsNumeric(value.text) ? 1 : 0;
    name_like += LooksLikeName(value.text) ? 1 : 0;
  }
  const auto total = static_cast<uint32_t>(evidence.values.size());
  const bool is_numeric = numeric * 2 > total;
  for (LabelId label = 1; label < rules_.labels.size(); ++label) {
    const LabelInfo& info = rules_.labels.info(label);
    if (info.kind == LabelKind::kSpecial || info.kind == LabelKind::kNone || !info.on_by_default)
      continue;
    const bool is_name = info.name == "person_name";
    if (is_name) {
      if (!IsPersonHeader(name, table, has_person_siblings, evidence, label)) {
        if (MatchOf(name, label) != nullptr || HasThingWord(name.words)) continue;
      } else {
        JudgeShape(name, label, evidence, verdicts);
      }
    } else {
      JudgeShape(name, label, evidence, verdicts);
    }
    const auto found = evidence.labels.find(label);
    if (found == evidence.labels.end()) continue;
    const LabelEvidence& counts = found->second;
    const HeaderFit fit = FitOf(name, label);
    ColumnVerdict verdict;
    verdict.label = label;
    verdict.rule = counts.BestRule();
    verdict.confidence_before = counts.confidence_before;
    verdict.has_header = fit != HeaderFit::kNone;
    verdict.share = Share(counts.distinct, total);
    const double weight_share = Share(counts.weight, evidence.weight);
    if (weight_share < kShareWithHeader) continue;
    const double validated_share = Share(counts.validated, total);
    if (verdict.has_header && verdict.share >= kShareWithHeader) {
      verdict.confidence = validated_share >= kShareWithHeader ? 0.95F : 0.85F;
      verdict.basis = "header and values";
      verdicts->push_back(verdict);
      continue;
    }
    JudgeValuesAlone(name, counts, total, is_numeric, Share(name_like, total), verdict, verdicts);
  }
}

// Without a header's word for it: structure, check digits, and enough different values.
void ColumnJudge::JudgeValuesAlone(const ColumnName& name, const LabelEvidence& counts,
                                   uint32_t total, bool is_numeric, double name_like_share,
                                   ColumnVerdict verdict,
                                   std::vector<ColumnVerdict>* verdicts) const {
  const LabelInfo& info = rules_.labels.info(verdict.label);
  const double validated_share = Share(counts.validated, total);
  const double sure_share = Share(counts.sure, total);
  if (info.name == "person_name") {
    const bool is_many = total >= kNamesMin && name_like_share >= 0.8;
    if (!is_many || sure_share < kShareWithHeader) return;
    verdict.confidence = sure_share >= 0.8 ? 0.8F : 0.7F;
    verdict.basis = "structure of names";
    verdicts->push_back(verdict);
    return;
  }
  // A header is needed for what is only a number, a date or a word by itself.
  const bool is_telling = info.kind == LabelKind::kDirect || info.name == "user_agent" ||
                          info.name == "geo_coordinates";
  const bool is_technical =
      std::any_of(name.words.begin(), name.words.end(),
                  [](const std::string& word) { return IsOneOf(word, kTechnicalWords); });
  if (!is_telling || is_technical || sure_share < kShareAlone) return;
  const bool is_validated = validated_share >= kShareAlone;
  const uint32_t least = is_numeric ? kNumericValuesMin : is_validated ? 1 : 3;
  if (counts.sure < least) return;
  verdict.confidence = is_validated ? 0.9F : 0.75F;
  verdict.basis = is_validated ? "validated values" : "values";
  verdicts->push_back(verdict);
}

Result<ColumnVerdict> ColumnJudge::Judge(const ColumnName& name, std::string_view table,
                                         bool has_person_siblings, const FieldProfile& profile,
                                         Detector* detector) const {
  SUNDER_ASSIGN_OR_RETURN(const ColumnEvidence evidence,
                          collector_.Collect(name.path, profile.sample.Entries(), detector));
  uint64_t short_values = 0;
  for (const ColumnValue& value : evidence.values) short_values += value.count;
  // Long texts outweigh: the column is a text, whatever its short values are.
  if (evidence.values.empty() || profile.long_values > short_values) return ColumnVerdict();
  std::vector<ColumnVerdict> verdicts;
  JudgeSpecial(name, evidence, &verdicts);
  JudgeCodes(name, evidence, &verdicts);
  if (verdicts.empty()) SUNDER_RETURN_IF_ERROR(JudgeOneHot(name, evidence, detector, &verdicts));
  JudgeIdentifiers(name, table, has_person_siblings, evidence, &verdicts);
  ColumnVerdict best;
  for (const ColumnVerdict& verdict : verdicts) {
    if (best.label == kNoLabel || IsBetter(verdict, best)) best = verdict;
  }
  return best;
}

}  // namespace sunder::scanner
