#!/usr/bin/env bash
# The long suites: every test under AddressSanitizer and UBSan, and what runs threads (the engine and
# the program as a whole) under ThreadSanitizer. Writes a dated summary into tests/long/results.
set -euo pipefail

cd "$(dirname "$0")/../.."
mkdir -p tests/long/results
result="tests/long/results/$(date -u +%F).md"
failed=0

{
  echo "# Long suites, $(date -u +%F)"
  echo
  echo "| suite | tests | outcome |"
  echo "|---|---|---|"
} >"$result"

# tsan.supp names the libraries that are built without instrumentation.
export ASAN_OPTIONS=detect_leaks=1
export UBSAN_OPTIONS=print_stacktrace=1
export TSAN_OPTIONS="suppressions=$PWD/tests/long/tsan.supp second_deadlock_stack=1"

run_suite() {  # PRESET TEST_REGEX TARGETS...
  local preset=$1 tests=$2 outcome
  shift 2
  cmake --preset "$preset" >/dev/null
  cmake --build --preset "$preset" ${@:+--target "$@"}
  if ctest --test-dir "build/$preset" -R "$tests" --no-tests=error --output-on-failure \
      --timeout 3600 -j "$(nproc)" >"build/$preset/ctest.log" 2>&1; then
    outcome=clean
  else
    outcome="FAILED, see build/$preset/ctest.log"
    failed=1
    tail -n 60 "build/$preset/ctest.log"
  fi
  echo "| $preset | $(grep -oE '[0-9]+% tests passed.*' "build/$preset/ctest.log") | $outcome |" >>"$result"
}

run_suite asan '.*'
run_suite tsan 'engine_test|system_test_(invariance|split|command_line|bad_input)' sunder engine_test
cat "$result"
exit $failed
