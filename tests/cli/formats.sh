# Each output format of `casus code` against the same article.
. tests/cli/helpers.bash
article=demo/grain.txt
day=2022-07-25

# plover: one JSON object a line, with the fields of docs/formats.md
run code --date $day --format plover $article
status_is 0
err_is_empty
python '
events = [json.loads(line) for line in sys.stdin]
assert len(events) >= 8, "only %d events" % len(events)
fields = "id date date_precision actor recipient event mode context status event_text event_loc quad_code event_scale cameo goldstein magnitude attribution sentence text score rule".split()
for e in events:
    missing = [f for f in fields if f not in e]
    assert not missing, missing
    assert e["status"] in ("actual", "future", "hypothetical", "negated", "historical"), e["status"]
    assert e["quad_code"] in (1, 2, 3, 4) and 0 <= e["score"] <= 1
    assert e["event_text"] in e["text"], e["event_text"]
    path, line = e["rule"].rsplit(":", 1)
    open("knowledge/" + path).readlines()[int(line) - 1]
    for party in e["actor"] + e["recipient"]:
        assert party["code"] == party["country"] + party["sector"]
        assert party["end"] > party["start"] and party["text"]
assert len({e["id"] for e in events}) == len(events), "ids repeat"
urged = [e for e in events if e["event"] == "REQUEST" and "Blinken" in e["text"]]
assert urged and urged[0]["actor"][0]["code"] == "USAGOV" and urged[0]["recipient"][0]["code"] == "RUSGOV", urged
'
events=$(wc -l <"$here/out")
cp "$here/out" "$here/plover"
run code --date $day $article
same "$here/out" "$here/plover" # the default when standard output is no terminal

# csv: a header, a row an event, every row as wide as the header
run code --date $day --format csv $article $article
status_is 0
python '
import csv
rows = list(csv.DictReader(sys.stdin))
assert len(rows) == 2 * int(sys.argv[1]), "%d rows" % len(rows)
assert all(None not in r and None not in r.values() for r in rows), "a row is wider or narrower than the header"
r = [r for r in rows if r["event"] == "REQUEST" and "Blinken" in r["text"]][0]
assert (r["actor_country"], r["actor_sector"], r["recipient_country"], r["published"]) == ("USA", "GOV", "RUS", "2022-07-25"), r
' "$events"
[ "$(grep -c '^id,date,date_precision,event,' "$here/out")" = 1 ] || fail "the header stands once"

# gdelt: 58 tab-separated columns (57 of the codebook, and the source), actual events only
run code --date $day --format gdelt $article
status_is 0
python '
rows = [line.rstrip("\n").split("\t") for line in sys.stdin]
assert len(rows) >= 5
for r in rows:
    assert len(r) == 58, len(r)
    assert r[1] == "" or (len(r[1]) == 8 and r[2] == r[1][:6] and r[3] == r[1][:4]), r[:5]
    assert r[26].startswith(r[27]) and r[27].startswith(r[28]), r[26:29]
assert any(r[5] == "USAGOV" and r[15] == "RUSGOV" and r[28] == "02" for r in rows), "Blinken urged Russia"
'

# html: one page, closed, no script and nothing fetched; text is escaped
printf 'Police in Nairobi arrested 12 <script>alert(1)</script> students & "others".\n' >"$here/hostile.txt"
run code --date $day --input plain --format html "$here/hostile.txt"
status_is 0
out_has '^<!doctype html>'
out_has '</html>$'
out_lacks '<script|src=|@import|url\('
out_has '&lt;script&gt;'
out_has 'COERCE'

# A long row of each kind, for the table.
cat >"$here/long.txt" <<'T'
The North Atlantic Treaty Organisation's Supreme Headquarters Allied Powers Europe warns of an intervention

President Felix Tshisekedi said that between 12,345,678 and 22,345,678 Rwandan soldiers were deployed. If the Republic of Rwanda does not withdraw its soldiers from the provinces of North Kivu and South Kivu by the end of the year, the Democratic Republic of the Congo will attack, President Felix Tshisekedi warned. President Felix Tshisekedi, President Paul Kagame, President Yoweri Museveni and President William Ruto met in Luanda on Monday.
T

# table: fits the width it is given, and has no colours where it is not asked for them
for width in 80 100 140; do
  run code --date $day --format table --width $width $article "$here/long.txt"
  status_is 0
  out_has 'REQUEST'
  out_has '^Positions$'
  out_has 'sentences: '
  out_has '^Figures$'
  out_has '12345678–22345678'
  out_has '^Meetings$'
  out_lacks "$(printf '\033')"
  python '
for line in sys.stdin.read().splitlines():
    assert len(line) <= int(sys.argv[1]), "%d columns: %s" % (len(line), line)
' $width
done
run code --date $day --format table --color always $article
out_has "$(printf '\033')\\[3[0-9]m"
finish
