#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "reports/figures.h"
#include "reports/segregation_writers.h"
#include "reports/text_page.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

constexpr double kBarColumns = 30;
constexpr size_t kTablesInFullMax = 20;  // of more, those alike are summarised

Tint RouteTint(const std::string& route) { return route == "keep" ? Tint::kFaint : Tint::kGood; }

// Kept fields without a word why are only counted: they are the rest of the table.
bool IsListed(const SegregatedField& field) {
  return field.route != "keep" || !field.label.empty();
}

std::string OthersAlike(uint64_t count) {
  return count == 0 ? "" : " and " + Counted(count, "other alike", "others alike");
}

// "OBJECT: what" of many objects, once for each thing that is said.
std::vector<std::string> SummarisedNotes(const std::vector<std::string>& notes) {
  if (notes.size() <= kTablesInFullMax) return notes;
  std::vector<std::pair<std::string, uint64_t>> said;  // the first note, and how many follow it
  std::map<std::string, size_t> known;
  for (const std::string& note : notes) {
    const size_t colon = note.find(": ");
    const std::string what = colon == std::string::npos ? note : note.substr(colon);
    const auto [found, is_new] = known.try_emplace(what, said.size());
    if (is_new) {
      said.emplace_back(note, 0);
    } else {
      ++said[found->second].second;
    }
  }
  std::vector<std::string> summarised;
  for (auto& [note, alike] : said) {
    if (alike > 0) note.insert(std::min(note.find(": "), note.size()), OthersAlike(alike));
    summarised.push_back(std::move(note));
  }
  return summarised;
}

// The fields of one table: [begin, end) of SegregationReport::fields.
struct FieldRange {
  size_t begin = 0;
  size_t end = 0;
  uint64_t alike = 0;  // further tables of which the same is to be said
};

std::vector<FieldRange> TablesOf(const SegregationReport& report) {
  std::vector<FieldRange> tables;
  for (size_t i = 0; i < report.fields.size(); ++i) {
    const SegregatedField& field = report.fields[i];
    const bool is_new = i == 0 || field.object != report.fields[i - 1].object ||
                        field.table != report.fields[i - 1].table;
    if (is_new) tables.push_back({i, i, 0});
    tables.back().end = i + 1;
  }
  return tables;
}

// A folder of messages has thousands of tables of which the same is to be said: the first one
// stands for them.
std::vector<FieldRange> Summarised(const SegregationReport& report) {
  const std::vector<FieldRange> tables = TablesOf(report);
  if (tables.size() <= kTablesInFullMax) return tables;
  std::vector<FieldRange> summarised;
  std::map<std::vector<std::string>, size_t> known;
  for (const FieldRange& table : tables) {
    std::vector<std::string> said;
    for (size_t i = table.begin; i < table.end; ++i) {
      const SegregatedField& field = report.fields[i];
      said.insert(said.end(), {field.field, field.label, field.route, field.reason});
    }
    const auto [found, is_new] = known.try_emplace(std::move(said), summarised.size());
    if (is_new) {
      summarised.push_back(table);
    } else {
      ++summarised[found->second].alike;
    }
  }
  return summarised;
}

void AddFields(const SegregationReport& report, TextPage* page) {
  page->Section(report.is_dry_run ? "WHAT WOULD BE DONE" : "WHAT WAS DONE");
  for (const FieldRange& table : Summarised(report)) {
    const SegregatedField& first = report.fields[table.begin];
    std::vector<TextRow> rows;
    uint64_t kept = 0;
    for (size_t i = table.begin; i < table.end; ++i) {
      const SegregatedField& field = report.fields[i];
      if (!IsListed(field)) {
        ++kept;
        continue;
      }
      rows.push_back({{ShownText(field.field)},
                      {ShownLabel(field.label)},
                      {ShownRoute(field.route), RouteTint(field.route)},
                      {ShownText(field.reason)}});
    }
    page->Line("  " + page->Tinted(ShownTable(first.object, first.table), Tint::kBold) +
               OthersAlike(table.alike));
    page->Table(rows, 4);
    if (kept > 0) {
      page->Line(
          "    " + Counted(kept, "other field stays as it is", "other fields stay as they are"),
          Tint::kFaint);
    }
  }
}

void AddIdentity(const SegregationReport& report, TextPage* page) {
  if (report.identity.empty()) return;
  page->Section("IDENTITY STORE", "what remains without the special categories");
  // Likewise of tables with as many records each.
  std::vector<std::pair<const IdentityTable*, uint64_t>> tables;
  std::map<std::tuple<uint64_t, std::string, std::string>, size_t> known;
  const bool is_long = report.identity.size() > kTablesInFullMax;
  for (const IdentityTable& table : report.identity) {
    const auto [found, is_new] =
        known.try_emplace({table.records, table.order, table.person_kind}, tables.size());
    if (is_new || !is_long) {
      tables.emplace_back(&table, 0);
    } else {
      ++tables[found->second].second;
    }
  }
  std::vector<TextRow> rows;
  for (const auto& [first, alike] : tables) {
    const IdentityTable& table = *first;
    rows.push_back({{ShownTable(table.object, table.table) + OthersAlike(alike)},
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
  AddList("WHAT REMAINS", "", SummarisedNotes(report.remains), Tint::kNone, &page);
  AddResidue(report, &page);
  return page.Take();
}

}  // namespace sunder::reports
