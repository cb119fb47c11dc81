#include "cli/command.h"
#include "cli/report_output.h"
#include "connectors/api/connector.h"

namespace sunder::cli {
namespace {

class ConnectorsCommand : public Command {
 public:
  const char* name() const override { return "connectors"; }
  const char* description() const override { return "List the kinds of source that can be read"; }
  std::vector<const char*> settings() const override { return {}; }
  void Declare(CLI::App*) override {}

  Result<int> Run(const Environment&) override {
    std::string text;
    for (const std::unique_ptr<Connector>& connector : BuiltinConnectors()) {
      const ConnectorTraits& traits = connector->traits();
      std::string line(traits.name);
      line.resize(std::max<size_t>(line.size(), 12), ' ');
      std::string extensions;
      for (const std::string_view extension : traits.extensions) {
        extensions += std::string(extensions.empty() ? "" : " ") + std::string(extension);
      }
      if (extensions.empty()) extensions = "known by its content";
      if (traits.reads_streams) extensions += ", also .gz and .zst";
      text += line + std::string(traits.description) + " (" + extensions + ")\n";
    }
    SUNDER_RETURN_IF_ERROR(PrintOut(text));
    return kExitDone;
  }
};

}  // namespace

std::unique_ptr<Command> NewConnectorsCommand() { return std::make_unique<ConnectorsCommand>(); }

}  // namespace sunder::cli
