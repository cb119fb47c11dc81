#include "segregation/keeper/sealed_batches.h"

#include <catch2/catch.hpp>
#include <set>

#include "segregation/durable_file.h"
#include "segregation/keeper/batch_edit.h"
#include "segregation/quarantine.h"
#include "segregation/quarantine_line.h"
#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

KeyFile NewKey() { return {"", "", "", MakeAgeIdentity()}; }

QuarantineItem Item(uint64_t record, std::string text, std::string field = "notes") {
  return {"people.csv", "", std::move(field), record, std::move(text)};
}

// A quarantine of 100 items, the last one of 300 KB, for two keys.
struct TestQuarantine {
  TestFolder folder;
  std::vector<KeyFile> keys;
  KeyFile other = NewKey();
  std::multiset<std::string> items;

  TestQuarantine() {
    keys.push_back(NewKey());
    QuarantineWriter writer(folder.path(), {keys[0].identity.recipient, other.identity.recipient});
    for (uint64_t i = 0; i < 100; ++i) {
      const QuarantineItem item =
          Item(i, std::string(i < 99 ? i * 30 : 300000, 'x'), i % 4 == 0 ? "memo" : "notes");
      REQUIRE(writer.Add({item}).ok());
      items.insert(QuarantineJson(item));
    }
    REQUIRE(writer.Finish().ok());
  }

  std::vector<std::string> Names() const { return BatchNames(folder.path()).value(); }
  std::multiset<std::string> Read(const std::vector<KeyFile>& with) const {
    std::multiset<std::string> found;
    for (const std::string& name : Names()) {
      const auto batch = OpenBatch(folder.File(name), with);
      REQUIRE(batch.ok());
      REQUIRE(VisitItems(*batch, [&found](const SealedItem& item) {
                found.insert(std::string(item.json));
                return Status::Ok();
              }).ok());
    }
    return found;
  }
  // name -> size and time
  std::map<std::string, std::pair<uintmax_t, fs::file_time_type>> Listing() const {
    std::map<std::string, std::pair<uintmax_t, fs::file_time_type>> listing;
    for (const auto& entry : fs::directory_iterator(folder.path())) {
      listing[entry.path().filename()] = {entry.file_size(), entry.last_write_time()};
    }
    return listing;
  }
  std::vector<KeyFile> Others() {
    std::vector<KeyFile> keyring;
    keyring.push_back(std::move(other));
    return keyring;
  }
};

TEST_CASE("Items come back as they were sealed") {
  const TestQuarantine quarantine;
  CHECK(quarantine.Read(quarantine.keys) == quarantine.items);
  std::vector<KeyFile> stranger;
  stranger.push_back(NewKey());
  const auto batch = OpenBatch(quarantine.folder.File(quarantine.Names()[0]), stranger);
  CHECK(batch.status().code() == StatusCode::kUnreadable);
}

TEST_CASE("An item's line is read exactly as it is written") {
  const QuarantineItem item{"a\"b\\c", "t\x01", "f\xc3\xa9", 7, "line\n\"feed\""};
  const std::string json = QuarantineJson(item);
  const auto parsed = ParseSealedItem(json);
  REQUIRE(parsed.has_value());
  CHECK(parsed->object == item.object);
  CHECK(parsed->table == item.table);
  CHECK(parsed->field == item.field);
  CHECK(parsed->record == 7);
  CHECK(parsed->json == json);
  for (size_t size = 0; size < json.size(); ++size) {
    CHECK_FALSE(ParseSealedItem(std::string_view(json).substr(0, size)).has_value());
  }
  for (const char* bad : {"{}", "[]", "{\"object\":\"\"}", "not json",
                          R"({"object":"","table":"","field":"","record":-1,"text":""})",
                          R"({"object":"\q","table":"","field":"","record":1,"text":""})",
                          R"({"object":"","table":"","field":"","record":1,"text":""} x)"}) {
    CHECK_FALSE(ParseSealedItem(bad).has_value());
  }
  CHECK_FALSE(parsed->is_file_piece);
  QuarantineItem piece{"a.pdf", "", "", 3, "%PDF-1.7"};
  piece.is_file_piece = true;
  const auto parsed_piece = ParseSealedItem(QuarantineJson(piece));
  REQUIRE(parsed_piece.has_value());
  CHECK(parsed_piece->is_file_piece);
  CHECK(parsed_piece->record == 3);
  ItemSelection selection;
  CHECK(selection.Matches(*parsed));
  selection.table = "";
  CHECK_FALSE(selection.Matches(*parsed));
  selection.table = "t\x01";
  selection.record = 7;
  CHECK(selection.Matches(*parsed));
  selection.record = 8;
  CHECK_FALSE(selection.Matches(*parsed));
}

TEST_CASE("What no split wrote is no item") {
  const TestFolder folder;
  std::vector<KeyFile> keys;
  keys.push_back(NewKey());
  for (const std::string& text :
       {std::string("hello\n"), std::string("{}\n{}"), std::string("{}   \nx   \n")}) {
    WriteFile(folder.File("batch-000001.age"),
              AgeEncrypt(text, {keys[0].identity.recipient}).value());
    const auto batch = OpenBatch(folder.File("batch-000001.age"), keys);
    REQUIRE(batch.ok());
    CHECK(VisitItems(*batch, [](const SealedItem&) { return Status::Ok(); }).code() ==
          StatusCode::kDataLoss);
  }
}

TEST_CASE("Discarded items are gone, for every recipient, and no size or time tells") {
  TestQuarantine quarantine;
  const auto before = quarantine.Listing();
  const std::string untouched = ReadFile(quarantine.folder.File("batch-000002.age"));
  ItemSelection selection;
  selection.field = "memo";
  {
    auto edit = BatchEdit::Begin(quarantine.folder.path());
    REQUIRE(edit.ok());
    CHECK(BatchEdit::Begin(quarantine.folder.path()).status().code() == StatusCode::kUsage);
    for (const std::string& name : quarantine.Names()) {
      const auto batch = OpenBatch(quarantine.folder.File(name), quarantine.keys);
      REQUIRE(batch.ok());
      REQUIRE(edit->Discard(*batch, selection).ok());
    }
    CHECK(quarantine.Read(quarantine.keys) == quarantine.items);
    REQUIRE(edit->Commit().ok());
  }
  std::multiset<std::string> rest;
  for (const std::string& item : quarantine.items) {
    if (item.find("\"memo\"") == std::string::npos) rest.insert(item);
  }
  CHECK(rest.size() == 75);
  CHECK(quarantine.Read(quarantine.keys) == rest);
  CHECK(quarantine.Listing() == before);
  CHECK(ReadFile(quarantine.folder.File("batch-000002.age")) != untouched);
  CHECK(quarantine.Read(quarantine.Others()) == rest);
}

TEST_CASE("All items discarded leave dummies, without a trace of a long one") {
  TestQuarantine quarantine;
  const auto before = quarantine.Listing();
  auto edit = BatchEdit::Begin(quarantine.folder.path());
  REQUIRE(edit.ok());
  for (const std::string& name : quarantine.Names()) {
    REQUIRE(
        edit->Discard(OpenBatch(quarantine.folder.File(name), quarantine.keys).value(), {}).ok());
  }
  REQUIRE(edit->Commit().ok());
  CHECK(quarantine.Listing() == before);
  for (const std::string& name : quarantine.Names()) {
    const auto batch = OpenBatch(quarantine.folder.File(name), quarantine.keys);
    std::string plain;
    REQUIRE(batch->file
                .OpenPayload(batch->header.file_key,
                             [&plain](std::string_view piece) {
                               plain += piece;
                               return Status::Ok();
                             })
                .ok());
    std::string expected;
    for (int i = 0; i < 64; ++i) expected += PaddedLine("{}");
    expected.insert(expected.size() - 1, plain.size() - expected.size(), ' ');
    CHECK((plain == expected));
  }
}

TEST_CASE("Rotation changes headers only; the old key opens nothing any more") {
  TestQuarantine quarantine;
  const auto before = quarantine.Listing();
  std::vector<KeyFile> fresh;
  fresh.push_back(NewKey());
  const auto rotate = [&](bool drop_others) {
    auto edit = BatchEdit::Begin(quarantine.folder.path());
    REQUIRE(edit.ok());
    for (const std::string& name : quarantine.Names()) {
      const auto batch =
          OpenBatch(quarantine.folder.File(name), drop_others ? fresh : quarantine.keys);
      REQUIRE(batch.ok());
      REQUIRE(edit->Rotate(*batch, drop_others, {fresh[0].identity.recipient}).ok());
    }
    REQUIRE(edit->Commit().ok());
  };
  const std::string path = quarantine.folder.File("batch-000001.age");
  const std::string old_payload = AgeFile::Open(path)->ReadSealedPayload().value();
  rotate(false);
  CHECK(quarantine.Listing() == before);
  CHECK((AgeFile::Open(path)->ReadSealedPayload().value() == old_payload));
  CHECK(quarantine.Read(fresh) == quarantine.items);
  CHECK_FALSE(OpenBatch(path, quarantine.keys).ok());
  const std::vector<KeyFile> others = quarantine.Others();
  CHECK(quarantine.Read(others) == quarantine.items);
  rotate(true);
  CHECK(quarantine.Read(fresh) == quarantine.items);
  CHECK_FALSE(OpenBatch(path, others).ok());
}

TEST_CASE("A change that is cut off is taken back, or finished when all of it was written") {
  TestQuarantine quarantine;
  const auto before = quarantine.Listing();
  const std::string first = quarantine.folder.File("batch-000001.age");
  const std::string replacement =
      AgeEncrypt(PaddedLine("{}"), {quarantine.keys[0].identity.recipient}).value();
  WriteFile(first + ".part", replacement);
  REQUIRE(BatchEdit::Begin(quarantine.folder.path()).ok());
  CHECK(quarantine.Listing() == before);

  WriteFile(first + ".part", replacement);
  WriteFile(quarantine.folder.File("commit.part"), "");
  REQUIRE(BatchEdit::Begin(quarantine.folder.path()).ok());
  CHECK((ReadFile(first) == replacement));
  CHECK(quarantine.Listing().size() == before.size());
}

TEST_CASE("The quarantine is found below the folder of a split") {
  const TestFolder folder;
  fs::create_directories(folder.File("out/quarantine"));
  CHECK(QuarantineFolder(folder.File("out")).value() == folder.File("out/quarantine"));
  CHECK(QuarantineFolder(folder.File("out/quarantine")).value() == folder.File("out/quarantine"));
  CHECK(QuarantineFolder(folder.File("none")).status().code() == StatusCode::kNotFound);
}

}  // namespace
}  // namespace sunder::segregation
