#include <string>

#include "reports/html_page.h"
#include "reports/html_writers.h"
#include "reports/report_writers.h"
#include "reports/scan_summary.h"
#include "reports/segregation_writers.h"
#include "reports/unicode_text.h"
#include "reports/verification_writers.h"

namespace sunder::reports {
namespace {

PageCard ScanCard(const ScanReport& report) {
  const ScanSummary summary = Summarize(report);
  const bool is_whole =
      summary.complete > 0 && summary.partial == 0 && report.errors.empty() && !report.is_sampled;
  const std::string tone = summary.linked > 0                  ? "bad"
                           : summary.linkable > 0 || !is_whole ? "warn"
                                                               : "good";
  return {"Scan", ScanVerdict(report, summary), tone, "scan"};
}

PageCard SegregationCard(const SegregationReport& report) {
  const bool is_weaker = report.min_cohort_is_lowered || !report.weaker_choices.empty();
  return {"Split", SegregationVerdict(report), is_weaker ? "warn" : "good", "segregation"};
}

PageCard VerificationCard(const VerificationReport& report) {
  std::string tone = "good";
  if (report.verdict == AttackVerdict::kUndecided || report.attacks.empty()) tone = "warn";
  if (report.verdict == AttackVerdict::kFailed) tone = "bad";
  return {"Verification", VerificationVerdict(report), tone, "verification"};
}

std::string Remark(const std::string& day, const std::string& tool_version,
                   const std::string& rules_hash) {
  std::string remark = day;
  if (!tool_version.empty()) remark += " - sunder " + tool_version;
  if (!rules_hash.empty()) remark += " - rules " + Clip(ShownText(rules_hash), 24);
  return remark;
}

}  // namespace

std::string WriteCombinedHtml(const ScanReport* scan, const SegregationReport* segregation,
                              const VerificationReport* verification) {
  PageHead head;
  std::string sections;
  head.title = "Nothing to report";
  head.tone = "warn";
  // The last part has the last word: a scan that found much is past once the stores are verified.
  const auto add = [&](PageCard card, std::string remark, std::string part) {
    head.title = card.verdict;
    head.tone = card.tone;
    head.remark = std::move(remark);
    head.cards.push_back(std::move(card));
    sections += part;
  };
  if (scan != nullptr) {
    head.holds_findings = true;
    add(ScanCard(*scan), Remark(scan->day, scan->tool_version, scan->rules_hash),
        ScanSections(*scan, segregation == nullptr && verification == nullptr));
  }
  if (segregation != nullptr) {
    head.holds_findings = true;
    add(SegregationCard(*segregation),
        Remark(segregation->day, segregation->tool_version, segregation->rules_hash),
        SegregationSections(*segregation));
  }
  if (verification != nullptr) {
    add(VerificationCard(*verification), Remark(verification->day, verification->tool_version, ""),
        VerificationSections(*verification));
  }
  return HtmlPage(head, sections);
}

}  // namespace sunder::reports
