#include "connectors/html/row_run.h"

#include <algorithm>

#include "connectors/markup/html_elements.h"
#include "connectors/markup/html_lexer.h"

namespace sunder::html {
namespace {

// Pages that people look at are far smaller.
constexpr uint64_t kRunSizeBytesMax = uint64_t{128} << 20;

bool IsNamed(std::string_view bytes, const markup::HtmlAttribute& attribute,
             std::string_view name) {
  const std::string_view found =
      bytes.substr(attribute.begin, attribute.name_end - attribute.begin);
  return std::equal(found.begin(), found.end(), name.begin(), name.end(),
                    [](char a, char b) { return (a >= 'A' && a <= 'Z' ? a + 32 : a) == b; });
}

}  // namespace

std::optional<size_t> FindMovableRow(std::string_view record) {
  markup::HtmlLexer lexer;
  markup::HtmlToken token;
  std::optional<size_t> begin;
  size_t position = 0;
  while (lexer.Next(record, &position, &token)) {
    const bool is_start = token.kind == markup::HtmlToken::Kind::kStartTag;
    const bool is_end = token.kind == markup::HtmlToken::Kind::kEndTag;
    if (!is_start && !is_end) continue;
    if (is_start && markup::IsTableCell(token.name)) {
      for (const markup::HtmlAttribute& attribute : token.attributes) {
        if (IsNamed(record, attribute, "rowspan")) return std::nullopt;
      }
    }
    if (!begin) {
      if (is_start && token.name == "tr") begin = token.begin;
      continue;
    }
    if (!markup::EndsRow(token.name)) continue;
    const bool is_whole = is_end && token.name == "tr" && token.end == record.size();
    return is_whole ? begin : std::nullopt;
  }
  return std::nullopt;
}

Status RowRun::Add(std::string_view record, size_t row_begin, ByteSink* sink) {
  const std::string_view lead = record.substr(0, row_begin);
  if (lead.find('<') != std::string_view::npos) SUNDER_RETURN_IF_ERROR(Flush(sink));
  leads_.emplace_back(lead);
  rows_.emplace_back(record.substr(row_begin));
  size_bytes_ += record.size();
  if (size_bytes_ <= kRunSizeBytesMax) return Status::Ok();
  return Status::Refused(
      "a table of which a column leaves is larger than 128 MiB and cannot be put in order: export "
      "it as CSV");
}

Status RowRun::Flush(ByteSink* sink) {
  std::sort(rows_.begin(), rows_.end());
  for (size_t i = 0; i < rows_.size(); ++i) {
    SUNDER_RETURN_IF_ERROR(sink->Write(leads_[i]));
    SUNDER_RETURN_IF_ERROR(sink->Write(rows_[i]));
  }
  leads_.clear();
  rows_.clear();
  size_bytes_ = 0;
  return Status::Ok();
}

}  // namespace sunder::html
