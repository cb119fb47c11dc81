#include "connectors/json/json_validator.h"

namespace sunder::json {

// What simdjson accepts, the walker must be able to walk.
static_assert(simdjson::DEFAULT_MAX_DEPTH <= kDepthMax);

WalkStatus LineValidator::FindValues(std::string_view bytes, std::vector<uint32_t>* begins) {
  const size_t begin = SkipJsonSpace(bytes, 0);
  if (begin == bytes.size()) return WalkStatus::kComplete;
  const simdjson::error_code error =
      parser_.parse(reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size(), false).error();
  if (error != simdjson::SUCCESS) return WalkValues(bytes, begins);
  begins->push_back(static_cast<uint32_t>(begin));
  return WalkStatus::kComplete;
}

WalkStatus LineValidator::WalkValues(std::string_view bytes, std::vector<uint32_t>* begins) {
  const size_t count_before = begins->size();
  WalkHandler handler;
  JsonWalker<WalkHandler> walker(bytes, &handler);
  size_t at = SkipJsonSpace(bytes, 0);
  while (at < bytes.size()) {
    WalkResult result = walker.Walk(at);
    const bool is_container = bytes[at] == '{' || bytes[at] == '[';
    if (result.status == WalkStatus::kComplete && !is_container && result.end < bytes.size() &&
        !IsJsonSpace(bytes[result.end])) {
      result.status = WalkStatus::kMalformed;
    }
    if (result.status != WalkStatus::kComplete) {
      begins->resize(count_before);
      return result.status;
    }
    begins->push_back(static_cast<uint32_t>(at));
    at = SkipJsonSpace(bytes, result.end);
  }
  return WalkStatus::kComplete;
}

}  // namespace sunder::json
