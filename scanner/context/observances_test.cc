// Holy days, rites and laws of food, judged with the shipped rules: whose they are, and nobody's.
#include <catch2/catch.hpp>

#include "scanner/context/shipped_judge.h"

namespace sunder::scanner {
namespace {

const char* const kKept[] = {
    "Leonora is off for Rosh Hashanah on Monday.",
    "It's Ekadashi for me today, no lunch please.",
    "Gideon cannot work on Shabbat.",
    "Our nephew attends Jumu'ah near the depot.",
    "Wir essen koscher und haben zwei Spülen.",
    "Ignacio respeta el sábado judío.",
    "Nous mangeons casher à la maison.",
    "Ruth's bat mitzvah is in June.",
    "Я соблюдаю кашрут.",
};

const char* const kOfNobody[] = {
    "Happy Diwali to all our customers!",
    "Do you observe Ramadan?",
    "Sales rise during Ramadan.",
    "The bank is closed for Yom Kippur.",
    "The Diwali menu runs until Wednesday.",
    "Leonora is off on Monday, not because of Rosh Hashanah.",
    "Kosher salt is sold out.",
    "Beatriz diseña carteles por Pésaj.",
    "Ramadan",
};

}  // namespace

TEST_CASE("a holy day tells a faith where somebody in particular keeps it") {
  const ShippedJudge judge;
  for (const char* text : kKept) {
    CAPTURE(text);
    CHECK(judge.Tells(text, "religion"));
  }
  for (const char* text : kOfNobody) {
    CAPTURE(text);
    CHECK_FALSE(judge.Tells(text, "religion"));
  }
}

}  // namespace sunder::scanner
