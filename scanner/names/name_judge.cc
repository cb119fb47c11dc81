#include "scanner/names/name_judge.h"

#include "scanner/names/name_model.h"

namespace sunder::scanner::names {
namespace {

// The model has learnt from sentences; a cell of a column is shorter.
constexpr size_t kTextTokensMin = 4;
// A name passed over costs more than a word taken for one.
constexpr float kScoreMin = -0.4F;
// From here on 98 of 100 proposals of the training parts are names.
constexpr double kSureHandScore = 4.5;

}  // namespace

bool NameJudge::IsText() const { return tokens_.size() >= kTextTokensMin; }

bool NameJudge::IsName(NameCandidate candidate) {
  if (!IsText()) return candidate.is_right_by_hand;
  const bool is_sure = candidate.is_right_by_hand &&
                       (candidate.hand_score >= kSureHandScore || candidate.cue == "named");
  if (is_sure && observed_ == nullptr) return true;
  candidate.text = &text_;
  CollectFacts(tokens_, candidate, &facts_);
  if (observed_ != nullptr) {
    const Span span{tokens_[candidate.begin].span.begin, tokens_[candidate.end - 1].span.end};
    observed_->push_back({span, facts_, candidate.is_right_by_hand});
  }
  return is_sure || NameModel::Get().Score(facts_) > kScoreMin;
}

}  // namespace sunder::scanner::names
