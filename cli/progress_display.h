// Progress on stderr: a line that is redrawn on a terminal, a plain line now and then elsewhere.
// Durations and rates go nowhere else.
#pragma once

#include <condition_variable>
#include <mutex>
#include <string>
#include <thread>

#include "engine/pipeline.h"

namespace sunder::cli {

class ProgressDisplay {
 public:
  // Shows `progress` until destroyed; it must outlive this.
  ProgressDisplay(const engine::Progress& progress, std::string verb, bool is_terminal);
  ~ProgressDisplay();

 private:
  void Run();
  std::string Line(double seconds) const;

  const engine::Progress& progress_;
  const std::string verb_;
  const bool is_terminal_;
  std::mutex mutex_;
  std::condition_variable stop_;
  bool is_stopped_ = false;
  std::thread thread_;
};

}  // namespace sunder::cli
