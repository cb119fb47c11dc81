// Paths of fields in nested records: `name.first`, `terms[].party`, `["a.b"].c`. A record that is
// no object has its values at `value` and `value[]`.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::json {

inline constexpr std::string_view kValuePath = "value";

struct PathStep {
  bool is_element = false;  // `[]`: any element of an array
  std::string key;
  friend bool operator==(const PathStep&, const PathStep&) = default;
};

// The path of member `key` (decoded) of the object at `path`, which is empty for the record itself.
// A key that is empty or holds a dot, a bracket, a quote or a control character is quoted.
std::string MemberPath(std::string_view path, std::string_view key);
std::string ElementPath(std::string_view path);

// The steps of a path that the functions above made; a Usage error for any other text.
Result<std::vector<PathStep>> ParsePath(std::string_view path);

}  // namespace sunder::json
