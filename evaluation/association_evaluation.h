// How well the associations of whole tables are found.
#pragma once

#include <string>
#include <vector>

#include "core/label.h"
#include "core/scan_report.h"
#include "evaluation/intervals.h"
#include "evaluation/score_table.h"

namespace sunder::evaluation {

struct TrueAssociation {
  std::string column;
  std::string label;
  Strength strength = Strength::kLinked;
};

struct LabelledTable {
  std::string path;
  std::string name;  // of the file
  std::vector<TrueAssociation> associations;
};

// FOLDER/*.csv, each beside its NAME.truth.json:
// {"associations":[{"column":"faith","label":"religion","grade":"linked"}]}. Sorted by name; a
// folder that does not exist has no tables, a table without truth is an error.
Result<std::vector<LabelledTable>> ReadLabelledTables(const std::string& folder);

struct AssociationEvaluation {
  uint64_t tables = 0;
  uint64_t tables_without = 0;  // truth has none
  uint64_t tables_without_wrong = 0;
  Rate tables_without_wrong_rate;
  // Pooled, then by strength and by label; a right column and label of the wrong strength is wrong
  // and missed in all rows but "any strength".
  std::vector<NamedScore> scores;
  uint64_t race_ethnicity_swaps = 0;
  std::vector<std::string> missed;  // "NAME column label linked"
  std::vector<std::string> wrong;
};

// `report`: a scan of exactly these tables, in any order; found by the end of the object's name.
// Labels that are off are left out.
AssociationEvaluation EvaluateAssociations(const LabelCatalog& labels,
                                           const std::vector<LabelledTable>& tables,
                                           const ScanReport& report);

}  // namespace sunder::evaluation
