// Occupations of particular persons in running text.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/person_names.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

void FindOccupations(CellTokens* cell, std::vector<Validation>* found);
// The same for another finder; holds until the cell's next Start.
const std::vector<Validation>& OccupationsOf(CellTokens* cell);
// What was looked at as an occupation, for whoever teaches the model.
void ObserveOccupations(CellTokens* cell, std::vector<ObservedName>* observed);
bool MayHaveOccupations(std::string_view shape);

// A part of it; private to this folder.
void FindHanOccupations(const ValidationInput& input, const std::vector<Token>& tokens,
                        std::vector<Validation>* found);

}  // namespace sunder::scanner::names
