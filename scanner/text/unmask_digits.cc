// Digits in odd groups.
#include <algorithm>

#include "scanner/text/point_facts.h"
#include "scanner/text/unmask_spelling.h"

namespace sunder::scanner {
namespace {

// Longer rows of groups are taken apart here, so that time grows with their size only.
constexpr size_t kGroupsMax = 32;
constexpr size_t kGapSizeMax = 3;
constexpr size_t kSpacedDigitsMin = 9;
// A telephone number with its trunk or country code: E.164 has 15 digits at most.
constexpr size_t kPhoneDigitsMin = 9;
constexpr size_t kPhoneDigitsMax = 15;
constexpr size_t kPhoneGroupMax = 7;

bool IsAlnum(char32_t c) {
  return IsAsciiDigit(c) || IsAsciiLetter(c) || (c >= 0x80 && FactsOf(c).is_letter);
}

// A sign between groups, alone or between spaces.
struct GroupGap {
  char32_t sign = 0;
  size_t size = 0;
};

class DigitGrouper {
 public:
  explicit DigitGrouper(const TextPoints& points) : points_(points) {}

  // Copies nothing before the first number; none: false, and there is nothing to take.
  bool Run() {
    for (size_t at = 0; at < points_.size();) {
      const bool is_first = IsAsciiDigit(At(at)) && (at == 0 || !IsAlnum(At(at - 1)));
      const size_t end = is_first && MayGoOnAt(at) ? GroupsAt(at) : at;
      if (end == at) {
        if (is_changed_) out_.push_back(points_[at]);
        ++at;
        continue;
      }
      if (!is_changed_) {
        out_.reserve(points_.size());
        out_.assign(points_.begin(), points_.begin() + static_cast<ptrdiff_t>(at));
        is_changed_ = true;
      }
      for (; at < end; ++at) {
        if (IsAsciiDigit(At(at))) {
          out_.push_back(points_[at]);
        } else if (IsAsciiDigit(At(at - 1)) && between_ != 0) {
          out_.push_back({between_, points_[at].begin, points_[at].end});
        }
      }
    }
    return is_changed_;
  }
  TextPoints Take() { return std::move(out_); }

 private:
  using Sizes = std::vector<size_t>;
  char32_t At(size_t i) const { return i < points_.size() ? points_[i].c : 0; }

  // Whether a second group follows the one at `at`.
  bool MayGoOnAt(size_t at) const {
    while (IsAsciiDigit(At(at))) ++at;
    const GroupGap gap = GapAt(at);
    return gap.size > 0 && IsAsciiDigit(At(at + gap.size));
  }

  // The gap at `at`: one sign up to three times, or a sign between two spaces.
  GroupGap GapAt(size_t at) const {
    const auto is_gap = [](char32_t c) { return IsSpellingGap(c) || c == ':'; };
    const char32_t sign = At(at);
    if (!is_gap(sign)) return {};
    if (sign == ' ' && At(at + 1) != ' ' && is_gap(At(at + 1)) && At(at + 2) == ' ') {
      return {At(at + 1), 3};
    }
    size_t size = 1;
    while (size < kGapSizeMax && At(at + size) == sign) ++size;
    return {sign, size};
  }

  // The end of the groups that begin at `at` if they are a number in odd groups, else `at`.
  size_t GroupsAt(size_t at) {
    Sizes sizes;
    size_t end = at;
    size_t total = 0;
    GroupGap first;
    while (sizes.size() < kGroupsMax) {
      size_t digits = 0;
      while (digits <= kGroupsMax && IsAsciiDigit(At(end + digits))) ++digits;
      if (digits == 0 || digits > kGroupsMax) return at;
      sizes.push_back(digits);
      total += digits;
      end += digits;
      const GroupGap gap = GapAt(end);
      if (sizes.size() == 1) first = gap;
      const bool continues =
          gap.size > 0 && gap.sign == first.sign && IsAsciiDigit(At(end + gap.size));
      if (!continues) break;
      end += gap.size;
    }
    if (sizes.size() < 2 || IsAlnum(At(end))) return at;
    const bool is_single = std::all_of(sizes.begin(), sizes.end(), [](size_t n) { return n == 1; });
    if (is_single && sizes.size() >= kSpacedDigitsMin) {
      between_ = 0;
      return end;
    }
    const bool is_plain_gap =
        (first.sign == '-' || first.sign == ' ') && end - at == total + sizes.size() - 1;
    const bool is_number = sizes == Sizes{4, 4, 4, 4} || sizes == Sizes{4, 6, 5} ||
                           sizes == Sizes{3, 2, 4} || sizes == Sizes{3, 3, 4} ||
                           sizes == Sizes{4, 4, 4, 4, 3} || IsPhone(at, sizes, total, first);
    if (!is_number || is_plain_gap) return at;
    between_ = sizes.size() == 3 && sizes[0] == 3 && sizes[2] == 4 ? '-' : ' ';
    return end;
  }

  // Groups behind a trunk or a country code, between signs that no rule expects.
  bool IsPhone(size_t at, const Sizes& sizes, size_t total, GroupGap gap) const {
    const bool is_common = (gap.sign == '.' || gap.sign == ':') && gap.size == 1;
    if (is_common || total < kPhoneDigitsMin || total > kPhoneDigitsMax) return false;
    const bool has_code = At(at) == '0' || (at > 0 && At(at - 1) == '+');
    return has_code && sizes.size() <= 5 &&
           std::all_of(sizes.begin() + 1, sizes.end(),
                       [](size_t n) { return n >= 2 && n <= kPhoneGroupMax; });
  }

  const TextPoints& points_;
  TextPoints out_;
  char32_t between_ = 0;
  bool is_changed_ = false;
};

}  // namespace

void PlainDigitGroups(TextPoints* points) {
  DigitGrouper grouper(*points);
  if (grouper.Run()) *points = grouper.Take();
}

}  // namespace sunder::scanner
