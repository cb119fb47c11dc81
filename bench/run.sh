#!/usr/bin/env bash
# First marks: speed of one core on a PII-dense CSV beside raw hs_scan of the same database on the same
# bytes, and peak memory of a file ten times as large. Writes a dated result into bench/results.
set -euo pipefail

build=$(realpath "$1")
here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/sunder-bench-XXXXXX")
trap 'rm -rf "$work"' EXIT
result="$here/results/$(date -u +%F).md"

python3 "$here/make_table.py" "$work/small.csv" 200 >/dev/null
python3 "$here/make_table.py" "$work/large.csv" 2000 >/dev/null

# Prints seconds and peak resident KiB of one scan.
measure() {
  local out
  out=$(python3 - "$@" <<'PY'
import os, subprocess, sys, time, resource
start = time.monotonic()
code = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode
seconds = time.monotonic() - start
assert code in (0, 1), code
print(f"{seconds:.3f} {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss}")
PY
)
  echo "$out"
}

best() {  # least seconds of five runs
  for _ in 1 2 3 4 5; do measure "$@"; done | sort -n | head -n 1
}

"$build/sunder" scan "$here/../corpus/demo" >/dev/null 2>&1 || true  # fills the pattern cache
raw=$("$build/bench/raw_scan" "$here/../patterns" "$work/small.csv")
read -r one_seconds small_kib <<<"$(best "$build/sunder" scan "$work/small.csv" --threads 1)"
read -r two_seconds _ <<<"$(best "$build/sunder" scan "$work/small.csv" --threads 2)"
read -r _ large_kib <<<"$(measure "$build/sunder" scan "$work/large.csv" --threads 1)"

{
  echo "# First marks, $(date -u +%F)"
  echo
  echo "Machine: $(grep -m1 'model name' /proc/cpuinfo | cut -d: -f2 | xargs), $(nproc) cores, $(uname -r)."
  echo "Input: \`bench/make_table.py\`, 200 MB and 2 GB, 16 columns, every row holds six identifiers."
  echo
  echo "| mark | figure |"
  echo "|---|---|"
  python3 - "$one_seconds" "$two_seconds" "$small_kib" "$large_kib" "$raw" \
    "$(stat -c %s "$work/small.csv")" <<'PY'
import sys
one, two, small, large, raw, size = sys.argv[1:]
megabytes = int(size) / 1e6
one, two, small, large = float(one), float(two), int(small), int(large)
raw_speed = float(raw.split()[0])
print(f"| scan, one worker | {megabytes / one:.0f} MB/s |")
print(f"| scan, two workers | {megabytes / two:.0f} MB/s ({one / two:.2f} x) |")
print(f"| raw hs_scan, same database, same bytes | {raw} |")
print(f"| scan / raw hs_scan | {megabytes / one / raw_speed:.2f} |")
print(f"| peak memory 200 MB | {small / 1024:.0f} MiB |")
print(f"| peak memory 2 GB | {large / 1024:.0f} MiB ({large / small:.2f} x) |")
PY
} | tee "$result"
