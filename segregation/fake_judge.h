// For tests: a judge with a handful of words, so that segregation is tested without the scanner.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/judge.h"
#include "core/label.h"
#include "core/vocabulary.h"

namespace sunder::segregation {

// Labels religion and race (special), person_name (direct); Catholic and Lutheran roll up to
// Christian.
struct FakeWorld {
  FakeWorld() {
    religion = *labels.Add({"religion", "Religion", LabelKind::kSpecial, true});
    race = *labels.Add({"race", "Race", LabelKind::kSpecial, true});
    person_name = *labels.Add({"person_name", "Name", LabelKind::kDirect, true});
    vocabulary.AddCategory(religion, "religion");
    vocabulary.AddCategory(race, "race");
    christian = *vocabulary.Add(religion, "Christian", "");
    catholic = *vocabulary.Add(religion, "Catholic", "Christian");
    lutheran = *vocabulary.Add(religion, "Lutheran", "Christian");
    sikh = *vocabulary.Add(religion, "Sikh", "");
    asian = *vocabulary.Add(race, "Asian", "");
  }
  LabelCatalog labels;
  Vocabulary vocabulary;
  LabelId religion, race, person_name;
  ValueId christian, catholic, lutheran, sikh, asian;
};

// A word is personal where its sentence holds " is "; sentences end behind ". ".
class FakeJudge : public Judge {
 public:
  explicit FakeJudge(const FakeWorld& world) : world_(world) {
    words_ = {{"Catholic", {world.religion, world.catholic}},
              {"Lutheran", {world.religion, world.lutheran}},
              {"Sikh", {world.religion, world.sikh}},
              {"Asian", {world.race, world.asian}}};
  }

  Status JudgeCells(std::span<const JudgedCell> cells, std::vector<Finding>* findings) override {
    for (uint32_t i = 0; i < cells.size(); ++i) JudgeOne(cells[i].text, i, findings);
    judged_cells += cells.size();
    return Status::Ok();
  }

  ValueId CanonicalValue(LabelId label, RuleIndex rule, std::string_view cell) override {
    last_rule = rule;
    if (cell.empty() || cell == "unknown") return kNoValue;
    const auto found = words_.find(cell);
    if (found == words_.end() || found->second.label != label)
      return world_.vocabulary.Other(label);
    return found->second.value;
  }

  bool IsCommonWord(LabelId, RuleIndex, std::string_view cell) override {
    return words_.contains(cell) || cell == "unknown";
  }

  // A finding of this word appears only in texts without the other: what a second judgement is for.
  std::string appears_without;
  std::string appearing_word;
  size_t judged_cells = 0;
  RuleIndex last_rule = 0;

 private:
  struct Meaning {
    LabelId label;
    ValueId value;
  };

  void JudgeOne(std::string_view text, uint32_t cell, std::vector<Finding>* findings) const {
    size_t begin = 0;
    while (begin < text.size()) {
      const size_t stop = text.find(". ", begin);
      const size_t end = stop == std::string_view::npos ? text.size() : stop + 2;
      JudgeSentence(text, begin, end, cell, findings);
      begin = end;
    }
  }

  void JudgeSentence(std::string_view text, size_t begin, size_t end, uint32_t cell,
                     std::vector<Finding>* findings) const {
    const std::string_view sentence = text.substr(begin, end - begin);
    const bool is_personal = sentence.find(" is ") != std::string_view::npos;
    std::map<size_t, Finding> by_place;
    for (const auto& [word, meaning] : words_) {
      if (word == appearing_word && text.find(appears_without) != std::string_view::npos) continue;
      for (size_t at = sentence.find(word); at != std::string_view::npos;
           at = sentence.find(word, at + 1)) {
        Finding finding;
        finding.label = meaning.label;
        finding.value = meaning.value;
        finding.grade =
            is_personal ? EvidenceGrade::kThirdPartyStatement : EvidenceGrade::kGroupMention;
        finding.confidence = 0.9F;
        finding.cell = cell;
        finding.span = {static_cast<uint32_t>(begin + at),
                        static_cast<uint32_t>(begin + at + word.size())};
        finding.sentence = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
        by_place[at] = finding;
      }
    }
    for (const auto& [at, finding] : by_place) findings->push_back(finding);
  }

  const FakeWorld& world_;
  std::map<std::string, Meaning, std::less<>> words_;
};

}  // namespace sunder::segregation
