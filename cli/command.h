// A sub-command: declares its arguments, then runs. One file each; the only code that prints.
#pragma once

#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "cli/settings.h"
#include "core/status.h"

namespace sunder::cli {

// Exit codes of the program; documented in README.md.
enum ExitCode : int {
  kExitDone = 0,
  kExitFound = 1,      // an association; an attack that succeeded
  kExitUsage = 2,      // arguments, configuration, refused by policy
  kExitFailed = 3,     // unreadable or lost data, a store error
  kExitUndecided = 4,  // verify could not decide
  kExitInterrupted = 130,
};

// What a command may see of the world outside.
struct Environment {
  Settings settings;
  std::string tool_version;
  std::string day;              // UTC, YYYY-MM-DD, or of SOURCE_DATE_EPOCH
  int64_t day_seconds = 0;      // that day's midnight
  std::string patterns_folder;  // the shipped rules
  std::string cache_folder;
  std::string state_folder;  // the operator's own records
  bool is_stdout_terminal = false;
  bool is_stderr_terminal = false;
  uint32_t terminal_width_columns = 100;
  const std::atomic<bool>* cancel = nullptr;
};

class Command {
 public:
  virtual ~Command() = default;
  virtual const char* name() const = 0;
  virtual const char* description() const = 0;
  virtual bool is_hidden() const { return false; }
  // Whether keys or originals pass through its memory: then the process leaves no core dump.
  virtual bool is_hardened() const { return false; }
  // Keys of the settings that the command takes as flags.
  virtual std::vector<const char*> settings() const = 0;
  // Positional arguments and sub-commands; flags of settings are added by the caller.
  virtual void Declare(CLI::App* app) = 0;
  // Prints results to stdout. An error is printed by the caller and becomes the exit code.
  virtual Result<int> Run(const Environment& environment) = 0;
};

// All commands in the order of the help page. `root` is for the commands that describe the others.
std::vector<std::unique_ptr<Command>> AllCommands(CLI::App* root);

int ExitCodeOf(const Status& status);

std::unique_ptr<Command> NewScanCommand();
std::unique_ptr<Command> NewPlanCommand();
std::unique_ptr<Command> NewSplitCommand();
std::unique_ptr<Command> NewVerifyCommand();
std::unique_ptr<Command> NewQuarantineCommand();
std::unique_ptr<Command> NewSubjectCommand();
std::unique_ptr<Command> NewStoresCommand();
std::unique_ptr<Command> NewReportCommand();
std::unique_ptr<Command> NewRulesCommand();
std::unique_ptr<Command> NewInspectCommand();
std::unique_ptr<Command> NewEvalCommand();
std::unique_ptr<Command> NewConnectorsCommand();
std::unique_ptr<Command> NewConfigCommand();
std::unique_ptr<Command> NewGenerateCommand(CLI::App* root);

}  // namespace sunder::cli
