#include "scanner/names/postal_addresses.h"

#include <algorithm>
#include <unordered_map>

#include "scanner/match/validators/match_text.h"
#include "scanner/names/lexicon.h"
#include "scanner/names/lexicon_data.h"
#include "scanner/names/tokens.h"

namespace sunder::scanner::names {
namespace {

enum AddressMark : uint32_t {
  kStreet = 1U << 0U,
  kUnit = 1U << 1U,
  kLocality = 1U << 2U,
  kHouse = 1U << 3U,
  kBox = 1U << 4U,
  kMayBeSmall = 1U << 5U,  // "rue", "ul.": a street word in lower case too
  kCompound = 1U << 6U,    // "Hauptstraße": the street's whole name
};

// No address is longer than this from street to code.
constexpr size_t kAddressTokensMax = 26;
constexpr size_t kShortSizeBytes = 12;
// Of the first word of a postal code: "M1 1AA", "1234567890".
constexpr size_t kCodeSizeMin = 2;
constexpr size_t kCodeSizeMax = 10;

class AddressLexicon {
 public:
  static const AddressLexicon& Get() {
    static const AddressLexicon lexicon;
    return lexicon;
  }

  uint32_t Find(std::string_view word) const {
    const auto found = marks_.find(word);
    if (found != marks_.end()) return found->second;
    for (const std::string_view suffix : suffixes_) {
      if (word.size() > suffix.size() + 2 && word.ends_with(suffix)) return kStreet | kCompound;
    }
    // Hebrew writes its prepositions onto the word: "ברחוב".
    if (word.size() > 6 && word.starts_with("ב")) {
      const auto bare = marks_.find(word.substr(2));
      if (bare != marks_.end()) return bare->second;
    }
    return 0;
  }

 private:
  AddressLexicon() {
    std::string_view text = AddressesText();
    std::string_view kind;
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size());
      std::string_view line = text.substr(0, end);
      text.remove_prefix(std::min(end + 1, text.size()));
      if (line.empty() || line.front() == '#') continue;
      if (line.front() == '[') {
        kind = line;
        continue;
      }
      while (!line.empty()) {
        const size_t blank = std::min(line.find(' '), line.size());
        if (blank > 0) Add(line.substr(0, blank), kind);
        line.remove_prefix(std::min(blank + 1, line.size()));
      }
    }
  }

  void Add(std::string_view word, std::string_view kind) {
    if (kind == "[suffix]") {
      suffixes_.push_back(word);
      return;
    }
    marks_[word] |= kind == "[street]"         ? kStreet
                    : kind == "[street_lower]" ? kStreet | kMayBeSmall
                    : kind == "[unit]"         ? kUnit
                    : kind == "[locality]"     ? kLocality
                    : kind == "[house]"        ? kHouse
                                               : kBox;
  }

  std::unordered_map<std::string_view, uint32_t> marks_;
  std::vector<std::string_view> suffixes_;
};

bool IsDigits(std::string_view word) {
  return !word.empty() && std::all_of(word.begin(), word.end(), IsAsciiDigit);
}

// The word's digits and letters as a shape: "SW1A" is "aa0a".
std::string ShapeOf(std::string_view word) {
  std::string shape;
  for (const char c : word) {
    shape += IsAsciiDigit(c) ? '0' : IsAsciiLetter(c) ? 'a' : c;
  }
  return shape;
}

// US states, Canadian provinces, Australian states; a code of digits behind one is a postal code.
bool IsState(std::string_view word) {
  static constexpr std::string_view kStates =
      " ab ak al ar az bc ca co ct dc de fl ga gu hi ia id il in ks ky la ma mb md me mi mn mo ms "
      "mt nb "
      "nc nd ne nh nj nl nm ns nsw nt nu nv ny oh ok on or pa pe pr qc qld ri sa sc sd sk tas tn "
      "tx ut "
      "va vi vic vt wa wi wv wy yt act ";
  const std::string key = " " + std::string(word) + " ";
  return word.size() <= 3 && kStates.find(key) != std::string_view::npos;
}

class AddressFinder {
 public:
  AddressFinder(CellTokens* cell, std::vector<Validation>* found)
      : input_(cell->input()),
        found_(found),
        lexicon_(AddressLexicon::Get()),
        tokens_(cell->Get()) {}

  void Run() {
    size_t floor = 0;
    for (size_t at = 0; at < tokens_.size(); ++at) {
      const size_t end = CodeEnd(at);
      if (end == 0) continue;
      if (marks_.empty()) marks_.assign(tokens_.size(), kNotAsked);
      const size_t next = Read(floor, at, end);
      if (next > at) {
        floor = next;
        at = next - 1;
      }
    }
  }

 private:
  static constexpr uint32_t kNotAsked = ~uint32_t{0};

  // REQUIRES: a code was found.
  uint32_t MarksOf(size_t at) const {
    if (marks_[at] == kNotAsked) marks_[at] = MarksAt(at);
    return marks_[at];
  }

  uint32_t MarksAt(size_t at) const {
    const Token& token = tokens_[at];
    uint32_t marks = lexicon_.Find(token.word);
    const bool has_slash = at + 1 < tokens_.size() && Between(at + 1) == "/";
    if (has_slash && token.word == "а") return kBox;
    if (has_slash && token.word == "c") return kStreet | kMayBeSmall;
    if (token.has_digit) return 0;
    const bool begins_part = at == 0 || (token.gap != Gap::kBlank && token.gap != Gap::kPeriod);
    const bool needs_capital = (marks & kStreet) != 0 && (marks & (kMayBeSmall | kCompound)) == 0;
    if (needs_capital && token.script == Script::kCased) {
      // "Dr Bahrami" is no drive; in chats streets are small too, behind a number.
      const bool behind_number = at > 1 &&
                                 (tokens_[at - 1].has_digit || tokens_[at - 2].has_digit) &&
                                 !tokens_[at - 1].is_capital && token.word.size() <= 5;
      const bool is_english_first = begins_part && token.word.size() <= 3 && token.word != "str";
      if ((!token.is_capital && !behind_number) || is_english_first) marks &= ~uint32_t{kStreet};
    }
    if ((marks & kCompound) != 0 && !token.is_capital) marks = 0;
    return marks;
  }

  // Behind the postal code that begins at this token; 0: there is none.
  size_t CodeEnd(size_t at) const {
    const Token& token = tokens_[at];
    if (!token.has_digit || token.gap == Gap::kStart) return 0;
    if (token.word.size() < kCodeSizeMin || token.word.size() > kCodeSizeMax) return 0;
    const std::string shape = ShapeOf(token.word);
    const bool has_next = at + 1 < tokens_.size() && tokens_[at + 1].gap == Gap::kBlank;
    const std::string next = has_next ? ShapeOf(tokens_[at + 1].word) : "";
    static constexpr std::string_view kFirstHalves[] = {"a0", "a00", "aa0", "aa00", "a0a", "aa0a"};
    const bool is_first = std::find(std::begin(kFirstHalves), std::end(kFirstHalves), shape) !=
                          std::end(kFirstHalves);
    if (is_first && (next == "0aa" || (shape == "a0a" && next == "0a0"))) return at + 2;
    if ((shape == "a00" || shape == "a0a") && next.size() == 4 && next[0] == 'a') return at + 2;
    if (shape == "0000" && next == "aa" && !tokens_[at + 1].is_possessive) {
      return tokens_[at + 1].is_upper ? at + 2 : at + 1;
    }
    if (shape == "000" && next == "00") return at + 2;
    static constexpr std::string_view kCodes[] = {"00000",    "000000",    "00-000",
                                                  "0000-000", "00000-000", "00000-0000",
                                                  "0000000",  "0000000000"};
    const bool is_code = std::find(std::begin(kCodes), std::end(kCodes), shape) != std::end(kCodes);
    if (is_code) return at + 1;
    return shape == "0000" ? at + 1 : 0;
  }

  bool EndsRange(size_t at) const {
    const Token& token = tokens_[at];
    const std::string_view between = Between(at);
    if (between.find("  ") != std::string_view::npos) return true;
    if (between.find('\n') != std::string_view::npos &&
        between.find("\n\n") != std::string_view::npos)
      return true;
    if (between.find_first_of(";:=!?\"|{}[]<>") != std::string_view::npos) {
      // "No: 12", "D: 5", "No:4" belong to Turkish addresses.
      const bool is_unit = at > 0 && (MarksOf(at - 1) & kUnit) != 0 && token.has_digit;
      if (!is_unit) return true;
    }
    if (token.gap == Gap::kPeriod) {
      const Token& previous = tokens_[at - 1];
      const bool is_short = previous.word.size() <= 4 || MarksOf(at - 1) != 0 || previous.has_digit;
      return !is_short;
    }
    return between.find("\xE2\x80\x94") != std::string_view::npos;  // a dash
  }

  std::string_view Between(size_t at) const {
    const uint32_t begin = at > 0 ? tokens_[at - 1].span.end : 0;
    return input_.folded.substr(begin, tokens_[at].span.begin - begin);
  }

  // Whether the word may stand inside an address.
  bool Belongs(size_t at) const {
    const Token& token = tokens_[at];
    if (token.script == Script::kUncased)
      return (token.marks & (kTitle | kGreeting)) == 0 || MarksOf(at) != 0;
    if (token.script == Script::kHan) return false;
    if ((token.marks & kBreak) != 0 && MarksOf(at) == 0 && !token.has_digit) return false;
    if (token.word == "copyright") return false;
    if (token.has_digit) return token.word.size() <= 9;
    if (token.is_capital || MarksOf(at) != 0) return true;
    static constexpr std::string_view kJoining[] = {
        "de",  "la",   "le", "les", "du",   "des", "del", "dei", "della", "dos",
        "das", "da",   "do", "of",  "upon", "on",  "am",  "an",  "der",   "den",
        "het", "dell", "y",  "e",   "a",    "i",   "the", "в",   "º",     "ª"};
    return std::find(std::begin(kJoining), std::end(kJoining), token.word) != std::end(kJoining);
  }

  // Where the comma-separated part that holds `at` begins, not before `floor`.
  size_t PartBegin(size_t floor, size_t at) const {
    while (at > floor && tokens_[at].gap != Gap::kComma && tokens_[at].gap != Gap::kLine &&
           Between(at).find(',') == std::string_view::npos &&
           Between(at).find("\xD8\x8C") == std::string_view::npos) {
      --at;
    }
    return at;
  }

  struct Part {
    bool has_number = false;
    bool has_street = false;
    bool has_unit = false;
    bool has_place = false;  // locality word, house name, box
  };

  Part Describe(size_t begin, size_t end) const {
    Part part;
    for (size_t i = begin; i < end; ++i) {
      part.has_number = part.has_number || tokens_[i].has_digit;
      part.has_street = part.has_street || (MarksOf(i) & kStreet) != 0;
      part.has_unit = part.has_unit || (MarksOf(i) & kUnit) != 0;
      const bool is_house = (MarksOf(i) & kHouse) != 0 && i + 1 == end && end - begin > 1;
      part.has_place = part.has_place || (MarksOf(i) & (kLocality | kBox)) != 0 || is_house;
    }
    return part;
  }

  // Reads back from the code; returns behind the address, or 0.
  size_t Read(size_t floor, size_t code, size_t end) {
    size_t begin = code;
    const size_t limit = code > floor + kAddressTokensMax ? code - kAddressTokensMax : floor;
    while (begin > limit && !EndsRange(begin) && Belongs(begin - 1)) --begin;
    const size_t next = begin == code ? 0 : ReadBack(begin, code, end);
    return next > 0 ? next : ReadForward(code, end);
  }

  size_t ReadBack(size_t begin, size_t code, size_t end) {
    // The leftmost part that is of an address, and from there on every part to the code.
    size_t first = code;
    bool has_street = false;
    bool has_number = false;
    bool has_box = false;
    size_t at = code;
    size_t parts = 0;
    while (at > begin && parts < 7) {
      const size_t part_begin = PartBegin(begin, at - 1);
      const Part part = Describe(part_begin, at);
      if (IsDate(part_begin, at)) break;
      ++parts;
      has_box = has_box || (part.has_place && part.has_number && IsBox(part_begin, at));
      const bool is_street = part.has_street && (part.has_number || StartsWithNumber(at, code));
      const bool is_address = part.has_number || part.has_street || part.has_place ||
                              (part.has_unit && tokens_[part_begin].script == Script::kUncased) ||
                              IsTownInFront(part_begin, at, begin);
      if (is_address) first = part_begin;
      has_street = has_street || part.has_street || (is_street && part.has_number);
      has_number = has_number || part.has_number;
      at = part_begin;
      if (!is_address && (has_street || has_box) && has_number) break;
    }
    if (!has_number && !IsLongCode(code)) return 0;
    first = TrimBegin(first, code);
    const bool is_commaed = Between(code).find(',') != std::string_view::npos;
    const bool is_four = tokens_[code].word.size() == 4 && end == code + 1;
    if (!has_box && !has_street) {
      // "Vlasmarkt 20, 4331 PC", "Zdynia 35, 38-315": a name with a number before the code.
      const bool is_numbered = code > first + 1 && tokens_[code - 1].has_digit && is_commaed &&
                               !is_four && tokens_[first].is_capital &&
                               tokens_[first].script == Script::kCased &&
                               tokens_[code - 1].word.size() <= 6;
      if (!is_numbered) return 0;
    }
    if (is_four && !is_commaed && !IsState(tokens_[code - 1].word) && !tokens_[code - 1].is_capital)
      return 0;
    if (!has_number || IsTelephone(code)) return 0;
    if (is_four && !IsPlausibleFour(first, code, has_street || has_box)) return 0;
    Add(first, WithTown(code, end));
    return end;
  }

  // "630099, г. Новосибирск, Красный пр-т, д. 25, кв. 8": the code stands first.
  size_t ReadForward(size_t code, size_t end) {
    if (!IsDigits(tokens_[code].word) || tokens_[code].word.size() < 5) return 0;
    size_t at = end;
    size_t last = code;
    bool has_street = false;
    while (at < tokens_.size() && at - code < kAddressTokensMax && !EndsRange(at) && Belongs(at)) {
      has_street = has_street || (MarksOf(at) & kStreet) != 0;
      if (tokens_[at].has_digit) last = at;
      ++at;
    }
    const bool has_locality = end < tokens_.size() && (MarksOf(end) & (kLocality | kStreet)) != 0;
    if (!has_street || !has_locality || last == code) return 0;
    Add(code, last + 1);
    return last + 1;
  }

  // "11.08.1953", or what is left of "22 août 1968": a date of birth stands before many addresses.
  bool IsDate(size_t begin, size_t end) const {
    const std::string_view last = tokens_[end - 1].word;
    const bool is_year =
        last.size() >= 4 && IsDigits(last.substr(last.size() - 4)) &&
        (last.substr(last.size() - 4, 2) == "19" || last.substr(last.size() - 4, 2) == "20");
    if (!is_year || end - begin > 5) return false;
    for (size_t i = begin; i < end; ++i) {
      if ((MarksOf(i) & (kStreet | kUnit | kBox)) != 0) return false;
    }
    return true;
  }

  // Persian addresses begin with the town.
  bool IsTownInFront(size_t part_begin, size_t part_end, size_t begin) const {
    return part_begin == begin && part_end - part_begin <= 2 &&
           tokens_[part_begin].script == Script::kUncased && !tokens_[part_begin].has_digit;
  }

  // "07700 900482": a run of digits before the code without a comma.
  bool IsTelephone(size_t code) const {
    const Token& previous = tokens_[code - 1];
    return tokens_[code].gap == Gap::kBlank && previous.has_digit && previous.word.size() >= 4;
  }

  // Years have four digits too.
  bool IsPlausibleFour(size_t first, size_t code, bool has_street) const {
    if (!has_street) return false;
    for (size_t i = first; i < code; ++i) {
      const std::string_view word = tokens_[i].word;
      const bool is_year = word.size() >= 4 && IsDigits(word.substr(0, 4)) &&
                           (word.starts_with("19") || word.starts_with("20"));
      if (tokens_[i].has_digit && !is_year) return true;
    }
    return false;
  }

  bool IsLongCode(size_t code) const { return tokens_[code].word.size() >= 5; }

  bool IsBox(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      if ((MarksOf(i) & kBox) != 0) return true;
    }
    return false;
  }

  bool StartsWithNumber(size_t begin, size_t code) const {
    return begin < code && tokens_[begin].has_digit;
  }

  // Words before the street inside its own part: "wohnt in der Hauptstraße 7a".
  size_t TrimBegin(size_t first, size_t code) const {
    const size_t part_end = PartEnd(first, code);
    if (tokens_[first].script == Script::kUncased) {
      for (size_t i = first; i < part_end; ++i) {
        if (tokens_[i].has_digit || MarksOf(i) != 0) return i;
      }
      return first;
    }
    for (size_t i = first + 1; i < part_end; ++i) {
      if ((MarksOf(i) & kCompound) != 0) return CompoundBegin(first, i);
    }
    // A street word in front begins the address, with the number before it.
    for (size_t i = first; i < part_end; ++i) {
      const bool is_mark = (MarksOf(i) & (kStreet | kBox | kLocality)) != 0 ||
                           ((MarksOf(i) & kUnit) != 0 && tokens_[i].script == Script::kUncased);
      if (!is_mark) continue;
      const bool leads = tokens_[i].script == Script::kUncased || !tokens_[i].is_capital ||
                         (i + 1 < part_end && tokens_[i + 1].is_capital);
      if (!leads || i == first) break;
      if (tokens_[i - 1].has_digit || !AllBelong(first, i)) {
        return tokens_[i - 1].has_digit ? i - 1 : i;
      }
      if (tokens_[i].script == Script::kUncased) return i;
      break;
    }
    // A small word at the beginning is none of it.
    while (first < code && tokens_[first].script == Script::kCased && !tokens_[first].is_capital &&
           !tokens_[first].has_digit && (MarksOf(first) & ~uint32_t{kUnit}) == 0) {
      ++first;
    }
    // "Deliver to 14 Bramble Close": capitals before the number.
    if (tokens_[first].script == Script::kCased && IsVerbish(first)) ++first;
    return first;
  }

  // "Am Sandtorkai", "Alte Schönhauser Straße": what belongs to the street before its last word.
  size_t CompoundBegin(size_t first, size_t at) const {
    static constexpr std::string_view kBefore[] = {
        "am",    "alte",   "alter",   "neue",    "neuer", "obere", "untere", "kleine", "grosse",
        "lange", "kurze",  "hintere", "vordere", "norra", "södra", "östra",  "västra", "stora",
        "lilla", "nieuwe", "oude",    "sint",    "sankt", "zum",   "zur",    "an",     "in"};
    if (at == first || !tokens_[at - 1].is_capital) return at;
    const std::string_view word = tokens_[at - 1].word;
    const bool belongs =
        std::find(std::begin(kBefore), std::end(kBefore), word) != std::end(kBefore) ||
        (word.ends_with("er") && word.size() > 5);
    return belongs ? at - 1 : at;
  }

  bool IsVerbish(size_t at) const {
    return tokens_[at].is_capital && tokens_[at].begins_sentence && MarksOf(at) == 0 &&
           (tokens_[at].marks & (kWord | kFunction)) != 0 && at + 1 < tokens_.size() &&
           (tokens_[at + 1].has_digit || (tokens_[at].marks & kFunction) != 0);
  }

  bool AllBelong(size_t begin, size_t end) const {
    for (size_t i = begin; i < end; ++i) {
      if (!tokens_[i].is_capital && tokens_[i].script == Script::kCased && !tokens_[i].has_digit)
        return false;
    }
    return true;
  }

  size_t PartEnd(size_t begin, size_t code) const {
    size_t at = begin + 1;
    while (at < code && tokens_[at].gap != Gap::kComma && tokens_[at].gap != Gap::kLine) ++at;
    return at;
  }

  // Poland, Sweden and Turkey write the town behind the code on the address's own line; their forms
  // of codes tell them.
  size_t WithTown(size_t code, size_t end) const {
    const std::string shape = ShapeOf(tokens_[code].word);
    const bool is_pair = end == code + 2 && shape == "000";
    size_t at = end;
    if (shape == "00-000" || is_pair) {
      while (at < tokens_.size() && at - end < 2 && tokens_[at].gap == Gap::kBlank &&
             tokens_[at].is_capital && !tokens_[at].has_digit && !tokens_[at - 1].has_period) {
        ++at;
      }
      return at;
    }
    const bool is_turkish = shape == "00000" && end + 1 < tokens_.size() &&
                            tokens_[end].gap == Gap::kBlank && Between(end + 1) == "/" &&
                            tokens_[end].is_capital;
    return is_turkish ? end + 2 : end;
  }

  void Add(size_t begin, size_t end) {
    Span span{tokens_[begin].span.begin, tokens_[end - 1].span.end};
    // "ברחוב": the address begins behind the preposition.
    const std::string_view word = tokens_[begin].word;
    if (word.starts_with("ב") && (MarksOf(begin) & kStreet) != 0 &&
        lexicon_.Find(word.substr(2)) != 0 && word.size() > 6) {
      span.begin += 2;
    }
    found_->push_back(Accept("street and postal code", span));
  }

  const ValidationInput& input_;
  std::vector<Validation>* found_;
  const AddressLexicon& lexicon_;
  const std::vector<Token>& tokens_;
  mutable std::vector<uint32_t> marks_;  // by token, once asked for
};

}  // namespace

// An address with its code has two runs of digits, or letters among them, and a blank.
bool MayHavePostalAddresses(std::string_view shape) {
  if (shape.size() < kShortSizeBytes) return false;
  const size_t zeros = shape.find("00");
  if (zeros == std::string_view::npos) {
    // "LS6 3QT" has single digits only.
    const size_t zero = shape.find(" 0");
    return zero != std::string_view::npos && shape.find('0') < zero;
  }
  return shape.find(' ') != std::string_view::npos;
}

void FindPostalAddresses(CellTokens* cell, std::vector<Validation>* found) {
  const ValidationInput& input = cell->input();
  const std::string_view shape =
      input.text.shape().substr(input.text.cells()[input.cell].begin, input.folded.size());
  if (!MayHavePostalAddresses(shape)) return;
  AddressFinder(cell, found).Run();
}

}  // namespace sunder::scanner::names
