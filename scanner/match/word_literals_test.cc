#include "scanner/match/word_literals.h"

#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <tuple>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

using Found = std::set<std::tuple<uint32_t, uint32_t>>;  // id, end

Found Scan(const WordLiterals& literals, std::string_view text) {
  WordMap words;
  words.Build(text);
  std::vector<RawRun> runs;
  literals.Scan(text, words, &runs);
  Found found;
  for (const RawRun& run : runs) {
    CHECK(run.end == run.last_end);
    CHECK(found.emplace(run.literal, run.end).second);
  }
  return found;
}

}  // namespace

TEST_CASE("literals are found where words begin") {
  const std::vector<WordLiterals::Spec> specs = {
      {"jew", 1, true},  {"cathol", 2, false}, {"roman catholic", 3, true},
      {"x", 4, true},    {"ab", 5, false},     {"православ", 6, false},
      {"佛教", 7, true}, {"a 000", 8, true},   {"jewish people", 9, true}};
  const WordLiterals literals = WordLiterals::Build(specs);
  CHECK(Scan(literals, "jew") == Found{{1, 3}});
  CHECK(Scan(literals, "the jew, a jewel; \"jew\"") == Found{{1, 7}, {1, 22}});
  CHECK(Scan(literals, "jew—jewé") == Found{{1, 3}});
  CHECK(Scan(literals, "catholics acatholic roman catholic") == Found{{2, 6}, {2, 32}, {3, 34}});
  CHECK(Scan(literals, "x abc cab _ab x_") == Found{{4, 1}, {5, 4}, {5, 13}, {4, 15}});
  CHECK(Scan(literals, "он православный, неправославный").size() == 1);
  CHECK(Scan(literals, "他信佛教的").size() == 1);
  CHECK(Scan(literals, "a 000") == Found{{8, 5}});
  CHECK(Scan(literals, "jewish people of jewish").size() == 1);
  CHECK(Scan(literals, "").empty());
}

TEST_CASE("what begins no word is no word literal") {
  CHECK(WordLiterals::Takes("jew"));
  CHECK(WordLiterals::Takes("éire"));
  CHECK_FALSE(WordLiterals::Takes("+000"));
  CHECK_FALSE(WordLiterals::Takes("_a"));
  CHECK_FALSE(WordLiterals::Takes(std::string(63, 'a')));
}

}  // namespace sunder::scanner
