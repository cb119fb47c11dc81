// What a RuleDatabase consists of. Private to this folder.
#pragma once

#include <re2/re2.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "scanner/match/context_words.h"
#include "scanner/match/field_index.h"
#include "scanner/match/known_regex.h"
#include "scanner/match/literal_scanner.h"
#include "scanner/match/rule_database.h"
#include "scanner/match/validators/validators.h"
#include "scanner/names/finders.h"
#include "scanner/rules/cache_file.h"
#include "scanner/text/flat_array.h"
#include "scanner/text/text_lists.h"

namespace sunder::scanner {

// A regex that is compiled when it is first needed: large Unicode classes take longer than a scan
// of a small file. Safe to use from any thread.
class LazyRegex {
 public:
  enum class Form : uint8_t {
    kWhole,   // as the rule has it
    kAscii,   // matches the same in ASCII text, smaller
    kCoarse,  // see CoarseRegex
  };
  // REQUIRES: `regex` outlives it.
  LazyRegex(std::string_view regex, Form form) : regex_(regex), form_(form) {}
  // nullptr: it has no such form. ok() must be asked: a regex may turn out to be too large.
  const RE2* get() const;
  // Whether it has hardly ever been searched for where its matches begin.
  bool IsRarelySearched() const {
    constexpr uint32_t kSearchesMin = 64;
    return searches_.load(std::memory_order_relaxed) < kSearchesMin &&
           searches_.fetch_add(1, std::memory_order_relaxed) < kSearchesMin;
  }

 private:
  const std::string_view regex_;
  const Form form_;
  mutable std::once_flag once_;
  mutable std::unique_ptr<RE2> program_;
  mutable std::atomic<uint32_t> searches_ = 0;
};

struct CompiledPattern {
  RuleIndex rule = 0;
  uint16_t pattern = 0;  // in the rule
  const Pattern* source = nullptr;
  std::unique_ptr<LazyRegex> regex;  // nullptr: terms or codes
  std::unique_ptr<LazyRegex> ascii_regex;
  std::unique_ptr<LazyRegex> coarse_regex;
  const names::FinderEntry* finder = nullptr;
  const KnownRegex* known_regex = nullptr;  // reads ASCII by hand; nullptr: RE2 does
  char first_character = 0;  // what every match of the regex begins with; 0: not known
};

// One reason to look where a literal stands.
struct LiteralUse {
  static constexpr uint32_t kAnchor = static_cast<uint32_t>(-1);
  PatternId pattern = 0;
  uint32_t term = kAnchor;  // index into the pattern's terms
};

// Small: literals are looked up in random order.
struct Literal {
  uint32_t first_use = 0;
  uint32_t use_count = 0;
  uint16_t size = 0;
  // All uses are terms that begin (end) with an ASCII letter or digit and take no prefix (ending),
  // so that a letter or digit beside them means that they are no whole word.
  bool begins_word = false;
  bool ends_word = false;
};

struct CodeEntry {
  PatternId pattern = 0;
  uint32_t term = 0;
};

struct CompiledRule {
  const ValidatorEntry* validator = nullptr;
  ContextWords context;
};

constexpr uint64_t CodeSizeBit(size_t size) { return uint64_t{1} << (size < 63 ? size : 63); }

// What is made of all terms: the part that takes long and is kept in a file.
struct CompiledTerms {
  FlatArray<Literal> literals;
  FlatArray<uint32_t> shape_begins;  // by literal, and the end of the last one
  FlatArray<char> shapes;
  FlatArray<LiteralUse> uses;  // by literal
  FieldIndex fields;
  // By folded code: the entries of every code system, in the order of patterns.
  TextLists<CodeEntry> codes;
  // By first byte, a bit for each size of codes (the last one for all sizes from 63): most cells
  // have no code's.
  FlatArray<uint64_t> code_sizes;

  // As in ScanText::shape().
  std::string_view ShapeOf(uint32_t literal) const {
    return {shapes.data() + shape_begins[literal],
            shape_begins[literal + 1] - shape_begins[literal]};
  }

  template <class Archive>
  void Fields(Archive& archive) {
    archive(literals, shape_begins, shapes, uses, fields, codes, code_sizes);
  }
};

struct RuleDatabase::Compiled {
  std::vector<CompiledPattern> patterns;  // of all rules, in order
  std::vector<CompiledRule> rules;
  CompiledTerms terms;
  std::vector<PatternId> slow_patterns;  // regexes without anchors
  std::vector<PatternId> finder_patterns;
  std::unique_ptr<LiteralScanner> scanner;
  bool has_distinctive_codes = false;
  std::vector<std::vector<std::string>> prefixes;  // by bit of LanguageMask; sorted
  std::unique_ptr<const CacheFile> file;  // that `terms` and `scanner` view; may be nullptr
};

}  // namespace sunder::scanner
