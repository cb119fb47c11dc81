#include <atomic>
#include <clocale>
#include <csignal>

#include "cli/command_line.h"

namespace {

std::atomic<bool> cancel_requested{false};

// The first signal asks the run to end in order; a second one ends the program at once.
void RequestCancel(int signal_number) {
  if (cancel_requested.exchange(true)) {
    std::signal(signal_number, SIG_DFL);
    std::raise(signal_number);
  }
}

}  // namespace

int main(int argc, char** argv) {
  std::setlocale(LC_CTYPE, "C.UTF-8");
  std::signal(SIGINT, RequestCancel);
  std::signal(SIGTERM, RequestCancel);
  std::signal(SIGPIPE, SIG_IGN);
  return sunder::cli::RunCommandLine(argc, argv, &cancel_requested);
}
