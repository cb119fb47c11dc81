#include "connectors/package/text_collector.h"

#include <algorithm>
#include <utility>

#include "connectors/csv/csv_layout.h"

namespace sunder::package {
namespace {

constexpr size_t kSampledRowsMax = 64;
constexpr size_t kRowsForHeaderMin = 3;
constexpr size_t kNamesMax = 256;
constexpr size_t kNameSizeBytesMax = 80;
constexpr size_t kCellsMax = 16384;
constexpr std::string_view kBlanks = " \t\r\n";

std::string_view Trimmed(std::string_view text) {
  const size_t begin = text.find_first_not_of(kBlanks);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlanks) - begin + 1);
}

bool IsName(std::string_view text) {
  return !text.empty() && text.size() <= kNameSizeBytesMax &&
         text.find('\n') == std::string_view::npos;
}

}  // namespace

void TextCollector::OpenText(std::string_view field) {
  open_.push_back({.kind = Kind::kText, .field = std::string(field)});
}
void TextCollector::CloseText() { Close(Kind::kText); }

void TextCollector::OpenGroup(std::string_view field, GatheredRecord more) {
  open_.push_back({.kind = Kind::kGroup, .field = std::string(field), .more = std::move(more)});
}
void TextCollector::AddToGroup(std::string_view field, std::string_view text) {
  for (size_t i = open_.size(); i > 0; --i) {
    if (open_[i - 1].kind != Kind::kGroup) continue;
    open_[i - 1].more.push_back({std::string(field), std::string(text)});
    return;
  }
}
void TextCollector::CloseGroup() { Close(Kind::kGroup); }

void TextCollector::OpenTable() { open_.push_back({.kind = Kind::kTable}); }
void TextCollector::CloseTable() { Close(Kind::kTable); }
void TextCollector::OpenRow() { open_.push_back({.kind = Kind::kRow}); }
void TextCollector::MarkHeader() {
  for (size_t i = open_.size(); i > 0; --i) {
    if (open_[i - 1].kind != Kind::kRow) continue;
    open_[i - 1].is_header = true;
    return;
  }
}
void TextCollector::CloseRow() { Close(Kind::kRow); }
void TextCollector::OpenCell(uint32_t repeat) {
  open_.push_back({.kind = Kind::kCell, .repeat = std::max(repeat, 1U)});
}
void TextCollector::CloseCell() { Close(Kind::kCell); }

void TextCollector::Append(std::string_view text) {
  if (open_.empty()) return;
  Frame& frame = open_.back();
  if (frame.kind == Kind::kTable || frame.kind == Kind::kRow) return;
  if (frame.text.size() + text.size() > size_bytes_max_) {
    dropped_bytes_ += text.size();
    return;
  }
  frame.text += text;
}

void TextCollector::Emit(std::string_view field, std::string_view text) {
  const std::string_view trimmed = Trimmed(text);
  if (!trimmed.empty()) records.push_back({{std::string(field), std::string(trimmed)}});
}

// Ends the innermost frame of this kind, and what a damaged file left open within it.
void TextCollector::Close(Kind kind) {
  const auto found = std::find_if(open_.rbegin(), open_.rend(),
                                  [kind](const Frame& frame) { return frame.kind == kind; });
  if (found == open_.rend()) return;
  while (EndInnermost() != kind) continue;
}

void TextCollector::CloseAll() {
  while (!open_.empty()) EndInnermost();
}

TextCollector::Kind TextCollector::EndInnermost() {
  Frame frame = std::move(open_.back());
  open_.pop_back();
  const Kind kind = frame.kind;
  End(std::move(frame));
  return kind;
}

void TextCollector::End(Frame frame) {
  Frame* outer = open_.empty() ? nullptr : &open_.back();
  const std::string_view text = Trimmed(frame.text);
  switch (frame.kind) {
    case Kind::kText:
      if (text.empty()) return;
      if (outer != nullptr && (outer->kind == Kind::kCell || outer->kind == Kind::kGroup)) {
        if (!outer->text.empty()) outer->text += '\n';
        outer->text += text;
        return;
      }
      return Emit(frame.field, text);
    case Kind::kGroup:
      if (!text.empty()) frame.more.push_back({frame.field, std::string(text)});
      std::erase_if(frame.more,
                    [](const GatheredText& cell) { return Trimmed(cell.text).empty(); });
      if (!frame.more.empty()) records.push_back(std::move(frame.more));
      return;
    case Kind::kCell:
      if (outer == nullptr || outer->kind != Kind::kRow) return Emit("table", text);
      for (uint32_t i = 0; i < frame.repeat && outer->cells.size() < kCellsMax; ++i) {
        outer->cells.emplace_back(i == 0 ? text : "");
      }
      return;
    case Kind::kRow:
      if (outer == nullptr || outer->kind != Kind::kTable) return EmitRow(frame, frame.cells);
      if (frame.is_header && !outer->is_named && outer->waiting.empty()) {
        outer->is_named = true;
        outer->names = frame.cells;
        return EmitRow(Frame(), std::move(frame.cells));
      }
      if (outer->is_named) return EmitRow(*outer, std::move(frame.cells));
      outer->waiting.push_back(std::move(frame.cells));
      if (outer->waiting.size() >= kSampledRowsMax) EndTable(outer);
      return;
    case Kind::kTable:
      return EndTable(&frame);
  }
}

// All rows that waited go out; the names, if there are any, are a record, too.
void TextCollector::EndTable(Frame* table) {
  if (!table->is_named) NameColumns(table);
  table->is_named = true;
  const bool has_names = !table->names.empty();
  for (size_t i = 0; i < table->waiting.size(); ++i) {
    EmitRow(i == 0 && has_names ? Frame() : *table, std::move(table->waiting[i]));
  }
  table->waiting.clear();
}

void TextCollector::NameColumns(Frame* table) {
  std::vector<Row>& rows = table->waiting;
  if (rows.size() < kRowsForHeaderMin || rows.front().size() < 2) return;
  if (!std::all_of(rows.front().begin(), rows.front().end(), IsName)) return;
  // Cells of all rows, as the header's judge expects them.
  if (csv::HasHeader(rows)) table->names = rows.front();
}

std::string TextCollector::FieldOf(const Frame& table, size_t column) {
  const bool is_named = column < table.names.size() && IsName(table.names[column]);
  if (is_named && (names_.contains(table.names[column]) || names_.size() < kNamesMax)) {
    names_.insert(table.names[column]);
    return table.names[column];
  }
  return column < kNamesMax ? "table.column " + std::to_string(column + 1) : "table";
}

void TextCollector::EmitRow(const Frame& table, Row row) {
  GatheredRecord record;
  for (size_t column = 0; column < row.size(); ++column) {
    if (row[column].empty()) continue;
    record.push_back({FieldOf(table, column), std::move(row[column])});
  }
  if (!record.empty()) records.push_back(std::move(record));
}

}  // namespace sunder::package
