// Term lists and code lists: plain text, one entry a line. Private to this folder.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/label.h"
#include "core/status.h"
#include "core/vocabulary.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// Folds a term and trims it. Refuses what no text can hold: nothing at all, or the cell separator.
Result<std::string> FoldTerm(std::string_view term);

// The paradigms that a list of one language may name.
class ParadigmFinder {
 public:
  // `paradigms` must outlive it; `language` is empty where a list is of none.
  ParadigmFinder(const std::vector<Paradigm>& paradigms, std::string language)
      : paradigms_(paradigms), language_(std::move(language)) {}

  Result<ParadigmId> Find(std::string_view name) const;
  // Cuts ` %NAME` off the end of a term.
  Result<ParadigmId> Take(std::string_view* written) const;

 private:
  const std::vector<Paradigm>& paradigms_;
  std::string language_;
};

// A term as it stands in a list or in `words`: with a leading '!' where it is distinctive, and
// ` %PARADIGM` behind it where it is inflected.
Result<Term> ParseTerm(std::string_view written, const ParadigmFinder& paradigms);

// The language that a list's name tells: "de" of "terms/faiths.de.txt"; empty: none.
std::string LanguageOfList(std::string_view path);

// `@ Value < Parent`, or what stands behind a code's `=`.
struct ValueDeclaration {
  std::string name;
  std::string parent;  // empty: none named here
  std::string where;   // file and line
};

struct ParsedList {
  static constexpr size_t kNoDeclaration = static_cast<size_t>(-1);
  std::vector<Term> terms;           // their values still open
  std::vector<size_t> declarations;  // by term: index into `values`
  std::vector<ValueDeclaration> values;
};

// `where` begins every message.
Result<ParsedList> ParseTermList(std::string_view bytes, const std::string& where,
                                 const ParadigmFinder& paradigms);
// Lines `CODE = Value < Parent`.
Result<ParsedList> ParseCodeList(std::string_view bytes, const std::string& where);

// Enters the values of all lists of one label in `vocabulary`, in their order but roll-ups first; a
// value's parent may be named in any of the lists. Refuses two parents, an unknown one and a ring.
Status AddValues(LabelId label, const std::vector<const ParsedList*>& lists,
                 Vocabulary* vocabulary);

// Lines of plain words (missing.txt), folded.
Result<std::vector<std::string>> ParseWordList(std::string_view bytes, const std::string& where);

// The same term twice is kept once. With two values it is an error within one language; between
// languages it stands for what both roll up to.
Status RemoveRepeatedTerms(const Vocabulary& vocabulary, const std::string& where,
                           std::vector<Term>* terms);

// Adds the terms as people type them without accents, where no term is spelt like that.
void AddPlainSpellings(std::vector<Term>* terms);

}  // namespace sunder::scanner
