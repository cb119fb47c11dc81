#include "segregation/residue_carver.h"

#include <zlib.h>

#include <catch2/catch.hpp>

#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

constexpr const char* kSentence = "Sie ist katholisch und fährt nach Köln.";

std::unique_ptr<ResidueProbes> ProbesOf(const std::vector<std::string>& values) {
  auto probes = ResidueProbes::Create();
  REQUIRE(probes.ok());
  for (const std::string& value : values) (*probes)->Add(0, value);
  return std::move(*probes);
}

std::set<Encoding> Carved(const ResidueProbes& probes, const std::string& bytes,
                          std::optional<uint32_t> object = std::nullopt) {
  const TestFolder folder;
  WriteFile(folder.File("f"), bytes);
  const auto found = ResidueCarver(probes).Carve(folder.File("f"), object);
  REQUIRE(found.ok());
  return *found;
}

TEST_CASE("A removed sentence is found wherever it lies, and across pieces of a file") {
  const auto probes = ProbesOf({kSentence});
  for (const size_t lead : {size_t{0}, size_t{5}, (size_t{1} << 20) - 20, size_t{1} << 20}) {
    INFO(lead);
    const std::string bytes = std::string(lead, '.') + kSentence + "...";
    CHECK(Carved(*probes, bytes) == std::set<Encoding>{Encoding::kUtf8});
  }
  CHECK(Carved(*probes, std::string(3000, '.')).empty());
  CHECK(Carved(*probes, "").empty());
  CHECK(Carved(*probes, std::string(kSentence).substr(0, 30)).empty());
}

TEST_CASE("Compressed streams are unfolded, also those that end early") {
  const auto probes = ProbesOf({kSentence});
  std::string text;
  for (int i = 0; i < 400'000; ++i) text += std::to_string(i);
  text += kSentence;
  uLongf size = compressBound(text.size());
  std::string packed(size, '\0');
  REQUIRE(compress(reinterpret_cast<Bytef*>(packed.data()), &size,
                   reinterpret_cast<const Bytef*>(text.data()), text.size()) == Z_OK);
  packed.resize(size);
  CHECK(Carved(*probes, "head" + packed).contains(Encoding::kDeflate));
  CHECK(Carved(*probes, "head" + packed.substr(0, packed.size() - 5)).contains(Encoding::kDeflate));
  CHECK_FALSE(Carved(*probes, packed.substr(0, packed.size() / 2)).contains(Encoding::kDeflate));
}

TEST_CASE("Only probes of the object that is asked for count") {
  const auto probes = ProbesOf({kSentence});
  CHECK_FALSE(Carved(*probes, kSentence, 0).empty());
  CHECK(Carved(*probes, kSentence, 1).empty());
}

TEST_CASE("The sample is bounded and the same in any order") {
  std::vector<uint64_t> kept[2];
  auto probes = ResidueProbes::Create(100);
  REQUIRE(probes.ok());
  for (int i = 0; i < 5000; ++i) (*probes)->Add(0, "a value of some length " + std::to_string(i));
  for (const Probe& probe : (*probes)->probes()) kept[0].push_back(probe.whole);
  for (int i = 5000; i-- > 0;) (*probes)->Add(0, "a value of some length " + std::to_string(i));
  for (const Probe& probe : (*probes)->probes()) kept[1].push_back(probe.whole);
  CHECK(kept[0].size() == 100);
  CHECK(kept[0] == kept[1]);
}

}  // namespace
}  // namespace sunder::segregation
