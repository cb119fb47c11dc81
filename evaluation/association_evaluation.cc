#include "evaluation/association_evaluation.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>
#include <tuple>

#include "evaluation/labelled_document.h"

namespace sunder::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr char kAll[] = "all";
constexpr char kAnyStrength[] = "any strength";

Result<std::vector<TrueAssociation>> ReadTruth(const std::string& path) {
  SUNDER_ASSIGN_OR_RETURN(const std::string content, ReadFileText(path));
  simdjson::dom::parser parser;
  simdjson::dom::array list;
  if (parser.parse(content)["associations"].get(list) != simdjson::SUCCESS) {
    return Status::Usage(path + " needs a list under \"associations\"");
  }
  std::vector<TrueAssociation> associations;
  for (const simdjson::dom::element entry : list) {
    std::string_view column;
    std::string_view label;
    std::string_view grade;
    if (entry["column"].get(column) != simdjson::SUCCESS ||
        entry["label"].get(label) != simdjson::SUCCESS ||
        entry["grade"].get(grade) != simdjson::SUCCESS ||
        (grade != "linked" && grade != "linkable")) {
      return Status::Usage(path +
                           ": an association has column, label and grade (linked or linkable)");
    }
    associations.push_back({std::string(column), std::string(label),
                            grade == "linked" ? Strength::kLinked : Strength::kLinkable});
  }
  return associations;
}

bool IsOn(const LabelCatalog& labels, const std::string& label) {
  const std::optional<LabelId> id = labels.Find(label);
  return id && labels.info(*id).on_by_default;
}

bool IsSwap(const std::string& a, const std::string& b) {
  return (a == "race" && b == "ethnicity") || (a == "ethnicity" && b == "race");
}

class AssociationScorer {
 public:
  AssociationScorer(const LabelCatalog& labels, uint32_t tables)
      : labels_(labels), bootstrap_(tables) {
    for (const char* row : {kAll, kAnyStrength, "linked", "linkable"}) table_.At(row);
  }

  void Add(uint32_t number, const LabelledTable& table, const TableReport* report) {
    std::vector<TrueAssociation> found = FoundIn(report);
    std::vector<TrueAssociation> truth = table.associations;
    std::erase_if(truth, [&](const auto& one) { return !IsOn(labels_, one.label); });
    ++result_.tables;
    if (truth.empty()) {
      ++result_.tables_without;
      result_.tables_without_wrong += found.empty() ? 0 : 1;
    }
    // The same label before a swap, the same strength before another one.
    for (const bool allows_swap : {false, true}) {
      for (const bool allows_strength : {false, true}) {
        Pair(number, table, allows_swap, allows_strength, &truth, &found);
      }
    }
    for (const TrueAssociation& one : truth) {
      table_.At(kAnyStrength).Add(number, {0, 0, 1});
      Missed(number, table, one);
    }
    for (const TrueAssociation& one : found) {
      table_.At(kAnyStrength).Add(number, {0, 1, 0});
      Wrong(number, table, one);
    }
  }

  AssociationEvaluation Finish() {
    result_.tables_without_wrong_rate =
        WilsonRate(result_.tables_without_wrong, result_.tables_without);
    result_.scores = table_.Scores(bootstrap_);
    return std::move(result_);
  }

 private:
  std::vector<TrueAssociation> FoundIn(const TableReport* report) const {
    std::vector<TrueAssociation> found;
    if (report == nullptr) return found;
    for (const Association& association : report->associations) {
      found.push_back({association.field, association.label, association.strength});
    }
    // Values, records and table may each carry the same association; the strongest one counts.
    std::sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
      return std::tuple(a.column, a.label, b.strength) < std::tuple(b.column, b.label, a.strength);
    });
    found.erase(std::unique(found.begin(), found.end(),
                            [](const auto& a, const auto& b) {
                              return a.column == b.column && a.label == b.label;
                            }),
                found.end());
    return found;
  }

  void Pair(uint32_t number, const LabelledTable& table, bool allows_swap, bool allows_strength,
            std::vector<TrueAssociation>* truth, std::vector<TrueAssociation>* found) {
    std::erase_if(*truth, [&](const TrueAssociation& wanted) {
      const auto answer =
          std::find_if(found->begin(), found->end(), [&](const TrueAssociation& one) {
            return one.column == wanted.column &&
                   (one.label == wanted.label ||
                    (allows_swap && IsSwap(one.label, wanted.label))) &&
                   (allows_strength || one.strength == wanted.strength);
          });
      if (answer == found->end()) return false;
      result_.race_ethnicity_swaps += answer->label != wanted.label ? 1 : 0;
      table_.At(kAnyStrength).Add(number, {1, 0, 0});
      if (answer->strength == wanted.strength) {
        Count(number, wanted, {1, 0, 0});
      } else {
        Missed(number, table, wanted);
        Wrong(number, table, *answer);
      }
      found->erase(answer);
      return true;
    });
  }

  void Missed(uint32_t number, const LabelledTable& table, const TrueAssociation& one) {
    Count(number, one, {0, 0, 1});
    result_.missed.push_back(Described(table, one));
  }

  void Wrong(uint32_t number, const LabelledTable& table, const TrueAssociation& one) {
    Count(number, one, {0, 1, 0});
    result_.wrong.push_back(Described(table, one));
  }

  void Count(uint32_t number, const TrueAssociation& one, const Tally& tally) {
    table_.At(kAll).Add(number, tally);
    table_.At(std::string(StrengthName(one.strength))).Add(number, tally);
    table_.At(one.label).Add(number, tally);
  }

  static std::string Described(const LabelledTable& table, const TrueAssociation& one) {
    return table.name + " " + one.column + " " + one.label + " " +
           std::string(StrengthName(one.strength));
  }

  const LabelCatalog& labels_;
  Bootstrap bootstrap_;
  SeriesTable table_;
  AssociationEvaluation result_;
};

}  // namespace

Result<std::vector<LabelledTable>> ReadLabelledTables(const std::string& folder) {
  std::vector<LabelledTable> tables;
  std::error_code error;
  for (const fs::directory_entry& entry : fs::directory_iterator(folder, error)) {
    if (entry.path().extension() != ".csv") continue;
    tables.push_back({entry.path().string(), entry.path().filename().string(), {}});
  }
  std::sort(tables.begin(), tables.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  for (LabelledTable& table : tables) {
    const std::string truth = fs::path(table.path).replace_extension(".truth.json").string();
    SUNDER_ASSIGN_OR_RETURN(table.associations, ReadTruth(truth));
  }
  return tables;
}

AssociationEvaluation EvaluateAssociations(const LabelCatalog& labels,
                                           const std::vector<LabelledTable>& tables,
                                           const ScanReport& report) {
  AssociationScorer scorer(labels, static_cast<uint32_t>(tables.size()));
  for (uint32_t i = 0; i < tables.size(); ++i) {
    const auto found =
        std::find_if(report.tables.begin(), report.tables.end(), [&](const TableReport& table) {
          return fs::path(table.object).filename() == tables[i].name;
        });
    scorer.Add(i, tables[i], found == report.tables.end() ? nullptr : &*found);
  }
  return scorer.Finish();
}

}  // namespace sunder::evaluation
