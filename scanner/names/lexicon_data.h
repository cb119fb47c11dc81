// The embedded lists. Private to this folder.
#pragma once

#include <string_view>

namespace sunder::scanner::names {

std::string_view NamesText();
std::string_view WordsText();
std::string_view CuesText();
std::string_view HanText();
std::string_view AddressesText();
std::string_view OccupationsText();

}  // namespace sunder::scanner::names
