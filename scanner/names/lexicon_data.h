// The embedded lists. Private to this folder.
#pragma once

#include <string_view>

namespace sunder::scanner::names {

// As make_lexicon wrote it; begins at a multiple of 16.
std::string_view LexiconTable();
std::string_view HanText();
std::string_view AddressesText();
std::string_view GivenNameSexText();
std::string_view NameModelText();
std::string_view OccupationModelText();

}  // namespace sunder::scanner::names
