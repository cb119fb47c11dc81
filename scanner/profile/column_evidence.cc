#include "scanner/profile/column_evidence.h"

#include <algorithm>
#include <array>
#include <map>
#include <unordered_set>
#include <utility>

#include "scanner/text/byte_hash.h"

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

// "Atheism" is a shelf of a library, "atheist" a person.
bool IsDoctrine(std::string_view normal) {
  constexpr std::array<std::string_view, 6> kEndings = {"ism",   "isme", "ismo",
                                                        "ismus", "izm",  "изм"};
  return std::any_of(kEndings.begin(), kEndings.end(),
                     [&](std::string_view ending) { return normal.ends_with(ending); });
}

// Words that most of the values share.
std::set<std::string> ConstantWords(const std::vector<ColumnValue>& values) {
  const auto is_common = [&](size_t count) {
    return count >= 2 &&
           static_cast<double>(count) >= kConstantWordShare * static_cast<double>(values.size());
  };
  std::vector<uint64_t> hashes;
  for (const ColumnValue& value : values) {
    hashes.insert(hashes.end(), value.facts->word_hashes.begin(), value.facts->word_hashes.end());
  }
  if (!is_common(values.size()) || hashes.empty()) return {};
  std::sort(hashes.begin(), hashes.end());
  std::unordered_set<uint64_t> common;
  for (size_t begin = 0, end = 0; begin < hashes.size(); begin = end) {
    while (end < hashes.size() && hashes[end] == hashes[begin]) ++end;
    if (is_common(end - begin)) common.insert(hashes[begin]);
  }
  if (common.empty()) return {};
  std::map<std::string, size_t> counts;  // of those words, and of any with their hash
  for (const ColumnValue& value : values) {
    std::set<std::string> of_value;
    for (const Word& word : WordsOf(*value.facts)) {
      if (common.contains(HashBytes(word.folded))) of_value.insert(word.folded);
    }
    for (const std::string& word : of_value) ++counts[word];
  }
  std::set<std::string> constant;
  for (const auto& [word, count] : counts) {
    if (is_common(count)) constant.emplace(word);
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
    } else if (!IsJoiningWord(word.folded) && constant.count(word.folded) == 0) {
      uncovered += word.folded.size();
    }
  }
  return covered == 0 ? 0.0
                      : static_cast<double>(covered) / static_cast<double>(covered + uncovered);
}

// "White (Not Hispanic or Latino) (United States of America)": what all values say makes none long.
size_t TellingWords(const std::vector<Word>& words, const std::set<std::string>& constant) {
  return static_cast<size_t>(std::count_if(words.begin(), words.end(), [&](const Word& word) {
    return !IsJoiningWord(word.folded) && constant.count(word.folded) == 0;
  }));
}

// "rlg_" of RLG_CATH, RLG_ISL: what all values begin with, up to an underscore; empty for nothing.
std::string_view CommonPrefix(const std::vector<ColumnValue>& values) {
  constexpr size_t kValuesMin = 3;
  if (values.size() < kValuesMin) return {};
  const size_t mark = values.front().normal.find('_');
  if (mark == std::string_view::npos) return {};
  const std::string_view prefix = values.front().normal.substr(0, mark + 1);
  const bool is_common = std::all_of(values.begin(), values.end(), [&](const ColumnValue& value) {
    return value.normal.size() > prefix.size() && value.normal.starts_with(prefix);
  });
  return is_common ? prefix : std::string_view();
}

// Fills in the values' cores; returns the words that most of them share.
std::set<std::string> FillCores(ColumnEvidence* evidence) {
  std::set<std::string> constant = ConstantWords(evidence->values);
  for (ColumnValue& value : evidence->values) {
    value.core = value.normal;
    if (constant.empty()) continue;
    bool has_constant = false;
    std::string core;
    for (const Word& word : WordsOf(*value.facts)) {
      const bool is_constant = constant.count(word.folded) > 0;
      has_constant = has_constant || is_constant;
      if (!is_constant) core += (core.empty() ? "" : " ") + word.folded;
    }
    if (has_constant && !core.empty()) value.core = evidence->cores.emplace_back(std::move(core));
  }
  const std::string_view prefix = CommonPrefix(evidence->values);
  if (prefix.empty()) return constant;
  for (ColumnValue& value : evidence->values) value.core = value.normal.substr(prefix.size());
  return constant;
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
    : rules_(rules), values_(values), systems_(rules), facts_(rules, values, systems_) {
  religion_ = rules.labels.Find("religion").value_or(kNoLabel);
  no_religion_ = rules.vocabulary.Find(religion_, "No religion").value_or(kNoValue);
}

Result<ColumnEvidence> EvidenceCollector::Collect(std::string_view path,
                                                  const std::vector<DistinctSample::Entry>& entries,
                                                  Detector* detector) {
  ColumnEvidence evidence;
  SUNDER_ASSIGN_OR_RETURN(const std::vector<ValueFactsMemo::Known> known,
                          facts_.FactsOf(path, entries, detector));
  evidence.values.reserve(known.size());
  for (const auto& [facts, count] : known) {
    evidence.weight += count;
    evidence.values.push_back({facts->text, facts->normal, {}, count, facts->is_negation, facts});
  }
  const std::set<std::string> constant = FillCores(&evidence);
  for (size_t i = 0; i < evidence.values.size(); ++i) {
    if (!evidence.values[i].facts->candidates.empty()) CountCandidates(i, constant, &evidence);
  }
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

void EvidenceCollector::CountCandidates(size_t value_index, const std::set<std::string>& constant,
                                        ColumnEvidence* evidence) const {
  const ColumnValue& value = evidence->values[value_index];
  const std::vector<Candidate>& candidates = value.facts->candidates;
  const bool are_whole = std::all_of(candidates.begin(), candidates.end(),
                                     [](const Candidate& c) { return c.whole_cell; });
  const std::vector<Word> words = are_whole ? std::vector<Word>() : WordsOf(*value.facts);
  std::map<LabelId, std::vector<const Candidate*>> by_label;
  for (const Candidate& candidate : candidates) {
    if (!rules_.rules[candidate.rule].patterns[candidate.pattern].is_code_system) {
      by_label[candidate.label].push_back(&candidate);
    }
  }
  for (const auto& [label, of_label] : by_label) {
    LabelEvidence& counts = evidence->labels[label];
    counts.is_match.resize(evidence->values.size(), false);
    ++counts.mentioned;
    std::vector<Span> spans;
    for (const Candidate* candidate : of_label) spans.push_back(candidate->original);
    const bool is_whole = std::any_of(of_label.begin(), of_label.end(),
                                      [](const Candidate* c) { return c->whole_cell; });
    // Long identifiers (user agents, URLs, addresses) have many words and are one value.
    const bool is_short = TellingWords(words, constant) <= kValueWordsMax;
    // "Male characters" is a sex with a word that every value has; an access log's line with an
    // address is no address, whatever its lines have in common.
    static const std::set<std::string> kNothing;
    const bool is_direct = rules_.labels.kind(label) == LabelKind::kDirect;
    const bool is_asked = !is_whole && is_short;
    const double coverage = is_asked ? Coverage(words, spans, is_direct ? kNothing : constant) : 0;
    const bool covers = coverage >= kCoverageMin;
    if (!is_whole && !covers) continue;
    counts.is_match[value_index] = true;
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

void EvidenceCollector::AddCode(size_t value_index, const ColumnValue& value, const KnownCode& code,
                                size_t value_count, CodeEvidence* counts) const {
  counts->label = rules_.rules[systems_.system(code.system).rule].label;
  counts->is_match.resize(value_count, false);
  counts->is_match[value_index] = true;
  ++counts->distinct;
  counts->weight += value.count;
  counts->telling += code.is_telling ? 1 : 0;
  counts->is_numeric = counts->is_numeric && value.normal.find_first_not_of("0123456789;,|/+& ") ==
                                                 std::string_view::npos;
  counts->is_distinctive = systems_.system(code.system).is_distinctive;
}

void EvidenceCollector::CountCodes(ColumnEvidence* evidence) const {
  std::map<uint32_t, CodeEvidence> by_system;
  for (size_t i = 0; i < evidence->values.size(); ++i) {
    const ColumnValue& value = evidence->values[i];
    const auto add = [&](const std::vector<KnownCode>& codes) {
      for (const KnownCode& code : codes) {
        AddCode(i, value, code, evidence->values.size(), &by_system[code.system]);
      }
    };
    if (value.core == value.normal) {
      add(value.facts->codes);
      continue;
    }
    std::vector<KnownCode> codes = value.facts->codes;
    systems_.Add(value.core, &codes);
    add(codes);
  }
  // A rule with several systems carries the one that knows most of the values.
  for (auto& [system, counts] : by_system) {
    CodeEvidence& known = evidence->codes[systems_.system(system).rule];
    if (counts.distinct > known.distinct) known = std::move(counts);
  }
}

}  // namespace sunder::scanner
