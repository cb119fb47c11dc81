#include "evaluation/column_evaluation.h"

#include <unistd.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace sunder::evaluation {
namespace {

class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& content)
      : path_(std::filesystem::temp_directory_path() /
              ("sunder-columns-" + std::to_string(getpid()))) {
    std::ofstream(path_) << content;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST_CASE("Columns are read line by line") {
  const TemporaryFile file(
      "{\"id\":\"dev-1\",\"table\":\"t\",\"header\":\"h\",\"values\":[\"a\",\"\"],\"label\":"
      "\"none\","
      "\"language\":\"en\",\"bait\":true}\n\n");
  const auto columns = ReadColumns(file.path(), "dev.jsonl");
  REQUIRE(columns.ok());
  REQUIRE(columns->size() == 1);
  CHECK(columns->front().values == std::vector<std::string>{"a", ""});
  CHECK(columns->front().is_bait);
  CHECK(ReadColumns("/nonexistent/dev.jsonl", "dev.jsonl")->empty());
}

TEST_CASE("A broken column names its line") {
  for (const char* line : {"nothing", "[]", "{\"id\":\"x\"}",
                           "{\"id\":\"d\",\"table\":\"t\",\"header\":\"h\",\"values\":[1],"
                           "\"label\":\"none\",\"language\":\"en\",\"bait\":true}"}) {
    const TemporaryFile file(std::string("\n") + line + "\n");
    const auto columns = ReadColumns(file.path(), "dev.jsonl");
    REQUIRE_FALSE(columns.ok());
    CHECK(columns.status().message().find("dev.jsonl:2") == 0);
  }
}

}  // namespace
}  // namespace sunder::evaluation
