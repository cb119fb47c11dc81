#!/usr/bin/env bash
# Builds the fuzz targets and runs each for FUZZ_SECONDS (60) of its own processor time, so that a busy
# machine takes longer and does no less; a finding does not end its share. Exits 1 on a finding; the
# input that made it lies in build/fuzz/findings. FUZZ_TARGETS="csv json" runs only these. What was
# found worth keeping is remembered in build/fuzz/inputs from run to run.
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
restarts_max=50

# User time of process $1 so far, in hundredths of a second; the last known once it has ended.
spent() { cut -d' ' -f14 "/proc/$1/stat" 2>/dev/null || echo "$2"; }

# Runs target $1 for `seconds`, again after each finding; sets user_time (hundredths) and findings.
fuzz() {
  local target=$1 log=$2 child now
  shift 2
  user_time=0
  findings=0
  while [ "$user_time" -lt $((seconds * 100)) ] && [ "$findings" -lt "$restarts_max" ]; do
    "$build/tests/fuzz/${target}_fuzzer" "$@" >>"$log" 2>&1 &
    child=$!
    now=0
    while kill -0 "$child" 2>/dev/null; do
      sleep 0.5
      now=$(spent "$child" "$now")
      # The fuzzer ends well at this signal and prints its figures.
      [ $((user_time + now)) -lt $((seconds * 100)) ] || kill -USR1 "$child" 2>/dev/null || true
    done
    wait "$child" || findings=$((findings + 1))
    user_time=$((user_time + now))
  done
}

failed=0
rows=()
for target in "${targets[@]}"; do
  inputs="$build/inputs/$target"
  found="$build/findings/$target"
  log="$build/$target.log"
  mkdir -p "$inputs" "$found"
  : >"$log"
  # Twice the size of the largest real input of a target is enough to find what sizes break.
  length_max=4096
  [ "$target" = match ] && length_max=160
  [ "$target" = report ] && length_max=65536
  [ "$target" = container ] && length_max=16384
  fuzz "$target" "$log" "$inputs" "$build/seeds/$target" -dict="$build/seeds/$target.dict" \
    -max_len="$length_max" -timeout=120 -rss_limit_mb=4096 -print_final_stats=1 \
    -artifact_prefix="$found/"
  outcome=clean
  if [ "$findings" -gt 0 ]; then
    outcome="FAILED $findings times"
    failed=1
    grep -E 'ERROR|SUMMARY|runtime error' "$log" | head -n 20
  fi
  executions=$(grep -oE 'number_of_executed_units: [0-9]+' "$log" | awk '{ sum += $2 } END { print sum + 0 }')
  peak=$(grep -oE 'peak_rss_mb: +[0-9]+' "$log" | awk '{ if ($2 > top) top = $2 } END { print top + 0 }')
  edges=$(grep -oE 'cov: [0-9]+' "$log" | awk '{ if ($2 > top) top = $2 } END { print top + 0 }')
  rows+=("$(printf '| %-11s | %12s | %10s | %6s | %8s | %s |' \
    "$target" "$((user_time / 100))" "$executions" "$edges" "$peak" "$outcome")")
  echo "${rows[-1]}"
done

echo "| target      | user seconds | executions | edges  | peak MiB | outcome |"
echo "|-------------|--------------|------------|--------|----------|---------|"
printf '%s\n' "${rows[@]}"
[ "$failed" -eq 0 ] || echo "A finding: run the program again with the file in $build/findings." >&2
exit "$failed"
