#include "segregation/margins.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <set>
#include <string>
#include <utility>

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
  PublishedCategory Publish(const std::map<ValueId, uint64_t>& counts,
                            const Margins& margins = {}) const {
    return PublishCategory(vocabulary, kLabel, kLabelName, counts, margins);
  }
};

std::string Shown(const PublishedCategory& category) {
  std::string text;
  for (const PublishedCell& cell : category.cells) {
    text += cell.parent + "/" + cell.value + "=" + std::to_string(cell.count) + " ";
  }
  return text;
}

TEST_CASE("Cells over k are shown, what is not shown hides with none") {
  const Faiths faiths;
  const auto shown =
      faiths.Publish({{faiths["Catholic"], 50}, {faiths["Muslim"], 11}, {kNoValue, 139}});
  CHECK(shown.cohort == 200);
  CHECK(shown.label == "religion");
  CHECK_FALSE(shown.is_suppressed);
  CHECK(shown.majority_share == Approx(0.70));  // 139 of 200 is 0.695
  CHECK(Shown(shown) == "/any or none=139 Christian/Catholic=50 religion/Muslim=11 ");
  // Enough stated without detail: none has a cell of its own.
  CHECK(Shown(faiths.Publish(
            {{faiths.vocabulary.Root(kLabel), 11}, {faiths["Muslim"], 30}, {kNoValue, 20}})) ==
        "/none=20 /religion=11 religion/Muslim=30 ");
}

TEST_CASE("Small cells go up until they are large enough") {
  const Faiths faiths;
  CHECK(
      Shown(faiths.Publish({{faiths["Lutheran"], 6}, {faiths["Methodist"], 7}, {kNoValue, 20}})) ==
      "/any or none=20 Christian/Protestant=13 ");
  CHECK(Shown(faiths.Publish({{faiths["Lutheran"], 1},
                              {faiths["Methodist"], 30},
                              {faiths["Catholic"], 12},
                              {kNoValue, 20}})) ==
        "/any or none=21 Christian/Catholic=12 Protestant/Methodist=30 ");
  CHECK(Shown(faiths.Publish({{faiths["Lutheran"], 4},
                              {faiths["Buddhist"], 4},
                              {faiths["Muslim"], 4},
                              {kNoValue, 20}})) == "/none=20 /religion=12 ");
  // A parent's own persons cover a small child.
  CHECK(Shown(faiths.Publish(
            {{faiths["Protestant"], 40}, {faiths["Lutheran"], 2}, {kNoValue, 20}})) ==
        "/any or none=20 Christian/Protestant=42 ");
}

TEST_CASE("At the top, a remainder that stays small takes in a complement") {
  const Faiths faiths;
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 4}, {kNoValue, 20}})) == "/any or none=24 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 40}, {kNoValue, 5}})) == "/any or none=45 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 40}, {faiths["Buddhist"], 30}, {kNoValue, 5}})) ==
        "/any or none=35 religion/Muslim=40 ");
  // Ties by name: Buddhist before Muslim.
  CHECK(Shown(faiths.Publish(
            {{faiths["Buddhist"], 15}, {faiths["Muslim"], 15}, {faiths["Lutheran"], 2}})) ==
        "/any or none=17 religion/Muslim=15 ");
  // A finer cell does not leave the one above it: that one goes whole.
  CHECK(Shown(faiths.Publish(
            {{faiths["Protestant"], 12}, {faiths["Lutheran"], 11}, {faiths["Muslim"], 30}})) ==
        "/any or none=12 Protestant/Lutheran=11 religion/Muslim=30 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 60}})) == "/any or none=60 ");
}

TEST_CASE("A mandatory category has no none to hide in") {
  const Faiths faiths;
  Margins margins;
  margins.is_mandatory = true;
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 60}}, margins)) == "/religion=60 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 60}, {faiths["Buddhist"], 30}}, margins)) ==
        "/religion=30 religion/Muslim=60 ");
  CHECK(Shown(faiths.Publish({{faiths["Muslim"], 60}, {faiths.vocabulary.Root(kLabel), 30}},
                             margins)) == "/religion=30 religion/Muslim=60 ");
}

TEST_CASE("Over the majority share one cell holds everybody") {
  const Faiths faiths;
  const std::map<ValueId, uint64_t> counts = {{faiths["Muslim"], 60}, {kNoValue, 40}};
  Margins margins;
  margins.majority_share_max = 0.6;
  CHECK(Shown(faiths.Publish(counts, margins)) == "/any or none=40 religion/Muslim=60 ");
  margins.majority_share_max = 0.59;
  CHECK(Shown(faiths.Publish(counts, margins)) == "/any or none=100 ");
  CHECK(faiths.Publish(counts, margins).majority_share == Approx(1));
}

TEST_CASE("A cohort under k is suppressed whole") {
  const Faiths faiths;
  for (const auto& counts :
       {std::map<ValueId, uint64_t>{{faiths["Muslim"], 5}, {kNoValue, 5}},
        std::map<ValueId, uint64_t>{{kNoValue, 10}}, std::map<ValueId, uint64_t>{}}) {
    const auto shown = faiths.Publish(counts);
    CHECK(shown.is_suppressed);
    CHECK(shown.cells.empty());
    CHECK(shown.majority_share == 0);
  }
  CHECK(Shown(faiths.Publish({{kNoValue, 11}})) == "/any or none=11 ");
}

// --- Trees attacked by somebody who knows the tree, k, the cells and this very procedure ---

struct RandomCase {
  Vocabulary vocabulary;
  std::vector<ValueId> values;  // all of the category, root included
  std::map<ValueId, uint64_t> counts;
  Margins margins;
};

using Random = std::mt19937;
uint32_t Pick(Random* random, uint32_t limit) { return (*random)() % limit; }

void AddTree(uint32_t nodes, Random* random, RandomCase* made) {
  made->vocabulary.AddCategory(kLabel, kLabelName);
  std::vector<std::string> names = {""};
  for (uint32_t i = 0; i < nodes; ++i) {
    const std::string name = "v" + std::to_string(i);
    const std::string& parent = names[Pick(random, static_cast<uint32_t>(names.size()))];
    REQUIRE(made->vocabulary.Add(kLabel, name, parent).ok());
    names.push_back(name);
  }
  for (ValueId id = 1; id < made->vocabulary.size(); ++id) made->values.push_back(id);
}

RandomCase MakeCase(Random* random) {
  RandomCase made;
  AddTree(Pick(random, 12), random, &made);
  const uint64_t k = std::vector<uint64_t>{2, 3, 5, 11}[Pick(random, 4)];
  made.margins.k = k;
  made.margins.is_mandatory = Pick(random, 4) == 0;
  const auto count = [&]() -> uint64_t {
    switch (Pick(random, 5)) {
      case 0:
        return 0;
      case 1:
        return Pick(random, static_cast<uint32_t>(k) + 1);
      case 2:
        return k;
      case 3:
        return k - 1;
      default:
        return Pick(random, 60);
    }
  };
  for (const ValueId id : made.values) made.counts[id] = count();
  if (!made.margins.is_mandatory) made.counts[kNoValue] = count();
  return made;
}

std::string Publish(const RandomCase& made, const std::map<ValueId, uint64_t>& counts) {
  return Shown(PublishCategory(made.vocabulary, kLabel, kLabelName, counts, made.margins));
}

// A value that is not shown hides in the nearest shown ancestor's cell.
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

// Whether the same cells are shown if `value` counted `wanted` and the rest of its cell were all
// stated without detail (`rest`): a second input with the same output.
bool IsPossible(const RandomCase& made, const std::vector<ValueId>& cell, ValueId rest,
                ValueId value, uint64_t wanted) {
  std::map<ValueId, uint64_t> counts = made.counts;
  uint64_t sum = 0;
  for (const ValueId id : cell) sum += std::exchange(counts[id], 0);
  counts[value] = wanted;
  counts[rest] += sum - wanted;
  return Publish(made, counts) == Publish(made, made.counts);
}

// Whether `id` is the value that the cell is named by: what is neither shown nor hidden below it.
bool IsRestOf(const RandomCase& made, ValueId id, const PublishedCell& cell) {
  if (id == made.vocabulary.Root(kLabel)) return cell.parent.empty();
  return id != kNoValue && made.vocabulary.value(id).name == cell.value &&
         made.vocabulary.value(made.vocabulary.value(id).parent).name == cell.parent;
}

void CheckCase(const RandomCase& made) {
  const PublishedCategory category =
      PublishCategory(made.vocabulary, kLabel, kLabelName, made.counts, made.margins);
  uint64_t cohort = 0;
  for (const auto& [id, count] : made.counts) cohort += count;
  REQUIRE(category.cohort == cohort);
  REQUIRE(category.is_suppressed == (cohort < made.margins.k));
  REQUIRE(category.is_suppressed == category.cells.empty());
  if (category.is_suppressed) return;

  std::set<std::string> shown;
  uint64_t sum = 0;
  for (const PublishedCell& cell : category.cells) {
    REQUIRE(cell.count >= made.margins.k);
    REQUIRE(shown.insert(cell.parent + "/" + cell.value).second);
    sum += cell.count;
  }
  REQUIRE(sum == cohort);

  std::map<std::string, std::vector<ValueId>> covered;
  for (const auto& [id, count] : made.counts) {
    covered[CoveringCell(made, shown, id)].push_back(id);
  }
  // Nothing is known to be zero because no cell covers it.
  REQUIRE(covered.size() == shown.size());
  for (const PublishedCell& cell : category.cells) {
    const std::vector<ValueId>& hidden = covered[cell.parent + "/" + cell.value];
    uint64_t mass = 0;
    ValueId rest = kNoValue;
    for (const ValueId id : hidden) {
      mass += made.counts.at(id);
      if (IsRestOf(made, id, cell)) rest = id;
    }
    // Disjoint cells: subtraction of one from another yields nothing.
    REQUIRE(mass == cell.count);
    for (const ValueId id : hidden) {
      if (made.counts.at(id) >= made.margins.k) continue;
      // Intervals: [0, S] with S >= k over at least two. Procedure: zero and small look alike; of
      // what was stated without the detail that the cell below would have, nobody knows that it
      // is small.
      REQUIRE(hidden.size() >= 2);
      for (const uint64_t wanted : id == rest ? std::vector<uint64_t>{cell.count}
                                              : std::vector<uint64_t>{0, 1, made.margins.k - 1}) {
        INFO("value " << id << " of " << made.counts.at(id) << " cannot be " << wanted << " in "
                      << Publish(made, made.counts));
        REQUIRE(IsPossible(made, hidden, rest, id, wanted));
      }
    }
  }
}

TEST_CASE("A thousand random trees: no small value can be computed") {
  Random random(20240229);
  for (int i = 0; i < 1'000; ++i) {
    INFO("case " << i);
    CheckCase(MakeCase(&random));
  }
}

TEST_CASE("Ten thousand random trees: no small value can be computed", "[.long]") {
  Random random(20260101);
  for (int i = 0; i < 10'000; ++i) {
    INFO("case " << i);
    CheckCase(MakeCase(&random));
  }
}

// The perfect attacker: has run every input there is and knows which ones show these cells.
void CheckAllInputs(RandomCase made, uint64_t count_max) {
  std::map<std::string, std::map<ValueId, std::set<uint64_t>>> possible;
  std::map<std::string, std::vector<PublishedCell>> cells;
  std::vector<ValueId> places = made.values;
  if (!made.margins.is_mandatory) places.push_back(kNoValue);
  made.counts.clear();
  for (const ValueId id : places) made.counts[id] = 0;
  for (size_t place = 0; place < places.size();) {
    const PublishedCategory category =
        PublishCategory(made.vocabulary, kLabel, kLabelName, made.counts, made.margins);
    // Cells over the limit could also come from inputs that are not tried here.
    const bool is_complete =
        std::all_of(category.cells.begin(), category.cells.end(),
                    [&](const PublishedCell& cell) { return cell.count <= count_max; });
    if (is_complete && !category.is_suppressed) {
      auto& values = possible[Shown(category)];
      cells[Shown(category)] = category.cells;
      for (const auto& [id, count] : made.counts) values[id].insert(count);
    }
    for (place = 0; place < places.size() && ++made.counts[places[place]] > count_max; ++place) {
      made.counts[places[place]] = 0;
    }
  }
  REQUIRE_FALSE(possible.empty());
  for (const auto& [shown, values] : possible) {
    for (const auto& [id, counts] : values) {
      INFO(shown << ", value " << id);
      if (*counts.begin() >= made.margins.k) continue;
      const auto is_rest = [&](const PublishedCell& cell) { return IsRestOf(made, id, cell); };
      if (std::any_of(cells[shown].begin(), cells[shown].end(), is_rest)) {
        REQUIRE(*counts.rbegin() >= made.margins.k);
        continue;
      }
      // Whatever may be small may be anything small.
      for (uint64_t small = 0; small < made.margins.k; ++small) REQUIRE(counts.count(small) == 1);
    }
  }
}

TEST_CASE("Every input of small trees: whatever may be small may be zero and anything small") {
  Random random(7);
  for (const uint64_t k : {2, 3}) {
    for (const bool is_mandatory : {false, true}) {
      RandomCase made;
      AddTree(2, &random, &made);
      made.margins.k = k;
      made.margins.is_mandatory = is_mandatory;
      CheckAllInputs(std::move(made), 2 * k);
    }
  }
}

}  // namespace
}  // namespace sunder::segregation
