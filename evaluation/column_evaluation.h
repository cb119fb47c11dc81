// How well columns are labelled, and whether their label depends on the order of values (it must
// not).
#pragma once

#include <string>
#include <vector>

#include "evaluation/intervals.h"
#include "evaluation/text_evaluation.h"
#include "scanner/profile/table_profile.h"

namespace sunder::evaluation {

struct LabelledColumn {
  std::string id;
  std::string table;
  std::string header;
  std::vector<std::string> values;
  std::string label;  // "none" for nothing
  std::string language;
  bool is_bait = false;
};

// Lines {"id","table","header","values","label","language","bait"}. A file that does not exist has
// no columns; an error names file and line.
Result<std::vector<LabelledColumn>> ReadColumns(const std::string& path, const std::string& shown);

struct WrongColumn {
  std::string id;
  std::string table;
  std::string header;
  std::string truth;
  std::string found;
  std::string rule;
};

struct ColumnEvaluation {
  uint64_t columns = 0;
  uint64_t skipped = 0;  // their label is off by default
  uint64_t right = 0;
  Rate accuracy;                // race for ethnicity is wrong here
  uint64_t race_ethnicity = 0;  // columns with one for the other
  uint64_t special_columns = 0;
  Rate special_recall;  // of special-category columns: some special category was said
  uint64_t baits = 0;
  uint64_t baits_wrong = 0;          // any label
  uint64_t baits_wrong_special = 0;  // a special category
  Rate baits_wrong_rate;
  Rate baits_wrong_special_rate;
  std::vector<NamedScore> labels;  // pooled rows first; a swap of labels is wrong and missed
  std::vector<MixUp> mix_ups;
  std::vector<std::string> order_errors;  // ids whose label changed with the order of values
  std::vector<WrongColumn> worst;
};

Result<ColumnEvaluation> EvaluateColumns(const LabelCatalog& labels, scanner::TableJudge& judge,
                                         const std::vector<LabelledColumn>& columns,
                                         size_t worst_count);

}  // namespace sunder::evaluation
