// What words of headers and table names say besides the terms of the rules: that a column holds
// codes or counts, that a table is about things or about persons.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "scanner/context/cue_index.h"

namespace sunder::scanner {

// Says how a value is written, where it comes from or whose form it is, never what it is: "cd",
// "txt", "new", "2021", "nl". A header means the same without it.
bool IsNeutralHeaderWord(std::string_view word);
// Likewise beside a special category only ("religion type"): a "user type" holds no user names.
bool IsKindHeaderWord(std::string_view word);

// Says that the values are counts, shares or results: "count", "pct", "total", "anteil".
bool IsMeasureHeaderWord(std::string_view word);

// Heads names of things, whose values may well be names of people or groups: "city", "product".
bool IsThingHeaderWord(std::string_view word);
bool HasThingHeaderWord(const std::vector<std::string>& words);

// Says whose attribute a header names: "pat", "emp", "mother".
bool IsPersonHeaderWord(std::string_view word);

// A question that asks whether, how often or how much, and not for what its nouns name: "Do you
// attend religious services" heads no departments. English and its nearest neighbours.
bool IsClosedQuestion(const std::vector<std::string>& words);

// What a table's records are, told by its name.
enum class TableTopic { kUnknown, kPersons, kThings };
// `words`: SplitName of the table. A table of both ("restaurant_staff") is about persons.
TableTopic TopicOf(const std::vector<std::string>& words, const CueIndex& cues);
// A table that lists the values of others: "party_ref", "lkp_religion". Holds of tables that are
// not about persons.
bool IsReferenceTable(const std::vector<std::string>& words);

}  // namespace sunder::scanner
