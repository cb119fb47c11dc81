// Learns the weights of the context model from the corpus' parts but the test part (liblinear:
// logistic regression with L2 regularisation). The regularisation is the one that does best on
// languages left out of training: a model that leans on the habits of one language does badly
// there. Deterministic: the same corpus and rules give the same file.
//   train_context_model CORPUS PATTERNS OUTPUT
#include <linear.h>

#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <set>
#include <utility>

#include "evaluation/training/training_set.h"
#include "scanner/context/context_model.h"

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;
using Weights = std::vector<double>;  // by FeatureId, the bias behind them

// Inverse strengths of the regularisation that are tried.
constexpr std::array<double, 3> kCosts = {0.05, 0.1, 0.2};
constexpr const char* kParts[] = {"train", "train2", "train3",
                                  "dev",   "dev2",   "plain"};  // of the corpus
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
      if (is_used[feature]) row.push_back({static_cast<int>(feature) + 1, 1.0});
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

// The features that enough of the terms have.
std::vector<bool> UsedFeatures(const std::vector<TrainingTerm>& terms) {
  std::vector<uint32_t> seen(scanner::FeatureCount(), 0);
  for (const TrainingTerm& term : terms) {
    for (const FeatureId feature : term.features) ++seen[feature];
  }
  std::vector<bool> is_used;
  for (const uint32_t count : seen) is_used.push_back(count >= kSeenMin);
  return is_used;
}

// Each term's score by a model that saw no term of its language.
std::vector<double> LeftOutScores(const std::vector<TrainingTerm>& terms, double cost) {
  std::set<std::string> languages;
  for (const TrainingTerm& term : terms) languages.insert(term.language);
  std::vector<double> scores(terms.size(), 0);
  for (const std::string& language : languages) {
    std::vector<TrainingTerm> others;
    for (const TrainingTerm& term : terms) {
      if (term.language != language) others.push_back(term);
    }
    const Weights weights = Train(others, UsedFeatures(others), cost);
    for (size_t i = 0; i < terms.size(); ++i) {
      if (terms[i].language == language) scores[i] = Score(weights, terms[i]);
    }
  }
  return scores;
}

double LogLoss(const std::vector<double>& scores, const std::vector<TrainingTerm>& terms) {
  double loss = 0;
  for (size_t i = 0; i < terms.size(); ++i) {
    loss += std::log1p(std::exp(terms[i].is_personal ? -scores[i] : scores[i]));
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

void PrintComparison(const std::vector<double>& scores, const std::vector<TrainingTerm>& terms) {
  std::map<std::string, std::pair<Counts, Counts>> by_language;
  for (size_t i = 0; i < terms.size(); ++i) {
    const TrainingTerm& term = terms[i];
    for (const std::string& key : {std::string("all"), term.language}) {
      by_language[key].first.Add(term.is_personal, term.is_personal_by_rules);
      by_language[key].second.Add(term.is_personal, scores[i] >= 0);
    }
  }
  std::printf(
      "precision/recall of terms in languages left out of training, hand-set rules -> model\n");
  for (const auto& [language, counts] : by_language) {
    const auto& [rules, learnt] = counts;
    std::printf("  %-4s %5d terms   %.3f / %.3f -> %.3f / %.3f\n", language.c_str(),
                rules.right + rules.wrong_alarm + rules.missed + rules.rejected, rules.Precision(),
                rules.Recall(), learnt.Precision(), learnt.Recall());
  }
}

Status WriteModel(const std::string& path, const Weights& weights, size_t term_count, double cost) {
  std::ofstream file(path);
  file << "# Weights of the context model: made by `make train` from corpus/sentences, "
          "regularisation\n# chosen on languages left out. Positive: said of particular persons. "
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
  std::vector<TrainingTerm> terms;
  for (const char* part : kParts) {
    SUNDER_ASSIGN_OR_RETURN(std::vector<TrainingTerm> more,
                            ReadTrainingTerms(corpus, part, *database));
    std::move(more.begin(), more.end(), std::back_inserter(terms));
  }
  std::vector<double> best_scores;
  double best_cost = 0;
  for (const double cost : kCosts) {
    std::vector<double> scores = LeftOutScores(terms, cost);
    std::printf("C = %-6g log loss on languages left out: %.4f\n", cost, LogLoss(scores, terms));
    if (!best_scores.empty() && LogLoss(best_scores, terms) <= LogLoss(scores, terms)) continue;
    best_scores = std::move(scores);
    best_cost = cost;
  }
  PrintComparison(best_scores, terms);
  const Weights best = Train(terms, UsedFeatures(terms), best_cost);
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
