// Man page and shell completions, written from the declared flags; run by the build.
#include <algorithm>

#include "cli/command.h"
#include "cli/report_output.h"

namespace sunder::cli {
namespace {

std::string Escaped(std::string_view text, std::string_view special, std::string_view escape) {
  std::string escaped;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) escaped += escape;
    escaped += c;
  }
  return escaped;
}

std::string Roff(std::string_view text) { return Escaped(text, "-\\", "\\"); }

std::vector<const CLI::App*> VisibleCommands(const CLI::App& root) {
  std::vector<const CLI::App*> commands;
  for (const CLI::App* command : root.get_subcommands({})) {
    if (!command->get_group().empty()) commands.push_back(command);
  }
  return commands;
}

// "-o, --output"; empty for a positional argument.
std::string FlagNames(const CLI::Option& option) {
  std::string names;
  for (const std::string& name : option.get_snames()) names += (names.empty() ? "-" : ", -") + name;
  for (const std::string& name : option.get_lnames()) {
    names += (names.empty() ? "--" : ", --") + name;
  }
  return names;
}

// A command's own options, then those of its sub-commands that have no namesake among them.
std::vector<const CLI::Option*> AllOptions(const CLI::App& command) {
  std::vector<const CLI::Option*> options = command.get_options();
  for (const CLI::App* nested : command.get_subcommands({})) {
    for (const CLI::Option* option : nested->get_options()) {
      const bool is_known = std::any_of(
          options.begin(), options.end(),
          [option](const CLI::Option* known) { return known->get_name() == option->get_name(); });
      if (!is_known) options.push_back(option);
    }
  }
  return options;
}

std::vector<std::string> LongFlags(const CLI::App& command) {
  std::vector<std::string> flags;
  for (const CLI::Option* option : AllOptions(command)) {
    for (const std::string& name : option->get_lnames()) flags.push_back("--" + name);
  }
  return flags;
}

std::string ManPage(const CLI::App& root) {
  std::string page = ".TH SUNDER 1\n.SH NAME\nsunder \\- " + Roff(root.get_description()) +
                     "\n.SH SYNOPSIS\n.B sunder\nCOMMAND [OPTIONS] [SOURCE...]\n.SH COMMANDS\n";
  for (const CLI::App* command : VisibleCommands(root)) {
    page += ".SS " + command->get_name() + "\n" + Roff(command->get_description()) + "\n";
    for (const CLI::App* nested : command->get_subcommands({})) {
      page += ".TP\n.B " + nested->get_name() + "\n" + Roff(nested->get_description()) + "\n";
    }
    for (const CLI::Option* option : AllOptions(*command)) {
      const std::string names = FlagNames(*option);
      const std::string value = option->get_type_name();
      page += ".TP\n.B " + Roff(names.empty() ? option->get_name() : names) +
              (value.empty() || names.empty() ? "" : " \\fI" + Roff(value) + "\\fR") + "\n" +
              Roff(option->get_description()) + "\n";
    }
  }
  page += ".SH EXIT STATUS\n" + Roff(root.get_footer()) +
          "\n.SH FILES\n.TP\n.B sunder.toml\nproject file: settings by key, and [[field]] "
          "overrides\n.SH ENVIRONMENT\nEvery setting of `sunder config show` as SUNDER_KEY; "
          "SOURCE_DATE_EPOCH sets the day of reports.\n";
  return page;
}

std::string BashCompletion(const CLI::App& root) {
  std::string commands;
  std::string cases;
  for (const CLI::App* command : VisibleCommands(root)) {
    commands += (commands.empty() ? "" : " ") + command->get_name();
    std::string words;
    for (const CLI::App* nested : command->get_subcommands({})) words += nested->get_name() + " ";
    for (const std::string& flag : LongFlags(*command)) words += flag + " ";
    cases += "    " + command->get_name() + ") words=\"" + words + "\" ;;\n";
  }
  return "_sunder() {\n  local words current=\"${COMP_WORDS[COMP_CWORD]}\"\n"
         "  if [ \"$COMP_CWORD\" -eq 1 ]; then\n    COMPREPLY=($(compgen -W \"" +
         commands +
         " --help --version\" -- \"$current\"))\n    return\n  fi\n"
         "  case \"${COMP_WORDS[1]}\" in\n" +
         cases +
         "  esac\n  case \"$current\" in\n"
         "    -*) COMPREPLY=($(compgen -W \"$words\" -- \"$current\")) ;;\n"
         "    *) COMPREPLY=($(compgen -f -W \"${words//--*/}\" -- \"$current\")) ;;\n"
         "  esac\n}\ncomplete -o filenames -F _sunder sunder\n";
}

std::string ZshCompletion(const CLI::App& root) {
  std::string commands;
  std::string cases;
  for (const CLI::App* command : VisibleCommands(root)) {
    commands += "    '" + command->get_name() + ":" +
                Escaped(command->get_description(), "':", "\\") + "'\n";
    cases += "    " + command->get_name() + ") _arguments";
    for (const CLI::Option* option : AllOptions(*command)) {
      for (const std::string& name : option->get_lnames()) {
        std::string help;
        for (const char c : option->get_description()) {
          if (std::string_view("[]'`").find(c) == std::string_view::npos) help += c;
        }
        cases += " '--" + name + "[" + help + "]" +
                 (option->get_type_size() > 0 ? ":value:_files'" : "'");
      }
    }
    cases += " '*:source:_files' ;;\n";
  }
  return "#compdef sunder\n_sunder() {\n  local -a commands\n  commands=(\n" + commands +
         "  )\n  if (( CURRENT == 2 )); then\n    _describe command commands\n    return\n  fi\n"
         "  local command=$words[2]\n  shift words\n  (( CURRENT-- ))\n  case $command in\n" +
         cases + "  esac\n}\n_sunder \"$@\"\n";
}

std::string FishCompletion(const CLI::App& root) {
  std::string text;
  for (const CLI::App* command : VisibleCommands(root)) {
    const std::string name = command->get_name();
    text += "complete -c sunder -n __fish_use_subcommand -a " + name + " -d '" +
            Escaped(command->get_description(), "'", "\\") + "'\n";
    for (const CLI::Option* option : AllOptions(*command)) {
      for (const std::string& flag : option->get_lnames()) {
        text += "complete -c sunder -n '__fish_seen_subcommand_from " + name + "' -l " + flag +
                (option->get_type_size() > 0 ? " -r" : "") + " -d '" +
                Escaped(option->get_description(), "'", "\\") + "'\n";
      }
    }
  }
  return text;
}

class GenerateCommand : public Command {
 public:
  explicit GenerateCommand(CLI::App* root) : root_(root) {}
  const char* name() const override { return "generate"; }
  const char* description() const override { return "Write the man page or shell completions"; }
  bool is_hidden() const override { return true; }
  std::vector<const char*> settings() const override { return {}; }
  void Declare(CLI::App* app) override {
    app->add_option("kind", kind_, "man, bash, zsh or fish")->required();
  }

  Result<int> Run(const Environment&) override {
    std::string text;
    if (kind_ == "man") text = ManPage(*root_);
    if (kind_ == "bash") text = BashCompletion(*root_);
    if (kind_ == "zsh") text = ZshCompletion(*root_);
    if (kind_ == "fish") text = FishCompletion(*root_);
    if (text.empty()) return Status::Usage("kind must be man, bash, zsh or fish");
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

 private:
  CLI::App* const root_;
  std::string kind_;
};

}  // namespace

std::unique_ptr<Command> NewGenerateCommand(CLI::App* root) {
  return std::make_unique<GenerateCommand>(root);
}

}  // namespace sunder::cli
