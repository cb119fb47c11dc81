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

void AddRows(const Rows& rows, size_t begin, size_t end, TableProfile* profile) {
  RecordBlock block;
  block.fields = rows.fields;
  std::vector<std::string_view> texts;
  std::vector<Finding> findings;
  for (size_t row = begin; row < end; ++row) {
    for (uint32_t field = 0; field < rows.fields.size(); ++field) {
      CellRef cell;
      cell.record = static_cast<uint32_t>(row - begin);
      cell.field = field;
      const std::string& value = rows.rows[row][field];
      Finding finding;
      finding.cell = static_cast<uint32_t>(block.cells.size());
      finding.confidence = 0.9F;
      if (value.find("stmt") != std::string::npos) {
        finding.label = kReligion;
        finding.rule = 1;
        finding.grade = EvidenceGrade::kSelfStatement;
        finding.cue = "self subject";
        findings.push_back(finding);
      }
      if (value.find('@') != std::string::npos) {
        finding.label = kEmail;
        finding.rule = 2;
        finding.grade = EvidenceGrade::kNone;
        finding.cue = "structure";
        findings.push_back(finding);
      }
      block.cells.push_back(cell);
      texts.push_back(value);
    }
  }
  block.record_count = static_cast<uint32_t>(end - begin);
  profile->AddBlock(block, texts, findings);
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
    CHECK(Describe(merged) == expected);
  }
}

TEST_CASE("repeated fields of one record are one filled record") {
  RecordBlock block;
  block.fields = {"terms[].party"};
  block.cells.resize(3);
  block.record_count = 1;
  const std::vector<std::string_view> texts = {"Whig", "Whig", ""};
  TableProfile profile(HeadsSpecial);
  profile.AddBlock(block, texts, {});
  const FieldProfile& field = profile.fields().at("terms[].party");
  CHECK(field.filled == 1);
  REQUIRE(field.sample.Entries().size() == 1);
  CHECK(field.sample.Entries()[0].count == 2);
}

TEST_CASE("long values are counted, not kept") {
  RecordBlock block;
  block.fields = {"text"};
  block.cells.resize(1);
  block.record_count = 1;
  const std::string text(DistinctSample::kValueSizeBytesMax + 1, 'x');
  const std::vector<std::string_view> texts = {text};
  TableProfile profile(HeadsSpecial);
  profile.AddBlock(block, texts, {});
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
