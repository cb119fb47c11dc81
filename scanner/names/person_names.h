// Names of persons in running text.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

void FindPersonNames(CellTokens* cell, std::vector<Validation>* found);
bool MayHavePersonNames(std::string_view shape);

// The parts of it, by script; private to this folder.
void FindCasedNames(const ValidationInput& input, const std::vector<Token>& tokens,
                    std::vector<Validation>* found);
void FindUncasedNames(const ValidationInput& input, const std::vector<Token>& tokens,
                      std::vector<Validation>* found);
void FindHanNames(const ValidationInput& input, const std::vector<Token>& tokens,
                  std::vector<Validation>* found);

}  // namespace sunder::scanner::names
