#!/usr/bin/env bash
# Both libraries export casus_* and nothing else: check_exports.sh LIBCASUS.SO LIBCASUS.A
set -eu
bad=$( { nm -D --defined-only "$1"; nm -g --defined-only "$2" 2>/dev/null; } | awk 'NF == 3 && $3 !~ /^casus_/ && $3 !~ /^_/ {print $3}' | sort -u)
[ -z "$bad" ] || { echo "exported without casus_: $bad"; exit 1; }
nm -D --defined-only "$1" | grep -q ' casus_analyze$' || { echo "casus_analyze is not exported"; exit 1; }
