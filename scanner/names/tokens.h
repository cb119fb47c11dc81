// The words of a cell with what stands between them and how the original wrote them.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "scanner/match/validators/validators.h"
#include "scanner/names/word_marks.h"

namespace sunder::scanner::names {

enum class Script : uint8_t { kCased, kUncased, kHan };

// What stands between a word and the one before it.
enum class Gap : uint8_t {
  kBlank,   // one blank, tab or no-break space
  kPeriod,  // ". " or "." behind an initial
  kComma,   // ", "
  kColon,   // ": " or "= ", the colon perhaps behind a blank
  kLine,    // a line end among white space and punctuation
  kOther,   // anything else
  kStart,   // the cell begins
};

struct Token {
  Span span;              // of the folded cell; hyphens and apostrophes inside
  std::string_view word;  // folded, without a possessive ending
  uint32_t marks = 0;     // of the lexicon
  Script script = Script::kCased;
  Gap gap = Gap::kStart;
  char before = 0;  // last byte before the word; 0 at the beginning
  char after = 0;
  bool is_capital = false;
  bool is_upper = false;
  bool is_initial = false;
  bool has_period = false;
  bool has_digit = false;
  bool is_possessive = false;
  bool is_mixed = false;  // "GitHub": a capital inside, and no "McDonald"
  bool is_plain = false;  // ASCII letters and digits only
  bool begins_sentence = false;
};

// `tokens` is what held the last ones.
void Tokenize(const ValidationInput& input, WordMarksMemo* memo, std::vector<Token>* tokens);

// One cell for all finders: its words are split when the first of them asks. Reused from cell to
// cell by one thread.
class CellTokens {
 public:
  // REQUIRES: the input's texts stay until the next Start.
  void Start(const ValidationInput& input) {
    input_.emplace(input);
    is_split_ = false;
    has_occupations_ = false;
    has_names_ = false;
  }
  const ValidationInput& input() const { return *input_; }
  const std::vector<Token>& Get() {
    if (!is_split_) Tokenize(*input_, &memo_, &tokens_);
    is_split_ = true;
    return tokens_;
  }
  // What is known of the endings of words.
  WordMarksMemo& endings() { return endings_; }
  // What `find(cell, &found)` finds, which is asked once.
  template <class Find>
  const std::vector<Validation>& Occupations(Find find) {
    if (!has_occupations_) {
      occupations_.clear();
      find(this, &occupations_);
      has_occupations_ = true;
    }
    return occupations_;
  }
  // Likewise of names of persons.
  template <class Find>
  const std::vector<Validation>& Names(Find find) {
    if (!has_names_) {
      names_.clear();
      find(this, &names_);
      has_names_ = true;
    }
    return names_;
  }

 private:
  std::optional<ValidationInput> input_;
  WordMarksMemo memo_;
  WordMarksMemo endings_;
  std::vector<Token> tokens_;
  std::vector<Validation> occupations_;
  std::vector<Validation> names_;
  bool is_split_ = false;
  bool has_occupations_ = false;
  bool has_names_ = false;
};

}  // namespace sunder::scanner::names
