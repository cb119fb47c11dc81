#include "scanner/match/validators/validators.h"

#include <algorithm>
#include <catch2/catch.hpp>

namespace sunder::scanner {

TEST_CASE("the table of validators is sorted, complete and found by name") {
  const auto entries = Validators();
  CHECK(std::is_sorted(entries.begin(), entries.end(),
                       [](const auto& a, const auto& b) { return a.name < b.name; }));
  for (const ValidatorEntry& entry : entries) {
    CHECK(FindValidator(entry.name) == &entry);
    CHECK(entry.validate != nullptr);
    CHECK_FALSE(entry.description.empty());
  }
  CHECK(FindValidator("no such validator") == nullptr);
}

TEST_CASE("no validator reads outside a cell, whatever the match is") {
  const std::string_view texts[] = {"",    "a",  "@",  "1",  "A",    "é",      "::",  "1.2.3.4",
                                    "Ann", "'s", "é'", "O'", "St. ", "a@b.cd", "is:", "12 "};
  for (const std::string_view text : texts) {
    ScanText scanned;
    REQUIRE(scanned.Append(text).ok());
    const std::string_view folded = scanned.CellTextFolded(0);
    for (uint32_t begin = 0; begin < folded.size(); ++begin) {
      for (uint32_t end = begin + 1; end <= folded.size(); ++end) {
        for (const ValidatorEntry& entry : Validators()) {
          const Validation validation = entry.validate({folded, {begin, end}, text, scanned, 0});
          if (validation.span) CHECK(validation.span->end <= folded.size());
        }
      }
    }
  }
}

}  // namespace sunder::scanner
