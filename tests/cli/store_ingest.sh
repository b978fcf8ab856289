# A store: read once, asked often. Reading again changes nothing; what goes in comes out as `casus code` writes it.
. tests/cli/helpers.bash
store=$here/a.db

python3 - "$here" <<'P'
import json, os, sys
here = sys.argv[1]
os.makedirs(here + "/pages/inner")
docs = [
    {"id": "n1", "date": "2022-03-02", "source": "alpha", "title": "Arrests in Nairobi", "text": "Police in Nairobi arrested 12 students on Tuesday after a march."},
    {"id": "n2", "date": "2022-03-15", "url": "https://www.beta.example/2", "text": "Russian missiles struck Odesa on Monday, killing 5 people, Ukrainian officials said."},
    {"id": "n3", "date": "2022-04-01", "sentences": ["France urged Mali to free the journalists.", "Turkey will never accept the plan, President Recep Tayyip Erdogan said."]},
    {"id": "n4", "date": "2022-04-02", "text": "German Chancellor Olaf Scholz met French President Emmanuel Macron in Berlin on Friday."},
]
open(here + "/articles.jsonl", "w").write("".join(json.dumps(d) + "\n" for d in docs))
open(here + "/pages/a.html", "w").write("<!DOCTYPE html><html><head><title>Protest in Lagos</title></head><body><article><h1>Protest in Lagos</h1>"
    "<p>Thousands of students protested in Lagos on Monday against the government of Nigeria and its plans to raise fees at all universities of the country.</p>"
    "<p>Police fired tear gas at the crowd and arrested 40 people, witnesses said on Monday evening.</p></article></body></html>")
open(here + "/pages/inner/b.txt", "w").write("The United States imposed sanctions on Iran on Thursday.\n")
P

run ingest --db "$store" --date 2022-03-20 "$here/articles.jsonl" "$here/pages"
status_is 0
out_has ': 6 documents added'
err_is_empty
[ "$(head -c 15 "$store")" = "SQLite format 3" ] || fail "no SQLite file"

# Reading again: the file keeps its bytes, whether the inputs are recognised by name or by content.
sum=$(sha256sum <"$store")
run ingest --db "$store" --date 2022-03-20 "$here/articles.jsonl" "$here/pages"
status_is 0
out_has ': 0 documents added'
[ "$sum" = "$(sha256sum <"$store")" ] || fail "reading the same files again changed the store"
"$casus" ingest --db "$store" - <"$here/articles.jsonl" >"$here/out" 2>"$here/err"
out_has '0 documents added, 4 there already'
[ "$sum" = "$(sha256sum <"$store")" ] || fail "reading the same articles from standard input changed the store"

# One new article among known ones.
{ cat "$here/articles.jsonl"; echo '{"id":"n5","date":"2022-04-03","text":"Iran rejected the demands of the United States on Saturday."}'; } >"$here/more.jsonl"
run ingest --db "$store" --jobs 3 "$here/more.jsonl"
out_has '1 document added, 4 there already'

# What comes out is what `casus code` writes, with the event's number and counts.
"$casus" code --format plover "$here/more.jsonl" | sort >"$here/coded"
run export --db "$store" --reports
status_is 0
grep -E '"doc":"n[0-9]' "$here/out" | sed 's/,"event_id":"[^"]*","reports":[0-9]*,"sources":[0-9]*}$/}/' | sort >"$here/exported"
[ -s "$here/coded" ] || fail "nothing was coded"
same "$here/coded" "$here/exported"
run export --db "$store" --reports --format csv
python '
import csv
rows = list(csv.DictReader(sys.stdin))
assert len(rows) > 5 and all(r["event_id"] and r["reports"] == "1" for r in rows), rows'

# Any number of jobs gives the same rows.
for jobs in 1 4; do
  run ingest --db "$here/$jobs.db" --jobs $jobs --date 2022-03-20 "$here/more.jsonl" "$here/pages"
  run sql --db "$here/$jobs.db" --format csv 'SELECT * FROM reports ORDER BY id'
  cp "$here/out" "$here/reports.$jobs"
done
same "$here/reports.1" "$here/reports.4"

# A document that fails is named, told again next time, and harms no other.
printf '%s\n' '{"id":"good","date":"2022-05-01","text":"Police in Nairobi arrested 3 students on Sunday."}' '{"id":"broken' >"$here/broken.jsonl"
for time in first second; do
  run ingest --db "$store" "$here/broken.jsonl"
  status_is 1
  err_has 'broken\.jsonl:2: '
done
out_has '0 documents added, 1 there already, 1 failed'
run ingest --db "$store" "$here/nowhere.txt"
status_is 1
err_has 'nowhere\.txt'

# Every row can be traced to the run that made it.
run sql --db "$store" --format json 'SELECT r.id, r.run, u.casus, u.knowledge, u.model FROM reports r JOIN runs u ON u.id = r.run'
python '
rows = json.load(sys.stdin)
assert rows and all(r["casus"] and len(r["knowledge"]) == 64 and len(r["model"]) == 64 for r in rows)'

# Shards: each document in one of them, all of them together.
for i in 1 2 3; do run ingest --db "$here/shard$i.db" --shard $i/3 --date 2022-03-20 "$here/more.jsonl" "$here/pages"; done
run store merge --db "$here/whole.db" "$here/shard1.db" "$here/shard2.db" "$here/shard3.db"
status_is 0
out_has ': 7 documents added'
run sql --db "$here/whole.db" --format csv 'SELECT id, event, actors, recipients, text FROM reports ORDER BY id'
cp "$here/out" "$here/merged"
run sql --db "$here/1.db" --format csv 'SELECT id, event, actors, recipients, text FROM reports ORDER BY id'
same "$here/out" "$here/merged"
run store merge --db "$here/whole.db" "$here/shard1.db"
out_has ': 0 documents added'
run doctor --db "$here/whole.db"
status_is 0

# Wrong usage.
run ingest "$here/articles.jsonl"
status_is 2
run ingest --db "$store"
status_is 2
run ingest --db "$store" --shard 4/3 "$here/articles.jsonl"
status_is 2
err_has 'i/n'
finish
