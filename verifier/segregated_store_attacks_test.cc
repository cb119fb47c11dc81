// store_shape and small_cells.
#include <algorithm>
#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

constexpr char kFile[] = "segregated/segregated.sqlite";

const std::vector<TestStores::Category> kClean = {
    {"religion", {{"", "none", 1000}, {"religion", "Christian", 2000}}}};

TEST_CASE("Whatever a segregated store holds besides cells fails its shape") {
  TestStores stores;
  SECTION("an index") { stores.MakeSegregated(kClean, "CREATE INDEX i ON religion(count);"); }
  SECTION("a view") { stores.MakeSegregated(kClean, "CREATE VIEW v AS SELECT 1;"); }
  SECTION("a trigger") {
    stores.MakeSegregated(kClean, "CREATE TRIGGER t AFTER INSERT ON religion BEGIN SELECT 1; END;");
  }
  SECTION("a table with row ids and a sequence") {
    stores.MakeSegregated(
        kClean,
        "CREATE TABLE s(id INTEGER PRIMARY KEY AUTOINCREMENT, value); INSERT INTO s "
        "VALUES(7,'x');");
  }
  SECTION("another column") {
    stores.MakeSegregated({},
                          "CREATE TABLE religion(parent TEXT, value TEXT, count INTEGER, who "
                          "TEXT, PRIMARY KEY(parent,value)) WITHOUT ROWID;");
  }
  SECTION("rows in the order of insertion") {
    stores.MakeSegregated({}, "CREATE TABLE religion(parent TEXT, value TEXT, count INTEGER);");
  }
  SECTION("a comment in the schema") {
    stores.MakeSegregated({},
                          "CREATE TABLE religion(parent TEXT, value TEXT, count INTEGER, "
                          "PRIMARY KEY(parent,value) /* Ann */) WITHOUT ROWID;");
  }
  SECTION("a second commit") {
    stores.Sql(kFile, "UPDATE religion SET count=1001 WHERE value='none'");
  }
  SECTION("free pages") {
    stores.MakeSegregated(kClean, "CREATE TABLE s(x) ; INSERT INTO s VALUES(1); DROP TABLE s;");
  }
  SECTION("an application id") { stores.MakeSegregated(kClean, "PRAGMA application_id=77;"); }
  SECTION("a table that the evidence does not name") {
    stores.MakeSegregated({kClean[0], {"race", {{"", "none", 3000}}}});
  }
  CHECK(stores.Verdict("store_shape") == AttackVerdict::kFailed);
}

TEST_CASE("Bytes that no cell explains fail the shape") {
  TestStores stores;
  std::fstream file(stores.Path(kFile), std::ios::in | std::ios::out | std::ios::binary);
  // Unused space in the middle of the table's page.
  file.seekp(4096 + 2000);
  file << "Ann Sample";
  file.close();
  const AttackResult attack = stores.Attack("store_shape");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("not those that its cells make") != std::string::npos);
}

std::vector<PublishedCell> ManyCells() {
  std::vector<PublishedCell> cells;
  for (int i = 0; i < 500; ++i) {
    const std::string digits = {static_cast<char>('a' + i / 100),
                                static_cast<char>('a' + i / 10 % 10),
                                static_cast<char>('a' + i % 10)};
    cells.push_back({"religion", "Value of some length " + digits, 11});
  }
  return cells;
}

TEST_CASE("Stores without a cell or with many pass their shape") {
  TestStores stores;
  SECTION("many") { stores.MakeSegregated({{"race", {}}, {"religion", ManyCells()}}); }
  SECTION("none") { stores.MakeSegregated({}); }
  stores.input.claims.reset();
  CHECK(stores.Verdict("store_shape") == AttackVerdict::kPassed);
}

TEST_CASE("The order in which cells were written shows in the pages and fails the shape") {
  TestStores stores;
  std::vector<PublishedCell> cells = ManyCells();
  std::reverse(cells.begin(), cells.end());
  stores.MakeSegregated({{"religion", cells}});
  stores.input.claims.reset();
  CHECK(stores.Verdict("store_shape") == AttackVerdict::kFailed);
}

TEST_CASE("Small cells fail, with evidence or without") {
  TestStores stores;
  stores.MakeSegregated({{"religion", {{"", "none", 2990}, {"religion", "Sikh", 10}}}});
  SECTION("with") {
    stores.claims().categories[0].cells = {{"none", "", 2990}, {"Sikh", "religion", 10}};
  }
  SECTION("without") { stores.input.claims.reset(); }
  const AttackResult attack = stores.Attack("small_cells");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("1 of 2 cells under 11") == 0);
}

TEST_CASE("Claims that do not add up fail") {
  TestStores stores;
  PublishedCategory& category = stores.claims().categories[0];
  SECTION("a hidden cell can be computed from the cohort") {
    stores.MakeSegregated({{"religion", {{"", "none", 1000}, {"religion", "Christian", 1996}}}});
    category.cells[1].count = 1996;
  }
  SECTION("a cohort under the smallest") { stores.claims().min_cohort_records = 5000; }
  SECTION("a low cohort without a recorded choice") { stores.claims().min_cohort = 10; }
  SECTION("a suppressed category with cells") { category.is_suppressed = true; }
  SECTION("other cells than the store's") { category.cells[0].value = "other"; }
  SECTION("a cohort of those who have a value only") {
    stores.MakeSegregated({{"religion", {{"religion", "Christian", 2000}}}});
    category.cells = {{"Christian", "religion", 2000}};
    category.cohort = 2000;
  }
  SECTION("a cohort larger than its tables") {
    stores.MakeSegregated({{"religion", {{"", "none", 9000}, {"religion", "Christian", 2000}}}});
    category.cells[0].count = 9000;
    category.cohort = 11000;
  }
  SECTION("identity records other than claimed") { stores.claims().identity[0].records = 2999; }
  SECTION("a lowered k") { stores.claims().k = 3; }
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
}

TEST_CASE("A publication that stays is as old as any that stood there before") {
  TestStores stores;
  SegregationReport& claims = stores.claims();
  claims.follows_publication = true;
  PublishedCategory& category = claims.categories[0];
  PublishedCategory first = category;
  category.cells[0].count += 6000;
  category.cohort += 6000;
  stores.MakeSegregated(
      {{"religion",
        {{category.cells[0].parent, category.cells[0].value, category.cells[0].count},
         {category.cells[1].parent, category.cells[1].value, category.cells[1].count}}}});
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
  SECTION("one that was about the records that are there") {
    claims.earlier.push_back({{first}});
    CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
  }
  SECTION("one that was not") {
    claims.earlier.push_back({{category}});
    CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
  }
  SECTION("one of another category") {
    category.unit = "persons";  // may be fewer than records, however few
    first.label = "race";
    claims.earlier.push_back({{first}});
    CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
  }
}

TEST_CASE("A cell that two publications of the same persons tell together fails") {
  TestStores stores;
  SegregationReport& claims = stores.claims();
  claims.follows_publication = true;
  const auto site = [](const char* name, std::vector<PublishedCell> cells, const char* field) {
    PublishedCategory category{"religion", "records", 0, false, std::move(cells), 0, name, field};
    for (const PublishedCell& cell : category.cells) category.cohort += cell.count;
    return category;
  };
  // The store shows 2,000 Christians among 3,000.
  const auto publish = [&](uint64_t north, uint64_t south_hidden, const char* field) {
    claims.earlier = {{{site("North", {{"Christian", "religion", north}, {"none", "", 300}}, field),
                        site("South", {{"any or none", "", south_hidden}}, field)}}};
    return stores.Attack("small_cells");
  };
  SECTION("one context hides the difference") {
    const AttackResult attack = publish(1993, 707, "site");
    CHECK(attack.verdict == AttackVerdict::kFailed);
    CHECK(attack.measure.find("the difference of two publications") != std::string::npos);
  }
  SECTION("evidence that does not say the field") {
    const AttackResult attack = publish(1993, 707, "");
    CHECK(attack.verdict == AttackVerdict::kFailed);
    CHECK(attack.measure.find("the difference of two publications") != std::string::npos);
  }
  SECTION("the difference is no small cell") {
    CHECK(publish(1900, 800, "").verdict == AttackVerdict::kPassed);
    CHECK(publish(1900, 800, "site").measure.find("by other contexts") != std::string::npos);
  }
  SECTION("other persons") { CHECK(publish(1993, 4000, "").verdict == AttackVerdict::kPassed); }
}

TEST_CASE("A count that the evidence hides may be any of one to ten") {
  TestStores stores;
  stores.Write("identity/few.csv", "name\nAnn\nBea\nCid\n");
  stores.claims().identity.push_back({"few.csv", "", 1, "canonical"});
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
  stores.claims().fields.push_back({"few.csv", "", "faith", "religion", "segregate", "special"});
  stores.MakeSegregated({{"religion", {{"", "none", 1003}, {"religion", "Christian", 2000}}}});
  stores.claims().categories[0].cells[0].count = 1003;
  stores.claims().categories[0].cohort = 3003;
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
  stores.claims().identity[1].records = 11;
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
}

TEST_CASE("Records that left whole belong to their cohort") {
  TestStores stores;
  stores.Write("identity/letter.txt", "Ann wrote.\n");
  stores.claims().identity.push_back({"letter.txt", "", 500, "source", "", 503});
  stores.claims().fields.push_back({"letter.txt", "", "text", "religion", "segregate", "special"});
  stores.MakeSegregated({{"religion", {{"", "none", 2003}, {"religion", "Christian", 2000}}}});
  stores.claims().categories[0].cells[0].count = 2003;
  stores.claims().categories[0].cohort = 4003;
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
  for (const uint64_t withheld : {502, 504}) {
    stores.claims().identity[1].records_withheld = withheld;
    CHECK(stores.Verdict("small_cells") == AttackVerdict::kFailed);
  }
}

TEST_CASE("A recorded lower cohort and a suppressed category pass") {
  TestStores stores;
  stores.claims().min_cohort = 10;
  stores.claims().min_cohort_records = 10;
  stores.claims().min_cohort_is_lowered = true;
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
  stores.MakeSegregated({{"religion", {}}});
  stores.claims().categories[0].is_suppressed = true;
  stores.claims().categories[0].cells.clear();
  CHECK(stores.Verdict("small_cells") == AttackVerdict::kPassed);
}

}  // namespace
}  // namespace sunder::verifier
