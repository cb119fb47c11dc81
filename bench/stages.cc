// Where the time of a scan goes: processor seconds of each stage, one thread, block by block. The
// matching stages are run once more by themselves, outside of what is counted, to part the time of
// the judge. usage: stages PATTERNS_FOLDER FILE
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "engine/scan_run.h"
#include "reports/report_writers.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/match/compiled.h"
#include "scanner/match/detector.h"
#include "scanner/profile/table_profile.h"
#include "scanner/rules/rule_set.h"

namespace sunder {
namespace {

double ProcessorSeconds() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

class Stopwatch {
 public:
  explicit Stopwatch(double* total) : total_(total), start_(ProcessorSeconds()) {}
  ~Stopwatch() { *total_ += ProcessorSeconds() - start_; }
  Stopwatch(const Stopwatch&) = delete;
  Stopwatch& operator=(const Stopwatch&) = delete;

 private:
  double* const total_;
  const double start_;
};

struct Seconds {
  double read = 0;
  double classify = 0;  // the cells of a block are found
  double block = 0;     // profile and judge
  double fold = 0;
  double scan = 0;    // Hyperscan
  double detect = 0;  // the scan again and what confirms its matches
  double judge = 0;   // all of fold, scan, confirm and grade
  double repeated = 0;
  double report = 0;
};

// Judges, and does the first stages of it once more with the watch in hand.
class TimedJudge final : public Judge {
 public:
  TimedJudge(const scanner::RuleDatabase& database, std::unique_ptr<Judge> judge,
             std::unique_ptr<scanner::Detector> detector, Seconds* seconds)
      : scanner_(*database.compiled().scanner),
        judge_(std::move(judge)),
        detector_(std::move(detector)),
        seconds_(seconds) {}

  Status Start() { return scanner_.Prepare(&scratch_); }

  Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) override {
    {
      const Stopwatch watch(&seconds_->judge);
      SUNDER_RETURN_IF_ERROR(judge_->JudgeCells(cells, findings));
    }
    const Stopwatch watch(&seconds_->repeated);
    for (size_t next = 0; next < cells.size();) {
      SUNDER_RETURN_IF_ERROR(Fold(cells, &next));
      SUNDER_RETURN_IF_ERROR(DetectBatch());
    }
    return Status::Ok();
  }
  ValueId CanonicalValue(LabelId, RuleIndex, std::string_view) override { return kNoValue; }
  bool IsCommonWord(LabelId, RuleIndex, std::string_view) override { return false; }

 private:
  static constexpr size_t kBatchSizeBytes = 64 * 1024;  // as the judge takes them

  Status Fold(std::span<const JudgedCell> cells, size_t* next) {
    const Stopwatch watch(&seconds_->fold);
    text_.Clear();
    scanned_.clear();
    for (; *next < cells.size() && text_.text().size() < kBatchSizeBytes; ++*next) {
      const JudgedCell& cell = cells[*next];
      if (cell.text.empty() || detector_->IsKnownSilent(cell.text)) continue;
      scanned_.push_back(cell);
      SUNDER_RETURN_IF_ERROR(text_.Append(cell.text));
    }
    return Status::Ok();
  }

  Status DetectBatch() {
    {
      const Stopwatch watch(&seconds_->scan);
      SUNDER_RETURN_IF_ERROR(scanner_.Scan(text_.shape(), text_.text(), &scratch_, &runs_));
    }
    const Stopwatch watch(&seconds_->detect);
    candidates_.clear();
    return detector_->Detect(text_, scanned_, &candidates_);
  }

  const scanner::LiteralScanner& scanner_;
  std::unique_ptr<Judge> judge_;
  std::unique_ptr<scanner::Detector> detector_;
  Seconds* const seconds_;
  scanner::LiteralScanner::Scratch scratch_;
  scanner::ScanText text_;
  std::vector<JudgedCell> scanned_;
  std::vector<scanner::RawRun> runs_;
  std::vector<scanner::Candidate> candidates_;
};

Result<bool> NextBlock(RecordReader* reader, RecordBlock* block, double* seconds) {
  const Stopwatch watch(seconds);
  return reader->Next(block);
}

Status ScanTable(const engine::PipelineTable& table, const scanner::RuleDatabase& database,
                 ScanReport* report, Seconds* seconds) {
  SUNDER_ASSIGN_OR_RETURN(auto cell_judge, scanner::NewJudge(database));
  SUNDER_ASSIGN_OR_RETURN(auto detector, scanner::Detector::Create(database));
  SUNDER_ASSIGN_OR_RETURN(auto table_judge, scanner::TableJudge::Create(database));
  TimedJudge judge(database, std::move(cell_judge), std::move(detector), seconds);
  SUNDER_RETURN_IF_ERROR(judge.Start());
  scanner::TableProfile profile(
      [&](std::string_view path) { return table_judge->MayHeadSpecial(path); });
  SUNDER_ASSIGN_OR_RETURN(const auto partitions, table.connector->Plan(table.info, 1));
  for (const Partition& partition : partitions) {
    SUNDER_ASSIGN_OR_RETURN(const auto reader, table.connector->Open(table.info, partition, {}));
    RecordBlock block;
    while (true) {
      SUNDER_ASSIGN_OR_RETURN(const bool is_filled,
                              NextBlock(reader.get(), &block, &seconds->read));
      if (!is_filled) break;
      {
        const Stopwatch watch(&seconds->classify);
        SUNDER_RETURN_IF_ERROR(block.EnsureIndexed());
      }
      const Stopwatch watch(&seconds->block);
      SUNDER_RETURN_IF_ERROR(profile.AddBlock(block, &judge));
    }
  }
  const Stopwatch watch(&seconds->block);
  profile.Finish();
  TableReport& judged = report->tables.emplace_back();
  judged.object = table.info.object.name;
  judged.table = table.info.table;
  judged.connector = table.info.object.connector;
  judged.is_document = table.info.is_document;
  judged.records = profile.records();
  return table_judge->Judge(
      profile, table.info.fields_known ? table.info.fields : std::vector<std::string>(), {},
      &judged);
}

Status Run(const std::string& patterns_folder, const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const auto rules, scanner::LoadRuleSet({patterns_folder}));
  SUNDER_ASSIGN_OR_RETURN(const auto database, scanner::RuleDatabase::Create(*rules, ""));
  SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables sources, engine::OpenSources({path}, {}));
  Seconds seconds;
  ScanReport report;
  for (const engine::PipelineTable& table : sources.tables) {
    SUNDER_RETURN_IF_ERROR(ScanTable(table, *database, &report, &seconds));
  }
  {
    const Stopwatch watch(&seconds.report);
    reports::WriteScanReport(report, reports::Format::kJson, {});
  }
  const double confirm = seconds.detect - seconds.scan;
  std::printf("read %.4f\nclassify %.4f\nprofile %.4f\nfold %.4f\nscan %.4f\nconfirm %.4f\n",
              seconds.read, seconds.classify, seconds.block - seconds.judge - seconds.repeated,
              seconds.fold, seconds.scan, confirm);
  std::printf("grade %.4f\nwrite %.4f\n", seconds.judge - seconds.fold - seconds.detect,
              seconds.report);
  return Status::Ok();
}

}  // namespace
}  // namespace sunder

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: stages PATTERNS_FOLDER FILE\n");
    return 2;
  }
  const sunder::Status status = sunder::Run(argv[1], argv[2]);
  if (!status.ok()) std::fprintf(stderr, "%s\n", status.message().c_str());
  return status.ok() ? 0 : 2;
}
