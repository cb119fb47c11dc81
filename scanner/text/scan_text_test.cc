#include "scanner/text/scan_text.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

namespace sunder::scanner {
namespace {

std::string FoldOf(std::string_view text) { return Fold(text).value(); }

// The original bytes that the one occurrence of `needle` in the folded text came from.
std::string OriginalOf(std::string_view text, std::string_view needle) {
  ScanText scan_text;
  REQUIRE(scan_text.Append("before\xC3\x9F").ok());
  REQUIRE(scan_text.Append(text).ok());
  const size_t at = scan_text.CellTextFolded(1).find(needle);
  REQUIRE(at != std::string_view::npos);
  const Span span = scan_text.OriginalSpan(
      1, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + needle.size())});
  return std::string(text.substr(span.begin, span.size()));
}

TEST_CASE("ASCII is folded to lower case, eight bytes at a time and in the rest") {
  CHECK(FoldOf("") == "");
  CHECK(FoldOf("Ab") == "ab");
  CHECK(FoldOf("ABCDEFGHIJKLMNOPQRSTUVWXYZ@[`{09/:") == "abcdefghijklmnopqrstuvwxyz@[`{09/:");
  std::string all;
  for (char c = 1; c < 0x7F; ++c) all.push_back(c);
  const std::string folded = FoldOf(all);
  REQUIRE(folded.size() == all.size());
  for (size_t at = 0; at < all.size(); ++at) {
    const char c = all[at];
    const char expected =
        c == kCellSeparator ? ' ' : static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c);
    CHECK(folded[at] == expected);
  }
}

TEST_CASE("The shape folds digits to 0 and nothing else") {
  ScanText text;
  REQUIRE(text.Append("Card 4111-1111/9:;\xC3\xA9\xC2\xB9 \xEF\xBC\x95").ok());
  CHECK(text.shape() ==
        "card 0000-0000/0:;\xC3\xA9"
        "0 0");
  CHECK(text.text() ==
        "card 4111-1111/9:;\xC3\xA9"
        "1 5");
}

TEST_CASE("The shape has one kind of space") {
  std::string all;
  for (int c = 1; c < 0x80; ++c) all.push_back(static_cast<char>(c));
  ScanText text;
  REQUIRE(text.Append(all + "\xC3\x89\xE2\x80\x99").ok());
  for (size_t at = 0; at < text.text().size(); ++at) {
    const char c = text.text()[at];
    const char expected = c >= '0' && c <= '9' ? '0' : c >= '\t' && c <= '\r' ? ' ' : c;
    CHECK(text.shape()[at] == expected);
  }
  CHECK(FoldOf("o\xE2\x80\x99hara 555\xE2\x80\x93"
               "0100") == "o'hara 555-0100");
}

TEST_CASE("A separator in data is a space before marks, too, and as an escape") {
  ScanText text;
  REQUIRE(text.Append("a\x1e\xCC\x81&#30;\xCC\x81").ok());
  CHECK(text.text() == "a \xCC\x81 \xCC\x81");
}

TEST_CASE("Cells are joined by a separator that cannot come from data") {
  ScanText text;
  REQUIRE(text.Append("a\x1e"
                      "b")
              .ok());
  REQUIRE(text.Append("").ok());
  REQUIRE(text.Append("\xC3\x9F\x1e"
                      "c")
              .ok());
  CHECK(text.text() == "a b\x1e\x1ess c");
  REQUIRE(text.cells().size() == 3);
  CHECK(text.CellAt(0) == 0);
  CHECK(text.CellAt(2) == 0);
  CHECK(text.CellAt(5) == 2);
  CHECK(text.CellAt(8) == 2);
  CHECK(text.CellTextFolded(1) == "");
  CHECK(text.CellTextFolded(2) == "ss c");
  text.Clear();
  CHECK(text.cells().empty());
  REQUIRE(text.Append("x").ok());
  CHECK(text.text() == "x");
}

TEST_CASE("Spellings that look alike fold alike") {
  const std::string expected = "caf\xC3\xA9";
  CHECK(FoldOf("CAF\xC3\x89") == expected);
  CHECK(FoldOf("cafe\xCC\x81") == expected);              // NFD
  CHECK(FoldOf("cafe\xE2\x80\x8B\xCC\x81") == expected);  // zero width before the mark
  CHECK(FoldOf("c\xC2\xAD"
               "af\xC3\xA9") == expected);                                    // soft hyphen
  CHECK(FoldOf("\xEF\xBD\x83\xEF\xBD\x81\xEF\xBD\x86\xC3\xA9") == expected);  // full width
  CHECK(FoldOf("caf&eacute;") == expected);
  CHECK(FoldOf("caf&#233;") == expected);
  CHECK(FoldOf("caf&#xE9;") == expected);
  CHECK(FoldOf("caf\\u00e9") == expected);
  CHECK(FoldOf("caf\\u00C9") == expected);
  CHECK(FoldOf("cafe\\u0301") == expected);
  CHECK(FoldOf("&#99;afe&#769;") == expected);
}

TEST_CASE("Digits of all scripts fold to those of ASCII") {
  CHECK(FoldOf("\u0660\u0661\u0669 \u06F2 \u0967\u0968 \u0E53 \uFF14") == "019 2 12 3 4");
  CHECK(OriginalOf("tel \u0664\u0665 x", "45") == "\u0664\u0665");
}

TEST_CASE("What only begins like an escape stays as it is") {
  for (const char* text :
       {"a & b", "at&t", "&;", "&unknown;", "&#;", "&#x;", "&#0;", "&#xd800;", "&#9999999999;",
        "c:\\users", "\\u12", "\\u12g4", "\\ud83d alone", "&eacute"}) {
    CHECK(FoldOf(text) == text);
  }
  CHECK(FoldOf("a &amp;amp; b") == "a &amp; b");
  CHECK(FoldOf("&#30;x\\u001e") == " x ");
  CHECK(FoldOf("\\ud835\\udc00") == "a");  // mathematical bold A
}

TEST_CASE("Spans lead back to whole code points of the original") {
  CHECK(OriginalOf("He is Luth\xE2\x80\x8B"
                   "eran.",
                   "lutheran") ==
        "Luth\xE2\x80\x8B"
        "eran");
  CHECK(OriginalOf("x \xE2\x80\x8Bsikh\xE2\x80\x8B y", "sikh") == "sikh");
  CHECK(OriginalOf("STRA\xC3\x9F"
                   "E 5",
                   "strasse") ==
        "STRA\xC3\x9F"
        "E");
  CHECK(OriginalOf("STRA\xC3\x9F"
                   "E 5",
                   "s") == "S");
  CHECK(OriginalOf("\xC3\x9F!", "s") == "\xC3\x9F");
  CHECK(OriginalOf("a cafe\xCC\x81 b", "caf\xC3\xA9") == "cafe\xCC\x81");
  CHECK(OriginalOf("a caf&eacute; b", "caf\xC3\xA9") == "caf&eacute;");
  CHECK(OriginalOf("a caf&eacute; b", "b") == "b");
  CHECK(OriginalOf("\\u0073ikh", "sikh") == "\\u0073ikh");
  CHECK(OriginalOf("\xEF\xBC\x94\xEF\xBC\x91 tel", "41") == "\xEF\xBC\x94\xEF\xBC\x91");
  CHECK(OriginalOf("\xC4\xB3x", "j") == "\xC4\xB3");               // the digraph ij
  CHECK(OriginalOf("\xE4\xBD\x9B\xE6\x95\x99 ok", "ok") == "ok");  // Han
  CHECK(OriginalOf("\xED\x95\x9C\xEA\xB5\xAD x", "x") == "x");     // Hangul
}

TEST_CASE("Invalid UTF-8 is refused and leaves the text as it was") {
  ScanText text;
  REQUIRE(text.Append("good").ok());
  for (const std::string& bad : {std::string("a\xFF"), std::string("\xC3"),
                                 std::string("\xED\xA0\x80"), std::string("\xC0\x80"),
                                 std::string("\xE2\x82"
                                             "abc")}) {
    const Status status = text.Append(bad);
    CHECK(status.code() == StatusCode::kDataLoss);
  }
  CHECK(text.text() == "good");
  CHECK(text.cells().size() == 1);
  REQUIRE(text.Append("\xC3\x89").ok());
  CHECK(text.text() == "good\x1e\xC3\xA9");
  CHECK(text.shape() == text.text());
}

TEST_CASE("Each folded code point maps to bytes that fold to something with it") {
  const std::vector<std::string> parts = {"a",
                                          "Z",
                                          "7",
                                          " ",
                                          "\xC3\xA9",
                                          "e\xCC\x81",
                                          "\xC3\x9F",
                                          "\xE2\x80\x8D",
                                          "\xC2\xAD",
                                          "&amp;",
                                          "&",
                                          "\\",
                                          "\\u00e9",
                                          "\xEF\xBC\xA1",
                                          "\xEF\xAC\x81",
                                          "\xE4\xBD\x9B",
                                          "\xED\x95\x9C",
                                          "\xF0\x9F\x98\x80",
                                          "\xCC\x81",
                                          "\xE0\xA4\x95\xE0\xA5\x8D",
                                          "\xC4\xB0",
                                          "\xD8\x80"};
  std::mt19937 random(7);
  for (int round = 0; round < 300; ++round) {
    std::string original;
    for (uint32_t count = random() % 12; count > 0; --count)
      original += parts[random() % parts.size()];
    ScanText text;
    REQUIRE(text.Append(original).ok());
    const std::string folded(text.CellTextFolded(0));
    uint32_t last_begin = 0;
    for (uint32_t at = 0; at < folded.size(); ++at) {
      const Span span = text.OriginalSpan(0, {at, at + 1});
      REQUIRE(span.begin < span.end);
      REQUIRE(span.end <= original.size());
      CHECK(span.begin >= last_begin);
      last_begin = span.begin;
      const std::string again = FoldOf(original.substr(span.begin, span.size()));
      uint32_t begin = at;
      while (begin > 0 && (static_cast<unsigned char>(folded[begin]) & 0xC0U) == 0x80U) --begin;
      uint32_t end = at + 1;
      while (end < folded.size() && (static_cast<unsigned char>(folded[end]) & 0xC0U) == 0x80U)
        ++end;
      CHECK(again.find(folded.substr(begin, end - begin)) != std::string::npos);
    }
  }
}

TEST_CASE("A base with very many marks stays linear") {
  std::string text = "a";
  for (int count = 0; count < 100000; ++count) text += count % 2 == 0 ? "\xCC\x81" : "\xCC\xA3";
  ScanText scan_text;
  CHECK(scan_text.Append(text).ok());
}

TEST_CASE("Word boundaries are Unicode's") {
  CHECK(IsWordBoundary("", 0));
  CHECK(IsWordBoundary("ab", 0));
  CHECK(IsWordBoundary("ab", 2));
  CHECK_FALSE(IsWordBoundary("ab", 1));
  CHECK_FALSE(IsWordBoundary("a_b", 1));
  CHECK_FALSE(IsWordBoundary("a1", 1));
  CHECK(IsWordBoundary("a-b", 1));
  CHECK(IsWordBoundary("a'b", 1));
  CHECK_FALSE(IsWordBoundary("\xC3\xA9sikh", 2));
  CHECK_FALSE(IsWordBoundary("sikh\xC3\xA9", 4));
  CHECK_FALSE(IsWordBoundary("q\xCC\x81", 1));           // a mark belongs to its letter
  CHECK(IsWordBoundary("\xE4\xBD\x9B\xE6\x95\x99", 3));  // Han needs no space
  CHECK(IsWordBoundary("sikh\xE2\x80\x94", 4));          // a dash
}

// UTF-8 of a code point below U+10000.
std::string Utf8(unsigned point) {
  std::string bytes;
  if (point < 0x80) {
    bytes += static_cast<char>(point);
  } else if (point < 0x800) {
    bytes += static_cast<char>(0xC0U | point >> 6U);
    bytes += static_cast<char>(0x80U | (point & 0x3FU));
  } else {
    bytes += static_cast<char>(0xE0U | point >> 12U);
    bytes += static_cast<char>(0x80U | (point >> 6U & 0x3FU));
    bytes += static_cast<char>(0x80U | (point & 0x3FU));
  }
  return bytes;
}

TEST_CASE("A text is folded alone as it is in a batch, whatever its characters are") {
  const auto differs = [](const std::string& text) {
    ScanText batch;
    const bool is_text = batch.Append(text).ok();
    const auto alone = Fold(text);
    if (!is_text || !alone.ok()) return is_text != alone.ok();
    return batch.CellTextFolded(0) != *alone;
  };
  size_t differing = 0;
  for (unsigned point = 1; point < 0x10000; ++point) {
    if (point >= 0xD800 && point < 0xE000) continue;
    const std::string one = Utf8(point);
    for (const std::string& text : {one, "aB" + one, one + "c", "\xD0\x96" + one + "\xCC\x81",
                                    one + "\xE1\x85\xA1\xE4\xB8\x80"}) {
      differing += differs(text) ? 1 : 0;
    }
  }
  CHECK(differing == 0);
  CHECK_FALSE(differs("\xC3"));
  CHECK_FALSE(differs("\xD0\x96 &eacute; \\u00e9 \x1E"));
}

}  // namespace
}  // namespace sunder::scanner
