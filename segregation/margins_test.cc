#include "segregation/margins.h"

#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>

namespace sunder::segregation {
namespace {

constexpr LabelId kLabel = 3;
constexpr char kLabelName[] = "religion";

struct Faiths {
  Vocabulary vocabulary;
  Faiths() {
    vocabulary.AddCategory(kLabel, kLabelName);
    for (const auto& [name, parent] :
         std::vector<std::pair<const char*, const char*>>{{"Christian", ""},
                                                          {"Catholic", "Christian"},
                                                          {"Protestant", "Christian"},
                                                          {"Lutheran", "Protestant"},
                                                          {"Methodist", "Protestant"},
                                                          {"Muslim", ""},
                                                          {"Buddhist", ""}}) {
      REQUIRE(vocabulary.Add(kLabel, name, parent).ok());
    }
  }
  ValueId operator[](const char* name) const { return *vocabulary.Find(kLabel, name); }
  PublishedCategory Publish(const std::map<ValueId, uint64_t>& counts, uint64_t k = 11) const {
    return PublishCategory(vocabulary, kLabel, kLabelName, counts, k);
  }
};

std::string Shown(const PublishedCategory& category) {
  std::string text;
  for (const PublishedCell& cell : category.cells) {
    text += cell.parent + "/" + cell.value + "=" + std::to_string(cell.count) + " ";
  }
  return text;
}

TEST_CASE("Cells over k are shown as they are") {
  const Faiths faiths;
  const auto shown =
      faiths.Publish({{faiths["Catholic"], 50}, {faiths["Muslim"], 11}, {kNoValue, 139}});
  CHECK(shown.cohort == 200);
  CHECK(shown.unit == "records");
  CHECK(shown.label == "religion");
  CHECK_FALSE(shown.is_suppressed);
  CHECK(shown.majority_share == Approx(0.70));  // 139 of 200 is 0.695
  CHECK(Shown(shown) == "/none=139 Christian/Catholic=50 religion/Muslim=11 ");
}

TEST_CASE("Small cells go up, and take a complement where the remainder is small") {
  const Faiths faiths;
  // Two small siblings are enough together.
  CHECK(
      Shown(faiths.Publish({{faiths["Lutheran"], 6}, {faiths["Methodist"], 7}, {kNoValue, 20}})) ==
      "/none=20 Christian/Protestant=13 ");
  // One small cell beside a shown sibling: the smallest sibling is hidden with it.
  CHECK(Shown(faiths.Publish({{faiths["Lutheran"], 1},
                              {faiths["Methodist"], 30},
                              {faiths["Catholic"], 12},
                              {kNoValue, 20}})) ==
        "/none=20 Christian/Catholic=12 Christian/Protestant=31 ");
  // Nothing shown below Protestant: it goes on to Christian and takes in Catholic there.
  CHECK(
      Shown(faiths.Publish({{faiths["Lutheran"], 1}, {faiths["Catholic"], 12}, {kNoValue, 20}})) ==
      "/none=20 religion/Christian=13 ");
  // Ties by name: Buddhist before Muslim.
  CHECK(Shown(faiths.Publish({{faiths["Buddhist"], 15},
                              {faiths["Muslim"], 15},
                              {faiths["Lutheran"], 2},
                              {kNoValue, 20}})) == "/none=20 /religion=17 religion/Muslim=15 ");
  // A parent's own persons cover a small child.
  CHECK(Shown(faiths.Publish(
            {{faiths["Protestant"], 40}, {faiths["Lutheran"], 2}, {kNoValue, 20}})) ==
        "/none=20 Christian/Protestant=42 ");
}

TEST_CASE("At the top, small remainders and a small none hide together") {
  const Faiths faiths;
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 4}, {kNoValue, 20}})) == "/any or none=24 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 40}, {kNoValue, 5}})) == "/any or none=45 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 40}, {faiths["Buddhist"], 30}, {kNoValue, 5}})) ==
        "/any or none=35 religion/Muslim=40 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 6}, {faiths["Buddhist"], 6}, {kNoValue, 3}})) ==
        "/any or none=15 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 60}})) == "religion/Muslim=60 ");
}

TEST_CASE("A cohort under k is suppressed whole") {
  const Faiths faiths;
  for (const auto& counts : {std::map<ValueId, uint64_t>{{faiths["Muslim"], 5}, {kNoValue, 5}},
                             std::map<ValueId, uint64_t>{{kNoValue, 10}}}) {
    const auto shown = faiths.Publish(counts);
    CHECK(shown.is_suppressed);
    CHECK(shown.cells.empty());
    CHECK(shown.majority_share == 0);
  }
  CHECK(faiths.Publish({}).cells.empty());
  CHECK(Shown(faiths.Publish({{kNoValue, 11}})) == "/none=11 ");
}

TEST_CASE("Zero and small look alike beside the same remainder") {
  const Faiths faiths;
  const auto with_small = faiths.Publish(
      {{faiths["Muslim"], 3}, {faiths["Buddhist"], 9}, {faiths["Catholic"], 50}, {kNoValue, 99}});
  const auto with_zero = faiths.Publish({{faiths.vocabulary.Other(kLabel), 10},
                                         {faiths["Buddhist"], 2},
                                         {faiths["Catholic"], 50},
                                         {kNoValue, 99}});
  CHECK(Shown(with_small) == Shown(with_zero));
}

// --- 10,000 random trees, attacked from the published cells alone ---

struct RandomCase {
  Vocabulary vocabulary;
  std::vector<ValueId> values;  // all of the category, root included
  std::map<ValueId, uint64_t> counts;
  uint64_t k = 11;
};

RandomCase MakeCase(std::mt19937* random) {
  RandomCase made;
  const auto pick = [random](uint32_t limit) { return (*random)() % limit; };
  made.vocabulary.AddCategory(kLabel, kLabelName);
  std::vector<std::string> names = {""};
  for (uint32_t i = 0, nodes = pick(12); i < nodes; ++i) {
    const std::string name = "v" + std::to_string(i);
    REQUIRE(
        made.vocabulary.Add(kLabel, name, names[pick(static_cast<uint32_t>(names.size()))]).ok());
    names.push_back(name);
  }
  for (ValueId id = 1; id < made.vocabulary.size(); ++id) made.values.push_back(id);
  made.k = std::vector<uint64_t>{1, 2, 5, 11}[pick(4)];
  const auto count = [&]() -> uint64_t {
    switch (pick(4)) {
      case 0:
        return 0;
      case 1:
        return pick(static_cast<uint32_t>(made.k) + 1);
      case 2:
        return made.k;
      default:
        return pick(60);
    }
  };
  for (const ValueId id : made.values) made.counts[id] = count();
  made.counts[kNoValue] = count();
  return made;
}

// What an adversary knows: a value that is not shown hides in the nearest shown ancestor's cell.
std::string CoveringCell(const RandomCase& made, const std::set<std::string>& shown, ValueId id) {
  const std::string common = "/any or none";
  if (id == kNoValue) return shown.count(common) != 0 ? common : "/none";
  const ValueId root = made.vocabulary.Root(kLabel);
  for (; id != root; id = made.vocabulary.value(id).parent) {
    const CanonicalValue& value = made.vocabulary.value(id);
    const std::string key = made.vocabulary.value(value.parent).name + "/" + value.name;
    if (shown.count(key) != 0) return key;
  }
  return shown.count(common) != 0 ? common : std::string("/") + kLabelName;
}

void CheckCase(const RandomCase& made) {
  const PublishedCategory category =
      PublishCategory(made.vocabulary, kLabel, kLabelName, made.counts, made.k);
  uint64_t cohort = 0;
  for (const auto& [id, count] : made.counts) cohort += count;
  REQUIRE(category.cohort == cohort);
  REQUIRE(category.is_suppressed == (cohort > 0 && cohort < made.k));
  if (category.is_suppressed) {
    REQUIRE(category.cells.empty());
    return;
  }

  std::set<std::string> shown;
  uint64_t sum = 0;
  for (const PublishedCell& cell : category.cells) {
    REQUIRE(cell.count >= made.k);
    REQUIRE(shown.insert(cell.parent + "/" + cell.value).second);
    sum += cell.count;
  }
  REQUIRE(sum == cohort);

  std::map<std::string, std::vector<uint64_t>> covered;
  for (const auto& [id, count] : made.counts) {
    covered[CoveringCell(made, shown, id)].push_back(count);
  }
  for (const PublishedCell& cell : category.cells) {
    uint64_t mass = 0;
    bool has_small = false;
    const std::vector<uint64_t>& leaves = covered[cell.parent + "/" + cell.value];
    for (const uint64_t count : leaves) {
      mass += count;
      has_small = has_small || (count > 0 && count < made.k);
    }
    // Disjoint cells: subtraction of one from another yields nothing.
    REQUIRE(mass == cell.count);
    if (has_small) REQUIRE(leaves.size() >= 2);
    for (const uint64_t count : leaves) {
      // What stands beside a small value is never nothing.
      if (count > 0 && count < made.k) REQUIRE(mass > count);
    }
  }
  for (const auto& [key, leaves] : covered) {
    for (const uint64_t count : leaves) REQUIRE((shown.count(key) != 0 || count == 0));
  }
}

TEST_CASE("Ten thousand random trees: no small value can be computed") {
  std::mt19937 random(20240229);
  for (int i = 0; i < 10'000; ++i) {
    INFO("case " << i);
    CheckCase(MakeCase(&random));
  }
}

}  // namespace
}  // namespace sunder::segregation
