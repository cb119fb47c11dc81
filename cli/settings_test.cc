#include "cli/settings.h"

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

namespace sunder::cli {
namespace {

class ProjectFile {
 public:
  explicit ProjectFile(const std::string& content) { std::ofstream(path) << content; }
  ~ProjectFile() { std::filesystem::remove(path); }
  const std::string path =
      (std::filesystem::temp_directory_path() / "sunder-settings-test.toml").string();
};

TEST_CASE("sizes have binary units") {
  CHECK(*ParseSizeBytes("0") == 0);
  CHECK(*ParseSizeBytes("4096") == 4096);
  CHECK(*ParseSizeBytes("64KiB") == 65536);
  CHECK(*ParseSizeBytes("512MiB") == 512ULL << 20);
  CHECK(*ParseSizeBytes("2g") == 2ULL << 30);
  for (const char* bad : {"", "x", "-1", "1.5G", "10 MB", "99999999999T", "1PiB"}) {
    CHECK_FALSE(ParseSizeBytes(bad).ok());
  }
}

TEST_CASE("a flag wins over the environment, that over the file, that over what is built in") {
  const ProjectFile file("threads = 2\nmemory = \"64MiB\"\nfail_on = \"never\"\n");
  const auto settings = Settings::Load({{"threads", {"4"}}}, file.path,
                                       {{"SUNDER_THREADS", "3"}, {"SUNDER_MEMORY", "128MiB"}});
  REQUIRE(settings.ok());
  CHECK(*settings->Number("threads") == 4);
  CHECK(settings->Origin("threads") == "flag");
  CHECK(*settings->SizeBytes("memory") == 128ULL << 20);
  CHECK(settings->Origin("memory") == "environment");
  CHECK(settings->Text("fail_on") == "never");
  CHECK(settings->Origin("fail_on") == file.path);
  CHECK(*settings->SizeBytes("block_size") == 256 * 1024);
  CHECK(settings->Origin("block_size") == "built in");
}

TEST_CASE("lists, switches and overrides") {
  const ProjectFile file(
      "ignore = [\"*.bak\", \"old/*\"]\nstrict = true\n"
      "[[field]]\nobject = \"runs.csv\"\nfield = \"race\"\nlabel = \"none\"\nreason = \"a run\"\n");
  const auto settings = Settings::Load({}, file.path, {});
  REQUIRE(settings.ok());
  CHECK(settings->List("ignore") == std::vector<std::string>{"*.bak", "old/*"});
  CHECK(settings->Switch("strict"));
  CHECK_FALSE(settings->Switch("all"));
  REQUIRE(settings->overrides().size() == 1);
  CHECK(settings->overrides()[0].field == "race");
}

TEST_CASE("what a project file cannot say is refused with the file's name") {
  for (const char* bad :
       {"thread = 2\n", "plan = \"p.toml\"\n", "threads = [1]\n", "block_size = 1e22\n",
        "threads = \n", "[[field]]\nfield = \"a\"\nlabel = \"none\"\n", "[field]\na = 1\n",
        "[[field]]\nfield = \"a\"\nlabel = \"none\"\nreason = \"r\"\ncolour = \"red\"\n"}) {
    const ProjectFile file(bad);
    const auto settings = Settings::Load({}, file.path, {});
    REQUIRE_FALSE(settings.ok());
    CHECK(settings.status().code() == StatusCode::kUsage);
  }
  CHECK_FALSE(Settings::Load({}, "/no/such/sunder.toml", {}).ok());
}

TEST_CASE("a number that is none is a usage error with its origin") {
  const auto settings = Settings::Load({{"threads", {"many"}}}, "", {});
  REQUIRE(settings.ok());
  const auto threads = settings->Number("threads");
  REQUIRE_FALSE(threads.ok());
  CHECK(threads.status().message().find("flag") != std::string::npos);
}

}  // namespace
}  // namespace sunder::cli
