#include "segregation/segregator.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "core/planted_leak.h"
#include "segregation/drop_sentences.h"

namespace sunder::segregation {
namespace {

constexpr int kPersonRole = 1;
constexpr int kContextRole = 2;

struct FieldAction {
  Route route = Route::kKeep;
  LabelId label = kNoLabel;
  RuleIndex rule = 0;
};

// JSON and SQL tell "no value" from text.
bool IsFilled(const RecordBlock& block, const CellRef& cell) {
  if (cell.begin == cell.end) return false;
  return cell.is_text || block.bytes().substr(cell.begin, cell.end - cell.begin) != "null";
}

}  // namespace

struct Segregator::State {
  const PlannedTable& table;
  const Policy& policy;
  const LabelCatalog& labels;
  const Vocabulary& vocabulary;
  const ObjectWriter& writer;
  const size_t table_index;
  Judge& judge;
  const SecondLook* const second_look;
  const CountingOptions counting;

  Status error = {};  // of construction; every Split returns it
  std::map<std::string, FieldAction, std::less<>> actions = {};  // by path
  std::set<LabelId> mandatory = {};
  // How values of the categories read, once more by each code system of a column.
  std::vector<std::pair<LabelId, RuleIndex>> readings = {};
  std::vector<LabelId> categories = {};  // sorted: what every record has exactly one value of

  ResidueProbes* probes = nullptr;  // of a split in place
  uint32_t object = 0;

  // Of the block at hand; kept for their memory.
  std::vector<const FieldAction*> action_by_field = {};
  std::vector<uint32_t> text_cells = {};
  std::vector<std::string> decoded = {};
  std::vector<JudgedCell> judged = {};
  std::vector<Finding> findings = {};
  std::vector<int> role_by_field = {};  // kPersonRole, kContextRole
  std::vector<StatedValue> stated = {};
  std::map<LabelId, ValueId> values = {};  // of the record at hand
  std::string person = {};                 // of the record at hand: the smallest of its keys
  std::string context = {};                // likewise

  Status Plan(const std::map<std::string, RuleIndex>& rule_by_id);
  Status AddCategory(const std::string& name, std::set<LabelId>* found) const;
  Status MatchFields(const RecordBlock& block);
  Status JudgeTexts(const RecordBlock& block);
  void CountValue(LabelId label, ValueId value, SplitCounts* counts);
  Status TakeText(const RecordBlock& block, uint32_t cell, size_t text_index,
                  std::span<const Finding> found, std::vector<CellEdit>* edits,
                  SplitOutput* output);
  void TakeColumn(const RecordBlock& block, const CellRef& cell, const FieldAction& action,
                  SplitOutput* output);
  static void Measure(std::string_view published, SplitOutput* output);
  uint64_t SentencesSize(std::string_view text, std::span<const Finding> found) const;
  void NoteText(const RecordBlock& block, uint32_t cell, std::string_view text,
                std::span<const Finding> found);
  void NoteColumn(const RecordBlock& block, const CellRef& cell, std::string_view text,
                  const FieldAction& action);
  void TakeKey(const RecordBlock& block, const CellRef& cell);
  Result<bool> IsShifted(const RecordBlock& block, std::span<const CellRef> cells);
  Status CloseRecord(uint64_t record, SplitOutput* output);
  void SealCells(const RecordBlock& block, std::span<const uint32_t> cells, SplitOutput* output);
  void SealNobodys(const RecordBlock& block, std::span<const CellRef> cells,
                   const SplitCounts& before, SplitOutput* output);
  QuarantineItem Item(const RecordBlock& block, const CellRef& cell, std::string text) const;
};

namespace {

// Of the label's own code systems where a person has given the label and no rule.
Result<RuleIndex> RuleOf(const PlannedField& field,
                         const std::map<std::string, RuleIndex>& rule_by_id) {
  if (!field.rule.empty()) {
    const auto found = rule_by_id.find(field.rule);
    if (found != rule_by_id.end()) return found->second;
    return Status::Refused(
        "the plan names a rule that the rules do not have; run `sunder plan` again");
  }
  const std::string prefix = field.label + ".";
  const auto first = rule_by_id.lower_bound(prefix);
  const bool is_of_label = first != rule_by_id.end() && first->first.rfind(prefix, 0) == 0;
  return is_of_label ? first->second : RuleIndex{0};
}

}  // namespace

Status Segregator::State::AddCategory(const std::string& name, std::set<LabelId>* found) const {
  const std::optional<LabelId> label = labels.Find(name);
  if (label && vocabulary.Root(*label) != kNoValue) {
    found->insert(*label);
    return Status::Ok();
  }
  return Status::Refused("the plan counts `" + name +
                         "`, which is no special category of these rules; correct the plan, or "
                         "quarantine the field");
}

Status Segregator::State::Plan(const std::map<std::string, RuleIndex>& rule_by_id) {
  std::set<LabelId> found;
  for (const std::string& name : CountedCategories(table, labels)) {
    SUNDER_RETURN_IF_ERROR(AddCategory(name, &found));
  }
  for (const PlannedField& field : table.fields) {
    FieldAction action;
    action.route = field.route;
    if (field.route == Route::kSegregate) {
      action.label = *labels.Find(field.label);
      SUNDER_ASSIGN_OR_RETURN(action.rule, RuleOf(field, rule_by_id));
      if (field.is_mandatory) mandatory.insert(action.label);
      readings.emplace_back(action.label, action.rule);
    }
    actions[field.field] = action;
  }
  categories.assign(found.begin(), found.end());
  for (const LabelId label : categories) readings.emplace_back(label, RuleIndex{0});
  return Status::Ok();
}

// A field that the plan does not know would go to the identity store unjudged.
Status Segregator::State::MatchFields(const RecordBlock& block) {
  action_by_field.assign(block.fields.size(), nullptr);
  role_by_field.assign(block.fields.size(), 0);
  for (size_t i = 0; i < block.fields.size(); ++i) {
    const auto found = actions.find(block.fields[i]);
    if (found != actions.end()) action_by_field[i] = &found->second;
    if (counting.keyer != nullptr && block.fields[i] == table.person) {
      role_by_field[i] |= kPersonRole;
    }
    if (counting.contexts != nullptr && block.fields[i] == table.context) {
      role_by_field[i] |= kContextRole;
    }
  }
  for (const CellRef& cell : block.cells) {
    if (action_by_field[cell.field] != nullptr || !IsFilled(block, cell)) continue;
    return Status::Refused(table.object +
                           " holds a field that the plan does not know; run `sunder plan` again");
  }
  return Status::Ok();
}

Status Segregator::State::JudgeTexts(const RecordBlock& block) {
  text_cells.clear();
  findings.clear();
  for (uint32_t i = 0; i < block.cells.size(); ++i) {
    const CellRef& cell = block.cells[i];
    const FieldAction* action = action_by_field[cell.field];
    if (action == nullptr || !IsTextRoute(action->route)) continue;
    if (cell.is_text && IsFilled(block, cell)) text_cells.push_back(i);
  }
  // Views of `decoded` go into `judged`: it must not move while it is filled.
  if (decoded.size() < text_cells.size()) decoded.resize(text_cells.size());
  judged.clear();
  for (size_t i = 0; i < text_cells.size(); ++i) {
    const CellRef& cell = block.cells[text_cells[i]];
    judged.push_back({block.Text(cell, &decoded[i]), block.fields[cell.field]});
  }
  if (judged.empty()) return Status::Ok();
  return judge.JudgeCells(judged, &findings).WithContext(table.object);
}

void Segregator::State::CountValue(LabelId label, ValueId value, SplitCounts* counts) {
  if (!std::binary_search(categories.begin(), categories.end(), label)) return;
  if (value == kNoValue) value = vocabulary.Other(label);
  ++counts->special_values_in;
  ValueId& merged = values[label];
  if (merged != kNoValue) ++counts->duplicates_merged;
  merged = vocabulary.Merge(merged, value);
}

QuarantineItem Segregator::State::Item(const RecordBlock& block, const CellRef& cell,
                                       std::string text) const {
  return {table.object, table.table, block.fields[cell.field], block.first_record + cell.record,
          std::move(text)};
}

void Segregator::State::NoteText(const RecordBlock& block, uint32_t cell, std::string_view text,
                                 std::span<const Finding> found) {
  if (probes == nullptr) return;
  for (const Finding& finding : found) {
    if (!IsPersonalSpecial(finding, labels)) continue;
    const std::string_view sentence =
        finding.sentence.end > text.size() || finding.sentence.begin >= finding.sentence.end
            ? text
            : text.substr(finding.sentence.begin, finding.sentence.end - finding.sentence.begin);
    if (sentence.size() >= kProbeSizeBytesMin) {
      probes->Add(object, sentence);
    } else {
      probes->AddInContext(object, block, cell, !table.table.empty());
    }
  }
}

void Segregator::State::Measure(std::string_view published, SplitOutput* output) {
  output->text_sizes.Add(std::min(JsonTextSize(published), kMeasuredTextSizeBytesMax));
}

// Of the personal ones, without the blanks about them: the same wherever they stand.
uint64_t Segregator::State::SentencesSize(std::string_view text,
                                          std::span<const Finding> found) const {
  constexpr std::string_view kBlank = " \t\r\n\f\v";
  std::set<std::pair<uint32_t, uint32_t>> sentences;
  for (const Finding& finding : found) {
    if (!IsPersonalSpecial(finding, labels)) continue;
    sentences.emplace(finding.sentence.begin, finding.sentence.end);
  }
  uint64_t size_bytes = 0;
  for (const auto& [begin, end] : sentences) {
    std::string_view sentence = text.substr(begin, end - begin);
    const size_t first = sentence.find_first_not_of(kBlank);
    if (first == std::string_view::npos) continue;
    sentence.remove_prefix(first);
    size_bytes += JsonTextSize(sentence.substr(0, sentence.find_last_not_of(kBlank) + 1));
  }
  return size_bytes;
}

// A common word occurs rightfully elsewhere: only beside its neighbours is it residue.
void Segregator::State::NoteColumn(const RecordBlock& block, const CellRef& cell,
                                   std::string_view text, const FieldAction& action) {
  if (probes == nullptr) return;
  const bool is_distinctive =
      text.size() >= kProbeSizeBytesMin &&
      (action.route == Route::kQuarantine || !judge.IsCommonWord(action.label, action.rule, text));
  if (is_distinctive) probes->Add(object, text);
  probes->AddInContext(object, block, static_cast<size_t>(&cell - block.cells.data()),
                       !table.table.empty());
}

Status Segregator::State::TakeText(const RecordBlock& block, uint32_t cell, size_t text_index,
                                   std::span<const Finding> found, std::vector<CellEdit>* edits,
                                   SplitOutput* output) {
  ++output->counts.texts_in;
  const bool has_personal = std::any_of(found.begin(), found.end(), [&](const Finding& finding) {
    return IsPersonalSpecial(finding, labels);
  });
  const JudgedCell& text = judged[text_index];
  if (!has_personal) {
    if (second_look == nullptr || second_look->Look(text.text, {}) == Objection::kNone) {
      Measure(text.text, output);
      return Status::Ok();
    }
    // Nothing was found in it that could be searched for alone.
    if (probes != nullptr && text.text.size() >= kProbeSizeBytesMin) probes->Add(object, text.text);
    ++output->counts.texts_withheld;
    output->quarantine.push_back(Item(block, block.cells[cell], std::string(text.text)));
    edits->push_back({cell, CellEdit::Kind::kReplace, std::string()});
    return Status::Ok();
  }
  NoteText(block, cell, text.text, found);
  const Route route = action_by_field[block.cells[cell].field]->route;
  stated.clear();
  Result<std::optional<std::string>> rest = DropFoundSentences(
      text.text, text.field, found, policy, route, labels, judge, second_look, &stated);
  if (!rest.ok()) return rest.status().WithContext(table.object);
  bool is_foreseen = true;
  for (const StatedValue& value : stated) {
    CountValue(value.label, value.value, &output->counts);
    is_foreseen =
        is_foreseen && std::binary_search(categories.begin(), categories.end(), value.label);
  }
  // What the plan did not foresee is not counted, so nothing of its text is published either.
  const bool is_withheld = !rest->has_value() || !is_foreseen;
  ++(is_withheld ? output->counts.texts_withheld : output->counts.texts_dropped_from);
  output->quarantine.push_back(Item(block, block.cells[cell], std::string(text.text)));
  if (!is_withheld) {
    Measure(**rest, output);
    output->quarantine.back().is_shortened = true;
    output->quarantine.back().dropped_size_bytes = SentencesSize(text.text, found);
  }
  edits->push_back(
      {cell, CellEdit::Kind::kReplace, is_withheld ? std::string() : std::move(**rest)});
  SUNDER_PLANT("*", planted::Note(table.object, block.first_record + block.cells[cell].record,
                                  stated.front().label, text.text));
  SUNDER_PLANT("withheld_marked",
               if (is_withheld) edits->back().text = planted::MarkOf(stated.front().label));
  return Status::Ok();
}

void Segregator::State::TakeColumn(const RecordBlock& block, const CellRef& cell,
                                   const FieldAction& action, SplitOutput* output) {
  if (!IsFilled(block, cell)) return;
  std::string scratch;
  const std::string_view text = block.Text(cell, &scratch);
  SUNDER_PLANT("*",
               planted::Note(table.object, block.first_record + cell.record, action.label, text));
  NoteColumn(block, cell, text, action);
  if (action.route == Route::kQuarantine) {
    ++output->counts.cells_quarantined;
    output->quarantine.push_back(Item(block, cell, std::string(text)));
    return;
  }
  const ValueId value = judge.CanonicalValue(action.label, action.rule, text);
  if (value != kNoValue) CountValue(action.label, value, &output->counts);
}

// Which of several cells comes first must not matter: the smallest counts.
void Segregator::State::TakeKey(const RecordBlock& block, const CellRef& cell) {
  if (!IsFilled(block, cell)) return;
  std::string scratch;
  const std::string_view text = block.Text(cell, &scratch);
  const auto take = [](std::string found, std::string* kept) {
    if (!found.empty() && (kept->empty() || found < *kept)) *kept = std::move(found);
  };
  if (role_by_field[cell.field] & kPersonRole) {
    take(NormalisedPersonKey(table.person_kind, text), &person);
  }
  if (role_by_field[cell.field] & kContextRole) {
    take(ContextName(text, table.context_part), &context);
  }
}

// "None" is a value, too: every record counts once in every category of its table.
Status Segregator::State::CloseRecord(uint64_t record, SplitOutput* output) {
  PersonValue of_person;
  if (counting.keyer != nullptr) {
    if (person.empty()) ++output->records_without_person;
    of_person.person = person.empty() ? counting.keyer->OfRecord(table.object, table.table, record)
                                      : counting.keyer->OfPerson(table.person_kind, person);
  }
  if (counting.contexts != nullptr) {
    SUNDER_ASSIGN_OR_RETURN(of_person.context, counting.contexts->Find(context));
  }
  for (const LabelId label : categories) {
    const auto found = values.find(label);
    const ValueId value = found == values.end() ? kNoValue : found->second;
    if (value == kNoValue && mandatory.contains(label)) {
      return Status::Refused(
          "a field that the plan calls mandatory is without a value in some record; take "
          "`mandatory` out of the plan");
    }
    output->special[of_person.context].Add(label, value);
    if (std::binary_search(counting.by_person.begin(), counting.by_person.end(), label)) {
      of_person.label = label;
      of_person.value = value;
      output->persons.push_back(of_person);
    }
    if (value != kNoValue) ++output->counts.special_values_out;
  }
  values.clear();
  person.clear();
  context.clear();
  return Status::Ok();
}

// A record whose cells do not fit the columns, one of which stays and holds what leaves: the plan
// does not say where its values stand. Says nothing of the cells that leave, so that it is the same
// whatever they hold.
Result<bool> Segregator::State::IsShifted(const RecordBlock& block,
                                          std::span<const CellRef> cells) {
  if (readings.empty() || !writer.MayBeShifted(table_index, cells)) return false;
  std::vector<std::string> texts(cells.size());
  std::vector<JudgedCell> kept;
  for (size_t i = 0; i < cells.size(); ++i) {
    const FieldAction* action = action_by_field[cells[i].field];
    const bool stays = action == nullptr || action->route == Route::kKeep;
    if (!stays || !IsFilled(block, cells[i])) continue;
    kept.push_back({block.Text(cells[i], &texts[i]), block.fields[cells[i].field]});
    for (const auto& [label, rule] : readings) {
      const ValueId value = judge.CanonicalValue(label, rule, kept.back().text);
      if (value != kNoValue && value != vocabulary.Other(label)) return true;
    }
  }
  std::vector<Finding> found;
  SUNDER_RETURN_IF_ERROR(judge.JudgeCells(kept, &found).WithContext(table.object));
  return std::any_of(found.begin(), found.end(), [&](const Finding& finding) {
    return IsPersonalSpecial(finding, labels);
  });
}

// Texts that stated something are sealed by themselves already; they are once more here, and empty
// ones, too, so that the number of sealed items does not depend on where a statement stands.
void Segregator::State::SealCells(const RecordBlock& block, std::span<const uint32_t> cells,
                                  SplitOutput* output) {
  for (const uint32_t index : cells) {
    const CellRef& cell = block.cells[index];
    const FieldAction* action = action_by_field[cell.field];
    const Route route = action == nullptr ? Route::kKeep : action->route;
    if (route == Route::kSegregate || route == Route::kQuarantine) continue;
    if (!IsTextRoute(route) && !IsFilled(block, cell)) continue;
    std::string scratch;
    ++output->counts.cells_quarantined;
    output->quarantine.push_back(Item(block, cell, std::string(block.Text(cell, &scratch))));
  }
}

// `before`: the counts without this record. What is not of a segregated column is sealed already.
void Segregator::State::SealNobodys(const RecordBlock& block, std::span<const CellRef> cells,
                                    const SplitCounts& before, SplitOutput* output) {
  SplitCounts& counts = output->counts;
  ++counts.records_of_nobody;
  counts.special_values_sealed += counts.special_values_in - before.special_values_in;
  counts.special_values_sealed -= counts.duplicates_merged - before.duplicates_merged;
  for (const CellRef& cell : cells) {
    const FieldAction* action = action_by_field[cell.field];
    if (action == nullptr || action->route != Route::kSegregate || !IsFilled(block, cell)) continue;
    std::string scratch;
    output->quarantine.push_back(Item(block, cell, std::string(block.Text(cell, &scratch))));
  }
  values.clear();
  person.clear();
  context.clear();
}

Segregator::Segregator(const PlannedTable& table, const Policy& policy, const LabelCatalog& labels,
                       const Vocabulary& vocabulary,
                       const std::map<std::string, RuleIndex>& rule_by_id,
                       const ObjectWriter& writer, size_t table_index, Judge& judge,
                       const SecondLook* second_look, CountingOptions counting)
    : state_(new State{table, policy, labels, vocabulary, writer, table_index, judge, second_look,
                       std::move(counting)}) {
  state_->error = state_->Plan(rule_by_id).WithContext(table.object);
}

Segregator::~Segregator() = default;

void Segregator::NoteRemoved(ResidueProbes* probes, uint32_t object) {
  state_->probes = probes;
  state_->object = object;
}

Status Segregator::Split(RecordBlock* block, SplitOutput* output) {
  State& state = *state_;
  SUNDER_RETURN_IF_ERROR(state.error);
  SUNDER_RETURN_IF_ERROR(block->EnsureIndexed());
  SUNDER_RETURN_IF_ERROR(state.MatchFields(*block));
  SUNDER_RETURN_IF_ERROR(state.JudgeTexts(*block));
  uint32_t cell = 0;
  size_t text = 0;
  size_t finding = 0;
  std::vector<CellEdit> edits;
  for (uint32_t record = 0; record < block->record_count; ++record) {
    edits.clear();
    const uint32_t first_cell = cell;
    const SplitCounts before = output->counts;
    for (; cell < block->cells.size() && block->cells[cell].record == record; ++cell) {
      if (state.role_by_field[block->cells[cell].field] != 0) {
        state.TakeKey(*block, block->cells[cell]);
      }
      if (text < state.text_cells.size() && state.text_cells[text] == cell) {
        const size_t begin = finding;
        while (finding < state.findings.size() && state.findings[finding].cell == text) ++finding;
        const std::span<const Finding> found =
            std::span<const Finding>(state.findings).subspan(begin, finding - begin);
        SUNDER_RETURN_IF_ERROR(state.TakeText(*block, cell, text, found, &edits, output));
        ++text;
        continue;
      }
      const FieldAction* action = state.action_by_field[block->cells[cell].field];
      if (action == nullptr) continue;
      if (action->route == Route::kSegregate || action->route == Route::kQuarantine) {
        SUNDER_PLANT("empty_cells", edits.push_back({cell, CellEdit::Kind::kReplace, ""}));
        state.TakeColumn(*block, block->cells[cell], *action, output);
      }
    }
    ++output->counts.records_in;
    const auto cells =
        std::span<const CellRef>(block->cells).subspan(first_cell, cell - first_cell);
    SUNDER_ASSIGN_OR_RETURN(const bool is_shifted, state.IsShifted(*block, cells));
    std::vector<uint32_t> withheld;
    std::string bytes;
    if (is_shifted) {
      ++output->counts.records_shifted;
      withheld.resize(cells.size());
      std::iota(withheld.begin(), withheld.end(), first_cell);
    } else {
      withheld = state.writer.WithheldCells(state.table_index, *block, record);
      SUNDER_RETURN_IF_ERROR(
          state.writer.Serialize(state.table_index, *block, record, edits, &bytes));
    }
    state.SealCells(*block, withheld, output);
    if (bytes.empty() && (is_shifted || !state.counting.is_text)) {
      state.SealNobodys(*block, cells, before, output);
      continue;
    }
    SUNDER_RETURN_IF_ERROR(state.CloseRecord(block->first_record + record, output));
    SUNDER_PLANT("*", planted::AlterRecord(state.table.object, &bytes));
    output->identity.records.push_back(std::move(bytes));
    ++output->counts.records_out;
  }
  return Status::Ok();
}

WriteOptions Segregator::OptionsOf(const PlannedTable& table) {
  WriteOptions options;
  SUNDER_PLANT("empty_cells", return options);
  for (const PlannedField& field : table.fields) {
    if (field.route == Route::kSegregate || field.route == Route::kQuarantine) {
      options.removed_fields.push_back(field.field);
    } else if (IsTextRoute(field.route) && !field.categories.empty()) {
      options.edited_fields.push_back(field.field);
    }
  }
  return options;
}

}  // namespace sunder::segregation
