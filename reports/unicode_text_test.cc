#include "reports/unicode_text.h"

#include <catch2/catch.hpp>

namespace sunder::reports {

TEST_CASE("shown text spells out what would steer a terminal") {
  CHECK(ShownText("plain") == "plain");
  CHECK(ShownText("a\x1b[31mb\n") == "a\\x1B[31mb\\x0A");
  CHECK(ShownText("x\u202Ey") == "x\\u202Ey");
  CHECK(ShownText("\u0085") == "\\x85");
  CHECK(ShownText("Zür\u00e9") == "Zür\u00e9");
}

TEST_CASE("broken UTF-8 becomes replacement characters") {
  CHECK(ShownText("a\xff"
                  "b") ==
        "a\uFFFD"
        "b");
  CHECK(ShownText("\xc3") == "\uFFFD");
  CHECK(ShownText("\xc0\xaf") == "\uFFFD\uFFFD");                          // overlong
  CHECK(ShownText("\xed\xa0\x80") == "\uFFFD\uFFFD\uFFFD");                // surrogate
  CHECK(ShownText("\xf4\x90\x80\x80").find('\xf4') == std::string::npos);  // over U+10FFFF
  CHECK(ShownText("\xf0\x9f\x98\x80") == "\U0001F600");
}

TEST_CASE("UTF-8 of every length comes back") {
  for (const char32_t value : {U'A', U'\u00e9', U'\u4e2d', U'\U0001F600'}) {
    std::string text;
    AppendUtf8(value, &text);
    const CodePoint decoded = DecodeCodePoint(text, 0);
    CHECK(decoded.value == value);
    CHECK(decoded.size_bytes == text.size());
    CHECK(decoded.is_valid);
  }
}

TEST_CASE("display width counts columns, not bytes") {
  CHECK(DisplayWidth("abc") == 3);
  CHECK(DisplayWidth("\u00e9") == 1);
  CHECK(DisplayWidth("e\u0301") == 1);
  CHECK(DisplayWidth("宗教") == 4);
  CHECK(DisplayWidth("\U0001F600") == 2);
  CHECK(PadRight("宗教", 6) == "宗教  ");
  CHECK(PadLeft("7", 3) == "  7");
  CHECK(PadLeft("1234", 3) == "1234");
}

TEST_CASE("clipping keeps both ends and whole characters") {
  CHECK(Clip("short", 8) == "short");
  CHECK(Clip("abcdefghijklmnop", 11) == "abcd...mnop");
  const std::string wide = Clip("宗教宗教宗教宗教", 9);
  CHECK(DisplayWidth(wide) <= 9);
  CHECK(ShownText(wide) == wide);
}

TEST_CASE("wrapping breaks at spaces and keeps long words") {
  CHECK(Wrap("one two three", 7) == std::vector<std::string>{"one two", "three"});
  CHECK(Wrap("abcdefghij k", 4) == std::vector<std::string>{"abcdefghij", "k"});
  CHECK(Wrap("", 10).empty());
  CHECK(Wrap("   ", 10).empty());
}

}  // namespace sunder::reports
