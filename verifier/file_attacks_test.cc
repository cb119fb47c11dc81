// times, sizes and leftover_files.
#include <sys/xattr.h>

#include <catch2/catch.hpp>

#include "verifier/test_stores.h"

namespace sunder::verifier {
namespace {

TEST_CASE("Times finer than a day fail") {
  TestStores stores;
  SECTION("an hour") {
    for (const char* file : {"identity/people.csv", "segregated/segregated.sqlite",
                             "quarantine/batch-000001.age", "evidence/evidence.json"}) {
      stores.SetTime(file, TestStores::kMidnight + 3600);
    }
  }
  SECTION("a nanosecond") { stores.SetTime("identity/people.csv", TestStores::kMidnight, 1); }
  SECTION("another day") {
    stores.SetTime("quarantine/batch-000001.age", TestStores::kMidnight + 86400);
  }
  SECTION("a gzip header with a time") {
    stores.Write("evidence/report.html",
                 std::string("\x1f\x8b\x08\x00\x01\x02\x03\x04\x00\x03", 10));
  }
  SECTION("a gzip header with a name") {
    stores.Write("evidence/report.html",
                 std::string("\x1f\x8b\x08\x08\x00\x00\x00\x00\x00\x03", 10));
  }
  SECTION("a column of times") {
    stores.MakeSegregated({},
                          "CREATE TABLE religion(parent TEXT, value TEXT, count INTEGER, "
                          "created_at TEXT, PRIMARY KEY(parent,value)) WITHOUT ROWID;");
  }
  SECTION("a time in the place of a label") {
    stores.MakeSegregated({{"religion", {{"", "2024-03-01 12:30", 3000}}}});
  }
  CHECK(stores.Verdict("times") == AttackVerdict::kFailed);
}

TEST_CASE("Sealed files that tell something fail") {
  TestStores stores;
  SECTION("a gap in the numbers") {
    stores.Write("quarantine/batch-000003.age", TestStores::SealedFile(64 * 1024));
    stores.claims().quarantine_files = 2;
    stores.claims().quarantine_item_slots = 128;
  }
  SECTION("a name that tells") {
    std::filesystem::rename(stores.Path("quarantine/batch-000001.age"),
                            stores.Path("quarantine/religion-000001.age"));
  }
  SECTION("a size that is not padded") {
    stores.Write("quarantine/batch-000001.age", TestStores::SealedFile(64 * 1024) + "x");
  }
  SECTION("a size of its own class") {
    stores.Write("quarantine/batch-000001.age", TestStores::SealedFile(3 * 64 * 1024));
  }
  SECTION("plain text") { stores.Write("quarantine/batch-000001.age", "{\"text\":\"x\"}\n"); }
  SECTION("other recipients") {
    std::string other = TestStores::SealedFile(64 * 1024);
    other.insert(other.find("--- "), "-> X25519 ghi\njkl\n");
    stores.Write("quarantine/batch-000002.age", other);
    stores.claims().quarantine_files = 2;
    stores.claims().quarantine_item_slots = 128;
  }
  SECTION("more files than the evidence says") { stores.claims().quarantine_files = 0; }
  SECTION("a number of slots that tells the number of items") {
    stores.claims().quarantine_item_slots = 17;
  }
  CHECK(stores.Verdict("sizes") == AttackVerdict::kFailed);
}

TEST_CASE("Several padded files and an empty quarantine pass") {
  TestStores stores;
  SECTION("several") {
    stores.Write("quarantine/batch-000002.age", TestStores::SealedFile(4 * 64 * 1024));
    stores.claims().quarantine_files = 2;
    stores.claims().quarantine_item_slots = 128;
  }
  SECTION("none") {
    std::filesystem::remove(stores.Path("quarantine/batch-000001.age"));
    stores.claims().quarantine_files = 0;
    stores.claims().quarantine_item_slots = 0;
  }
  SECTION("expired") { std::filesystem::remove(stores.Path("quarantine/batch-000001.age")); }
  SECTION("none was needed, none was named") {
    stores.input.quarantine.clear();
    stores.claims().quarantine_files = 0;
    stores.claims().quarantine_item_slots = 0;
  }
  CHECK(stores.Verdict("sizes") == AttackVerdict::kPassed);
}

TEST_CASE("Leftovers in and beside the stores fail, without being named") {
  const std::string name = GENERATE(
      "segregated/segregated.sqlite-wal", "segregated/segregated.sqlite-journal",
      "identity/.people.csv.swp", "identity/core", "identity/core.4711", "identity/people.csv.bak",
      "identity/old~", "quarantine/notes.txt", "segregated/ann.csv", "evidence/ann.sqlite",
      "evidence/run.tmp", ".sunder-run/temporary/run", "identity.sunder-run/x");
  TestStores stores;
  stores.Write(name, "x");
  INFO(name);
  const AttackResult attack = stores.Attack("leftover_files");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.advice.find("ann") == std::string::npos);
}

TEST_CASE("What no split writes fails in the identity store, without being named") {
  TestStores stores;
  SECTION("a file that no connector reads") { stores.Write("identity/ann.bin", "x"); }
  SECTION("a table of its own") { stores.Write("identity/ann.csv", "email\n"); }
  SECTION("a hidden file") { stores.Write("identity/.ann", "x"); }
  SECTION("a file below a new folder") { stores.Write("identity/ann/people.csv", "x"); }
  SECTION("an empty folder") { std::filesystem::create_directories(stores.Path("identity/ann/b")); }
  SECTION("an empty folder of another store") {
    std::filesystem::create_directory(stores.Path("quarantine/ann"));
  }
  const AttackResult attack = stores.Attack("leftover_files");
  CHECK(attack.verdict == AttackVerdict::kFailed);
  CHECK(attack.advice.find("ann") == std::string::npos);
}

TEST_CASE("Sources that were rewritten in place keep company, folders and attributes") {
  TestStores stores;
  stores.input.identity_is_of_split = false;
  stores.Write("identity/picture.bin", "x");
  std::filesystem::create_directory(stores.Path("identity/new"));
  setxattr(stores.Path("identity/people.csv").c_str(), "user.note", "x", 1, 0);
  CHECK(stores.Verdict("leftover_files") == AttackVerdict::kPassed);
}

TEST_CASE("Files out of archives, mails and standard input are those of the evidence") {
  TestStores stores;
  const auto [object, file] = GENERATE(table<std::string, std::string>(
      {{"x.zip!b/c.csv", "identity/x.zip/b/c.csv"},
       {"x.zip!c.csv", "identity/x.zip/c#2.csv"},
       {"x.zip!c.csv", "identity/x.zip#2/c.csv"},
       {"letter.eml!list.csv", "identity/letter.eml.attachments/list.csv"},
       {"stdin", "identity/stdin.csv"},
       {"wow!.csv", "identity/wow!.csv"}}));
  INFO(object);
  stores.claims().identity.push_back({object, "", 1, "canonical"});
  stores.Write(file, "a\n1\n");
  CHECK(stores.Verdict("leftover_files") == AttackVerdict::kPassed);
}

TEST_CASE("Only standard input has a file of its name, and one") {
  TestStores stores;
  SECTION("nothing came from there") { stores.Write("identity/stdin.csv", "a\n1\n"); }
  SECTION("two files") {
    stores.claims().identity.push_back({"stdin", "", 1, "canonical"});
    stores.Write("identity/stdin.csv", "a\n1\n");
    stores.Write("identity/stdin.txt", "b\n");
  }
  SECTION("a name that only begins so") {
    stores.claims().identity.push_back({"stdin", "", 1, "canonical"});
    stores.Write("identity/stdinner.csv", "a\n1\n");
  }
  CHECK(stores.Verdict("leftover_files") == AttackVerdict::kFailed);
}

TEST_CASE("Extended attributes on what a split wrote fail") {
  const std::string name =
      GENERATE("identity", "identity/people.csv", "segregated", "segregated/segregated.sqlite",
               "quarantine", "quarantine/batch-000001.age", "evidence/evidence.json");
  TestStores stores;
  INFO(name);
  // Not every file system has them.
  if (setxattr(stores.Path(name).c_str(), "user.note", "x", 1, 0) != 0) return;
  CHECK(stores.Verdict("leftover_files") == AttackVerdict::kFailed);
}

TEST_CASE("A link in a store fails") {
  TestStores stores;
  std::filesystem::create_symlink("/", stores.Path("evidence/link.json"));
  CHECK(stores.Verdict("leftover_files") == AttackVerdict::kFailed);
}

}  // namespace
}  // namespace sunder::verifier
