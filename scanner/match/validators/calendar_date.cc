#include "scanner/match/validators/calendar_date.h"

#include <algorithm>

#include "scanner/match/validators/match_text.h"

namespace sunder::scanner {
namespace {

struct MonthName {
  std::string_view name;
  int month;
};

// English, German, French, Spanish, Italian, Portuguese and Dutch months by their beginnings,
// longest first where one begins another.
constexpr MonthName kMonths[] = {
    {"jan", 1},
    {"ene", 1},
    {"gen", 1},
    {"feb", 2},
    {"fev", 2},
    {"f\xC3\xA9v", 2},
    {"mar", 3},
    {"mrt", 3},
    {"m\xC3\xA4r", 3},
    {"maa", 3},
    {"apr", 4},
    {"avr", 4},
    {"abr", 4},
    {"may", 5},
    {"mai", 5},
    {"mei", 5},
    {"mag", 5},
    {"juin", 6},
    {"jun", 6},
    {"giu", 6},
    {"juil", 7},
    {"jul", 7},
    {"lug", 7},
    {"aug", 8},
    {"ago", 8},
    {"ao\xC3\xBBt", 8},
    {"sep", 9},
    {"set", 9},
    {"oct", 10},
    {"okt", 10},
    {"ott", 10},
    {"out", 10},
    {"nov", 11},
    {"dec", 12},
    {"dez", 12},
    {"dic", 12},
    {"d\xC3\xA9"
     "c",
     12},
    // Greek, Czech, Romanian, Hungarian, Hebrew, Arabic.
    {"ιαν", 1},
    {"φεβ", 2},
    {"μαρ", 3},
    {"απρ", 4},
    {"μαΐ", 5},
    {"ιουν", 6},
    {"ιουλ", 7},
    {"αυγ", 8},
    {"σεπ", 9},
    {"οκτ", 10},
    {"νοε", 11},
    {"δεκ", 12},
    {"μαι", 5},
    {"μάι", 5},
    {"μάρ", 3},
    {"led", 1},
    {"úno", 2},
    {"bře", 3},
    {"dub", 4},
    {"kvě", 5},
    {"června", 6},
    {"července", 7},
    {"srp", 8},
    {"zář", 9},
    {"říj", 10},
    {"lis", 11},
    {"pros", 12},
    {"ian", 1},
    {"iun", 6},
    {"iul", 7},
    {"noi", 11},
    {"márc", 3},
    {"ápr", 4},
    {"máj", 5},
    {"jún", 6},
    {"júl", 7},
    {"szept", 9},
    {"ינואר", 1},
    {"פברואר", 2},
    {"מרץ", 3},
    {"אפריל", 4},
    {"מאי", 5},
    {"יוני", 6},
    {"יולי", 7},
    {"אוגוסט", 8},
    {"ספטמבר", 9},
    {"אוקטובר", 10},
    {"נובמבר", 11},
    {"דצמבר", 12},
    {"בינואר", 1},
    {"בפברואר", 2},
    {"במרץ", 3},
    {"באפריל", 4},
    {"במאי", 5},
    {"ביוני", 6},
    {"ביולי", 7},
    {"באוגוסט", 8},
    {"בספטמבר", 9},
    {"באוקטובר", 10},
    {"בנובמבר", 11},
    {"בדצמבר", 12},
    {"يناير", 1},
    {"فبراير", 2},
    {"مارس", 3},
    {"أبريل", 4},
    {"مايو", 5},
    {"يونيو", 6},
    {"يوليو", 7},
    {"أغسطس", 8},
    {"سبتمبر", 9},
    {"أكتوبر", 10},
    {"نوفمبر", 11},
    {"ديسمبر", 12},
    {"شباط", 2},
    {"آذار", 3},
    {"نيسان", 4},
    {"أيار", 5},
    {"حزيران", 6},
    {"تموز", 7},
    {"آب", 8},
    {"أيلول", 9},
    // Russian and Ukrainian, Polish, Turkish, Swedish, Indonesian, Hindi.
    {"янв", 1},
    {"фев", 2},
    {"мар", 3},
    {"апр", 4},
    {"мая", 5},
    {"май", 5},
    {"июн", 6},
    {"июл", 7},
    {"авг", 8},
    {"сен", 9},
    {"окт", 10},
    {"ноя", 11},
    {"дек", 12},
    {"січ", 1},
    {"лют", 2},
    {"бер", 3},
    {"квіт", 4},
    {"трав", 5},
    {"черв", 6},
    {"лип", 7},
    {"серп", 8},
    {"верес", 9},
    {"жовт", 10},
    {"листоп", 11},
    {"груд", 12},
    {"stycz", 1},
    {"lut", 2},
    {"kwie", 4},
    {"maj", 5},
    {"czerw", 6},
    {"lip", 7},
    {"sierp", 8},
    {"wrze", 9},
    {"paźd", 10},
    {"listop", 11},
    {"grud", 12},
    {"oca", 1},
    {"şub", 2},
    {"nis", 4},
    {"haz", 6},
    {"tem", 7},
    {"ağu", 8},
    {"eyl", 9},
    {"eki", 10},
    {"kas", 11},
    {"ara", 12},
    {"agu", 8},
    {"des", 12},
    {"जनवरी", 1},
    {"मार्च", 3},
    {"अप्रैल", 4},
    {"मई", 5},
    {"जून", 6},
    {"जुलाई", 7},
    {"अगस्त", 8},
    {"सितंबर", 9},
    {"अक्टूबर", 10},
    {"अक्तूबर", 10},
    {"नवंबर", 11},
    {"दिसंबर", 12},
};

int DaysIn(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  const bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && is_leap ? 29 : kDays[month - 1];
}

// The value of the digit at `at` and its size in bytes; -1: none.
int DigitAt(std::string_view text, size_t at, size_t* size) {
  if (at >= text.size()) return -1;
  *size = 1;
  if (IsAsciiDigit(text[at])) return text[at] - '0';
  const auto byte = [&](size_t i) {
    return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
  };
  *size = 2;
  if (byte(0) == 0xD9 && byte(1) >= 0xA0 && byte(1) <= 0xA9)
    return static_cast<int>(byte(1) - 0xA0);
  if (byte(0) == 0xDB && byte(1) >= 0xB0 && byte(1) <= 0xB9)
    return static_cast<int>(byte(1) - 0xB0);
  *size = 3;
  const bool is_devanagari = byte(0) == 0xE0 && byte(1) == 0xA5;
  if (is_devanagari && byte(2) >= 0xA6 && byte(2) <= 0xAF) return static_cast<int>(byte(2) - 0xA6);
  return -1;
}

// A reader over the text; every method moves on only when it succeeds.
class DateReader {
 public:
  DateReader(std::string_view text, size_t at) : text_(text), at_(at) {}

  size_t at() const { return at_; }

  // A run of digits of this length, European, Arabic or Devanagari; nullopt otherwise.
  std::optional<int> Number(size_t digits_min, size_t digits_max, size_t* digits = nullptr) {
    size_t end = at_;
    size_t count = 0;
    int value = 0;
    size_t size = 0;
    for (int digit = DigitAt(text_, end, &size); digit >= 0 && count < 9;
         digit = DigitAt(text_, end, &size)) {
      value = value * 10 + digit;
      end += size;
      ++count;
    }
    if (count < digits_min || count > digits_max) return std::nullopt;
    if (digits != nullptr) *digits = count;
    at_ = end;
    return value;
  }

  // "十六", "元": of Japanese eras; or plain digits.
  std::optional<int> JapaneseNumber() {
    if (const auto number = Number(1, 2)) return number;
    if (Skip("元")) return 1;
    static constexpr std::string_view kDigits[] = {"一", "二", "三", "四", "五",
                                                   "六", "七", "八", "九"};
    int value = 0;
    int last = 0;
    const size_t begin = at_;
    while (at_ - begin < 9) {
      if (Skip("十")) {
        value = std::max(last, 1) * 10;
        last = 0;
        continue;
      }
      const auto* const digit =
          std::find_if(std::begin(kDigits), std::end(kDigits),
                       [&](std::string_view one) { return text_.substr(at_).starts_with(one); });
      if (digit == std::end(kDigits)) break;
      last = static_cast<int>(digit - std::begin(kDigits)) + 1;
      at_ += digit->size();
    }
    if (at_ == begin) return std::nullopt;
    return value + last;
  }

  bool Skip(std::string_view literal) {
    if (AsciiLower(text_.substr(at_, literal.size())) != literal) return false;
    at_ += literal.size();
    return true;
  }

  void SkipAny(std::string_view characters) {
    while (at_ < text_.size() && characters.find(text_[at_]) != std::string_view::npos) ++at_;
  }

  std::optional<int> Month() {
    size_t end = at_;
    while (end < text_.size() &&
           (IsAsciiLetter(text_[end]) || static_cast<unsigned char>(text_[end]) >= 0x80)) {
      ++end;
    }
    if (end - at_ > 32) return std::nullopt;
    const std::string word = AsciiLower(text_.substr(at_, end - at_));
    for (const MonthName& month : kMonths) {
      if (!word.starts_with(month.name)) continue;
      at_ = end;
      return month.month;
    }
    return std::nullopt;
  }

  bool IsBeforeDigit() const { return at_ < text_.size() && IsAsciiDigit(text_[at_]); }

 private:
  std::string_view text_;
  size_t at_;
};

bool IsDay(int year, int month, int day) {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= DaysIn(year < 100 ? 2000 : year, month);
}

std::optional<CalendarDate> Checked(int year, int month, int day, size_t begin, size_t end) {
  if (!IsDay(year, month, day)) return std::nullopt;
  CalendarDate date{year, month, day, {}};
  date.span = {static_cast<uint32_t>(begin), static_cast<uint32_t>(end)};
  return date;
}

// "1986年4月12日", "1987년 5월 21일": behind the year.
std::optional<CalendarDate> ReadEastAsian(DateReader reader, int year, size_t begin) {
  if (!reader.Skip("年") && !reader.Skip("년")) return std::nullopt;
  reader.SkipAny(" ");
  const auto month = reader.Number(1, 2);
  if (!month || (!reader.Skip("月") && !reader.Skip("월"))) return std::nullopt;
  reader.SkipAny(" ");
  const auto day = reader.Number(1, 2);
  if (!day || (!reader.Skip("日") && !reader.Skip("일"))) return std::nullopt;
  return Checked(year, *month, *day, begin, reader.at());
}

std::optional<CalendarDate> ReadYearFirst(std::string_view text, size_t begin) {
  DateReader reader(text, begin);
  if (const auto compact = reader.Number(8, 8)) {
    return Checked(*compact / 10000, *compact / 100 % 100, *compact % 100, begin, reader.at());
  }
  const auto year = reader.Number(4, 4);
  if (!year) return std::nullopt;
  if (auto date = ReadEastAsian(reader, *year, begin)) return date;
  for (const std::string_view separator : {"-", "/", "."}) {
    DateReader rest = reader;
    if (!rest.Skip(separator)) continue;
    rest.SkipAny(" ");
    const auto month = rest.Number(1, 2);
    if (!month || !rest.Skip(separator)) return std::nullopt;
    rest.SkipAny(" ");
    const auto day = rest.Number(1, 2);
    if (!day) return std::nullopt;
    return Checked(*year, *month, *day, begin, rest.at());
  }
  return std::nullopt;
}

// "昭和16年8月2日", "平成元年三月十日".
std::optional<CalendarDate> ReadJapaneseEra(std::string_view text, size_t begin) {
  struct Era {
    std::string_view name;
    int year_before;
  };
  static constexpr Era kEras[] = {
      {"明治", 1867}, {"大正", 1911}, {"昭和", 1925}, {"平成", 1988}, {"令和", 2018}};
  for (const Era& era : kEras) {
    DateReader reader(text, begin);
    if (!reader.Skip(era.name)) continue;
    const auto year = reader.JapaneseNumber();
    if (!year || !reader.Skip("年")) return std::nullopt;
    const auto month = reader.JapaneseNumber();
    if (!month || !reader.Skip("月")) return std::nullopt;
    const auto day = reader.JapaneseNumber();
    if (!day || !reader.Skip("日")) return std::nullopt;
    return Checked(era.year_before + *year, *month, *day, begin, reader.at());
  }
  return std::nullopt;
}

std::optional<CalendarDate> ReadNumbers(std::string_view text, size_t begin) {
  DateReader reader(text, begin);
  const auto first = reader.Number(1, 2);
  if (!first) return std::nullopt;
  for (const std::string_view separator : {"/", ".", "-"}) {
    DateReader rest = reader;
    if (!rest.Skip(separator)) continue;
    rest.SkipAny(" ");
    const auto second = rest.Number(1, 2);
    if (!second || !rest.Skip(separator)) return std::nullopt;
    rest.SkipAny(" ");
    size_t year_digits = 0;
    const auto year = rest.Number(2, 4, &year_digits);
    if (!year || year_digits == 3 || rest.IsBeforeDigit()) return std::nullopt;
    const auto european = Checked(*year, *second, *first, begin, rest.at());
    return european ? european : Checked(*year, *first, *second, begin, rest.at());
  }
  return std::nullopt;
}

std::optional<int> ReadYear(DateReader* reader) {
  reader->SkipAny(" ,.-/'");
  for (const std::string_view word : {"of ", "de ", "del "}) reader->Skip(word);
  size_t digits = 0;
  const auto year = reader->Number(2, 4, &digits);
  if (!year || digits == 3) return std::nullopt;
  return year;
}

std::optional<CalendarDate> ReadDayMonthName(std::string_view text, size_t begin) {
  DateReader reader(text, begin);
  const auto day = reader.Number(1, 2);
  if (!day) return std::nullopt;
  for (const std::string_view ending : {"st", "nd", "rd", "th", "er"}) {
    if (reader.Skip(ending)) break;
  }
  reader.SkipAny(" .-/");
  for (const std::string_view word : {"day of ", "of ", "de ", "di "}) reader.Skip(word);
  const auto month = reader.Month();
  if (!month) return std::nullopt;
  const auto year = ReadYear(&reader);
  if (!year) return std::nullopt;
  return Checked(*year, *month, *day, begin, reader.at());
}

std::optional<CalendarDate> ReadMonthNameDay(std::string_view text, size_t begin) {
  DateReader reader(text, begin);
  const auto month = reader.Month();
  if (!month) return std::nullopt;
  reader.SkipAny(" .-");
  const auto day = reader.Number(1, 2);
  if (!day) return std::nullopt;
  for (const std::string_view ending : {"st", "nd", "rd", "th"}) {
    if (reader.Skip(ending)) break;
  }
  const auto year = ReadYear(&reader);
  if (!year) return std::nullopt;
  return Checked(*year, *month, *day, begin, reader.at());
}

}  // namespace

std::optional<CalendarDate> FindDate(std::string_view text) {
  bool is_behind_digit = false;
  for (size_t at = 0; at < text.size(); ++at) {
    const auto byte = static_cast<unsigned char>(text[at]);
    if ((byte & 0xC0U) == 0x80U) continue;  // inside a character
    size_t size = 0;
    const bool is_digit = DigitAt(text, at, &size) >= 0;
    const bool starts_token = !is_behind_digit && (at == 0 || !IsAsciiAlnum(text[at - 1]));
    is_behind_digit = is_digit;
    if (!starts_token) continue;
    if (byte >= 0x80) {
      if (auto date = ReadJapaneseEra(text, at)) return date;
    }
    if (!is_digit && !IsAsciiAlnum(text[at])) continue;
    for (auto* read : {ReadYearFirst, ReadNumbers, ReadDayMonthName, ReadMonthNameDay}) {
      if (auto date = read(text, at)) return date;
    }
  }
  return std::nullopt;
}

}  // namespace sunder::scanner
