// What can be seen of words that may be a name, and of their neighbours: facts that name no word,
// for the name model. A fact has a dense number and a stable name ("first.mark.given").
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "scanner/names/tokens.h"

namespace sunder::scanner::names {

using FactId = uint16_t;

// Of the whole cell.
struct TextFacts {
  size_t words = 0;
  size_t capitals = 0;
  bool has_lines = false;
  // Bits by HashOfWord, of the words that begin small; see ReadSmallWords.
  std::array<uint64_t, 16> small_words = {};
  bool has_small_words = false;
};
TextFacts ReadTextFacts(const std::vector<Token>& tokens);
// Needed by CollectFacts only: most texts have nothing to collect facts of.
void ReadSmallWords(const std::vector<Token>& tokens, TextFacts* facts);

// What a finder has found out by itself.
struct NameCandidate {
  size_t begin = 0;  // tokens
  size_t end = 0;
  double hand_score = 0;  // by the hand-set weights
  size_t words = 1;       // without initials and particles
  size_t known_words = 0;
  bool is_right_by_hand = false;
  bool is_thing = false;            // a noun of things ends it; without cases: it stands apart
  bool is_before_ordinary = false;  // an everyday word with a capital ends it
  bool is_behind_place_preposition = false;
  bool is_behind_article = false;
  bool is_before_noun = false;
  bool is_german = false;
  bool is_vietnamese = false;
  bool is_in_row = false;  // "Violet and Hazel"; of occupations: behind an article, "the old ..."
  bool has_surname_ending = false;
  bool has_patronymic_ending = false;
  bool is_before_ergative = false;  // Hindi "ने"
  // Of occupations only.
  bool is_apposition = false;  // "Hamza Fofana, forklift driver"
  bool is_before_name = false;
  bool has_strong_ending = false;  // by its ending alone, "-smith"
  bool has_weak_ending = false;    // "-er"
  bool is_by_list = false;         // a known occupation, and nothing else
  bool is_beside_found_name = false;
  bool names_person = false;        // the text does
  bool is_near_topic = false;       // a people, faith or party in its sentence
  const TextFacts* text = nullptr;  // with its small words
  std::string_view cue;             // "title", "greeting", ...
};

size_t FactCount();
std::string FactName(FactId fact);
// Every fact at most once.
void CollectFacts(const std::vector<Token>& tokens, const NameCandidate& candidate,
                  std::vector<FactId>* facts);

}  // namespace sunder::scanner::names
