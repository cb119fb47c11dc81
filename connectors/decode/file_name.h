// What the name of a file tells.
#pragma once

#include <string_view>

namespace sunder {

// ASCII letters compared without case.
bool HasExtension(std::string_view file_name, std::string_view lower_extension);

}  // namespace sunder
