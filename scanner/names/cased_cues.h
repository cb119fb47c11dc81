// What tells a name by what stands around it, in scripts with capitals. Private to this folder.
// `begin` and `end` are numbers of tokens.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

// Told by its small words. Common nouns have capitals there.
bool IsGermanText(const std::vector<Token>& tokens);

// "This is Priya", "Ich heiße Uda", "se llama Nieves", "меня зовут Глеб".
bool IsIntroducedBefore(const std::vector<Token>& tokens, size_t begin);

// "Overbeck hier, wegen der Rinne", "Dana speaking": who rings says so.
bool SpeaksBehind(const std::vector<Token>& tokens, size_t begin, size_t end);

// "... goes out tomorrow. Curt, shipping": the last line says who wrote, and as what.
bool IsSignatureAtEnd(const std::vector<Token>& tokens, size_t begin, size_t end);

// "Name,Title,Faith,Phone": a column's name among those of other columns.
bool IsHeaderCell(const std::vector<Token>& tokens, size_t begin, size_t end);

// `Orville "Tuck" Brandvold`: the token behind the nickname that stands at `at`; else `at`.
size_t BehindNickname(std::string_view text, const std::vector<Token>& tokens, size_t at);

}  // namespace sunder::scanner::names
