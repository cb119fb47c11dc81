#include "cli/process_hardening.h"

#include <errno.h>
#include <sys/prctl.h>
#include <sys/resource.h>

#include <system_error>

namespace sunder::cli {

Status HardenProcess() {
  const rlimit none{0, 0};
  if (setrlimit(RLIMIT_CORE, &none) != 0 || prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) {
    return Status::Internal("core dumps cannot be turned off: " +
                            std::generic_category().message(errno));
  }
  return Status::Ok();
}

}  // namespace sunder::cli
