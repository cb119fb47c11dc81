#include <algorithm>
#include <filesystem>

#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "evaluation/evaluation_report.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

class EvalCommand : public Command {
 public:
  const char* name() const override { return "eval"; }
  const char* description() const override {
    return "Measure the rules on a labelled corpus (see docs/quality.md)";
  }
  std::vector<const char*> settings() const override {
    return {"patterns", "label", "cache_folder", "format", "output"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("folder", folder_,
                    "the corpus: sentences/, columns/, tables/, generated/; else the one beside "
                    "the shipped rules")
        ->type_name("FOLDER");
    app->add_option("--part", part_, "which part of the corpus")
        ->check(CLI::IsMember({"train", "dev", "test"}))
        ->type_name("train|dev|test");
    app->add_option("--language", language_, "only documents and columns of this language")
        ->type_name("CODE");
    app->add_option("--worst", worst_, "show the N documents that were judged worst")
        ->type_name("N");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    if (format != reports::Format::kText && format != reports::Format::kJson) {
      return Status::Usage("`format` must be text or json for eval");
    }
    SUNDER_ASSIGN_OR_RETURN(const std::string corpus, CorpusFolder(environment));
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    evaluation::EvaluationReport report;
    report.part = part_;
    report.language = language_;
    report.rules_hash = loaded.rules->hash;
    SUNDER_RETURN_IF_ERROR(EvaluateTexts(corpus, loaded, &report));
    SUNDER_RETURN_IF_ERROR(WriteOutput(environment, format == reports::Format::kJson
                                                        ? evaluation::WriteEvaluationJson(report)
                                                        : evaluation::WriteEvaluationText(report)));
    return kExitDone;
  }

 private:
  Result<std::string> CorpusFolder(const Environment& environment) const {
    std::error_code error;
    std::string folder = folder_;
    if (folder.empty()) folder = fs::path(environment.patterns_folder).parent_path() / "corpus";
    if (!fs::is_directory(folder, error)) {
      return Status::Usage(folder_.empty() ? "no corpus stands beside the shipped rules: name its "
                                             "folder"
                                           : folder + " is no folder");
    }
    return folder;
  }

  Status EvaluateTexts(const std::string& corpus, const LoadedRules& loaded,
                       evaluation::EvaluationReport* report) const {
    SUNDER_ASSIGN_OR_RETURN(std::vector<evaluation::LabelledDocument> documents,
                            evaluation::ReadDocuments(corpus, part_, loaded.rules->labels));
    const evaluation::ScoringRules scoring(loaded.rules->labels, documents);
    if (!language_.empty()) {
      std::erase_if(documents,
                    [&](const auto& document) { return document.language != language_; });
    }
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Judge> judge,
                            scanner::NewJudge(*loaded.database));
    SUNDER_ASSIGN_OR_RETURN(std::vector<evaluation::JudgedDocument> judged,
                            evaluation::JudgeDocuments(*judge, documents));
    const auto odd = std::stable_partition(judged.begin(), judged.end(), [](const auto& one) {
      return one.document->origin != evaluation::Origin::kOdd;
    });
    const std::vector<evaluation::JudgedDocument> odd_texts(odd, judged.end());
    judged.erase(odd, judged.end());
    report->texts = evaluation::EvaluateTexts(scoring, *loaded.rules, judged, worst_);
    if (!odd_texts.empty()) report->odd = evaluation::EvaluateOddTexts(scoring, odd_texts);
    return Status::Ok();
  }

  std::string folder_;
  std::string part_ = "test";
  std::string language_;
  size_t worst_ = 0;
};

}  // namespace

std::unique_ptr<Command> NewEvalCommand() { return std::make_unique<EvalCommand>(); }

}  // namespace sunder::cli
