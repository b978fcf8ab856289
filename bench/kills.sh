#!/usr/bin/env bash
# Hundreds of SIGKILLs while a store is filled: kills.sh CASUS [KILLS]. No document may be lost or doubled, by comparison
# with an undisturbed run. The same test as CI's, with 500 kills; and, where it may be mounted, a disk that is really full.
set -eu
casus=$(realpath "$1")
cd "$(dirname "$0")/.."
KILLS=${2:-500} bash tests/cli/store_never_loses.sh "$casus"
echo "kills: ${2:-500} kills, nothing lost and nothing doubled"

work=$(mktemp -d)
trap 'umount "$work/small" 2>/dev/null || true; rm -rf "$work"' EXIT
mkdir "$work/small"
if ! mount -t tmpfs -o size=2m none "$work/small" 2>/dev/null; then
  echo "kills: skipped the full disk, no file system may be mounted here"
  exit 0
fi
for i in $(seq 3000); do echo "{\"id\":\"m$i\",\"date\":\"2022-05-01\",\"text\":\"Police in Nairobi detained $i students on Sunday. Iran rejected the demands of the United States, its minister $i said.\"}"; done >"$work/in.jsonl"
export CASUS_DATA=$PWD
if "$casus" ingest --db "$work/small/a.db" "$work/in.jsonl" 2>"$work/err"; then echo "kills: the disk was not full"; exit 1; fi
grep -qE 'the disk (is full|could not be)' "$work/err" || { cat "$work/err"; exit 1; }
mount -o remount,size=64m "$work/small"
"$casus" doctor --db "$work/small/a.db"
"$casus" ingest --db "$work/small/a.db" "$work/in.jsonl"
[ "$("$casus" sql --db "$work/small/a.db" --format csv 'SELECT count(*) FROM documents' | tail -n 1)" = 3000 ]
"$casus" doctor --db "$work/small/a.db"
echo "kills: a disk that was full: told, and everything there once it had room"
