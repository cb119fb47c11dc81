#include "cli/keeper_record.h"

#include <utility>

namespace sunder::cli {

Status CheckStateFolder(const Environment& environment) {
  if (!environment.state_folder.empty()) return Status::Ok();
  return Status::Usage(
      "there is no place for the ledger: set HOME or XDG_STATE_HOME; nothing was done");
}

Status AppendRecord(const Environment& environment, const std::string& file_name,
                    segregation::KeeperEntry entry) {
  SUNDER_RETURN_IF_ERROR(CheckStateFolder(environment));
  entry.day = environment.day;
  return segregation::AppendKeeperEntry(environment.state_folder + "/" + file_name, entry);
}

}  // namespace sunder::cli
