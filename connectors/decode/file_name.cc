#include "connectors/decode/file_name.h"

#include <algorithm>

namespace sunder {

bool HasExtension(std::string_view file_name, std::string_view lower_extension) {
  if (file_name.size() < lower_extension.size()) return false;
  const std::string_view tail = file_name.substr(file_name.size() - lower_extension.size());
  return std::equal(tail.begin(), tail.end(), lower_extension.begin(), [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  });
}

}  // namespace sunder
