#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>
#include <vector>

#include "scanner/rules/anchors.h"

namespace sunder::scanner {
namespace {

// RE2's rules ignore case, so upper and lower case letters are all letters. Marks and other numbers
// do not exist in ASCII: their classes match nothing and are kept.
constexpr std::pair<std::string_view, std::string_view> kClasses[] = {
    {"\\p{Lu}", "a-zA-Z"}, {"\\p{Ll}", "a-zA-Z"}, {"\\p{L}", "a-zA-Z"}, {"\\pL", "a-zA-Z"},
    {"\\p{Nd}", "0-9"},    {"\\p{N}", "0-9"},     {"\\pN", "0-9"},
};

// Folded, these two are ASCII letters: the long s and the Kelvin sign.
constexpr std::array<uint32_t, 2> kFoldedToAscii = {0x17F, 0x212A};

// The characters of a text that is UTF-8.
std::vector<uint32_t> PointsOf(std::string_view text) {
  std::vector<uint32_t> points;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      points.push_back(byte);
    } else if (byte < 0xC0) {
      if (!points.empty()) points.back() = points.back() << 6U | (byte & 0x3FU);
    } else {
      points.push_back(byte < 0xE0 ? byte & 0x1FU : byte < 0xF0 ? byte & 0x0FU : byte & 0x07U);
    }
  }
  return points;
}

// Whether a character beyond ASCII, or a range up to one, may match an ASCII letter.
bool MayMatchAscii(std::string_view regex) {
  const std::vector<uint32_t> points = PointsOf(regex);
  for (size_t at = 0; at < points.size(); ++at) {
    if (points[at] < 0x80) continue;
    const bool is_range = at > 1 && points[at - 1] == '-';
    const uint32_t first = is_range ? std::min(points[at - 2], points[at]) : points[at];
    for (const uint32_t folded : kFoldedToAscii) {
      if (first <= folded && folded <= points[at]) return true;
    }
  }
  return false;
}

// What a Unicode class has of ASCII; nullptr: the class is not known here.
const std::string_view* AsciiOfClass(std::string_view name) {
  static constexpr std::pair<std::string_view, std::string_view> kKnown[] = {
      {"L", "a-zA-Z"},  {"Lu", "a-zA-Z"},   {"Ll", "a-zA-Z"}, {"N", "0-9"},
      {"Nd", "0-9"},    {"M", ""},          {"Han", ""},      {"Arabic", ""},
      {"Katakana", ""}, {"Hiragana", ""},   {"Hebrew", ""},   {"Hangul", ""},
      {"Thai", ""},     {"Devanagari", ""}, {"Cyrillic", ""}, {"Greek", ""}};
  const auto* found = std::find_if(std::begin(kKnown), std::end(kKnown),
                                   [&](const auto& known) { return known.first == name; });
  return found == std::end(kKnown) ? nullptr : &found->second;
}

// Writes a regex anew for texts in which every character beyond ASCII is the byte 01. (RE2 takes
// some alternatives of the byte FF for others where it ignores case.)
class CoarseWriter {
 public:
  explicit CoarseWriter(std::string_view regex) : left_(regex) {}

  std::string Run() {
    while (!left_.empty()) {
      if (!TakeOne()) return {};
    }
    return std::move(coarse_);
  }

 private:
  static bool IsBeyond(char c) { return static_cast<unsigned char>(c) >= 0x80; }

  void Keep(size_t size) {
    coarse_ += left_.substr(0, size);
    left_.remove_prefix(std::min(size, left_.size()));
  }

  // False: what stands here has no coarse form.
  bool TakeOne() {
    if (left_[0] == '\\') return TakeEscape();
    if (IsBeyond(left_[0])) return TakeBeyond();
    if (!is_in_class_ && left_[0] == '[') {
      is_negated_ = left_.substr(1, 1) == "^";
      is_in_class_ = true;
      Keep(is_negated_ ? 2 : 1);
      if (left_.substr(0, 1) == "]") Keep(1);  // one that comes first is itself
      return true;
    }
    if (is_in_class_ && left_.substr(0, 2) == "[:") {
      const size_t end = left_.find(":]");
      if (end == std::string_view::npos || is_negated_) return false;
      Keep(end + 2);
      return true;
    }
    if (left_[0] == ']') is_in_class_ = false;
    Keep(1);
    return true;
  }

  bool TakeEscape() {
    if (left_.size() < 2 || IsBeyond(left_[1])) return false;
    // Numbers of characters, bytes, quoted text, whatever is not of a class: rare.
    constexpr std::string_view kRare = "PQCx01234567";
    if (kRare.find(left_[1]) != std::string_view::npos) return false;
    if (left_[1] != 'p') {
      Keep(2);
      return true;
    }
    const size_t end = left_.substr(2, 1) == "{" ? left_.find('}') : 2;
    if (end >= left_.size()) return false;
    const bool is_letter = end == 2;
    const std::string_view* ascii =
        AsciiOfClass(is_letter ? left_.substr(2, 1) : left_.substr(3, end - 3));
    if (ascii == nullptr) return false;
    // What is no letter may be anything else beyond ASCII.
    const std::string members = std::string(*ascii) + (is_in_class_ && is_negated_ ? "" : "\\x01");
    coarse_ += is_in_class_ ? members : "[" + members + "]";
    left_.remove_prefix(end + 1);
    return true;
  }

  bool TakeBeyond() {
    size_t size = 1;
    while (size < left_.size() && (static_cast<unsigned char>(left_[size]) & 0xC0U) == 0x80U) {
      ++size;
    }
    if (is_in_class_ && is_negated_) {
      // A range may hold some of ASCII.
      if (coarse_.back() == '-' || left_.substr(size, 1) == "-") return false;
    } else {
      coarse_ += "\\x01";
    }
    left_.remove_prefix(size);
    return true;
  }

  std::string_view left_;
  std::string coarse_;
  bool is_in_class_ = false;
  bool is_negated_ = false;
};

}  // namespace

std::string CoarseRegex(std::string_view regex) {
  return MayMatchAscii(regex) ? std::string() : CoarseWriter(regex).Run();
}

void MakeCoarse(std::string_view text, std::string* coarse) {
  coarse->clear();
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      *coarse += c;
    } else if (byte >= 0xC0) {
      *coarse += '\x01';
    }
  }
}

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

std::string Latin1Regex(std::string_view regex) {
  // Quoted text, bytes and characters told by their numbers: rare.
  for (const std::string_view rare : {"\\Q", "\\C", "\\x{"}) {
    if (regex.find(rare) != std::string_view::npos) return {};
  }
  if (MayMatchAscii(regex)) return {};
  std::string latin1;
  for (const char c : AsciiRegex(regex)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x80) {
      latin1 += c;
    } else if (byte >= 0xC0) {
      latin1 += "\\xff";  // one character, in a class and outside
    }
  }
  return latin1;
}

}  // namespace sunder::scanner
