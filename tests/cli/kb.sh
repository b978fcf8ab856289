# `casus kb`: faults with file and line, and what a phrase means on a day.
. tests/cli/helpers.bash
run kb lint
status_is 0
out_is_empty
err_has '^no faults$'

run kb find Kremlin --date 2022-01-11
status_is 0
out_has 'Russia .*seat .*RUS GOV.*knowledge/actors/countries\.txt:[0-9]+'
run kb find Sergei Lavrov --date 2010-01-01
status_is 0
out_has 'RUS GOV foreign minister'
run kb find "Sergei Lavrov" --date 2001-01-01
out_lacks 'RUS GOV foreign minister'
run kb find qwertyuiop
status_is 1
out_is_empty
err_has "nothing known by 'qwertyuiop'"

# Compiled, with the same answers.
mkdir -p "$here/compiled"
cp -r knowledge "$here/compiled/"
run kb compile --data "$here/compiled"
status_is 0
out_is_empty
[ -s "$here/compiled/knowledge.image" ] || fail "knowledge.image"
run kb find Kremlin --date 2022-01-11 --data "$here/compiled"
out_has 'Russia .*seat .*RUS GOV.*knowledge/actors/countries\.txt:[0-9]+'
echo 'Nowhere Republic ; XNW ; seat Kremlin' >>"$here/compiled/knowledge/actors/countries.txt"
run kb find Kremlin --data "$here/compiled" # a changed text makes the image void
out_has 'Nowhere Republic'
run kb compile --data "$here/compiled" --out "$here/no/such/folder"
status_is 1
err_has 'no/such/folder'

# A broken copy: each fault once, at its own line.
mkdir "$here/data"
cp -r knowledge models "$here/data/"
lines=$(wc -l <"$here/data/knowledge/verbs/threaten.txt")
printf '%s\n' 'A menace R > THREATEN relatoins 130' 'A glower at R > THRETEN - 130' >>"$here/data/knowledge/verbs/threaten.txt"
printf 'Nowhere Man ; he\n' >>"$here/data/knowledge/actors/people/europe.txt"
run kb lint --data "$here/data"
status_is 1
out_has "verbs/threaten\.txt:$((lines + 1)): .*relatoins"
out_has "verbs/threaten\.txt:$((lines + 2)): .*THRETEN"
out_has "actors/people/europe\.txt:[0-9]+: "
out_lines 3

# An entry that is added is used.
cp knowledge/actors/people/europe.txt "$here/data/knowledge/actors/people/"
cp knowledge/verbs/threaten.txt "$here/data/knowledge/verbs/"
echo 'A flibbertigibbet R > THREATEN - 130' >>"$here/data/knowledge/verbs/threaten.txt"
echo 'Iran flibbertigibbeted Iraq on Monday.' >"$here/new.txt"
run code --format plover --data "$here/data" "$here/new.txt"
python '
events = [json.loads(l) for l in sys.stdin]
assert any(e["event"] == "THREATEN" and e["rule"].startswith("verbs/threaten.txt:") for e in events), events
'

# A model that was cut short is refused, not used.
head -c 100000 models/english.model >"$here/data/models/english.model"
run code --data "$here/data" "$here/new.txt"
status_is 1
out_is_empty
err_has 'english\.model: '
finish
