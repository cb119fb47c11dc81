// The label of one column, as a function of its header, table, siblings and multiset of values.
#pragma once

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/finding.h"
#include "core/status.h"
#include "scanner/context/context_rules.h"
#include "scanner/profile/column_evidence.h"
#include "scanner/profile/header_words.h"

namespace sunder::scanner {

struct ColumnVerdict {
  LabelId label = kNoLabel;
  EvidenceGrade grade = EvidenceGrade::kNone;
  RuleIndex rule = 0;
  float confidence_before = 0;
  float confidence = 0;
  bool has_header = false;
  double share = 0;        // of distinct values that support it
  std::string_view basis;  // static: "codes", "values", "header and values", ...
};

// A header as all columns of the table see it.
struct ColumnName {
  std::string path;
  std::vector<std::string> words;
  std::vector<FieldNameMatch> matches;  // of the rules' field names
  // Of the words that are no term and not neutral: "patient_race" is of persons.
  TableTopic topic = TableTopic::kUnknown;
  bool is_measure = false;  // a header of counts, shares or results
  bool has_words = false;   // that are not neutral
};

// What a table's name says.
struct TableName {
  TableTopic topic = TableTopic::kUnknown;
  bool is_reference = false;  // a list of what may be chosen
};

// One a thread: it remembers what values are.
class ColumnJudge {
 public:
  // REQUIRES: both outlive it.
  ColumnJudge(const RuleSet& rules, const ContextRules& context);

  // Regex patterns of headers are asked through the detector; terms are matched word by word.
  Result<ColumnName> NameOf(std::string_view path, Detector* detector) const;
  // Whether the header alone speaks of a person's attribute (first name, sex, birthday, e-mail):
  // what makes a neighbour's `name` more likely a person's.
  bool SpeaksOfPersons(const ColumnName& name) const;
  // The label of what a person alone has (a name, a birthday, a document) or can be reached by, if
  // the header says so by itself.
  std::optional<LabelId> IdentityOf(const ColumnName& name) const;
  // Whether identities of these labels stand side by side in tables of persons only: a restaurant
  // has a telephone and an address, a horse a birthday, but neither has a surname beside them.
  bool AreOfPersons(const std::set<LabelId>& identities) const;
  // What the name of a table says of its records; asked once for all its columns.
  TableName TableNameOf(std::string_view table) const;
  // kNoLabel for none.
  Result<ColumnVerdict> Judge(const ColumnName& name, const TableName& table,
                              bool has_person_siblings, const FieldProfile& profile,
                              Detector* detector);

 private:
  // Neutral words beside the match ("race_cd", "new_phone_2") count for nothing.
  enum class HeaderFit { kNone, kPart, kEnd, kWhole };
  // What a column stands in.
  struct Setting {
    TableTopic topic = TableTopic::kUnknown;  // of the table, or of the header itself
    bool has_person_siblings = false;
    bool is_measure = false;    // see ColumnName
    bool is_reference = false;  // a list of what may be chosen, not of who chose it
    bool has_header = false;    // ColumnName::has_words
  };
  // Fills in what the words of a header say, whatever table it stands in.
  void JudgeWords(ColumnName* name) const;
  Setting SettingOf(const ColumnName& name, const TableName& table, bool has_person_siblings) const;
  bool IsNeutral(const ColumnName& name, uint32_t word, LabelId label) const;
  bool IsOfPerson(std::string_view word) const;
  // The words that the label's matches leave over name a thing: the "cuisine" of "cuisine_race".
  bool IsOfThing(const ColumnName& name, LabelId label) const;
  HeaderFit FitOf(const ColumnName& name, LabelId label) const;
  const FieldNameMatch* MatchOf(const ColumnName& name, LabelId label) const;
  bool IsPersonHeader(const ColumnName& name, const Setting& setting,
                      const ColumnEvidence& evidence, LabelId label) const;

  void JudgeSpecial(const ColumnName& name, const Setting& setting, const ColumnEvidence& evidence,
                    std::vector<ColumnVerdict>* verdicts) const;
  // `own` and the values that are misspelt, or cut short below a header that names the label
  // (nullptr: none does).
  LabelEvidence WithVariants(const LabelEvidence& own, LabelId label, const FieldNameMatch* header,
                             const ColumnEvidence& evidence) const;
  void JudgeSpecialValues(const ColumnName& name, const Setting& setting, LabelId label,
                          const ColumnEvidence& evidence,
                          std::vector<ColumnVerdict>* verdicts) const;
  bool IsSpecialByValues(const ColumnName& name, const Setting& setting, LabelId label,
                         const LabelEvidence& own, const ColumnEvidence& evidence,
                         ColumnVerdict* verdict) const;
  bool IsCensusList(const Setting& setting, LabelId label, const ColumnEvidence& evidence) const;
  bool IsIdeologyScale(LabelId label, const ColumnEvidence& evidence) const;
  bool IsOtherProperty(const ColumnName& name, std::string_view label, TableTopic topic) const;
  bool HasBreeds(const ColumnEvidence& evidence) const;
  bool AreTallies(const ColumnEvidence& evidence) const;
  bool KnowsCodes(LabelId label, const ColumnEvidence& evidence) const;
  bool AreBelievers(LabelId label, const LabelEvidence& own, const ColumnEvidence& evidence) const;
  bool SpeaksOfThings(const Setting& setting, LabelId label, const LabelEvidence& own,
                      const ColumnEvidence& evidence, double share) const;
  // Distinct values and cells that are of the label (or its sister), and those that count at all.
  struct SpecialSupport {
    uint32_t matched = 0;
    uint32_t total = 0;
    uint64_t matched_weight = 0;
    uint64_t total_weight = 0;
  };
  SpecialSupport SupportOf(LabelId label, const LabelEvidence* own, const LabelEvidence* sister,
                           bool has_header, const ColumnEvidence& evidence) const;
  void JudgeCodes(const ColumnName& name, const Setting& setting, const ColumnEvidence& evidence,
                  std::vector<ColumnVerdict>* verdicts) const;
  void JudgeEnumeration(const ColumnName& name, const Setting& setting,
                        const ColumnEvidence& evidence, std::vector<ColumnVerdict>* verdicts) const;
  Status JudgeOneHot(const ColumnName& name, const Setting& setting, const ColumnEvidence& evidence,
                     Detector* detector, std::vector<ColumnVerdict>* verdicts) const;
  bool IsQuestionAndAnswer(const ColumnName& name, const Candidate& candidate) const;
  bool IsHeaderOfOne(const std::string& joined, Span place) const;
  // Of a header that is a distinctive term cut short: "hisp_lat_ind"; nullptr: of none or several.
  const Rule* RuleOfShortForm(const ColumnName& name) const;
  void JudgeIdentifiers(const ColumnName& name, const Setting& setting,
                        const ColumnEvidence& evidence, std::vector<ColumnVerdict>* verdicts) const;
  // Values of a telling shape under any header: MAC addresses in dotted groups, people's pages.
  void JudgeTellingShapes(const ColumnName& name, const ColumnEvidence& evidence,
                          std::vector<ColumnVerdict>* verdicts) const;
  void JudgeValuesAlone(const ColumnName& name, const LabelEvidence& counts, uint32_t total,
                        bool is_numeric, double name_like_share, ColumnVerdict verdict,
                        std::vector<ColumnVerdict>* verdicts) const;
  bool HasShortRest(const ColumnName& name, const Setting& setting, LabelId label) const;
  void JudgeShape(const ColumnName& name, const Setting& setting, LabelId label,
                  const ColumnEvidence& evidence, std::vector<ColumnVerdict>* verdicts) const;

  const RuleSet& rules_;
  const CueIndex& cues_;
  const FieldNames& names_;
  const CanonicalValues& canonical_;
  EvidenceCollector collector_;
};

}  // namespace sunder::scanner
