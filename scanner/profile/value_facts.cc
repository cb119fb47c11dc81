#include "scanner/profile/value_facts.h"

#include <algorithm>
#include <array>
#include <utility>

#include "scanner/text/byte_hash.h"
#include "scanner/text/unmask.h"

namespace sunder::scanner {
namespace {

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

// Of what a value's facts hold beside its texts: a candidate or two, a few words and codes.
constexpr size_t kFactsSizeBytes = 300;

}  // namespace

void ValueFactsMemo::Forget() {
  by_path_.clear();
  size_bytes_ = 0;
}

// Where the facts of a value that is not remembered go.
ValueFacts* ValueFactsMemo::Place(std::string_view value, Path* path) {
  const uint64_t hash = HashBytes(value, path->seed);
  uint64_t& met = met_[hash % kMetSlots];
  if (met == hash) {
    size_bytes_ += sizeof(ValueFacts) + kFactsSizeBytes + 4 * value.size();
    return &path->by_value[path->values.emplace_back(value)];
  }
  met = hash;
  if (passing_count_ == passing_.size()) passing_.emplace_back();
  ValueFacts* const facts = &passing_[passing_count_++];
  facts->word_hashes.clear();
  facts->candidates.clear();
  facts->codes.clear();
  return facts;
}

void ValueFactsMemo::Read(std::string_view value, ValueFacts* facts) const {
  facts->is_value = false;
  const Result<std::string> folded = Fold(value);
  if (!folded.ok()) return;  // undecodable cells were counted by the reader
  facts->text = Readable(WithoutInvisible(value));
  facts->normal = NormalizeCell(*folded);
  facts->is_negation = std::find(kNegationCells.begin(), kNegationCells.end(), facts->normal) !=
                       kNegationCells.end();
  facts->is_value = facts->is_negation || !values_.IsMissing(facts->normal) || facts->normal == "n";
}

Status ValueFactsMemo::Unmask(std::string_view path, Detector* detector, ValueFacts* facts) const {
  if (!MayBeMasked(facts->text)) return Status::Ok();
  for (const UnmaskedText& reading : sunder::scanner::Unmask(facts->text)) {
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
    facts->text = reading.text;
    facts->normal = NormalizeCell(*folded);
    break;
  }
  return Status::Ok();
}

Status ValueFactsMemo::Complete(std::string_view path, Detector* detector) {
  text_.Clear();
  cells_.clear();
  candidates_.clear();
  for (ValueFacts* const facts : added_) {
    SUNDER_RETURN_IF_ERROR(Unmask(path, detector, facts));
    SUNDER_RETURN_IF_ERROR(text_.Append(facts->text));
    cells_.push_back({facts->text, path});
  }
  SUNDER_RETURN_IF_ERROR(detector->Detect(text_, cells_, &candidates_));
  for (const Candidate& candidate : candidates_) {
    added_[candidate.cell]->candidates.push_back(candidate);
  }
  for (ValueFacts* const facts : added_) {
    std::vector<uint64_t>& hashes = facts->word_hashes;
    for (const Word& word : WordsOf(*facts)) hashes.push_back(HashBytes(word.folded));
    std::sort(hashes.begin(), hashes.end());
    hashes.erase(std::unique(hashes.begin(), hashes.end()), hashes.end());
    facts->codes = codes_.CodesIn(facts->normal);
  }
  return Status::Ok();
}

Result<std::vector<ValueFactsMemo::Known>> ValueFactsMemo::FactsOf(
    std::string_view path, const std::vector<DistinctSample::Entry>& entries, Detector* detector) {
  if (size_bytes_ > kSizeBytesMax) Forget();
  Path& known_path = by_path_[std::string(path)];
  if (known_path.seed == 0) known_path.seed = HashBytes(path) | 1U;
  std::vector<Known> known;
  known.reserve(entries.size());
  added_.clear();
  passing_count_ = 0;
  for (const DistinctSample::Entry& entry : entries) {
    const auto found = known_path.by_value.find(entry.value);
    ValueFacts* facts = found == known_path.by_value.end() ? nullptr : &found->second;
    if (facts == nullptr) {
      facts = Place(entry.value, &known_path);
      Read(entry.value, facts);
      if (facts->is_value) added_.push_back(facts);
    }
    if (facts->is_value) known.push_back({facts, entry.count});
  }
  if (added_.empty()) return known;
  const Status status = Complete(path, detector);
  if (!status.ok()) {
    Forget();  // some facts are only half known
    return status;
  }
  return known;
}

std::vector<Word> WordsOf(const ValueFacts& facts) {
  return SplitWords(facts.text, {0, static_cast<uint32_t>(facts.text.size())});
}

}  // namespace sunder::scanner
