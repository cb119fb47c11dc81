// Both ways with Debian's `age`, the independent implementation.
#include <catch2/catch.hpp>
#include <cmath>
#include <cstdlib>
#include <random>

#include "segregation/keeper/age_file.h"
#include "segregation/test_age_key.h"

namespace sunder::segregation {
namespace {

constexpr int kFiles = 1000;
constexpr double kSizeBytesMax = 4.0 * 1024 * 1024;

// Small sizes as often as large ones; every tenth at a border of the 64 KiB chunks.
size_t RandomSize(std::mt19937_64* random, int number) {
  if (number % 10 == 0) return (*random)() % 40 * 65536 + (*random)() % 3;
  const double share = std::uniform_real_distribution<double>(0, 1)(*random);
  return static_cast<size_t>(std::pow(kSizeBytesMax, share)) - 1;
}

std::string RandomBytes(std::mt19937_64* random, size_t size) {
  std::string bytes(size, '\0');
  for (char& byte : bytes) byte = static_cast<char>((*random)());
  return bytes;
}

bool Run(const std::string& command) { return std::system(command.c_str()) == 0; }

TEST_CASE("A thousand random files open both ways with Debian's age", "[.long]") {
  const TestFolder folder;
  const TestAgeKey key = MakeTestAgeKey(folder, "key");
  std::string secret = ReadFile(key.identity_file);
  secret = secret.substr(secret.find("AGE-SECRET"));
  secret.erase(secret.find('\n'));
  const auto identity = ParseAgeIdentity(secret);
  REQUIRE(identity.ok());
  const std::string recipient = key.public_text.substr(0, key.public_text.find('\n'));
  std::mt19937_64 random(20261123);
  for (int number = 0; number < kFiles; ++number) {
    const std::string plain = RandomBytes(&random, RandomSize(&random, number));
    INFO("file " << number << " of " << plain.size() << " bytes");
    // `age` makes no file for no bytes.
    WriteFile(folder.File("ours"), "");
    WriteFile(folder.File("ours.age"), AgeEncrypt(plain, {identity->recipient}).value());
    REQUIRE(Run("age -d -i '" + key.identity_file + "' -o '" + folder.File("ours") + "' '" +
                folder.File("ours.age") + "'"));
    REQUIRE((ReadFile(folder.File("ours")) == plain));

    WriteFile(folder.File("plain"), plain);
    REQUIRE(Run("age -r " + recipient + " -o '" + folder.File("theirs.age") + "' '" +
                folder.File("plain") + "'"));
    const auto file = AgeFile::Open(folder.File("theirs.age"));
    REQUIRE(file.ok());
    const auto header = file->OpenHeader(*identity);
    REQUIRE((header.ok() && header->has_value()));
    std::string opened;
    REQUIRE(file->OpenPayload((*header)->file_key,
                              [&opened](std::string_view piece) {
                                opened.append(piece);
                                return Status::Ok();
                              })
                .ok());
    REQUIRE((opened == plain));
  }
}

}  // namespace
}  // namespace sunder::segregation
