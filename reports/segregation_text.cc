#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/segregation_writers.h"
#include "reports/text_page.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

constexpr double kBarColumns = 30;

Tint RouteTint(const std::string& route) { return route == "keep" ? Tint::kFaint : Tint::kGood; }

// Kept fields without a word why are only counted: they are the rest of the table.
bool IsListed(const SegregatedField& field) {
  return field.route != "keep" || !field.label.empty();
}

void AddFields(const SegregationReport& report, TextPage* page) {
  page->Section(report.is_dry_run ? "WHAT WOULD BE DONE" : "WHAT WAS DONE");
  for (size_t begin = 0; begin < report.fields.size();) {
    const SegregatedField& first = report.fields[begin];
    std::vector<TextRow> rows;
    uint64_t kept = 0;
    size_t end = begin;
    for (; end < report.fields.size(); ++end) {
      const SegregatedField& field = report.fields[end];
      if (field.object != first.object || field.table != first.table) break;
      if (!IsListed(field)) {
        ++kept;
        continue;
      }
      rows.push_back({{ShownText(field.field)},
                      {ShownLabel(field.label)},
                      {ShownRoute(field.route), RouteTint(field.route)},
                      {ShownText(field.reason)}});
    }
    page->Line("  " + page->Tinted(ShownTable(first.object, first.table), Tint::kBold));
    page->Table(rows, 4);
    if (kept > 0) {
      page->Line(
          "    " + Counted(kept, "other field stays as it is", "other fields stay as they are"),
          Tint::kFaint);
    }
    begin = end;
  }
}

void AddIdentity(const SegregationReport& report, TextPage* page) {
  if (report.identity.empty()) return;
  page->Section("IDENTITY STORE", "what remains without the special categories");
  std::vector<TextRow> rows;
  for (const IdentityTable& table : report.identity) {
    rows.push_back({{ShownTable(table.object, table.table)},
                    {ShownCount(table.records), Tint::kNone, true},
                    {"records, " + ShownOrder(table.order),
                     table.order == "kept" ? Tint::kWarning : Tint::kNone},
                    {ShownPersons(table), Tint::kFaint}});
  }
  page->Table(rows, 2);
}

void AddCategory(const PublishedCategory& category, TextPage* page) {
  const std::string unit = category.unit.empty() ? "records" : ShownText(category.unit);
  page->Headline(
      "  ", ShownCategory(category), Tint::kBold,
      ": " + ShownCount(category.cohort) + " " + unit +
          (category.is_suppressed
               ? ""
               : ", largest cell " + FixedDecimals(100 * category.majority_share, 0) + " %"));
  if (category.is_suppressed) {
    page->Paragraph("    ", "nothing is published: no division keeps every cell large enough",
                    Tint::kWarning);
    return;
  }
  std::vector<TextRow> rows;
  for (const PublishedCell& cell : category.cells) {
    const double share =
        category.cohort == 0
            ? 0
            : std::min(1.0, static_cast<double>(cell.count) / static_cast<double>(category.cohort));
    const auto bar = static_cast<size_t>(std::ceil(share * kBarColumns));
    rows.push_back({{ShownCell(category, cell)},
                    {ShownCount(cell.count), Tint::kNone, true},
                    {std::string(bar, '#'), Tint::kFaint}});
  }
  page->Table(rows, 4);
}

void AddCategories(const SegregationReport& report, TextPage* page) {
  if (report.categories.empty()) return;
  page->Section("SEGREGATED STORE",
                ShownMargins(report) + (report.min_cohort_is_lowered ? " (lowered)" : ""));
  for (const PublishedCategory& category : report.categories) AddCategory(category, page);
}

void AddSealed(const SegregationReport& report, TextPage* page) {
  if (report.is_dry_run) return;
  page->Section("QUARANTINE");
  if (report.quarantine_files == 0) {
    page->Line("  nothing had to be sealed");
  } else {
    page->Paragraph("  ", Counted(report.quarantine_files, "sealed file", "sealed files") +
                              " with " + Counted(report.quarantine_item_slots, "slot", "slots") +
                              ", padded so that they do not tell how many originals they hold");
  }
  if (!report.withheld_band.empty()) {
    page->Paragraph("  ", "free-text fields withheld whole: " + ShownText(report.withheld_band));
  }
}

void AddPolicy(const SegregationReport& report, TextPage* page) {
  if (report.stores.empty() && report.constraints.empty()) return;
  page->Section("POLICY", "who reads which store, and what never stands together");
  std::vector<TextRow> rows;
  for (const StoreDescription& store : report.stores) {
    rows.push_back({{ShownText(store.store)}, {ShownText(StoreSentence(store))}});
  }
  page->Table(rows, 4);
  for (const std::string& constraint : report.constraints) {
    page->Paragraph("  - ", ShownText(constraint));
  }
}

void AddList(std::string_view title, std::string_view remark, const std::vector<std::string>& items,
             Tint tint, TextPage* page) {
  if (items.empty()) return;
  page->Section(title, remark);
  for (const std::string& item : items) page->Paragraph("  - ", ShownText(item), tint);
}

void AddResidue(const SegregationReport& report, TextPage* page) {
  if (report.residue.empty()) return;
  page->Section("RESIDUE", "what may hold the removed values outside the stores");
  for (const ResiduePlace& place : report.residue) {
    const Tint tint = place.state == "still there" ? Tint::kWarning
                      : place.state == "cleared"   ? Tint::kGood
                                                   : Tint::kNone;
    page->Paragraph(
        "  - ", place.state + ": " + ShownText(place.place) + " (" + ShownText(place.detail) + ")",
        tint);
  }
}

}  // namespace

std::string WriteSegregationText(const SegregationReport& report, const TextStyle& style) {
  TextPage page(style);
  page.Paragraph("", SegregationVerdict(report), Tint::kBold);
  if (!report.fields.empty()) AddFields(report, &page);
  AddIdentity(report, &page);
  AddCategories(report, &page);
  AddSealed(report, &page);
  AddPolicy(report, &page);
  AddList("WEAKER CHOICES", "recorded in the evidence", report.weaker_choices, Tint::kWarning,
          &page);
  AddList("WHAT REMAINS", "", report.remains, Tint::kNone, &page);
  AddResidue(report, &page);
  return page.Take();
}

}  // namespace sunder::reports
