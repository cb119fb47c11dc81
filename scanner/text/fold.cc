#include "scanner/text/fold.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>
#include <unicode/uversion.h>

#include <array>
#include <cstring>
#include <string>

#include "scanner/text/escapes.h"

namespace sunder::scanner {
namespace {

// Marks behind one base are cut after so many (Unicode's stream-safe format allows 30), because
// putting them in canonical order is quadratic in ICU.
constexpr size_t kSegmentPointsMax = 64;
// Code points under this have their fold in a table: Latin to Georgian, punctuation, symbols.
constexpr UChar32 kTableEnd = 0x3000;

bool IsIgnorable(UChar32 c) {
  return u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) ||
         u_charType(c) == U_FORMAT_CHAR;
}

// What folding does to one code point that no mark follows.
struct PointFold {
  static constexpr uint8_t kTooLong = 0xFF;  // ask ICU
  char bytes[6] = {};
  uint8_t size = kTooLong;
  bool is_ignorable = false;
  bool starts_segment = true;  // nothing before it can change it or combine with it
};

class FoldTable {
 public:
  // The ICU data and the table are built once and never change. nullptr: no ICU data.
  static const FoldTable* Get() {
    static const FoldTable table;
    return table.normalizer_ == nullptr ? nullptr : &table;
  }

  bool IsIgnored(UChar32 c) const {
    return c < kTableEnd ? points_[c].is_ignorable : IsIgnorable(c);
  }
  bool StartsSegment(UChar32 c) const {
    return c < kTableEnd ? points_[c].starts_segment : normalizer_->hasBoundaryBefore(c) != 0;
  }
  // Appends the fold of a code point that stands by itself; false: others may change it.
  bool AppendPlain(UChar32 c, std::string* folded) const {
    if (c >= kTableEnd) {
      const bool is_ideograph = (c >= 0x3400 && c < 0x4DC0) || (c >= 0x4E00 && c < 0xA000);
      if (!is_ideograph || !normalizer_->isInert(c)) return false;
      AppendUtf8(c, folded);
      return true;
    }
    const PointFold& point = points_[c];
    if (point.is_ignorable) return true;
    if (!point.starts_segment || point.size == PointFold::kTooLong) return false;
    folded->append(point.bytes, point.size);
    return true;
  }
  // The fold of `size` code points, appended.
  void Append(const UChar32* points, size_t size, std::string* folded) const {
    if (size == 1 && points[0] < kTableEnd && points_[points[0]].size != PointFold::kTooLong) {
      folded->append(points_[points[0]].bytes, points_[points[0]].size);
      return;
    }
    if (size == 1 && points[0] >= kTableEnd && normalizer_->isInert(points[0])) {
      AppendUtf8(points[0], folded);
      return;
    }
    icu::UnicodeString source;
    for (size_t at = 0; at < size; ++at) source.append(points[at]);
    UErrorCode error = U_ZERO_ERROR;
    normalizer_->normalize(source, error).toUTF8String(*folded);
  }

 private:
  FoldTable() : points_(kTableEnd) {
    UErrorCode error = U_ZERO_ERROR;
    normalizer_ = icu::Normalizer2::getNFKCCasefoldInstance(error);
    if (U_FAILURE(error)) {
      normalizer_ = nullptr;
      return;
    }
    std::string folded;
    for (UChar32 c = 0; c < kTableEnd; ++c) {
      PointFold& point = points_[c];
      point.is_ignorable = IsIgnorable(c);
      point.starts_segment = normalizer_->hasBoundaryBefore(c) != 0;
      folded.clear();
      normalizer_->normalize(icu::UnicodeString(c), error).toUTF8String(folded);
      if (folded.size() > sizeof(point.bytes)) continue;
      point.size = static_cast<uint8_t>(folded.size());
      std::memcpy(point.bytes, folded.data(), folded.size());
    }
    // The dot of the Turkish capital is part of the letter: "İslam" is "islam".
    Replace(0x130, 'i');
    // Vowel points, cantillation and the stretching line are ornaments of Hebrew and Arabic
    // writing; Persian and Arabic keyboards write the same letters with different code points, and
    // the carriers of hamza are often left bare.
    for (UChar32 c = 0x591; c <= 0x5C7; ++c) {
      if (u_charType(c) == U_NON_SPACING_MARK) points_[c].is_ignorable = true;
    }
    for (UChar32 c = 0x64B; c <= 0x652; ++c) points_[c].is_ignorable = true;
    points_[0x640].is_ignorable = points_[0x670].is_ignorable = true;
    for (const UChar32 c : {0x622, 0x623, 0x625, 0x671}) ReplaceByPoint(c, 0x627);
    for (const UChar32 c : {0x649, 0x6CC}) ReplaceByPoint(c, 0x64A);
    ReplaceByPoint(0x6A9, 0x643);
    // Typographic apostrophes, hyphens and the dashes and the minus used for them in numbers.
    for (const UChar32 c : {0x2018, 0x2019, 0x2BC, 0x2B9}) Replace(c, '\'');
    for (const UChar32 c : {0x2010, 0x2011, 0x2012, 0x2013, 0x2212}) Replace(c, '-');
    // Digits of all scripts, so that rules for numbers see them; NFKC leaves them alone.
    for (UChar32 c = 0x80; c < kTableEnd; ++c) {
      if (u_charType(c) == U_DECIMAL_DIGIT_NUMBER) {
        Replace(c, static_cast<char>('0' + u_charDigitValue(c)));
      }
    }
  }

  void ReplaceByPoint(UChar32 c, UChar32 by) {
    std::string bytes;
    AppendUtf8(by, &bytes);
    std::memcpy(points_[c].bytes, bytes.data(), bytes.size());
    points_[c].size = static_cast<uint8_t>(bytes.size());
  }

  void Replace(UChar32 c, char by) {
    points_[c].bytes[0] = by;
    points_[c].size = 1;
  }

  static void AppendUtf8(UChar32 c, std::string* folded) {
    char bytes[U8_MAX_LENGTH];
    int32_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    folded->append(bytes, static_cast<size_t>(size));
  }

  const icu::Normalizer2* normalizer_ = nullptr;
  std::vector<PointFold> points_;
};

bool IsPlainAscii(char c) { return static_cast<unsigned char>(c) < 0x80 && c != '&' && c != '\\'; }

// Folds one cell, a segment (a code point and the marks behind it) at a time.
class CellFolder {
 public:
  CellFolder(const FoldTable& table, std::string_view cell, std::string* folded,
             std::vector<FoldAnchor>* anchors)
      : table_(table),
        cell_(cell),
        folded_(*folded),
        anchors_(*anchors),
        folded_begin_(folded->size()),
        first_anchor_(anchors->size()) {}

  Status Run() {
    size_t at = 0;
    while (at < cell_.size()) {
      size_t run_end = at;
      while (run_end < cell_.size() && IsPlainAscii(cell_[run_end])) ++run_end;
      if (run_end > at) {
        AddAsciiRun(at, run_end);
        at = run_end;
        continue;
      }
      UChar32 c = 0;
      size_t end = 0;
      const bool is_escape = ReadEscape(at, &c, &end);
      if (!is_escape && !ReadUtf8(at, &c, &end)) {
        return Status::DataLoss("invalid UTF-8 at byte " + std::to_string(at) + " of a text of " +
                                std::to_string(cell_.size()) +
                                " bytes: convert the source to UTF-8");
      }
      AddPoint(c, at, end, is_escape);
      at = end;
    }
    Flush();
    return Status::Ok();
  }

 private:
  bool ReadEscape(size_t at, UChar32* c, size_t* end) const {
    if (cell_[at] != '&' && cell_[at] != '\\') return false;
    const std::optional<EscapedCharacter> escape = ParseEscape(cell_.substr(at));
    if (!escape) return false;
    *c = static_cast<UChar32>(escape->code_point);
    *end = at + escape->size_bytes;
    return true;
  }

  bool ReadUtf8(size_t at, UChar32* c, size_t* end) const {
    // U8_NEXT needs no more than four bytes, and takes 32-bit lengths.
    const std::string_view rest = cell_.substr(at, U8_MAX_LENGTH);
    const auto* bytes = reinterpret_cast<const uint8_t*>(rest.data());
    int32_t offset = 0;
    U8_NEXT(bytes, offset, static_cast<int32_t>(rest.size()), *c);
    *end = at + static_cast<size_t>(offset);
    return *c >= 0;
  }

  // The last character of a run waits: a mark may follow it.
  void AddAsciiRun(size_t begin, size_t end) {
    Flush();
    if (end - begin > 1) {
      Anchor(begin, 0);
      for (size_t at = begin; at + 1 < end; ++at) folded_.push_back(Lower(cell_[at]));
    }
    AddPoint(static_cast<unsigned char>(cell_[end - 1]), end - 1, end, false);
  }

  static char Lower(char c) {
    if (c == kCellSeparator) return ' ';
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c;
  }

  void AddPoint(UChar32 c, size_t begin, size_t end, bool is_escape) {
    if (table_.IsIgnored(c)) return;
    if (c == kCellSeparator) c = ' ';  // whatever mark follows it
    if (table_.StartsSegment(c) || point_count_ == kSegmentPointsMax) Flush();
    if (point_count_ == 0) {
      segment_begin_ = begin;
      is_literal_ = true;
    }
    if (is_escape || (point_count_ > 0 && begin != segment_end_)) is_literal_ = false;
    points_[point_count_++] = c;
    segment_end_ = end;
  }

  void Flush() {
    if (point_count_ == 0) return;
    const size_t before = folded_.size();
    table_.Append(points_.data(), point_count_, &folded_);
    const size_t size = folded_.size() - before;
    if (size > 0) {
      const bool is_linear = is_literal_ && IsLinear(before, size);
      const auto original_size = static_cast<uint32_t>(segment_end_ - segment_begin_);
      AnchorAt(before, segment_begin_, is_linear ? 0 : original_size);
    }
    point_count_ = 0;
  }

  // Whether each byte of the fold may stand for the byte at the same place of the segment.
  bool IsLinear(size_t before, size_t size) const {
    if (size != segment_end_ - segment_begin_) return false;
    const auto lead = static_cast<uint8_t>(folded_[before]);
    if (point_count_ == 1 && size == 1U + U8_COUNT_TRAIL_BYTES(lead)) return true;
    return std::memcmp(folded_.data() + before, cell_.data() + segment_begin_, size) == 0;
  }

  void Anchor(size_t original, uint32_t original_size) {
    AnchorAt(folded_.size(), original, original_size);
  }

  void AnchorAt(size_t folded_offset, size_t original, uint32_t original_size) {
    const auto folded = static_cast<uint32_t>(folded_offset - folded_begin_);
    if (original_size == 0 && anchors_.size() > first_anchor_) {
      const FoldAnchor& last = anchors_.back();
      const bool continues =
          last.original_size == 0 && last.original + (folded - last.folded) == original;
      if (continues) return;
    }
    anchors_.push_back({folded, static_cast<uint32_t>(original), original_size});
  }

  const FoldTable& table_;
  const std::string_view cell_;
  std::string& folded_;
  std::vector<FoldAnchor>& anchors_;
  const size_t folded_begin_;
  const size_t first_anchor_;
  std::array<UChar32, kSegmentPointsMax> points_ = {};
  size_t point_count_ = 0;
  size_t segment_begin_ = 0;
  size_t segment_end_ = 0;
  bool is_literal_ = true;  // the segment's bytes stand in the cell in a row, none escaped
};

}  // namespace

Status FoldUnicode(std::string_view cell, std::string* folded, std::vector<FoldAnchor>* anchors) {
  const FoldTable* table = FoldTable::Get();
  if (table == nullptr) {
    return Status::Internal("ICU has no NFKC_Casefold data: reinstall the ICU library");
  }
  return CellFolder(*table, cell, folded, anchors).Run();
}

bool FoldPlainly(std::string_view text, std::string* folded) {
  const FoldTable* table = FoldTable::Get();
  if (table == nullptr) return false;
  folded->clear();
  for (size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      if (!IsPlainAscii(text[at]) || text[at] == kCellSeparator) return false;
      const char c = text[at++];
      folded->push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c);
      continue;
    }
    const std::string_view rest = text.substr(at, U8_MAX_LENGTH);
    const auto* bytes = reinterpret_cast<const uint8_t*>(rest.data());
    int32_t size = 0;
    UChar32 c = 0;
    U8_NEXT(bytes, size, static_cast<int32_t>(rest.size()), c);
    if (c < 0 || !table->AppendPlain(c, folded)) return false;
    at += static_cast<size_t>(size);
  }
  return true;
}

std::string IcuVersion() {
  UVersionInfo version = {};
  u_getVersion(version);
  char text[U_MAX_VERSION_STRING_LENGTH] = {};
  u_versionToString(version, text);
  return text;
}

}  // namespace sunder::scanner
