// The words of the segregation report, the same on terminal and page.
#include <algorithm>
#include <set>

#include "reports/figures.h"
#include "reports/segregation_writers.h"
#include "reports/unicode_text.h"

namespace sunder::reports {

namespace {

std::string Done(const SegregationReport& report) {
  const auto count_route = [&](std::string_view route) {
    return static_cast<uint64_t>(
        std::count_if(report.fields.begin(), report.fields.end(),
                      [&](const SegregatedField& field) { return field.route == route; }));
  };
  const uint64_t segregated = count_route("segregate");
  const uint64_t cleaned = count_route("drop_sentences") + count_route("redact_spans");
  const uint64_t sealed = count_route("quarantine");
  std::set<std::string> withheld;
  for (const SegregatedField& field : report.fields) {
    if (field.route == "withhold") withheld.insert(field.object);
  }
  if (segregated + cleaned + sealed + withheld.size() == 0) {
    return "Nothing was taken apart: every field was kept";
  }
  std::string verdict = Counted(segregated, "field", "fields") + " taken apart, " +
                        Counted(cleaned, "text", "texts") + " cleaned, " +
                        Counted(sealed, "field", "fields") + " sealed";
  if (!withheld.empty()) {
    verdict += ", " + Counted(withheld.size(), "file", "files") + " sealed whole";
  }
  std::set<std::string> categories;
  std::set<std::string> published;
  for (const PublishedCategory& category : report.categories) {
    categories.insert(category.label);
    if (!category.is_suppressed) published.insert(category.label);
  }
  if (categories.empty()) return verdict;
  return verdict + "; " + WithThousands(published.size()) + " of " +
         Counted(categories.size(), "category", "categories") + " published as counts";
}

}  // namespace

std::string SegregationVerdict(const SegregationReport& report) {
  return (report.is_dry_run ? "Dry run, nothing was changed; it would be: " : "") + Done(report);
}

std::string ShownRoute(const std::string& route) {
  if (route == "keep") return "kept";
  if (route == "segregate") return "taken apart";
  if (route == "drop_sentences") return "sentences dropped";
  if (route == "redact_spans") return "words cut out (weaker)";
  if (route == "quarantine") return "sealed";
  if (route == "withhold") return "withheld with its file";
  return ShownText(route);
}

std::string StoreSentence(const StoreDescription& store) {
  std::string sentence;
  if (!store.region.empty()) sentence += "in " + store.region + "; ";
  sentence += "read by " + (store.recipient_class.empty() ? "anybody" : store.recipient_class);
  for (const std::string& reader : store.also_read_by) sentence += ", " + reader;
  if (store.retention_days > 0) {
    sentence += "; removed after " + Counted(store.retention_days, "day", "days");
  }
  return sentence;
}

std::string ShownOrder(const std::string& order) {
  if (order == "canonical") return "in canonical order";
  if (order == "kept") return "in the source's order (weaker)";
  if (order == "copied") return "copied byte for byte";
  if (order == "source") return "in the source's order (text)";
  return ShownText(order);
}

std::string ShownCategory(const PublishedCategory& category) {
  return ShownLabel(category.label) +
         (category.context.empty() ? "" : ", " + ShownText(category.context));
}

std::string ShownMargins(const SegregationReport& report) {
  return "cells of at least " + WithThousands(report.k) + ", publications over at least " +
         WithThousands(report.min_cohort) + " persons or " +
         WithThousands(report.min_cohort_records) + " records";
}

std::string ShownPersons(const IdentityTable& table) {
  return table.person_kind.empty() ? "" : "persons by " + ShownLabel(table.person_kind);
}

std::string ShownCell(const PublishedCategory& category, const PublishedCell& cell) {
  if (cell.value == category.label) return "any " + ShownLabel(category.label);
  const bool has_finer_cells =
      std::any_of(category.cells.begin(), category.cells.end(),
                  [&](const PublishedCell& other) { return other.parent == cell.value; });
  // Cells sum up to the cohort: what a finer cell counts is not counted here again.
  return ShownText(cell.value) + (has_finer_cells ? " (the rest)" : "");
}

}  // namespace sunder::reports
