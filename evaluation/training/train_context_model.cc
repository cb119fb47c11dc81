// Learns the context model from the corpus' parts but the test part and the blind one: boosted
// trees over the facts of each term. Prints how well languages left out of training are judged: a
// model that leans on the habits of one language does badly there. Deterministic: the same corpus
// and rules give the same file.
//   train_context_model CORPUS PATTERNS OUTPUT [PART ...]
#include <cmath>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <map>
#include <memory>
#include <utility>

#include "evaluation/training/boosted_trees.h"
#include "evaluation/training/training_set.h"
#include "scanner/context/context_model.h"

namespace sunder::evaluation {
namespace {

using scanner::FeatureId;

// Each term's score by a model that saw no term of its language.
std::vector<double> LeftOutScores(const std::vector<TrainingTerm>& terms) {
  constexpr size_t kFolds = 6;
  std::map<std::string, size_t> fold_by_language;
  for (const TrainingTerm& term : terms) fold_by_language.emplace(term.language, 0);
  size_t next = 0;
  for (auto& [language, fold] : fold_by_language) fold = next++ % kFolds;
  std::vector<double> scores(terms.size(), 0);
  for (size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<TrainingTerm> others;
    for (const TrainingTerm& term : terms) {
      if (fold_by_language[term.language] != fold) others.push_back(term);
    }
    const BoostedTrees model = Boost(others, {});
    for (size_t i = 0; i < terms.size(); ++i) {
      if (fold_by_language[terms[i].language] == fold) scores[i] = model.Score(terms[i].features);
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

// Writes the nodes below `at`, which has `number` in its tree.
void WriteNodes(const std::vector<TreeNode>& tree, uint32_t at, size_t index, uint32_t number,
                std::ofstream* file) {
  char text[48];
  const TreeNode& node = tree[at];
  if (node.absent == 0) {
    std::snprintf(text, sizeof(text), "\"%zu.%u\" = %.3f\n", index, number, node.weight);
    *file << text;
    return;
  }
  std::snprintf(text, sizeof(text), "\"%zu.%u ", index, number);
  *file << text << scanner::FeatureName(node.fact) << "\" = 0\n";
  WriteNodes(tree, node.absent, index, 2 * number, file);
  WriteNodes(tree, node.present, index, 2 * number + 1, file);
}

Status WriteModel(const std::string& path, const BoostedTrees& model, size_t term_count) {
  std::ofstream file(path);
  file << "# The context model: boosted trees made by `make train` from corpus/sentences. A node "
          "\"TREE.N FACT\"\n# has 2N (the fact does not hold) and 2N+1 below; a leaf says how much "
          "it speaks for a statement\n# about particular persons. Do not edit by hand.\n# "
       << term_count << " terms.\nformat = 1\n\n[weights]\n";
  char bias[32];
  std::snprintf(bias, sizeof(bias), "\"bias\" = %.3f\n", model.bias);
  file << bias;
  for (size_t tree = 0; tree < model.trees.size(); ++tree) {
    WriteNodes(model.trees[tree], 0, tree, 1, &file);
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
  const std::vector<double> scores = LeftOutScores(terms);
  std::printf("log loss on languages left out: %.4f\n", LogLoss(scores, terms));
  PrintComparison(scores, terms);
  return WriteModel(output, Boost(terms, {}), terms.size());
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
