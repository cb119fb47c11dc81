#include <algorithm>

#include "scanner/match/compiled.h"
#include "scanner/match/confirmer.h"
#include "scanner/match/rule_check.h"

namespace sunder::scanner {
namespace {

std::string Shown(uint32_t begin, uint32_t end) {
  return std::to_string(begin) + ".." + std::to_string(end);
}

class Explainer {
 public:
  Explainer(const RuleDatabase& database, std::string_view text)
      : database_(database), compiled_(database.compiled()), cell_{text, {}} {}

  Status Prepare() {
    SUNDER_RETURN_IF_ERROR(text_.Append(cell_.text));
    FindLiterals();
    return Status::Ok();
  }

  std::string Folded() const {
    return "folded: " + std::to_string(cell_.text.size()) + " bytes to " +
           std::to_string(text_.text().size()) + ": `" + std::string(text_.text()) + "`";
  }

  // Every stage of one rule; empty when no literal and no regex of it is there.
  std::vector<std::string> Explain(RuleIndex rule) {
    std::vector<std::string> lines;
    std::vector<Candidate> candidates;
    Confirmer confirmer(database_);
    confirmer.Start(text_, {&cell_, 1}, &candidates);
    confirmer.StartCell(0);
    confirmer.set_trace(&lines, rule);
    for (const RawRun& run : runs_) ExplainRun(run, rule, &confirmer, &lines);
    for (PatternId id = 0; id < compiled_.patterns.size(); ++id) {
      if (compiled_.patterns[id].rule != rule) continue;
      if (compiled_.patterns[id].finder != nullptr) confirmer.RunFinder(id);
      if (compiled_.patterns[id].regex == nullptr) continue;
      confirmer.MatchRegexEverywhere(id);
    }
    confirmer.ConfirmCode();
    confirmer.FinishCell();
    if (lines.empty()) return lines;
    size_t kept = 0;
    for (const Candidate& candidate : candidates) kept += candidate.rule == rule ? 1 : 0;
    lines.push_back("  candidates of this rule, nested ones left out: " + std::to_string(kept));
    return lines;
  }

 private:
  // Wherever they stand, also inside words: the scanner leaves those out that come to nothing.
  void FindLiterals() {
    const std::string_view shape = text_.shape();
    for (uint32_t literal = 0; literal < compiled_.terms.literals.size(); ++literal) {
      const std::string_view wanted = compiled_.terms.ShapeOf(literal);
      for (size_t at = shape.find(wanted); at != std::string_view::npos;
           at = shape.find(wanted, at + 1)) {
        const auto end = static_cast<uint32_t>(at + wanted.size());
        runs_.push_back({literal, end, end});
      }
    }
    std::stable_sort(runs_.begin(), runs_.end(),
                     [](const RawRun& a, const RawRun& b) { return a.end < b.end; });
  }

  void ExplainRun(const RawRun& run, RuleIndex rule, Confirmer* confirmer,
                  std::vector<std::string>* lines) const {
    const Literal& literal = compiled_.terms.literals[run.literal];
    const auto begin = static_cast<uint32_t>(run.end - literal.size);
    for (uint32_t at = literal.first_use; at < literal.first_use + literal.use_count; ++at) {
      const LiteralUse& use = compiled_.terms.uses[at];
      if (compiled_.patterns[use.pattern].rule != rule) continue;
      const bool is_anchor = use.term == LiteralUse::kAnchor;
      lines->push_back("  pattern " + std::to_string(compiled_.patterns[use.pattern].pattern + 1) +
                       ": literal `" + std::string(compiled_.terms.ShapeOf(run.literal)) + "` at " +
                       Shown(begin, run.last_end) +
                       (is_anchor ? ": the regex is tried around it" : ""));
      if (!is_anchor) confirmer->ConfirmTerm(use, {begin, run.end});
    }
  }

  const RuleDatabase& database_;
  const RuleDatabase::Compiled& compiled_;
  const JudgedCell cell_;
  ScanText text_;
  std::vector<RawRun> runs_;
};

}  // namespace

Result<std::vector<std::string>> ExplainText(const RuleDatabase& database, std::string_view rule_id,
                                             std::string_view text) {
  const RuleSet& rules = database.rules();
  const std::optional<RuleIndex> wanted = rules.Find(rule_id);
  if (!rule_id.empty() && !wanted) {
    return Status::Usage("no rule has the id `" + std::string(rule_id) +
                         "`; `sunder rules list` names them all");
  }
  Explainer explainer(database, text);
  SUNDER_RETURN_IF_ERROR(explainer.Prepare());
  std::vector<std::string> lines = {explainer.Folded()};
  for (RuleIndex rule = 0; rule < rules.rules.size(); ++rule) {
    if (wanted && *wanted != rule) continue;
    const std::vector<std::string> stages = explainer.Explain(rule);
    if (stages.empty() && !wanted) continue;
    lines.push_back("rule " + rules.rules[rule].id);
    if (stages.empty()) lines.push_back("  no literal, regex or code of it is in the text");
    lines.insert(lines.end(), stages.begin(), stages.end());
  }
  return lines;
}

}  // namespace sunder::scanner
