#include "scanner/names/given_name_sex.h"

#include <algorithm>

#include "scanner/names/lexicon_data.h"

namespace sunder::scanner::names {

// The list is searched as it was written: lines of a name, a blank and a letter, in order.
Sex SexOfGivenName(std::string_view folded) {
  const std::string_view list = GivenNameSexText();
  const auto line_end = [&](size_t at) { return std::min(list.find('\n', at), list.size()); };
  size_t first = 0;
  while (first < list.size() && list[first] == '#') first = line_end(first) + 1;
  size_t last = list.size();
  while (first < last) {
    size_t begin = first + (last - first) / 2;
    while (begin > first && list[begin - 1] != '\n') --begin;
    const size_t end = line_end(begin);
    const std::string_view name = list.substr(begin, end - begin - 2);
    if (name == folded) return list[end - 1] == 'm' ? Sex::kMan : Sex::kWoman;
    if (name < folded) {
      first = end + 1;
    } else {
      last = begin;
    }
  }
  return Sex::kUnknown;
}

}  // namespace sunder::scanner::names
