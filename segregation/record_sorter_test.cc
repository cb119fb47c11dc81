#include "segregation/record_sorter.h"

#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>
#include <vector>

#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

std::vector<std::string> Sorted(const std::vector<std::string>& records, uint64_t memory_bytes_max,
                                const std::string& folder) {
  RecordSorter sorter(memory_bytes_max, folder);
  for (const std::string& record : records) REQUIRE(sorter.Add(record).ok());
  REQUIRE(sorter.Finish().ok());
  std::vector<std::string> result;
  for (std::string_view record;;) {
    const auto more = sorter.Next(&record);
    REQUIRE(more.ok());
    if (!*more) break;
    result.emplace_back(record);
  }
  std::string_view ignored;
  CHECK_FALSE(sorter.Next(&ignored).value());
  return result;
}

std::vector<std::string> RandomRecords(std::mt19937* random, size_t count, size_t size_max) {
  std::vector<std::string> records;
  for (size_t i = 0; i < count; ++i) {
    std::string record((*random)() % (size_max + 1), '\0');
    for (char& c : record) c = static_cast<char>((*random)() % 4 == 0 ? 0 : (*random)() % 256);
    records.push_back(std::move(record));
  }
  return records;
}

// Everything that stands in temporary files of this process, named or not.
std::string BytesOnDisk(const std::string& folder) {
  std::string bytes;
  for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd")) {
    std::error_code gone;
    const std::string target = std::filesystem::read_symlink(entry.path(), gone).string();
    if (!gone && target.rfind(folder, 0) == 0) bytes += ReadFile(entry.path().string());
  }
  return bytes;
}

TEST_CASE("Order is that of std::sort, whatever the memory") {
  const TestFolder folder;
  std::mt19937 random(7);
  for (const uint64_t memory : {uint64_t{1}, uint64_t{2'000}, uint64_t{40'000}, uint64_t{3'000'000},
                                uint64_t{100'000'000}}) {
    for (const size_t size_max : {size_t{0}, size_t{3}, size_t{60}, size_t{9'000}}) {
      INFO("memory " << memory << ", records up to " << size_max);
      std::vector<std::string> records =
          RandomRecords(&random, size_max > 100 ? 60 : 1500, size_max);
      records.insert(records.end(), records.begin(), records.begin() + 20);  // equal ones
      const std::vector<std::string> result = Sorted(records, memory, folder.path());
      std::sort(records.begin(), records.end());
      CHECK((result == records));
    }
  }
  CHECK(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("Nothing added, nothing given") {
  const TestFolder folder;
  CHECK(Sorted({}, 1000, folder.path()).empty());
  CHECK(Sorted({""}, 1000, folder.path()) == std::vector<std::string>{""});
}

TEST_CASE("Records of a megabyte, larger than the memory") {
  const TestFolder folder;
  std::vector<std::string> records;
  for (int i = 0; i < 12; ++i) {
    records.push_back(std::string(1'000'000, static_cast<char>('z' - i % 5)) + std::to_string(i));
  }
  records.push_back("small");
  const std::vector<std::string> result = Sorted(records, 500'000, folder.path());
  std::sort(records.begin(), records.end());
  CHECK((result == records));
}

TEST_CASE("Runs by the hundred are merged in several passes") {
  const TestFolder folder;
  std::vector<std::string> records;
  for (int i = 0; i < 30'000; ++i) records.push_back(std::to_string(i * 7919 % 30'011));
  const std::vector<std::string> result = Sorted(records, 20'000, folder.path());
  std::sort(records.begin(), records.end());
  CHECK((result == records));
}

TEST_CASE("Temporary files have no name and hold no plaintext") {
  const TestFolder folder;
  RecordSorter sorter(4'000, folder.path());
  const std::string marker = "MARKER-of-an-invented-person-0123456789";
  for (int i = 0; i < 500; ++i) REQUIRE(sorter.Add(marker + std::to_string(i)).ok());
  const auto look = [&] {
    const std::string bytes = BytesOnDisk(folder.path());
    CHECK(bytes.size() > 500 * marker.size());
    CHECK(bytes.find("MARKER") == std::string::npos);
    CHECK(bytes.find("invented") == std::string::npos);
    CHECK(std::filesystem::is_empty(folder.path()));
  };
  REQUIRE(sorter.Add("").ok());
  CHECK(BytesOnDisk(folder.path()).size() > 10'000);
  REQUIRE(sorter.Finish().ok());
  look();
  std::string_view record;
  for (int i = 0; i < 100; ++i) REQUIRE(sorter.Next(&record).value());
  look();
}

TEST_CASE("A temporary folder that is missing is a store failure") {
  const TestFolder folder;
  RecordSorter sorter(100, folder.File("missing"));
  Status status;
  for (int i = 0; i < 100 && status.ok(); ++i) status = sorter.Add(std::string(50, 'x'));
  CHECK(status.code() == StatusCode::kStoreFailure);
}

TEST_CASE("A full disk is a store failure, not a crash") {
  const TestFolder folder;
  const pid_t child = fork();
  if (child == 0) {
    signal(SIGXFSZ, SIG_IGN);
    const rlimit limit{20'000,
                       20'000};  // a file cannot grow beyond: writing fails like on a full disk
    setrlimit(RLIMIT_FSIZE, &limit);
    RecordSorter sorter(4'000, folder.path());
    Status status;
    for (int i = 0; i < 10'000 && status.ok(); ++i) status = sorter.Add(std::string(100, 'x'));
    _exit(status.code() == StatusCode::kStoreFailure ? 0 : 1);
  }
  int result = 0;
  REQUIRE(waitpid(child, &result, 0) == child);
  CHECK(WIFEXITED(result));
  CHECK(WEXITSTATUS(result) == 0);
}

}  // namespace
}  // namespace sunder::segregation
