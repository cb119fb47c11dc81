// Learns the weights of the context model from the corpus' training part (liblinear: logistic
// regression with L2 regularisation) and chooses the regularisation on its dev part. Deterministic:
// the same corpus and rules give the same file.
//   train_context_model CORPUS PATTERNS OUTPUT
#include <linear.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <map>
#include <memory>
#include <utility>

#include "evaluation/training/training_set.h"
#include "scanner/context/context_model.h"

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;
using Weights = std::vector<double>;  // by FeatureId, the bias behind them

// Inverse strengths of the regularisation that are tried.
constexpr std::array<double, 7> kCosts = {0.003, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5};
// A feature seen in fewer terms than this is an anecdote.
constexpr uint32_t kSeenMin = 4;
// Weights under this change no judgement.
constexpr double kWeightMin = 0.004;

Weights Train(const std::vector<TrainingTerm>& terms, const std::vector<bool>& is_used,
              double cost) {
  const int bias_index = scanner::FeatureCount() + 1;
  std::vector<std::vector<feature_node>> rows;
  std::vector<feature_node*> row_starts;
  std::vector<double> labels;
  for (const TrainingTerm& term : terms) {
    std::vector<feature_node> row;
    for (const FeatureId feature : term.features) {
      if (is_used[feature]) row.push_back({feature + 1, 1.0});
    }
    row.push_back({bias_index, 1.0});
    row.push_back({-1, 0.0});
    rows.push_back(std::move(row));
    labels.push_back(term.is_personal ? 1 : -1);
  }
  for (std::vector<feature_node>& row : rows) row_starts.push_back(row.data());
  problem task = {};
  task.l = static_cast<int>(rows.size());
  task.n = bias_index;
  task.y = labels.data();
  task.x = row_starts.data();
  task.bias = 1;
  parameter settings = {};
  settings.solver_type = L2R_LR;
  settings.eps = 1e-4;
  settings.C = cost;
  set_print_string_function([](const char*) {});
  model* trained = train(&task, &settings);
  Weights weights(static_cast<size_t>(bias_index), 0);
  const double sign = trained->label[0] == 1 ? 1 : -1;
  for (size_t i = 0; i < weights.size(); ++i) weights[i] = sign * trained->w[i];
  free_and_destroy_model(&trained);
  return weights;
}

double Score(const Weights& weights, const TrainingTerm& term) {
  double sum = weights.back();
  for (const FeatureId feature : term.features) sum += weights[feature];
  return sum;
}

double LogLoss(const Weights& weights, const std::vector<TrainingTerm>& terms) {
  double loss = 0;
  for (const TrainingTerm& term : terms) {
    const double score = Score(weights, term);
    loss += std::log1p(std::exp(term.is_personal ? -score : score));
  }
  return terms.empty() ? 0 : loss / static_cast<double>(terms.size());
}

struct Counts {
  int right = 0, wrong_alarm = 0, missed = 0, rejected = 0;
  void Add(bool truth, bool said) {
    ++(truth ? (said ? right : missed) : (said ? wrong_alarm : rejected));
  }
  double Precision() const { return right == 0 ? 0 : 1.0 * right / (right + wrong_alarm); }
  double Recall() const { return right == 0 ? 0 : 1.0 * right / (right + missed); }
};

void PrintComparison(const char* part, const Weights& weights,
                     const std::vector<TrainingTerm>& terms) {
  std::map<std::string, std::pair<Counts, Counts>> by_language;
  for (const TrainingTerm& term : terms) {
    const bool says = Score(weights, term) >= 0;
    for (const std::string& key : {std::string("all"), term.language}) {
      by_language[key].first.Add(term.is_personal, term.is_personal_by_rules);
      by_language[key].second.Add(term.is_personal, says);
    }
  }
  std::printf("%s: precision/recall of terms, hand-set rules -> model\n", part);
  for (const auto& [language, counts] : by_language) {
    const auto& [rules, learnt] = counts;
    std::printf("  %-4s %5d terms   %.3f / %.3f -> %.3f / %.3f\n", language.c_str(),
                rules.right + rules.wrong_alarm + rules.missed + rules.rejected, rules.Precision(),
                rules.Recall(), learnt.Precision(), learnt.Recall());
  }
}

Status WriteModel(const std::string& path, const Weights& weights, size_t term_count, double cost) {
  std::ofstream file(path);
  file << "# Weights of the context model: made by `make train` from corpus/sentences/train, "
          "regularisation\n# chosen on corpus/sentences/dev. Positive: said of particular persons. "
          "Do not edit by hand.\n# "
       << term_count << " terms, C = " << cost << ".\nformat = 1\n\n[weights]\n";
  std::map<std::string, double> by_name;
  for (FeatureId feature = 0; feature < scanner::FeatureCount(); ++feature) {
    if (std::abs(weights[feature]) >= kWeightMin) {
      by_name[scanner::FeatureName(feature)] = weights[feature];
    }
  }
  by_name["bias"] = weights.back();
  char number[32];
  for (const auto& [name, weight] : by_name) {
    std::snprintf(number, sizeof(number), "%.3f", weight);
    file << '"' << name << "\" = " << number << '\n';
  }
  file.close();
  if (!file) return Status::Usage("cannot write " + path + ": is the folder there and writable?");
  return Status::Ok();
}

Status Run(const std::string& corpus, const std::string& patterns, const std::string& output) {
  SUNDER_ASSIGN_OR_RETURN(
      const std::unique_ptr<const scanner::RuleSet> rules,
      scanner::LoadRuleSet({patterns}, {"gender_identity", "union_membership"}));
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<const scanner::RuleDatabase> database,
                          scanner::RuleDatabase::Create(*rules, ""));
  SUNDER_ASSIGN_OR_RETURN(const std::vector<TrainingTerm> terms,
                          ReadTrainingTerms(corpus, "train", *database));
  SUNDER_ASSIGN_OR_RETURN(const std::vector<TrainingTerm> held_back,
                          ReadTrainingTerms(corpus, "dev", *database));
  std::vector<uint32_t> seen(scanner::FeatureCount(), 0);
  for (const TrainingTerm& term : terms) {
    for (const FeatureId feature : term.features) ++seen[feature];
  }
  std::vector<bool> is_used;
  for (const uint32_t count : seen) is_used.push_back(count >= kSeenMin);
  Weights best;
  double best_cost = 0;
  for (const double cost : kCosts) {
    Weights weights = Train(terms, is_used, cost);
    std::printf("C = %-6g log loss: train %.4f, dev %.4f\n", cost, LogLoss(weights, terms),
                LogLoss(weights, held_back));
    if (!best.empty() && LogLoss(best, held_back) <= LogLoss(weights, held_back)) continue;
    best = std::move(weights);
    best_cost = cost;
  }
  PrintComparison("train", best, terms);
  PrintComparison("dev", best, held_back);
  return WriteModel(output, best, terms.size(), best_cost);
}

}  // namespace
}  // namespace sunder::evaluation

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: train_context_model CORPUS PATTERNS OUTPUT\n");
    return 2;
  }
  const sunder::Status status = sunder::evaluation::Run(argv[1], argv[2], argv[3]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.message().c_str());
  return 2;
}
