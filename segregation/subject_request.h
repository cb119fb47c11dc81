// A data subject's request as a file: who asks, how that was verified, what to correct.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::segregation {

struct SubjectIdentifier {
  // A label ("email_address"): looked for in every field and inside texts. Or, with `is_field`, the
  // name of a field ("customer_id"): only fields of that name count, for such values are short.
  std::string key;
  std::string value;
  bool is_field = false;
};

struct SubjectRequest {
  std::vector<SubjectIdentifier> identifiers;  // at least one, sorted by key
  std::string verified_by;                     // the operator's attestation of the identity check
  std::string verified_how;
  std::map<std::string, std::string> corrections;  // field -> new text
};

// TOML:
//   [identifier]                    # at least one; a name alone identifies nobody and is refused
//   email_address = "maria@example.com"
//   customer_id = "C-1001"
//   [verified]                      # both required
//   by = "Privacy desk"
//   how = "answered a mail to the address on file"
//   [correct]                       # for `correct`: field = new text
//   phone = "555-0199"
// `text` is the file's content, `name` is for messages, which never repeat a value.
Result<SubjectRequest> ParseSubjectRequest(std::string_view text, std::string_view name);

}  // namespace sunder::segregation
