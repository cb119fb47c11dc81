#include "scanner/context/context_model.h"

#include <catch2/catch.hpp>
#include <cmath>
#include <set>

namespace sunder::scanner {
namespace {

struct Rules {
  Rules() {
    LabelInfo label{"religion", "Religion", LabelKind::kSpecial, true};
    religion = rules.labels.Add(label).value();
    rules.languages = {"de", "en"};
    rules.cues = {{"self_subject", "en", {"i"}},   {"identity_verb", "en", {"am"}},
                  {"self_subject", "de", {"ich"}}, {"identity_verb", "de", {"bin"}},
                  {"topic_noun", "en", {"food"}},  {"exclusion", "en", {"die hard"}},
                  {"determiner", "de", {"die"}},   {"person_subject", "de", {"alte frau"}}};
  }
  RuleSet rules;
  LabelId religion = kNoLabel;
};

LanguageMask Guess(const CueIndex& cues, const std::vector<Word>& words) {
  std::vector<LanguageVote> votes;
  for (const Word& word : words) votes.push_back(cues.VoteOf(word));
  return CueIndex::Guess(votes);
}

std::set<std::string> NamesOf(const Rules& setting, const std::string& text, Span term) {
  const CueIndex cues(setting.rules);
  const Span all{0, static_cast<uint32_t>(text.size())};
  const std::vector<GradedTerm> terms = {{term, setting.religion, true}};
  const SentenceView view(text, all, cues, Guess(cues, SplitWords(text, all)), {}, terms);
  std::set<std::string> names;
  for (const FeatureId feature :
       FeaturesOf(SentenceFacts(view), terms[0], {}, setting.rules.labels)) {
    REQUIRE(names.insert(FeatureName(feature)).second);  // twice, it would weigh twice
  }
  return names;
}

}  // namespace

TEST_CASE("every feature has a name of its own") {
  std::set<std::string> names;
  for (FeatureId feature = 0; feature < FeatureCount(); ++feature)
    names.insert(FeatureName(feature));
  CHECK(names.size() == FeatureCount());
  const FeatureNames known;
  for (FeatureId feature = 0; feature < FeatureCount(); feature += 7)
    CHECK(known.Find(FeatureName(feature)) == feature);
  CHECK_FALSE(known.Find("before1.no_such"));
}

TEST_CASE("the same facts hold in two languages") {
  const Rules setting;
  const std::set<std::string> english = NamesOf(setting, "I am Sikh", {5, 9});
  CHECK(english.count("before1.identity_verb") == 1);
  CHECK(english.count("before2.self_subject") == 1);
  CHECK(english.count("link.self.verb.0") == 1);
  CHECK(english.count("after1.edge") == 1);
  CHECK(NamesOf(setting, "Ich bin Sikh", {8, 12}) == english);
  CHECK(NamesOf(setting, "I like Sikh food", {7, 11}).count("after1.topic_noun") == 1);
  CHECK(english.count("noun.edge") == 1);
  CHECK(english.count("opposite_noun.identity_verb") == 1);
}

TEST_CASE("cues count in their own language only") {
  const Rules setting;
  const CueIndex cues(setting.rules);
  const auto words = [](const std::string& text) {
    return SplitWords(text, {0, static_cast<uint32_t>(text.size())});
  };
  const LanguageMask german = setting.rules.MaskOf("de");
  CHECK(Guess(cues, words("ich bin die alte Frau")) == german);
  CHECK(Guess(cues, words("zzz")) == ~LanguageMask{0});
  CHECK(cues.Find(words("die hard"), german).size() == 1);
  CHECK((cues.KindsOf("frau") & kPersonNounCue) != 0);
}

TEST_CASE("the longest ending tells the form of a word in its language") {
  Rules setting;
  Inflection german;
  german.language = "de";
  german.form_endings[0] = {"am"};            // predicate
  german.form_endings[2] = {"ismus", "mus"};  // doctrine
  german.form_endings[3] = {"er", "us"};      // person
  setting.rules.inflections = {german};
  const CueIndex cues(setting.rules);
  const LanguageMask spoken = setting.rules.MaskOf("de");
  CHECK(cues.FormsOf("buddhismus", spoken) == kDoctrineForm);
  CHECK(cues.FormsOf("fidus", spoken) == kPersonForm);
  CHECK(cues.FormsOf("us", spoken) == 0);
  CHECK(cues.FormsOf("buddhismus", setting.rules.MaskOf("en")) == 0);
  CHECK(NamesOf(setting, "Ich bin Sikher", {8, 14}).count("form.person") == 1);
}

TEST_CASE("weights are summed, unknown ones left out") {
  Rules setting;
  CHECK_FALSE(ContextModel(setting.rules).is_trained());
  setting.rules.context_weights = {
      {"bias", -1.0F}, {"label.religion", 3.0F}, {"term.capital", 0.5F}, {"no.such", 9.0F}};
  const ContextModel model(setting.rules);
  REQUIRE(model.is_trained());
  const FeatureNames names;
  const FeatureId religion = *names.Find("label.religion");
  const FeatureId capital = *names.Find("term.capital");
  const auto probability = [](double sum) { return Approx(1 / (1 + std::exp(-sum))); };
  CHECK(model.Probability({}) == probability(-1));
  CHECK(model.Probability({religion}) == probability(2));
  CHECK(model.Probability({capital, religion}) == probability(2.5));
}

}  // namespace sunder::scanner
