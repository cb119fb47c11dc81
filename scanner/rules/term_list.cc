#include "scanner/rules/term_list.h"

#include <algorithm>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "scanner/text/letters.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view Trim(std::string_view text) {
  const size_t begin = text.find_first_not_of(kSpace);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kSpace) - begin + 1);
}

bool IsSpaceOrNothing(std::string_view line, size_t at) {
  return at >= line.size() || kSpace.find(line[at]) != std::string_view::npos;
}

// A '#' that stands alone: "#N/A" is a term.
std::string_view WithoutComment(std::string_view line) {
  for (size_t at = line.find('#'); at != std::string_view::npos; at = line.find('#', at + 1)) {
    const bool begins_word = at == 0 || IsSpaceOrNothing(line, at - 1);
    if (begins_word && IsSpaceOrNothing(line, at + 1)) return line.substr(0, at);
  }
  return line;
}

// Calls `take` for every line that holds something; adds file and line to its error.
Status ForEachLine(std::string_view bytes, const std::string& where,
                   const std::function<Status(std::string_view, size_t)>& take) {
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  for (size_t number = 1; !bytes.empty(); ++number) {
    const size_t end = bytes.find('\n');
    const std::string_view line = Trim(WithoutComment(bytes.substr(0, end)));
    bytes.remove_prefix(end == std::string_view::npos ? bytes.size() : end + 1);
    if (line.empty()) continue;
    const Status status = take(line, number);
    if (!status.ok()) return status.WithContext(where + ": line " + std::to_string(number));
  }
  return Status::Ok();
}

// "Value" or "Value < Parent".
Result<ValueDeclaration> ParseValue(std::string_view written) {
  const size_t less = written.find('<');
  ValueDeclaration value;
  value.name = Trim(written.substr(0, less));
  if (value.name.empty()) {
    return Status::Usage("the value has no name; write `Value` or `Value < Parent`");
  }
  if (less == std::string_view::npos) return value;
  value.parent = Trim(written.substr(less + 1));
  if (value.parent.empty()) {
    return Status::Usage("nothing stands behind `<`; name the value's roll-up");
  }
  return value;
}

// Adds values with their roll-ups, each once.
class ValueAdder {
 public:
  ValueAdder(LabelId label, Vocabulary* vocabulary) : label_(label), vocabulary_(*vocabulary) {}

  Status Declare(const ValueDeclaration& value) {
    const auto [known, is_new] = declared_.emplace(value.name, &value);
    if (is_new || value.parent.empty()) return Status::Ok();
    const ValueDeclaration& first = *known->second;
    if (!first.parent.empty() && first.parent != value.parent) {
      return Status::Usage(value.where + ": value `" + value.name + "` rolls up to `" +
                           value.parent + "`, but to `" + first.parent + "` at " + first.where +
                           "; write the same parent in both");
    }
    known->second = &value;
    return Status::Ok();
  }

  // Follows the roll-ups without recursion: a list may be long.
  Status Add(const std::string& name) {
    std::vector<const ValueDeclaration*> path;
    std::unordered_set<std::string> on_path;
    for (std::string at = name; !at.empty(); at = path.back()->parent) {
      const auto found = declared_.find(at);
      if (found == declared_.end()) {
        if (vocabulary_.Find(label_, at)) break;  // "other", "multiple"
        return Status::Usage(path.back()->where + ": roll-up `" + at + "` of `" +
                             path.back()->name + "` is not defined; add a line `@ " + at + "`");
      }
      if (!on_path.insert(at).second) {
        return Status::Usage(found->second->where + ": value `" + at + "` rolls up to itself");
      }
      path.push_back(found->second);
    }
    for (; !path.empty(); path.pop_back()) {
      const Result<ValueId> id = vocabulary_.Add(label_, path.back()->name, path.back()->parent);
      if (!id.ok()) return id.status().WithContext(path.back()->where);
    }
    return Status::Ok();
  }

 private:
  const LabelId label_;
  Vocabulary& vocabulary_;
  std::unordered_map<std::string, const ValueDeclaration*> declared_;
};

Span SpanOf(std::string_view part, std::string_view whole) {
  const auto begin = static_cast<uint32_t>(std::min(whole.find(part), whole.size()));
  return {begin, begin + static_cast<uint32_t>(part.size())};
}

// Stems of two paradigms are two terms.
std::string TermKey(const Term& term) { return term.folded + '%' + std::to_string(term.paradigm); }

}  // namespace

// White space within is one space, as in ScanText::shape().
Result<std::string> FoldTerm(std::string_view term) {
  if (term.find(kCellSeparator) != std::string_view::npos) {
    return Status::Usage("the character U+001E cannot be part of a rule; remove it");
  }
  SUNDER_ASSIGN_OR_RETURN(const std::string folded, Fold(term));
  std::string trimmed;
  for (const char c : Trim(folded)) {
    const bool is_space = kSpace.find(c) != std::string_view::npos || c == '\n';
    if (is_space && trimmed.back() == ' ') continue;
    trimmed.push_back(is_space ? ' ' : c);
  }
  if (trimmed.empty()) {
    return Status::Usage("nothing is left of the term when it is folded; remove the line");
  }
  return trimmed;
}

Result<ParadigmId> ParadigmFinder::Find(std::string_view name) const {
  for (size_t id = 1; id < paradigms_.size(); ++id) {
    if (paradigms_[id].language == language_ && paradigms_[id].name == name) {
      return static_cast<ParadigmId>(id);
    }
  }
  return Status::Usage("`%" + std::string(name) + "` is no paradigm of " +
                       (language_.empty()
                            ? "a list without a language; name the file NAME.de.txt"
                            : "inflection/" + language_ + ".toml; add a [[paradigm]]"));
}

Result<ParadigmId> ParadigmFinder::Take(std::string_view* written) const {
  const size_t mark = written->rfind('%');
  const bool is_marked = mark != std::string_view::npos && mark > 0 &&
                         (*written)[mark - 1] == ' ' && mark + 1 < written->size() &&
                         (*written)[mark + 1] != ' ';
  if (!is_marked) return kNoParadigm;
  const std::string_view name = written->substr(mark + 1);
  *written = Trim(written->substr(0, mark));
  return Find(name);
}

std::string LanguageOfList(std::string_view path) {
  constexpr size_t kCodeSizeMin = 2;
  constexpr size_t kCodeSizeMax = 3;
  path.remove_suffix(std::min(path.size(), std::string_view(".txt").size()));
  const size_t dot = path.rfind('.');
  if (dot == std::string_view::npos) return {};
  const std::string_view code = path.substr(dot + 1);
  const bool is_code =
      code.size() >= kCodeSizeMin && code.size() <= kCodeSizeMax &&
      std::all_of(code.begin(), code.end(), [](char c) { return c >= 'a' && c <= 'z'; });
  return is_code ? std::string(code) : std::string();
}

Result<Term> ParseTerm(std::string_view written, const ParadigmFinder& paradigms) {
  Term term;
  if (written.size() > 1 && written[0] == '!') {
    term.is_distinctive = true;
    written.remove_prefix(1);
  }
  SUNDER_ASSIGN_OR_RETURN(term.paradigm, paradigms.Take(&written));
  const size_t open = written.find('[');
  const size_t close = written.find(']');
  if (open != std::string_view::npos && close != std::string_view::npos && open + 1 < close) {
    std::string plain(written);
    plain.erase(close, 1).erase(open, 1);
    SUNDER_ASSIGN_OR_RETURN(const std::string value,
                            FoldTerm(written.substr(open + 1, close - open - 1)));
    SUNDER_ASSIGN_OR_RETURN(term.folded, FoldTerm(plain));
    term.value_span = SpanOf(value, term.folded);
    return term;
  }
  SUNDER_ASSIGN_OR_RETURN(term.folded, FoldTerm(written));
  return term;
}

Result<ParsedList> ParseTermList(std::string_view bytes, const std::string& where,
                                 const ParadigmFinder& paradigms) {
  ParsedList list;
  size_t current = ParsedList::kNoDeclaration;
  SUNDER_RETURN_IF_ERROR(
      ForEachLine(bytes, where, [&](std::string_view line, size_t number) -> Status {
        if (line[0] == '@') {
          SUNDER_ASSIGN_OR_RETURN(ValueDeclaration value, ParseValue(line.substr(1)));
          value.where = where + ": line " + std::to_string(number);
          current = list.values.size();
          list.values.push_back(std::move(value));
          return Status::Ok();
        }
        SUNDER_ASSIGN_OR_RETURN(Term term, ParseTerm(line, paradigms));
        list.terms.push_back(std::move(term));
        list.declarations.push_back(current);
        return Status::Ok();
      }));
  if (list.terms.empty()) return Status::Usage(where + ": holds no terms; write one a line");
  return list;
}

Result<ParsedList> ParseCodeList(std::string_view bytes, const std::string& where) {
  ParsedList list;
  SUNDER_RETURN_IF_ERROR(
      ForEachLine(bytes, where, [&](std::string_view line, size_t number) -> Status {
        const size_t equals = line.find('=');
        if (equals == std::string_view::npos) {
          return Status::Usage("no `=`; write `CODE = Value` or `CODE = Value < Parent`");
        }
        Term code;
        SUNDER_ASSIGN_OR_RETURN(code.folded, FoldTerm(line.substr(0, equals)));
        SUNDER_ASSIGN_OR_RETURN(ValueDeclaration value, ParseValue(line.substr(equals + 1)));
        value.where = where + ": line " + std::to_string(number);
        list.declarations.push_back(list.values.size());
        list.values.push_back(std::move(value));
        list.terms.push_back(std::move(code));
        return Status::Ok();
      }));
  if (list.terms.empty()) {
    return Status::Usage(where + ": holds no codes; write `CODE = Value` a line");
  }
  return list;
}

Status AddValues(LabelId label, const std::vector<const ParsedList*>& lists,
                 Vocabulary* vocabulary) {
  ValueAdder adder(label, vocabulary);
  for (const ParsedList* list : lists) {
    for (const ValueDeclaration& value : list->values) {
      SUNDER_RETURN_IF_ERROR(adder.Declare(value));
    }
  }
  for (const ParsedList* list : lists) {
    for (const ValueDeclaration& value : list->values) {
      SUNDER_RETURN_IF_ERROR(adder.Add(value.name));
    }
  }
  return Status::Ok();
}

Result<std::vector<std::string>> ParseWordList(std::string_view bytes, const std::string& where) {
  std::vector<std::string> words;
  SUNDER_RETURN_IF_ERROR(ForEachLine(bytes, where, [&](std::string_view line, size_t) -> Status {
    SUNDER_ASSIGN_OR_RETURN(std::string word, FoldTerm(line));
    words.push_back(std::move(word));
    return Status::Ok();
  }));
  return words;
}

Status RemoveRepeatedTerms(const Vocabulary& vocabulary, const std::string& where,
                           std::vector<Term>* terms) {
  std::unordered_map<std::string, size_t> seen;
  std::vector<Term> kept;
  for (Term& term : *terms) {
    const auto [known, is_new] = seen.emplace(TermKey(term), kept.size());
    if (is_new) {
      kept.push_back(std::move(term));
      continue;
    }
    Term& first = kept[known->second];
    const bool is_same_language =
        (first.languages & term.languages) != 0 || (first.languages == 0 && term.languages == 0);
    if (first.value != term.value && !is_same_language &&
        vocabulary.value(first.value).label == vocabulary.value(term.value).label) {
      first.value = vocabulary.Merge(first.value, term.value);
    }
    if (first.value != term.value && is_same_language) {
      return Status::Usage(where + ": `" + term.folded + "` stands for `" +
                           vocabulary.value(first.value).name + "` and for `" +
                           vocabulary.value(term.value).name + "`; remove one of the two");
    }
    first.is_distinctive = first.is_distinctive || term.is_distinctive;
    const bool is_of_any = first.languages == 0 || term.languages == 0;
    first.languages = is_of_any ? 0 : first.languages | term.languages;
  }
  *terms = std::move(kept);
  return Status::Ok();
}

void AddPlainSpellings(std::vector<Term>* terms) {
  std::unordered_set<std::string> known;
  for (const Term& term : *terms) known.insert(TermKey(term));
  const size_t count = terms->size();
  for (size_t at = 0; at < count; ++at) {
    Term plain = (*terms)[at];
    const Span value = plain.value_span;
    const std::string value_text = plain.folded.substr(value.begin, value.size());
    plain.folded = WithoutAccents(plain.folded);
    if (!value.empty()) plain.value_span = SpanOf(WithoutAccents(value_text), plain.folded);
    if (known.insert(TermKey(plain)).second) terms->push_back(std::move(plain));
  }
}

}  // namespace sunder::scanner
