// Where records of HTML end: behind the tag of a block element that follows a text, a comment or a
// raw element; a row of a table is one record. Every record starts between tags, so that it can be
// read without those before it.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>

#include "connectors/decode/block_source.h"
#include "connectors/markup/html_lexer.h"

namespace sunder::markup {

class HtmlBoundary : public RecordBoundary {
 public:
  size_t WholeRecords(std::string_view bytes, bool is_end) override;
  std::optional<size_t> EndOfRecord(std::string_view chunk, bool is_first) override;

 private:
  bool IsEnd(const HtmlToken& token);

  HtmlLexer lexer_;
  HtmlToken token_;
  bool has_content_ = false;
  bool is_in_row_ = false;
  bool has_cell_ = false;  // of that row
};

}  // namespace sunder::markup
