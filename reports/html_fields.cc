#include <string>

#include "reports/figures.h"
#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"
#include "reports/scan_summary.h"

namespace sunder::reports {
namespace {

std::string_view ToneOf(LabelKind kind) {
  switch (kind) {
    case LabelKind::kSpecial:
      return "bad";
    case LabelKind::kDirect:
      return "warn";
    case LabelKind::kSecret:
      return "warn";
    case LabelKind::kQuasi:
      return "";
    case LabelKind::kNone:
      return "quiet";
  }
  return "";
}

std::string LabelCell(const FieldReport& field) {
  if (field.label.empty()) {
    return field.is_free_text ? Tag("free text", "quiet") : "<span class=\"quiet\">none</span>";
  }
  std::string html = Tag(ShownLabel(field.label), ToneOf(field.kind));
  if (field.grade != EvidenceGrade::kNone) html += " " + Html(ShownGrade(field.grade));
  if (field.is_overridden) html += " " + Tag("set by plan", "quiet");
  return html;
}

std::string HitLine(const HitSummary& hit) {
  std::string line = ShownLabel(hit.label);
  if (hit.grade != EvidenceGrade::kNone) line += ", " + ShownGrade(hit.grade);
  line += ": " + ShownCount(hit.cells) + " cells by " + hit.rule + ", confidence up to " +
          FixedDecimals(hit.confidence_max, 2);
  if (!hit.cue.empty()) line += " (" + hit.cue + ")";
  return line;
}

std::string WhyCell(const FieldReport& field) {
  if (field.explanation.empty() && field.hits.empty()) return {};
  std::string html = "<details><summary>" +
                     (field.label.empty() ? std::string("Findings")
                                          : "Confidence " + FixedDecimals(field.confidence, 2)) +
                     "</summary><ol class=\"steps\">";
  for (const std::string& step : field.explanation) html += "<li>" + Html(step) + "</li>";
  html += "</ol>";
  if (!field.hits.empty()) {
    html += "<ul class=\"steps\">";
    for (const HitSummary& hit : field.hits) html += "<li>" + Html(HitLine(hit)) + "</li>";
    html += "</ul>";
  }
  return html + "</details>";
}

std::string TableDetails(const TableReport& table) {
  std::string html = std::string("<details") + (table.associations.empty() ? "" : " open") +
                     "><summary>" + Name(ShownTable(table.object, table.table)) + " " +
                     Tag(ShownCount(table.records) + " records", "") + " " +
                     Tag(Counted(table.fields.size(), "field", "fields"), "quiet") + " " +
                     Tag(table.connector, "quiet") + "</summary><div class=\"inside\">\n";
  if (table.fields.empty()) return html + "<p>It has no fields.</p></div></details>\n";
  HtmlTable fields("", {{"Field", ""}, {"Filled", "num"}, {"Label", ""}, {"Why", "wide"}});
  for (const FieldReport& field : table.fields) {
    fields.Row({{Name(field.display), ""},
                {Html(ShownCount(field.filled)), "num"},
                {LabelCell(field), ""},
                {WhyCell(field), "wide"}});
  }
  return html + fields.Take() + "</div></details>\n";
}

std::string ApartSection(const ScanSummary& summary) {
  if (summary.apart.empty()) return {};
  std::string html = OpenSection("Already apart", "Special categories that meet no identifier.");
  HtmlTable rows(
      "", {{"Category", ""}, {"Field", ""}, {"Table", ""}, {"Records", "num"}, {"Evidence", ""}});
  for (const ApartFinding& finding : summary.apart) {
    rows.Row({{Html(ShownLabel(finding.label)), ""},
              {Name(finding.field->display), ""},
              {Name(ShownTable(finding.table->object, finding.table->table)), ""},
              {Html(ShownCount(finding.count)), "num"},
              {Html(ShownGrade(finding.grade)), ""}});
  }
  return html + rows.Take() + CloseSection();
}

std::string TextSection(const ScanSummary& summary) {
  if (summary.texts.empty()) return {};
  std::string html = OpenSection("In free text", "Statements about particular persons.");
  HtmlTable rows(
      "", {{"Category", ""}, {"Field", ""}, {"Table", ""}, {"Texts", "num"}, {"Evidence", ""}});
  for (const TextFinding& finding : summary.texts) {
    rows.Row({{Html(ShownLabel(finding.hit->label)), ""},
              {Name(finding.field->display), ""},
              {Name(ShownTable(finding.table->object, finding.table->table)), ""},
              {Html(ShownCount(finding.hit->cells)), "num"},
              {Html(ShownGrade(finding.hit->grade)), ""}});
  }
  return html + rows.Take() + CloseSection();
}

std::string MentionSection(const ScanSummary& summary) {
  if (summary.mentions.empty()) return {};
  std::string html =
      OpenSection("Mentions", "Of a group or a topic, of no person; they trigger nothing.");
  html += "<ul class=\"list\">";
  for (const LabelTotal& total : summary.mentions) {
    html += "<li>" +
            Html(ShownLabel(total.label) + ": " + ShownCount(total.cells) + " in " +
                 Counted(total.fields, "field", "fields")) +
            "</li>";
  }
  return html + "</ul>\n" + CloseSection();
}

}  // namespace

std::string FieldSection(const ScanReport& report) {
  const ScanSummary summary = Summarize(report);
  std::string html = ApartSection(summary) + TextSection(summary) + MentionSection(summary);
  if (report.tables.empty()) return html;
  html += OpenSection("Fields by table",
                      "Every field that was judged, with the label that most of "
                      "its filled values carry.");
  for (const TableReport& table : report.tables) html += TableDetails(table);
  return html + CloseSection();
}

}  // namespace sunder::reports
