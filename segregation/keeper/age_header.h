// The grammar of an age v1 header. Private to AgeFile.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "segregation/keeper/age_file.h"

namespace sunder::segregation {

struct AgeHeaderText {
  std::vector<AgeStanza> stanzas;
  std::string authenticated;
  AgeMac mac{};
  size_t size_bytes = 0;
};

// nullopt: the front of `file` is no header, or its end is not there.
std::optional<AgeHeaderText> ParseAgeHeader(std::string_view file);

}  // namespace sunder::segregation
