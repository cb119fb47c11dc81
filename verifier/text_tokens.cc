#include "verifier/text_tokens.h"

#include <sodium.h>

#include <algorithm>

namespace sunder::verifier {
namespace {

constexpr size_t kTokenSizeBytesMin = 6;
constexpr size_t kNameSizeBytesMin = 7;
constexpr size_t kNameWordsMax = 4;
// Half of a 128-bit digest: shorter ones are too likely to be words or numbers.
constexpr size_t kDigestCharsMin = 16;

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsUpper(char c) { return c >= 'A' && c <= 'Z'; }
// Bytes of multi-byte UTF-8 characters count as letters.
bool IsLetter(char c) {
  return IsUpper(c) || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80;
}
bool IsBlank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool IsTokenChar(char c) {
  return IsLetter(c) || IsDigit(c) || c == '@' || c == '.' || c == '_' || c == '-' || c == '+';
}

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsBlank(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsBlank(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view WithoutEdgePunctuation(std::string_view token) {
  constexpr std::string_view kEdge = "._-+";
  while (!token.empty() && kEdge.find(token.front()) != kEdge.npos) token.remove_prefix(1);
  while (!token.empty() && kEdge.find(token.back()) != kEdge.npos) token.remove_suffix(1);
  return token;
}

// Size of the capitalised word at the front of `text`; 0: none.
size_t CapitalisedWord(std::string_view text) {
  if (text.empty() ||
      !(IsUpper(text.front()) || static_cast<unsigned char>(text.front()) >= 0x80)) {
    return 0;
  }
  size_t size = 0;
  while (size < text.size() && (IsLetter(text[size]) || text[size] == '-' || text[size] == '\'')) {
    ++size;
  }
  return size >= 2 ? size : 0;
}

}  // namespace

std::string Normalised(std::string_view text) {
  std::string lower(Trimmed(text));
  for (char& c : lower) {
    if (IsUpper(c)) c = static_cast<char>(c - 'A' + 'a');
  }
  return lower;
}

std::vector<std::string> IdentifyingTokens(std::string_view text) {
  std::vector<std::string> tokens;
  for (size_t begin = 0; begin < text.size();) {
    if (!IsTokenChar(text[begin])) {
      ++begin;
      continue;
    }
    size_t end = begin;
    bool is_identifying = false;
    for (; end < text.size() && IsTokenChar(text[end]); ++end) {
      is_identifying = is_identifying || IsDigit(text[end]) || text[end] == '@';
    }
    const std::string_view token = WithoutEdgePunctuation(text.substr(begin, end - begin));
    if (is_identifying && token.size() >= kTokenSizeBytesMin) tokens.push_back(Normalised(token));
    begin = end;
  }
  return tokens;
}

bool IsNameLike(std::string_view text) {
  const std::string_view name = Trimmed(text);
  if (name.size() < kNameSizeBytesMin) return false;
  size_t words = 0;
  for (size_t position = 0; position < name.size();) {
    const size_t size = CapitalisedWord(name.substr(position));
    if (size == 0) return false;
    ++words;
    position += size;
    if (position < name.size() && name[position++] != ' ') return false;
  }
  return words >= 2 && words <= kNameWordsMax;
}

std::vector<std::string> NameLikePhrases(std::string_view text) {
  std::vector<std::string> phrases;
  for (size_t begin = 0; begin < text.size(); ++begin) {
    if (begin > 0 && IsLetter(text[begin - 1])) continue;
    size_t end = begin;
    for (size_t words = 1; words <= kNameWordsMax; ++words) {
      const size_t size = CapitalisedWord(text.substr(end));
      if (size == 0) break;
      end += size;
      if (words >= 2) phrases.push_back(Normalised(text.substr(begin, end - begin)));
      if (end >= text.size() || text[end] != ' ') break;
      ++end;
    }
  }
  return phrases;
}

std::string DecodedDigest(std::string_view text) {
  if (text.size() < kDigestCharsMin || text.size() > 256) return {};
  std::string bytes(text.size(), '\0');
  size_t size = 0;
  const char* end = nullptr;
  auto* const data = reinterpret_cast<unsigned char*>(bytes.data());
  const bool is_hex =
      sodium_hex2bin(data, bytes.size(), text.data(), text.size(), nullptr, &size, &end) == 0 &&
      end == text.data() + text.size();
  if (is_hex) return bytes.substr(0, size);
  if (std::none_of(text.begin(), text.end(), IsDigit)) return {};
  for (const int variant :
       {sodium_base64_VARIANT_ORIGINAL, sodium_base64_VARIANT_ORIGINAL_NO_PADDING,
        sodium_base64_VARIANT_URLSAFE, sodium_base64_VARIANT_URLSAFE_NO_PADDING}) {
    if (sodium_base642bin(data, bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                          variant) == 0 &&
        end == text.data() + text.size()) {
      return bytes.substr(0, size);
    }
  }
  return {};
}

}  // namespace sunder::verifier
