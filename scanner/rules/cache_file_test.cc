#include "scanner/rules/cache_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "scanner/rules/temporary_rules.h"

namespace sunder::scanner {
namespace {

namespace fs = std::filesystem;

std::string BytesOf(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

void Write(const std::string& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

TEST_CASE("What was stored is found again, by its origin only") {
  const TemporaryRules folder;
  const std::string below = folder.path() + "/a/b";
  const std::string path = CacheFile::PathOf(below, "kind", "origin");
  CHECK(path != CacheFile::PathOf(below, "kind", "other"));
  CHECK(CacheFile::Open(path) == nullptr);
  const std::string bytes =
      "some bytes that are longer than one stride of the checksum: " + std::string(200, 'x');
  CacheFile::Store(path, bytes);
  const auto file = CacheFile::Open(path);
  REQUIRE(file != nullptr);
  CHECK(file->bytes() == bytes);
  struct stat status = {};
  REQUIRE(stat(path.c_str(), &status) == 0);
  CHECK((status.st_mode & 0777U) == 0600U);
  CHECK(std::distance(fs::directory_iterator(below), {}) == 1);  // no temporary file
}

TEST_CASE("A damaged file is none") {
  const TemporaryRules folder;
  const std::string path = CacheFile::PathOf(folder.path(), "kind", "origin");
  CacheFile::Store(path, std::string(100, 'a') + "b");
  const std::string whole = BytesOf(path);
  for (size_t at = 0; at < whole.size(); ++at) {
    std::string damaged = whole;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    Write(path, damaged);
    INFO(at);
    REQUIRE(CacheFile::Open(path) == nullptr);
  }
  for (size_t size = 0; size < whole.size(); ++size) {
    Write(path, whole.substr(0, size));
    REQUIRE(CacheFile::Open(path) == nullptr);
  }
  Write(path, whole + "c");
  CHECK(CacheFile::Open(path) == nullptr);
  Write(path, whole);
  CHECK(CacheFile::Open(path) != nullptr);
  const std::string other = CacheFile::PathOf(folder.path(), "kind", "other");
  fs::rename(path, other);
  CHECK(CacheFile::Open(other) == nullptr);
  fs::create_symlink(other, path);
  CHECK(CacheFile::Open(path) == nullptr);
}

TEST_CASE("A folder that cannot be used does no harm") {
  CHECK(CacheFile::PathOf("", "kind", "origin").empty());
  CHECK(CacheFile::Open("") == nullptr);
  CacheFile::Store("", "bytes");
  const std::string path = CacheFile::PathOf("/proc/none", "kind", "origin");
  CacheFile::Store(path, "bytes");
  CHECK(CacheFile::Open(path) == nullptr);
}

TEST_CASE("Files of old rules do not pile up") {
  const TemporaryRules folder;
  Write(folder.path() + "/notes.kind", "not ours");
  for (int i = 0; i < 9; ++i) {
    CacheFile::Store(CacheFile::PathOf(folder.path(), "kind", std::to_string(i)), "bytes");
    CacheFile::Store(CacheFile::PathOf(folder.path(), "other", std::to_string(i)), "bytes");
  }
  CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1 + 4 + 4);
  CHECK(CacheFile::Open(CacheFile::PathOf(folder.path(), "kind", "8")) != nullptr);
}

TEST_CASE("The build has a name") {
  CHECK(!BuildName().empty());
  CHECK(BuildName() == BuildName());
}

}  // namespace
}  // namespace sunder::scanner
