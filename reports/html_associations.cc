#include <string>

#include "reports/figures.h"
#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"
#include "reports/scan_summary.h"

namespace sunder::reports {
namespace {

// As many stand open when the page is opened; a longer list is an index first.
constexpr uint64_t kMostOpen = 8;

std::string AssociationDetails(const TableReport& table, const Association& association,
                               bool is_open) {
  const bool is_linked = association.strength == Strength::kLinked;
  std::string html = std::string("<details") + (is_open ? " open" : "") + "><summary><b>" +
                     Html(ShownLabel(association.label)) + "</b> in " + Name(association.field) +
                     " of " + Name(ShownTable(table.object, table.table)) + " " +
                     Tag(StrengthName(association.strength), is_linked ? "bad" : "warn") + " " +
                     Tag(ShownCount(association.records) + " records", "") + " " +
                     Tag(ShownGrade(association.grade), "quiet") +
                     "</summary><div class=\"inside\">\n";
  HtmlTable parts("Beside it, " + ShownCarrier(association.carrier),
                  {{"Field", ""}, {"Identifier", ""}, {"Records", "num"}, {"Share", "bars"}});
  for (const AssociationPart& part : association.parts) {
    // A hidden count must not be read off the bar.
    const bool has_bar = !IsHiddenCount(part.records) && !IsHiddenCount(association.records);
    const double share = ShareOf(part.records, association.records);
    parts.Row({{Name(part.field), ""},
               {Html(ShownLabel(part.label)), ""},
               {Html(ShownCount(part.records)), "num"},
               {has_bar ? Bar(ShownPercent(part.records, association.records) + " of the records",
                              {{share, "full"}})
                        : "",
                "bars"}});
  }
  html += parts.Take();
  if (!association.explanation.empty()) html += "<p>" + Html(association.explanation) + "</p>\n";
  return html + "</div></details>\n";
}

}  // namespace

std::string AssociationSection(const ScanReport& report) {
  const ScanSummary summary = Summarize(report);
  if (summary.associations() == 0) return {};
  std::string html =
      OpenSection("Associations", Counted(summary.linked, "is linked", "are linked") +
                                      " to a direct identifier, " +
                                      Counted(summary.linkable, "is linkable", "are linkable") +
                                      " through three or more quasi-identifiers.");
  const bool is_open = summary.associations() <= kMostOpen;
  for (const TableReport& table : report.tables) {
    for (const Association& association : table.associations) {
      html += AssociationDetails(table, association, is_open);
    }
  }
  return html + CloseSection();
}

}  // namespace sunder::reports
