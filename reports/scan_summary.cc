#include "reports/scan_summary.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "reports/figures.h"
#include "reports/unicode_text.h"

namespace sunder::reports {
namespace {

using TotalsByLabel = std::map<std::pair<LabelKind, std::string>, LabelTotal>;

void AddTotal(const std::string& label, LabelKind kind, uint64_t cells, bool is_new_field,
              TotalsByLabel* totals) {
  LabelTotal& total = (*totals)[{kind, label}];
  total.label = label;
  total.kind = kind;
  total.cells += cells;
  if (is_new_field) ++total.fields;
}

std::vector<LabelTotal> ValuesOf(const TotalsByLabel& totals) {
  std::vector<LabelTotal> values;
  for (const auto& [key, total] : totals) values.push_back(total);
  return values;
}

bool IsIdentifier(LabelKind kind) {
  return kind == LabelKind::kDirect || kind == LabelKind::kQuasi;
}

struct Collector {
  ScanSummary summary;
  TotalsByLabel mentions;
  TotalsByLabel identifiers;
  TotalsByLabel secrets;

  TotalsByLabel* TotalsOf(LabelKind kind, EvidenceGrade grade) {
    if (IsIdentifier(kind)) return &identifiers;
    if (kind == LabelKind::kSecret) return &secrets;
    if (kind == LabelKind::kSpecial && !IsPersonal(grade)) return &mentions;
    return nullptr;
  }

  void AddField(const TableReport& table, const FieldReport& field) {
    std::set<std::string> seen;
    const bool is_special = field.kind == LabelKind::kSpecial && IsPersonal(field.grade);
    if (is_special && !IsAssociated(table, field, field.label)) {
      summary.apart.push_back(
          {&table, &field, field.label, field.grade, field.filled, field.confidence});
    }
    if (IsIdentifier(field.kind) || field.kind == LabelKind::kSecret) {
      seen.insert(field.label);
      AddTotal(field.label, field.kind, field.filled, true, TotalsOf(field.kind, field.grade));
    }
    for (const HitSummary& hit : field.hits) AddHit(table, field, hit, &seen);
  }

  void AddHit(const TableReport& table, const FieldReport& field, const HitSummary& hit,
              std::set<std::string>* seen) {
    if (TotalsByLabel* totals = TotalsOf(hit.kind, hit.grade)) {
      // The cells of a labelled field are its filled records, counted already.
      const bool is_counted = hit.label == field.label && totals != &mentions;
      AddTotal(hit.label, hit.kind, is_counted ? 0 : hit.cells, seen->insert(hit.label).second,
               totals);
      return;
    }
    if (hit.kind != LabelKind::kSpecial) return;
    const bool is_associated = IsAssociated(table, field, hit.label);
    if (field.is_free_text) {
      summary.texts.push_back({&table, &field, &hit, is_associated});
      return;
    }
    if (is_associated || hit.label == field.label) return;
    summary.apart.push_back({&table, &field, hit.label, hit.grade, hit.cells, hit.confidence_max});
  }
};

std::string TablesWord(const ScanReport& report) {
  const auto is_document = [](const TableReport& table) { return table.is_document; };
  const bool is_one = report.tables.size() == 1;
  if (std::none_of(report.tables.begin(), report.tables.end(), is_document)) {
    return is_one ? "table" : "tables";
  }
  if (std::all_of(report.tables.begin(), report.tables.end(), is_document)) {
    return is_one ? "document" : "documents";
  }
  return "tables and documents";
}

// As a POSIX shell takes it. A name that cannot be shown as it is cannot be typed either.
std::string ShellWord(const std::string& word) {
  const std::string shown = ShownText(word);
  const bool is_plain =
      !shown.empty() &&
      shown.find_first_not_of(
          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_./:@%+=,-") ==
          std::string::npos;
  if (is_plain) return shown;
  std::string quoted = "'";
  for (const char c : shown) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return quoted + "'";
}

}  // namespace

bool IsAssociated(const TableReport& table, const FieldReport& field, const std::string& label) {
  return std::any_of(
      table.associations.begin(), table.associations.end(), [&](const Association& association) {
        return association.field_position == field.position && association.label == label;
      });
}

ScanSummary Summarize(const ScanReport& report) {
  Collector collector;
  ScanSummary& summary = collector.summary;
  summary.tables = report.tables.size();
  for (const TableReport& table : report.tables) {
    if (!table.associations.empty()) ++summary.tables_with_association;
    for (const Association& association : table.associations) {
      ++(association.strength == Strength::kLinked ? summary.linked : summary.linkable);
    }
    for (const FieldReport& field : table.fields) collector.AddField(table, field);
  }
  for (const ObjectCoverage& object : report.coverage) {
    switch (object.state) {
      case CoverageState::kComplete:
        ++summary.complete;
        break;
      case CoverageState::kPartial:
        ++summary.partial;
        break;
      case CoverageState::kSkipped:
        ++summary.skipped;
        break;
    }
  }
  summary.mentions = ValuesOf(collector.mentions);
  summary.identifiers = ValuesOf(collector.identifiers);
  summary.secrets = ValuesOf(collector.secrets);
  return summary;
}

std::string ScanVerdict(const ScanReport& report, const ScanSummary& summary) {
  if (summary.associations() > 0) {
    return Counted(summary.associations(), "association", "associations") +
           ": special-category data stands next to identities in " +
           WithThousands(summary.tables_with_association) + " of " + WithThousands(summary.tables) +
           " " + TablesWord(report);
  }
  if (summary.complete + summary.partial == 0) {
    return "Nothing was judged: no source could be read";
  }
  const uint64_t objects = summary.complete + summary.partial + summary.skipped;
  std::string verdict =
      "No association found in " + WithThousands(summary.tables) + " " + TablesWord(report) + "; ";
  const bool is_whole = summary.complete == objects && report.errors.empty();
  if (is_whole && !report.is_sampled) {
    if (!report.since.empty()) {
      return verdict + "every source was read completely, now or by the scan of " + report.since;
    }
    return verdict + (objects == 1
                          ? "the one source was read completely"
                          : "all " + WithThousands(objects) + " sources were read completely");
  }
  if (is_whole) return verdict + "only a sample was read";
  if (summary.complete == objects) {
    return verdict + Counted(report.errors.size(), "source", "sources") + " could not be read";
  }
  return verdict + "of " + Counted(objects, "source", "sources") + " " +
         WithThousands(objects - summary.complete) +
         (objects - summary.complete == 1 ? " was" : " were") + " not read completely";
}

std::string ReadingNote(const ObjectCoverage& object) {
  std::string note;
  if (!object.encoding.empty()) {
    std::string by = object.encoding_by;
    std::replace(by.begin(), by.end(), '_', ' ');
    note = "decoded from " + object.encoding + " (" + by;
    if (object.encoding_confidence > 0) {
      note += ", " + std::to_string(object.encoding_confidence) + " % sure";
    }
    note += ")";
  }
  // The reason says it, too.
  if (object.change.empty() || object.change == object.reason) return note;
  return (note.empty() ? "" : note + "; ") + object.change;
}

std::string OtherReasons(const ObjectCoverage& object) {
  std::set<std::string> said = {object.reason};
  std::string others;
  for (const Loss& loss : object.ledger.losses) {
    const std::string name(LossReasonName(loss.reason));
    if (!said.insert(name).second) continue;
    others += (others.empty() ? "; also " : ", ") + name;
  }
  return others;
}

std::string SinceLine(const ScanReport& report) {
  if (report.since.empty()) return "";
  std::map<std::string, uint64_t> counts;
  for (const ObjectCoverage& object : report.coverage) ++counts[object.change];
  std::string line = "since " + report.since + ": ";
  for (const char* change : {"new", "changed", "unchanged", "gone"}) {
    if (change != std::string("new")) line += ", ";
    line += WithThousands(counts[change]) + " " + change;
  }
  return line;
}

std::string CoverageLine(const ScanSummary& summary) {
  return WithThousands(summary.complete) + " COMPLETE, " + WithThousands(summary.partial) +
         " PARTIAL, " + WithThousands(summary.skipped) + " SKIPPED";
}

NextStep SuggestNextStep(const ScanReport& report, const ScanSummary& summary) {
  std::string sources;
  for (const std::string& source : report.sources) sources += " " + ShellWord(source);
  if (sources.empty()) sources = " SOURCE";
  if (report.is_sampled) {
    return {"sunder scan" + sources, "reads everything; this was a first look at a sample"};
  }
  if (summary.associations() > 0) {
    return {"sunder split" + sources + " --to separated",
            "writes both parts to new stores; the source is not changed"};
  }
  if (!report.errors.empty() || summary.partial > 0 || summary.complete == 0) {
    return {"sunder scan" + sources, "again, when what coverage lists is put right"};
  }
  return {"sunder scan" + sources + " --format html -o scan.html", "keeps this report as a page"};
}

}  // namespace sunder::reports
