#include "cli/command.h"
#include "cli/report_output.h"

namespace sunder::cli {
namespace {

class ConfigCommand : public Command {
 public:
  const char* name() const override { return "config"; }
  const char* description() const override { return "Show the settings in force"; }
  std::vector<const char*> settings() const override { return {}; }
  void Declare(CLI::App* app) override {
    CLI::App* show = app->add_subcommand("show", "every setting and its value");
    show->add_flag("--origin", shows_origin_, "also the layer that each value comes from");
    app->require_subcommand(1);
  }

  Result<int> Run(const Environment& environment) override {
    std::string text;
    for (const SettingDefinition& setting : SettingDefinitions()) {
      if (setting.is_flag_only) continue;
      std::string line = std::string(setting.key) + " = " + Quoted(environment, setting);
      if (shows_origin_) {
        line.resize(std::max<size_t>(line.size() + 2, 44), ' ');
        line += "# " + environment.settings.Origin(setting.key);
      }
      text += line + "\n";
    }
    for (const scanner::FieldOverride& field : environment.settings.overrides()) {
      text += "[[field]] " + field.field + " -> " + field.label + "  # " + field.reason + "\n";
    }
    for (const SaidDialect& said : environment.settings.dialects()) {
      text += "[[dialect]] " + said.object_glob + " ->";
      for (const auto& [key, value] : said.dialect) text += " " + key + " = \"" + value + "\"";
      text += "\n";
    }
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }

 private:
  // In the syntax of the project file, so that a line can be pasted there.
  static std::string Quoted(const Environment& environment, const SettingDefinition& setting) {
    const Settings& settings = environment.settings;
    switch (setting.kind) {
      case SettingKind::kNumber:
        return settings.Text(setting.key);
      case SettingKind::kSwitch:
        return settings.Switch(setting.key) ? "true" : "false";
      case SettingKind::kList: {
        std::string list = "[";
        for (const std::string& value : settings.List(setting.key)) {
          list += std::string(list.size() > 1 ? ", " : "") + "\"" + value + "\"";
        }
        return list + "]";
      }
      default:
        return "\"" + settings.Text(setting.key) + "\"";
    }
  }

  bool shows_origin_ = false;
};

}  // namespace

std::unique_ptr<Command> NewConfigCommand() { return std::make_unique<ConfigCommand>(); }

}  // namespace sunder::cli
