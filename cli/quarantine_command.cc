#include <array>

#include "cli/command.h"
#include "cli/quarantine_action.h"

namespace sunder::cli {
namespace {

class QuarantineCommand : public Command {
 public:
  const char* name() const override { return "quarantine"; }
  const char* description() const override {
    return "Make keys for quarantine, look into it, discard, expire, rotate";
  }
  bool is_hardened() const override { return true; }
  std::vector<const char*> settings() const override { return {}; }
  void Declare(CLI::App* app) override {
    for (const auto& action : actions_) action->Declare(app);
    app->require_subcommand(1);
  }

  Result<int> Run(const Environment& environment) override {
    for (const auto& action : actions_) {
      if (action->is_chosen()) return action->Run(environment);
    }
    return Status::Internal("no sub-command was chosen");
  }

 private:
  const std::array<std::unique_ptr<QuarantineAction>, 6> actions_ = {
      NewQuarantineKeygen(),  NewQuarantineList(),   NewQuarantineOpen(),
      NewQuarantineDiscard(), NewQuarantineExpire(), NewQuarantineRotate()};
};

}  // namespace

std::unique_ptr<Command> NewQuarantineCommand() { return std::make_unique<QuarantineCommand>(); }

}  // namespace sunder::cli
