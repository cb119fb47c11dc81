#include "scanner/context/row_cells.h"

#include <algorithm>
#include <cctype>
#include <string>

namespace sunder::scanner {
namespace {

constexpr uint32_t kCellSizeBytesMax = 48;  // a longer one is a text of its own
constexpr uint32_t kTupleSizeBytesMax = 4096;
constexpr uint32_t kLineSizeBytesMax = 4096;
constexpr std::string_view kBlanks = " \t\r";

Span Trimmed(std::string_view text, Span span) {
  const auto is_blank = [&](uint32_t at) {
    const char c = text[at];
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
  };
  while (span.begin < span.end && is_blank(span.begin)) ++span.begin;
  while (span.end > span.begin && is_blank(span.end - 1)) --span.end;
  return span;
}

std::string_view In(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

Span LineOf(std::string_view text, uint32_t at) {
  const size_t before = at == 0 ? std::string_view::npos : text.rfind('\n', at - 1);
  const size_t end = std::min(text.find('\n', at), text.size());
  return {before == std::string_view::npos ? 0 : static_cast<uint32_t>(before) + 1,
          static_cast<uint32_t>(end)};
}

// The line of the span, unless it is too long for a row of a table that anybody drew.
std::optional<Span> ShortLineOf(std::string_view text, Span span) {
  const uint32_t first = span.begin > kLineSizeBytesMax ? span.begin - kLineSizeBytesMax : 0;
  const std::string_view around = text.substr(first, span.end - first + kLineSizeBytesMax);
  const Span line = LineOf(around, span.begin - first);
  const bool is_cut = (line.begin == 0 && first > 0) ||
                      (line.end == around.size() && first + line.end < text.size());
  if (is_cut) return std::nullopt;
  return Span{line.begin + first, line.end + first};
}

uint32_t BarsIn(std::string_view text) {
  return static_cast<uint32_t>(std::count(text.begin(), text.end(), '|'));
}

// "|---|:--:|", "----+----", "+-----+".
bool PartsRows(std::string_view line) {
  return line.find("--") != std::string_view::npos &&
         line.find_first_not_of("-+|:= \t\r") == std::string_view::npos;
}

// Item `index` of those between `mark`s, trimmed.
std::string_view Item(std::string_view list, char mark, size_t index) {
  for (; index > 0; --index) {
    const size_t at = list.find(mark);
    if (at == std::string_view::npos) return {};
    list.remove_prefix(at + 1);
  }
  list = list.substr(0, list.find(mark));
  return In(list, Trimmed(list, {0, static_cast<uint32_t>(list.size())}));
}

// Whether tags stand around the span, perhaps on lines of their own.
bool IsInElement(std::string_view text, Span span) {
  constexpr std::string_view kSpace = " \t\r\n";
  const size_t before = text.substr(0, span.begin).find_last_not_of(kSpace);
  const size_t behind = text.find_first_not_of(kSpace, span.end);
  return before != std::string_view::npos && behind != std::string_view::npos &&
         text[before] == '>' && text[behind] == '<';
}

char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// Whether the text before `end`, blanks left out, ends in `word`; `begin` is where it begins.
bool EndsInWord(std::string_view text, size_t end, std::string_view word, size_t* begin) {
  while (end > 0 &&
         (kBlanks.find(text[end - 1]) != std::string_view::npos || text[end - 1] == '\n'))
    --end;
  if (end < word.size()) return false;
  *begin = end - word.size();
  return std::equal(word.begin(), word.end(), text.begin() + static_cast<ptrdiff_t>(*begin),
                    [](char wanted, char c) { return wanted == Lower(c); });
}

// Where the bracket opens in which `at` stands: quoted text and bracketed text before it are passed
// over.
std::optional<uint32_t> OpeningBefore(std::string_view text, uint32_t at) {
  const uint32_t first = at > kTupleSizeBytesMax ? at - kTupleSizeBytesMax : 0;
  bool is_quoted = false;
  uint32_t depth = 0;
  while (at-- > first) {
    const char c = text[at];
    if (c == '\'') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == ')') ++depth;
    if (c == ';') return std::nullopt;
    if (c != '(') continue;
    if (depth == 0) return at;
    --depth;
  }
  return std::nullopt;
}

// A tuple from behind its bracket: where it closes, and which of its values holds `at`.
struct Tuple {
  uint32_t end = 0;
  size_t index = 0;
};
std::optional<Tuple> ReadTuple(std::string_view text, uint32_t begin, uint32_t at) {
  Tuple tuple;
  bool is_quoted = false;
  uint32_t depth = 0;
  const size_t last = std::min<size_t>(text.size(), size_t{begin} + 2 * kTupleSizeBytesMax);
  for (uint32_t i = begin; i < last; ++i) {
    const char c = text[i];
    if (c == '\'') is_quoted = !is_quoted;
    if (is_quoted) continue;
    if (c == '(') ++depth;
    if (c == ',' && depth == 0 && i < at) ++tuple.index;
    if (c != ')') continue;
    tuple.end = i;
    if (depth == 0) return tuple;
    --depth;
  }
  return std::nullopt;
}

}  // namespace

std::optional<RowCell> RowCells::CellOf(Span value) {
  const uint32_t first = value.begin > kCellSizeBytesMax ? value.begin - kCellSizeBytesMax : 0;
  uint32_t begin = value.begin;
  const auto is_edge = [&](size_t at, char bracket) {
    const char c = text_[at];
    return c == '|' || c == '\'' || c == '\n' || c == bracket;
  };
  while (begin > first && !is_edge(begin - 1, '>')) --begin;
  const size_t last = std::min<size_t>(text_.size(), size_t{value.end} + kCellSizeBytesMax);
  uint32_t end = value.end;
  while (end < last && !is_edge(end, '<')) ++end;
  const char before = begin == 0 ? '\n' : text_[begin - 1];
  const char behind = end == text_.size() ? '\n' : text_[end];
  const Span cell = Trimmed(text_, {begin, end});
  if (IsInElement(text_, {begin, end})) return ElementOf(cell);
  if (before == '\'' && behind == '\'') return TupleCellOf({begin, end});
  const bool has_bar = before == '|' || behind == '|';
  const bool is_item = (before == '|' || before == '\n') && (behind == '|' || behind == '\n');
  return has_bar && is_item ? BarCellOf(cell) : std::nullopt;
}

std::optional<RowCell> RowCells::BarCellOf(Span cell) {
  FindTables();
  RowCell found;
  found.cell = cell;
  const std::optional<Span> line = ShortLineOf(text_, cell);
  if (!line) return std::nullopt;
  found.row = *line;
  const std::string_view before = text_.substr(found.row.begin, cell.begin - found.row.begin);
  const auto after = std::upper_bound(
      tables_.begin(), tables_.end(), cell.begin,
      [](uint32_t begin, const Table& table) { return begin < table.lines.begin; });
  if (after == tables_.begin()) return found;
  const Table& table = *std::prev(after);
  if (!table.lines.Contains(cell)) return found;
  if (table.header.Contains(cell)) return std::nullopt;
  found.has_header = table.header.size() > 0;
  if (found.has_header) found.header = Item(In(text_, table.header), '|', BarsIn(before));
  return found;
}

void RowCells::FindTables() {
  if (knows_tables_) return;
  knows_tables_ = true;
  Table table;
  Span first;  // line of the table
  const auto close = [&] {
    if (table.bars > 0) tables_.push_back(table);
    table = Table();
  };
  for (uint32_t at = 0; at < text_.size();) {
    const Span line = LineOf(text_, at);
    const std::string_view written = In(text_, line);
    const uint32_t bars = BarsIn(written);
    at = line.end + 1;
    if (table.bars > 0 && PartsRows(written)) {
      // Below the first row, which is the header then.
      const bool is_second = text_.substr(first.end, line.begin - first.end) == "\n";
      if (is_second) table.header = first;
      table.lines.end = line.end;
    } else if (bars == 0 || PartsRows(written)) {
      close();
    } else if (bars == table.bars) {
      table.lines.end = line.end;
    } else {
      close();
      table.bars = bars;
      table.lines = first = line;
    }
  }
  close();
}

std::optional<RowCell> RowCells::TupleCellOf(Span cell) {
  // N'…', E'…', _utf8'…' come before the quote.
  uint32_t at = cell.begin - 1;
  while (at > 0 &&
         (std::isalnum(static_cast<unsigned char>(text_[at - 1])) != 0 || text_[at - 1] == '_')) {
    --at;
  }
  while (at > 0 && (text_[at - 1] == ' ' || text_[at - 1] == '\n')) --at;
  if (at == 0 || (text_[at - 1] != ',' && text_[at - 1] != '(')) return std::nullopt;
  const std::optional<uint32_t> open = OpeningBefore(text_, cell.begin - 1);
  if (!open) return std::nullopt;
  const std::optional<Tuple> tuple = ReadTuple(text_, *open + 1, cell.begin - 1);
  if (!tuple) return std::nullopt;
  RowCell found;
  found.cell = cell;
  found.row = {*open, tuple->end + 1};
  // "IN ('Jain', 'Sikh')" and "enum('Jain', 'Sikh')" are no rows.
  size_t begin = 0;
  const bool is_first = EndsInWord(text_, *open, "values", &begin);
  const bool is_next =
      EndsInWord(text_, *open, ",", &begin) && EndsInWord(text_, begin, ")", &begin);
  const bool is_alone = text_.find_first_not_of(" \t\r\n") == *open;
  if (!is_first && !is_next && !is_alone) return std::nullopt;
  FindColumnLists();
  const auto after =
      std::upper_bound(column_lists_.begin(), column_lists_.end(), *open,
                       [](uint32_t place, const Span& list) { return place < list.begin; });
  if (after == column_lists_.begin() || std::prev(after)->size() == 0) return found;
  found.has_header = true;
  found.header = Item(In(text_, *std::prev(after)), ',', tuple->index);
  return found;
}

// The brackets before each VALUES; an empty span, where there are none.
void RowCells::FindColumnLists() {
  if (knows_column_lists_) return;
  knows_column_lists_ = true;
  constexpr std::string_view kValues = "values";
  for (uint32_t at = 0; at + kValues.size() <= text_.size(); ++at) {
    if (Lower(text_[at]) != 'v') continue;
    size_t begin = 0;
    if (!EndsInWord(text_, at + kValues.size(), kValues, &begin) || begin != at) continue;
    const uint32_t behind = at;
    size_t bracket = 0;
    Span list{behind, behind};
    if (EndsInWord(text_, at, ")", &bracket)) {
      const auto close = static_cast<uint32_t>(bracket);
      const std::optional<uint32_t> open = OpeningBefore(text_, close);
      if (open) list = {*open + 1, close};
    }
    column_lists_.push_back(list);
  }
}

// Of siblings of one name nobody is told apart: "<faith>Jain</faith><faith>Sikh</faith>" is a list
// of what there is.
std::optional<RowCell> RowCells::ElementOf(Span cell) const {
  const std::string_view before = text_.substr(0, cell.begin);
  const size_t open = before.rfind('<');
  const size_t close = before.rfind('>');
  if (open == std::string_view::npos || close < open) return std::nullopt;
  std::string_view tag = text_.substr(open + 1, close - open - 1);
  tag = tag.substr(0, tag.find_first_of(" \t\r\n/"));
  const std::string opening = "<" + std::string(tag);
  const std::string closing = "</" + std::string(tag) + ">";
  const size_t end = text_.find('<', cell.end);
  if (tag.empty() || text_.substr(end, closing.size()) != closing) return std::nullopt;
  const Span element{static_cast<uint32_t>(open), static_cast<uint32_t>(end + closing.size())};
  size_t begin = 0;
  const bool follows = EndsInWord(text_, element.begin, ">", &begin) &&
                       begin + 1 >= closing.size() &&
                       text_.substr(begin + 1 - closing.size(), closing.size()) == closing;
  const size_t next = std::min(text_.find_first_not_of(" \t\r\n", element.end), text_.size());
  const std::string_view behind = text_.substr(next, opening.size() + 1);
  const bool is_followed = behind.starts_with(opening) && behind.size() > opening.size() &&
                           std::string_view(" />").find(behind.back()) != std::string_view::npos;
  if (follows || is_followed) return std::nullopt;
  RowCell found;
  found.cell = cell;
  found.row = element;
  found.header = tag.substr(tag.rfind(':') + 1);
  found.has_header = true;
  found.is_element = true;
  return found;
}

}  // namespace sunder::scanner
