// Check digits of payment cards, bank accounts and state identifiers. Every function wants the bare
// digits (or digits and letters in lower case) and answers false for a wrong length.
#pragma once

#include <string_view>

namespace sunder::scanner {

bool PassesLuhn(std::string_view digits);        // ISO/IEC 7812-1, annex B
bool PassesMod97(std::string_view alnum);        // ISO 7064 MOD 97-10, IBAN order (ISO 13616)
bool PassesVerhoeff(std::string_view digits);    // Aadhaar
bool PassesMod11Mod10(std::string_view digits);  // ISO 7064 MOD 11,10: German tax number

}  // namespace sunder::scanner
