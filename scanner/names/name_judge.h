// The last word on what a finder of names or occupations proposes: its model, or in cells of a few
// words, which are no text, the finder's hand-set weights.
#pragma once

#include <vector>

#include "scanner/names/name_facts.h"
#include "scanner/names/name_model.h"
#include "scanner/names/person_names.h"

namespace sunder::scanner::names {

class NameJudge {
 public:
  // `observed` may be nullptr: what is proposed is kept there besides, with its facts.
  NameJudge(const NameModel& model, const Thresholds& thresholds, const std::vector<Token>& tokens,
            std::vector<ObservedName>* observed)
      : model_(model),
        thresholds_(thresholds),
        tokens_(tokens),
        observed_(observed),
        text_(ReadTextFacts(tokens)) {}

  bool IsText() const;
  // A text without capitals, or nearly so: a chat.
  bool WritesSmall() const { return text_.capitals * 8 < text_.words; }
  bool IsRight(NameCandidate candidate);

 private:
  const NameModel& model_;
  const Thresholds thresholds_;
  const std::vector<Token>& tokens_;
  std::vector<ObservedName>* observed_;
  TextFacts text_;
  std::vector<FactId> facts_;
};

}  // namespace sunder::scanner::names
