// Names of persons in running text.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/name_facts.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

void FindPersonNames(CellTokens* cell, std::vector<Validation>* found);
// The same, found once and kept by the cell; by where they begin.
const std::vector<Validation>& PersonNamesOf(CellTokens* cell);
bool MayHavePersonNames(std::string_view shape);

// What was looked at as a name in a text, for whoever teaches the name model.
struct ObservedName {
  Span span;  // of the folded cell
  std::vector<FactId> facts;
  bool is_right_by_hand = false;
};
void ObservePersonNames(CellTokens* cell, std::vector<ObservedName>* observed);

// The parts of it, by script; private to this folder. `observed` may be nullptr.
void FindCasedNames(const ValidationInput& input, const std::vector<Token>& tokens,
                    std::vector<Validation>* found, std::vector<ObservedName>* observed);
void FindUncasedNames(const std::vector<Token>& tokens, std::vector<Validation>* found,
                      std::vector<ObservedName>* observed);
void FindHanNames(const ValidationInput& input, const std::vector<Token>& tokens,
                  std::vector<Validation>* found);

}  // namespace sunder::scanner::names
