#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

// As an export sorted by a column that has left: two runs of names.
std::string SortedByAnotherColumn() { return "name,city\nBea,Ulm\nDan,Ulm\nAnn,Ulm\nCid,Ulm\n"; }

TEST_CASE("A table in the order of the source fails") {
  TestStores stores;
  stores.claims().identity[0].records = 4;
  SECTION("CSV") { stores.Write("identity/people.csv", SortedByAnotherColumn()); }
  SECTION("whatever the evidence says of its order") {
    stores.Write("identity/people.csv", SortedByAnotherColumn());
    stores.claims().identity[0].order = "source";
  }
  SECTION("JSON lines") {
    stores.Write("identity/more.jsonl", "{\"n\":\"Bea\"}\n{\"n\":\"Dan\"}\n{\"n\":\"Ann\"}\n");
  }
  SECTION("SQLite without a key") {
    stores.Sql("identity/more.sqlite",
               "CREATE TABLE people(name TEXT); INSERT INTO people VALUES('Bea'),('Dan'),('Ann');");
  }
  const AttackResult attack = stores.Attack("row_order");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.measure.find("1 of") == 0);
}

TEST_CASE("One swapped pair among thousands is seen") {
  TestStores stores;
  std::string people = TestStores::People();
  const size_t at = people.find("p001500");
  const size_t next = people.find("p001501");
  people.replace(at, 7, "p001501");
  people.replace(next, 7, "p001500");
  stores.Write("identity/people.csv", people);
  CHECK(stores.Verdict("row_order") == AttackVerdict::kFailed);
}

TEST_CASE("An order kept by a recorded choice is undecided") {
  TestStores stores;
  stores.Write("identity/people.csv", SortedByAnotherColumn());
  stores.claims().identity[0].order = "kept";
  const AttackResult attack = stores.Attack("row_order");
  CHECK(attack.verdict == AttackVerdict::kUndecided);
  CHECK(attack.advice.find("people.csv") != std::string::npos);
}

TEST_CASE("Tables of one column, quoted cells and equal records are canonical") {
  TestStores stores;
  stores.claims().identity[0].records = 4;
  SECTION("one column") { stores.Write("identity/people.csv", "name\nAnn\nAnn\nBea; Ms\nCid\n"); }
  SECTION("quoted") {
    stores.Write("identity/people.csv",
                 "name,city\n\"Ann, Ms\",Ulm\nAnn,Ulm\nBea,\"Ulm, Donau\"\nCid,Ulm\n");
  }
  CHECK(stores.Verdict("row_order") == AttackVerdict::kPassed);
}

}  // namespace
}  // namespace sunder::verifier
