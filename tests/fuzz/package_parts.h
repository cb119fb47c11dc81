// A package whose parts are a fuzzer's bytes: damaged zip files would hide the parsers behind them.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sunder::fuzz {

// A zip file of stored parts: name, content.
std::string StoredPackage(const std::vector<std::pair<std::string, std::string_view>>& parts);

}  // namespace sunder::fuzz
