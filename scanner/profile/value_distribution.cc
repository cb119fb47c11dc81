#include "scanner/profile/value_distribution.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>

#include "scanner/context/words.h"
#include "scanner/profile/value_shapes.h"

namespace sunder::scanner {
namespace {

// Fewer different values say nothing about how values are spread.
constexpr size_t kSpreadMin = 10;

// States of an account or a process: below "login", "user" and "password" as often as names are.
constexpr std::array<std::string_view, 36> kStates = {
    "locked",  "unlocked", "success",  "failure",  "failed",   "fail",     "reset",   "ok",
    "error",   "pending",  "active",   "inactive", "enabled",  "disabled", "open",    "closed",
    "expired", "granted",  "denied",   "true",     "false",    "yes",      "no",      "allowed",
    "blocked", "timeout",  "valid",    "invalid",  "required", "optional", "changed", "unchanged",
    "set",     "unset",    "accepted", "rejected"};

template <class Is>
bool MostAre(const ColumnEvidence& evidence, Is is) {
  const auto count = std::count_if(evidence.values.begin(), evidence.values.end(), is);
  return static_cast<size_t>(count) * 2 > evidence.values.size();
}

std::string DigitsOf(std::string_view value) {
  std::string digits;
  for (const char c : value) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits;
}

// All values are numbers of one length that lie so close together that they were counted up.
bool IsSequence(const ColumnEvidence& evidence) {
  if (evidence.values.size() < kSpreadMin) return false;
  double least = 0;
  double most = 0;
  size_t size = 0;
  for (const ColumnValue& value : evidence.values) {
    const std::string digits = DigitsOf(value.text);
    if (digits.size() < 4 || digits.size() > 15 || digits.size() != value.text.size()) return false;
    const double number = std::strtod(digits.c_str(), nullptr);
    if (size == 0) {
      least = most = number;
      size = digits.size();
    }
    if (digits.size() != size) return false;
    least = std::min(least, number);
    most = std::max(most, number);
  }
  // Numbers drawn from a whole register would be spread a thousand times wider.
  return most - least < 200.0 * static_cast<double>(evidence.values.size()) && size >= 5;
}

bool HasTimeOfDay(std::string_view text) {
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos || colon < 1 || colon + 2 >= text.size()) return false;
  const std::string_view clock = text.substr(colon >= 2 ? colon - 2 : colon - 1);
  return clock.find_first_of("123456789") < clock.size() && clock.substr(0, 5) != "00:00";
}

// Year of a date that has one of four digits; 0 else.
int YearOf(std::string_view text) {
  size_t digits = 0;
  for (size_t i = 0; i <= text.size(); ++i) {
    const bool is_digit = i < text.size() && text[i] >= '0' && text[i] <= '9';
    if (is_digit) {
      ++digits;
      continue;
    }
    if (digits == 4) return std::atoi(std::string(text.substr(i - 4, 4)).c_str());
    digits = 0;
  }
  return 0;
}

// Many dates of one or two years: of bookings or deliveries. People are born over decades.
bool IsOfOneSeason(const ColumnEvidence& evidence) {
  if (evidence.values.size() < kSpreadMin) return false;
  int first = 9999;
  int last = 0;
  for (const ColumnValue& value : evidence.values) {
    const int year = YearOf(value.text);
    if (year == 0) return false;
    first = std::min(first, year);
    last = std::max(last, year);
  }
  return last - first <= 1;
}

// "04045-593": five digits and three are a Brazilian postal code, no phone number.
bool IsFiveAndThree(const ColumnValue& value) {
  return value.text.size() == 9 && value.text[5] == '-' && DigitsOf(value.text).size() == 8;
}

// "sync_feeds", "slot 2": names of things that programs and people number.
bool LooksLikeProgramName(std::string_view text) {
  return text.find('_') != std::string_view::npos ||
         (!text.empty() && text.back() >= '0' && text.back() <= '9');
}

bool IsState(const ColumnValue& value) {
  return std::find(kStates.begin(), kStates.end(), value.normal) != kStates.end();
}

// Legal forms and kinds of firms and offices.
constexpr std::array<std::string_view, 64> kOrganisationWords = {
    "ltd",         "limited",     "inc",        "llc",     "plc",      "corp",       "gmbh",
    "ag",          "kg",          "ohg",        "mbh",     "eg",       "sarl",       "sas",
    "sasu",        "eurl",        "ets",        "srl",     "spa",      "ltda",       "bv",
    "nv",          "ab",          "oy",         "aps",     "zoo",      "sp",         "doo",
    "sro",         "kft",         "zrt",        "group",   "company",  "council",    "hospital",
    "school",      "university",  "academy",    "bank",    "mairie",   "clinique",   "lycée",
    "coopérative", "boulangerie", "transports", "société", "klinikum", "stadtwerke", "spedition",
    "bäckerei",    "landkreis",   "autohaus",   "hotel",   "talleres", "clínica",    "ayto",
    "transportes", "comune",      "ospedale",   "szpital", "urząd",    "gemeente",   "ziekenhuis",
    "kommun"};

// A third and more of the values name firms: whoever they are of, they are nobody's names.
bool AreOrganisations(const ColumnEvidence& evidence) {
  const auto count =
      std::count_if(evidence.values.begin(), evidence.values.end(), [](const ColumnValue& value) {
        const std::vector<Word> words =
            SplitWords(value.normal, {0, static_cast<uint32_t>(value.normal.size())});
        return words.size() > 1 && std::any_of(words.begin(), words.end(), [](const Word& word) {
                 return std::find(kOrganisationWords.begin(), kOrganisationWords.end(),
                                  word.folded) != kOrganisationWords.end();
               });
      });
  return static_cast<size_t>(count) * 3 >= evidence.values.size();
}

}  // namespace

bool IsPlausible(std::string_view label_name, TableTopic topic, const ColumnEvidence& evidence) {
  const auto is_one_of = [&](std::initializer_list<std::string_view> labels) {
    return std::find(labels.begin(), labels.end(), label_name) != labels.end();
  };
  const bool is_of_things = topic == TableTopic::kThings;
  if (is_of_things && is_one_of({"age", "sex", "job_title", "department", "date_of_birth"})) {
    return false;
  }
  if (label_name == "person_name") return !AreOrganisations(evidence);
  if (label_name == "date_of_birth") {
    if (topic != TableTopic::kPersons && IsOfOneSeason(evidence)) return false;
    return !MostAre(evidence, [](const ColumnValue& value) { return HasTimeOfDay(value.text); });
  }
  if (label_name == "phone_number" && MostAre(evidence, IsFiveAndThree)) return false;
  if (is_one_of({"national_id", "passport", "driver_license", "bank_account", "phone_number"})) {
    return !IsSequence(evidence);
  }
  if (is_one_of({"username", "password", "security_answer"})) return !MostAre(evidence, IsState);
  if (is_one_of({"job_title", "department"})) {
    return !MostAre(evidence,
                    [](const ColumnValue& value) { return LooksLikeProgramName(value.text); });
  }
  return true;
}

}  // namespace sunder::scanner
