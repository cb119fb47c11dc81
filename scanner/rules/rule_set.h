// RuleSet: the rules as loaded from patterns/, checked but not compiled. Format:
// docs/rule-format.md.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/finding.h"
#include "core/label.h"
#include "core/span.h"
#include "core/status.h"
#include "core/vocabulary.h"

namespace sunder::scanner {

enum class View : uint8_t {
  kFieldName,  // header, JSON path, table name
  kValue,      // a value of a shape: the whole cell or a token in a text
  kWords,      // words anywhere, at Unicode word boundaries
  kLabel,      // label words in a text, behind which the validator finds a value; "_" parts words
};

enum class CaseRule : uint8_t {
  kAny,
  kCapital,  // the original's first letter is upper case (names, "Democrat" the member)
  kUpper,    // the original is all upper case (abbreviations: "GOP")
};

// A set of languages: bit i is RuleSet::languages[i]. 0: of no language in particular.
using LanguageMask = uint64_t;

// The endings that a word of one paradigm takes: `adj` of German is "", "e", "en" ...
struct Paradigm {
  std::string language;
  std::string name;
  std::vector<std::string> endings;  // folded, sorted; "" means that the stem is a word itself
  bool are_particles = false;        // words of their own, written on: no part of the value
};

// What the end of a word says of it where a language's endings tell: "Muslimim" says that the
// speaker is one, "Katolizm" is a doctrine. Bits.
enum WordForm : uint32_t {
  kPredicateForm = 1U << 0,  // said of somebody: "is one" written onto the word
  kObliqueForm = 1U << 1,    // cases in which nobody is said to be it
  kDoctrineForm = 1U << 2,
  kPersonForm = 1U << 3,  // nouns for persons
  kAdjectiveForm = 1U << 4,
};
inline constexpr uint32_t kWordFormCount = 5;
// The names of the forms in packs, by bit.
inline constexpr std::array<std::string_view, kWordFormCount> kWordFormNames = {
    "predicate", "oblique", "doctrine", "person", "adjective"};

// What a language writes onto its words (patterns/inflection/LANGUAGE.toml).
struct Inflection {
  std::string language;
  std::vector<std::string> prefixes;        // folded, sorted: Arabic "al-", Hebrew "ha-"
  std::vector<std::string> plural_endings;  // folded, sorted: of words for several persons
  bool nouns_first = false;                 // a noun stands before its adjectives
  std::array<std::vector<std::string>, kWordFormCount> form_endings;  // folded, sorted; by bit
};

using ParadigmId = uint16_t;
inline constexpr ParadigmId kNoParadigm = 0;

// One term or code: folded text and what it stands for.
struct Term {
  std::string folded;
  ValueId value = kNoValue;  // special categories: the canonical value
  // A word that is its label's value almost wherever it stands ("lutheran"), as opposed to one with
  // everyday meanings ("black", "straight", "green"): marked with a leading '!' in the list.
  bool is_distinctive = false;
  LanguageMask languages = 0;
  ParadigmId paradigm = kNoParadigm;  // the endings that may follow; kNoParadigm: none
  // The part of `folded` that is the value, in brackets in the list ("practising [catholic]");
  // empty: all of it.
  Span value_span = {};
};

// Whose partner a term's person is, and of what sex, tells an orientation where both have one sex.
enum class Partner : uint8_t {
  kNobody,  // the term tells by itself
  kMan,     // "boyfriend"
  kWoman,   // "wife"
  kCouple,  // "their wedding": said of two
};

struct Pattern {
  View view = View::kWords;
  float confidence = 0.3F;
  CaseRule case_rule = CaseRule::kAny;
  std::vector<Term> terms;             // of a `terms` list
  Partner partner = Partner::kNobody;  // of the terms
  bool is_observance = false;          // holy days and rites: they tell where somebody keeps them
  // Whether the terms are nothing by themselves; they are sought in sentences only.
  bool TellsBySurroundings() const { return partner != Partner::kNobody || is_observance; }
  bool is_code_system = false;         // `codes` list: whole cells only, without case
  std::string code_system;             // "HL7 v2 0006", version included
  bool codes_are_distinctive = false;  // fire without a header
  std::string regex;                   // RE2 syntax, on folded text; empty for lists
  // Literals (digits as '0') of which one must be in every match; given, or derived from the regex.
  std::vector<std::string> anchors;
  bool is_slow = false;  // neither; runs in the second database
  // Instead of terms and regex: name in the finder table, code that finds values in whole texts.
  std::string finder;
  // Upper bound of a match's length in folded bytes: how far around an anchor RE2 looks.
  uint32_t window_bytes = 256;
};

struct Confirm {
  std::string validator;               // name in the validator table; empty: none
  float validated_confidence = 0.95F;  // after the validator accepted
  bool is_rejecting = true;  // the validator's no drops the match (else: keeps `confidence`)
  std::map<std::string, std::vector<std::string>> context;  // language -> folded words
  float context_confidence = 0.8F;                          // with a context word in the window
  bool needs_context = false;  // without one (or a header that says so): dropped
  uint32_t context_window_bytes = 64;
};

enum class ExampleView : uint8_t {
  kText,       // a text in which the span stands
  kFieldName,  // a header
  kCode,       // a whole cell
};

struct Example {
  ExampleView view = ExampleView::kText;
  std::string text;
  std::string span;  // the exact text found; empty in a counter-example
  std::string why;   // counter-examples
};

struct Rule {
  std::string id;  // "payment_card.number": begins with its label; stable for ever
  LabelId label = kNoLabel;
  std::string name;
  std::string description;
  std::vector<std::string> references;
  std::string licence;
  std::vector<Pattern> patterns;
  Confirm confirm;
  std::vector<Example> examples;
  std::vector<Example> counter_examples;
  std::string path;  // file it came from, relative to patterns/
};

// Words that the context judgement uses, by kind and language; patterns/context/*.toml.
struct CueList {
  std::string
      kind;  // "identity_verb", "negation", "self_subject", "group_subject", "topic_noun"...
  std::string language;
  std::vector<std::string> folded;
  std::vector<ParadigmId> paradigms = {};  // by word; may be shorter: none
};

// An entry of allow.toml: findings that a user says are none, for a reason and for a time.
struct Allowance {
  std::string file;                 // as messages name it
  uint32_t number = 0;              // of the entry in its file, from 1
  LabelId label = kNoLabel;         // kNoLabel: all
  std::vector<std::string> values;  // FoldPhrase; else `fields` has the names, as written
  std::vector<std::string> fields;
  std::string reason;
  std::string expires;  // YYYY-MM-DD, the last day in force
  bool is_in_force = true;
};

// An entry of thresholds.toml: findings of less confidence are not reported.
struct Threshold {
  std::string file;
  uint32_t number = 0;
  LabelId label = kNoLabel;
  EvidenceGrade grade = EvidenceGrade::kNone;  // kNone: all
  float confidence = kReportedConfidence;
};

// Folded, white space as one space, none at the ends: the form in which values are compared.
// Invalid UTF-8 is a DataLoss error.
Result<std::string> FoldPhrase(std::string_view text);

// Immutable after loading; safe to read from any thread.
struct RuleSet {
  LabelCatalog labels;
  Vocabulary vocabulary;
  std::vector<Rule> rules;  // sorted by id; RuleIndex is the position
  std::vector<CueList> cues;
  std::vector<std::string> languages;   // of term lists and cues, sorted; at most 64
  std::vector<Paradigm> paradigms;      // by ParadigmId; the first one stands for none
  std::vector<Inflection> inflections;  // by language
  std::unordered_map<std::string, float>
      context_weights;                     // patterns/model/: by feature; may be empty
  std::vector<std::string> missing_words;  // folded: "unknown", "n/a", "prefer not to say"
  std::vector<Allowance> allowances;       // of all folders, those out of force included
  std::vector<Threshold> thresholds;
  // Hex; of every byte of every file that was loaded, and of which allowances are out of force.
  std::string hash;

  std::optional<RuleIndex> Find(std::string_view id) const;
  // The mask of one language; 0 where no rule speaks it.
  LanguageMask MaskOf(std::string_view language) const;
};

// Loads patterns/ and, in this order, further folders of the same layout (a user's own packs).
// Errors name file, rule and key, and say what would be right.
// `labels_on`: labels that the packs leave off and that are switched on here; part of the hash.
// `day`: YYYY-MM-DD, behind which allowances expire; empty: none does.
// `cache_folder`: where what was loaded is kept for the next time, by the files' content; empty:
// nowhere. A cache that cannot be read or written is not an error.
Result<std::unique_ptr<const RuleSet>> LoadRuleSet(const std::vector<std::string>& folders,
                                                   const std::vector<std::string>& labels_on = {},
                                                   std::string_view day = {},
                                                   const std::string& cache_folder = {});

}  // namespace sunder::scanner
