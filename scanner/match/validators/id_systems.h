// Systems of state identifiers: what their digits must satisfy, and how they are written. Private
// to this folder.
#pragma once

#include <span>
#include <string_view>

namespace sunder::scanner {

struct IdSystem {
  std::string_view name;  // ISO 3166-1 country and the system's name: "pl pesel"
  size_t length_min;      // letters and digits
  size_t length_max;
  bool (*fits)(std::string_view alnum);  // lower case, without separators
  // Ways of writing that tell the system by themselves, split by "|": "0" a digit, "a" a letter,
  // "?" either, everything else itself. Empty: a word or header must say what it is.
  std::string_view telling_forms;
};

std::span<const IdSystem> EuropeanIdSystems();
std::span<const IdSystem> WorldIdSystems();  // all others

bool FitsIdSystem(const IdSystem& system, std::string_view alnum);
// The first system that letters and digits fit; nullptr: none.
const IdSystem* FindIdSystem(std::string_view alnum);
// The same, of those that are written as `text` (lower case) is.
const IdSystem* FindTellingIdSystem(std::string_view text, std::string_view alnum);

// For the tables.
bool IsDayOfYear(int month, int day);
int TwoDigits(std::string_view digits, size_t at);
bool HasDayMonthYear(std::string_view digits);  // DDMMYY at the beginning
bool HasYearMonthDay(std::string_view digits);  // YYMMDD at the beginning
// Sum of digit times weight; -1 where the text has another length or no digits.
int WeightedSum(std::string_view digits, std::initializer_list<int> weights);

}  // namespace sunder::scanner
