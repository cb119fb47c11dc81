#!/usr/bin/env bash
# Installs the Debian 12 packages that building and testing need and that are missing. Idempotent,
# asks nothing. Exits 1 with the names of packages that cannot be had.
set -euo pipefail

packages=(
  g++ cmake ninja-build make ccache pkg-config git
  libhyperscan-dev libre2-dev libicu-dev libtbb-dev libpoco-dev libtomlplusplus-dev libcli11-dev
  libsodium-dev libsqlite3-dev libsimdjson-dev libzstd-dev zlib1g-dev libphonenumber-dev libarchive-dev libbz2-dev liblzma-dev liblz4-dev libexpat1-dev libpoppler-cpp-dev libpoppler-glib-dev libgmime-3.0-dev catch2
  age sqlite3 zstd lz4 python3 python3-jsonschema
)
# Only `make fuzz`, `make format` and `make tidy` need clang.
if [ "${1:-}" = "--clang" ]; then
  packages+=(clang-14 clang-tidy-14 clang-format-14 libclang-rt-14-dev)
fi
# Only `make train` needs liblinear.
if [ "${1:-}" = "--train" ]; then
  packages+=(liblinear-dev)
fi

missing=()
for package in "${packages[@]}"; do
  state=$(dpkg-query -W -f '${Status}' "$package" 2>/dev/null || true)
  [ "$state" = "install ok installed" ] || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && exit 0

run=()
if [ "$(id -u)" -ne 0 ]; then
  if ! command -v sudo >/dev/null; then
    echo "These packages are missing and this user cannot install them: ${missing[*]}" >&2
    exit 1
  fi
  run=(sudo)
fi
echo "Installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${run[@]}" apt-get update -q && "${run[@]}" apt-get install -q -y --no-install-recommends "${missing[@]}"; } >"$log" 2>&1; then
  tail -n 15 "$log" >&2
  echo "Some of these packages cannot be had from the configured Debian archive: ${missing[*]}" >&2
  exit 1
fi
