// What a word for somebody's partner tells: "his boyfriend", "Anna and her wife", "Mark and Paulo
// got married". Where both are of one sex that is an orientation, elsewhere a family.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "scanner/context/sentence_grading.h"
#include "scanner/context/sentence_view.h"
#include "scanner/names/given_name_sex.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// REQUIRES: the view, of the sentence with its neighbours, outlives it. Names among its words are
// marked; the partner's word is none of its terms.
class CoupleReading {
 public:
  explicit CoupleReading(const SentenceView& view);

  // kNone: nothing says that both have one sex.
  Grading Grade(const GradedTerm& term, Partner partner) const;

 private:
  using Sex = names::Sex;
  // Somebody whose sex the words may tell.
  struct Person {
    uint32_t begin = 0;
    uint32_t end = 0;
    Sex sex = Sex::kUnknown;
    bool is_self = false;
    bool is_name = false;
  };
  // Two of one sex: "Mark and Paulo", "two women".
  struct Pair {
    uint32_t begin = 0;
    uint32_t end = 0;
    bool is_named = false;
  };

  void FindPersons();
  void FindPairs();
  Sex SexOfWord(uint32_t word) const;
  Sex SexOfSpeaker() const;
  bool IsSentenceEnd(uint32_t word) const;  // the gap before the word
  bool Joins(uint32_t word) const;          // "and" or a comma
  const Person* PersonEndingAt(uint32_t word) const;
  const Person* PersonStartingAt(uint32_t word) const;
  std::optional<Person> OwnerOf(const TermWords& term) const;
  std::optional<Person> NearestOwner(uint32_t word) const;
  bool AreCouple(const TermWords& term) const;

  const SentenceView& view_;
  std::vector<Person> persons_;
  std::vector<Pair> pairs_;
};

}  // namespace sunder::scanner
