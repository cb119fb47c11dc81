#include "segregation/plan.h"

#include <catch2/catch.hpp>
#include <fstream>
#include <sstream>

namespace sunder::segregation {
namespace {

FieldReport Field(const std::string& path, const std::string& label, LabelKind kind) {
  FieldReport field;
  field.path = field.display = path;
  field.filled = 100;
  field.label = label;
  field.kind = kind;
  if (kind == LabelKind::kSpecial) {
    field.grade = EvidenceGrade::kDeclaredField;
    field.rule = label + ".words";
  }
  return field;
}

FieldReport Text(const std::string& path, const std::vector<std::string>& categories,
                 EvidenceGrade grade = EvidenceGrade::kThirdPartyStatement) {
  FieldReport field = Field(path, "", LabelKind::kNone);
  field.is_free_text = true;
  for (const std::string& label : categories) {
    field.hits.push_back({label, LabelKind::kSpecial, grade, label + ".words", 5, 0.9F, ""});
  }
  return field;
}

ScanReport Report(std::vector<FieldReport> fields) {
  ScanReport scan;
  scan.rules_hash = "ab12";
  scan.sources = {"people \"1\".csv"};
  TableReport table;
  table.object = "people.csv";
  table.connector = "csv";
  table.schema_hash = "cd34";
  table.fields = std::move(fields);
  scan.tables.push_back(std::move(table));
  return scan;
}

Policy ShippedPolicy() {
  std::ifstream file(SUNDER_SOURCE_DIR "/patterns/policy.toml");
  std::stringstream text;
  text << file.rdbuf();
  Result<Policy> policy = ParsePolicy(text.str(), "policy.toml");
  REQUIRE(policy.ok());
  return *policy;
}

std::vector<Route> RoutesOf(const SegregationPlan& plan) {
  std::vector<Route> routes;
  for (const PlannedField& field : plan.tables.at(0).fields) routes.push_back(field.route);
  return routes;
}

SegregationPlan FullPlan() {
  return MakePlan(
      Report({Field("email", "email_address", LabelKind::kDirect),
              Field("faith", "religion", LabelKind::kSpecial), Text("notes", {"religion", "race"}),
              Field("pin", "password", LabelKind::kSecret), Field("total", "", LabelKind::kNone)}),
      ShippedPolicy(), {});
}

std::string Edited(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

TEST_CASE("Tables of one record each are planned as one") {
  // Which message states what must not show in what becomes of the others.
  ScanReport scan;
  const auto add = [&](const std::string& object, uint64_t records,
                       std::vector<FieldReport> fields) {
    TableReport table;
    table.object = object;
    table.connector = "mail";
    table.records = records;
    table.fields = std::move(fields);
    scan.tables.push_back(std::move(table));
  };
  const FieldReport from = Field("from", "email_address", LabelKind::kDirect);
  add("a.eml", 1, {Text("body", {"religion"}), from});
  add("b.eml", 1, {Text("body", {}), from, Field("x_faith", "religion", LabelKind::kSpecial)});
  add("c.eml", 1, {Text("body", {}), Field("x_odd", "", LabelKind::kNone)});
  add("d.mbox", 2, {Text("body", {}), from});
  const SegregationPlan plan = MakePlan(scan, ShippedPolicy(), {});
  REQUIRE(plan.tables.size() == 4);
  CHECK(plan.tables[1].fields == plan.tables[0].fields);
  CHECK(plan.tables[2].fields == plan.tables[0].fields);
  CHECK(RoutesOf(plan) ==
        std::vector<Route>{Route::kDropSentences, Route::kKeep, Route::kSegregate, Route::kKeep});
  CHECK(plan.tables[0].fields[0].categories == std::vector<std::string>{"religion"});
  CHECK(plan.tables[3].fields.size() == 2);
  CHECK(plan.tables[3].fields[0].route == Route::kKeep);
}

TEST_CASE("A special category beside a direct identifier is taken apart") {
  const SegregationPlan plan = FullPlan();
  CHECK(RoutesOf(plan) == std::vector<Route>{Route::kKeep, Route::kSegregate, Route::kDropSentences,
                                             Route::kQuarantine, Route::kKeep});
  CHECK(plan.tables[0].fields[2].categories == std::vector<std::string>{"race", "religion"});
  CHECK(plan.NeedsRecipient());
  CHECK(plan.HasWork());
  CHECK(plan.min_cohort == 1000);
  CHECK(plan.min_cohort_records == 2000);
  CHECK_FALSE(plan.min_cohort_is_lowered);
}

TEST_CASE("The plan says what texts hold, and which columns are accepted") {
  FieldReport notes = Text("notes", {"religion"});
  notes.hits.push_back({"person_name", LabelKind::kDirect, EvidenceGrade::kNone, "r", 1, 0.9F, ""});
  notes.hits.push_back({"sex", LabelKind::kQuasi, EvidenceGrade::kNone, "r", 1, 0.9F, ""});
  SegregationPlan plan =
      MakePlan(Report({notes, Field("diet", "", LabelKind::kNone)}), Policy(), {});
  CHECK(plan.tables[0].fields[0].holds == std::vector<std::string>{"person_name", "religion"});
  plan.tables[0].fields[1].accepts_proxy = true;
  plan.tables[0].fields[1].reason = "looked at by the data protection officer";
  plan.policy.constraints.push_back({{"sex", "religion"}, "ours", true});
  plan.policy.stores["identity"].also_read_by = {"billing"};
  const Result<SegregationPlan> read = ParsePlan(WritePlan(plan), "plan.toml");
  INFO((read.ok() ? "" : read.status().message()));
  REQUIRE(read.ok());
  CHECK(*read == plan);
  plan.tables[0].fields[1].reason = "no special category";
  const Result<SegregationPlan> unreasoned = ParsePlan(WritePlan(plan), "plan.toml");
  REQUIRE_FALSE(unreasoned.ok());
  CHECK(unreasoned.status().message().find("reason") != std::string::npos);
}

TEST_CASE("Of a read-only object nothing leaves but all of it") {
  ScanReport scan = Report({Field("email", "email_address", LabelKind::kDirect),
                            Field("faith", "religion", LabelKind::kSpecial),
                            Text("notes", {"race"}), Text("remarks", {})});
  scan.tables[0].read_only_reason = "pages are not rewritten";
  const SegregationPlan plan = MakePlan(scan, ShippedPolicy(), {});
  CHECK(RoutesOf(plan) ==
        std::vector<Route>{Route::kKeep, Route::kWithhold, Route::kWithhold, Route::kKeep});
  CHECK(plan.WithheldObjects() == std::set<std::string, std::less<>>{"people.csv"});
  CHECK(plan.NeedsRecipient());
  CHECK(plan.HasWork());
  CHECK_FALSE(plan.HasTexts());
  CHECK(CountedCategories(plan.tables[0], LabelCatalog()).empty());
  const std::string toml = WritePlan(plan);
  const Result<SegregationPlan> read = ParsePlan(toml, "plan.toml");
  REQUIRE(read.ok());
  CHECK(*read == plan);
  // A label that is denied is kept; one that is given withholds; what cannot be done is refused.
  const std::string denied =
      Edited(toml, "label = \"religion\"\nroute = \"withhold\"\nreason = \"",
             "label = \"none\"\nroute = \"withhold\"\nreason = \"a street; ");
  const Result<SegregationPlan> kept = ParsePlan(denied, "plan.toml");
  REQUIRE(kept.ok());
  CHECK(kept->tables[0].fields[1].route == Route::kKeep);
  CHECK(kept->WithheldObjects().contains("people.csv"));
  const std::string impossible =
      Edited(toml, "route = \"withhold\"\nreason = \"", "route = \"segregate\"\nreason = \"so; ");
  CHECK(ParsePlan(impossible, "plan.toml").status().message().find("read only") !=
        std::string::npos);
  // Not where the file can be written.
  const std::string needless = Edited(WritePlan(FullPlan()), "route = \"segregate\"\nreason = \"",
                                      "route = \"withhold\"\nreason = \"so; ");
  CHECK(ParsePlan(needless, "plan.toml").status().message().find("can be written") !=
        std::string::npos);
}

TEST_CASE("An object that cannot be written back any more makes a plan stale") {
  ScanReport scan = Report({Field("email", "email_address", LabelKind::kDirect)});
  const SegregationPlan plan = MakePlan(scan, ShippedPolicy(), {});
  CHECK(CheckPlanIsCurrent(plan, scan.tables, scan.rules_hash).ok());
  scan.tables[0].read_only_reason = "it is encrypted";
  CHECK(CheckPlanIsCurrent(plan, scan.tables, scan.rules_hash).code() == StatusCode::kRefused);
}

TEST_CASE("Tiers have routes for labels without one of their own") {
  Policy policy;
  policy.direct_column = Route::kQuarantine;
  policy.quasi_column = Route::kQuarantine;
  policy.route_by_label["phone_number"] = Route::kKeep;
  const SegregationPlan plan = MakePlan(Report({Field("faith", "religion", LabelKind::kSpecial),
                                                Field("mail", "email_address", LabelKind::kDirect),
                                                Field("phone", "phone_number", LabelKind::kDirect),
                                                Field("zip", "postal_code", LabelKind::kQuasi)}),
                                        policy, {});
  CHECK(RoutesOf(plan) == std::vector<Route>{Route::kSegregate, Route::kQuarantine, Route::kKeep,
                                             Route::kQuarantine});
}

TEST_CASE("Three quasi-identifiers make a person, two do not") {
  std::vector<FieldReport> fields{Field("faith", "religion", LabelKind::kSpecial),
                                  Field("born", "date_of_birth", LabelKind::kQuasi),
                                  Field("zip", "postal_code", LabelKind::kQuasi)};
  const SegregationPlan apart = MakePlan(Report(fields), Policy(), {});
  CHECK_FALSE(apart.HasWork());
  CHECK(apart.tables[0].fields[0].reason.find("already apart") == 0);
  fields.push_back(Field("sex", "sex", LabelKind::kQuasi));
  const SegregationPlan linkable = MakePlan(Report(fields), Policy(), {});
  CHECK(linkable.tables[0].fields[0].route == Route::kSegregate);
  CHECK_FALSE(linkable.NeedsRecipient());
}

TEST_CASE("Already apart is taken apart when all is asked for") {
  PlanOptions options;
  options.all = true;
  const SegregationPlan plan =
      MakePlan(Report({Field("faith", "religion", LabelKind::kSpecial)}), Policy(), options);
  CHECK(RoutesOf(plan) == std::vector<Route>{Route::kSegregate});
}

TEST_CASE("Identifiers inside texts count, group mentions do not") {
  FieldReport text = Text("body", {"religion"});
  text.hits.push_back({"person_name", LabelKind::kDirect, EvidenceGrade::kNone, "r", 1, 0.9F, ""});
  ScanReport scan = Report({text});
  scan.tables[0].is_document = true;
  CHECK(RoutesOf(MakePlan(scan, Policy(), {})) == std::vector<Route>{Route::kDropSentences});
  FieldReport topic = Text("body", {"religion"}, EvidenceGrade::kTopic);
  topic.hits.push_back(text.hits.back());
  CHECK_FALSE(MakePlan(Report({topic}), Policy(), {}).HasWork());
}

TEST_CASE("An association alone makes a table one about persons") {
  ScanReport scan = Report({Field("faith", "religion", LabelKind::kSpecial)});
  scan.tables[0].associations.emplace_back();
  CHECK(MakePlan(scan, Policy(), {}).HasWork());
}

TEST_CASE("A plan does not depend on how values and persons are matched") {
  ScanReport one = Report({Field("email", "email_address", LabelKind::kDirect),
                           Field("faith", "religion", LabelKind::kSpecial)});
  one.tables[0].associations.emplace_back();
  one.tables[0].associations[0].records = 3;
  one.tables[0].associations[0].parts.push_back({"email", "email_address", 3});
  ScanReport two = one;
  two.tables[0].associations[0].records = 90;
  two.tables[0].associations[0].parts.clear();
  CHECK(WritePlan(MakePlan(one, Policy(), {})) == WritePlan(MakePlan(two, Policy(), {})));
}

TEST_CASE("Texts without statements are judged again but need no recipient") {
  const SegregationPlan plan =
      MakePlan(Report({Field("email", "email_address", LabelKind::kDirect),
                       Field("faith", "religion", LabelKind::kSpecial), Text("notes", {})}),
               Policy(), {});
  CHECK(plan.tables[0].fields[2].route == Route::kDropSentences);
  CHECK_FALSE(plan.NeedsRecipient());
}

TEST_CASE("A person's override keeps a field, with the person's reason") {
  FieldReport overridden = Field("faith", "", LabelKind::kNone);
  overridden.is_overridden = true;
  overridden.explanation = {"override: names of ships"};
  overridden.hits = Text("x", {"religion"}).hits;
  const SegregationPlan plan =
      MakePlan(Report({Field("email", "email_address", LabelKind::kDirect), overridden,
                       Field("race", "race", LabelKind::kSpecial)}),
               Policy(), {});
  CHECK(plan.tables[0].fields[1].route == Route::kKeep);
  CHECK(plan.tables[0].fields[1].reason == "override: names of ships");
}

TEST_CASE("A lowered cohort is a recorded choice") {
  PlanOptions options;
  options.min_cohort = 100;
  const SegregationPlan plan = MakePlan(Report({}), Policy(), options);
  CHECK(plan.min_cohort == 100);
  CHECK(plan.min_cohort_records == 100);
  CHECK(plan.min_cohort_is_lowered);
  const Result<SegregationPlan> edited =
      ParsePlan(Edited(WritePlan(FullPlan()), "min_cohort = 1000", "min_cohort = 5"), "plan.toml");
  REQUIRE(edited.ok());
  CHECK(edited->min_cohort_is_lowered);
}

TEST_CASE("A plan round-trips, whatever stands in names") {
  SegregationPlan plan = FullPlan();
  plan.keeps_order = true;
  plan.tables[0].table = "a\\b\n\"c\"\x01 ü";
  plan.tables[0].keeps_order = true;
  plan.tables[0].fields[1].display = "column 2";
  const Result<SegregationPlan> parsed = ParsePlan(WritePlan(plan), "plan.toml");
  INFO((parsed.ok() ? "" : parsed.status().message()));
  REQUIRE(parsed.ok());
  CHECK(*parsed == plan);
  CHECK(WritePlan(*parsed) == WritePlan(plan));
}

TEST_CASE("A person's edits of a plan") {
  const std::string text = WritePlan(FullPlan());
  const std::string label = "\nlabel = \"religion\"";
  const std::string why = "reason = \"special category beside identifiers\"";
  SECTION("label none with a reason keeps the field, whatever the route says") {
    const Result<SegregationPlan> plan = ParsePlan(
        Edited(Edited(text, label, "\nlabel = \"none\""), why, "reason = \"names of ships\""), "p");
    REQUIRE(plan.ok());
    CHECK(plan->tables[0].fields[1].route == Route::kKeep);
    CHECK(plan->tables[0].fields[1].label.empty());
    CHECK(plan->tables[0].fields[1].rule.empty());
    // Written again, the decision stands.
    CHECK(*ParsePlan(WritePlan(*plan), "p") == *plan);
  }
  SECTION("a change without a reason of its own is refused") {
    const Result<SegregationPlan> plan =
        ParsePlan(Edited(text, label, "\nlabel = \"none\""), "p.toml");
    REQUIRE_FALSE(plan.ok());
    CHECK(plan.status().code() == StatusCode::kUsage);
    CHECK(plan.status().message().find("`reason`") != std::string::npos);
    CHECK_FALSE(
        ParsePlan(Edited(Edited(text, label, "\nlabel = \"none\""), why, "reason = \" \""), "p")
            .ok());
  }
  SECTION("another label takes the route of the policy") {
    const Result<SegregationPlan> plan = ParsePlan(
        Edited(Edited(text, label, "\nlabel = \"password\""), why, "reason = \"a pass phrase\""),
        "p");
    REQUIRE(plan.ok());
    CHECK(plan->tables[0].fields[1].label == "password");
    CHECK(plan->tables[0].fields[1].route == Route::kQuarantine);
  }
  SECTION("a label that the policy does not know needs a route") {
    const std::string edited =
        Edited(Edited(text, label, "\nlabel = \"health\""), why, "reason = \"diagnoses\"");
    CHECK_FALSE(ParsePlan(edited, "p").ok());
    const Result<SegregationPlan> plan =
        ParsePlan(Edited(edited, "route = \"segregate\"", "route = \"quarantine\""), "p");
    REQUIRE(plan.ok());
    CHECK(plan->tables[0].fields[1].route == Route::kQuarantine);
  }
  SECTION("a route alone moves the field") {
    const Result<SegregationPlan> plan =
        ParsePlan(Edited(Edited(text, "route = \"segregate\"", "route = \"quarantine\""), why,
                         "reason = \"needed in court\""),
                  "p");
    REQUIRE(plan.ok());
    CHECK(plan->tables[0].fields[1].route == Route::kQuarantine);
    CHECK(plan->tables[0].fields[1].label == "religion");
  }
  SECTION("sentences can only be dropped with the categories to count") {
    const std::string edited =
        Edited(Edited(text, "route = \"segregate\"", "route = \"drop_sentences\""), why,
               "reason = \"these are texts\"");
    CHECK_FALSE(ParsePlan(edited, "p").ok());
    CHECK(ParsePlan(
              Edited(edited, "these are texts\"", "these are texts\"\ncategories = [\"religion\"]"),
              "p")
              .ok());
  }
}

TEST_CASE("What is no plan is refused by name and key") {
  const std::string text = WritePlan(FullPlan());
  const auto message = [](const std::string& edited) {
    const Result<SegregationPlan> plan = ParsePlan(edited, "my.toml");
    REQUIRE_FALSE(plan.ok());
    CHECK(plan.status().message().find("my.toml") != std::string::npos);
    return plan.status().message();
  };
  CHECK(message(Edited(text, "schema = ", "shema = ")).find("schema") != std::string::npos);
  CHECK(message(Edited(text, "keeps_order = ", "keep_order = ")).find("`keep_order`") !=
        std::string::npos);
  CHECK(message(Edited(text, "route = \"keep\"", "route = \"kep\"")).find("`route`") !=
        std::string::npos);
  CHECK(message(Edited(text, "was = \"none/keep\"", "was = \"none\"")).find("`was`") !=
        std::string::npos);
  CHECK(message(Edited(text, "field = \"faith\"", "field = \"email\"")).find("`field`") !=
        std::string::npos);
  CHECK(message("").find("`format`") != std::string::npos);
}

TEST_CASE("A plan is refused when schema, tables or rules moved") {
  const SegregationPlan plan = FullPlan();
  std::vector<TableReport> tables = Report({}).tables;
  CHECK(CheckPlanIsCurrent(plan, tables, "ab12").ok());
  CHECK(CheckPlanIsCurrent(plan, tables, "ffff").code() == StatusCode::kRefused);
  CHECK(CheckPlanIsCurrent(plan, {}, "ab12").code() == StatusCode::kRefused);
  tables.push_back(tables[0]);
  tables[1].object = "new.csv";
  CHECK(CheckPlanIsCurrent(plan, tables, "ab12").code() == StatusCode::kRefused);
  tables.pop_back();
  tables[0].schema_hash = "0000";
  CHECK(CheckPlanIsCurrent(plan, tables, "ab12").code() == StatusCode::kRefused);
}

}  // namespace
}  // namespace sunder::segregation
