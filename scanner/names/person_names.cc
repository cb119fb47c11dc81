#include "scanner/names/person_names.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"

namespace sunder::scanner::names {
namespace {

// Longer than any silent shape that the detector remembers.
constexpr size_t kShortSizeBytes = 24;

// A plain text without capital, blank and comma: e-mail addresses, links, keys. Names begin with a
// capital, or stand beside a word of their sentence (CasedFinder::ReadLowerCase).
bool IsSmallWord(const ValidationInput& input) {
  if (!input.text.cells()[input.cell].is_identity) return false;
  return std::none_of(input.original.begin(), input.original.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == ' ' || c == '\t' || c == ',' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

}  // namespace

bool MayHavePersonNames(std::string_view shape) {
  if (shape.size() > kShortSizeBytes) {
    return std::any_of(shape.begin(), shape.end(), [](char c) {
      return (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0xC0;
    });
  }
  const Lexicon& lexicon = Lexicon::Get();
  size_t at = 0;
  while (at < shape.size()) {
    size_t end = at;
    while (end < shape.size() &&
           (IsAsciiLetter(shape[end]) || static_cast<unsigned char>(shape[end]) >= 0x80)) {
      ++end;
    }
    if (end == at) {
      ++at;
      continue;
    }
    const std::string_view word = shape.substr(at, end - at);
    if (static_cast<unsigned char>(word[0]) >= 0xE0) return true;
    if ((lexicon.Find(word) & (kGiven | kSurname | kTitle | kGreeting | kLabel | kRole)) != 0) {
      return true;
    }
    at = end;
  }
  return false;
}

namespace {

void Find(CellTokens* cell, std::vector<Validation>* found, std::vector<ObservedName>* observed) {
  const ValidationInput& input = cell->input();
  const std::vector<Token>& tokens = cell->Get();
  bool has_cased = false;
  bool has_uncased = false;
  bool has_han = false;
  for (const Token& token : tokens) {
    has_cased = has_cased || token.script == Script::kCased;
    has_uncased = has_uncased || token.script == Script::kUncased;
    has_han = has_han || token.script == Script::kHan;
  }
  if (has_cased) FindCasedNames(input, tokens, found, observed);
  if (has_uncased) FindUncasedNames(tokens, found, observed);
  if (has_han) FindHanNames(input, tokens, found);
}

}  // namespace

const std::vector<Validation>& PersonNamesOf(CellTokens* cell) {
  return cell->Names([](CellTokens* asked, std::vector<Validation>* found) {
    const ValidationInput& input = asked->input();
    if (IsSmallWord(input)) return;
    const FoldedCell& place = input.text.cells()[input.cell];
    if (!MayHavePersonNames(input.text.shape().substr(place.begin, input.folded.size()))) return;
    Find(asked, found, nullptr);
    std::stable_sort(found->begin(), found->end(), [](const Validation& a, const Validation& b) {
      return a.span && b.span && a.span->begin < b.span->begin;
    });
  });
}

void FindPersonNames(CellTokens* cell, std::vector<Validation>* found) {
  const std::vector<Validation>& names = PersonNamesOf(cell);
  found->insert(found->end(), names.begin(), names.end());
}

void ObservePersonNames(CellTokens* cell, std::vector<ObservedName>* observed) {
  std::vector<Validation> found;
  Find(cell, &found, observed);
}

}  // namespace sunder::scanner::names
