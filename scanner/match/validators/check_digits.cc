#include "scanner/match/validators/check_digits.h"

#include <algorithm>
#include <cstddef>

namespace sunder::scanner {
namespace {

bool AreDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// Multiplication and permutation tables of the dihedral group D5 (J. Verhoeff, 1969).
constexpr int kVerhoeffProduct[10][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 2, 3, 4, 0, 6, 7, 8, 9, 5}, {2, 3, 4, 0, 1, 7, 8, 9, 5, 6},
    {3, 4, 0, 1, 2, 8, 9, 5, 6, 7}, {4, 0, 1, 2, 3, 9, 5, 6, 7, 8}, {5, 9, 8, 7, 6, 0, 4, 3, 2, 1},
    {6, 5, 9, 8, 7, 1, 0, 4, 3, 2}, {7, 6, 5, 9, 8, 2, 1, 0, 4, 3}, {8, 7, 6, 5, 9, 3, 2, 1, 0, 4},
    {9, 8, 7, 6, 5, 4, 3, 2, 1, 0}};
constexpr int kVerhoeffPermutation[8][10] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9}, {1, 5, 7, 6, 2, 8, 3, 0, 9, 4}, {5, 8, 0, 3, 7, 9, 6, 1, 4, 2},
    {8, 9, 1, 6, 0, 4, 3, 5, 2, 7}, {9, 4, 5, 3, 1, 2, 6, 8, 7, 0}, {4, 2, 8, 6, 5, 7, 3, 9, 0, 1},
    {2, 7, 9, 3, 8, 0, 6, 4, 1, 5}, {7, 0, 4, 6, 9, 1, 3, 2, 5, 8}};

}  // namespace

bool PassesLuhn(std::string_view digits) {
  if (digits.size() < 2 || !AreDigits(digits)) return false;
  int sum = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    int digit = digits[digits.size() - 1 - i] - '0';
    if (i % 2 == 1) digit = digit < 5 ? digit * 2 : digit * 2 - 9;
    sum += digit;
  }
  return sum % 10 == 0;
}

bool PassesMod97(std::string_view alnum) {
  if (alnum.size() < 5) return false;
  int remainder = 0;
  for (size_t i = 0; i < alnum.size(); ++i) {
    const char c = alnum[(i + 4) % alnum.size()];
    if (c >= '0' && c <= '9') {
      remainder = (remainder * 10 + (c - '0')) % 97;
    } else if (c >= 'a' && c <= 'z') {
      remainder = (remainder * 100 + (c - 'a' + 10)) % 97;
    } else {
      return false;
    }
  }
  return remainder == 1;
}

bool PassesVerhoeff(std::string_view digits) {
  if (digits.empty() || !AreDigits(digits)) return false;
  int check = 0;
  for (size_t i = 0; i < digits.size(); ++i) {
    const int digit = digits[digits.size() - 1 - i] - '0';
    check = kVerhoeffProduct[check][kVerhoeffPermutation[i % 8][digit]];
  }
  return check == 0;
}

bool PassesMod11Mod10(std::string_view digits) {
  if (digits.size() < 2 || !AreDigits(digits)) return false;
  int product = 10;
  for (char c : digits.substr(0, digits.size() - 1)) {
    int sum = (c - '0' + product) % 10;
    if (sum == 0) sum = 10;
    product = sum * 2 % 11;
  }
  return (11 - product) % 10 == digits.back() - '0';
}

}  // namespace sunder::scanner
