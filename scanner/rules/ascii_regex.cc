#include <algorithm>
#include <utility>

#include "scanner/rules/anchors.h"

namespace sunder::scanner {
namespace {

// RE2's rules ignore case, so upper and lower case letters are all letters. Marks and other numbers
// do not exist in ASCII: their classes match nothing and are kept.
constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
    {"\\p{Lu}", "a-zA-Z"}, {"\\p{Ll}", "a-zA-Z"}, {"\\p{L}", "a-zA-Z"}, {"\\pL", "a-zA-Z"},
    {"\\p{Nd}", "0-9"},    {"\\p{N}", "0-9"},     {"\\pN", "0-9"},
};

}  // namespace

std::string AsciiRegex(std::string_view regex) {
  // Quoted text has no classes; such a regex is rare and left alone.
  if (regex.find("\\Q") != std::string_view::npos) return std::string(regex);
  std::string ascii;
  bool is_in_class = false;
  while (!regex.empty()) {
    const auto* found = std::find_if(
        std::begin(kClasses), std::end(kClasses),
        [&](const auto& entry) { return regex.substr(0, entry.first.size()) == entry.first; });
    if (found != std::end(kClasses)) {
      ascii += is_in_class ? std::string(found->second) : "[" + std::string(found->second) + "]";
      regex.remove_prefix(found->first.size());
      continue;
    }
    size_t size = regex[0] == '\\' ? 2 : 1;
    if (!is_in_class && regex[0] == '[') {
      is_in_class = true;
      // A `]` that comes first, also behind `^`, is itself.
      if (regex.substr(1, 1) == "^") ++size;
      if (regex.substr(size, 1) == "]") ++size;
    } else if (is_in_class && regex.substr(0, 2) == "[:") {
      const size_t end = regex.find(":]");
      size = end == std::string_view::npos ? regex.size() : end + 2;
    } else if (regex[0] == ']') {
      is_in_class = false;
    }
    ascii += regex.substr(0, size);
    regex.remove_prefix(std::min(size, regex.size()));
  }
  return ascii;
}

}  // namespace sunder::scanner
