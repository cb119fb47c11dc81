#include "scanner/match/detector.h"

#include <algorithm>
#include <utility>

#include "scanner/match/ascii_word.h"
#include "scanner/match/compiled.h"
#include "scanner/match/confirmer.h"
#include "scanner/match/silent_shapes.h"
#include "scanner/text/unmask.h"

namespace sunder::scanner {

// Where in the current cell a regex is to be tried: around anchors whose windows overlap.
struct OpenWindow {
  bool is_open = false;
  uint32_t begin = 0;             // first anchor's end less the window
  uint32_t last_end = 0;          // last anchor's end
  std::vector<uint32_t> anchors;  // the literals, each once
};

struct Detector::State {
  explicit State(const RuleDatabase& rule_database)
      : database(rule_database),
        compiled(rule_database.compiled()),
        confirmer(rule_database),
        windows(compiled.patterns.size()) {}

  // The runs [*run, ...) that end in the cell; moves `*run` behind them.
  void DetectCell(const ScanText& text, size_t cell, size_t* run);
  void AddAnchor(PatternId pattern, uint32_t literal, Span ends);
  void Close(PatternId pattern);

  const RuleDatabase& database;
  const RuleDatabase::Compiled& compiled;
  Confirmer confirmer;
  SilentShapes silent_shapes;
  LiteralScanner::Scratch scratch;
  std::vector<RawRun> runs;
  std::vector<OpenWindow> windows;       // by pattern
  std::vector<PatternId> open_patterns;  // those with an open window
};

void Detector::State::Close(PatternId pattern) {
  OpenWindow& window = windows[pattern];
  const auto size = static_cast<uint32_t>(confirmer.folded().size());
  const uint32_t reach = compiled.patterns[pattern].source->window_bytes;
  const uint32_t limit = size - window.last_end > reach ? window.last_end + reach : size;
  confirmer.MatchRegex(pattern, window.begin, window.last_end, limit, window.anchors);
  window.is_open = false;
}

// `ends`: of the first and the last match of a run.
void Detector::State::AddAnchor(PatternId pattern, uint32_t literal, Span ends) {
  OpenWindow& window = windows[pattern];
  const uint32_t reach = compiled.patterns[pattern].source->window_bytes;
  const uint64_t before = uint64_t{reach} + compiled.terms.literals[literal].size;
  uint32_t begin = ends.begin > before ? ends.begin - static_cast<uint32_t>(before) : 0;
  const std::string_view folded = confirmer.folded();
  while (begin < folded.size() && (static_cast<unsigned char>(folded[begin]) & 0xC0U) == 0x80U) {
    ++begin;
  }
  if (window.is_open && begin <= uint64_t{window.last_end} + reach) {
    window.last_end = std::max(window.last_end, ends.end);
    const bool is_known =
        std::find(window.anchors.begin(), window.anchors.end(), literal) != window.anchors.end();
    if (!is_known) window.anchors.push_back(literal);
    return;
  }
  if (window.is_open) {
    Close(pattern);
  } else {
    open_patterns.push_back(pattern);
  }
  window.is_open = true;
  window.begin = begin;
  window.last_end = ends.end;
  window.anchors.assign(1, literal);
}

void Detector::State::DetectCell(const ScanText& text, size_t cell, size_t* run) {
  const FoldedCell& place = text.cells()[cell];
  confirmer.StartCell(cell);
  const std::string_view folded = confirmer.folded();
  for (; *run < runs.size() && runs[*run].end <= place.end; ++*run) {
    const RawRun& found = runs[*run];
    const Literal& literal = compiled.terms.literals[found.literal];
    const uint32_t end = found.end - place.begin;
    const uint32_t begin = end - literal.size;
    const bool is_inside_word =
        (literal.begins_word && begin > 0 && IsAsciiWord(folded[begin - 1])) ||
        (literal.ends_word && end < folded.size() && IsAsciiWord(folded[end]));
    if (is_inside_word) continue;
    for (uint32_t at = literal.first_use; at < literal.first_use + literal.use_count; ++at) {
      const LiteralUse& use = compiled.terms.uses[at];
      if (use.term == LiteralUse::kAnchor) {
        AddAnchor(use.pattern, found.literal, {end, found.last_end - place.begin});
      } else {
        confirmer.ConfirmTerm(use, {begin, end});
      }
    }
  }
  for (const PatternId pattern : open_patterns) Close(pattern);
  open_patterns.clear();
  for (const PatternId pattern : compiled.slow_patterns) {
    const auto size = static_cast<uint32_t>(confirmer.folded().size());
    confirmer.MatchRegex(pattern, 0, size, size, {});
  }
  for (const PatternId pattern : compiled.finder_patterns) confirmer.RunFinder(pattern);
  if (compiled.has_distinctive_codes) confirmer.ConfirmCode();
  confirmer.FinishCell();
}

Detector::Detector(std::unique_ptr<State> state) : state_(std::move(state)) {}
Detector::~Detector() = default;

Result<std::unique_ptr<Detector>> Detector::Create(const RuleDatabase& database) {
  auto state = std::make_unique<State>(database);
  SUNDER_RETURN_IF_ERROR(state->compiled.scanner->Prepare(&state->scratch));
  return std::unique_ptr<Detector>(new Detector(std::move(state)));
}

Status Detector::Detect(const ScanText& text, std::span<const JudgedCell> cells,
                        std::vector<Candidate>* candidates) {
  if (text.cells().size() != cells.size()) {
    return Status::Internal("the text to scan was not made of the cells given with it");
  }
  State& state = *state_;
  SUNDER_RETURN_IF_ERROR(
      state.compiled.scanner->Scan(text.shape(), text.text(), &state.scratch, &state.runs));
  state.confirmer.Start(text, cells, candidates);
  const bool visits_every_cell =
      state.compiled.has_distinctive_codes || !state.compiled.slow_patterns.empty();
  const auto may_find = [&](std::string_view shape) {
    const auto& patterns = state.compiled.finder_patterns;
    return std::any_of(patterns.begin(), patterns.end(), [&](PatternId pattern) {
      return state.compiled.patterns[pattern].finder->may_find(shape);
    });
  };
  size_t run = 0;
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    const uint32_t end = text.cells()[cell].end;
    const bool has_runs = run < state.runs.size() && state.runs[run].end <= end;
    if (!has_runs) {
      const uint32_t begin = text.cells()[cell].begin;
      const std::string_view shape = text.shape().substr(begin, end - begin);
      const bool may_be_found = may_find(shape);
      if (!may_be_found && shape.size() <= ShortText::kSizeBytesMax && !ShapeMayBeMasked(shape)) {
        state.silent_shapes.Add(shape);
      }
      if (!visits_every_cell && !may_be_found) continue;
    }
    state.DetectCell(text, cell, &run);
  }
  return state.confirmer.error();
}

bool Detector::IsKnownSilent(std::string_view cell) const {
  ShortText text;
  return state_->compiled.slow_patterns.empty() && text.Assign(cell) &&
         state_->silent_shapes.Knows(text) &&
         !state_->compiled.scanner->HasNumber(text.shape(), text.folded()) &&
         !state_->confirmer.IsDistinctiveCode(text.folded());
}

Status Detector::DetectFieldName(std::string_view name, std::vector<Candidate>* candidates) {
  state_->confirmer.DetectFieldName(name, candidates);
  return Status::Ok();
}

ValueId Detector::CodeValue(RuleIndex rule, std::string_view cell) const {
  const Result<std::string> folded = Fold(cell);
  if (!folded.ok()) return kNoValue;
  for (const CodeEntry& code : state_->confirmer.FindCodes(*folded)) {
    const CompiledPattern& pattern = state_->compiled.patterns[code.pattern];
    if (pattern.rule == rule) return pattern.source->terms[code.term].value;
  }
  return kNoValue;
}

}  // namespace sunder::scanner
