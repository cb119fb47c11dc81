// Words that tell names of persons from other capitalised words. All arguments in lower case.
#pragma once

#include <string_view>

namespace sunder::scanner {

bool IsNameParticle(std::string_view word);  // "van", "de", "al"
bool IsNameSuffix(std::string_view word);    // "jr", "iii"
bool IsPlacePrefix(std::string_view word);   // "saint", "san", "lake": what follows is a place
// Makes a thing of the name before it: "street", "university", "disease", "inc".
bool IsThingWord(std::string_view word);
// Capitalised at times, but never a part of a name: "the", "monday", "is", "dear".
bool IsBreakWord(std::string_view word);
// Break and thing words that are surnames as well: "king", "may", "hill".
bool IsSurnameToo(std::string_view word);
// What persons do, right behind a name: "said", "called". What introduces one: "friend", "named".
bool IsPersonVerb(std::string_view word);
bool IsPersonLead(std::string_view word);
// Surnames of peoples who put them first: "wang", "nguyen".
bool IsSurnameFirst(std::string_view word);
// Given names that are everyday words: "will", "grace", "may".
bool IsEverydayName(std::string_view word);

}  // namespace sunder::scanner
