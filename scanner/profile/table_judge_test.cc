// Whole tables: fields, sensitive headers, overrides and associations.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/context/sentence_judge.h"
#include "scanner/profile/shipped_rules_for_test.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {
namespace {

struct Table {
  std::vector<std::string> fields;
  std::vector<std::vector<std::string>> rows;
};

TableReport JudgeTable(const Table& table, const std::vector<FieldOverride>& overrides = {},
                       bool is_document = false, const std::string& object = "members.csv") {
  auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  auto cell_judge = NewJudge(ShippedDatabase());
  REQUIRE(cell_judge.ok());
  RecordBlock block;
  block.fields = table.fields;
  block.record_count = static_cast<uint32_t>(table.rows.size());
  for (uint32_t row = 0; row < table.rows.size(); ++row) {
    for (uint32_t field = 0; field < table.fields.size(); ++field) {
      CellRef cell;
      cell.record = row;
      cell.field = field;
      cell.begin = static_cast<uint32_t>(block.data.size());
      block.data += table.rows[row][field];
      cell.end = static_cast<uint32_t>(block.data.size());
      block.cells.push_back(cell);
    }
  }
  TableProfile profile([&](std::string_view path) { return judge.value()->MayHeadSpecial(path); });
  REQUIRE(profile.AddBlock(block, cell_judge.value().get()).ok());
  profile.Finish();
  TableReport report;
  report.object = object;
  report.connector = "csv";
  report.is_document = is_document;
  const Status status = judge.value()->Judge(profile, table.fields, overrides, &report);
  CAPTURE(status.message());
  REQUIRE(status.ok());
  return report;
}

const FieldReport& Field(const TableReport& report, const std::string& path) {
  for (const FieldReport& field : report.fields) {
    if (field.path == path) return field;
  }
  FAIL("no field " << path);
  return report.fields.front();
}

const Table kMembers = {{"id", "name", "email", "religion", "notes"},
                        {{"1", "Maria Lopez", "maria@example.com", "Catholic", ""},
                         {"2", "John Smith", "john@example.com", "Muslim", "paid in cash"},
                         {"3", "Anna Schmidt", "anna@example.com", "", "moved to another town"},
                         {"4", "David Brown", "david@example.com", "Jewish", ""}}};

}  // namespace

TEST_CASE("columns of persons outweigh what the file is called") {
  const std::vector<std::vector<std::string>> rows = {
      {"Ola", "Quill", "ola@example.org", "Kurdish"},
      {"Pat", "Marsh", "pat@example.org", "Irish"},
      {"Kim", "Lund", "kim@example.org", "Roma"},
      {"Ivo", "Kral", "ivo@example.org", "Irish"}};
  const Table persons = {{"first_name", "last_name", "email", "ethnicity"}, rows};
  CHECK(Field(JudgeTable(persons, {}, false, "items.csv"), "ethnicity").label == "ethnicity");
  const Table places = {{"name", "telephone", "email", "ethnicity"}, rows};
  CHECK(Field(JudgeTable(places, {}, false, "restaurants.csv"), "ethnicity").label.empty());
}

TEST_CASE("a special column beside names and addresses is linked with them") {
  const TableReport report = JudgeTable(kMembers);
  CHECK(report.records == 4);
  CHECK(Field(report, "religion").label == "religion");
  CHECK(Field(report, "religion").filled == 3);
  CHECK(Field(report, "id").label.empty());
  REQUIRE(report.associations.size() == 1);
  const Association& association = report.associations[0];
  CHECK(association.strength == Strength::kLinked);
  CHECK(association.carrier == Carrier::kRecord);
  CHECK(association.label == "religion");
  CHECK(association.field == "religion");
  CHECK(association.field_position == 4);
  CHECK(association.records == 3);
  CHECK(IsPersonal(association.grade));
  REQUIRE(association.parts.size() == 2);
  CHECK(association.parts[0].label == "person_name");
  CHECK(association.parts[1].label == "email_address");
  CHECK_FALSE(association.explanation.empty());
}

TEST_CASE("a special column without identifiers is apart already") {
  const TableReport report =
      JudgeTable({{"answer", "religion"}, {{"1", "Catholic"}, {"2", "Muslim"}, {"3", "Jewish"}}});
  CHECK(Field(report, "religion").label == "religion");
  CHECK(report.associations.empty());
}

TEST_CASE("three quasi-identifiers make it linkable, two do not") {
  Table table{{"race", "zip", "birthday", "gender"},
              {{"White", "35055", "1958-10-13", "M"},
               {"Asian", "35501", "1990-02-01", "F"},
               {"Black", "02458", "1971-07-30", "F"}}};
  const TableReport report = JudgeTable(table);
  REQUIRE(report.associations.size() == 1);
  CHECK(report.associations[0].strength == Strength::kLinkable);
  CHECK(report.associations[0].records == 3);
  CHECK(report.associations[0].parts.size() == 3);
  table.fields[1] = "shelf";
  for (auto& row : table.rows) row[1] = "upper";
  CHECK(JudgeTable(table).associations.empty());
}

TEST_CASE("fields that are never filled together are still found in one table") {
  const TableReport report = JudgeTable(
      {{"email", "religion"},
       {{"maria@example.com", ""}, {"john@example.com", ""}, {"", "Lutheran"}, {"", "Muslim"}}});
  REQUIRE(report.associations.size() == 1);
  CHECK(report.associations[0].carrier == Carrier::kTable);
  CHECK(report.associations[0].records == 0);
}

TEST_CASE("an identifier that no record of the value has is no part of it") {
  const TableReport report =
      JudgeTable({{"name", "email", "religion"},
                  {{"Maria Lopez", "", "Catholic"},
                   {"John Smith", "", "Muslim"},
                   {"Anna Schmidt", "anna@example.com", ""},
                   {"David Brown", "david@example.com", ""}}});
  REQUIRE(report.associations.size() == 1);
  const Association& association = report.associations[0];
  CHECK(association.carrier == Carrier::kRecord);
  REQUIRE(association.parts.size() == 1);
  CHECK(association.parts[0].label == "person_name");
  CHECK(association.explanation.find("email_address") == std::string::npos);
}

TEST_CASE("a text that holds both is linked in one value") {
  const TableReport report =
      JudgeTable({{"note"},
                  {{"Please write to Maria Lopez at maria@example.com, she is a devout Muslim."},
                   {"The parcel came two days late and nobody was at home."}}});
  const FieldReport& note = Field(report, "note");
  CHECK(note.is_free_text);
  CHECK(note.label.empty());
  CHECK_FALSE(note.hits.empty());
  REQUIRE(report.associations.size() == 1);
  CHECK(report.associations[0].carrier == Carrier::kValue);
  CHECK(report.associations[0].strength == Strength::kLinked);
}

TEST_CASE("different records of a document meet in the document, of a table do not") {
  const Table table{{"text"},
                    {{"Please write to Maria Lopez at maria@example.com about the minutes."},
                     {"She told us that she is a devout Muslim."}}};
  const TableReport document = JudgeTable(table, {}, true);
  REQUIRE(document.associations.size() == 1);
  CHECK(document.associations[0].carrier == Carrier::kDocument);
  CHECK(JudgeTable(table).associations.empty());
}

TEST_CASE("topics make no association") {
  const TableReport report = JudgeTable(
      {{"email", "text"},
       {{"maria@example.com", "The Lutheran church was built in 1800 by a miller."},
        {"john@example.com", "Islam is a religion that began in the seventh century."}}});
  CHECK(report.associations.empty());
}

TEST_CASE("a header that holds a value is shown by its position") {
  const TableReport report =
      JudgeTable({{"maria.lopez@example.com", "religion"}, {{"x", "Catholic"}, {"y", "Muslim"}}});
  CHECK(report.fields[0].name_is_sensitive);
  CHECK(report.fields[0].display == "column 1");
  CHECK_FALSE(report.fields[1].name_is_sensitive);
  CHECK(report.fields[1].display == "religion");
}

TEST_CASE("a person's decision wins and is recorded") {
  const TableReport none =
      JudgeTable(kMembers, {{"*.csv", "", "religion", "none", "names of our tariffs"}});
  const FieldReport& field = Field(none, "religion");
  CHECK(field.label.empty());
  CHECK(field.is_overridden);
  CHECK(field.explanation.back().find("names of our tariffs") != std::string::npos);
  CHECK(none.associations.empty());

  const TableReport set = JudgeTable(kMembers, {{"", "", "notes", "ethnicity", "clan"}});
  CHECK(Field(set, "notes").label == "ethnicity");
  CHECK(Field(set, "notes").grade == EvidenceGrade::kDeclaredField);
  CHECK(set.associations.size() == 2);

  const TableReport elsewhere = JudgeTable(kMembers, {{"*.json", "", "religion", "none", "x"}});
  CHECK(Field(elsewhere, "religion").label == "religion");
}

TEST_CASE("an override with an unknown label is refused") {
  auto judge = TableJudge::Create(ShippedDatabase());
  REQUIRE(judge.ok());
  TableReport report;
  const TableProfile profile(nullptr);
  const Status status =
      judge.value()->Judge(profile, {"a"}, {{"", "", "a", "no_such_label", "why"}}, &report);
  CHECK(status.code() == StatusCode::kUsage);
}

TEST_CASE("an empty table has its fields and nothing else") {
  const TableReport report = JudgeTable({{"religion", "name"}, {}});
  REQUIRE(report.fields.size() == 2);
  CHECK(report.fields[0].label.empty());
  CHECK(report.fields[0].filled == 0);
  CHECK(report.associations.empty());
}

}  // namespace sunder::scanner
