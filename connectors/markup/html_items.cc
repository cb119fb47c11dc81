#include "connectors/markup/html_items.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <utility>

#include "connectors/markup/html_elements.h"
#include "connectors/markup/html_text.h"

namespace sunder::markup {
namespace {

constexpr std::string_view kBlanks = " \t\n\f\r";
constexpr size_t kNameSizeBytesMax = 64;
constexpr size_t kPathsMax = 1000;
constexpr size_t kHeadersMax = 10000;
constexpr size_t kColumnSpanMax = 1000;  // WHATWG HTML standard, "colspan"
constexpr uint32_t kRowSpanMax = 65534;  // likewise, "rowspan"; 0 there: to the end of the section

std::string Lower(std::string_view text) {
  std::string lower(text);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

bool IsBlank(std::string_view text) {
  return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

// Walks over the tokens of one record.
class RecordWalker {
 public:
  RecordWalker(std::string_view bytes, bool wants_tags, HtmlNames* names, HtmlRecord* record)
      : bytes_(bytes), wants_tags_(wants_tags), names_(*names), record_(*record) {}

  void Walk() {
    HtmlLexer lexer;
    HtmlToken token;
    size_t position = 0;
    while (lexer.Next(bytes_, &position, &token)) Take(token);
    if (lexer.Finish(bytes_, &token)) Take(token);
    EndRaw(bytes_.size());
    EndText(bytes_.size(), nullptr);
    NameRow(nullptr);
  }

 private:
  struct RowCell {
    size_t item = 0;
    size_t first_item = 0;  // with what is written on its tag and within it
    size_t end_item = 0;
    size_t column = 0;
    size_t span = 1;
    uint32_t rows = 1;
    bool is_header = false;
  };

  void Take(const HtmlToken& token) {
    switch (token.kind) {
      case HtmlToken::Kind::kText:
        TakeText(token);
        break;
      case HtmlToken::Kind::kRaw:
        break;  // taken whole when its element ends
      case HtmlToken::Kind::kComment:
        TakeComment(token);
        break;
      case HtmlToken::Kind::kDeclaration:
        TakeDeclaration(token);
        break;
      case HtmlToken::Kind::kStartTag:
        if (wants_tags_) record_.tags.push_back(token);
        TakeStart(token);
        break;
      case HtmlToken::Kind::kEndTag:
        if (wants_tags_) record_.tags.push_back(token);
        TakeEnd(token);
        break;
    }
  }

  // Where the white space before `at` begins.
  size_t BehindText(size_t at) const { return bytes_.substr(0, at).find_last_not_of(kBlanks) + 1; }

  void TakeText(const HtmlToken& token) {
    if (token.is_blank && text_pieces_.empty()) return;
    // Nobody has said what was not chosen.
    if (is_in_select_ && names_.open_element == "option" && !names_.is_selected) return;
    if (text_item_ == kNone) OpenText(token.begin);
    const auto kind = is_preserved_ ? HtmlPiece::Kind::kPreserved : HtmlPiece::Kind::kText;
    text_pieces_.push_back({token.begin, token.end, kind});
  }

  void TakeComment(const HtmlToken& token) {
    Add(HtmlForm::kComment, "comment", token.content_begin, token.content_end, token.begin,
        token.end);
  }

  // Only what begins like the two declarations of documents is structure.
  void TakeDeclaration(const HtmlToken& token) {
    const std::string start = Lower(bytes_.substr(token.content_begin, 7));
    const bool is_xml = start.starts_with("xml ") && bytes_[token.begin + 1] == '?';
    const bool is_known = start == "doctype" || is_xml;
    if (!is_known) TakeComment(token);
  }

  size_t Add(HtmlForm form, std::string field, size_t begin, size_t end, size_t outer_begin,
             size_t outer_end) {
    HtmlItem item;
    item.form = form;
    item.field = std::move(field);
    item.first_piece = record_.pieces.size();
    item.piece_count = 1;
    item.outer_begin = outer_begin;
    item.outer_end = outer_end;
    record_.pieces.push_back({begin, end, HtmlPiece::Kind::kText});
    record_.items.push_back(std::move(item));
    return record_.items.size() - 1;
  }

  void OpenText(size_t begin) {
    HtmlItem item;
    item.field = FieldOfText();
    item.outer_begin = begin;
    text_item_ = record_.items.size();
    record_.items.push_back(std::move(item));
  }

  std::string FieldOfText() {
    if (names_.open_element == "dt") return "header";
    if (names_.open_element == "dd" && !names_.term.empty()) {
      return names_.Path("list", names_.term);
    }
    const bool is_chosen = is_in_select_ && names_.open_element == "option" && names_.is_selected;
    return is_chosen ? names_.Path("form", names_.select) : "text";
  }

  // `end_tag`: the tag that ends the text, or nullptr.
  void EndText(size_t at, const HtmlToken* end_tag) {
    const size_t index = std::exchange(text_item_, kNone);
    const bool is_cell = std::exchange(is_in_cell_, false);
    if (is_cell && !row_.empty()) row_.back().end_item = record_.items.size();
    std::vector<HtmlPiece> taken;
    taken.swap(text_pieces_);
    if (index == kNone) return;
    HtmlItem& item = record_.items[index];
    item.first_piece = record_.pieces.size();
    item.piece_count = taken.size();
    record_.pieces.insert(record_.pieces.end(), taken.begin(), taken.end());
    taken.clear();
    text_pieces_.swap(taken);
    item.outer_end = is_cell || item.piece_count == 0 ? at : record_.pieces.back().end;
    if (is_cell) return;
    if (end_tag != nullptr && block_name_ == end_tag->name && !block_name_.empty()) {
      item.outer_begin = block_begin_;
      item.outer_end = end_tag->end;
    }
    block_name_.clear();
    if (names_.open_element == "dt") {
      names_.term = TextOfItem(bytes_, item, record_.pieces, nullptr);
    }
  }

  void TakeStart(const HtmlToken& token) {
    const bool is_block = IsBlockElement(token.name);
    if (is_block) BeginBlock(token);
    if (token.name == "br" && text_item_ != kNone && !text_pieces_.empty()) {
      text_pieces_.push_back({token.begin, token.end, HtmlPiece::Kind::kBreak});
    }
    const size_t first_item = record_.items.size();
    TakeAttributes(token);
    if (IsTableCell(token.name)) OpenCell(token, first_item);
    if (IsRawElement(token.name) && !token.is_self_closing) {
      raw_name_ = token.name;
      raw_begin_ = token.end;
      raw_field_ = token.name == "textarea" ? names_.Path("form", ValueOf(token, "name")) : "";
    }
  }

  void BeginBlock(const HtmlToken& token) {
    BreakAt(token);
    const bool keeps = token.name == "html" || token.name == "body" || token.name == "head";
    block_name_ = keeps || is_in_cell_ ? "" : token.name;
    block_begin_ = BehindText(token.begin);
    if (token.name == "pre" || token.name == "listing") is_preserved_ = true;
    if (token.name == "dt" || token.name == "dd" || token.name == "option") {
      names_.open_element = token.name;
      names_.is_selected = HasAttribute(token, "selected");
    } else if (token.name == "select") {
      names_.select = ValueOf(token, "name");
      names_.open_element.clear();
      is_in_select_ = true;
    } else if (token.name == "table") {
      names_.headers.clear();
      names_.open_element.clear();
      names_.is_head = false;
      BeginSection();
    } else if (token.name == "thead" || token.name == "tbody" || token.name == "tfoot") {
      names_.is_head = token.name == "thead";
      BeginSection();
    } else if (token.name == "tr") {
      has_row_tag_ = true;
    }
  }

  // What a tag of a block does to the text before it.
  void BreakAt(const HtmlToken& token) {
    if (!StaysInSelect(token.name)) is_in_select_ = false;
    if (EndsRow(token.name)) {
      EndText(token.begin, &token);
      NameRow(&token);
    } else if (is_in_cell_ && !IsTableCell(token.name)) {
      if (!text_pieces_.empty()) {
        text_pieces_.push_back({token.begin, token.end, HtmlPiece::Kind::kBreak});
      }
    } else {
      EndText(token.begin, token.kind == HtmlToken::Kind::kEndTag ? &token : nullptr);
    }
  }

  void TakeEnd(const HtmlToken& token) {
    if (!raw_name_.empty()) EndRaw(token.begin);
    if (!IsBlockElement(token.name)) return;
    BreakAt(token);
    block_name_.clear();
    if (token.name == "pre" || token.name == "listing") is_preserved_ = false;
    if (token.name == names_.open_element || token.name == "dl" || token.name == "select") {
      names_.open_element.clear();
    }
    if (token.name == "select") {
      names_.select.clear();
      is_in_select_ = false;
    }
    if (token.name == "thead") names_.is_head = false;
    if (token.name == "table") {
      names_.headers.clear();
      BeginSection();
    }
  }

  void BeginSection() {
    names_.row = names_.joined_until = 0;
    names_.covered_until.clear();
  }

  void EndRaw(size_t end) {
    const std::string name = std::exchange(raw_name_, "");
    if (name.empty()) return;
    const bool is_form = name == "textarea";
    if (!is_form && IsBlank(bytes_.substr(raw_begin_, end - raw_begin_))) return;
    const bool is_named = name == "title" || name == "script" || name == "style";
    Add(HasReferences(name) ? HtmlForm::kReferences : HtmlForm::kRaw,
        is_form    ? raw_field_
        : is_named ? name
                   : "text",
        raw_begin_, end, raw_begin_, end);
  }

  void OpenCell(const HtmlToken& token, size_t first_item) {
    OpenText(token.end);
    record_.items[text_item_].form = HtmlForm::kCell;
    is_in_cell_ = true;
    const std::string span = ValueOf(token, "colspan");
    size_t columns = 1;
    std::from_chars(span.data(), span.data() + span.size(), columns);
    columns = std::clamp<size_t>(columns, 1, kColumnSpanMax);
    while (column_ < names_.covered_until.size() && names_.covered_until[column_] > names_.row) {
      ++column_;
    }
    row_.push_back({text_item_, first_item, text_item_ + 1, column_, columns, RowsOf(token),
                    token.name == "th"});
    column_ += columns;
  }

  uint32_t RowsOf(const HtmlToken& token) {
    const std::string span = ValueOf(token, "rowspan");
    uint32_t rows = 1;
    std::from_chars(span.data(), span.data() + span.size(), rows);
    return rows == 0 ? kRowSpanMax : std::min(rows, kRowSpanMax);
  }

  // Goes on to the next row of the section. `end_tag`: what ended this one.
  void CloseRow(const std::vector<RowCell>& row, const HtmlToken* end_tag) {
    const bool is_whole = std::exchange(has_row_tag_, false) && end_tag != nullptr &&
                          end_tag->kind == HtmlToken::Kind::kEndTag && end_tag->name == "tr" &&
                          end_tag->end == bytes_.size();
    const bool is_joined = names_.joined_until > names_.row;
    bool joins = false;
    for (const RowCell& cell : row) {
      if (cell.rows == 1) continue;
      joins = true;
      const uint32_t free_row = names_.row + cell.rows;
      names_.joined_until = std::max(names_.joined_until, free_row);
      const size_t end = std::min(cell.column + cell.span, kColumnSpanMax);
      if (names_.covered_until.size() < end) names_.covered_until.resize(end);
      for (size_t i = cell.column; i < end; ++i) names_.covered_until[i] = free_row;
    }
    ++names_.row;
    record_.is_fixed_row = record_.is_fixed_row || !is_whole || is_joined || joins;
  }

  // The cells of a row get their names when the row is known.
  void NameRow(const HtmlToken* end_tag) {
    std::vector<RowCell> row;
    row.swap(row_);
    column_ = 0;
    if (row.empty()) return;
    CloseRow(row, end_tag);
    const bool is_header =
        names_.is_head ||
        std::all_of(row.begin(), row.end(), [](const RowCell& cell) { return cell.is_header; });
    const auto headings =
        std::count_if(row.begin(), row.end(), [](const RowCell& cell) { return cell.is_header; });
    const bool has_title = !is_header && headings == 1 && row.front().is_header &&
                           names_.headers.empty() && row.size() > 1;
    std::string title;
    for (const RowCell& cell : row) {
      for (size_t i = cell.first_item; i < cell.end_item; ++i) {
        if (i != cell.item) record_.items[i].cell = cell.item;
      }
      HtmlItem& item = record_.items[cell.item];
      if (is_header || cell.is_header) {
        item.field = "header";
        std::string text = TextOfItem(bytes_, item, record_.pieces, nullptr);
        if (has_title) title = text;
        if (is_header) SetHeader(cell, text);
      } else if (has_title) {
        item.field = names_.Path("cell", title);
      } else if (cell.column < names_.headers.size() && !names_.headers[cell.column].empty()) {
        item.field = names_.Path("cell", names_.headers[cell.column]);
      } else {
        item.field =
            row.size() == 1 ? "text" : names_.Path("cell", std::to_string(cell.column + 1));
      }
    }
  }

  void SetHeader(const RowCell& cell, const std::string& text) {
    const size_t end = std::min(cell.column + cell.span, kHeadersMax);
    if (names_.headers.size() < end) names_.headers.resize(end);
    for (size_t i = cell.column; i < end; ++i) names_.headers[i] = text;
  }

  std::string_view NameOf(const HtmlAttribute& attribute) const {
    return bytes_.substr(attribute.begin, attribute.name_end - attribute.begin);
  }

  // The first of that name. A tag of very many attributes asks for the same few again and again.
  const HtmlAttribute* Find(const HtmlToken& token, std::string_view name) {
    if (token.attributes.size() > kSearchedAttributesMax) return FindRemembered(token, name);
    return Search(token, name);
  }

  const HtmlAttribute* FindRemembered(const HtmlToken& token, std::string_view name) {
    if (found_in_ != token.begin) found_.clear();
    found_in_ = token.begin;
    const auto known = found_.find(name);
    if (known != found_.end()) return known->second;
    return found_.emplace(name, Search(token, name)).first->second;
  }

  const HtmlAttribute* Search(const HtmlToken& token, std::string_view name) const {
    for (const HtmlAttribute& attribute : token.attributes) {
      if (NameOf(attribute).size() == name.size() && Lower(NameOf(attribute)) == name) {
        return &attribute;
      }
    }
    return nullptr;
  }

  bool HasAttribute(const HtmlToken& token, std::string_view name) {
    return Find(token, name) != nullptr;
  }

  std::string ValueOf(const HtmlToken& token, std::string_view name) {
    const HtmlAttribute* attribute = Find(token, name);
    if (attribute == nullptr) return "";
    HtmlItem item;
    item.form = HtmlForm::kAttribute;
    item.piece_count = 1;
    const HtmlPiece piece{attribute->value_begin, attribute->value_end, HtmlPiece::Kind::kText};
    return TextOfItem(bytes_, item, {&piece, 1}, nullptr);
  }

  void TakeAttributes(const HtmlToken& token) {
    const bool is_meta = token.name == "meta";
    const HtmlHolder holder = HolderOf(token.name);
    const size_t meta_begin = is_meta ? BehindText(token.begin) : 0;
    for (const HtmlAttribute& attribute : token.attributes) {
      const std::string name = Lower(NameOf(attribute));
      if (IsChoice(token, name)) AddChoice(token, attribute);
      std::string field = FieldOf(token, name);
      if (field.empty()) continue;
      const size_t index = Add(
          HtmlForm::kAttribute, std::move(field), attribute.value_begin, attribute.value_end,
          is_meta ? meta_begin : BehindText(attribute.begin), is_meta ? token.end : attribute.end);
      record_.items[index].quote = attribute.quote;
      record_.items[index].holder = holder;
    }
  }

  static HtmlHolder HolderOf(std::string_view name) {
    if (name == "tr") return HtmlHolder::kRow;
    if (IsTableCell(name)) return HtmlHolder::kCell;
    return IsPicture(name) ? HtmlHolder::kPicture : HtmlHolder::kElement;
  }

  static bool IsChoice(const HtmlToken& token, std::string_view name) {
    return (name == "selected" && token.name == "option") ||
           (name == "checked" && token.name == "input");
  }

  void AddChoice(const HtmlToken& token, const HtmlAttribute& attribute) {
    std::string field = names_.Path(
        "form", token.name == "option" ? names_.select : ValueOf(token, "name"));
    Add(HtmlForm::kChoice, std::move(field), attribute.name_end, attribute.name_end,
        BehindText(attribute.begin), attribute.end);
  }

  std::string FieldOf(const HtmlToken& token, std::string_view name) {
    const bool is_other = token.name == "option" && !names_.is_selected && is_in_select_;
    if (is_other && (name == "value" || name == "label")) return "";
    if (name.starts_with("data-")) return names_.Path("data", name.substr(5));
    if (name == "value") return FieldOfValue(token);
    if (name == "content" && token.name == "meta") {
      for (const std::string_view key : {"name", "property", "itemprop", "http-equiv"}) {
        if (HasAttribute(token, key)) return names_.Path("meta", ValueOf(token, key));
      }
      return "meta";
    }
    return std::string(FieldOfAttribute(name));
  }

  std::string FieldOfValue(const HtmlToken& token) {
    if (token.name == "option" && is_in_select_) return names_.Path("form", names_.select);
    if (token.name != "input") {
      return HasAttribute(token, "name") ? names_.Path("form", ValueOf(token, "name")) : "value";
    }
    const std::string type = Lower(ValueOf(token, "type"));
    if (type == "submit" || type == "button" || type == "reset" || type == "image") return "value";
    const bool is_choice = type == "radio" || type == "checkbox";
    if (is_choice && !HasAttribute(token, "checked")) return "";
    return names_.Path("form", ValueOf(token, "name"));
  }

  static constexpr size_t kNone = static_cast<size_t>(-1);
  static constexpr size_t kSearchedAttributesMax = 16;

  std::string_view bytes_;
  bool wants_tags_;
  HtmlNames& names_;
  HtmlRecord& record_;
  size_t text_item_ = kNone;  // the text that is open
  std::vector<HtmlPiece> text_pieces_;
  bool is_in_cell_ = false;
  bool is_preserved_ = false;
  bool is_in_select_ = false;  // a record holds the whole of it
  std::string block_name_;  // the block that began before the open text, nothing between them
  size_t block_begin_ = 0;  // with the white space before it
  std::string raw_name_;
  std::string raw_field_;
  size_t raw_begin_ = 0;
  std::vector<RowCell> row_;
  size_t column_ = 0;
  bool has_row_tag_ = false;  // the row that is open began in this record
  // Attributes of the tag that begins there, by the literals that they were asked by.
  size_t found_in_ = kNone;
  std::map<std::string_view, const HtmlAttribute*> found_;
};

}  // namespace

std::string HtmlNames::Path(std::string_view kind, std::string_view name) {
  const std::string prefix = std::string(kind) + ".";
  const bool is_name = !name.empty() && name.size() <= kNameSizeBytesMax &&
                       std::none_of(name.begin(), name.end(),
                                    [](char c) { return c >= 0 && (c < 0x20 || c == 0x7F); });
  if (!is_name) return prefix + "*";
  std::string path = prefix + std::string(name);
  if (paths_.contains(path)) return path;
  if (paths_.size() >= kPathsMax) return prefix + "*";
  paths_.insert(path);
  return path;
}

void ReadHtmlRecord(std::string_view bytes, bool wants_tags, HtmlNames* names, HtmlRecord* record) {
  record->items.clear();
  record->pieces.clear();
  record->tags.clear();
  record->is_fixed_row = false;
  RecordWalker(bytes, wants_tags, names, record).Walk();
}

}  // namespace sunder::markup
