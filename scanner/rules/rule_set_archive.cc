#include "scanner/rules/rule_set_archive.h"

#include <utility>
#include <vector>

#include "scanner/text/archive.h"

namespace sunder {

template <class Archive>
void Fields(Archive& archive, Span& span) {
  archive(span.begin, span.end);
}

template <class Archive>
void Fields(Archive& archive, LabelInfo& label) {
  archive(label.name, label.title, label.kind, label.on_by_default);
}

template <class Archive>
void Fields(Archive& archive, CanonicalValue& value) {
  archive(value.label, value.name, value.parent);
}

namespace scanner {

template <class Archive>
void Fields(Archive& archive, Paradigm& paradigm) {
  archive(paradigm.language, paradigm.name, paradigm.endings, paradigm.are_particles);
}

template <class Archive>
void Fields(Archive& archive, Inflection& inflection) {
  archive(inflection.language, inflection.prefixes, inflection.plural_endings);
}

template <class Archive>
void Fields(Archive& archive, Term& term) {
  archive(term.folded, term.value, term.is_distinctive, term.languages, term.paradigm,
          term.value_span);
}

template <class Archive>
void Fields(Archive& archive, Pattern& pattern) {
  archive(pattern.view, pattern.confidence, pattern.case_rule, pattern.terms,
          pattern.is_code_system, pattern.code_system, pattern.codes_are_distinctive, pattern.regex,
          pattern.anchors, pattern.is_slow, pattern.finder, pattern.window_bytes);
}

template <class Archive>
void Fields(Archive& archive, Confirm& confirm) {
  archive(confirm.validator, confirm.validated_confidence, confirm.is_rejecting, confirm.context,
          confirm.context_confidence, confirm.needs_context, confirm.context_window_bytes);
}

template <class Archive>
void Fields(Archive& archive, Example& example) {
  archive(example.view, example.text, example.span, example.why);
}

template <class Archive>
void Fields(Archive& archive, Rule& rule) {
  archive(rule.id, rule.label, rule.name, rule.description, rule.references, rule.licence,
          rule.patterns, rule.confirm, rule.examples, rule.counter_examples, rule.path);
}

template <class Archive>
void Fields(Archive& archive, CueList& list) {
  archive(list.kind, list.language, list.folded, list.paradigms);
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
void LoadedFields(Archive& archive, RuleSet& rules) {
  archive(rules.rules, rules.cues, rules.languages, rules.paradigms, rules.inflections,
          rules.context_weights, rules.missing_words);
}

bool AddNames(const Names& names, RuleSet* rules) {
  for (const LabelInfo& label : names.labels) {
    if (!rules->labels.Add(label).ok()) return false;
  }
  Vocabulary& vocabulary = rules->vocabulary;
  for (const CanonicalValue& value : names.values) {
    const auto is_known = [&] {
      return vocabulary.Root(value.label) != kNoValue &&
             vocabulary.Find(value.label, value.name).has_value();
    };
    if (value.parent == kNoValue) {
      vocabulary.AddCategory(value.label, value.name);
      continue;
    }
    const ValueId root = vocabulary.Root(value.label);
    if (value.parent >= vocabulary.size() || root == kNoValue) return false;
    const bool is_below_root = value.parent == root;
    const bool comes_with_root = is_below_root && is_known();
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
