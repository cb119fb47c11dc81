#include "scanner/profile/column_judge.h"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "scanner/context/words.h"
#include "scanner/profile/generic_names.h"
#include "scanner/profile/short_forms.h"
#include "scanner/profile/value_shapes.h"

namespace sunder::scanner {
namespace {

// Shares of distinct values. Validators rarely err on many different values, term lists do on a
// few.
constexpr double kShareWithHeader = 0.5;
constexpr double kShareAlone = 0.6;
constexpr double kShareOfCodes = 0.9;
constexpr uint32_t kTellingCodesMin = 4;

template <size_t N>
bool IsOneOf(std::string_view word, const std::array<std::string_view, N>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
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

// Headers that head columns of sport, law, print, money or trade as often: codes below them say
// nothing where the table is not one of persons.
constexpr std::array<std::string_view, 88> kAmbiguousHeaders = {
    "race",        "races",        "party",      "parties",     "orientation", "denomination",
    "church",      "vote",         "votes",      "affiliation", "heritage",    "descent",
    "tribe",       "clan",         "caste",      "sect",        "belief",      "beliefs",
    "ideology",    "leaning",      "political",  "politics",    "confession",  "konfession",
    "partei",      "partido",      "partito",    "parti",       "partia",      "partij",
    "raza",        "raça",         "rasse",      "razza",       "ras",         "rasa",
    "orientación", "orientierung", "herkunft",   "origen",      "origine",     "eth",
    "affil",       "faith",        "creed",      "strana",      "stranka",     "partija",
    "partid",      "párt",         "партия",     "партія",      "странка",     "parte",
    "orientace",   "orientácia",   "orientació", "pty",         "lean",        "leans",
    "voted",       "partit",       "politik",    "politika",    "orient",      "rac",
    "rc",          "ic",           "r",          "rel",         "reli",        "skin",
    "complexion",  "appearance",   "whip",       "parti",       "bancada",     "legenda",
    "fractie",     "fraktion",     "frakció",    "фракция",     "фракція",     "tez",
    "teint",       "klub",         "kaum",       "bangsa"};

// One value of a list of codes: digits as in SNOMED, up to four letters, or both ("LA4489-6").
bool LooksLikeCode(std::string_view normal) {
  size_t letters = 0;
  size_t digits = 0;
  if (normal == "@" || normal == "&" || normal == "*") return true;  // "not stated" of some lists
  for (const char c : normal) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool is_letter = c >= 'a' && c <= 'z';
    if (!is_digit && !is_letter && c != '-') return false;
    letters += is_letter ? 1 : 0;
    digits += is_digit ? 1 : 0;
  }
  if (letters == 0) return digits <= 18 && digits > 0;
  return letters <= 4 && letters + digits <= 8;
}

// Below a header codes and words of one label go together: "R", "rep", "Republican".
bool IsCodeOf(LabelId label, const ColumnEvidence& evidence, size_t value) {
  return std::any_of(evidence.codes.begin(), evidence.codes.end(), [&](const auto& entry) {
    const CodeEvidence& codes = entry.second;
    return codes.label == label && !codes.is_numeric && codes.is_match[value];
  });
}

// A, B, C: parts of anything, numbered with letters.
bool AreFirstLetters(const ColumnEvidence& evidence) {
  const size_t count = evidence.values.size();
  return std::all_of(evidence.values.begin(), evidence.values.end(), [&](const ColumnValue& value) {
    return value.normal.size() == 1 && value.normal[0] >= 'a' &&
           static_cast<size_t>(value.normal[0] - 'a') < count;
  });
}

// Also "race type": such words add nothing to what the first one leaves open.
bool IsAmbiguous(const ColumnName& name, const FieldNameMatch& match) {
  if (match.begin >= match.end || !IsOneOf(name.words[match.begin], kAmbiguousHeaders))
    return false;
  return std::all_of(
      name.words.begin() + match.begin + 1, name.words.begin() + match.end,
      [](const std::string& word) { return IsNeutralHeaderWord(word) || IsKindHeaderWord(word); });
}

// Where things come from as well as persons.
constexpr std::array<std::string_view, 20> kOriginHeaders = {
    "origin",   "herkunft", "herkomst",   "origen",      "origine",       "origem", "provenance",
    "ursprung", "ursprung", "proveniens", "pochodzenie", "pochodz",       "menşe",  "mensei",
    "původ",    "puvod",    "eredet",     "alkuperä",    "происхождение", "izvor"};

bool IsOrigin(const ColumnName& name, const FieldNameMatch& match) {
  return match.end == match.begin + 1 && IsOneOf(name.words[match.begin], kOriginHeaders);
}

}  // namespace

ColumnJudge::ColumnJudge(const RuleSet& rules, const ContextRules& context)
    : rules_(rules),
      cues_(context.cues),
      names_(context.names),
      canonical_(context.values),
      collector_(rules, context.values) {}

Result<ColumnName> ColumnJudge::NameOf(std::string_view path, Detector* detector) const {
  ColumnName name{std::string(path), SplitName(path), {}};
  name.matches = names_.MatchWords(name.words);
  for (const FieldNameMatch& guess : names_.Guesses(name.words)) {
    const bool is_known =
        std::any_of(name.matches.begin(), name.matches.end(),
                    [&](const FieldNameMatch& match) { return match.label == guess.label; });
    // "color" is a word of its own, not one of "colorito" cut short.
    const bool is_thing =
        guess.end == guess.begin + 1 && IsThingHeaderWord(name.words[guess.begin]);
    if (!is_known && !is_thing) name.matches.push_back(guess);
  }
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
  // "pass nr" is a passport's, whatever "pass" alone would be.
  const std::vector<FieldNameMatch> all = name.matches;
  std::erase_if(name.matches, [&](const FieldNameMatch& match) {
    const uint32_t size = match.end - match.begin;
    if (size == 0 || rules_.labels.kind(match.label) == LabelKind::kSpecial) return false;
    return std::any_of(all.begin(), all.end(), [&](const FieldNameMatch& other) {
      return other.label != match.label && !other.is_guess && other.begin <= match.begin &&
             other.end >= match.end && other.end - other.begin > size;
    });
  });
  // Answers to "Are you ...?" may state a special category; they are no name, number or place.
  const bool asks_whether = IsClosedQuestion(name.words);
  std::erase_if(name.matches, [&](const FieldNameMatch& match) {
    const LabelInfo& label = rules_.labels.info(match.label);
    return !label.on_by_default || (asks_whether && label.kind != LabelKind::kSpecial);
  });
  JudgeWords(&name);
  return name;
}

const FieldNameMatch* ColumnJudge::MatchOf(const ColumnName& name, LabelId label) const {
  for (const FieldNameMatch& match : name.matches) {  // longest first
    if (match.label == label) return &match;
  }
  return nullptr;
}

bool ColumnJudge::IsNeutral(const ColumnName& name, uint32_t word, LabelId label) const {
  const bool is_special = rules_.labels.kind(label) == LabelKind::kSpecial;
  if (IsNeutralHeaderWord(name.words[word])) return true;
  if (is_special && IsKindHeaderWord(name.words[word])) return true;
  if (IsOfPerson(name.words[word])) return true;
  // "Nachname, Vorname": two terms of one label.
  return std::any_of(name.matches.begin(), name.matches.end(), [&](const FieldNameMatch& match) {
    return match.label == label && match.begin <= word && word < match.end;
  });
}

// "cinsiyet_hasta", "religion_kl": whose the attribute is.
bool ColumnJudge::IsOfPerson(std::string_view word) const {
  return IsPersonHeaderWord(word) || (cues_.KindsOf(word) & kPersonNounCue) != 0;
}

bool ColumnJudge::IsOfThing(const ColumnName& name, LabelId label) const {
  for (uint32_t i = 0; i < name.words.size(); ++i) {
    if (IsThingHeaderWord(name.words[i]) && !IsNeutral(name, i, label)) return true;
  }
  return false;
}

TableName ColumnJudge::TableNameOf(std::string_view table) const {
  const std::vector<std::string> words = SplitName(table);
  return {TopicOf(words, cues_), IsReferenceTable(words)};
}

void ColumnJudge::JudgeWords(ColumnName* name) const {
  // Persons in the header ("patient_race") count unless they are what it heads ("team").
  std::vector<std::string> rest;
  for (uint32_t i = 0; i < name->words.size(); ++i) {
    const std::string& word = name->words[i];
    const bool is_term =
        std::any_of(name->matches.begin(), name->matches.end(), [&](const FieldNameMatch& match) {
          return match.end == match.begin + 1 && match.begin == i;
        });
    const bool is_neutral = IsNeutralHeaderWord(word) || IsKindHeaderWord(word);  // "typ", a fellow
    if (!is_term && !is_neutral) rest.push_back(word);
    name->is_measure = name->is_measure || IsMeasureHeaderWord(word);
    name->has_words = name->has_words || !is_neutral;
  }
  name->topic = TopicOf(rest, cues_);
}

ColumnJudge::Setting ColumnJudge::SettingOf(const ColumnName& name, const TableName& table,
                                            bool has_person_siblings) const {
  Setting setting;
  setting.has_person_siblings = has_person_siblings;
  setting.topic = name.topic == TableTopic::kPersons ? name.topic : table.topic;
  setting.is_reference = setting.topic != TableTopic::kPersons && table.is_reference;
  setting.is_measure = name.is_measure;
  setting.has_header = name.has_words;
  return setting;
}

ColumnJudge::HeaderFit ColumnJudge::FitOf(const ColumnName& name, LabelId label) const {
  HeaderFit fit = HeaderFit::kNone;
  for (const FieldNameMatch& match : name.matches) {
    if (match.label != label) continue;
    uint32_t first = 0;
    while (first < match.begin && IsNeutral(name, first, label)) ++first;
    uint32_t last = match.word_count;
    while (last > match.end && IsNeutral(name, last - 1, label)) --last;
    HeaderFit this_fit = HeaderFit::kPart;
    if (match.end == last && match.end > 0) {
      this_fit = match.begin == first ? HeaderFit::kWhole : HeaderFit::kEnd;
    }
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
    // "lean" and "sect" say nothing of what a table is about that needs one of persons itself.
    if (is_attribute && (match.is_guess || IsAmbiguous(name, match))) continue;
    if ((is_personal || is_attribute) && FitOf(name, match.label) >= HeaderFit::kEnd) return true;
  }
  return false;
}

std::optional<LabelId> ColumnJudge::IdentityOf(const ColumnName& name) const {
  constexpr std::array<std::string_view, 8> kIdentities = {
      "person_name",    "email_address", "date_of_birth", "national_id", "passport",
      "driver_license", "phone_number",  "postal_address"};
  for (const FieldNameMatch& match : name.matches) {
    const bool is_generic =
        match.end - match.begin == 1 && IsOneOf(name.words[match.begin], kGenericNames);
    if (match.is_guess || is_generic || match.end == 0) continue;
    if (!IsOneOf(std::string_view(rules_.labels.name(match.label)), kIdentities)) continue;
    if (FitOf(name, match.label) >= HeaderFit::kEnd) return match.label;
  }
  return std::nullopt;
}

bool ColumnJudge::AreOfPersons(const std::set<LabelId>& identities) const {
  constexpr std::array<std::string_view, 4> kOfPersonsAlone = {"person_name", "national_id",
                                                               "passport", "driver_license"};
  return identities.size() >= 2 &&
         std::any_of(identities.begin(), identities.end(), [&](LabelId label) {
           return IsOneOf(std::string_view(rules_.labels.name(label)), kOfPersonsAlone);
         });
}

void ColumnJudge::JudgeSpecial(const ColumnName& name, const Setting& setting,
                               const ColumnEvidence& evidence,
                               std::vector<ColumnVerdict>* verdicts) const {
  if (setting.is_measure || setting.is_reference) return;
  for (LabelId label = 1; label < rules_.labels.size(); ++label) {
    const LabelInfo& info = rules_.labels.info(label);
    if (info.kind != LabelKind::kSpecial || !info.on_by_default) continue;
    JudgeSpecialValues(name, setting, label, evidence, verdicts);
  }
}

ColumnJudge::SpecialSupport ColumnJudge::SupportOf(LabelId label, const LabelEvidence* own,
                                                   const LabelEvidence* sister, bool has_header,
                                                   const ColumnEvidence& evidence) const {
  SpecialSupport support;
  for (size_t i = 0; i < evidence.values.size(); ++i) {
    const ColumnValue& value = evidence.values[i];
    const bool is_match = (own != nullptr && own->is_match[i]) ||
                          (sister != nullptr && sister->is_match[i]) ||
                          (has_header && IsCodeOf(label, evidence, i));
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

LabelEvidence ColumnJudge::WithVariants(const LabelEvidence& own, LabelId label,
                                        const FieldNameMatch* header,
                                        const ColumnEvidence& evidence) const {
  constexpr size_t kValuesMax = 64;
  LabelEvidence all = own;
  if (evidence.values.size() > kValuesMax) return all;
  const RuleIndex rule = header != nullptr ? header->rule : own.BestRule();
  if (header != nullptr)
    all.confidence_before = std::max(own.confidence_before, header->confidence);
  std::vector<std::string> values;
  for (size_t i = 0; i < evidence.values.size(); ++i) {
    values.emplace_back(all.is_match[i] ? std::string_view() : evidence.values[i].core);
  }
  const std::vector<bool> is_variant = FindVariants(rules_, label, header != nullptr, values);
  for (size_t i = 0; i < values.size(); ++i) {
    if (!is_variant[i]) continue;
    all.is_match[i] = true;
    ++all.distinct;
    all.weight += evidence.values[i].count;
    ++all.by_rule[rule];
  }
  return all;
}

void ColumnJudge::JudgeSpecialValues(const ColumnName& name, const Setting& setting, LabelId label,
                                     const ColumnEvidence& evidence,
                                     std::vector<ColumnVerdict>* verdicts) const {
  const auto evidence_of = [&](LabelId of) {
    const auto found = evidence.labels.find(of);
    return found == evidence.labels.end() ? nullptr : &found->second;
  };
  const LabelEvidence* stated = evidence_of(label);
  const FieldNameMatch* header = MatchOf(name, label);
  const LabelEvidence* sister = nullptr;
  if (const auto sister_label = rules_.labels.Find(SisterOf(rules_.labels.name(label)))) {
    if (header == nullptr) header = MatchOf(name, *sister_label);
    if (header != nullptr) sister = evidence_of(*sister_label);
  }
  if (stated == nullptr && header == nullptr) return;
  if (header != nullptr && IsOfThing(name, header->label)) return;
  const bool is_of_things = setting.topic == TableTopic::kThings;
  if (header != nullptr && header->is_guess && is_of_things) return;
  const bool is_of_person = setting.topic == TableTopic::kPersons || setting.has_person_siblings;
  if (header != nullptr && IsOrigin(name, *header) && !is_of_person) return;
  LabelEvidence with_variants;
  with_variants.is_match.resize(evidence.values.size());
  const LabelEvidence* own = stated == nullptr ? &with_variants : stated;
  SpecialSupport support = SupportOf(label, own, sister, header != nullptr, evidence);
  const bool is_known = own->distinct >= 2 && Share(support.matched, support.total) >= 0.3;
  const bool is_headed = header != nullptr && header->label == label &&
                         (is_of_person || own->distinctive >= 2 || !IsAmbiguous(name, *header));
  if ((is_known || is_headed) && support.matched < support.total) {
    with_variants = WithVariants(*own, label, is_headed ? header : nullptr, evidence);
    own = &with_variants;
    support = SupportOf(label, own, sister, header != nullptr, evidence);
  }
  // Censuses of Singapore or Suriname ask for a race whose values are peoples: where the header
  // says so it is, however few words of race stand below. Below "ethnicity" the values decide.
  const bool is_race = sister != nullptr && !header->is_guess &&
                       rules_.labels.name(header->label) == "race" &&
                       MatchOf(name, *rules_.labels.Find("ethnicity")) == nullptr;
  const bool is_named = is_race && header->label == label;
  if (own->distinct == 0 && !(is_named && sister->distinct > 0)) return;
  ColumnVerdict verdict;
  verdict.label = label;
  verdict.grade = EvidenceGrade::kDeclaredField;
  verdict.rule = own->distinct > 0 ? own->BestRule() : header->rule;
  verdict.confidence_before = own->confidence_before;
  verdict.share = Share(support.matched, support.total);
  verdict.has_header = header != nullptr;
  if (SpeaksOfThings(setting, label, *own, evidence, verdict.share)) return;
  const bool is_distinctive = own->distinctive > 0;
  const double weight_share = Share(support.matched_weight, support.total_weight);
  if (header != nullptr) {
    const double least = is_distinctive ? kShareWithHeader : kShareWithHeader + 0.01;
    // "affiliation" of shops: chain, independent, co-op. Names of parties are everyday words.
    const bool is_party = rules_.labels.name(label) == "political_affiliation";
    if (is_party && !is_distinctive && !is_of_person && IsAmbiguous(name, *header)) return;
    const bool is_by_values = verdict.share >= least && weight_share >= 0.3;
    const bool is_by_weight =
        weight_share >= kShareAlone && verdict.share >= 0.25 && support.matched >= 2;
    if (!is_by_values && !is_by_weight) return;
    verdict.confidence = is_distinctive ? 0.95F : 0.9F;
    // Of sisters the one that knows more of the values carries the column.
    const bool is_other = is_race && header->label != label;
    if (sister != nullptr && !is_named && (is_other || own->distinct < sister->distinct)) {
      verdict.confidence -= 0.1F;
    }
    verdict.basis = "header and values";
    verdicts->push_back(verdict);
    return;
  }
  // Most of the column's cells must be of this category, not only of those that are not another's.
  const bool is_most =
      weight_share >= kShareWithHeader && Share(support.matched_weight, evidence.weight) >= 0.4;
  if (!is_most || !IsSpecialByValues(name, setting, label, *own, evidence, &verdict)) return;
  verdicts->push_back(verdict);
}

// Several faiths, and the lack of one beside them: whatever header and table are, persons have
// those.
bool ColumnJudge::AreBelievers(LabelId label, const LabelEvidence& own,
                               const ColumnEvidence& evidence) const {
  constexpr uint32_t kFaithsMin = 4;
  return evidence.lists_unbelief && own.distinctive >= kFaithsMin &&
         rules_.labels.name(label) == "religion";
}

// "Pastore Tedesco, Siberiano, Setter": breeds carry names of peoples, persons no names of breeds.
bool ColumnJudge::HasBreeds(const ColumnEvidence& evidence) const {
  constexpr std::array<std::string_view, 30> kBreeds = {
      "shepherd", "schäfer",   "pastore",   "pastor ",  "terrier", "retriever",
      "labrador", "poodle",    "pudel",     "caniche",  "setter",  "spaniel",
      "bulldog",  "bull dog",  "pitbull",   "pit bull", "hound",   "mastiff",
      "siames",   "siamés",    "shorthair", "longhair", "warmblo", "warmblut",
      "dackel",   "chihuahua", "овчарка",   "kundel",   "wilczur", "thoroughbred"};
  size_t breeds = 0;
  for (const ColumnValue& value : evidence.values) {
    breeds += std::any_of(kBreeds.begin(), kBreeds.end(),
                          [&](std::string_view breed) {
                            return value.normal.find(breed) != std::string::npos;
                          })
                  ? 1
                  : 0;
  }
  return breeds >= 2 || (breeds == 1 && evidence.values.size() <= 8);
}

// Votes that count for nobody stand in lists of results: persons leave their paper blank, but no
// "votos nulos".
bool ColumnJudge::AreTallies(const ColumnEvidence& evidence) const {
  constexpr std::array<std::string_view, 12> kTallies = {
      "votos nulos",     "votos en blanco",  "votos em branco", "votos brancos",
      "bulletins nuls",  "bulletins blancs", "ungültige",       "invalid votes",
      "rejected ballot", "schede nulle",     "schede bianche",  "total votes"};
  return std::any_of(evidence.values.begin(), evidence.values.end(), [&](const ColumnValue& value) {
    return std::any_of(kTallies.begin(), kTallies.end(), [&](std::string_view tally) {
      return value.normal.find(tally) != std::string::npos;
    });
  });
}

// "Thai curry, Yemeni lamb": peoples that tell what a thing is, not who somebody is.
bool ColumnJudge::SpeaksOfThings(const Setting& setting, LabelId label, const LabelEvidence& own,
                                 const ColumnEvidence& evidence, double share) const {
  const bool is_mostly_partial = own.partial * 2 > own.distinct;
  const std::string& name = rules_.labels.name(label);
  const bool is_descent = name == "ethnicity" || name == "race";
  const bool is_religion = name == "religion";  // of schools and monuments
  if (is_descent && HasBreeds(evidence)) return true;
  if (setting.topic == TableTopic::kPersons || AreBelievers(label, own, evidence)) return false;
  if (name == "political_affiliation" && AreTallies(evidence)) return true;
  if (is_mostly_partial && (is_descent || is_religion) && own.distinct >= 3) return true;
  if (setting.topic != TableTopic::kThings) return false;
  // "black, white" of a product, "Korean, Thai" of a menu; the groups of a census are of persons.
  const bool is_census = name == "race" && own.distinctive >= 2 && share >= 0.8 && own.partial == 0;
  if (is_religion) return true;
  if (is_descent) return !is_census;
  // "left, right" of a door, "straight" of a pipe.
  return own.distinctive * 2 < own.distinct;
}

// "liberal, moderate, very conservative": a scale of surveys. Both ends are needed: portfolios and
// estimates are conservative, too.
bool ColumnJudge::IsIdeologyScale(LabelId label, const ColumnEvidence& evidence) const {
  constexpr std::array<std::string_view, 9> kDegrees = {"very",      "somewhat", "slightly",
                                                        "extremely", "fairly",   "strongly",
                                                        "quite",     "leaning",  "lean"};
  constexpr std::array<std::string_view, 8> kMiddle = {
      "moderate", "centrist", "independent", "progressive",
      "neither",  "dk",       "not sure",    "middle of the road"};
  if (rules_.labels.name(label) != "political_affiliation") return false;
  bool has_liberal = false;
  bool has_conservative = false;
  uint64_t known = 0;
  for (const ColumnValue& value : evidence.values) {
    std::string_view rest = value.normal;
    const size_t blank = rest.find(' ');
    const bool has_degree =
        blank != std::string_view::npos && IsOneOf(rest.substr(0, blank), kDegrees);
    if (has_degree) rest.remove_prefix(blank + 1);
    has_liberal = has_liberal || rest == "liberal";
    has_conservative = has_conservative || rest == "conservative";
    const bool is_known = rest == "liberal" || rest == "conservative" || IsOneOf(rest, kMiddle);
    known += is_known ? value.count : 0;
  }
  return has_liberal && has_conservative && Share(known, evidence.weight) >= 0.8;
}

// "Black, White, Asian, Mixed" and nothing else: everyday words each, and together the answers to
// one question. Colours have no Asians among them; peoples no blacks and whites.
bool ColumnJudge::IsCensusList(const Setting& setting, LabelId label,
                               const ColumnEvidence& evidence) const {
  constexpr std::array<std::string_view, 5> kColours = {
      "White", "Black or African American", "Two or more races", "Cape Coloured", "Pardo"};
  constexpr std::array<std::string_view, 6> kOrigins = {"Asian",
                                                        "Hispanic or Latino",
                                                        "American Indian or Alaska Native",
                                                        "Native Hawaiian or Pacific Islander",
                                                        "Middle Eastern or North African",
                                                        "Indigenous Australian"};
  constexpr std::array<std::string_view, 6> kRest = {"other", "others",   "other race",
                                                     "mixed", "multiple", "u"};
  if (rules_.labels.name(label) != "race" || setting.topic == TableTopic::kThings) return false;
  if (setting.has_header && setting.topic != TableTopic::kPersons) return false;
  std::set<std::string_view> colours;
  std::set<std::string_view> origins;
  uint64_t known = 0;
  for (const ColumnValue& value : evidence.values) {
    ValueId id = canonical_.Exact(label, value.normal);
    bool is_known = IsOneOf(value.normal, kRest) || value.is_negation;
    for (; id != kNoValue; id = rules_.vocabulary.value(id).parent) {
      const std::string& group = rules_.vocabulary.value(id).name;
      if (IsOneOf(group, kColours)) colours.insert(group);
      if (IsOneOf(group, kOrigins)) origins.insert(group);
      is_known = is_known || IsOneOf(group, kColours) || IsOneOf(group, kOrigins);
    }
    known += is_known ? value.count : 0;
  }
  return colours.contains("White") && colours.contains("Black or African American") &&
         !origins.empty() && Share(known, evidence.weight) >= 0.8;
}

// Without a telling header: several distinctive values, or the few groups that forms ask for.
bool ColumnJudge::IsSpecialByValues(const ColumnName& name, const Setting& setting, LabelId label,
                                    const LabelEvidence& own, const ColumnEvidence& evidence,
                                    ColumnVerdict* verdict) const {
  bool is_thing = setting.topic == TableTopic::kThings;
  // Nouns of any language outweigh a few values that may well be things, not a list of believers.
  const bool is_strong =
      own.distinctive >= 3 && own.partial * 4 <= own.distinct && verdict->share >= 0.8;
  for (const std::string& word : name.words) {
    const bool is_neutral = IsNeutralHeaderWord(word) || IsKindHeaderWord(word);
    const bool is_topic =
        IsThingHeaderWord(word) || (!is_strong && (cues_.KindsOf(word) & kTopicCue) != 0);
    is_thing = is_thing || (is_topic && !is_neutral);
  }
  const bool is_census = IsCensusList(setting, label, evidence);
  is_thing = is_thing && !is_census && !AreBelievers(label, own, evidence);
  if (is_thing || verdict->share < kShareAlone) return false;
  const auto total = static_cast<uint32_t>(evidence.values.size());
  const bool is_distinctive = own.distinctive >= 2 && Share(own.distinctive, total) >= 0.4;
  // Everyday words ("Black", "Asian") of a closed list, one of them distinctive; "other" and the
  // like may stand among them.
  const bool is_closed_list = !setting.has_header && own.distinctive >= 1 && own.partial == 0 &&
                              own.distinct >= 3 && own.distinct * 5 >= total * 4 &&
                              rules_.labels.name(label) != "ethnicity";
  if (!is_distinctive && !is_closed_list && !is_census && !IsIdeologyScale(label, evidence)) {
    return false;
  }
  verdict->confidence = verdict->share >= 0.8 ? 0.8F : 0.7F;
  verdict->basis = "distinctive values";
  return true;
}

void ColumnJudge::JudgeCodes(const ColumnName& name, const Setting& setting,
                             const ColumnEvidence& evidence,
                             std::vector<ColumnVerdict>* verdicts) const {
  if (setting.is_measure || setting.is_reference || setting.topic == TableTopic::kThings) return;
  JudgeEnumeration(name, setting, evidence, verdicts);
  for (const auto& [rule, codes] : evidence.codes) {
    if (!rules_.labels.info(codes.label).on_by_default) continue;
    const bool is_person = setting.topic == TableTopic::kPersons;
    const FieldNameMatch* header = MatchOf(name, codes.label);
    if (header != nullptr && IsOfThing(name, codes.label)) continue;
    // A word that is only a guess says nothing of codes where nothing speaks of persons.
    if (header != nullptr && header->is_guess && !is_person) header = nullptr;
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
      // "race_track" A, B: what follows the term is what the column is about.
      const bool is_part = FitOf(name, codes.label) < HeaderFit::kEnd;
      if (is_special && is_part && !is_person) continue;
      // "lean" left, right; "sect" A, B, C.
      const bool is_of_person = is_person || setting.has_person_siblings;
      if (is_special && !is_of_person && IsAmbiguous(name, *header)) continue;
      // "race" 1, 2, 3 are as well the races of a season: numbers need the whole header.
      const bool is_whole = FitOf(name, codes.label) == HeaderFit::kWhole &&
                            (!is_special || !IsAmbiguous(name, *header) || is_person);
      // A few rare values outside the system do not outweigh nearly all cells.
      const double weight_share = Share(codes.weight, evidence.weight);
      const bool is_by_weight =
          (verdict.share >= 0.3 && codes.distinct >= 2 && weight_share >= kShareOfCodes) ||
          (verdict.share >= kShareAlone && codes.distinct >= 3 && weight_share >= 0.75);
      if (verdict.share < 0.8 && (codes.is_numeric || !is_by_weight)) continue;
      if (codes.is_numeric && (!is_whole || codes.distinct < 2)) continue;
      verdict.confidence = codes.is_numeric ? 0.6F : 0.85F;
    } else {
      // Short forms of a list that no word is ("RefUK", "IC3"), several of them, of persons. Of
      // sexes there are two.
      const uint32_t least = rules_.labels.name(codes.label) == "sex" ? 2 : kTellingCodesMin;
      const bool is_telling =
          is_person && codes.telling >= least && codes.telling * 2 >= codes.distinct;
      if (!codes.is_distinctive && !is_telling) continue;
      if (verdict.share < kShareOfCodes || codes.distinct < 2) continue;
      verdict.confidence = codes.is_distinctive ? 0.75F : 0.6F;
    }
    verdicts->push_back(verdict);
  }
}

// Whether a list of the label has a good part of the codes: agencies add their own for "other",
// "not stated" and small groups to lists that all share.
bool ColumnJudge::KnowsCodes(LabelId label, const ColumnEvidence& evidence) const {
  constexpr uint32_t kKnownMin = 2;
  constexpr std::array<std::string_view, 15> kNothingSaid = {
      "u", "un", "unk", "o", "ot", "oth", "x", "z", "na", "ns", "nr", "9", "99", "dk", "ref"};
  uint32_t total = 0;
  for (const ColumnValue& value : evidence.values) {
    total += value.is_negation || IsOneOf(value.normal, kNothingSaid) ? 0 : 1;
  }
  return std::any_of(evidence.codes.begin(), evidence.codes.end(), [&](const auto& entry) {
    const CodeEvidence& codes = entry.second;
    if (codes.label != label || codes.is_numeric) return false;
    uint32_t known = 0;
    for (size_t i = 0; i < evidence.values.size(); ++i) {
      const ColumnValue& value = evidence.values[i];
      const bool counts = !value.is_negation && !IsOneOf(value.normal, kNothingSaid);
      known += counts && codes.is_match[i] ? 1 : 0;
    }
    return known >= kKnownMin && known * 5 >= total * 3;
  });
}

// Codes of a list that no rule knows, below a header that can mean nothing else: "religion_cd" 01,
// 02, 17; or below one of several meanings in a table of persons.
void ColumnJudge::JudgeEnumeration(const ColumnName& name, const Setting& setting,
                                   const ColumnEvidence& evidence,
                                   std::vector<ColumnVerdict>* verdicts) const {
  constexpr size_t kCodesMax = 64;
  if (evidence.values.size() < 2 || evidence.values.size() > kCodesMax) return;
  bool are_booleans = true;
  bool have_letters = false;
  for (const ColumnValue& value : evidence.values) {
    if (!LooksLikeCode(value.normal)) return;
    are_booleans = are_booleans && LooksLikeBoolean(value.normal);
    have_letters =
        have_letters || value.normal.find_first_not_of("0123456789-") != std::string::npos;
  }
  if (are_booleans) return;
  for (const FieldNameMatch& match : name.matches) {
    const LabelInfo& info = rules_.labels.info(match.label);
    const bool is_person = setting.topic == TableTopic::kPersons;
    // Of persons, what follows the term ("eth_16p1") does not make it another thing.
    const bool is_end = (is_person && have_letters) || FitOf(name, match.label) >= HeaderFit::kEnd;
    if (info.kind != LabelKind::kSpecial || !is_end || IsOfThing(name, match.label)) continue;
    const bool is_open = (IsAmbiguous(name, match) || match.is_guess) && !is_person;
    const bool are_letters = AreFirstLetters(evidence);
    if (is_open && (are_letters || !have_letters || !KnowsCodes(match.label, evidence))) continue;
    // Many numbers of no list are amounts.
    if (!have_letters && evidence.values.size() > 24 && !is_person) continue;
    ColumnVerdict verdict;
    verdict.label = match.label;
    verdict.rule = match.rule;
    verdict.grade = EvidenceGrade::kCodedValue;
    verdict.share = 1.0;
    verdict.has_header = true;
    verdict.confidence_before = match.confidence;
    verdict.confidence = 0.55F;
    verdict.basis = "header and codes of one list";
    verdicts->push_back(verdict);
  }
}

Result<ColumnVerdict> ColumnJudge::Judge(const ColumnName& name, const TableName& table,
                                         bool has_person_siblings, const FieldProfile& profile,
                                         Detector* detector) {
  const std::vector<DistinctSample::Entry> entries = profile.sample.Entries();
  uint64_t entered = 0;  // at least as many as the short values below
  for (const DistinctSample::Entry& entry : entries) entered += entry.count;
  if (profile.long_values > entered) return ColumnVerdict();
  SUNDER_ASSIGN_OR_RETURN(const ColumnEvidence evidence,
                          collector_.Collect(name.path, entries, detector));
  uint64_t short_values = 0;
  for (const ColumnValue& value : evidence.values) short_values += value.count;
  // Long texts outweigh: the column is a text, whatever its short values are.
  if (evidence.values.empty() || profile.long_values > short_values) return ColumnVerdict();
  const Setting setting = SettingOf(name, table, has_person_siblings);
  std::vector<ColumnVerdict> verdicts;
  JudgeSpecial(name, setting, evidence, &verdicts);
  JudgeCodes(name, setting, evidence, &verdicts);
  if (verdicts.empty())
    SUNDER_RETURN_IF_ERROR(JudgeOneHot(name, setting, evidence, detector, &verdicts));
  JudgeIdentifiers(name, setting, evidence, &verdicts);
  if (verdicts.empty()) JudgeTellingShapes(name, evidence, &verdicts);
  ColumnVerdict best;
  for (const ColumnVerdict& verdict : verdicts) {
    if (best.label == kNoLabel || IsBetter(verdict, best)) best = verdict;
  }
  return best;
}

}  // namespace sunder::scanner
