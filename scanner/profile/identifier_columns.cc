// Columns of identifiers and quasi-identifiers: names, numbers, addresses.
#include <algorithm>
#include <array>

#include "scanner/context/cue_index.h"
#include "scanner/context/words.h"
#include "scanner/profile/column_judge.h"
#include "scanner/profile/generic_names.h"
#include "scanner/profile/value_distribution.h"
#include "scanner/profile/value_shapes.h"

namespace sunder::scanner {
namespace {

constexpr double kShareWithHeader = 0.5;
constexpr double kShareAlone = 0.6;
constexpr double kShareOfShape = 0.7;
constexpr double kShareOfCodes = 0.9;
// Digits pass a check digit by chance; that many different ones do not.
constexpr uint32_t kNumericValuesMin = 3;
constexpr uint32_t kNamesMin = 4;
// People of a table are of that many ages.
constexpr size_t kAgesMin = 10;

// Headers over dotted and dashed numbers that only look like addresses and identifiers.
constexpr std::array<std::string_view, 21> kTechnicalWords = {
    "version", "ver",  "build", "release", "oid",      "revision", "sku",
    "isbn",    "issn", "uuid",  "hash",    "checksum", "section",  "clause",
    "mm",      "cm",   "px",    "inch",    "pixel",    "voltage",  "firmware"};

// Words that may stand beside "name" and leave it a person's.
constexpr std::array<std::string_view, 38> kNameModifiers = {
    "first",   "last",       "middle",    "full",     "given", "family",    "sur",     "fore",
    "legal",   "maiden",     "preferred", "official", "nick",  "contact",   "primary", "secondary",
    "billing", "shipping",   "my",        "your",     "the",   "of",        "and",     "birth",
    "holder",  "cardholder", "christian", "s",        "your",  "emergency", "next",    "kin",
    "print",   "bio",        "personal",  "data",     "info",  "person"};

// Parties to contracts and parts of machines have them, too.
constexpr std::array<std::string_view, 14> kRoleWords = {
    "role",     "position", "function", "rolle", "rol",    "ruolo", "papel",
    "funktion", "fonction", "funkcja",  "trade", "stelle", "posn",  "pos"};

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// "age_grp", "altersklasse", "faixa etária".
bool SpeaksOfBands(std::string_view word) {
  constexpr std::array<std::string_view, 20> kBands = {
      "grp",   "group", "band",   "bnd",    "bracket", "bkt",    "cat",
      "range", "klass", "gruppe", "gruppo", "tranche", "fascia", "faixa",
      "grupo", "rango", "groep",  "grupa",  "skupina", "группа"};
  return std::any_of(kBands.begin(), kBands.end(), [&](std::string_view band) {
    return word.find(band) != std::string_view::npos;
  });
}

// "Ruth Moser is Jewish.": a name with a verb of being behind it. Particles of names are no verbs,
// and in a text all in small letters nothing tells them apart.
bool IsSaidOfName(std::string_view value, const CueIndex& cues) {
  if (std::count(value.begin(), value.end(), ' ') < 2) return false;
  const std::vector<Word> words = SplitWords(value, {0, static_cast<uint32_t>(value.size())});
  for (size_t i = 1; i + 1 < words.size(); ++i) {
    const bool is_verb = !words[i].is_capital && words[i].folded.size() > 1 &&
                         (cues.KindsOf(words[i].folded) & kVerbCue) != 0;
    if (is_verb && words[i - 1].is_capital) return true;
  }
  return false;
}

double Share(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

}  // namespace

// Whether a header with "name" in it heads names of persons.
bool ColumnJudge::IsPersonHeader(const ColumnName& name, const Setting& setting,
                                 const ColumnEvidence& evidence, LabelId label) const {
  const FieldNameMatch* match = MatchOf(name, label);
  if (match == nullptr || HasThingHeaderWord(name.words)) return false;
  bool has_person_word = false;
  const bool is_telling = match->end - match->begin > 1 && !match->is_guess &&
                          setting.topic != TableTopic::kThings;  // "lst nm"
  for (uint32_t i = 0; i < name.words.size(); ++i) {
    if (i >= match->begin && i < match->end) continue;
    std::string_view word = name.words[i];
    const bool is_person = (cues_.KindsOf(word) & (kPersonNounCue | kPersonCue | kSelfCue)) != 0;
    has_person_word = has_person_word || is_person;
    if (!is_telling && !is_person && !IsOneOf(word, kNameModifiers) &&
        !IsOneOf(word, kGenericNames) && !IsNeutral(name, i, label)) {
      return false;
    }
  }
  const bool is_generic =
      match->end - match->begin == 1 && IsOneOf(name.words[match->begin], kGenericNames);
  if (!is_generic || has_person_word || name.words.size() > 1) return true;
  if (setting.topic == TableTopic::kPersons) return true;
  if (setting.topic == TableTopic::kThings) return false;
  const auto found = evidence.labels.find(label);
  const uint32_t mentioned = found == evidence.labels.end() ? 0 : found->second.mentioned;
  const double share = Share(mentioned, static_cast<uint32_t>(evidence.values.size()));
  return setting.has_person_siblings ? share >= 0.1 : share >= 0.5;
}

// "pwd_hash_algo", "Subject Area": what is said of a password, or what a section is about; and what
// in a table of things has its own meaning: the nicknames of teams, the pins of plugs.
bool ColumnJudge::IsOtherProperty(const ColumnName& name, std::string_view label,
                                  TableTopic topic) const {
  constexpr std::array<std::string_view, 26> kOfPasswords = {
      "algo",    "algorithm", "policy",  "length",  "strength", "changed",  "change",
      "expires", "expiry",    "expired", "status",  "attempt",  "attempts", "method",
      "scheme",  "encoding",  "type",    "kind",    "zone",     "typ",      "rules",
      "quality", "updated",   "age",     "history", "required"};
  const auto label_id = rules_.labels.Find(label);
  const FieldNameMatch* match = label_id ? MatchOf(name, *label_id) : nullptr;
  if (match == nullptr) return false;
  const bool is_one_word = match->end == match->begin + 1;
  const bool is_of_things = topic == TableTopic::kThings;
  if (label == "password") {
    if (is_of_things && is_one_word) return true;
    return std::any_of(name.words.begin(), name.words.end(),
                       [&](const std::string& word) { return IsOneOf(word, kOfPasswords); });
  }
  if (label == "username") return is_of_things && is_one_word;
  if (label == "person_name") {
    return is_of_things && is_one_word && name.words[match->begin].starts_with("nick");
  }
  if (label != "department" && label != "job_title" && label != "employer") return false;
  for (uint32_t i = 0; i < name.words.size(); ++i) {
    const bool is_term = i >= match->begin && i < match->end;
    if (!is_term && IsThingHeaderWord(name.words[i]) && name.words[i] != "company") return true;
  }
  return false;
}

void ColumnJudge::JudgeTellingShapes(const ColumnName& name, const ColumnEvidence& evidence,
                                     std::vector<ColumnVerdict>* verdicts) const {
  constexpr uint32_t kValuesMin = 5;
  const auto total = static_cast<uint32_t>(evidence.values.size());
  const bool is_technical =
      std::any_of(name.words.begin(), name.words.end(),
                  [](const std::string& word) { return IsOneOf(word, kTechnicalWords); });
  if (total < kValuesMin || is_technical) return;
  for (LabelId label = 1; label < rules_.labels.size(); ++label) {
    const ValueShape shape = TellingShapeOf(rules_.labels.name(label));
    if (shape == nullptr || !rules_.labels.info(label).on_by_default) continue;
    uint32_t fitting = 0;
    for (const ColumnValue& value : evidence.values) fitting += shape(value.text) ? 1 : 0;
    ColumnVerdict verdict;
    verdict.label = label;
    verdict.share = Share(fitting, total);
    // Telephones are written in many ways in one column, and no two of ten in this one.
    const bool is_phone = rules_.labels.name(label) == "phone_number";
    if (verdict.share < (is_phone ? kShareOfShape : kShareOfCodes)) continue;
    for (RuleIndex rule = 0; rule < rules_.rules.size(); ++rule) {
      if (rules_.rules[rule].label != label) continue;
      verdict.rule = rule;
      break;
    }
    verdict.confidence_before = 0.5F;
    verdict.confidence = 0.75F;
    verdict.basis = "shape of values";
    verdicts->push_back(verdict);
  }
}

// "dt_nascita_ass": what is left of the header are short forms of whose or which it is. Shapes that
// hold for few other values are enough then.
bool ColumnJudge::HasShortRest(const ColumnName& name, const Setting& setting,
                               LabelId label) const {
  constexpr size_t kShortMax = 4;
  constexpr std::array<std::string_view, 6> kTelling = {"date_of_birth",  "phone_number",
                                                        "postal_address", "national_id",
                                                        "postal_code",    "geo_coordinates"};
  const bool is_telling = IsOneOf(rules_.labels.name(label), kTelling);
  if (!is_telling && setting.topic != TableTopic::kPersons) return false;
  for (uint32_t i = 0; i < name.words.size(); ++i) {
    const std::string& word = name.words[i];
    const bool is_other = IsThingHeaderWord(word) || IsMeasureHeaderWord(word);
    if (!IsNeutral(name, i, label) && (is_other || word.size() > kShortMax)) return false;
  }
  return true;
}

void ColumnJudge::JudgeShape(const ColumnName& name, const Setting& setting, LabelId label,
                             const ColumnEvidence& evidence,
                             std::vector<ColumnVerdict>* verdicts) const {
  const ValueShape shape = ShapeOf(rules_.labels.name(label));
  const FieldNameMatch* header = MatchOf(name, label);
  if (shape == nullptr || header == nullptr) return;
  HeaderFit fit = FitOf(name, label);
  if (fit == HeaderFit::kPart && HasShortRest(name, setting, label)) fit = HeaderFit::kEnd;
  // Nearly all shapes allow too much for a header's word that is only a guess.
  const bool is_date = rules_.labels.name(label) == "date_of_birth";
  if (header->is_guess && !is_date && setting.topic != TableTopic::kPersons &&
      !setting.has_person_siblings) {
    return;
  }
  // "age_at_loss": a term at the beginning carries its label where many values say the same.
  const bool is_begin = rules_.labels.name(label) == "age" && header->begin == 0 &&
                        evidence.values.size() >= kAgesMin;
  if (fit < HeaderFit::kEnd && !is_begin) return;
  const bool is_generic = header->word_count == 1 && IsOneOf(name.words[0], kGenericNames);
  const bool is_name = rules_.labels.name(label) == "person_name";
  if (is_generic && !is_name) return;  // "title": values decide
  const bool is_role =
      header->end == header->begin + 1 && IsOneOf(name.words[header->begin], kRoleWords);
  if (is_role && fit != HeaderFit::kWhole && setting.topic != TableTopic::kPersons) return;
  // "lesson title": whose title it is makes it another thing.
  const bool has_generic_term =
      header->end - header->begin == 1 && IsOneOf(name.words[header->begin], kGenericNames);
  if (has_generic_term && !is_name && fit != HeaderFit::kWhole) return;
  // Doors have handles, too: without persons it takes what is no word ("ada.l", "@kit", "sol77").
  const bool needs_sign = name.words[header->begin] == "handle" && name.words.size() == 1 &&
                          setting.topic != TableTopic::kPersons && !setting.has_person_siblings;
  // "25-34" is an age where the header speaks of bands; toys, too, are for ages.
  const bool is_band = rules_.labels.name(label) == "age" &&
                       std::any_of(name.words.begin(), name.words.end(), SpeaksOfBands);
  uint32_t fitting = 0;
  for (const ColumnValue& value : evidence.values) {
    if (needs_sign && value.text.find_first_of("0123456789._@#") == std::string::npos) continue;
    const bool fits = shape(value.text) || (is_name && shape(value.core)) ||
                      (is_band && LooksLikeAgeBand(value.text));
    fitting += fits ? 1 : 0;
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

void ColumnJudge::JudgeIdentifiers(const ColumnName& name, const Setting& setting,
                                   const ColumnEvidence& evidence,
                                   std::vector<ColumnVerdict>* verdicts) const {
  uint32_t numeric = 0;
  uint32_t name_like = 0;
  for (const ColumnValue& value : evidence.values) {
    numeric += IsNumeric(value.text) ? 1 : 0;
    name_like += LooksLikeName(value.text) && !IsSaidOfName(value.text, cues_) ? 1 : 0;
  }
  const auto total = static_cast<uint32_t>(evidence.values.size());
  const bool is_numeric = numeric * 2 > total;
  // "ip_stack_ver": numbers of four parts that are versions.
  const bool is_technical = !name.words.empty() && IsOneOf(name.words.back(), kTechnicalWords);
  for (LabelId label = 1; label < rules_.labels.size(); ++label) {
    const LabelInfo& info = rules_.labels.info(label);
    if (info.kind == LabelKind::kSpecial || info.kind == LabelKind::kNone || !info.on_by_default)
      continue;
    // What neither the header nor a value says; of most labels that is all there is to know.
    const auto found = evidence.labels.find(label);
    const bool is_mentioned = found != evidence.labels.end();
    if (!is_mentioned && MatchOf(name, label) == nullptr) continue;
    if (!IsPlausible(info.name, setting.topic, evidence)) continue;
    if (is_technical && (info.name == "ip_address" || info.name == "geo_coordinates")) continue;
    if (IsOtherProperty(name, info.name, setting.topic)) continue;
    const bool is_name = info.name == "person_name";
    if (is_name) {
      if (!IsPersonHeader(name, setting, evidence, label)) {
        if (MatchOf(name, label) != nullptr || HasThingHeaderWord(name.words)) continue;
      } else {
        JudgeShape(name, setting, label, evidence, verdicts);
      }
    } else {
      JudgeShape(name, setting, label, evidence, verdicts);
    }
    if (!is_mentioned) continue;
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

}  // namespace sunder::scanner
