// Ways in which people write a word or a number so that a program does not see it, as seeded
// transformations of labelled documents.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "evaluation/intervals.h"
#include "evaluation/labelled_document.h"

namespace sunder::evaluation {

enum class EvasionTarget : uint8_t {
  kWords,    // special categories
  kNumbers,  // phone numbers, cards, accounts, identifiers of a state
  kWhole,    // the whole text becomes one token; every span becomes all of it
};

struct Evasion {
  std::string_view name;
  EvasionTarget target = EvasionTarget::kWords;
  std::string (*apply)(std::string_view text, SeededNumbers* numbers) = nullptr;
};

std::span<const Evasion> Evasions();

// Whether the label's values are numbers that EvasionTarget::kNumbers rewrites.
bool IsNumberLabel(std::string_view label);

struct EvadedDocument {
  LabelledDocument document;       // with the spans moved to where they stand now
  std::vector<bool> is_rewritten;  // by annotation: its own text is another now
};

// `whole`: every word of the document is rewritten, not only the annotations of the target.
EvadedDocument Evade(const Evasion& evasion, bool whole, const LabelledDocument& document,
                     const LabelCatalog& labels, uint64_t seed);

}  // namespace sunder::evaluation
