#!/usr/bin/env bash
# The main job on sample data: scan, split, verify, report. Invented people only.
set -euo pipefail

sunder=$(realpath "$1")
work=$(dirname "$sunder")/demo
rm -rf "$work"
mkdir -p "$work"
python3 "$(dirname "$0")/../corpus/demo/make_exports.py" "$work/exports"
cd "$work"
unset SUNDER_FORMAT SUNDER_FAIL_ON || true

bold='' plain=''
[ -t 1 ] && bold=$'\033[1m' plain=$'\033[0m'
say() { printf '\n%s$ %s%s\n' "$bold" "$*" "$plain"; }

say sunder scan exports
# Exit code 1 says that associations were found, which is the point here.
"$sunder" scan exports || [ $? -eq 1 ]
"$sunder" scan exports --format json -o scan.json || [ $? -eq 1 ]

say sunder quarantine keygen --out quarantine.key --keep-days 90
recipient=$("$sunder" quarantine keygen --out quarantine.key --keep-days 90)
say sunder split exports --to stores --recipient "$recipient"
"$sunder" split exports --to stores --recipient "$recipient"

say sunder verify stores
"$sunder" verify stores
"$sunder" verify stores --format json -o verify.json

say sunder report scan.json stores verify.json -o report.html
"$sunder" report scan.json stores verify.json -o report.html

cat <<TEXT

Where to look:
  $work/exports               the source, which still holds both
  $work/stores/identity       the same tables without special-category data
  $work/stores/segregated     labels and counts:  sqlite3 $work/stores/segregated/segregated.sqlite .dump
  $work/stores/quarantine     sealed originals:   sunder quarantine open $work/stores --key $work/quarantine.key --reason demo
  $work/report.html           everything on one page
TEXT
