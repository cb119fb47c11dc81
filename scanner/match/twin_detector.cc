#include "scanner/match/twin_detector.h"

#include <algorithm>
#include <string>

#include "scanner/match/compiled.h"
#include "scanner/match/confirmer.h"

namespace sunder::scanner {
namespace {

void SearchTerms(PatternId id, const Pattern& pattern, Confirmer* confirmer) {
  std::string text(confirmer->folded());
  std::replace_if(
      text.begin(), text.end(), [](char c) { return c >= '\t' && c <= '\r'; }, ' ');
  for (uint32_t term = 0; term < pattern.terms.size(); ++term) {
    const std::string& folded = pattern.terms[term].folded;
    const auto spellings =
        pattern.view == View::kLabel ? LabelSpellings(folded) : std::vector<std::string>{folded};
    for (const std::string& spelling : spellings) {
      for (size_t at = text.find(spelling); at != std::string::npos;
           at = text.find(spelling, at + 1)) {
        confirmer->ConfirmTerm(
            {id, term}, {static_cast<uint32_t>(at), static_cast<uint32_t>(at + spelling.size())});
      }
    }
  }
}

}  // namespace

Status DetectSlowly(const RuleDatabase& database, const ScanText& text,
                    std::span<const JudgedCell> cells, std::vector<Candidate>* candidates) {
  const RuleDatabase::Compiled& compiled = database.compiled();
  Confirmer confirmer(database);
  confirmer.Start(text, cells, candidates);
  for (size_t cell = 0; cell < cells.size(); ++cell) {
    confirmer.StartCell(cell);
    for (PatternId id = 0; id < compiled.patterns.size(); ++id) {
      const Pattern& pattern = *compiled.patterns[id].source;
      if (pattern.view == View::kFieldName || pattern.is_code_system) continue;
      if (!pattern.finder.empty()) {
        confirmer.RunFinder(id);
      } else if (pattern.regex.empty()) {
        SearchTerms(id, pattern, &confirmer);
      } else {
        confirmer.MatchRegexEverywhere(id);
      }
    }
    confirmer.ConfirmCode();
    confirmer.FinishCell();
  }
  return confirmer.error();
}

bool SameCandidates(std::span<const Candidate> a, std::span<const Candidate> b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const Candidate& x, const Candidate& y) {
                      return x.rule == y.rule && x.pattern == y.pattern && x.value == y.value &&
                             x.cell == y.cell && x.folded == y.folded && x.original == y.original &&
                             x.confidence == y.confidence && x.validated == y.validated &&
                             x.has_context == y.has_context && x.cue == y.cue;
                    });
}

}  // namespace sunder::scanner
