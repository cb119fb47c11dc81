#!/usr/bin/env bash
# The long proofs of a split, on the release program: permutations, planted leaks, kills, failing
# calls, what attacks gain, and scale. Writes a dated page into tests/long/results. About two hours
# on two cores; name steps to run only those: swap leaks kills faults margins interop residual scale files reads hostile
set -uo pipefail

cd "$(dirname "$0")/../.."
build="$PWD/build/release"
export SUNDER="$build/sunder" SUNDER_LEAKY="$build/sunder_leaky" SUNDER_SOURCE="$PWD"
export SUNDER_FAULT_SHIM="$build/tests/faults/fault_shim.so"
folder=tests/long/results/parts
mkdir -p "$folder"
failed=0

wants() { [ ${#steps[@]} -eq 0 ] || [[ " ${steps[*]} " == *" $1 "* ]]; }
steps=("$@")

# NAME COMMAND...: its output goes to the results; its exit code counts.
step() {
  local name=$1 outcome
  shift
  if "$@" >"$folder/$name.txt" 2>&1; then outcome=holds; else outcome=FAILED failed=1; fi
  echo "$outcome" >"$folder/$name.outcome"
  echo "$name: $outcome"
}

suite() { python3 -B "tests/$1" "${@:2}"; }

wants swap && step swap env SUNDER_SWAPS=50 python3 -B tests/swap/swap_test.py -v
wants leaks && step leaks suite swap/mutations.py
for mode in copy replace in_place; do
  # Every call, before and after, and random times: more than 1,000 kills in both modes.
  wants kills && step "kills-$mode" suite faults/fault_test.py --mode $mode --kills 0 --random 150
  wants kills && step "kills-documents-$mode" suite faults/fault_test.py --mode $mode --sources documents --kills 0 --random 50
  wants faults && step "faults-$mode" suite faults/fault_test.py --mode $mode --faults 0
  for sources in documents streams; do
    wants faults && step "faults-$sources-$mode" suite faults/fault_test.py --mode $mode --sources $sources --faults 60
  done
done
wants kills && step kills-controls suite faults/controls_test.py
wants margins && step margins "$build/segregation/segregation_test" "[.long]"
wants interop && step interop "$build/segregation/keeper/keeper_test" "[.long]"
wants residual && step residual suite long/residual.py
wants scale && step scale suite long/scale.py
wants files && step files suite system/test_file_corpus.py --long
wants reads && step reads suite faults/read_faults_test.py --points 0
wants hostile && step hostile suite system/test_worst_cases.py --long

result="tests/long/results/$(date -u +%F)-segregation.md"
{
  echo "# Segregation, long suites, $(date -u +%F)"
  for part in "$folder"/*.outcome; do
    name=$(basename "$part" .outcome)
    echo
    echo "## $name: $(cat "$part")"
    echo
    if grep -q '^|' "$folder/$name.txt"; then cat "$folder/$name.txt"; else
      echo '```'
      tail -n 30 "$folder/$name.txt"
      echo '```'
    fi
  done
} >"$result"
echo "$result"
exit $failed
