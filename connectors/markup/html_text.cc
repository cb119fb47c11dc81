#include "connectors/markup/html_text.h"

#include "connectors/markup/html_entities.h"

namespace sunder::markup {
namespace {

constexpr std::string_view kBlanks = " \t\n\f\r";

bool IsBlank(char c) { return kBlanks.find(c) != std::string_view::npos; }

// Collects a text. White space waits until something follows it, so that none stands at the edges.
class TextMaker {
 public:
  explicit TextMaker(std::vector<HtmlOrigin>* origins) : origins_(origins) {}

  void Put(std::string_view text, HtmlOrigin origin) {
    if (has_blank_ && !text_.empty()) {
      text_.push_back(blank_is_break_ ? '\n' : ' ');
      if (origins_ != nullptr) origins_->push_back(blank_);
    }
    has_blank_ = false;
    text_.append(text);
    if (origins_ == nullptr) return;
    // Bytes of plain text come one by one, those of a reference together.
    const bool is_plain = text.size() == origin.end - origin.begin && text.size() > 1 && !is_whole_;
    for (size_t i = 0; i < text.size(); ++i) {
      origins_->push_back(is_plain ? HtmlOrigin{origin.begin + i, origin.begin + i + 1} : origin);
    }
  }

  void PutWhole(std::string_view text, HtmlOrigin origin) {
    is_whole_ = true;
    Put(text, origin);
    is_whole_ = false;
  }

  void Blank(HtmlOrigin origin, bool is_break) {
    if (!has_blank_) {
      blank_ = origin;
      blank_is_break_ = is_break;
      has_blank_ = true;
      return;
    }
    blank_.end = origin.end;
    blank_is_break_ = blank_is_break_ || is_break;
  }

  std::string Take() { return std::move(text_); }

 private:
  std::string text_;
  std::vector<HtmlOrigin>* origins_;
  HtmlOrigin blank_;
  bool has_blank_ = false;
  bool blank_is_break_ = false;
  bool is_whole_ = false;
};

void TakePiece(std::string_view bytes, const HtmlPiece& piece, bool collapses, bool is_attribute,
               TextMaker* maker) {
  std::string reference;
  for (size_t at = piece.begin; at < piece.end;) {
    const std::string_view rest = bytes.substr(at, piece.end - at);
    if (rest.front() == '&') {
      reference.clear();
      const size_t size = TakeCharacterReference(rest, is_attribute, &reference);
      const size_t taken = size == 0 ? 1 : size;
      if (size == 0) reference = "&";
      maker->PutWhole(reference, {at, at + taken});
      at += taken;
      continue;
    }
    if (collapses && IsBlank(rest.front())) {
      const size_t size = std::min(rest.find_first_not_of(kBlanks), rest.size());
      maker->Blank({at, at + size}, false);
      at += size;
      continue;
    }
    const size_t size =
        std::min(collapses ? rest.find_first_of(" \t\n\f\r&") : rest.find('&'), rest.size());
    maker->Put(rest.substr(0, size), {at, at + size});
    at += size;
  }
}

}  // namespace

std::string TextOfItem(std::string_view bytes, const HtmlItem& item,
                       std::span<const HtmlPiece> pieces, std::vector<HtmlOrigin>* origins) {
  TextMaker maker(origins);
  for (const HtmlPiece& piece : pieces.subspan(item.first_piece, item.piece_count)) {
    switch (item.form) {
      case HtmlForm::kText:
      case HtmlForm::kCell:
        if (piece.kind == HtmlPiece::Kind::kBreak) {
          maker.Blank({piece.begin, piece.end}, true);
        } else {
          TakePiece(bytes, piece, piece.kind == HtmlPiece::Kind::kText, false, &maker);
        }
        break;
      case HtmlForm::kReferences:
      case HtmlForm::kChoice:
      case HtmlForm::kAttribute:
        TakePiece(bytes, piece, false, item.form == HtmlForm::kAttribute, &maker);
        break;
      default:
        maker.Put(bytes.substr(piece.begin, piece.end - piece.begin), {piece.begin, piece.end});
    }
  }
  return maker.Take();
}

std::string EscapedText(std::string_view text) {
  std::string escaped;
  escaped.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case ' ': {
        const bool stands_alone =
            i > 0 && i + 1 < text.size() && !IsBlank(text[i - 1]) && !IsBlank(text[i + 1]);
        escaped += stands_alone ? " " : "&#32;";
        break;
      }
      case '\t':
      case '\n':
      case '\f':
      case '\r':
        escaped += "&#" + std::to_string(static_cast<int>(c)) + ";";
        break;
      default:
        escaped.push_back(c);
    }
  }
  return escaped;
}

std::string EscapedAttribute(std::string_view text, char quote) {
  std::string escaped;
  escaped.reserve(text.size());
  for (const char c : text) {
    if (c == '&') {
      escaped += "&amp;";
    } else if (c == quote) {
      escaped += quote == '\'' ? "&#39;" : "&quot;";
    } else {
      escaped.push_back(c);
    }
  }
  return escaped;
}

}  // namespace sunder::markup
