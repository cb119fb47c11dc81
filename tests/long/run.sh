#!/usr/bin/env bash
# The long suites: the whole test suite under AddressSanitizer + UBSan and under ThreadSanitizer, and
# the tests labelled `long`. Writes a dated summary into tests/long/results.
set -euo pipefail

cd "$(dirname "$0")/../.."
mkdir -p tests/long/results
result="tests/long/results/$(date -u +%F).md"
failed=0

{
  echo "# Long suites, $(date -u +%F)"
  echo
  echo "| suite | outcome |"
  echo "|---|---|"
} >"$result"

# oneTBB and Hyperscan are not instrumented; tests/long/*.supp name what they alone report.
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS="suppressions=$PWD/tests/long/tsan.supp second_deadlock_stack=1"
for preset in asan tsan; do
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset"
  if ctest --test-dir "build/$preset" --output-on-failure --timeout 3600 -j "$(nproc)" \
      >"build/$preset/ctest.log" 2>&1; then
    outcome=clean
  else
    outcome="FAILED, see build/$preset/ctest.log"
    failed=1
    tail -n 60 "build/$preset/ctest.log"
  fi
  echo "| $preset: $(grep -oE '[0-9]+% tests passed.*' "build/$preset/ctest.log") | $outcome |" >>"$result"
done
cat "$result"
exit $failed
