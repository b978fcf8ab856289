#!/usr/bin/env bash
# Each fuzzer for a while: fuzz.sh BUILD [SECONDS]. Starts from the project's own texts; leaves an input that breaks
# something in BUILD/found and fails.
set -eu
build=$1
seconds=${2:-60}
found=$PWD/$build/found
seeds=$(mktemp -d)
trap 'rm -rf "$seeds"' EXIT
mkdir -p "$found" "$seeds"/{text,intake,conllu,knowledge,model,robots,weights,request,lexicon}

cp demo/*.txt tests/cases/text/*.txt "$seeds/text/"
for kind in 0 1 2 3 4 5 6 7; do # the first byte names the kind, 0 lets the content tell
  for file in demo/*.txt tests/fuzz/seeds/*; do
    [ -f "$file" ] || continue
    { printf "\\$(printf %03o "$kind")"; head -c 20000 "$file"; } >"$seeds/intake/$kind-$(basename "$file")"
  done
done
printf '%s\n' '# text = Police arrested 12.' '1	Police	_	_	_	_	_	_	_	_' '2-3	x	_	_	_	_	_	_	_	_' '2	arrested	_	_	_	_	_	_	_	_' '3	12	_	_	_	_	_	_	_	_' '' >"$seeds/conllu/one"
printf '%s\n' 'User-agent: *' 'Disallow: /private' 'Allow: /private/news$' '' 'User-agent: casus' 'Disallow:' >"$seeds/robots/one"
printf "%s" "/api/v1/events?actor=RUS&since=2022-01&text=%22a%22" >"$seeds/request/one"
cp knowledge/measures/tension.txt "$seeds/weights/"
for kind in actors agents verbs; do # the first byte names the kind
  { case $kind in actors) printf '\000' ;; agents) printf '\001' ;; *) printf '\002' ;; esac; cat "tests/fuzz/seeds/lab.$kind"; } >"$seeds/lexicon/$kind"
done
{ printf '\003'; cat tests/fuzz/seeds/geonames.txt; } >"$seeds/lexicon/geonames"
n=0
for file in actors/countries actors/roles actors/people/europe actors/bodies actors/groups places/europe verbs/threaten verbs/classes verbs/light verbs/status verbs/speech ontology/plover ontology/cameo; do
  [ -f "knowledge/$file.txt" ] && { printf "\\$(printf %03o "$n")"; head -n 40 "knowledge/$file.txt"; } >"$seeds/knowledge/$n"
  n=$((n + 1))
done

broken=0
for fuzzer in "$build"/tests/fuzz/*_fuzz; do
  name=$(basename "$fuzzer" _fuzz)
  echo "$name: $seconds seconds"
  mkdir -p "$seeds/$name"
  log=$seeds/$name.log
  if "$fuzzer" -max_total_time="$seconds" -timeout=25 -rss_limit_mb=3000 -max_len=20000 -print_final_stats=1 -artifact_prefix="$found/$name-" "$seeds/$name" >"$log" 2>&1; then
    grep -E 'number_of_executed_units|peak_rss' "$log" | sed 's/^stat::/  /'
  else
    grep -vE '^#[0-9]+' "$log" | tail -n 40
    echo "$name: an input broke it; it is in $found"
    broken=1
  fi
done
exit $broken
