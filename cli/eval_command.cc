#include <toml++/toml.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>

#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "evaluation/evaluation_report.h"
#include "evaluation/thresholds.h"
#include "scanner/context/sentence_judge.h"

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

// Of [at_least] or [at_most]: nested tables and dotted keys name the same figure.
Status ReadBounds(const toml::table& table, const std::string& prefix, bool is_least,
                  std::vector<evaluation::Threshold>* thresholds) {
  for (const auto& [key, node] : table) {
    const std::string figure = prefix + (prefix.empty() ? "" : ".") + std::string(key.str());
    if (const toml::table* nested = node.as_table()) {
      SUNDER_RETURN_IF_ERROR(ReadBounds(*nested, figure, is_least, thresholds));
    } else if (const auto bound = node.value<double>(); bound && node.is_number()) {
      thresholds->push_back({figure, *bound, is_least});
    } else {
      return Status::Usage("`" + figure + "` must be a number");
    }
  }
  return Status::Ok();
}

Result<std::vector<evaluation::Threshold>> ReadThresholds(const std::string& path) {
  std::vector<evaluation::Threshold> thresholds;
  SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadWholeFile(path));
  toml::table file;
  try {
    file = toml::parse(text, path);
  } catch (const toml::parse_error& error) {
    return Status::Usage(path + ":" + std::to_string(error.source().begin.line) + ": " +
                         std::string(error.description()));
  }
  for (const auto& [key, node] : file) {
    const bool is_known = key.str() == "at_least" || key.str() == "at_most";
    if (!is_known || node.as_table() == nullptr) {
      return Status::Usage(path + " has the tables [at_least] and [at_most], no `" +
                           std::string(key.str()) + "`");
    }
    const Status read = ReadBounds(*node.as_table(), "", key.str() == "at_least", &thresholds);
    if (!read.ok()) return read.WithContext(path);
  }
  return thresholds;
}

class EvalCommand : public Command {
 public:
  const char* name() const override { return "eval"; }
  const char* description() const override {
    return "Measure the rules on a labelled corpus (see docs/quality.md)";
  }
  std::vector<const char*> settings() const override {
    return {"patterns", "label", "cache_folder", "format", "output", "threads"};
  }
  void Declare(CLI::App* app) override {
    app->add_option("folder", folder_,
                    "the corpus: sentences/, columns/, tables/, generated/; else the one beside "
                    "the shipped rules")
        ->type_name("FOLDER");
    app->add_option("--part", part_, "which part of the corpus")
        ->check(CLI::IsMember({"train", "train2", "train3", "train5", "train6", "dev", "dev2",
                               "dev3", "dev4", "dev5", "dev6", "dev7", "dev8", "dev9", "dev10",
                               "dev11", "dev12", "dev13", "dev14", "test"}))
        ->type_name(
            "train|train2|train3|train5|train6|dev|dev2|dev3|dev4|dev5|dev6|dev7|dev8|dev9|"
            "dev10|dev11|dev12|dev13|dev14|test");
    app->add_option("--language", language_, "only documents and columns of this language")
        ->type_name("CODE");
    app->add_option("--only", only_, "measure this alone; repeatable")
        ->check(CLI::IsMember({"texts", "columns", "evasions", "associations", "clean"}))
        ->type_name("texts|columns|evasions|associations|clean")
        ->expected(1)
        ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
    app->add_option("--worst", worst_,
                    "show the N documents and columns judged worst, with their text")
        ->type_name("N");
    app->add_option("--clean", clean_,
                    "ordinary files and folders about nobody: what is found there is false")
        ->type_name("PATH");
    app->add_option("--fail-under", fail_under_,
                    "TOML file of figures to reach; exit 1 where one is not")
        ->type_name("FILE");
  }

  Result<int> Run(const Environment& environment) override {
    SUNDER_ASSIGN_OR_RETURN(const reports::Format format, FormatOf(environment));
    if (format != reports::Format::kText && format != reports::Format::kJson) {
      return Status::Usage("`format` must be text or json for eval");
    }
    if (Measures("clean", false) && clean_.empty()) {
      return Status::Usage("--only clean needs --clean PATH");
    }
    std::vector<evaluation::Threshold> thresholds;
    if (!fail_under_.empty()) {
      SUNDER_ASSIGN_OR_RETURN(thresholds, ReadThresholds(fail_under_));
    }
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded, LoadRules(environment));
    evaluation::EvaluationReport report;
    report.part = part_;
    report.language = language_;
    report.rules_hash = loaded.rules->hash;
    SUNDER_RETURN_IF_ERROR(Measure(environment, loaded, &report));
    const std::string json = evaluation::WriteEvaluationJson(report);
    SUNDER_RETURN_IF_ERROR(WriteOutput(
        environment, format == reports::Format::kJson ? json : WriteEvaluationText(report)));
    SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> broken,
                            evaluation::BrokenThresholds(json, thresholds));
    for (const std::string& line : broken) std::fprintf(stderr, "sunder: %s\n", line.c_str());
    const bool has_order_error = report.columns && !report.columns->order_errors.empty();
    if (has_order_error) {
      std::fprintf(stderr, "sunder: labels of columns change with the order of their values\n");
    }
    return broken.empty() && !has_order_error ? kExitDone : kExitFound;
  }

 private:
  // Whether a section is asked for; `by_default`: where none is named.
  bool Measures(const char* section, bool by_default = true) const {
    if (only_.empty()) return by_default;
    return std::find(only_.begin(), only_.end(), section) != only_.end();
  }

  Status Measure(const Environment& environment, const LoadedRules& loaded,
                 evaluation::EvaluationReport* report) const {
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Judge> judge,
                            scanner::NewJudge(*loaded.database));
    if (Measures("clean", !clean_.empty())) {
      const evaluation::ScoringRules scoring(loaded.rules->labels, {});
      SUNDER_ASSIGN_OR_RETURN(report->clean, evaluation::EvaluateCleanFiles(
                                                 scoring, *loaded.rules, *judge, clean_, worst_));
    }
    if (only_ == std::vector<std::string>{"clean"}) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const std::string corpus, CorpusFolder(environment));
    SUNDER_RETURN_IF_ERROR(MeasureTexts(corpus, loaded, *judge, report));
    if (Measures("columns")) SUNDER_RETURN_IF_ERROR(MeasureColumns(corpus, loaded, report));
    if (Measures("associations") && language_.empty()) {
      SUNDER_RETURN_IF_ERROR(MeasureAssociations(environment, corpus, loaded, report));
    }
    if (!report->texts && !report->columns && !report->associations && report->evasions.empty()) {
      return Status::Usage(corpus + " holds nothing to measure for part " + part_);
    }
    return Status::Ok();
  }

  Result<std::string> CorpusFolder(const Environment& environment) const {
    std::error_code error;
    std::string folder = folder_;
    if (folder.empty()) folder = fs::path(environment.patterns_folder).parent_path() / "corpus";
    if (!fs::is_directory(folder, error)) {
      return Status::Usage(folder_.empty()
                               ? "no corpus stands beside the shipped rules: name its folder"
                               : folder + " is no folder");
    }
    return folder;
  }

  Status MeasureTexts(const std::string& corpus, const LoadedRules& loaded, Judge& judge,
                      evaluation::EvaluationReport* report) const {
    if (!Measures("texts") && !Measures("evasions")) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(std::vector<evaluation::LabelledDocument> documents,
                            evaluation::ReadDocuments(corpus, part_, loaded.rules->labels));
    const evaluation::ScoringRules scoring(loaded.rules->labels, documents);
    if (!language_.empty()) {
      std::erase_if(documents,
                    [&](const auto& document) { return document.language != language_; });
    }
    if (documents.empty()) return Status::Ok();
    if (Measures("texts")) {
      SUNDER_ASSIGN_OR_RETURN(std::vector<evaluation::JudgedDocument> judged,
                              evaluation::JudgeDocuments(judge, documents));
      const auto odd = std::stable_partition(judged.begin(), judged.end(), [](const auto& one) {
        return one.document->origin != evaluation::Origin::kOdd;
      });
      const std::vector<evaluation::JudgedDocument> odd_texts(odd, judged.end());
      judged.erase(odd, judged.end());
      report->texts = evaluation::EvaluateTexts(scoring, *loaded.rules, judged, worst_);
      if (!odd_texts.empty()) {
        report->odd = evaluation::EvaluateOddTexts(scoring, *loaded.rules, odd_texts, worst_);
      }
    }
    if (Measures("evasions")) {
      SUNDER_ASSIGN_OR_RETURN(report->evasions,
                              evaluation::EvaluateEvasions(scoring, judge, documents));
    }
    return Status::Ok();
  }

  Status MeasureColumns(const std::string& corpus, const LoadedRules& loaded,
                        evaluation::EvaluationReport* report) const {
    const std::string name = "columns/" + part_ + ".jsonl";
    SUNDER_ASSIGN_OR_RETURN(std::vector<evaluation::LabelledColumn> columns,
                            evaluation::ReadColumns(corpus + "/" + name, name));
    if (!language_.empty()) {
      std::erase_if(columns, [&](const auto& column) { return column.language != language_; });
    }
    if (columns.empty()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<scanner::TableJudge> judge,
                            scanner::TableJudge::Create(*loaded.database));
    SUNDER_ASSIGN_OR_RETURN(report->columns, evaluation::EvaluateColumns(loaded.rules->labels,
                                                                         *judge, columns, worst_));
    return Status::Ok();
  }

  Status MeasureAssociations(const Environment& environment, const std::string& corpus,
                             const LoadedRules& loaded,
                             evaluation::EvaluationReport* report) const {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<evaluation::LabelledTable> tables,
                            evaluation::ReadLabelledTables(corpus + "/tables/" + part_));
    if (tables.empty()) return Status::Ok();
    std::vector<std::string> paths;
    for (const evaluation::LabelledTable& table : tables) paths.push_back(table.path);
    SUNDER_ASSIGN_OR_RETURN(engine::ScanOptions options, MakeScanOptions(environment));
    options.overrides.clear();  // of a project; they have no business in a measurement
    SUNDER_ASSIGN_OR_RETURN(const engine::SourceTables sources,
                            engine::OpenSources(paths, options.listing));
    SUNDER_ASSIGN_OR_RETURN(const ScanReport scan,
                            engine::RunScan(sources, paths, *loaded.database, options, nullptr));
    if (engine::HasDataLoss(scan, true)) {
      return Status::Unreadable(corpus + "/tables/" + part_ +
                                " was not read whole; `sunder scan` of it says why");
    }
    report->associations = evaluation::EvaluateAssociations(loaded.rules->labels, tables, scan);
    return Status::Ok();
  }

  std::string folder_;
  std::string part_ = "test";
  std::string language_;
  std::vector<std::string> only_;
  std::vector<std::string> clean_;
  std::string fail_under_;
  size_t worst_ = 0;
};

}  // namespace

std::unique_ptr<Command> NewEvalCommand() { return std::make_unique<EvalCommand>(); }

}  // namespace sunder::cli
