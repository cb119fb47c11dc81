#include <string>

#include "reports/json_reader.h"
#include "reports/report_writers.h"

namespace sunder::reports {
namespace {

AttackVerdict ReadVerdict(JsonObjectReader& json) {
  return json.OneOf<AttackVerdict>(
      "verdict", {AttackVerdict::kPassed, AttackVerdict::kFailed, AttackVerdict::kUndecided},
      AttackVerdictName);
}

}  // namespace

Result<VerificationReport> ParseVerificationReport(std::string_view json) {
  JsonReport document;
  SUNDER_RETURN_IF_ERROR(document.Open(json, "verification"));
  JsonObjectReader& root = document.root();
  VerificationReport report;
  root.Bool("holds_findings");
  report.tool_version = root.String("tool_version");
  report.day = root.String("day");
  report.verdict = ReadVerdict(root);
  report.limits = root.Strings("limits");
  root.Each("attacks", [&](JsonObjectReader& json_attack) {
    AttackResult attack;
    attack.name = json_attack.String("name");
    attack.title = json_attack.String("title");
    attack.question = json_attack.String("question");
    attack.verdict = ReadVerdict(json_attack);
    attack.measure = json_attack.String("measure");
    attack.advice = json_attack.String("advice");
    report.attacks.push_back(std::move(attack));
  });
  SUNDER_RETURN_IF_ERROR(document.Close());
  return report;
}

}  // namespace sunder::reports
