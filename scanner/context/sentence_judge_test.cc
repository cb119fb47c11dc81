// Sentences as data: what is said of particular persons, and what only looks like it.
#include "scanner/context/sentence_judge.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <cctype>
#include <string>
#include <vector>

namespace sunder::scanner {
namespace {

using Grade = EvidenceGrade;

struct TestTerm {
  const char* label;
  const char* text;
  bool is_distinctive;
};

constexpr TestTerm kTerms[] = {
    {"religion", "catholic", false},
    {"religion", "muslim", true},
    {"religion", "muslims", true},
    {"religion", "jewish", true},
    {"religion", "hindu", true},
    {"religion", "christian", false},
    {"religion", "islam", true},
    {"religion", "lutheran", true},
    {"religion", "mormon", true},
    {"religion", "atheist", true},
    {"religion", "buddhist", true},
    {"race", "black", false},
    {"race", "white", false},
    {"ethnicity", "kurdish", true},
    {"ethnicity", "chinese", false},
    {"sexual_orientation", "gay", true},
    {"sexual_orientation", "lesbian", true},
    {"sexual_orientation", "straight", false},
    {"sexual_orientation", "bisexual", true},
    {"political_affiliation", "labour", false},
    {"political_affiliation", "green party", true},
    {"political_affiliation", "republican", true},
    {"political_affiliation", "conservative", false},
    {"gender_identity", "transgender", true},
};

RuleSet MakeRules() {
  RuleSet rules;
  const auto add = [&](const char* name, LabelKind kind, bool is_on) {
    const LabelId label = rules.labels.Add({name, name, kind, is_on}).value();
    if (kind == LabelKind::kSpecial) rules.vocabulary.AddCategory(label, name);
    Rule rule;
    rule.id = std::string(name) + ".test";
    rule.label = label;
    Pattern words;
    for (const TestTerm& term : kTerms) {
      if (term.label == rule.id.substr(0, rule.id.find('.'))) {
        words.terms.push_back({term.text, kNoValue, term.is_distinctive});
      }
    }
    Pattern header;
    header.view = View::kFieldName;
    header.terms.push_back({name, kNoValue, false});
    if (rule.id == "religion.test") header.terms.push_back({"faith", kNoValue, false});
    if (rule.id == "political_affiliation.test") header.terms.push_back({"party", kNoValue, false});
    rule.patterns = {words, header};
    rules.rules.push_back(rule);
  };
  for (const char* name :
       {"race", "ethnicity", "religion", "sexual_orientation", "political_affiliation"}) {
    add(name, LabelKind::kSpecial, true);
  }
  add("gender_identity", LabelKind::kSpecial, false);
  add("person_name", LabelKind::kDirect, true);
  add("email_address", LabelKind::kDirect, true);
  rules.cues = {
      {"self_subject", "en", {"i", "we", "my", "me", "our"}},
      {"person_subject",
       "en",
       {"he",      "she",      "they",    "his",          "her",         "their",
        "mr",      "ms",       "dr",      "my colleague", "the patient", "the customer",
        "my wife", "nurse",    "man",     "woman",        "colleagues",  "patients",
        "patient", "employee", "student", "students"}},
      {"counted_subject", "en", {"a dozen", "several of our", "two", "three", "our", "twelve"}},
      {"group_subject", "en", {"people", "community", "those", "anyone", "voters", "everyone"}},
      {"identity_verb",
       "en",
       {"is", "am", "are", "was", "were", "be", "identifies as", "identify as", "became",
        "came out as", "has been", "used to be", "considers himself"}},
      {"negation", "en", {"not", "no longer", "never", "no"}},
      {"membership",
       "en",
       {"converted to", "voted", "voted for", "member of", "a member of", "votes", "belongs to"}},
      {"label_word", "en", {"religion", "ethnicity", "race", "faith"}},
      {"topic_noun",
       "en",
       {"church", "food", "policy", "country", "countries", "art", "school", "music", "calendar",
        "wine", "restaurant"}},
      {"exclusion", "en", {"race condition", "white paper", "black friday"}},
      {"filler", "en", {"a", "an", "the", "devout", "practising", "openly", "proud", "also"}},
      {"determiner", "en", {"a", "an", "the", "my", "our", "his", "her", "their"}},
      {"possessive", "en", {"my", "our", "his", "her", "their", "whose"}},
      {"general_determiner", "en", {"every", "any", "most", "all"}},
      {"relative", "en", {"who", "whose", "that"}},
      {"condition", "en", {"if", "whether"}},
      {"addressee", "en", {"you", "your"}},
      {"citizen", "en", {"citizen", "passport"}},
      {"role", "en", {"as"}},
      {"predicate_end", "en", {"and", "or", "but", "because", "too", "herself", "himself"}},
      {"function_word", "en", {"in", "on", "at", "for", "of", "to", "is", "are", "he", "she"}},
  };
  return rules;
}

// Terms of the text as a detector would give them, and names given in [[brackets]] by position.
std::vector<Candidate> CandidatesOf(const RuleSet& rules, const std::string& text) {
  std::string lower = text;
  std::transform(lower.begin(), lower.end(), lower.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  const auto is_word = [&](size_t i) {
    return i < lower.size() && std::isalnum(static_cast<unsigned char>(lower[i])) != 0;
  };
  std::vector<Candidate> candidates;
  const auto add_all = [&](const std::string& needle, const char* label, bool is_distinctive,
                           float confidence, bool is_validated) {
    for (size_t at = lower.find(needle); at != std::string::npos; at = lower.find(needle, at + 1)) {
      const size_t end = at + needle.size();
      if ((at > 0 && is_word(at - 1)) || is_word(end)) continue;
      Candidate candidate;
      candidate.label = *rules.labels.Find(label);
      candidate.rule = static_cast<RuleIndex>(candidate.label - 1);
      candidate.is_distinctive = is_distinctive;
      candidate.validated = is_validated;
      candidate.confidence = candidate.confidence_before = confidence;
      candidate.original =
          candidate.folded = {static_cast<uint32_t>(at), static_cast<uint32_t>(end)};
      candidate.whole_cell = needle.size() == text.size();
      candidates.push_back(candidate);
    }
  };
  for (const TestTerm& term : kTerms)
    add_all(term.text, term.label, term.is_distinctive, 0.3F, false);
  for (const char* name : {"christian black", "maria lopez", "tom reed", "sarah stone"}) {
    add_all(name, "person_name", false, 0.9F, true);
  }
  for (const char* name : {"aisha", "christian"}) add_all(name, "person_name", false, 0.35F, false);
  add_all("white@example.com", "email_address", false, 0.95F, true);
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tuple(a.original.begin, a.original.end, a.label) <
           std::tuple(b.original.begin, b.original.end, b.label);
  });
  return candidates;
}

std::vector<Finding> Judge(const RuleSet& rules, const std::string& text,
                           const std::string& field = "") {
  const std::vector<Candidate> candidates = CandidatesOf(rules, text);
  std::vector<Finding> findings;
  SentenceJudge(rules).Judge({text, field}, 7, text, candidates, &findings);
  return findings;
}

struct SentenceCase {
  const char* text;
  const char* label;  // "" : no finding of a special category, topics and groups included
  Grade grade;
};

const SentenceCase kSentences[] = {
    // The speaker.
    {"I am a lesbian.", "sexual_orientation", Grade::kSelfStatement},
    {"I'm gay and proud of it.", "sexual_orientation", Grade::kSelfStatement},
    {"As a Muslim, I pray five times a day.", "religion", Grade::kSelfStatement},
    {"We are Jewish and keep the holidays.", "religion", Grade::kSelfStatement},
    {"I am black.", "race", Grade::kSelfStatement},
    {"My religion is Islam.", "religion", Grade::kSelfStatement},
    {"I am not a Muslim.", "religion", Grade::kSelfStatement},
    {"I used to be Mormon.", "religion", Grade::kSelfStatement},
    {"I voted Labour last time.", "political_affiliation", Grade::kSelfStatement},
    // Other persons.
    {"She is Kurdish.", "ethnicity", Grade::kThirdPartyStatement},
    {"He isn't Jewish.", "religion", Grade::kThirdPartyStatement},
    {"He is no longer a Muslim.", "religion", Grade::kThirdPartyStatement},
    {"Maria Lopez is a practising Hindu.", "religion", Grade::kThirdPartyStatement},
    {"My colleague is gay.", "sexual_orientation", Grade::kThirdPartyStatement},
    {"The patient identifies as bisexual.", "sexual_orientation", Grade::kThirdPartyStatement},
    {"Her religion is Islam.", "religion", Grade::kThirdPartyStatement},
    {"A dozen patients are Muslim.", "religion", Grade::kThirdPartyStatement},
    {"Several of our Jewish colleagues asked for leave.", "religion", Grade::kThirdPartyStatement},
    {"Two Muslims complained about the menu.", "religion", Grade::kThirdPartyStatement},
    {"Tom Reed converted to Islam in 2010.", "religion", Grade::kThirdPartyStatement},
    {"He is a member of the Green Party.", "political_affiliation", Grade::kThirdPartyStatement},
    {"She belongs to the Lutheran church.", "religion", Grade::kThirdPartyStatement},
    {"Aisha, a devout Muslim, works nights.", "religion", Grade::kThirdPartyStatement},
    {"Tom Reed (gay) called again.", "sexual_orientation", Grade::kThirdPartyStatement},
    {"A gay man named Tom Reed called.", "sexual_orientation", Grade::kThirdPartyStatement},
    {"The Black patient in room 4 left.", "race", Grade::kThirdPartyStatement},
    {"Catholic nurse Sarah Stone was on duty.", "religion", Grade::kThirdPartyStatement},
    {"Aisha is Muslim.", "religion", Grade::kThirdPartyStatement},
    {"Is a practising Muslim.", "religion", Grade::kThirdPartyStatement},
    {"Identifies as gay.", "sexual_orientation", Grade::kThirdPartyStatement},
    {"She told us that she is a lesbian.", "sexual_orientation", Grade::kThirdPartyStatement},
    // Fields inside texts.
    {"Religion: Catholic", "religion", Grade::kDeclaredField},
    {"ethnicity = Kurdish", "ethnicity", Grade::kDeclaredField},
    {"Name: Maria Lopez; Faith: Hindu; Age: 40", "religion", Grade::kDeclaredField},
    {"Religion (if any): Muslim community, east", "religion", Grade::kDeclaredField},
    {"party=republican id=7", "political_affiliation", Grade::kDeclaredField},
    {"[x] Catholic", "religion", Grade::kDeclaredField},
    // Cells of rows.
    {"| name | faith |\n|:---|:---|\n| Tom Reed | Catholic |\n", "religion", Grade::kDeclaredField},
    {" name | faith \n------+------\n Tom Reed | Hindu \n", "religion", Grade::kDeclaredField},
    {"+---+---+\n| name | faith |\n+---+---+\n| Tom Reed | practising Hindu |\n+---+---+\n",
     "religion", Grade::kDeclaredField},
    {"| Ada | white@example.com | Jewish |", "religion", Grade::kDeclaredField},
    {"INSERT INTO staff VALUES (7,'Ada','white@example.com','Jewish');", "religion",
     Grade::kDeclaredField},
    {"insert [staff] ([name], [Faith]) values (N'Tom Reed', N'Catholic')", "religion",
     Grade::kDeclaredField},
    {"INSERT INTO staff (`name`,`faith`) VALUES\n(trim('O''Hara'),'none'),\n('Tom Reed','Hindu');",
     "religion", Grade::kDeclaredField},
    {"(7,'Ada','white@example.com','Jewish'),", "religion", Grade::kDeclaredField},
    {"<person><name>Tom Reed</name><faith>Catholic</faith></person>", "religion",
     Grade::kDeclaredField},
    {"<p:name>Tom Reed</p:name>\n  <p:faith>\n    Hindu\n  </p:faith>\n", "religion",
     Grade::kDeclaredField},
    // Of rows of things, of columns of other things, of choices.
    {"| faith | seats |\n|---|---|\n| Hindu | 7 |\n", "religion", Grade::kTopic},
    {"| name | style |\n|---|---|\n| Tom Reed | Lutheran |\n", "religion", Grade::kTopic},
    {"| Tom Reed | Lutheran | 1530 |", "religion", Grade::kTopic},
    {"INSERT INTO faiths VALUES (7,'Jewish','white');", "religion", Grade::kTopic},
    {"WHERE mail = 'white@example.com' AND kind IN ('Jewish', 'x')", "religion", Grade::kTopic},
    {"<faith>Hindu</faith>\n<faith>none</faith>\n", "religion", Grade::kTopic},
    {"<name>Tom Reed</name><style>Lutheran</style>", "religion", Grade::kTopic},
    // Nobody in particular.
    {"Muslims celebrate the end of the fast.", "religion", Grade::kGroupMention},
    {"Jewish people are at home in many countries.", "religion", Grade::kGroupMention},
    {"Those who are gay may marry.", "sexual_orientation", Grade::kGroupMention},
    {"Islam is a religion.", "religion", Grade::kTopic},
    {"The Lutheran church was built in 1800.", "religion", Grade::kTopic},
    {"She teaches Lutheran music.", "religion", Grade::kTopic},
    {"Green Party policy is under review.", "political_affiliation", Grade::kTopic},
    {"I think her parish is Lutheran.", "religion", Grade::kTopic},
    // Everyday words.
    {"We ordered Chinese food.", "", Grade::kNone},
    {"The race condition in the black box is fixed.", "", Grade::kNone},
    {"Her car is white.", "", Grade::kNone},
    {"He wore a black coat.", "", Grade::kNone},
    {"I think the car is black.", "", Grade::kNone},
    {"Go straight on, she is at the white house.", "", Grade::kNone},
    {"Black Friday starts at six.", "", Grade::kNone},
    {"He is conservative in his estimates.", "", Grade::kNone},
    {"The labour was hard and the patient is fine.", "", Grade::kNone},
    {"She is a black belt.", "", Grade::kNone},
    {"Write to white@example.com today.", "", Grade::kNone},
    {"Christian Black signed it.", "", Grade::kNone},
    {"[ ] Catholic", "", Grade::kNone},
    {"Catholic", "", Grade::kNone},
    {"Muslim", "", Grade::kNone},
    // Off by default.
    {"She is transgender.", "", Grade::kNone},
};

bool IsSpecial(const RuleSet& rules, const Finding& finding) {
  return rules.labels.kind(finding.label) == LabelKind::kSpecial;
}

}  // namespace

TEST_CASE("sentences are graded by whom they speak of") {
  const RuleSet rules = MakeRules();
  for (const SentenceCase& test : kSentences) {
    CAPTURE(test.text);
    std::vector<Finding> special;
    for (const Finding& finding : Judge(rules, test.text)) {
      if (IsSpecial(rules, finding)) special.push_back(finding);
    }
    if (std::string(test.label).empty()) {
      CHECK(special.empty());
      continue;
    }
    CHECK(special.size() == 1);
    if (special.empty()) continue;
    CHECK(rules.labels.name(special[0].label) == test.label);
    CHECK(EvidenceGradeName(special[0].grade) == EvidenceGradeName(test.grade));
    CHECK(special[0].confidence >= kReportedConfidence);
    if (IsPersonal(test.grade)) CHECK(special[0].confidence > 0.5F);
    CHECK(special[0].cell == 7);
    CHECK_FALSE(special[0].cue.empty());
  }
}

TEST_CASE("negation is named as the cue and stays personal") {
  const RuleSet rules = MakeRules();
  const std::vector<Finding> findings = Judge(rules, "She is not Jewish.");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].cue == "negation");
  CHECK(IsPersonal(findings[0].grade));
}

TEST_CASE("one span has one label: a name keeps its words, an e-mail address its local part") {
  const RuleSet rules = MakeRules();
  const std::vector<Finding> findings = Judge(rules, "Christian Black, white@example.com");
  REQUIRE(findings.size() == 2);
  CHECK(rules.labels.name(findings[0].label) == "person_name");
  CHECK(rules.labels.name(findings[1].label) == "email_address");
}

TEST_CASE("the field says what a value alone cannot") {
  const RuleSet rules = MakeRules();
  const std::vector<Finding> findings = Judge(rules, "Catholic", "patient_religion");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].grade == Grade::kDeclaredField);
  CHECK(findings[0].confidence == Approx(0.9));
  CHECK(Judge(rules, "black", "colour").empty());
}

TEST_CASE("a blank form lists choices and says nothing") {
  const RuleSet rules = MakeRules();
  for (const Finding& finding : Judge(rules, "Religion: Muslim / Jewish / Hindu / Catholic")) {
    CHECK_FALSE(IsPersonal(finding.grade));
  }
  for (const Finding& finding : Judge(rules, "ENUM('MUSLIM','JEWISH','HINDU')")) {
    CHECK_FALSE(IsPersonal(finding.grade));
  }
}

TEST_CASE("brackets behind several names say what their bearers are") {
  const RuleSet rules = MakeRules();
  const std::vector<Finding> findings =
      Judge(rules, "Present: Kersting (Muslim), Amelung (Hindu).");
  REQUIRE(findings.size() == 2);
  CHECK(IsPersonal(findings[0].grade));
  CHECK(IsPersonal(findings[1].grade));
  for (const Finding& finding : Judge(rules, "The word (Muslim), the other word (Hindu).")) {
    CHECK_FALSE(IsPersonal(finding.grade));
  }
}

TEST_CASE("the sentence of a finding is the one that holds it") {
  const RuleSet rules = MakeRules();
  const std::string text = "The menu changed. She is Kurdish. The hall was cold.";
  const std::vector<Finding> findings = Judge(rules, text);
  REQUIRE(findings.size() == 1);
  const Span sentence = findings[0].sentence;
  const std::string held = text.substr(sentence.begin, sentence.size());
  CHECK(held.find("She is Kurdish.") != std::string::npos);
  CHECK(held.find("menu") == std::string::npos);
  CHECK(held.find("hall") == std::string::npos);
}

TEST_CASE("a sentence about one person does not colour the next") {
  const RuleSet rules = MakeRules();
  const std::vector<Finding> findings =
      Judge(rules, "She is happy here. The Lutheran calendar has a feast in May.");
  REQUIRE(findings.size() == 1);
  CHECK(findings[0].grade == Grade::kTopic);
}

}  // namespace sunder::scanner
