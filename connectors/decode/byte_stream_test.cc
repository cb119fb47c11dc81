#include "connectors/decode/byte_stream.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <random>
#include <string>
#include <thread>

#include "connectors/conformance/conformance.h"
#include "connectors/decode/codec_stream.h"
#include "connectors/decode/file_stream.h"

namespace sunder {
namespace {

using std::string;
using namespace std::string_literals;

// Compresses neither to nothing nor not at all.
string SampleBytes(size_t size) {
  std::minstd_rand random(7);
  string bytes;
  while (bytes.size() < size) bytes += "value " + std::to_string(random() % 1000) + "\n";
  bytes.resize(size);
  return bytes;
}

SourceObject Object(const string& path, Codec codec = Codec::kNone) {
  SourceObject object;
  object.path = path;
  object.codec = codec;
  return object;
}

struct Drained {
  string bytes;
  Status status;
};

Drained Drain(ByteStream& stream, size_t step) {
  Drained drained;
  string buffer(step, '\0');
  while (true) {
    const Result<size_t> count = stream.Read(buffer.data(), buffer.size());
    if (!count.ok()) {
      drained.status = count.status();
      return drained;
    }
    if (*count == 0) return drained;
    REQUIRE(*count <= step);
    drained.bytes.append(buffer, 0, *count);
  }
}

Drained Drain(const SourceObject& object, size_t step = 4096) {
  const auto stream = OpenByteStream(object);
  if (!stream.ok()) return {"", stream.status()};
  return Drain(**stream, step);
}

string Compressed(const TestFolder& folder, Codec codec, const string& bytes) {
  static int number = 0;
  const string path = folder.path() + "/compressed" + std::to_string(number++);
  const auto sink = CreateByteSink(path, codec);
  REQUIRE(sink.ok());
  REQUIRE((*sink)->Write(bytes).ok());
  REQUIRE((*sink)->Finish().ok());
  return ReadTestFile(path);
}

constexpr Codec kCodecs[] = {Codec::kGzip, Codec::kZstd, Codec::kBzip2, Codec::kXz, Codec::kLz4};
constexpr Codec kNoneAndCodecs[] = {Codec::kNone,  Codec::kGzip, Codec::kZstd,
                                    Codec::kBzip2, Codec::kXz,   Codec::kLz4};

}  // namespace

TEST_CASE("Files are read whole whatever the codec and the buffer") {
  const TestFolder folder;
  const string bytes = SampleBytes(300'000);
  for (const Codec codec : kNoneAndCodecs) {
    const string path = folder.Write("a", Compressed(folder, codec, bytes));
    for (const size_t step : {1UL, 7UL, 4096UL, 1'000'000UL}) {
      const Drained drained = Drain(Object(path, codec), step);
      CHECK(drained.status.ok());
      CHECK(drained.bytes == bytes);
    }
  }
}

TEST_CASE("Members and frames in a row are one stream") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    const string one = Compressed(folder, codec, "one\n");
    const string empty = Compressed(folder, codec, "");
    const string big = SampleBytes(200'000);
    const string path = folder.Write("a", one + empty + Compressed(folder, codec, big) + one);
    for (const size_t step : {1UL, 4096UL}) {
      const Drained drained = Drain(Object(path, codec), step);
      CHECK(drained.status.ok());
      CHECK(drained.bytes == "one\n" + big + "one\n");
    }
  }
}

TEST_CASE("Zero bytes behind gzip and xz data are padding, others are not") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    const string one = Compressed(folder, codec, "one\n");
    const Drained padded = Drain(Object(folder.Write("a", one + string(1000, '\0')), codec));
    CHECK(padded.status.ok() == (codec == Codec::kGzip || codec == Codec::kXz));
    CHECK(padded.bytes == "one\n");
    const Drained followed = Drain(Object(folder.Write("b", one + "tail"), codec));
    CHECK(followed.status.code() == StatusCode::kDataLoss);
    CHECK(followed.bytes == "one\n");
  }
}

TEST_CASE("What unpacks to too many times its size is given up") {
  const TestFolder folder;
  const string bytes(kExpansionFreeBytes + 1'000'000, 'x');
  for (const Codec codec : kCodecs) {
    SourceObject object = Object(folder.Write("a", Compressed(folder, codec, bytes)), codec);
    CHECK(Drain(object, 1 << 20).bytes.size() == bytes.size());
    object.unpacked_ratio_max = 100;
    const Drained drained = Drain(object, 1 << 20);
    CHECK(drained.status.code() == StatusCode::kRefused);
    CHECK(drained.status.message().find("--unpacked-ratio") != string::npos);
    CHECK(drained.bytes.size() > kExpansionFreeBytes);
    CHECK(drained.bytes.size() <= kExpansionFreeBytes + (1 << 20));
    object.unpacked_ratio_max = 2'000'000;
    CHECK(Drain(object, 1 << 20).status.ok());
  }
}

TEST_CASE("Little data may unpack to any times its size") {
  const TestFolder folder;
  SourceObject object =
      Object(folder.Write("a", Compressed(folder, Codec::kZstd, string(5'000'000, 'x'))));
  object.codec = Codec::kZstd;
  object.unpacked_ratio_max = 2;
  CHECK(Drain(object).status.ok());
}

TEST_CASE("Truncated compressed data gives what stands before, then DataLoss") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    // Blocks of bzip2 and of lz4 are large, and nothing of one is had before its end.
    const string bytes = SampleBytes(9'000'000);
    const string whole = Compressed(folder, codec, bytes);
    for (const size_t length : {whole.size() / 2, whole.size() - 1}) {
      const string path = folder.Write("a", whole.substr(0, length));
      for (const size_t step : {1000UL, 100'000UL}) {
        const Drained drained = Drain(Object(path, codec), step);
        CHECK(drained.status.code() == StatusCode::kDataLoss);
        CHECK(drained.status.message().find(path) != string::npos);
        CHECK(drained.status.message().find("truncated") != string::npos);
        CHECK(bytes.starts_with(drained.bytes));
        CHECK(drained.bytes.size() > length / 4);
      }
    }
    CHECK(Drain(Object(folder.Write("b", ""), codec)).status.code() == StatusCode::kDataLoss);
  }
}

TEST_CASE("Corrupt compressed data is DataLoss and stays so") {
  const TestFolder folder;
  const string bytes = SampleBytes(500'000);
  for (const Codec codec : kCodecs) {
    string damaged = Compressed(folder, codec, bytes);
    for (size_t i = 0; i < 8; ++i) damaged[damaged.size() / 2 + i] ^= 0x5A;
    const auto stream = OpenByteStream(Object(folder.Write("a", damaged), codec));
    REQUIRE(stream.ok());
    CHECK(Drain(**stream, 4096).status.code() == StatusCode::kDataLoss);
    CHECK(Drain(**stream, 4096).status.code() == StatusCode::kDataLoss);
    CHECK(Drain(Object(folder.Write("b", "plain text"), codec)).status.code() ==
          StatusCode::kDataLoss);
  }
}

TEST_CASE("Errors of opening tell missing from unreadable") {
  const TestFolder folder;
  const Status missing = Drain(Object(folder.path() + "/none")).status;
  CHECK(missing.code() == StatusCode::kNotFound);
  CHECK(missing.message().find(folder.path() + "/none") != string::npos);
  CHECK(Drain(Object(folder.Write("a", "x") + "/below")).status.code() == StatusCode::kNotFound);
  const Status is_folder = Drain(Object(folder.path())).status;
  CHECK(is_folder.code() == StatusCode::kUnreadable);
  CHECK(is_folder.message().find("folder") != string::npos);
  CHECK(ReadHead(Object(folder.path() + "/none"), 10).status().code() == StatusCode::kNotFound);
  const string path = folder.Write("locked", "x");
  REQUIRE(::chmod(path.c_str(), 0) == 0);
  const bool is_root = ::geteuid() == 0;  // who may read everything
  if (is_root) REQUIRE(::seteuid(65534) == 0);
  const Status locked = Drain(Object(path)).status;
  if (is_root) REQUIRE(::seteuid(0) == 0);
  CHECK(locked.code() == StatusCode::kUnreadable);
  CHECK(locked.message().find("permission") != string::npos);
}

TEST_CASE("Reading may start in the middle") {
  const TestFolder folder;
  const string bytes = SampleBytes(200'000);
  for (const Codec codec : kNoneAndCodecs) {
    const string path = folder.Write("a", Compressed(folder, codec, bytes));
    for (const size_t offset : {0UL, 1UL, 150'000UL, 200'000UL, 300'000UL}) {
      const auto stream = OpenByteStreamAt(Object(path, codec), offset);
      REQUIRE(stream.ok());
      CHECK(Drain(**stream, 4096).bytes == bytes.substr(std::min(offset, bytes.size())));
    }
  }
}

TEST_CASE("The head is as long as asked for or the file") {
  const TestFolder folder;
  const string bytes = SampleBytes(100'000);
  for (const Codec codec : kNoneAndCodecs) {
    const SourceObject object = Object(folder.Write("a", Compressed(folder, codec, bytes)), codec);
    CHECK(*ReadHead(object, 10) == bytes.substr(0, 10));
    CHECK(*ReadHead(object, 200'000) == bytes);
  }
  const string whole = Compressed(folder, Codec::kGzip, bytes);
  const SourceObject cut = Object(folder.Write("b", whole.substr(0, 1000)), Codec::kGzip);
  const auto head = ReadHead(cut, 200'000);
  REQUIRE(head.ok());
  CHECK_FALSE(head->empty());
  CHECK(bytes.starts_with(*head));
}

TEST_CASE("A signal does not end a read") {
  struct sigaction action {};
  action.sa_handler = [](int) {};  // without SA_RESTART
  struct sigaction before {};
  REQUIRE(::sigaction(SIGUSR1, &action, &before) == 0);
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  const pthread_t reader = ::pthread_self();
  std::thread writer([&] {
    for (int i = 0; i < 5; ++i) {
      const timespec pause{0, 10'000'000};
      ::nanosleep(&pause, nullptr);
      ::pthread_kill(reader, SIGUSR1);
    }
    CHECK(::write(ends[1], "late", 4) == 4);
  });
  char buffer[16];
  const Result<size_t> count = ReadDescriptor(ends[0], "pipe", buffer, sizeof(buffer));
  writer.join();
  ::sigaction(SIGUSR1, &before, nullptr);
  REQUIRE(count.ok());
  CHECK(string(buffer, *count) == "late");
  ::close(ends[0]);
  ::close(ends[1]);
}

TEST_CASE("Standard input keeps its head for the one who reads it") {
  const TestFolder folder;
  const string bytes = SampleBytes(50'000);
  const string path = folder.Write("a", Compressed(folder, Codec::kGzip, bytes));
  const int saved = ::dup(STDIN_FILENO);
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  REQUIRE(::dup2(file, STDIN_FILENO) == STDIN_FILENO);
  const SourceObject input = Object("-", Codec::kGzip);
  CHECK(ReadHead(Object("-"), 2)->substr(0, 2) == "\x1F\x8B");
  CHECK(*ReadHead(input, 1000) == bytes.substr(0, 1000));
  CHECK(*ReadHead(input, 20) == bytes.substr(0, 20));
  CHECK(*ReadHead(input, 5000) == bytes.substr(0, 5000));
  CHECK(Drain(input).bytes == bytes);
  CHECK(Drain(input).status.code() == StatusCode::kUnreadable);
  CHECK(ReadHead(input, 20).status().code() == StatusCode::kUnreadable);
  ::dup2(saved, STDIN_FILENO);
  ::close(saved);
  ::close(file);
}

TEST_CASE("Codecs by name") {
  CHECK(CodecOfName("a.csv.gz") == Codec::kGzip);
  CHECK(CodecOfName("A.CSV.GZ") == Codec::kGzip);
  CHECK(CodecOfName("a.zst") == Codec::kZstd);
  CHECK(CodecOfName("a.bz2") == Codec::kBzip2);
  CHECK(CodecOfName("a.xz") == Codec::kXz);
  CHECK(CodecOfName("a.lz4") == Codec::kLz4);
  CHECK(CodecOfName("a.csv") == Codec::kNone);
  CHECK(CodecOfName("gz") == Codec::kNone);
  CHECK(WithoutCodecExtension("a.csv.gz") == "a.csv");
  CHECK(WithoutCodecExtension("a.csv.ZST") == "a.csv");
  CHECK(WithoutCodecExtension("a.csv") == "a.csv");
}

TEST_CASE("Codecs by content") {
  const TestFolder folder;
  for (const Codec codec : kCodecs) {
    for (const string& bytes : {"one\n"s, SampleBytes(100'000)}) {
      CHECK(CodecOfContent(Compressed(folder, codec, bytes).substr(0, kCodecMagicSizeBytes)) ==
            codec);
    }
  }
  CHECK(CodecOfContent("BZhang came first") == Codec::kNone);
  CHECK(CodecOfContent("") == Codec::kNone);
}

}  // namespace sunder
