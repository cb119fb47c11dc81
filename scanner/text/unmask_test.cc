#include "scanner/text/unmask.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <ctime>
#include <set>
#include <string>
#include <vector>

namespace sunder::scanner {
namespace {

struct MaskCase {
  std::string masked;
  std::string plain;
};

bool Reads(const std::string& masked, const std::string& plain) {
  const std::vector<UnmaskedText> readings = Unmask(masked);
  return std::any_of(readings.begin(), readings.end(),
                     [&](const UnmaskedText& reading) { return reading.text == plain; });
}

void Check(const std::vector<MaskCase>& cases) {
  for (const MaskCase& test : cases) {
    std::string shown;
    for (const UnmaskedText& reading : Unmask(test.masked)) shown += "[" + reading.text + "]";
    CAPTURE(test.masked, test.plain, shown);
    CHECK(MayBeMasked(test.masked));
    CHECK(Reads(test.masked, test.plain));
  }
}

}  // namespace

TEST_CASE("letters that cannot be seen, styled letters and marks go") {
  Check({
      {"Mus\u200Blim", "Muslim"},
      {"M\u00ADu\u2060s\u202El\u202Cim", "Muslim"},
      {"\uFF2D\uFF55\uFF53\uFF4C\uFF49\uFF4D", "Muslim"},
      {"\U0001D40C\U0001D42E\U0001D42C\U0001D425\U0001D422\U0001D426", "Muslim"},
      {"\u24C2\u24E4\u24E2\u24DB\u24D8\u24DC", "Muslim"},
      {"\U0001F15C\U0001F164\U0001F162\U0001F15B\U0001F158\U0001F15C", "MUSLIM"},
      {"\U0001F1F2\U0001F1FA\U0001F1F8\U0001F1F1\U0001F1EE\U0001F1F2", "MUSLIM"},
      {"\u1D0D\u1D1C\uA731\u029F\u026A\u1D0D", "muslim"},
      {"M\u0336u\u0336s\u0336l\u0336i\u0336m\u0336", "Muslim"},
      {"M\u0308\u00FCs\u0308l\u0308\u00EFm\u0308", "Muslim"},
      {"\u1E3E\u00FA\u015B\u013A\u00ED\u1E3F", "Muslim"},
      {"HR\u0130ST\u0130YAN", "HRISTIYAN"},
      {"Musl\u0131m", "Muslim"},
      {"\u0645\u064F\u0633\u0652\u0644\u0650\u0645", "\u0645\u0633\u0644\u0645"},
      {"\u05D9\u05B0\u05D4\u05D5\u05BC\u05D3\u05B4\u05D9", "\u05D9\u05D4\u05D5\u05D3\u05D9"},
      {"\u043C\u0443\u0441\u0443\u043B\u044C\u043C\u0430\u0301\u043D\u0438\u043D",
       "\u043C\u0443\u0441\u0443\u043B\u044C\u043C\u0430\u043D\u0438\u043D"},
  });
}

TEST_CASE("letters of other scripts become those of the word's own") {
  Check({
      {"\u041Cuslim", "Muslim"},
      {"\u041Cusl\u0456m", "Muslim"},
      {"She is J\u0435w\u0456sh", "She is Jewish"},
      {"She is \u0410s\u0456\u0430n", "She is Asian"},
      {"C\u03B1th\u03BFlic", "Catholic"},
      // Whole words of look-alikes between Latin words.
      {"he \u0456\u0455 a Muslim", "he is a Muslim"},
      // Latin letters in a Cyrillic and in a Greek word.
      {"\u043Ca\u0442ep\u0438\u0430\u043B", "\u043C\u0430\u0442\u0435\u0440\u0438\u0430\u043B"},
      {"\u03C7\u03C1\u03B9\u03C3\u03C4\u03B9\u03B1v\u03CC\u03C2",
       "\u03C7\u03C1\u03B9\u03C3\u03C4\u03B9\u03B1\u03BD\u03CC\u03C2"},
  });
}

TEST_CASE("digits and signs for letters, letters apart, letters repeated") {
  Check({
      {"Musl1m", "Muslim"},
      {"!r4n!@n", "Iranian"},
      {"a n a t i o n a l i s t", "a nationalist"},
      {"s-h-e i-s a M-u-s-l-i-m", "she is a Muslim"},
      {"\u0433-\u0440-\u0443-\u0437-\u0438-\u043D", "\u0433\u0440\u0443\u0437\u0438\u043D"},
      {"\u5929-\u4E3B-\u6559-\u5F92", "\u5929\u4E3B\u6559\u5F92"},
      {"\u5929 \u4E3B \u6559 \u5F92", "\u5929\u4E3B\u6559\u5F92"},
      {"mUsLiM", "Muslim"},
      {"is uKiP now", "is UKIP now"},
      {"07700~900316", "07700 900316"},
      {"604 . 555 . 0147, 0113_496_0227", "604-555-0147, 0113 496 0227"},
      {"mu5l1m", "muslim"},
      {"She is a Mus1im.", "She is a Muslim."},
      {"h0m0s3xual", "homosexual"},
      {"H15PANIC", "HISPANIC"},
      {"c@tholic", "catholic"},
      {"She is a c@tholic.", "She is a catholic."},
      {"Musl!m", "Muslim"},
      {"Mus|im", "Muslim"},
      {"a7heist", "atheist"},
      {"g4y", "gay"},
      {"5hiite", "Shiite"},
      {"Jew$", "Jews"},
      {"M u s l i m", "Muslim"},
      {"M-u-s-l-i-m", "Muslim"},
      {"M.u.s.l.i.m", "Muslim"},
      {"M*u*s*l*i*m", "Muslim"},
      {"M  u  s  l  i  m", "Muslim"},
      {"M\u00B7u\u00B7s\u00B7l\u00B7i\u00B7m", "Muslim"},
      {"M u 5 l 1 m", "Muslim"},
      {"She is a M u s l i m woman", "She is a Muslim woman"},
      {"she is a m u s l i m woman", "she is a muslim woman"},
      {"a s i a n", "asian"},
      {"S h e   i s   a   M u s l i m", "She is a Muslim"},
      {"I a m a M u s l i m", "I am a Muslim"},
      {"Muuuslim", "Muslim"},
      {"Jeeeewish", "Jewish"},
      {"4111_1111_1111_1111", "4111 1111 1111 1111"},
      {"card 4111.1111.1111.1111", "card 4111 1111 1111 1111"},
      {"078/05/1120", "078-05-1120"},
      {"4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1", "4111111111111111"},
  });
}

TEST_CASE("escapes, two layers deep") {
  Check({
      {"&#77;&#117;&#115;&#108;&#105;&#109;", "Muslim"},
      {"&#77&#117&#115&#108&#105&#109", "Muslim"},
      {"&#x4D;uslim", "Muslim"},
      {"&#0000000077;uslim", "Muslim"},
      {"&amp;#77;uslim", "Muslim"},
      {"Mu&ZeroWidthSpace;s&shy;lim&nbsp;woman", "Muslim woman"},
      {"%4D%75slim", "Muslim"},
      {"%254Duslim", "Muslim"},
      {"/join?mail=ada.lind%40example.org&step=2", "/join?mail=ada.lind@example.org&step=2"},
      {"caf%C3%A9", "caf\u00E9"},
      {"/search?q=I+am+a+Muslim", "/search?q=I am a Muslim"},
      {"\\u004Duslim", "Muslim"},
      {"\\\\u004duslim", "Muslim"},
      {"\\x4D\\x75slim", "Muslim"},
      {"\\xC3\\xA9t\\xC3\\xA9", "\u00E9t\u00E9"},
      {"\\x{4D}uslim", "Muslim"},
      {"\\u{4D}uslim", "Muslim"},
      {"=4D=75=73lim", "Muslim"},
      {"U2hlIGlzIGEgTXVzbGltIHdvbWFuLg==", "She is a Muslim woman."},
      {"note: U2hlIGlzIGEgTXVzbGltIHdvbWFuLg", "note: She is a Muslim woman."},
      {"bWFyaWFAZXhhbXBsZS5jb20=", "maria@example.com"},
  });
}

TEST_CASE("ordinary texts are not looked at") {
  const std::vector<std::string> kPlain = {
      "",
      "She is a Muslim woman and lives in Springfield.",
      "Maria Lopez",
      "2024-01-02T03:04:05.678Z INFO user=ada took 12ms status=200 bytes=1234",
      "maria@example.com",
      "https://example.com/a/b?c=d&e=f",
      "for (int i = 0; i < n; ++i) { a[i] = b[i] + c; }",
      "const std::vector<std::string> kNames = {\"x\", \"y\"};",
      "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
      "d41d8cd98f00b204e9800998ecf8427e",
      "B2B",
      "H2O",
      "mp3",
      "Windows10",
      "4th of July, 10am, 500mg, 8bit, 3rd-party",
      "12/05/2024",
      "192.168.100.200",
      "078-05-1120",
      "4111 1111 1111 1111",
      "+1 202 555 0143",
      "202-555-0143",
      "51.507351,-0.127758",
      "AB12 CDE",
      "www.example.com",
      "Chapter VIII",
      "J. R. R. Example",
      "a, b, c, d",
      "R&D, AT&T, Q&A",
      "100% of 20% off",
      "at 50 %40 is",
      "C:\\users\\ada",
      "caf\u00E9 na\u00EFve \u00FCber Stra\u00DFe",
      "\u043E\u043D\u0430 \u0438\u0437 \u041C\u043E\u0441\u043A\u0432\u044B",
      "\u03B5\u03BB\u03BB\u03B7\u03BD\u03B9\u03BA\u03AC",
      "nghi\u1EC5n c\u1EE9u Vi\u1EC7t Nam",
      "10 \u00B5m",
      "\u0E01\u0E32\u0E23",
      "iVBORw0KGgoAAAANSUhEUgAAAAUAAAAFCAYAAACNbyblAAAAHElEQVQI12P4",
      "\u0939\u093F\u0928\u094D\u0926\u0942",
      "\u0645\u0633\u0644\u0645",
      "internationalization",
      "getElementsByTagName",
  };
  for (const std::string& text : kPlain) {
    CAPTURE(text);
    CHECK_FALSE(MayBeMasked(text));
  }
}

TEST_CASE("octets in hexadecimal are no words, whatever stands beside them") {
  Check({{"9f:b1:87:29 and m0sL1m", "9f:b1:87:29 and mosLim"}});
}

TEST_CASE("what random case brings to light is no plain shape") {
  // The quick look at the text sees the case alone, which no shape shows; what is undone is more.
  for (const std::string shape : {"ba@@rdr", "mu$$lim", "paint m.e th.e"}) {
    CAPTURE(shape);
    CHECK((Unmask(shape).empty() || ShapeMayBeMasked(shape)));
  }
  CHECK(ShapeMayBeMasked("ba@@rdr"));
  for (const std::string shape : {"green paint", "paint, green", "00 green street", "ann o'hare"}) {
    CAPTURE(shape);
    CHECK_FALSE(ShapeMayBeMasked(shape));
  }
}

TEST_CASE("a word of one script stays as it is") {
  for (const std::string text : {
           "\u0430\u043E\u0440\u0442\u0430 \u0438 \u0441\u0435\u0440\u0434\u0446\u0435",
           "\u0441\u043E\u043D",
           "\u03B1\u03C5\u03C4\u03CC",
           "d41d8cd98f00b204e9800998ecf8427e",
           "\u65E5\u672C\u8A9E ABC",
           "maria@example.com",
       }) {
    CAPTURE(text);
    for (const UnmaskedText& reading : Unmask(text)) CHECK(reading.text == text);
  }
}

TEST_CASE("spans lead back to the original") {
  struct SpanCase {
    std::string masked;
    std::string found;
    std::string original;
  };
  const std::vector<SpanCase> kCases = {
      {"is a Mus\u200Blim now", "Muslim", "Mus\u200Blim"},
      {"is a M u s l i m now", "Muslim", "M u s l i m"},
      {"is a %4D%75slim now", "Muslim", "%4D%75slim"},
      {"is a &#77;uslim now", "Muslim", "&#77;uslim"},
      {"is a Musl1m now", "Muslim", "Musl1m"},
      {"is a \u041Cuslim now", "Muslim", "\u041Cuslim"},
      {"is a M\u0336uslim now", "now", "now"},
      {"a Muslim, c@tholic", "Muslim", "Muslim"},
      {"U2hlIGlzIGEgTXVzbGltIHdvbWFuLg==", "Muslim", "TXVzbGlt"},
  };
  for (const SpanCase& test : kCases) {
    CAPTURE(test.masked);
    const std::vector<UnmaskedText> readings = Unmask(test.masked);
    REQUIRE_FALSE(readings.empty());
    const size_t at = readings[0].text.find(test.found);
    REQUIRE(at != std::string::npos);
    const Span span = readings[0].Original(
        {static_cast<uint32_t>(at), static_cast<uint32_t>(at + test.found.size())});
    CHECK(test.masked.substr(span.begin, span.size()) == test.original);
  }
}

TEST_CASE("a text has up to three readings, each another") {
  const std::string masked = "Jew$ M u 5 l 1 m  S h e   i s Muuuslim";
  std::set<std::string> texts = {masked};
  for (const UnmaskedText& reading : Unmask(masked)) texts.insert(reading.text);
  CHECK(texts.size() == 4);
  CHECK(Unmask(masked).size() == 3);
}

TEST_CASE("what is wrong UTF-8 has no readings") {
  CHECK(Unmask("Musl1m \xFF").empty());
  CHECK_FALSE(MayBeMasked("\xFF\xFE"));
}

// Sanitizers make the program some five times slower.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr std::clock_t kSecondsMax = 10;
#else
constexpr std::clock_t kSecondsMax = 2;
#endif

TEST_CASE("time grows with the size of the text") {
  const std::vector<std::string> kPieces = {
      "a+",  "b1 ", "a@b",  "Ab1/",    "a 1 ",     "1 ",  "12 1 ",  "a4",     "&#",    "%4",
      "\\x", "=4D", "TXVz", "a\u0301", "\u0430a ", "aaa", "\u0301", "M u s ", "\u200B"};
  for (const std::string& piece : kPieces) {
    CAPTURE(piece);
    std::string text;
    while (text.size() < 256 * 1024) text += piece;
    // The processor's time: others may load the machine.
    const std::clock_t start = std::clock();
    (void)MayBeMasked(text);
    (void)Unmask(text);
    CHECK(std::clock() - start < kSecondsMax * CLOCKS_PER_SEC);
  }
}

}  // namespace sunder::scanner
