#include "segregation/segregator.h"

#include <catch2/catch.hpp>
#include <type_traits>

#include "segregation/fake_judge.h"

namespace sunder::segregation {
namespace {

// The three outputs share no key: none can be made of another.
static_assert(!std::is_constructible_v<IdentityBatch, SpecialCounts>);
static_assert(!std::is_constructible_v<IdentityBatch, QuarantineItem>);
static_assert(!std::is_constructible_v<SpecialCounts, IdentityBatch>);
static_assert(!std::is_constructible_v<SpecialCounts, QuarantineItem>);
static_assert(!std::is_convertible_v<SpecialCounts, std::vector<std::string>>);
static_assert(std::is_same_v<decltype(SpecialCounts::counts),
                             std::map<LabelId, std::map<ValueId, uint64_t>>>);

// "name|faith|..." lines; a cell with commas is several cells of one field.
class LineIndexer : public CellIndexer {
 public:
  Status Index(RecordBlock* block) const override {
    uint32_t record = 0;
    uint32_t field = 0;
    uint32_t begin = 0;
    for (uint32_t i = 0; i < block->data.size(); ++i) {
      const char c = block->data[i];
      if (c != '|' && c != ',' && c != '\n') continue;
      block->cells.push_back({record, field, begin, i, CellEncoding::kPlain, true});
      begin = i + 1;
      if (c == '|') ++field;
      if (c == '\n') {
        field = 0;
        ++record;
      }
    }
    block->record_count = record;
    return Status::Ok();
  }
  std::string Decode(std::string_view raw) const override { return std::string(raw); }
};

class LineWriter : public ObjectWriter {
 public:
  explicit LineWriter(std::vector<uint32_t> removed) : removed_(std::move(removed)) {}
  Status Serialize(size_t, const RecordBlock& block, uint32_t record,
                   std::span<const CellEdit> edits, std::string* bytes) const override {
    for (uint32_t i = 0; i < block.cells.size(); ++i) {
      const CellRef& cell = block.cells[i];
      if (cell.record != record) continue;
      if (std::find(removed_.begin(), removed_.end(), cell.field) != removed_.end()) continue;
      std::string scratch;
      std::string text(block.Text(cell, &scratch));
      for (const CellEdit& edit : edits) {
        if (edit.cell == i) text = edit.text;
      }
      *bytes += (bytes->empty() ? "" : "|") + text;
    }
    return Status::Ok();
  }
  bool MayBeShifted(size_t, std::span<const CellRef> cells) const override {
    return cells.size() != 3;
  }
  Status Write(size_t, std::string_view) override { return Status::Ok(); }
  Status Finish() override { return Status::Ok(); }

 private:
  std::vector<uint32_t> removed_;
};

PlannedField Field(const std::string& name, const std::string& label, Route route) {
  PlannedField field;
  field.field = field.display = name;
  field.label = label;
  field.route = route;
  return field;
}

// Objects to texts with a word.
class WordObjection final : public SecondLook {
 public:
  Objection Look(std::string_view text,
                 std::span<const std::string_view> /*removed*/) const override {
    return text.find("mosque") == std::string_view::npos ? Objection::kNone : Objection::kProxy;
  }
};

struct Splitter {
  FakeWorld world;
  FakeJudge judge{world};
  Policy policy;
  PlannedTable table;
  std::map<std::string, RuleIndex> rules{{"religion.codes", 7}, {"religion.words", 8}};
  LineWriter writer{{1}};
  std::unique_ptr<const SecondLook> second_look;
  CountingOptions counting;

  Splitter() {
    table.object = "people.csv";
    table.fields = {Field("name", "person_name", Route::kKeep),
                    Field("faith", "religion", Route::kSegregate),
                    Field("notes", "", Route::kDropSentences)};
    table.fields[1].rule = "religion.words";
  }

  Status Split(const std::string& lines, SplitOutput* output, uint64_t first_record = 0) {
    RecordBlock block;
    block.data = lines;
    block.first_record = first_record;
    block.fields = {"name", "faith", "notes"};
    block.indexer = std::make_shared<LineIndexer>();
    Segregator segregator(table, policy, world.labels, world.vocabulary, rules, writer, 0, judge,
                          second_look.get(), counting);
    return segregator.Split(&block, output);
  }
};

constexpr char kText[] = "The customer called about the last invoice. ";

TEST_CASE("A column leaves and every record counts once") {
  Splitter splitter;
  SplitOutput output;
  REQUIRE(
      splitter.Split("Ann|Catholic|\nBob||\nCid|Sikh|\nDee|unknown|\nEve|Pastafarian|\n", &output)
          .ok());
  CHECK(output.identity.records ==
        std::vector<std::string>{"Ann|", "Bob|", "Cid|", "Dee|", "Eve|"});
  const auto& religion = output.special[kNoContext].counts.at(splitter.world.religion);
  CHECK(religion.at(splitter.world.catholic) == 1);
  CHECK(religion.at(splitter.world.sikh) == 1);
  CHECK(religion.at(splitter.world.vocabulary.Other(splitter.world.religion)) == 1);
  CHECK(religion.at(kNoValue) == 2);
  CHECK(output.special[kNoContext].Cohort(splitter.world.religion) == 5);
  CHECK(output.special[kNoContext].Cohort(splitter.world.race) == 0);
  CHECK(splitter.judge.last_rule == 8);
  CHECK(output.counts.special_values_in == 3);
  CHECK(output.counts.Balances());
  CHECK(output.quarantine.empty());
}

TEST_CASE("A text without a statement that the second look objects to is sealed, and not counted") {
  Splitter splitter;
  splitter.second_look = std::make_unique<WordObjection>();
  SplitOutput output;
  REQUIRE(
      splitter.Split("Ann||He goes to the mosque on Fridays.\nBob||The bill is paid.\n", &output)
          .ok());
  CHECK(output.identity.records == std::vector<std::string>{"Ann|", "Bob|The bill is paid."});
  REQUIRE(output.quarantine.size() == 1);
  CHECK(output.quarantine[0].text == "He goes to the mosque on Fridays.");
  CHECK(output.counts.texts_withheld == 1);
  CHECK(output.special[kNoContext].counts.at(splitter.world.religion).at(kNoValue) == 2);
  CHECK(output.counts.Balances());
}

TEST_CASE("Several values of one record become one by their lowest common roll-up") {
  Splitter splitter;
  SplitOutput output;
  REQUIRE(
      splitter.Split("Ann|Catholic,Lutheran|\nBob|Catholic,Sikh|\nCid|Sikh,Sikh|\n", &output).ok());
  const auto& religion = output.special[kNoContext].counts.at(splitter.world.religion);
  CHECK(religion.at(splitter.world.christian) == 1);
  CHECK(religion.at(splitter.world.vocabulary.Multiple(splitter.world.religion)) == 1);
  CHECK(religion.at(splitter.world.sikh) == 1);
  CHECK(output.counts.duplicates_merged == 3);
  CHECK(output.counts.Balances());
}

TEST_CASE("Dropped sentences are counted and their originals are sealed") {
  Splitter splitter;
  splitter.table.fields[2].categories = {"race", "religion"};
  SplitOutput output;
  const std::string text = kText;
  REQUIRE(splitter
              .Split("Ann|Sikh|" + text +
                         "She is Asian. Thanks.\nBob||Nothing to say.\n"
                         "Cid||He is Lutheran.\n",
                     &output, 100)
              .ok());
  CHECK(output.identity.records ==
        std::vector<std::string>{"Ann|" + text + "Thanks.", "Bob|Nothing to say.", "Cid|"});
  REQUIRE(output.quarantine.size() == 2);
  CHECK(output.quarantine[0].object == "people.csv");
  CHECK(output.quarantine[0].field == "notes");
  CHECK(output.quarantine[0].record == 100);
  CHECK(output.quarantine[0].text == text + "She is Asian. Thanks.");
  CHECK(output.quarantine[1].record == 102);
  CHECK(output.special[kNoContext].counts.at(splitter.world.race).at(splitter.world.asian) == 1);
  CHECK(output.special[kNoContext].counts.at(splitter.world.race).at(kNoValue) == 2);
  CHECK(output.special[kNoContext].counts.at(splitter.world.religion).at(splitter.world.lutheran) ==
        1);
  CHECK(output.special[kNoContext].Cohort(splitter.world.religion) == 3);
  CHECK(output.counts.texts_in == 3);
  CHECK(output.counts.texts_dropped_from == 1);
  CHECK(output.counts.texts_withheld == 1);
  CHECK(output.counts.Balances());
}

TEST_CASE("A category that the plan did not foresee is sealed whole and not counted") {
  Splitter splitter;
  SplitOutput output;
  const std::string text = std::string(kText) + "She is Asian. Thanks.";
  REQUIRE(splitter.Split("Ann||" + text + "\n", &output).ok());
  CHECK(output.identity.records == std::vector<std::string>{"Ann|"});
  REQUIRE(output.quarantine.size() == 1);
  CHECK(output.special[kNoContext].counts.find(splitter.world.race) ==
        output.special[kNoContext].counts.end());
  CHECK(output.counts.texts_withheld == 1);
  CHECK(output.counts.Balances());
}

TEST_CASE("A row of which nothing remains is nobody's: sealed, and counted nowhere") {
  Splitter splitter;
  const std::string rows = "Ann|Catholic\n|Sikh,Catholic\nBob|\n|\n";
  SplitOutput output;
  REQUIRE(splitter.Split(rows, &output).ok());
  CHECK(output.identity.records == std::vector<std::string>{"Ann", "Bob"});
  CHECK(output.special[kNoContext].Cohort(splitter.world.religion) == 2);
  REQUIRE(output.quarantine.size() == 2);
  CHECK(output.quarantine[0].text == "Sikh");
  CHECK(output.quarantine[1].record == 1);
  CHECK(output.counts.records_of_nobody == 2);
  CHECK(output.counts.special_values_in == 3);
  CHECK(output.counts.special_values_sealed == 1);
  CHECK(output.counts.Balances());
  // A part of a text of which nothing remains was withheld, and counts.
  splitter.counting.is_text = true;
  SplitOutput text;
  REQUIRE(splitter.Split(rows, &text).ok());
  CHECK(text.identity.records.size() == 4);
  CHECK(text.special[kNoContext].Cohort(splitter.world.religion) == 4);
  CHECK(text.counts.Balances());
}

TEST_CASE("A record that may be shifted leaves whole where a cell that stays holds what leaves") {
  Splitter splitter;
  SplitOutput output;
  REQUIRE(splitter.Split("Catholic|Ann\nBob|Sikh\nCid||\nCatholic||\n", &output).ok());
  // The last one has all its cells: a name may be such a word.
  CHECK(output.identity.records == std::vector<std::string>{"Bob", "Cid|", "Catholic|"});
  CHECK(output.special[kNoContext].Cohort(splitter.world.religion) == 3);
  REQUIRE(output.quarantine.size() == 2);
  CHECK(output.quarantine[0].text == "Catholic");
  CHECK(output.quarantine[1].text == "Ann");
  CHECK(output.counts.records_shifted == 1);
  CHECK(output.counts.records_of_nobody == 1);
  CHECK(output.counts.Balances());
}

TEST_CASE("A quarantined column seals its filled cells and counts nothing") {
  Splitter splitter;
  splitter.table.fields[1].route = Route::kQuarantine;
  SplitOutput output;
  REQUIRE(splitter.Split("Ann|Catholic|\nBob||\n", &output).ok());
  REQUIRE(output.quarantine.size() == 1);
  CHECK(output.quarantine[0].text == "Catholic");
  CHECK(output.counts.cells_quarantined == 1);
  CHECK(output.special[kNoContext].counts.empty());
}

TEST_CASE("The writer drops the fields that leave") {
  Splitter splitter;
  CHECK(Segregator::OptionsOf(splitter.table).removed_fields == std::vector<std::string>{"faith"});
}

TEST_CASE("Swapping the values of persons changes neither counts nor identity records") {
  Splitter splitter;
  SplitOutput one;
  SplitOutput two;
  REQUIRE(splitter.Split("Ann|Catholic|\nBob||\nCid|Sikh|\n", &one).ok());
  REQUIRE(splitter.Split("Ann||\nBob|Sikh|\nCid|Catholic|\n", &two).ok());
  CHECK(one.special[kNoContext].counts == two.special[kNoContext].counts);
  CHECK(one.identity.records == two.identity.records);
}

TEST_CASE("Plans that do not fit are refused, without naming the field") {
  Splitter splitter;
  SplitOutput output;
  SECTION("a field that the plan does not know") {
    splitter.table.fields.pop_back();
    CHECK(splitter.Split("Ann||\n", &output).ok());  // not filled: nothing to judge
    const Status status = splitter.Split("Ann||x\n", &output);
    CHECK(status.code() == StatusCode::kRefused);
    CHECK(status.message().find("notes") == std::string::npos);
  }
  SECTION("a label that cannot be counted") {
    splitter.table.fields[1].label = "person_name";
    CHECK(splitter.Split("Ann||\n", &output).code() == StatusCode::kRefused);
  }
  SECTION("a rule that does not exist") {
    splitter.table.fields[1].rule = "religion.gone";
    CHECK(splitter.Split("Ann||\n", &output).code() == StatusCode::kRefused);
  }
}

TEST_CASE("A person's own label takes the first rule of that label") {
  Splitter splitter;
  splitter.table.fields[1].rule.clear();
  SplitOutput output;
  REQUIRE(splitter.Split("Ann|Sikh|\n", &output).ok());
  CHECK(splitter.judge.last_rule == 7);
}

}  // namespace
}  // namespace sunder::segregation
