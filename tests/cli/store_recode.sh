# Reading again with other knowledge: the old reading stays until it is dropped, and what is the same stays the same.
. tests/cli/helpers.bash
store=$here/a.db
mkdir "$here/data"
cp -r knowledge "$here/data/knowledge"
ln -s "$PWD/models" "$here/data/models"
export CASUS_DATA=$here/data
python3 - >"$here/in.jsonl" <<'P'
import json
docs = [{"id": "a", "date": "2022-03-02", "title": "Arrests in Nairobi", "text": "Police in Nairobi arrested 12 students on Tuesday after a march.\n\nFrance urged Mali to free them."},
        {"id": "b", "date": "2022-03-02", "title": "Arrests in Lagos", "text": "Arrests in Lagos\n\nPolice in Lagos arrested 40 students on Tuesday."},
        {"id": "c", "date": "2022-04-01", "sentences": ["France urged Mali to free the journalists.", "Iran did not attack Israel. It said so."]},
        {"id": "d", "text": "Les ministres se sont réunis à Paris pour discuter de la réforme des retraites avec les syndicats de tout le pays."},
        {"id": "e", "date": "2022-04-02", "text": "German Chancellor Olaf Scholz met French President Emmanuel Macron — “a friend” — in Berlin on Friday."}]
print("\n".join(json.dumps(d) for d in docs))
P
rows() { run sql --db "$store" --format csv 'SELECT id, event_id, sentence, event, date, actors, recipients, event_text, text FROM reports ORDER BY id'; }
run ingest --db "$store" "$here/in.jsonl"
out_has ': 5 documents added'
rows
cp "$here/out" "$here/before"
[ "$(wc -l <"$here/before")" -gt 5 ] || fail "too few events to compare"

run recode --db "$store"
status_is 0
out_has ': 0 documents read again'

echo '# a remark' >>"$here/data/knowledge/verbs/assault.txt"
run recode --db "$store" --jobs 2
status_is 0
out_has ': 5 documents read again'
rows
same "$here/before" "$here/out"
run recode --db "$store"
out_has ': 0 documents read again'
run doctor --db "$store"
status_is 0
run store runs --db "$store" --format csv
out_has '^1,ingest,'
out_has '^2,recode,'

# Both readings can be asked; they count once.
run query --db "$store" --format csv
cp "$here/out" "$here/now"
run query --db "$store" --run 1 --format csv
same "$here/now" "$here/out"
run query --db "$store" --recorded "$(date -u +%Y-%m-%d)" --format csv
same "$here/now" "$here/out"
run query --db "$store" --as-of "$(date -u +%Y-%m-%d)" --format csv
same "$here/now" "$here/out"
run sql --db "$store" --format csv "SELECT count(*) AS n FROM sentences WHERE id IN (SELECT rowid FROM search WHERE search MATCH 'lagos')"
out_has '^2$'

# A verb that the knowledge loses: the new reading lacks the event, the old one keeps it.
sed -i 's/^\(.*\)\barrest\b/# \1arrest/' "$here"/data/knowledge/verbs/*.txt
run recode --db "$store"
out_has ': 5 documents read again'
run query --db "$store" --event arrest --format csv
out_lines 1
run query --db "$store" --event arrest --run 1 --format csv
out_has 'COERCE'

# The old ones can go, the current one cannot.
run store drop 3 --db "$store"
status_is 2
err_has 'current'
run store drop 99 --db "$store"
status_is 2
run store drop 2 --db "$store"
status_is 0
run store drop 1 --db "$store"
status_is 0
run doctor --db "$store"
status_is 0
run query --db "$store" --event arrest --run 1 --format csv
out_lines 1

# Killed while reading again: goes on where it stopped.
for i in $(seq 400); do echo "{\"id\":\"m$i\",\"date\":\"2022-05-01\",\"text\":\"Police in Nairobi detained $i students on Sunday. Iran rejected the demands of the United States.\"}"; done >"$here/many.jsonl"
run ingest --db "$store" "$here/many.jsonl"
cp "$store" "$here/calm.db"
echo '# another remark' >>"$here/data/knowledge/verbs/assault.txt"
for wait in 0.05 0.1 0.15 0.2 0.25; do
  "$casus" recode --db "$store" >/dev/null 2>&1 &
  victim=$!
  sleep $wait
  kill -9 $victim 2>/dev/null
  wait $victim 2>/dev/null
done
run recode --db "$store"
status_is 0
run recode --db "$here/calm.db"
out_has ': 405 documents read again'
run doctor --db "$store"
status_is 0
rows
cp "$here/out" "$here/killed"
store=$here/calm.db
rows
same "$here/out" "$here/killed"
finish
