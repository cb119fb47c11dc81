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

}  // namespace sunder::scanner
