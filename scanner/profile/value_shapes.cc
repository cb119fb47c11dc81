#include "scanner/profile/value_shapes.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string>
#include <vector>

namespace sunder::scanner {
namespace {

bool IsDigit(char c) { return c >= '0' && c <= '9'; }
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || static_cast<unsigned char>(c) >= 0x80;
}

struct Makeup {
  size_t letters = 0;
  size_t digits = 0;
  size_t spaces = 0;
  size_t others = 0;
};

Makeup MakeupOf(std::string_view value) {
  Makeup makeup;
  for (const char c : value) {
    if (IsLetter(c)) {
      ++makeup.letters;
    } else if (IsDigit(c)) {
      ++makeup.digits;
    } else if (c == ' ') {
      ++makeup.spaces;
    } else {
      ++makeup.others;
    }
  }
  return makeup;
}

bool OnlyHas(std::string_view value, std::string_view marks) {
  return std::all_of(value.begin(), value.end(), [&](char c) {
    return IsLetter(c) || IsDigit(c) || marks.find(c) != std::string_view::npos;
  });
}

std::string Lower(std::string_view value) {
  std::string lower(value);
  for (char& c : lower) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  return lower;
}

// Bytes of the marks that part day, month and year, with spaces after them; 0 for none.
size_t DateMarksAt(std::string_view value, size_t at) {
  size_t end = at;
  bool has_mark = false;
  for (; end < value.size() && !IsDigit(value[end]); ++end) {
    const char c = value[end];
    const bool is_mark = c == '-' || c == '/' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
    if (!is_mark && c != ' ') return 0;
    has_mark = has_mark || is_mark;
  }
  return has_mark ? end - at : 0;
}

// Nothing, a time, or the sign for "day" may stand behind a date.
bool IsEndOfDate(std::string_view rest) {
  if (rest.empty() || rest == "." || static_cast<unsigned char>(rest.front()) >= 0x80) return true;
  return rest.size() >= 3 && (rest.front() == 'T' || rest.front() == ' ') && IsDigit(rest[1]);
}

// Also six digits without marks: ddmmyy, mmddyy, yymmdd.
bool LooksLikeBirthDate(std::string_view value) {
  if (LooksLikeDate(value)) return true;
  if (value.size() != 6 || value.find_first_not_of("0123456789") != std::string_view::npos) {
    return false;
  }
  const auto pair = [&](size_t at) { return (value[at] - '0') * 10 + (value[at + 1] - '0'); };
  const auto is_month = [](int number) { return number >= 1 && number <= 12; };
  const auto is_day = [](int number) { return number >= 1 && number <= 31; };
  return (is_day(pair(0)) && is_month(pair(2))) || (is_month(pair(0)) && is_day(pair(2))) ||
         (is_month(pair(2)) && is_day(pair(4)));
}

// "14a", "2a 6m", "late 20s", "60ish", "35 yrs": an age as people write it, up to 120.
bool LooksLikeWrittenAge(std::string_view value) {
  constexpr size_t kSizeMax = 14;
  constexpr std::array<std::string_view, 30> kWords = {
      "a",    "m",    "y",     "yr",  "yrs", "years",  "year",  "old",   "s",    "ish",
      "mid",  "late", "early", "mo",  "mos", "months", "j",     "jahre", "ans",  "anni",
      "años", "anos", "jaar",  "lat", "let", "år",     "about", "ca",    "mths", "approx"};
  if (value.size() > kSizeMax) return false;
  const std::string lower = Lower(value);
  size_t numbers = 0;
  for (size_t at = 0; at < lower.size();) {
    const size_t begin = at;
    const bool is_number = IsDigit(lower[at]);
    const bool is_word = !is_number && (std::isalpha(static_cast<unsigned char>(lower[at])) != 0 ||
                                        static_cast<unsigned char>(lower[at]) >= 0x80);
    if (!is_number && !is_word && lower[at] != ' ' && lower[at] != '.') return false;
    const auto is_same = [&](char c) {
      const bool is_letter =
          std::isalpha(static_cast<unsigned char>(c)) != 0 || static_cast<unsigned char>(c) >= 0x80;
      return is_number ? IsDigit(c) : is_word && is_letter;
    };
    do ++at;
    while (at < lower.size() && is_same(lower[at]));
    const std::string_view piece = std::string_view(lower).substr(begin, at - begin);
    if (is_word && std::find(kWords.begin(), kWords.end(), piece) == kWords.end()) return false;
    if (!is_number) continue;
    ++numbers;
    if (piece.size() > 3 || std::stoi(std::string(piece)) > 120) return false;
  }
  return numbers == 1 || numbers == 2;
}

bool LooksLikeAge(std::string_view value) {
  if (LooksLikeWrittenAge(value) && !IsNumeric(value)) return true;
  if (value.empty() || value.size() > 5) return false;
  const std::string text(value);
  char* end = nullptr;
  const double age = std::strtod(text.c_str(), &end);
  return *end == '\0' && IsDigit(text.front()) && age >= 0 && age <= 120;
}

bool LooksLikePostalCode(std::string_view value) {
  return value.size() >= 3 && value.size() <= 10 && OnlyHas(value, " -") &&
         MakeupOf(value).digits >= 1;
}

bool LooksLikeCoordinate(std::string_view value) {
  const size_t comma = value.find_first_of(",;");
  const std::string text(value.substr(0, comma));
  char* end = nullptr;
  const double degrees = std::strtod(text.c_str(), &end);
  const bool is_number = !text.empty() && *end == '\0' && text.find('.') != std::string::npos;
  return is_number && degrees >= -180 && degrees <= 180;
}

bool LooksLikeLabelText(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  return value.size() <= 80 && makeup.letters >= 2 && makeup.digits * 3 <= makeup.letters &&
         makeup.others * 3 <= makeup.letters && !LooksLikeDate(value) && !LooksLikeBoolean(value);
}

bool IsHexadecimal(std::string_view value) {
  return value.size() >= 16 &&
         value.find_first_not_of("0123456789abcdefABCDEF-") == std::string_view::npos;
}

bool LooksLikeHandle(std::string_view value) {
  return value.size() >= 2 && value.size() <= 40 && OnlyHas(value, "._-@#") &&
         MakeupOf(value).letters >= 1 && !LooksLikeBoolean(value) && !IsHexadecimal(value);
}

bool LooksLikePhone(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  return makeup.digits >= 7 && makeup.digits <= 16 && makeup.letters <= 3 &&
         OnlyHas(value, "+-(). /#") && !LooksLikeDate(value);
}

bool LooksLikeDocumentNumber(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  return value.size() >= 5 && value.size() <= 28 && makeup.digits >= 4 && OnlyHas(value, " -./") &&
         !LooksLikeDate(value);
}

// Account numbers of some countries have 26 digits, written in groups of four.
bool LooksLikeAccountNumber(std::string_view value) {
  return value.size() <= 42 && MakeupOf(value).digits >= 5 && OnlyHas(value, " -./") &&
         !LooksLikeDate(value);
}

// The shortest numbers that states give to persons have seven digits (a check letter may follow).
bool LooksLikeNationalId(std::string_view value) {
  const bool is_masked = value.find_first_of("*xX#") != std::string_view::npos;
  const Makeup makeup = MakeupOf(value);
  return LooksLikeDocumentNumber(value) && (is_masked || makeup.digits + makeup.letters >= 7);
}

// Kana, Han and Hangul take three bytes of UTF-8 each, led by E3 to ED.
bool HasEastAsianLetters(std::string_view value) {
  return std::any_of(value.begin(), value.end(), [](char byte) {
    const auto lead = static_cast<unsigned char>(byte);
    return lead >= 0xE3 && lead <= 0xED;
  });
}

bool LooksLikeAddress(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  // Chinese and Japanese put no space between words.
  const bool has_words = makeup.spaces >= 1 || HasEastAsianLetters(value);
  return makeup.letters >= 4 && has_words && makeup.digits >= 1 && !LooksLikeDate(value);
}

bool LooksLikeUrl(std::string_view value) {
  return value.find(' ') == std::string_view::npos && value.size() >= 5 &&
         value.find('.') != std::string_view::npos && MakeupOf(value).letters >= 4 &&
         (value.find('@') == std::string_view::npos || value.find("/@") != std::string_view::npos);
}

bool LooksLikeUserAgent(std::string_view value) {
  return value.size() >= 10 && value.find('/') != std::string_view::npos &&
         MakeupOf(value).letters >= 5;
}

bool LooksLikeToken(std::string_view value) {
  return value.size() >= 8 && OnlyHas(value, "-_.=+/:") && MakeupOf(value).digits >= 1 &&
         !LooksLikeDate(value);
}

bool LooksLikeSecret(std::string_view value) {
  return value.size() >= 4 && !LooksLikeBoolean(value) && !LooksLikeDate(value);
}

bool LooksLikeAnswer(std::string_view value) {
  return value.size() >= 2 && !LooksLikeBoolean(value) && !LooksLikeDate(value);
}

bool LooksLikeSex(std::string_view value) {
  constexpr std::array<std::string_view, 96> kSexes = {
      "m",        "f",        "male",     "female",    "man",       "woman",    "x",
      "w",        "d",        "u",        "other",     "boy",       "girl",     "0",
      "1",        "2",        "9",        "masculine", "feminine",  "intersex", "h",
      "diverse",  "k",        "e",        "l",         "p",         "ž",        "v",
      "männlich", "weiblich", "mann",     "frau",      "homme",     "femme",    "masculin",
      "féminin",  "hombre",   "mujer",    "masculino", "femenino",  "feminino", "varón",
      "varon",    "maschio",  "femmina",  "vrouw",     "mężczyzna", "kobieta",  "muž",
      "žena",     "kvinna",   "kvinde",   "kvinne",    "mand",      "mies",     "nainen",
      "férfi",    "nő",       "bărbat",   "femeie",    "erkek",     "kadın",    "kız",
      "м",        "ж",        "ч",        "М",         "Ж",         "муж",      "жен",
      "мужской",  "женский",  "чоловіча", "жіноча",    "мужчина",   "женщина",  "άνδρας",
      "γυναίκα",  "ذكر",      "أنثى",     "انثى",      "مرد",       "זכר",      "נקבה",
      "पुरुष",      "महिला",    "स्त्री",     "男",        "女",        "男性",     "女性",
      "남",       "여",       "nam",      "nữ",        "Nữ"};
  return std::find(kSexes.begin(), kSexes.end(), Lower(value)) != kSexes.end();
}

// "0000.5e00.53af": as switches write it.
bool LooksLikeDottedMac(std::string_view value) {
  if (value.size() != 14 || value[4] != '.' || value[9] != '.') return false;
  return value.find_first_not_of("0123456789abcdefABCDEF.") == std::string_view::npos;
}

// Twelve hexadecimal digits, however they are parted; below a header that says so.
bool LooksLikeMac(std::string_view value) {
  size_t digits = 0;
  size_t groups = 1;  // "0:0:5e:0:53:c" leaves zeros out
  for (const char c : value) {
    digits += std::isxdigit(static_cast<unsigned char>(c)) != 0 ? 1 : 0;
    groups += c == ':' || c == '-' ? 1 : 0;
  }
  return (digits == 12 || (groups == 6 && digits >= 6)) && digits <= 12 &&
         value.find_first_not_of("0123456789abcdefABCDEF:-. ") == std::string_view::npos;
}

// "PELL/MARJORIE MRS": as bookings of journeys write names.
bool LooksLikePassenger(std::string_view value) {
  const size_t slash = value.find('/');
  if (slash == std::string_view::npos || slash < 2) return false;
  const size_t title = value.find_last_of(" /");
  constexpr std::array<std::string_view, 9> kTitles = {"MR",  "MRS", "MS", "MISS", "MSTR",
                                                       "CHD", "INF", "DR", "PROF"};
  const bool is_capital = std::all_of(value.begin(), value.end(), [](char c) {
    return (c >= 'A' && c <= 'Z') || c == '/' || c == ' ' || c == '-' || c == '\'';
  });
  return is_capital && title > slash &&
         std::find(kTitles.begin(), kTitles.end(), value.substr(title + 1)) != kTitles.end();
}

// "Лопухова Е.Ю.": a Cyrillic surname and initials, each with its dot.
bool LooksLikeNameWithInitials(std::string_view value) {
  size_t dots = 0;
  for (const char c : value) {
    if (c == '.') ++dots;
    const bool is_cyrillic = static_cast<unsigned char>(c) >= 0x80;
    if (!is_cyrillic && c != '.' && c != ' ' && c != '-') return false;
  }
  const size_t blank = value.find(' ');
  constexpr size_t kSurnameMin = 6;  // bytes of three letters
  if (blank == std::string_view::npos || blank < kSurnameMin || dots < 1 || dots > 2) return false;
  if (value.substr(0, blank).find('.') != std::string_view::npos || value.back() != '.') {
    return false;
  }
  size_t letters = 0;  // bytes of the initials, two each
  for (const char c : value.substr(blank)) letters += static_cast<unsigned char>(c) >= 0x80 ? 1 : 0;
  return letters == 2 * dots;
}

bool LooksLikeTellingName(std::string_view value) {
  return LooksLikePassenger(value) || LooksLikeNameWithInitials(value);
}

// "+48 601 555 018", "(555) 010-7721", "555.010.8842": no other number is written so.
bool LooksLikeWrittenPhone(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  if (!LooksLikePhone(value) || makeup.letters > 0) return false;
  if (value.front() == '+') return makeup.digits >= 9;
  std::string form;
  for (const char c : value) form += IsDigit(c) ? 'd' : c;
  return form == "(ddd) ddd-dddd" || form == "(ddd)ddd-dddd" || form == "ddd.ddd.dddd" ||
         form == "ddd-ddd-dddd";
}

// The first and only piece of a path below a site whose pages are its members'.
bool LooksLikeSocialPage(std::string_view value) {
  constexpr std::array<std::string_view, 12> kSites = {
      "instagram.", "facebook.", "twitter.", "tiktok.", "linkedin.", "github.",
      "vk.com",     "t.me",      "threads.", "bsky.",   "mastodon.", "ok.ru"};
  if (const size_t scheme = value.find("://"); scheme != std::string_view::npos) {
    value.remove_prefix(scheme + 3);
  }
  if (value.starts_with("www.")) value.remove_prefix(4);
  const bool is_site = std::any_of(kSites.begin(), kSites.end(),
                                   [&](std::string_view site) { return value.starts_with(site); });
  const size_t slash = value.find('/');
  if (!is_site || slash == std::string_view::npos || slash + 1 >= value.size()) return false;
  const std::string_view page = value.substr(slash + 1);
  return page.find('/') >= page.size() - 1 && page.find(' ') == std::string_view::npos;
}

// A page that a person is the subject of: "https://social.example.org/@ada", ".../in/ada".
bool LooksLikePersonPage(std::string_view value) {
  const bool is_url = value.find(' ') == std::string_view::npos &&
                      (value.find("://") != std::string_view::npos || value.substr(0, 4) == "www.");
  if (LooksLikeSocialPage(value)) return true;
  if (!is_url) return false;
  constexpr std::array<std::string_view, 13> kPersonPaths = {
      "/@",       "/in/",     "/u/",      "/user/",   "/users/",   "/profile/", "/profiles/",
      "/people/", "/person/", "/member/", "/author/", "/authors/", "/~"};
  return std::any_of(kPersonPaths.begin(), kPersonPaths.end(), [&](std::string_view path) {
    const size_t at = value.find(path);
    if (at == std::string_view::npos || at == 0) return false;
    const std::string_view rest = value.substr(at + path.size());
    return !rest.empty() && rest.find('/') >= rest.size() - 1;
  });
}

struct NamedShape {
  std::string_view label;
  ValueShape shape;
};
constexpr std::array<NamedShape, 21> kShapes = {{{"person_name", LooksLikeName},
                                                 {"mac_address", LooksLikeMac},
                                                 {"phone_number", LooksLikePhone},
                                                 {"postal_address", LooksLikeAddress},
                                                 {"bank_account", LooksLikeAccountNumber},
                                                 {"national_id", LooksLikeNationalId},
                                                 {"passport", LooksLikeDocumentNumber},
                                                 {"driver_license", LooksLikeDocumentNumber},
                                                 {"username", LooksLikeHandle},
                                                 {"profile_url", LooksLikeUrl},
                                                 {"cookie_id", LooksLikeToken},
                                                 {"date_of_birth", LooksLikeBirthDate},
                                                 {"postal_code", LooksLikePostalCode},
                                                 {"sex", LooksLikeSex},
                                                 {"age", LooksLikeAge},
                                                 {"employer", LooksLikeLabelText},
                                                 {"job_title", LooksLikeLabelText},
                                                 {"department", LooksLikeLabelText},
                                                 {"user_agent", LooksLikeUserAgent},
                                                 {"geo_coordinates", LooksLikeCoordinate},
                                                 {"password", LooksLikeSecret}}};

}  // namespace

bool LooksLikeAgeBand(std::string_view value) {
  constexpr size_t kSizeMax = 16;
  if (value.size() > kSizeMax) return false;
  std::vector<int> ages;
  bool has_mark = false;
  for (size_t at = 0; at < value.size();) {
    if (!IsDigit(value[at])) {
      has_mark = has_mark || std::string_view("-+<>").find(value[at]) != std::string_view::npos ||
                 static_cast<unsigned char>(value[at]) >= 0x80;
      ++at;
      continue;
    }
    const size_t begin = at;
    while (at < value.size() && IsDigit(value[at])) ++at;
    if (at - begin > 3) return false;
    ages.push_back(std::stoi(std::string(value.substr(begin, at - begin))));
  }
  const std::string lower = Lower(value);
  has_mark = has_mark || lower.find(" to ") != std::string::npos ||
             lower.find("over") != std::string::npos || lower.find("under") != std::string::npos;
  if (!has_mark || ages.empty() || ages.size() > 2 || ages.back() > 120) return false;
  return ages.size() == 1 || ages[0] < ages[1];
}

bool LooksLikeName(std::string_view value) {
  if (value.empty() || value.size() > 80 || LooksLikeBoolean(value)) return false;
  size_t words = 0;
  bool in_word = false;
  for (const char c : value) {
    const bool is_mark = std::string_view(" .,'-()\"\\").find(c) != std::string_view::npos;
    if (!IsLetter(c) && !is_mark) return false;
    const bool is_letter = IsLetter(c) || c == '\'' || c == '-';
    if (is_letter && !in_word) ++words;
    in_word = is_letter;
  }
  return words >= 1 && words <= 6;
}

bool LooksLikeBoolean(std::string_view value) {
  constexpr std::array<std::string_view, 14> kBooleans = {
      "yes", "no", "true", "false", "y", "n", "0", "1", "t", "f", "x", "ja", "nein", "on"};
  return std::find(kBooleans.begin(), kBooleans.end(), Lower(value)) != kBooleans.end();
}

bool IsNumeric(std::string_view value) {
  const Makeup makeup = MakeupOf(value);
  return makeup.letters == 0 && makeup.digits > 0 && value.find('@') == std::string_view::npos &&
         value.find(':') == std::string_view::npos &&
         std::count(value.begin(), value.end(), '.') < 3;
}

// Years of Japanese eras: "S49.10.6", "平成2年11月4日", "昭和元年".
std::string_view WithoutEra(std::string_view value) {
  constexpr std::array<std::string_view, 4> kEras = {"令和", "平成", "昭和", "大正"};
  for (const std::string_view era : kEras) {
    if (value.substr(0, era.size()) == era) return value.substr(era.size());
  }
  const bool is_letter = value.size() >= 6 && IsDigit(value[1]) &&
                         std::string_view("RHST").find(value.front()) != std::string_view::npos;
  return is_letter && value.find('.') != std::string_view::npos ? value.substr(1) : value;
}

bool LooksLikeDate(std::string_view value) {
  if (const std::string_view year = WithoutEra(value); year.size() != value.size()) {
    constexpr std::string_view kFirst = "元";
    // Judged as a year of this century, which has two digits, too.
    if (year.starts_with(kFirst)) {
      return LooksLikeDate("2001" + std::string(year.substr(kFirst.size())));
    }
    const bool is_one_digit = year.find_first_not_of("0123456789") == 1;
    return LooksLikeDate((is_one_digit ? "200" : "20") + std::string(year));
  }
  const Makeup makeup = MakeupOf(value);
  if (makeup.digits < 3 || value.size() > 32) return false;
  const std::string lower = Lower(value);
  constexpr std::array<std::string_view, 12> kMonths = {"jan", "feb", "mar", "apr", "may", "jun",
                                                        "jul", "aug", "sep", "oct", "nov", "dec"};
  for (const std::string_view month : kMonths) {
    if (lower.find(month) != std::string::npos && makeup.digits <= 14) return true;
  }
  // Parts of an all-digit date: 1987-05-23, 23.5.87, 5/23/1987, 19870523, 1987年5月23日.
  std::array<size_t, 3> parts{};
  size_t part = 0;
  size_t at = 0;
  while (part < parts.size()) {
    const size_t begin = at;
    while (at < value.size() && IsDigit(value[at])) ++at;
    if (at == begin) return false;
    parts[part++] = at - begin;
    if (at == value.size() || part == parts.size()) break;
    const size_t marks = DateMarksAt(value, at);
    if (marks == 0) return false;
    at += marks;
  }
  if (part == 1) {
    const bool is_compact = parts[0] == 8 && at == value.size();
    return is_compact && (value.substr(0, 2) == "19" || value.substr(0, 2) == "20");
  }
  const bool year_first = parts[0] == 4 && parts[1] <= 2 && parts[2] <= 2;
  const bool year_last = parts[0] <= 2 && parts[1] <= 2 && (parts[2] == 4 || parts[2] == 2);
  return part == 3 && IsEndOfDate(value.substr(at)) && (year_first || year_last);
}

ValueShape ShapeOf(std::string_view label_name) {
  if (label_name == "security_answer") return LooksLikeAnswer;
  for (const NamedShape& entry : kShapes) {
    if (entry.label == label_name) return entry.shape;
  }
  return nullptr;
}

ValueShape TellingShapeOf(std::string_view label_name) {
  if (label_name == "mac_address") return LooksLikeDottedMac;
  if (label_name == "profile_url") return LooksLikePersonPage;
  if (label_name == "person_name") return LooksLikeTellingName;
  if (label_name == "phone_number") return LooksLikeWrittenPhone;
  return nullptr;
}

}  // namespace sunder::scanner
