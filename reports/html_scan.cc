#include <algorithm>
#include <string>

#include "reports/figures.h"
#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"
#include "reports/scan_summary.h"

namespace sunder::reports {
namespace {

std::string_view ToneOf(CoverageState state) {
  switch (state) {
    case CoverageState::kComplete:
      return "good";
    case CoverageState::kPartial:
      return "bad";
    case CoverageState::kSkipped:
      return "quiet";
  }
  return "";
}

std::string CoverageBar(const ObjectCoverage& object) {
  if (object.state == CoverageState::kSkipped) return Bar("not read", {});
  const ReadLedger& ledger = object.ledger;
  if (ledger.bytes_in == 0 && object.state == CoverageState::kPartial) {
    return Bar("not read to its end", {{1, "bad"}});
  }
  if (ledger.bytes_in == 0) return Bar("nothing to read", {{1, "soft"}});
  const uint64_t kept = ledger.bytes_in - std::min(ledger.bytes_in, ledger.bytes_lost);
  return Bar(ShownPercent(kept, ledger.bytes_in) + " of " + ShownBytes(ledger.bytes_in) + " read",
             {{ShareOf(ledger.bytes_delivered, ledger.bytes_in), "good"},
              {ShareOf(ledger.bytes_structure, ledger.bytes_in), "soft"},
              {ShareOf(ledger.bytes_lost, ledger.bytes_in), "bad"}});
}

std::string Reason(const ObjectCoverage& object) {
  std::string note = Html(ReadingNote(object));
  if (!note.empty() && !object.reason.empty()) note += "<br>";
  if (object.reason.empty()) return note + Html(object.detail);
  return note + "<b>" + Html(object.reason) + "</b>" +
         (object.detail.empty() ? "" : ": " + Html(object.detail)) + Html(OtherReasons(object));
}

std::string NextSection(const ScanReport& report) {
  const NextStep step = SuggestNextStep(report, Summarize(report));
  return OpenSection("What to do next") + "<code class=\"command\">" + Html(step.command) +
         "</code><p>" + Html(step.purpose) + "</p>\n" + CloseSection();
}

}  // namespace

std::string CoverageSection(const ScanReport& report) {
  const ScanSummary summary = Summarize(report);
  std::string html =
      OpenSection("Coverage", CoverageLine(summary) + "; " + ShownCount(report.records) +
                                  " records, " + ShownBytes(report.bytes) + " read" +
                                  (report.is_sampled ? "; a sample only, as asked for." : "."));
  if (!report.since.empty()) html += "<p>" + Html(SinceLine(report)) + "</p>\n";
  if (!report.coverage.empty()) {
    HtmlTable rows("", {{"Source", ""},
                        {"State", ""},
                        {"Read", "bars"},
                        {"Bytes", "num"},
                        {"Records", "num"},
                        {"Why", ""}});
    for (const ObjectCoverage& object : report.coverage) {
      const bool is_read = object.state != CoverageState::kSkipped;
      rows.Row({{Name(object.object), ""},
                {Tag(CoverageStateName(object.state), ToneOf(object.state)), ""},
                {CoverageBar(object), "bars"},
                {is_read ? Html(ShownBytes(object.bytes)) : "", "num"},
                {is_read ? Html(ShownCount(object.records)) : "", "num"},
                {Reason(object), ""}});
    }
    html += rows.Take();
  }
  if (!report.errors.empty()) html += "<h4>Could not be read</h4>" + BulletList(report.errors);
  return html + CloseSection();
}

std::string ScanSections(const ScanReport& report, bool is_last_part) {
  return PartHeading("scan", "What was found") + HeatMapSection(report) +
         AssociationSection(report) + CoverageSection(report) + FieldSection(report) +
         (is_last_part ? NextSection(report) : "");
}

}  // namespace sunder::reports
