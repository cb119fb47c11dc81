// For tests: four clean stores, and hands to plant leaks in them.
#pragma once

#include <fcntl.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "verifier/verifier.h"

namespace sunder::verifier {

class TestStores {
 public:
  static constexpr uint64_t kRecords = 3000;
  static constexpr time_t kMidnight = 1704067200;  // 2024-01-01

  TestStores() {
    std::string path = (std::filesystem::temp_directory_path() / "verifier-XXXXXX").string();
    REQUIRE(mkdtemp(path.data()) != nullptr);
    root_ = path;
    for (const char* store : {"identity", "segregated", "quarantine", "evidence"}) {
      std::filesystem::create_directory(root_ + "/" + store);
    }
    Write("identity/people.csv", People());
    MakeSegregated({{"religion", {{"", "none", 1000}, {"religion", "Christian", 2000}}}});
    Write("quarantine/batch-000001.age", SealedFile(64 * 1024));
    Write("evidence/evidence.json", "{\"k\": 11, \"cohort\": 3000, \"day\": \"2024-01-01\"}");
    Describe();
  }
  ~TestStores() { std::filesystem::remove_all(root_); }
  TestStores(const TestStores&) = delete;
  TestStores& operator=(const TestStores&) = delete;

  // Sorted by its own bytes: canonical.
  static std::string People() {
    std::string text = "email,name,notes\n";
    for (uint64_t i = 0; i < kRecords; ++i) {
      char line[120];
      std::snprintf(line, sizeof line, "p%06llu@example.org,Person Of%c%c,Called about the bill.\n",
                    static_cast<unsigned long long>(i), static_cast<int>('a' + i % 26),
                    static_cast<int>('a' + i / 26 % 26));
      text += line;
    }
    return text;
  }

  // The shape of an age v1 file; nothing behind it opens.
  static std::string SealedFile(size_t plaintext_size) {
    const size_t chunks = plaintext_size / (64 * 1024);
    return "age-encryption.org/v1\n-> X25519 abc\ndef\n--- mac\n" +
           std::string(16 + plaintext_size + chunks * 16, 'x');
  }

  std::string Path(const std::string& name) const { return root_ + "/" + name; }

  void Write(const std::string& name, const std::string& content) {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
    SetTime(name, kMidnight);
  }

  void SetTime(const std::string& name, time_t seconds, long nanoseconds = 0) {
    const timespec times[2] = {{seconds, nanoseconds}, {seconds, nanoseconds}};
    REQUIRE(utimensat(AT_FDCWD, Path(name).c_str(), times, 0) == 0);
    // Folders have the time at which something was put into them.
    const timespec midnight[2] = {{kMidnight, 0}, {kMidnight, 0}};
    for (const char* store : {"segregated", "evidence"}) {
      REQUIRE(utimensat(AT_FDCWD, Path(store).c_str(), midnight, 0) == 0);
    }
  }

  // As the segregated store is laid out: one transaction, WITHOUT ROWID.
  struct Category {
    std::string label;
    std::vector<PublishedCell> cells_parent_first;  // {parent, value, count}: names swapped
  };
  void MakeSegregated(const std::vector<Category>& categories, const std::string& more_sql = "") {
    std::string sql = "BEGIN; PRAGMA user_version=1;";
    for (const Category& category : categories) {
      sql += "CREATE TABLE \"" + category.label +
             "\"(parent TEXT NOT NULL, value TEXT NOT NULL, count INTEGER NOT NULL, PRIMARY "
             "KEY(parent, value)) WITHOUT ROWID;";
      for (const PublishedCell& cell : category.cells_parent_first) {
        sql += "INSERT INTO \"" + category.label + "\" VALUES('" + cell.value + "','" +
               cell.parent + "'," + std::to_string(cell.count) + ");";
      }
    }
    std::filesystem::remove(Path("segregated/segregated.sqlite"));
    Sql("segregated/segregated.sqlite", "PRAGMA journal_mode=OFF;" + sql + more_sql + "COMMIT;");
  }

  void Sql(const std::string& name, const std::string& sql) {
    sqlite3* database = nullptr;
    REQUIRE(sqlite3_open(Path(name).c_str(), &database) == SQLITE_OK);
    char* message = nullptr;
    const int code = sqlite3_exec(database, sql.c_str(), nullptr, nullptr, &message);
    INFO((message == nullptr ? "" : message));
    REQUIRE(code == SQLITE_OK);
    sqlite3_close(database);
    SetTime(name, kMidnight);
  }

  VerificationReport Verify() const {
    const Result<VerificationReport> report = sunder::verifier::Verify(input);
    INFO((report.ok() ? "" : report.status().message()));
    REQUIRE(report.ok());
    return *report;
  }

  AttackResult Attack(const std::string& name) const {
    const VerificationReport report = Verify();
    for (const AttackResult& attack : report.attacks) {
      if (attack.name == name) return attack;
    }
    FAIL("no attack " << name);
    return {};
  }

  AttackVerdict Verdict(const std::string& name) const {
    const AttackResult attack = Attack(name);
    UNSCOPED_INFO(name << ": " << attack.measure);
    return attack.verdict;
  }

  SegregationReport& claims() { return *input.claims; }

  VerificationInput input;

 private:
  void Describe() {
    input.identity = Path("identity");
    input.identity_is_of_split = true;
    input.segregated = Path("segregated");
    input.quarantine = Path("quarantine");
    input.evidence = Path("evidence");
    input.tool_version = "0.1.0";
    input.day = "2024-01-02";
    input.rejudge = [](const std::string&) -> Result<ScanReport> {
      ScanReport scan;
      scan.tables.emplace_back();
      return scan;
    };
    SegregationReport claimed;
    claimed.day = "2024-01-01";
    claimed.k = 11;
    claimed.min_cohort = 1000;
    claimed.min_cohort_records = 2000;
    claimed.fields = {{"people.csv", "", "email", "email_address", "keep", "identifier"},
                      {"people.csv", "", "name", "person_name", "keep", "identifier"},
                      {"people.csv", "", "faith", "religion", "segregate", "special"},
                      {"people.csv", "", "notes", "", "drop_sentences", "texts"}};
    claimed.identity = {{"people.csv", "", kRecords, "canonical"}};
    PublishedCategory category;
    category.label = "religion";
    category.unit = "records";
    category.cohort = kRecords;
    category.cells = {{"none", "", 1000}, {"Christian", "religion", 2000}};
    claimed.categories = {category};
    claimed.quarantine_files = 1;
    claimed.quarantine_item_slots = 64;
    input.claims = claimed;
  }

  std::string root_;
};

}  // namespace sunder::verifier
