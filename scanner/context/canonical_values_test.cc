#include "scanner/context/canonical_values.h"

#include <catch2/catch.hpp>

namespace sunder::scanner {
namespace {

struct Faiths {
  RuleSet rules;
  LabelId religion = kNoLabel;
  ValueId christian = kNoValue;
  ValueId catholic = kNoValue;
  ValueId baptist = kNoValue;
  ValueId none = kNoValue;
};

Faiths MakeFaiths() {
  Faiths faiths;
  RuleSet& rules = faiths.rules;
  faiths.religion = rules.labels.Add({"religion", "Religion", LabelKind::kSpecial, true}).value();
  rules.vocabulary.AddCategory(faiths.religion, "religion");
  faiths.christian = rules.vocabulary.Add(faiths.religion, "Christian", "").value();
  faiths.catholic = rules.vocabulary.Add(faiths.religion, "Catholic", "Christian").value();
  faiths.baptist = rules.vocabulary.Add(faiths.religion, "Baptist", "Christian").value();
  faiths.none = rules.vocabulary.Add(faiths.religion, "None", "").value();
  Rule rule;
  rule.id = "religion.test";
  rule.label = faiths.religion;
  Pattern words;
  words.terms = {{"christian", faiths.christian, true},
                 {"roman catholic", faiths.catholic, true},
                 {"baptist", faiths.baptist, true},
                 {"no religion", faiths.none, true}};
  Pattern labels;
  labels.view = View::kLabel;
  labels.terms = {{"catholic", rules.vocabulary.Root(faiths.religion), false},
                  {"denomination", rules.vocabulary.Root(faiths.religion), false}};
  rule.patterns = {labels, words};
  rules.rules = {rule};
  rules.missing_words = {"unknown", "n/a", "prefer not to say"};
  return faiths;
}

Candidate Found(const Faiths& faiths, ValueId value, uint32_t begin, uint32_t end) {
  Candidate candidate;
  candidate.label = faiths.religion;
  candidate.value = value;
  candidate.original = {begin, end};
  return candidate;
}

}  // namespace

TEST_CASE("cells are normalised before they are compared") {
  CHECK(NormalizeCell("  Roman\t Catholic. ") == "roman catholic");
  CHECK(NormalizeCell("...").empty());
  CHECK(NormalizeCell("").empty());
}

TEST_CASE("what says that there is no value") {
  const Faiths faiths = MakeFaiths();
  const CanonicalValues values(faiths.rules);
  for (const char* cell :
       {"", "-", "--", "?", "unknown", "n/a", "prefer not to say", "no", "none"}) {
    CAPTURE(cell);
    CHECK(values.IsMissing(cell));
  }
  CHECK_FALSE(values.IsMissing("catholic"));
  CHECK_FALSE(values.IsMissing("7"));
}

TEST_CASE("terms and names of the vocabulary are exact values") {
  const Faiths faiths = MakeFaiths();
  const CanonicalValues values(faiths.rules);
  CHECK(values.Exact(faiths.religion, "roman catholic") == faiths.catholic);
  CHECK(values.Exact(faiths.religion, "catholic") == faiths.catholic);
  CHECK(values.Exact(faiths.religion, "none") == faiths.none);
  CHECK(values.Exact(faiths.religion, "other") == kNoValue);
  CHECK(values.Exact(faiths.religion, "denomination") == kNoValue);
  CHECK(values.Exact(faiths.religion, "pastafarian") == kNoValue);
  CHECK(values.Exact(99, "catholic") == kNoValue);
}

TEST_CASE("several values of one cell become their lowest common roll-up") {
  const Faiths faiths = MakeFaiths();
  const CanonicalValues values(faiths.rules);
  const Candidate catholic = Found(faiths, faiths.catholic, 0, 8);
  const Candidate baptist = Found(faiths, faiths.baptist, 10, 17);
  CHECK(values.FromCandidates(faiths.religion, {catholic, baptist}) == faiths.christian);
  CHECK(values.FromCandidates(faiths.religion, {baptist, catholic}) == faiths.christian);
  CHECK(values.FromCandidates(faiths.religion, {catholic, Found(faiths, faiths.none, 10, 14)}) ==
        faiths.rules.vocabulary.Multiple(faiths.religion));
  CHECK(values.FromCandidates(faiths.religion, {}) == kNoValue);
}

TEST_CASE("a longer term hides the shorter one in it, and the root yields to a real value") {
  const Faiths faiths = MakeFaiths();
  const CanonicalValues values(faiths.rules);
  const Candidate phrase = Found(faiths, faiths.catholic, 0, 14);
  const Candidate word = Found(faiths, faiths.none, 6, 14);
  CHECK(values.FromCandidates(faiths.religion, {word, phrase}) == faiths.catholic);
  const ValueId root = faiths.rules.vocabulary.Root(faiths.religion);
  const Candidate any = Found(faiths, root, 20, 25);
  CHECK(values.FromCandidates(faiths.religion, {any, phrase}) == faiths.catholic);
  CHECK(values.FromCandidates(faiths.religion, {any}) == root);
}

}  // namespace sunder::scanner
