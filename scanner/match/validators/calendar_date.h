// Calendar dates in the forms that people write them.
#pragma once

#include <optional>
#include <string_view>

#include "core/span.h"

namespace sunder::scanner {

struct CalendarDate {
  int year = 0;  // four digits, or two as written (0..99)
  int month = 0;
  int day = 0;
  Span span;  // in the searched text
};

// The first date in `text`: "1984-03-12", "1984/3/12", "03/12/1984", "12.03.1984", "12-03-84",
// "12 March 1984", "12th of March, 1984", "March 12, 1984", "12-Mar-1984", "19840312". Where day
// and month could be either, either is taken. Only dates that the Gregorian calendar has.
std::optional<CalendarDate> FindDate(std::string_view text);

}  // namespace sunder::scanner
