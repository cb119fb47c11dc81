#include <fnmatch.h>

#include <algorithm>
#include <cstdio>
#include <optional>
#include <set>
#include <string_view>
#include <tuple>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "scanner/context/context_rules.h"
#include "scanner/context/sentence_judge.h"
#include "scanner/profile/associations.h"
#include "scanner/profile/column_judge.h"
#include "scanner/profile/table_profile.h"

namespace sunder::scanner {
namespace {

// A name in a header counts as a person's from this confidence on: "First Name" holds none.
constexpr float kHeaderNameConfidenceMin = 0.8F;
constexpr size_t kNamesMax = 10'000;  // remembered between tables

std::string Percent(double share) {
  return std::to_string(static_cast<int>(share * 100.0 + 0.5)) + " %";
}

std::string Score(float score) {
  char text[8];
  std::snprintf(text, sizeof text, "%.2f", static_cast<double>(score));
  return text;
}

bool MatchesGlob(const std::string& glob, const std::string& name) {
  return glob.empty() || fnmatch(glob.c_str(), name.c_str(), 0) == 0;
}

const FieldOverride* OverrideOf(const std::vector<FieldOverride>& overrides,
                                const TableReport& table, const std::string& path) {
  for (const FieldOverride& entry : overrides) {
    const bool is_this = entry.field == path && MatchesGlob(entry.object_glob, table.object) &&
                         MatchesGlob(entry.table_glob, table.table);
    if (is_this) return &entry;
  }
  return nullptr;
}

std::vector<HitSummary> SummariesOf(const FieldProfile& profile, LabelKind column_kind,
                                    const RuleSet& rules) {
  std::vector<HitSummary> hits;
  for (const auto& [key, hit] : profile.hits) {
    const auto& [label, grade, rule] = key;
    HitSummary summary;
    summary.label = rules.labels.name(label);
    summary.kind = rules.labels.kind(label);
    const bool is_part_of_name = IsPartOfName(profile, column_kind, grade);
    summary.grade = is_part_of_name ? EvidenceGrade::kTopic : grade;
    summary.rule = rules.rules[rule].id;
    summary.cells = hit.cells;
    summary.confidence_max = hit.confidence_max;
    uint64_t most = 0;
    for (const auto& [cue, count] : hit.cues) {  // ordered: of equals the first by alphabet
      if (count > most) {
        most = count;
        summary.cue = std::string(cue);
      }
    }
    hits.push_back(std::move(summary));
  }
  std::sort(hits.begin(), hits.end(), [](const HitSummary& a, const HitSummary& b) {
    return std::tie(a.label, a.grade, a.rule) < std::tie(b.label, b.grade, b.rule);
  });
  // What was regraded may now say the same as its neighbour.
  for (size_t i = 1; i < hits.size();) {
    HitSummary& before = hits[i - 1];
    const bool is_same = std::tie(before.label, before.grade, before.rule) ==
                         std::tie(hits[i].label, hits[i].grade, hits[i].rule);
    if (!is_same) {
      ++i;
      continue;
    }
    before.cells += hits[i].cells;
    before.confidence_max = std::max(before.confidence_max, hits[i].confidence_max);
    hits.erase(hits.begin() + static_cast<std::ptrdiff_t>(i));
  }
  return hits;
}

// Cells beyond a header go on with its last column, whose comma nobody quoted: "White, Asian". What
// the column is, they are.
void LabelCellsBeyondHeader(size_t header_size, std::vector<FieldReport>* fields) {
  if (header_size == 0 || header_size >= fields->size()) return;
  const FieldReport last = (*fields)[header_size - 1];
  if (last.kind != LabelKind::kSpecial) return;
  for (size_t i = header_size; i < fields->size(); ++i) {
    FieldReport& field = (*fields)[i];
    const bool is_beyond = field.path == "column " + std::to_string(i + 1);
    if (!is_beyond || !field.label.empty() || field.is_overridden) continue;
    field.label = last.label;
    field.kind = last.kind;
    field.grade = last.grade;
    field.rule = last.rule;
    field.rule_index = last.rule_index;
    field.confidence = last.confidence;
    field.is_free_text = false;
    field.explanation.push_back("cells beyond the header go on with column " +
                                std::to_string(header_size));
  }
}

bool IsFreeText(const FieldProfile& profile, const FieldReport& field) {
  bool has_personal = false;
  for (const HitSummary& hit : field.hits) has_personal = has_personal || IsPersonal(hit.grade);
  if (field.kind == LabelKind::kSpecial || field.hits.empty()) return false;
  if (has_personal) return true;
  const bool is_text = profile.long_values > 0 || profile.text_values * 10 >= profile.filled * 3;
  return field.label.empty() && is_text;
}

}  // namespace

// What is said by a header alone.
struct JudgedName {
  ColumnName name;
  bool is_sensitive = false;
  bool speaks_of_persons = false;
  std::optional<LabelId> identity;
};

struct TableJudge::State {
  State(const RuleDatabase& database, std::unique_ptr<Detector> own_detector)
      : rules(database.rules()),
        detector(std::move(own_detector)),
        sentences(database),
        columns(database.rules(), database.Companion<ContextRules>()),
        allowances(database.rules()) {}

  // Thousands of tables share their headers. The answer lives until ForgetNames.
  Result<const JudgedName*> JudgeName(const std::string& path);
  void ForgetNames() {
    if (names.size() > kNamesMax) names.clear();
  }
  // Whether the header itself holds a value: "Jane Roe", an e-mail address.
  Result<bool> IsSensitiveName(const std::string& path);
  void Fill(const ColumnVerdict& verdict, const ColumnName& name, FieldReport* field) const;
  Status Apply(const FieldOverride& entry, FieldReport* field) const;

  const RuleSet& rules;
  std::unique_ptr<Detector> detector;
  SentenceJudge sentences;
  ColumnJudge columns;
  const Allowances allowances;
  std::unordered_map<std::string, JudgedName> names;
};

Result<const JudgedName*> TableJudge::State::JudgeName(const std::string& path) {
  const auto known = names.find(path);
  if (known != names.end()) return &known->second;
  JudgedName judged;
  SUNDER_ASSIGN_OR_RETURN(judged.name, columns.NameOf(path, detector.get()));
  SUNDER_ASSIGN_OR_RETURN(judged.is_sensitive, IsSensitiveName(path));
  judged.speaks_of_persons = columns.SpeaksOfPersons(judged.name);
  judged.identity = columns.IdentityOf(judged.name);
  return &names.emplace(path, std::move(judged)).first->second;
}

Result<bool> TableJudge::State::IsSensitiveName(const std::string& path) {
  ScanText text;
  SUNDER_RETURN_IF_ERROR(text.Append(path));
  const JudgedCell cell{path, {}};
  std::vector<Candidate> candidates;
  SUNDER_RETURN_IF_ERROR(detector->Detect(text, {&cell, 1}, &candidates));
  std::vector<Finding> findings;
  sentences.Judge(cell, 0, text.CellTextFolded(0), candidates, &findings);
  for (const Finding& finding : findings) {
    const LabelKind kind = rules.labels.kind(finding.label);
    const bool is_name = rules.labels.name(finding.label) == "person_name";
    if (kind == LabelKind::kSpecial && IsPersonal(finding.grade)) return true;
    if (kind != LabelKind::kDirect && kind != LabelKind::kSecret) continue;
    if (!is_name || finding.validated || finding.confidence >= kHeaderNameConfidenceMin)
      return true;
  }
  return false;
}

void TableJudge::State::Fill(const ColumnVerdict& verdict, const ColumnName& name,
                             FieldReport* field) const {
  field->label = rules.labels.name(verdict.label);
  field->kind = rules.labels.kind(verdict.label);
  field->grade = verdict.grade;
  field->rule = rules.rules[verdict.rule].id;
  field->rule_index = verdict.rule;
  field->confidence = verdict.confidence;
  field->explanation.push_back("rule " + field->rule + " by " + std::string(verdict.basis));
  field->explanation.push_back(Percent(verdict.share) + " of the distinct values sampled agree");
  for (const FieldNameMatch& match : name.matches) {
    if (match.label != verdict.label || match.end == 0 || field->name_is_sensitive) continue;
    std::string term;
    for (uint32_t i = match.begin; i < match.end; ++i) {
      term += (term.empty() ? "" : " ") + name.words[i];
    }
    field->explanation.push_back("the header says `" + term + "` (" + rules.rules[match.rule].id +
                                 ")");
    break;
  }
  field->explanation.push_back("score " + Score(verdict.confidence_before) + " -> " +
                               Score(verdict.confidence));
}

Status TableJudge::State::Apply(const FieldOverride& entry, FieldReport* field) const {
  field->is_overridden = true;
  field->explanation.push_back("set to `" + entry.label + "` by hand: " + entry.reason);
  field->label.clear();
  field->kind = LabelKind::kNone;
  field->grade = EvidenceGrade::kNone;
  field->confidence = 1.0F;
  if (entry.label == "none") {
    field->rule.clear();
    return Status::Ok();
  }
  const std::optional<LabelId> label = rules.labels.Find(entry.label);
  if (!label || *label == kNoLabel) {
    return Status::Usage("override of field `" + field->display + "`: no label is named `" +
                         entry.label + "`; use `none` or a label of `sunder rules list`");
  }
  field->label = entry.label;
  field->kind = rules.labels.kind(*label);
  if (field->kind == LabelKind::kSpecial) field->grade = EvidenceGrade::kDeclaredField;
  const bool is_own_rule = !field->rule.empty() && rules.rules[field->rule_index].label == *label;
  if (is_own_rule) return Status::Ok();
  for (RuleIndex i = 0; i < rules.rules.size(); ++i) {
    if (rules.rules[i].label != *label) continue;
    field->rule = rules.rules[i].id;
    field->rule_index = i;
    break;
  }
  return Status::Ok();
}

TableJudge::TableJudge(std::unique_ptr<State> state) : state_(std::move(state)) {}
TableJudge::~TableJudge() = default;

Result<std::unique_ptr<TableJudge>> TableJudge::Create(const RuleDatabase& database) {
  SUNDER_ASSIGN_OR_RETURN(std::unique_ptr<Detector> detector, Detector::Create(database));
  return std::unique_ptr<TableJudge>(
      new TableJudge(std::make_unique<State>(database, std::move(detector))));
}

Status TableJudge::Judge(const TableProfile& profile, const std::vector<std::string>& known_fields,
                         const std::vector<FieldOverride>& overrides, TableReport* table) {
  std::vector<std::string> paths = known_fields;
  const std::unordered_set<std::string_view> known(known_fields.begin(), known_fields.end());
  for (const auto& [path, field] : profile.fields()) {
    if (!known.contains(path)) paths.push_back(path);
  }
  std::vector<const JudgedName*> names;
  state_->ForgetNames();
  size_t personal = 0;
  std::set<LabelId> identities;
  for (const std::string& path : paths) {
    SUNDER_ASSIGN_OR_RETURN(const JudgedName* const name, state_->JudgeName(path));
    personal += name->speaks_of_persons ? 1 : 0;
    if (name->identity) identities.insert(*name->identity);
    names.push_back(name);
  }
  table->records = profile.records();
  table->fields.clear();
  table->associations.clear();
  TableName about =
      state_->columns.TableNameOf(table->table.empty() ? table->object : table->table);
  // "items.csv", "page.html": what a file is called says less than the columns of its records.
  if (about.topic == TableTopic::kThings && state_->columns.AreOfPersons(identities)) {
    about.topic = TableTopic::kUnknown;
  }
  for (size_t i = 0; i < paths.size(); ++i) {
    FieldReport field;
    field.path = paths[i];
    field.position = static_cast<uint32_t>(i + 1);
    field.name_is_sensitive = names[i]->is_sensitive;
    field.display = field.name_is_sensitive ? "column " + std::to_string(field.position) : paths[i];
    const auto found = profile.fields().find(paths[i]);
    if (found != profile.fields().end() && found->second.filled > 0) {
      field.filled = found->second.filled;
      field.distinct = found->second.sample.DistinctEstimate();
      const size_t own = names[i]->speaks_of_persons ? 1 : 0;
      SUNDER_ASSIGN_OR_RETURN(const ColumnVerdict verdict,
                              state_->columns.Judge(names[i]->name, about, personal > own,
                                                    found->second, state_->detector.get()));
      const Allowance* allowance = state_->allowances.OfField(paths[i], verdict.label);
      if (allowance != nullptr && verdict.label != kNoLabel) {
        field.explanation.push_back("not `" + state_->rules.labels.name(verdict.label) +
                                    "`, as allowed until " + allowance->expires + ": " +
                                    allowance->reason);
      } else if (verdict.label != kNoLabel) {
        state_->Fill(verdict, names[i]->name, &field);
      }
      field.hits = SummariesOf(found->second, field.kind, state_->rules);
    }
    if (const FieldOverride* entry = OverrideOf(overrides, *table, paths[i])) {
      SUNDER_RETURN_IF_ERROR(state_->Apply(*entry, &field));
    }
    const bool is_cleared = field.is_overridden && field.label.empty();
    if (field.filled > 0 && !is_cleared) field.is_free_text = IsFreeText(found->second, field);
    table->fields.push_back(std::move(field));
  }
  LabelCellsBeyondHeader(known_fields.size(), &table->fields);
  FindAssociations(profile, state_->rules.labels, table);
  return Status::Ok();
}

Result<FieldReport> TableJudge::JudgeColumn(std::string_view table, std::string_view header,
                                            std::span<const std::string> values) {
  RecordBlock block;
  block.fields.emplace_back(header);
  block.record_count = static_cast<uint32_t>(values.size());
  for (uint32_t i = 0; i < values.size(); ++i) {
    CellRef cell;
    cell.record = i;
    cell.begin = static_cast<uint32_t>(block.data.size());
    block.data += values[i];
    cell.end = static_cast<uint32_t>(block.data.size());
    block.cells.push_back(cell);
  }
  TableProfile profile([](std::string_view) { return false; });
  SUNDER_RETURN_IF_ERROR(profile.AddBlock(block, nullptr));
  profile.Finish();
  TableReport report;
  report.table = std::string(table);
  SUNDER_RETURN_IF_ERROR(Judge(profile, {std::string(header)}, {}, &report));
  return report.fields.front();
}

bool TableJudge::MayHeadSpecial(std::string_view path) {
  const Result<ColumnName> name = state_->columns.NameOf(path, state_->detector.get());
  if (!name.ok()) return true;  // a header that cannot be read is not trusted
  return std::any_of(name->matches.begin(), name->matches.end(), [&](const FieldNameMatch& match) {
    return state_->rules.labels.kind(match.label) == LabelKind::kSpecial;
  });
}

}  // namespace sunder::scanner
