#!/usr/bin/env bash
# Put what the program prints today into README.md: readme.sh CASUS. Run it when the demo's table has changed.
set -euo pipefail
casus=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
indent() { sed 's/[[:space:]]*$//; s/^\(.\)/    \1/' | cat -s; }
"$casus" code --date 2022-07-25 --format table --width 110 demo/grain.txt | indent >"$work/example"
{ echo '$ casus code --why --date 2022-07-25 demo/grain.txt'; "$casus" code --why --date 2022-07-25 demo/grain.txt | grep -A 6 '^9 ' | cut -c 1-170; } | indent >"$work/why"
awk -v folder="$work" '
  /^<!-- end of / { inside = 0 }
  !inside { print }
  /^<!-- [a-z]*: written by/ { inside = 1; file = folder "/" substr($2, 1, length($2) - 1); print ""; while ((getline line < file) > 0) print line; print "" }
' README.md | cat -s >"$work/readme"
cp "$work/readme" README.md
