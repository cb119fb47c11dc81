// times: a time finer than a day tells when a record was handled, and so which one.
#include <regex>
#include <set>

#include "verifier/attack.h"

namespace sunder::verifier {
namespace {

constexpr int64_t kDaySeconds = 24 * 60 * 60;

// Size of a gzip header without what its flags announce: a name, a comment, extra fields, a check
// sum (RFC 1952).
constexpr size_t kGzipHeaderSizeBytes = 10;

bool NamesTime(const std::string& column) {
  for (const char* word : {"time", "date", "day", "created", "updated", "modified", "inserted"}) {
    if (column.find(word) != std::string::npos) return true;
  }
  return false;
}

bool ReadsLikeTime(const std::string& text) {
  static const std::regex kPattern(R"(\d{4}-\d{2}-\d{2}|\d{1,2}:\d{2}(:\d{2})?)");
  return text.size() < 64 && std::regex_search(text, kPattern);
}

class TimesAttack : public Attack {
 public:
  explicit TimesAttack(const AttackContext& context) : context_(context) {}

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("times", "Times",
                 "Do files or columns carry times by which the stores' contents can be matched?");
    for (const auto* files : {&context_.identity_files, &context_.segregated_files,
                              &context_.quarantine_files, &context_.evidence_files}) {
      for (const StoreFile& file : *files) SUNDER_RETURN_IF_ERROR(CheckFile(file));
    }
    if (files_ == 0) {
      return Undecided(std::move(result), "no files to look at", "name stores on this machine");
    }
    SUNDER_RETURN_IF_ERROR(CheckFolders());
    if (context_.segregated) {
      for (const SegregatedTable& table : context_.segregated->tables) CheckTable(table);
    }
    const std::string measure = Counted(distinct_.size(), "distinct time") + " of " +
                                Counted(files_, "file") + ", " + std::to_string(finer_) +
                                " finer than a day, " + std::to_string(gzip_) +
                                " in gzip headers, " + Counted(columns_, "time column");
    if (gzip_ + columns_ > 0) {
      return Failed(std::move(result), measure, "split again; stores must hold no times");
    }
    if (distinct_.size() > 1 || finer_ > 0) {
      return Failed(std::move(result), measure,
                    "copy the stores with their times kept (cp -p, rsync -t) and verify again; if "
                    "these are the stores as they were written, split again");
    }
    return Passed(std::move(result), measure);
  }

 private:
  Status CheckFile(const StoreFile& file) {
    ++files_;
    distinct_.emplace(file.modified_seconds, file.modified_nanoseconds);
    if (file.modified_seconds % kDaySeconds != 0 || file.modified_nanoseconds != 0) ++finer_;
    if (!file.is_regular) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const std::string head, ReadFileHead(file.path, kGzipHeaderSizeBytes));
    if (head.size() < kGzipHeaderSizeBytes || head.compare(0, 3, "\x1f\x8b\x08") != 0) {
      return Status::Ok();
    }
    const bool has_more = head[3] != 0;
    if (has_more || head.compare(4, 4, std::string(4, '\0')) != 0) ++gzip_;
    return Status::Ok();
  }

  // Not of stores in which files are replaced later: `sunder subject` rewrites the identity store,
  // the keeper of quarantine discards batches.
  Status CheckFolders() {
    const VerificationInput& input = context_.input;
    for (const std::string* store : {&input.segregated, &input.evidence}) {
      const std::string path = store->empty() ? std::string() : LocalPath(*store);
      if (path.empty()) continue;
      SUNDER_ASSIGN_OR_RETURN(const std::vector<StoreFolder> folders, ListStoreFolders(path));
      for (const StoreFolder& folder : folders) {
        distinct_.emplace(folder.modified_seconds, folder.modified_nanoseconds);
      }
    }
    return Status::Ok();
  }

  void CheckTable(const SegregatedTable& table) {
    for (size_t i = 0; i < table.columns.size(); ++i) {
      bool is_time = NamesTime(table.columns[i].name);
      for (const auto& row : table.rows) {
        is_time =
            is_time || (row[i].kind == SegregatedCellKind::kText && ReadsLikeTime(row[i].bytes));
      }
      if (is_time) ++columns_;
    }
  }

  const AttackContext& context_;
  std::set<std::pair<int64_t, int64_t>> distinct_;
  uint64_t files_ = 0;
  uint64_t finer_ = 0;
  uint64_t gzip_ = 0;
  uint64_t columns_ = 0;
};

}  // namespace

std::unique_ptr<Attack> NewTimesAttack(const AttackContext& context) {
  return std::make_unique<TimesAttack>(context);
}

}  // namespace sunder::verifier
