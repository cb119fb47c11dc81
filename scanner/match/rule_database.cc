#include "scanner/match/rule_database.h"

#include <algorithm>
#include <map>
#include <utility>

#include "scanner/match/ascii_word.h"
#include "scanner/match/compiled.h"
#include "scanner/match/confirmer.h"
#include "scanner/match/database_cache.h"
#include "scanner/rules/anchors.h"
#include "scanner/rules/cache_file.h"
#include "scanner/text/archive.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

std::string ShapeOf(std::string_view folded) {
  std::string shape(folded);
  std::replace_if(
      shape.begin(), shape.end(), [](char c) { return c >= '0' && c <= '9'; }, '0');
  return shape;
}

// Repeated Unicode classes outgrow RE2's default of 8 MiB, and it falls back to a matcher that is a
// hundred times slower. Taken only as far as needed.
constexpr int64_t kRegexMemoryBytes = 64 << 20;

RE2::Options RegexOptions(RE2::Options::Encoding encoding) {
  RE2::Options options;
  options.set_encoding(encoding);
  options.set_case_sensitive(false);
  options.set_log_errors(false);
  options.set_max_mem(kRegexMemoryBytes);
  return options;
}

// The sign that every match begins with, where a glance tells.
char FirstCharacter(std::string_view regex) {
  constexpr std::string_view kPlain = "@#/=:";
  constexpr std::string_view kQuantifiers = "?*+{";
  const bool has_choice = regex.find('|') != std::string_view::npos;
  if (has_choice || regex.size() < 2 || kPlain.find(regex[0]) == std::string_view::npos) return 0;
  return kQuantifiers.find(regex[1]) == std::string_view::npos ? regex[0] : '\0';
}

class Compiler {
 public:
  Compiler(const RuleSet& rules, RuleDatabase::Compiled* compiled)
      : rules_(rules), compiled_(*compiled) {}

  Status Run(const std::string& cache_folder) {
    compiled_.prefixes.resize(rules_.languages.size());
    for (const Inflection& inflection : rules_.inflections) {
      const auto language =
          std::lower_bound(rules_.languages.begin(), rules_.languages.end(), inflection.language);
      compiled_.prefixes[static_cast<size_t>(language - rules_.languages.begin())] =
          inflection.prefixes;
    }
    for (RuleIndex rule = 0; rule < rules_.rules.size(); ++rule) {
      SUNDER_RETURN_IF_ERROR(AddRule(rule));
    }
    const std::string build = cache_folder.empty() ? std::string() : BuildName();
    const std::string path = build.empty() ? build
                                           : CacheFile::PathOf(cache_folder, "terms",
                                                               build + EngineName() + rules_.hash);
    if (IsLoadedFrom(path, cache_folder)) return Status::Ok();
    AddTerms();
    SUNDER_ASSIGN_OR_RETURN(compiled_.scanner, LiteralScanner::Create(AddLiterals(), cache_folder));
    if (path.empty()) return Status::Ok();
    ArchiveWriter writer;
    writer(compiled_.terms, *compiled_.scanner);
    CacheFile::Store(path, writer.bytes());
    return Status::Ok();
  }

 private:
  bool IsLoadedFrom(const std::string& path, const std::string& cache_folder) {
    std::unique_ptr<const CacheFile> file = CacheFile::Open(path);
    if (file == nullptr) return false;
    CompiledTerms terms;
    auto scanner = std::make_unique<LiteralScanner>();
    ArchiveReader reader(file->bytes());
    reader(terms, *scanner);
    if (!reader.is_whole() || !scanner->LoadDatabase(cache_folder)) return false;
    compiled_.terms = std::move(terms);
    compiled_.scanner = std::move(scanner);
    compiled_.file = std::move(file);
    return true;
  }

  void AddTerms() {
    for (RuleIndex rule = 0; rule < rules_.rules.size(); ++rule) {
      for (const std::string& phrase : compiled_.rules[rule].context.phrases()) {
        FieldUse use;
        use.kind = FieldUse::Kind::kContext;
        use.rule = rule;
        fields_.Add(phrase, use);
      }
    }
    for (PatternId id = 0; id < compiled_.patterns.size(); ++id) {
      const Pattern& pattern = *compiled_.patterns[id].source;
      if (!pattern.regex.empty()) {
        for (const std::string& anchor : pattern.anchors) {
          AddUse(anchor, {id, LiteralUse::kAnchor});
        }
      }
      for (uint32_t term = 0; term < pattern.terms.size(); ++term) AddTerm(id, pattern, term);
    }
    compiled_.terms.fields = fields_.Build();
    compiled_.terms.codes = codes_.Build();
    compiled_.terms.code_sizes.Own(code_sizes_);
  }

  std::vector<LiteralSpec> AddLiterals() {
    std::vector<LiteralSpec> specs;
    std::vector<Literal> literals;
    std::vector<uint32_t> begins;
    std::vector<char> shapes;
    std::vector<LiteralUse> all_uses;
    for (auto& [shape, uses] : uses_by_shape_) {
      const bool has_terms = std::any_of(uses.begin(), uses.end(), [](const LiteralUse& use) {
        return use.term != LiteralUse::kAnchor;
      });
      const bool has_anchors = std::any_of(uses.begin(), uses.end(), [](const LiteralUse& use) {
        return use.term == LiteralUse::kAnchor;
      });
      Literal literal;
      literal.first_use = static_cast<uint32_t>(all_uses.size());
      literal.use_count = static_cast<uint32_t>(uses.size());
      literal.size = static_cast<uint16_t>(shape.size());
      // "_" is a letter of identifiers, but parts the words of labels.
      const bool has_labels = std::any_of(uses.begin(), uses.end(), [&](const LiteralUse& use) {
        return compiled_.patterns[use.pattern].source->view == View::kLabel;
      });
      literal.begins_word = !has_anchors && !has_labels && IsAsciiWord(shape.front());
      literal.ends_word =
          !has_anchors && !has_labels && IsAsciiWord(shape.back()) && !HasEndings(uses);
      literals.push_back(literal);
      begins.push_back(static_cast<uint32_t>(shapes.size()));
      shapes.insert(shapes.end(), shape.begin(), shape.end());
      all_uses.insert(all_uses.end(), uses.begin(), uses.end());
      specs.push_back({shape, has_terms, PlaceOf(uses), NumbersOf(shape, uses)});
    }
    begins.push_back(static_cast<uint32_t>(shapes.size()));
    compiled_.terms.literals.Own(std::move(literals));
    compiled_.terms.shape_begins.Own(std::move(begins));
    compiled_.terms.shapes.Own(std::move(shapes));
    compiled_.terms.uses.Own(std::move(all_uses));
    return specs;
  }

  // Where the confirmer may accept one of the uses.
  LiteralSpec::Place PlaceOf(const std::vector<LiteralUse>& uses) const {
    const bool begins_word = std::all_of(uses.begin(), uses.end(), [&](const LiteralUse& use) {
      return use.term != LiteralUse::kAnchor && !TakesPrefix(use);
    });
    if (!begins_word) return LiteralSpec::Place::kAnywhere;
    return HasEndings(uses) ? LiteralSpec::Place::kWordBegin : LiteralSpec::Place::kWholeWords;
  }

  // Whether a language writes something onto the term's beginning. "l'" and the like end in a word
  // border and are none.
  bool TakesPrefix(const LiteralUse& use) const {
    const LanguageMask languages =
        compiled_.patterns[use.pattern].source->terms[use.term].languages;
    for (size_t language = 0; language < compiled_.prefixes.size(); ++language) {
      if ((languages >> language & 1U) == 0) continue;
      for (const std::string& prefix : compiled_.prefixes[language]) {
        if (!IsWordBoundary(prefix + "a", static_cast<uint32_t>(prefix.size()))) return true;
      }
    }
    return false;
  }

  // The terms, where they are all numbers of whole words and nothing else wants the literal.
  std::vector<std::string> NumbersOf(const std::string& shape,
                                     const std::vector<LiteralUse>& uses) const {
    const bool are_numbers = shape.find_first_not_of('0') == std::string::npos &&
                             std::all_of(uses.begin(), uses.end(), [](const LiteralUse& use) {
                               return use.term != LiteralUse::kAnchor;
                             });
    if (!are_numbers || HasEndings(uses)) return {};
    std::vector<std::string> numbers;
    for (const LiteralUse& use : uses) {
      numbers.push_back(compiled_.patterns[use.pattern].source->terms[use.term].folded);
    }
    return numbers;
  }

  bool HasEndings(const std::vector<LiteralUse>& uses) const {
    return std::any_of(uses.begin(), uses.end(), [&](const LiteralUse& use) {
      if (use.term == LiteralUse::kAnchor) return false;
      return compiled_.patterns[use.pattern].source->terms[use.term].paradigm != kNoParadigm;
    });
  }

  Status AddRule(RuleIndex index) {
    const Rule& rule = rules_.rules[index];
    CompiledRule compiled;
    if (!rule.confirm.validator.empty()) {
      compiled.validator = FindValidator(rule.confirm.validator);
      if (compiled.validator == nullptr) return UnknownValidator(rule);
    }
    compiled.context.Build(rule.confirm);
    compiled_.rules.push_back(std::move(compiled));
    for (size_t pattern = 0; pattern < rule.patterns.size(); ++pattern) {
      AddPattern(index, static_cast<uint16_t>(pattern));
    }
    return Status::Ok();
  }

  static Status UnknownValidator(const Rule& rule) {
    std::string known;
    for (const ValidatorEntry& entry : Validators()) {
      known += (known.empty() ? "`" : ", `") + std::string(entry.name) + "`";
    }
    return Status::Usage(rule.path + ": rule `" + rule.id + "`: confirm: key `validator`: `" +
                         rule.confirm.validator + "` is unknown; known are " + known);
  }

  void AddPattern(RuleIndex rule, uint16_t index) {
    const Pattern& pattern = rules_.rules[rule].patterns[index];
    const auto id = static_cast<PatternId>(compiled_.patterns.size());
    CompiledPattern compiled;
    compiled.rule = rule;
    compiled.pattern = index;
    compiled.source = &pattern;
    if (!pattern.finder.empty()) {
      compiled.finder = names::FindFinder(pattern.finder);
      compiled_.finder_patterns.push_back(id);
    }
    if (!pattern.regex.empty()) {
      using Form = LazyRegex::Form;
      compiled.regex = std::make_unique<LazyRegex>(pattern.regex, Form::kWhole);
      compiled.ascii_regex = std::make_unique<LazyRegex>(pattern.regex, Form::kAscii);
      compiled.coarse_regex = std::make_unique<LazyRegex>(pattern.regex, Form::kCoarse);
      compiled.first_character = FirstCharacter(pattern.regex);
      const std::vector<std::string>& anchors = pattern.anchors;
      if (anchors.size() == 1 && anchors[0] == kKnownAnchor) {
        compiled.known_regex = FindKnownRegex(pattern.regex);
      }
      if (pattern.is_slow) compiled_.slow_patterns.push_back(id);
    }
    if (pattern.is_code_system && pattern.codes_are_distinctive && !pattern.terms.empty()) {
      compiled_.has_distinctive_codes = true;
    }
    compiled_.patterns.push_back(std::move(compiled));
  }

  void AddTerm(PatternId id, const Pattern& pattern, uint32_t term) {
    const std::string& folded = pattern.terms[term].folded;
    if (pattern.view == View::kFieldName) {
      FieldUse use;
      use.pattern = id;
      use.term = term;
      use.rule = compiled_.patterns[id].rule;
      if (pattern.terms[term].paradigm == kNoParadigm) return fields_.Add(folded, use);
      for (const std::string& ending : rules_.paradigms[pattern.terms[term].paradigm].endings) {
        fields_.Add(folded + ending, use);
      }
    } else if (pattern.is_code_system) {
      codes_.Add(folded, {id, term});
      code_sizes_[static_cast<unsigned char>(folded[0])] |= CodeSizeBit(folded.size());
    } else {
      if (pattern.view != View::kLabel) return AddUse(ShapeOf(folded), {id, term});
      for (const std::string& spelling : LabelSpellings(folded)) {
        AddUse(ShapeOf(spelling), {id, term});
      }
    }
  }

  void AddUse(const std::string& shape, LiteralUse use) { uses_by_shape_[shape].push_back(use); }

  const RuleSet& rules_;
  RuleDatabase::Compiled& compiled_;
  std::map<std::string, std::vector<LiteralUse>> uses_by_shape_;
  FieldIndex::Builder fields_;
  TextLists<CodeEntry>::Builder codes_;
  std::vector<uint64_t> code_sizes_ = std::vector<uint64_t>(256);  // by first byte
};

}  // namespace

const RE2* LazyRegex::get() const {
  std::call_once(once_, [this] {
    const bool is_whole = form_ == Form::kWhole;
    const std::string regex = is_whole                ? std::string(regex_)
                              : form_ == Form::kAscii ? Latin1Regex(regex_)
                                                      : CoarseRegex(regex_);
    if (regex.empty()) return;
    const auto encoding = is_whole ? RE2::Options::EncodingUTF8 : RE2::Options::EncodingLatin1;
    program_ = std::make_unique<RE2>(regex, RegexOptions(encoding));
  });
  return program_.get();
}

RuleDatabase::RuleDatabase(const RuleSet& rules, std::string cache_folder,
                           std::unique_ptr<Compiled> compiled)
    : rules_(rules), cache_folder_(std::move(cache_folder)), compiled_(std::move(compiled)) {}

RuleDatabase::~RuleDatabase() = default;

Result<std::unique_ptr<const RuleDatabase>> RuleDatabase::Create(const RuleSet& rules,
                                                                 const std::string& cache_folder) {
  auto compiled = std::make_unique<Compiled>();
  SUNDER_RETURN_IF_ERROR(Compiler(rules, compiled.get()).Run(cache_folder));
  return std::unique_ptr<const RuleDatabase>(
      new RuleDatabase(rules, cache_folder, std::move(compiled)));
}

bool RuleDatabase::is_from_cache() const { return compiled_->scanner->is_from_cache(); }
size_t RuleDatabase::literal_count() const { return compiled_->terms.literals.size(); }

Result<std::vector<uint64_t>> RuleDatabase::CountRawMatches(std::string_view bytes,
                                                            size_t block_size_bytes) const {
  return compiled_->scanner->Count(bytes, block_size_bytes);
}

std::string_view RuleDatabase::LiteralShape(uint32_t literal) const {
  return compiled_->terms.ShapeOf(literal);
}

}  // namespace sunder::scanner
