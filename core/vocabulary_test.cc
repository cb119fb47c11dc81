#include "core/vocabulary.h"

#include <catch2/catch.hpp>

namespace sunder {
namespace {

constexpr LabelId kReligion = 4;
constexpr LabelId kRace = 6;

struct Trees {
  Vocabulary vocabulary;
  Trees() {
    vocabulary.AddCategory(kReligion, "religion");
    vocabulary.AddCategory(kRace, "race");
    for (const auto& [name, parent] :
         std::vector<std::pair<const char*, const char*>>{{"Christian", ""},
                                                          {"Catholic", "Christian"},
                                                          {"Protestant", "Christian"},
                                                          {"Lutheran", "Protestant"},
                                                          {"Muslim", ""},
                                                          {"Sunni", "Muslim"}}) {
      REQUIRE(vocabulary.Add(kReligion, name, parent).ok());
    }
  }
  ValueId operator[](const char* name) const { return *vocabulary.Find(kReligion, name); }
};

TEST_CASE("A category starts with its root, other and multiple") {
  const Trees trees;
  const Vocabulary& vocabulary = trees.vocabulary;
  const ValueId root = vocabulary.Root(kRace);
  CHECK(vocabulary.value(root).name == "race");
  CHECK(vocabulary.value(root).parent == kNoValue);
  CHECK(vocabulary.value(vocabulary.Other(kRace)).name == "other");
  CHECK(vocabulary.value(vocabulary.Multiple(kRace)).name == "multiple");
  CHECK(vocabulary.value(vocabulary.Other(kRace)).parent == root);
  CHECK(vocabulary.Find(kRace, "other") == vocabulary.Other(kRace));
  CHECK(vocabulary.Find(kReligion, "other") != vocabulary.Other(kRace));
  CHECK(vocabulary.Root(99) == kNoValue);
  CHECK(vocabulary.Other(99) == kNoValue);
}

TEST_CASE("Adding again finds the node; a second parent and an unknown one are refused") {
  Trees trees;
  Vocabulary& vocabulary = trees.vocabulary;
  const size_t size = vocabulary.size();
  CHECK(vocabulary.Add(kReligion, "Catholic", "Christian").value() == trees["Catholic"]);
  CHECK(vocabulary.Add(kReligion, "Catholic", "").value() == trees["Catholic"]);
  CHECK(vocabulary.size() == size);
  CHECK_FALSE(vocabulary.Add(kReligion, "Catholic", "Muslim").ok());
  CHECK_FALSE(vocabulary.Add(kReligion, "Jedi", "Unheard of").ok());
  CHECK_FALSE(vocabulary.Add(99, "Jedi", "").ok());
  CHECK_FALSE(vocabulary.Find(kRace, "Catholic").has_value());
  vocabulary.AddCategory(kRace, "race");
  CHECK(vocabulary.size() == size);
}

TEST_CASE("Merging: the more general of two, else the common roll-up, else multiple") {
  const Trees trees;
  const Vocabulary& vocabulary = trees.vocabulary;
  CHECK(vocabulary.Merge(trees["Lutheran"], trees["Lutheran"]) == trees["Lutheran"]);
  CHECK(vocabulary.Merge(trees["Lutheran"], trees["Protestant"]) == trees["Protestant"]);
  CHECK(vocabulary.Merge(trees["Lutheran"], trees["Catholic"]) == trees["Christian"]);
  CHECK(vocabulary.Merge(trees["Lutheran"], trees["Sunni"]) == vocabulary.Multiple(kReligion));
  CHECK(vocabulary.Merge(kNoValue, trees["Sunni"]) == trees["Sunni"]);
  CHECK(vocabulary.Merge(kNoValue, kNoValue) == kNoValue);
}

TEST_CASE("Merging does not depend on the order in which values are met") {
  const Trees trees;
  const Vocabulary& vocabulary = trees.vocabulary;
  std::vector<ValueId> values = {kNoValue};
  for (ValueId id = 1; id < vocabulary.size(); ++id) {
    if (vocabulary.value(id).label == kReligion) values.push_back(id);
  }
  for (const ValueId a : values) {
    for (const ValueId b : values) {
      CHECK(vocabulary.Merge(a, b) == vocabulary.Merge(b, a));
      for (const ValueId c : values) {
        INFO(vocabulary.value(a).name << ", " << vocabulary.value(b).name << ", "
                                      << vocabulary.value(c).name);
        CHECK(vocabulary.Merge(vocabulary.Merge(a, b), c) ==
              vocabulary.Merge(a, vocabulary.Merge(b, c)));
      }
    }
  }
}

}  // namespace
}  // namespace sunder
