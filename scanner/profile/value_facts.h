// What single values of columns are, whatever stands beside them. Private to this folder.
#pragma once

#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/status.h"
#include "scanner/context/canonical_values.h"
#include "scanner/context/words.h"
#include "scanner/match/detector.h"
#include "scanner/profile/code_systems.h"
#include "scanner/profile/table_profile.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

struct ValueFacts {
  std::string text;          // as people read it; what hides a special term is unmasked
  std::string normal;        // NormalizeCell
  bool is_value = false;     // no missing-value word, and can be decoded
  bool is_negation = false;  // "no", "none": no value of any label but perhaps one of its own
  std::vector<uint64_t> word_hashes;  // of the folded words of `text`: ascending, each once
  std::vector<Candidate> candidates;  // in `text`; Candidate::cell is undefined
  std::vector<KnownCode> codes;       // that `normal` is
};

std::vector<Word> WordsOf(const ValueFacts& facts);

// Facts of values, remembered from the second time on that a value is met: many small tables share
// their headers and repeat their values. What it gives is a function of the field's path and the
// value, so forgetting changes nothing. One a thread; takes about kSizeBytesMax and what one
// column adds to them.
class ValueFactsMemo {
 public:
  static constexpr size_t kSizeBytesMax = 4 << 20;
  struct Known {
    const ValueFacts* facts = nullptr;
    uint64_t count = 0;
  };

  // REQUIRES: all outlive it.
  ValueFactsMemo(const RuleSet& rules, const CanonicalValues& values, const CodeSystems& codes)
      : rules_(rules), values_(values), codes_(codes), met_(kMetSlots) {}

  // Those of the entries that are values, in their order. They live until the next call.
  // `path` is the field's path: detection sees it as context.
  Result<std::vector<Known>> FactsOf(std::string_view path,
                                     const std::vector<DistinctSample::Entry>& entries,
                                     Detector* detector);

 private:
  static constexpr size_t kMetSlots = 16384;
  struct Path {
    uint64_t seed = 0;
    std::unordered_map<std::string_view, ValueFacts> by_value;
    std::deque<std::string> values;  // what its keys view
  };

  void Forget();
  ValueFacts* Place(std::string_view value, Path* path);
  // Facts without candidates and words.
  void Read(std::string_view value, ValueFacts* facts) const;
  // Replaces a value that hides a special category's term by what people read.
  Status Unmask(std::string_view path, Detector* detector, ValueFacts* facts) const;
  // The rest, of all new values of a column at once.
  Status Complete(std::string_view path, Detector* detector);

  const RuleSet& rules_;
  const CanonicalValues& values_;
  const CodeSystems& codes_;
  std::unordered_map<std::string, Path> by_path_;
  size_t size_bytes_ = 0;
  std::vector<uint64_t> met_;       // by hash: the path and value that was met last
  std::deque<ValueFacts> passing_;  // of values not met before; their memory is used again
  size_t passing_count_ = 0;
  std::vector<ValueFacts*> added_;  // to complete
  ScanText text_;
  std::vector<JudgedCell> cells_;
  std::vector<Candidate> candidates_;
};

}  // namespace sunder::scanner
