#include "segregation/publication.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "segregation/fake_judge.h"
#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

TEST_CASE("Keys of persons are the same however they are written") {
  CHECK(NormalisedPersonKey("email_address", "  Ada.B@Example.org ") == "ada.b@example.org");
  CHECK(NormalisedPersonKey("customer_id", " C-10 20.30\xc2\xa0") == "c102030");
  CHECK(NormalisedPersonKey("username", "a_b") == "a_b");
  CHECK(NormalisedPersonKey("national_id", " - ").empty());
  const Result<PersonKeyer> keyer = PersonKeyer::Create();
  const Result<PersonKeyer> other = PersonKeyer::Create();
  REQUIRE((keyer.ok() && other.ok()));
  CHECK(keyer->OfPerson("a", "1") == keyer->OfPerson("a", "1"));
  CHECK(keyer->OfPerson("a", "1") != keyer->OfPerson("b", "1"));
  CHECK(keyer->OfPerson("a", "1") != other->OfPerson("a", "1"));
  CHECK(keyer->OfRecord("t", "", 1) != keyer->OfRecord("t", "", 2));
}

TEST_CASE("Contexts are trimmed values, or years") {
  CHECK(ContextName(" North ", ContextPart::kWhole) == "North");
  CHECK(ContextName("other contexts", ContextPart::kWhole).empty());
  CHECK(ContextName("2024-03-01", ContextPart::kYear) == "2024");
  CHECK(ContextName("01.03.1999 10:00", ContextPart::kYear) == "1999");
  CHECK(ContextName("2024/2025", ContextPart::kYear).empty());
  CHECK(ContextName("20240301", ContextPart::kYear).empty());
}

PersonHash Person(int number) {
  PersonHash hash{};
  hash[0] = static_cast<char>(number);
  hash[1] = static_cast<char>(number >> 8);
  return hash;
}

using Counted = std::map<uint32_t, std::map<ValueId, uint64_t>>;

Counted CountAll(const FakeWorld& world, const std::vector<PersonValue>& values,
                 uint64_t memory_bytes, size_t batch) {
  const TestFolder folder;
  PersonCounter counter(memory_bytes, folder.path(), world.vocabulary);
  for (size_t begin = 0; begin < values.size(); begin += batch) {
    const size_t end = std::min(values.size(), begin + batch);
    const auto first = values.begin();
    REQUIRE(counter
                .Add({first + static_cast<std::ptrdiff_t>(begin),
                      first + static_cast<std::ptrdiff_t>(end)})
                .ok());
  }
  REQUIRE(counter.Finish().ok());
  const auto counts = counter.Count([](LabelId, ContextId context) { return context % 2; });
  REQUIRE(counts.ok());
  Counted counted;
  for (const auto& [group, special] : *counts) counted[group] = special.counts.at(world.religion);
  return counted;
}

TEST_CASE("Values of a person merge, whatever the memory and order") {
  const FakeWorld world;
  std::vector<PersonValue> values;
  const auto add = [&](int person, ContextId context, ValueId value) {
    values.push_back({Person(person), world.religion, context, value});
  };
  for (int i = 0; i < 3000; ++i) {
    add(i, 1, world.catholic);
    add(i, 3, i % 3 == 0 ? world.lutheran : i % 3 == 1 ? world.sikh : kNoValue);
    add(i, 2, kNoValue);
  }
  const Counted expected = {{0, {{kNoValue, 3000}}},
                            {1,
                             {{world.christian, 1000},
                              {world.vocabulary.Multiple(world.religion), 1000},
                              {world.catholic, 1000}}}};
  CHECK(CountAll(world, values, 1 << 24, 100) == expected);
  std::mt19937 random(3);
  for (const size_t batch : {1, 7, 9000}) {
    std::shuffle(values.begin(), values.end(), random);
    CHECK(CountAll(world, values, 40 * 1024, batch) == expected);
  }
}

TEST_CASE("The difference to a publication is counted over its own cells") {
  const FakeWorld world;
  PublishedCategory old{"religion", "persons", 300, false, {}, 0};
  old.cells = {{"any or none", "", 100}, {"Catholic", "Christian", 120}, {"Sikh", "religion", 80}};
  const auto difference = [&](const std::map<ValueId, uint64_t>& counts) {
    return DifferenceTo({old}, world.vocabulary, world.religion, {{"", counts}});
  };
  CHECK(difference({{kNoValue, 100}, {world.catholic, 120}, {world.sikh, 80}}) == 0);
  // What the old cells did not tell apart is no difference.
  CHECK(difference(
            {{kNoValue, 40}, {world.lutheran, 60}, {world.catholic, 120}, {world.sikh, 80}}) == 0);
  CHECK(difference({{kNoValue, 100}, {world.catholic, 121}, {world.sikh, 80}}) == 1);
  CHECK(difference({{kNoValue, 100}, {world.catholic, 110}, {world.sikh, 85}}) == 10);
  CHECK(difference({}) == 300);
  // Of earlier publications the evidence hides counts of 1 to 10.
  old.cells = {{"any or none", "", 100}, {"Catholic", "Christian", 1}, {"Sikh", "religion", 80}};
  CHECK(difference({{kNoValue, 100}, {world.catholic, 9}, {world.sikh, 80}}) == 0);
  CHECK(difference({{kNoValue, 100}, {world.catholic, 12}, {world.sikh, 80}}) == 2);
  CHECK(difference({{kNoValue, 100}, {world.sikh, 80}}) == 1);
  old.is_suppressed = true;
  old.cells.clear();
  CHECK(difference({{world.sikh, 307}}) == 7);
}

// Records of two fields, by either of which a plan may count: {site, branch, value} -> how many.
struct TwoFields {
  struct Row {
    std::string site;
    std::string branch;
    ValueId value;
    uint64_t count;
  };

  // What a run would publish after `before`.
  Publication Publish(const std::vector<Row>& counted, const std::string& field,
                      const Publication* before = nullptr) {
    SegregationPlan plan;
    PlannedTable table;
    table.object = "a.csv";
    table.context = field;
    PlannedField religion;
    religion.field = religion.display = "religion";
    religion.label = "religion";
    religion.route = Route::kSegregate;
    table.fields.push_back(religion);
    plan.tables.push_back(table);
    ContextNames names;
    std::map<ContextId, SpecialCounts> records;
    TableTally tally;
    for (const Row& row : counted) {
      const std::string name = field == "site" ? row.site : field == "branch" ? row.branch : "";
      records[names.Find(name).value()].Add(world.religion, row.value, row.count);
      tally.records += row.count;
    }
    const TestFolder folder;
    PersonCounter persons(1 << 20, folder.path(), world.vocabulary);
    REQUIRE(persons.Finish().ok());
    const std::vector<TableTally> tallies = {tally};
    const Result<Publication> made =
        MakePublication({plan, world.labels, world.vocabulary, records, persons, names, tallies,
                         before == nullptr ? nullptr : &before->categories,
                         before == nullptr ? nullptr : &before->earlier});
    INFO((made.ok() ? "" : made.status().message()));
    REQUIRE(made.ok());
    return *made;
  }

  static uint64_t Count(const Publication& publication, const std::string& context,
                        const std::string& value) {
    for (const PublishedCategory& category : publication.categories) {
      if (category.context != context) continue;
      for (const PublishedCell& cell : category.cells) {
        if (cell.value == value) return cell.count;
      }
    }
    return 0;
  }

  FakeWorld world;
  // South has four Sikhs, which no publication may tell.
  std::vector<Row> rows = {{"North", "red", world.sikh, 600},
                           {"North", "blue", world.sikh, 500},
                           {"North", "red", kNoValue, 1900},
                           {"South", "blue", world.sikh, 4},
                           {"South", "blue", kNoValue, 2500}};
};

TEST_CASE("What was counted by one field is never counted by another or by none") {
  TwoFields data;
  const char* const fields[] = {"site", "branch", ""};
  for (const std::string first : fields) {
    const Publication before = data.Publish(data.rows, first);
    std::vector<TwoFields::Row> more = data.rows;
    for (const uint64_t added : {0, 5000}) {  // more persons change nothing about those of before
      more.push_back({"North", "red", kNoValue, added});
      for (const std::string second : fields) {
        if (first == second) continue;
        INFO(first << " then " << second << ", " << added << " more");
        const Publication after = data.Publish(more, second, &before);
        CHECK(after.held_for_context == std::vector<std::string>{"religion"});
        CHECK(after.categories.size() == before.categories.size());
        CHECK(after.is_unchanged);
      }
    }
  }
}

TEST_CASE("Each context is a publication of its own") {
  TwoFields data;
  const Publication before = data.Publish(data.rows, "site");
  CHECK(TwoFields::Count(before, "North", "Sikh") == 1100);
  CHECK(TwoFields::Count(before, "South", "Sikh") == 0);
  CHECK(before.categories.front().context_field == "site");
  data.rows.push_back({"South", "blue", data.world.sikh, 3000});
  data.rows.push_back({"North", "red", data.world.sikh, 1});
  const Publication after = data.Publish(data.rows, "site", &before);
  CHECK(TwoFields::Count(after, "South", "Sikh") == 3004);
  CHECK(TwoFields::Count(after, "North", "Sikh") == 1100);
  CHECK(after.held == std::vector<std::string>{"religion, North"});
  REQUIRE(after.earlier.size() == 1);
  // North shrinks: what is left of it is too few. It comes back when it differs from what it was.
  data.rows.erase(data.rows.begin(), data.rows.begin() + 3);
  const Publication shrunk = data.Publish(data.rows, "site", &after);
  CHECK(shrunk.categories.size() == 1);
  CHECK(shrunk.categories.front().context == "South");
  data.rows.push_back({"North", "red", kNoValue, 3100});
  const Publication close = data.Publish(data.rows, "site", &shrunk);
  CHECK(TwoFields::Count(close, "North", "Sikh") == 1100);
  data.rows.push_back({"North", "red", kNoValue, 1000});
  const Publication back = data.Publish(data.rows, "site", &shrunk);
  CHECK(TwoFields::Count(back, "North", "Sikh") == 0);
  CHECK(back.categories.size() == 2);
}

TEST_CASE("Contexts are divided as they were first") {
  TwoFields data;
  data.rows.push_back({"East", "red", data.world.sikh, 1200});
  data.rows.push_back({"West", "red", kNoValue, 1300});
  const Publication before = data.Publish(data.rows, "site");
  CHECK(TwoFields::Count(before, "other contexts", "Sikh") == 1200);
  // East of its own now would tell what East was then: all of the others less the West.
  data.rows.push_back({"East", "red", data.world.sikh, 2100});
  const Publication after = data.Publish(data.rows, "site", &before);
  CHECK(TwoFields::Count(after, "other contexts", "Sikh") == 3300);
  CHECK(TwoFields::Count(after, "East", "Sikh") == 0);
  CHECK(after.categories.size() == 3);
}

}  // namespace
}  // namespace sunder::segregation
