// What is remembered of a table depends on the multiset of its records alone.
#include "scanner/profile/table_profile.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

namespace sunder::scanner {
namespace {

constexpr LabelId kReligion = 3;
constexpr LabelId kEmail = 9;

// A table as rows of text; findings are made of the values: "stmt" holds a personal statement,
// '@' an e-mail address.
struct Rows {
  std::vector<std::string> fields;
  std::vector<std::vector<std::string>> rows;
};

bool HeadsSpecial(std::string_view path) { return path == "religion"; }

// Findings by what a value holds. Counts what it is asked.
class WordJudge : public Judge {
 public:
  Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) override {
    for (uint32_t i = 0; i < cells.size(); ++i) {
      Finding finding;
      finding.cell = i;
      finding.confidence = 0.9F;
      if (cells[i].text.find("stmt") != std::string_view::npos) {
        finding.label = kReligion;
        finding.rule = 1;
        finding.grade = EvidenceGrade::kSelfStatement;
        finding.cue = "self subject";
        findings->push_back(finding);
      }
      if (cells[i].text.find('@') != std::string_view::npos) {
        finding.label = kEmail;
        finding.rule = 2;
        finding.grade = EvidenceGrade::kNone;
        finding.cue = "structure";
        findings->push_back(finding);
      }
    }
    judged += cells.size();
    return Status::Ok();
  }
  ValueId CanonicalValue(LabelId, RuleIndex, std::string_view) override { return kNoValue; }
  bool IsCommonWord(LabelId, RuleIndex, std::string_view) override { return false; }

  size_t judged = 0;
};

void AddCell(uint32_t record, uint32_t field, std::string_view text, RecordBlock* block) {
  CellRef cell;
  cell.record = record;
  cell.field = field;
  cell.begin = static_cast<uint32_t>(block->data.size());
  block->data += text;
  cell.end = static_cast<uint32_t>(block->data.size());
  block->cells.push_back(cell);
}

size_t AddRows(const Rows& rows, size_t begin, size_t end, TableProfile* profile) {
  RecordBlock block;
  block.fields = rows.fields;
  for (size_t row = begin; row < end; ++row) {
    for (uint32_t field = 0; field < rows.fields.size(); ++field) {
      AddCell(static_cast<uint32_t>(row - begin), field, rows.rows[row][field], &block);
    }
  }
  block.record_count = static_cast<uint32_t>(end - begin);
  WordJudge judge;
  REQUIRE(profile->AddBlock(block, &judge).ok());
  return judge.judged;
}

Rows MakeRows(size_t count) {
  Rows rows{{"name", "religion", "notes"}, {}};
  for (size_t i = 0; i < count; ++i) {
    rows.rows.push_back({"name " + std::to_string(i),
                         i % 3 == 0 ? "" : "faith" + std::to_string(i % 7),
                         i % 10 == 0 ? "a stmt from a" + std::to_string(i) + "@example.com"
                                     : (i % 4 == 0 ? "" : "nothing to see here")});
  }
  return rows;
}

// Everything a profile holds, as text.
std::string Describe(const TableProfile& profile) {
  std::string out = std::to_string(profile.records()) + "\n";
  for (const auto& [path, field] : profile.fields()) {
    out += path + ' ' + std::to_string(field.filled) + ' ' + std::to_string(field.long_values) +
           ' ' + std::to_string(field.text_values) + ' ' + std::to_string(field.size_bytes_total) +
           ' ' + std::to_string(field.special_records) + ' ' +
           (field.sample.is_complete() ? "c" : "s") + '\n';
    for (const auto& entry : field.sample.Entries()) {
      out += "  " + entry.value + ' ' + std::to_string(entry.count) + '\n';
    }
    const std::map<std::string, uint64_t> beside(field.filled_beside.begin(),
                                                 field.filled_beside.end());
    for (const auto& [other, count] : beside)
      out += "  +" + other + ' ' + std::to_string(count) + '\n';
    for (const auto& [labels, together] : field.in_one_value) {
      out += "  =" + std::to_string(labels.first) + ' ' + std::to_string(labels.second) + ' ' +
             std::to_string(together.cells) + ' ' + std::to_string(together.apart_cells) + '\n';
    }
    for (const auto& [key, hit] : field.hits) {
      out += "  !" + std::to_string(std::get<0>(key)) + ' ' + std::to_string(hit.cells) + '\n';
    }
  }
  return out;
}

TableProfile ProfileOf(const Rows& rows) {
  TableProfile profile(HeadsSpecial);
  AddRows(rows, 0, rows.rows.size(), &profile);
  profile.Finish();
  return profile;
}

}  // namespace

TEST_CASE("a profile counts records, fills and what stands beside a special field") {
  const TableProfile profile = ProfileOf(MakeRows(60));
  CHECK(profile.records() == 60);
  const FieldProfile& religion = profile.fields().at("religion");
  CHECK(religion.filled == 40);
  CHECK(religion.special_records == 40);
  CHECK(religion.filled_beside.at("name") == 40);
  CHECK(religion.filled_beside.count("religion") == 0);
  const FieldProfile& notes = profile.fields().at("notes");
  CHECK(notes.special_records == 6);
  CHECK(notes.filled_beside.at("name") == 6);
  CHECK(notes.in_one_value.at({kReligion, kEmail}).cells == 6);
  CHECK(notes.hits.at({kReligion, EvidenceGrade::kSelfStatement, 1}).cells == 6);
  CHECK(profile.fields().at("name").filled_beside.empty());
}

TEST_CASE("order, splits and the order of merging do not show") {
  Rows rows = MakeRows(3000);
  const std::string expected = Describe(ProfileOf(rows));
  std::mt19937 random(7);
  for (int round = 0; round < 5; ++round) {
    std::shuffle(rows.rows.begin(), rows.rows.end(), random);
    std::vector<TableProfile> parts;
    for (size_t begin = 0; begin < rows.rows.size();) {
      const size_t end = std::min(rows.rows.size(), begin + 1 + random() % 900);
      parts.emplace_back(HeadsSpecial);
      AddRows(rows, begin, end, &parts.back());
      begin = end;
    }
    std::shuffle(parts.begin(), parts.end(), random);
    TableProfile merged(HeadsSpecial);
    for (TableProfile& part : parts) merged.Merge(std::move(part));
    merged.Finish();
    CHECK(Describe(merged) == expected);
  }
}

// What the profile of all cells is, each judged and counted by itself: slow and obvious.
TEST_CASE("values that repeat count as if each were judged by itself") {
  std::mt19937 random(3);
  Rows rows{{"few", "many", "mixed", "religion"}, {}};
  for (int i = 0; i < 60000; ++i) {
    const std::string many = std::to_string(random() % 50000);
    std::string mixed = "stmt " + std::to_string(random() % 9);
    if (random() % 3 == 0) mixed = std::string(random() % 90, 'z') + "@ stmt";
    if (random() % 7 == 0) mixed = " " + mixed;
    if (random() % 5 == 0) mixed.clear();
    rows.rows.push_back(
        {"v" + std::to_string(random() % 100), many, mixed, random() % 2 == 0 ? "" : "faith"});
  }
  TableProfile profile(HeadsSpecial);
  size_t judged = 0;
  for (size_t begin = 0; begin < rows.rows.size(); begin += 1500) {
    judged += AddRows(rows, begin, begin + 1500, &profile);
  }
  profile.Finish();
  CHECK(judged < 2 * rows.rows.size());
  TableProfile twin(HeadsSpecial);
  for (size_t row = 0; row < rows.rows.size(); ++row) {
    TableProfile one(HeadsSpecial);
    AddRows(rows, row, row + 1, &one);
    twin.Merge(std::move(one));
  }
  twin.Finish();
  CHECK(Describe(profile) == Describe(twin));
}

TEST_CASE("a value that a large column repeats is judged about once") {
  constexpr size_t kRows = 60000;
  constexpr size_t kValues = 5000;
  Rows rows{{"street"}, {}};
  for (size_t i = 0; i < kRows; ++i) rows.rows.push_back({std::to_string(i * 7919 % kValues)});
  TableProfile profile(HeadsSpecial);
  size_t judged = 0;
  for (size_t begin = 0; begin < kRows; begin += 1500) {
    judged += AddRows(rows, begin, begin + 1500, &profile);
  }
  CHECK(judged >= kValues);
  CHECK(judged < 3 * kValues);  // some come before the memo has grown
}

TEST_CASE("repeated fields of one record are one filled record") {
  RecordBlock block;
  block.fields = {"terms[].party"};
  for (const char* text : {"Whig", "Whig", ""}) AddCell(0, 0, text, &block);
  block.record_count = 1;
  TableProfile profile(HeadsSpecial);
  REQUIRE(profile.AddBlock(block, nullptr).ok());
  profile.Finish();
  const FieldProfile& field = profile.fields().at("terms[].party");
  CHECK(field.filled == 1);
  REQUIRE(field.sample.Entries().size() == 1);
  CHECK(field.sample.Entries()[0].count == 2);
}

TEST_CASE("long values are counted, not kept") {
  RecordBlock block;
  block.fields = {"text"};
  AddCell(0, 0, std::string(DistinctSample::kValueSizeBytesMax + 1, 'x'), &block);
  block.record_count = 1;
  TableProfile profile(HeadsSpecial);
  REQUIRE(profile.AddBlock(block, nullptr).ok());
  profile.Finish();
  CHECK(profile.fields().at("text").long_values == 1);
  CHECK(profile.fields().at("text").sample.Entries().empty());
}

TEST_CASE("a sample keeps exact counts of the same values whatever the order") {
  std::vector<std::string> values;
  for (int i = 0; i < 20000; ++i) values.push_back("v" + std::to_string(i % 5000));
  std::mt19937 random(11);
  DistinctSample first;
  for (const std::string& value : values) first.Add(value);
  CHECK_FALSE(first.is_complete());
  REQUIRE(first.Entries().size() == DistinctSample::kCapacity);
  for (const auto& entry : first.Entries()) CHECK(entry.count == 4);
  std::shuffle(values.begin(), values.end(), random);
  DistinctSample left;
  DistinctSample right;
  for (size_t i = 0; i < values.size(); ++i) (i < 300 ? left : right).Add(values[i]);
  right.Merge(left);
  DistinctSample both = left;
  both.Merge(right);  // left counted twice: once in `right`
  const auto a = first.Entries();
  const auto b = right.Entries();
  REQUIRE(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].value == b[i].value);
    CHECK(a[i].count == b[i].count);
  }
}

TEST_CASE("a sample of few values is complete, and the empty value is one") {
  DistinctSample sample;
  CHECK(sample.is_complete());
  CHECK(sample.Entries().empty());
  sample.Add("", 3);
  sample.Add("a");
  sample.Add("a", 4);
  REQUIRE(sample.Entries().size() == 2);
  CHECK(sample.Entries()[0].count == 3);
  CHECK(sample.Entries()[1].count == 5);
  for (size_t i = 0; i < DistinctSample::kCapacity - 2; ++i) sample.Add("x" + std::to_string(i));
  CHECK(sample.is_complete());
  sample.Add("one more");
  CHECK_FALSE(sample.is_complete());
}

}  // namespace sunder::scanner
