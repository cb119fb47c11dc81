#include <string>

#include "reports/figures.h"
#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"
#include "reports/segregation_writers.h"

namespace sunder::reports {
namespace {

std::string FieldsSection(const SegregationReport& report) {
  if (report.fields.empty()) return {};
  std::string html = OpenSection("What was done", SegregationVerdict(report) + ".");
  HtmlTable rows("", {{"Field", ""}, {"Table", ""}, {"Label", ""}, {"Route", ""}, {"Why", ""}});
  for (const SegregatedField& field : report.fields) {
    const bool is_kept = field.route == "keep";
    rows.Row({{Name(field.field), ""},
              {Name(ShownTable(field.object, field.table)), ""},
              {Html(ShownLabel(field.label)), ""},
              {Tag(ShownRoute(field.route), is_kept ? "quiet" : "good"), ""},
              {Html(field.reason), ""}});
  }
  return html + rows.Take() + CloseSection();
}

std::string IdentitySection(const SegregationReport& report) {
  if (report.identity.empty()) return {};
  std::string html =
      OpenSection("Identity store", "What remains of the source without its special categories.");
  HtmlTable rows("", {{"Table", ""}, {"Records", "num"}, {"Order", ""}, {"Counted", ""}});
  for (const IdentityTable& table : report.identity) {
    rows.Row({{Name(ShownTable(table.object, table.table)), ""},
              {Html(ShownCount(table.records)), "num"},
              {table.order == "kept" ? Tag(ShownOrder(table.order), "warn")
                                     : Html(ShownOrder(table.order)),
               ""},
              {Html(table.person_kind.empty() ? "records" : ShownPersons(table)), ""}});
  }
  return html + rows.Take() + CloseSection();
}

std::string CategoryPart(const PublishedCategory& category) {
  const std::string unit = category.unit.empty() ? "records" : category.unit;
  std::string html = "<h4>" + Html(ShownCategory(category)) + " <span class=\"quiet\">" +
                     Html(ShownCount(category.cohort) + " " + unit) + "</span></h4>\n";
  if (category.is_suppressed) {
    return html + "<p>" + Tag("nothing published", "warn") +
           " No division keeps every cell large enough.</p>\n";
  }
  HtmlTable rows("", {{"Value", ""}, {"Belongs to", ""}, {"Count", "num"}, {"Share", "bars"}});
  for (const PublishedCell& cell : category.cells) {
    const bool has_bar = !IsHiddenCount(cell.count);
    const bool has_parent = !cell.parent.empty() && cell.parent != category.label;
    rows.Row({{Html(ShownCell(category, cell)), ""},
              {has_parent ? Html(cell.parent) : "", ""},
              {Html(ShownCount(cell.count)), "num"},
              {has_bar ? Bar(ShownPercent(cell.count, category.cohort),
                             {{ShareOf(cell.count, category.cohort), "full"}})
                       : "",
               "bars"}});
  }
  return html + rows.Take();
}

std::string PublishedSection(const SegregationReport& report) {
  if (report.categories.empty()) return {};
  std::string html =
      OpenSection("Segregated store",
                  "Labels and counts, with nothing that leads back: " + ShownMargins(report) +
                      (report.min_cohort_is_lowered ? ", lowered by choice." : "."));
  for (const PublishedCategory& category : report.categories) html += CategoryPart(category);
  return html + CloseSection();
}

std::string SealedSection(const SegregationReport& report) {
  if (report.is_dry_run) return {};
  std::string html = OpenSection("Quarantine");
  html += "<p class=\"strong\">";
  if (report.quarantine_files == 0) {
    html += "Nothing had to be sealed.";
  } else {
    html += Html(Counted(report.quarantine_files, "sealed file", "sealed files") + " with " +
                 Counted(report.quarantine_item_slots, "slot", "slots") +
                 ", padded so that they do not tell how many originals they hold.");
  }
  html += "</p>\n";
  if (!report.withheld_band.empty()) {
    html += "<p class=\"strong\">Free-text fields withheld whole: " + Html(report.withheld_band) +
            ".</p>\n";
  }
  return html + CloseSection();
}

std::string PolicySection(const SegregationReport& report) {
  if (report.stores.empty() && report.constraints.empty()) return {};
  std::vector<std::string> items;
  for (const StoreDescription& store : report.stores) {
    items.push_back(store.store + ": " + StoreSentence(store));
  }
  items.insert(items.end(), report.constraints.begin(), report.constraints.end());
  return OpenSection("Policy", "Who reads which store, and what never stands together.") +
         BulletList(items) + CloseSection();
}

std::string ListSection(std::string_view title, std::string_view intro,
                        const std::vector<std::string>& items) {
  if (items.empty()) return {};
  return OpenSection(title, intro) + BulletList(items) + CloseSection();
}

std::string ResidueSection(const SegregationReport& report) {
  if (report.residue.empty()) return {};
  std::string html = OpenSection("Residue", "What may hold the removed values outside the stores.");
  HtmlTable rows("", {{"Place", ""}, {"State", ""}, {"What to do", ""}});
  for (const ResiduePlace& place : report.residue) {
    const char* tone = place.state == "still there" ? "warn"
                       : place.state == "cleared"   ? "good"
                                                    : "quiet";
    rows.Row({{Name(place.place), ""}, {Tag(place.state, tone), ""}, {Html(place.detail), ""}});
  }
  return html + rows.Take() + CloseSection();
}

}  // namespace

std::string SegregationSections(const SegregationReport& report) {
  return PartHeading("segregation",
                     report.is_dry_run ? "What would be taken apart" : "What was taken apart") +
         FieldsSection(report) + IdentitySection(report) + PublishedSection(report) +
         SealedSection(report) + PolicySection(report) +
         ListSection("Weaker choices", "Made by the operator and recorded in the evidence.",
                     report.weaker_choices) +
         ListSection("What remains", "Places that still hold both, and limits of this run.",
                     report.remains) +
         ResidueSection(report);
}

}  // namespace sunder::reports
