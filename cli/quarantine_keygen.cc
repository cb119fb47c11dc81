#include <chrono>
#include <cstdio>

#include "cli/quarantine_action.h"
#include "cli/report_output.h"

namespace sunder::cli {
namespace {

constexpr int64_t kDaySeconds = 24 * 60 * 60;
constexpr uint64_t kKeepDaysMax = 36500;  // a century; more is a slip of the keyboard

std::string DayAfter(int64_t day_seconds, uint64_t days) {
  const std::chrono::sys_days day(
      std::chrono::days(day_seconds / kDaySeconds + static_cast<int64_t>(days)));
  const std::chrono::year_month_day parts(day);
  char text[32];
  std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(parts.year()),
                static_cast<unsigned>(parts.month()), static_cast<unsigned>(parts.day()));
  return text;
}

class KeygenAction : public QuarantineAction {
 public:
  void Declare(CLI::App* quarantine) override {
    app_ = quarantine->add_subcommand("keygen", "make a key file; prints its public key");
    app_->add_option("--out", path_, "new file for the secret key, away from all stores")
        ->type_name("FILE")
        ->required();
    CLI::Option* expires = app_->add_option("--expires", expires_, "last day of the key (UTC)");
    expires->type_name("YYYY-MM-DD");
    keep_days_flag_ = app_->add_option("--keep-days", keep_days_, "expires so many days from now");
    keep_days_flag_->type_name("N")->excludes(expires);
  }

  Result<int> Run(const Environment& environment) override {
    if (keep_days_flag_->count() > 0) {
      if (keep_days_ == 0 || keep_days_ > kKeepDaysMax) {
        return Status::Usage("--keep-days must be between 1 and " + std::to_string(kKeepDaysMax));
      }
      expires_ = DayAfter(environment.day_seconds, keep_days_);
    }
    if (!expires_.empty() && !segregation::IsDay(expires_)) {
      return Status::Usage("--expires must be a day: YYYY-MM-DD");
    }
    if (!expires_.empty() && expires_ < environment.day) {
      return Status::Usage("--expires is a day that is over; today is " + environment.day);
    }
    SUNDER_ASSIGN_OR_RETURN(const segregation::KeyFile key,
                            segregation::CreateKeyFile(path_, environment.day, expires_));
    std::fprintf(stderr,
                 "sunder: %s holds the secret key%s%s. Keep it away from the machine that splits; "
                 "whoever has it reads the originals.\nsunder: the public key, for --recipient:\n",
                 path_.c_str(), expires_.empty() ? ", which never expires" : ", which expires on ",
                 expires_.c_str());
    SUNDER_RETURN_IF_ERROR(PrintOut(segregation::AgeRecipientText(key.identity.recipient) + "\n"));
    return kExitDone;
  }

 private:
  std::string path_;
  std::string expires_;
  uint64_t keep_days_ = 0;
  CLI::Option* keep_days_flag_ = nullptr;
};

}  // namespace

std::unique_ptr<QuarantineAction> NewQuarantineKeygen() { return std::make_unique<KeygenAction>(); }

}  // namespace sunder::cli
