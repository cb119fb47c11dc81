#include "scanner/second_look/second_look.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "scanner/second_look/disguises.h"
#include "scanner/second_look/phrase_index.h"
#include "scanner/second_look/plain_words.h"

namespace sunder::scanner {
namespace {

using second_look::PhraseHit;
using second_look::PhraseIndex;
using second_look::PlainWord;
using second_look::PlainWords;

// A code or an initial stands everywhere.
constexpr size_t kRemovedSizeMin = 3;

// How near a verb of being or belonging stands to what is said of a person, in words.
constexpr uint32_t kVerbWordsMax = 3;

bool IsPersonKind(const std::string& kind) {
  return kind == "self_subject" || kind == "person_subject" || kind == "counted_subject";
}

bool IsVerbKind(const std::string& kind) {
  return kind == "identity_verb" || kind == "membership" || kind == "label_word";
}

class PlainSecondLook final : public SecondLook {
 public:
  PlainSecondLook(const RuleSet& rules, const std::vector<ProxyPhrase>& proxies)
      : terms_(rules), proxies_(rules), persons_(rules), verbs_(rules) {
    for (const Rule& rule : rules.rules) {
      const LabelInfo& label = rules.labels.info(rule.label);
      if (label.kind != LabelKind::kSpecial || !label.on_by_default) continue;
      for (const Pattern& pattern : rule.patterns) {
        const bool tells = pattern.view == View::kWords && !pattern.TellsBySurroundings();
        if (tells && pattern.case_rule == CaseRule::kAny) AddTerms(pattern);
      }
    }
    for (const CueList& list : rules.cues) {
      if (IsPersonKind(list.kind)) AddCues(list, rules.MaskOf(list.language), &persons_);
      if (IsVerbKind(list.kind)) AddCues(list, rules.MaskOf(list.language), &verbs_);
    }
    for (const ProxyPhrase& phrase : proxies) {
      if (!rules.labels.info(phrase.label).on_by_default) continue;
      proxies_.Add(phrase.text, kNoParadigm, static_cast<uint32_t>(proxy_languages_.size()));
      const LanguageMask language = rules.MaskOf(phrase.language);
      proxy_languages_.push_back(phrase.is_personal ? 0
                                 : language == 0    ? ~LanguageMask{0}
                                                    : language);
    }
  }

  Objection Look(std::string_view text, std::span<const std::string_view> removed) const override {
    const std::vector<PlainWord> words = PlainWords(text);
    if (words.empty()) return Objection::kNone;
    if (HasDisguised(text, words)) return Objection::kDisguised;
    if (HasRemoved(words, removed)) return Objection::kRemoved;
    if (!removed.empty() && HasStatement(words)) return Objection::kStatement;
    if (HasPersonalProxy(words)) return Objection::kProxy;
    return Objection::kNone;
  }

 private:
  void AddTerms(const Pattern& pattern) {
    for (const Term& term : pattern.terms) {
      if (!term.is_distinctive) continue;
      terms_.Add(term.folded, term.paradigm, static_cast<uint32_t>(term_languages_.size()));
      term_languages_.push_back(term.languages == 0 ? ~LanguageMask{0} : term.languages);
    }
  }

  struct Cues {
    explicit Cues(const RuleSet& rules) : index(rules) {}
    PhraseIndex index;
    std::vector<LanguageMask> languages;  // by tag
  };

  static void AddCues(const CueList& list, LanguageMask language, Cues* cues) {
    for (size_t i = 0; i < list.folded.size(); ++i) {
      const ParadigmId paradigm = i < list.paradigms.size() ? list.paradigms[i] : kNoParadigm;
      cues->index.Add(list.folded[i], paradigm, static_cast<uint32_t>(cues->languages.size()));
      cues->languages.push_back(language);
    }
  }

  // Terms that only a disguised reading has, or that stand there with marks piled on them.
  bool HasDisguised(std::string_view text, const std::vector<PlainWord>& words) const {
    const bool is_odd =
        std::any_of(words.begin(), words.end(), [](const PlainWord& word) { return word.is_odd; });
    const std::vector<std::string> readings = second_look::DisguisedReadings(text);
    if (!is_odd && readings.empty()) return false;
    std::set<std::string> plain;
    for (const PhraseHit& hit : terms_.Find(words)) {
      for (uint32_t i = hit.begin; i < hit.end; ++i) {
        if (words[i].is_odd) return true;
      }
      plain.insert(Phrase(words, hit));
    }
    for (const std::string& reading : readings) {
      const std::vector<PlainWord> read = PlainWords(reading);
      for (const PhraseHit& hit : terms_.Find(read)) {
        if (!plain.contains(Phrase(read, hit))) return true;
      }
    }
    return false;
  }

  // Without blanks: joining what is written with a hyphen is no disguise.
  static std::string Phrase(const std::vector<PlainWord>& words, const PhraseHit& hit) {
    std::string phrase;
    for (uint32_t i = hit.begin; i < hit.end; ++i) phrase += words[i].text;
    return phrase;
  }

  static bool HasRemoved(const std::vector<PlainWord>& words,
                         std::span<const std::string_view> removed) {
    for (const std::string_view text : removed) {
      const std::vector<PlainWord> phrase = PlainWords(text);
      size_t size_bytes = 0;
      for (const PlainWord& word : phrase) size_bytes += word.text.size();
      if (size_bytes < kRemovedSizeMin) continue;
      const auto found =
          std::search(words.begin(), words.end(), phrase.begin(), phrase.end(),
                      [](const PlainWord& a, const PlainWord& b) { return a.text == b.text; });
      if (found != words.end()) return true;
    }
    return false;
  }

  static uint32_t WordsBetween(const PhraseHit& a, const PhraseHit& b) {
    return a.end <= b.begin ? b.begin - a.end : b.end <= a.begin ? a.begin - b.end : 0;
  }

  // Those of `found`, which are ordered as the words are, that stand in the hit's sentence.
  static std::span<const PhraseHit> InSentence(const std::vector<PlainWord>& words,
                                               const PhraseHit& hit,
                                               const std::vector<PhraseHit>& found) {
    const auto [first, last] = std::equal_range(
        found.begin(), found.end(), hit, [&](const PhraseHit& a, const PhraseHit& b) {
          return words[a.begin].sentence < words[b.begin].sentence;
        });
    return {first, last};
  }

  // Whether a cue of one of the hit's languages stands in its sentence, beside it and at most
  // `words_max` words away.
  static bool HasCue(const std::vector<PlainWord>& words, const PhraseHit& hit, LanguageMask spoken,
                     const std::vector<PhraseHit>& found, const Cues& cues, uint32_t words_max) {
    const std::span<const PhraseHit> near = InSentence(words, hit, found);
    return std::any_of(near.begin(), near.end(), [&](const PhraseHit& cue) {
      const bool is_apart = cue.end <= hit.begin || cue.begin >= hit.end;
      return is_apart && (cues.languages[cue.tag] & spoken) != 0 &&
             WordsBetween(cue, hit) <= words_max;
    });
  }

  // A term with a person in its sentence, and a verb of being or belonging near it.
  bool HasStatement(const std::vector<PlainWord>& words) const {
    const std::vector<PhraseHit> hits = terms_.Find(words);
    if (hits.empty()) return false;
    const std::vector<PhraseHit> persons = persons_.index.Find(words);
    const std::vector<PhraseHit> verbs = verbs_.index.Find(words);
    return std::any_of(hits.begin(), hits.end(), [&](const PhraseHit& hit) {
      const LanguageMask spoken = term_languages_[hit.tag];
      return HasCue(words, hit, spoken, persons, persons_, kAnywhere) &&
             HasCue(words, hit, spoken, verbs, verbs_, kVerbWordsMax);
    });
  }

  bool HasPersonalProxy(const std::vector<PlainWord>& words) const {
    const std::vector<PhraseHit> hits = proxies_.Find(words);
    if (hits.empty()) return false;
    const std::vector<PhraseHit> persons = persons_.index.Find(words);
    return std::any_of(hits.begin(), hits.end(), [&](const PhraseHit& hit) {
      const LanguageMask spoken = proxy_languages_[hit.tag];
      return spoken == 0 || HasCue(words, hit, spoken, persons, persons_, kAnywhere);
    });
  }

  static constexpr uint32_t kAnywhere = UINT32_MAX;

  PhraseIndex terms_;
  PhraseIndex proxies_;
  Cues persons_;
  Cues verbs_;
  std::vector<LanguageMask> term_languages_;   // by tag
  std::vector<LanguageMask> proxy_languages_;  // 0: said of a person wherever it stands
};

}  // namespace

std::unique_ptr<const SecondLook> NewSecondLook(const RuleSet& rules,
                                                const std::vector<ProxyPhrase>& proxies) {
  return std::make_unique<PlainSecondLook>(rules, proxies);
}

}  // namespace sunder::scanner
