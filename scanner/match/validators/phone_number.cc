// Telephone numbers: ITU-T E.164, the North American Numbering Plan, and the groups in which
// numbers are written in the countries that have them.
#include <algorithm>
#include <vector>

#include "scanner/match/validators/calendar_date.h"
#include "scanner/match/validators/match_text.h"
#include "scanner/match/validators/phone_plan.h"
#include "scanner/match/validators/validator_list.h"

namespace sunder::scanner {
namespace {

constexpr size_t kGroupsMax = 7;

// NANPA: area code and exchange begin with 2..9; N11 are service codes.
bool IsNorthAmerican(std::string_view ten) {
  if (ten.size() != 10 || ten[0] < '2' || ten[3] < '2') return false;
  const auto is_service = [](std::string_view code) { return code[1] == '1' && code[2] == '1'; };
  return !is_service(ten.substr(0, 3)) && !is_service(ten.substr(3, 3));
}

// Ranges that regulators keep for fiction and documentation; no plan has them in use.
bool IsFictional(std::string_view digits) {
  static constexpr std::string_view kPrefixes[] = {
      "07700900",  "01632960",     "08081570",     "09098790",     "02079460",
      "01134960",  "01144960",  // Ofcom
      "01154960",  "01164960",     "01174960",     "01184960",     "01214960",
      "01314960",  "01414960",     "01514960",     "01614960",     "01914980",
      "02896496",  "02920180",     "03069990",     "019900",       "026191",
      "035301",    "046571",       "053649",       "063998",  // Arcep
      "04915",     "0255501",      "0355501",      "0755501",      "0855501",
      "0270101",  // ACMA
      "03023125",  "06990009",     "04066969",     "02214710",     "08999998",
      "01713920",  // BNetzA
      "017604069", "015228817386", "015228895456", "015254599371", "0701740",
      "0846500",   "03139006",     "04062804",     "0980319",  // PTS
      "02091",                                                 // ComReg
  };
  return StartsWithOneOf(digits, kPrefixes);
}

struct Group {
  uint32_t begin = 0;  // in the match
  uint32_t end = 0;
  size_t size() const { return end - begin; }
};

std::vector<Group> GroupsOf(std::string_view text) {
  std::vector<Group> groups;
  for (uint32_t at = 0; at < text.size(); ++at) {
    if (!IsAsciiDigit(text[at])) continue;
    if (at == 0 || !IsAsciiDigit(text[at - 1])) groups.push_back({at, at});
    groups.back().end = at + 1;
  }
  return groups;
}

// How numbers are grouped, as dialled inside the countries: "334" is "020 794 0958". Regions are
// those where one meets these groups; their plan decides.
struct WrittenForm {
  std::string_view groups;
  std::string_view regions;  // two letters each
  bool is_telling;           // nothing else is usually written so: needs no word beside it
};
constexpr WrittenForm kForms[] = {
    // With a trunk prefix.
    {"22222", "FRMATN", true},
    {"12222", "FR", true},
    {"1432", "TR", false},
    {"13322", "TRUA", true},
    {"14322", "TR", true},
    {"4322", "TRIT", true},
    {"433", "AUGBROKEVNHUBG", true},
    {"434", "PKNGGBIRPHEGIDTR", true},
    {"443", "GBIDTWHRAT", true},
    {"444", "IDCN", true},
    {"445", "ID", true},
    {"46", "GBKEATITPK", true},
    {"47", "DEPKATINIT", true},
    {"48", "ATDEIN", true},
    {"56", "GBATDEIN", true},
    {"55", "GBATDEIN", true},
    {"57", "DEAT", false},
    {"533", "GB", true},
    {"523", "GB", true},
    {"344", "GBJPEGKRCNID", true},
    {"343", "GBKRTHTW", true},
    {"334", "NZZAIEFITHSAKRILAEMY", true},
    {"333", "NZIEAEHRBE", true},
    {"335", "IDDE", false},
    {"338", "DEIDIR", false},
    {"37", "ILITDEATNLTH", true},
    {"38", "CNDEINIDITIR", true},
    {"36", "DEITSEATNL", false},
    {"39", "DE", false},
    {"49", "DE", false},
    {"244", "AUITJPKRTWEGNL", true},
    {"234", "NZIEAEKRILMYTHTW", true},
    {"2322", "BE", true},
    {"2422", "BE", false},
    {"23222", "BECH", false},
    {"28", "NLITDE", true},
    {"27", "ILITNL", true},
    {"2332", "SEHU", true},
    {"3322", "CHUASE", true},
    {"2334", "HU", true},
    {"4222", "BEFRAT", true},
    {"4232", "SE", true},
    {"32222", "DENL", false},
    {"42222", "DE", false},
    {"4323", "DE", false},
    {"424", "JPDE", true},
    {"3224", "DE", false},
    {"432", "SEDE", false},
    {"332", "SEDE", false},
    {"3223", "SE", false},
};

// "020 794 0958" as "334".
std::string ShapeOf(const std::vector<Group>& groups) {
  std::string shape;
  for (const Group& group : groups) {
    shape += group.size() > 9 ? 'x' : static_cast<char>('0' + group.size());
  }
  return shape;
}

enum class FormVerdict : uint8_t { kUnknown, kWritten, kInUse };

FormVerdict JudgeForm(const std::string& shape, const std::string& digits) {
  FormVerdict verdict = FormVerdict::kUnknown;
  for (const WrittenForm& form : kForms) {
    if (form.groups != shape) continue;
    if (verdict == FormVerdict::kUnknown) verdict = FormVerdict::kWritten;
    if (!form.is_telling) continue;
    for (size_t at = 0; at < form.regions.size(); at += 2) {
      if (JudgeNationalNumber(digits, form.regions.substr(at, 2)) == PlanVerdict::kValid) {
        return FormVerdict::kInUse;
      }
    }
  }
  return verdict;
}

bool HasLetterBefore(const ValidationInput& input) {
  const char before = CharBefore(input);
  return IsAsciiAlnum(before) || before == '_' || before == '#' || before == '$';
}

// A digit or letter that a sign joins to [begin, end).
bool TouchesNumber(const ValidationInput& input, Span span) {
  constexpr std::string_view kJoining = "-./:,_=%";
  const std::string_view text = input.folded;
  const auto at = [&](int64_t place) {
    return place >= 0 && place < static_cast<int64_t>(text.size())
               ? text[static_cast<size_t>(place)]
               : '\0';
  };
  const char before = at(int64_t{span.begin} - 1);
  const char after = at(span.end);
  if (IsAsciiAlnum(after) || after == '_') return true;
  if (before != 0 && before != ':' && before != '=' &&
      kJoining.find(before) != std::string_view::npos &&
      IsAsciiAlnum(at(int64_t{span.begin} - 2))) {
    return true;
  }
  return after != 0 && after != ':' && kJoining.find(after) != std::string_view::npos &&
         IsAsciiDigit(at(int64_t{span.end} + 1));
}

// Currency signs and units beside a number: a price or a measure.
bool IsAmount(const ValidationInput& input) {
  uint32_t at = input.match.begin;
  while (at > 0 && input.folded[at - 1] == ' ') --at;
  const std::string_view before = input.folded.substr(0, at);
  for (const std::string_view sign : {"$", "\xE2\x82\xAC", "\xC2\xA3", "\xC2\xA5", "usd", "eur"}) {
    if (before.ends_with(sign)) return true;
  }
  const char after = CharAfter(input);
  return after == '%' || after == '$' || input.folded.substr(input.match.end, 3) == "\xE2\x82\xAC";
}

// "2007-2009", "754-2019": years and standards, whatever word stands near.
bool EndsInYear(std::string_view text, const std::vector<Group>& groups) {
  if (groups.size() != 2 || groups[1].size() != 4 || groups[0].size() > 4) return false;
  const std::string_view last = text.substr(groups[1].begin, 2);
  const std::string_view first = text.substr(groups[0].begin, 2);
  if (last != "19" && last != "20") return false;
  return groups[0].size() < 4 || first == "19" || first == "20";
}

// "252.227-7013": nobody writes a number with both.
bool MixesSigns(std::string_view text) {
  return text.find('.') != std::string_view::npos && text.find('-') != std::string_view::npos;
}

Validation JudgeInternational(std::string_view digits, std::optional<Span> span) {
  const PlanVerdict verdict = JudgeInternationalNumber(digits);
  if (verdict == PlanVerdict::kValid) return Accept("country code", span);
  if (verdict == PlanVerdict::kNone) return Reject("no number of this country");
  return digits.ends_with("0000") ? Unsure("country code", span) : Accept("country code", span);
}

// Digits without "+": what their groups say.
Validation JudgeNational(std::string_view text, const std::vector<Group>& groups,
                         std::optional<Span> span) {
  std::string digits = DigitsOf(text);
  if (EndsInYear(text, groups) || MixesSigns(text)) return Reject("no number");
  if (groups.size() == 2 && groups[0].size() == 1) return Reject("a column of digits");
  const std::string shape = ShapeOf(groups);
  const bool has_bracket = text.find('(') != std::string_view::npos;
  if (digits.starts_with("00") && groups.size() >= 2 && digits.size() >= 11) {
    return JudgeInternational(std::string_view(digits).substr(2), span);
  }
  if (digits.starts_with("011") && groups.size() >= 3 && groups[0].size() == 3 &&
      digits.size() >= 12) {
    return JudgeInternational(std::string_view(digits).substr(3), span);
  }
  const bool has_one = digits.size() == 11 && digits[0] == '1';
  if (IsNorthAmerican(has_one ? std::string_view(digits).substr(1) : digits)) {
    if (shape == "334" || shape == "1334") return Accept("north american plan", span);
    return Unsure("north american plan", span);
  }
  if (digits[0] == '0' && groups.size() >= 2) {
    if (digits.size() < 8 || digits.size() > 13) return Reject("digit count");
    if (digits.size() >= 9 && digits.size() <= 12 && IsFictional(digits))
      return Accept("reserved for fiction", span);
    const FormVerdict form = JudgeForm(shape, digits);
    if (form == FormVerdict::kInUse) return Accept("trunk prefix", span);
    return has_bracket && digits.size() >= 9 ? Accept("trunk prefix", span)
                                             : Unsure("trunk prefix", span);
  }
  if (digits.size() == 11 && digits[0] == '8' && (shape == "13322" || shape == "1334")) {
    return JudgeNationalNumber(digits, "RU") == PlanVerdict::kValid ? Accept("trunk prefix", span)
                                                                    : Unsure("digit count", span);
  }
  // "(11) 98765-4321": an area code in brackets.
  if (text[0] == '(' && (shape == "254" || shape == "244") && text.find('-') != text.npos) {
    return Accept("area code in brackets", span);
  }
  // NANPA keeps 555-0100 to 555-0199 for fiction in every area, so also where none is written.
  if (shape == "34" && text[3] == '-' && digits.starts_with("55501")) {
    return Accept("reserved for fiction", span);
  }
  return Unsure("digit count", span);
}

// An extension begins with a letter (Latin, Cyrillic, Chinese, Korean) or "#"; signs between
// groups are neither.
std::string_view WithoutExtension(std::string_view match) {
  for (size_t at = 0; at < match.size(); ++at) {
    const auto byte = static_cast<unsigned char>(match[at]);
    const bool is_letter =
        IsAsciiLetter(match[at]) || match[at] == '#' || (byte >= 0xC3 && byte != 0xE2);
    if (is_letter) return match.substr(0, at);
  }
  return match;
}

// "202-555-0142": by far the commonest form of large tables, judged without splitting it.
bool IsPlainNorthAmerican(const ValidationInput& input) {
  const std::string_view match = MatchText(input);
  if (match.size() != 12 || match[3] != match[7]) return false;
  if (match[3] != '-' && match[3] != '.' && match[3] != ' ') return false;
  char ten[10];
  size_t count = 0;
  for (size_t i = 0; i < match.size(); ++i) {
    if (i == 3 || i == 7) continue;
    if (!IsAsciiDigit(match[i])) return false;
    ten[count++] = match[i];
  }
  return IsNorthAmerican({ten, 10}) && !HasLetterBefore(input) && CharBefore(input) != '+' &&
         !TouchesNumber(input, input.match) && !IsAmount(input);
}

}  // namespace

Validation ValidatePhoneNumber(const ValidationInput& input) {
  if (IsBehindOrderLabel(input) || IsBeforeSuffixLetter(input)) {
    return Reject("another number by its label");
  }
  if (IsPlainNorthAmerican(input)) return Accept("north american plan");
  const std::string_view match = MatchText(input);
  const std::string_view text = WithoutExtension(match);
  std::vector<Group> groups = GroupsOf(text);
  if (groups.empty() || groups.size() > kGroupsMax + 1) return Reject("digit count");
  if (HasLetterBefore(input)) return Reject("part of a longer token");
  const bool has_plus = match[0] == '+' || CharBefore(input) == '+' || match.starts_with("(+");
  if (!has_plus && IsAmount(input)) return Reject("an amount");
  Validation whole = Reject("no number");
  // A number may run on into the next one ("020 7946 0958 24 rooms"): groups behind it are left
  // out one by one.
  for (size_t dropped = 0; !groups.empty() && dropped < 3; ++dropped) {
    const bool is_whole = dropped == 0;
    if (!is_whole && groups.size() < 3) break;
    const uint32_t end = is_whole ? static_cast<uint32_t>(match.size()) : groups.back().end;
    const Span span{input.match.begin, input.match.begin + end};
    const std::string_view part = text.substr(0, std::min<size_t>(end, text.size()));
    const std::string digits = DigitsOf(part);
    const bool is_number = digits.size() >= 7 && digits.size() <= 17 &&
                           !TouchesNumber(input, span) &&
                           digits.find_first_not_of(digits[0]) != std::string::npos;
    const auto date = FindDate(part);
    const bool is_date = !has_plus && date && date->span.begin <= 1 &&
                         (digits.size() <= 8 || date->span.size() + 7 >= part.size());
    if (is_number && !is_date) {
      const std::optional<Span> moved = is_whole ? std::nullopt : std::optional<Span>(span);
      const Validation verdict =
          has_plus ? JudgeInternational(digits, moved) : JudgeNational(part, groups, moved);
      if (verdict.verdict == ValidatorVerdict::kAccept) return verdict;
      if (is_whole && digits.size() <= 11) return verdict;
      if (is_whole && verdict.verdict == ValidatorVerdict::kUnsure) whole = verdict;
    }
    groups.pop_back();
  }
  return whole;
}

// "Tel: 22 33 44 55": the label's word for it, whatever the groups.
Validation ValidatePhoneLabelled(const ValidationInput& input) {
  uint32_t begin = input.match.end;
  constexpr std::string_view kParts = "0123456789 ()./-+";
  while (begin > input.match.begin && kParts.find(input.folded[begin - 1]) != std::string::npos) {
    --begin;
  }
  constexpr std::string_view kStarts = "0123456789(+";
  while (begin < input.match.end && kStarts.find(input.folded[begin]) == std::string::npos) {
    ++begin;
  }
  const std::string_view value = input.folded.substr(begin, input.match.end - begin);
  const std::string digits = DigitsOf(value);
  if (digits.size() < 7 || digits.size() > 15) return Reject("digit count");
  if (TouchesNumber(input, {begin, input.match.end})) return Reject("part of a longer token");
  if (digits.find_first_not_of(digits[0]) == std::string::npos) return Reject("one digit repeated");
  const auto date = FindDate(value);
  if (date && date->span.size() + 1 >= value.size()) return Reject("a date");
  return Accept("label", Span{begin, input.match.end});
}

}  // namespace sunder::scanner
