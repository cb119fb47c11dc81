// Of which sex the bearers of a given name are; what is said of two persons may hang on it.
#pragma once

#include <cstdint>
#include <string_view>

namespace sunder::scanner::names {

enum class Sex : uint8_t { kUnknown, kMan, kWoman };

// Of a folded given name; kUnknown where both bear it, somewhere. In time logarithmic in the list.
Sex SexOfGivenName(std::string_view folded);

}  // namespace sunder::scanner::names
