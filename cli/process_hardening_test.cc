#include "cli/process_hardening.h"

#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <catch2/catch.hpp>

namespace sunder::cli {
namespace {

// In a child: hardening is for good.
int InChild(int (*check)()) {
  const pid_t child = fork();
  if (child == 0) _exit(check());
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

TEST_CASE("A hardened process leaves no core dump and cannot be looked into") {
  CHECK(InChild([] { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0); }) == 1);
  CHECK(InChild([] {
          if (!HardenProcess().ok()) return 2;
          rlimit limit{};
          getrlimit(RLIMIT_CORE, &limit);
          return limit.rlim_max == 0 ? prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) : 3;
        }) == 0);
}

}  // namespace
}  // namespace sunder::cli
