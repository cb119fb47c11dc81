#include "segregation/staging.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

#include "core/planted_leak.h"
#include "segregation/durable_file.h"
#include "segregation/staging_commit.h"
#include "segregation/staging_layout.h"

namespace sunder::segregation {
namespace {

struct TargetSurvey {
  size_t stores = 0;         // targets that are folders
  std::string not_a_folder;  // a target, area or root that is a file or a symbolic link
  std::string unknown;       // something else in the root
  bool has_area = false;
  bool has_marker = false;
};

Result<std::string> UnknownInRoot(const StagingLayout& layout) {
  std::error_code error;
  std::filesystem::directory_iterator entries(layout.root, error);
  for (; !error && entries != std::filesystem::directory_iterator(); entries.increment(error)) {
    const std::string path = entries->path().string();
    const bool is_known =
        path == layout.run_folder ||
        std::any_of(layout.stores.begin(), layout.stores.end(), [&path](const StoreLayout& store) {
          return path == store.target || path == store.area;
        });
    if (!is_known) return path;
  }
  if (error) return Status::StoreFailure(layout.root + ": " + error.message());
  return std::string();
}

Result<TargetSurvey> Survey(const StagingLayout& layout) {
  TargetSurvey survey;
  SUNDER_ASSIGN_OR_RETURN(const PathKind root, KindOf(layout.root));
  if (root == PathKind::kOther) survey.not_a_folder = layout.root;
  if (root == PathKind::kFolder) {
    SUNDER_ASSIGN_OR_RETURN(survey.unknown, UnknownInRoot(layout));
  }
  for (const std::string& area : layout.Areas()) {
    SUNDER_ASSIGN_OR_RETURN(const PathKind kind, KindOf(area));
    survey.has_area = survey.has_area || kind != PathKind::kMissing;
    if (kind == PathKind::kOther) survey.not_a_folder = area;
  }
  SUNDER_ASSIGN_OR_RETURN(const PathKind marker, KindOf(layout.marker));
  survey.has_marker = marker != PathKind::kMissing;
  for (const StoreLayout& store : layout.stores) {
    SUNDER_ASSIGN_OR_RETURN(const PathKind kind, KindOf(store.target));
    if (kind == PathKind::kFolder) ++survey.stores;
    if (kind == PathKind::kOther) survey.not_a_folder = store.target;
  }
  return survey;
}

TargetState StateOf(const TargetSurvey& survey, const StagingLayout& layout) {
  if (!survey.not_a_folder.empty() || !survey.unknown.empty()) return TargetState::kOccupied;
  const size_t all = layout.stores.size();
  if (survey.has_marker) return TargetState::kUnfinished;
  // Some stores and no marker are none of ours: a run puts all there or none.
  if (survey.stores != 0 && survey.stores != all) return TargetState::kOccupied;
  if (survey.has_area) return TargetState::kUnfinished;
  return survey.stores == all ? TargetState::kFinished : TargetState::kFree;
}

Status NotAFolder(const std::string& path) {
  return Status::Usage(path +
                       ": this is a file or a symbolic link; stores are written to folders only, "
                       "and links are not followed. Name the folder itself");
}

Status CheckVacant(const TargetSurvey& survey, const StagingLayout& layout, bool replace) {
  if (!survey.not_a_folder.empty()) return NotAFolder(survey.not_a_folder);
  if (replace) return Status::Ok();
  if (!survey.unknown.empty()) {
    return Status::Usage(layout.root +
                         ": the folder holds other things; name an empty or new one, or give "
                         "--replace to write the stores beside them");
  }
  if (survey.stores > 0) {
    return Status::Usage(layout.root +
                         ": stores stand there already; name another folder, or give --replace to "
                         "replace them");
  }
  return Status::Ok();
}

Status MakeFolder(const std::string& path) {
  if (mkdir(path.c_str(), 0700) == 0) return Status::Ok();
  return StoreError(path, "making the folder", errno);
}

// As `mkdir -p`, of mode 0700.
Status MakeParents(const std::string& path) {
  const std::filesystem::path parent = std::filesystem::path(path).parent_path();
  std::error_code ignored;
  if (parent.empty() || std::filesystem::is_directory(parent, ignored)) return Status::Ok();
  SUNDER_RETURN_IF_ERROR(MakeParents(parent.string()));
  return MakeFolder(parent.string());
}

}  // namespace

struct Staging::State {
  StagingLayout layout;
  int root_descriptor = -1;  // holds the lock
  bool replace = false;
  bool made_root = false;
  bool has_areas = false;
  bool is_committed = false;
  std::vector<SourceSwap> swaps;

  const std::string& Folder(std::string_view store) const;
  Status OpenRoot();
  Status MakeAreas();
  void Abandon();
};

Status Staging::State::OpenRoot() {
  SUNDER_ASSIGN_OR_RETURN(const PathKind kind, KindOf(layout.root));
  if (kind == PathKind::kOther) return NotAFolder(layout.root);
  if (kind == PathKind::kMissing) {
    SUNDER_RETURN_IF_ERROR(MakeParents(layout.root));
    SUNDER_RETURN_IF_ERROR(MakeFolder(layout.root));
    made_root = true;
  }
  root_descriptor = open(layout.root.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (root_descriptor < 0) return StoreError(layout.root, "opening", errno);
  if (flock(root_descriptor, LOCK_EX | LOCK_NB) == 0) return Status::Ok();
  if (errno != EWOULDBLOCK) return Status::Ok();  // a file system without locks
  return Status::Usage(layout.root + ": another run works there; wait for its end");
}

Status Staging::State::MakeAreas() {
  has_areas = true;
  for (const std::string& area : layout.Areas()) {
    SUNDER_RETURN_IF_ERROR(MakeParents(area));
    SUNDER_RETURN_IF_ERROR(MakeFolder(area));
  }
  for (const StoreLayout& store : layout.stores) SUNDER_RETURN_IF_ERROR(MakeFolder(store.staged));
  SUNDER_PLANT("*", planted::NoteRunFolder(layout.temporary));
  return MakeFolder(layout.temporary);
}

// Leaves the areas as they are when the way back fails: the next run tries it again.
void Staging::State::Abandon() {
  if (has_areas && RollBack(layout).ok()) (void)RemoveAreas(layout).ok();
  if (made_root) rmdir(layout.root.c_str());  // fails unless empty, as it should
}

const std::string& Staging::State::Folder(std::string_view store) const {
  static const std::string kNone;
  for (const StoreLayout& candidate : layout.stores) {
    if (candidate.name == store) return candidate.staged;
  }
  return kNone;
}

Result<TargetState> InspectTargets(const StoreTargets& targets) {
  SUNDER_ASSIGN_OR_RETURN(const StagingLayout layout, LayOut(targets));
  SUNDER_ASSIGN_OR_RETURN(const TargetSurvey survey, Survey(layout));
  return StateOf(survey, layout);
}

Status Staging::Recover(const StoreTargets& targets) {
  SUNDER_ASSIGN_OR_RETURN(const StagingLayout layout, LayOut(targets));
  SUNDER_ASSIGN_OR_RETURN(const TargetSurvey survey, Survey(layout));
  if (!survey.has_area || !survey.not_a_folder.empty()) return Status::Ok();
  State state;
  state.layout = layout;
  SUNDER_RETURN_IF_ERROR(state.OpenRoot());
  Status status = RollBack(layout);
  if (status.ok()) status = RemoveAreas(layout);
  close(state.root_descriptor);
  return status;
}

Staging::Staging(std::unique_ptr<State> state) : state_(std::move(state)) {}

Result<std::unique_ptr<Staging>> Staging::Create(const StoreTargets& targets, bool replace) {
  auto state = std::make_unique<State>();
  SUNDER_ASSIGN_OR_RETURN(state->layout, LayOut(targets));
  state->replace = replace;
  const StagingLayout& layout = state->layout;
  SUNDER_ASSIGN_OR_RETURN(const TargetSurvey before, Survey(layout));
  if (!before.not_a_folder.empty()) return NotAFolder(before.not_a_folder);
  // From here on its destructor puts things right again.
  std::unique_ptr<Staging> staging(new Staging(std::move(state)));
  SUNDER_RETURN_IF_ERROR(staging->state_->OpenRoot());
  SUNDER_RETURN_IF_ERROR(RollBack(layout));
  SUNDER_RETURN_IF_ERROR(RemoveAreas(layout));
  SUNDER_ASSIGN_OR_RETURN(const TargetSurvey after, Survey(layout));
  SUNDER_RETURN_IF_ERROR(CheckVacant(after, layout, replace));
  SUNDER_RETURN_IF_ERROR(staging->state_->MakeAreas());
  return staging;
}

Staging::~Staging() {
  if (!state_->is_committed) state_->Abandon();
  if (state_->root_descriptor >= 0) close(state_->root_descriptor);
}

Status Staging::AddSources(const std::vector<std::string>& absolute_paths) {
  if (!state_->swaps.empty()) return Status::Internal("the sources are known already");
  std::string list;
  for (const std::string& path : absolute_paths) {
    state_->swaps.push_back(SwapOf(path));
    list += path + '\0';
  }
  SUNDER_RETURN_IF_ERROR(WriteNewFile(state_->layout.source_list, list));
  return SyncPath(state_->layout.run_folder);
}

Status Staging::Commit(int64_t day_seconds, const std::function<void()>& remember) {
  const StagingLayout& layout = state_->layout;
  if (state_->is_committed) return Status::Internal("the stores are committed already");
  SUNDER_PLANT("*", planted::AlterStores(identity_folder(), evidence_folder()));
  SUNDER_PLANT("time_of_data", day_seconds += planted::DataSeconds());
  SUNDER_ASSIGN_OR_RETURN(std::vector<CommitStep> steps,
                          PlanCommit(layout, state_->swaps, state_->replace));
  SUNDER_PLANT("*", planted::AlterCommit(&steps));
  for (const CommitStep& step : steps) {
    const bool is_end = step.kind == CommitStep::Kind::kRemoveMarker;
    if (is_end && remember) remember();
    const Status status = RunCommitStep(step, layout, day_seconds);
    if (is_end) {
      SUNDER_ASSIGN_OR_RETURN(const PathKind marker, KindOf(layout.marker));
      state_->is_committed = marker == PathKind::kMissing;
    }
    if (status.ok()) continue;
    return !state_->is_committed
               ? status
               : status.WithContext(
                     "the stores are whole, but tidying up failed; run the same command again");
  }
  return Status::Ok();
}

const std::string& Staging::segregated_folder() const { return state_->Folder("segregated"); }
const std::string& Staging::quarantine_folder() const { return state_->Folder("quarantine"); }
const std::string& Staging::identity_folder() const { return state_->Folder("identity"); }
const std::string& Staging::evidence_folder() const { return state_->Folder("evidence"); }
const std::string& Staging::temporary_folder() const { return state_->layout.temporary; }

}  // namespace sunder::segregation
