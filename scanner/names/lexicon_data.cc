#include "scanner/names/lexicon_data.h"

#define SUNDER_EMBED(symbol, file)                           \
  __asm__(                                                   \
      ".section .rodata\n"                                   \
      ".balign 16\n" #symbol                                 \
      "_begin:\n"                                            \
      ".incbin \"" SUNDER_NAMES_DATA "/" file "\"\n" #symbol \
      "_end:\n"                                              \
      ".byte 0\n"                                            \
      ".previous\n");                                        \
  extern "C" const char symbol##_begin[];                    \
  extern "C" const char symbol##_end[]

SUNDER_EMBED(sunder_names_list, "names.txt");
SUNDER_EMBED(sunder_words_list, "words.txt");
SUNDER_EMBED(sunder_cues_list, "cues.txt");
SUNDER_EMBED(sunder_han_list, "han.txt");
SUNDER_EMBED(sunder_addresses_list, "addresses.txt");
SUNDER_EMBED(sunder_occupations_list, "occupations.txt");

namespace sunder::scanner::names {

std::string_view NamesText() {
  return {sunder_names_list_begin,
          static_cast<size_t>(sunder_names_list_end - sunder_names_list_begin)};
}
std::string_view WordsText() {
  return {sunder_words_list_begin,
          static_cast<size_t>(sunder_words_list_end - sunder_words_list_begin)};
}
std::string_view CuesText() {
  return {sunder_cues_list_begin,
          static_cast<size_t>(sunder_cues_list_end - sunder_cues_list_begin)};
}

std::string_view HanText() {
  return {sunder_han_list_begin, static_cast<size_t>(sunder_han_list_end - sunder_han_list_begin)};
}

std::string_view AddressesText() {
  return {sunder_addresses_list_begin,
          static_cast<size_t>(sunder_addresses_list_end - sunder_addresses_list_begin)};
}

std::string_view OccupationsText() {
  return {sunder_occupations_list_begin,
          static_cast<size_t>(sunder_occupations_list_end - sunder_occupations_list_begin)};
}

}  // namespace sunder::scanner::names
