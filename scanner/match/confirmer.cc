#include "scanner/match/confirmer.h"

#include <algorithm>
#include <iterator>
#include <tuple>

#include "scanner/rules/anchors.h"
#include "scanner/text/ascii_words.h"
#include "scanner/text/letters.h"

namespace sunder::scanner {
namespace {

// Field names met lately; a source has fewer, but a hostile one may have a new one in each record.
constexpr size_t kFieldContextsMax = 4096;
// How many windows RE2 is given at a time: enough for nearly every cell, and a bound for floods.
constexpr uint32_t kSearchWindows = 4;
// No ending or prefix of a language is longer.
constexpr uint32_t kAffixSizeBytesMax = 48;

bool IsContinuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

// Whether the sorted texts have it.
bool IsIn(const std::vector<std::string>& sorted, std::string_view text) {
  const auto found = std::lower_bound(
      sorted.begin(), sorted.end(), text,
      [](const std::string& known, std::string_view asked) { return known < asked; });
  return found != sorted.end() && *found == text;
}

bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string Shown(Span span) {
  return std::to_string(span.begin) + ".." + std::to_string(span.end);
}

}  // namespace

bool EqualTerm(std::string_view text, std::string_view term) {
  return text.size() == term.size() &&
         std::equal(text.begin(), text.end(), term.begin(),
                    [](char a, char b) { return a == b || (b == ' ' && IsBlank(a)); });
}

std::vector<std::string> LabelSpellings(std::string_view term) {
  std::vector<std::string> spellings = {std::string(term)};
  if (term.find(' ') == std::string_view::npos) return spellings;
  for (const char joiner : {'_', '-', '/'}) {
    std::string& spelling = spellings.emplace_back(term);
    std::replace(spelling.begin(), spelling.end(), ' ', joiner);
  }
  std::string& abbreviated = spellings.emplace_back();
  for (const char c : term) abbreviated += c == ' ' ? ". " : std::string(1, c);
  std::string& joined = spellings.emplace_back(term);
  joined.erase(std::remove(joined.begin(), joined.end(), ' '), joined.end());
  return spellings;
}

bool OverlapsAnchor(std::string_view shape, Span match, std::string_view anchor) {
  const auto margin = static_cast<uint32_t>(anchor.size() - 1);
  const uint32_t begin = match.begin > margin ? match.begin - margin : 0;
  const std::string_view reach = shape.substr(begin, match.end + margin - begin);
  return reach.find(anchor) != std::string_view::npos;
}

Confirmer::Confirmer(const RuleDatabase& database)
    : database_(database), compiled_(database.compiled()) {}

void Confirmer::Start(const ScanText& text, std::span<const JudgedCell> cells,
                      std::vector<Candidate>* candidates) {
  text_ = &text;
  cells_ = cells;
  candidates_ = candidates;
  last_field_ = {};
}

void Confirmer::StartCell(size_t cell) {
  cell_ = cell;
  first_candidate_ = candidates_->size();
  folded_ = text_->CellTextFolded(cell);
  is_ascii_known_ = false;
  has_tokens_ = false;
  field_context_ = nullptr;
}

void Confirmer::Trace(PatternId pattern, const std::string& line) {
  if (compiled_.patterns[pattern].rule != traced_rule_) return;
  trace_->push_back("  pattern " + std::to_string(compiled_.patterns[pattern].pattern + 1) + ": " +
                    line);
}

namespace {

// Whether `text` is one of the term's LabelSpellings.
bool IsLabel(std::string_view text, std::string_view term) {
  char joiner = 0;
  size_t at = 0;
  for (const char c : term) {
    const char here = at < text.size() ? text[at] : '\0';
    if (c != ' ') {
      if (here != c) return false;
    } else if (IsBlank(here) || here == '_' || here == '-' || here == '/' || here == '.') {
      const char kind = IsBlank(here) ? ' ' : here;
      if (joiner != 0 && joiner != kind) return false;
      joiner = kind;
      if (kind == '.' && (++at >= text.size() || !IsBlank(text[at]))) return false;
    } else {
      if (joiner != 0 && joiner != 'j') return false;
      joiner = 'j';
      continue;
    }
    ++at;
  }
  return at == text.size();
}

}  // namespace

// A label in a text: "race_code=W", "Religion: rk". A code that some system of the label has needs
// no further proof.
void Confirmer::ConfirmLabel(const LiteralUse& use, Span span) {
  const auto is_edge = [&](uint32_t at) {
    if (IsWordBoundary(folded_, at)) return true;
    return folded_[at] == '_' || folded_[at - 1] == '_';
  };
  const CompiledPattern& compiled = compiled_.patterns[use.pattern];
  const std::string_view written = folded_.substr(span.begin, span.size());
  const Term& term = compiled.source->terms[use.term];
  if (!is_edge(span.end) || !(is_edge(span.begin) || IsPrefix(term, span))) return;
  if (!IsLabel(written, term.folded)) return;
  if (!Accepts(use.pattern, use.term, span)) return;
  Candidate& candidate = candidates_->back();
  if (!candidate.validated && candidate.cue != "ambiguous label") FindKnownCode(&candidate);
  const std::string_view code =
      cells_[cell_].text.substr(candidate.original.begin, candidate.original.size());
  const bool is_word =
      !candidate.validated && !IsUpperCase(code) &&
      std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  // A weak one may be borne out by its line's other codes.
  if (is_word) candidates_->pop_back();
}

void Confirmer::FindKnownCode(Candidate* found) const {
  Candidate& candidate = *found;
  const auto codes = FindCodes(folded_.substr(candidate.folded.begin, candidate.folded.size()));
  for (const CodeEntry& code : codes) {
    const Rule& rule = database_.rules().rules[compiled_.patterns[code.pattern].rule];
    if (rule.label != candidate.label) continue;
    candidate.value = compiled_.patterns[code.pattern].source->terms[code.term].value;
    candidate.validated = true;
    candidate.confidence = std::max(
        candidate.confidence, database_.rules().rules[candidate.rule].confirm.validated_confidence);
    candidate.cue = "known code";
  }
}

// Moves the span's end behind the ending that is part of the word.
bool Confirmer::IsEnding(const Term& term, Span* span) const {
  if (term.paradigm == kNoParadigm) return IsWordBoundary(folded_, span->end);
  const Paradigm& paradigm = database_.rules().paradigms[term.paradigm];
  const std::vector<std::string>& endings = paradigm.endings;
  uint32_t end = span->end;
  while (end - span->end <= kAffixSizeBytesMax && !IsWordBoundary(folded_, end)) {
    end = NextPoint(end);
  }
  const std::string_view ending = folded_.substr(span->end, end - span->end);
  if (!IsIn(endings, ending)) return false;
  if (!paradigm.are_particles) span->end = end;
  return true;
}

bool Confirmer::IsPrefix(const Term& term, Span span) const {
  if (IsWordBoundary(folded_, span.begin)) return true;
  uint32_t begin = span.begin;
  while (span.begin - begin <= kAffixSizeBytesMax && !IsWordBoundary(folded_, begin)) {
    do --begin;
    while (begin > 0 && IsContinuation(folded_[begin]));
  }
  const std::string_view prefix = folded_.substr(begin, span.begin - begin);
  for (size_t language = 0; language < compiled_.prefixes.size(); ++language) {
    if ((term.languages >> language & 1U) == 0) continue;
    const std::vector<std::string>& prefixes = compiled_.prefixes[language];
    if (IsIn(prefixes, prefix)) return true;
  }
  return false;
}

void Confirmer::ConfirmTerm(const LiteralUse& use, Span span) {
  const Pattern& pattern = *compiled_.patterns[use.pattern].source;
  if (pattern.view == View::kLabel) return ConfirmLabel(use, span);
  const Term& term = pattern.terms[use.term];
  const bool is_term = EqualTerm(folded_.substr(span.begin, span.size()), term.folded);
  if (!is_term || !IsPrefix(term, span) || !IsEnding(term, &span)) {
    if (trace_ != nullptr) Trace(use.pattern, "term at " + Shown(span) + ": no whole word");
    return;
  }
  if (trace_ != nullptr) Trace(use.pattern, "term at " + Shown(span) + ": a whole word");
  if (!Accepts(use.pattern, use.term, span) || term.value_span.empty()) return;
  candidates_->back().value_in_match = {span.begin + term.value_span.begin,
                                        span.begin + term.value_span.end};
}

bool Confirmer::Search(const RE2& regex, uint32_t begin, uint32_t end, RE2::Anchor anchor,
                       Span* match) const {
  re2::StringPiece found;
  const re2::StringPiece text(folded_.data(), folded_.size());
  if (!regex.Match(text, begin, end, anchor, &found, 1)) return false;
  match->begin = static_cast<uint32_t>(found.data() - folded_.data());
  match->end = match->begin + static_cast<uint32_t>(found.size());
  return true;
}

uint32_t Confirmer::NextPoint(uint32_t at) const {
  ++at;
  while (at < folded_.size() && IsContinuation(folded_[at])) ++at;
  return at;
}

uint32_t Confirmer::NextStart(Span failed) const {
  uint32_t at = NextPoint(failed.begin);
  while (at < failed.end && !IsWordBoundary(folded_, at)) at = NextPoint(at);
  return at;
}

const RE2* Confirmer::Usable(PatternId pattern, const LazyRegex& regex) {
  const RE2& program = *regex.get();
  if (program.ok()) return &program;
  const CompiledPattern& compiled = compiled_.patterns[pattern];
  const Rule& rule = database_.rules().rules[compiled.rule];
  error_ = Status::Usage(
      rule.path + ": rule `" + rule.id + "`: pattern " + std::to_string(compiled.pattern + 1) +
      ": key `regex`: " + program.error() + "; repeat less of `\\pL` and the like");
  return nullptr;
}

bool Confirmer::IsAsciiCell() {
  if (!is_ascii_known_) {
    is_ascii_ = IsAsciiText(folded_);
    is_ascii_known_ = true;
  }
  return is_ascii_;
}

// Whether [begin, limit) has no match, told by the coarse form. One that is large by its Unicode
// classes takes longer to compile than a small scan, and what looks like a match is rare.
bool Confirmer::IsRuledOut(const CompiledPattern& compiled, uint32_t begin, uint32_t limit) {
  const RE2* regex = compiled.coarse_regex->get();
  if (regex == nullptr || !regex->ok()) return false;
  // With a character to both sides, which edges of words look at.
  uint32_t before = begin;
  while (before > 0 && IsContinuation(folded_[--before])) {
  }
  MakeCoarse(folded_.substr(before, begin - before), &coarse_);
  const size_t first = coarse_.size();
  MakeCoarse(folded_.substr(begin, limit - begin), &coarse_part_);
  coarse_ += coarse_part_;
  const size_t last = coarse_.size();
  if (limit < folded_.size()) {
    MakeCoarse(folded_.substr(limit, NextPoint(limit) - limit), &coarse_part_);
    coarse_ += coarse_part_;
  }
  return !regex->Match(coarse_, first, last, RE2::UNANCHORED, nullptr, 0);
}

bool Confirmer::IsOnAnchor(Span match, std::span<const uint32_t> anchors) const {
  if (anchors.empty()) return true;
  const std::string_view shape = text_->shape().substr(text_->cells()[cell_].begin, folded_.size());
  return std::any_of(anchors.begin(), anchors.end(), [&](uint32_t literal) {
    return OverlapsAnchor(shape, match, compiled_.terms.ShapeOf(literal));
  });
}

// Where the first match in [begin, end) begins is told by an automaton that reads backwards. It is
// made for this alone and takes as long as some dozens of matches that are tried at every place.
bool Confirmer::SearchFirst(const LazyRegex& lazy, const RE2& regex, uint32_t begin, uint32_t end,
                            Span* match) const {
  if (lazy.IsRarelySearched()) {
    for (uint32_t at = begin; at < end; at = NextPoint(at)) {
      if (Search(regex, at, end, RE2::ANCHOR_START, match)) return true;
    }
  }
  return Search(regex, begin, end, RE2::UNANCHORED, match);
}

Confirmer::SearchResult Confirmer::SearchAhead(const LazyRegex& lazy, const RE2& regex,
                                               uint32_t window, uint32_t last_begin, uint32_t limit,
                                               uint32_t* at, Span* match) const {
  const uint32_t chunk_end =
      limit - *at > kSearchWindows * window ? *at + kSearchWindows * window : limit;
  // Whether there is a match is told by one automaton; where it begins takes a second one, which is
  // made when it is first asked for.
  const re2::StringPiece text(folded_.data(), folded_.size());
  if (!regex.Match(text, *at, chunk_end, RE2::UNANCHORED, nullptr, 0) ||
      !SearchFirst(lazy, regex, *at, chunk_end, match)) {
    if (chunk_end == limit) return SearchResult::kEnd;
    *at = NextPoint(chunk_end - window);  // nothing begins before: it would end in the chunk
    return SearchResult::kAgain;
  }
  if (match->begin > last_begin) return SearchResult::kEnd;
  const bool may_be_cut = chunk_end < limit && match->begin + window > chunk_end;
  if (may_be_cut && match->begin > *at) {
    *at = match->begin;
    return SearchResult::kAgain;
  }
  if (match->size() > window &&
      !Search(regex, match->begin, match->begin + window, RE2::ANCHOR_START, match)) {
    *at = NextPoint(match->begin);
    return SearchResult::kAgain;
  }
  return SearchResult::kMatch;
}

uint32_t Confirmer::FirstPlace(const CompiledPattern& pattern, bool is_known, uint32_t at,
                               uint32_t limit) const {
  const std::string_view text = folded_.substr(0, limit);
  size_t place = at;
  if (is_known) {
    place = pattern.known_regex->first(text, at, pattern.source->window_bytes);
  } else if (pattern.first_character != 0) {
    place = text.find(pattern.first_character, at);
  }
  return static_cast<uint32_t>(std::min<size_t>(place, limit));
}

bool Confirmer::MatchKnown(const KnownRegex& regex, uint32_t begin, uint32_t end,
                           Span* match) const {
  const auto size = static_cast<uint32_t>(regex.match(folded_.substr(begin, end - begin)));
  *match = {begin, begin + size};
  return size > 0;
}

void Confirmer::MatchRegex(PatternId pattern, uint32_t begin, uint32_t last_begin, uint32_t limit,
                           std::span<const uint32_t> anchors) {
  const CompiledPattern& compiled = compiled_.patterns[pattern];
  const std::string_view text = folded_.substr(begin, limit - begin);
  const bool is_known =
      compiled.known_regex != nullptr && (IsAsciiCell() || compiled.known_regex->reads(text));
  const LazyRegex* lazy = nullptr;
  const RE2* regex = nullptr;
  if (!is_known) {
    const bool is_ascii = IsAsciiCell() || IsAsciiText(text);
    if (!is_ascii && IsRuledOut(compiled, begin, limit)) return;
    const bool is_narrow = is_ascii && compiled.ascii_regex->get() != nullptr;
    lazy = is_narrow ? compiled.ascii_regex.get() : compiled.regex.get();
    regex = Usable(pattern, *lazy);
    if (regex == nullptr) return;
  }
  const bool is_found_by_glance = is_known || compiled.first_character != 0;
  const uint32_t window = compiled.source->window_bytes;
  uint32_t at = begin;
  while (at <= last_begin && at < limit) {
    Span match;
    at = FirstPlace(compiled, is_known, at, limit);
    if (at >= limit || at > last_begin) return;
    // Values alone in their cells match at once: then nobody has to look back for the beginning.
    const bool is_placed = is_found_by_glance || at == 0;
    const uint32_t window_end = limit - at > window ? at + window : limit;
    const bool is_here =
        is_placed && (is_known ? MatchKnown(*compiled.known_regex, at, window_end, &match)
                               : Search(*regex, at, window_end, RE2::ANCHOR_START, &match));
    if (!is_here) {
      if (is_found_by_glance) {
        at = NextPoint(at);
        continue;
      }
      const SearchResult result =
          SearchAhead(*lazy, *regex, window, last_begin, limit, &at, &match);
      if (result == SearchResult::kEnd) return;
      if (result == SearchResult::kAgain) continue;
    }
    if (match.empty() || (!is_known && !IsOnAnchor(match, anchors))) {
      at = NextPoint(match.begin);
      continue;
    }
    if (trace_ != nullptr) Trace(pattern, "regex matches at " + Shown(match));
    at = Accepts(pattern, LiteralUse::kAnchor, match) ? match.end : NextStart(match);
  }
}

void Confirmer::MatchRegexEverywhere(PatternId pattern) {
  const CompiledPattern& compiled = compiled_.patterns[pattern];
  const uint32_t window = compiled.source->window_bytes;
  const auto size = static_cast<uint32_t>(folded_.size());
  const RE2* regex = Usable(pattern, *compiled.regex);
  if (regex == nullptr) return;
  const std::vector<std::string>& anchors = compiled.source->anchors;
  const std::string_view shape = text_->shape().substr(text_->cells()[cell_].begin, size);
  uint32_t at = 0;
  while (at < size) {
    const uint32_t end = size - at > window ? at + window : size;
    Span match;
    bool is_match = Search(*regex, at, end, RE2::ANCHOR_START, &match) && !match.empty();
    if (is_match && !anchors.empty()) {
      is_match = std::any_of(anchors.begin(), anchors.end(), [&](const std::string& anchor) {
        return OverlapsAnchor(shape, match, anchor);
      });
    }
    if (!is_match) {
      at = NextPoint(at);
      continue;
    }
    if (trace_ != nullptr) Trace(pattern, "regex matches at " + Shown(match));
    at = Accepts(pattern, LiteralUse::kAnchor, match) ? match.end : NextStart(match);
  }
}

std::span<const CodeEntry> Confirmer::FindCodes(std::string_view folded) const {
  size_t begin = 0;
  size_t end = folded.size();
  while (begin < end && IsBlank(folded[begin])) ++begin;
  while (end > begin && IsBlank(folded[end - 1])) --end;
  if (begin == end) return {};
  const uint64_t sizes = compiled_.terms.code_sizes[static_cast<unsigned char>(folded[begin])];
  if ((sizes & CodeSizeBit(end - begin)) == 0) return {};
  return compiled_.terms.codes.Find(folded.substr(begin, end - begin));
}

bool Confirmer::IsDistinctiveCode(std::string_view folded) const {
  if (!compiled_.has_distinctive_codes) return false;
  const std::span<const CodeEntry> codes = FindCodes(folded);
  return std::any_of(codes.begin(), codes.end(), [&](const CodeEntry& code) {
    return compiled_.patterns[code.pattern].source->codes_are_distinctive;
  });
}

void Confirmer::ConfirmCode() {
  const std::span<const CodeEntry> codes = FindCodes(folded_);
  if (codes.empty()) return;
  uint32_t begin = 0;
  auto end = static_cast<uint32_t>(folded_.size());
  while (IsBlank(folded_[begin])) ++begin;
  while (IsBlank(folded_[end - 1])) --end;
  for (const CodeEntry& code : codes) {
    if (!compiled_.patterns[code.pattern].source->codes_are_distinctive) continue;
    if (trace_ != nullptr) Trace(code.pattern, "the cell is a code");
    Accepts(code.pattern, code.term, {begin, end});
  }
}

bool Confirmer::Accepts(PatternId pattern_id, uint32_t term, Span span) {
  const CompiledPattern& compiled = compiled_.patterns[pattern_id];
  const Pattern& pattern = *compiled.source;
  const Rule& rule = database_.rules().rules[compiled.rule];
  Candidate candidate;
  candidate.rule = compiled.rule;
  candidate.pattern = compiled.pattern;
  candidate.label = rule.label;
  candidate.confidence_before = pattern.confidence;
  candidate.confidence = pattern.confidence;
  candidate.cell = static_cast<uint32_t>(cell_);
  candidate.folded = span;
  if (term != LiteralUse::kAnchor) {
    candidate.value = pattern.terms[term].value;
    candidate.languages = pattern.terms[term].languages;
    candidate.is_distinctive = pattern.terms[term].is_distinctive || pattern.codes_are_distinctive;
  } else {
    candidate.value = database_.rules().vocabulary.Root(rule.label);
  }
  if (!Validate(pattern_id, &candidate)) return false;
  candidate.original = text_->OriginalSpan(cell_, candidate.folded);
  if (!HasCase(pattern, candidate.original)) {
    if (trace_ != nullptr)
      Trace(pattern_id, "dropped: not in the letter case that `case` asks for");
    return false;
  }
  AddContext(rule, &candidate);
  if (rule.confirm.needs_context && !candidate.has_context) {
    if (trace_ != nullptr) Trace(pattern_id, "dropped: `needs_context`, and there is none");
    return false;
  }
  candidate.whole_cell = IsWholeCell(candidate.folded);
  if (candidate.whole_cell && pattern.TellsBySurroundings()) {
    if (trace_ != nullptr) Trace(pattern_id, "dropped: the word alone says nothing");
    return false;
  }
  if (trace_ != nullptr) {
    Trace(pattern_id, "candidate at bytes " + Shown(candidate.original) + ", confidence " +
                          std::to_string(candidate.confidence_before) + " -> " +
                          std::to_string(candidate.confidence) +
                          (candidate.cue.empty() ? "" : ", " + std::string(candidate.cue)));
  }
  candidates_->push_back(candidate);
  return true;
}

bool Confirmer::Validate(PatternId pattern_id, Candidate* candidate) {
  const ValidatorEntry* validator = compiled_.rules[candidate->rule].validator;
  if (validator == nullptr) return true;
  const Confirm& confirm = database_.rules().rules[candidate->rule].confirm;
  const ValidationInput input{folded_, candidate->folded, cells_[cell_].text, *text_, cell_};
  const Validation validation = validator->validate(input);
  if (trace_ != nullptr) {
    const char* verdict = validation.verdict == ValidatorVerdict::kAccept   ? "accepts"
                          : validation.verdict == ValidatorVerdict::kReject ? "rejects"
                                                                            : "is unsure";
    Trace(pattern_id, "validator " + std::string(validator->name) + " " + verdict +
                          (validation.cue.empty() ? "" : ": " + std::string(validation.cue)));
  }
  if (validation.verdict == ValidatorVerdict::kReject) return !confirm.is_rejecting;
  const bool is_moved = validation.span && validation.span->begin < validation.span->end &&
                        validation.span->end <= folded_.size();
  if (is_moved) candidate->folded = *validation.span;
  candidate->cue = validation.cue;
  if (validation.verdict == ValidatorVerdict::kAccept) {
    candidate->validated = true;
    candidate->confidence = std::max(candidate->confidence, confirm.validated_confidence);
  }
  return true;
}

bool Confirmer::HasCase(const Pattern& pattern, Span original) const {
  if (pattern.case_rule == CaseRule::kAny) return true;
  const std::string_view written = cells_[cell_].text.substr(original.begin, original.size());
  return pattern.case_rule == CaseRule::kCapital ? BeginsWithCapital(written)
                                                 : IsUpperCase(written);
}

void Confirmer::AddContext(const Rule& rule, Candidate* candidate) {
  const ContextWords& words = compiled_.rules[candidate->rule].context;
  const uint32_t reach = rule.confirm.context_window_bytes;
  const Span match = candidate->folded;
  Span window;
  window.begin = match.begin > reach ? match.begin - reach : 0;
  window.end = static_cast<uint32_t>(std::min<size_t>(folded_.size(), size_t{match.end} + reach));
  std::string_view cue = words.Find(folded_, window, match);
  if (cue.empty() && !cells_[cell_].field.empty()) {
    if (field_context_ == nullptr) field_context_ = &ContextOf(cells_[cell_].field);
    if (field_context_->has_context[candidate->rule]) cue = "field name";
  }
  if (cue.empty()) return;
  candidate->has_context = true;
  // A rule without context words has not asked to be raised by its surroundings.
  if (words.empty() && !rule.confirm.needs_context) return;
  if (candidate->confidence >= rule.confirm.context_confidence) return;
  candidate->confidence = rule.confirm.context_confidence;
  candidate->cue = cue;
}

const FieldContext& Confirmer::ContextOf(std::string_view field) {
  if (field.data() == last_field_.data() && field.size() == last_field_.size()) {
    return *last_field_context_;
  }
  last_field_ = field;
  field_key_.assign(field);
  const auto known = field_contexts_.find(field_key_);
  if (known != field_contexts_.end()) return *(last_field_context_ = &known->second);
  if (field_contexts_.size() >= kFieldContextsMax) field_contexts_.clear();
  const std::vector<Rule>& rules = database_.rules().rules;
  FieldContext context;
  context.has_context.resize(rules.size());
  compiled_.terms.fields.ForEach(field, [&](const FieldUse& use, Span, bool) {
    context.has_context[use.rule] = true;
    if (use.kind == FieldUse::Kind::kContext) return;
    for (RuleIndex rule = 0; rule < rules.size(); ++rule) {
      if (rules[rule].label == rules[use.rule].label) context.has_context[rule] = true;
    }
  });
  last_field_context_ = &field_contexts_.emplace(field_key_, std::move(context)).first->second;
  return *last_field_context_;
}

bool Confirmer::IsWholeCell(Span span) const {
  return IsSpaceOrPunctuation(folded_.substr(0, span.begin)) &&
         IsSpaceOrPunctuation(folded_.substr(span.end));
}

// Of one rule's candidates, those inside a longer one that is no weaker go; terms go whatever their
// confidence, for the longer term says more ("roman catholic").
void Confirmer::RemoveNested() {
  const auto first = candidates_->begin() + static_cast<ptrdiff_t>(first_candidate_);
  std::sort(first, candidates_->end(), [](const Candidate& a, const Candidate& b) {
    // To the last difference: a word that two lists have must not depend on what stands around it.
    return std::tuple(a.rule, a.folded.begin, b.folded.end, b.confidence, a.pattern,
                      !a.is_distinctive, a.value) < std::tuple(b.rule, b.folded.begin, a.folded.end,
                                                               a.confidence, b.pattern,
                                                               !b.is_distinctive, b.value);
  });
  const auto is_term = [&](const Candidate& candidate) {
    return database_.rules().rules[candidate.rule].patterns[candidate.pattern].regex.empty();
  };
  Candidate* outer = nullptr;
  auto kept = first;
  for (auto it = first; it != candidates_->end(); ++it) {
    if (outer != nullptr && outer->rule == it->rule && it->folded.end <= outer->folded.end &&
        (outer->confidence >= it->confidence || (is_term(*outer) && is_term(*it)))) {
      if (outer->folded == it->folded && outer->languages != 0) {
        outer->languages = it->languages == 0 ? 0 : outer->languages | it->languages;
      }
      continue;
    }
    *kept = *it;
    const bool reaches_further =
        outer == nullptr || outer->rule != kept->rule || kept->folded.end > outer->folded.end;
    if (reaches_further) outer = &*kept;
    ++kept;
  }
  candidates_->erase(kept, candidates_->end());
}

void Confirmer::FinishCell() {
  if (candidates_->size() - first_candidate_ > 1) RemoveNested();
  const auto first = candidates_->begin() + static_cast<ptrdiff_t>(first_candidate_);
  // Only now: "born again [christian]" has covered "born again".
  for (auto it = first; it != candidates_->end(); ++it) {
    if (it->value_in_match.empty()) continue;
    it->folded = it->value_in_match;
    it->original = text_->OriginalSpan(cell_, it->folded);
  }
  // A code that may be none yields to the word that it is.
  const auto is_weak_code = [&](const Candidate& candidate) {
    return candidate.confidence < kReportedConfidence &&
           database_.rules().rules[candidate.rule].patterns[candidate.pattern].view == View::kLabel;
  };
  std::sort(first, candidates_->end(), [&](const Candidate& a, const Candidate& b) {
    const auto key = [&](const Candidate& candidate) {
      return std::tuple(candidate.original.begin, candidate.original.end, candidate.label,
                        is_weak_code(candidate), -candidate.confidence, !candidate.is_distinctive,
                        candidate.rule, candidate.pattern, candidate.value);
    };
    return key(a) < key(b);
  });
  // Several lists may have the word: it is one of all their languages.
  for (auto it = first, kept = first; it != candidates_->end(); ++it) {
    if (it->original != kept->original || it->label != kept->label) kept = it;
    const bool is_of_any = kept->languages == 0 || it->languages == 0;
    kept->languages = is_of_any ? 0 : kept->languages | it->languages;
  }
  const auto behind =
      std::unique(first, candidates_->end(), [](const Candidate& a, const Candidate& b) {
        return a.original == b.original && a.label == b.label;
      });
  candidates_->erase(behind, candidates_->end());
}

void Confirmer::DetectFieldName(std::string_view name, std::vector<Candidate>* candidates) {
  std::vector<Candidate> found;
  compiled_.terms.fields.ForEach(name, [&](const FieldUse& use, Span span, bool is_whole_name) {
    if (use.kind != FieldUse::Kind::kTerm) return;
    const CompiledPattern& pattern = compiled_.patterns[use.pattern];
    Candidate candidate;
    candidate.rule = pattern.rule;
    candidate.pattern = pattern.pattern;
    candidate.label = database_.rules().rules[pattern.rule].label;
    candidate.value = pattern.source->terms[use.term].value;
    candidate.is_distinctive = pattern.source->terms[use.term].is_distinctive;
    candidate.whole_cell = is_whole_name;
    candidate.confidence_before = pattern.source->confidence;
    candidate.confidence = pattern.source->confidence;
    candidate.folded = span;
    candidate.original = span;
    candidate.cue = "field name";
    found.push_back(candidate);
  });
  std::swap(candidates_, candidates);
  const size_t first_before = first_candidate_;
  first_candidate_ = candidates_->size();
  candidates_->insert(candidates_->end(), found.begin(), found.end());
  FinishCell();
  first_candidate_ = first_before;
  std::swap(candidates_, candidates);
}

}  // namespace sunder::scanner
