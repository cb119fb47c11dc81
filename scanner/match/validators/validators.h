// Validators: what a pattern cannot say. Checksums, ranges, calendars, and the structure of names
// and addresses. A new one is one file here and a row in the table of validators.cc.
#pragma once

#include <optional>
#include <span>
#include <string_view>

#include "core/span.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {

struct ValidationInput {
  std::string_view folded;    // the cell's whole folded text
  Span match;                 // the pattern's match in it
  std::string_view original;  // the cell's own bytes, for case
  const ScanText& text;       // maps spans of `folded` to spans of `original`
  size_t cell = 0;            // index in `text`
};

enum class ValidatorVerdict {
  kAccept,  // right by checksum, range or structure
  kUnsure,  // possible; the pattern's own confidence stands
  kReject,  // wrong: dropped, or kept at the pattern's confidence where the rule is not rejecting
};

struct Validation {
  ValidatorVerdict verdict = ValidatorVerdict::kUnsure;
  std::optional<Span> span;  // where the value really stands in `folded`, when it is not the match
  std::string_view cue;      // static storage: "luhn", "iban mod 97", ...
};

// Thread-safe, without state, bounded time: looks at most 256 bytes around the match.
using Validator = Validation (*)(const ValidationInput& input);

struct ValidatorEntry {
  std::string_view name;  // as rules name it
  Validator validate;
  std::string_view description;  // one line, with the standard
};

std::span<const ValidatorEntry> Validators();                // sorted by name
const ValidatorEntry* FindValidator(std::string_view name);  // nullptr: none

}  // namespace sunder::scanner
