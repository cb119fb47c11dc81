#include "connectors/csv/csv_json_cells.h"

#include <algorithm>
#include <map>
#include <utility>

#include "connectors/json/json_indexer.h"
#include "connectors/json/json_walker.h"

namespace sunder::csv {
namespace {

// One JSON text of a column.
struct JsonCell {
  uint32_t cell = 0;              // in the block
  std::vector<uint32_t> doubled;  // offsets in the text of quotes that are doubled in the source
};

// The JSON texts of one column of a block, one behind the other.
struct JsonColumn {
  RecordBlock texts;
  std::vector<uint32_t> begins;
  std::vector<JsonCell> cells;
};

// Undoes doubled quotes and notes where they were. False for a quote that stands alone.
bool Undouble(std::string_view raw, char quote, std::string* text, std::vector<uint32_t>* doubled) {
  for (size_t i = 0; i < raw.size(); ++i) {
    if (raw[i] == quote) {
      if (i + 1 >= raw.size() || raw[i + 1] != quote) return false;
      doubled->push_back(static_cast<uint32_t>(text->size()));
      ++i;
    }
    text->push_back(raw[i]);
  }
  return true;
}

void CollectJson(const RecordBlock& block, uint32_t index, char quote, JsonColumn* column) {
  const CellRef& cell = block.cells[index];
  const std::string_view raw = block.bytes().substr(cell.begin, cell.end - cell.begin);
  JsonCell found;
  found.cell = index;
  std::string text;
  if (cell.encoding == CellEncoding::kPlain) {
    text = raw;
  } else if (!Undouble(raw, quote, &text, &found.doubled)) {
    return;
  }
  if (JsonOf(text).empty()) return;
  column->begins.push_back(static_cast<uint32_t>(column->texts.data.size()));
  column->texts.data += text;
  column->texts.data += '\n';
  column->cells.push_back(std::move(found));
}

// The values of one text as cells of `block`.
void AppendValues(const RecordBlock& block, const JsonColumn& column, size_t text,
                  const std::vector<uint32_t>& field_of, std::vector<CellRef>* cells) {
  const JsonCell& source = column.cells[text];
  const CellRef& container = block.cells[source.cell];
  const std::vector<CellRef>& values = column.texts.cells;
  auto value =
      std::lower_bound(values.begin(), values.end(), text,
                       [](const CellRef& known, size_t wanted) { return known.record < wanted; });
  size_t doubled_before = 0;
  const auto place = [&](uint32_t offset) {
    while (doubled_before < source.doubled.size() && source.doubled[doubled_before] < offset) {
      ++doubled_before;
    }
    return container.begin + offset + static_cast<uint32_t>(doubled_before);
  };
  for (; value != values.end() && value->record == text; ++value) {
    CellRef cell = *value;
    cell.record = container.record;
    cell.field = field_of[value->field];
    cell.begin = place(value->begin - column.begins[text]);
    cell.end = place(value->end - column.begins[text]);
    if (cell.encoding != CellEncoding::kPlain) cell.encoding = CellEncoding::kNested;
    cells->push_back(cell);
  }
}

// "{}", "[ ]".
bool IsEmptyContainer(std::string_view text) {
  const size_t begin = json::SkipJsonSpace(text, 0);
  if (begin == text.size() || (text[begin] != '{' && text[begin] != '[')) return false;
  const size_t end = json::SkipJsonSpace(text, begin + 1);
  return end < text.size() && (text[end] == '}' || text[end] == ']');
}

}  // namespace

std::string_view JsonOf(std::string_view text) {
  const size_t begin = json::SkipJsonSpace(text, 0);
  if (begin == text.size() || (text[begin] != '{' && text[begin] != '[')) return {};
  json::WalkHandler handler;
  const json::WalkResult result = json::JsonWalker<json::WalkHandler>(text, &handler).Walk(begin);
  const bool is_whole = result.status == json::WalkStatus::kComplete &&
                        json::SkipJsonSpace(text, result.end) == text.size();
  return is_whole ? text.substr(begin, result.end - begin) : std::string_view();
}

Status AddJsonCells(char quote, const std::vector<uint32_t>& json_columns, RecordBlock* block) {
  std::map<uint32_t, JsonColumn> columns;
  for (uint32_t i = 0; i < block->cells.size(); ++i) {
    const uint32_t field = block->cells[i].field;
    if (!std::binary_search(json_columns.begin(), json_columns.end(), field)) continue;
    CollectJson(*block, i, quote, &columns[field]);
  }
  std::map<uint32_t, std::vector<uint32_t>> field_of;  // by column: fields of the block
  for (auto& [field, column] : columns) {
    SUNDER_RETURN_IF_ERROR(json::JsonIndexer(column.begins, false).Index(&column.texts));
    for (const std::string& path : column.texts.fields) {
      field_of[field].push_back(static_cast<uint32_t>(block->fields.size()));
      block->fields.push_back(block->fields[field] + "." + path);
    }
  }
  std::map<uint32_t, size_t> next_text;
  std::vector<CellRef> cells;
  cells.reserve(block->cells.size() * 2);
  for (uint32_t i = 0; i < block->cells.size(); ++i) {
    cells.push_back(block->cells[i]);
    const auto column = columns.find(block->cells[i].field);
    if (column == columns.end()) continue;
    size_t& next = next_text[column->first];
    const std::vector<JsonCell>& texts = column->second.cells;
    if (next == texts.size() || texts[next].cell != i) continue;
    cells.back().encoding = CellEncoding::kContainer;
    AppendValues(*block, column->second, next, field_of[column->first], &cells);
    ++next;
  }
  block->cells = std::move(cells);
  return Status::Ok();
}

std::vector<uint32_t> JsonColumnsOf(const CsvDialect& dialect,
                                    const std::vector<std::string>& fields) {
  std::vector<uint32_t> columns;
  for (uint32_t column = 0; column < fields.size(); ++column) {
    const auto& names = dialect.json_columns;
    if (std::find(names.begin(), names.end(), fields[column]) != names.end()) {
      columns.push_back(column);
    }
  }
  return columns;
}

Result<JsonCellWriter> JsonCellWriter::Create(const CsvDialect& dialect,
                                              const std::vector<std::string>& fields,
                                              const std::vector<std::string>& removed_fields) {
  JsonCellWriter writer;
  writer.quote_ = dialect.quote;
  for (const uint32_t number : JsonColumnsOf(dialect, fields)) {
    const std::string prefix = fields[number] + ".";
    std::vector<std::string> paths;
    for (const std::string& removed : removed_fields) {
      const bool is_column = std::find(fields.begin(), fields.end(), removed) != fields.end();
      if (!is_column && removed.starts_with(prefix)) paths.push_back(removed.substr(prefix.size()));
    }
    Column column;
    column.column = number;
    column.has_removed = !paths.empty();
    SUNDER_ASSIGN_OR_RETURN(column.removed, json::MakeRemovedTree(paths));
    writer.columns_.push_back(std::move(column));
  }
  return writer;
}

Status JsonCellWriter::Write(const RecordBlock& block, uint32_t index,
                             std::span<const CellEdit> edits, std::string* text,
                             uint32_t* next) const {
  const CellRef& container = block.cells[index];
  const auto column = std::find_if(columns_.begin(), columns_.end(), [&](const Column& known) {
    return known.column == container.field;
  });
  if (column == columns_.end()) return Status::Internal("CSV: no JSON column was known here");
  *next = index + 1;
  while (*next < block.cells.size() && block.cells[*next].record == container.record &&
         block.cells[*next].end <= container.end) {
    ++*next;
  }
  std::vector<CellEdit> inside;
  for (const CellEdit& edit : edits) {
    if (edit.cell > index && edit.cell < *next) inside.push_back(edit);
  }
  // Quotes are doubled where the cell was quoted; an unquoted one has its JSON as it is.
  const std::string_view raw =
      block.bytes().substr(container.begin, container.end - container.begin);
  std::string source;
  std::vector<uint32_t> doubled;
  const bool was_quoted =
      quote_ != kNoQuote && container.begin > 0 && block.bytes()[container.begin - 1] == quote_;
  if (!was_quoted || !Undouble(raw, quote_, &source, &doubled)) source = raw;
  if (!column->has_removed && inside.empty()) {
    *text = std::move(source);
    return Status::Ok();
  }
  text->clear();
  SUNDER_RETURN_IF_ERROR(
      json::SerializeValue(source, 0, index + 1, inside, *column->removed, text, false));
  // As in JSON files: what may have held a value that left does not show that it did.
  if (column->has_removed && IsEmptyContainer(*text)) text->clear();
  return Status::Ok();
}

}  // namespace sunder::csv
