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
for part in train dev; do
  "$casus" read $shared/data/events/annotated_$part.docs.jsonl >"$work/$part.jsonl"
  python3 $shared/score/score_events.py $shared/data/events/annotated_$part.jsonl "$work/$part.jsonl" >"$work/events"
  while read -r measure p r f; do
    how="casus read annotated_$part.docs.jsonl | score_events.py"
    row "$part ${measure//_/ } P" "$p" "" "$how"
    row "$part ${measure//_/ } R" "$r" "" "$how"
    row "$part ${measure//_/ } F1" "$f" "" "$how"
  done < <(sed '/^---/,$d' "$work/events" | sed -n 's/^\([a-z ]*[a-z]\)  *P \([0-9.]*\)  R \([0-9.]*\)  F1 \([0-9.]*\).*/\1 \2 \3 \4/p' | awk '{ name = $1; for (i = 2; i <= NF - 3; i++) name = name "_" $i; print name, $(NF - 2), $(NF - 1), $NF }')
  while read -r measure value; do
    row "$part $measure" "$value" "" "casus read annotated_$part.docs.jsonl | score_events.py"
  done < <(sed '/^---/,$d' "$work/events" | sed -n 's/^\([a-z]*\)  *\([0-9.]*\) of .* matched triples/\1 \2/p')
done

python3 tools/noisy_page.py $shared/data/seed/article.txt 2022-01-11 "Drills near the border" >"$work/seed.html"
"$casus" read "$work/seed.html" | python3 $shared/score/score_seed.py $shared/data/seed/expected.json - >"$work/seed" || true
row "seed events from a noisy page" "$(sed -n "s/.*events \([0-9]*\) of \([0-9]*\).*/\1\/\2/p" "$work/seed" | tail -n 1)" found "noisy_page.py article.txt | casus read | score_seed.py"

# ---- pages: the story's text, title and day ----
for set in news421 htmldate traf990; do
  gold=$shared/data/maintext/$set/gold.jsonl
  python3 tools/maintext.py "$casus" $gold >"$work/pages" 2>"$work/speed"
  python3 $shared/score/score_maintext.py --boot 0 --gold $gold --pred "$work/pages" >"$work/score"
  while read -r measure value; do
    row "$set $measure" "$value" "" "maintext.py casus $set | score_maintext.py"
  done < <(python3 -c "
import json, sys
score = json.load(open(sys.argv[1]))
for name, key in (('shingle', 'F1'), ('snippet', 'F1'), ('title', 'exact'), ('date', 'accuracy')):
    if name in score and score[name].get('n', 1):
        print(name + '_' + key, score[name][key])" "$work/score")
  row "$set pages" "$(awk '{ printf "%.0f", $5 / $1 }' "$work/speed")" pages/s "casus text, one core"
  row "$set HTML" "$(awk '{ printf "%.1f", $3 / $1 }' "$work/speed")" MB/s "casus text, one core"
done

# ---- English that is skipped as another language ----
row "English called not English" "$(python3 bench/language.py "$casus" $shared/data/corpus/*.jsonl.xz 2>/dev/null)" texts "language.py casus corpus/*.jsonl.xz"

# ---- which documents tell the same event ----
python3 tools/clusters.py "$casus" $shared/data/cluster/ecbplus_docs.jsonl >"$work/clusters"
python3 $shared/score/score_cluster.py --gold $shared/data/cluster/ecbplus_docs.jsonl --pred "$work/clusters" >"$work/score"
for i in 0 1 2; do
  row "ECB+ documents B3 $(echo P R F1 | cut -d' ' -f$((i + 1)))" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['B3'][$i])" "$work/score")" "" "clusters.py casus ecbplus_docs.jsonl | score_cluster.py"
done

# ---- one category for two marked parties ----
"$casus" relate $shared/data/events/plv_train.jsonl >"$work/relate"
python3 bench/held.py $shared/data/events/plv_train.jsonl "$work/unread" "$work/read"
for part in read unread; do
  "$casus" relate "$work/$part" >"$work/said"
  row "relate macro-F1 ($part rows)" "$(python3 $shared/score/score_relate.py "$work/$part" "$work/said" | sed -n 's/.*macro-F1 \([0-9.]*\).*/\1/p')" "" "held.py plv_train.jsonl; casus relate; score_relate.py"
done
row "relate macro-F1" "$(python3 $shared/score/score_relate.py $shared/data/events/plv_train.jsonl "$work/relate" | sed -n 's/.*macro-F1 \([0-9.]*\).*/\1/p')" "" "casus relate plv_train.jsonl | score_relate.py (all 1050; 200 of them unread)"

# ---- marked sentences of our own ----
python3 tools/train_events.py >"$work/own"
"$casus" relate "$work/own" >"$work/said"
row "relate own sentences macro-F1" "$(python3 $shared/score/score_relate.py "$work/own" "$work/said" | sed -n 's/.*macro-F1 \([0-9.]*\).*/\1/p')" "" "train_events.py; casus relate; score_relate.py"

# ---- whose words ----
python3 tools/quotes_reading.py "$casus" $shared/data/quotes/polnear_dev.jsonl >"$work/quotes"
for kind in all direct; do
  python3 $shared/score/score_quotes.py --gold $shared/data/quotes/polnear_dev.jsonl --pred "$work/quotes" --kind $kind >"$work/score"
  for measure in attributed content_match; do
    row "PolNeAR dev $kind $measure F1" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['$measure'][2])" "$work/score")" "" "quotes_reading.py casus polnear_dev.jsonl | score_quotes.py --kind $kind"
  done
done

# ---- when, where, who "it" is ----
python3 tools/mentions_reading.py "$casus" time $shared/data/time/wikiwars.jsonl >"$work/mentions"
python3 $shared/score/score_time.py --gold $shared/data/time/wikiwars.jsonl --pred "$work/mentions" >"$work/score"
for measure in relaxed value; do
  row "WikiWars $measure F1" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['$measure'][2])" "$work/score")" "" "mentions_reading.py casus time wikiwars.jsonl | score_time.py"
done
python3 tools/recog_reading.py "$casus" $shared/data/time/msrecog_datetime.jsonl >"$work/mentions"
row "MS recognisers' dates value F1" "$(python3 $shared/score/score_recog.py --gold $shared/data/time/msrecog_datetime.jsonl --pred "$work/mentions" | python3 -c "import json, sys; print(json.load(sys.stdin)['value'][2])")" "" "recog_reading.py casus msrecog_datetime.jsonl | score_recog.py (all kinds, exact spans)"
for set in gwn trnews lgl; do
  python3 tools/mentions_reading.py "$casus" place $shared/data/geo/$set.jsonl >"$work/mentions"
  python3 $shared/score/score_geo.py --gold $shared/data/geo/$set.jsonl --pred "$work/mentions" >"$work/score"
  for measure in recognition end_to_end; do
    row "$set places $measure F1" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['$measure']['F1'])" "$work/score")" "" "mentions_reading.py casus place $set.jsonl | score_geo.py"
  done
done
python3 tools/mentions_reading.py "$casus" pronoun $shared/data/coref/gum.jsonl >"$work/mentions"
row "GUM news pronoun F1" "$(python3 $shared/score/score_coref.py --gold $shared/data/coref/gum.jsonl --pred "$work/mentions" --genre news | python3 -c "import json, sys; print(json.load(sys.stdin)['pronoun']['F1'])")" "" "mentions_reading.py casus pronoun gum.jsonl | score_coref.py --genre news"

# ---- names in other sets, and whether things happened: reported, no aim ----
python3 bench/columns.py $shared/data/ner/crossner-politics-dev.txt >"$work/crossner"
for set in crossner re3d; do
  gold=$work/crossner
  [ $set = crossner ] || gold=$shared/data/ner/re3d.jsonl
  python3 tools/mentions_reading.py "$casus" name "$gold" >"$work/mentions"
  python3 $shared/score/score_ner.py --gold "$gold" --pred "$work/mentions" --coarse --flat >"$work/score"
  for sort in PER ORG LOC; do
    row "$set names $sort F1" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['per_type']['$sort'][2])" "$work/score")" "" "mentions_reading.py casus name; score_ner.py --coarse --flat"
  done
done
for set in meantime uds_ih2 rp commitmentbank megaveridicality2; do
  python3 tools/mentions_reading.py "$casus" fact $shared/data/factuality/$set.jsonl >"$work/mentions"
  python3 $shared/score/score_fact.py --gold $shared/data/factuality/$set.jsonl --pred "$work/mentions" >"$work/score"
  for measure in MAE r; do
    row "$set factuality $measure" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['$measure'])" "$work/score")" "" "mentions_reading.py casus fact $set.jsonl | score_fact.py"
  done
done

# ---- who an actor phrase is; who does something to whom in other coders' suites ----
python3 bench/actors.py "$casus" $shared/data/events/ngec_actors_dev.jsonl >"$work/score"
for measure in country sector; do
  row "ngec actors $measure" "$(python3 -c "import json, sys; print(json.load(open(sys.argv[1]))['$measure'])" "$work/score")" "" "actors.py casus ngec_actors_dev.jsonl"
done
for suite in petrarch1_unit up_validate tabari_validate; do
  row "$suite pairs found" "$(python3 bench/suites.py "$casus" $shared/data/events/$suite.jsonl bench/suites.actors | python3 -c "import json, sys; print(json.load(sys.stdin)['share'])")" "" "suites.py casus $suite.jsonl suites.actors"
done

# ---- skipped sentences change nothing ----
for corpus in reuters21578 un_general_debate state_human_rights; do
  xz -dc $shared/data/corpus/$corpus.jsonl.xz | awk 'NR % 40 == 1 && n++ < 100' >"$work/sample.jsonl"
  row "$corpus changed by skipping" "$({ python3 bench/skip.py "$casus" "$work/sample.jsonl" 2>/dev/null || true; } | sed -n 's/.* \([0-9]*\) changed/\1/p')" documents "skip.py $corpus.jsonl (every 40th document, at most 100)"
done

# ---- speed and memory ----
python3 bench/measure.py "$casus" $shared/data/corpus/reuters21578.jsonl.xz "$work" >"$work/speed"
while IFS='|' read -r measure value unit how; do
  row "$measure" "$value" "$unit" "$how"
done <"$work/speed"

if [ "$record" = --record ]; then
  cat "$work/rows" >>bench/scores.csv
  echo "bench: appended $(wc -l <"$work/rows") rows to bench/scores.csv"
fi
