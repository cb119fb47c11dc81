#include "evaluation/evasions.h"

#include <catch2/catch.hpp>

#include "evaluation/code_points.h"
#include "evaluation/test_labels.h"

namespace sunder::evaluation {
namespace {

const Evasion& Named(std::string_view name) {
  for (const Evasion& evasion : Evasions()) {
    if (evasion.name == name) return evasion;
  }
  FAIL("no evasion " << name);
  return Evasions().front();
}

std::string Applied(std::string_view name, std::string_view text, uint64_t seed = 1) {
  SeededNumbers numbers(seed);
  return Named(name).apply(text, &numbers);
}

LabelledDocument Document(const std::string& line) {
  Result<MarkedText> marked = ParseMarkedLine(line, TestLabels());
  REQUIRE(marked.ok());
  return {"f.txt", 1, "en", "note", Origin::kWritten, marked->text, marked->annotations};
}

TEST_CASE("Code points go out as they came in") {
  const std::string text = "a\u00e9\u0434\u4e2d\U0001D400";
  CHECK(EncodeCodePoints(DecodeCodePoints(text)) == text);
  CHECK(DecodeCodePoints(text).size() == 5);
  CHECK(IsLetter(U'д'));
  CHECK(IsLetter(U'中'));
  CHECK(IsMark(U'\u0301'));
  CHECK_FALSE(IsLetter(U'。'));
  CHECK(UpperCase(U'ж') == U'Ж');
  CHECK(LowerCase(U'É') == U'é');
}

TEST_CASE("Evasions whose result is certain") {
  CHECK(Applied("full-width", "A b") == "\uFF21\u3000\uFF42");
  CHECK(Applied("mixed case", "Muslim") == "mUsLiM");
  CHECK(Applied("spaced out", "Old Sikh") == "O l d   S i k h");
  CHECK(Applied("hyphens between", "Old Sikh.") == "O-l-d S-i-k-h.");
  CHECK(Applied("dots between", "né") == "n.é");
  CHECK(Applied("HTML decimal", "A é") == "&#65; &#233;");
  CHECK(Applied("HTML hex", "é") == "&#xE9;");
  CHECK(Applied("percent-encoding", "a é") == "%61%20%C3%A9");
  CHECK(Applied("JSON escapes", "a\U0001D400") == "\\u0061\\ud835\\udc00");
  CHECK(Applied("base64", "light work.") == "bGlnaHQgd29yay4=");
  CHECK(Applied("base64", "light w") == "bGlnaHQgdw==");
  CHECK(Applied("base64", "light wor") == "bGlnaHQgd29y");
}

TEST_CASE("Evasions that draw change the text, and the same way every time") {
  for (const Evasion& evasion : Evasions()) {
    INFO(evasion.name);
    const std::string text =
        evasion.target == EvasionTarget::kNumbers ? "202-555-0142" : "Bisexual Atheist Opa";
    CHECK(Applied(evasion.name, text, 5) == Applied(evasion.name, text, 5));
    CHECK(Applied(evasion.name, text, 5) != text);
  }
}

TEST_CASE("Digits stay digits, separators stay between the groups") {
  CHECK(DecodeCodePoints(Applied("native digits", "1-2")).size() == 3);
  for (uint64_t seed = 1; seed < 40; ++seed) {
    std::string digits;
    for (const char c : Applied("odd separators", "+1 (202) 555-0142", seed)) {
      if (IsAsciiDigit(static_cast<unsigned char>(c))) digits += c;
    }
    CHECK(digits == "12025550142");
    digits.clear();
    for (const char c : Applied("odd separators", "4111111111111111", seed)) {
      if (IsAsciiDigit(static_cast<unsigned char>(c))) digits += c;
    }
    CHECK(digits == "4111111111111111");
    CHECK(Applied("odd separators", "4111111111111111", seed) != "4111111111111111");
  }
}

TEST_CASE("Only the spans, or all; spans move along") {
  const LabelCatalog labels = TestLabels();
  const LabelledDocument document =
      Document("[person_name|Iva] is [religion:third|Sikh], not {race:none|red}");
  const EvadedDocument spans = Evade(Named("dots between"), false, document, labels, 1);
  CHECK(MarkedLine(spans.document.text, spans.document.annotations, labels) ==
        "[person_name|Iva] is [religion:third|S.i.k.h], not {race:none|red}");
  CHECK(spans.is_rewritten == std::vector<bool>{false, true, false});
  const EvadedDocument all = Evade(Named("dots between"), true, document, labels, 1);
  CHECK(MarkedLine(all.document.text, all.document.annotations, labels) ==
        "[person_name|I.v.a] i.s [religion:third|S.i.k.h], n.o.t {race:none|r.e.d}");
  CHECK(all.is_rewritten == std::vector<bool>{false, true, false});
  const EvadedDocument token = Evade(Named("base64"), true, document, labels, 1);
  CHECK(token.document.annotations[1].span.size() == token.document.text.size());
  const LabelledDocument number = Document("call [phone_number|202-555-0142]");
  CHECK(Evade(Named("native digits"), false, number, labels, 1).is_rewritten[0]);
  CHECK_FALSE(Evade(Named("mixed case"), false, number, labels, 1).is_rewritten[0]);
}

TEST_CASE("What an evasion cannot change does not count") {
  const EvadedDocument evaded =
      Evade(Named("full-width"), true, Document("er is [religion:third|教徒]"), TestLabels(), 1);
  CHECK_FALSE(evaded.is_rewritten[0]);
}

}  // namespace
}  // namespace sunder::evaluation
