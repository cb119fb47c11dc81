// Masked cells through the judge, with the shipped rules.
#include "scanner/context/unmasked_judge.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace sunder::scanner {
namespace {

struct Shipped {
  std::unique_ptr<const RuleSet> rules;
  std::unique_ptr<const RuleDatabase> database;
};

const Shipped& Rules() {
  static const Shipped shipped = [] {
    Shipped made;
    auto rules = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"});
    REQUIRE(rules.ok());
    made.rules = std::move(rules).value();
    auto database = RuleDatabase::Create(*made.rules, "");
    REQUIRE(database.ok());
    made.database = std::move(database).value();
    return made;
  }();
  return shipped;
}

std::unique_ptr<Judge> MakeJudge() {
  auto judge = NewJudge(*Rules().database);
  REQUIRE(judge.ok());
  return std::move(judge).value();
}

std::vector<Finding> FindingsOf(Judge* judge, const std::string& text, const char* field) {
  const JudgedCell cell{text, field};
  std::vector<Finding> findings;
  REQUIRE(judge->JudgeCells({&cell, 1}, &findings).ok());
  return findings;
}

struct Evasion {
  const char* name;
  std::string word;    // "Muslim", masked
  std::string number;  // a test card number, masked; empty: not so
};

std::vector<Evasion> Evasions() {
  return {
      {"zero-width", "Mus\u200Blim", "4111\u200B1111\u200B1111\u200B1111"},
      {"soft hyphen", "Mus\u00ADlim", ""},
      {"bidi mark", "Mus\u202Elim", ""},
      {"full-width", "\uFF2D\uFF55\uFF53\uFF4C\uFF49\uFF4D", ""},
      {"mathematical", "\U0001D40C\U0001D42E\U0001D42C\U0001D425\U0001D422\U0001D426", ""},
      {"enclosed", "\u24C2\u24E4\u24E2\u24DB\u24D8\u24DC", ""},
      {"regional", "\U0001F1F2\U0001F1FA\U0001F1F8\U0001F1F1\U0001F1EE\U0001F1F2", ""},
      {"small capitals", "\u1D0D\u1D1C\uA731\u029F\u026A\u1D0D", ""},
      {"Cyrillic", "\u041Cusl\u0456m", ""},
      {"Greek", "\u039Cusl\u03B9m", ""},
      {"overlay", "M\u0336u\u0336s\u0336l\u0336i\u0336m\u0336", ""},
      {"marks", "M\u0308u\u0308s\u0308l\u0308i\u0308m\u0308", ""},
      {"leet 1 and 5", "mu5l1m", ""},
      {"leet l", "Mus1im", ""},
      {"bar", "Mus|im", ""},
      {"spaced", "M u s l i m", "4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1"},
      {"hyphens", "M-u-s-l-i-m", ""},
      {"dots", "M.u.s.l.i.m", "4111.1111.1111.1111"},
      {"stars", "M*u*s*l*i*m", "4111*1111*1111*1111"},
      {"underscores", "M_u_s_l_i_m", "4111_1111_1111_1111"},
      {"repeated", "Muuuslim", ""},
      {"decimal entities", "&#77;&#117;slim", "4111&#32;1111&#32;1111&#32;1111"},
      {"double entities", "&amp;#77;uslim", ""},
      {"percent", "%4D%75slim", "4111%201111%201111%201111"},
      {"double percent", "%254Duslim", ""},
      {"backslash u", "\\u004Duslim", ""},
      {"backslash x", "\\x4Duslim", ""},
      {"braces", "\\x{4D}uslim", ""},
      {"quoted-printable", "=4D=75slim", ""},
  };
}

bool HasPersonal(const std::vector<Finding>& findings, const std::string& text,
                 const std::string& shown, const char* label) {
  const LabelId wanted = Rules().rules->labels.Find(label).value_or(kNoLabel);
  return std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
    return finding.label == wanted &&
           (finding.grade == EvidenceGrade::kNone || IsPersonal(finding.grade)) &&
           text.substr(finding.span.begin, finding.span.size()) == shown;
  });
}

}  // namespace

TEST_CASE("a masked word is found in a sentence and as a column's value") {
  const auto judge = MakeJudge();
  for (const Evasion& evasion : Evasions()) {
    CAPTURE(evasion.name, evasion.word);
    const std::string sentence = "My colleague is a " + evasion.word + " and works in sales.";
    const std::vector<Finding> said = FindingsOf(judge.get(), sentence, "note");
    CHECK(HasPersonal(said, sentence, evasion.word, "religion"));
    for (const Finding& finding : said) CHECK(finding.sentence.Contains(finding.span));
    // Twice: the second time from the judge's memory.
    for (int round = 0; round < 2; ++round) {
      const std::vector<Finding> value = FindingsOf(judge.get(), evasion.word, "religion");
      CHECK(HasPersonal(value, evasion.word, evasion.word, "religion"));
    }
    if (evasion.number.empty()) continue;
    const std::string payment = "Card number: " + evasion.number + ", thank you.";
    CAPTURE(payment);
    CHECK(HasPersonal(FindingsOf(judge.get(), payment, "note"), payment, evasion.number,
                      "payment_card"));
    CHECK(HasPersonal(FindingsOf(judge.get(), evasion.number, "card_number"), evasion.number,
                      evasion.number, "payment_card"));
  }
}

TEST_CASE("a whole statement in an encoding") {
  const auto judge = MakeJudge();
  const LabelId religion = Rules().rules->labels.Find("religion").value_or(kNoLabel);
  for (const std::string text : {
           "U2hlIGlzIGEgTXVzbGltIHdvbWFuLg==",
           "note=U2hlIGlzIGEgTXVzbGltIHdvbWFuLg",
           "%53%68%65%20%69%73%20%61%20%4D%75%73%6C%69%6D%20%77%6F%6D%61%6E",
           "/feedback?text=She+is+a+Muslim+woman",
           "&#83;he &#105;s &#97; &#77;uslim woman",
           "\u0405h\u0435 \u0456\u0455 \u0430 \u041Cuslim w\u043Em\u0430n",
           "5he is a mu5l1m w0man",
           "S h e   i s   a   M u s l i m   w o m a n",
           "S-h-e i-s a M-u-s-l-i-m w-o-m-a-n",
           "She is a M u s l i m woman",
       }) {
    CAPTURE(text);
    const std::vector<Finding> findings = FindingsOf(judge.get(), text, "note");
    CHECK(std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
      return finding.label == religion && IsPersonal(finding.grade);
    }));
  }
}

TEST_CASE("an address of a query is found, though a piece of it is a word") {
  const auto judge = MakeJudge();
  const std::string text = "GET /join?mail=finn.okafor%40example.org&step=2 HTTP/1.1";
  const std::vector<Finding> findings = FindingsOf(judge.get(), text, "text");
  REQUIRE(findings.size() == 1);
  CHECK(Rules().rules->labels.name(findings[0].label) == "email_address");
  const std::string value = text.substr(findings[0].span.begin, findings[0].span.size());
  CHECK(value.ends_with("finn.okafor%40example.org"));
}

TEST_CASE("masked values of a religion column have their canonical value") {
  const auto judge = MakeJudge();
  const auto rule = Rules().rules->Find("religion.affiliation");
  const LabelId religion = Rules().rules->labels.Find("religion").value_or(kNoLabel);
  REQUIRE(rule);
  const ValueId plain = judge->CanonicalValue(religion, *rule, "Muslim");
  for (const Evasion& evasion : Evasions()) {
    CAPTURE(evasion.name);
    CHECK(judge->CanonicalValue(religion, *rule, evasion.word) == plain);
  }
}

TEST_CASE("known silent shapes do not hide masked cells") {
  const auto judge = MakeJudge();
  for (const char* silent : {"mu0l0m", "mu3l7m", "0000.0000.0000.0000", "g7y"}) {
    (void)FindingsOf(judge.get(), silent, "religion");
  }
  CHECK_FALSE(FindingsOf(judge.get(), "mu5l1m", "religion").empty());
  CHECK_FALSE(FindingsOf(judge.get(), "4111.1111.1111.1111", "card_number").empty());
}

TEST_CASE("odd texts that mean nothing else") {
  const auto judge = MakeJudge();
  for (const std::string text : {
           "B2B and B2C sales of the 4ever line",
           "xX_D4rkSl4yer_Xx",
           "n00b_k1ller99",
           "SKU-A1B2C3-44",
           "7ABC123",
           "AB12 CDE",
           "d41d8cd98f00b204e9800998ecf8427e",
           "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
           "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
           "https://example.com/a%20b/c%2Fd?e=f%26g&h=%E2%9C%93",
           "sk_test_4eC39HqLyjWDarjtT1zdp7dc",
           "GET /index.html?id=4A7B HTTP/1.1",
           "k8s i18n l10n a11y",
           "x1 x2 y1 y2",
           "A B C D E F",
           "1.2.3.4.5.6.7.8.9",
           "soooo goooood",
       }) {
    CAPTURE(text);
    for (const Finding& finding : FindingsOf(judge.get(), text, "note")) {
      CAPTURE(Rules().rules->labels.name(finding.label));
      CHECK(Rules().rules->labels.kind(finding.label) != LabelKind::kSpecial);
    }
  }
}

TEST_CASE("what is found in masked cells depends on the cell alone") {
  std::vector<std::string> texts;
  for (const Evasion& evasion : Evasions()) {
    texts.push_back("She is a " + evasion.word + "; write to maria@example.com.");
    texts.push_back(evasion.word);
    texts.push_back("nothing of interest");
  }
  std::vector<JudgedCell> cells;
  for (int round = 0; round < 30; ++round) {
    for (const std::string& text : texts) cells.push_back({text, "religion"});
  }
  const auto judge = MakeJudge();
  std::vector<Finding> findings;
  REQUIRE(judge->JudgeCells(cells, &findings).ok());
  const auto key = [](const Finding& finding) {
    return std::tuple(finding.rule, finding.label, finding.value, finding.grade, finding.confidence,
                      finding.span.begin, finding.span.end, finding.sentence.begin,
                      finding.sentence.end);
  };
  size_t next = 0;
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    if (cell >= texts.size() && cell % 7 != 0) {  // each seventh is judged anew
      while (next < findings.size() && findings[next].cell == cell) ++next;
      continue;
    }
    std::vector<Finding> alone;
    REQUIRE(MakeJudge()->JudgeCells({&cells[cell], 1}, &alone).ok());
    for (const Finding& one : alone) {
      REQUIRE(next < findings.size());
      CHECK(findings[next].cell == cell);
      CHECK(key(findings[next]) == key(one));
      ++next;
    }
  }
  CHECK(next == findings.size());
}

}  // namespace sunder::scanner
