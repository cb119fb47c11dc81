// For the tests of this folder: runs a validator on a piece of a text.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

struct TestedValidation {
  ValidatorVerdict verdict = ValidatorVerdict::kReject;
  std::string value;  // the original's bytes of the span, or of the match where it is not moved
};

// REQUIRES: `match`, folded, stands in the folded `text` (the first one is taken).
inline TestedValidation RunValidator(std::string_view name, std::string_view text,
                                     std::string_view match) {
  const ValidatorEntry* entry = FindValidator(name);
  ScanText scanned;
  if (entry == nullptr || !scanned.Append(text).ok()) return {ValidatorVerdict::kReject, "?"};
  const std::string_view folded = scanned.CellTextFolded(0);
  const Result<std::string> folded_match = Fold(match);
  if (!folded_match.ok()) return {ValidatorVerdict::kReject, "?"};
  const size_t at = folded.find(*folded_match);
  if (at == std::string_view::npos) return {ValidatorVerdict::kReject, "?"};
  const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + folded_match->size())};
  const Validation validation = entry->validate({folded, span, text, scanned, 0});
  const Span original = scanned.OriginalSpan(0, validation.span.value_or(span));
  return {validation.verdict, std::string(text.substr(original.begin, original.size()))};
}

// The value that is accepted; "" when it is not.
inline std::string Accepted(std::string_view name, std::string_view text, std::string_view match) {
  const TestedValidation tested = RunValidator(name, text, match);
  return tested.verdict == ValidatorVerdict::kAccept ? tested.value : "";
}

inline bool Rejects(std::string_view name, std::string_view text, std::string_view match) {
  const TestedValidation tested = RunValidator(name, text, match);
  return tested.verdict == ValidatorVerdict::kReject && tested.value != "?";
}

}  // namespace sunder::scanner
