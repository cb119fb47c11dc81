#include <algorithm>
#include <catch2/catch.hpp>

#include "connectors/listing/sources.h"
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

// Writes the records of a file sorted by their bytes, as a split does.
void WriteCanonical(const std::string& from, const std::string& to) {
  const Result<SourceListing> listing = ListSources({from}, ListOptions());
  REQUIRE(listing.ok());
  REQUIRE(listing->objects.size() == 1);
  const Connector* connector = FindConnector(listing->objects[0].connector);
  REQUIRE(connector != nullptr);
  const Result<std::vector<TableInfo>> tables = connector->Inspect(listing->objects[0]);
  REQUIRE(tables.ok());
  const Result<std::unique_ptr<ObjectWriter>> writer =
      connector->Create(to, *tables, std::vector<WriteOptions>(tables->size()));
  REQUIRE(writer.ok());
  for (size_t table = 0; table < tables->size(); ++table) {
    const Result<std::unique_ptr<RecordReader>> reader =
        connector->Open((*tables)[table], Partition(), ReadOptions());
    REQUIRE(reader.ok());
    std::vector<std::string> records;
    RecordBlock block;
    while (*(*reader)->Next(&block)) {
      REQUIRE(block.EnsureIndexed().ok());
      for (uint32_t record = 0; record < block.record_count; ++record) {
        records.emplace_back();
        REQUIRE((*writer)->Serialize(table, block, record, {}, &records.back()).ok());
      }
    }
    std::sort(records.begin(), records.end());
    for (const std::string& record : records) REQUIRE((*writer)->Write(table, record).ok());
  }
  REQUIRE((*writer)->Finish().ok());
}

TEST_CASE("What a split writes in canonical order passes, in every format") {
  TestStores stores;
  std::string extension;
  SECTION("CSV") {
    extension = ".csv";
    stores.Write("source/more.csv",
                 "name;note\n\"Zoe; Ms\";\"two\nlines\"\nAnn;\nBea;\"a \"\"b\"\"\"\n-1;x\n");
  }
  SECTION("JSON lines") {
    extension = ".jsonl";
    stores.Write(
        "source/more.jsonl",
        "{\"n\": \"Zoe\", \"a\": [1, 2]}\n{\"n\":\"Ann\",\"a\":{}}\n{\"n\":\"\\u00e9\"}\n");
  }
  SECTION("a JSON array") {
    extension = ".json";
    stores.Write("source/more.json", "[{\"n\": \"Zoe\"},\n {\"n\": \"Ann\"},\n {\"n\": 3}]\n");
  }
  SECTION("SQLite") {
    extension = ".sqlite";
    stores.Sql(
        "source.sqlite",
        "CREATE TABLE t(n TEXT, i INTEGER, r REAL, b BLOB); INSERT INTO t VALUES"
        "('Zoe',300,1.5,x'00ff'),('Annabelle',-1,NULL,NULL),('Bea',5,-2.0,x''),('Al',70000,0,"
        "NULL),('',1,1,NULL); CREATE TABLE e(x); CREATE TABLE k(id INTEGER PRIMARY KEY, v);"
        "INSERT INTO k VALUES(9,'a'),(3,'b'),(70000,'c');");
    std::filesystem::create_directory(stores.Path("source"));
    std::filesystem::rename(stores.Path("source.sqlite"), stores.Path("source/more.sqlite"));
  }
  WriteCanonical(stores.Path("source/more" + extension), stores.Path("identity/more" + extension));
  CHECK(stores.Verdict("row_order") == AttackVerdict::kPassed);
}

}  // namespace
}  // namespace sunder::verifier
