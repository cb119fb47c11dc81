#include "scanner/profile/associations.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace sunder::scanner {
namespace {

// Identifiers that detection merely guesses do not make an association.
constexpr float kIdentifierConfidenceMin = 0.6F;
// One name guessed somewhere in a long column is an accident; a few, or a tenth of it, are not.
constexpr uint64_t kGuessedCellsMin = 3;
constexpr uint64_t kGuessedShareDivisor = 10;
// Three quasi-identifiers single out most people of a population.
constexpr size_t kQuasiIdentifiersMin = 3;

// What one field holds: by its column label or inside its values.
struct Holding {
  const FieldReport* field = nullptr;
  LabelId label = kNoLabel;
  EvidenceGrade grade = EvidenceGrade::kNone;
  bool is_column = false;  // the column's own label
  bool is_guess = false;   // too little to count beside other fields
  uint64_t cells = 0;
};

bool IsTextField(const FieldProfile& profile) {
  return profile.long_values > 0 || profile.text_values * 10 >= profile.filled;
}

const FieldProfile* ProfileOf(const TableProfile& profile, const FieldReport& field) {
  const auto found = profile.fields().find(field.path);
  return found == profile.fields().end() ? nullptr : &found->second;
}

void AddHeldInValues(const FieldReport& field, const FieldProfile& profile,
                     const LabelCatalog& labels, bool is_document, std::vector<Holding>* holdings) {
  std::map<LabelId, Holding> by_label;
  for (const auto& [key, hit] : profile.hits) {
    const auto& [label, grade, rule] = key;
    const bool is_special = labels.kind(label) == LabelKind::kSpecial;
    if (is_special && !IsPersonal(grade)) continue;
    if (!is_special) {
      // Stray look-alikes in a column of short values (an order number like a phone's) are none.
      const bool is_common = hit.cells * 2 >= profile.filled;
      if (hit.confidence_max < kIdentifierConfidenceMin) continue;
      if (!IsTextField(profile) && !is_common) continue;
    }
    Holding& holding = by_label[label];
    if (holding.cells < hit.cells) holding.grade = grade;
    holding.field = &field;
    holding.label = label;
    holding.cells += hit.cells;
  }
  for (auto& [label, holding] : by_label) {
    holding.is_guess = labels.name(label) == "person_name" && !is_document &&
                       holding.cells < kGuessedCellsMin &&
                       holding.cells * kGuessedShareDivisor < profile.filled;
    holdings->push_back(holding);
  }
}

std::vector<Holding> HoldingsOf(const TableProfile& profile, const LabelCatalog& labels,
                                const TableReport& table) {
  std::vector<Holding> holdings;
  for (const FieldReport& field : table.fields) {
    const FieldProfile* field_profile = ProfileOf(profile, field);
    if (field_profile == nullptr || field_profile->filled == 0) continue;
    LabelId column_label = kNoLabel;
    if (!field.label.empty()) column_label = labels.Find(field.label).value_or(kNoLabel);
    if (column_label != kNoLabel) {
      holdings.push_back({&field, column_label, field.grade, true, false, field.filled});
    }
    if (field.is_overridden && column_label == kNoLabel) continue;
    std::vector<Holding> in_values;
    AddHeldInValues(field, *field_profile, labels, table.is_document, &in_values);
    for (const Holding& holding : in_values) {
      const bool is_special = labels.kind(holding.label) == LabelKind::kSpecial;
      if (holding.label == column_label) continue;
      // A labelled column's other look-alikes are its own values seen askew; statements in a column
      // of job titles or employers ("Labour councillor") are not.
      const LabelKind column_kind = labels.kind(column_label);
      const bool is_askew =
          column_label != kNoLabel &&
          (!is_special || column_kind == LabelKind::kSpecial || column_kind == LabelKind::kSecret ||
           IsPartOfName(*field_profile, column_kind, holding.grade));
      if (is_askew) continue;
      holdings.push_back(holding);
    }
  }
  return holdings;
}

uint64_t CountOf(const std::unordered_map<std::string, uint64_t>& counts, const std::string& path) {
  const auto found = counts.find(path);
  return found == counts.end() ? 0 : found->second;
}

// Records in which both are present, at least: what was counted while reading, or what follows from
// the numbers of filled records alone.
uint64_t RecordsTogether(const TableProfile& profile, const Holding& special,
                         const Holding& other) {
  const FieldProfile& special_profile = *ProfileOf(profile, *special.field);
  const uint64_t joint = CountOf(special_profile.filled_beside, other.field->path);
  const uint64_t special_filled = special.is_column ? special.field->filled : special.cells;
  const uint64_t sum = special_filled + other.field->filled;
  const uint64_t bound = sum > profile.records() ? sum - profile.records() : 0;
  // Joint counts are a field's, whatever its labels; no more records than this label's can be
  // meant.
  return std::max(std::min(joint, special_filled),
                  std::min({bound, special_filled, other.field->filled}));
}

// Records in whose visit both are present, at least.
uint64_t RecordsInVisits(const TableProfile& profile, const Holding& special,
                         const Holding& other) {
  const FieldProfile& special_profile = *ProfileOf(profile, *special.field);
  return std::min(CountOf(special_profile.filled_in_visit, other.field->path),
                  special.is_column ? special.field->filled : special.cells);
}

struct Part {
  Holding holding;
  uint64_t records = 0;
  bool in_one_value = false;
  uint64_t visit_records = 0;  // records in whose visit it is present

  bool IsInVisitsAlone() const { return records == 0 && visit_records > 0; }
};

std::vector<Part> PartsOf(const TableProfile& profile, const TableReport& table,
                          const std::vector<Holding>& holdings, const Holding& special,
                          const LabelCatalog& labels, LabelKind kind) {
  std::vector<Part> parts;
  const FieldProfile& special_profile = *ProfileOf(profile, *special.field);
  for (const Holding& other : holdings) {
    if (labels.kind(other.label) != kind) continue;
    if (other.field != special.field) {
      if (other.is_guess) continue;
      parts.push_back({other, RecordsTogether(profile, special, other), false,
                       RecordsInVisits(profile, special, other)});
      continue;
    }
    const auto together = special_profile.in_one_value.find({special.label, other.label});
    uint64_t count = 0;
    if (together != special_profile.in_one_value.end()) {
      count = together->second.cells - (other.is_guess ? together->second.apart_cells : 0);
    }
    if (count > 0) {
      parts.push_back({other, count, true});
    } else if (table.is_document && !special.is_column) {
      parts.push_back({other, 0, false});
    }
  }
  return parts;
}

Carrier CarrierOf(const std::vector<Part>& parts, bool is_document) {
  Carrier carrier = is_document ? Carrier::kDocument : Carrier::kTable;
  for (const Part& part : parts) {
    if (part.in_one_value) return Carrier::kValue;
    if (part.records > 0) carrier = Carrier::kRecord;
    if (part.IsInVisitsAlone() && carrier != Carrier::kRecord) carrier = Carrier::kVisit;
  }
  return carrier;
}

std::string_view CarrierPhrase(Carrier carrier) {
  switch (carrier) {
    case Carrier::kValue:
      return "in one value";
    case Carrier::kRecord:
      return "in the same records";
    case Carrier::kVisit:
      return "in the same visits";
    case Carrier::kDocument:
      return "in one document";
    case Carrier::kTable:
      return "in one table";
  }
  return "";
}

std::string Listed(const std::set<std::string>& names) {
  std::string listed;
  for (const std::string& name : names) listed += (listed.empty() ? "" : ", ") + name;
  return listed;
}

Association MakeAssociation(Strength strength, const Holding& special, const LabelCatalog& labels,
                            const std::vector<Part>& parts, bool is_document) {
  Association association;
  association.strength = strength;
  association.carrier = CarrierOf(parts, is_document);
  association.label = labels.name(special.label);
  association.grade = special.grade;
  association.field = special.field->display;
  association.field_position = special.field->position;
  std::set<std::string> part_labels;
  std::set<std::string> visit_labels;
  const bool is_of_records =
      association.carrier != Carrier::kTable && association.carrier != Carrier::kDocument;
  for (const Part& part : parts) {
    // Where records meet, an identifier that is in none of them stands elsewhere in the table.
    const bool is_elsewhere = part.records == 0 && part.visit_records == 0;
    if (is_of_records && !is_document && is_elsewhere) continue;
    association.parts.push_back({part.holding.field->display, labels.name(part.holding.label),
                                 std::max(part.records, part.visit_records)});
    const bool is_by_visit = part.IsInVisitsAlone() && association.carrier != Carrier::kVisit;
    (is_by_visit ? visit_labels : part_labels).insert(labels.name(part.holding.label));
  }
  for (const std::string& label : part_labels) visit_labels.erase(label);
  association.explanation = association.label + " in `" + association.field + "` stands " +
                            std::string(CarrierPhrase(association.carrier)) + " with " +
                            Listed(part_labels);
  if (!visit_labels.empty()) {
    association.explanation += ", in the same visits with " + Listed(visit_labels);
  }
  association.explanation += ".";
  return association;
}

}  // namespace

void FindAssociations(const TableProfile& profile, const LabelCatalog& labels, TableReport* table) {
  const std::vector<Holding> holdings = HoldingsOf(profile, labels, *table);
  for (const Holding& special : holdings) {
    if (labels.kind(special.label) != LabelKind::kSpecial) continue;
    const std::vector<Part> direct =
        PartsOf(profile, *table, holdings, special, labels, LabelKind::kDirect);
    std::vector<Part> quasi =
        PartsOf(profile, *table, holdings, special, labels, LabelKind::kQuasi);
    if (!direct.empty()) {
      std::vector<Part> parts = direct;
      parts.insert(parts.end(), quasi.begin(), quasi.end());
      Association association =
          MakeAssociation(Strength::kLinked, special, labels, parts, table->is_document);
      association.carrier = CarrierOf(direct, table->is_document);
      for (const Part& part : direct) {
        association.records = std::max({association.records, part.records, part.visit_records});
      }
      table->associations.push_back(std::move(association));
      continue;
    }
    std::map<LabelId, uint64_t> records_by_label;
    for (const Part& part : quasi) {
      uint64_t& records = records_by_label[part.holding.label];
      records = std::max({records, part.records, part.visit_records});
    }
    if (records_by_label.size() < kQuasiIdentifiersMin) continue;
    Association association =
        MakeAssociation(Strength::kLinkable, special, labels, quasi, table->is_document);
    std::vector<uint64_t> counts;
    for (const auto& [label, records] : records_by_label) counts.push_back(records);
    std::sort(counts.rbegin(), counts.rend());
    association.records = counts[kQuasiIdentifiersMin - 1];
    table->associations.push_back(std::move(association));
  }
  std::stable_sort(table->associations.begin(), table->associations.end(),
                   [](const Association& a, const Association& b) {
                     return std::tuple(a.strength != Strength::kLinked, a.label, a.field) <
                            std::tuple(b.strength != Strength::kLinked, b.label, b.field);
                   });
}

}  // namespace sunder::scanner
