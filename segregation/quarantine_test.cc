#include "segregation/quarantine.h"

#include <sys/stat.h>

#include <algorithm>
#include <bit>
#include <catch2/catch.hpp>
#include <set>
#include <sstream>

#include "segregation/quarantine_line.h"
#include "segregation/test_age_key.h"

namespace sunder::segregation {
namespace {

QuarantineItem Item(uint64_t record, std::string text) {
  return {"people.csv", "", "notes", record, std::move(text)};
}

std::vector<std::string> LinesOf(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) {
    line.erase(line.find_last_not_of(' ') + 1);
    lines.push_back(line);
  }
  return lines;
}

TEST_CASE("An item is one JSON line whatever its text") {
  const std::string json =
      QuarantineJson({"a\"b\\c", "t", "f", 7, "line\nfeed\ttab\x01 \xc3\xa9 \xff bad"});
  CHECK(json ==
        "{\"object\":\"a\\\"b\\\\c\",\"table\":\"t\",\"field\":\"f\",\"record\":7,"
        "\"text\":\"line\\u000afeed\\u0009tab\\u0001 \xc3\xa9 \xef\xbf\xbd bad\"}");
  // Overlong, surrogate and cut-off sequences.
  for (const char* bad : {"\xc0\xaf", "\xed\xa0\x80", "\xe2\x82", "\xf5\x80\x80\x80", "\x80"}) {
    CHECK(QuarantineJson(Item(0, bad)).find("\xef\xbf\xbd") != std::string::npos);
  }
}

TEST_CASE("A piece of a file is base64, whatever its bytes") {
  QuarantineItem piece{"a.pdf", "", "", 2, std::string("\xff\x00%PDF", 6)};
  piece.is_file_piece = true;
  CHECK(
      QuarantineJson(piece) ==
      "{\"object\":\"a.pdf\",\"table\":\"\",\"field\":\"\",\"record\":2,\"base64\":\"/wAlUERG\"}");
  piece.text.clear();
  CHECK(QuarantineJson(piece).ends_with(",\"base64\":\"\"}"));
}

TEST_CASE("Size classes: whole KiB, then Padme, never more than 12 percent") {
  CHECK(LineSizeClass(1) == 1024);
  CHECK(LineSizeClass(1024) == 1024);
  CHECK(LineSizeClass(1025) == 2048);
  CHECK(LineSizeClass(5000) == 5120);
  CHECK(LineSizeClass(32 * 1024 + 1) == 34 * 1024);
  CHECK(PadmeSize(9) == 10);
  CHECK(PadmeSize(1) == 1);
  for (uint64_t size = 4096; size < 50'000'000; size = size * 5 / 4 + 1) {
    CHECK(LineSizeClass(size) >= size);
    CHECK(PadmeSize(size) >= size);
    CHECK(static_cast<double>(PadmeSize(size)) <= 1.12 * static_cast<double>(size));
  }
  CHECK(PaddedLine("{}").size() == 1024);
  CHECK(PaddedLine(std::string(1023, 'x')).size() == 1024);
  CHECK(PaddedLine(std::string(1024, 'x')).size() == 2048);
}

TEST_CASE("No item, no file, and no recipient is needed") {
  const TestFolder folder;
  QuarantineWriter writer(folder.path(), {});
  CHECK(writer.Add({}).ok());
  CHECK(writer.Finish().ok());
  CHECK(writer.file_count() == 0);
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("An item without a recipient is refused") {
  const TestFolder folder;
  QuarantineWriter writer(folder.path(), {});
  const Status status = writer.Add({Item(1, "text")});
  CHECK(status.code() == StatusCode::kUsage);
  CHECK(status.message().find("quarantine keygen") != std::string::npos);
}

TEST_CASE("Every item comes back, batches look alike, order within a batch is random") {
  const TestFolder keys;
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(keys, "key");
  QuarantineWriter writer(folder.path(), {key.recipient});
  std::vector<QuarantineItem> items;
  for (uint64_t i = 0; i < 130; ++i) items.push_back(Item(i, "text " + std::string(i * 5, 'x')));
  REQUIRE(writer.Add({items.begin(), items.begin() + 100}).ok());
  REQUIRE(writer.Add({items.begin() + 100, items.end()}).ok());
  REQUIRE(writer.Finish().ok());
  CHECK(writer.file_count() == 4);  // three, and one of dummies
  CHECK(writer.slot_count() == 256);
  CHECK_FALSE(writer.Add({items[0]}).ok());

  std::multiset<std::string> expected;
  for (const QuarantineItem& item : items) expected.insert(QuarantineJson(item));
  std::multiset<std::string> found;
  std::set<uintmax_t> sizes;
  bool is_in_order = true;
  for (const char* name :
       {"batch-000001.age", "batch-000002.age", "batch-000003.age", "batch-000004.age"}) {
    const std::string path = folder.File(name);
    sizes.insert(std::filesystem::file_size(path));
    struct stat info {};
    REQUIRE(stat(path.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    const auto opened = OpenWithAge(keys, key, path);
    REQUIRE(opened.has_value());
    const std::vector<std::string> lines = LinesOf(*opened);
    CHECK(lines.size() == 64);
    std::vector<std::string> real;
    for (const std::string& line : lines) {
      if (line != "{}") real.push_back(line);
    }
    found.insert(real.begin(), real.end());
    const std::string first = "\"record\":" + std::to_string(found.size() - real.size()) + ",";
    if (real.empty()) continue;
    is_in_order = is_in_order && real.front().find(first) != std::string::npos &&
                  std::is_sorted(real.begin(), real.end(),
                                 [](const auto& a, const auto& b) { return a.size() < b.size(); });
  }
  CHECK(found == expected);
  CHECK(sizes.size() == 1);
  CHECK_FALSE(is_in_order);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 4);
}

TEST_CASE("Large items fill a batch early; its size is 64 KiB times a power of two") {
  const TestFolder keys;
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(keys, "key");
  QuarantineWriter writer(folder.path(), {key.recipient});
  const std::string large(20 * 1024 * 1024, 'x');
  REQUIRE(writer.Add({Item(1, large), Item(2, std::string(70'000, 'y'))}).ok());
  REQUIRE(writer.Finish().ok());
  CHECK(writer.file_count() == 2);
  const auto first = OpenWithAge(keys, key, folder.File("batch-000001.age"));
  const auto second = OpenWithAge(keys, key, folder.File("batch-000002.age"));
  REQUIRE(first.has_value());
  REQUIRE(second.has_value());
  CHECK(first->size() == 256 * 1024);
  CHECK(second->size() == 32 * 1024 * 1024);
  CHECK(LinesOf(*first).size() == 64);
  CHECK(LinesOf(*second).size() == 64);
}

TEST_CASE("The number of files is a power of two, and dummies have sizes that are there") {
  const TestFolder keys;
  const TestAgeKey key = MakeTestAgeKey(keys, "key");
  for (const size_t batches : {1, 2, 3, 5, 8, 9}) {
    const TestFolder folder;
    QuarantineWriter writer(folder.path(), {key.recipient});
    for (size_t batch = 0; batch < batches; ++batch) {
      const size_t size = batch % 3 == 1 ? 4000 : 100;
      for (uint64_t i = 0; i < 64; ++i) {
        REQUIRE(writer.Add({Item(i, std::string(size, 'x'))}).ok());
      }
    }
    REQUIRE(writer.Finish().ok());
    CHECK(writer.file_count() == std::bit_ceil(batches));
    std::vector<uintmax_t> sizes;
    std::set<uintmax_t> kinds;
    for (size_t i = 1; i <= writer.file_count(); ++i) {
      char name[32];
      std::snprintf(name, sizeof name, "batch-%06zu.age", i);
      sizes.push_back(std::filesystem::file_size(folder.File(name)));
      kinds.insert(sizes.back());
    }
    CHECK(std::is_sorted(sizes.begin(), sizes.end()));
    CHECK(kinds.size() == (batches == 1 ? 1 : 2));
    CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) ==
          static_cast<ptrdiff_t>(sizes.size()));
  }
}

TEST_CASE("Which texts the items come from does not show in sizes") {
  const TestFolder keys;
  const TestAgeKey key = MakeTestAgeKey(keys, "key");
  const std::string sentence(60, 's');
  std::set<std::vector<uintmax_t>> outcomes;
  for (const size_t first : {0, 50, 160}) {
    const TestFolder folder;
    QuarantineWriter writer(folder.path(), {key.recipient});
    SizeCounts texts;
    std::vector<QuarantineItem> items;
    for (size_t i = 0; i < 250; ++i) {
      const std::string text(i < 170 ? 80 : 9'000 + i * 50, 'x');
      texts.Add(text.size());
      if (i < first || i >= first + 90) continue;
      items.push_back(Item(i, text + " " + sentence));
      items.back().is_shortened = true;
      items.back().dropped_size_bytes = sentence.size();
    }
    REQUIRE(writer.Add(items).ok());
    writer.NoteTexts(texts);
    REQUIRE(writer.Finish().ok());
    std::vector<uintmax_t> sizes;
    for (size_t i = 1; i <= writer.file_count(); ++i) {
      const std::string path = folder.File("batch-00000" + std::to_string(i) + ".age");
      sizes.push_back(std::filesystem::file_size(path));
    }
    outcomes.insert(sizes);
  }
  REQUIRE(outcomes.size() == 1);
  CHECK(outcomes.begin()->size() == 2);
}

TEST_CASE("A folder that cannot be written is a store failure") {
  const TestFolder keys;
  const TestAgeKey key = MakeTestAgeKey(keys, "key");
  QuarantineWriter writer(keys.File("missing"), {key.recipient});
  REQUIRE(writer.Add({Item(1, "text")}).ok());
  CHECK(writer.Finish().code() == StatusCode::kStoreFailure);
}

}  // namespace
}  // namespace sunder::segregation
