#include "scanner/names/lexicon_data.h"

#define SUNDER_EMBED(symbol, path)        \
  __asm__(                                \
      ".section .rodata\n"                \
      ".balign 16\n" #symbol              \
      "_begin:\n"                         \
      ".incbin \"" path "\"\n" #symbol    \
      "_end:\n"                           \
      ".byte 0\n"                         \
      ".previous\n");                     \
  extern "C" const char symbol##_begin[]; \
  extern "C" const char symbol##_end[]

SUNDER_EMBED(sunder_lexicon_table, SUNDER_LEXICON_TABLE);
SUNDER_EMBED(sunder_han_list, SUNDER_NAMES_DATA "/han.txt");
SUNDER_EMBED(sunder_addresses_list, SUNDER_NAMES_DATA "/addresses.txt");
SUNDER_EMBED(sunder_sexes_list, SUNDER_NAMES_DATA "/sexes.txt");
SUNDER_EMBED(sunder_name_model, SUNDER_NAMES_DATA "/name_model.txt");
SUNDER_EMBED(sunder_occupation_model, SUNDER_NAMES_DATA "/occupation_model.txt");

namespace sunder::scanner::names {

std::string_view LexiconTable() {
  return {sunder_lexicon_table_begin,
          static_cast<size_t>(sunder_lexicon_table_end - sunder_lexicon_table_begin)};
}

std::string_view HanText() {
  return {sunder_han_list_begin, static_cast<size_t>(sunder_han_list_end - sunder_han_list_begin)};
}

std::string_view AddressesText() {
  return {sunder_addresses_list_begin,
          static_cast<size_t>(sunder_addresses_list_end - sunder_addresses_list_begin)};
}

std::string_view GivenNameSexText() {
  return {sunder_sexes_list_begin,
          static_cast<size_t>(sunder_sexes_list_end - sunder_sexes_list_begin)};
}

std::string_view NameModelText() {
  return {sunder_name_model_begin,
          static_cast<size_t>(sunder_name_model_end - sunder_name_model_begin)};
}

std::string_view OccupationModelText() {
  return {sunder_occupation_model_begin,
          static_cast<size_t>(sunder_occupation_model_end - sunder_occupation_model_begin)};
}

}  // namespace sunder::scanner::names
