#!/usr/bin/env bash
# An #include points only to the left of the arrow. Prints each that does not; fails when there is one.
set -eu
order="base fetch lexicon knowledge model text page intake syntax measure mention clause speech event ledger view store columns same query analysis export http server train cli"
rank() { local n=0 room; for room in $order; do n=$((n + 1)); [ "$room" = "$1" ] && echo $n && return; done; echo 0; }
bad=0
for file in src/*/*.[ch]; do
  room=$(basename "$(dirname "$file")")
  from=$(rank "$room")
  [ "$from" -gt 0 ] || { echo "$file: the room '$room' is not on the arrow"; bad=1; continue; }
  for other in $(sed -n 's|^#include "\([a-z]*\)/.*|\1|p' "$file"); do
    to=$(rank "$other")
    if [ "$to" -eq 0 ] || [ "$to" -gt "$from" ]; then
      echo "$file: includes $other/, which is not to its left"
      bad=1
    fi
  done
done
exit $bad
