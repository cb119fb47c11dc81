// What a RuleDatabase consists of. Private to this folder.
#pragma once

#include <re2/re2.h>

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "scanner/match/context_words.h"
#include "scanner/match/field_index.h"
#include "scanner/match/literal_scanner.h"
#include "scanner/match/rule_database.h"
#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

struct CompiledPattern {
  RuleIndex rule = 0;
  uint16_t pattern = 0;  // in the rule
  const Pattern* source = nullptr;
  std::unique_ptr<RE2> regex;  // nullptr: terms or codes
};

// One reason to look where a literal stands.
struct LiteralUse {
  static constexpr uint32_t kAnchor = static_cast<uint32_t>(-1);
  PatternId pattern = 0;
  uint32_t term = kAnchor;  // index into the pattern's terms
};

struct Literal {
  std::string shape;  // as in ScanText::shape()
  uint32_t first_use = 0;
  uint32_t use_count = 0;
};

struct CodeEntry {
  PatternId pattern = 0;
  uint32_t term = 0;
};

struct CompiledRule {
  const ValidatorEntry* validator = nullptr;
  ContextWords context;
};

struct RuleDatabase::Compiled {
  std::vector<CompiledPattern> patterns;  // of all rules, in order
  std::vector<CompiledRule> rules;
  std::vector<Literal> literals;
  std::vector<LiteralUse> uses;          // by literal
  std::vector<PatternId> slow_patterns;  // regexes without anchors
  std::unique_ptr<LiteralScanner> scanner;
  FieldIndex fields;
  // By folded code: the entries of every code system, in the order of patterns.
  std::unordered_map<std::string, std::vector<CodeEntry>> codes;
  bool has_distinctive_codes = false;
  size_t code_size_max = 0;
};

}  // namespace sunder::scanner
