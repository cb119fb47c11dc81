#include "segregation/persons.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace sunder::segregation {
namespace {

PersonWords ShippedWords() {
  std::ifstream file(SUNDER_SOURCE_DIR "/patterns/persons.toml");
  std::stringstream text;
  text << file.rdbuf();
  Result<PersonWords> words = ParsePersonWords(text.str(), "persons.toml");
  INFO(words.status().message());
  REQUIRE(words.ok());
  return *std::move(words);
}

TEST_CASE("Headers of an organisation's own numbers of persons") {
  const PersonWords words = ShippedWords();
  const auto kind = [&](const char* path) { return PersonKindOfHeader(path, words); };
  for (const char* header : {"customer_id", "CustomerID", "Customer No.", "cust-number", "CUSTNO",
                             "KundenNr", "Kundennummer", "numero_cliente", "Numéro de client",
                             "about.customer.customerId", "customer id number"}) {
    INFO(header);
    CHECK(kind(header) == "customer_id");
  }
  CHECK(kind("patient_id") == "patient_id");
  CHECK(kind("código do paciente") == "patient_id");
  CHECK(kind("Mitgliedsnummer") == "member_id");
  CHECK(kind("номер клиента") == "customer_id");
  for (const char* header : {"id", "ID", "row_id", "customer", "parent_customer_id", "order_id",
                             "number_of_customers", "num_users", "account_id", "customer_name",
                             "created_by_user_id", "contact_number", "zip_code", ""}) {
    INFO(header);
    CHECK(kind(header).empty());
  }
}

FieldReport Field(const char* path, const char* label, uint64_t filled, uint64_t distinct) {
  FieldReport field;
  field.path = path;
  field.label = label;
  field.filled = filled;
  field.distinct = distinct;
  field.kind = field.label.empty() ? LabelKind::kNone : LabelKind::kDirect;
  return field;
}

TableReport Table(std::vector<FieldReport> fields) {
  TableReport table;
  table.records = 1000;
  table.fields = std::move(fields);
  for (size_t i = 0; i < table.fields.size(); ++i) {
    table.fields[i].position = static_cast<uint32_t>(i + 1);
  }
  return table;
}

std::vector<std::string> Chosen(std::vector<TableReport> tables) {
  ScanReport scan;
  scan.tables = std::move(tables);
  std::vector<std::string> kinds;
  for (const PersonField& person : ChoosePersons(scan, ShippedWords())) {
    kinds.push_back(person.field + ":" + person.kind);
  }
  return kinds;
}

using Kinds = std::vector<std::string>;

TEST_CASE("Own numbers go before national ids, e-mail addresses and usernames") {
  const FieldReport email = Field("mail", "email_address", 1000, 1000);
  const FieldReport own = Field("customer_id", "", 1000, 1000);
  const FieldReport national = Field("ssn", "national_id", 1000, 1000);
  CHECK(Chosen({Table({email, own, national})}) == Kinds{"customer_id:customer_id"});
  CHECK(Chosen({Table({email, national})}) == Kinds{"ssn:national_id"});
  CHECK(Chosen({Table({Field("a", "username", 1000, 9), Field("b", "email_address", 1000, 9),
                       Field("c", "email_address", 1000, 9)})}) == Kinds{"b:email_address"});
  // Shared by several persons, or the number of a row.
  CHECK(Chosen({Table({Field("tel", "phone_number", 1000, 1000), Field("id", "", 1000, 1000),
                       Field("name", "person_name", 1000, 900)})}) == Kinds{":"});
}

TEST_CASE("The kind that most tables have brings them together") {
  const FieldReport email = Field("mail", "email_address", 1000, 1000);
  const FieldReport own = Field("customer_id", "", 1000, 1000);
  CHECK(Chosen({Table({email, own}), Table({email}), Table({email})}) ==
        Kinds{"mail:email_address", "mail:email_address", "mail:email_address"});
  CHECK(Chosen({Table({email, own}), Table({email})}) ==
        Kinds{"mail:email_address", "mail:email_address"});
  CHECK(Chosen({Table({email, own}), Table({own})}) ==
        Kinds{"customer_id:customer_id", "customer_id:customer_id"});
}

TEST_CASE("Keys that are often empty, or tell groups apart, are none") {
  CHECK(Chosen({Table({Field("customer_id", "", 989, 989)})}) == Kinds{":"});
  CHECK(Chosen({Table({Field("customer_id", "", 990, 990)})}) == Kinds{"customer_id:customer_id"});
  // The employee is who looks after the customers.
  CHECK(Chosen({Table(
            {Field("employee_id", "", 1000, 20), Field("mail", "email_address", 1000, 990)})}) ==
        Kinds{"mail:email_address"});
  CHECK(Chosen({Table({Field("employee_id", "", 1000, 20),
                       Field("name", "person_name", 1000, 700)})}) == Kinds{":"});
  // Several visits of each.
  CHECK(Chosen({Table(
            {Field("patient_id", "", 1000, 200), Field("name", "person_name", 1000, 210)})}) ==
        Kinds{"patient_id:patient_id"});
  CHECK(Chosen({Table({Field("kids[].email", "email_address", 1000, 900)})}) == Kinds{":"});
}

}  // namespace
}  // namespace sunder::segregation
