// The code systems of the rules: which of them know a value of a column. Private to this folder.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "scanner/rules/rule_set.h"
#include "scanner/text/text_table.h"

namespace sunder::scanner {

struct KnownCode {
  uint32_t system = 0;
  bool is_telling = false;  // the code itself, not what stands around it in the cell
};

// "and", "of", "church": words that say nothing of a value by themselves.
bool IsJoiningWord(std::string_view folded);

// Immutable.
class CodeSystems {
 public:
  struct System {
    RuleIndex rule = 0;
    bool is_distinctive = false;
  };

  // REQUIRES: outlives it.
  explicit CodeSystems(const RuleSet& rules);
  const System& system(uint32_t number) const { return systems_[number]; }
  // The systems that know a value (NormalizeCell) as it is, without joining words, or each of its
  // parts. Ascending, each once.
  std::vector<KnownCode> CodesIn(std::string_view normal) const;
  // Likewise `codes` and those that know `code`.
  void Add(std::string_view code, std::vector<KnownCode>* codes) const;

 private:
  std::span<const uint32_t> Known(std::string_view code) const;
  void AddKnown(std::string_view code, std::vector<KnownCode>* codes) const;
  void AddParts(std::string_view normal, std::vector<KnownCode>* codes) const;

  std::vector<System> systems_;
  // Normalised code -> a number of systems_of_code_.
  TextTable codes_;
  std::vector<std::vector<uint32_t>> systems_of_code_;  // ascending
  size_t code_size_bytes_max_ = 0;
};

}  // namespace sunder::scanner
