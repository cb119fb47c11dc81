#include "segregation/staging.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

#include <catch2/catch.hpp>

#include "segregation/staging_commit.h"
#include "segregation/test_folder.h"

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kDaySeconds = 1'700'006'400;  // 2023-11-15

StoreTargets TargetsIn(const std::string& root) {
  return {root, root + "/identity", root + "/segregated", root + "/quarantine", root + "/evidence"};
}

void FillStores(const Staging& staging, const std::string& content) {
  fs::create_directory(staging.identity_folder() + "/sub");
  WriteFile(staging.identity_folder() + "/sub/people.csv", content);
  WriteFile(staging.segregated_folder() + "/segregated.sqlite", content);
  WriteFile(staging.quarantine_folder() + "/batch-000001.age", content);
  WriteFile(staging.evidence_folder() + "/report.json", content);
  WriteFile(staging.temporary_folder() + "/spill", "temporary");
}

void RunTo(const StoreTargets& targets, const std::string& content, bool replace) {
  auto staging = Staging::Create(targets, replace);
  REQUIRE(staging.ok());
  FillStores(**staging, content);
  REQUIRE((*staging)->Commit(kDaySeconds).ok());
}

// The content of all four stores if they are whole and alike, "" if none stands there, else
// "mixed".
std::string Content(const StoreTargets& targets) {
  std::string identity = targets.identity + "/sub/people.csv";
  std::vector<std::string> files = {identity, targets.segregated + "/segregated.sqlite",
                                    targets.quarantine + "/batch-000001.age",
                                    targets.evidence + "/report.json"};
  std::string content = ReadFile(files[0]);
  for (const std::string& file : files) {
    if (ReadFile(file) != content) return "mixed";
  }
  return content;
}

TargetState StateAt(const StoreTargets& targets) {
  const auto state = InspectTargets(targets);
  REQUIRE(state.ok());
  return *state;
}

TEST_CASE("Nothing is visible before the commit, everything after it") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("deep/er/out"));
  CHECK(StateAt(targets) == TargetState::kFree);
  {
    auto staging = Staging::Create(targets, false);
    REQUIRE(staging.ok());
    FillStores(**staging, "new");
    CHECK(StateAt(targets) == TargetState::kUnfinished);
    CHECK(Content(targets).empty());
    struct stat info {};
    REQUIRE(stat((*staging)->identity_folder().c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0700);
    REQUIRE((*staging)->Commit(kDaySeconds).ok());
    CHECK_FALSE((*staging)->Commit(kDaySeconds).ok());
  }
  CHECK(StateAt(targets) == TargetState::kFinished);
  CHECK(Content(targets) == "new");
  CHECK(std::distance(fs::directory_iterator(targets.root), {}) == 4);
  CHECK_FALSE(Staging::Create(targets, false).ok());
  CHECK(Content(targets) == "new");
}

TEST_CASE("Every file and folder carries the day") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("out"));
  RunTo(targets, "new", false);
  std::vector<std::string> paths = {targets.root};
  for (const auto& entry : fs::recursive_directory_iterator(targets.root)) {
    paths.push_back(entry.path().string());
  }
  CHECK(paths.size() == 1 + 4 + 1 + 4);
  for (const std::string& path : paths) {
    INFO(path);
    struct stat info {};
    REQUIRE(stat(path.c_str(), &info) == 0);
    CHECK(info.st_mtim.tv_sec == kDaySeconds);
    CHECK(info.st_mtim.tv_nsec == 0);
  }
}

TEST_CASE("Without a commit nothing stays, not even the root that was made") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("out"));
  {
    auto staging = Staging::Create(targets, false);
    REQUIRE(staging.ok());
    FillStores(**staging, "new");
  }
  CHECK_FALSE(fs::exists(targets.root));
  fs::create_directory(targets.root);
  { REQUIRE(Staging::Create(targets, false).ok()); }
  CHECK(fs::is_empty(targets.root));
}

TEST_CASE("Stores can go elsewhere, each staged beside its target") {
  const TestFolder folder;
  StoreTargets targets = TargetsIn(folder.File("out"));
  targets.quarantine = folder.File("far/vault");
  targets.identity = folder.File("clean/");
  {
    auto staging = Staging::Create(targets, false);
    REQUIRE(staging.ok());
    CHECK((*staging)->quarantine_folder().rfind(folder.File("far/vault.sunder-run"), 0) == 0);
    CHECK(StateAt(targets) == TargetState::kUnfinished);
  }
  CHECK_FALSE(fs::exists(folder.File("far/vault.sunder-run")));
  RunTo(targets, "one", false);
  CHECK(Content(targets) == "one");
  CHECK(StateAt(targets) == TargetState::kFinished);
  RunTo(targets, "two", true);
  CHECK(Content(targets) == "two");
  CHECK(StateAt(targets) == TargetState::kFinished);
  CHECK_FALSE(fs::exists(folder.File("clean.sunder-run")));
}

TEST_CASE("Occupied targets are refused and left alone") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("out"));
  fs::create_directory(targets.root);
  WriteFile(targets.root + "/letter.txt", "kept");
  CHECK(StateAt(targets) == TargetState::kOccupied);
  CHECK(Staging::Create(targets, false).status().code() == StatusCode::kUsage);
  CHECK(std::distance(fs::directory_iterator(targets.root), {}) == 1);
  RunTo(targets, "new", true);  // beside it
  CHECK(ReadFile(targets.root + "/letter.txt") == "kept");
  CHECK(Content(targets) == "new");

  const StoreTargets partial = TargetsIn(folder.File("partial"));
  fs::create_directories(partial.identity);
  CHECK(StateAt(partial) == TargetState::kOccupied);
  CHECK(Staging::Create(partial, false).status().code() == StatusCode::kUsage);
  CHECK(fs::exists(partial.identity));
}

TEST_CASE("Symbolic links are not followed") {
  const TestFolder folder;
  fs::create_directory(folder.File("victim"));
  for (const char* link : {"", "/identity", "/.sunder-run"}) {
    INFO("link at out" << link);
    const StoreTargets targets = TargetsIn(folder.File("out"));
    fs::remove_all(targets.root);
    if (*link != '\0') fs::create_directory(targets.root);
    fs::create_directory_symlink(folder.File("victim"), targets.root + link);
    CHECK(StateAt(targets) == TargetState::kOccupied);
    for (const bool replace : {false, true}) {
      CHECK(Staging::Create(targets, replace).status().code() == StatusCode::kUsage);
    }
    CHECK(fs::is_symlink(targets.root + link));
    CHECK(fs::is_empty(folder.File("victim")));
    fs::remove(targets.root + link);
  }
}

TEST_CASE("Targets within each other, and a second run in the same root, are refused") {
  const TestFolder folder;
  StoreTargets targets = TargetsIn(folder.File("out"));
  targets.identity = targets.evidence;
  CHECK(Staging::Create(targets, false).status().code() == StatusCode::kUsage);
  targets.identity = targets.evidence + "/identity";
  CHECK(Staging::Create(targets, false).status().code() == StatusCode::kUsage);
  targets.identity = targets.root;
  CHECK(Staging::Create(targets, false).status().code() == StatusCode::kUsage);
  CHECK_FALSE(fs::exists(targets.root));

  targets = TargetsIn(folder.File("out"));
  auto first = Staging::Create(targets, false);
  REQUIRE(first.ok());
  FillStores(**first, "first");
  CHECK(Staging::Create(targets, true).status().code() == StatusCode::kUsage);
  REQUIRE((*first)->Commit(kDaySeconds).ok());
  CHECK(Content(targets) == "first");
}

// Runs the first `steps` steps of a commit in a child and kills it there. False: it had no more.
bool KillAfterSteps(const StoreTargets& targets, bool replace, size_t steps) {
  const pid_t child = fork();
  if (child == 0) {
    auto staging = Staging::Create(targets, replace);
    if (!staging.ok()) _exit(9);
    FillStores(**staging, "new");
    const StagingLayout layout = LayOut(targets).value();
    const std::vector<CommitStep> plan = PlanCommit(layout, {}, replace).value();
    if (steps > plan.size()) _exit(8);
    for (size_t i = 0; i < steps; ++i) {
      if (!RunCommitStep(plan[i], layout, kDaySeconds).ok()) _exit(9);
    }
    kill(getpid(), SIGKILL);
  }
  int result = 0;
  REQUIRE(waitpid(child, &result, 0) == child);
  REQUIRE_FALSE((WIFEXITED(result) && WEXITSTATUS(result) == 9));
  return WIFSIGNALED(result);
}

void CheckKilledRun(const StoreTargets& targets, const std::string& old_content) {
  const TargetState state = StateAt(targets);
  // It looks whole only if it is: all old or all new.
  if (state == TargetState::kFinished) {
    const std::string content = Content(targets);
    CHECK((content == "new" || (!old_content.empty() && content == old_content)));
  } else {
    CHECK(state == TargetState::kUnfinished);
  }
  // Looking again for the old state: a run that is then given up leaves old, new or nothing.
  { (void)Staging::Create(targets, true).ok(); }
  const std::string content = Content(targets);
  CHECK((content == old_content || content == "new"));
  RunTo(targets, "again", true);
  CHECK(Content(targets) == "again");
  CHECK(StateAt(targets) == TargetState::kFinished);
}

TEST_CASE("A run killed at any step of its commit is recovered") {
  for (const bool replace : {false, true}) {
    for (const bool elsewhere : {false, true}) {
      for (size_t steps = 0;; ++steps) {
        INFO("replace " << replace << ", elsewhere " << elsewhere << ", after step " << steps);
        const TestFolder folder;
        StoreTargets targets = TargetsIn(folder.File("out"));
        if (elsewhere) targets.identity = folder.File("clean");
        if (replace) RunTo(targets, "old", false);
        if (!KillAfterSteps(targets, replace, steps)) {
          CHECK(steps > 15);
          break;
        }
        CheckKilledRun(targets, replace ? "old" : "");
      }
    }
  }
}

// A split in place of two sources beside the root: what a run writes, up to its commit.
StoreTargets InPlaceTargets(const TestFolder& folder) {
  StoreTargets targets = TargetsIn(folder.File("out"));
  targets.identity.clear();
  return targets;
}

std::vector<std::string> Sources(const TestFolder& folder) {
  return {folder.File("a.csv"), folder.File("b.db")};
}

std::unique_ptr<Staging> StageInPlace(const TestFolder& folder) {
  auto staging = Staging::Create(InPlaceTargets(folder), false);
  if (!staging.ok() || !(*staging)->AddSources(Sources(folder)).ok()) return nullptr;
  WriteFile((*staging)->segregated_folder() + "/segregated.sqlite", "new");
  WriteFile((*staging)->evidence_folder() + "/report.json", "new");
  for (const std::string& path : Sources(folder)) WriteFile(SwapOf(path).staged, "new");
  return std::move(*staging);
}

// "old" or "new" when sources and stores agree, else "mixed".
std::string InPlaceContent(const TestFolder& folder) {
  const StoreTargets targets = InPlaceTargets(folder);
  const std::string store = ReadFile(targets.segregated + "/segregated.sqlite");
  const std::string expected = store.empty() ? "old" : store;
  for (const std::string& path : Sources(folder)) {
    if (ReadFile(path) != expected) return "mixed";
  }
  return expected;
}

TEST_CASE("A split in place that is killed at any step leaves sources and stores that agree") {
  for (size_t steps = 0;; ++steps) {
    INFO("after step " << steps);
    const TestFolder folder;
    for (const std::string& path : Sources(folder)) WriteFile(path, "old");
    const pid_t child = fork();
    if (child == 0) {
      const std::unique_ptr<Staging> staging = StageInPlace(folder);
      if (staging == nullptr) _exit(9);
      const StagingLayout layout = LayOut(InPlaceTargets(folder)).value();
      std::vector<SourceSwap> swaps;
      for (const std::string& path : Sources(folder)) swaps.push_back(SwapOf(path));
      const std::vector<CommitStep> plan = PlanCommit(layout, swaps, false).value();
      if (steps > plan.size()) _exit(8);
      for (size_t i = 0; i < steps; ++i) {
        if (!RunCommitStep(plan[i], layout, kDaySeconds).ok()) _exit(9);
      }
      kill(getpid(), SIGKILL);
    }
    int result = 0;
    REQUIRE(waitpid(child, &result, 0) == child);
    REQUIRE_FALSE((WIFEXITED(result) && WEXITSTATUS(result) == 9));
    for (const std::string& path : Sources(folder)) {
      const std::string now = ReadFile(path);
      CHECK((now == "old" || now == "new"));
    }
    REQUIRE(Staging::Recover(InPlaceTargets(folder)).ok());
    const std::string content = InPlaceContent(folder);
    CHECK((content == "old" || content == "new"));
    // Two sources, perhaps the stores, nothing else.
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 3);
    if (WIFEXITED(result)) break;
    if (content == "old") {
      auto staging = StageInPlace(folder);
      REQUIRE(staging != nullptr);
      REQUIRE(staging->Commit(kDaySeconds).ok());
      CHECK(InPlaceContent(folder) == "new");
    }
  }
}

TEST_CASE("The way back does not throw away what was written after the swap") {
  const TestFolder folder;
  for (const std::string& path : Sources(folder)) WriteFile(path, "old");
  const StagingLayout layout = LayOut(InPlaceTargets(folder)).value();
  const std::vector<SourceSwap> swaps = {SwapOf(Sources(folder)[0]), SwapOf(Sources(folder)[1])};
  const pid_t child = fork();
  if (child == 0) {
    const std::unique_ptr<Staging> staging = StageInPlace(folder);
    if (staging == nullptr) _exit(9);
    const std::vector<CommitStep> plan = PlanCommit(layout, swaps, false).value();
    for (const CommitStep& step : plan) {
      if (step.kind == CommitStep::Kind::kRemoveMarker) break;
      if (!RunCommitStep(step, layout, kDaySeconds).ok()) _exit(9);
    }
    kill(getpid(), SIGKILL);
  }
  int result = 0;
  REQUIRE(waitpid(child, &result, 0) == child);
  REQUIRE(WIFSIGNALED(result));
  WriteFile(Sources(folder)[1], "written by its owner");
  CHECK(Staging::Recover(InPlaceTargets(folder)).code() == StatusCode::kStoreFailure);
  CHECK(ReadFile(Sources(folder)[0]) == "new");
  CHECK(ReadFile(Sources(folder)[1]) == "written by its owner");
  CHECK(ReadFile(swaps[1].old) == "old");
  fs::rename(swaps[1].old, swaps[1].path);
  REQUIRE(Staging::Recover(InPlaceTargets(folder)).ok());
  CHECK(InPlaceContent(folder) == "old");
}

TEST_CASE("Mode, owner and extended attributes of a source stay") {
  const TestFolder folder;
  const std::string path = folder.File("a.csv");
  WriteFile(path, "old");
  REQUIRE(chmod(path.c_str(), 0640) == 0);
  const bool has_attributes = setxattr(path.c_str(), "user.note", "kept", 4, 0) == 0;
  const SourceSwap swap = SwapOf(path);
  WriteFile(swap.staged, "new");
  REQUIRE(SealStaged(swap, kDaySeconds).ok());
  struct stat info {};
  REQUIRE(stat(swap.staged.c_str(), &info) == 0);
  CHECK((info.st_mode & 07777) == 0640);
  CHECK(info.st_mtim.tv_sec == kDaySeconds);
  if (!has_attributes) return;
  char value[8] = {};
  CHECK(getxattr(swap.staged.c_str(), "user.note", value, sizeof value) == 4);
  CHECK(std::string(value) == "kept");
}

TEST_CASE("A way back that is itself cut off can be repeated") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("out"));
  RunTo(targets, "old", false);
  const StagingLayout layout = LayOut(targets).value();
  const size_t all_renamed = 4 + 1 + 4 + 4;  // seal, marker, old ones aside, new ones in place
  REQUIRE(KillAfterSteps(targets, true, all_renamed));
  CHECK(Content(targets) == "new");
  // Half of the way back: the new evidence and identity taken back, an old store restored.
  for (const StoreLayout& store : layout.stores) fs::rename(store.target, store.staged);
  fs::rename(layout.stores[0].replaced, layout.stores[0].target);
  CHECK(StateAt(targets) == TargetState::kUnfinished);
  REQUIRE(RollBack(layout).ok());
  REQUIRE(RemoveAreas(layout).ok());
  CHECK(Content(targets) == "old");
  CHECK(StateAt(targets) == TargetState::kFinished);
}

TEST_CASE("A cut-off commit into other folders is not taken for this one's") {
  const TestFolder folder;
  StoreTargets targets = TargetsIn(folder.File("out"));
  targets.identity = folder.File("clean");
  REQUIRE(KillAfterSteps(targets, false, 8));
  const StoreTargets other = TargetsIn(folder.File("out"));
  const auto staging = Staging::Create(other, true);
  REQUIRE_FALSE(staging.ok());
  CHECK(staging.status().code() == StatusCode::kUsage);
  RunTo(targets, "again", false);
  CHECK(Content(targets) == "again");
}

TEST_CASE("Runs killed at any time are recovered") {
  for (int i = 0; i < 40; ++i) {
    const TestFolder folder;
    const StoreTargets targets = TargetsIn(folder.File("out"));
    RunTo(targets, "old", false);
    const pid_t child = fork();
    if (child == 0) {
      auto staging = Staging::Create(targets, true);
      if (!staging.ok()) _exit(9);
      FillStores(**staging, "new");
      _exit((*staging)->Commit(kDaySeconds).ok() ? 0 : 9);
    }
    usleep(static_cast<useconds_t>(i * 150));
    kill(child, SIGKILL);
    int result = 0;
    REQUIRE(waitpid(child, &result, 0) == child);
    CheckKilledRun(targets, "old");
  }
}

TEST_CASE("A target that appears during the run is not overwritten, and the run is undone") {
  const TestFolder folder;
  const StoreTargets targets = TargetsIn(folder.File("out"));
  {
    auto staging = Staging::Create(targets, false);
    REQUIRE(staging.ok());
    FillStores(**staging, "new");
    WriteFile(targets.evidence, "somebody else's");
    CHECK((*staging)->Commit(kDaySeconds).code() == StatusCode::kStoreFailure);
  }
  CHECK(ReadFile(targets.evidence) == "somebody else's");
  CHECK(std::distance(fs::directory_iterator(targets.root), {}) == 1);
}

}  // namespace
}  // namespace sunder::segregation
