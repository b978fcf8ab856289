#!/usr/bin/env bash
# What must not get worse: ci_scores.sh CASUS. Floors under the parser where the treebanks lie beside the project; the same
# bytes from one thread and two; no fault that valgrind sees on the demo article. Nothing here is timed.
set -eu
casus=$1
shared=../shared
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

"$casus" read --mentions --jobs 1 --date 2022-07-25 demo/grain.txt demo/grain.txt knowledge/README.md demo/grain.txt >"$work/one"
"$casus" read --mentions --jobs 2 --date 2022-07-25 demo/grain.txt demo/grain.txt knowledge/README.md demo/grain.txt >"$work/two"
cmp "$work/one" "$work/two" || { echo "--jobs 1 and --jobs 2 write different bytes"; exit 1; }
echo "scores: --jobs 1 and --jobs 2 write the same $(wc -c <"$work/one") bytes"

valgrind --quiet --error-exitcode=99 --leak-check=full --errors-for-leak-kinds=definite,indirect \
  "$casus" read --mentions --date 2022-07-25 demo/grain.txt >"$work/valgrind" 2>"$work/faults" || { cat "$work/faults"; echo "valgrind found faults"; exit 1; }
"$casus" read --mentions --date 2022-07-25 demo/grain.txt | cmp - "$work/valgrind" || { echo "another processor gives other bytes"; exit 1; }
echo "scores: valgrind finds nothing on the demo article, and the bytes are the same"

if [ ! -f $shared/score/score_parse.py ]; then
  echo "scores: skipped, the treebanks are not beside the project"
  exit 0
fi
floor() { # floor NAME VALUE LEAST
  awk -v name="$1" -v value="$2" -v least="$3" 'BEGIN { ok = value != "" && value + 0 >= least
    printf "scores: %s %s, floor %s%s\n", name, value, least, ok ? "" : ": TOO LOW"; exit !ok }'
}
for part in dev test; do
  gold=$shared/data/treebank/ewt-$part.conllu
  "$casus" parse --input conllu "$gold" | python3 $shared/score/score_parse.py "$gold" - >"$work/$part"
  floor "EWT $part LAS" "$(sed -n 's/.*LAS \([0-9.]*\).*/\1/p' "$work/$part")" 82.0
  floor "EWT $part UPOS" "$(sed -n 's/.*UPOS \([0-9.]*\).*/\1/p' "$work/$part")" 94.8
done
"$casus" read --date 2022-01-11 $shared/data/seed/article.txt | python3 $shared/score/score_seed.py $shared/data/seed/expected.json - >"$work/seed" || true
echo "scores: seed article: $(tail -n 1 "$work/seed")"
"$casus" read $shared/data/events/annotated_dev.docs.jsonl >"$work/dev.jsonl"
python3 $shared/score/score_events.py $shared/data/events/annotated_dev.jsonl "$work/dev.jsonl" >"$work/events"
sed 's/^/scores: /' "$work/events"
