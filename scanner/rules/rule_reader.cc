#include "scanner/rules/rule_reader.h"

#include <algorithm>
#include <utility>

#include "scanner/rules/anchors.h"
#include "scanner/rules/cue_kinds.h"
#include "scanner/rules/term_list.h"
#include "scanner/rules/toml_table_reader.h"
#include "scanner/text/letters.h"
#include "scanner/text/scan_text.h"

namespace sunder::scanner {
namespace {

constexpr uint32_t kWindowSizeBytesMax = 4096;

bool IsName(std::string_view text, std::string_view more) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
           more.find(c) != std::string_view::npos;
  });
}

std::vector<std::string> FoldAll(TomlTableReader* reader, std::string_view key) {
  std::vector<std::string> folded;
  for (const std::string& word : reader->Strings(key)) {
    Result<std::string> term = FoldTerm(word);
    if (!term.ok()) {
      reader->Fail(key, term.status().message());
      break;
    }
    folded.push_back(std::move(*term));
  }
  return folded;
}

// Path of a list in the rule's folder; lists of other categories are out of reach.
std::string ListPath(TomlTableReader* reader, std::string_view key, const std::string& rule_path) {
  const std::string name = reader->String(key, true);
  if (name.empty() || name[0] == '/' || name.find("..") != std::string::npos) {
    reader->Fail(key, "is not a path below the rule's own folder; write \"terms/NAME.txt\"");
    return {};
  }
  const size_t slash = rule_path.rfind('/');
  return rule_path.substr(0, slash == std::string::npos ? 0 : slash + 1) + name;
}

// One rule file while it is read.
class RuleFileReader {
 public:
  RuleFileReader(const RuleFolder& folder, std::string path, const LabelCatalog& labels)
      : folder_(folder), path_(std::move(path)), labels_(labels), where_(folder.Shown(path_)) {}

  Result<ReadRule> Run() {
    SUNDER_ASSIGN_OR_RETURN(const toml::table table, ParseToml(*folder_.Find(path_), where_));
    TomlTableReader reader(table, where_);
    reader.Format();
    rule_.path = path_;
    rule_.id = reader.String("id", true);
    if (!rule_.id.empty()) where_ += ": rule `" + rule_.id + "`";
    reader.set_where(where_);
    ReadHead(&reader);
    const auto patterns = reader.Tables("pattern");
    const auto examples = reader.Tables("example");
    const auto counter_examples = reader.Tables("counter_example");
    const toml::table* confirm = reader.Table("confirm");
    if (patterns.empty()) reader.Fail("pattern", "is missing; write at least one [[pattern]]");
    SUNDER_RETURN_IF_ERROR(reader.Finish());
    for (const toml::table* pattern : patterns) SUNDER_RETURN_IF_ERROR(ReadPattern(*pattern));
    if (confirm != nullptr) SUNDER_RETURN_IF_ERROR(ReadConfirm(*confirm));
    for (const toml::table* example : examples) SUNDER_RETURN_IF_ERROR(ReadExample(*example, true));
    for (const toml::table* example : counter_examples) {
      SUNDER_RETURN_IF_ERROR(ReadExample(*example, false));
    }
    return ReadRule{std::move(rule_), std::move(lists_)};
  }

 private:
  void ReadHead(TomlTableReader* reader) {
    const std::string label = reader->String("label", true);
    rule_.name = reader->String("name");
    rule_.description = reader->String("description");
    rule_.references = reader->Strings("references");
    rule_.licence = reader->String("licence");
    if (reader->failed()) return;
    const std::optional<LabelId> found = labels_.Find(label);
    if (!found || *found == kNoLabel) {
      reader->Fail("label", "`" + label + "` is no label of any category.toml; add a [[label]]");
      return;
    }
    rule_.label = *found;
    if (!IsName(rule_.id, "._") || rule_.id.substr(0, label.size() + 1) != label + "." ||
        rule_.id.size() == label.size() + 1) {
      reader->Fail("id", "is not `" + label + ".` and a name of a-z, 0-9, `_` and `.`");
    }
  }

  Status ReadPattern(const toml::table& table) {
    const std::string where = where_ + ": pattern " + std::to_string(rule_.patterns.size() + 1);
    TomlTableReader reader(table, where);
    Pattern pattern;
    pattern.view =
        static_cast<View>(reader.Choice("view", {"field_name", "value", "words", "label"}, true));
    pattern.confidence = reader.Fraction("confidence", pattern.confidence);
    pattern.case_rule = static_cast<CaseRule>(reader.Choice("case", {"any", "capital", "upper"}));
    const int sources = reader.Has("terms") + reader.Has("words") + reader.Has("codes") +
                        reader.Has("regex") + reader.Has("finder");
    if (sources != 1) {
      reader.Fail("terms", "give exactly one of `terms`, `words`, `codes`, `regex` and `finder`");
    }
    if (reader.Has("terms")) {
      lists_.push_back({rule_.patterns.size(), ListPath(&reader, "terms", path_)});
    }
    pattern.partner =
        static_cast<Partner>(reader.Choice("partner", {"nobody", "man", "woman", "couple"}));
    pattern.is_observance = reader.Bool("observance", false);
    if (reader.Has("words")) ReadWords(&reader, &pattern);
    if (reader.Has("codes")) ReadCodes(&reader, &pattern);
    if (reader.Has("regex")) ReadRegex(&reader, &pattern);
    if (reader.Has("finder")) {
      pattern.finder = reader.String("finder", true);
      if (pattern.view != View::kWords)
        reader.Fail("finder", "looks at texts; write view = \"words\"");
    }
    SUNDER_RETURN_IF_ERROR(reader.Finish());
    rule_.patterns.push_back(std::move(pattern));
    return Status::Ok();
  }

  static void ReadWords(TomlTableReader* reader, Pattern* pattern) {
    for (const std::string& word : reader->Strings("words")) {
      Result<Term> term = ParseTerm(word, ParadigmFinder({}, {}));
      if (!term.ok()) return reader->Fail("words", term.status().message());
      pattern->terms.push_back(std::move(*term));
    }
    if (pattern->terms.empty()) reader->Fail("words", "is empty; write at least one word");
  }

  void ReadCodes(TomlTableReader* reader, Pattern* pattern) {
    if (pattern->view != View::kValue) {
      reader->Fail("codes", "are whole cells; write view = \"value\"");
    }
    lists_.push_back({rule_.patterns.size(), ListPath(reader, "codes", path_)});
    pattern->is_code_system = true;
    pattern->code_system = reader->String("code_system", true);
    pattern->codes_are_distinctive = reader->Bool("distinctive", false);
  }

  static void ReadRegex(TomlTableReader* reader, Pattern* pattern) {
    if (pattern->view == View::kFieldName) {
      reader->Fail("regex", "field names are matched by words; give `terms` or `words`");
    }
    pattern->regex = reader->String("regex", true);
    pattern->is_slow = reader->Bool("slow", false);
    pattern->window_bytes = reader->Size("window", pattern->window_bytes, kWindowSizeBytesMax);
    const std::vector<std::string> given = reader->Strings("anchors");
    if (reader->failed()) return;
    const Status status = CheckRegex(pattern->regex);
    if (!status.ok()) return reader->Fail("regex", status.message());
    if (pattern->is_slow) {
      if (!given.empty())
        reader->Fail("slow", "is true, but there are anchors; remove one of both");
      return;
    }
    auto anchors = given.empty() ? DeriveAnchors(pattern->regex) : CheckAnchors(given);
    if (!anchors.ok()) {
      return reader->Fail(given.empty() ? "regex" : "anchors", anchors.status().message());
    }
    pattern->anchors = std::move(*anchors);
  }

  Status ReadConfirm(const toml::table& table) {
    TomlTableReader reader(table, where_ + ": confirm");
    Confirm& confirm = rule_.confirm;
    confirm.validator = reader.String("validator");
    confirm.validated_confidence =
        reader.Fraction("validated_confidence", confirm.validated_confidence);
    confirm.is_rejecting = reader.Bool("rejecting", confirm.is_rejecting);
    confirm.context_confidence = reader.Fraction("context_confidence", confirm.context_confidence);
    confirm.needs_context = reader.Bool("needs_context", confirm.needs_context);
    confirm.context_window_bytes =
        reader.Size("context_window", confirm.context_window_bytes, kWindowSizeBytesMax);
    const toml::table* context = reader.Table("context");
    SUNDER_RETURN_IF_ERROR(reader.Finish());
    if (context == nullptr) return Status::Ok();
    TomlTableReader languages(*context, where_ + ": confirm.context");
    for (const auto& [key, node] : *context) {
      const std::string language(key.str());
      if (!IsName(language, "-")) languages.Fail(language, "is no language; write en, de, ...");
      confirm.context[language] = FoldAll(&languages, language);
    }
    return languages.Finish();
  }

  Status ReadExample(const toml::table& table, bool is_positive) {
    std::vector<Example>* examples = is_positive ? &rule_.examples : &rule_.counter_examples;
    const std::string kind = is_positive ? ": example " : ": counter_example ";
    TomlTableReader reader(table, where_ + kind + std::to_string(examples->size() + 1));
    Example example;
    if (reader.Has("view")) {
      const size_t view = reader.Choice("view", {"text", "field_name", "code", "value", "words"});
      example.view = view <= 2 ? static_cast<ExampleView>(view) : ExampleView::kText;
    }
    example.text = reader.String("text", true);
    if (is_positive) {
      example.span = reader.String("span", true);
      if (!reader.failed() && example.text.find(example.span) == std::string::npos) {
        reader.Fail("span", "does not stand in `text`; write it letter by letter");
      }
    } else {
      example.why = reader.String("why", true);
    }
    SUNDER_RETURN_IF_ERROR(reader.Finish());
    examples->push_back(std::move(example));
    return Status::Ok();
  }

  const RuleFolder& folder_;
  const std::string path_;
  const LabelCatalog& labels_;
  std::string where_;
  Rule rule_;
  std::vector<ListReference> lists_;
};

}  // namespace

Result<ReadRule> ReadRuleFile(const RuleFolder& folder, const std::string& path,
                              const LabelCatalog& labels) {
  return RuleFileReader(folder, path, labels).Run();
}

Result<std::vector<LabelInfo>> ReadCategoryFile(const RuleFolder& folder, const std::string& path) {
  const std::string where = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table table, ParseToml(*folder.Find(path), where));
  TomlTableReader reader(table, where);
  reader.Format();
  const auto tables = reader.Tables("label");
  if (tables.empty()) reader.Fail("label", "is missing; write at least one [[label]]");
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  std::vector<LabelInfo> labels;
  for (const toml::table* entry : tables) {
    TomlTableReader label(*entry, where + ": label " + std::to_string(labels.size() + 1));
    LabelInfo info;
    info.name = label.String("name", true);
    info.title = label.String("title", true);
    constexpr LabelKind kKinds[] = {LabelKind::kSpecial, LabelKind::kDirect, LabelKind::kQuasi,
                                    LabelKind::kSecret};
    info.kind = kKinds[label.Choice("kind", {"special", "direct", "quasi", "secret"}, true)];
    info.on_by_default = label.Bool("on_by_default", true);
    if (!label.failed() && !IsName(info.name, "_")) {
      label.Fail("name", "has other characters than a-z, 0-9 and `_`");
    }
    SUNDER_RETURN_IF_ERROR(label.Finish());
    labels.push_back(std::move(info));
  }
  return labels;
}

Result<std::vector<CueList>> ReadCueFile(const RuleFolder& folder, const std::string& path,
                                         const std::vector<Paradigm>& paradigms) {
  const std::string where = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table table, ParseToml(*folder.Find(path), where));
  TomlTableReader reader(table, where);
  reader.Format();
  const auto tables = reader.Tables("cue");
  if (tables.empty()) reader.Fail("cue", "is missing; write at least one [[cue]]");
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  std::vector<CueList> lists;
  for (const toml::table* entry : tables) {
    TomlTableReader cue(*entry, where + ": cue " + std::to_string(lists.size() + 1));
    CueList list;
    list.kind = kCueKindNames[cue.Choice(
        "kind", {std::begin(kCueKindNames), std::end(kCueKindNames)}, true)];
    list.language = cue.String("language", true);
    const ParadigmFinder finder(paradigms, list.language);
    for (const std::string& word : cue.Strings("words")) {
      Result<Term> term = ParseTerm(word, finder);
      if (!term.ok()) {
        cue.Fail("words", term.status().message());
        break;
      }
      list.folded.push_back(std::move(term->folded));
      list.paradigms.push_back(term->paradigm);
    }
    if (list.folded.empty()) cue.Fail("words", "is missing or empty; write at least one");
    SUNDER_RETURN_IF_ERROR(cue.Finish());
    lists.push_back(std::move(list));
  }
  return lists;
}

namespace {

// Folded, sorted, each once. "-" is the ending of a stem that is a word itself.
std::vector<std::string> FoldAffixes(TomlTableReader* reader, std::string_view key) {
  std::vector<std::string> affixes;
  for (const std::string& written : reader->Strings(key)) {
    if (written == "-") {
      affixes.emplace_back();
      continue;
    }
    Result<std::string> folded = Fold(written);  // vowel points alone leave nothing: no ending
    if (!folded.ok()) {
      reader->Fail(key, folded.status().message());
      return affixes;
    }
    affixes.push_back(WithoutAccents(*folded));
    affixes.push_back(std::move(*folded));
  }
  std::sort(affixes.begin(), affixes.end());
  affixes.erase(std::unique(affixes.begin(), affixes.end()), affixes.end());
  return affixes;
}

}  // namespace

Result<Inflection> ReadInflectionFile(const RuleFolder& folder, const std::string& path,
                                      std::vector<Paradigm>* paradigms) {
  const std::string where = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table table, ParseToml(*folder.Find(path), where));
  TomlTableReader reader(table, where);
  reader.Format();
  Inflection inflection;
  inflection.language = reader.String("language", true);
  inflection.prefixes = FoldAffixes(&reader, "prefixes");
  inflection.plural_endings = FoldAffixes(&reader, "plural_endings");
  inflection.nouns_first = reader.Bool("nouns_first", false);
  for (uint32_t form = 0; form < kWordFormCount; ++form) {
    inflection.form_endings[form] =
        FoldAffixes(&reader, std::string(kWordFormNames[form]) + "_endings");
  }
  const auto tables = reader.Tables("paradigm");
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  for (const toml::table* entry : tables) {
    TomlTableReader row(*entry, where + ": paradigm " + std::to_string(paradigms->size()));
    Paradigm paradigm;
    paradigm.language = inflection.language;
    paradigm.name = row.String("name", true);
    paradigm.endings = FoldAffixes(&row, "endings");
    paradigm.are_particles = row.Bool("particles", false);
    if (paradigm.endings.empty()) row.Fail("endings", "is missing or empty; write [\"-\", \"s\"]");
    SUNDER_RETURN_IF_ERROR(row.Finish());
    paradigms->push_back(std::move(paradigm));
  }
  return inflection;
}

Status ReadModelFile(const RuleFolder& folder, const std::string& path,
                     std::unordered_map<std::string, float>* weights) {
  const std::string where = folder.Shown(path);
  SUNDER_ASSIGN_OR_RETURN(const toml::table table, ParseToml(*folder.Find(path), where));
  TomlTableReader reader(table, where);
  reader.Format();
  const toml::table* entries = reader.Table("weights");
  if (entries == nullptr) reader.Fail("weights", "is missing; write [weights]");
  SUNDER_RETURN_IF_ERROR(reader.Finish());
  for (const auto& [key, node] : *entries) {
    const auto weight = node.value<double>();
    if (!weight) reader.Fail(key.str(), "is not a number");
    (*weights)[std::string(key.str())] = static_cast<float>(weight.value_or(0));
  }
  return reader.Finish();
}

}  // namespace sunder::scanner
