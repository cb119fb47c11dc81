#include "evaluation/evaluation_report.h"
#include "evaluation/json_writer.h"

namespace sunder::evaluation {
namespace {

void Scores(JsonWriter* json, std::string_view key, const std::vector<NamedScore>& scores) {
  json->BeginObject(key);
  for (const NamedScore& one : scores) json->Scores(one.name, one.score);
  json->EndObject();
}

void Counts(JsonWriter* json, std::string_view key, const std::map<std::string, uint64_t>& counts) {
  json->BeginObject(key);
  for (const auto& [name, count] : counts) json->Count(name, count);
  json->EndObject();
}

void Strings(JsonWriter* json, std::string_view key, const std::vector<std::string>& strings) {
  json->BeginList(key);
  for (const std::string& one : strings) json->Text("", one);
  json->EndList();
}

void Baits(JsonWriter* json, const TextEvaluation& texts) {
  json->BeginObject("baits");
  for (const BaitRow& row : texts.baits_by_language) {
    json->BeginObject(row.language);
    json->Count("documents", row.documents);
    json->Count("wrong", row.wrong);
    json->Share("wrong_share", row.wrong_rate);
    json->Count("baits", row.baits);
    json->Count("baits_wrong", row.baits_wrong);
    json->Share("baits_wrong_share", row.baits_wrong_rate);
    json->EndObject();
  }
  json->EndObject();
}

void MixUps(JsonWriter* json, const std::vector<MixUp>& mix_ups) {
  json->BeginList("mix_ups");
  for (const MixUp& one : mix_ups) {
    json->BeginObject();
    json->Text("truth", one.truth);
    json->Text("found", one.found);
    json->Count("count", one.count);
    json->EndObject();
  }
  json->EndList();
}

void Grades(JsonWriter* json, const TextEvaluation& texts) {
  json->BeginObject("grades");
  for (size_t i = 1; i < kTruthCount; ++i) {
    json->BeginObject(TruthName(static_cast<Truth>(i)));
    for (size_t j = 0; j < kFoundGradeCount; ++j)
      json->Count(FoundGradeName(j), texts.grades[i][j]);
    json->EndObject();
  }
  json->EndObject();
  MixUps(json, texts.mix_ups);
}

void Worst(JsonWriter* json, const std::vector<WorstDocument>& worst) {
  json->BeginList("worst");
  for (const WorstDocument& one : worst) {
    json->BeginObject();
    json->Text("id", one.id);
    json->Text("language", one.language);
    json->Text("carrier", one.carrier);
    json->Text("expected", one.expected);
    Strings(json, "missed", one.missed);
    Strings(json, "false", one.wrong);
    json->EndObject();
  }
  json->EndList();
}

void Texts(JsonWriter* json, const TextEvaluation& texts) {
  json->BeginObject("texts");
  json->Count("documents", texts.documents);
  json->Count("generated", texts.generated);
  json->Count("personal", texts.personal);
  json->Count("baits_documents", texts.baits);
  json->Count("languages", texts.languages);
  json->BeginObject("spans");
  Scores(json, "overlap", texts.overlap);
  Scores(json, "exact", texts.exact);
  Scores(json, "generated_overlap", texts.generated_overlap);
  json->Count("race_ethnicity_swaps", texts.race_ethnicity_swaps);
  Counts(json, "unscored", texts.unscored);
  json->EndObject();
  json->BeginObject("statements");
  for (const auto& [group, scores] : texts.statements) Scores(json, group, scores);
  json->EndObject();
  Baits(json, texts);
  Grades(json, texts);
  json->BeginObject("carriers");
  for (size_t i = 0; i < texts.carriers_special.size(); ++i) {
    json->BeginObject(texts.carriers_special[i].name);
    json->Scores("special", texts.carriers_special[i].score);
    json->Scores("identifiers", texts.carriers_other[i].score);
    json->EndObject();
  }
  json->EndObject();
  Worst(json, texts.worst);
  json->EndObject();
}

void Odd(JsonWriter* json, const OddEvaluation& odd) {
  json->BeginObject("odd");
  json->Count("documents", odd.documents);
  json->Count("wrong_special", odd.wrong_special);
  json->Share("wrong_special_share", odd.wrong_special_rate);
  json->Count("wrong_identifiers", odd.wrong_other);
  json->Share("wrong_identifiers_share", odd.wrong_other_rate);
  Counts(json, "wrong_spans", odd.wrong_by_label);
  Worst(json, odd.worst);
  json->EndObject();
}

void Columns(JsonWriter* json, const ColumnEvaluation& columns) {
  json->BeginObject("columns");
  json->Count("columns", columns.columns);
  json->Count("skipped", columns.skipped);
  json->Count("right", columns.right);
  json->Share("accuracy", columns.accuracy);
  json->Count("race_ethnicity_swaps", columns.race_ethnicity);
  json->Count("special_columns", columns.special_columns);
  json->Share("special_seen_share", columns.special_recall);
  json->Count("baits", columns.baits);
  json->Share("baits_wrong_share", columns.baits_wrong_rate);
  json->Share("baits_special_share", columns.baits_wrong_special_rate);
  Scores(json, "labels", columns.labels);
  MixUps(json, columns.mix_ups);
  json->Count("order_errors", columns.order_errors.size());
  Strings(json, "order_error_ids", columns.order_errors);
  json->BeginList("worst");
  for (const WrongColumn& one : columns.worst) {
    json->BeginObject();
    json->Text("id", one.id);
    json->Text("table", one.table);
    json->Text("header", one.header);
    json->Text("truth", one.truth);
    json->Text("found", one.found);
    json->Text("rule", one.rule);
    json->EndObject();
  }
  json->EndList();
  json->EndObject();
}

void Evasions(JsonWriter* json, const std::vector<EvasionRow>& rows) {
  json->BeginObject("evasions");
  for (const bool whole : {false, true}) {
    json->BeginObject(whole ? "document" : "spans");
    for (const EvasionRow& row : rows) {
      if (row.is_whole != whole) continue;
      json->BeginObject(row.name);
      json->Count("documents", row.documents);
      json->Count("spans", row.spans);
      json->Share("plain_recall", row.plain);
      json->Share("recall", row.evaded);
      json->EndObject();
    }
    json->EndObject();
  }
  json->EndObject();
}

void Associations(JsonWriter* json, const AssociationEvaluation& associations) {
  json->BeginObject("associations");
  json->Count("tables", associations.tables);
  json->Count("tables_without", associations.tables_without);
  json->Share("tables_without_wrong_share", associations.tables_without_wrong_rate);
  Scores(json, "scores", associations.scores);
  json->Count("race_ethnicity_swaps", associations.race_ethnicity_swaps);
  Strings(json, "missed", associations.missed);
  Strings(json, "false", associations.wrong);
  json->EndObject();
}

void Clean(JsonWriter* json, const CleanEvaluation& clean) {
  json->BeginObject("clean");
  json->Count("files", clean.files);
  json->Count("skipped", clean.skipped);
  json->Count("bytes", clean.bytes);
  json->Count("paragraphs", clean.paragraphs);
  json->Count("five_categories", clean.five);
  json->Number("five_categories_per_megabyte", clean.PerMegabyte(clean.five));
  json->Count("identifiers", clean.identifiers);
  json->Number("identifiers_per_megabyte", clean.PerMegabyte(clean.identifiers));
  json->Count("mentions", clean.mentions);
  Counts(json, "labels", clean.by_label);
  Counts(json, "rules", clean.by_rule);
  json->BeginList("worst");
  for (const CleanFinding& one : clean.worst) {
    json->BeginObject();
    json->Text("file", one.file);
    json->Count("line", one.line);
    json->Text("label", one.label);
    json->Text("grade", one.grade);
    json->Text("rule", one.rule);
    json->EndObject();
  }
  json->EndList();
  json->EndObject();
}

}  // namespace

std::string WriteEvaluationJson(const EvaluationReport& report) {
  JsonWriter json;
  json.BeginObject();
  json.Text("part", report.part);
  json.Text("language", report.language);
  json.Text("rules", report.rules_hash);
  if (report.texts) Texts(&json, *report.texts);
  if (report.odd) Odd(&json, *report.odd);
  if (report.columns) Columns(&json, *report.columns);
  if (!report.evasions.empty()) Evasions(&json, report.evasions);
  if (report.associations) Associations(&json, *report.associations);
  if (report.clean) Clean(&json, *report.clean);
  json.EndObject();
  return json.Take();
}

}  // namespace sunder::evaluation
