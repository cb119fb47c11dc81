// Names, addresses, occupations, dates of birth, and values behind labels.
#include <catch2/catch.hpp>

#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/validator_testing.h"

namespace sunder::scanner {
namespace {

std::string DateIn(std::string_view text) {
  const auto date = FindDate(text);
  if (!date) return "";
  return std::to_string(date->year) + "-" + std::to_string(date->month) + "-" +
         std::to_string(date->day);
}

}  // namespace

TEST_CASE("party letters stand behind a name") {
  CHECK(Accepted("party_letter", "Sen. Quill (D-OH) voted", "(D-OH)") == "D");
  CHECK(Rejects("party_letter", "section (d) applies", "(d)"));
  CHECK(Rejects("party_letter", "(R) Example", "(R)"));
}

TEST_CASE("postal addresses go on to the postal code") {
  const std::string_view us = "to 742 Thistledown Lane, Apt 4B, Fernvale, OR 97000.";
  CHECK(Accepted("postal_address", us, "742 Thistledown Lane") ==
        "742 Thistledown Lane, Apt 4B, Fernvale, OR 97000");
  CHECK(Accepted("postal_address", "12 Quill Street, Oakhurst, SW1A 1AA", "12 Quill Street") ==
        "12 Quill Street, Oakhurst, SW1A 1AA");
  CHECK(Accepted("postal_address", "Musterweg 12, 10115 Berlin, Germany", "Musterweg 12") ==
        "Musterweg 12, 10115");
  CHECK(Accepted("postal_address", "at 12 Quill Street. We left", "12 Quill Street") ==
        "12 Quill Street");
  CHECK(Accepted("postal_address", "Flat 3, 12 Quill Street", "12 Quill Street") ==
        "Flat 3, 12 Quill Street");
  CHECK(Accepted("postal_address", "12 rue de la Paix is near", "12 rue de la Paix is near") ==
        "12 rue de la Paix");
  CHECK(Accepted("postal_address", "Flat 3, 12 Quill Street", "3, 12 Quill Street") ==
        "Flat 3, 12 Quill Street");
  CHECK(Accepted("postal_address", "in der Alte Quiller Strasse 12", "Strasse 12") ==
        "Alte Quiller Strasse 12");
  CHECK(Rejects("postal_address", "it took 12 court hearings", "12 court"));
}

TEST_CASE("dates in the forms people write") {
  CHECK(DateIn("born 1984-03-12") == "1984-3-12");
  CHECK(DateIn("12 March 1984") == "1984-3-12");
  CHECK(DateIn("the 12th of March, 1984") == "1984-3-12");
  CHECK(DateIn("March 12, 1984") == "1984-3-12");
  CHECK(DateIn("12-Mar-84") == "84-3-12");
  CHECK(DateIn("31.12.1984") == "1984-12-31");
  CHECK(DateIn("12/31/1984") == "1984-12-31");
  CHECK(DateIn("19840312") == "1984-3-12");
  CHECK(DateIn("12. März 1984") == "1984-3-12");
  CHECK(DateIn("1952. 3. 19.") == "1952-3-19");
  CHECK(DateIn("昭和16年8月2日") == "1941-8-2");
  CHECK(DateIn("平成元年十二月二十一日") == "1989-12-21");
  CHECK(DateIn("昭和16年8月").empty());
  CHECK(DateIn("١٧/٠٢/١٩٥٥") == "1955-2-17");
  CHECK(DateIn("٠١١٩٨٠٠٥١٢").empty());  // of a longer number
  CHECK(DateIn("17 μαρτίου 1955") == "1955-3-17");
  CHECK(DateIn("1984-02-30").empty());
  CHECK(DateIn("29/02/1983").empty());
  CHECK(DateIn("29/02/1984") == "1984-2-29");
  CHECK(DateIn("13/13/1984").empty());
}

TEST_CASE("a birth date has a year that a person can be born in") {
  CHECK(Accepted("birth_date", "born on 12 March 1984", "born on 12 March 1984") ==
        "12 March 1984");
  CHECK(Rejects("birth_date", "born 1784-03-12", "born 1784-03-12"));
  CHECK(Rejects("birth_date", "born 2084-03-12", "born 2084-03-12"));
}

TEST_CASE("values behind labels") {
  CHECK(Accepted("password", "password: Quill!7", "password: Quill!7") == "Quill!7");
  CHECK(Rejects("password", "password is required", "password is required"));
  CHECK(Rejects("password", "password: ********", "password: ********"));
  CHECK(Rejects("password", "password=${PW}", "password=${PW}"));
  CHECK(Accepted("labelled_number", "account no. 12345678", "account no. 12345678") == "12345678");
  CHECK(Rejects("labelled_number", "account closed", "account closed"));
  CHECK(Accepted("labelled_value", "Sex: F", "Sex: F") == "F");
  CHECK(Accepted("labelled_value", "pet is Pickles and more", "pet is Pickles and more") ==
        "Pickles");
  CHECK(Rejects("labelled_value", "Sex: unknown", "Sex: unknown"));
  CHECK(Accepted("cookie_value", "sid=9f8c1b2a7d", "sid=9f8c1b2a7d") == "9f8c1b2a7d");
  CHECK(Rejects("cookie_value", "sid=short1", "sid=short1"));
  CHECK(Accepted("age", "aged 34", "aged 34") == "34");
  CHECK(Rejects("age", "aged 134", "aged 134"));
}

TEST_CASE("employers and occupations behind their leads") {
  CHECK(Accepted("organisation", "works at Quillfeather Logistics in Fernvale", "works at ") ==
        "Quillfeather Logistics");
  CHECK(Accepted("organisation", "works for the University of Fernvale.", "works for ") ==
        "University of Fernvale");
  CHECK(Rejects("organisation", "works for me", "works for "));
  CHECK(Rejects("organisation", "shifts from October on", "shifts from "));
  CHECK(Rejects("organisation", "trabaja en Madrid", "trabaja en "));
  CHECK(Accepted("organisation", "trabaja en los Talleres Fernvalle", "trabaja en ") ==
        "Talleres Fernvalle");
  CHECK(Accepted("organisation_field", "Arbeitgeber: Glas und Bau  Ort: X", "Arbeitgeber:") ==
        "Glas und Bau");
  CHECK(Rejects("organisation_field", "Arbeitgeber: keiner", "Arbeitgeber:"));
  CHECK(Accepted("job_title_field", "Beruf: Glasbläserin; Kasse", "Beruf:") == "Glasbläserin");
  CHECK(Rejects("job_title_field", "Beruf: 12", "Beruf:"));
  CHECK(Rejects("labelled_job_title", "Função: Glasbläserin", "Função"));
  CHECK(Rejects("labelled_job_title", "Funktion: Glasbläserin", "Funktion"));
  CHECK(Rejects("labelled_job_title", "title: The glass blower", "title"));
  CHECK(Rejects("labelled_job_title", "titolo: Il vetraio", "titolo"));
  CHECK(Accepted("job_title", "works as a beekeeper in Fernvale", "works as a ") == "beekeeper");
  CHECK(Accepted("job_title", "promoted to head of archives", "promoted to ") ==
        "head of archives");
  CHECK(Rejects("job_title", "hired as before", "hired as "));
}

}  // namespace sunder::scanner
