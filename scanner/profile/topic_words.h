// Words of table names and headers that tell what the records are, in the languages of the rules.
#pragma once

#include <string_view>

namespace sunder::scanner {

// `word`: one of SplitName, folded; spelt with or without accents. Beginnings of words count where
// a list holds stems, so that compounds and endings are known too ("kundenstamm", "weinkarte").

// Registers and lists of persons: "pacjenci", "lohnliste", "voterfile".
bool IsPersonTopic(std::string_view word);
// Records of goods, animals, works, games, places, contracts, machines or plain reference data.
bool IsThingTopic(std::string_view word);
// In a header: says whose attribute it is, never what it is: "pat", "emp", "madre".
bool IsPersonMark(std::string_view word);
// In a header: the values are languages, colours, breeds, countries, works, parts ...
bool IsThingMark(std::string_view word);

}  // namespace sunder::scanner
