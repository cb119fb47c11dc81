// Paths of fields in nested records: `name.first`, `terms[].party`, `["a.b"].c`, `rows[][2]`. A
// record that is no object has its values at `value`, or in a row at `value[0]` and so on.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/status.h"

namespace sunder::json {

inline constexpr std::string_view kValuePath = "value";

// Elements of a row behind this one have no positions of their own: no table is that wide.
inline constexpr uint32_t kPositionsMax = 256;

struct PathStep {
  bool is_element = false;  // `[]`: any element of an array
  std::string key;
  std::optional<uint32_t> position = {};  // `[2]`: that element of a row
  friend bool operator==(const PathStep&, const PathStep&) = default;
};

// The path of member `key` (decoded) of the object at `path`, which is empty for the record itself.
// A key that is empty or holds a dot, a bracket, a quote or a control character is quoted.
std::string MemberPath(std::string_view path, std::string_view key);
std::string ElementPath(std::string_view path);
std::string PositionPath(std::string_view path, uint32_t position);

// Which elements of one array have positions. An array that begins with a scalar and is an element
// of an array, or a record, is a row of a table without keys: what stands at one position of all
// rows is a column. Any other array is a list of equals.
class ElementPlaces {
 public:
  ElementPlaces() = default;
  explicit ElementPlaces(bool may_be_row) : may_be_row_(may_be_row) {}
  // Of the element that comes next; nothing in a list.
  std::optional<uint32_t> Next(bool is_scalar);

 private:
  bool may_be_row_ = false;
  uint32_t next_ = 0;
};

// The steps of a path that the functions above made; a Usage error for any other text.
Result<std::vector<PathStep>> ParsePath(std::string_view path);

}  // namespace sunder::json
