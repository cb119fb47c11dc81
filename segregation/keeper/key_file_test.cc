#include "segregation/keeper/key_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "segregation/keeper/store_guard.h"
#include "segregation/test_age_key.h"

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

constexpr char kSecret[] =
    "AGE-SECRET-KEY-1XMWWC06LY3EE5RYTXM9MFLAZ2U56JJJ36S0MYPDRWSVLUL66MV4QX3S7F6";

void WriteKey(const std::string& path, const std::string& text) {
  WriteFile(path, text);
  fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
}

TEST_CASE("A new key file is private, is never overwritten and reads back") {
  const TestFolder folder;
  const std::string path = folder.File("q.key");
  const auto made = CreateKeyFile(path, "2026-01-01", "2026-04-01");
  REQUIRE(made.ok());
  struct stat info {};
  REQUIRE(stat(path.c_str(), &info) == 0);
  CHECK((info.st_mode & 0777) == 0600);
  const std::string text = ReadFile(path);
  CHECK(text.find("# created: 2026-01-01\n# expires: 2026-04-01\n# public key: age1") == 0);
  const auto read = ReadKeyFile(path);
  REQUIRE(read.ok());
  CHECK(read->identity.recipient.public_key == made->identity.recipient.public_key);
  CHECK(read->created == "2026-01-01");
  CHECK_FALSE(read->IsExpired("2026-04-01"));
  CHECK(read->IsExpired("2026-04-02"));
  CHECK(CreateKeyFile(path, "2026-01-01", "").status().code() == StatusCode::kUsage);
  CHECK(ReadFile(path) == text);

  REQUIRE(CreateKeyFile(folder.File("for-ever.key"), "2026-01-01", "").ok());
  const auto for_ever = ReadKeyFile(folder.File("for-ever.key"));
  REQUIRE(for_ever.ok());
  CHECK_FALSE(for_ever->IsExpired("9999-12-31"));
}

TEST_CASE("Debian's age reads our key files, and we read those of age-keygen") {
  const TestFolder folder;
  const auto made = CreateKeyFile(folder.File("q.key"), "2026-01-01", "2026-04-01");
  REQUIRE(made.ok());
  WriteFile(folder.File("x.age"), AgeEncrypt("text", {made->identity.recipient}).value());
  TestAgeKey ours;
  ours.identity_file = folder.File("q.key");
  CHECK(OpenWithAge(folder, ours, folder.File("x.age")) == "text");
  const TestAgeKey theirs = MakeTestAgeKey(folder, "theirs");
  const auto read = ReadKeyFile(theirs.identity_file);
  REQUIRE(read.ok());
  CHECK(read->identity.recipient.public_key == theirs.recipient.public_key);
  CHECK(read->expires.empty());
}

TEST_CASE("Key files that are refused, without a word of them") {
  const TestFolder folder;
  const std::string path = folder.File("q.key");
  const std::string line = std::string(kSecret) + "\n";
  std::string damaged = line;
  damaged[40] = damaged[40] == 'Q' ? 'P' : 'Q';
  for (const std::string& text :
       {std::string(), std::string("# expires: never\n"), line + line, damaged,
        "# expires: 2026-02-30\n" + line, "# expires: soon\n" + line, std::string(100000, '#')}) {
    WriteKey(path, text);
    const auto key = ReadKeyFile(path);
    REQUIRE_FALSE(key.ok());
    CHECK(key.status().code() == StatusCode::kUsage);
    CHECK(key.status().message().find("1XMWWC06") == std::string::npos);
  }
  WriteKey(path, line);
  CHECK(ReadKeyFile(path).ok());
  for (const auto right : {fs::perms::group_read, fs::perms::others_read}) {
    fs::permissions(path, right, fs::perm_options::add);
    CHECK(ReadKeyFile(path).status().message().find("chmod 600") != std::string::npos);
    fs::permissions(path, right, fs::perm_options::remove);
  }
  CHECK(ReadKeyFile(folder.File("none")).status().code() == StatusCode::kUnreadable);
}

TEST_CASE("A folder's key files are found among others") {
  const TestFolder folder;
  REQUIRE(CreateKeyFile(folder.File("b.key"), "2026-01-01", "").ok());
  REQUIRE(CreateKeyFile(folder.File("a.key"), "2026-01-01", "").ok());
  WriteFile(folder.File("notes.txt"), "the word AGE-SECRET-KEY- within a line is no key");
  WriteFile(folder.File("large"), std::string(1000000, 'x'));
  fs::create_directory(folder.File("sub"));
  const auto keys = ReadKeyFolder(folder.path());
  REQUIRE(keys.ok());
  REQUIRE(keys->size() == 2);
  CHECK((*keys)[0].path == folder.File("a.key"));
  CHECK_FALSE(ReadKeyFolder(folder.File("none")).ok());
}

TEST_CASE("A destroyed key's bytes are overwritten before its name goes") {
  const TestFolder folder;
  const std::string path = folder.File("q.key");
  REQUIRE(CreateKeyFile(path, "2026-01-01", "").ok());
  const std::string before = ReadFile(path);
  fs::create_hard_link(path, folder.File("copy"));  // another name of the same bytes
  REQUIRE(DestroyKeyFile(path).ok());
  CHECK_FALSE(fs::exists(path));
  const std::string after = ReadFile(folder.File("copy"));
  CHECK(after.size() == before.size());
  CHECK(after.find("AGE-SECRET") == std::string::npos);
  fs::create_symlink(folder.File("copy"), folder.File("link"));
  CHECK(DestroyKeyFile(folder.File("link")).code() == StatusCode::kStoreFailure);
  CHECK(DestroyKeyFile(path).code() == StatusCode::kStoreFailure);
}

TEST_CASE("No key below stores") {
  const TestFolder folder;
  fs::create_directories(folder.File("out/identity/deep"));
  fs::create_directories(folder.File("out/evidence"));
  fs::create_directories(folder.File("far"));
  WriteFile(folder.File("far/batch-000001.age"), "");
  fs::create_directory_symlink(folder.File("out/identity"), folder.File("link"));
  for (const char* name : {"out/q.key", "out/identity/q.key", "out/identity/deep/q.key",
                           "out/evidence/q.key", "far/q.key", "link/q.key", "none/q.key"}) {
    INFO(name);
    const auto made = CreateKeyFile(folder.File(name), "2026-01-01", "");
    CHECK(made.status().code() == StatusCode::kUsage);
    CHECK_FALSE(fs::exists(folder.File(name)));
  }
  CHECK(CheckOutsideStores(folder.File("q.key")).ok());
}

TEST_CASE("Days") {
  for (const char* day : {"2026-01-01", "2024-02-29"}) CHECK(IsDay(day));
  for (const char* day :
       {"", "2026-1-1", "2026-02-29", "2026-13-01", "2026/01/01", "2026-01-0x", "-026-01-01"}) {
    CHECK_FALSE(IsDay(day));
  }
}

}  // namespace
}  // namespace sunder::segregation
