#include "connectors/charset/word_sample.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>

using std::string;

namespace sunder::charset {
namespace {

string SampleOf(const string& text, size_t piece_size_bytes) {
  WordSample sample;
  for (size_t at = 0; at < text.size(); at += piece_size_bytes) {
    sample.Add(std::string_view(text).substr(at, piece_size_bytes));
  }
  return sample.Take();
}

TEST_CASE("Words beyond ASCII are sampled, however the file is cut and ordered") {
  const string one = "1,M\xFCller,x@example.org,\"J\xFC disch\"\n2;Ada;G\xF3ra|Bo\n";
  const string sample = SampleOf(one, 1000);
  CHECK(sample.size() == string("M\xFCller\nJ\xFC\nG\xF3ra\n").size());
  for (const char* word : {"M\xFCller\n", "J\xFC\n", "G\xF3ra\n"}) {
    CHECK(sample.find(word) != string::npos);
  }
  CHECK(SampleOf(one, 1) == sample);
  CHECK(SampleOf("2;G\xF3ra;Ada|Bo\n1,J\xFC,M\xFCller,M\xFCller\n", 7) == sample);
  CHECK(SampleOf("nothing, here\n", 5).empty());
}

TEST_CASE("A sample of many words is bounded and the same in any order") {
  string forwards;
  string backwards;
  for (int i = 0; i < 60000; ++i) {
    forwards += "\xC5" + string(i % 40, 'a') + std::to_string(i) + ",";
  }
  for (int i = 60000; i-- > 0;) {
    backwards += "\xC5" + string(i % 40, 'a') + std::to_string(i) + ",";
  }
  const string sample = SampleOf(forwards, 4096);
  CHECK(sample.size() > 32 * 1024);
  CHECK(sample.size() < 96 * 1024);
  CHECK(SampleOf(backwards, 65536) == sample);
}

TEST_CASE("Characters of two bytes are not cut") {
  // KATAKANA PO of Shift_JIS ends with the byte of a bar.
  CHECK(SampleOf("a,\x83\x7C\x83\x7C,b", 1) == "\x83\x7C\n");
}

TEST_CASE("A word ends with its cell, whatever stands in the next") {
  const string sample = SampleOf(
      "1|M\xF3|\xFC"
      "ber|x\n",
      3);
  CHECK(SampleOf("1|M\xF3|x|x\n2|Ada|\xFC"
                 "ber|y\n",
                 2) == sample);
  CHECK(sample.find("M\xF3|\n") != string::npos);
}

TEST_CASE("Long runs of ASCII are skipped, the words at their ends are not") {
  for (size_t gap = 250; gap < 262; ++gap) {
    const string text =
        "a\xFC" + string(gap, 'b') + "," + string(600, ' ') + "c" + string(gap, 'd') + "\xE4";
    CHECK(SampleOf(text, 100000) == SampleOf(text, 1));
    CHECK(SampleOf(text, 100000).size() == 2 * gap + 6);
  }
}

}  // namespace
}  // namespace sunder::charset
