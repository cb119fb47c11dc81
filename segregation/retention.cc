#include "segregation/retention.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <filesystem>
#include <optional>
#include <system_error>

namespace sunder::segregation {
namespace {

namespace fs = std::filesystem;

constexpr char kGoingPrefix[] = ".sunder-expired-";

std::optional<int> NumberOf(std::string_view digits) {
  int number = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
  if (error != std::errc() || end != digits.data() + digits.size()) return std::nullopt;
  return number;
}

Result<std::chrono::sys_days> DayOf(std::string_view text) {
  if (text.size() == 10 && text[4] == '-' && text[7] == '-') {
    const auto year = NumberOf(text.substr(0, 4));
    const auto month = NumberOf(text.substr(5, 2));
    const auto day = NumberOf(text.substr(8, 2));
    if (year && month && day && *month >= 0 && *day >= 0) {
      const std::chrono::year_month_day date{std::chrono::year(*year),
                                             std::chrono::month(static_cast<unsigned>(*month)),
                                             std::chrono::day(static_cast<unsigned>(*day))};
      if (date.ok()) return std::chrono::sys_days(date);
    }
  }
  return Status::Usage("the evidence has no day of the form YYYY-MM-DD");
}

}  // namespace

Result<std::vector<ExpiredStore>> FindExpiredStores(const SegregationReport& evidence,
                                                    const std::string& root,
                                                    const std::string& today) {
  SUNDER_ASSIGN_OR_RETURN(const std::chrono::sys_days made, DayOf(evidence.day));
  SUNDER_ASSIGN_OR_RETURN(const std::chrono::sys_days now, DayOf(today));
  std::vector<ExpiredStore> expired;
  const auto age = (now - made).count();
  for (const StoreDescription& store : evidence.stores) {
    if (store.retention_days == 0 || age <= static_cast<int64_t>(store.retention_days)) continue;
    const fs::path folder = fs::path(root) / store.store;
    std::error_code error;
    const bool is_here = fs::is_directory(folder, error);
    if (!is_here && !fs::exists(fs::path(root) / (kGoingPrefix + store.store), error)) continue;
    expired.push_back(
        {store.store, folder.string(), static_cast<uint64_t>(age), store.retention_days});
  }
  std::stable_partition(expired.begin(), expired.end(),
                        [](const ExpiredStore& store) { return store.name != "evidence"; });
  return expired;
}

Status RemoveExpiredStore(const std::string& root, const ExpiredStore& store) {
  const fs::path going = fs::path(root) / (kGoingPrefix + store.name);
  std::error_code error;
  fs::remove_all(going, error);
  if (!error && fs::exists(store.folder)) {
    fs::rename(store.folder, going, error);
    if (!error) fs::remove_all(going, error);
  }
  if (!error) return Status::Ok();
  return Status::StoreFailure(store.folder + " could not be removed: " + error.message());
}

}  // namespace sunder::segregation
