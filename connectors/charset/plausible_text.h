// Whether text looks like words of some language, or like bytes read in the wrong encoding.
#pragma once

#include <cstddef>
#include <string_view>

namespace sunder::charset {

struct Plausibility {
  bool is_plausible = true;
  bool is_latin = true;   // no letters beyond ASCII but those of the Latin script
  size_t characters = 0;  // beyond ASCII
  size_t letters = 0;     // of them
};

// `utf8` is valid. Implausible is a sign within a word, a capital behind a small letter and two
// scripts in one word, in more than 2 of 100 of the characters beyond ASCII.
Plausibility JudgeText(std::string_view utf8);

}  // namespace sunder::charset
