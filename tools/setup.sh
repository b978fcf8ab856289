#!/usr/bin/env bash
# Install what casus needs to build (with `test`, to test; with `browser`, to test the page) from Debian's packages. Says what it installs; does
# nothing when nothing is missing.
set -eu
packages="build-essential cmake ninja-build pkg-config libjansson-dev libxml2-dev zlib1g-dev libzstd-dev libgumbo-dev libsqlite3-dev nettle-dev libcurl4-openssl-dev libmicrohttpd-dev libcmocka-dev"
[ "${1:-}" = browser ] && packages="$packages chromium python3"
[ "${1:-}" = browser ] && { command -v npm >/dev/null || packages="$packages nodejs npm"; } # another Node.js will do
[ "${1:-}" = test ] && packages="$packages clang libclang-rt-14-dev valgrind python3"

missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0

if ! command -v apt-get >/dev/null; then
  echo "casus: apt-get is not here; install what Debian calls:$missing" >&2
  exit 1
fi
as_root="env DEBIAN_FRONTEND=noninteractive"
if [ "$(id -u)" != 0 ]; then
  command -v sudo >/dev/null || { echo "casus: sudo is not here; as root run: apt-get install$missing" >&2; exit 1; }
  as_root="sudo $as_root"
fi

echo "casus: installing with apt-get:$missing"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
# shellcheck disable=SC2086 # lists of words
{ $as_root apt-get update -q && $as_root apt-get install -y -q --no-install-recommends $missing; } >"$log" 2>&1 || { cat "$log" >&2; exit 1; }
echo "casus: installed"
