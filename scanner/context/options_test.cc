#include "scanner/context/options.h"

#include <catch2/catch.hpp>
#include <string>

namespace sunder::scanner {
namespace {

OptionState StateOf(const std::string& line, const std::string& option) {
  const auto begin = static_cast<uint32_t>(line.find(option));
  const OptionBoxes boxes(line, {0, static_cast<uint32_t>(line.size())});
  return boxes.StateOf({begin, begin + static_cast<uint32_t>(option.size())});
}

}  // namespace

TEST_CASE("a box stands before its option or behind it, as the last one shows") {
  CHECK(StateOf("Faith: ☐ Hindu ☒ Sikh ☐ none", "Sikh") == OptionState::kChosen);
  CHECK(StateOf("Faith: ☐ Hindu ☒ Sikh ☐ none", "Hindu") == OptionState::kOpen);
  CHECK(StateOf("Faith: Hindu ☐ Sikh ☒ none ☐", "Sikh") == OptionState::kChosen);
  CHECK(StateOf("Faith: Hindu ☐ Sikh ☒ none ☐", "Hindu") == OptionState::kOpen);
  CHECK(StateOf("Hindu ☐ Sikh ☐ ☒ mixed", "mixed") == OptionState::kChosen);
  CHECK(StateOf("Rel. [ ] rk [x] ev [ ] none", "ev") == OptionState::kChosen);
  CHECK(StateOf("gay ( ) bi (X)", "gay") == OptionState::kOpen);
  CHECK(StateOf("gay ( ) bi (X)", "bi") == OptionState::kChosen);
}

TEST_CASE("lines to write on are boxes beside a marked one only, struck words are not chosen") {
  CHECK(StateOf("Lab __ Con _x_; sure", "Con") == OptionState::kChosen);
  CHECK(StateOf("Lab __ Con _x_; sure", "Lab") == OptionState::kOpen);
  CHECK(StateOf("Lab ____ Con ____", "Lab") == OptionState::kNone);
  CHECK(StateOf("~~Hindu~~ / Jain", "Hindu") == OptionState::kOpen);
  CHECK(StateOf("~~Hindu~~ / Jain", "Jain") == OptionState::kNone);
}

TEST_CASE("words apart from a box and calls of a function have no box") {
  CHECK(StateOf("☒ she wrote that she is Sikh", "Sikh") == OptionState::kNone);
  CHECK(StateOf("☒ other: Sikh", "Sikh") == OptionState::kNone);
  CHECK(StateOf("f(x) Sikh", "Sikh") == OptionState::kNone);
  CHECK(StateOf("She is Sikh.", "Sikh") == OptionState::kNone);
}

}  // namespace sunder::scanner
