#!/usr/bin/env bash
# Install what casus needs to build and to test, from Debian's packages; says what it installs.
set -eu
packages="build-essential cmake ninja-build pkg-config libjansson-dev libxml2-dev zlib1g-dev libzstd-dev libgumbo-dev"
[ "${1:-}" = test ] && packages="$packages libcmocka-dev clang libclang-rt-14-dev valgrind python3"
missing=""
for package in $packages; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "casus: installing with apt-get:$missing"
as_root=""
[ "$(id -u)" = 0 ] || as_root=sudo
$as_root apt-get update -qq
# shellcheck disable=SC2086 # a list of names
DEBIAN_FRONTEND=noninteractive $as_root apt-get install -y -qq $missing
