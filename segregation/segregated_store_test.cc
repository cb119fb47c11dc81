#include "segregation/segregated_store.h"

#include <sodium.h>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

std::vector<PublishedCategory> SomeCategories() {
  PublishedCategory religion{"religion", "records", 500, false, {}, 0.5};
  religion.cells = {{"none", "", 200}, {"religion", "", 40}, {"Catholic", "Christian", 60}};
  for (int i = 0; i < 300; ++i) {
    religion.cells.push_back(
        {"invented faith " + std::to_string(i * 37 % 1000), "Other", 11U + i % 5});
  }
  PublishedCategory race{"race", "records", 500, false, {}, 0.5};
  race.cells = {{"any or none", "", 500}};
  PublishedCategory empty{"political_affiliation", "records", 5, true, {}, 0};
  empty.cells = {{"leftover", "", 3}};
  return {religion, race, empty};
}

std::string Hash(const std::string& path) {
  const std::string bytes = ReadFile(path);
  std::string hash(crypto_hash_sha256_BYTES, '\0');
  crypto_hash_sha256(reinterpret_cast<unsigned char*>(hash.data()),
                     reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  return hash;
}

std::string Query(const std::string& path, const std::string& sql) {
  sqlite3* database = nullptr;
  REQUIRE(sqlite3_open_v2(path.c_str(), &database, SQLITE_OPEN_READONLY, nullptr) == SQLITE_OK);
  std::string text;
  const auto append = [](void* out, int columns, char** values, char**) {
    for (int i = 0; i < columns; ++i)
      *static_cast<std::string*>(out) += std::string(values[i]) + "|";
    return 0;
  };
  REQUIRE(sqlite3_exec(database, sql.c_str(), append, &text, nullptr) == SQLITE_OK);
  sqlite3_close(database);
  return text;
}

TEST_CASE("The store's bytes depend on the cells only") {
  const TestFolder folder;
  std::mt19937 random(5);
  std::vector<PublishedCategory> categories = SomeCategories();
  REQUIRE(WriteSegregatedStore(folder.File("0"), categories).ok());
  const std::string hash = Hash(folder.File("0"));
  for (int i = 1; i <= 20; ++i) {
    std::shuffle(categories.begin(), categories.end(), random);
    for (PublishedCategory& category : categories) {
      std::shuffle(category.cells.begin(), category.cells.end(), random);
    }
    const std::string path = folder.File(std::to_string(i));
    REQUIRE(WriteSegregatedStore(path, categories).ok());
    CHECK(Hash(path) == hash);
  }
  sleep(1);  // the clock is no part of the bytes
  REQUIRE(WriteSegregatedStore(folder.File("later"), categories).ok());
  CHECK(Hash(folder.File("later")) == hash);

  for (PublishedCategory& category : categories) {
    if (category.label == "race") category.cells[0].count = 501;
  }
  REQUIRE(WriteSegregatedStore(folder.File("other"), categories).ok());
  CHECK(Hash(folder.File("other")) != hash);
}

TEST_CASE("One table a category, a suppressed one empty, nothing else in the file") {
  const TestFolder folder;
  const std::string path = folder.File(kSegregatedFileName);
  REQUIRE(WriteSegregatedStore(path, SomeCategories()).ok());
  CHECK(Query(path, "SELECT name FROM sqlite_schema ORDER BY name") ==
        "political_affiliation|race|religion|");
  CHECK(Query(path, "SELECT count(*) FROM political_affiliation") == "0|");
  CHECK(Query(path, "SELECT value, parent, count FROM religion WHERE count > 39 ORDER BY count") ==
        "religion||40|Catholic|Christian|60|none||200|");
  CHECK(Query(path, "PRAGMA integrity_check") == "ok|");
  const std::string bytes = ReadFile(path);
  CHECK(bytes.substr(24, 4) == std::string("\0\0\0\1", 4));  // one commit
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  CHECK(std::distance(std::filesystem::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("No category is a valid empty store; names are quoted") {
  const TestFolder folder;
  REQUIRE(WriteSegregatedStore(folder.File("empty"), {}).ok());
  CHECK(Query(folder.File("empty"), "SELECT count(*) FROM sqlite_schema") == "0|");
  PublishedCategory odd{"a \"b\"; DROP", "records", 11, false, {{"v'\"", "", 11}}, 1};
  REQUIRE(WriteSegregatedStore(folder.File("odd"), {odd}).ok());
  CHECK(Query(folder.File("odd"), "SELECT value FROM \"a \"\"b\"\"; DROP\"") == "v'\"|");
}

TEST_CASE("What cannot be written is an error and leaves no file") {
  const TestFolder folder;
  PublishedCategory doubled{"race", "records", 22, false, {{"a", "", 11}, {"a", "", 12}}, 1};
  CHECK(WriteSegregatedStore(folder.File("doubled"), {doubled}).code() ==
        StatusCode::kStoreFailure);
  CHECK_FALSE(std::filesystem::exists(folder.File("doubled")));
  CHECK(WriteSegregatedStore(folder.File("no/such"), {}).code() == StatusCode::kStoreFailure);
  WriteFile(folder.File("there"), "kept");
  CHECK(WriteSegregatedStore(folder.File("there"), {}).code() == StatusCode::kStoreFailure);
  CHECK(ReadFile(folder.File("there")) == "kept");
}

}  // namespace
}  // namespace sunder::segregation
