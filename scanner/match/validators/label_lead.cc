#include "scanner/match/validators/label_lead.h"

#include "scanner/match/validators/match_text.h"
#include "scanner/text/characters.h"

namespace sunder::scanner {
namespace {

constexpr uint32_t kBlanksMax = 8;
constexpr uint32_t kHintSizeBytesMax = 40;  // "(dd/mm/yyyy)"
constexpr uint32_t kTagsSizeBytesMax = 96;

class LeadReader {
 public:
  explicit LeadReader(const ValidationInput& input)
      : text_(input.folded), begin_(input.match.begin), at_(input.match.end) {}

  LabelLead Read() {
    LabelLead lead;
    lead.is_key_quoted = SkipQuotes();
    const uint32_t blanks = SkipBlanks();
    SkipHint();
    if (Mark() == '.' && (MarkBehind() == ':' || MarkBehind() == ' ')) Skip();
    if (Mark() == '>' || Mark() == '<') {
      lead.sign = SkipTags() ? '>' : '\0';
    } else {
      const bool is_alternative = blanks == 0 && IsTightStroke();
      lead.sign = is_alternative ? '\0' : ReadSign();
      if (lead.sign == 0 && (blanks > 0 || SkipBlanks() > 0)) lead.sign = ' ';
    }
    if (lead.sign == 0) return lead;
    SkipBlanks();
    if (Mark() == '<' && lead.sign != '>') SkipTags();  // "<b>Born:</b> 3 May"
    lead.is_quoted = SkipQuotes();
    lead.value = at_;
    return lead;
  }

 private:
  bool Ends() const { return at_ >= text_.size(); }
  char Mark() const {
    if (Ends()) return 0;
    const Character character = CharacterAt(text_, at_);
    return character.kind == CharacterKind::kMark ? character.mark : '\0';
  }
  char MarkBehind() const {
    const size_t next = at_ + CharacterAt(text_, at_).size_bytes;
    if (next >= text_.size()) return 0;
    const Character character = CharacterAt(text_, next);
    return character.kind == CharacterKind::kMark ? character.mark : '\0';
  }
  // "is|or|not": alternatives of a pattern; a table's stroke has blanks around it.
  bool IsTightStroke() const {
    return Mark() == '|' && at_ + 1 < text_.size() && text_[at_ + 1] != ' ';
  }
  void Skip() { at_ += CharacterAt(text_, at_).size_bytes; }

  // Also those that a string in a string escapes.
  bool SkipQuotes() {
    const uint32_t before = at_;
    while (!Ends() && at_ < before + 6 &&
           (Mark() == '"' || text_[at_] == '\'' || text_[at_] == '\\' || text_[at_] == '`')) {
      Skip();
    }
    return at_ > before;
  }

  uint32_t SkipBlanks() {
    uint32_t count = 0;
    while (Mark() == ' ' && text_[at_] != '\n' && text_[at_] != '\r' && count < kBlanksMax) {
      Skip();
      ++count;
    }
    return count;
  }

  // "(dd/mm/yyyy)" between the label and its colon.
  void SkipHint() {
    if (Mark() != '(') return;
    const size_t end = text_.substr(at_, kHintSizeBytesMax).find(')');
    if (end == std::string_view::npos) return;
    at_ += static_cast<uint32_t>(end) + 1;
    SkipBlanks();
  }

  // "</td><td>", or the rest of the tag whose name the label is.
  bool SkipTags() {
    const uint32_t limit = at_ + kTagsSizeBytesMax;
    const bool is_tag = Mark() == '>';
    if (is_tag && (begin_ == 0 ||
                   std::string_view("<:_.").find(text_[begin_ - 1]) == std::string_view::npos)) {
      return false;
    }
    if (is_tag) Skip();
    while (!Ends() && text_[at_] == '<' && at_ < limit) {
      const size_t end = text_.substr(at_, kTagsSizeBytesMax).find('>');
      if (end == std::string_view::npos) return false;
      at_ += static_cast<uint32_t>(end) + 1;
      while (Mark() == ' ') Skip();
    }
    return true;
  }

  char ReadSign() {
    const char mark = Mark();
    const std::string_view rest = text_.substr(std::min<size_t>(at_, text_.size()));
    for (const std::string_view compared : {"==", "=~", "::", ":/", "|="}) {
      if (rest.starts_with(compared)) return 0;
    }
    for (const std::string_view arrow : {"=>", ":=", "->", "\xE2\x86\x92"}) {
      if (!rest.starts_with(arrow)) continue;
      at_ += static_cast<uint32_t>(arrow.size());
      return arrow[0] == ':' || arrow[0] == '=' ? '=' : '|';
    }
    // A full-width stroke or a box reads as '|', too.
    if (mark != ':' && mark != '=' && !(mark == '|' && text_[at_] == '|')) return 0;
    Skip();
    return mark;
  }

  const std::string_view text_;
  const uint32_t begin_;
  uint32_t at_;
};

}  // namespace

LabelLead ReadLabelLead(const ValidationInput& input) { return LeadReader(input).Read(); }

}  // namespace sunder::scanner
