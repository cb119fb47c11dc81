#include "segregation/keeper/keeper_ledger.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

KeeperEntry Entry(const std::string& reason) {
  return {"2026-01-01", "open", reason, "0123456789abcdef", 12, std::nullopt};
}

TEST_CASE("Counts are told as bands") {
  CHECK(CountBand(0) == "<11");
  CHECK(CountBand(10) == "<11");
  CHECK(CountBand(11) == "11-99");
  CHECK(CountBand(99) == "11-99");
  CHECK(CountBand(100) == "100-999");
  CHECK(CountBand(1234567) == "1000000-9999999");
  CHECK_FALSE(CountBand(UINT64_MAX).empty());
}

TEST_CASE("Lines are chained, and a change of any earlier byte is noticed") {
  const TestFolder folder;
  const std::string path = folder.File("state/ledger.jsonl");
  REQUIRE(AppendKeeperEntry(path, Entry("complaint \"7\"\nsecond line")).ok());
  REQUIRE(AppendKeeperEntry(path, Entry("second")).ok());
  REQUIRE(AppendKeeperEntry(path, Entry("third")).ok());
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  const std::string good = ReadFile(path);
  CHECK(std::count(good.begin(), good.end(), '\n') == 3);
  CHECK(good.find("{\"previous\":\"" + std::string(64, '0') + "\",\"day\":\"2026-01-01\"") == 0);
  CHECK(good.find("\"items\":\"11-99\"") != std::string::npos);

  // All but the last line, which nothing follows yet.
  const size_t last_line = good.rfind('\n', good.size() - 2) + 1;
  for (size_t at = 0; at < last_line; ++at) {
    std::string changed = good;
    changed[at] = static_cast<char>(changed[at] ^ 1);
    WriteFile(path, changed);
    if (AppendKeeperEntry(path, Entry("more")).code() != StatusCode::kDataLoss) FAIL("byte " << at);
    if (ReadFile(path) != changed) FAIL("written at byte " << at);
  }
  const size_t second_line = good.find('\n') + 1;
  for (const std::string& changed : {good.substr(second_line), good.substr(0, good.size() - 1),
                                     good.substr(0, second_line) + good.substr(last_line)}) {
    WriteFile(path, changed);
    CHECK(AppendKeeperEntry(path, Entry("more")).code() == StatusCode::kDataLoss);
  }
  WriteFile(path, good);
  CHECK(AppendKeeperEntry(path, Entry("more")).ok());
}

}  // namespace
}  // namespace sunder::segregation
