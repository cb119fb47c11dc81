// What is known of single words: names of persons, everyday words, and words that stand beside
// names; and occupations. The lists are data/*.txt, made a table and embedded when the program is
// built (make_lexicon/).
#pragma once

#include <cstdint>
#include <string_view>

#include "scanner/text/text_table.h"

namespace sunder::scanner::names {

enum Mark : uint32_t {
  kGiven = 1U << 0U,
  kSurname = 1U << 1U,
  kEveryday = 1U << 2U,     // a name that is an English everyday word, a place or a month
  kForeign = 1U << 3U,      // an everyday word of another language, a name too or no name
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
  kPossessive = 1U << 25U,
  kArticle = 1U << 26U,
  kWorkLead = 1U << 27U,         // "works as", "is a retired": stands before an occupation
  kOccupationLabel = 1U << 28U,  // "profession", before a colon
  // Of endings, written with a hyphen: words that end so are often occupations.
  kOccupationEnding = 1U << 29U,
  kWeakOccupationEnding = 1U << 30U,
  kWorkPreposition = 1U << 31U,  // "at", "chez": stands between an occupation and an employer
};

// Immutable; a view of a part of the program.
class Lexicon {
 public:
  static const Lexicon& Get();
  // The marks of a folded word; 0: unknown.
  uint32_t Find(std::string_view word) const {
    const uint32_t marks = words_.Find(word);
    return marks == TextTable::kNone ? 0 : marks;
  }
  // TextTable::kNone: no occupation; 0: one that is an everyday word too; else 1.
  uint32_t FindOccupation(std::string_view phrase) const { return occupations_.Find(phrase); }

 private:
  Lexicon();

  TextTable words_;
  TextTable occupations_;
};

}  // namespace sunder::scanner::names
