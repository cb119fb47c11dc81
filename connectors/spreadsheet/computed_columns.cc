#include "connectors/spreadsheet/computed_columns.h"

#include <algorithm>
#include <array>
#include <optional>

#include "connectors/spreadsheet/cell_text.h"

namespace sunder::spreadsheet {
namespace {

// Of one column; with more it is taken for computed from anything.
constexpr size_t kRangesMax = 1000;
constexpr size_t kSharedMax = 1 << 20;
constexpr size_t kColumnLettersMax = 3;

// They read cells that they do not name.
constexpr std::array<std::string_view, 5> kFarReaching = {"CELL", "GETPIVOTDATA", "INDIRECT",
                                                          "OFFSET", "RTD"};

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }
bool IsOfWord(char c) {
  return IsDigit(c) || IsLetter(c) || c == '_' || c == '.' || c == '$' || c == '\\' || c == '?' ||
         static_cast<uint8_t>(c) >= 0x80;
}

std::string Upper(std::string_view text) {
  std::string upper(text);
  for (char& c : upper) c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
  return upper;
}

// One side of a reference: "$B$2" (a cell), "$B" (a column), "$2" (a row).
struct Corner {
  std::optional<uint32_t> column;
  bool has_row = false;
};

std::optional<Corner> CornerOf(std::string_view word) {
  Corner corner;
  size_t at = word.starts_with('$') ? 1 : 0;
  const size_t letters = at;
  while (at < word.size() && IsLetter(word[at])) ++at;
  if (at - letters > kColumnLettersMax) return std::nullopt;
  if (at > letters) {
    corner.column = ColumnOfReference(word.substr(letters, at - letters));
    if (*corner.column >= kColumnsMax) return std::nullopt;
    if (at < word.size() && word[at] == '$') ++at;
  }
  const size_t digits = at;
  while (at < word.size() && IsDigit(word[at])) ++at;
  corner.has_row = at > digits;
  if (at < word.size() || (!corner.column && !corner.has_row)) return std::nullopt;
  return corner;
}

class FormulaWalker {
 public:
  FormulaWalker(std::string_view text, size_t own_sheet,
                const std::vector<std::string>& sheet_names, std::set<ColumnRange>* found)
      : text_(text), own_sheet_(own_sheet), sheet_names_(sheet_names), found_(*found) {}

  bool Walk() {
    while (at_ < text_.size()) {
      const char c = text_[at_];
      if (c == '"') {
        if (!Quoted('"')) return false;
      } else if (c == '\'') {
        const auto name = Quoted('\'');
        if (!name || !OfSheet(*name)) return false;
      } else if (c == '#') {
        SkipError();
      } else if (IsOfWord(c)) {
        if (!TakeWord()) return false;
      } else if (c == '[' || c == '!' || c == ':') {
        return false;
      } else {
        ++at_;
      }
    }
    return true;
  }

 private:
  char Here() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  // What stands between two `quote`s, doubled ones undone.
  std::optional<std::string> Quoted(char quote) {
    std::string inner;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] != quote) {
        inner += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == quote) {
        inner += text_[at_++];
      } else {
        ++at_;
        return inner;
      }
    }
    return std::nullopt;
  }

  // "#REF!", "#N/A"; or behind a reference all cells that its formula fills.
  void SkipError() {
    ++at_;
    while (IsLetter(Here()) || IsDigit(Here()) || Here() == '/' || Here() == '!' || Here() == '?') {
      ++at_;
    }
  }

  std::string_view Word() {
    const size_t begin = at_;
    while (at_ < text_.size() && IsOfWord(text_[at_])) ++at_;
    return text_.substr(begin, at_ - begin);
  }

  bool TakeWord() {
    const std::string_view word = Word();
    if (Here() == '!') return OfSheet(word);
    if (Here() == '(') {
      const std::string name = Upper(word);
      return std::none_of(kFarReaching.begin(), kFarReaching.end(),
                          [&](std::string_view far) { return name.ends_with(far); });
    }
    if (IsNumber(word) && Here() != ':') return true;
    const std::string upper = Upper(word);
    if (upper == "TRUE" || upper == "FALSE") return true;
    return Range(word, own_sheet_);
  }

  // "12", "1.5E" of "1.5E+3".
  static bool IsNumber(std::string_view word) {
    if (word.ends_with('E') || word.ends_with('e')) word.remove_suffix(1);
    const size_t exponent = std::min(word.find('E'), word.find('e'));
    const std::string_view mantissa = word.substr(0, exponent);
    const bool has_digit = std::any_of(mantissa.begin(), mantissa.end(), IsDigit);
    const auto is_of_number = [](char c) { return IsDigit(c) || c == '.'; };
    const std::string_view rest =
        exponent == std::string_view::npos ? std::string_view() : word.substr(exponent + 1);
    return has_digit && std::all_of(mantissa.begin(), mantissa.end(), is_of_number) &&
           std::all_of(rest.begin(), rest.end(), IsDigit);
  }

  // What follows the name of a sheet, at the exclamation mark.
  bool OfSheet(std::string_view name) {
    if (Here() != '!') return false;
    ++at_;
    const std::string wanted = Upper(name);
    const auto sheet =
        std::find_if(sheet_names_.begin(), sheet_names_.end(),
                     [&](const std::string& known) { return Upper(known) == wanted; });
    if (sheet == sheet_names_.end()) return false;
    return Range(Word(), static_cast<size_t>(sheet - sheet_names_.begin()));
  }

  // `word` has been read; takes the other corner as well.
  bool Range(std::string_view word, size_t sheet) {
    const std::optional<Corner> one = CornerOf(word);
    if (!one || Here() == '(' || Here() == '!') return false;
    if (Here() != ':') {
      if (!one->column || !one->has_row) return false;
      found_.insert({sheet, *one->column, *one->column});
      return true;
    }
    ++at_;
    const std::optional<Corner> other = CornerOf(Word());
    if (!other || Here() == '(' || Here() == '!' || Here() == ':') return false;
    if (one->column.has_value() != other->column.has_value() || one->has_row != other->has_row) {
      return false;
    }
    if (!one->column) {
      found_.insert({sheet, 0, kColumnsMax});
    } else {
      found_.insert({sheet, std::min(*one->column, *other->column),
                     std::max(*one->column, *other->column)});
    }
    return true;
  }

  const std::string_view text_;
  const size_t own_sheet_;
  const std::vector<std::string>& sheet_names_;
  std::set<ColumnRange>& found_;
  size_t at_ = 0;
};

// The columns of "D2:F100"; nothing: none of its own.
std::pair<uint32_t, uint32_t> ColumnsOfReach(std::string_view reach, uint32_t column) {
  const size_t colon = reach.find(':');
  const uint32_t first = ColumnOfReference(reach.substr(0, colon));
  const uint32_t last =
      colon == std::string_view::npos ? first : ColumnOfReference(reach.substr(colon + 1));
  if (first >= kColumnsMax || last >= kColumnsMax || last < first) return {column, column};
  return {first, last};
}

}  // namespace

bool ReferencesOf(std::string_view formula, size_t own_sheet,
                  const std::vector<std::string>& sheet_names, std::set<ColumnRange>* found) {
  return FormulaWalker(formula, own_sheet, sheet_names, found).Walk();
}

void ComputedColumns::Add(uint32_t column, const std::set<ColumnRange>& ranges, bool is_known) {
  Reads& reads = reads_[{sheet_, column}];
  reads.is_unknown = reads.is_unknown || !is_known;
  if (reads.is_unknown) return reads.ranges.clear();
  reads.ranges.insert(ranges.begin(), ranges.end());
  reads.is_unknown = reads.ranges.size() > kRangesMax;
}

// Shared formulas move sidewards with their cells: only in the column where one is written does it
// read the columns that it names.
void ComputedColumns::Take(const SheetFormula& formula) {
  const std::pair<size_t, std::string> group(sheet_, formula.group);
  std::set<ColumnRange> ranges;
  if (formula.text.empty()) {
    const auto master = shared_.find(group);
    Add(formula.column, ranges, master != shared_.end() && master->second == formula.column);
    return;
  }
  const bool is_known = formula.kind != SheetFormula::Kind::kOther &&
                        ReferencesOf(formula.text, sheet_, sheet_names_, &ranges);
  Add(formula.column, ranges, is_known);
  const bool is_shared = formula.kind == SheetFormula::Kind::kShared;
  if (is_shared && shared_.size() < kSharedMax) shared_[group] = formula.column;
  if (has_too_many()) return;
  const auto [first, last] = ColumnsOfReach(formula.reach, formula.column);
  filled_ += last - first;
  for (uint32_t column = first; column <= last; ++column) {
    if (column != formula.column) Add(column, ranges, is_known && !is_shared);
  }
}

std::set<SheetColumn> ComputedColumns::From(const std::set<SheetColumn>& leaving) const {
  std::set<SheetColumn> computed;
  std::set<SheetColumn> touched = leaving;
  const auto reads_touched = [&](const ColumnRange& range) {
    const auto first = touched.lower_bound({range.sheet, range.first});
    return first != touched.end() && first->first == range.sheet && first->second <= range.last;
  };
  for (bool has_grown = true; has_grown;) {
    has_grown = false;
    for (const auto& [column, reads] : reads_) {
      if (computed.contains(column)) continue;
      const bool is_computed =
          reads.is_unknown || std::any_of(reads.ranges.begin(), reads.ranges.end(), reads_touched);
      if (!is_computed) continue;
      computed.insert(column);
      touched.insert(column);
      has_grown = true;
    }
  }
  return computed;
}

}  // namespace sunder::spreadsheet
