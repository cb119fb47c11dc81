#include "segregation/keeper/age_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>

#include "segregation/test_age_key.h"

namespace sunder::segregation {
namespace {

std::string Pattern(size_t size) {
  std::string text(size, '\0');
  for (size_t i = 0; i < size; ++i) text[i] = static_cast<char>(i * 131 + (i >> 8));
  return text;
}

// Ok: `released` is the whole text.
Status OpenWith(const std::string& path, const AgeIdentity& identity, std::string* released) {
  released->clear();
  SUNDER_ASSIGN_OR_RETURN(const AgeFile file, AgeFile::Open(path));
  SUNDER_ASSIGN_OR_RETURN(const auto header, file.OpenHeader(identity));
  if (!header) return Status::Unreadable("not for this key");
  return file.OpenPayload(header->file_key, [released](std::string_view piece) {
    released->append(piece);
    return Status::Ok();
  });
}

TEST_CASE("What was sealed opens, at every chunk border, with each recipient's key") {
  const TestFolder folder;
  const AgeIdentity one = MakeAgeIdentity();
  const AgeIdentity two = MakeAgeIdentity();
  const AgeIdentity stranger = MakeAgeIdentity();
  std::string released;
  for (const size_t size : {0, 1, 65535, 65536, 65537, 131072, 1000000}) {
    INFO("size " << size);
    const std::string plain = Pattern(size);
    WriteFile(folder.File("x.age"), AgeEncrypt(plain, {one.recipient, two.recipient}).value());
    for (const AgeIdentity* identity : {&one, &two}) {
      CHECK(OpenWith(folder.File("x.age"), *identity, &released).ok());
      CHECK((released == plain));
    }
    CHECK(OpenWith(folder.File("x.age"), stranger, &released).code() == StatusCode::kUnreadable);
    CHECK(released.empty());
  }
}

TEST_CASE("What Debian's age sealed opens, and keys go both ways") {
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(folder, "key");
  const std::string plain = Pattern(200000);
  WriteFile(folder.File("plain"), plain);
  std::string secret = ReadFile(key.identity_file);
  secret = secret.substr(secret.find("AGE-SECRET"));
  secret.erase(secret.find('\n'));
  const auto identity = ParseAgeIdentity(secret);
  REQUIRE(identity.ok());
  CHECK(AgeRecipientText(identity->recipient) + "\n" == key.public_text);
  CHECK(ViewOf(AgeIdentityText(*identity)) == secret);
  const AgeIdentity other = MakeAgeIdentity();
  const std::string command = "age -r " + AgeRecipientText(identity->recipient) + " -r " +
                              AgeRecipientText(other.recipient) + " -o " + folder.File("x.age") +
                              " " + folder.File("plain");
  REQUIRE(system(command.c_str()) == 0);
  std::string released;
  for (const AgeIdentity* opener : {&*identity, &other}) {
    CHECK(OpenWith(folder.File("x.age"), *opener, &released).ok());
    CHECK((released == plain));
  }
}

TEST_CASE("Every bit of a small file counts, and nothing is released from a damaged one") {
  const TestFolder folder;
  const AgeIdentity identity = MakeAgeIdentity();
  const AgeIdentity other = MakeAgeIdentity();
  const std::string sealed =
      AgeEncrypt("She is a devout Catholic.", {identity.recipient, other.recipient}).value();
  const std::string path = folder.File("x.age");
  std::string released;
  WriteFile(path, sealed);
  REQUIRE(OpenWith(path, identity, &released).ok());
  for (size_t bit = 0; bit < sealed.size() * 8; ++bit) {
    std::string damaged = sealed;
    damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ 1 << bit % 8);
    WriteFile(path, damaged);
    const Status status = OpenWith(path, identity, &released);
    if (status.ok() || !released.empty()) FAIL("bit " << bit);
  }
  for (size_t size = 0; size < sealed.size(); ++size) {
    WriteFile(path, sealed.substr(0, size));
    if (OpenWith(path, identity, &released).ok() || !released.empty()) FAIL("cut at " << size);
  }
  for (const std::string& tail : {std::string("x"), std::string(1, '\0'), sealed, Pattern(65552)}) {
    WriteFile(path, sealed + tail);
    CHECK_FALSE(OpenWith(path, identity, &released).ok());
    CHECK(released.empty());
  }
}

TEST_CASE("Of a damaged large file only whole chunks before the damage are released") {
  const TestFolder folder;
  const AgeIdentity identity = MakeAgeIdentity();
  const std::string plain = Pattern(2 * kAgeChunkSizeBytes + 1000);
  const std::string sealed = AgeEncrypt(plain, {identity.recipient}).value();
  const std::string path = folder.File("x.age");
  const size_t header_size = sealed.find("\n--- ") + 5 + 43 + 1;
  const size_t chunks_begin = header_size + kAgeNonceSizeBytes;
  const size_t chunk_size = kAgeChunkSizeBytes + kAgeTagSizeBytes;
  std::string released;
  const auto check = [&](const std::string& content, size_t damage) {
    WriteFile(path, content);
    INFO("damage at " << damage);
    CHECK(OpenWith(path, identity, &released).code() == StatusCode::kDataLoss);
    const size_t good = damage < chunks_begin ? 0 : (damage - chunks_begin) / chunk_size;
    CHECK(released.size() <= good * kAgeChunkSizeBytes);
    CHECK((released == plain.substr(0, released.size())));
  };
  for (size_t at = header_size; at < sealed.size(); at += 1777) {
    std::string damaged = sealed;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x40);
    check(damaged, at);
    check(sealed.substr(0, at), at);
  }
  for (const size_t chunk : {0, 1, 2}) {
    for (const size_t near : {0, 1, 15, 16, 17}) {
      const size_t at = chunks_begin + chunk * chunk_size + near;
      check(sealed.substr(0, at), at);
    }
  }
}

TEST_CASE("The error of the receiver ends the reading; folders and links are not opened") {
  const TestFolder folder;
  const AgeIdentity identity = MakeAgeIdentity();
  WriteFile(folder.File("x.age"), AgeEncrypt(Pattern(300000), {identity.recipient}).value());
  const auto file = AgeFile::Open(folder.File("x.age"));
  REQUIRE(file.ok());
  const auto header = file->OpenHeader(identity);
  REQUIRE(header.ok());
  int pieces = 0;
  const Status status = file->OpenPayload((*header)->file_key, [&](std::string_view) {
    return ++pieces == 2 ? Status::StoreFailure("full") : Status::Ok();
  });
  CHECK(status.message() == "full");
  CHECK(pieces == 2);
  CHECK_FALSE(AgeFile::Open(folder.path()).ok());
  CHECK_FALSE(AgeFile::Open(folder.File("missing")).ok());
  std::filesystem::create_symlink(folder.File("x.age"), folder.File("link.age"));
  CHECK_FALSE(AgeFile::Open(folder.File("link.age")).ok());
  REQUIRE(mkfifo(folder.File("fifo.age").c_str(), 0600) == 0);
  CHECK_FALSE(AgeFile::Open(folder.File("fifo.age")).ok());
}

TEST_CASE("Damaged secret keys are refused and not repeated") {
  const std::string secret(ViewOf(AgeIdentityText(MakeAgeIdentity())));
  REQUIRE(ParseAgeIdentity(secret).ok());
  std::string damaged = secret;
  damaged[30] = damaged[30] == 'Q' ? 'P' : 'Q';
  std::string lower = secret;
  for (char& c : lower) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  for (const std::string& bad : {damaged, secret.substr(0, 70), lower, std::string("age1q")}) {
    const auto parsed = ParseAgeIdentity(bad);
    REQUIRE_FALSE(parsed.ok());
    CHECK(parsed.status().message().find(bad.substr(bad.size() - 5)) == std::string::npos);
  }
}

}  // namespace
}  // namespace sunder::segregation
