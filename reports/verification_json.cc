#include "reports/json_writer.h"
#include "reports/verification_writers.h"

namespace sunder::reports {
namespace {

// Not marked as holding findings: it says what was tried on the stores and is made for an auditor.
void WriteHead(const VerificationReport& report, JsonWriter* json) {
  json->String("report", "verification");
  json->Number("format", kReportFormat);
  json->Bool("holds_findings", false);
  json->String("tool_version", report.tool_version);
  json->String("day", report.day);
  json->String("verdict", AttackVerdictName(report.verdict));
  json->Strings("limits", report.limits);
}

void WriteAttack(const AttackResult& attack, JsonWriter* json) {
  json->String("name", attack.name);
  json->String("title", attack.title);
  json->String("question", attack.question);
  json->String("verdict", AttackVerdictName(attack.verdict));
  json->String("measure", attack.measure);
  json->String("advice", attack.advice);
}

}  // namespace

std::string WriteVerificationJson(const VerificationReport& report) {
  JsonWriter json(JsonWriter::Layout::kIndented);
  json.BeginObject();
  WriteHead(report, &json);
  json.BeginArray("attacks");
  for (const AttackResult& attack : report.attacks) {
    json.BeginObject();
    WriteAttack(attack, &json);
    json.EndObject();
  }
  json.EndArray();
  json.EndObject();
  return json.Take();
}

std::string WriteVerificationJsonl(const VerificationReport& report) {
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.BeginObject();
  json.String("type", "report");
  WriteHead(report, &json);
  json.EndObject();
  std::string lines = json.Take();
  for (const AttackResult& attack : report.attacks) {
    json.BeginObject();
    json.String("type", "attack");
    WriteAttack(attack, &json);
    json.EndObject();
    lines += json.Take();
  }
  return lines;
}

}  // namespace sunder::reports
