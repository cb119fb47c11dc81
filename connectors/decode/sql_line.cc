#include "connectors/decode/sql_line.h"

#include <algorithm>

namespace sunder {

bool BeginsInsert(std::string_view line) {
  constexpr std::string_view kVerb = "insert ";
  const size_t first = line.find_first_not_of(" \t");
  if (first == std::string_view::npos || line.size() - first < kVerb.size()) return false;
  return std::equal(kVerb.begin(), kVerb.end(), line.begin() + first, [](char wanted, char c) {
    return wanted == (c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c);
  });
}

}  // namespace sunder
