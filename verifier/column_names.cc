#include "verifier/column_names.h"

#include <cctype>

namespace sunder::verifier {
namespace {

bool IsNumber(const std::string& text) {
  for (const char c : text) {
    if (std::isdigit(static_cast<unsigned char>(c)) == 0) return false;
  }
  return !text.empty();
}

}  // namespace

bool IsNumberedColumn(const std::string& name) {
  constexpr size_t kPrefixSize = 7;
  return name.rfind("column ", 0) == 0 && IsNumber(name.substr(kPrefixSize));
}

std::string NameWithoutNumber(const std::string& name) {
  const size_t open = name.rfind(" (");
  if (open == std::string::npos || open == 0 || name.back() != ')') return name;
  return IsNumber(name.substr(open + 2, name.size() - open - 3)) ? name.substr(0, open) : name;
}

}  // namespace sunder::verifier
