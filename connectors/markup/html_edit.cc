#include "connectors/markup/html_edit.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "connectors/markup/html_elements.h"
#include "connectors/markup/html_text.h"
#include "connectors/markup/text_cuts.h"

namespace sunder::markup {
namespace {

// Longer texts are not aligned with their edited form; they lose their inline tags.
constexpr size_t kAlignedSizeBytesMax = 4 * 1024 * 1024;

struct Splice {
  size_t begin = 0;
  size_t end = 0;
  std::string text;
};

bool IsBlankText(std::string_view text) {
  return text.find_first_not_of(" \t\n\f\r") == std::string_view::npos;
}

// A comment ends at its first `-->`.
std::string EscapedComment(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '>' && (escaped.empty() || escaped.back() == '-' || escaped.back() == '!')) {
      escaped += "&gt;";
    } else {
      escaped.push_back(c);
    }
  }
  if (escaped.ends_with('-') || escaped.ends_with("--!") || escaped.ends_with("<!")) escaped += ' ';
  return escaped;
}

class RecordEditor {
 public:
  RecordEditor(std::string_view bytes, const HtmlRecord& record) : bytes_(bytes), record_(record) {
    for (const HtmlItem& item : record_.items) {
      if (item.form == HtmlForm::kAttribute) read_attributes_.push_back(Piece(item).begin);
    }
    std::sort(read_attributes_.begin(), read_attributes_.end());
  }

  void Edit(const ItemEdit& edit) {
    const HtmlItem& item = record_.items[edit.item];
    const bool is_cell = item.form == HtmlForm::kCell;
    bares_ = bares_ || edit.is_bared;
    if (item.form == HtmlForm::kChoice) {
      splices_.push_back({item.outer_begin, item.outer_end, ""});
      return;
    }
    if (edit.keeps_text && !(is_cell && edit.is_of_field)) return;
    const bool is_removed = edit.is_removed || edit.text.empty();
    switch (item.form) {
      case HtmlForm::kText:
      case HtmlForm::kCell:
        if (edit.is_of_field && is_cell) RemoveLooks(item, edit.is_leaving);
        if (!edit.keeps_text && !edit.is_form) EditText(item, is_removed ? "" : edit.text);
        break;
      case HtmlForm::kReferences:
        Put(item, is_removed ? "" : EscapedText(edit.text));
        break;
      case HtmlForm::kRaw:
        Put(item, "");
        break;
      case HtmlForm::kAttribute:
        if (IsOfChoice(item)) break;
        EditAttribute(item, is_removed, edit.text);
        break;
      case HtmlForm::kChoice:
        break;
      case HtmlForm::kComment:
        EditComment(item, is_removed, edit.text);
        break;
    }
  }

  // The splices made, one inside another taken by the outer one.
  std::string Apply() {
    if (bares_) BareTags();
    std::stable_sort(splices_.begin(), splices_.end(), [](const Splice& a, const Splice& b) {
      return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
    });
    std::string out;
    size_t at = 0;
    for (const Splice& splice : splices_) {
      if (splice.begin < at) {
        // Inside the one before, or begun by it: what of it is left leaves, too.
        at = std::max(at, splice.end);
        continue;
      }
      out.append(bytes_.substr(at, splice.begin - at));
      out.append(splice.text);
      at = splice.end;
    }
    out.append(bytes_.substr(at));
    return out;
  }

 private:
  const HtmlPiece& Piece(const HtmlItem& item) const { return record_.pieces[item.first_piece]; }

  void Put(const HtmlItem& item, std::string text) {
    splices_.push_back({Piece(item).begin, Piece(item).end, std::move(text)});
  }

  // The tag that stands around or next before `at`; tags.end(): none.
  std::vector<HtmlToken>::const_iterator TagBefore(size_t at) const {
    const auto& tags = record_.tags;
    const auto tag = std::lower_bound(
        tags.begin(), tags.end(), at,
        [](const HtmlToken& other, size_t wanted) { return other.begin < wanted; });
    return tag == tags.begin() ? tags.end() : tag - 1;
  }

  // Of a cell whose column is edited or leaves, and of its row: attributes that nobody reads
  // (`class`, `style`) may tell its value as well. Those that are read are items of their own; of a
  // cell that leaves they go along.
  void RemoveLooks(const HtmlItem& cell, bool is_leaving) {
    const auto tag = TagBefore(cell.outer_begin);
    if (tag == record_.tags.end() || !IsTableCell(tag->name)) return;
    RemoveAttributes(*tag, is_leaving);
    // Cells come in their order: behind the last one looked at.
    const auto index = static_cast<size_t>(tag - record_.tags.begin());
    for (; next_tag_ < index; ++next_tag_) {
      const HtmlToken& before = record_.tags[next_tag_];
      if (before.name == "tr") row_ = before.kind == HtmlToken::Kind::kStartTag ? &before : nullptr;
    }
    if (row_ != nullptr && bare_rows_.insert(row_->begin).second) {
      RemoveAttributes(*row_, false);
    }
  }

  void BareTags() {
    for (const HtmlToken& tag : record_.tags) {
      if (tag.kind != HtmlToken::Kind::kStartTag) continue;
      if (IsPicture(tag.name)) splices_.push_back({tag.begin, tag.end, ""});
      if (tag.name == "tr" || IsTableCell(tag.name)) RemoveAttributes(tag, true);
    }
  }

  void RemoveAttributes(const HtmlToken& tag, bool takes_read) {
    size_t before = tag.begin + 1 + tag.name.size();
    for (const HtmlAttribute& attribute : tag.attributes) {
      if (!IsShape(attribute) && (takes_read || !IsRead(attribute))) {
        // The next name may follow without a blank.
        const bool is_apart = IsBlankText(bytes_.substr(attribute.end, 1)) ||
                              bytes_[attribute.end] == '>' || bytes_[attribute.end] == '/';
        splices_.push_back({before, attribute.end, is_apart ? "" : " "});
      }
      before = attribute.end;
    }
  }

  bool IsRead(const HtmlAttribute& attribute) const {
    return std::binary_search(read_attributes_.begin(), read_attributes_.end(),
                              attribute.value_begin);
  }

  bool IsShape(const HtmlAttribute& attribute) const {
    std::string name(bytes_.substr(attribute.begin, attribute.name_end - attribute.begin));
    for (char& c : name) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return name == "colspan" || name == "rowspan";
  }

  // An option stays with its value, whoever chose it: that it is chosen is an item of its own.
  bool IsOfChoice(const HtmlItem& attribute) const {
    const auto tag = TagBefore(Piece(attribute).begin);
    if (tag == record_.tags.end()) return false;
    return std::any_of(record_.items.begin(), record_.items.end(), [&](const HtmlItem& other) {
      return other.form == HtmlForm::kChoice && tag->begin < other.outer_begin &&
             other.outer_end < tag->end;
    });
  }

  void EditAttribute(const HtmlItem& item, bool is_removed, std::string_view text) {
    const HtmlPiece& piece = Piece(item);
    if (is_removed) {
      splices_.push_back({item.outer_begin, item.outer_end, ""});
    } else if (item.quote != 0) {
      splices_.push_back({piece.begin, piece.end, EscapedAttribute(text, item.quote)});
    } else {
      const bool has_value = piece.begin < piece.end;
      splices_.push_back({piece.begin, piece.end,
                          (has_value ? "\"" : "=\"") + EscapedAttribute(text, '"') + "\""});
    }
  }

  void EditComment(const HtmlItem& item, bool is_removed, std::string_view text) {
    if (is_removed || IsBlankText(text)) {
      splices_.push_back({item.outer_begin, item.outer_end, ""});
    } else {
      splices_.push_back({item.outer_begin, item.outer_end, "<!--" + EscapedComment(text) + "-->"});
    }
  }

  void EditText(const HtmlItem& item, std::string_view text) {
    const bool is_cell = item.form == HtmlForm::kCell;
    const bool has_block = !is_cell && item.piece_count > 0 && item.outer_begin < Piece(item).begin;
    if (text.empty() && (is_cell || has_block)) {
      splices_.push_back({item.outer_begin, item.outer_end, ""});
      return;
    }
    if (item.piece_count == 0) {
      splices_.push_back({item.outer_begin, item.outer_end, EscapedText(text)});
      return;
    }
    std::vector<HtmlOrigin> origins;
    const std::string before = TextOfItem(bytes_, item, record_.pieces, &origins);
    const bool is_aligned = before.size() <= kAlignedSizeBytesMax && !before.empty();
    const auto cuts = is_aligned ? FindCuts(before, text) : std::optional<std::vector<TextCut>>();
    if (!cuts || !FitsOrigins(*cuts, origins)) {
      const HtmlPiece& last = record_.pieces[item.first_piece + item.piece_count - 1];
      CutSource(Piece(item).begin, last.end, EscapedText(text));
      return;
    }
    for (const TextCut& cut : *cuts) {
      CutSource(origins[cut.begin].begin, origins[cut.end - 1].end, "");
    }
  }

  // A reference of several bytes is not cut in two.
  static bool FitsOrigins(const std::vector<TextCut>& cuts,
                          const std::vector<HtmlOrigin>& origins) {
    return std::all_of(cuts.begin(), cuts.end(), [&](const TextCut& cut) {
      const auto is_joint = [&](size_t at) {
        return at == 0 || at == origins.size() || origins[at - 1].begin != origins[at].begin;
      };
      return is_joint(cut.begin) && is_joint(cut.end);
    });
  }

  // Puts `text` in place of the source bytes [begin, end), but for tags whose other half stands
  // outside. Without a text the pairs of tags leave that stand around nothing any more.
  void CutSource(size_t begin, size_t end, std::string text) {
    const auto& tags = record_.tags;
    const auto first =
        std::lower_bound(tags.begin(), tags.end(), begin,
                         [](const HtmlToken& tag, size_t wanted) { return tag.begin < wanted; });
    auto last = first;
    while (last != tags.end() && last->end <= end) ++last;
    // Indexes of the tags in between that have no partner there.
    std::vector<size_t> unpaired;
    for (auto tag = first; tag != last; ++tag) TakeTag(tag, &unpaired);
    size_t before = static_cast<size_t>(first - tags.begin());
    size_t after = static_cast<size_t>(last - tags.begin());
    while (!unpaired.empty() && after < tags.size() && tags[after].begin == end &&
           tags[unpaired.back()].kind == HtmlToken::Kind::kStartTag &&
           IsEndOf(tags[after], tags[unpaired.back()].name)) {
      unpaired.pop_back();
      end = tags[after++].end;
    }
    size_t skipped = 0;  // leading unpaired end tags that left with their start tags
    while (text.empty() && before > 0 && tags[before - 1].end == begin &&
           tags[before - 1].kind == HtmlToken::Kind::kStartTag && IsInline(tags[before - 1])) {
      const std::string& name = tags[before - 1].name;
      if (skipped < unpaired.size()) {
        if (!IsEndOf(tags[unpaired[skipped]], name)) break;
        ++skipped;
      } else if (after < tags.size() && tags[after].begin == end && IsEndOf(tags[after], name)) {
        end = tags[after].end;
        ++after;
      } else {
        break;
      }
      begin = tags[--before].begin;
    }
    size_t at = begin;
    for (size_t i = skipped; i < unpaired.size(); ++i) {
      splices_.push_back({at, tags[unpaired[i]].begin, std::exchange(text, "")});
      at = tags[unpaired[i]].end;
    }
    splices_.push_back({at, end, std::move(text)});
  }

  void TakeTag(std::vector<HtmlToken>::const_iterator tag, std::vector<size_t>* unpaired) const {
    const bool is_start = tag->kind == HtmlToken::Kind::kStartTag;
    if (is_start && (tag->is_self_closing || IsVoidElement(tag->name))) return;
    if (!is_start && !unpaired->empty()) {
      const HtmlToken& open = record_.tags[unpaired->back()];
      if (open.kind == HtmlToken::Kind::kStartTag && open.name == tag->name) {
        unpaired->pop_back();
        return;
      }
    }
    unpaired->push_back(static_cast<size_t>(tag - record_.tags.begin()));
  }

  static bool IsInline(const HtmlToken& tag) {
    return !IsBlockElement(tag.name) && !IsVoidElement(tag.name) && !tag.is_self_closing;
  }
  static bool IsEndOf(const HtmlToken& tag, const std::string& name) {
    return tag.kind == HtmlToken::Kind::kEndTag && tag.name == name;
  }

  std::string_view bytes_;
  const HtmlRecord& record_;
  std::vector<Splice> splices_;
  std::vector<size_t> read_attributes_;  // where their values begin, sorted
  std::set<size_t> bare_rows_;            // where tags of rows begin that have lost attributes
  bool bares_ = false;                           // ItemEdit::is_bared of any
  size_t next_tag_ = 0;                          // behind those that were looked at for a row
  const HtmlToken* row_ = nullptr;               // the tag of the row that the last cell stands in
};

}  // namespace

std::string EditHtmlRecord(std::string_view bytes, const HtmlRecord& record,
                           std::span<const ItemEdit> edits) {
  RecordEditor editor(bytes, record);
  for (const ItemEdit& edit : edits) editor.Edit(edit);
  return editor.Apply();
}

}  // namespace sunder::markup
