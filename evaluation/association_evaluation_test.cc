#include "evaluation/association_evaluation.h"

#include <catch2/catch.hpp>

#include "evaluation/test_labels.h"

namespace sunder::evaluation {
namespace {

TableReport Report(const std::string& object, const std::vector<TrueAssociation>& associations) {
  TableReport report;
  report.object = object;
  for (const TrueAssociation& one : associations) {
    Association association;
    association.field = one.column;
    association.label = one.label;
    association.strength = one.strength;
    report.associations.push_back(association);
  }
  return report;
}

Tally Row(const AssociationEvaluation& evaluation, const std::string& name) {
  for (const NamedScore& one : evaluation.scores) {
    if (one.name == name) return one.score.tally;
  }
  return {};
}

TEST_CASE("Associations are matched by column, label and strength") {
  const std::vector<LabelledTable> tables = {
      {"/x/a.csv",
       "a.csv",
       {{"faith", "religion", Strength::kLinked}, {"origin", "race", Strength::kLinked}}},
      {"/x/b.csv", "b.csv", {{"faith", "religion", Strength::kLinkable}}},
      {"/x/c.csv", "c.csv", {}},
      {"/x/d.csv", "d.csv", {{"union", "union_membership", Strength::kLinked}}},
  };
  ScanReport scan;
  // Twice the same place is one association; the stronger counts.
  scan.tables.push_back(Report("a.csv", {{"faith", "religion", Strength::kLinked},
                                         {"faith", "religion", Strength::kLinkable},
                                         {"origin", "ethnicity", Strength::kLinked}}));
  scan.tables.push_back(Report("x/b.csv", {{"faith", "religion", Strength::kLinked}}));
  scan.tables.push_back(Report("c.csv", {{"notes", "religion", Strength::kLinked}}));
  const AssociationEvaluation result = EvaluateAssociations(TestLabels(), tables, scan);
  CHECK(result.tables == 4);
  CHECK(result.tables_without == 2);
  CHECK(result.tables_without_wrong == 1);
  CHECK(result.race_ethnicity_swaps == 1);
  CHECK(Row(result, "all").right == 2);
  CHECK(Row(result, "all").wrong == 2);
  CHECK(Row(result, "all").missed == 1);
  CHECK(Row(result, "any strength").right == 3);
  CHECK(Row(result, "any strength").wrong == 1);
  CHECK(Row(result, "any strength").missed == 0);
  CHECK(Row(result, "linked").wrong == 2);
  CHECK(Row(result, "linkable").missed == 1);
  CHECK(result.missed == std::vector<std::string>{"b.csv faith religion linkable"});
}

}  // namespace
}  // namespace sunder::evaluation
