#include "segregation/constraint.h"

#include <catch2/catch.hpp>

namespace sunder::segregation {
namespace {

LabelCatalog Labels() {
  LabelCatalog labels;
  const auto add = [&labels](const char* name, LabelKind kind) {
    REQUIRE(labels.Add({name, name, kind, true}).ok());
  };
  for (const char* name : {"religion", "race"}) add(name, LabelKind::kSpecial);
  for (const char* name : {"email_address", "person_name"}) add(name, LabelKind::kDirect);
  for (const char* name : {"date_of_birth", "postal_code", "sex"}) add(name, LabelKind::kQuasi);
  return labels;
}

PlannedField Field(const std::string& name, const std::string& label, Route route = Route::kKeep) {
  PlannedField field;
  field.field = field.display = name;
  field.label = label;
  field.route = route;
  return field;
}

PlannedTable TableOf(const std::string& object, std::vector<PlannedField> fields) {
  PlannedTable table;
  table.object = object;
  table.connector = "csv";
  table.fields = std::move(fields);
  return table;
}

SegregationPlan PlanOf(std::vector<PlannedField> fields) {
  SegregationPlan plan;
  plan.tables.push_back(TableOf("people.csv", std::move(fields)));
  return plan;
}

std::string Complaint(const SegregationPlan& plan, const std::vector<StrongProxy>& proxies = {}) {
  const Status status = CheckConstraints(plan, Labels(), proxies);
  if (status.ok()) return "";
  CHECK((status.code() == StatusCode::kRefused || status.code() == StatusCode::kUsage));
  return status.message();
}

bool Has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("A special column kept beside an identifier is refused, by name and with a way out") {
  const std::string complaint =
      Complaint(PlanOf({Field("mail", "email_address"), Field("faith", "religion")}));
  CHECK(Has(complaint, "people.csv"));
  CHECK(Has(complaint, "identity store"));
  CHECK(Has(complaint, "`mail` (email_address) and `faith` (religion)"));
  CHECK(Has(complaint, "never {direct_identifier, special}"));
  CHECK(Has(complaint, "a special category is never kept with an identity"));
  CHECK(Has(complaint, "label = \"none\""));
}

TEST_CASE("What leaves is not together with what stays") {
  const Route route = GENERATE(Route::kSegregate, Route::kQuarantine);
  CHECK(Complaint(PlanOf({Field("mail", "email_address"), Field("faith", "religion", route)})) ==
        "");
  CHECK(Complaint(PlanOf({Field("mail", "email_address", Route::kQuarantine),
                          Field("faith", "religion")})) == "");
  CHECK(Complaint(PlanOf({Field("mail", "email_address"), Field("faith", "")})) == "");
}

TEST_CASE("Labels inside cells count as fields, and leave with their sentences") {
  PlannedField notes = Field("notes", "");
  notes.holds = {"person_name", "religion"};
  CHECK(Has(Complaint(PlanOf({notes})), "`notes` (person_name) and `notes` (religion)"));
  notes.route = Route::kDropSentences;
  CHECK(Complaint(PlanOf({notes})) == "");
  CHECK(Complaint(PlanOf({notes, Field("faith", "religion")})) != "");
}

TEST_CASE("A tier that stands three times means three fields") {
  std::vector<PlannedField> fields{Field("faith", "religion"), Field("born", "date_of_birth"),
                                   Field("zip", "postal_code")};
  CHECK(Complaint(PlanOf(fields)) == "");
  fields.push_back(Field("sex", "sex"));
  CHECK(Has(Complaint(PlanOf(fields)), "`born` (date_of_birth) and `zip` (postal_code) and `sex`"));
}

TEST_CASE("Two categories of persons do not stay together; an anonymous survey is apart already") {
  std::vector<PlannedField> fields{Field("faith", "religion"), Field("race", "race")};
  CHECK(Complaint(PlanOf(fields)) == "");
  fields.push_back(Field("mail", "email_address", Route::kQuarantine));
  CHECK(Has(Complaint(PlanOf(fields)), "never {special, special}"));
  fields[1] = Field("former_faith", "religion");
  CHECK(Complaint(PlanOf(fields)) == "");
}

TEST_CASE("Single labels make a constraint, one alone as well") {
  SegregationPlan plan = PlanOf({Field("born", "date_of_birth"), Field("zip", "postal_code")});
  plan.policy.constraints.push_back({{"postal_code", "date_of_birth"}, "our own rule"});
  CHECK(Has(Complaint(plan), "our own rule"));
  plan.policy.constraints.back().never = {"sex"};
  CHECK(Complaint(plan) == "");
  plan.policy.constraints.back().never = {"postal_code"};
  CHECK(Complaint(plan) != "");
  plan.policy.constraints.back().never = {"postcode"};
  CHECK(Has(Complaint(plan), "`postcode`, which is no label"));
}

TEST_CASE("One class of recipients for two stores makes them one schema") {
  SegregationPlan plan =
      PlanOf({Field("mail", "email_address"), Field("faith", "religion", Route::kSegregate)});
  plan.policy.stores["segregated"].recipient_class = "operations";
  CHECK(Has(Complaint(plan), "[store.segregated] different recipient classes"));
  plan.policy.stores["segregated"].recipient_class = "analysis";
  plan.policy.stores["segregated"].also_read_by = {"operations"};
  CHECK(Has(Complaint(plan), "`faith` in the segregated store (religion)"));
  plan.policy.stores["segregated"].also_read_by = {"board"};
  CHECK(Complaint(plan) == "");
  plan.policy.stores["quarantine"].recipient_class = "operations";
  CHECK(Complaint(plan) == "");
  plan.tables[0].fields[1].route = Route::kQuarantine;
  CHECK(Has(Complaint(plan), "[store.quarantine] different recipient classes"));
}

TEST_CASE("A strong proxy counts where the constraint says so, unless it is accepted") {
  SegregationPlan plan = PlanOf({Field("mail", "email_address"), Field("diet", "")});
  const std::vector<StrongProxy> proxies{{"people.csv", "", "diet", "religion"}};
  CHECK(Complaint(plan, proxies) == "");
  plan.policy.constraints.front().refuses_proxies = true;
  CHECK(Has(Complaint(plan, proxies), "`diet` (foretells religion)"));
  CHECK(Has(Complaint(plan, proxies), "accept_proxy = true"));
  plan.tables[0].fields[1].accepts_proxy = true;
  CHECK(Complaint(plan, proxies) == "");
  plan.tables[0].fields[1].accepts_proxy = false;
  plan.tables[0].fields[1].route = Route::kQuarantine;
  CHECK(Complaint(plan, proxies) == "");
}

TEST_CASE("Many breaches are cut short") {
  SegregationPlan plan;
  for (int i = 0; i < 12; ++i) {
    plan.tables.push_back(TableOf("t" + std::to_string(i),
                                  {Field("mail", "email_address"), Field("faith", "religion")}));
  }
  CHECK(Has(Complaint(plan), "and 4 more"));
}

}  // namespace
}  // namespace sunder::segregation
