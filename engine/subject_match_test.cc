#include "engine/subject_match.h"

#include <catch2/catch.hpp>

namespace sunder::engine {
namespace {

SubjectMatcher MatcherOf(std::vector<segregation::SubjectIdentifier> identifiers) {
  segregation::SubjectRequest request;
  request.identifiers = std::move(identifiers);
  auto matcher = SubjectMatcher::Create(request);
  REQUIRE(matcher.ok());
  return std::move(matcher).value();
}

SubjectMatch Match(const SubjectMatcher& matcher, std::string_view field, std::string_view text) {
  const auto match = matcher.Match(field, text);
  REQUIRE(match.ok());
  return *match;
}

TEST_CASE("An e-mail address is the person's in any field, and a mention inside a text") {
  const SubjectMatcher matcher = MatcherOf({{"email_address", "Maria.Keller@example.com", false}});
  CHECK(Match(matcher, "contact", " maria.keller@EXAMPLE.com ") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "link", "mailto:maria.keller@example.com") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "note", "write to Maria.Keller@example.com.") == SubjectMatch::kMention);
  CHECK(Match(matcher, "contact", "maria.keller@example.com.invalid") == SubjectMatch::kMention);
  CHECK(Match(matcher, "contact", "anna.maria.keller@example.com") == SubjectMatch::kMention);
  CHECK(Match(matcher, "contact", "annamaria.keller@example.com") == SubjectMatch::kNone);
  CHECK(Match(matcher, "contact", "mariakeller@example.com") == SubjectMatch::kNone);
  CHECK(Match(matcher, "contact", "") == SubjectMatch::kNone);
}

TEST_CASE("A field's name bounds a short identifier") {
  const SubjectMatcher matcher = MatcherOf({{"customer_id", "C-17", true}});
  CHECK(Match(matcher, "customer_id", "c17") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "orders[].customerId", "C 17") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "customer_id", "C-171") == SubjectMatch::kNone);
  CHECK(Match(matcher, "order_id", "C-17") == SubjectMatch::kNone);
  CHECK(Match(matcher, "note", "about C-17") == SubjectMatch::kNone);
}

TEST_CASE("Telephone numbers are the same with and without country code") {
  const SubjectMatcher matcher = MatcherOf({{"phone_number", "+1 (212) 555-0147", false}});
  CHECK(Match(matcher, "phone", "212-555-0147") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "phone", "0012125550147") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "phone", "212-555-0148") == SubjectMatch::kNone);
  CHECK(Match(matcher, "note", "call 212.555.0147 after six") == SubjectMatch::kMention);
}

TEST_CASE("Numbers of documents are compared by letters and digits") {
  const SubjectMatcher matcher = MatcherOf({{"passport", "X 123 4567", false}});
  CHECK(Match(matcher, "passport", "x1234567") == SubjectMatch::kOwn);
  CHECK(Match(matcher, "note", "passport X-1234567 seen") == SubjectMatch::kMention);
  CHECK(Match(matcher, "note", "AX1234567") == SubjectMatch::kNone);
}

}  // namespace
}  // namespace sunder::engine
