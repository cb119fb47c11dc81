// What is known of single words: names of persons, everyday words, and words that stand beside
// names. The lists are data/*.txt, embedded when the program is built.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace sunder::scanner::names {

enum Mark : uint32_t {
  kGiven = 1U << 0U,
  kSurname = 1U << 1U,
  kEveryday = 1U << 2U,     // a name that is an English everyday word, a place or a month
  kForeign = 1U << 3U,      // a name that is an everyday word of another language
  kWord = 1U << 4U,         // an English word
  kTitle = 1U << 5U,        // before a name: "mr"
  kWeakTitle = 1U << 6U,    // a title that is a word or a particle too: "don"
  kTitleBehind = 1U << 7U,  // "hanım"
  kGreeting = 1U << 8U,
  kLabel = 1U << 9U,      // "patient", "name", before a colon
  kLead = 1U << 10U,      // "ask", "with": often before a name
  kChatLead = 1U << 11U,  // before names that a chat writes in lower case
  kVerb = 1U << 12U,      // what persons (and firms) do
  kPersonalVerb = 1U << 13U,
  kBreak = 1U << 14U,  // capitalised, but never part of a name
  kThing = 1U << 15U,  // makes a thing of the name before it
  kPlaceBefore = 1U << 16U,
  kParticle = 1U << 17U,
  kSuffix = 1U << 18U,
  kSurnameToo = 1U << 19U,
  kFunction = 1U << 20U,
  kRole = 1U << 21U,        // "colleague", "plumber"
  kTopic = 1U << 22U,       // a people, faith or party
  kPlace = 1U << 23U,       // a town or country
  kOccupation = 1U << 24U,  // an occupation begins with it
};

// Immutable; the views point into the program.
class Lexicon {
 public:
  // Built at the first call, once for the process.
  static const Lexicon& Get();
  // The marks of a folded word; 0: unknown.
  uint32_t Find(std::string_view word) const;

 private:
  struct Entry {
    std::string_view word;
    uint32_t marks = 0;
  };
  Lexicon();
  void Add(std::string_view word, uint32_t marks);
  void AddLists();

  std::vector<Entry> entries_;  // open addressing, a power of two
};

}  // namespace sunder::scanner::names
