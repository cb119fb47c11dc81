// presence and evidence_text.
#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

std::string Replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("Markers fail") {
  const std::string marker =
      GENERATE("She is [RELIGION].", "He is <redacted> now.", "They are ***.", "{{race}} group",
               "(REDACTED) since", "of \xE2\x96\x88\xE2\x96\x88\xE2\x96\x88 descent",
               "[political affiliation]");
  TestStores stores;
  INFO(marker);
  stores.Write("identity/people.csv",
               Replaced(TestStores::People(), "Called about the bill.", marker));
  CHECK(stores.Verdict("presence") == AttackVerdict::kFailed);
}

TEST_CASE("Ordinary brackets and rulers are no markers") {
  const std::string text = GENERATE("See [1] and <b>bold</b>.", "(race) and (Removed) words",
                                    "*************************", "5 * 3 ** 2", "{\"a\": 1}");
  TestStores stores;
  INFO(text);
  stores.Write("identity/people.csv",
               Replaced(TestStores::People(), "Called about the bill.",
                        text.find('"') == std::string::npos ? text : "\"{\"\"a\"\": 1}\""));
  CHECK(stores.Verdict("presence") == AttackVerdict::kPassed);
}

TEST_CASE("A removed column that is still there fails") {
  TestStores stores;
  std::string people = Replaced(TestStores::People(), "email,name,notes\n", "");
  std::string widened = "email,name,notes,faith\n";
  for (const char c : people) widened += c == '\n' ? std::string(",\n") : std::string(1, c);
  stores.Write("identity/people.csv", widened);
  CHECK(stores.Verdict("presence") == AttackVerdict::kFailed);
  stores.input.claims.reset();
  CHECK(stores.Verdict("presence") == AttackVerdict::kUndecided);  // a column without any value
}

TEST_CASE("Emptied containers of JSON records fail") {
  TestStores stores;
  stores.Write("identity/people.jsonl",
               "{\"id\":\"a1\",\"profile\":{}}\n{\"id\":\"a2\",\"profile\":{\"x\":1}}\n");
  CHECK(stores.Verdict("presence") == AttackVerdict::kPassed);  // the source's own, for all we know
  stores.claims().identity.push_back({"people.jsonl", "", 2, "canonical"});
  stores.claims().fields.push_back(
      {"people.jsonl", "", "profile.faith", "religion", "segregate", "special"});
  CHECK(stores.Verdict("presence") == AttackVerdict::kFailed);
}

TEST_CASE("Stray blanks in a few texts are undecided, in all of them they are the source's") {
  TestStores stores;
  std::string people = TestStores::People();
  const bool is_everywhere = GENERATE(false, true);
  size_t at = 0;
  for (int i = 0; is_everywhere || i < 20; ++i) {
    at = people.find("about the", at + 1);
    if (at == std::string::npos) break;
    people.insert(at, " ");
    at += 2;
  }
  stores.Write("identity/people.csv", people);
  CHECK(stores.Verdict("presence") ==
        (is_everywhere ? AttackVerdict::kPassed : AttackVerdict::kUndecided));
}

TEST_CASE("Texts filled up with blanks are undecided, a fixed width is the source's") {
  TestStores stores;
  std::string people = TestStores::People();
  const bool is_fixed_width = GENERATE(false, true);
  size_t at = 0;
  for (size_t i = 0;; ++i) {
    at = people.find("the bill.\n", at + 1);
    if (at == std::string::npos) break;
    const std::string rest = "the bill" + std::string(i % 7, 's') + ".";
    const std::string blanks((is_fixed_width ? 27 : 20 + i % 5) - (i % 7), ' ');
    if (is_fixed_width || i % 3 == 0) people.replace(at, 9, rest + blanks);
  }
  stores.Write("identity/people.csv", people);
  CHECK(stores.Verdict("presence") ==
        (is_fixed_width ? AttackVerdict::kPassed : AttackVerdict::kUndecided));
}

TEST_CASE("Ellipses in brackets are undecided") {
  TestStores stores;
  std::string people = TestStores::People();
  const int count = GENERATE(2, 900);
  size_t at = 0;
  for (int i = 0; i < count; ++i) {
    at = people.find("the bill.\n", at + 1);
    people.insert(at + 9, " [...]");
  }
  stores.Write("identity/people.csv", people);
  CHECK(stores.Verdict("presence") ==
        (count == 2 ? AttackVerdict::kPassed : AttackVerdict::kUndecided));
}

TEST_CASE("Evidence that holds a person's value, a small count or a time fails") {
  const std::string text = GENERATE(
      "{\"reason\": \"as p000007@example.org asked\"}", "{\"object\": \"p000007@example.org.csv\"}",
      "{\"by\": \"Person Ofbb\"}", "{\"reason\": \"see Person Ofbb, who asked\"}",
      "{\"records\": 3}", "{\"at\": \"2024-01-01T13:45:10Z\"}", "{\"at\": \"2024-01-01 13:45\"}");
  TestStores stores;
  INFO(text);
  // A file name is split at punctuation like text, so it must not hide its value.
  stores.Write("identity/people.csv", Replaced(TestStores::People(), "email,", "email,") +
                                          "p000007@example.org.csv,x,y\n");
  stores.Write("evidence/evidence.json", text);
  CHECK(stores.Verdict("evidence_text") == AttackVerdict::kFailed);
}

TEST_CASE("A value in the name of an evidence file fails") {
  TestStores stores;
  stores.Write("evidence/p000007@example.org.json", "{}");
  stores.Write("identity/other.csv", "key\np000007@example.org.json\n");
  CHECK(stores.Verdict("evidence_text") == AttackVerdict::kFailed);
}

TEST_CASE("Counts, hashes, the day and labels of the evidence are no leak") {
  TestStores stores;
  stores.claims().rules_hash = "0123456789abcdef";
  stores.claims().categories[0].cells[1].value = "Roman Catholic";
  stores.Write("evidence/evidence.json",
               "{\"records\": 123456, \"k\": 11, \"quarantine_files\": 1, \"day\": "
               "\"2024-01-01\", \"rules\": \"0123456789abcdef\", \"v\": \"Roman Catholic\"}");
  stores.Write("identity/other.csv",
               "a,b,c,d\n123456,2024-01-01,0123456789abcdef,Roman Catholic\n");
  CHECK(stores.Verdict("evidence_text") == AttackVerdict::kPassed);
}

}  // namespace
}  // namespace sunder::verifier
