// Reads one rule file, one category file, one cue file. Private to this folder.
#pragma once

#include <string>
#include <unordered_map>
#include <vector>

#include "core/label.h"
#include "core/status.h"
#include "scanner/rules/rule_files.h"
#include "scanner/rules/rule_set.h"

namespace sunder::scanner {

// A pattern's list, to be read when all files of the category are known: values may roll up to ones
// of earlier files.
struct ListReference {
  size_t pattern = 0;
  std::string path;  // in the folder; "*" in it stands for any language
};

struct ReadRule {
  Rule rule;
  std::vector<ListReference> lists;
};

Result<ReadRule> ReadRuleFile(const RuleFolder& folder, const std::string& path,
                              const LabelCatalog& labels);
Result<std::vector<LabelInfo>> ReadCategoryFile(const RuleFolder& folder, const std::string& path);
// `paradigms`: of all inflection files.
Result<std::vector<CueList>> ReadCueFile(const RuleFolder& folder, const std::string& path,
                                         const std::vector<Paradigm>& paradigms);
// What inflection/LANGUAGE.toml says; its paradigms are appended.
Result<Inflection> ReadInflectionFile(const RuleFolder& folder, const std::string& path,
                                      std::vector<Paradigm>* paradigms);

// Weights of the context model; later ones replace earlier ones of the same name.
Status ReadModelFile(const RuleFolder& folder, const std::string& path,
                     std::unordered_map<std::string, float>* weights);

}  // namespace sunder::scanner
