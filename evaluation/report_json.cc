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

void Grades(JsonWriter* json, const TextEvaluation& texts) {
  json->BeginObject("grades");
  for (size_t i = 1; i < kTruthCount; ++i) {
    json->BeginObject(TruthName(static_cast<Truth>(i)));
    for (size_t j = 0; j < kFoundGradeCount; ++j)
      json->Count(FoundGradeName(j), texts.grades[i][j]);
    json->EndObject();
  }
  json->EndObject();
  json->BeginList("mix_ups");
  for (const MixUp& one : texts.mix_ups) {
    json->BeginObject();
    json->Text("truth", one.truth);
    json->Text("found", one.found);
    json->Count("spans", one.count);
    json->EndObject();
  }
  json->EndList();
}

void Worst(JsonWriter* json, const TextEvaluation& texts) {
  json->BeginList("worst");
  for (const WorstDocument& one : texts.worst) {
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
  Worst(json, texts);
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
  json.EndObject();
  return json.Take();
}

}  // namespace sunder::evaluation
