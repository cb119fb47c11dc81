#include "connectors/decode/partition_plan.h"

#include <catch2/catch.hpp>
#include <string>

#include "connectors/conformance/conformance.h"

namespace sunder {
namespace {

using std::string;

std::vector<Partition> Plan(const string& path, uint32_t count, Codec codec = Codec::kNone) {
  SourceObject object;
  object.path = path;
  object.codec = codec;
  Result<std::vector<Partition>> plan = PlanBySize(object, count, FindLineStart);
  REQUIRE(plan.ok());
  return std::move(plan).value();
}

bool IsWhole(const std::vector<Partition>& plan) {
  return plan.size() == 1 && plan[0].begin == 0 && plan[0].end == 0;
}

}  // namespace

TEST_CASE("Partitions cover the file and begin at lines") {
  const TestFolder folder;
  string bytes;
  for (size_t i = 0; i < 5000; ++i) bytes += string(i * 31 % 300, 'x') + "\n";
  const string path = folder.Write("a.txt", bytes);
  for (const uint32_t count : {2U, 3U, 8U, 100'000U}) {
    const std::vector<Partition> plan = Plan(path, count);
    CHECK(plan.size() > 1);
    CHECK(plan.size() <= count);
    CHECK(plan.front().begin == 0);
    CHECK(plan.back().end == bytes.size());
    for (size_t i = 1; i < plan.size(); ++i) {
      CHECK(plan[i].begin == plan[i - 1].end);
      CHECK(plan[i].begin < plan[i].end);
      CHECK(bytes[plan[i].begin - 1] == '\n');
    }
  }
}

TEST_CASE("What cannot be cut is one partition") {
  const TestFolder folder;
  CHECK(IsWhole(Plan(folder.Write("small", "one\ntwo\n"), 8)));
  CHECK(IsWhole(Plan(folder.Write("empty", ""), 8)));
  CHECK(IsWhole(Plan(folder.Write("one line", string(3'000'000, 'x')), 8)));
  const string path = folder.Write("lines", string(1'000'000, '\n'));
  CHECK(IsWhole(Plan(path, 1)));
  CHECK(IsWhole(Plan(path, 0)));
  CHECK(IsWhole(Plan(path, 8, Codec::kGzip)));
  CHECK(IsWhole(Plan("-", 8)));
  CHECK(Plan(path, 8).size() == 8);
}

TEST_CASE("A long line makes one partition longer, not the plan shorter") {
  const TestFolder folder;
  string bytes(2'500'000, 'x');
  bytes += "\n";
  for (int i = 0; i < 200'000; ++i) bytes += "123456789\n";
  CHECK(Plan(folder.Write("a", bytes), 8).size() > 2);
}

}  // namespace sunder
