#include "scanner/rules/rule_set.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <iterator>
#include <string>

#include "scanner/rules/rule_set_archive.h"
#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kFaithRule = R"(
name = "Faith"
description = "A faith."
references = ["HL7"]
licence = "facts"
[[pattern]]
view = "words"
terms = "terms/faiths.txt"
confidence = 0.25
case = "capital"
[[pattern]]
view = "field_name"
words = ["Religion", "!faith"]
[[pattern]]
view = "value"
codes = "codes/table.txt"
code_system = "Table 1"
distinctive = true
[confirm]
context_confidence = 0.7
needs_context = true
context_window = 32
[confirm.context]
en = ["Church"]
[[example]]
text = "She is Sikh."
span = "Sikh"
[[example]]
view = "field_name"
text = "religion"
span = "religion"
[[example]]
view = "code"
text = "CAT"
span = "CAT"
[[counter_example]]
text = "sick"
why = "no faith"
)";

void WriteFaith(TemporaryRules* rules) {
  rules->Label("religion", "special");
  rules->Rule("religion", "faith", kFaithRule);
  rules->Write("religion/terms/faiths.txt",
               "# faiths\nbeliever\n@ Christian\n!Christian # comment\n@ Catholic < Christian\n"
               "Roman  Catholic\r\nCaf\xC3\x89\n@ Sikh\nsikh\nSIKH\n");
  rules->Write("religion/codes/table.txt", "CAT = Catholic < Christian\n1 = Jain\n");
  rules->Write("policy.toml", "k = 11\n");
  rules->Write("missing.txt", "# none\nUnknown\nn/a\nunknown\n");
  rules->Write("context/en.toml",
               "format = 1\n[[cue]]\nkind = \"negation\"\nlanguage = \"en\"\nwords = [\"NOT\"]\n");
}

TEST_CASE("A whole folder is loaded") {
  TemporaryRules folder;
  WriteFaith(&folder);
  folder.Label("email_address", "direct");
  const auto loaded = LoadRuleSet({folder.path()});
  if (!loaded.ok()) FAIL(loaded.status().message());
  const RuleSet& rules = **loaded;
  REQUIRE(rules.rules.size() == 1);
  const Rule& rule = rules.rules[0];
  CHECK(rules.Find("religion.faith") == 0U);
  CHECK_FALSE(rules.Find("religion.fait").has_value());
  CHECK(rules.labels.name(1) == "email_address");
  CHECK(rule.label == rules.labels.Find("religion"));
  CHECK(rule.path == "religion/faith.toml");
  REQUIRE(rule.patterns.size() == 3);

  const Pattern& words = rule.patterns[0];
  CHECK(words.view == View::kWords);
  CHECK(words.case_rule == CaseRule::kCapital);
  CHECK(words.confidence == Approx(0.25));
  REQUIRE(words.terms.size() == 6);
  const Vocabulary& values = rules.vocabulary;
  CHECK(words.terms[0].value == values.Root(rule.label));
  CHECK(words.terms[1].folded == "christian");
  CHECK(words.terms[1].is_distinctive);
  CHECK_FALSE(words.terms[2].is_distinctive);
  CHECK(values.value(words.terms[2].value).name == "Catholic");
  CHECK(values.value(values.value(words.terms[2].value).parent).name == "Christian");
  CHECK(words.terms[3].folded == "caf\xC3\xA9");
  CHECK(words.terms[4].folded == "sikh");
  CHECK(words.terms[5].folded == "cafe");  // as it is typed without its accent

  CHECK(rule.patterns[1].terms[0].folded == "religion");
  CHECK(rule.patterns[1].terms[1].is_distinctive);
  const Pattern& codes = rule.patterns[2];
  CHECK(codes.is_code_system);
  CHECK(codes.codes_are_distinctive);
  CHECK(codes.terms[0].folded == "cat");
  CHECK(codes.terms[0].value == words.terms[2].value);

  CHECK(rule.confirm.needs_context);
  CHECK(rule.confirm.context_window_bytes == 32);
  CHECK(rule.confirm.context.at("en") == std::vector<std::string>{"church"});
  REQUIRE(rule.examples.size() == 3);
  CHECK(rule.examples[1].view == ExampleView::kFieldName);
  CHECK(rule.examples[2].view == ExampleView::kCode);
  CHECK(rule.counter_examples.size() == 1);
  CHECK(rules.missing_words == std::vector<std::string>{"n/a", "unknown"});
  REQUIRE(rules.cues.size() == 1);
  CHECK(rules.cues[0].folded[0] == "not");
}

std::string HashOf(const TemporaryRules& rules) {
  const std::vector<std::string> folders = {rules.path()};
  const auto loaded = LoadRuleSet(folders);
  REQUIRE(loaded.ok());
  return (*loaded)->hash;
}

TEST_CASE("The hash is of names and bytes, and of nothing else") {
  TemporaryRules one;
  TemporaryRules two;
  WriteFaith(&one);
  WriteFaith(&two);
  two.Write("policy.toml", "k = 12\n");
  const std::string hash = HashOf(one);
  CHECK(hash.size() == 64);
  CHECK(HashOf(two) == hash);
  two.Write("missing.txt", "n/a\nnot stated\n");
  CHECK(HashOf(two) != hash);
}

TEST_CASE("A second folder adds rules and values to labels of the first") {
  TemporaryRules one;
  WriteFaith(&one);
  TemporaryRules two;
  two.Rule("religion", "more", "[[pattern]]\nview = \"words\"\nterms = \"more.txt\"\n");
  two.Write("religion/more.txt", "@ Old Catholic < Catholic\nold catholic\n");
  const auto loaded = LoadRuleSet({one.path(), two.path()});
  if (!loaded.ok()) FAIL(loaded.status().message());
  CHECK((*loaded)->rules.size() == 2);
  CHECK((*loaded)->rules[1].id == "religion.more");
  two.Label("religion", "special");
  const auto twice = LoadRuleSet({one.path(), two.path()});
  REQUIRE_FALSE(twice.ok());
  CHECK(twice.status().message().find("defined in") != std::string::npos);
}

struct Fault {
  std::string body;
  std::vector<std::string> message_parts;
};

TEST_CASE("Faults name file, rule, key and remedy") {
  const std::string words = "[[pattern]]\nview = \"words\"\nwords = [\"a\"]\n";
  const std::string regex = "[[pattern]]\nview = \"value\"\nregex = ";
  const std::vector<Fault> faults = {
      {"colour = 1\n" + words, {"rule `religion.bad`", "key `colour`", "unknown", "`licence`"}},
      {words + "confidense = 0.2\n", {"pattern 1", "key `confidense`", "unknown"}},
      {words + "confidence = 2\n", {"key `confidence`", "0 to 1"}},
      {words + "case = \"lower\"\n", {"key `case`", "`lower`", "`capital`"}},
      {words + "anchors = [\"a\"]\n", {"key `anchors`", "unknown"}},
      {"", {"key `pattern`", "missing"}},
      {"[[pattern]]\nview = \"words\"\n", {"pattern 1", "exactly one"}},
      {"[[pattern]]\nwords = [\"a\"]\n", {"key `view`", "missing"}},
      {"[[pattern]]\nview = \"words\"\nterms = \"none.txt\"\n", {"none.txt", "does not exist"}},
      {"[[pattern]]\nview = \"words\"\nterms = \"../x.txt\"\n", {"key `terms`", "below"}},
      {"[[pattern]]\nview = \"words\"\nwords = [\"\\u001e\"]\n", {"key `words`", "U+001E"}},
      {"[[pattern]]\nview = \"words\"\nwords = [\"\\u200b\"]\n", {"key `words`", "folded"}},
      {regex + "'(?=a)b'\n", {"key `regex`", "not RE2 syntax"}},
      {regex + "'a*'\n", {"key `regex`", "empty text"}},
      {regex + "'[a-z]+'\n", {"key `regex`", "slow = true", "anchors"}},
      {regex + "'ab'\nslow = true\nanchors = [\"ab\"]\n", {"key `slow`"}},
      {regex + "'ab'\nanchors = [\"1\"]\n", {"key `anchors`", "longer"}},
      {regex + "'ab'\nwindow = 0\n", {"key `window`", "1 to"}},
      {words + "[confirm]\nvalidated = 1\n", {"confirm", "key `validated`"}},
      {words + "[[example]]\ntext = \"abc\"\nspan = \"x\"\n", {"example 1", "key `span`"}},
      {words + "[[counter_example]]\ntext = \"abc\"\n", {"counter_example 1", "key `why`"}},
      {"x = [\n", {"religion/bad.toml", "line", "not TOML"}},
  };
  for (const Fault& fault : faults) {
    TemporaryRules folder;
    folder.Label("religion", "special");
    folder.Rule("religion", "bad", fault.body);
    const auto loaded = LoadRuleSet({folder.path()});
    REQUIRE_FALSE(loaded.ok());
    const std::string& message = loaded.status().message();
    CHECK(loaded.status().code() == StatusCode::kUsage);
    CHECK(message.find("religion/bad.toml") != std::string::npos);
    for (const std::string& part : fault.message_parts) {
      INFO(message);
      CHECK(message.find(part) != std::string::npos);
    }
  }
}

TEST_CASE("Faults of lists name their line") {
  const std::vector<std::pair<std::string, std::string>> faults = {
      {"a\n@ B < C\nb\n", "line 2: roll-up `C` of `B` is not defined"},
      {"@ A\nx\n@ B\nx\n", "stands for `A` and for `B`"},
      {"@ A < B\na\n@ B < A\nb\n", "rolls up to itself"},
      {"@ A\na\n@ B\nb\n@ C < A\nc\n@ C < B\nd\n", "line 7: value `C` rolls up to `B`"},
      {"# nothing\n", "holds no terms"},
      {"@ \na\n", "line 1: the value has no name"},
      {"\xFF\n", "line 1"},
  };
  for (const auto& [list, part] : faults) {
    TemporaryRules folder;
    folder.Label("religion", "special");
    folder.Rule("religion", "bad", "[[pattern]]\nview = \"words\"\nterms = \"terms/l.txt\"\n");
    folder.Write("religion/terms/l.txt", list);
    const auto loaded = LoadRuleSet({folder.path()});
    REQUIRE_FALSE(loaded.ok());
    INFO(loaded.status().message());
    CHECK(loaded.status().message().find(part) != std::string::npos);
    CHECK(loaded.status().message().find("terms/l.txt") != std::string::npos);
  }
}

TEST_CASE("Ids are unique, begin with their label and the label exists") {
  const std::string body = "[[pattern]]\nview = \"words\"\nwords = [\"a\"]\n";
  TemporaryRules folder;
  folder.Label("religion", "special");
  folder.Rule("religion", "one", body);
  folder.Write("religion/two.toml",
               "format = 1\nid = \"religion.one\"\nlabel = \"religion\"\n" + body);
  CHECK(LoadRuleSet({folder.path()}).status().message().find("unique") != std::string::npos);
  folder.Write("religion/two.toml",
               "format = 1\nid = \"faith.one\"\nlabel = \"religion\"\n" + body);
  CHECK(LoadRuleSet({folder.path()}).status().message().find("`religion.`") != std::string::npos);
  folder.Write("religion/two.toml", "format = 1\nid = \"none.one\"\nlabel = \"none\"\n" + body);
  CHECK(LoadRuleSet({folder.path()}).status().message().find("category.toml") != std::string::npos);
  folder.Write("religion/two.toml",
               "format = 2\nid = \"religion.x\"\nlabel = \"religion\"\n" + body);
  CHECK(LoadRuleSet({folder.path()}).status().message().find("only known format") !=
        std::string::npos);
  CHECK_FALSE(LoadRuleSet({folder.path() + "/absent"}).ok());
  CHECK_FALSE(LoadRuleSet({}).ok());
}

TEST_CASE("Lists of all languages, paradigms and prefixes") {
  TemporaryRules folder;
  folder.Label("religion", "special");
  folder.Rule("religion", "faith",
              "[[pattern]]\nview = \"words\"\nterms = \"terms/faiths.*.txt\"\n");
  folder.Write("religion/terms/faiths.de.txt", "@ Catholic\n!katholisch %adj\nsikh\n");
  folder.Write("religion/terms/faiths.es.txt", "@ Catholic\n!cat\xC3\xB3lico\nsikh\n");
  folder.Write("inflection/de.toml",
               "format = 1\nlanguage = \"de\"\n[[paradigm]]\nname = \"adj\"\n"
               "endings = [\"-\", \"e\", \"er\"]\n");
  folder.Write("inflection/ar.toml",
               "format = 1\nlanguage = \"ar\"\nprefixes = [\"\xD8\xA7\xD9\x84\"]\n");
  folder.Write("model/context.toml",
               "format = 1\n[weights]\nbias = -1.5\n\"label.religion\" = 2\n");
  const auto loaded = LoadRuleSet({folder.path()});
  if (!loaded.ok()) FAIL(loaded.status().message());
  const RuleSet& rules = **loaded;
  CHECK(rules.languages == std::vector<std::string>{"ar", "de", "es"});
  CHECK(rules.MaskOf("de") == 2);
  CHECK(rules.MaskOf("en") == 0);
  REQUIRE(rules.paradigms.size() == 2);
  CHECK(rules.paradigms[1].endings == std::vector<std::string>{"", "e", "er"});
  REQUIRE(rules.inflections.size() == 2);
  CHECK(rules.context_weights.at("bias") == -1.5F);
  const std::vector<Term>& terms = rules.rules[0].patterns[0].terms;
  REQUIRE(terms.size() == 4);
  CHECK(terms[0].folded == "katholisch");
  CHECK(terms[0].paradigm == 1);
  CHECK(terms[0].languages == rules.MaskOf("de"));
  CHECK(terms[1].languages == (rules.MaskOf("de") | rules.MaskOf("es")));  // sikh
  CHECK(terms[3].folded == "catolico");

  folder.Write("religion/terms/faiths.es.txt", "cat\xC3\xB3lico %adj\n");
  const auto unknown = LoadRuleSet({folder.path()});
  REQUIRE_FALSE(unknown.ok());
  CHECK(unknown.status().message().find("inflection/es.toml") != std::string::npos);
}

TEST_CASE("A rule set from the cache is the one that was loaded, and never an old one") {
  TemporaryRules folder;
  WriteFaith(&folder);
  folder.Write("union_membership/category.toml",
               "format = 1\n[[label]]\nname = \"union_membership\"\ntitle = \"Union\"\n"
               "kind = \"special\"\non_by_default = false\n");
  folder.Write("inflection/en.toml",
               "format = 1\nlanguage = \"en\"\n[[paradigm]]\nname = \"noun\"\n"
               "endings = [\"-\", \"s\"]\n");
  folder.Write("model/en.toml", "format = 1\n[weights]\nbias = 0.5\n\"word:is\" = -1.25\n");
  folder.Write("allow.toml",
               "format = 1\n[[allow]]\nvalues = [\"Sikh\"]\nreason = \"a name\"\n"
               "expires = 2026-06-30\n");
  const TemporaryRules cache;
  const auto load = [&](std::string_view day, const std::vector<std::string>& labels_on = {}) {
    auto loaded = LoadRuleSet({folder.path()}, labels_on, day, cache.path());
    if (!loaded.ok()) FAIL(loaded.status().message());
    const auto anew = LoadRuleSet({folder.path()}, labels_on, day);
    REQUIRE(anew.ok());
    CHECK((*loaded)->hash == (*anew)->hash);
    CHECK(WriteRuleSet(**loaded) == WriteRuleSet(**anew));
    REQUIRE((*loaded)->allowances.size() == 1);
    CHECK((*loaded)->allowances[0].is_in_force == (*anew)->allowances[0].is_in_force);
    return std::move(loaded).value();
  };
  const auto files = [&] {
    return std::distance(std::filesystem::directory_iterator(cache.path()), {});
  };
  const auto first = load("2026-06-01");
  CHECK(files() == 1);
  const auto second = load("2026-06-01");
  CHECK(second->allowances[0].is_in_force);
  CHECK(second->context_weights.at("word:is") == -1.25F);
  CHECK(second->vocabulary.Find(second->labels.Find("religion").value(), "Catholic") ==
        first->vocabulary.Find(first->labels.Find("religion").value(), "Catholic"));
  CHECK_FALSE(load("2026-07-01")->allowances[0].is_in_force);
  CHECK(files() == 1);
  CHECK(load("2026-06-01", {"union_membership"})->hash != first->hash);
  CHECK(files() == 2);
  CHECK_FALSE(LoadRuleSet({folder.path()}, {"nothing"}, {}, cache.path()).ok());

  folder.Write("religion/terms/faiths.txt", "@ Christian\nSikk\n");
  const auto changed = load("2026-06-01");
  CHECK(changed->rules[0].patterns[0].terms.size() == 1);
  CHECK(changed->hash != first->hash);

  for (const auto& entry : std::filesystem::directory_iterator(cache.path())) {
    std::filesystem::resize_file(entry.path(), 100);
  }
  CHECK(load("2026-06-01")->rules[0].patterns[0].terms.size() == 1);
  CHECK(LoadRuleSet({folder.path()}, {}, {}, "/proc/none").ok());
}

}  // namespace
}  // namespace sunder::scanner
