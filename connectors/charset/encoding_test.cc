#include "connectors/charset/encoding.h"

#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "connectors/charset/decoder.h"
#include "connectors/charset/encoder.h"

namespace sunder::charset {
namespace {

using std::string;

string Decoded(const string& encoding, const string& bytes, size_t piece_size_bytes = 1000) {
  Result<Decoder> decoder = Decoder::Create(encoding);
  REQUIRE(decoder.ok());
  string text;
  string waiting;
  for (size_t at = 0; at < bytes.size() || at == 0; at += piece_size_bytes) {
    waiting += bytes.substr(at, piece_size_bytes);
    const bool is_end = at + piece_size_bytes >= bytes.size();
    waiting.erase(0, decoder->Decode(waiting, is_end, &text));
  }
  CHECK(waiting.empty());
  return text;
}

string Encoded(const string& encoding, const string& text, size_t piece_size_bytes = 1000) {
  Result<Encoder> encoder = Encoder::Create(encoding);
  REQUIRE(encoder.ok());
  string bytes;
  for (size_t at = 0; at < text.size(); at += piece_size_bytes) {
    REQUIRE(encoder->Encode(text.substr(at, piece_size_bytes), &bytes));
  }
  CHECK(encoder->IsWhole());
  return bytes;
}

TEST_CASE("Encodings are known by their usual spellings") {
  const std::vector<std::pair<string, string>> names = {{"UTF-8", ""},
                                                        {"us-ascii", ""},
                                                        {"latin1", "windows-1252"},
                                                        {"ISO-8859-1", "windows-1252"},
                                                        {"CP1252", "windows-1252"},
                                                        {"1251", "windows-1251"},
                                                        {"iso_8859-2", "ISO-8859-2"},
                                                        {"8859-15", "ISO-8859-15"},
                                                        {"sjis", "Shift_JIS"},
                                                        {"Shift-JIS", "Shift_JIS"},
                                                        {"cp932", "Shift_JIS"},
                                                        {"eucjp", "EUC-JP"},
                                                        {"gb2312", "GB18030"},
                                                        {"GBK", "GB18030"},
                                                        {"big5", "Big5"},
                                                        {"koi8-r", "KOI8-R"},
                                                        {"utf-16", "UTF-16LE"},
                                                        {"UTF16BE", "UTF-16BE"}};
  for (const auto& [spelt, name] : names) {
    INFO(spelt);
    const Result<string> known = EncodingNamed(spelt);
    REQUIRE(known.ok());
    CHECK(*known == name);
    if (!name.empty()) CHECK(OpenConverter(name).ok());
  }
  const Status unknown = EncodingNamed("klingon").status();
  CHECK(unknown.code() == StatusCode::kUsage);
  CHECK(unknown.message().find("Shift_JIS") != string::npos);
  CHECK(unknown.message().find("klingon") == string::npos);
}

TEST_CASE("Every encoding that the message names can be opened") {
  const string message = EncodingNamed("").status().message();
  size_t count = 0;
  for (size_t at = message.find(", "); at != string::npos; at = message.find(", ", at + 1)) {
    const string name = message.substr(at + 2, message.find(',', at + 2) - at - 2);
    INFO(name);
    CHECK(OpenConverter(name).ok());
    CHECK(Encoded(name, "a,b\n") == Encoded(name, Decoded(name, Encoded(name, "a,b\n"))));
    ++count;
  }
  CHECK(count == 36);
}

TEST_CASE("Text goes there and back, in pieces of any size") {
  const string text =
      "name;ort\nM\xC3\xBCller;K\xC3\xB6ln\n\xE4\xBD\x90\xE8\x97\xA4;\xE6\x9D\xB1\n"
      "\xF0\x9F\x98\x80!\n";
  for (const char* encoding : {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE", "GB18030"}) {
    for (const size_t piece : {1, 2, 3, 5, 7, 1000}) {
      INFO(encoding << " " << piece);
      const string bytes = Encoded(encoding, text, piece);
      CHECK(bytes == Encoded(encoding, text));
      CHECK(Decoded(encoding, bytes, piece) == text);
    }
  }
}

TEST_CASE("What cannot be decoded stands there as bytes that are no UTF-8") {
  CHECK(Decoded("Shift_JIS", "a\x82") == "a\xFF");
  CHECK(Decoded("EUC-JP",
                "a\xFF\xFE"
                "b") ==
        "a\xFF\xFF"
        "b");
  CHECK(Decoded("UTF-16LE", string("a\0\0\xDC"
                                   "b\0",
                                   6)) ==
        "a\xFF\xFF"
        "b");
  CHECK(Decoded("UTF-16LE", string("a\0b", 3)) == "a\xFF");
  CHECK(Decoded("UTF-32BE", string("\0\x11\0\0\0\0\0a", 8)) ==
        "\xFF\xFF\xFF\xFF"
        "a");
}

TEST_CASE("What the encoding does not have is refused, never replaced") {
  string bytes;
  CHECK_FALSE(Encoder::Create("windows-1252")->Encode("\xE4\xBD\x90", &bytes));
  CHECK_FALSE(Encoder::Create("Shift_JIS")->Encode("\xF0\x9F\x98\x80", &bytes));
  // A full-width letter is not its narrow twin.
  CHECK_FALSE(Encoder::Create("windows-1252")->Encode("\xEF\xBC\xA1", &bytes));
  Result<Encoder> cut = Encoder::Create("windows-1252");
  CHECK(cut->Encode("M\xC3", &bytes));
  CHECK_FALSE(cut->IsWhole());
}

TEST_CASE("Places in the text are found in the bytes") {
  const string text =
      "a\xC3\xBC"
      "b\xE4\xBD\x90"
      "c";
  Result<Decoder> decoder = Decoder::Create("UTF-16LE");
  const string bytes = Encoded("UTF-16LE", text);
  CHECK(decoder->SizeOfText(bytes, 0) == 0);
  CHECK(decoder->SizeOfText(bytes, 1) == 2);
  CHECK(decoder->SizeOfText(bytes, 2) == 2);  // inside of a character
  CHECK(decoder->SizeOfText(bytes, 3) == 4);
  CHECK(decoder->SizeOfText(bytes, 4) == 6);
  CHECK(decoder->SizeOfText(bytes, 7) == 8);
  CHECK(decoder->SizeOfText(bytes, 8) == 10);
}

}  // namespace
}  // namespace sunder::charset
