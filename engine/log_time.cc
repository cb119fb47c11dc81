#include "engine/log_time.h"

#include <array>
#include <chrono>

namespace sunder::engine {
namespace {

constexpr std::array kMonths = std::to_array<std::string_view>(
    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"});
constexpr int kYearMax = 9999;
constexpr int kMonthMax = 12;
constexpr int kDayMax = 31;
constexpr int kHourMax = 23;
constexpr int kMinuteMax = 59;
constexpr int kSecondMax = 60;  // a leap second

// Takes what it reads off the front of `text`; nothing is read behind the first mistake.
class TimeReader {
 public:
  explicit TimeReader(std::string_view text) : text_(text) {}

  int Number(size_t digits, int largest) {
    if (text_.size() < digits) return Fail();
    int number = 0;
    for (const char c : text_.substr(0, digits)) {
      if (c < '0' || c > '9') return Fail();
      number = number * 10 + (c - '0');
    }
    if (number > largest) return Fail();
    text_.remove_prefix(digits);
    return number;
  }

  int Month() {
    for (size_t i = 0; i < kMonths.size(); ++i) {
      if (!text_.starts_with(kMonths[i])) continue;
      text_.remove_prefix(kMonths[i].size());
      return static_cast<int>(i) + 1;
    }
    return Fail();
  }

  bool Takes(std::string_view any_of) {
    if (text_.empty() || any_of.find(text_.front()) == std::string_view::npos) return false;
    text_.remove_prefix(1);
    return true;
  }

  void Require(std::string_view any_of) {
    if (!Takes(any_of)) Fail();
  }

  // Seconds east of Greenwich: `Z`, `+01:00`, `-0700`, or nothing.
  int Zone() {
    while (Takes(" ")) {
    }
    if (text_.empty() || Takes("Zz")) return 0;
    const bool is_west = text_.front() == '-';
    Require("+-");
    const int hours = Number(2, kHourMax);
    Takes(":");
    const int seconds = hours * 3600 + Number(2, kMinuteMax) * 60;
    return is_west ? -seconds : seconds;
  }

  void SkipFraction() {
    if (!Takes(".,")) return;
    while (Takes("0123456789")) {
    }
  }

  bool IsDone() const { return is_right_ && text_.empty(); }

 private:
  int Fail() {
    is_right_ = false;
    text_ = {};
    return 0;
  }

  std::string_view text_;
  bool is_right_ = true;
};

}  // namespace

std::optional<int64_t> ParseLogTime(std::string_view text) {
  TimeReader reader(text);
  int year = 0;
  int month = 0;
  int day = 0;
  if (text.size() > 2 && text[2] == '/') {
    day = reader.Number(2, kDayMax);
    reader.Require("/");
    month = reader.Month();
    reader.Require("/");
    year = reader.Number(4, kYearMax);
    reader.Require(":");
  } else {
    year = reader.Number(4, kYearMax);
    reader.Require("-");
    month = reader.Number(2, kMonthMax);
    reader.Require("-");
    day = reader.Number(2, kDayMax);
    reader.Require("T t");
  }
  int64_t seconds = reader.Number(2, kHourMax) * 3600;
  reader.Require(":");
  seconds += reader.Number(2, kMinuteMax) * 60;
  reader.Require(":");
  seconds += reader.Number(2, kSecondMax);
  reader.SkipFraction();
  seconds -= reader.Zone();
  const std::chrono::year_month_day date{std::chrono::year(year),
                                         std::chrono::month(static_cast<unsigned>(month)),
                                         std::chrono::day(static_cast<unsigned>(day))};
  if (!reader.IsDone() || !date.ok()) return std::nullopt;
  return std::chrono::sys_days(date).time_since_epoch() / std::chrono::days(1) * int64_t{86400} +
         seconds;
}

}  // namespace sunder::engine
