#include "scanner/text/text_table.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/text/archive.h"
#include "scanner/text/text_lists.h"

namespace sunder::scanner {
namespace {

std::string RandomText(std::mt19937* random) {
  std::string text((*random)() % 20, ' ');
  for (char& c : text) c = static_cast<char>('a' + (*random)() % 3);
  return text;
}

TEST_CASE("A table knows what an ordered map knows, also when it was written and read") {
  std::mt19937 random(7);
  for (const size_t count : {0U, 1U, 10U, 11U, 5000U}) {
    TextTableBuilder builder(count / 2);
    std::map<std::string, uint32_t> twin;
    for (size_t i = 0; i < count; ++i) {
      const std::string text = RandomText(&random);
      uint32_t& number = builder.At(text);
      const auto [known, is_new] = twin.try_emplace(text, static_cast<uint32_t>(i));
      REQUIRE((number == TextTable::kNone) == is_new);
      if (is_new) number = static_cast<uint32_t>(i);
      REQUIRE(number == known->second);
    }
    TextTable table = builder.Build();
    CHECK(table.size() == twin.size());
    ArchiveWriter writer;
    writer(table);
    TextTable read;
    ArchiveReader reader(writer.bytes());
    reader(read);
    REQUIRE(reader.is_whole());
    for (const auto& [text, number] : twin) {
      CHECK(table.Find(text) == number);
      CHECK(read.Find(text) == number);
    }
    for (int i = 0; i < 2000; ++i) {
      const std::string text = RandomText(&random);
      const auto known = twin.find(text);
      const uint32_t expected = known == twin.end() ? TextTable::kNone : known->second;
      REQUIRE(table.Find(text) == expected);
      REQUIRE(read.Find(text) == expected);
    }
  }
  CHECK(TextTable().Find("a") == TextTable::kNone);
}

TEST_CASE("Texts of 64 KiB are not kept, shorter ones that end like them are") {
  TextTableBuilder builder;
  builder.At(std::string(0x10000, 'a')) = 5;
  builder.At(std::string(0xFFFF, 'a')) = 6;
  const TextTable table = builder.Build();
  CHECK(table.Find(std::string(0x10000, 'a')) == TextTable::kNone);
  CHECK(table.Find(std::string(0xFFFF, 'a')) == 6);
  CHECK(table.Find("") == TextTable::kNone);
}

TEST_CASE("Lists keep the order in which values were added") {
  TextLists<uint16_t>::Builder builder;
  builder.Add("b", 3);
  builder.Add("a", 1);
  builder.Add("b", 2);
  TextLists<uint16_t> lists = builder.Build();
  ArchiveWriter writer;
  writer(lists);
  TextLists<uint16_t> read;
  ArchiveReader reader(writer.bytes());
  reader(read);
  REQUIRE(reader.is_whole());
  for (const TextLists<uint16_t>* each : {&lists, &read}) {
    const auto values = each->Find("b");
    CHECK(std::vector<uint16_t>(values.begin(), values.end()) == std::vector<uint16_t>{3, 2});
    CHECK(each->Find("a").size() == 1);
    CHECK(each->Find("c").empty());
  }
}

TEST_CASE("An archive that was cut anywhere is not whole") {
  std::map<std::string, std::vector<std::string>> written = {{"en", {"one", ""}}, {"de", {}}};
  uint16_t number = 513;
  FlatArray<uint64_t> array;
  array.Own({1, 2, 3});
  ArchiveWriter writer;
  writer(written, number, array);
  for (size_t size = 0; size <= writer.bytes().size(); ++size) {
    std::map<std::string, std::vector<std::string>> read;
    uint16_t read_number = 0;
    FlatArray<uint64_t> read_array;
    ArchiveReader reader(std::string_view(writer.bytes()).substr(0, size));
    reader(read, read_number, read_array);
    const bool is_all = size == writer.bytes().size();
    REQUIRE(reader.is_whole() == is_all);
    if (!is_all) continue;
    CHECK(read == written);
    CHECK(read_number == number);
    CHECK(std::vector<uint64_t>(read_array.begin(), read_array.end()) ==
          std::vector<uint64_t>{1, 2, 3});
  }
}

}  // namespace
}  // namespace sunder::scanner
