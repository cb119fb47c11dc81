#include "scanner/rules/rule_set.h"

#include <algorithm>
#include <set>
#include <tuple>
#include <utility>

#include "scanner/rules/allowance_reader.h"
#include "scanner/rules/cache_file.h"
#include "scanner/rules/rule_files.h"
#include "scanner/rules/rule_reader.h"
#include "scanner/rules/rule_set_archive.h"
#include "scanner/rules/term_list.h"

namespace sunder::scanner {
namespace {

enum class FileKind {
  kOther,
  kCategory,
  kInflection,
  kCues,
  kModel,
  kMissing,
  kAllow,
  kThresholds,
  kRule
};

bool EndsWith(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

FileKind KindOf(std::string_view path) {
  if (path == "missing.txt") return FileKind::kMissing;
  if (path == "allow.toml") return FileKind::kAllow;
  if (path == "thresholds.toml") return FileKind::kThresholds;
  if (!EndsWith(path, ".toml")) return FileKind::kOther;
  if (EndsWith(path, "/category.toml")) return FileKind::kCategory;
  if (path.substr(0, 8) == "context/") return FileKind::kCues;
  if (path.substr(0, 6) == "model/") return FileKind::kModel;
  if (path.substr(0, 11) == "inflection/") return FileKind::kInflection;
  return FileKind::kRule;
}

class RuleSetLoader {
 public:
  Result<std::unique_ptr<const RuleSet>> Run(const std::vector<std::string>& folders,
                                             const std::vector<std::string>& labels_on,
                                             std::string_view day,
                                             const std::string& cache_folder) {
    for (const std::string& folder : folders) {
      SUNDER_ASSIGN_OR_RETURN(RuleFolder files, RuleFolder::Read(folder));
      folders_.push_back(std::move(files));
    }
    labels_on_.insert(labels_on.begin(), labels_on.end());
    SUNDER_ASSIGN_OR_RETURN(rules_->hash, HashFiles(folders_, labels_on_));
    const std::string cache_path = CachePath(cache_folder);
    const std::unique_ptr<const CacheFile> cached = CacheFile::Open(cache_path);
    std::unique_ptr<RuleSet> known = cached == nullptr ? nullptr : ReadRuleSet(cached->bytes());
    if (known != nullptr) {
      known->hash = rules_->hash;
      rules_ = std::move(known);
    } else {
      SUNDER_RETURN_IF_ERROR(LoadRules());
      if (!cache_path.empty()) CacheFile::Store(cache_path, WriteRuleSet(*rules_));
    }
    SUNDER_RETURN_IF_ERROR(LoadChoices(day));
    return std::unique_ptr<const RuleSet>(std::move(rules_));
  }

 private:
  struct PendingList {
    size_t folder;
    std::string path;
    LabelId label;
    bool is_code_system;
    size_t rule;
    size_t pattern;
    std::string where;  // of the pattern that names the list
    ParsedList parsed;
  };

  // Of all that the rules depend on. Parts of a rule set may say where their files are.
  std::string CachePath(const std::string& cache_folder) const {
    const std::string build = cache_folder.empty() ? std::string() : BuildName();
    if (build.empty()) return {};
    std::string origin = build + '\n' + rules_->hash;
    for (const RuleFolder& folder : folders_) origin += '\n' + folder.Shown("");
    return CacheFile::PathOf(cache_folder, "set", origin);
  }

  Status LoadRules() {
    SUNDER_RETURN_IF_ERROR(LoadLabels());
    SUNDER_RETURN_IF_ERROR(LoadInflections());
    for (size_t folder = 0; folder < folders_.size(); ++folder) {
      SUNDER_RETURN_IF_ERROR(LoadFiles(folder));
    }
    SUNDER_RETURN_IF_ERROR(LoadLists());
    return Finish();
  }

  // What users say of findings. Read each time: it is little, and what is in force changes by day.
  Status LoadChoices(std::string_view day) {
    for (const RuleFolder& folder : folders_) {
      for (const auto& [path, bytes] : folder.files()) {
        const FileKind kind = KindOf(path);
        if (kind == FileKind::kAllow) {
          SUNDER_RETURN_IF_ERROR(
              ReadAllowFile(folder, path, rules_->labels, day, &rules_->allowances));
        } else if (kind == FileKind::kThresholds) {
          SUNDER_RETURN_IF_ERROR(
              ReadThresholdFile(folder, path, rules_->labels, &rules_->thresholds));
        }
      }
    }
    std::set<std::string> choices = labels_on_;
    for (size_t at = 0; at < rules_->allowances.size(); ++at) {
      // What is out of force changes the findings, as a label does. No label is named so.
      if (!rules_->allowances[at].is_in_force) choices.insert("#" + std::to_string(at));
    }
    if (choices.size() == labels_on_.size()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(rules_->hash, HashFiles(folders_, choices));
    return Status::Ok();
  }

  // By name, whatever the folders' order, so that ids do not depend on what a pack is called.
  Status LoadLabels() {
    std::map<std::string, std::pair<LabelInfo, std::string>> by_name;
    for (const RuleFolder& folder : folders_) {
      for (const auto& [path, bytes] : folder.files()) {
        if (KindOf(path) != FileKind::kCategory) continue;
        SUNDER_ASSIGN_OR_RETURN(std::vector<LabelInfo> labels, ReadCategoryFile(folder, path));
        for (LabelInfo& label : labels) {
          const std::string name = label.name;
          const std::string shown = folder.Shown(path);
          const auto [known, is_new] = by_name.try_emplace(name, std::move(label), shown);
          if (is_new) continue;
          return Status::Usage(shown + ": label `" + name + "` is defined in " +
                               known->second.second + ", too; remove one of the two");
        }
      }
    }
    for (const std::string& name : labels_on_) {
      const auto found = by_name.find(name);
      if (found == by_name.end()) {
        return Status::Usage("no label `" + name +
                             "` to switch on; `sunder rules list` shows them");
      }
      found->second.first.on_by_default = true;
    }
    for (auto& [name, label] : by_name) {
      const LabelKind kind = label.first.kind;
      Result<LabelId> id = rules_->labels.Add(std::move(label.first));
      if (!id.ok()) return id.status().WithContext(label.second);
      if (kind == LabelKind::kSpecial) rules_->vocabulary.AddCategory(*id, name);
    }
    return Status::Ok();
  }

  Status LoadFiles(size_t folder_index) {
    const RuleFolder& folder = folders_[folder_index];
    for (const auto& [path, bytes] : folder.files()) {
      switch (KindOf(path)) {
        case FileKind::kMissing: {
          SUNDER_ASSIGN_OR_RETURN(std::vector<std::string> words,
                                  ParseWordList(bytes, folder.Shown(path)));
          std::move(words.begin(), words.end(), std::back_inserter(rules_->missing_words));
          break;
        }
        case FileKind::kCues: {
          SUNDER_ASSIGN_OR_RETURN(std::vector<CueList> cues,
                                  ReadCueFile(folder, path, rules_->paradigms));
          std::move(cues.begin(), cues.end(), std::back_inserter(rules_->cues));
          break;
        }
        case FileKind::kModel:
          SUNDER_RETURN_IF_ERROR(ReadModelFile(folder, path, &rules_->context_weights));
          break;
        case FileKind::kRule:
          SUNDER_RETURN_IF_ERROR(LoadRule(folder_index, path));
          break;
        case FileKind::kAllow:
        case FileKind::kThresholds:
        case FileKind::kCategory:
        case FileKind::kInflection:
        case FileKind::kOther:
          break;
      }
    }
    return Status::Ok();
  }

  Status LoadInflections() {
    rules_->paradigms.resize(1);
    for (const RuleFolder& folder : folders_) {
      for (const auto& [path, bytes] : folder.files()) {
        if (KindOf(path) != FileKind::kInflection) continue;
        SUNDER_ASSIGN_OR_RETURN(Inflection inflection,
                                ReadInflectionFile(folder, path, &rules_->paradigms));
        rules_->inflections.push_back(std::move(inflection));
      }
    }
    return Status::Ok();
  }

  // "terms/faiths.*.txt" stands for the lists of all languages, of which there may be none yet.
  static std::vector<std::string> ListsOf(const RuleFolder& folder, const std::string& path) {
    const size_t star = path.find('*');
    if (star == std::string::npos) return {path};
    const std::string_view before = std::string_view(path).substr(0, star);
    const std::string_view behind = std::string_view(path).substr(star + 1);
    std::vector<std::string> lists;
    for (const auto& [name, bytes] : folder.files()) {
      if (name.size() <= before.size() + behind.size() || name.substr(0, star) != before) continue;
      if (EndsWith(name, behind) && !LanguageOfList(name).empty()) lists.push_back(name);
    }
    return lists;
  }

  Status NameLanguages() {
    std::set<std::string> names;
    for (const PendingList& list : lists_) names.insert(LanguageOfList(list.path));
    for (const CueList& list : rules_->cues) names.insert(list.language);
    for (const Inflection& inflection : rules_->inflections) names.insert(inflection.language);
    names.erase("");
    rules_->languages.assign(names.begin(), names.end());
    constexpr size_t kLanguagesMax = 64;  // bits of a LanguageMask
    if (names.size() <= kLanguagesMax) return Status::Ok();
    return Status::Usage("the rules speak " + std::to_string(names.size()) +
                         " languages; at most " + std::to_string(kLanguagesMax) +
                         " can be told apart: merge some lists");
  }

  Status LoadRule(size_t folder, const std::string& path) {
    SUNDER_ASSIGN_OR_RETURN(ReadRule read, ReadRuleFile(folders_[folder], path, rules_->labels));
    const std::string where = folders_[folder].Shown(path) + ": rule `" + read.rule.id + "`";
    const auto [known, is_new] = shown_by_id_.emplace(read.rule.id, folders_[folder].Shown(path));
    if (!is_new) {
      return Status::Usage(where + ": key `id`: " + known->second +
                           " has the same; ids are unique, choose another");
    }
    for (const ListReference& list : read.lists) {
      const bool is_code_system = read.rule.patterns[list.pattern].is_code_system;
      const std::string pattern = where + ": pattern " + std::to_string(list.pattern + 1);
      for (std::string& name : ListsOf(folders_[folder], list.path)) {
        lists_.push_back({folder,
                          std::move(name),
                          read.rule.label,
                          is_code_system,
                          rules_->rules.size(),
                          list.pattern,
                          pattern,
                          {}});
      }
    }
    rules_->rules.push_back(std::move(read.rule));
    return Status::Ok();
  }

  // In the order of file names; a list that several patterns use is read once for each of them.
  Status LoadLists() {
    std::stable_sort(lists_.begin(), lists_.end(), [](const PendingList& a, const PendingList& b) {
      return std::tie(a.folder, a.path) < std::tie(b.folder, b.path);
    });
    SUNDER_RETURN_IF_ERROR(NameLanguages());
    std::map<LabelId, std::vector<const ParsedList*>> by_label;
    for (PendingList& list : lists_) {
      const RuleFolder& folder = folders_[list.folder];
      const std::string* bytes = folder.Find(list.path);
      const std::string shown = folder.Shown(list.path);
      if (bytes == nullptr) {
        return Status::Usage(list.where + ": the list " + shown +
                             " does not exist; create it or correct the name");
      }
      const ParadigmFinder finder(rules_->paradigms, LanguageOfList(list.path));
      auto parsed =
          list.is_code_system ? ParseCodeList(*bytes, shown) : ParseTermList(*bytes, shown, finder);
      if (!parsed.ok()) return parsed.status();
      list.parsed = std::move(*parsed);
      by_label[list.label].push_back(&list.parsed);
    }
    for (const auto& [label, lists] : by_label) {
      const bool has_values = std::any_of(lists.begin(), lists.end(),
                                          [](const auto* list) { return !list->values.empty(); });
      if (!has_values) continue;
      rules_->vocabulary.AddCategory(label, rules_->labels.name(label));
      SUNDER_RETURN_IF_ERROR(AddValues(label, lists, &rules_->vocabulary));
    }
    for (PendingList& list : lists_) SUNDER_RETURN_IF_ERROR(SetTerms(&list));
    return Status::Ok();
  }

  Status SetTerms(PendingList* list) {
    ParsedList& parsed = list->parsed;
    const LanguageMask language = rules_->MaskOf(LanguageOfList(list->path));
    for (size_t at = 0; at < parsed.terms.size(); ++at) {
      const size_t declaration = parsed.declarations[at];
      parsed.terms[at].languages = language;
      parsed.terms[at].value =
          declaration == ParsedList::kNoDeclaration
              ? rules_->vocabulary.Root(list->label)
              : *rules_->vocabulary.Find(list->label, parsed.values[declaration].name);
    }
    SUNDER_RETURN_IF_ERROR(RemoveRepeatedTerms(
        rules_->vocabulary, folders_[list->folder].Shown(list->path), &parsed.terms));
    if (!list->is_code_system) AddPlainSpellings(&parsed.terms);
    std::vector<Term>* terms = &rules_->rules[list->rule].patterns[list->pattern].terms;
    std::move(parsed.terms.begin(), parsed.terms.end(), std::back_inserter(*terms));
    return Status::Ok();
  }

  Status Finish() {
    // Words in place of a list stand for the category itself. RemoveRepeatedTerms runs again for
    // these.
    for (Rule& rule : rules_->rules) {
      for (Pattern& pattern : rule.patterns) {
        for (Term& term : pattern.terms) {
          if (term.value == kNoValue) term.value = rules_->vocabulary.Root(rule.label);
        }
        SUNDER_RETURN_IF_ERROR(RemoveRepeatedTerms(
            rules_->vocabulary, rule.path + ": rule `" + rule.id + "`", &pattern.terms));
      }
    }
    std::sort(rules_->rules.begin(), rules_->rules.end(),
              [](const Rule& a, const Rule& b) { return a.id < b.id; });
    std::vector<std::string>& missing = rules_->missing_words;
    std::sort(missing.begin(), missing.end());
    missing.erase(std::unique(missing.begin(), missing.end()), missing.end());
    return Status::Ok();
  }

  std::unique_ptr<RuleSet> rules_ = std::make_unique<RuleSet>();
  std::set<std::string> labels_on_;
  std::vector<RuleFolder> folders_;
  std::vector<PendingList> lists_;
  std::map<std::string, std::string> shown_by_id_;
};

}  // namespace

std::optional<RuleIndex> RuleSet::Find(std::string_view id) const {
  const auto found =
      std::lower_bound(rules.begin(), rules.end(), id,
                       [](const Rule& rule, std::string_view value) { return rule.id < value; });
  if (found == rules.end() || found->id != id) return std::nullopt;
  return static_cast<RuleIndex>(found - rules.begin());
}

LanguageMask RuleSet::MaskOf(std::string_view language) const {
  const auto found = std::lower_bound(languages.begin(), languages.end(), language);
  if (found == languages.end() || *found != language) return 0;
  return LanguageMask{1} << static_cast<size_t>(found - languages.begin());
}

Result<std::unique_ptr<const RuleSet>> LoadRuleSet(const std::vector<std::string>& folders,
                                                   const std::vector<std::string>& labels_on,
                                                   std::string_view day,
                                                   const std::string& cache_folder) {
  if (folders.empty()) return Status::Usage("no folder of rules is named; name patterns/");
  return RuleSetLoader().Run(folders, labels_on, day, cache_folder);
}

}  // namespace sunder::scanner
