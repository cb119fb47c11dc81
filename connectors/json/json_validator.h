// Whether the bytes of a line are JSON values.
#pragma once

#include <simdjson.h>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "connectors/json/json_walker.h"

namespace sunder::json {

// Bytes behind a line that must be readable.
inline constexpr size_t kPaddingSizeBytes = simdjson::SIMDJSON_PADDING;

// simdjson says yes fast; when it says no, the walker, which accepts a little more, decides. Holds
// buffers: used by one thread.
class LineValidator {
 public:
  // Appends the offset of each value in `bytes` to `begins`. There may be several, set apart by
  // spaces unless they are containers, or none in a blank line. When the result is not kComplete,
  // nothing was appended. REQUIRES: valid UTF-8, kPaddingSizeBytes readable bytes behind it.
  WalkStatus FindValues(std::string_view bytes, std::vector<uint32_t>* begins);

 private:
  static WalkStatus WalkValues(std::string_view bytes, std::vector<uint32_t>* begins);
  simdjson::dom::parser parser_;
};

}  // namespace sunder::json
