#include "segregation/retention.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

SegregationReport Evidence() {
  SegregationReport report;
  report.day = "2026-01-31";
  report.stores = {{"evidence", "", "audit", {}, 30},
                   {"identity", "", "operations", {}, 0},
                   {"quarantine", "", "privacy", {}, 30},
                   {"segregated", "", "analysis", {}, 90}};
  return report;
}

TEST_CASE("Stores over their days are found, evidence last, and removed whole") {
  const TestFolder folder;
  const std::string root = folder.path();
  for (const char* name : {"identity", "quarantine", "evidence", "segregated"}) {
    fs::create_directories(fs::path(root) / name);
    std::ofstream(fs::path(root) / name / "file") << "x";
  }
  const auto on_the_last_day = FindExpiredStores(Evidence(), root, "2026-03-02");
  REQUIRE(on_the_last_day.ok());
  CHECK(on_the_last_day->empty());
  const auto expired = FindExpiredStores(Evidence(), root, "2026-03-03");
  REQUIRE(expired.ok());
  REQUIRE(expired->size() == 2);
  CHECK((*expired)[0].name == "quarantine");
  CHECK((*expired)[0].age_days == 31);
  CHECK((*expired)[1].name == "evidence");
  REQUIRE(RemoveExpiredStore(root, (*expired)[0]).ok());
  CHECK_FALSE(fs::exists(fs::path(root) / "quarantine"));
  CHECK(fs::exists(fs::path(root) / "identity/file"));
  CHECK(FindExpiredStores(Evidence(), root, "2026-03-03")->size() == 1);
}

TEST_CASE("What a killed run left is removed by the next one") {
  const TestFolder folder;
  const std::string root = folder.path();
  fs::create_directories(fs::path(root) / ".sunder-expired-quarantine/deep");
  const auto expired = FindExpiredStores(Evidence(), root, "2026-06-01");
  REQUIRE(expired.ok());
  REQUIRE(expired->size() == 1);
  REQUIRE(RemoveExpiredStore(root, expired->front()).ok());
  CHECK(fs::is_empty(root));
}

TEST_CASE("A day that is none is refused") {
  SegregationReport evidence = Evidence();
  evidence.day = GENERATE("", "2026-02-30", "yesterday", "2026-1-1000", "20x6-01-01");
  CHECK_FALSE(FindExpiredStores(evidence, ".", "2026-06-01").ok());
}

}  // namespace
}  // namespace sunder::segregation
