// identity_shape, and what `presence` leaves to it: columns that are named by position.
#include <catch2/catch.hpp>

#include "verifier/column_names.h"
#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

// People() with another header and something behind each record.
std::string Widened(const std::string& header, const std::string& behind_record) {
  const std::string people = TestStores::People();
  std::string text = header + "\n";
  for (size_t at = people.find('\n') + 1; at < people.size(); ++at) {
    text += people[at] == '\n' ? behind_record + "\n" : std::string(1, people[at]);
  }
  return text;
}

TEST_CASE("Columns and tables that the evidence does not name fail") {
  TestStores stores;
  SECTION("a column of codes") {
    stores.Write("identity/people.csv", Widened("email,name,notes,q", ",1"));
  }
  SECTION("a column of the removed one's place") {
    stores.claims().fields.push_back({"people.csv", "", "q", "race", "segregate", "special"});
    stores.Write("identity/people.csv", Widened("email,name,notes,q", ",1"));
  }
  SECTION("an empty column") {
    stores.Write("identity/people.csv", Widened("email,name,notes,q", ","));
  }
  SECTION("a column without a name") {
    stores.Write("identity/people.csv", Widened("email,name,notes,", ",1"));
  }
  SECTION("a column once more") {
    stores.Write("identity/people.csv", Widened("email,name,notes,notes", ",1"));
  }
  SECTION("cells beyond the header") {
    std::string people = TestStores::People();
    people.insert(people.size() - 1, ",1");
    stores.Write("identity/people.csv", people);
  }
  SECTION("another name") { stores.Write("identity/people.csv", Widened("email,q,notes", "")); }
  SECTION("another order") {
    std::swap(stores.claims().fields[1], stores.claims().fields[2]);
    stores.claims().fields[3].field = "address";
    stores.claims().fields.push_back({"people.csv", "", "notes", "", "drop_sentences", ""});
    stores.Write("identity/people.csv", Widened("email,notes,name", ""));
  }
  CHECK(stores.Verdict("identity_shape") == AttackVerdict::kFailed);
}

TEST_CASE("A column or table added to a database fails") {
  TestStores stores;
  const std::string people = "CREATE TABLE people(email TEXT, name TEXT);";
  stores.claims().identity = {{"crm.sqlite", "people", 1, "canonical"}};
  stores.claims().fields = {{"crm.sqlite", "people", "email", "email_address", "keep", ""},
                            {"crm.sqlite", "people", "name", "person_name", "keep", ""},
                            {"crm.sqlite", "people", "faith", "religion", "segregate", ""}};
  stores.Sql("identity/crm.sqlite", people + "INSERT INTO people VALUES('a@example.org','Ann')");
  REQUIRE(stores.Verdict("identity_shape") == AttackVerdict::kPassed);
  const std::string change =
      GENERATE("ALTER TABLE people ADD COLUMN q", "ALTER TABLE people ADD COLUMN q DEFAULT 'x'",
               "ALTER TABLE people ADD COLUMN q AS (length(name)) VIRTUAL", "CREATE TABLE q(a)",
               "ALTER TABLE people RENAME COLUMN name TO q");
  INFO(change);
  stores.Sql("identity/crm.sqlite", change);
  CHECK(stores.Verdict("identity_shape") == AttackVerdict::kFailed);
}

TEST_CASE("Columns named by position move on when one leaves") {
  TestStores stores;
  SECTION("no header: the first of four left") {
    stores.claims().fields = {{"people.csv", "", "column 1", "religion", "segregate", ""},
                              {"people.csv", "", "column 2", "", "keep", ""},
                              {"people.csv", "", "column 3", "", "keep", ""},
                              {"people.csv", "", "column 4", "", "keep", ""}};
    std::string people = TestStores::People();
    stores.Write("identity/people.csv", people.substr(people.find('\n') + 1));
  }
  SECTION("the first of two with one name left") {
    stores.claims().fields = {{"people.csv", "", "notes", "religion", "segregate", ""},
                              {"people.csv", "", "email", "", "keep", ""},
                              {"people.csv", "", "name", "", "keep", ""},
                              {"people.csv", "", "notes (2)", "", "drop_sentences", ""}};
  }
  SECTION("a kept column whose name is not shown") { stores.claims().fields[1].field = "column 2"; }
  CHECK(stores.Verdict("presence") == AttackVerdict::kPassed);
  CHECK(stores.Verdict("identity_shape") == AttackVerdict::kPassed);
}

TEST_CASE("Fields by name tell no order of columns") {
  TestStores stores;
  stores.claims().fields = {{"people.csv", "", "email", "", "keep", ""},
                            {"people.csv", "", "faith", "religion", "segregate", ""},
                            {"people.csv", "", "name", "", "keep", ""},
                            {"people.csv", "", "notes", "", "drop_sentences", ""}};
  stores.Write("identity/people.csv", Widened("email,notes,name", ""));
  CHECK(stores.Verdict("identity_shape") == AttackVerdict::kPassed);
}

TEST_CASE("A removed column of a table without a header that is still there fails") {
  TestStores stores;
  stores.claims().fields = {{"people.csv", "", "column 1", "", "keep", ""},
                            {"people.csv", "", "column 2", "", "keep", ""},
                            {"people.csv", "", "column 3", "religion", "segregate", ""}};
  const std::string people = TestStores::People();
  stores.Write("identity/people.csv", people.substr(people.find('\n') + 1));
  CHECK(stores.Verdict("identity_shape") == AttackVerdict::kFailed);
}

TEST_CASE("Fewer records than the evidence says are told, for persons may be erased") {
  TestStores stores;
  const std::string people = TestStores::People();
  stores.Write("identity/people.csv", people.substr(0, people.rfind('\n', people.size() - 2) + 1));
  const AttackResult attack = stores.Attack("identity_shape");
  CHECK(attack.verdict == AttackVerdict::kPassed);
  CHECK(attack.measure.find("fewer records") != std::string::npos);
}

TEST_CASE("Names made up for columns") {
  CHECK(IsNumberedColumn("column 12"));
  CHECK_FALSE(IsNumberedColumn("column "));
  CHECK_FALSE(IsNumberedColumn("column 1a"));
  CHECK(NameWithoutNumber("name (2)") == "name");
  CHECK(NameWithoutNumber("height (cm)") == "height (cm)");
  CHECK(NameWithoutNumber("name ()") == "name ()");
}

}  // namespace
}  // namespace sunder::verifier
