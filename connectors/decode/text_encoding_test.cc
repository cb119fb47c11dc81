#include <catch2/catch.hpp>
#include <cstdint>
#include <random>
#include <string>

#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

using std::string;
using namespace std::string_literals;

// By decoding code points: slow and obvious.
size_t SlowValidPrefix(const string& bytes) {
  size_t position = 0;
  while (position < bytes.size()) {
    const auto lead = static_cast<uint8_t>(bytes[position]);
    const size_t length = lead < 0x80       ? 1
                          : lead >> 5 == 6  ? 2
                          : lead >> 4 == 14 ? 3
                          : lead >> 3 == 30 ? 4
                                            : 0;
    if (length == 0 || position + length > bytes.size()) return position;
    uint32_t code_point = length == 1 ? lead : lead & (0x7F >> length);
    for (size_t i = 1; i < length; ++i) {
      const auto byte = static_cast<uint8_t>(bytes[position + i]);
      if (byte >> 6 != 2) return position;
      code_point = code_point << 6 | (byte & 0x3F);
    }
    constexpr uint32_t kSmallest[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code_point < kSmallest[length] || code_point > 0x10FFFF) return position;
    if (code_point >= 0xD800 && code_point <= 0xDFFF) return position;
    position += length;
  }
  return position;
}

}  // namespace

TEST_CASE("Valid UTF-8 is told from invalid") {
  CHECK(ValidUtf8Prefix("") == 0);
  CHECK(ValidUtf8Prefix("plain ASCII of some length") == 26);
  CHECK(ValidUtf8Prefix("caf\xC3\xA9 \xE6\xBC\xA2 \xF0\x9F\x98\x80!") == 15);
  CHECK(ValidUtf8Prefix("ab\xC0\x80") == 2);          // overlong
  CHECK(ValidUtf8Prefix("ab\xE0\x80\x80") == 2);      // overlong
  CHECK(ValidUtf8Prefix("ab\xED\xA0\x80") == 2);      // surrogate
  CHECK(ValidUtf8Prefix("ab\xF4\x90\x80\x80") == 2);  // above U+10FFFF
  CHECK(ValidUtf8Prefix("abcdefghijk\xE9lmnopqrst") == 11);
  CHECK(ValidUtf8Prefix("cut \xF0\x9F\x98") == 4);
  CHECK(ValidUtf8Prefix("a\0b"s) == 3);
}

TEST_CASE("The fast check agrees with a slow one") {
  std::minstd_rand random(11);
  const string pieces[] = {"a",
                           "12345678",
                           "\xC3\xA9",
                           "\xE2\x82\xAC",
                           "\xF0\x9F\x98\x80",
                           "\xED\x9F\xBF",
                           "\xEF\xBF\xBF",
                           "\xF4\x8F\xBF\xBF"};
  for (int round = 0; round < 20'000; ++round) {
    string bytes;
    for (uint32_t i = random() % 12; i > 0; --i) bytes += pieces[random() % 8];
    if (!bytes.empty() && round % 2 == 0) {
      bytes[random() % bytes.size()] = static_cast<char>(random() % 256);
    }
    REQUIRE(ValidUtf8Prefix(bytes) == SlowValidPrefix(bytes));
  }
}

TEST_CASE("Foreign encodings are named") {
  CHECK(ForeignEncoding("").empty());
  CHECK(ForeignEncoding("name,age\n").empty());
  CHECK(ForeignEncoding("\xEF\xBB\xBFname").empty());
  CHECK(ForeignEncoding("caf\xE9").empty());
  CHECK(ForeignEncoding("\xFF\xFEn\0"s) == "UTF-16 (byte-order mark FF FE)");
  CHECK(ForeignEncoding("\xFE\xFF\0n"s) == "UTF-16 (byte-order mark FE FF)");
  CHECK(ForeignEncoding("\xFF\xFE\0\0n\0\0\0"s).starts_with("UTF-32"));
  CHECK(ForeignEncoding("\0\0\xFE\xFF\0\0\0n"s).starts_with("UTF-32"));
  CHECK(ForeignEncoding("n\0a\0m\0e\0"s).starts_with("UTF-16"));
  CHECK(ForeignEncoding("\0n\0a\0m\0e"s).starts_with("UTF-16"));
  CHECK(ForeignEncoding("some\0thing else"s) == "binary data (a NUL byte)");
  CHECK(ForeignEncoding("\0\0\0\0\0\0\0\0"s).starts_with("binary"));
}

}  // namespace sunder
