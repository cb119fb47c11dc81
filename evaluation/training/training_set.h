// What the context model learns from: the terms of labelled documents with their features.
#pragma once

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"
#include "scanner/context/term_features.h"
#include "scanner/match/rule_database.h"

namespace sunder::evaluation {

// The parts of the corpus that models learn from: all but those that judge them.
inline constexpr const char* kTrainingParts[] = {"train",  "train2", "train3", "train5",
                                                 "train6", "dev",    "dev2",   "dev3",
                                                 "dev4",   "dev5",   "dev9",   "plain"};
// Of these the ones that judge the models of names.
inline constexpr std::array<std::string_view, 1> kPartsThatJudgeNames = {"dev5"};

struct TrainingTerm {
  std::string part;  // of the corpus
  std::string language;
  bool is_personal = false;  // the document says it of particular persons
  bool is_personal_by_rules = false;
  std::vector<scanner::FeatureId> features;
};

// All terms that the rules find in the documents of one part of the corpus, in its order.
Result<std::vector<TrainingTerm>> ReadTrainingTerms(const std::string& corpus,
                                                    const std::string& part,
                                                    const scanner::RuleDatabase& database);

}  // namespace sunder::evaluation
