#include "cli/command_line.h"

#include <Poco/AutoPtr.h>
#include <Poco/ConsoleChannel.h>
#include <Poco/FormattingChannel.h>
#include <Poco/Logger.h>
#include <Poco/PatternFormatter.h>
#include <sodium.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>
#include <sstream>

#include "cli/command.h"
#include "cli/process_hardening.h"
#include "cli/report_output.h"

extern char** environ;

namespace sunder::cli {
namespace {

namespace fs = std::filesystem;

constexpr int64_t kDaySeconds = 24 * 60 * 60;

// What was typed, by setting key; CLI11 writes here while it parses.
struct TypedFlags {
  std::map<std::string, std::vector<std::string>> values;
  std::map<std::string, bool> switches;
  std::string config_path;

  std::map<std::string, std::vector<std::string>> Given() const {
    std::map<std::string, std::vector<std::string>> given;
    for (const auto& [key, list] : values) {
      if (!list.empty()) given[key] = list;
    }
    for (const auto& [key, is_on] : switches) {
      if (is_on) given[key] = {"true"};
    }
    return given;
  }
};

// Options are kept as lists, which would take the sources behind them for further values.
void TakeOneEachTime(CLI::Option* option, CLI::MultiOptionPolicy policy) {
  option->type_size(1)->expected(1)->allow_extra_args(false)->multi_option_policy(policy);
}

void DeclareSettings(const Command& command, CLI::App* app, TypedFlags* typed) {
  for (const char* key : command.settings()) {
    const SettingDefinition* setting = FindSetting(key);
    if (setting->kind == SettingKind::kSwitch) {
      app->add_flag(setting->flag, typed->switches[key], setting->help);
      continue;
    }
    CLI::Option* option = app->add_option(setting->flag, typed->values[key], setting->help);
    option->type_name(setting->value_name);
    TakeOneEachTime(option, setting->kind == SettingKind::kList ? CLI::MultiOptionPolicy::TakeAll
                                                                : CLI::MultiOptionPolicy::Throw);
    if (setting->built_in[0] != '\0') option->default_str(setting->built_in);
  }
  app->add_option("--config", typed->config_path, "project file instead of ./sunder.toml")
      ->type_name("FILE");
  CLI::Option* log_level =
      app->add_option("--log-level", typed->values["log_level"], FindSetting("log_level")->help);
  TakeOneEachTime(log_level->type_name("LEVEL"), CLI::MultiOptionPolicy::Throw);
}

std::map<std::string, std::string> ReadEnvironment() {
  std::map<std::string, std::string> variables;
  for (char** entry = environ; *entry != nullptr; ++entry) {
    const std::string_view line(*entry);
    const size_t equals = line.find('=');
    if (line.starts_with("SUNDER_") && equals != std::string_view::npos) {
      variables.emplace(line.substr(0, equals), line.substr(equals + 1));
    }
  }
  return variables;
}

std::string Variable(const char* name) {
  const char* value = std::getenv(name);
  return value == nullptr ? "" : value;
}

// The base folder for user files by the XDG Base Directory Specification.
std::string UserFolder(const char* variable, const char* below_home) {
  std::string base = Variable(variable);
  if (base.empty() && !Variable("HOME").empty()) base = Variable("HOME") + "/" + below_home;
  return base.empty() ? "" : base + "/sunder";
}

// Installed: PREFIX/share/sunder/patterns beside PREFIX/bin; in a build tree: ../../patterns.
std::string FindPatterns() {
  if (const std::string named = Variable("SUNDER_PATTERNS_ROOT"); !named.empty()) return named;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const char* candidate : {"../share/sunder/patterns", "../../patterns"}) {
    const fs::path folder = (program / candidate).lexically_normal();
    if (fs::exists(folder / "policy.toml", error)) return folder.string();
  }
  return "";
}

Result<int64_t> DaySeconds() {
  int64_t now = static_cast<int64_t>(std::time(nullptr));
  if (const std::string epoch = Variable("SOURCE_DATE_EPOCH"); !epoch.empty()) {
    const auto [end, error] = std::from_chars(epoch.data(), epoch.data() + epoch.size(), now);
    if (error != std::errc() || end != epoch.data() + epoch.size() || now < 0) {
      return Status::Usage("SOURCE_DATE_EPOCH must be a number of seconds");
    }
  }
  return now - now % kDaySeconds;
}

std::string DayText(int64_t day_seconds) {
  const auto time = static_cast<std::time_t>(day_seconds);
  std::tm parts{};
  gmtime_r(&time, &parts);
  char text[16];
  std::strftime(text, sizeof text, "%Y-%m-%d", &parts);
  return text;
}

uint32_t TerminalWidth() {
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0) return 100;
  return std::clamp<uint32_t>(size.ws_col, 40, 160);
}

Result<Environment> MakeEnvironment(const TypedFlags& typed, const std::atomic<bool>* cancel) {
  SUNDER_ASSIGN_OR_RETURN(Settings settings,
                          Settings::Load(typed.Given(), typed.config_path, ReadEnvironment()));
  SUNDER_ASSIGN_OR_RETURN(const int64_t day_seconds, DaySeconds());
  Environment environment{.settings = std::move(settings),
                          .tool_version = SUNDER_VERSION,
                          .day = DayText(day_seconds),
                          .day_seconds = day_seconds,
                          .patterns_folder = FindPatterns(),
                          .cache_folder = "",
                          .state_folder = UserFolder("XDG_STATE_HOME", ".local/state"),
                          .is_stdout_terminal = isatty(STDOUT_FILENO) != 0,
                          .is_stderr_terminal = isatty(STDERR_FILENO) != 0,
                          .terminal_width_columns = TerminalWidth(),
                          .cancel = cancel};
  environment.cache_folder = environment.settings.Text("cache_folder");
  if (environment.cache_folder.empty()) {
    environment.cache_folder = UserFolder("XDG_CACHE_HOME", ".cache");
  }
  return environment;
}

// Messages go to stderr through one logger, so that a level can silence them; never a scanned
// value.
Status StartLogging(const std::string& level) {
  Poco::AutoPtr<Poco::PatternFormatter> formatter(new Poco::PatternFormatter("sunder: %t"));
  Poco::AutoPtr<Poco::ConsoleChannel> console(new Poco::ConsoleChannel(std::cerr));
  Poco::AutoPtr<Poco::FormattingChannel> channel(new Poco::FormattingChannel(formatter, console));
  try {
    Poco::Logger::root().setChannel(channel);
    Poco::Logger::root().setLevel(level);
  } catch (const Poco::Exception&) {
    return Status::Usage("`log_level` must be error, warning, notice, information or debug");
  }
  return Status::Ok();
}

int Fail(const Status& status) {
  if (Poco::Logger::root().getChannel().isNull()) {
    std::fprintf(stderr, "sunder: %s\n", status.message().c_str());
  } else {
    Poco::Logger::root().error(status.message());
  }
  return ExitCodeOf(status);
}

// Of the command line: help that was asked for, or what is wrong with it.
int ExitOf(const CLI::ParseError& error, const CLI::App& app) {
  std::ostringstream out;
  std::ostringstream complaint;
  if (app.exit(error, out, complaint) == 0) {
    const Status printed = PrintOut(out.str());
    return printed.ok() ? kExitDone : Fail(printed);
  }
  const CLI::App* innermost = &app;
  std::string command = "sunder";
  while (!innermost->get_subcommands().empty()) {
    innermost = innermost->get_subcommands().front();
    command += " " + innermost->get_name();
  }
  return Fail(Status::Usage(std::string(error.what()) + "; see `" + command + " --help`"));
}

int RunCommand(Command* command, const TypedFlags& typed, const std::atomic<bool>* cancel) {
  const Result<Environment> environment = MakeEnvironment(typed, cancel);
  if (!environment.ok()) return Fail(environment.status());
  if (Status status = StartLogging(environment->settings.Text("log_level")); !status.ok()) {
    return Fail(status);
  }
  if (command->is_hardened()) {
    if (Status status = HardenProcess(); !status.ok()) return Fail(status);
  }
  const Result<int> result = command->Run(*environment);
  return result.ok() ? *result : Fail(result.status());
}

}  // namespace

std::vector<std::unique_ptr<Command>> AllCommands(CLI::App* root) {
  std::vector<std::unique_ptr<Command>> commands;
  commands.push_back(NewScanCommand());
  commands.push_back(NewPlanCommand());
  commands.push_back(NewSplitCommand());
  commands.push_back(NewVerifyCommand());
  commands.push_back(NewQuarantineCommand());
  commands.push_back(NewSubjectCommand());
  commands.push_back(NewStoresCommand());
  commands.push_back(NewReportCommand());
  commands.push_back(NewRulesCommand());
  commands.push_back(NewInspectCommand());
  commands.push_back(NewEvalCommand());
  commands.push_back(NewConnectorsCommand());
  commands.push_back(NewConfigCommand());
  commands.push_back(NewGenerateCommand(root));
  return commands;
}

int ExitCodeOf(const Status& status) {
  switch (status.code()) {
    case StatusCode::kOk:
      return kExitDone;
    case StatusCode::kUsage:
    case StatusCode::kRefused:
      return kExitUsage;
    case StatusCode::kCancelled:
      return kExitInterrupted;
    default:
      return kExitFailed;
  }
}

int RunCommandLine(int argc, char** argv, const std::atomic<bool>* cancel) {
  if (sodium_init() < 0) return Fail(Status::Internal("libsodium does not start"));
  CLI::App app{
      "Finds special-category data that stands next to an identity, takes the two apart for good, "
      "and proves it.",
      "sunder"};
  app.set_version_flag("--version", std::string("sunder ") + SUNDER_VERSION);
  app.require_subcommand(1);
  app.footer(
      "Exit codes: 0 done, 1 an association found or an attack succeeded, 2 usage, "
      "3 unreadable or lost data, 4 undecided.");
  const std::vector<std::unique_ptr<Command>> commands = AllCommands(&app);
  std::map<std::string, TypedFlags> typed;
  std::map<CLI::App*, Command*> by_app;
  for (const std::unique_ptr<Command>& command : commands) {
    CLI::App* subcommand = app.add_subcommand(command->name(), command->description());
    if (command->is_hidden()) subcommand->group("");
    command->Declare(subcommand);
    // The settings of a command may stand behind its own sub-commands, too.
    for (CLI::App* nested : subcommand->get_subcommands({})) nested->fallthrough();
    DeclareSettings(*command, subcommand, &typed[command->name()]);
    by_app[subcommand] = command.get();
  }
  const bool is_unknown_command =
      argc > 1 && argv[1][0] != '-' &&
      std::none_of(commands.begin(), commands.end(), [&](const auto& command) {
        return std::string_view(argv[1]) == command->name();
      });
  if (is_unknown_command) {
    std::string known;
    for (const std::unique_ptr<Command>& command : commands) {
      if (!command->is_hidden()) known += std::string(known.empty() ? "" : ", ") + command->name();
    }
    return Fail(Status::Usage("no command `" + std::string(argv[1]) + "`; there are " + known));
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return ExitOf(error, app);
  }
  CLI::App* chosen = app.get_subcommands().front();
  Command* command = by_app[chosen];
  return RunCommand(command, typed[command->name()], cancel);
}

}  // namespace sunder::cli
