// Postal addresses of the countries that write a postal code, read from the code backwards.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

void FindPostalAddresses(CellTokens* cell, std::vector<Validation>* found);
bool MayHavePostalAddresses(std::string_view shape);

}  // namespace sunder::scanner::names
