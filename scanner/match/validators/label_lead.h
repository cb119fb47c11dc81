// What stands between a label and its value in records, forms and logs: `"dob": "`, "user=",
// "Born | ", "<birthDate>", "d.o.b. (dd/mm/yyyy): ".
#pragma once

#include <cstdint>

#include "scanner/match/validators/validators.h"

namespace sunder::scanner {

struct LabelLead {
  uint32_t value = 0;  // where the value begins, behind its opening quote
  // What parts the two: ':' or '=', '|' for a table's stroke or an arrow, '>' for tags, ' ' for
  // white space alone; 0: a word, a bracket, or what programs compare with.
  char sign = 0;
  bool is_quoted = false;      // the value
  bool is_key_quoted = false;  // the label, as in JSON
};

// The match is the label.
LabelLead ReadLabelLead(const ValidationInput& input);

}  // namespace sunder::scanner
