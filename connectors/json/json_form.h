// How a JSON file holds its records.
#pragma once

#include <map>
#include <string>
#include <string_view>

#include "core/status.h"

namespace sunder::json {

enum class JsonForm {
  kLines,   // one value a line
  kArray,   // the elements of one array
  kValues,  // one value, or several one after another
};

std::map<std::string, std::string> DialectOf(JsonForm form);
Result<JsonForm> FormOf(const std::map<std::string, std::string>& dialect);

// `head`: the first bytes of the decompressed file; `is_whole` when that is all of it. `file_name`
// without codec extension.
JsonForm SniffForm(std::string_view file_name, std::string_view head, bool is_whole);

// Whether the content alone looks like JSON records: it starts with an object or array that is well
// formed as far as the head goes.
bool LooksLikeJson(std::string_view head, bool is_whole);

// The same against a name that says "text": an object a line, or an array of objects.
bool IsSurelyJson(std::string_view head, bool is_whole);

}  // namespace sunder::json
