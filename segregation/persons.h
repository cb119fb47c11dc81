// Persons: which field of a table tells its persons apart. Numbers of an organisation's own and
// stable identifiers do; names and phones are shared, row ids say nothing.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/scan_report.h"
#include "core/status.h"

namespace sunder::segregation {

// patterns/persons.toml: words of headers, in lower case.
struct PersonWords {
  struct Kind {
    std::string name;  // "customer_id"
    std::vector<std::string> words;
  };
  std::vector<Kind> kinds;
  std::vector<std::string> number_words;
  std::vector<std::string> link_words;
};

// `text` is the file's content, `name` is for messages. Unknown keys are errors.
Result<PersonWords> ParsePersonWords(std::string_view text, std::string_view name);

// The kind that the last part of a field's path says, or "".
std::string PersonKindOfHeader(std::string_view path, const PersonWords& words);

struct PersonField {
  std::string field;  // path; "": each record counts as a person of its own
  std::string kind;   // name of a PersonWords::Kind, or a label such as "email_address"
};

// One for each table of `scan`, a function of names, labels and the multisets of values: a field
// that 99 of 100 records fill, and that has not less than half as many distinct values as another
// identifier of the table (else it tells groups apart, or other persons). Of several, the kind
// that most tables have, then a number of one's own, national id, passport, driver's licence,
// e-mail address, username; then the first of the table.
std::vector<PersonField> ChoosePersons(const ScanReport& scan, const PersonWords& words);

}  // namespace sunder::segregation
