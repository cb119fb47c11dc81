#include "connectors/listing/zip_memory.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/listing/bytes_for_test.h"

namespace sunder {
namespace {

using std::string;

string Xz(const string& text) {
  string packed(lzma_stream_buffer_bound(text.size()), '\0');
  size_t size = 0;
  REQUIRE(lzma_easy_buffer_encode(6, LZMA_CHECK_CRC32, nullptr,
                                  reinterpret_cast<const uint8_t*>(text.data()), text.size(),
                                  reinterpret_cast<uint8_t*>(packed.data()), &size,
                                  packed.size()) == LZMA_OK);
  packed.resize(size);
  return packed;
}

// What is read, and "!" for a loss.
string ReadAll(const string& packed, std::optional<uint64_t> size_bytes) {
  Bytes zip("head" + packed + "PK, and what follows");
  ZipXzEntry entry(&zip, 4, size_bytes, 64 << 20, "a.zip");
  string text;
  char buffer[3];
  while (true) {
    const Result<size_t> count = entry.Read(buffer, sizeof buffer);
    if (!count.ok()) return text + "!";
    if (*count == 0) return text;
    text.append(buffer, *count);
  }
}

}  // namespace

TEST_CASE("An xz entry of a zip is of the size that the zip says") {
  const string packed = Xz("Ann Sample");
  CHECK(ReadAll(packed, 10) == "Ann Sample");
  CHECK(ReadAll(packed, std::nullopt) == "Ann Sample");
  CHECK(ReadAll(Xz(""), 0).empty());
  // A second stream is not read, and that is told.
  CHECK(ReadAll(packed + Xz("Bob Sample"), 20) == "Ann Sample!");
  CHECK(ReadAll(packed, 9) == "Ann Sample!");
  CHECK(ReadAll(packed.substr(0, packed.size() - 9), 10).ends_with("!"));
}

}  // namespace sunder
