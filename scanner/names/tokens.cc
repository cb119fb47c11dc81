#include "scanner/names/tokens.h"

#include <algorithm>
#include <array>
#include <string>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/word_list.h"
#include "scanner/text/letters.h"

namespace sunder::scanner::names {
namespace {

constexpr size_t kWordSizeBytesMax = 64;

unsigned ByteAt(std::string_view text, size_t at) {
  return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U;
}

size_t PointSize(unsigned lead) {
  if (lead < 0x80) return 1;
  if (lead < 0xE0) return 2;
  return lead < 0xF0 ? 3 : 4;
}

uint32_t PointAt(std::string_view text, size_t at) {
  const unsigned lead = ByteAt(text, at);
  const unsigned second = ByteAt(text, at + 1) & 0x3FU;
  const unsigned third = ByteAt(text, at + 2) & 0x3FU;
  if (lead < 0x80) return lead;
  if (lead < 0xE0) return (lead & 0x1FU) << 6U | second;
  if (lead < 0xF0) return (lead & 0x0FU) << 12U | second << 6U | third;
  return (lead & 0x07U) << 18U | second << 12U | third << 6U | (ByteAt(text, at + 3) & 0x3FU);
}

enum class Kind : uint8_t { kNone, kCased, kUncased, kHan };

Kind KindOf(uint32_t point) {
  if (point < 0x80) return IsAsciiAlnum(static_cast<char>(point)) ? Kind::kCased : Kind::kNone;
  if (point < 0xC0)
    return point == 0xAA || point == 0xBA || point == 0xB5 ? Kind::kCased : Kind::kNone;
  if (point == 0xD7 || point == 0xF7) return Kind::kNone;
  if (point < 0x590) return Kind::kCased;
  if (point >= 0x1E00 && point < 0x2000) return Kind::kCased;
  if (point == 0x60C || point == 0x61B || point == 0x61F || point == 0x640 || point == 0x6D4 ||
      point == 0x5BE || point == 0x964 || point == 0x965) {
    return Kind::kNone;
  }
  if (point < 0x2000) return Kind::kUncased;
  if (point >= 0x3041 && point < 0x30FB) return Kind::kHan;
  if (point >= 0x3400 && point < 0xA000) return Kind::kHan;
  if (point >= 0xAC00 && point < 0xD7A4) return Kind::kHan;
  if (point == 0x30FC || point == 0x3005 || (point >= 0x20000 && point < 0x30000))
    return Kind::kHan;
  return Kind::kNone;
}

size_t JoinerSize(std::string_view text, size_t at) {
  const unsigned lead = ByteAt(text, at);
  if (lead == '\'' || lead == '-') return 1;
  if (lead != 0xE2) return 0;
  const std::string_view three = text.substr(at, 3);
  return three == "\xE2\x80\x99" || three == "\xE2\x80\x90" || three == "\xE2\x80\x91" ? 3 : 0;
}

Gap GapOf(std::string_view between, bool after_initial) {
  if (between == " " || between == "\t" || between == "\xC2\xA0") return Gap::kBlank;
  if (between.empty()) return Gap::kOther;
  if (between == ", ") return Gap::kComma;
  if (between == ". ") return Gap::kPeriod;
  if (between.find('\n') != std::string_view::npos) return Gap::kLine;
  if (between == ".\xC2\xA0") return Gap::kPeriod;
  if (between == "." && after_initial) return Gap::kPeriod;
  if (between == "\xD8\x8C " || between == ",") return Gap::kComma;
  const size_t colon = between.find_first_of(":=");
  const size_t wide = between.find("\xEF\xBC\x9A");
  if (colon != std::string_view::npos || wide != std::string_view::npos) return Gap::kColon;
  return Gap::kOther;
}

bool EndsSentence(std::string_view between) {
  static constexpr KindBits kEnds = BytesOf(".!?\n\"(*;>|[{:");
  return std::any_of(between.begin(), between.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte >= 0xE2 || kEnds.Has(byte);
  });
}

void ReadCase(const ValidationInput& input, Token* token) {
  if (token->script != Script::kCased) return;
  const FoldedCell& place = input.text.cells()[input.cell];
  std::string_view written;
  if (place.is_identity) {
    written = input.original.substr(token->span.begin, token->span.size());
  } else {
    const Span original = input.text.OriginalSpan(input.cell, token->span);
    if (original.end > input.original.size()) return;
    written = input.original.substr(original.begin, original.size());
  }
  if (written.empty()) return;
  const unsigned first = static_cast<unsigned char>(written[0]);
  if (token->is_plain && first >= 'a' && first <= 'z') return;
  // "al-Rashidi" is as good as a capital.
  const size_t hyphen = token->is_plain ? std::string_view::npos : written.find('-');
  const bool has_article =
      hyphen == 2 && (token->word.starts_with("al-") || token->word.starts_with("el-") ||
                      token->word.starts_with("ar-"));
  if (has_article && written.size() > 3 && written[3] >= 'A' && written[3] <= 'Z') {
    token->is_capital = true;
    return;
  }
  if (first < 0x80 && first != '&' && first != '\\') {
    token->is_capital = first >= 'A' && first <= 'Z';
  } else {
    token->is_capital = BeginsWithCapital(written);
  }
  if (!token->is_capital) return;
  size_t letters = 0;
  size_t points = 0;
  for (const char c : token->word) points += (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  bool has_lower = false;
  bool is_ascii = true;
  for (const char c : written) {
    is_ascii = is_ascii && static_cast<unsigned char>(c) < 0x80;
    letters += IsAsciiLetter(c) ? 1 : 0;
    has_lower = has_lower || (c >= 'a' && c <= 'z');
  }
  token->is_initial = points == 1 && !token->has_digit;
  const bool is_upper = is_ascii ? !has_lower && letters > 1 : !has_lower && IsUpperCase(written);
  token->is_upper = points > 1 && is_upper;
  for (size_t i = 1; i < written.size() && has_lower; ++i) {
    const bool is_inside = IsAsciiLetter(written[i - 1]) && written[i] >= 'A' && written[i] <= 'Z';
    // "McDonald", "DeShawn", "LaToya", "MacLeod".
    const bool is_usual =
        (i == 2 && written[1] >= 'a') || (i == 3 && token->word.starts_with("mac"));
    token->is_mixed = token->is_mixed || (is_inside && !is_usual);
  }
}

void CutPossessive(Token* token) {
  for (const std::string_view ending : {"'s", "\xE2\x80\x99s"}) {
    if (token->word.size() <= ending.size() || !token->word.ends_with(ending)) continue;
    token->word.remove_suffix(ending.size());
    token->span.end -= static_cast<uint32_t>(ending.size());
    token->is_possessive = true;
    return;
  }
}

// "Nurcan'a", "Uzunel'in": Turkish writes its endings behind an apostrophe, English some
// ("Finn'll").
void CutEnding(const Lexicon& lexicon, Token* token) {
  for (const std::string_view mark : {"'", "\xE2\x80\x99"}) {
    const size_t at = token->word.find(mark);
    if (at == std::string_view::npos || at < 3 || token->word.size() - at - mark.size() > 5)
      continue;
    const std::string_view stem = token->word.substr(0, at);
    const uint32_t marks = lexicon.Find(stem);
    const std::string_view ending = token->word.substr(at + mark.size());
    static constexpr std::string_view kEndings[] = {
        "a",  "da",  "dan", "de", "den", "e",  "in",  "la", "le", "ll", "n",  "na", "nda", "nde",
        "ne", "nin", "nun", "ta", "tan", "te", "ten", "u",  "un", "ya", "ye", "yi", "yla", "yle"};
    const bool is_ending = std::binary_search(std::begin(kEndings), std::end(kEndings), ending) ||
                           (!ending.empty() && static_cast<unsigned char>(ending.back()) >= 0x80);
    if (!is_ending) continue;
    token->span.end -= static_cast<uint32_t>(token->word.size() - at);
    token->word = stem;
    token->marks = marks;
    token->is_possessive = true;
    return;
  }
}

// Syllables that Korean and Chinese given names are written of: "Sung-ho", "Mei-ling".
bool IsNameSyllable(std::string_view word) {
  static constexpr std::string_view kWords[] = {
      "ah",   "an",   "bae",   "bin",  "bok",   "bong", "bum",   "byung", "chan",  "chang", "cheol",
      "chi",  "chih", "chul",  "chun", "dae",   "do",   "dong",  "duk",   "eui",   "eun",   "fang",
      "gi",   "gil",  "guk",   "gun",  "gyu",   "ha",   "hae",   "hao",   "hee",   "ho",    "hong",
      "hoon", "hsin", "hua",   "hui",  "hun",   "hwa",  "hwan",  "hye",   "hyeok", "hyeon", "hyo",
      "hyuk", "hyun", "hyung", "il",   "in",    "ja",   "jae",   "jang",  "je",    "jeong", "ji",
      "jia",  "jie",  "jin",   "jing", "jong",  "joo",  "joon",  "ju",    "juan",  "jun",   "jung",
      "ki",   "kuk",  "kwang", "kyu",  "kyung", "lan",  "li",    "ling",  "mei",   "mi",    "min",
      "ming", "mo",   "moo",   "mun",  "myung", "na",   "nam",   "ping",  "qing",  "ra",    "ran",
      "ri",   "rong", "sang",  "seo",  "seok",  "seon", "seong", "seung", "shik",  "sik",   "so",
      "song", "soo",  "sook",  "su",   "suk",   "sun",  "sung",  "tae",   "taek",  "wei",   "won",
      "woo",  "wook", "xiao",  "xin",  "yan",   "yang", "yeon",  "yeong", "yi",    "ying",  "yong",
      "yoo",  "yoon", "young", "yu",   "yue",   "yun",  "zhen",  "zhi"};
  return IsAmong<kWords>(word);
}

// Hyphened names: what both halves are.
uint32_t HyphenMarks(const Lexicon& lexicon, std::string_view word) {
  const size_t at = word.find('-');
  if (at == std::string_view::npos) return 0;
  if (IsNameSyllable(word.substr(0, at)) && IsNameSyllable(word.substr(at + 1))) return kGiven;
  const uint32_t first = lexicon.Find(word.substr(0, at));
  const uint32_t last = lexicon.Find(word.substr(word.rfind('-') + 1));
  constexpr uint32_t kName = kGiven | kSurname;
  if (at < 2 || word.size() - word.rfind('-') < 4 || ((first | last) & kTopic) != 0) return kTopic;
  if ((first & kName) == 0 && (last & kName) == 0) return first & last & kWord;
  const uint32_t marks = (first | last) & kName;
  const bool is_weak = (first & (kEveryday | kWord)) != 0 && (last & (kEveryday | kWord)) != 0;
  return is_weak ? marks | kEveryday : marks;
}

// "dall'avv. Rubes", "l'onorevole": what stands behind the article that is written onto it, as far
// as it stands before names.
uint32_t ElidedMarks(const Lexicon& lexicon, std::string_view word) {
  constexpr size_t kLeadSizeMax = 7;
  size_t at = word.substr(0, kLeadSizeMax).find('\'');
  if (at != std::string_view::npos) {
    ++at;
  } else {
    constexpr std::string_view kMark = "\xE2\x80\x99";
    at = word.substr(0, kLeadSizeMax + 2).find(kMark);
    if (at == std::string_view::npos) return 0;
    at += kMark.size();
  }
  return lexicon.Find(word.substr(at)) & (kTitle | kWeakTitle | kRole);
}

// The letter under the accents of a folded Latin letter; 0: none, or no such letter.
char BareLetter(uint32_t point) {
  static constexpr std::string_view kFromE0 = "aaaaaaaceeeeiiiidnoooooxouuuuyty";
  static constexpr std::string_view kFrom100 =
      "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkkllllllllllnnnnnnnnnoooooooorrrrrrss"
      "ssssssttttttuuuuuuuuuuuuwwyyyzzzzzz";
  if (point == 0xF7) return '\0';
  if (point >= 0xE0 && point < 0xE0 + kFromE0.size()) return kFromE0[point - 0xE0];
  if (point >= 0x100 && point < 0x100 + kFrom100.size()) return kFrom100[point - 0x100];
  if (point == 0x219) return 's';
  return point == 0x21B ? 't' : '\0';
}

// Lists of names are often written without accents: "Gülizar" stands there as "gulizar".
uint32_t BareNameMarks(const Lexicon& lexicon, std::string_view word) {
  std::array<char, kWordSizeBytesMax> bare;
  size_t size = 0;
  bool has_accent = false;
  for (size_t at = 0; at < word.size() && size < bare.size(); at += PointSize(ByteAt(word, at))) {
    const uint32_t point = PointAt(word, at);
    const char letter = point < 0x80 ? static_cast<char>(point) : BareLetter(point);
    if (letter == '\0') return 0;
    has_accent = has_accent || point >= 0x80;
    bare[size++] = letter;
  }
  if (!has_accent || size < 4) return 0;
  const uint32_t marks = lexicon.Find({bare.data(), size});
  if ((marks & (kTopic | kFunction | kBreak | kOccupation)) != 0) return 0;
  return marks & (kGiven | kSurname | kEveryday | kForeign);
}

// Hindi is written with the dot below letters of foreign words, and as often without it: "फ़ैज़".
uint32_t DotlessMarks(const Lexicon& lexicon, std::string_view word) {
  constexpr std::string_view kDot = "\xE0\xA4\xBC";  // U+093C
  size_t dot = word.find(kDot);
  if (dot == std::string_view::npos) return 0;
  std::string bare(word);
  for (; (dot = bare.find(kDot)) != std::string::npos;) bare.erase(dot, kDot.size());
  return lexicon.Find(bare);
}

// A word of the text: where it ends, and what it is made of.
struct WordShape {
  size_t end = 0;
  bool has_digit = false;
  bool is_plain = false;
};

WordShape ReadWord(std::string_view text, size_t at, Kind kind) {
  WordShape word;
  size_t end = at;
  while (end < text.size() && end - at < kWordSizeBytesMax) {
    const uint32_t next = PointAt(text, end);
    const Kind next_kind = KindOf(next);
    if (next_kind == kind) {
      word.has_digit = word.has_digit || (next >= '0' && next <= '9');
      end += PointSize(ByteAt(text, end));
      continue;
    }
    const size_t joiner = next_kind == Kind::kNone ? JoinerSize(text, end) : 0;
    if (joiner == 0 || kind == Kind::kHan || KindOf(PointAt(text, end + joiner)) != kind) break;
    end += joiner;
  }
  word.end = std::min(end, text.size());
  return word;
}

// The same for words that begin in ASCII, most of which are nothing else.
WordShape ReadAsciiWord(std::string_view text, size_t at) {
  const size_t limit = std::min(text.size(), at + kWordSizeBytesMax);
  WordShape word;
  size_t end = at;
  while (end < limit && IsAsciiAlnum(text[end])) {
    word.has_digit |= IsAsciiDigit(text[end]);
    ++end;
  }
  const unsigned behind = ByteAt(text, end);
  if (end < limit && (behind >= 0x80 || behind == '\'' || behind == '-')) {
    return ReadWord(text, at, Kind::kCased);
  }
  word.end = end;
  word.is_plain = true;
  return word;
}

WordMarks LookUp(const Lexicon& lexicon, Script script, std::string_view word, bool is_plain) {
  Token token;
  token.word = word;
  if (is_plain) return {lexicon.Find(word), 0, false};
  token.span.end = static_cast<uint32_t>(word.size());
  CutPossessive(&token);
  if (script != Script::kHan) {
    token.marks = lexicon.Find(token.word);
    if (token.marks == 0) token.marks = HyphenMarks(lexicon, token.word);
    if (token.marks == 0) CutEnding(lexicon, &token);
    if (token.marks == 0 && script == Script::kCased) {
      token.marks = ElidedMarks(lexicon, token.word) | BareNameMarks(lexicon, token.word);
    }
    if (token.marks == 0 && script == Script::kUncased) {
      token.marks = DotlessMarks(lexicon, token.word);
    }
  }
  return {token.marks, static_cast<uint8_t>(word.size() - token.word.size()), token.is_possessive};
}

// What stands between the token and the one before it.
void ReadGap(std::string_view between, const Token* previous, Token* token) {
  if (previous != nullptr && between == " ") {
    token->gap = Gap::kBlank;
    return;
  }
  const bool is_first = previous == nullptr;
  const bool after_initial = !is_first && previous->is_initial;
  const bool is_start = is_first && between.find_first_not_of(" \t\n\r") == std::string_view::npos;
  token->gap = is_start ? Gap::kStart : GapOf(between, after_initial);
  token->begins_sentence =
      is_first || (EndsSentence(between) && !(token->gap == Gap::kPeriod && after_initial));
}

enum class AsciiKind : uint8_t { kGap, kWord, kBeyond };

// Finds the words; what the lexicon says of them is asked for, but not yet waited for.
void Split(std::string_view text, const WordMarksMemo& memo, std::vector<Token>* tokens) {
  size_t at = 0;
  while (at < text.size()) {
    static constexpr auto kAsciiKinds = [] {
      std::array<AsciiKind, 256> kinds = {};
      for (size_t byte = 0; byte < kinds.size(); ++byte) {
        const bool is_word = byte < 0x80 && IsAsciiAlnum(static_cast<char>(byte));
        kinds[byte] = byte >= 0x80 ? AsciiKind::kBeyond
                      : is_word    ? AsciiKind::kWord
                                   : AsciiKind::kGap;
      }
      return kinds;
    }();
    const AsciiKind ascii = kAsciiKinds[static_cast<unsigned char>(text[at])];
    if (ascii == AsciiKind::kGap) {
      ++at;
      continue;
    }
    const bool is_ascii = ascii == AsciiKind::kWord;
    const Kind kind = is_ascii ? Kind::kCased : KindOf(PointAt(text, at));
    if (kind == Kind::kNone) {
      at += PointSize(ByteAt(text, at));
      continue;
    }
    const WordShape word = is_ascii ? ReadAsciiWord(text, at) : ReadWord(text, at, kind);
    memo.Prefetch(text, at, word.end - at);
    Token& token = tokens->emplace_back();
    token.span = {static_cast<uint32_t>(at), static_cast<uint32_t>(word.end)};
    token.script = kind == Kind::kCased     ? Script::kCased
                   : kind == Kind::kUncased ? Script::kUncased
                                            : Script::kHan;
    token.has_digit = word.has_digit;
    token.is_plain = word.is_plain;
    token.before = at > 0 ? text[at - 1] : '\0';
    token.after = word.end < text.size() ? text[word.end] : '\0';
    token.has_period = token.after == '.';
    at = word.end;
  }
}

}  // namespace

void Tokenize(const ValidationInput& input, WordMarksMemo* memo, std::vector<Token>* split) {
  const Lexicon& lexicon = Lexicon::Get();
  const std::string_view text = input.folded;
  const bool is_identity = input.text.cells()[input.cell].is_identity;
  split->clear();
  memo->Prepare();
  Split(text, *memo, split);
  const Token* previous = nullptr;
  uint32_t previous_end = 0;
  for (Token& token : *split) {
    const uint32_t begin = token.span.begin;
    const uint32_t end = token.span.end;
    const WordMarks known = memo->Get(text, begin, end - begin, [&](std::string_view written) {
      return LookUp(lexicon, token.script, written, token.is_plain);
    });
    token.span.end -= known.cut;
    token.word = text.substr(begin, token.span.size());
    token.marks = known.marks;
    token.is_possessive = known.is_possessive;
    ReadGap(text.substr(previous_end, begin - previous_end), previous, &token);
    // As most words are.
    const bool is_small = is_identity && token.is_plain && input.original[begin] >= 'a';
    if (!is_small) ReadCase(input, &token);
    const bool follows_title = previous != nullptr && (previous->marks & kTitle) != 0;
    if (token.gap == Gap::kPeriod && follows_title) token.begins_sentence = false;
    previous = &token;
    previous_end = end;
  }
}

}  // namespace sunder::scanner::names
