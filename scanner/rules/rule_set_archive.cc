#include "scanner/rules/rule_set_archive.h"

#include <utility>
#include <vector>

#include "scanner/text/archive.h"

// Every member is named, so that a new one that is forgotten here does not compile.
namespace sunder {

template <class Archive>
void Fields(Archive& archive, Span& span) {
  auto& [begin, end] = span;
  archive(begin, end);
}

template <class Archive>
void Fields(Archive& archive, LabelInfo& label) {
  auto& [name, title, kind, on_by_default] = label;
  archive(name, title, kind, on_by_default);
}

template <class Archive>
void Fields(Archive& archive, CanonicalValue& value) {
  auto& [label, name, parent] = value;
  archive(label, name, parent);
}

namespace scanner {

template <class Archive>
void Fields(Archive& archive, Paradigm& paradigm) {
  auto& [language, name, endings, are_particles] = paradigm;
  archive(language, name, endings, are_particles);
}

template <class Archive>
void Fields(Archive& archive, Inflection& inflection) {
  auto& [language, prefixes, plural_endings, nouns_first, form_endings] = inflection;
  archive(language, prefixes, plural_endings, nouns_first);
  for (std::vector<std::string>& endings : form_endings) archive(endings);
}

template <class Archive>
void Fields(Archive& archive, Term& term) {
  auto& [folded, value, is_distinctive, languages, paradigm, value_span] = term;
  archive(folded, value, is_distinctive, languages, paradigm, value_span);
}

template <class Archive>
void Fields(Archive& archive, Pattern& pattern) {
  auto& [view, confidence, case_rule, terms, partner, is_observance, is_code_system, code_system,
         codes_are_distinctive, regex, anchors, is_slow, finder, window_bytes] = pattern;
  archive(view, confidence, case_rule, terms, partner, is_observance, is_code_system, code_system,
          codes_are_distinctive, regex, anchors, is_slow, finder, window_bytes);
}

template <class Archive>
void Fields(Archive& archive, Confirm& confirm) {
  auto& [validator, validated_confidence, is_rejecting, context, context_confidence, needs_context,
         context_window_bytes] = confirm;
  archive(validator, validated_confidence, is_rejecting, context, context_confidence, needs_context,
          context_window_bytes);
}

template <class Archive>
void Fields(Archive& archive, Example& example) {
  auto& [view, text, span, why] = example;
  archive(view, text, span, why);
}

template <class Archive>
void Fields(Archive& archive, Rule& rule) {
  auto& [id, label, name, description, references, licence, patterns, confirm, examples,
         counter_examples, path] = rule;
  archive(id, label, name, description, references, licence, patterns, confirm, examples,
          counter_examples, path);
}

template <class Archive>
void Fields(Archive& archive, CueList& list) {
  auto& [kind, language, folded, paradigms] = list;
  archive(kind, language, folded, paradigms);
}

namespace {

// The catalogue and the vocabulary are built again by what builds them first.
struct Names {
  std::vector<LabelInfo> labels;
  std::vector<CanonicalValue> values;

  template <class Archive>
  void Fields(Archive& archive) {
    archive(labels, values);
  }
};

template <class Archive>
void LoadedFields(Archive& archive, RuleSet& all) {
  auto& [labels, vocabulary, rules, cues, languages, paradigms, inflections, context_weights,
         missing_words, allowances, thresholds, hash] = all;
  archive(rules, cues, languages, paradigms, inflections, context_weights, missing_words);
}

bool AddNames(const Names& names, RuleSet* rules) {
  for (const LabelInfo& label : names.labels) {
    if (!rules->labels.Add(label).ok()) return false;
  }
  Vocabulary& vocabulary = rules->vocabulary;
  for (const CanonicalValue& value : names.values) {
    if (value.parent == kNoValue) {
      vocabulary.AddCategory(value.label, value.name);
      continue;
    }
    const ValueId root = vocabulary.Root(value.label);
    if (value.parent >= vocabulary.size() || root == kNoValue) return false;
    const bool is_below_root = value.parent == root;
    const bool comes_with_root = is_below_root && vocabulary.Find(value.label, value.name);
    if (comes_with_root) continue;
    const std::string parent = is_below_root ? "" : vocabulary.value(value.parent).name;
    if (!vocabulary.Add(value.label, value.name, parent).ok()) return false;
  }
  return vocabulary.size() == names.values.size() + 1;
}

}  // namespace

std::string WriteRuleSet(const RuleSet& rules) {
  Names names;
  for (LabelId id = 1; id < rules.labels.size(); ++id)
    names.labels.push_back(rules.labels.info(id));
  for (ValueId id = 1; id < rules.vocabulary.size(); ++id) {
    names.values.push_back(rules.vocabulary.value(id));
  }
  ArchiveWriter writer;
  writer(names);
  LoadedFields(writer, const_cast<RuleSet&>(rules));  // writing changes nothing
  return writer.bytes();
}

std::unique_ptr<RuleSet> ReadRuleSet(std::string_view bytes) {
  auto rules = std::make_unique<RuleSet>();
  ArchiveReader reader(bytes);
  Names names;
  reader(names);
  LoadedFields(reader, *rules);
  if (!reader.is_whole() || !AddNames(names, rules.get())) return nullptr;
  return rules;
}

}  // namespace scanner
}  // namespace sunder
