// Learns the weights of the models of names and occupations from the corpus' parts but those that
// judge them (logistic_regression.h). The regularisation is the one that does best on documents
// left out of training. Deterministic: the same corpus and lists give the same file.
//   train_name_model CORPUS PATTERNS FOLDER    writes {name,occupation}_model.txt there
#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "evaluation/labelled_document.h"
#include "evaluation/training/logistic_regression.h"
#include "evaluation/training/training_set.h"
#include "scanner/names/name_model.h"
#include "scanner/names/occupations.h"
#include "scanner/names/person_names.h"
#include "scanner/rules/rule_set.h"

namespace sunder::evaluation {
namespace {

using scanner::names::FactId;

constexpr std::array<double, 4> kCosts = {0.1, 0.2, 0.4, 0.8};
constexpr size_t kFolds = 10;
constexpr size_t kCapitalsEvery = 6;

struct Example {
  std::vector<uint32_t> facts;  // FactIds
  bool is_name = false;
  bool is_right_by_hand = false;
  size_t fold = 0;
};

// What is learnt.
struct Task {
  std::string_view label;
  const char* file;
  scanner::names::Thresholds thresholds;
  void (*observe)(scanner::names::CellTokens* cell,
                  std::vector<scanner::names::ObservedName>* observed);
};
constexpr Task kTasks[] = {
    {"person_name", "name_model.txt", scanner::names::kNameThresholds,
     scanner::names::ObservePersonNames},
    {"job_title", "occupation_model.txt", scanner::names::kOccupationThresholds,
     scanner::names::ObserveOccupations}};

Status AddExamples(const LabelledDocument& document, const std::string& original, size_t fold,
                   const LabelCatalog& labels, const Task& task, std::vector<Example>* examples) {
  scanner::ScanText text;
  SUNDER_RETURN_IF_ERROR(text.Append(original));
  const std::string folded(text.CellTextFolded(0));
  scanner::names::CellTokens cell;
  cell.Start({folded, {}, original, text, 0});
  std::vector<scanner::names::ObservedName> observed;
  task.observe(&cell, &observed);
  for (const scanner::names::ObservedName& name : observed) {
    const Span span = text.OriginalSpan(0, name.span);
    const bool is_name = std::any_of(
        document.annotations.begin(), document.annotations.end(), [&](const Annotation& truth) {
          return truth.truth == Truth::kIdentifier && truth.span.Overlaps(span) &&
                 labels.name(truth.label) == task.label;
        });
    examples->push_back(
        {{name.facts.begin(), name.facts.end()}, is_name, name.is_right_by_hand, fold});
  }
  return Status::Ok();
}

// ASCII letters only, so that spans stay.
std::string UpperCase(std::string text) {
  for (char& c : text) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  }
  return text;
}

Result<std::vector<Example>> ReadExamples(const std::string& corpus, const LabelCatalog& labels,
                                          const Task& task) {
  std::vector<Example> examples;
  size_t count = 0;
  for (const char* part : kTrainingParts) {
    if (std::count(kPartsThatJudgeNames.begin(), kPartsThatJudgeNames.end(), part) > 0) continue;
    SUNDER_ASSIGN_OR_RETURN(const std::vector<LabelledDocument> documents,
                            ReadDocuments(corpus, part, labels));
    for (const LabelledDocument& document : documents) {
      if (document.origin == Origin::kGenerated) continue;
      const size_t fold = count++ % kFolds;
      SUNDER_RETURN_IF_ERROR(AddExamples(document, document.text, fold, labels, task, &examples));
      // Some of them once more as texts in capitals, of which the corpus has few.
      if (count % kCapitalsEvery != 0) continue;
      const std::string upper = UpperCase(document.text);
      SUNDER_RETURN_IF_ERROR(AddExamples(document, upper, fold, labels, task, &examples));
    }
  }
  return examples;
}

Weights Train(const std::vector<Example>& examples, size_t left_out_fold, double cost) {
  std::vector<Observation> observations;
  for (const Example& example : examples) {
    if (example.fold != left_out_fold) observations.push_back({example.facts, example.is_name});
  }
  return LearnWeights(observations, scanner::names::FactCount(), cost);
}

struct Counts {
  int right = 0, wrong = 0, missed = 0;
  void Add(bool truth, bool said) {
    right += truth && said ? 1 : 0;
    wrong += !truth && said ? 1 : 0;
    missed += truth && !said ? 1 : 0;
  }
  double Precision() const { return right == 0 ? 0 : 1.0 * right / (right + wrong); }
  double Recall() const { return right == 0 ? 0 : 1.0 * right / (right + missed); }
};

// Log loss on documents left out; prints what the hand-set weights and the model make of them.
double Validate(const std::vector<Example>& examples, double cost, float score_min) {
  Counts by_hand;
  Counts learnt;
  double loss = 0;
  for (size_t fold = 0; fold < kFolds; ++fold) {
    const Weights weights = Train(examples, fold, cost);
    for (const Example& example : examples) {
      if (example.fold != fold) continue;
      const double score = Score(weights, example.facts);
      loss += std::log1p(std::exp(example.is_name ? -score : score));
      by_hand.Add(example.is_name, example.is_right_by_hand);
      learnt.Add(example.is_name, score > score_min);
    }
  }
  loss /= static_cast<double>(examples.size());
  std::printf("C = %-5g log loss %.4f  precision/recall by hand %.3f / %.3f, learnt %.3f / %.3f\n",
              cost, loss, by_hand.Precision(), by_hand.Recall(), learnt.Precision(),
              learnt.Recall());
  return loss;
}

Status Write(const std::string& path, const Weights& weights, size_t count, double cost) {
  std::ofstream file(path);
  file << "# Weights of a model: made by `make train` from corpus/sentences. Positive: it "
          "is one.\n# Do not edit by hand. "
       << count << " examples, C = " << cost << ".\n";
  char number[32];
  std::snprintf(number, sizeof(number), "%.3f", weights.back());
  file << "bias " << number << '\n';
  for (size_t fact = 0; fact + 1 < weights.size(); ++fact) {
    if (std::abs(weights[fact]) < kWeightMin) continue;
    std::snprintf(number, sizeof(number), "%.3f", weights[fact]);
    file << scanner::names::FactName(static_cast<FactId>(fact)) << ' ' << number << '\n';
  }
  file.close();
  if (!file) return Status::Usage("cannot write " + path + ": is the folder there and writable?");
  return Status::Ok();
}

Status Run(const std::string& corpus, const std::string& patterns, const std::string& output) {
  SUNDER_ASSIGN_OR_RETURN(
      const std::unique_ptr<const scanner::RuleSet> rules,
      scanner::LoadRuleSet({patterns}, {"gender_identity", "union_membership"}));
  for (const Task& task : kTasks) {
    SUNDER_ASSIGN_OR_RETURN(const std::vector<Example> examples,
                            ReadExamples(corpus, rules->labels, task));
    std::printf("%s\n", task.file);
    double best_cost = 0;
    double best_loss = 0;
    for (const double cost : kCosts) {
      const double loss = Validate(examples, cost, task.thresholds.score_min);
      if (best_cost > 0 && best_loss <= loss) continue;
      best_cost = cost;
      best_loss = loss;
    }
    SUNDER_RETURN_IF_ERROR(Write(output + "/" + task.file, Train(examples, kFolds, best_cost),
                                 examples.size(), best_cost));
  }
  return Status::Ok();
}

}  // namespace
}  // namespace sunder::evaluation

int main(int argc, char** argv) {
  if (argc != 4) {
    std::fprintf(stderr, "usage: train_name_model CORPUS PATTERNS FOLDER\n");
    return 2;
  }
  const sunder::Status status = sunder::evaluation::Run(argv[1], argv[2], argv[3]);
  if (status.ok()) return 0;
  std::fprintf(stderr, "%s\n", status.message().c_str());
  return 2;
}
