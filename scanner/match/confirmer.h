// Confirmation of candidates: word boundary, RE2, validator, original case, context. The fast
// detector and its slow twin share it; they differ in how they find places to look at. Private to
// this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "scanner/match/compiled.h"
#include "scanner/match/detector.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

// What a field's name tells the rules, by RuleIndex.
struct FieldContext {
  std::vector<bool> has_context;
};

// One a thread.
class Confirmer {
 public:
  explicit Confirmer(const RuleDatabase& database);

  // `text`, `cells` and `candidates` must stay until the last FinishCell.
  void Start(const ScanText& text, std::span<const JudgedCell> cells,
             std::vector<Candidate>* candidates);
  void StartCell(size_t cell);
  std::string_view folded() const { return folded_; }

  // A term of a `words` or `value` pattern that stands at `span` but for white space and digits;
  // prefixes and endings of its language may stand beside it, the ending becomes part of the
  // candidate.
  void ConfirmTerm(const LiteralUse& use, Span span);
  // Regex matches that begin in [begin, last_begin], end at or before `limit` and overlap
  // one of `anchors` (indices of literals; empty: any match will do). The matches of a
  // pattern are defined so that they do not depend on where one begins to look:
  // at each position the preferred match of at most `window_bytes`, if there is one; taken from
  // left to right; after one that is confirmed the next begins behind it, after one that is not, at
  // the next word boundary inside or behind it.
  void MatchRegex(PatternId pattern, uint32_t begin, uint32_t last_begin, uint32_t limit,
                  std::span<const uint32_t> anchors);
  // The same by trying every position of the cell: slow and obvious.
  void MatchRegexEverywhere(PatternId pattern);
  // What the pattern's finder finds in the cell.
  void RunFinder(PatternId pattern);
  // The whole cell as a code that needs no header.
  void ConfirmCode();
  // Removes repeated and nested candidates of the cell and puts the rest in order.
  void FinishCell();

  // The codes that a whole cell may be.
  std::span<const CodeEntry> FindCodes(std::string_view folded) const;
  // Whether ConfirmCode would look at a cell of this text.
  bool IsDistinctiveCode(std::string_view folded) const;
  void DetectFieldName(std::string_view name, std::vector<Candidate>* candidates);

  // A regex of the rules turned out not to compile.
  const Status& error() const { return error_; }

  // Collects a line for every decision about `rule`; nullptr switches off.
  void set_trace(std::vector<std::string>* trace, RuleIndex rule) {
    trace_ = trace;
    traced_rule_ = rule;
  }

 private:
  void ConfirmLabel(const LiteralUse& use, Span span);
  void FindKnownCode(Candidate* found) const;
  bool IsEnding(const Term& term, Span* span) const;
  bool IsPrefix(const Term& term, Span span) const;
  bool Accepts(PatternId pattern, uint32_t term, Span span);
  bool Validate(PatternId pattern, Candidate* candidate);
  bool HasCase(const Pattern& pattern, Span original) const;
  void AddContext(const Rule& rule, Candidate* candidate);
  bool IsWholeCell(Span span) const;
  bool Search(const RE2& regex, uint32_t begin, uint32_t end, RE2::Anchor anchor,
              Span* match) const;
  bool MatchKnown(const KnownRegex& regex, uint32_t begin, uint32_t end, Span* match) const;
  // Where from `at` on a match can begin, by a glance; `limit`: nowhere.
  uint32_t FirstPlace(const CompiledPattern& pattern, bool is_known, uint32_t at,
                      uint32_t limit) const;
  enum class SearchResult : uint8_t { kMatch, kAgain, kEnd };
  // The first match from `*at` on that ends before `limit`; kAgain: none before the new `*at`.
  SearchResult SearchAhead(const LazyRegex& lazy, const RE2& regex, uint32_t window,
                           uint32_t last_begin, uint32_t limit, uint32_t* at, Span* match) const;
  bool SearchFirst(const LazyRegex& lazy, const RE2& regex, uint32_t begin, uint32_t end,
                   Span* match) const;
  bool IsRuledOut(const CompiledPattern& compiled, uint32_t begin, uint32_t limit);
  bool IsOnAnchor(Span match, std::span<const uint32_t> anchors) const;
  bool IsAsciiCell();
  // nullptr: it does not compile; remembered in error().
  const RE2* Usable(PatternId pattern, const LazyRegex& regex);
  uint32_t NextPoint(uint32_t at) const;
  uint32_t NextStart(Span failed) const;
  const FieldContext& ContextOf(std::string_view field);
  void RemoveNested();
  void Trace(PatternId pattern, const std::string& line);

  const RuleDatabase& database_;
  const RuleDatabase::Compiled& compiled_;
  const ScanText* text_ = nullptr;
  std::span<const JudgedCell> cells_;
  std::vector<Candidate>* candidates_ = nullptr;
  size_t cell_ = 0;
  size_t first_candidate_ = 0;  // of the cell
  std::string_view folded_;
  bool is_ascii_ = false;  // the cell, once asked for
  bool is_ascii_known_ = false;
  const FieldContext* field_context_ = nullptr;  // of the cell, once asked for
  std::unordered_map<std::string, FieldContext> field_contexts_;
  std::string field_key_;
  std::string_view last_field_;  // told by its address, since Start
  const FieldContext* last_field_context_ = nullptr;
  names::CellTokens tokens_;  // of the cell, once asked for
  bool has_tokens_ = false;
  std::vector<Validation> found_;  // what a finder found
  std::string coarse_;             // of IsRuledOut
  std::string coarse_part_;
  Status error_;
  std::vector<std::string>* trace_ = nullptr;
  RuleIndex traced_rule_ = 0;
};

// Whether a match of a cell with this shape overlaps a place where `anchor` stands.
bool OverlapsAnchor(std::string_view shape, Span match, std::string_view anchor);

// The text of a term, where digits and white space are as they must be.
bool EqualTerm(std::string_view text, std::string_view term);

// How forms and programs write a label of several words: "birth date", "birth_date", "birth-date",
// "birth/date", "birth. date", "birthDate".
std::vector<std::string> LabelSpellings(std::string_view term);

}  // namespace sunder::scanner
