#include "scanner/second_look/disguises.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uspoof.h>

#include <algorithm>
#include <memory>
#include <optional>

#include "scanner/second_look/decode.h"

namespace sunder::scanner::second_look {
namespace {

// Fewer letters make no word that is worth joining.
constexpr size_t kJoinedLettersMin = 4;

bool IsLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
bool IsBlank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool IsWordByte(char c) { return IsLetter(c) || (static_cast<unsigned char>(c) & 0x80U) != 0; }

// The letter that a digit or sign stands for; `one` for 1, ! and |, which look like two.
char LetterOf(char c, char one) {
  switch (c) {
    case '0':
      return 'o';
    case '1':
    case '!':
    case '|':
      return one;
    case '3':
      return 'e';
    case '4':
    case '@':
      return 'a';
    case '5':
    case '$':
      return 's';
    case '6':
    case '9':
      return 'g';
    case '7':
    case '+':
      return 't';
    case '8':
      return 'b';
    default:
      return c;
  }
}

// Calls `take` with each piece between blanks, and with the blanks between them.
template <class Take>
void ForEachChunk(std::string_view text, Take take) {
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    while (end < text.size() && IsBlank(text[end]) == IsBlank(text[i])) ++end;
    take(text.substr(i, end - i));
    i = end;
  }
}

std::string_view WithoutEdges(std::string_view chunk) {
  constexpr std::string_view kEdges = ".,;:!?\"'()[]{}<>";
  while (!chunk.empty() && kEdges.find(chunk.front()) != std::string_view::npos) {
    chunk.remove_prefix(1);
  }
  while (!chunk.empty() && kEdges.find(chunk.back()) != std::string_view::npos) {
    chunk.remove_suffix(1);
  }
  return chunk;
}

// Words in which digits or signs stand for letters; nothing where there is none.
std::optional<std::string> WithoutLeet(std::string_view text, char one) {
  std::string out;
  bool is_changed = false;
  ForEachChunk(text, [&](std::string_view chunk) {
    const std::string_view core = WithoutEdges(chunk);
    const size_t letters = static_cast<size_t>(std::count_if(core.begin(), core.end(), IsWordByte));
    const bool has_stand_in = std::any_of(
        core.begin(), core.end(), [&](char c) { return !IsWordByte(c) && LetterOf(c, one) != c; });
    // A number with a unit behind it is one.
    if (!has_stand_in || letters == 0 || core.size() > 2 * letters + 2) {
      out += chunk;
      return;
    }
    is_changed = true;
    for (const char c : core) out += LetterOf(c, one);
  });
  if (!is_changed) return std::nullopt;
  return out;
}

bool IsSeparator(char c) {
  return std::string_view(" .-_*/~+,'|").find(c) != std::string_view::npos;
}

// Letters that one sign each parts: "m u s l i m", "J.e.w.i.s.h", and words that signs part.
std::optional<std::string> Joined(std::string_view text) {
  std::string out;
  bool is_changed = false;
  for (size_t i = 0; i < text.size();) {
    const bool is_start = IsLetter(text[i]) && (i == 0 || !IsWordByte(text[i - 1]));
    size_t end = i;  // behind the last letter
    std::string letters;
    for (size_t at = i; is_start && at < text.size() && IsLetter(text[at]); at += 2) {
      if (at + 1 < text.size() && IsWordByte(text[at + 1])) break;
      if (at > i && (text[at - 1] != text[i + 1] || !IsSeparator(text[at - 1]))) break;
      letters += text[at];
      end = at + 1;
    }
    if (letters.size() >= kJoinedLettersMin) {
      out += letters;
      is_changed = true;
      i = end;
      continue;
    }
    // "mus.lim", "cath*olic": a sign between two letters goes.
    const bool is_inside = i > 0 && i + 1 < text.size() && text[i] != ' ' && IsSeparator(text[i]) &&
                           IsWordByte(text[i - 1]) && IsWordByte(text[i + 1]);
    if (is_inside) {
      is_changed = true;
    } else {
      out += text[i];
    }
    ++i;
  }
  if (!is_changed) return std::nullopt;
  return out;
}

struct SpoofCloser {
  void operator()(USpoofChecker* checker) const { uspoof_close(checker); }
};

// Letters of other scripts by the Latin letters that they look like (Unicode confusables).
std::optional<std::string> ByLooks(std::string_view text) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<USpoofChecker, SpoofCloser> checker(uspoof_open(&error));
  const icu::Normalizer2* folder = icu::Normalizer2::getNFKCCasefoldInstance(error);
  if (U_FAILURE(error)) return std::nullopt;
  const icu::UnicodeString source =
      folder->normalize(icu::UnicodeString::fromUTF8(
                            icu::StringPiece(text.data(), static_cast<int32_t>(text.size()))),
                        error);
  icu::UnicodeString out;
  bool is_changed = false;
  for (int32_t i = 0; i < source.length();) {
    const UChar32 c = source.char32At(i);
    i = source.moveIndex32(i, 1);
    if (c < 0x80 || !u_isalpha(c)) {
      out.append(c);
      continue;
    }
    icu::UnicodeString skeleton;
    uspoof_getSkeletonUnicodeString(checker.get(), 0, icu::UnicodeString(c), skeleton, &error);
    const UChar32 look = skeleton.length() > 0 ? skeleton.char32At(0) : c;
    const bool is_latin = U_SUCCESS(error) && look < 0x80 && u_isalpha(look);
    is_changed = is_changed || (is_latin && skeleton.length() == 1);
    out.append(is_latin ? skeleton : icu::UnicodeString(c));
  }
  if (!is_changed) return std::nullopt;
  std::string bytes;
  out.toUTF8String(bytes);
  return bytes;
}

void Add(std::optional<std::string> reading, std::vector<std::string>* readings) {
  if (reading) readings->push_back(std::move(*reading));
}

}  // namespace

std::vector<std::string> DisguisedReadings(std::string_view text) {
  std::vector<std::string> readings;
  std::string decoded = Decoded(text);
  const std::string_view plain = decoded;
  Add(WithoutLeet(plain, 'i'), &readings);
  Add(WithoutLeet(plain, 'l'), &readings);
  Add(Joined(plain), &readings);
  const bool is_ascii = std::all_of(plain.begin(), plain.end(),
                                    [](char c) { return static_cast<unsigned char>(c) < 0x80; });
  if (!is_ascii) Add(ByLooks(plain), &readings);
  if (decoded != text) readings.push_back(std::move(decoded));
  return readings;
}

}  // namespace sunder::scanner::second_look
