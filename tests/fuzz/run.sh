#!/usr/bin/env bash
# Builds the fuzz targets and runs each for FUZZ_SECONDS (60). Exits 1 on a finding; the input that
# made it lies in build/fuzz/findings. FUZZ_TARGETS="csv json" runs only these. What was found worth
# keeping is remembered in build/fuzz/inputs from run to run.
set -euo pipefail

cd "$(dirname "$0")/../.."
seconds=${FUZZ_SECONDS:-60}
read -ra targets <<<"${FUZZ_TARGETS:-charset csv json text html container mail spreadsheet document pdf fold unmask match plan report settings}"
build=build/fuzz

tools/install_packages.sh --clang
mkdir -p "$build"
cmake --preset fuzz >"$build/configure.log" 2>&1 || { cat "$build/configure.log"; exit 1; }
cmake --build --preset fuzz --target "${targets[@]/%/_fuzzer}"
python3 tests/fuzz/make_seeds.py . "$build/seeds"

# The targets write small files; in memory where there is such a place.
scratch=$(mktemp -d -p /dev/shm 2>/dev/null || mktemp -d)
trap 'rm -rf "$scratch"' EXIT
export TMPDIR=$scratch
# Hyperscan, ICU and the C++ library are not instrumented.
export ASAN_OPTIONS=detect_leaks=1:allocator_may_return_null=1:detect_container_overflow=0
export UBSAN_OPTIONS=print_stacktrace=1

failed=0
rows=()
for target in "${targets[@]}"; do
  inputs="$build/inputs/$target"
  findings="$build/findings/$target"
  log="$build/$target.log"
  mkdir -p "$inputs" "$findings"
  # Twice the size of the largest real input of a target is enough to find what sizes break.
  length_max=4096
  [ "$target" = match ] && length_max=160
  [ "$target" = report ] && length_max=65536
  [ "$target" = container ] && length_max=16384
  outcome=clean
  "$build/tests/fuzz/${target}_fuzzer" "$inputs" "$build/seeds/$target" \
    -dict="$build/seeds/$target.dict" -max_len="$length_max" -max_total_time="$seconds" \
    -timeout=20 -rss_limit_mb=4096 -print_final_stats=1 -artifact_prefix="$findings/" \
    >"$log" 2>&1 || outcome="FAILED"
  if [ "$outcome" = FAILED ]; then
    failed=1
    tail -n 40 "$log"
  fi
  executions=$(grep -oE 'number_of_executed_units: [0-9]+' "$log" | grep -oE '[0-9]+$' || echo 0)
  peak=$(grep -oE 'peak_rss_mb: +[0-9]+' "$log" | grep -oE '[0-9]+$' || echo 0)
  edges=$(grep -oE 'cov: [0-9]+' "$log" | tail -n 1 | grep -oE '[0-9]+' || echo 0)
  rows+=("$(printf '| %-8s | %7s | %10s | %6s | %8s | %s |' \
    "$target" "$seconds" "$executions" "$edges" "$peak" "$outcome")")
done

echo "| target   | seconds | executions | edges  | peak MiB | outcome |"
echo "|----------|---------|------------|--------|----------|---------|"
printf '%s\n' "${rows[@]}"
[ "$failed" -eq 0 ] || echo "A finding: run the program again with the file in $build/findings." >&2
exit "$failed"
