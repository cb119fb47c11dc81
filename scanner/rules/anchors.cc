#include "scanner/rules/anchors.h"

#include <re2/filtered_re2.h>
#include <re2/re2.h>

#include <algorithm>
#include <memory>
#include <utility>

#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

// Atoms of this size are asked for first; shorter ones only where a regex has no better.
constexpr int kDerivedAnchorSize = 3;
constexpr size_t kDerivedAnchorsMax = 512;
constexpr std::string_view kHint =
    "; give `anchors` (literals, digits as 0, of which one is in every match) or set `slow = true`";

bool IsDigit(char c) { return c >= '0' && c <= '9'; }

RE2::Options Options() {
  RE2::Options options;
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  return options;
}

// As ScanText::shape().
std::string ShapeOf(std::string_view folded) {
  std::string shape(folded);
  for (char& c : shape) {
    if (IsDigit(c)) c = '0';
    if (c >= '\t' && c <= '\r') c = ' ';
  }
  return shape;
}

// Rewrites digits to '0' over the syntax of RE2.
class DigitFolder {
 public:
  explicit DigitFolder(std::string_view regex) : regex_(regex) {}

  Result<std::string> Run() {
    while (at_ < regex_.size()) {
      const char c = regex_[at_];
      if (c == '\\') {
        SUNDER_RETURN_IF_ERROR(Escape(&folded_));
      } else if (c == '[') {
        SUNDER_RETURN_IF_ERROR(Class());
      } else if (c == '{' || IsGroupStart()) {
        // Counts, group names and flags hold digits and letters that match nothing themselves.
        CopyThrough(c == '{' ? '}' : GroupStartEnd());
      } else {
        folded_.push_back(IsDigit(c) ? '0' : c);
        ++at_;
      }
    }
    return folded_;
  }

 private:
  bool IsGroupStart() const { return regex_.substr(at_, 2) == "(?"; }
  char GroupStartEnd() const {
    const size_t end = regex_.find_first_of(":)>", at_);
    return end == std::string_view::npos ? ')' : regex_[end];
  }

  void CopyThrough(char last) {
    while (at_ < regex_.size() && regex_[at_] != last) folded_.push_back(regex_[at_++]);
    if (at_ < regex_.size()) folded_.push_back(regex_[at_++]);
  }

  // One escape outside or inside a class.
  Status Escape(std::string* out) {
    if (at_ + 1 >= regex_.size()) return Status::Usage("ends in a lone backslash");
    const char kind = regex_[at_ + 1];
    if (kind == 'd') {
      out->push_back('0');
      at_ += 2;
      return Status::Ok();
    }
    if (kind == 'Q' || kind == 'x' || kind == 'C' || IsDigit(kind)) {
      return Status::Usage("anchors are not derived from `\\" + std::string(1, kind) + "`");
    }
    const bool has_braces = (kind == 'p' || kind == 'P') && regex_.substr(at_ + 2, 1) == "{";
    const size_t close = has_braces ? regex_.find('}', at_) : at_ + 1;
    const size_t end = close == std::string_view::npos ? regex_.size() : close + 1;
    out->append(regex_.substr(at_, end - at_));
    at_ = end;
    return Status::Ok();
  }

  Status Class() {
    ++at_;
    const bool is_negated = at_ < regex_.size() && regex_[at_] == '^';
    if (is_negated) ++at_;
    std::string body;
    std::string excluded_digits;
    bool is_first = true;
    while (at_ < regex_.size() && (regex_[at_] != ']' || is_first)) {
      is_first = false;
      if (regex_.substr(at_, 2) == "\\d") {
        excluded_digits = "0123456789";
        if (!is_negated) body.push_back('0');
        at_ += 2;
      } else if (regex_.substr(at_, 2) == "[:") {
        const size_t end = regex_.find(":]", at_);
        if (end == std::string_view::npos) return Status::Usage("a `[:` is not closed");
        body.append(regex_.substr(at_, end + 2 - at_));
        at_ = end + 2;
      } else if (regex_[at_] == '\\') {
        SUNDER_RETURN_IF_ERROR(Escape(&body));
      } else if (IsDigit(regex_[at_])) {
        AddDigits(&excluded_digits);
        if (!is_negated) body.push_back('0');
      } else {
        body.push_back(regex_[at_++]);
      }
    }
    if (at_ >= regex_.size()) return Status::Usage("a `[` is not closed");
    ++at_;
    // A negated class keeps '0' out of the shape only when it keeps every digit out of the text.
    std::sort(excluded_digits.begin(), excluded_digits.end());
    const bool has_all =
        std::unique(excluded_digits.begin(), excluded_digits.end()) - excluded_digits.begin() == 10;
    if (is_negated && has_all) body.push_back('0');
    if (body.empty()) {
      folded_ += "(?s:.)";  // a negated class of some digits: every shape may follow
      return Status::Ok();
    }
    folded_ += (is_negated ? "[^" : "[") + body + "]";
    return Status::Ok();
  }

  // A digit, or a range of digits.
  void AddDigits(std::string* digits) {
    const char first = regex_[at_];
    char last = first;
    const bool is_range =
        at_ + 2 < regex_.size() && regex_[at_ + 1] == '-' && IsDigit(regex_[at_ + 2]);
    if (is_range) last = regex_[at_ + 2];
    at_ += is_range ? 3 : 1;
    for (char digit = first; digit <= last; ++digit) digits->push_back(digit);
  }

  const std::string_view regex_;
  size_t at_ = 0;
  std::string folded_;
};

// Whether the regex can match a text that holds none of the atoms in `without`.
bool CanMatchWithout(const re2::FilteredRE2& filter, const std::vector<bool>& without) {
  std::vector<int> present;
  for (size_t at = 0; at < without.size(); ++at) {
    if (!without[at]) present.push_back(static_cast<int>(at));
  }
  std::vector<int> passed;
  filter.AllPotentials(present, &passed);
  return !passed.empty();
}

// RE2 tells which literals ("atoms") a regex needs and judges sets of them. A set of atoms without
// which the regex cannot match has a member in every match; of such a set the long ones are kept.
bool FindAtoms(const std::string& folded_regex, int size_min, std::vector<std::string>* chosen) {
  re2::FilteredRE2 filter(size_min);
  int index = 0;
  if (filter.Add(folded_regex, Options(), &index) != RE2::NoError) return false;
  std::vector<std::string> atoms;
  filter.Compile(&atoms);
  std::vector<bool> is_chosen(atoms.size(), true);
  if (atoms.empty() || CanMatchWithout(filter, is_chosen)) return false;
  std::vector<size_t> shortest_first(atoms.size());
  for (size_t at = 0; at < atoms.size(); ++at) shortest_first[at] = at;
  std::sort(shortest_first.begin(), shortest_first.end(), [&](size_t a, size_t b) {
    return std::pair(atoms[a].size(), atoms[a]) < std::pair(atoms[b].size(), atoms[b]);
  });
  for (const size_t at : shortest_first) {
    is_chosen[at] = false;
    if (CanMatchWithout(filter, is_chosen)) is_chosen[at] = true;
  }
  for (size_t at = 0; at < atoms.size(); ++at) {
    if (is_chosen[at]) chosen->push_back(atoms[at]);
  }
  return true;
}

}  // namespace

Status CheckRegex(const std::string& regex) {
  if (regex.find(kCellSeparator) != std::string::npos) {
    return Status::Usage("the character U+001E cannot be part of a rule; remove it");
  }
  // Large Unicode classes take long to compile; their syntax is right or wrong in both forms.
  const RE2 program(AsciiRegex(regex), Options());
  if (!program.ok()) {
    return Status::Usage("is not RE2 syntax: " + program.error() +
                         " (no look-around, no back-references)");
  }
  if (RE2::FullMatch("", program)) {
    return Status::Usage("matches the empty text; make a part of it mandatory");
  }
  return Status::Ok();
}

Result<std::string> FoldRegexDigits(std::string_view regex) { return DigitFolder(regex).Run(); }

Result<std::vector<std::string>> DeriveAnchors(const std::string& regex) {
  SUNDER_ASSIGN_OR_RETURN(const std::string folded_regex, FoldRegexDigits(regex));
  for (int size = kDerivedAnchorSize; size > 0; --size) {
    std::vector<std::string> anchors;
    if (!FindAtoms(folded_regex, size, &anchors)) continue;
    if (anchors.size() > kDerivedAnchorsMax) {
      return Status::Usage("needs " + std::to_string(anchors.size()) + " literals, over " +
                           std::to_string(kDerivedAnchorsMax) + std::string(kHint));
    }
    const Result<std::vector<std::string>> checked = CheckAnchors(anchors);
    if (!checked.ok()) return Status::Usage(checked.status().message() + std::string(kHint));
    return checked;
  }
  return Status::Usage("has no literal that every match needs" + std::string(kHint));
}

Result<std::vector<std::string>> CheckAnchors(const std::vector<std::string>& anchors) {
  std::vector<std::string> checked;
  for (const std::string& anchor : anchors) {
    if (anchor.find(kCellSeparator) != std::string::npos) {
      return Status::Usage("the character U+001E cannot be part of a rule; remove it");
    }
    SUNDER_ASSIGN_OR_RETURN(const std::string folded, Fold(anchor));
    const std::string shape = ShapeOf(folded);
    if (shape.empty()) return Status::Usage("an anchor is empty when folded; remove it");
    const bool is_common = shape.size() <= 2 && shape.find_first_not_of("0 ") == std::string::npos;
    if (is_common) {
      return Status::Usage("the anchor `" + shape +
                           "` stands nearly everywhere; give a longer one");
    }
    checked.push_back(shape);
  }
  std::sort(checked.begin(), checked.end());
  checked.erase(std::unique(checked.begin(), checked.end()), checked.end());
  return checked;
}

}  // namespace sunder::scanner
