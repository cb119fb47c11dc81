// The tokens of HTML, by the tokenizer of the WHATWG HTML standard (section 13.2.5), in linear time
// and constant memory. No tree is built: trees repair broken pages by copying elements, which costs
// quadratic time on pages made for it, and only tokens have places in the source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sunder::markup {

struct HtmlAttribute {
  size_t begin = 0;  // of the name
  size_t name_end = 0;
  size_t value_begin = 0;  // without quotes; equal to value_end when there is no value
  size_t value_end = 0;
  size_t end = 0;  // behind the value and its closing quote
  char quote = 0;  // 0: not quoted
};

struct HtmlToken {
  enum class Kind : uint8_t {
    kText,
    kRaw,  // content of an element without markup (script, title); see HtmlToken::name
    kStartTag,
    kEndTag,
    kComment,      // also what browsers take for one: <!x>, </3>
    kDeclaration,  // <!doctype ...>, <?xml ...?>
  };
  Kind kind = Kind::kText;
  // Offsets in the bytes given to the call; a token that began in the call before begins at 0.
  size_t begin = 0;
  size_t end = 0;
  size_t content_begin = 0;  // of a comment's text
  size_t content_end = 0;
  std::string name;  // of a tag or of the raw element, lower case, cut at 32 bytes
  std::vector<HtmlAttribute> attributes;
  bool is_self_closing = false;
  bool is_blank = true;  // kText, kRaw: nothing but white space
};

// Used by one thread. Deviates from the standard where a reader of files is served better: a raw
// element that closes itself (`<script src="x"/>`, as XHTML has it) is empty, and the end of the
// file in a tag gives its bytes as text.
class HtmlLexer {
 public:
  // Takes the next token from `bytes` at `*position` and advances it. A text that reaches the end
  // of `bytes` is a token so far. False: no token is complete; the lexer remembers where it stands,
  // and the next call goes on with the bytes that follow, at position 0.
  bool Next(std::string_view bytes, size_t* position, HtmlToken* token);
  // At the end of the file, behind a Next that was false and with the same bytes: what the lexer
  // stands in as a token. False: nothing is open.
  bool Finish(std::string_view bytes, HtmlToken* token);

 private:
  enum class State : uint8_t {
    kText,
    kRaw,
    kRawEnd,  // behind `</` and `raw_matched_` letters of the raw element's name
    kTagOpen,
    kEndTagOpen,
    kTagName,
    kBeforeAttribute,
    kAttributeName,
    kAfterAttributeName,
    kBeforeValue,
    kValue,
    kMarkup,
    kComment,
    kBogus,
  };

  bool TakeText(std::string_view bytes, size_t* position, HtmlToken* token);
  bool TakeRaw(std::string_view bytes, size_t* position, HtmlToken* token);
  bool TakeRawEnd(std::string_view bytes, size_t* position, HtmlToken* token);
  void OpenTag(std::string_view bytes, size_t* position);
  bool StepTag(char c, size_t at, HtmlToken* token);
  void StepValue(char c, size_t at);
  bool StepMarkup(char c, size_t at, HtmlToken* token);
  void StartTag(HtmlToken::Kind kind, size_t begin);
  bool EndTag(size_t at, HtmlToken* token);
  void StartAttribute(size_t at);
  bool EndMarkup(size_t content_end, size_t at, HtmlToken* token);

  State state_ = State::kText;
  HtmlToken open_;         // the tag or comment that is being read
  HtmlAttribute current_;  // its attribute
  bool has_attribute_ = false;
  std::string raw_name_;
  size_t raw_matched_ = 0;
  size_t run_begin_ = 0;       // of a run of text or of the `<` that may begin a tag
  bool has_deferred_ = false;  // the run began with a `<` of the call before
  uint32_t dashes_ = 0;        // at the end of a comment so far; kMarkup: those read of `<!--`
  bool is_fresh_ = false;      // nothing but dashes was in the comment
  bool is_exclaimed_ = false;  // `--!` at the end of the comment so far
};

}  // namespace sunder::markup
