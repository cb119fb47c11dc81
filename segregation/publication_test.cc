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

}  // namespace
}  // namespace sunder::segregation
