#include "scanner/second_look/second_look.h"

#include <catch2/catch.hpp>
#include <string>

namespace sunder::scanner {
namespace {

const RuleSet& Rules() {
  static const std::unique_ptr<const RuleSet> rules = [] {
    auto loaded = LoadRuleSet({SUNDER_SOURCE_DIR "/patterns"}, {"union_membership"});
    INFO(loaded.status().message());
    REQUIRE(loaded.ok());
    return std::move(loaded).value();
  }();
  return *rules;
}

const SecondLook& Shipped() {
  static const std::unique_ptr<const SecondLook> look = [] {
    const auto proxies = LoadProxyPhrases({SUNDER_SOURCE_DIR "/patterns"}, Rules().labels);
    INFO((proxies.ok() ? "" : proxies.status().message()));
    REQUIRE(proxies.ok());
    REQUIRE(proxies->size() > 500);
    return NewSecondLook(Rules(), *proxies);
  }();
  return *look;
}

Objection Alone(std::string_view text) { return Shipped().Look(text, {}); }
Objection Left(std::string_view text, std::string_view removed = "zoroastrian") {
  return Shipped().Look(text, {&removed, 1});
}

TEST_CASE("A term in disguise withholds any text") {
  const char* text =
      GENERATE("The note says mu\u0455l\u0456m.", "The note says c4th0lic.",
               "It says m u s l i m there.", "It says J-e-w-i-s-h there.", "It says luth.eran.",
               "Seen: %6D%75slim", "Seen: bXVzbGltcw==", "Seen: \\u006duslim",
               "m\u0336u\u0336s\u0336l\u0336i\u0336m", "&#109;&#117;slim");
  INFO(text);
  CHECK(Alone(text) == Objection::kDisguised);
  CHECK(Left(text) == Objection::kDisguised);
}

TEST_CASE("Ordinary texts pass") {
  const char* text = GENERATE(
      "She called about the invoice of May 2024 and paid 45.10 in cash.",
      "The Catholic church in Ulm was restored in 1998.", "Er hat am Montag angerufen.",
      "İYİ Parti kurultayı ertelendi.", "□ греко-католик □ атеїст",
      "Order AB-4711-X, batch 5S7, 30 % off, see https://example.com/a%20b?c=1&d=2",
      "Le client a rappelé à 14h30; il souhaite un devis.", "Room B-12, key 0815, wifi c0ffee");
  INFO(text);
  CHECK(Alone(text) == Objection::kNone);
}

TEST_CASE("Where something was removed, it must not stand there once more") {
  CHECK(Left("Her black coat was left here.", "Black") == Objection::kRemoved);
  CHECK(Left("The order is on its way.", "Black") == Objection::kNone);
  CHECK(Left("Code W on the form.", "W") == Objection::kNone);
}

TEST_CASE("Where something was removed, a statement in plain words withholds") {
  CHECK(Left("She is a Catholic.") == Objection::kStatement);
  CHECK(Left("Her son became a practising Catholic.") == Objection::kStatement);
  CHECK(Left("Sie ist katholisch.") == Objection::kStatement);
  CHECK(Left("She painted the Catholic school in March.") == Objection::kNone);
  CHECK(Left("The Catholic church in Ulm was restored.") == Objection::kNone);
  CHECK(Left("She paid. The Catholic church in Ulm was restored.") == Objection::kNone);
  CHECK(Alone("She is a Catholic.") == Objection::kNone);  // the judge's own business
}

TEST_CASE("A proxy withholds beside a person of its language, and is nothing alone") {
  CHECK(Alone("He asked for a halal meal.") == Objection::kProxy);
  CHECK(Alone("The canteen offers a halal meal.") == Objection::kNone);
  CHECK(Alone("Keeps kosher, call after six.") == Objection::kProxy);
  CHECK(Alone("Zahlt Kirchensteuer, Klasse III.") == Objection::kProxy);
  CHECK(Alone("Die Kirchensteuer steigt im neuen Jahr.") == Objection::kNone);
  CHECK(Alone("Il est marié avec un homme.") == Objection::kProxy);
  CHECK(Alone("Ella va a misa los domingos.") == Objection::kProxy);
  CHECK(Alone("Unito civilmente dal 2018.") == Objection::kProxy);
  CHECK(Alone("Hij wil tijdens de ramadan later komen.") == Objection::kProxy);
  CHECK(Alone("Ona prosi o jedzenie halal.") == Objection::kProxy);
  CHECK(Alone("Ele paga o dízimo todos os meses.") == Objection::kProxy);
  CHECK(Alone("Union dues were raised in May.") == Objection::kNone);
  CHECK(Alone("Please stop taking union dues from her pay.") == Objection::kProxy);
}

TEST_CASE("Lists of proxies name a special category and a language") {
  LabelCatalog labels;
  CHECK_FALSE(LoadProxyPhrases({SUNDER_SOURCE_DIR "/patterns"}, labels).ok());
  const auto none = LoadProxyPhrases({SUNDER_SOURCE_DIR "/docs"}, labels);
  REQUIRE(none.ok());
  CHECK(none->empty());
}

}  // namespace
}  // namespace sunder::scanner
