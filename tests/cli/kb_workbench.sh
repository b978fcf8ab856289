# `casus kb unknown|usage|diff|import`: what is missing, what is used, what a change does, and others' dictionaries.
. tests/cli/helpers.bash
cat >"$here/news.jsonl" <<'END'
{"id":"a","date":"2020-05-01","text":"Valdoria threatened France on Monday. Zorblatt Vimes met Russia. Valdoria frobnicated Germany. Zorblatt Vimes smiled."}
{"id":"b","date":"2020-05-02","text":"Russia frobnicated Ukraine on Tuesday. Zorblatt Vimes left. The Hill Riders attacked Valdoria."}
END

# Unknown: names and verbs, with sentences and lines to paste; counted, cut and told so.
run kb unknown --min 1 "$here/news.jsonl"
status_is 0
out_has 'Zorblatt Vimes: 3 times in 2 of 2 documents'
out_has '^# Zorblatt Vimes ; he\|she ; CODE SECTOR title FROM\.\.'
out_has 'verbs between actors that no pattern has'
out_has '^#   Russia frobnicated Ukraine on Tuesday\.'
run kb unknown --min 1 --limit 1 "$here/news.jsonl"
out_has 'seen 1 times or more, 1 shown'
run kb unknown --min 9 "$here/news.jsonl"
out_is_empty
run kb unknown --format jsonl --min 2 "$here/news.jsonl"
out_has '"kind":"person","name":"Zorblatt Vimes","times":3,"documents":2,"share":1\.0000'
run kb unknown
status_is 2
err_has 'casus kb unknown CORPUS'

# Import: what is taken becomes lines, what is not is told by file and line.
run kb import actors tests/fuzz/seeds/lab.actors --out "$here/lab"
status_is 0
err_has "^tests/fuzz/seeds/lab\.actors:11: 'Bad Line' has no code"
err_has "lab\.actors:12: \[VALXYZ\]: taken as 'VAL -', PLOVER has no place for the rest"
err_has 'lab\.actors:13: .*two codes'
err_has 'lab\.actors:14: \[---\] is no code of somebody'
err_has "lab\.actors:15: '20099999' is no date restriction"
err_has '6 entries taken, 2 of them not whole'
grep -q '^Valdoria | Valdorian ; VAL$' "$here/lab/actors/countries-lab-actors.txt" || fail "countries"
grep -q '^Milo Havel | President Havel ; VAL GOV 2009-01-20\.\.2017-01-20 ; VAL ELI 2017-01-20\.\.$' "$here/lab/actors/groups-lab-actors.txt" || fail "dated codes"
grep -q '^Hill Riders ; VAL REB \.\.1999-12-31 ; VAL MIL 1999-12-31\.\.$' "$here/lab/actors/groups-lab-actors.txt" || fail "TABARI's codes in one line"
run kb import agents tests/fuzz/seeds/lab.agents --out "$here/lab"
status_is 0
err_has "lab\.agents:5: nothing is told of the macro 'NOBODY'"
err_has 'lab\.agents:6: \[QQQ\] is no sector'
err_has 'lab\.agents:7: an agent needs a code'
grep -q '^checkpoint woman ; COP$' "$here/lab/actors/roles-lab-agents.txt" || fail "macro"
grep -q '^deputy | deputies ; OPP$' "$here/lab/actors/roles-lab-agents.txt" || fail "plural"
run kb import verbs tests/fuzz/seeds/lab.verbs --out "$here/lab"
status_is 0
err_has "lab\.verbs:12: 'PEACE' before the verb"
err_has "lab\.verbs:13: nothing is told of the synset '&NOBODY'"
err_has "lab\.verbs:9: 'GIVE_UP': a verb of several words"
err_has 'lab\.verbs:19: \[19X\] is no CAMEO code'
err_has "lab\.verbs:20: the pattern has no '\*'"
grep -q '^A abandon|forsake weapon|gun|tube to R  > AID - 072$' "$here/lab/verbs/lab-verbs.txt" || fail "synset"
grep -q '^A give aid to R  > AID - 072$' "$here/lab/verbs/lab-verbs.txt" || fail "words before a preposition"
run kb lint --knowledge "$here/lab"
status_is 0
run kb import nouns x --out "$here/lab"
status_is 2
run kb import actors "$here/absent" --out "$here/lab"
status_is 1
err_has 'absent'

# GeoNames: countries, regions and places in one call.
run kb import geonames tests/fuzz/seeds/geonames.txt tests/fuzz/seeds/geonames.txt --out "$here/geo"
status_is 0
err_has "geonames\.txt:6: 'Nowhere' has no LAT LON"
err_has "geonames\.txt:7: country 'QQ' is not in the countries"
err_has "geonames\.txt:8: 'Lake' is no populated place"
err_has 'geonames\.txt:9: 2 columns'
grep -q '^Kärn | Karn ; VAL ; Hill Region ; 12\.50 -7\.25 ; capital$' "$here/geo/places/geonames.txt" || fail "a capital"
grep -q '^Lowford ; VAL ; - ; 12\.75 -7\.50 ; town$' "$here/geo/places/geonames.txt" || fail "a town"
run kb lint --knowledge "$here/geo"
status_is 0
gazetteer=../shared/data/geo/gazetteer
if [ -f $gazetteer/cities15000.txt ]; then
  run kb import geonames $gazetteer/countryInfo.txt $gazetteer/admin1Codes.txt $gazetteer/cities15000.txt --out "$here/all"
  status_is 0
  [ "$(wc -l <"$here/all/places/geonames.txt")" -gt 20000 ] || fail "more than 20,000 places"
else
  echo "kb import geonames of the whole table: skipped, the data folder is not beside the project"
fi

# Laid over casus's own knowledge it codes; a file of the same name takes the other's place.
run code --format csv --knowledge "$here/lab" "$here/news.jsonl"
out_has 'THREATEN'
out_has 'THREATEN,,actual,VAL,GOV'
run kb find --knowledge "$here/lab" --date 2018-01-01 Milo Havel
out_has 'VAL ELI'

# Diff: what the laid-over folder changes, the same sample every time.
mkdir -p "$here/none/verbs"
echo '# nothing' >"$here/none/verbs/none-of-mine.txt"
run kb diff "$here/none" "$here/lab" "$here/news.jsonl"
status_is 0
out_has '^2 documents: '
out_has 'added'
out_has 'new  THREATEN.*VALGOV > FRAGOV'
cp "$here/out" "$here/first"
run kb diff "$here/none" "$here/lab" "$here/news.jsonl"
cmp -s "$here/out" "$here/first" || fail "the same sample"
run kb diff --format jsonl "$here/none" "$here/none" "$here/news.jsonl"
out_has '"added":0,"lost":0,"changed":0'
run kb diff "$here/none" "$here/lab"
status_is 2

# Usage: the line that decided, and lines that decided nothing.
run kb usage "$here/news.jsonl"
status_is 0
out_has '^ +1 +[0-9]+  verbs/consult\.txt:[0-9]+'
err_has '[0-9]+ of [0-9]+ lines'
run kb usage --unused --format jsonl "$here/news.jsonl"
out_has '"decided":0'
out_lacks '"decided":1'
finish
