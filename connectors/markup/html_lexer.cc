#include "connectors/markup/html_lexer.h"

#include <algorithm>
#include <utility>

#include "connectors/markup/html_elements.h"

namespace sunder::markup {
namespace {

constexpr std::string_view kBlanks = " \t\n\f\r";
constexpr size_t kNameSizeBytesMax = 32;
// A tag with more attributes is read on, without the rest of them as attributes of their own.
constexpr size_t kAttributesMax = 10000;

bool IsBlank(char c) { return kBlanks.find(c) != std::string_view::npos; }
bool IsLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
char Lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool IsBlankText(std::string_view text) {
  return text.find_first_not_of(kBlanks) == std::string_view::npos;
}

}  // namespace

bool HtmlLexer::Next(std::string_view bytes, size_t* position, HtmlToken* token) {
  if (*position == 0) {
    // What was open goes on from before these bytes.
    run_begin_ = 0;
    open_.begin = 0;
  }
  while (*position < bytes.size()) {
    const char c = bytes[*position];
    switch (state_) {
      case State::kText:
        if (TakeText(bytes, position, token)) return true;
        break;
      case State::kRaw:
        if (TakeRaw(bytes, position, token)) return true;
        break;
      case State::kRawEnd:
        if (TakeRawEnd(bytes, position, token)) return true;
        break;
      case State::kTagOpen:
      case State::kEndTagOpen:
        OpenTag(bytes, position);
        break;
      case State::kMarkup:
      case State::kComment:
      case State::kBogus:
        ++*position;
        if (StepMarkup(c, *position - 1, token)) return true;
        break;
      default:
        ++*position;
        if (StepTag(c, *position - 1, token)) return true;
    }
  }
  return false;
}

// Text up to the next `<`; the `<` itself is taken, too, and may turn out to be text.
bool HtmlLexer::TakeText(std::string_view bytes, size_t* position, HtmlToken* token) {
  const size_t less = bytes.find('<', *position);
  const size_t end = std::min(less, bytes.size());
  const size_t begin = run_begin_;
  const bool is_deferred = std::exchange(has_deferred_, false);
  if (less != std::string_view::npos) {
    state_ = State::kTagOpen;
    *position = less + 1;
    run_begin_ = less;
  } else {
    *position = end;
    run_begin_ = end;
  }
  if (begin == end && !is_deferred) return false;
  token->kind = HtmlToken::Kind::kText;
  token->begin = begin;
  token->end = end;
  token->is_blank = !is_deferred && IsBlankText(bytes.substr(begin, end - begin));
  return true;
}

// Content of a raw element up to the `</` that may end it. Pieces are given as they come.
bool HtmlLexer::TakeRaw(std::string_view bytes, size_t* position, HtmlToken* token) {
  const size_t less = bytes.find('<', *position);
  const size_t end = std::min(less, bytes.size());
  const size_t begin = run_begin_;
  const bool is_deferred = std::exchange(has_deferred_, false);
  run_begin_ = end;
  *position = end;
  if (less != std::string_view::npos) {
    state_ = State::kRawEnd;
    raw_matched_ = 0;
    *position = less + 1;
  }
  if (begin == end && !is_deferred) return false;
  token->kind = HtmlToken::Kind::kRaw;
  token->name = raw_name_;
  token->begin = begin;
  token->end = end;
  token->is_blank = !is_deferred && IsBlankText(bytes.substr(begin, end - begin));
  return true;
}

// Behind `<` in a raw element; raw_matched_ counts the `/` and the letters that fit.
bool HtmlLexer::TakeRawEnd(std::string_view bytes, size_t* position, HtmlToken* token) {
  const char c = bytes[*position];
  if (raw_matched_ <= raw_name_.size()) {
    const char wanted = raw_matched_ == 0 ? '/' : raw_name_[raw_matched_ - 1];
    if (Lower(c) == wanted) {
      ++raw_matched_;
      ++*position;
      return false;
    }
  } else if (IsBlank(c) || c == '/' || c == '>') {
    StartTag(HtmlToken::Kind::kEndTag, run_begin_);
    open_.name = raw_name_;
    raw_name_.clear();
    state_ = State::kBeforeAttribute;
    ++*position;
    return StepTag(c, *position - 1, token);
  }
  // No end: the run goes on from its `<`.
  state_ = State::kRaw;
  has_deferred_ = true;
  return false;
}

void HtmlLexer::OpenTag(std::string_view bytes, size_t* position) {
  const char c = bytes[*position];
  if (state_ == State::kTagOpen) {
    if (IsLetter(c)) {
      StartTag(HtmlToken::Kind::kStartTag, run_begin_);
    } else if (c == '/') {
      state_ = State::kEndTagOpen;
      ++*position;
    } else if (c == '!' || c == '?') {
      open_.begin = run_begin_;
      open_.kind = c == '?' ? HtmlToken::Kind::kDeclaration : HtmlToken::Kind::kComment;
      open_.content_begin = ++*position;
      state_ = c == '?' ? State::kBogus : State::kMarkup;
      dashes_ = 0;
    } else {
      state_ = State::kText;  // the run goes on from its `<`
      has_deferred_ = true;
    }
    return;
  }
  if (IsLetter(c)) {
    StartTag(HtmlToken::Kind::kEndTag, run_begin_);
    return;
  }
  open_.begin = run_begin_;
  open_.kind = HtmlToken::Kind::kComment;
  open_.content_begin = *position;
  state_ = State::kBogus;
}

void HtmlLexer::StartTag(HtmlToken::Kind kind, size_t begin) {
  open_.kind = kind;
  open_.begin = begin;
  open_.name.clear();
  open_.attributes.clear();
  open_.is_self_closing = false;
  has_attribute_ = false;
  state_ = State::kTagName;
}

void HtmlLexer::StartAttribute(size_t at) {
  current_ = {at, at, at, at, at, 0};
  has_attribute_ = true;
  state_ = State::kAttributeName;
}

// True: the tag is complete.
bool HtmlLexer::StepTag(char c, size_t at, HtmlToken* token) {
  if (state_ == State::kValue) {
    if (current_.quote != 0 || (!IsBlank(c) && c != '>')) {
      StepValue(c, at);
      return false;
    }
    current_.value_end = current_.end = at;
    state_ = State::kBeforeAttribute;
  }
  if (state_ == State::kBeforeValue) {
    if (IsBlank(c)) return false;
    if (c != '>') {
      const bool is_quoted = c == '"' || c == '\'';
      current_.quote = is_quoted ? c : 0;
      current_.value_begin = is_quoted ? at + 1 : at;
      state_ = State::kValue;
      return false;
    }
    current_.value_begin = current_.value_end = current_.end = at;
  }
  if (c == '>') return EndTag(at, token);
  if (IsBlank(c) || c == '/') {
    open_.is_self_closing = c == '/';
    if (state_ == State::kAttributeName || state_ == State::kAfterAttributeName) {
      if (state_ == State::kAttributeName) {
        current_.name_end = current_.value_begin = current_.value_end = current_.end = at;
      }
      state_ = c == '/' ? State::kBeforeAttribute : State::kAfterAttributeName;
    } else {
      state_ = State::kBeforeAttribute;
    }
    return false;
  }
  open_.is_self_closing = false;
  if (state_ == State::kTagName) {
    if (open_.name.size() < kNameSizeBytesMax) open_.name.push_back(Lower(c));
    return false;
  }
  if (c == '=' && state_ != State::kBeforeAttribute) {
    if (state_ == State::kAttributeName) current_.name_end = at;
    state_ = State::kBeforeValue;
    return false;
  }
  if (state_ == State::kAttributeName) return false;
  if (has_attribute_ && open_.attributes.size() < kAttributesMax) {
    open_.attributes.push_back(current_);
  }
  StartAttribute(at);
  return false;
}

void HtmlLexer::StepValue(char c, size_t at) {
  if (c != current_.quote || current_.quote == 0) return;
  current_.value_end = at;
  current_.end = at + 1;
  state_ = State::kBeforeAttribute;
}

bool HtmlLexer::EndTag(size_t at, HtmlToken* token) {
  if (has_attribute_) {
    if (state_ == State::kAttributeName) {
      current_.name_end = current_.value_begin = current_.value_end = current_.end = at;
    }
    if (open_.attributes.size() < kAttributesMax) open_.attributes.push_back(current_);
  }
  open_.end = at + 1;
  run_begin_ = at + 1;
  state_ = State::kText;
  if (open_.kind == HtmlToken::Kind::kStartTag && !open_.is_self_closing &&
      IsRawElement(open_.name)) {
    raw_name_ = open_.name;
    state_ = State::kRaw;
  }
  std::swap(*token, open_);
  return true;
}

bool HtmlLexer::StepMarkup(char c, size_t at, HtmlToken* token) {
  if (state_ == State::kMarkup) {
    if (c == '-' && dashes_ < 2) {
      if (++dashes_ < 2) return false;
      state_ = State::kComment;
      open_.content_begin = at + 1;
      is_fresh_ = true;
      is_exclaimed_ = false;
      dashes_ = 0;
      return false;
    }
    if (dashes_ == 0 && Lower(c) == 'd') open_.kind = HtmlToken::Kind::kDeclaration;
    state_ = State::kBogus;
  }
  if (state_ == State::kBogus) return c == '>' ? EndMarkup(at, at, token) : false;
  if (c == '>' && (is_fresh_ || dashes_ >= 2 || is_exclaimed_)) {
    const size_t marks = is_exclaimed_ ? 3 : std::min<size_t>(dashes_, 2);
    const size_t content_end = at >= marks ? at - marks : 0;
    return EndMarkup(std::max(content_end, std::min(open_.content_begin, at)), at, token);
  }
  is_exclaimed_ = c == '!' && dashes_ >= 2;
  dashes_ = c == '-' ? dashes_ + 1 : 0;
  // <!--> and <!---> are whole comments.
  is_fresh_ = is_fresh_ && c == '-' && dashes_ == 1;
  return false;
}

bool HtmlLexer::EndMarkup(size_t content_end, size_t at, HtmlToken* token) {
  state_ = State::kText;
  open_.content_end = content_end;
  open_.end = at + 1;
  run_begin_ = at + 1;
  open_.name.clear();
  open_.attributes.clear();
  std::swap(*token, open_);
  return true;
}

bool HtmlLexer::Finish(std::string_view bytes, HtmlToken* token) {
  const State state = std::exchange(state_, State::kText);
  if (state == State::kText || state == State::kRaw) return false;
  token->attributes.clear();
  token->end = bytes.size();
  const bool is_markup =
      state == State::kMarkup || state == State::kComment || state == State::kBogus;
  if (is_markup) {
    token->kind = open_.kind;
    token->begin = open_.begin;
    token->content_begin = std::min(open_.content_begin, bytes.size());
    token->content_end = bytes.size();
    return true;
  }
  const bool is_raw = state == State::kRawEnd;
  const bool is_run = is_raw || state == State::kTagOpen || state == State::kEndTagOpen;
  token->kind = is_raw ? HtmlToken::Kind::kRaw : HtmlToken::Kind::kText;
  token->name = raw_name_;
  token->begin = is_run ? run_begin_ : open_.begin;
  token->is_blank = false;
  return true;
}

}  // namespace sunder::markup
