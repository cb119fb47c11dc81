#include "connectors/package/zip_places.h"

#include <catch2/catch.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "connectors/conformance/conformance.h"
#include "connectors/package/test_package.h"

namespace sunder::package {
namespace {

constexpr std::string_view kEntryMark = "PK\x01\x02";
constexpr std::string_view kEndMark = "PK\x05\x06";
constexpr size_t kOffsetAt = 42;  // in an entry of the directory
const std::vector<std::string> kNames = {"word/document.xml", "word/notes.xml"};

void Put(uint32_t value, size_t at, size_t size, std::string* bytes) {
  for (size_t i = 0; i < size; ++i) (*bytes)[at + i] = static_cast<char>(value >> (8 * i));
}

// A zip of two parts, altered, and what is known of it.
class Zip {
 public:
  Zip() {
    const std::string path = folder_.path() + "/made.zip";
    WriteTestPackage(path, {{kNames[0], "<one/>"}, {kNames[1], "<two/>"}});
    bytes = ReadTestFile(path);
    end = bytes.rfind(kEndMark);
    second_entry = bytes.rfind(kEntryMark);
    first_entry = bytes.find(kEntryMark);
  }

  ZipPlaces Places() {
    Save();
    return ZipPlaces::Read(object_);
  }
  uint64_t PlaceOf(const std::string& part) {
    const ZipPlaces places = Places();
    REQUIRE(places.is_known());
    return places.PlaceOf(object_, part);
  }

  std::string bytes;
  size_t first_entry = 0;
  size_t second_entry = 0;
  size_t end = 0;

 private:
  void Save() { object_.path = object_.name = folder_.Write("altered.zip", bytes); }

  TestFolder folder_;
  SourceObject object_;
};

}  // namespace

TEST_CASE("The directory of a zip tells its parts and where they stand") {
  Zip zip;
  CHECK(zip.Places().names() == kNames);
  CHECK_FALSE(zip.Places().is_encrypted());
  CHECK(zip.PlaceOf(kNames[0]) == 0);
  CHECK(zip.PlaceOf(kNames[1]) == zip.bytes.rfind("PK\x03\x04"));
  CHECK(zip.PlaceOf("word/other.xml") == ZipPlaces::kNowhere);
}

TEST_CASE("Nothing is known of a zip that is cut off") {
  Zip zip;
  const std::string whole = zip.bytes;
  for (size_t size = 0; size < whole.size(); ++size) {
    zip.bytes = whole.substr(0, size);
    INFO(size);
    REQUIRE_FALSE(zip.Places().is_known());
  }
}

TEST_CASE("Nothing is known of a directory that ends within an entry") {
  Zip zip;
  constexpr size_t kCut = 10;
  const auto size = static_cast<uint32_t>(zip.end - zip.first_entry);
  zip.bytes.erase(zip.end - kCut, kCut);
  CHECK_FALSE(zip.Places().is_known());  // it is not where it should be
  Put(size - kCut, zip.end - kCut + 12, 4, &zip.bytes);
  CHECK_FALSE(zip.Places().is_known());

  Zip long_name;
  Put(0xFFFF, long_name.second_entry + 28, 2, &long_name.bytes);
  CHECK_FALSE(long_name.Places().is_known());
}

TEST_CASE("A count that lies hides no part") {
  for (const uint32_t count : {0U, 1U, 0xFFFFU}) {
    Zip zip;
    Put(count, zip.end + 8, 2, &zip.bytes);
    Put(count, zip.end + 10, 2, &zip.bytes);
    CHECK(zip.Places().names() == kNames);
  }
}

TEST_CASE("A part stands nowhere where its offset lies") {
  const auto offset = [](uint32_t value) {
    Zip zip;
    Put(value, zip.second_entry + kOffsetAt, 4, &zip.bytes);
    return zip.PlaceOf(kNames[1]);
  };
  CHECK(offset(0) == ZipPlaces::kNowhere);  // at the other part
  CHECK(offset(1) == ZipPlaces::kNowhere);
  CHECK(offset(0xFFFFFFFE) == ZipPlaces::kNowhere);  // behind the end
  Zip elsewhere;
  Put(0xFFFFFFFF, elsewhere.second_entry + kOffsetAt, 4, &elsewhere.bytes);
  CHECK_FALSE(elsewhere.Places().is_known());
}

TEST_CASE("A part stands nowhere where its header says another form than the directory") {
  Zip zip;
  Put(0, 8, 2, &zip.bytes);  // stored, says the header
  CHECK(zip.PlaceOf(kNames[0]) == ZipPlaces::kNowhere);
  CHECK(zip.PlaceOf(kNames[1]) != ZipPlaces::kNowhere);
}

TEST_CASE("Nothing is known of a zip with two parts of one name") {
  Zip zip;
  const std::string entry = zip.bytes.substr(zip.first_entry, zip.second_entry - zip.first_entry);
  const auto size = static_cast<uint32_t>(zip.end - zip.first_entry + entry.size());
  zip.bytes.insert(zip.end, entry);
  Put(size, zip.end + entry.size() + 12, 4, &zip.bytes);
  CHECK_FALSE(zip.Places().is_known());
}

}  // namespace sunder::package
