#include "scanner/match/rule_check.h"

#include <algorithm>
#include <utility>

#include "scanner/match/detector.h"
#include "scanner/match/example_variants.h"
#include "scanner/match/twin_detector.h"

namespace sunder::scanner {
namespace {

// A candidate under this is too weak to be reported. Words of special categories are judged by
// their sentence, however weak they are by themselves.
constexpr float kCandidateConfidenceMin = 0.3F;
constexpr size_t kExamplesMin = 3;

// One database with its detector.
class Scan {
 public:
  static Result<std::unique_ptr<Scan>> Create(const RuleSet& rules) {
    auto scan = std::unique_ptr<Scan>(new Scan());
    SUNDER_ASSIGN_OR_RETURN(scan->database_, RuleDatabase::Create(rules, ""));
    SUNDER_ASSIGN_OR_RETURN(scan->detector_, Detector::Create(*scan->database_));
    return scan;
  }

  // `difference`: what the twin says otherwise; not asked when nullptr.
  Result<std::vector<Candidate>> Detect(std::string_view text, std::string* difference) {
    const JudgedCell cell{text, {}};
    text_.Clear();
    SUNDER_RETURN_IF_ERROR(text_.Append(text));
    std::vector<Candidate> candidates;
    SUNDER_RETURN_IF_ERROR(detector_->Detect(text_, {&cell, 1}, &candidates));
    if (difference != nullptr) {
      std::vector<Candidate> slow;
      SUNDER_RETURN_IF_ERROR(DetectSlowly(*database_, text_, {&cell, 1}, &slow));
      if (!SameCandidates(candidates, slow)) {
        *difference = "detector " + Shown(candidates) + "; twin " + Shown(slow);
      }
    }
    return candidates;
  }

  Result<std::vector<Candidate>> DetectFieldName(std::string_view name) {
    std::vector<Candidate> candidates;
    SUNDER_RETURN_IF_ERROR(detector_->DetectFieldName(name, &candidates));
    return candidates;
  }

  const Detector& detector() const { return *detector_; }

 private:
  Scan() = default;

  std::string Shown(const std::vector<Candidate>& candidates) const {
    std::string shown = candidates.empty() ? "nothing" : "";
    for (const Candidate& candidate : candidates) {
      shown += (shown.empty() ? "" : ", ") + database_->rules().rules[candidate.rule].id +
               " pattern " + std::to_string(candidate.pattern + 1) + " at " +
               std::to_string(candidate.original.begin) + ".." +
               std::to_string(candidate.original.end);
    }
    return shown;
  }

  std::unique_ptr<const RuleDatabase> database_;
  std::unique_ptr<Detector> detector_;
  ScanText text_;
};

class RuleChecker {
 public:
  RuleChecker(const RuleSet& rules, const TextJudge& judge) : rules_(rules), judge_(judge) {}

  Result<RuleCheckSummary> Run() {
    SUNDER_ASSIGN_OR_RETURN(joint_, Scan::Create(rules_));
    for (RuleIndex index = 0; index < rules_.rules.size(); ++index) {
      const Status status = CheckRule(index);
      if (!status.ok()) return status.WithContext(rules_.rules[index].path);
    }
    return summary_;
  }

 private:
  Status CheckRule(RuleIndex index) {
    index_ = index;
    rule_ = &rules_.rules[index];
    ++summary_.rules;
    for (const Pattern& pattern : rule_->patterns) summary_.terms += pattern.terms.size();
    CheckHead();
    RuleSet alone_rules = rules_;
    alone_rules.rules = {*rule_};
    SUNDER_ASSIGN_OR_RETURN(alone_, Scan::Create(alone_rules));
    for (size_t at = 0; at < rule_->examples.size(); ++at) {
      example_name_ = "example " + std::to_string(at + 1);
      SUNDER_RETURN_IF_ERROR(CheckExample(rule_->examples[at]));
    }
    for (size_t at = 0; at < rule_->counter_examples.size(); ++at) {
      example_name_ = "counter_example " + std::to_string(at + 1);
      SUNDER_RETURN_IF_ERROR(CheckCounterExample(rule_->counter_examples[at]));
    }
    // The scan holds references into `alone_rules`.
    alone_.reset();
    return Status::Ok();
  }

  void Complain(std::string what) {
    summary_.complaints.push_back({rule_->path, rule_->id, std::move(what)});
  }

  void CheckHead() {
    if (rule_->name.empty()) Complain("key `name` is missing; say what the rule finds");
    if (rule_->description.empty()) Complain("key `description` is missing; say why it matters");
    if (rule_->references.empty())
      Complain("key `references` is missing; say where facts are from");
    if (rule_->licence.empty()) Complain("key `licence` is missing");
    const auto check = [&](size_t count, const char* kind) {
      if (count >= kExamplesMin) return;
      Complain("has " + std::to_string(count) + " [[" + kind + "]]; write at least " +
               std::to_string(kExamplesMin));
    };
    check(rule_->examples.size(), "example");
    check(rule_->counter_examples.size(), "counter_example");
  }

  bool IsSpecial() const { return rules_.labels.kind(rule_->label) == LabelKind::kSpecial; }

  Status CheckExample(const Example& example) {
    ++summary_.examples;
    switch (example.view) {
      case ExampleView::kFieldName:
        return CheckFieldName(example);
      case ExampleView::kCode:
        if (alone_->detector().CodeValue(0, example.text) == kNoValue) {
          Complain(example_name_ + " is not found: `" + example.text + "` is no code of the rule");
        }
        return Status::Ok();
      case ExampleView::kText:
        break;
    }
    const std::optional<Span> span = FindSpan(example);
    SUNDER_RETURN_IF_ERROR(Agree(example.text));
    if (!span) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const auto variants, MakeVariants(*rule_, example, *span));
    for (const ExampleVariant& variant : variants) {
      ++summary_.variants;
      SUNDER_ASSIGN_OR_RETURN(const auto candidates, joint_->Detect(variant.text, nullptr));
      if (IsFound(candidates, variant.span, false)) continue;
      Complain(example_name_ + " is not found in its variant \"" + std::string(variant.kind) +
               "\": `" + variant.text + "`");
    }
    return JudgeExample(example, *span);
  }

  Status CheckFieldName(const Example& example) {
    SUNDER_ASSIGN_OR_RETURN(const auto candidates, alone_->DetectFieldName(example.text));
    const bool is_found =
        std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
          return example.text.substr(candidate.original.begin, candidate.original.size()) ==
                     example.span ||
                 example.span == example.text;
        });
    if (!is_found) {
      Complain(example_name_ + " is not found: no `field_name` term stands in the header `" +
               example.text + "`");
    }
    return Status::Ok();
  }

  // Where the value was found, by the rule alone and by all rules together.
  std::optional<Span> FindSpan(const Example& example) {
    auto alone = alone_->Detect(example.text, nullptr);
    auto joint = joint_->Detect(example.text, nullptr);
    if (!alone.ok() || !joint.ok()) {
      Complain(example_name_ + ": `text` cannot be scanned; write UTF-8");
      return std::nullopt;
    }
    for (size_t at = example.text.find(example.span); at != std::string::npos;
         at = example.text.find(example.span, at + 1)) {
      const Span span{static_cast<uint32_t>(at), static_cast<uint32_t>(at + example.span.size())};
      if (!IsFound(*alone, span, true)) continue;
      if (IsFound(*joint, span, false)) return span;
      Complain(example_name_ + " is found by the rule alone, but not by all rules together: `" +
               example.text + "`");
      return std::nullopt;
    }
    std::string found;
    for (const Candidate& candidate : *alone) {
      found += (found.empty() ? "" : ", ") +
               ("`" + example.text.substr(candidate.original.begin, candidate.original.size())) +
               "` with " + std::to_string(candidate.confidence);
    }
    Complain(example_name_ + " is not found: `" + example.span + "` in `" + example.text +
             "`; found is " + (found.empty() ? "nothing" : found) +
             "; `sunder rules explain` shows every stage");
    return std::nullopt;
  }

  // Alone, the rule has index 0; together, another rule of the label may be the better one.
  bool IsFound(const std::vector<Candidate>& candidates, Span span, bool is_alone) const {
    return std::any_of(candidates.begin(), candidates.end(), [&](const Candidate& candidate) {
      return candidate.original == span &&
             (IsSpecial() || candidate.confidence >= kCandidateConfidenceMin) &&
             (is_alone || candidate.label == rule_->label);
    });
  }

  Status Agree(const std::string& text) {
    std::string difference;
    SUNDER_ASSIGN_OR_RETURN(const auto candidates, joint_->Detect(text, &difference));
    if (!difference.empty()) {
      Complain(example_name_ + ": the detector and its slow twin differ on `" + text +
               "`: " + difference + "; is there a match without one of the `anchors`?");
    }
    return Status::Ok();
  }

  Status JudgeExample(const Example& example, Span span) {
    if (!judge_ || !IsSpecial()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const auto findings, judge_(example.text, {}));
    const bool is_found =
        std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
          return finding.label == rule_->label && finding.span == span;
        });
    if (!is_found) {
      Complain(example_name_ + " is a candidate, but judged to be no finding: `" + example.text +
               "`");
    }
    return Status::Ok();
  }

  Status CheckCounterExample(const Example& example) {
    ++summary_.counter_examples;
    switch (example.view) {
      case ExampleView::kFieldName: {
        SUNDER_ASSIGN_OR_RETURN(const auto candidates, alone_->DetectFieldName(example.text));
        if (HasReported(candidates)) ComplainFound(example);
        return Status::Ok();
      }
      case ExampleView::kCode:
        if (alone_->detector().CodeValue(0, example.text) != kNoValue) ComplainFound(example);
        return Status::Ok();
      case ExampleView::kText:
        break;
    }
    SUNDER_RETURN_IF_ERROR(Agree(example.text));
    if (judge_) {
      SUNDER_ASSIGN_OR_RETURN(const auto findings, judge_(example.text, {}));
      const bool is_found =
          std::any_of(findings.begin(), findings.end(), [&](const Finding& finding) {
            return finding.rule == index_ && (!IsSpecial() || IsPersonal(finding.grade));
          });
      if (is_found) ComplainFound(example);
      return Status::Ok();
    }
    if (IsSpecial()) return Status::Ok();
    SUNDER_ASSIGN_OR_RETURN(const auto alone, alone_->Detect(example.text, nullptr));
    if (HasReported(alone)) ComplainFound(example);
    return Status::Ok();
  }

  static bool HasReported(const std::vector<Candidate>& candidates) {
    return std::any_of(candidates.begin(), candidates.end(), [](const Candidate& candidate) {
      return candidate.confidence >= kReportedConfidence;
    });
  }

  void ComplainFound(const Example& example) {
    Complain(example_name_ + " is found, though it says \"" + example.why + "\": `" + example.text +
             "`");
  }

  const RuleSet& rules_;
  const TextJudge& judge_;
  RuleCheckSummary summary_;
  std::unique_ptr<Scan> joint_;
  std::unique_ptr<Scan> alone_;
  RuleIndex index_ = 0;
  const Rule* rule_ = nullptr;
  std::string example_name_;
};

}  // namespace

Result<RuleCheckSummary> CheckRules(const RuleSet& rules, const TextJudge& judge) {
  return RuleChecker(rules, judge).Run();
}

}  // namespace sunder::scanner
