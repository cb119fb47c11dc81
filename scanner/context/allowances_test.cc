#include "scanner/context/allowances.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/context/sentence_judge.h"

namespace sunder::scanner {
namespace {

struct World {
  RuleSet rules;
  LabelId religion = kNoLabel;
  LabelId name = kNoLabel;

  World() {
    religion = rules.labels.Add({"religion", "Religion", LabelKind::kSpecial, true}).value();
    name = rules.labels.Add({"person_name", "Name", LabelKind::kDirect, true}).value();
    for (const char* id : {"religion.test", "person_name.test"}) {
      Rule rule;
      rule.id = id;
      rule.label = static_cast<LabelId>(rules.rules.size() + 1);
      rule.patterns.emplace_back();
      rules.rules.push_back(rule);
    }
  }
  void Allow(LabelId label, const std::vector<std::string>& values,
             const std::vector<std::string>& fields = {}) {
    Allowance allowance;
    allowance.label = label;
    for (const std::string& value : values) allowance.values.push_back(FoldPhrase(value).value());
    allowance.fields = fields;
    rules.allowances.push_back(allowance);
  }
  // Whether the finding `word` of `text` is left.
  bool IsFound(const std::string& text, const std::string& word, LabelId label,
               const std::string& field = "", float confidence = 0.8F,
               EvidenceGrade grade = EvidenceGrade::kThirdPartyStatement) const {
    Finding finding;
    finding.label = label;
    finding.grade = grade;
    finding.confidence = confidence;
    const auto begin = static_cast<uint32_t>(text.find(word));
    finding.span = {begin, begin + static_cast<uint32_t>(word.size())};
    std::vector<Finding> findings = {Finding(), finding};
    Allowances(rules).Apply({text, field}, 1, &findings);
    return findings.size() == 2;
  }
};

}  // namespace

TEST_CASE("a value is allowed as a whole, with the words beside the finding") {
  World world;
  world.Allow(world.religion, {"Christian Dior", "House of Quaker Oats"});
  const LabelId religion = world.religion;
  CHECK_FALSE(world.IsFound("She works at Christian Dior.", "Christian", religion));
  CHECK_FALSE(world.IsFound("at CHRISTIAN\n DIOR today", "CHRISTIAN", religion));
  CHECK_FALSE(world.IsFound("Christian Dior", "Christian Dior", religion));
  CHECK_FALSE(world.IsFound("Christian Dior's", "Christian", religion));
  CHECK_FALSE(world.IsFound("the house of Quaker Oats", "Quaker", religion));
  CHECK(world.IsFound("She is Christian.", "Christian", religion));
  CHECK(world.IsFound("She is Christian. Dior suits her.", "Christian", religion));
  CHECK(world.IsFound("Christian Diorama", "Christian", religion));
  CHECK(world.IsFound("Dior, and she is Christian", "Christian", religion));
  CHECK(world.IsFound("Christian Dior wearers", "Christian Dior wearers", religion));
  CHECK(world.IsFound("Quaker Oats", "Quaker", religion));
  CHECK(world.IsFound("Christian Dior", "Christian Dior", world.name));
}

TEST_CASE("without a label an entry allows all labels") {
  World world;
  world.Allow(kNoLabel, {"+44 7700 900123", "Caf\xC3\xA9 Jos\xC3\xA9", "C++"});
  CHECK_FALSE(world.IsFound("call +44 7700 900123", "+44 7700 900123", world.name));
  CHECK(world.IsFound("call 44 7700 900123", "44 7700 900123", world.name));
  CHECK_FALSE(world.IsFound("at cafe\xCC\x81 jose\xCC\x81 now", "jose\xCC\x81", world.name));
  CHECK_FALSE(world.IsFound("C++", "C++", world.religion));
  CHECK(world.IsFound("type C", "C", world.religion));
}

TEST_CASE("a value far into a long text is seen, and its neighbourhood ends") {
  World world;
  world.Allow(world.religion, {"Christian Dior"});
  std::string text;
  for (int i = 0; i < 500; ++i) text += "\xD0\xB6\xD0\xB0 ";
  CHECK_FALSE(world.IsFound(text + "Christian Dior " + text, "Christian", world.religion));
  CHECK(world.IsFound(text + "Christian " + text + "Dior", "Christian", world.religion));
}

TEST_CASE("a field is allowed by its whole name") {
  World world;
  world.Allow(world.religion, {}, {"term_glossary", "meta.notes"});
  const std::string text = "She is Christian.";
  CHECK_FALSE(world.IsFound(text, "Christian", world.religion, "termGlossary"));
  CHECK_FALSE(world.IsFound(text, "Christian", world.religion, "TERM GLOSSARY"));
  CHECK_FALSE(world.IsFound(text, "Christian", world.religion, "meta.notes"));
  CHECK(world.IsFound(text, "Christian", world.religion, "notes"));
  CHECK(world.IsFound(text, "Christian", world.religion, "religion_term_glossary"));
  CHECK(world.IsFound(text, "Christian", world.religion, ""));
  CHECK(world.IsFound(text, "Christian", world.name, "termGlossary"));
}

TEST_CASE("an entry out of force allows nothing") {
  World world;
  world.Allow(kNoLabel, {"Christian"});
  world.Allow(kNoLabel, {}, {"glossary"});
  for (Allowance& allowance : world.rules.allowances) allowance.is_in_force = false;
  CHECK(Allowances(world.rules).is_empty());
  CHECK(world.IsFound("Christian", "Christian", world.religion, "glossary"));
}

TEST_CASE("a threshold leaves out what is less sure, by label and grade") {
  World world;
  Threshold threshold;
  threshold.label = world.religion;
  threshold.grade = EvidenceGrade::kThirdPartyStatement;
  threshold.confidence = 0.75F;
  world.rules.thresholds = {threshold};
  const auto is_found = [&](LabelId label, float confidence, EvidenceGrade grade) {
    return world.IsFound("x", "x", label, "", confidence, grade);
  };
  CHECK_FALSE(is_found(world.religion, 0.74F, EvidenceGrade::kThirdPartyStatement));
  CHECK(is_found(world.religion, 0.75F, EvidenceGrade::kThirdPartyStatement));
  CHECK(is_found(world.religion, 0.6F, EvidenceGrade::kSelfStatement));
  CHECK(is_found(world.name, 0.6F, EvidenceGrade::kNone));
  world.rules.thresholds[0].grade = EvidenceGrade::kNone;
  CHECK_FALSE(is_found(world.religion, 0.6F, EvidenceGrade::kSelfStatement));
}

TEST_CASE("the judge of sentences applies them to one value in a cell and to many") {
  World world;
  Candidate first;
  first.label = world.name;
  first.rule = 1;
  first.confidence = 0.9F;
  first.original = first.folded = {0, 8};
  Candidate second = first;
  second.original = second.folded = {13, 21};
  const std::string text = "Jane Roe and Adam Poe";
  const auto count = [&](const std::vector<Candidate>& candidates) {
    std::vector<Finding> findings;
    SentenceJudge(world.rules).Judge({text, {}}, 0, text, candidates, &findings);
    return findings.size();
  };
  CHECK(count({first}) == 1);
  CHECK(count({first, second}) == 2);
  world.Allow(world.name, {"jane roe"});
  CHECK(count({first}) == 0);
  CHECK(count({first, second}) == 1);
}

}  // namespace sunder::scanner
