// Organisations that particular persons work for: behind the occupation of one.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

void FindEmployers(CellTokens* cell, std::vector<Validation>* found);
bool MayHaveEmployers(std::string_view shape);

// A part of it; private to this folder.
void FindHanEmployers(CellTokens* cell, std::vector<Validation>* found);

}  // namespace sunder::scanner::names
