# Questions to a store, exports, read-only SQL: their contents, computed by hand for a few sentences.
. tests/cli/helpers.bash
store=$here/a.db
python3 - >"$here/in.jsonl" <<'P'
import json
docs = [
    ("w1", "2022-03-01", "alpha", "Russian missiles struck a hospital in Odesa on Monday, killing at least 5 people, Ukrainian officials said."),
    ("w2", "2022-03-02", "beta", "A Russian missile struck the hospital in Odesa on Monday and killed 7 people, residents said."),
    ("w3", "2022-03-01", "gamma", "Russian missiles struck a hospital in Kharkiv on Monday, killing 4 people."),
    ("d1", "2022-04-05", "alpha", "Turkey condemned Israel on Monday."),
    ("d2", "2022-04-06", "alpha", "Turkish President Recep Tayyip Erdogan met Russian President Vladimir Putin in Ankara on Tuesday."),
    ("s1", "2022-06-10", "alpha", "Russian missiles struck Kherson on Thursday."),
    ("s2", "2022-06-10", "beta", "Russian missiles struck Poltava on Thursday."),
    ("s3", "2022-06-10", "beta", "On Thursday Russian missiles struck Kherson again."),
    ("n1", "2022-04-07", "beta", "Iran did not attack Israel on Wednesday."),
    ("m1", "2022-04-08", "beta", "The foreign ministers of Russia and Turkey will meet in Istanbul on May 10, 2022."),
]
for i, d, s, t in docs:
    print(json.dumps({"id": i, "date": d, "source": s, "text": t}))
P
run ingest --db "$store" "$here/in.jsonl"
out_has ': 10 documents added'

# The blasts at Odesa are one event with two sources; Kharkiv, 550 km away, is another.
run query --db "$store" --event ASSAULT --status actual --format json
python '
rows = json.load(sys.stdin)
odesa = [r for r in rows if r["place"] == "Odesa"]
kharkiv = [r for r in rows if r["place"] == "Kharkiv"]
assert len(odesa) == 1 and odesa[0]["documents"] == 2 and odesa[0]["sources"] == 2, rows
assert len(kharkiv) == 1 and kharkiv[0]["documents"] == 1, rows
assert sorted(r["documents"] for r in rows if r["published"] == "2022-06-10") == [1, 2], rows # where the town itself is struck too'
run sql --db "$store" --format json 'SELECT * FROM merges'
python '
rows = json.load(sys.stdin)
why = [json.loads(r["reasons"]) for r in rows]
assert len(why) >= 2 and all(w["days_apart"] <= 1 and w["km"] == 0 and w["wording"] > 0.15 for w in why) and any(w["place"] for w in why), why'

# Split, remembered when the reports are merged anew, and joined again.
event=$("$casus" sql --db "$store" --format csv "SELECT id FROM events WHERE place = 'Odesa'" | tail -n 1)
run merge split --db "$store" "$event"
status_is 0
out_has 'reports set apart'
run sql --db "$store" --format csv "SELECT max(documents) AS n FROM events WHERE place = 'Odesa'"
out_has '^1$'
run merge again --db "$store"
run sql --db "$store" --format csv "SELECT max(documents) AS n FROM events WHERE place = 'Odesa'"
out_has '^1$'
run merge join --db "$store" "$event"
out_has 'reports joined again'
run sql --db "$store" --format csv "SELECT max(documents) AS n FROM events WHERE place = 'Odesa'"
out_has '^2$'
run merge split --db "$store" no-such-event
status_is 2
err_has 'no event or report'

# Filters and groups.
run query --db "$store" --actor RUS --event ASSAULT --since 2022-01-01 --group month --format csv
out_has '^2022-02,2,'
run query --db "$store" --actor RUS --since 2022-07-01 --event ASSAULT --group month --format csv
out_lines 1
run query --db "$store" --group dyad --format csv
out_has '^TUR,ISR,1,'
out_has '^TUR,RUS,2,'
out_has '^RUS,TUR,2,'
run query --db "$store" --group dyad --undirected --format csv
out_has '^RUS,TUR,2,'
out_lacks '^TUR,RUS,'
run query --db "$store" --actor TUR --recipient ISR --format json
python '
rows = json.load(sys.stdin)
assert len(rows) == 1 and rows[0]["event"] == "ACCUSE" and rows[0]["actors"].startswith("TUR") and rows[0]["recipients"].startswith("ISR"), rows'
run query --db "$store" --actor 'Vladimir Putin,TURGOV' --event CONSULT --status actual --format csv
out_has 'CONSULT'
for group in day week month year country dyad category quad actor; do
  run query --db "$store" --group $group --format json
  status_is 0
  python 'assert len(json.load(sys.stdin)) > 0'
done
run query --db "$store" --group week --format csv
out_has '^2022-02-28,' # the Monday of the week
# A negated act is in the list, not in the counts.
run query --db "$store" --status negated --format csv
out_has ',ASSAULT,.*,negated,'
run query --db "$store" --actor IRN --group category --format csv
out_lacks 'ASSAULT'
run query --db "$store" --text 'NEAR(missile odesa)' --format csv
out_lines 2

# As known on a day: only what was published by then.
run query --db "$store" --as-of 2022-03-01 --event ASSAULT --format json
python '
rows = json.load(sys.stdin)
assert sorted(r["documents"] for r in rows) == [1, 1], rows'
run query --db "$store" --recorded 2022-03-01 --format csv
out_lines 1

# Figures stand side by side by claimant; a coming meeting.
run query --db "$store" --list figures --event casualties --format json
python '
rows = json.load(sys.stdin)
killed = sorted(r["low"] for r in rows if r["what"] == "casualties-killed")
assert killed == [4, 5, 7], rows'
run query --db "$store" --list meetings --since 2022-05-01 --format csv
out_has '^2022-05-10,scheduled,'
for list in events reports figures statements red-lines meetings documents; do
  run query --db "$store" --list $list --format json
  status_is 0
  python 'json.load(sys.stdin)'
done

# One a day.
printf '%s\n' '{"id":"o1","date":"2022-06-01","text":"Turkey condemned Greece on Tuesday over the islands."}' '{"id":"o2","date":"2022-06-01","text":"On Tuesday, in a new quarrel, Turkey criticised Greece for its army."}' >"$here/two.jsonl"
run ingest --db "$store" "$here/two.jsonl"
run query --db "$store" --actor TUR --recipient GRC --one-a-day --format csv
out_lines 2
run query --db "$store" --actor TUR --recipient GRC --list reports --format csv
out_lines 3

# Exports.
run export --db "$store" --format geojson
python '
g = json.load(sys.stdin)
assert g["type"] == "FeatureCollection" and len(g["features"]) >= 2
for f in g["features"]:
    lon, lat = f["geometry"]["coordinates"]
    assert -180 <= lon <= 180 and -90 <= lat <= 90
assert any(f["properties"]["documents"] == 2 and f["properties"]["place"] == "Odesa" for f in g["features"])'
run export --db "$store" --format ics
out_has '^DTSTART;VALUE=DATE:20220510'
python '
raw = sys.stdin.buffer.read()
assert all(len(l) <= 75 for l in raw.split(b"\r\n")) and raw.endswith(b"END:VCALENDAR\r\n")'
run export --db "$store" --format gdelt
python '
rows = [l.rstrip("\n").split("\t") for l in sys.stdin]
assert rows and all(len(r) == 58 for r in rows), [len(r) for r in rows]
assert any(int(r[31]) > 1 and r[32] == "2" for r in rows)'
run export --db "$store" --format icews
python '
rows = [l.rstrip("\n").split("\t") for l in sys.stdin]
assert len(rows) > 3 and all(len(r) == 20 for r in rows), [len(r) for r in rows]
assert rows[0][0] == "Event ID" and any(r[4] == "TUR" and r[10] == "ISR" for r in rows)'
for format in graphml gexf; do
  run export --db "$store" --format $format
  python '
import xml.etree.ElementTree as E
assert sum(1 for e in E.parse(sys.stdin).iter() if e.tag.endswith("}edge")) >= 3'
done
run export --db "$store" --actor TUR
python '
rows = [json.loads(l) for l in sys.stdin]
assert rows and all(any(a["country"] == "TUR" for a in r["actor"]) for r in rows)'
run export --db "$store" --format xml
status_is 2

# A bundle: whole, and without the articles' text.
run export --db "$store" --bundle "$here/bundle"
status_is 0
(cd "$here/bundle" && sha256sum -c --quiet SHA256SUMS) || fail "the checksums do not hold"
! grep -rq 'condemned Israel' "$here/bundle" || fail "the bundle holds the articles' words"
for file in events.csv reports.csv spans.csv documents.csv figures.csv counts.csv runs.csv CODEBOOK.md CITATION.cff; do
  [ -s "$here/bundle/$file" ] || fail "the bundle has no $file"
done

# The words put back by whoever has the articles; the others are counted.
run join "$here/bundle" "$here/in.jsonl"
status_is 0
out_has ',"condemned","Turkey condemned Israel on Monday."$'
err_has '2 of [0-9]+ reports are not in these articles'
run sql --db "$store" --format json 'SELECT id, event_text, text FROM reports'
cp "$here/out" "$here/reports.json"
run join "$here/bundle" "$here/in.jsonl" "$here/two.jsonl"
err_is_empty
python '
import csv
joined = {r["report"]: (r["event_text"], r["text"]) for r in csv.DictReader(sys.stdin)}
stored = {r["id"]: (r["event_text"], r["text"]) for r in json.load(open(sys.argv[1]))}
assert len(stored) > 8 and joined == {k: v for k, v in stored.items() if k in joined} and len(joined) >= len(stored) - 9, (len(joined), len(stored))' "$here/reports.json"

# SQL reads and does nothing else.
sum=$(sha256sum <"$store")
for sql in 'DELETE FROM document' 'DROP VIEW events' "INSERT INTO run(kind) VALUES('x')" "ATTACH '$here/x.db' AS x" 'PRAGMA journal_mode = DELETE' 'CREATE TABLE x(y)' "SELECT load_extension('x')" \
  'SELECT 1; DELETE FROM document' 'UPDATE report SET score = 1' "INSERT INTO search(search) VALUES('rebuild')" 'VACUUM' "VACUUM INTO '$here/y.db'"; do
  run sql --db "$store" "$sql"
  [ "$status" = 2 ] || fail "exit status $status for: $sql"
  [ -s "$here/err" ] || fail "no message for: $sql"
done
[ "$sum" = "$(sha256sum <"$store")" ] || fail "SQL changed the store"
[ ! -e "$here/x.db" ] && [ ! -e "$here/y.db" ] || fail "SQL wrote a file"
run sql --db "$store" --format csv "SELECT count(*) AS n FROM sentences WHERE id IN (SELECT rowid FROM search WHERE search MATCH 'missile')"
out_has '^6$'
for view in runs documents sentences entities places parties reports events merges figures statements meetings; do
  run sql --db "$store" --format csv "SELECT * FROM $view"
  status_is 0
done
run sql --db "$store" 'SELECT x FROM nowhere'
status_is 2
err_has 'nowhere'
run query --db "$store" --group decade
status_is 2
run query --db "$store" --since never
status_is 2
run query --db "$here/none.db"
status_is 1
err_has 'no such store'
finish
