#include "segregation/sealed_sizes.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "segregation/quarantine_line.h"

namespace sunder::segregation {
namespace {

std::vector<uint64_t> Listed(const SizeCounts::Counts& counts) {
  std::vector<uint64_t> sizes;
  for (const auto& [size_bytes, count] : counts) sizes.insert(sizes.end(), count, size_bytes);
  return sizes;
}

TEST_CASE("The size of a text as JSON is that of its JSON") {
  for (const std::string text :
       {"", "plain", "a\"b\\c", "line\nfeed\ttab\x01", "\xc3\xa9t\xc3\xa9"}) {
    std::string json;
    AppendJsonString(text, &json);
    CHECK(JsonTextSize(text) == json.size() - 2);
  }
}

TEST_CASE("No line is larger than its bound, whichever texts the sentences stood in") {
  std::mt19937 random(7);
  std::vector<uint64_t> texts;
  for (int i = 0; i < 400; ++i) texts.push_back(uint64_t{40} << random() % 12);
  std::vector<uint64_t> dropped;
  for (int i = 0; i < 150; ++i) dropped.push_back(30 + random() % 900);
  SealedSizes sizes;
  for (const uint64_t size : texts) sizes.texts.Add(size);
  for (const uint64_t size : dropped) sizes.dropped.Add(size);
  for (const uint64_t size : {5'000, 90'000}) sizes.whole.Add(size);
  sizes.overhead_bytes_max = 512;
  const std::vector<uint64_t> bounds = Listed(LineBounds(sizes));
  REQUIRE(bounds.size() == 152);
  for (int round = 0; round < 50; ++round) {
    std::shuffle(texts.begin(), texts.end(), random);
    if (round == 0) std::sort(texts.rbegin(), texts.rend());
    std::vector<uint64_t> lines = {5'000, 90'000};
    for (size_t i = 0; i < dropped.size(); ++i) lines.push_back(texts[i] + dropped[i] + 500);
    std::sort(lines.rbegin(), lines.rend());
    for (size_t i = 0; i < lines.size(); ++i) CHECK(lines[i] <= bounds[i]);
  }
}

TEST_CASE("Bounds stay near what can be sealed") {
  SealedSizes sizes;
  sizes.texts.Add(kMeasuredTextSizeBytesMax);
  sizes.texts.Add(600, 100'000);
  sizes.dropped.Add(60, 10'000);
  uint64_t sum = 0;
  for (const uint64_t bound : Listed(LineBounds(sizes))) sum += LineSizeClass(bound);
  CHECK(sum < 2 * kMeasuredTextSizeBytesMax * 9 / 8 + 10'000 * 1024);
  CHECK(Listed(LineBounds({})).empty());
}

}  // namespace
}  // namespace sunder::segregation
