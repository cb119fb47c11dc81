#include "scanner/match/field_index.h"

#include <algorithm>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

enum class CharClass { kSeparator, kLower, kUpper, kDigit };

CharClass ClassOf(char c) {
  if (c >= 'A' && c <= 'Z') return CharClass::kUpper;
  if (c >= '0' && c <= '9') return CharClass::kDigit;
  if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return CharClass::kLower;
  return CharClass::kSeparator;
}

// Whether a word begins at `at`, given that one is under way.
bool BeginsWord(std::string_view name, size_t at) {
  const CharClass before = ClassOf(name[at - 1]);
  const CharClass here = ClassOf(name[at]);
  if (before == CharClass::kDigit || here == CharClass::kDigit) return before != here;
  if (here != CharClass::kUpper) return false;
  if (before == CharClass::kLower) return true;
  return at + 1 < name.size() && ClassOf(name[at + 1]) == CharClass::kLower;  // "HTTPServer"
}

}  // namespace

std::vector<FieldWord> SplitFieldName(std::string_view name) {
  std::vector<FieldWord> words;
  size_t at = 0;
  while (at < name.size()) {
    if (ClassOf(name[at]) == CharClass::kSeparator) {
      ++at;
      continue;
    }
    const size_t begin = at++;
    while (at < name.size() && ClassOf(name[at]) != CharClass::kSeparator &&
           !BeginsWord(name, at)) {
      ++at;
    }
    Result<std::string> folded = Fold(name.substr(begin, at - begin));
    if (!folded.ok()) continue;
    folded->erase(std::remove(folded->begin(), folded->end(), ' '), folded->end());
    if (folded->empty()) continue;
    words.push_back(
        {{static_cast<uint32_t>(begin), static_cast<uint32_t>(at)}, std::move(*folded)});
  }
  return words;
}

void FieldIndex::Builder::Add(std::string_view folded_term, const FieldUse& use) {
  std::string key;
  for (const FieldWord& word : SplitFieldName(folded_term)) key += word.folded;
  if (key.empty()) return;
  key_size_max_ = std::max<uint64_t>(key_size_max_, key.size());
  by_key_.Add(key, use);
}

FieldIndex FieldIndex::Builder::Build() {
  FieldIndex index;
  index.by_key_ = by_key_.Build();
  index.key_size_max_ = key_size_max_;
  return index;
}

}  // namespace sunder::scanner
