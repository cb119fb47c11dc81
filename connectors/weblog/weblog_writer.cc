#include "connectors/weblog/weblog_writer.h"

#include <algorithm>
#include <utility>

#include "connectors/weblog/weblog_escape.h"
#include "connectors/weblog/weblog_line.h"

namespace sunder::weblog {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
constexpr std::string_view kCookieSeparator = "; ";

std::string OnOneLine(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  std::replace(text.begin(), text.end(), '\r', ' ');
  return text;
}

bool IsPiece(const LogItem& item) {
  return item.form == LogForm::kParameter || item.form == LogForm::kCookie;
}

// Builds one line from the source's line and what becomes of its items.
class LineBuilder {
 public:
  LineBuilder(std::string_view line, std::string* out) : line_(line), out_(out) {}

  void Keep(const LogItem& item) { Put(item, line_.substr(item.begin, item.end - item.begin)); }
  void Replace(const LogItem& item, std::string_view text) {
    Put(item, Escape(text, item.form, line_.substr(item.begin, item.end - item.begin)));
  }

  void Remove(const LogItem& item) {
    if (!IsPiece(item)) {
      Put(item, "-");
      return;
    }
    CopyTo(item.piece_begin - SeparatorSize(item));
    const bool is_first_cookie = at_ == item.piece_begin;
    lacks_question_mark_ = lacks_question_mark_ || line_[item.piece_begin - 1] == '?';
    at_ = item.end;
    if (is_first_cookie && line_.substr(at_).starts_with(kCookieSeparator)) {
      at_ += kCookieSeparator.size();
    }
  }

  void Finish() { CopyTo(line_.size()); }

 private:
  // `?` or `&` before a parameter, `; ` before a cookie but the first.
  size_t SeparatorSize(const LogItem& item) const {
    if (item.form == LogForm::kParameter) return 1;
    return line_[item.piece_begin - 1] == '"' ? 0 : kCookieSeparator.size();
  }

  void Put(const LogItem& item, std::string_view value) {
    CopyTo(item.begin);
    out_->append(value);
    at_ = item.end;
  }

  // What is left of a query begins with its question mark, whichever parameter that went with.
  void CopyTo(size_t end) {
    if (end <= at_) return;
    const bool is_separator = line_[at_] == '&' || line_[at_] == ';';
    if (std::exchange(lacks_question_mark_, false) && is_separator) {
      out_->push_back('?');
      ++at_;
    }
    out_->append(line_.substr(at_, end - at_));
    at_ = end;
  }

  std::string_view line_;
  std::string* out_;
  size_t at_ = 0;
  bool lacks_question_mark_ = false;
};

}  // namespace

WeblogWriter::WeblogWriter(std::unique_ptr<ByteSink> sink, bool has_byte_order_mark,
                           const std::vector<std::string>& removed_fields)
    : sink_(std::move(sink)),
      needs_byte_order_mark_(has_byte_order_mark),
      removed_fields_(removed_fields.begin(), removed_fields.end()) {}

Status WeblogWriter::Serialize(size_t /*table*/, const RecordBlock& block, uint32_t record,
                               std::span<const CellEdit> edits, std::string* bytes) const {
  bytes->clear();
  const auto first =
      std::lower_bound(block.cells.begin(), block.cells.end(), record,
                       [](const CellRef& cell, uint32_t wanted) { return cell.record < wanted; });
  if (first == block.cells.end() || first->record != record) {
    return Status::Internal("web log: a record is to be written that the block does not have");
  }
  // The first cell is the first thing of its line.
  const std::string_view source = block.bytes();
  const size_t line_feed = source.find('\n', first->begin);
  const size_t end = line_feed == std::string_view::npos ? source.size() : line_feed + 1;
  std::string_view line = source.substr(first->begin, end - first->begin);
  const bool is_ended = line.ends_with('\n');
  if (is_ended) line.remove_suffix(line.ends_with("\r\n") ? 2 : 1);
  std::vector<LogItem> items;
  ParseLogLine(line, &items);
  LineBuilder builder(line, bytes);
  auto edit = edits.begin();
  auto index = static_cast<uint32_t>(first - block.cells.begin());
  for (const LogItem& item : items) {
    while (edit != edits.end() && edit->cell < index) ++edit;
    const bool is_edited = edit != edits.end() && edit->cell == index;
    const bool is_removed = removed_fields_.contains(block.fields[block.cells[index].field]) ||
                            (is_edited && edit->kind == CellEdit::Kind::kRemove);
    ++index;
    if (item.field == LogField::kLine) {
      if (is_removed) return Status::Ok();
      if (is_edited && edit->text.find_first_not_of(" \t\r\n") == std::string::npos) {
        return Status::Ok();
      }
      bytes->append(is_edited ? OnOneLine(edit->text) : std::string(line));
      break;
    }
    if (is_removed) {
      builder.Remove(item);
    } else if (is_edited) {
      builder.Replace(item, edit->text);
    } else {
      builder.Keep(item);
    }
  }
  if (items.front().field != LogField::kLine) builder.Finish();
  bytes->append(source.substr(first->begin + line.size(), end - first->begin - line.size()));
  return Status::Ok();
}

Status WeblogWriter::Write(size_t /*table*/, std::string_view record_bytes) {
  if (record_bytes.empty()) return Status::Ok();
  const bool needs_mark = needs_byte_order_mark_ || record_bytes.starts_with(kByteOrderMark);
  if (std::exchange(is_started_, true) == false && needs_mark) {
    SUNDER_RETURN_IF_ERROR(sink_->Write(kByteOrderMark));
  }
  return sink_->Write(record_bytes);
}

Status WeblogWriter::Finish() { return sink_->Finish(); }

}  // namespace sunder::weblog
