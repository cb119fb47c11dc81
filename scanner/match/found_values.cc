// Candidates of patterns that have a finder: found and judged in one go.
#include <algorithm>

#include "scanner/match/confirmer.h"

namespace sunder::scanner {

void Confirmer::RunFinder(PatternId pattern_id) {
  const CompiledPattern& compiled = compiled_.patterns[pattern_id];
  const Rule& rule = database_.rules().rules[compiled.rule];
  if (!has_tokens_) tokens_.Start({folded_, {}, cells_[cell_].text, *text_, cell_});
  has_tokens_ = true;
  found_.clear();
  compiled.finder->find(&tokens_, &found_);
  for (const Validation& value : found_) {
    if (!value.span || value.span->empty() || value.span->end > folded_.size()) continue;
    Candidate candidate;
    candidate.rule = compiled.rule;
    candidate.pattern = compiled.pattern;
    candidate.label = rule.label;
    candidate.value = database_.rules().vocabulary.Root(rule.label);
    candidate.confidence_before = compiled.source->confidence;
    candidate.confidence = compiled.source->confidence;
    candidate.cell = static_cast<uint32_t>(cell_);
    candidate.folded = *value.span;
    candidate.cue = value.cue;
    if (value.verdict == ValidatorVerdict::kAccept) {
      candidate.validated = true;
      candidate.confidence = std::max(candidate.confidence, rule.confirm.validated_confidence);
    }
    candidate.original = text_->OriginalSpan(cell_, candidate.folded);
    candidate.whole_cell = IsWholeCell(candidate.folded);
    AddContext(rule, &candidate);
    if (trace_ != nullptr) {
      Trace(pattern_id, "found at bytes " + std::to_string(candidate.original.begin) + ".." +
                            std::to_string(candidate.original.end) + ": " +
                            std::string(candidate.cue));
    }
    candidates_->push_back(candidate);
  }
}

}  // namespace sunder::scanner
