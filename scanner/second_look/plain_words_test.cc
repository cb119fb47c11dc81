#include "scanner/second_look/plain_words.h"

#include <catch2/catch.hpp>

#include "scanner/second_look/decode.h"
#include "scanner/second_look/disguises.h"

namespace sunder::scanner::second_look {
namespace {

std::vector<std::string> Words(std::string_view text) {
  std::vector<std::string> texts;
  for (const PlainWord& word : PlainWords(text)) texts.push_back(word.text);
  return texts;
}

bool HasReading(std::string_view text, const std::string& reading) {
  const std::vector<std::string> readings = DisguisedReadings(text);
  return std::find(readings.begin(), readings.end(), reading) != readings.end();
}

TEST_CASE("Words are folded, without accents, signs and what cannot be seen") {
  using Texts = std::vector<std::string>;
  CHECK(Words("She is CATHOLIC, born-again.") == Texts{"she", "is", "catholic", "born", "again"});
  CHECK(Words("Católica Straße Łódź ﬁne") == Texts{"catolica", "strasse", "lodz", "fine"});
  CHECK(Words("Mus\u200Blim c\u00ADatholic") == Texts{"muslim", "catholic"});
  CHECK(Words("Ｍｕｓｌｉｍ 𝐣𝐞𝐰𝐢𝐬𝐡") == Texts{"muslim", "jewish"});
  CHECK(Words("مُسْلِم") == Texts{"مسلم"});
  CHECK(Words("हिन्दू") == Texts{"हिन्दू"});
  CHECK(Words("").empty());
  CHECK(Words("\xFF\xFE").empty());
}

TEST_CASE("Marks piled on letters are odd, accents are not") {
  CHECK(PlainWords("m\u0336u\u0336slim").front().is_odd);
  CHECK(PlainWords("m\u0336uslim").front().text == "muslim");
  CHECK_FALSE(PlainWords("catho\u0301lic").front().is_odd);
}

TEST_CASE("Sentences have numbers of their own") {
  const std::vector<PlainWord> words = PlainWords("Paid 3.5 today. He called!\nGut. 好。他");
  const auto sentence = [&](std::string_view text) {
    for (const PlainWord& word : words) {
      if (word.text == text) return word.sentence;
    }
    return uint32_t{99};
  };
  CHECK(sentence("paid") == sentence("today"));
  CHECK(sentence("5") == sentence("today"));
  CHECK(sentence("he") != sentence("today"));
  CHECK(sentence("gut") != sentence("called"));
  CHECK(sentence("他") != sentence("好"));
}

TEST_CASE("Escapes and base64 are decoded, two layers deep; the rest stays") {
  CHECK(Decoded("cat&#104;&#x6F;lic &amp; jewish") == "catholic & jewish");
  CHECK(Decoded("cat&oacute;lica") == "catolica");
  CHECK(Decoded("\\u006d\\u0075slim") == "muslim");
  CHECK(Decoded("%6Duslim%20aid") == "muslim aid");
  CHECK(Decoded("%256Duslim") == "muslim");
  CHECK(Decoded("note c2hlIGlzIG11c2xpbQ== end") == "note she is muslim end");
  CHECK(Decoded("bXVzbGltcw==") == "muslims");
  const std::string plain = "Order 12345678 & 50 % off; C:\\dir, AAAAAAAAAAAA, internationally";
  CHECK(Decoded(plain) == plain);
}

TEST_CASE("Disguises have readings, plain texts have none") {
  CHECK(HasReading("he is musl1m", "he is muslim"));
  CHECK(HasReading("he is c4tho1ic", "he is catholic"));
  CHECK(HasReading("he is m u s l i m now", "he is muslim now"));
  CHECK(HasReading("J.e.w.i.s.h", "Jewish"));
  CHECK(HasReading("a mus.lim", "a muslim"));
  CHECK(HasReading("са\u0442holi\u0441", "ca\u0442holic"));
  CHECK(HasReading("muѕlіm", "muslim"));
  CHECK(DisguisedReadings("She called about the invoice of May 2024, order 4711.").empty());
  CHECK(DisguisedReadings("Sie hat über die Rechnung gesprochen.").empty());
}

}  // namespace
}  // namespace sunder::scanner::second_look
