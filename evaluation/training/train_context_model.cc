// Learns the weights of the context model from the corpus' parts but those that judge it
// (logistic_regression.h). Prints how well each part is judged by weights that saw nothing of it:
// what carries over. Deterministic: the same corpus and rules give the same file.
//   train_context_model CORPUS PATTERNS OUTPUT [PART ...]
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "evaluation/training/logistic_regression.h"
#include "evaluation/training/training_set.h"
#include "scanner/context/context_model.h"

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;

// Inverse strength of the regularisation, chosen on parts left out; from 0.03 to 0.2 F1 differs by
// less than 0.005.
constexpr double kCost = 0.1;

// What is learnt from all terms but those of a part.
Weights Train(const std::vector<TrainingTerm>& terms, const std::string& left_out_part) {
  std::vector<Observation> observations;
  for (const TrainingTerm& term : terms) {
    if (term.part != left_out_part) observations.push_back({term.features, term.is_personal});
  }
  return LearnWeights(observations, scanner::FeatureCount(), kCost);
}

struct Counts {
  int right = 0, wrong_alarm = 0, missed = 0, rejected = 0;
  void Add(bool truth, bool said) {
    ++(truth ? (said ? right : missed) : (said ? wrong_alarm : rejected));
  }
  double Precision() const { return right == 0 ? 0 : 1.0 * right / (right + wrong_alarm); }
  double Recall() const { return right == 0 ? 0 : 1.0 * right / (right + missed); }
};

// By part and group of languages: the hand-set rules, and weights that saw nothing of the part.
void PrintPartsLeftOut(const std::vector<TrainingTerm>& terms,
                       const std::vector<std::string>& parts) {
  std::map<std::string, std::pair<Counts, Counts>> by_group;
  for (const std::string& part : parts) {
    const Weights weights = Train(terms, part);
    for (const TrainingTerm& term : terms) {
      if (term.part != part) continue;
      const std::string languages = term.language == "en" ? "English" : "others";
      for (const std::string& group : {languages, languages + " " + part}) {
        by_group[group].first.Add(term.is_personal, term.is_personal_by_rules);
        by_group[group].second.Add(term.is_personal, Score(weights, term.features) >= 0);
      }
    }
  }
  std::printf("precision/recall of terms in parts left out of training, hand-set rules -> model\n");
  for (const auto& [group, counts] : by_group) {
    const auto& [rules, learnt] = counts;
    std::printf("  %-16s %6d terms   %.3f / %.3f -> %.3f / %.3f\n", group.c_str(),
                rules.right + rules.wrong_alarm + rules.missed + rules.rejected, rules.Precision(),
                rules.Recall(), learnt.Precision(), learnt.Recall());
  }
}

Status WriteModel(const std::string& path, const Weights& weights, size_t term_count) {
  std::ofstream file(path);
  file << "# Weights of the context model: made by `make train` from corpus/sentences. Positive: "
          "said of\n# particular persons. Do not edit by hand.\n# "
       << term_count << " terms.\nformat = 1\n\n[weights]\n";
  std::map<std::string, double> by_name;
  for (FeatureId fact = 0; fact < scanner::FeatureCount(); ++fact) {
    if (std::abs(weights[fact]) >= kWeightMin) by_name[scanner::FeatureName(fact)] = weights[fact];
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

Status Run(const std::string& corpus, const std::string& patterns, const std::string& output,
           const std::vector<std::string>& parts) {
  SUNDER_ASSIGN_OR_RETURN(
      const std::unique_ptr<const scanner::RuleSet> rules,
      scanner::LoadRuleSet({patterns}, {"gender_identity", "union_membership"}));
  SUNDER_ASSIGN_OR_RETURN(const std::unique_ptr<const scanner::RuleDatabase> database,
                          scanner::RuleDatabase::Create(*rules, ""));
  std::vector<TrainingTerm> terms;
  for (const std::string& part : parts) {
    SUNDER_ASSIGN_OR_RETURN(std::vector<TrainingTerm> more,
                            ReadTrainingTerms(corpus, part, *database));
    std::move(more.begin(), more.end(), std::back_inserter(terms));
  }
  PrintPartsLeftOut(terms, parts);
  return WriteModel(output, Train(terms, ""), terms.size());
}

}  // namespace
}  // namespace sunder::evaluation

int main(int argc, char** argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: train_context_model CORPUS PATTERNS OUTPUT [PART ...]\n");
    return 2;
  }
  std::vector<std::string> parts(argv + 4, argv + argc);
  if (parts.empty()) {
    parts.assign(std::begin(sunder::evaluation::kTrainingParts),
                 std::end(sunder::evaluation::kTrainingParts));
  }
  const sunder::Status status = sunder::evaluation::Run(argv[1], argv[2], argv[3], parts);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.message().c_str());
  return 2;
}
