#include "connectors/listing/seven_zip_memory.h"

#include <catch2/catch.hpp>
#include <cstring>
#include <string>

#include "connectors/listing/bytes_for_test.h"

namespace sunder {
namespace {

using std::string;

string LittleEndian(uint64_t value, size_t size) {
  string bytes(size, '\0');
  for (char& byte : bytes) {
    byte = static_cast<char>(value & 0xFF);
    value >>= 8U;
  }
  return bytes;
}

// Of four bytes behind the one that says so.
string Number(uint32_t value) { return '\xF0' + LittleEndian(value, 4); }

string Lzma(uint32_t dictionary_bytes) {
  return string("\x23\x03\x01\x01\x05\x5D", 6) + LittleEndian(dictionary_bytes, 4);
}

// An archive without any content. `folders`: as 7zFormat.txt writes them.
Bytes Archive(uint32_t folder_count, const string& folders, uint32_t outputs) {
  const string header = string("\x01\x04\x07\x0B", 4) + Number(folder_count) + '\0' + folders +
                        '\x0C' + string(outputs, '\0') + string(2, '\0');
  return Bytes(string("7z\xBC\xAF\x27\x1C\0\x04", 8) + string(4, '\0') + LittleEndian(0, 8) +
               LittleEndian(header.size(), 8) + string(4, '\0') + header);
}

}  // namespace

TEST_CASE("A 7z archive asks for as much as its largest coder, wherever that one stands") {
  const string small = '\x01' + Lzma(1 << 16);
  const string large = '\x01' + Lzma(3U << 30);
  for (const string& folders : {small + small + large, large + small + small}) {
    Bytes archive = Archive(3, folders, 3);
    CHECK(SevenZipMemoryBytes(&archive) == 3U << 30);
  }
  // The second of two coders; one pair binds them.
  Bytes chained = Archive(1, "\x02" + Lzma(1 << 16) + Lzma(1 << 20) + string("\x01\0", 2), 2);
  CHECK(SevenZipMemoryBytes(&chained) == 1U << 20);
  // Without an id nothing is asked for; many of them are counted, not kept.
  constexpr uint32_t kMany = 1'000'000;
  const string many = Number(kMany) + string(kMany, '\0') + string(2 * (kMany - 1), '\0');
  Bytes crowded = Archive(4, many + many + many + large, 3 * kMany + 1);
  CHECK(SevenZipMemoryBytes(&crowded) == 3U << 30);
  Bytes cut = Archive(2, large, 0);
  CHECK(SevenZipMemoryBytes(&cut) == std::nullopt);
}

}  // namespace sunder
