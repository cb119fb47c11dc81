#include "evaluation/clean_files.h"

#include <algorithm>
#include <filesystem>

namespace sunder::evaluation {
namespace {

namespace fs = std::filesystem;

constexpr size_t kParagraphSizeBytesMax = 64U << 10U;

Result<std::vector<std::string>> FilesOf(const std::vector<std::string>& paths) {
  std::vector<std::string> files;
  for (const std::string& path : paths) {
    std::error_code error;
    if (!fs::exists(path, error)) return Status::NotFound(path + " does not exist");
    if (!fs::is_directory(path, error)) {
      files.push_back(path);
      continue;
    }
    std::vector<std::string> found;
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(
             path, fs::directory_options::skip_permission_denied, error)) {
      if (entry.is_regular_file(error)) found.push_back(entry.path().string());
    }
    std::sort(found.begin(), found.end());
    files.insert(files.end(), found.begin(), found.end());
  }
  return files;
}

class CleanScorer {
 public:
  CleanScorer(const ScoringRules& rules, const scanner::RuleSet& rule_set, Judge& judge)
      : rules_(rules), rule_set_(rule_set), judge_(judge) {}

  Status Add(const std::string& file) {
    SUNDER_ASSIGN_OR_RETURN(const std::string text, ReadFileText(file));
    if (text.find('\0') != std::string::npos || text.size() > UINT32_MAX) {
      ++result_.skipped;
      return Status::Ok();
    }
    std::vector<std::pair<size_t, FoundSpan>> found;  // byte offset in the file
    const std::vector<Span> paragraphs = Paragraphs(text);
    for (const Span& paragraph : paragraphs) {
      Result<std::vector<FoundSpan>> spans =
          FindSpans(judge_, std::string_view(text).substr(paragraph.begin, paragraph.size()));
      if (!spans.ok() && spans.status().code() == StatusCode::kDataLoss) {
        ++result_.skipped;
        return Status::Ok();
      }
      if (!spans.ok()) return spans.status().WithContext(file);
      for (const FoundSpan& span : *spans) {
        found.emplace_back(paragraph.begin + span.span.begin, span);
      }
    }
    ++result_.files;
    result_.bytes += text.size();
    result_.paragraphs += paragraphs.size();
    Count(file, text, found);
    return Status::Ok();
  }

  CleanEvaluation Finish(size_t worst_count) {
    std::stable_partition(result_.worst.begin(), result_.worst.end(),
                          [](const CleanFinding& finding) { return finding.is_special; });
    if (result_.worst.size() > worst_count) result_.worst.resize(worst_count);
    return std::move(result_);
  }

 private:
  void Count(const std::string& file, std::string_view text,
             const std::vector<std::pair<size_t, FoundSpan>>& found) {
    uint64_t line = 1;
    size_t at = 0;
    for (const auto& [offset, span] : found) {
      if (!rules_.IsScored(span.label)) continue;
      if (!rules_.IsClaim(span)) {
        ++result_.mentions;
        continue;
      }
      ++(rules_.IsOneOfFive(span.label) ? result_.five : result_.identifiers);
      ++result_.by_label[rules_.labels().name(span.label)];
      ++result_.by_rule[rule_set_.rules[span.rule].id];
      // Findings come in the order of the text; a nested one may step back by a few bytes.
      if (offset > at) {
        line +=
            static_cast<uint64_t>(std::count(text.begin() + static_cast<ptrdiff_t>(at),
                                             text.begin() + static_cast<ptrdiff_t>(offset), '\n'));
        at = offset;
      }
      result_.worst.push_back({file, line, rules_.labels().name(span.label),
                               std::string(EvidenceGradeName(span.grade)),
                               rule_set_.rules[span.rule].id, rules_.IsOneOfFive(span.label)});
    }
  }

  const ScoringRules& rules_;
  const scanner::RuleSet& rule_set_;
  Judge& judge_;
  CleanEvaluation result_;
};

}  // namespace

std::vector<Span> Paragraphs(std::string_view text) {
  std::vector<Span> paragraphs;
  Span open;
  const auto close = [&] {
    if (!open.empty()) paragraphs.push_back(open);
    open = {open.end, open.end};
  };
  for (size_t begin = 0; begin < text.size();) {
    size_t end = text.find('\n', begin);
    end = end == std::string_view::npos ? text.size() : end + 1;
    const bool is_blank =
        text.substr(begin, end - begin).find_first_not_of(" \t\r\n") == std::string_view::npos;
    const bool is_full = end - open.begin > kParagraphSizeBytesMax;
    if (is_blank || is_full) close();
    if (open.empty()) open.begin = static_cast<uint32_t>(begin);
    open.end = static_cast<uint32_t>(is_blank ? begin : end);
    begin = end;
  }
  close();
  return paragraphs;
}

Result<CleanEvaluation> EvaluateCleanFiles(const ScoringRules& rules,
                                           const scanner::RuleSet& rule_set, Judge& judge,
                                           const std::vector<std::string>& paths,
                                           size_t worst_count) {
  SUNDER_ASSIGN_OR_RETURN(const std::vector<std::string> files, FilesOf(paths));
  CleanScorer scorer(rules, rule_set, judge);
  for (const std::string& file : files) SUNDER_RETURN_IF_ERROR(scorer.Add(file));
  return scorer.Finish(worst_count);
}

}  // namespace sunder::evaluation
