// Categories by identifiers: where special-category data and identities meet, at a glance.
#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "reports/figures.h"
#include "reports/html_page.h"
#include "reports/html_parts.h"
#include "reports/html_writers.h"

namespace sunder::reports {
namespace {

struct Meeting {
  uint64_t records = 0;
  uint64_t tables = 0;
};

// Keyed by (special category, identifier).
using Meetings = std::map<std::pair<std::string, std::string>, Meeting>;

// In a table the largest association counts: two fields of one record are not two records.
Meetings CollectMeetings(const ScanReport& report) {
  Meetings meetings;
  for (const TableReport& table : report.tables) {
    std::map<std::pair<std::string, std::string>, uint64_t> of_table;
    for (const Association& association : table.associations) {
      for (const AssociationPart& part : association.parts) {
        uint64_t& records = of_table[{association.label, part.label}];
        records = std::max(records, part.records);
      }
    }
    for (const auto& [key, records] : of_table) {
      meetings[key].records += records;
      ++meetings[key].tables;
    }
  }
  return meetings;
}

// Direct identifiers first, as parts list them; then by name.
std::vector<std::pair<bool, std::string>> Columns(const ScanReport& report) {
  std::set<std::string> quasi;
  std::set<std::string> all;
  for (const TableReport& table : report.tables) {
    for (const FieldReport& field : table.fields) {
      if (field.kind == LabelKind::kQuasi) quasi.insert(field.label);
      for (const HitSummary& hit : field.hits) {
        if (hit.kind == LabelKind::kQuasi) quasi.insert(hit.label);
      }
    }
    for (const Association& association : table.associations) {
      for (const AssociationPart& part : association.parts) all.insert(part.label);
    }
  }
  std::vector<std::pair<bool, std::string>> columns;
  for (const std::string& label : all) columns.emplace_back(quasi.count(label) > 0, label);
  std::sort(columns.begin(), columns.end());
  return columns;
}

// Steps of the scale: a colour for each power of ten from 11 on.
size_t StepOf(uint64_t records) {
  if (records == 0) return 0;
  if (records < 100) return 1;
  if (records < 1000) return 2;
  if (records < 10000) return 3;
  return records < 100000 ? 4 : 5;
}

std::string MeetingCell(const std::string& category, const std::string& identifier,
                        const Meetings& meetings) {
  const auto found = meetings.find({category, identifier});
  if (found == meetings.end()) return "<td class=\"h0\" aria-label=\"never\">&middot;</td>";
  const Meeting& meeting = found->second;
  return "<td class=\"h" + std::to_string(StepOf(meeting.records)) + "\" title=\"" +
         Html(ShownLabel(category) + " beside " + ShownLabel(identifier) + ": " +
              ShownCount(meeting.records) + " records in " +
              Counted(meeting.tables, "table", "tables")) +
         "\">" + Html(CoarseCount(meeting.records)) + "</td>";
}

std::string Legend() {
  constexpr std::array<std::string_view, 5> kSteps = {"under 100", "100s", "1,000s", "10,000s",
                                                      "100,000 and more"};
  std::string html = "<ul class=\"legend\" aria-label=\"Scale\"><li>Records</li>";
  for (size_t i = 0; i < kSteps.size(); ++i) {
    html += "<li class=\"h" + std::to_string(i + 1) + "\">" + std::string(kSteps[i]) + "</li>";
  }
  return html + "</ul>\n";
}

}  // namespace

std::string HeatMapSection(const ScanReport& report) {
  const Meetings meetings = CollectMeetings(report);
  if (meetings.empty()) return {};
  std::set<std::string> categories;
  for (const auto& [key, meeting] : meetings) categories.insert(key.first);
  const std::vector<std::pair<bool, std::string>> columns = Columns(report);
  std::string html = OpenSection(
      "Where they meet",
      "Special categories by the identifiers that stand beside them, in records. Identifiers in "
      "italics identify a person only in combination.");
  html +=
      "<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"Heat map\">"
      "<table class=\"heat\"><thead><tr><td></td>";
  for (const auto& [is_quasi, label] : columns) {
    html += std::string("<th scope=\"col\"") + (is_quasi ? " class=\"quasi\">" : ">") +
            Html(ShownLabel(label)) + "</th>";
  }
  html += "</tr></thead><tbody>\n";
  for (const std::string& category : categories) {
    html += "<tr><th scope=\"row\">" + Html(ShownLabel(category)) + "</th>";
    for (const auto& [is_quasi, label] : columns) html += MeetingCell(category, label, meetings);
    html += "</tr>\n";
  }
  return html + "</tbody></table></div>\n" + Legend() + CloseSection();
}

}  // namespace sunder::reports
