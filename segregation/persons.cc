#include "segregation/persons.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "segregation/toml_table.h"

namespace sunder::segregation {
namespace {

// Labels that name one person each, best first. An organisation's own number goes before them.
constexpr std::array<std::string_view, 5> kStableLabels = {
    "national_id", "passport", "driver_license", "email_address", "username"};

constexpr uint64_t kEmptyShareDivisor = 100;  // one of a hundred records may be without
constexpr uint64_t kDistinctFactor = 2;

bool Contains(const std::vector<std::string>& words, std::string_view word) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Folded to lower case as far as ASCII goes, cut at signs and where a capital follows a small
// letter; bytes beyond ASCII are letters.
std::vector<std::string> WordsOf(std::string_view name) {
  std::vector<std::string> words(1);
  bool was_small = false;
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    const bool is_letter = byte >= 0x80 || std::isalnum(byte) != 0;
    const bool is_capital = byte < 0x80 && std::isupper(byte) != 0;
    if ((!is_letter || (is_capital && was_small)) && !words.back().empty()) words.emplace_back();
    if (is_letter) words.back() += static_cast<char>(byte < 0x80 ? std::tolower(byte) : byte);
    was_small = is_letter && !is_capital;
  }
  if (words.back().empty()) words.pop_back();
  return words;
}

std::string KindOfNoun(std::string_view word, const PersonWords& words) {
  for (const PersonWords::Kind& kind : words.kinds) {
    if (Contains(kind.words, word)) return kind.name;
  }
  return "";
}

// "kundennummer", "idcliente": noun and number written as one.
std::string KindOfCompound(std::string_view word, const PersonWords& words) {
  for (const std::string& number : words.number_words) {
    if (word.size() <= number.size()) continue;
    std::string kind;
    if (word.ends_with(number)) {
      kind = KindOfNoun(word.substr(0, word.size() - number.size()), words);
    }
    if (kind.empty() && word.starts_with(number)) {
      kind = KindOfNoun(word.substr(number.size()), words);
    }
    if (!kind.empty()) return kind;
  }
  return "";
}

std::string KindOfWords(std::vector<std::string> parts, const PersonWords& words) {
  std::erase_if(parts, [&](const std::string& part) { return Contains(words.link_words, part); });
  if (parts.size() == 1) return KindOfCompound(parts.front(), words);
  std::string kind;
  size_t numbers = 0;
  for (const std::string& part : parts) {
    const std::string noun = KindOfNoun(part, words);
    if (!noun.empty() && kind.empty()) {
      kind = noun;
    } else if (Contains(words.number_words, part)) {
      ++numbers;
    } else {
      return "";
    }
  }
  return numbers > 0 ? kind : "";
}

struct Candidate {
  PersonField field;
  size_t rank = 0;  // smaller is better
  uint32_t position = 0;
  uint64_t distinct = 0;
};

std::optional<Candidate> CandidateOf(const FieldReport& field, uint64_t records,
                                     const PersonWords& words) {
  if (field.is_free_text || field.filled > records) return std::nullopt;
  if ((records - field.filled) * kEmptyShareDivisor > records || field.filled == 0) {
    return std::nullopt;
  }
  // Lists hold several values a record.
  if (field.path.find("[]") != std::string::npos) return std::nullopt;
  Candidate candidate{{field.path, ""}, 0, field.position, field.distinct};
  const auto known = std::find(kStableLabels.begin(), kStableLabels.end(), field.label);
  if (known != kStableLabels.end()) {
    candidate.field.kind = field.label;
    candidate.rank = 1 + static_cast<size_t>(known - kStableLabels.begin());
    return candidate;
  }
  // "contact number" is a phone.
  if (!field.label.empty()) return std::nullopt;
  candidate.field.kind = PersonKindOfHeader(field.path, words);
  if (candidate.field.kind.empty()) return std::nullopt;
  return candidate;
}

std::vector<Candidate> CandidatesOf(const TableReport& table, const PersonWords& words) {
  std::vector<Candidate> candidates;
  uint64_t distinct_max = 0;
  for (const FieldReport& field : table.fields) {
    std::optional<Candidate> candidate = CandidateOf(field, table.records, words);
    if (candidate) candidates.push_back(std::move(*candidate));
    const bool names_persons =
        field.label == "person_name" ||
        std::find(kStableLabels.begin(), kStableLabels.end(), field.label) != kStableLabels.end();
    if (names_persons) distinct_max = std::max(distinct_max, field.distinct);
  }
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return candidate.distinct * kDistinctFactor < distinct_max;
  });
  return candidates;
}

}  // namespace

std::string PersonKindOfHeader(std::string_view path, const PersonWords& words) {
  const size_t dot = path.rfind('.');
  std::string kind;
  if (dot != std::string_view::npos) kind = KindOfWords(WordsOf(path.substr(dot + 1)), words);
  // "customer.id", "Cust. No."
  return kind.empty() ? KindOfWords(WordsOf(path), words) : kind;
}

std::vector<PersonField> ChoosePersons(const ScanReport& scan, const PersonWords& words) {
  std::vector<std::vector<Candidate>> candidates;
  std::map<std::string, size_t> tables_by_kind;
  for (const TableReport& table : scan.tables) {
    candidates.push_back(CandidatesOf(table, words));
    std::set<std::string> kinds;
    for (const Candidate& candidate : candidates.back()) kinds.insert(candidate.field.kind);
    for (const std::string& kind : kinds) ++tables_by_kind[kind];
  }
  std::vector<PersonField> chosen;
  for (const std::vector<Candidate>& of_table : candidates) {
    const auto best = std::min_element(
        of_table.begin(), of_table.end(), [&](const Candidate& a, const Candidate& b) {
          const size_t tables_a = tables_by_kind[a.field.kind];
          const size_t tables_b = tables_by_kind[b.field.kind];
          return std::tie(tables_b, a.rank, a.position) < std::tie(tables_a, b.rank, b.position);
        });
    chosen.push_back(best == of_table.end() ? PersonField{} : best->field);
  }
  return chosen;
}

Result<PersonWords> ParsePersonWords(std::string_view text, std::string_view name) {
  SUNDER_ASSIGN_OR_RETURN(TomlTable file, TomlTable::Parse(text, name));
  PersonWords words;
  uint64_t format = 0;
  file.Read("format", &format, 1, 1);
  if (!file.Has("format")) file.Complain("format", "is missing; write `format = 1`");
  file.Read("number_words", &words.number_words);
  file.Read("link_words", &words.link_words);
  for (TomlTable& part : file.Tables("kind", "kind")) {
    PersonWords::Kind kind;
    part.Require("name", &kind.name);
    part.Read("words", &kind.words);
    file.FinishPart(&part);
    words.kinds.push_back(std::move(kind));
  }
  SUNDER_RETURN_IF_ERROR(file.Finish());
  return words;
}

}  // namespace sunder::segregation
