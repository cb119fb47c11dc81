#include "scanner/profile/short_forms.h"

#include <catch2/catch.hpp>

namespace sunder::scanner {

TEST_CASE("Values cut short stand for the terms that they begin") {
  CHECK(IsShortFormOf("meth", "methodist"));
  CHECK(IsShortFormOf("greek orth", "greek orthodox"));
  CHECK(IsShortFormOf("rzym-kat.", "rzymsko-katolicki"));
  CHECK(IsShortFormOf("msl", "muslim"));
  CHECK(IsShortFormOf("прав", "православный"));
  CHECK_FALSE(IsShortFormOf("methodist", "methodist"));  // nothing is cut
  CHECK_FALSE(IsShortFormOf("methodists", "methodist"));
  CHECK_FALSE(IsShortFormOf("me", "methodist"));
  CHECK_FALSE(IsShortFormOf("greek", "greek orthodox"));  // a word of its own
  CHECK_FALSE(IsShortFormOf("orth", "greek orthodox"));
  CHECK_FALSE(IsShortFormOf("mother", "methodist"));
  CHECK_FALSE(IsShortFormOf("", "methodist"));
}

TEST_CASE("One slip of the pen leaves a value what it is") {
  CHECK(IsMisspellingOf("caucasion", "caucasian"));
  CHECK(IsMisspellingOf("chinesse", "chinese"));
  CHECK(IsMisspellingOf("pakistni", "pakistani"));
  CHECK(IsMisspellingOf("asain", "asian"));
  CHECK_FALSE(IsMisspellingOf("asian", "asian"));
  CHECK_FALSE(IsMisspellingOf("sian", "asian"));  // too short to tell
  CHECK_FALSE(IsMisspellingOf("indian", "iranian"));
  CHECK_FALSE(IsMisspellingOf("austrian", "australian"));
  CHECK_FALSE(IsMisspellingOf("korea", "asian"));
  CHECK_FALSE(IsMisspellingOf("回族", "回旋"));  // two characters, six bytes
  CHECK_FALSE(IsMisspellingOf("ром", "рот"));
}

}  // namespace sunder::scanner
