#include "scanner/profile/column_evidence.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "scanner/text/unmask.h"

namespace sunder::scanner {
namespace {

// A value of more words is a text that mentions something, not a value that is it.
constexpr size_t kValueWordsMax = 8;
// A term must make up this share of a value's letters.
constexpr double kCoverageMin = 0.5;
// Where terms make up less than this share, other words say what the value is.
constexpr double kWholeCoverageMin = 0.85;
// A word in this share of all distinct values says nothing about any of them ("Characters").
constexpr double kConstantWordShare = 0.6;

constexpr std::array<std::string_view, 80> kJoiningWords = {
    "and",        "or",     "of",        "other",      "not",      "the",     "a",
    "an",         "mixed",  "with",      "any",        "alone",    "in",      "more",
    "only",       "party",  "church",    "und",        "oder",     "et",      "ou",
    "y",          "e",      "no",        "non",        "is",       "i",       "practicing",
    "practising", "devout", "specify",   "background", "heritage", "descent", "origin",
    "ancestry",   "ethnic", "people",    "person",     "persons",  "group",   "believer",
    "follower",   "voter",  "supporter", "member",     "strong",   "lean",    "leaning",
    "former",     "lapsed", "de",        "du",         "da",       "do",      "des",
    "del",        "della",  "di",        "von",        "van",      "der",     "die",
    "das",        "het",    "o",         "oraz",       "lub",      "och",     "og",
    "ja",         "ve",     "veya",      "dan",        "atau",     "и",       "или",
    "та",         "או",     "ו"};

bool IsJoining(std::string_view word) {
  return std::find(kJoiningWords.begin(), kJoiningWords.end(), word) != kJoiningWords.end();
}

constexpr std::array<std::string_view, 8> kNegationCells = {"no",   "none", "n", "false",
                                                            "nein", "non",  "0", "nil"};

// Characters that show nothing (zero-width and soft hyphens, byte order marks) tell nothing either;
// shapes of values are judged without them.
std::string WithoutInvisible(std::string_view value) {
  constexpr std::array<std::string_view, 8> kInvisible = {
      "\xC2\xAD",     "\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D",
      "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x81\xA0", "\xEF\xBB\xBF"};
  const bool may_hold_one = std::any_of(
      value.begin(), value.end(), [](char c) { return c == '\xC2' || c == '\xE2' || c == '\xEF'; });
  if (!may_hold_one) return std::string(value);
  std::string visible;
  for (size_t at = 0; at < value.size();) {
    const auto found =
        std::find_if(kInvisible.begin(), kInvisible.end(),
                     [&](std::string_view mark) { return value.substr(at, mark.size()) == mark; });
    if (found != kInvisible.end()) {
      at += found->size();
    } else {
      visible += value[at++];
    }
  }
  return visible;
}

// "homosexuel(le)", "soltero/a": the ending of the other sex, right behind a word of some length,
// is left out; "ETH_White_British" is written with blanks.
std::string Readable(std::string value) {
  constexpr size_t kWordSizeMin = 5;
  constexpr size_t kEndingSizeMax = 4;
  const bool is_code =
      value.find(' ') == std::string::npos &&
      std::any_of(value.begin(), value.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
  if (is_code) std::replace(value.begin(), value.end(), '_', ' ');  // not "load_users", "ada_b"
  const size_t mark = value.find_first_of("(/");
  if (mark == std::string::npos || mark < kWordSizeMin) return value;
  const bool is_in_word = value.find_last_of(' ', mark) == std::string::npos ||
                          mark - value.find_last_of(' ', mark) > kWordSizeMin;
  size_t end = mark + 1;
  while (end < value.size() && value[end] >= 'a' && value[end] <= 'z') ++end;
  const bool is_ending = end > mark + 1 && end - mark <= kEndingSizeMax;
  const bool is_closed =
      value[mark] == '/' ? end == value.size() : end < value.size() && value[end] == ')';
  if (!is_in_word || value[mark - 1] == ' ' || !is_ending || !is_closed) return value;
  value.erase(mark, (value[mark] == '/' ? end : end + 1) - mark);
  return value;
}

// The word that joining words leave over: the "R" of "R strong"; empty for several, and for a value
// of one word.
std::string WithoutJoining(const ColumnValue& value) {
  const bool is_one_word = std::all_of(value.normal.begin(), value.normal.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
  });
  if (is_one_word) return {};
  std::string rest;
  for (const Word& word :
       SplitWords(value.normal, {0, static_cast<uint32_t>(value.normal.size())})) {
    if (IsJoining(word.folded)) continue;
    if (!rest.empty()) return {};
    rest = word.folded;
  }
  return rest;
}

// "Atheism" is a shelf of a library, "atheist" a person.
bool IsDoctrine(std::string_view normal) {
  constexpr std::array<std::string_view, 6> kEndings = {"ism",   "isme", "ismo",
                                                        "ismus", "izm",  "изм"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return normal.ends_with(ending); });
}

bool IsTellingCode(std::string_view normal) {
  return normal.size() >= 3 && normal.find_first_not_of("0123456789-. ") != std::string_view::npos;
}

// The "ic3" of "IC3 Black": a code with a letter and a digit before what it stands for; else empty.
std::string_view LeadingCode(std::string_view normal) {
  constexpr size_t kSizeMax = 5;
  const size_t end = normal.find_first_of(" :-");
  if (end == std::string_view::npos || end > kSizeMax) return {};
  const std::string_view code = normal.substr(0, end);
  const bool has_digit = code.find_first_of("0123456789") != std::string_view::npos;
  const bool has_letter =
      std::any_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return has_digit && has_letter ? code : std::string_view();
}

constexpr std::string_view kPartMarks = ";,|/+&";

// The parts of a cell with several values: "1;3", "W / A".
std::vector<std::string> PartsOf(std::string_view normal) {
  std::vector<std::string> parts;
  while (!normal.empty()) {
    const size_t end = std::min(normal.find_first_of(kPartMarks), normal.size());
    std::string_view part = normal.substr(0, end);
    while (!part.empty() && part.front() == ' ') part.remove_prefix(1);
    while (!part.empty() && part.back() == ' ') part.remove_suffix(1);
    if (!part.empty()) parts.emplace_back(part);
    normal.remove_prefix(std::min(end + 1, normal.size()));
  }
  return parts;
}

std::set<std::string> ConstantWords(const std::vector<ColumnValue>& values,
                                    const std::vector<std::vector<Word>>& words) {
  std::vector<std::string_view> of_all;  // the distinct ones of each value
  for (const std::vector<Word>& of_value : words) {
    const auto first = static_cast<ptrdiff_t>(of_all.size());
    for (const Word& word : of_value) of_all.push_back(word.folded);
    std::sort(of_all.begin() + first, of_all.end());
    of_all.erase(std::unique(of_all.begin() + first, of_all.end()), of_all.end());
  }
  std::sort(of_all.begin(), of_all.end());
  std::set<std::string> constant;
  for (size_t begin = 0; begin < of_all.size();) {
    size_t end = begin;
    while (end < of_all.size() && of_all[end] == of_all[begin]) ++end;
    const size_t count = end - begin;
    const bool is_common =
        count >= 2 &&
        static_cast<double>(count) >= kConstantWordShare * static_cast<double>(values.size());
    if (is_common) constant.emplace(of_all[begin]);
    begin = end;
  }
  return constant;
}

// Share of the value's telling letters that the spans cover.
double Coverage(const std::vector<Word>& words, const std::vector<Span>& spans,
                const std::set<std::string>& constant) {
  size_t covered = 0;
  size_t uncovered = 0;
  for (const Word& word : words) {
    const bool is_covered = std::any_of(
        spans.begin(), spans.end(), [&](const Span& span) { return span.Overlaps(word.original); });
    if (is_covered) {
      covered += word.folded.size();
    } else if (!IsJoining(word.folded) && constant.count(word.folded) == 0) {
      uncovered += word.folded.size();
    }
  }
  return covered == 0 ? 0.0
                      : static_cast<double>(covered) / static_cast<double>(covered + uncovered);
}

// "rlg_" of RLG_CATH, RLG_ISL: what all values begin with, up to an underscore; empty for nothing.
std::string_view CommonPrefix(const std::vector<ColumnValue>& values) {
  constexpr size_t kValuesMin = 3;
  if (values.size() < kValuesMin) return {};
  const size_t mark = values.front().normal.find('_');
  if (mark == std::string::npos) return {};
  const std::string_view prefix = std::string_view(values.front().normal).substr(0, mark + 1);
  const bool is_common = std::all_of(values.begin(), values.end(), [&](const ColumnValue& value) {
    return value.normal.size() > prefix.size() && value.normal.starts_with(prefix);
  });
  return is_common ? prefix : std::string_view();
}

// Splits the values and fills in their cores.
ValueWords WordsOf(std::vector<ColumnValue>* values) {
  ValueWords all;
  for (const ColumnValue& value : *values) {
    all.words.push_back(SplitWords(value.text, {0, static_cast<uint32_t>(value.text.size())}));
  }
  all.constant = ConstantWords(*values, all.words);
  for (size_t i = 0; i < values->size(); ++i) {
    ColumnValue& value = (*values)[i];
    if (all.constant.empty()) {
      value.core = value.normal;
      continue;
    }
    bool has_constant = false;
    std::string core;
    for (const Word& word : all.words[i]) {
      const bool is_constant = all.constant.count(word.folded) > 0;
      has_constant = has_constant || is_constant;
      if (!is_constant) core += (core.empty() ? "" : " ") + word.folded;
    }
    value.core = has_constant && !core.empty() ? core : value.normal;
  }
  const std::string prefix(CommonPrefix(*values));
  for (ColumnValue& value : *values) {
    if (!prefix.empty()) value.core = value.normal.substr(prefix.size());
  }
  return all;
}

}  // namespace

RuleIndex LabelEvidence::BestRule() const {
  RuleIndex best = 0;
  uint32_t count = 0;
  for (const auto& [rule, distinct_values] : by_rule) {
    if (distinct_values > count) {
      best = rule;
      count = distinct_values;
    }
  }
  return best;
}

EvidenceCollector::EvidenceCollector(const RuleSet& rules, const CanonicalValues& values)
    : rules_(rules), values_(values) {
  religion_ = rules.labels.Find("religion").value_or(kNoLabel);
  no_religion_ = rules.vocabulary.Find(religion_, "No religion").value_or(kNoValue);
  for (RuleIndex index = 0; index < rules.rules.size(); ++index) {
    for (const Pattern& pattern : rules.rules[index].patterns) {
      if (!pattern.is_code_system) continue;
      const auto number = static_cast<uint32_t>(systems_.size());
      for (const Term& term : pattern.terms) {
        const std::string code = NormalizeCell(term.folded);
        code_size_bytes_max_ = std::max(code_size_bytes_max_, code.size());
        std::vector<uint32_t>& systems = systems_by_code_[code];
        if (systems.empty() || systems.back() != number) systems.push_back(number);
      }
      systems_.push_back({index, pattern.codes_are_distinctive});
    }
  }
}

Result<ColumnEvidence> EvidenceCollector::Collect(std::string_view path,
                                                  const std::vector<DistinctSample::Entry>& entries,
                                                  Detector* detector) const {
  ColumnEvidence evidence;
  ScanText text;
  for (const DistinctSample::Entry& entry : entries) {
    const Result<std::string> folded = Fold(entry.value);
    if (!folded.ok()) continue;  // undecodable cells were counted by the reader
    ColumnValue value{Readable(WithoutInvisible(entry.value)), NormalizeCell(*folded), "",
                      entry.count, false};
    value.is_negation = std::find(kNegationCells.begin(), kNegationCells.end(), value.normal) !=
                        kNegationCells.end();
    if (!value.is_negation && values_.IsMissing(value.normal) && value.normal != "n") continue;
    evidence.weight += value.count;
    evidence.values.push_back(std::move(value));
  }
  SUNDER_RETURN_IF_ERROR(Unmask(path, detector, &evidence));
  for (const ColumnValue& value : evidence.values) {
    SUNDER_RETURN_IF_ERROR(text.Append(value.text));
  }
  std::vector<JudgedCell> cells;
  for (const ColumnValue& value : evidence.values) cells.push_back({value.text, path});
  std::vector<Candidate> candidates;
  SUNDER_RETURN_IF_ERROR(detector->Detect(text, cells, &candidates));
  CountCandidates(candidates, WordsOf(&evidence.values), &evidence);
  CountCodes(&evidence);
  evidence.lists_unbelief =
      evidence.labels.contains(religion_) &&
      std::any_of(evidence.values.begin(), evidence.values.end(),
                  [&](const ColumnValue& value) { return IsUnbelief(value); });
  return evidence;
}

bool EvidenceCollector::IsUnbelief(const ColumnValue& value) const {
  if (IsDoctrine(value.normal)) return false;
  ValueId id = values_.Exact(religion_, value.normal);
  while (id != kNoValue && id != no_religion_) id = rules_.vocabulary.value(id).parent;
  return id != kNoValue;
}

Status EvidenceCollector::Unmask(std::string_view path, Detector* detector,
                                 ColumnEvidence* evidence) const {
  for (ColumnValue& value : evidence->values) {
    if (!MayBeMasked(value.text)) continue;
    for (const UnmaskedText& reading : sunder::scanner::Unmask(value.text)) {
      ScanText text;
      SUNDER_RETURN_IF_ERROR(text.Append(reading.text));
      const JudgedCell cell{reading.text, path};
      std::vector<Candidate> candidates;
      SUNDER_RETURN_IF_ERROR(detector->Detect(text, {&cell, 1}, &candidates));
      const bool is_special =
          std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
            return candidate.whole_cell && candidate.is_distinctive &&
                   rules_.labels.kind(candidate.label) == LabelKind::kSpecial;
          });
      const Result<std::string> folded = Fold(reading.text);
      if (!is_special || !folded.ok()) continue;
      value.text = reading.text;
      value.normal = NormalizeCell(*folded);
      break;
    }
  }
  return Status::Ok();
}

void EvidenceCollector::CountCandidates(const std::vector<Candidate>& candidates,
                                        const ValueWords& value_words,
                                        ColumnEvidence* evidence) const {
  const std::vector<std::vector<Word>>& words = value_words.words;
  size_t begin = 0;
  while (begin < candidates.size()) {
    const uint32_t cell = candidates[begin].cell;
    std::map<LabelId, std::vector<const Candidate*>> by_label;
    size_t end = begin;
    for (; end < candidates.size() && candidates[end].cell == cell; ++end) {
      const Candidate& candidate = candidates[end];
      if (!rules_.rules[candidate.rule].patterns[candidate.pattern].is_code_system) {
        by_label[candidate.label].push_back(&candidate);
      }
    }
    begin = end;
    const ColumnValue& value = evidence->values[cell];
    for (const auto& [label, of_label] : by_label) {
      LabelEvidence& counts = evidence->labels[label];
      counts.is_match.resize(evidence->values.size(), false);
      ++counts.mentioned;
      std::vector<Span> spans;
      for (const Candidate* candidate : of_label) spans.push_back(candidate->original);
      const bool is_whole = std::any_of(of_label.begin(), of_label.end(),
                                        [](const Candidate* c) { return c->whole_cell; });
      // Long identifiers (user agents, URLs, addresses) have many words and are one value.
      const bool is_short = words[cell].size() <= kValueWordsMax;
      // "Male characters" is a sex with a word that every value has; an access log's line with an
      // address is no address, whatever its lines have in common.
      static const std::set<std::string> kNothing;
      const bool is_direct = rules_.labels.kind(label) == LabelKind::kDirect;
      const double coverage =
          is_short ? Coverage(words[cell], spans, is_direct ? kNothing : value_words.constant) : 0;
      const bool covers = coverage >= kCoverageMin;
      if (!is_whole && !covers) continue;
      counts.is_match[cell] = true;
      ++counts.distinct;
      counts.weight += value.count;
      counts.partial += !is_whole && coverage < kWholeCoverageMin ? 1 : 0;
      const Candidate* best = of_label.front();
      bool is_distinctive = false;
      bool is_validated = false;
      for (const Candidate* candidate : of_label) {
        if (candidate->confidence > best->confidence) best = candidate;
        is_distinctive = is_distinctive || candidate->is_distinctive;
        is_validated = is_validated || candidate->validated;
      }
      counts.distinctive += is_distinctive ? 1 : 0;
      counts.validated += is_validated ? 1 : 0;
      counts.sure += best->confidence >= kReportedConfidence ? 1 : 0;
      counts.confidence = std::max(counts.confidence, best->confidence);
      counts.confidence_before = std::max(counts.confidence_before, best->confidence_before);
      ++counts.by_rule[best->rule];
    }
  }
}

void EvidenceCollector::AddCode(size_t value_index, const ColumnValue& value, const KnownCode& code,
                                size_t value_count, CodeEvidence* counts) const {
  counts->label = rules_.rules[systems_[code.system].rule].label;
  counts->is_match.resize(value_count, false);
  counts->is_match[value_index] = true;
  ++counts->distinct;
  counts->weight += value.count;
  counts->telling += code.is_telling ? 1 : 0;
  counts->is_numeric = counts->is_numeric &&
                       value.normal.find_first_not_of("0123456789;,|/+& ") == std::string::npos;
  counts->is_distinctive = systems_[code.system].is_distinctive;
}

// The systems that know a value: as it is, without what all have, without joining words, or each of
// its parts. Ascending, each once.
std::vector<EvidenceCollector::KnownCode> EvidenceCollector::CodesIn(
    const ColumnValue& value) const {
  std::vector<KnownCode> codes;
  const auto known = [&](const std::string& code) {
    if (code.size() > code_size_bytes_max_) return std::span<const uint32_t>();
    const auto found = systems_by_code_.find(code);
    return found == systems_by_code_.end() ? std::span<const uint32_t>()
                                           : std::span<const uint32_t>(found->second);
  };
  const auto add = [&](const std::string& code) {
    for (const uint32_t system : known(code)) codes.push_back({system, IsTellingCode(code)});
  };
  add(value.normal);
  if (value.core != value.normal) add(value.core);
  const std::string alone = WithoutJoining(value);
  if (!alone.empty() && alone != value.normal) add(alone);
  const std::string_view first = LeadingCode(value.normal);
  if (!first.empty()) add(std::string(first));
  const bool has_parts = value.normal.find_first_of(kPartMarks) != std::string::npos;
  const std::vector<std::string> parts =
      has_parts ? PartsOf(value.normal) : std::vector<std::string>();
  if (parts.size() > 1) {
    std::vector<uint32_t> common;
    for (size_t i = 0; i < parts.size() && (i == 0 || !common.empty()); ++i) {
      const std::span<const uint32_t> of_part = known(parts[i]);
      std::vector<uint32_t> both;
      if (i == 0) {
        both.assign(of_part.begin(), of_part.end());
      } else {
        std::set_intersection(common.begin(), common.end(), of_part.begin(), of_part.end(),
                              std::back_inserter(both));
      }
      common = std::move(both);
    }
    const bool is_telling = IsTellingCode(value.normal);  // nothing but codes stands in it
    for (const uint32_t system : common) codes.push_back({system, is_telling});
  }
  std::sort(codes.begin(), codes.end(), [](const KnownCode& a, const KnownCode& b) {
    return std::tuple(a.system, !a.is_telling) < std::tuple(b.system, !b.is_telling);
  });
  const auto is_same = [](const KnownCode& a, const KnownCode& b) { return a.system == b.system; };
  codes.erase(std::unique(codes.begin(), codes.end(), is_same), codes.end());
  return codes;
}

void EvidenceCollector::CountCodes(ColumnEvidence* evidence) const {
  std::map<uint32_t, CodeEvidence> by_system;
  for (size_t i = 0; i < evidence->values.size(); ++i) {
    const ColumnValue& value = evidence->values[i];
    for (const KnownCode& code : CodesIn(value)) {
      AddCode(i, value, code, evidence->values.size(), &by_system[code.system]);
    }
  }
  // A rule with several systems carries the one that knows most of the values.
  for (auto& [system, counts] : by_system) {
    CodeEvidence& known = evidence->codes[systems_[system].rule];
    if (counts.distinct > known.distinct) known = std::move(counts);
  }
}

}  // namespace sunder::scanner
