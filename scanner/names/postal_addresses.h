// Postal addresses of the countries that write a postal code, read from the code backwards.
#pragma once

#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"

namespace sunder::scanner::names {

void FindPostalAddresses(const ValidationInput& input, std::vector<Validation>* found);
bool MayHavePostalAddresses(std::string_view shape);

}  // namespace sunder::scanner::names
