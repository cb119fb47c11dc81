#include "cli/allowance_output.h"
#include "cli/command.h"
#include "cli/report_output.h"
#include "cli/run_context.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/match/rule_check.h"
#include "scanner/match/validators/validators.h"

namespace sunder::cli {
namespace {

class RulesCommand : public Command {
 public:
  const char* name() const override { return "rules"; }
  const char* description() const override { return "Check, list and explain the rules"; }
  std::vector<const char*> settings() const override {
    return {"patterns", "label", "cache_folder"};
  }
  void Declare(CLI::App* app) override {
    check_ = app->add_subcommand("check", "run every rule's examples and counter-examples");
    list_ = app->add_subcommand("list", "every rule with its label");
    list_->add_flag("--validators", lists_validators_, "the validators that rules can name");
    explain_ = app->add_subcommand("explain", "every stage of the matching of a text");
    explain_->add_option("rule", rule_, "id of a rule, or `all`")->required();
    explain_->add_option("text", text_, "the text")->required();
    app->require_subcommand(1);
  }

  Result<int> Run(const Environment& environment) override {
    if (list_->parsed() && lists_validators_) return ListValidators();
    SUNDER_ASSIGN_OR_RETURN(const LoadedRules loaded,
                            LoadRules(environment, /*turns_all_on=*/check_->parsed()));
    if (list_->parsed()) return List(*loaded.rules);
    if (explain_->parsed()) return Explain(loaded);
    return Check(environment, loaded);
  }

 private:
  // Counter-examples and the special categories are judged in full, sentences included.
  static Result<int> Check(const Environment& environment, const LoadedRules& loaded) {
    // What the user allows is no fault of the rules.
    scanner::RuleSet rules = *loaded.rules;
    rules.allowances.clear();
    rules.thresholds.clear();
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<const scanner::RuleDatabase> database,
                            scanner::RuleDatabase::Create(rules, environment.cache_folder));
    SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<Judge> judge, scanner::NewJudge(*database));
    const auto judge_text = [&judge](std::string_view text,
                                     std::string_view field) -> Result<std::vector<Finding>> {
      const JudgedCell cell{text, field};
      std::vector<Finding> findings;
      SUNDER_RETURN_IF_ERROR(judge->JudgeCells({&cell, 1}, &findings));
      return findings;
    };
    SUNDER_ASSIGN_OR_RETURN(scanner::RuleCheckSummary summary,
                            scanner::CheckRules(rules, judge_text));
    for (scanner::RuleComplaint& complaint : AllowanceComplaints(*loaded.rules)) {
      summary.complaints.push_back(std::move(complaint));
    }
    std::string text;
    for (const scanner::RuleComplaint& complaint : summary.complaints) {
      text += complaint.path + ": " + complaint.rule + ": " + complaint.what + "\n";
    }
    text += std::to_string(summary.rules) + " rules, " + std::to_string(summary.terms) +
            " terms, " + std::to_string(summary.examples) + " examples with " +
            std::to_string(summary.variants) + " variants, " +
            std::to_string(summary.counter_examples) + " counter-examples: " +
            (summary.complaints.empty() ? "all hold"
                                        : std::to_string(summary.complaints.size()) + " do not") +
            "\n";
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return summary.complaints.empty() ? kExitDone : kExitFound;
  }

  static Result<int> List(const scanner::RuleSet& rules) {
    std::string text;
    for (const scanner::Rule& rule : rules.rules) {
      std::string line = rule.id;
      line.resize(std::max<size_t>(line.size() + 2, 40), ' ');
      line += rules.labels.name(rule.label);
      line.resize(std::max<size_t>(line.size() + 2, 66), ' ');
      text += line + rule.name + "\n";
    }
    text += AllowanceLines(rules);
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

  static Result<int> ListValidators() {
    std::string text;
    for (const scanner::ValidatorEntry& entry : scanner::Validators()) {
      std::string line(entry.name);
      line.resize(std::max<size_t>(line.size() + 2, 24), ' ');
      text += line + std::string(entry.description) + "\n";
    }
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

  Result<int> Explain(const LoadedRules& loaded) const {
    if (rule_ != "all" && !loaded.rules->Find(rule_)) {
      return Status::Usage("no rule `" + rule_ + "`; `sunder rules list` shows them all");
    }
    SUNDER_ASSIGN_OR_RETURN(
        const std::vector<std::string> lines,
        scanner::ExplainText(*loaded.database, rule_ == "all" ? "" : rule_, text_));
    std::string text;
    for (const std::string& line : lines) text += line + "\n";
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

  CLI::App* check_ = nullptr;
  CLI::App* list_ = nullptr;
  CLI::App* explain_ = nullptr;
  bool lists_validators_ = false;
  std::string rule_;
  std::string text_;
};

}  // namespace

std::unique_ptr<Command> NewRulesCommand() { return std::make_unique<RulesCommand>(); }

}  // namespace sunder::cli
