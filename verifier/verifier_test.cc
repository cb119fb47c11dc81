#include "verifier/verifier.h"

#include <algorithm>
#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

TEST_CASE("Clean stores withstand every attack") {
  const TestStores stores;
  const VerificationReport report = stores.Verify();
  for (const AttackResult& attack : report.attacks) {
    INFO(attack.name << ": " << attack.measure << " | " << attack.advice);
    CHECK(attack.verdict == AttackVerdict::kPassed);
    CHECK_FALSE(attack.measure.empty());
    CHECK_FALSE(attack.question.empty());
  }
  CHECK(report.verdict == AttackVerdict::kPassed);
  CHECK(report.limits.size() >= 5);
  CHECK(report.day == "2024-01-02");
}

TEST_CASE("Attacks have stable names in a fixed order") {
  const TestStores stores;
  std::vector<std::string> names;
  for (const AttackResult& attack : stores.Verify().attacks) names.push_back(attack.name);
  CHECK(names == std::vector<std::string>{"rejudge", "shared_values", "store_shape",
                                          "identity_shape", "identity_bytes", "row_order", "times",
                                          "sizes", "small_cells", "presence", "evidence_text",
                                          "leftover_files"});
}

TEST_CASE("Missing stores leave the attacks on them undecided, with a reason") {
  TestStores stores;
  stores.input.segregated.clear();
  stores.input.evidence.clear();
  stores.input.quarantine.clear();
  stores.input.claims.reset();
  const VerificationReport report = stores.Verify();
  CHECK(report.verdict == AttackVerdict::kUndecided);
  for (const char* name : {"shared_values", "store_shape", "identity_shape", "sizes", "small_cells",
                           "evidence_text"}) {
    const AttackResult attack = stores.Attack(name);
    CHECK(attack.verdict == AttackVerdict::kUndecided);
    CHECK_FALSE(attack.advice.empty());
  }
  CHECK(stores.Verdict("row_order") == AttackVerdict::kPassed);
  CHECK(report.limits.front().find("No evidence") == 0);
}

TEST_CASE("Failed wins over undecided") {
  TestStores stores;
  stores.input.segregated.clear();
  stores.Write("identity/notes.swp", "x");
  CHECK(stores.Verify().verdict == AttackVerdict::kFailed);
}

TEST_CASE("A store that cannot be read is an error") {
  TestStores stores;
  SECTION("no such folder") { stores.input.identity += "/none"; }
  SECTION("no such quarantine") { stores.input.quarantine += "/none"; }
  SECTION("no database") { stores.Write("segregated/segregated.sqlite", std::string(5000, 'x')); }
  SECTION("no segregated file") {
    std::filesystem::remove(stores.Path("segregated/segregated.sqlite"));
  }
  const Result<VerificationReport> report = Verify(stores.input);
  REQUIRE_FALSE(report.ok());
  const StatusCode code = report.status().code();
  CHECK((code == StatusCode::kUnreadable || code == StatusCode::kNotFound));
}

TEST_CASE("Verifying writes nothing into the stores") {
  const TestStores stores;
  const auto files = [&stores] {
    std::vector<std::string> names;
    for (const auto& entry :
         std::filesystem::recursive_directory_iterator(stores.Path("identity/.."))) {
      names.push_back(entry.path().string());
    }
    std::sort(names.begin(), names.end());
    return names;
  };
  const std::vector<std::string> before = files();
  stores.Verify();
  CHECK(files() == before);
}

TEST_CASE("An association that the scanner finds again fails") {
  TestStores stores;
  stores.input.rejudge = [](const std::string&) -> Result<ScanReport> {
    ScanReport scan;
    scan.tables.emplace_back();
    scan.tables[0].object = "people.csv";
    scan.tables[0].associations.emplace_back();
    scan.tables[0].associations[0].strength = Strength::kLinkable;
    return scan;
  };
  const AttackResult attack = stores.Attack("rejudge");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("1 linkable association") != std::string::npos);
  CHECK(attack.advice.find("people.csv") != std::string::npos);
}

TEST_CASE("Without the scanner or with a part unread, judging again is undecided") {
  TestStores stores;
  stores.input.rejudge = nullptr;
  CHECK(stores.Verdict("rejudge") == AttackVerdict::kUndecided);
  stores.input.rejudge = [](const std::string&) -> Result<ScanReport> {
    ScanReport scan;
    scan.errors.emplace_back("one file could not be read");
    return scan;
  };
  CHECK(stores.Verdict("rejudge") == AttackVerdict::kUndecided);
  stores.input.rejudge = [](const std::string&) -> Result<ScanReport> {
    return Status::Unreadable("gone");
  };
  CHECK_FALSE(Verify(stores.input).ok());
}

TEST_CASE("Identity stores of other formats are read as well") {
  TestStores stores;
  std::string lines;
  for (int i = 100; i < 400; ++i) lines += "{\"id\":" + std::to_string(i) + ",\"n\":\"x\"}\n";
  std::filesystem::remove(stores.Path("identity/people.csv"));
  stores.input.claims.reset();
  SECTION("JSON lines") { stores.Write("identity/people.jsonl", lines); }
  SECTION("SQLite with a key") {
    stores.Sql(
        "identity/people.sqlite",
        "CREATE TABLE t(id INTEGER PRIMARY KEY, n TEXT); INSERT INTO t VALUES(2,'b'),(1,'z');");
  }
  SECTION("text") { stores.Write("identity/notes.txt", "Zebra crossing.\n\nApples first.\n"); }
  CHECK(stores.Verdict("row_order") == AttackVerdict::kPassed);
}

}  // namespace
}  // namespace sunder::verifier
