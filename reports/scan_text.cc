#include <algorithm>
#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/scan_summary.h"
#include "reports/scan_writers.h"
#include "reports/text_page.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

// Complete sources are listed up to here; partial and skipped ones always are.
constexpr size_t kMostCompleteListed = 12;

Tint TintOf(Strength strength) {
  return strength == Strength::kLinked ? Tint::kBad : Tint::kWarning;
}

std::string Records(uint64_t count) { return ShownCount(count) + " records"; }

void AddAssociation(const Association& association, TextPage* page) {
  page->Blank();
  page->Headline("  ", ShownLabel(association.label), TintOf(association.strength),
                 " in \"" + ShownText(association.field) +
                     "\": " + std::string(StrengthName(association.strength)) + " " +
                     ShownCarrier(association.carrier) + ", " + Records(association.records) +
                     ", " + ShownGrade(association.grade));
  std::vector<TextRow> rows;
  for (const AssociationPart& part : association.parts) {
    rows.push_back({{rows.empty() ? "beside" : "", Tint::kFaint},
                    {ShownText(part.field)},
                    {ShownLabel(part.label)},
                    {ShownCount(part.records), Tint::kNone, true},
                    {}});
  }
  page->Table(rows, 4);
  page->Paragraph("    ", ShownText(association.explanation), Tint::kFaint);
}

void AddAssociations(const ScanReport& report, TextPage* page) {
  bool is_first = true;
  for (const TableReport& table : report.tables) {
    if (table.associations.empty()) continue;
    if (is_first) page->Section("ASSOCIATIONS");
    if (!is_first) page->Blank();
    is_first = false;
    page->Headline("", ShownTable(table.object, table.table), Tint::kBold,
                   ", " + Records(table.records));
    for (const Association& association : table.associations) AddAssociation(association, page);
  }
}

void AddApart(const ScanSummary& summary, TextPage* page) {
  if (summary.apart.empty()) return;
  page->Section("ALREADY APART", "special categories that meet no identifier");
  std::vector<TextRow> rows;
  for (const ApartFinding& finding : summary.apart) {
    rows.push_back({{ShownLabel(finding.label)},
                    {ShownText(finding.field->display)},
                    {ShownTable(finding.table->object, finding.table->table)},
                    {ShownCount(finding.count), Tint::kNone, true},
                    {ShownGrade(finding.grade)}});
  }
  page->Table(rows, 2);
}

void AddTexts(const ScanSummary& summary, TextPage* page) {
  if (summary.texts.empty()) return;
  page->Section("IN FREE TEXT", "statements about particular persons, by field and rule");
  std::vector<TextRow> rows;
  for (const TextFinding& finding : summary.texts) {
    rows.push_back({{ShownLabel(finding.hit->label)},
                    {ShownText(finding.field->display)},
                    {ShownTable(finding.table->object, finding.table->table)},
                    {ShownCount(finding.hit->cells), Tint::kNone, true},
                    {ShownGrade(finding.hit->grade) + ", " + ShownText(finding.hit->rule) +
                     (finding.is_in_association ? "" : ", already apart")}});
  }
  page->Table(rows, 2);
}

std::string TotalsLine(const std::vector<LabelTotal>& totals) {
  std::string line;
  for (const LabelTotal& total : totals) {
    if (!line.empty()) line += "; ";
    line += ShownLabel(total.label) + " " + ShownCount(total.cells) + " in " +
            Counted(total.fields, "field", "fields");
  }
  return line;
}

void AddOtherFindings(const ScanSummary& summary, TextPage* page) {
  if (summary.mentions.empty() && summary.identifiers.empty() && summary.secrets.empty()) return;
  page->Section("ALSO FOUND");
  page->Paragraph("  mentions     ", summary.mentions.empty()
                                         ? ""
                                         : TotalsLine(summary.mentions) +
                                               " (a group or a topic, no person: no action)");
  page->Paragraph("  identifiers  ", TotalsLine(summary.identifiers));
  page->Paragraph("  secrets      ", TotalsLine(summary.secrets), Tint::kWarning);
}

TextRow CoverageRow(const ObjectCoverage& object) {
  const bool is_complete = object.state == CoverageState::kComplete;
  std::string read = Records(object.records) + ", " + ShownBytes(object.bytes);
  const ReadLedger& ledger = object.ledger;
  // Of an archive only its entries have bytes that were read.
  if (object.state == CoverageState::kPartial && ledger.bytes_in > 0) {
    read += ", " +
            ShownPercent(ledger.bytes_in - std::min(ledger.bytes_in, ledger.bytes_lost),
                         ledger.bytes_in) +
            " read";
  }
  if (object.state == CoverageState::kSkipped) read.clear();
  const std::string note = ShownText(ReadingNote(object));
  if (!read.empty() && !note.empty()) read += "; ";
  read += note;
  std::string reason = ShownText(object.reason);
  if (!reason.empty() && !object.detail.empty()) reason += ": ";
  reason += ShownText(object.detail) + OtherReasons(object);
  if (!read.empty() && !reason.empty()) read += "; ";
  return {
      {std::string(CoverageStateName(object.state)), is_complete ? Tint::kGood : Tint::kWarning},
      {ShownText(object.object)},
      {read + reason}};
}

void AddCoverage(const ScanReport& report, const ScanSummary& summary, TextPage* page) {
  page->Section("COVERAGE", CoverageLine(summary) + "; " + Records(report.records) + ", " +
                                ShownBytes(report.bytes) + " read" +
                                (report.is_sampled ? "; a sample only, as asked for" : ""));
  page->Paragraph("  ", SinceLine(report));
  const bool lists_complete = summary.complete <= kMostCompleteListed;
  std::vector<TextRow> rows;
  for (const ObjectCoverage& object : report.coverage) {
    if (object.state != CoverageState::kComplete || lists_complete) {
      rows.push_back(CoverageRow(object));
    }
  }
  page->Table(rows, 2);
  if (!lists_complete) {
    page->Line("  and " + WithThousands(summary.complete) + " sources that were read completely",
               Tint::kFaint);
  }
}

void AddErrors(const ScanReport& report, TextPage* page) {
  if (report.errors.empty()) return;
  page->Section("COULD NOT BE READ");
  for (const std::string& error : report.errors) {
    page->Paragraph("  ", ShownText(error), Tint::kBad);
  }
}

void AddNextStep(const ScanReport& report, const ScanSummary& summary, TextPage* page) {
  const NextStep step = SuggestNextStep(report, summary);
  page->Section("NEXT");
  page->Line("  " + page->Tinted(step.command, Tint::kBold));
  page->Paragraph("  ", step.purpose, Tint::kFaint);
}

}  // namespace

std::string WriteScanText(const ScanReport& report, const TextStyle& style) {
  const ScanSummary summary = Summarize(report);
  TextPage page(style);
  const bool is_whole = report.errors.empty() && summary.partial == 0 && summary.complete > 0;
  const Tint found = summary.linked > 0 ? Tint::kBad : Tint::kWarning;
  page.Paragraph("", ScanVerdict(report, summary),
                 summary.associations() > 0 ? found
                 : is_whole                 ? Tint::kGood
                                            : Tint::kWarning);
  AddAssociations(report, &page);
  AddApart(summary, &page);
  AddTexts(summary, &page);
  AddOtherFindings(summary, &page);
  AddCoverage(report, summary, &page);
  AddErrors(report, &page);
  AddNextStep(report, summary, &page);
  return page.Take();
}

}  // namespace sunder::reports
