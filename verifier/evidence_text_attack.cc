// evidence_text: evidence travels; whatever it says about one person travels with it.
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <regex>
#include <set>
#include <unordered_set>

#include "verifier/attack.h"
#include "verifier/text_tokens.h"

namespace sunder::verifier {
namespace {

// Evidence is some pages; more is read no further and said so.
constexpr uint64_t kFileSizeBytesMax = 64ULL << 20;
// Shorter runs of digits are counts and years.
constexpr size_t kNumberDigitsMin = 9;

bool IsNumber(const std::string& token) {
  return std::all_of(token.begin(), token.end(),
                     [](unsigned char c) { return std::isdigit(c) != 0; });
}

// The text without numbers that stand outside of quotes: counts of a JSON file.
std::string WithoutBareNumbers(const std::string& text) {
  std::string rest;
  bool is_quoted = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (c == '\\' && is_quoted && i + 1 < text.size()) {
      // "\n" and the like part words.
      rest += text[i + 1] == '"' ? '"' : ' ';
      ++i;
      continue;
    }
    if (c == '"') is_quoted = !is_quoted;
    const bool is_number = std::isdigit(static_cast<unsigned char>(c)) != 0 || c == '.';
    rest += !is_quoted && is_number ? ' ' : c;
  }
  return rest;
}

class EvidenceTextAttack : public Attack, public IdentityObserver {
 public:
  explicit EvidenceTextAttack(const AttackContext& context) : context_(context) {
    for (const StoreFile& file : context.evidence_files) {
      if (!file.is_regular) continue;  // leftover_files complains
      const Result<std::string> text = ReadFileHead(file.path, kFileSizeBytesMax);
      if (!text.ok()) {
        error_ = text.status();
        return;
      }
      is_cut_ = is_cut_ || file.size_bytes > kFileSizeBytesMax;
      const bool is_json = file.name.find(".json") != std::string::npos;
      Collect(*text, is_json);
      // A file's own name is evidence, too.
      Collect(file.name, false);
    }
    LeaveOutOwnWords();
  }

  IdentityObserver* observer() override { return this; }
  Status BeginTable(const Connector&, const TableInfo&) override { return Status::Ok(); }
  Status EndTable() override { return Status::Ok(); }
  Status SeeRecord(const IdentityRecord& record) override {
    for (const std::string_view text : record.texts) {
      if (text.size() < 6) continue;
      for (const std::string& token : IdentifyingTokens(text)) {
        if (tokens_.contains(token)) met_.insert(token);
      }
      if (!IsNameLike(text)) continue;
      if (const std::string name = Normalised(text); phrases_.contains(name)) met_.insert(name);
    }
    return Status::Ok();
  }

  Result<AttackResult> Conclude() override {
    AttackResult result =
        Question("evidence_text", "Text of the evidence",
                 "Does the evidence hold a value of a person, a count under k, or a time finer "
                 "than a day?");
    SUNDER_RETURN_IF_ERROR(error_);
    if (context_.evidence_files.empty()) {
      return Undecided(std::move(result), "no evidence", "name the evidence folder");
    }
    const std::string measure = Counted(met_.size(), "identity value") + ", " +
                                Counted(small_, "count") + " under " +
                                std::to_string(context_.k()) + ", " + Counted(times_, "time") +
                                " of a day in " + Counted(context_.evidence_files.size(), "file");
    if (met_.size() + small_ + times_ > 0) {
      return Failed(std::move(result), measure,
                    "withdraw the evidence; rename files, columns or reasons that hold values, and "
                    "split again");
    }
    if (is_cut_ || context_.input.identity.empty()) {
      return Undecided(std::move(result), measure + ", but not all was compared",
                       "name the identity store, and keep evidence files small");
    }
    return Passed(std::move(result), measure);
  }

 private:
  void Collect(const std::string& text, bool is_json) {
    const std::string words = is_json ? WithoutBareNumbers(text) : text;
    for (std::string& token : IdentifyingTokens(words)) {
      if (IsNumber(token) && token.size() < kNumberDigitsMin) continue;
      tokens_.insert(std::move(token));
    }
    for (std::string& phrase : NameLikePhrases(words)) phrases_.insert(std::move(phrase));
    CountTimes(words);
    if (is_json) CountSmall(text);
  }

  void CountTimes(const std::string& text) {
    static const std::regex kClock(R"((^|[^0-9:])([01][0-9]|2[0-3]):[0-5][0-9]($|[^0-9]))");
    times_ += static_cast<uint64_t>(std::distance(
        std::sregex_iterator(text.begin(), text.end(), kClock), std::sregex_iterator()));
  }

  // Members that count persons, records or their cells.
  void CountSmall(const std::string& text) {
    static const std::regex kCount(
        R"re("(count|records|cells|cohort|filled|persons)"\s*:\s*([0-9]+))re");
    for (auto match = std::sregex_iterator(text.begin(), text.end(), kCount);
         match != std::sregex_iterator(); ++match) {
      const uint64_t value = std::strtoull((*match)[2].str().c_str(), nullptr, 10);
      if (value > 0 && value < context_.k()) ++small_;
    }
  }

  void LeaveOut(const std::vector<PublishedCategory>& categories) {
    for (const PublishedCategory& category : categories) {
      for (const PublishedCell& cell : category.cells) phrases_.erase(Normalised(cell.value));
    }
  }

  // What every run writes of itself; an identity value may be equal by chance.
  void LeaveOutOwnWords() {
    std::vector<std::string> own = {context_.input.tool_version, context_.input.day};
    if (context_.input.claims) {
      const SegregationReport& claims = *context_.input.claims;
      own.insert(own.end(), {claims.tool_version, claims.rules_hash, claims.day});
      LeaveOut(claims.categories);
      for (const EarlierPublication& earlier : claims.earlier) LeaveOut(earlier.categories);
    }
    for (const std::string& text : own) {
      tokens_.erase(Normalised(text));
      for (const std::string& token : IdentifyingTokens(text)) tokens_.erase(token);
    }
  }

  const AttackContext& context_;
  Status error_;
  bool is_cut_ = false;
  std::unordered_set<std::string> tokens_;
  std::unordered_set<std::string> phrases_;
  std::set<std::string> met_;  // no more than the evidence holds
  uint64_t small_ = 0;
  uint64_t times_ = 0;
};

}  // namespace

std::unique_ptr<Attack> NewEvidenceTextAttack(const AttackContext& context) {
  return std::make_unique<EvidenceTextAttack>(context);
}

}  // namespace sunder::verifier
