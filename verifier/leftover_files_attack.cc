// leftover_files: what a run, an editor or a crash left beside the stores.
#include <filesystem>
#include <map>
#include <regex>
#include <set>

#include "verifier/attack.h"
#include "verifier/segregated_csv.h"

namespace sunder::verifier {
namespace {

namespace fs = std::filesystem;

bool IsLeftoverName(const std::string& name) {
  static const std::regex kPattern(
      R"((.*-(wal|journal|shm))|(.*\.(tmp|temp|swp|swo|bak|orig|part|dmp))|(.*~)|(\.#.*)|)"
      R"((core(\.[0-9]+)?)|(\.DS_Store)|(Thumbs\.db)|(nohup\.out)|(.*\.sunder-run))");
  return std::regex_match(name, kPattern);
}

bool HasLeftoverPart(const std::string& name) {
  for (const fs::path& part : fs::path(name)) {
    if (IsLeftoverName(part.string())) return true;
  }
  return false;
}

std::string Extension(const std::string& name) { return fs::path(name).extension().string(); }

class LeftoverFilesAttack : public Attack {
 public:
  explicit LeftoverFilesAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("leftover_files", "Leftover files",
                 "Did a run leave temporary files, journals, dumps or copies in or beside the "
                 "stores?");
    const VerificationInput& input = context_.input;
    for (const StoreFile& file : context_.identity_files) {
      Look("identity", file, input.identity_is_of_split && input.claims && !IsClaimed(file.name));
    }
    for (const StoreFile& file : context_.segregated_files) {
      const bool is_known = file.path == context_.segregated->path ||
                            TableOfCopy(*context_.segregated, file.name) != nullptr;
      Look("segregated", file, !is_known);
    }
    for (const StoreFile& file : context_.quarantine_files) {
      Look("quarantine", file, Extension(file.name) != ".age");
    }
    for (const StoreFile& file : context_.evidence_files) {
      static const std::set<std::string> kKinds = {".json", ".jsonl", ".html",
                                                   ".csv",  ".txt",   ".md"};
      Look("evidence", file, !kKinds.contains(Extension(file.name)));
    }
    SUNDER_RETURN_IF_ERROR(LookAtFolders());
    for (const auto& [store, modes] : modes_) {
      if (modes.size() > 1) leftovers_.push_back(store + ": rights that differ");
    }
    LookBeside();
    if (files_ == 0) {
      return Undecided(std::move(result), "no files to look at", "name stores on this machine");
    }
    const std::string measure =
        Counted(leftovers_.size(), "leftover") + " among " + Counted(files_, "file");
    if (!leftovers_.empty()) {
      return Failed(std::move(result), measure,
                    "remove what is no store, and find out who left it: " + Listed(leftovers_));
    }
    return Passed(std::move(result), measure);
  }

 private:
  // Names of files may themselves hold values: only the store and the kind are shown.
  void Look(const std::string& store, const StoreFile& file, bool is_foreign) {
    ++files_;
    // A split gives all files of a store the same rights, and so does a copy.
    if (IsWrittenBySplit(store)) modes_[store].insert(file.mode);
    if (!file.is_regular) {
      leftovers_.push_back(store + ": a link or special file");
    } else if (HasLeftoverPart(file.name)) {
      leftovers_.push_back(store + ": a temporary file, journal, dump or copy");
    } else if (is_foreign) {
      leftovers_.push_back(store + ": a file that split does not write");
    } else if (file.has_user_attributes && IsWrittenBySplit(store)) {
      leftovers_.push_back(store + ": a file with extended attributes");
    }
  }

  bool IsClaimed(const std::string& name) {
    if (context_.claims.HasFile(name)) return true;
    return context_.claims.MayBeStream(name) && ++stream_files_ == 1;
  }

  // Sources that were rewritten in place keep what they had.
  bool IsWrittenBySplit(const std::string& store) const {
    return store != "identity" || context_.input.identity_is_of_split;
  }

  // A name alone can tell a value. A store may be empty as a whole: nothing was sealed.
  Status LookAtFolders() {
    const VerificationInput& input = context_.input;
    const std::pair<const char*, const std::string*> stores[] = {{"identity", &input.identity},
                                                                 {"segregated", &input.segregated},
                                                                 {"quarantine", &input.quarantine},
                                                                 {"evidence", &input.evidence}};
    for (const auto& [store, uri] : stores) {
      const std::string path = uri->empty() ? std::string() : LocalPath(*uri);
      if (path.empty() || !IsWrittenBySplit(store)) continue;
      SUNDER_ASSIGN_OR_RETURN(const std::vector<StoreFolder> folders, ListStoreFolders(path));
      for (const StoreFolder& folder : folders) {
        if (folder.is_empty && !folder.name.empty()) {
          leftovers_.push_back(std::string(store) + ": an empty folder");
        }
        // The store itself may be closed to others, with no need that those in it are.
        if (!folder.name.empty()) modes_["folders of " + std::string(store)].insert(folder.mode);
        if (folder.has_user_attributes) {
          leftovers_.push_back(std::string(store) + ": a folder with extended attributes");
        }
      }
    }
    return Status::Ok();
  }

  // A run works in .sunder-run beside the stores, or in STORE.sunder-run.
  void LookBeside() {
    std::set<std::string> seen;
    for (const std::string* store : {&context_.input.identity, &context_.input.segregated,
                                     &context_.input.quarantine, &context_.input.evidence}) {
      std::string path = store->empty() ? std::string() : LocalPath(*store);
      if (path.empty()) continue;
      while (path.size() > 1 && path.back() == '/') path.pop_back();
      std::error_code error;
      const fs::path parent = fs::absolute(path, error).parent_path();
      for (const std::string& candidate :
           {(parent / ".sunder-run").string(), path + ".sunder-run"}) {
        if (seen.insert(candidate).second && fs::exists(candidate, error)) {
          leftovers_.push_back("beside the stores: the folder of an unfinished run");
        }
      }
    }
  }

  const AttackContext& context_;
  uint64_t files_ = 0;
  uint64_t stream_files_ = 0;
  std::map<std::string, std::set<uint32_t>> modes_;
  std::vector<std::string> leftovers_;
};

}  // namespace

std::unique_ptr<Attack> NewLeftoverFilesAttack(const AttackContext& context) {
  return std::make_unique<LeftoverFilesAttack>(context);
}

}  // namespace sunder::verifier
