#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <filesystem>
#include <string>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/byte_stream.h"

namespace sunder {
namespace {

using std::string;

constexpr Codec kCodecs[] = {Codec::kNone,  Codec::kGzip, Codec::kZstd,
                             Codec::kBzip2, Codec::kXz,   Codec::kLz4};

mode_t ModeOf(const string& path) {
  struct stat status {};
  REQUIRE(::stat(path.c_str(), &status) == 0);
  return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("A sink writes what it is given with mode 0600") {
  const TestFolder folder;
  const mode_t before = ::umask(0);
  for (const Codec codec : kCodecs) {
    const string path = folder.path() + "/out" + std::to_string(static_cast<int>(codec));
    const auto sink = CreateByteSink(path, codec);
    REQUIRE(sink.ok());
    string expected;
    for (int i = 0; i < 1000; ++i) {
      const string part(static_cast<size_t>(i % 700), static_cast<char>('a' + i % 26));
      REQUIRE((*sink)->Write(part).ok());
      expected += part;
    }
    const string large(600'000, 'L');
    REQUIRE((*sink)->Write(large).ok());
    REQUIRE((*sink)->Finish().ok());
    CHECK(ModeOf(path) == 0600);
    SourceObject object;
    object.path = path;
    object.codec = codec;
    CHECK(*ReadHead(object, 10'000'000) == expected + large);
  }
  ::umask(before);
}

TEST_CASE("Compressed files depend on the bytes alone") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    string files[2];
    for (int i = 0; i < 2; ++i) {
      const string path = folder.path() + "/name" + std::to_string(i) + "-" +
                          std::to_string(static_cast<int>(codec));
      const auto sink = CreateByteSink(path, codec);
      REQUIRE(sink.ok());
      REQUIRE((*sink)->Write("the same bytes").ok());
      REQUIRE((*sink)->Finish().ok());
      files[i] = ReadTestFile(path);
      CHECK(files[i].find("name") == string::npos);
    }
    CHECK(files[0] == files[1]);
    // RFC 1952: bytes 4 to 7 are the time.
    if (codec == Codec::kGzip) CHECK(files[0].substr(4, 4) == string(4, '\0'));
  }
}

TEST_CASE("An unfinished file is removed") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    const string path = folder.path() + "/unfinished";
    {
      const auto sink = CreateByteSink(path, codec);
      REQUIRE(sink.ok());
      REQUIRE((*sink)->Write(string(700'000, 'x')).ok());
      CHECK(std::filesystem::exists(path));
    }
    CHECK_FALSE(std::filesystem::exists(path));
  }
}

TEST_CASE("A file that exists is not overwritten") {
  const TestFolder folder;
  const string path = folder.Write("precious", "keep");
  const Status status = CreateByteSink(path, Codec::kNone).status();
  CHECK(status.code() == StatusCode::kStoreFailure);
  CHECK(status.message().find(path) != string::npos);
  CHECK(ReadTestFile(path) == "keep");
  CHECK(CreateByteSink(folder.path() + "/none/x", Codec::kNone).status().code() ==
        StatusCode::kStoreFailure);
}

TEST_CASE("A write that fails is reported and leaves no file") {
  const TestFolder folder;
  struct rlimit before {};
  REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);  // the write returns EFBIG instead
  const string path = folder.path() + "/big";
  Status status;
  {
    const auto sink = CreateByteSink(path, Codec::kNone);
    REQUIRE(sink.ok());
    const rlimit small{100'000, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    status = (*sink)->Write(string(500'000, 'x'));
    CHECK((*sink)->Finish().code() == StatusCode::kStoreFailure);
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
  }
  std::signal(SIGXFSZ, handler);
  CHECK(status.code() == StatusCode::kStoreFailure);
  CHECK(status.message().find(path) != string::npos);
  CHECK_FALSE(std::filesystem::exists(path));
}

}  // namespace sunder
