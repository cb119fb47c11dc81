#include "scanner/names/name_judge.h"

namespace sunder::scanner::names {
namespace {

// From here on 98 of 100 proposals of the training parts are names.
constexpr double kSureHandScore = 4.5;
// Of "Violet and Hazel"; more than any occupation has.
constexpr double kSureRowScore = 2.2;

}  // namespace

bool NameJudge::IsText() const { return tokens_.size() >= thresholds_.text_tokens_min; }

bool NameJudge::IsRight(NameCandidate candidate) {
  if (!IsText()) return candidate.is_right_by_hand;
  const bool is_sure = candidate.is_right_by_hand &&
                       (candidate.hand_score >= kSureHandScore || candidate.cue == "named" ||
                        candidate.cue == "occupation label" ||
                        (candidate.is_in_row && candidate.hand_score >= kSureRowScore));
  if (is_sure && observed_ == nullptr) return true;
  if (!text_.has_small_words) ReadSmallWords(tokens_, &text_);
  candidate.text = &text_;
  CollectFacts(tokens_, candidate, &facts_);
  if (observed_ != nullptr) {
    const Span span{tokens_[candidate.begin].span.begin, tokens_[candidate.end - 1].span.end};
    observed_->push_back({span, facts_, candidate.is_right_by_hand});
  }
  return is_sure || model_.Score(facts_) > thresholds_.score_min;
}

}  // namespace sunder::scanner::names
