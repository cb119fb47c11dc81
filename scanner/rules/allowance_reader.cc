#include "scanner/rules/allowance_reader.h"

#include <optional>
#include <utility>

#include "scanner/rules/toml_table_reader.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

// A name or phrase; longer ones are texts, which no finding equals.
constexpr size_t kValueSizeBytesMax = 256;
constexpr float kThresholdMin = kReportedConfidence;

LabelId ReadLabel(TomlTableReader* reader, const LabelCatalog& labels, bool is_required) {
  const std::string name = reader->String("label", is_required);
  if (name.empty()) return kNoLabel;
  const std::optional<LabelId> label = labels.Find(name);
  if (label && *label != kNoLabel) return *label;
  reader->Fail("label", "`" + name + "` is no label; `sunder rules list` shows them");
  return kNoLabel;
}

// The values are numbered in messages, for they may name people.
void ReadValues(TomlTableReader* reader, Allowance* allowance) {
  const std::vector<std::string> values = reader->Strings("values");
  for (size_t at = 0; at < values.size(); ++at) {
    const Result<std::string> phrase = FoldPhrase(values[at]);
    const std::string number = "value " + std::to_string(at + 1);
    if (!phrase.ok() || phrase->empty()) {
      return reader->Fail("values", number + " holds no letter, digit or sign");
    }
    if (phrase->size() > kValueSizeBytesMax) {
      return reader->Fail("values", number + " is longer than " +
                                        std::to_string(kValueSizeBytesMax) +
                                        " bytes; write a name or a phrase");
    }
    allowance->values.push_back(*phrase);
  }
}

Result<Allowance> ReadAllowance(const toml::table& table, const std::string& where,
                                const LabelCatalog& labels) {
  TomlTableReader reader(table, where);
  Allowance allowance;
  allowance.label = ReadLabel(&reader, labels, false);
  if (reader.Has("values") == reader.Has("fields")) {
    reader.Fail("values", "give exactly one of `values` and `fields`");
  }
  ReadValues(&reader, &allowance);
  allowance.fields = reader.Strings("fields");
  allowance.reason = reader.String("reason", true);
  allowance.expires = reader.Date("expires", true);
  if (allowance.values.empty() && allowance.fields.empty()) {
    reader.Fail(reader.Has("values") ? "values" : "fields", "is empty; name at least one");
  }
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  return allowance;
}

Result<Threshold> ReadThreshold(const toml::table& table, const std::string& where,
                                const LabelCatalog& labels) {
  TomlTableReader reader(table, where);
  Threshold threshold;
  threshold.label = ReadLabel(&reader, labels, true);
  if (reader.Has("grade")) {
    threshold.grade = ParseEvidenceGrade(reader.String("grade", true)).value_or(EvidenceGrade());
    if (threshold.grade == EvidenceGrade::kNone) {
      reader.Fail("grade", "is no grade of evidence; docs/labels.md lists them");
    } else if (labels.kind(threshold.label) != LabelKind::kSpecial) {
      reader.Fail("grade", "is for special categories; findings of this label have none");
    }
  }
  threshold.confidence = reader.Fraction("confidence", 0);
  if (!reader.Has("confidence") || threshold.confidence < kThresholdMin) {
    reader.Fail("confidence", "is not a number from 0.5 to 1; under 0.5 nothing is reported");
  }
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  return threshold;
}

// The tables `name` of a file with nothing else in it but `format`. They live as long as `file`.
Result<std::vector<const toml::table*>> TablesOf(const toml::table& file, const std::string& where,
                                                 std::string_view name) {
  TomlTableReader reader(file, where);
  reader.Format();
  std::vector<const toml::table*> tables = reader.Tables(name);
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  return tables;
}

std::string WhereOf(const std::string& shown, size_t number) {
  return shown + ": entry " + std::to_string(number);
}

}  // namespace

Result<std::string> FoldPhrase(std::string_view text) {
  SUNDER_ASSIGN_OR_RETURN(const std::string folded, Fold(text));
  std::string phrase;
  bool is_behind_space = false;
  for (const char c : folded) {
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      is_behind_space = true;
      continue;
    }
    if (is_behind_space && !phrase.empty()) phrase += ' ';
    is_behind_space = false;
    phrase += c;
  }
  return phrase;
}

Status ReadAllowFile(const RuleFolder& folder, const std::string& path, const LabelCatalog& labels,
                     std::string_view day, std::vector<Allowance>* allowances) {
  const std::string shown = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table file, ParseToml(*folder.Find(path), shown));
  SUNDER_ASSIGN_OR_RETURN(const auto tables, TablesOf(file, shown, "allow"));
  for (size_t at = 0; at < tables.size(); ++at) {
    SUNDER_ASSIGN_OR_RETURN(Allowance allowance,
                            ReadAllowance(*tables[at], WhereOf(shown, at + 1), labels));
    allowance.file = shown;
    allowance.number = static_cast<uint32_t>(at + 1);
    // Dates of this form are in order as texts.
    allowance.is_in_force = day.empty() || allowance.expires >= day;
    allowances->push_back(std::move(allowance));
  }
  return Status::Ok();
}

Status ReadThresholdFile(const RuleFolder& folder, const std::string& path,
                         const LabelCatalog& labels, std::vector<Threshold>* thresholds) {
  const std::string shown = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table file, ParseToml(*folder.Find(path), shown));
  SUNDER_ASSIGN_OR_RETURN(const auto tables, TablesOf(file, shown, "threshold"));
  for (size_t at = 0; at < tables.size(); ++at) {
    SUNDER_ASSIGN_OR_RETURN(Threshold threshold,
                            ReadThreshold(*tables[at], WhereOf(shown, at + 1), labels));
    threshold.file = shown;
    threshold.number = static_cast<uint32_t>(at + 1);
    thresholds->push_back(std::move(threshold));
  }
  return Status::Ok();
}

}  // namespace sunder::scanner
