#include "connectors/decode/sealed_spool.h"

#include <fcntl.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/byte_stream.h"
#include "connectors/decode/partition_plan.h"

namespace sunder {
namespace {

using std::string;

constexpr size_t kFrame = SealedSpool::kFrameSizeBytes;

string SampleBytes(size_t size, unsigned seed = 7) {
  std::minstd_rand random(seed);
  string bytes;
  while (bytes.size() < size) bytes += "canary " + std::to_string(random() % 1000) + "\n";
  bytes.resize(size);
  return bytes;
}

std::shared_ptr<SealedSpool> NewSpool(const TestFolder& folder) {
  auto spool = SealedSpool::Create({folder.path()});
  REQUIRE(spool.ok());
  return *spool;
}

SourceObject Object(const std::shared_ptr<SealedSpool>& spool, uint64_t begin, uint64_t size) {
  SourceObject object;
  object.path = "archive.zip";
  object.name = "archive.zip!entry";
  object.spooled = {spool, begin, size, ""};
  return object;
}

// The descriptor of the file without a name in `folder`.
int SpoolDescriptor(const TestFolder& folder) {
  for (int descriptor = 3; descriptor < 256; ++descriptor) {
    std::error_code error;
    const auto target =
        std::filesystem::read_symlink("/proc/self/fd/" + std::to_string(descriptor), error);
    if (!error && target.string().starts_with(folder.path())) return descriptor;
  }
  FAIL("no open file in the folder");
  return -1;
}

}  // namespace

TEST_CASE("A spool gives back any range of what was appended") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  const string bytes = SampleBytes(3 * kFrame + 1234);
  for (size_t i = 0; i < bytes.size(); i += 10'000) {
    REQUIRE(spool->Append(std::string_view(bytes).substr(i, 10'000)).ok());
  }
  CHECK(spool->size_bytes() == bytes.size());
  for (const size_t begin : {0UL, 1UL, kFrame - 1, kFrame, 2 * kFrame + 5, bytes.size()}) {
    for (const size_t size : {0UL, 1UL, 1000UL, kFrame, bytes.size()}) {
      const size_t length = std::min(size, bytes.size() - begin);
      const SourceObject object = Object(spool, begin, length);
      CHECK(*ReadHead(object, 1 << 20) == bytes.substr(begin, length));
      const auto stream = OpenByteStreamAt(object, length / 2);
      REQUIRE(stream.ok());
      string rest(1 << 20, '\0');
      size_t got = 0;
      while (const size_t count = *(*stream)->Read(rest.data() + got, rest.size() - got)) {
        got += count;
      }
      CHECK(rest.substr(0, got) == bytes.substr(begin + length / 2, length - length / 2));
    }
  }
}

TEST_CASE("What is in a spool may be compressed and is cut like a file") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  const string bytes = SampleBytes(20 * kFrame);
  REQUIRE(spool->Append("before").ok());
  REQUIRE(spool->Append(bytes).ok());
  SourceObject object = Object(spool, 6, bytes.size());
  const auto partitions = PlanBySize(object, 4, FindLineStart);
  REQUIRE(partitions.ok());
  REQUIRE(partitions->size() == 4);
  for (const Partition& partition : *partitions) {
    if (partition.begin > 0) CHECK(bytes[partition.begin - 1] == '\n');
  }
  CHECK(partitions->back().end == bytes.size());
  object.spooled.damage = "cut off";
  CHECK(PlanBySize(object, 4, FindLineStart)->size() == 1);

  const string path = folder.path() + "/a.gz";
  const auto sink = CreateByteSink(path, Codec::kGzip);
  REQUIRE((*sink)->Write(bytes).ok());
  REQUIRE((*sink)->Finish().ok());
  const string packed = ReadTestFile(path);
  const uint64_t begin = spool->size_bytes();
  REQUIRE(spool->Append(packed).ok());
  SourceObject compressed = Object(spool, begin, packed.size());
  compressed.codec = Codec::kGzip;
  CHECK(*ReadHead(compressed, 2 * bytes.size()) == bytes);
  CHECK_FALSE(CuttableSizeBytes(compressed));
}

TEST_CASE("Bytes of a damaged entry end with the damage") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  REQUIRE(spool->Append("all there is").ok());
  SourceObject object = Object(spool, 0, spool->size_bytes());
  object.spooled.damage = "x.zip: cut off";
  const auto stream = OpenByteStream(object);
  char buffer[100];
  CHECK(*(*stream)->Read(buffer, sizeof buffer) == 12);
  const Result<size_t> end = (*stream)->Read(buffer, sizeof buffer);
  REQUIRE_FALSE(end.ok());
  CHECK(end.status().code() == StatusCode::kDataLoss);
  CHECK(end.status().message() == "x.zip: cut off");
}

TEST_CASE("A spool has no name and holds nothing that can be read") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  REQUIRE(spool->Append(SampleBytes(4 * kFrame)).ok());
  CHECK(std::filesystem::is_empty(folder.path()));
  const string file = ReadTestFile("/proc/self/fd/" + std::to_string(SpoolDescriptor(folder)));
  CHECK(file.size() >= 4 * kFrame);
  CHECK(file.find("canary") == string::npos);
  CHECK(file.substr(0, 1000) != file.substr(file.size() / 4, 1000));
}

TEST_CASE("What is forgotten makes room and is never sealed alike") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  const string kept = SampleBytes(kFrame + 100);
  REQUIRE(spool->Append(kept).ok());
  REQUIRE(spool->Append(SampleBytes(2 * kFrame, 1)).ok());
  const string path = "/proc/self/fd/" + std::to_string(SpoolDescriptor(folder));
  const string before = ReadTestFile(path);
  REQUIRE(spool->Truncate(kept.size()).ok());
  CHECK(spool->size_bytes() == kept.size());
  REQUIRE(spool->Append(SampleBytes(2 * kFrame, 1)).ok());
  const string after = ReadTestFile(path);
  CHECK(after.size() == before.size());
  CHECK(after.substr(0, kFrame) == before.substr(0, kFrame));
  CHECK(after.substr(kFrame + 16) != before.substr(kFrame + 16));
  CHECK(*ReadHead(Object(spool, 0, kept.size()), 1 << 20) == kept);
  CHECK(*ReadHead(Object(spool, kept.size(), 2 * kFrame), 1 << 20) == SampleBytes(2 * kFrame, 1));
}

TEST_CASE("A spool that was changed from outside is not read") {
  const TestFolder folder;
  const auto spool = NewSpool(folder);
  REQUIRE(spool->Append(SampleBytes(2 * kFrame)).ok());
  const int descriptor = SpoolDescriptor(folder);
  REQUIRE(::pwrite(descriptor, "x", 1, 70'000) == 1);
  CHECK(ReadHead(Object(spool, 0, 100), 100).ok());
  const auto head = ReadHead(Object(spool, kFrame, 100), 100);
  CHECK(head.status().code() == StatusCode::kStoreFailure);
}

TEST_CASE("A spool takes the first folder that there is") {
  const TestFolder folder;
  CHECK(SealedSpool::Create({folder.path() + "/none", folder.path()}).ok());
  const auto none = SealedSpool::Create({folder.path() + "/none"});
  REQUIRE_FALSE(none.ok());
  CHECK(none.status().message().find("TMPDIR") != string::npos);
}

}  // namespace sunder
