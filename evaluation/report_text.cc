#include <algorithm>
#include <cstdio>

#include "evaluation/evaluation_report.h"
#include "evaluation/text_table.h"

namespace sunder::evaluation {
namespace {

constexpr size_t kMixUpsShown = 20;

std::string Number(uint64_t value) { return std::to_string(value); }

std::vector<std::string> ScoreCells(const std::string& name, const Score& score) {
  return {name,
          Number(score.tally.right),
          Number(score.tally.wrong),
          Number(score.tally.missed),
          PercentWithInterval(score.precision),
          PercentWithInterval(score.recall),
          PercentWithInterval(score.f1),
          PercentWithInterval(score.f2)};
}

std::string ScoreTable(const std::string& first, const std::vector<NamedScore>& scores) {
  TextTable table({first, "TP", "FP", "FN", "precision", "recall", "F1", "F2"});
  for (const NamedScore& one : scores) {
    if (!one.score.tally.empty()) table.Add(ScoreCells(one.name, one.score));
  }
  return table.empty() ? "  nothing to count\n" : table.Text();
}

std::string Spans(const TextEvaluation& texts) {
  std::string text = "\nSpans, by overlap (one to one; % with 95 % intervals)\n" +
                     ScoreTable("label", texts.overlap);
  text += "\nSpans, exact\n" + ScoreTable("label", texts.exact);
  text += "  race and ethnicity stood for each other " + Number(texts.race_ethnicity_swaps) +
          " times and counted as right\n";
  if (!texts.unscored.empty()) {
    text += "  found where the corpus does not mark every one, not scored:";
    for (const auto& [label, count] : texts.unscored) text += " " + label + " " + Number(count);
    text += "\n";
  }
  return text;
}

std::string Statements(const TextEvaluation& texts) {
  std::string text;
  TextTable languages({"language", "TP", "FP", "FN", "precision", "recall", "F1", "F2"});
  for (const auto& [group, scores] : texts.statements) {
    if (group == "all" || group == "en" || group == "other languages") {
      text += "\nIs the category said of persons in this document? (" + group + ")\n" +
              ScoreTable("category", scores);
    }
    if (!scores.front().score.tally.empty()) {
      languages.Add(ScoreCells(group, scores.front().score));
    }
  }
  return text + "\nThe same, five categories together, by language\n" + languages.Text();
}

std::string Baits(const TextEvaluation& texts) {
  TextTable table({"language", "documents", "wrong", "share", "baits", "wrong", "share"});
  for (const BaitRow& row : texts.baits_by_language) {
    if (row.documents == 0) continue;
    table.Add({row.language, Number(row.documents), Number(row.wrong),
               PercentWithInterval(row.wrong_rate), Number(row.baits), Number(row.baits_wrong),
               PercentWithInterval(row.baits_wrong_rate)});
  }
  return "\nDocuments without a special category of a person: share with a false one\n" +
         table.Text();
}

std::string MixUps(const std::vector<MixUp>& mix_ups) {
  TextTable table({"truth", "found as", "count"});
  table.SetLeft(1);
  for (size_t i = 0; i < std::min(kMixUpsShown, mix_ups.size()); ++i) {
    table.Add({mix_ups[i].truth, mix_ups[i].found, Number(mix_ups[i].count)});
  }
  return table.Text();
}

std::string Grades(const TextEvaluation& texts) {
  std::vector<std::string> header = {"truth \\ found as"};
  for (size_t i = 0; i < kFoundGradeCount; ++i) header.emplace_back(FoundGradeName(i));
  TextTable table(std::move(header));
  for (size_t i = 1; i < kTruthCount; ++i) {
    std::vector<std::string> cells = {std::string(TruthName(static_cast<Truth>(i)))};
    for (const uint64_t count : texts.grades[i]) cells.push_back(Number(count));
    table.Add(std::move(cells));
  }
  std::string text = "\nGrades of special categories\n" + table.Text();
  if (texts.mix_ups.empty()) return text;
  return text + "\nMix-ups: false findings on another label or on a trap\n" + MixUps(texts.mix_ups);
}

std::string Carriers(const TextEvaluation& texts) {
  TextTable table({"carrier", "special P", "R", "F1", "identifiers P", "R", "F1"});
  for (size_t i = 0; i < texts.carriers_special.size(); ++i) {
    const Score& special = texts.carriers_special[i].score;
    const Score& other = texts.carriers_other[i].score;
    table.Add({texts.carriers_special[i].name, Percent(special.precision), Percent(special.recall),
               Percent(special.f1), Percent(other.precision), Percent(other.recall),
               Percent(other.f1)});
  }
  std::string text = "\nCarriers (spans by overlap)\n" + table.Text();
  if (texts.generated == 0) return text;
  return text +
         "\nSpans of generated documents, by overlap (in no other table but the carriers)\n" +
         ScoreTable("label", texts.generated_overlap);
}

std::string Worst(const std::vector<WorstDocument>& worst) {
  if (worst.empty()) return "";
  std::string text = "\nWorst documents\n";
  for (const WorstDocument& one : worst) {
    text += "  " + one.id + "  " + one.carrier + "\n      " + one.expected + "\n";
    for (const std::string& missed : one.missed) text += "      missed  " + missed + "\n";
    for (const std::string& wrong : one.wrong) text += "      false   " + wrong + "\n";
  }
  return text;
}

std::string TextsAsText(const TextEvaluation& texts) {
  std::string text = "Texts: " + Number(texts.documents) + " documents in " +
                     Number(texts.languages) + " languages (" + Number(texts.personal) +
                     " with a special category of a person, " + Number(texts.baits) + " baits, " +
                     Number(texts.generated) + " generated)\n";
  if (texts.documents == 0) return text;
  return text + Spans(texts) + Statements(texts) + Baits(texts) + Grades(texts) + Carriers(texts) +
         Worst(texts.worst);
}

std::string OddAsText(const OddEvaluation& odd) {
  std::string text = "\nOdd but harmless texts: " + Number(odd.documents) + " documents, " +
                     Number(odd.wrong_special) + " with a false special category, " +
                     PercentWithInterval(odd.wrong_special_rate) + " %; " +
                     Number(odd.wrong_other) + " with a false identifier, " +
                     PercentWithInterval(odd.wrong_other_rate) + " %\n";
  for (const auto& [label, count] : odd.wrong_by_label) {
    text += "  " + label + " " + Number(count) + "\n";
  }
  return text + Worst(odd.worst);
}

std::string ColumnsAsText(const ColumnEvaluation& columns) {
  std::string text =
      "\nColumns: " + Number(columns.columns) + " judged, " + Number(columns.skipped) +
      " left out (label is off); right " + PercentWithInterval(columns.accuracy) +
      " %\n  special-category columns: " + Number(columns.special_columns) + ", seen as special " +
      PercentWithInterval(columns.special_recall) + " %\n  baits: " + Number(columns.baits) +
      ", given a label " + PercentWithInterval(columns.baits_wrong_rate) + " %, a special one " +
      PercentWithInterval(columns.baits_wrong_special_rate) +
      " %\n  race for ethnicity or the other way round: " + Number(columns.race_ethnicity) + "\n" +
      ScoreTable("label", columns.labels);
  if (!columns.order_errors.empty()) {
    text += "  ERROR: the label changes with the order of the values:";
    for (const std::string& id : columns.order_errors) text += " " + id;
    text += "\n";
  }
  if (!columns.mix_ups.empty()) text += "\nColumns taken for another\n" + MixUps(columns.mix_ups);
  if (columns.worst.empty()) return text;
  TextTable worst({"column", "table", "header", "truth", "found as", "rule"});
  for (size_t i = 1; i < 6; ++i) worst.SetLeft(i);
  for (const WrongColumn& one : columns.worst) {
    worst.Add({one.id, one.table, one.header, one.truth, one.found, one.rule});
  }
  return text + "\nColumns judged wrong\n" + worst.Text();
}

std::string EvasionsAsText(const std::vector<EvasionRow>& rows) {
  TextTable table({"evasion", "rewritten", "documents", "spans", "recall as written", "rewritten"});
  table.SetLeft(1);
  for (const EvasionRow& row : rows) {
    if (row.spans == 0) continue;
    table.Add({row.name, row.is_whole ? "all" : "spans", Number(row.documents), Number(row.spans),
               PercentWithInterval(row.plain), PercentWithInterval(row.evaded)});
  }
  if (table.empty()) return "";
  return "\nEvasions: recall (%) of the same spans, as written and rewritten\n" + table.Text();
}

std::string AssociationsAsText(const AssociationEvaluation& associations) {
  std::string text = "\nAssociations: " + Number(associations.tables) + " tables; " +
                     Number(associations.tables_without) + " have none, a false one in " +
                     PercentWithInterval(associations.tables_without_wrong_rate) + " % of them\n" +
                     ScoreTable("strength or label", associations.scores);
  for (const std::string& one : associations.missed) text += "  missed  " + one + "\n";
  for (const std::string& one : associations.wrong) text += "  false   " + one + "\n";
  return text;
}

std::string OnePlace(double value) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f", value);
  return text;
}

std::string CleanAsText(const CleanEvaluation& clean) {
  std::string text = "\nOrdinary files: " + Number(clean.files) + " files, " +
                     Number(clean.paragraphs) + " paragraphs, " +
                     OnePlace(static_cast<double>(clean.bytes) / 1e6) + " MB, " +
                     Number(clean.skipped) + " left out (no text)\n";
  TextTable table({"false findings", "count", "per MB"});
  const auto add = [&](const std::string& name, uint64_t count) {
    table.Add({name, Number(count), OnePlace(clean.PerMegabyte(count))});
  };
  add("five categories", clean.five);
  add("identifiers", clean.identifiers);
  for (const auto& [label, count] : clean.by_label) add("  " + label, count);
  for (const auto& [rule, count] : clean.by_rule) add("    rule " + rule, count);
  add("(mentions, no person)", clean.mentions);
  text += table.Text();
  for (const CleanFinding& one : clean.worst) {
    text += "  " + one.file + ":" + Number(one.line) + "  " + one.label +
            (one.grade.empty() ? "" : ":" + one.grade) + "  (" + one.rule + ")\n";
  }
  return text;
}

}  // namespace

std::string WriteEvaluationText(const EvaluationReport& report) {
  std::string text = "Part " + report.part +
                     (report.language.empty() ? "" : ", language " + report.language) + "\n";
  if (report.texts) text += TextsAsText(*report.texts);
  if (report.odd) text += OddAsText(*report.odd);
  if (report.columns) text += ColumnsAsText(*report.columns);
  text += EvasionsAsText(report.evasions);
  if (report.associations) text += AssociationsAsText(*report.associations);
  if (report.clean) text += CleanAsText(*report.clean);
  return text;
}

}  // namespace sunder::evaluation
