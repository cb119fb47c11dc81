#include "reports/csv_writer.h"
#include "reports/verification_writers.h"

namespace sunder::reports {

std::string WriteVerificationCsv(const VerificationReport& report) {
  std::string out = CsvRow({"type", "name", "title", "question", "verdict", "measure", "advice"});
  for (const AttackResult& attack : report.attacks) {
    out += CsvRow({"attack", attack.name, attack.title, attack.question,
                   std::string(AttackVerdictName(attack.verdict)), attack.measure, attack.advice});
  }
  for (const std::string& limit : report.limits) {
    out += CsvRow({"limit", "", "", "", "", limit, ""});
  }
  out += CsvRow({"verdict", "", "", "", std::string(AttackVerdictName(report.verdict)),
                 VerificationVerdict(report), ""});
  return out;
}

}  // namespace sunder::reports
