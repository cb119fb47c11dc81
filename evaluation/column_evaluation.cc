#include "evaluation/column_evaluation.h"

#include <simdjson.h>

#include <algorithm>
#include <filesystem>

#include "evaluation/score_table.h"

namespace sunder::evaluation {
namespace {

constexpr int kShuffles = 3;
constexpr char kNone[] = "none";
constexpr char kSpecial[] = "special categories";
constexpr char kOthers[] = "identifiers";

Status ReadColumn(simdjson::dom::element line, LabelledColumn* column) {
  const auto text = [&line](const char* key, std::string* value) {
    std::string_view read;
    if (line[key].get(read) != simdjson::SUCCESS) return false;
    *value = read;
    return true;
  };
  simdjson::dom::array values;
  if (!text("id", &column->id) || !text("table", &column->table) ||
      !text("header", &column->header) || !text("label", &column->label) ||
      !text("language", &column->language) ||
      line["bait"].get(column->is_bait) != simdjson::SUCCESS ||
      line["values"].get(values) != simdjson::SUCCESS) {
    return Status::Usage("needs id, table, header, label, language, bait and values");
  }
  for (const simdjson::dom::element value : values) {
    std::string_view read;
    if (value.get(read) != simdjson::SUCCESS) return Status::Usage("values must be texts");
    column->values.emplace_back(read);
  }
  return Status::Ok();
}

void Shuffle(SeededNumbers* numbers, std::vector<std::string>* values) {
  for (size_t i = values->size(); i > 1; --i) {
    std::swap((*values)[i - 1], (*values)[numbers->Below(i)]);
  }
}

bool IsRaceOrEthnicity(const std::string& label) { return label == "race" || label == "ethnicity"; }

class ColumnScorer {
 public:
  ColumnScorer(const LabelCatalog& labels, scanner::TableJudge& judge, uint32_t columns,
               size_t worst_count)
      : labels_(labels), judge_(judge), bootstrap_(columns), worst_count_(worst_count) {
    table_.At(kSpecial);
    table_.At(kOthers);
    for (LabelId id = 1; id < labels.size(); ++id) {
      if (labels.info(id).on_by_default) table_.At(labels.name(id));
    }
  }

  Status Add(uint32_t number, const LabelledColumn& column) {
    const std::optional<LabelId> truth = labels_.Find(column.label);
    if (!truth) return Status::Usage(column.id + ": no label `" + column.label + "`");
    if (*truth != kNoLabel && !labels_.info(*truth).on_by_default) {
      ++result_.skipped;
      return Status::Ok();
    }
    SUNDER_ASSIGN_OR_RETURN(const FieldReport field,
                            judge_.JudgeColumn(column.table, column.header, column.values));
    SUNDER_RETURN_IF_ERROR(CheckOrder(number, column, field.label));
    const std::string found = field.label.empty() ? kNone : field.label;
    Count(number, column, found);
    if (found != column.label && result_.worst.size() < worst_count_) {
      result_.worst.push_back(
          {column.id, column.table, column.header, column.label, found, field.rule});
    }
    return Status::Ok();
  }

  ColumnEvaluation Finish() {
    result_.accuracy = WilsonRate(result_.right, result_.columns);
    result_.special_recall = WilsonRate(special_found_, result_.special_columns);
    result_.baits_wrong_rate = WilsonRate(result_.baits_wrong, result_.baits);
    result_.baits_wrong_special_rate = WilsonRate(result_.baits_wrong_special, result_.baits);
    result_.labels = table_.Scores(bootstrap_);
    result_.mix_ups = mix_ups_.MostFrequent();
    return std::move(result_);
  }

 private:
  Status CheckOrder(uint32_t number, const LabelledColumn& column, const std::string& label) {
    SeededNumbers numbers(number + 1);
    std::vector<std::string> values = column.values;
    for (int i = 0; i < kShuffles; ++i) {
      Shuffle(&numbers, &values);
      SUNDER_ASSIGN_OR_RETURN(const FieldReport field,
                              judge_.JudgeColumn(column.table, column.header, values));
      if (field.label == label) continue;
      result_.order_errors.push_back(column.id);
      break;
    }
    return Status::Ok();
  }

  bool IsSpecial(const std::string& label) const {
    return labels_.kind(labels_.Find(label).value_or(kNoLabel)) == LabelKind::kSpecial;
  }

  void Count(uint32_t number, const LabelledColumn& column, const std::string& found) {
    ++result_.columns;
    const bool is_right = found == column.label;
    result_.right += is_right ? 1 : 0;
    if (IsSpecial(column.label)) {
      ++result_.special_columns;
      special_found_ += IsSpecial(found) ? 1 : 0;
    }
    if (column.is_bait) {
      ++result_.baits;
      result_.baits_wrong += is_right ? 0 : 1;
      result_.baits_wrong_special += IsSpecial(found) ? 1 : 0;
    }
    if (is_right) {
      if (found != kNone) AddTally(number, found, {1, 0, 0});
      return;
    }
    if (IsRaceOrEthnicity(found) && IsRaceOrEthnicity(column.label)) ++result_.race_ethnicity;
    if (column.label != kNone) AddTally(number, column.label, {0, 0, 1});
    if (found != kNone) AddTally(number, found, {0, 1, 0});
    mix_ups_.Add(column.is_bait ? "bait" : column.label, found);
  }

  void AddTally(uint32_t number, const std::string& label, const Tally& tally) {
    table_.At(label).Add(number, tally);
    table_.At(IsSpecial(label) ? kSpecial : kOthers).Add(number, tally);
  }

  const LabelCatalog& labels_;
  scanner::TableJudge& judge_;
  Bootstrap bootstrap_;
  size_t worst_count_;
  SeriesTable table_;
  MixUpCounts mix_ups_;
  uint64_t special_found_ = 0;
  ColumnEvaluation result_;
};

}  // namespace

Result<std::vector<LabelledColumn>> ReadColumns(const std::string& path, const std::string& shown) {
  std::vector<LabelledColumn> columns;
  std::error_code error;
  if (!std::filesystem::exists(path, error)) return columns;
  SUNDER_ASSIGN_OR_RETURN(const std::string content, ReadFileText(path));
  simdjson::dom::parser parser;
  size_t number = 0;
  for (size_t begin = 0; begin < content.size();) {
    size_t end = content.find('\n', begin);
    if (end == std::string::npos) end = content.size();
    const std::string_view line(content.data() + begin, end - begin);
    begin = end + 1;
    ++number;
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    const std::string where = shown + ":" + std::to_string(number);
    simdjson::dom::element element;
    if (parser.parse(simdjson::padded_string(line)).get(element) != simdjson::SUCCESS ||
        !element.is_object()) {
      return Status::Usage(where + " is not a JSON object");
    }
    LabelledColumn column;
    SUNDER_RETURN_IF_ERROR(ReadColumn(element, &column).WithContext(where));
    columns.push_back(std::move(column));
  }
  return columns;
}

Result<ColumnEvaluation> EvaluateColumns(const LabelCatalog& labels, scanner::TableJudge& judge,
                                         const std::vector<LabelledColumn>& columns,
                                         size_t worst_count) {
  ColumnScorer scorer(labels, judge, static_cast<uint32_t>(columns.size()), worst_count);
  for (uint32_t i = 0; i < columns.size(); ++i) {
    SUNDER_RETURN_IF_ERROR(scorer.Add(i, columns[i]));
  }
  return scorer.Finish();
}

}  // namespace sunder::evaluation
