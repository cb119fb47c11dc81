#include "segregation/drop_sentences.h"

#include <catch2/catch.hpp>

#include "segregation/fake_judge.h"
#include "segregation/segregator.h"

namespace sunder::segregation {
namespace {

struct Dropper {
  FakeWorld world;
  Policy policy;
  FakeJudge judge{world};
  const SecondLook* second_look = nullptr;
  std::vector<StatedValue> stated;

  std::optional<std::string> Drop(std::string_view text) {
    stated.clear();
    Result<std::optional<std::string>> rest =
        DropSentences(text, "notes", policy, world.labels, judge, second_look, &stated);
    REQUIRE(rest.ok());
    return *rest;
  }
};

constexpr char kFirst[] = "The customer called about the last invoice.";
constexpr char kLast[] = "Please send a copy of it by post.";

TEST_CASE("A sentence leaves without a trace, wherever it stands") {
  Dropper dropper;
  const std::string first = kFirst;
  const std::string last = kLast;
  CHECK(dropper.Drop(first + " She is Catholic. " + last) == first + " " + last);
  CHECK(dropper.Drop("She is Catholic. " + first + " " + last) == first + " " + last);
  CHECK(dropper.Drop(first + " " + last + " She is Catholic.") == first + " " + last);
  CHECK(dropper.Drop(first + " She is Catholic. He is Sikh. " + last) == first + " " + last);
  REQUIRE(dropper.stated.size() == 2);
  CHECK(dropper.stated[0].value == dropper.world.catholic);
  CHECK(dropper.stated[1].value == dropper.world.sikh);
}

TEST_CASE("Texts without a personal finding stay byte for byte") {
  Dropper dropper;
  const std::string text = "  Two  blanks. Catholic churches were discussed at length today. ";
  CHECK(dropper.Drop(text) == text);
  CHECK(dropper.stated.empty());
  CHECK(dropper.Drop("") == std::string());
}

TEST_CASE("Paragraphs stay apart and no blank doubles at a seam") {
  Dropper dropper;
  const std::string first = kFirst;
  const std::string last = kLast;
  CHECK(dropper.Drop(first + "  She is Catholic. \n\n" + last) == first + "\n\n" + last);
  CHECK(dropper.Drop(first + "\n\n He is Sikh.  " + last).value().find("   ") == std::string::npos);
}

TEST_CASE("What cannot be taken apart is withheld whole, and its values are stated") {
  Dropper dropper;
  SECTION("a short text") {
    CHECK_FALSE(dropper.Drop("Ms Sample is Catholic. Call.").has_value());
    CHECK(dropper.stated.size() == 1);
  }
  SECTION("one sentence only") {
    CHECK_FALSE(dropper.Drop("The person who called us about the invoice is Catholic").has_value());
    CHECK(dropper.stated.size() == 1);
  }
  SECTION("more statements than the policy allows") {
    const std::string many = "She is Catholic. He is Sikh. Their son is Lutheran. ";
    CHECK_FALSE(dropper.Drop(many + kFirst + " " + kLast).has_value());
    CHECK(dropper.stated.size() == 3);
    dropper.policy.spans_max = 3;
    CHECK(dropper.Drop(many + kFirst + " " + kLast) == std::string(kFirst) + " " + kLast);
  }
  SECTION("what is left states something when it is judged again") {
    dropper.judge.appears_without = "Catholic";
    dropper.judge.appearing_word = "Asian";
    const std::string text = std::string(kFirst) + " She is Catholic. The caller is Asian maybe.";
    CHECK_FALSE(dropper.Drop(text).has_value());
    REQUIRE(dropper.stated.size() == 2);
    CHECK(dropper.stated[1].value == dropper.world.asian);
  }
}

// Objects to a word, and tells what it was asked.
class FakeSecondLook final : public SecondLook {
 public:
  Objection Look(std::string_view text, std::span<const std::string_view> removed) const override {
    seen.emplace_back(text);
    for (const std::string_view word : removed) seen.emplace_back(word);
    return text.find("chapel") == std::string_view::npos ? Objection::kNone : Objection::kStatement;
  }
  mutable std::vector<std::string> seen;
};

TEST_CASE("A second look at what is left withholds it, and sees what was removed") {
  Dropper dropper;
  FakeSecondLook second_look;
  dropper.second_look = &second_look;
  const std::string clean = std::string(kFirst) + " " + kLast;
  CHECK(dropper.Drop(std::string(kFirst) + " She is Catholic. " + kLast) == clean);
  CHECK(second_look.seen == std::vector<std::string>{clean, "Catholic"});
  CHECK_FALSE(
      dropper.Drop(std::string(kFirst) + " She is Catholic. The chapel is closed.").has_value());
  CHECK_FALSE(dropper.Drop("The chapel is closed today, as it was last week.").has_value());
  CHECK(dropper.Drop(clean) == clean);
}

TEST_CASE("Only the words leave where that is asked for") {
  Dropper dropper;
  const std::string text = std::string(kFirst) + " She is Catholic and lives alone. " + kLast;
  std::vector<Finding> findings;
  const JudgedCell cell{text, "notes"};
  REQUIRE(dropper.judge.JudgeCells({&cell, 1}, &findings).ok());
  const Result<std::optional<std::string>> rest =
      DropFoundSentences(text, "notes", findings, dropper.policy, Route::kRedactSpans,
                         dropper.world.labels, dropper.judge, nullptr, &dropper.stated);
  REQUIRE(rest.ok());
  CHECK(*rest == std::string(kFirst) + " She is and lives alone. " + kLast);
  const std::string at_the_end = std::string(kFirst) + " She is Catholic. " + kLast;
  findings.clear();
  const JudgedCell other{at_the_end, "notes"};
  REQUIRE(dropper.judge.JudgeCells({&other, 1}, &findings).ok());
  const Result<std::optional<std::string>> end =
      DropFoundSentences(at_the_end, "notes", findings, dropper.policy, Route::kRedactSpans,
                         dropper.world.labels, dropper.judge, nullptr, &dropper.stated);
  REQUIRE(end.ok());
  CHECK(*end == std::string(kFirst) + " She is. " + kLast);
}

TEST_CASE("A doubtful statement withholds its text") {
  Dropper dropper;
  const std::string text = std::string(kFirst) + " She is Catholic. " + kLast;
  dropper.policy.confidence_min = 0.95;  // the fake judge says 0.9
  CHECK_FALSE(dropper.Drop(text).has_value());
  CHECK(dropper.stated.size() == 1);
  dropper.policy.confidence_min = 0.85;
  CHECK(dropper.Drop(text).has_value());
}

TEST_CASE("The length that counts is in characters, not in bytes") {
  Dropper dropper;
  dropper.policy.short_text_size_chars = 40;
  // 39 characters, 41 bytes.
  CHECK_FALSE(dropper.Drop("Er zahlt später. Sie is Catholic. Güte.").has_value());
  dropper.policy.short_text_size_chars = 39;
  CHECK(dropper.Drop("Er zahlt später. Sie is Catholic. Güte.") ==
        std::string("Er zahlt später. Güte."));
}

}  // namespace
}  // namespace sunder::segregation
