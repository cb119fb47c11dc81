// PersonKeyer: what stands for a person while a run counts: a keyed hash of the person's normalised
// number or address. The key is random, lives in locked memory and dies with the run, so that
// nothing of it can be recomputed later.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/status.h"
#include "segregation/spill_file.h"

namespace sunder::segregation {

// 128 bits: two of 10^9 persons meet with a probability of 10^-21.
using PersonHash = std::array<char, 16>;

// Trimmed, in lower case as far as ASCII goes; numbers without spaces and signs between their
// digits. "" where nothing is left: then the record has no person to go to.
std::string NormalisedPersonKey(std::string_view kind, std::string_view value);

// Immutable; any thread.
class PersonKeyer {
 public:
  static Result<PersonKeyer> Create();
  // `normalised` is of `kind`: tables whose fields are of one kind share their persons.
  PersonHash OfPerson(std::string_view kind, std::string_view normalised) const;
  // Of a record without a key: a person of its own.
  PersonHash OfRecord(std::string_view object, std::string_view table, uint64_t record) const;

 private:
  explicit PersonKeyer(SpillKey key);
  PersonHash Hash(std::string_view text) const;
  SpillKey key_;
};

}  // namespace sunder::segregation
