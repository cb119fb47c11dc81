// From argv to an exit code: declares all commands, loads the settings, runs one command.
#pragma once

#include <atomic>

namespace sunder::cli {

// `cancel` is set by the signal handlers of main.
int RunCommandLine(int argc, char** argv, const std::atomic<bool>* cancel);

}  // namespace sunder::cli
