#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "scanner/names/finders.h"

namespace sunder::scanner::names {
namespace {

std::vector<std::string> Found(std::string_view finder, const std::string& original) {
  ScanText text;
  REQUIRE(text.Append(original).ok());
  const std::string folded(text.CellTextFolded(0));
  const ValidationInput input{folded, {}, original, text, 0};
  std::vector<Validation> found;
  FindFinder(finder)->find(input, &found);
  std::vector<std::string> values;
  for (const Validation& value : found) {
    REQUIRE(value.span);
    const Span span = text.OriginalSpan(0, *value.span);
    values.push_back(original.substr(span.begin, span.size()));
  }
  return values;
}

using Values = std::vector<std::string>;

}  // namespace

TEST_CASE("names in running text") {
  CHECK(Found("person_names", "Signed by Elena Marchetti.") == Values{"Elena Marchetti"});
  CHECK(Found("person_names", "our foreman Zdravomir is late") == Values{"Zdravomir"});
  CHECK(Found("person_names", "Frau Irmtraud Wedelstein") == Values{"Irmtraud Wedelstein"});
  CHECK(Found("person_names", "Пациентка Гульнара Зарипова") == Values{"Гульнара Зарипова"});
  CHECK(Found("person_names", "Sayın Ayşe Kalender Hanım") == Values{"Ayşe Kalender"});
  CHECK(Found("person_names", "氏名：佐藤健一") == Values{"佐藤健一"});
  CHECK(Found("person_names", "收件人：周敏，上海") == Values{"周敏"});
}

TEST_CASE("what only looks like a name") {
  CHECK(Found("person_names", "the Roman blind at St. Thomas Hospital").empty());
  CHECK(Found("person_names", "see /home/kowalski/notes").empty());
  CHECK(Found("person_names", "On Sunday in January").empty());
}

TEST_CASE("addresses are read back from their postal code") {
  CHECK(Found("postal_addresses", "An Volker, Hauptstraße 7a, 69117 Heidelberg") ==
        Values{"Hauptstraße 7a, 69117"});
  CHECK(Found("postal_addresses", "ul. Lipowa 14/3, 30-215 Kraków") ==
        Values{"ul. Lipowa 14/3, 30-215 Kraków"});
  CHECK(Found("postal_addresses", "Ring Bhavna on 07700 900482").empty());
  CHECK(Found("postal_addresses", "Copyright 1996, 1998 Example Quillmakers, 2001").empty());
}

TEST_CASE("occupations of particular persons") {
  CHECK(Found("occupations", "Our tour guide was late.") == Values{"tour guide"});
  CHECK(Found("occupations", "Die alte Hebamme wohnt hier.") == Values{"Hebamme"});
  CHECK(Found("occupations", "The driver crashed while loading.").empty());
}

TEST_CASE("a shape without known words is silent") {
  CHECK(FindFinder("person_names")->may_find("elena"));
  CHECK_FALSE(FindFinder("person_names")->may_find("000-00-0000"));
  CHECK(FindFinder("nobody") == nullptr);
}

}  // namespace sunder::scanner::names
