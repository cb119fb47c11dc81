// What one record of HTML holds: texts by block or table cell, attributes, form fields, comments,
// scripts, each with its place in the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "connectors/markup/html_lexer.h"

namespace sunder::markup {

enum class HtmlForm : uint8_t {
  kText,        // pieces of text between inline tags
  kCell,        // the same, of a table cell: an empty one is an item, too
  kReferences,  // content of title and textarea: character references, no tags
  kRaw,         // content of scripts and styles
  kAttribute,
  kChoice,  // that an option of a form is chosen: an attribute without a text
  kComment,
};

struct HtmlPiece {
  enum class Kind : uint8_t {
    kText,       // white space collapses
    kPreserved,  // inside <pre>
    kBreak,      // a tag that breaks the line: <br>, blocks in a table cell
  };
  size_t begin = 0;
  size_t end = 0;
  Kind kind = Kind::kText;
};

// The element on whose tag an attribute is written.
enum class HtmlHolder : uint8_t { kElement, kRow, kCell, kPicture };

struct HtmlItem {
  HtmlForm form = HtmlForm::kText;
  std::string field;  // "text", "alt", "form.faith", "cell.Religion"
  size_t first_piece = 0;
  size_t piece_count = 0;
  // What goes with the item when it is removed: the cell's content, the attribute with its name,
  // the comment with its marks, the block with its tags where the record holds both.
  size_t outer_begin = 0;
  size_t outer_end = 0;
  char quote = 0;  // of an attribute
  HtmlHolder holder = HtmlHolder::kElement;  // likewise
  // The item of the table cell that it is written on or within; kNoCell: none, or it is the cell.
  size_t cell = kNoCell;

  static constexpr size_t kNoCell = static_cast<size_t>(-1);
};

// What a reader remembers from record to record, for the names of fields only: which items there
// are does not depend on it.
class HtmlNames {
 public:
  // "cell.Religion"; names that are none (over 64 bytes, control characters) and those behind the
  // first 1,000 different ones of a page share "cell.*".
  std::string Path(std::string_view kind, std::string_view name);

  std::vector<std::string> headers;  // of the columns of the table that is read
  std::string select;                // name of the <select> that is open
  std::string term;                  // last <dt>
  std::string open_element;          // dt, dd, option: what the next text stands in
  bool is_selected = false;          // of that option
  bool is_head = false;              // in <thead>
  // Rows of the present section of a table, and what reaches into them from above.
  uint32_t row = 0;
  std::vector<uint32_t> covered_until;  // by column, up to 1,000: the first row that is free again
  uint32_t joined_until = 0;            // the largest of them

 private:
  std::unordered_set<std::string> paths_;
};

struct HtmlRecord {
  std::vector<HtmlItem> items;  // by place of their first piece
  std::vector<HtmlPiece> pieces;
  std::vector<HtmlToken> tags;  // all of them, for the writer; empty unless asked for
  // Holds cells of a row that cannot change places: begun or ended by another tag than its own, or
  // joined with another row by a cell that reaches over both.
  bool is_fixed_row = false;
};

// Takes a record apart that begins between tags and ends as HtmlBoundary says, or anywhere at the
// end of the file. `bytes` is valid UTF-8.
void ReadHtmlRecord(std::string_view bytes, bool wants_tags, HtmlNames* names, HtmlRecord* record);

}  // namespace sunder::markup
