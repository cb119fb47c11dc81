// How well texts are judged: spans, statements a sentence, baits, grades, carriers, mix-ups.
#pragma once

#include <array>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/judge.h"
#include "evaluation/intervals.h"
#include "evaluation/score_table.h"
#include "evaluation/span_matching.h"

namespace sunder::evaluation {

struct JudgedDocument {
  const LabelledDocument* document = nullptr;
  std::vector<FoundSpan> found;
};

// Columns of the table of grades: personal grades, mentions, nothing.
inline constexpr size_t kFoundGradeCount = 7;
std::string_view FoundGradeName(size_t column);  // "self" ... "topic", "nothing"

struct BaitRow {
  std::string language;
  uint64_t documents = 0;  // without a special category said of persons
  uint64_t wrong = 0;      // of these, with a personal finding of one
  Rate wrong_rate;
  uint64_t baits = 0;  // of these, with a trap
  uint64_t baits_wrong = 0;
  Rate baits_wrong_rate;
};

struct WorstDocument {
  std::string id;
  std::string language;
  std::string carrier;
  uint32_t special_errors = 0;
  uint32_t other_errors = 0;
  std::vector<std::string> missed;  // "religion:third 'text'"
  std::vector<std::string> wrong;   // "race:third_party_statement 'text' (rule)"
  std::string expected;             // the document with the truth marked
};

struct TextEvaluation {
  uint64_t documents = 0;  // written and generated
  uint64_t generated = 0;
  uint64_t personal = 0;
  uint64_t baits = 0;
  uint64_t languages = 0;
  // Written documents only, but for the carriers: generated ones follow a few frames.
  std::vector<NamedScore> exact;    // by label, pooled rows first
  std::vector<NamedScore> overlap;  // the same rows
  std::vector<NamedScore> generated_overlap;
  uint64_t race_ethnicity_swaps = 0;
  // Category rows of each group: "all", "en", "other languages", and each language.
  std::vector<std::pair<std::string, std::vector<NamedScore>>> statements;
  std::vector<BaitRow> baits_by_language;  // the pooled rows first
  std::array<std::array<uint64_t, kFoundGradeCount>, kTruthCount> grades{};
  std::vector<MixUp> mix_ups;  // most frequent first
  std::vector<NamedScore> carriers_special;
  std::vector<NamedScore> carriers_other;  // the same rows: identifiers
  std::map<std::string, uint64_t> unscored;
  std::vector<WorstDocument> worst;
};

// Odd but harmless text.
struct OddEvaluation {
  uint64_t documents = 0;
  uint64_t wrong_special = 0;
  Rate wrong_special_rate;
  uint64_t wrong_other = 0;
  Rate wrong_other_rate;
  std::map<std::string, uint64_t> wrong_by_label;  // spans
  std::vector<WorstDocument> worst;
};

Result<std::vector<JudgedDocument>> JudgeDocuments(Judge& judge,
                                                   const std::vector<LabelledDocument>& documents);

// `judged` without odd text. `worst_count`: how many of the worst documents to keep.
TextEvaluation EvaluateTexts(const ScoringRules& rules, const scanner::RuleSet& rule_set,
                             const std::vector<JudgedDocument>& judged, size_t worst_count);

OddEvaluation EvaluateOddTexts(const ScoringRules& rules, const scanner::RuleSet& rule_set,
                               const std::vector<JudgedDocument>& judged, size_t worst_count);

}  // namespace sunder::evaluation
