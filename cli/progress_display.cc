#include "cli/progress_display.h"

#include <chrono>
#include <cstdio>
#include <utility>

namespace sunder::cli {
namespace {

using Clock = std::chrono::steady_clock;

constexpr auto kTerminalPeriod = std::chrono::milliseconds(200);
// Short runs say nothing in a log; a long one tells every ten seconds that it lives.
constexpr auto kPlainPeriod = std::chrono::seconds(10);
constexpr double kFirstShownSeconds = 0.5;

std::string Megabytes(double bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.1f MB", bytes / 1e6);
  return text;
}

}  // namespace

ProgressDisplay::ProgressDisplay(const engine::Progress& progress, std::string verb,
                                 bool is_terminal)
    : progress_(progress),
      verb_(std::move(verb)),
      is_terminal_(is_terminal),
      thread_([this] { Run(); }) {}

ProgressDisplay::~ProgressDisplay() {
  {
    const std::lock_guard lock(mutex_);
    is_stopped_ = true;
  }
  stop_.notify_all();
  thread_.join();
}

void ProgressDisplay::Run() {
  const Clock::time_point start = Clock::now();
  bool is_shown = false;
  std::unique_lock lock(mutex_);
  while (!stop_.wait_for(
      lock, is_terminal_ ? Clock::duration(kTerminalPeriod) : Clock::duration(kPlainPeriod),
      [this] { return is_stopped_; })) {
    const double seconds = std::chrono::duration<double>(Clock::now() - start).count();
    if (seconds < kFirstShownSeconds) continue;
    std::fprintf(stderr, is_terminal_ ? "\r\x1b[K%s" : "%s\n", Line(seconds).c_str());
    std::fflush(stderr);
    is_shown = true;
  }
  if (is_terminal_ && is_shown) std::fputs("\r\x1b[K", stderr);
}

std::string ProgressDisplay::Line(double seconds) const {
  const auto bytes = static_cast<double>(progress_.bytes.load());
  const auto total = static_cast<double>(progress_.bytes_total.load());
  std::string line = verb_ + ": " + Megabytes(bytes);
  if (total > 0) line += " of " + Megabytes(total);
  line += ", " + std::to_string(progress_.records.load()) + " records, " +
          Megabytes(bytes / seconds) + "/s";
  if (total > bytes && bytes > 0) {
    const auto left = static_cast<uint64_t>((total - bytes) / (bytes / seconds));
    char text[32];
    std::snprintf(text, sizeof text, ", %llu:%02llu left",
                  static_cast<unsigned long long>(left / 60),
                  static_cast<unsigned long long>(left % 60));
    line += text;
  }
  return line;
}

}  // namespace sunder::cli
