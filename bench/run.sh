#!/usr/bin/env bash
# Quality and speed of a build: bench/run.sh CASUS [--record]. Prints a row a measure; --record also appends the rows to
# bench/scores.csv, the history. Runs where the data folder lies beside the project and says so where it does not.
set -euo pipefail
casus=$(realpath "$1")
cd "$(dirname "$0")/.."
shared=../shared
record=${2:-}
if [ ! -f $shared/score/score_parse.py ]; then
  echo "bench: skipped, the data folder is not beside the project"
  exit 0
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
commit=$(git rev-parse --short HEAD 2>/dev/null || echo unknown)
[ -z "$(git status --porcelain -- src include knowledge models CMakeLists.txt 2>/dev/null)" ] || commit=$commit+
today=$(date -u +%F)

row() { # row MEASURE VALUE UNIT COMMAND
  printf '%-34s %10s %-8s %s\n' "$1" "$2" "$3" "$4"
  printf '%s,%s,%s,%s,%s,"%s"\n' "$today" "$commit" "$1" "$2" "$3" "${4//\"/\"\"}" >>"$work/rows"
}

# ---- the parser ----
for part in dev test; do
  gold=$shared/data/treebank/ewt-$part.conllu
  how="casus parse --input conllu ewt-$part.conllu | score_parse.py"
  "$casus" parse --input conllu $gold | python3 $shared/score/score_parse.py $gold - >"$work/parse"
  for measure in UPOS UAS LAS "core arguments"; do
    row "EWT $part $measure" "$(sed -n "s/.*$measure \([0-9.]*\).*/\1/p" "$work/parse")" "%" "$how"
  done
done

# ---- names ----
for part in dev test; do
  "$casus" parse --input conllu $shared/data/treebank/ewt-$part.conllu | python3 bench/names.py $shared/data/ner/uner-ewt-$part.iob2 - >"$work/names"
  while read -r sort _ f; do
    row "UNER EWT $part names $sort F1" "$f" "%" "casus parse --input conllu ewt-$part.conllu | names.py uner-ewt-$part.iob2"
  done <"$work/names"
done

# ---- raw text: its own sentences, words and trees ----
for part in dev test; do
  gold=$shared/data/treebank/ewt-$part.conllu
  how="raw.py text ewt-$part.conllu | casus parse | raw.py score"
  python3 bench/raw.py text $gold >"$work/raw.jsonl"
  "$casus" parse "$work/raw.jsonl" | python3 bench/raw.py score $gold - >"$work/raw"
  for measure in sentences tokens words UPOS LAS; do
    row "EWT $part raw $measure F1" "$(sed -n "s/^$measure .*F1 *\([0-9.]*\).*/\1/p" "$work/raw")" "%" "$how"
  done
done

# ---- the reading ----
"$casus" read --date 2022-01-11 $shared/data/seed/article.txt | python3 $shared/score/score_seed.py $shared/data/seed/expected.json - >"$work/seed" || true
for what in events statements figures meetings; do
  row "seed $what" "$(sed -n "s/.*$what \([0-9]*\) of \([0-9]*\).*/\1\/\2/p" "$work/seed" | tail -n 1)" found "casus read --date 2022-01-11 article.txt | score_seed.py"
done
row "seed from boilerplate" "$(sed -n 's/.* \([0-9]*\) items from boilerplate.*/\1/p' "$work/seed" | tail -n 1)" items "casus read --date 2022-01-11 article.txt | score_seed.py"
"$casus" read $shared/data/events/annotated_dev.docs.jsonl >"$work/dev.jsonl"
python3 $shared/score/score_events.py $shared/data/events/annotated_dev.jsonl "$work/dev.jsonl" >"$work/events"
while read -r measure p r f; do
  how="casus read annotated_dev.docs.jsonl | score_events.py"
  row "dev ${measure//_/ } P" "$p" "" "$how"
  row "dev ${measure//_/ } R" "$r" "" "$how"
  row "dev ${measure//_/ } F1" "$f" "" "$how"
done < <(sed '/^---/,$d' "$work/events" | sed -n 's/^\([a-z ]*[a-z]\)  *P \([0-9.]*\)  R \([0-9.]*\)  F1 \([0-9.]*\).*/\1 \2 \3 \4/p' | awk '{ name = $1; for (i = 2; i <= NF - 3; i++) name = name "_" $i; print name, $(NF - 2), $(NF - 1), $NF }')
while read -r measure value; do
  row "dev $measure" "$value" "" "casus read annotated_dev.docs.jsonl | score_events.py"
done < <(sed '/^---/,$d' "$work/events" | sed -n 's/^\([a-z]*\)  *\([0-9.]*\) of .* matched triples/\1 \2/p')

# ---- one category for two marked parties ----
"$casus" relate $shared/data/events/plv_train.jsonl >"$work/relate"
row "relate macro-F1" "$(python3 $shared/score/score_relate.py $shared/data/events/plv_train.jsonl "$work/relate" | sed -n 's/.*macro-F1 \([0-9.]*\).*/\1/p')" "" "casus relate plv_train.jsonl | score_relate.py (all 1050; 200 of them unread)"

# ---- speed and memory ----
python3 bench/measure.py "$casus" $shared/data/corpus/reuters21578.jsonl.xz "$work" >"$work/speed"
while IFS='|' read -r measure value unit how; do
  row "$measure" "$value" "$unit" "$how"
done <"$work/speed"

if [ "$record" = --record ]; then
  cat "$work/rows" >>bench/scores.csv
  echo "bench: appended $(wc -l <"$work/rows") rows to bench/scores.csv"
fi
