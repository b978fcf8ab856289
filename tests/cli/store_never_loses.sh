# Killed at any moment, out of disk, two writers, read-only, damaged: no half document, no doubled one, a message, and the
# next run goes on. KILLS sets how often it is killed (40).
. tests/cli/helpers.bash
python3 - >"$here/in.jsonl" <<'P'
import json
places = ["Nairobi", "Lagos", "Cairo", "Paris", "Berlin", "Ankara", "Tehran", "Delhi"]
for i in range(600):
    print(json.dumps({"id": "d%d" % i, "date": "2022-%02d-%02d" % (i % 12 + 1, i % 28 + 1),
        "text": "Police in %s arrested %d students on Monday. Russian missiles struck a hospital in %s on Sunday, killing %d people." % (places[i % 8], i + 2, places[(i * 3) % 8], i)}))
P
everything() { # all that the documents gave, without numbers that depend on who came first
  "$casus" sql --db "$1" --format csv 'SELECT d.name, r.id, r.event, r.date, r.actors, r.recipients, r.place, r.text, r.event_id FROM reports r JOIN documents d ON d.id = r.document ORDER BY r.id'
  "$casus" sql --db "$1" --format csv 'SELECT name, published, hash, words, text FROM documents ORDER BY name'
  "$casus" sql --db "$1" --format csv 'SELECT d.name, s.number, s.verdict, s.text FROM sentences s JOIN documents d ON d.id = s.document ORDER BY d.name, s.number'
}
run ingest --db "$here/calm.db" --jobs 2 "$here/in.jsonl"
out_has ': 600 documents added'
everything "$here/calm.db" >"$here/calm"

# SIGKILL, at random moments that get later; then to the end.
kills=${KILLS:-40}
began=$(date +%s%N)
"$casus" ingest --db "$here/time.db" --jobs 2 "$here/in.jsonl" >"$here/out"
whole=$((($(date +%s%N) - began) / 1000000))
killed=0
RANDOM=7
for ((i = 0; i < kills; i++)); do
  "$casus" ingest --db "$here/killed.db" --jobs 2 "$here/in.jsonl" >/dev/null 2>&1 &
  victim=$!
  sleep "$(awk -v most=$((whole * 9 / 10)) -v r=$RANDOM 'BEGIN { printf "%.3f", r / 32768 * most / 1000 }')"
  kill -9 $victim 2>/dev/null && killed=$((killed + 1))
  wait $victim 2>/dev/null
  [ $((i % 8)) = 0 ] && [ -s "$here/killed.db" ] && ! "$casus" query --db "$here/killed.db" --group month >/dev/null 2>"$here/err" && ! grep -q 'empty, not a casus store' "$here/err" && fail "cannot be asked after a kill"
  [ $((i % 4)) = 3 ] && rm -f "$here"/killed.db* # begin anew now and then, or all would be done after a few
done
run ingest --db "$here/killed.db" --jobs 2 "$here/in.jsonl"
status_is 0
run doctor --db "$here/killed.db"
status_is 0
everything "$here/killed.db" >"$here/killed"
same "$here/calm" "$here/killed"
[ "$killed" -gt $((kills / 8)) ] || fail "only $killed of $kills were killed while they ran"

# The disk is full: the store is held to a few pages more than it has; what was committed stays, and with room it goes on.
CASUS_MAX_PAGES=120 "$casus" ingest --db "$here/full.db" "$here/in.jsonl" >"$here/out" 2>"$here/err"
status=$?
status_is 1
err_has 'the disk is full'
run doctor --db "$here/full.db"
status_is 0
run sql --db "$here/full.db" --format csv 'SELECT count(*) FROM documents'
out_lacks '^(0|600)$'
run ingest --db "$here/full.db" "$here/in.jsonl"
status_is 0
everything "$here/full.db" >"$here/full"
same "$here/calm" "$here/full"
if [ -w /dev/full ]; then
  "$casus" query --db "$here/full.db" --format csv >/dev/full 2>"$here/err"
  status=$?
  status_is 1
  err_has 'could not be written'
fi

# Two writers at once fill one store together.
"$casus" ingest --db "$here/two.db" "$here/in.jsonl" >/dev/null 2>"$here/err1" &
first=$!
run ingest --db "$here/two.db" "$here/in.jsonl"
status_is 0
err_is_empty
wait $first || fail "the other writer failed"
[ ! -s "$here/err1" ] || fail "the other writer complains"
everything "$here/two.db" | cut -d, -f1-8 >"$here/two"
cut -d, -f1-8 "$here/calm" >"$here/calm.cut"
same "$here/calm.cut" "$here/two"

# A writer that will not let go: a message, after waiting.
python3 - "$here/two.db" "$here/locked" <<'P' &
import sqlite3, sys, time, os
c = sqlite3.connect(sys.argv[1], isolation_level=None)
c.execute("BEGIN IMMEDIATE")
open(sys.argv[2], "w").close()
for i in range(400):
    if os.path.exists(sys.argv[2] + ".done"): break
    time.sleep(0.1)
P
holder=$!
while [ ! -e "$here/locked" ]; do sleep 0.05; done
echo '{"id":"late","text":"Police in Nairobi arrested 3 students."}' >"$here/late.jsonl"
run query --db "$here/two.db" --group month # reading goes on
status_is 0
CASUS_WAIT_MS=300 run ingest --db "$here/two.db" "$here/late.jsonl"
status_is 1
err_has 'another program is writing'
touch "$here/locked.done"
wait $holder
run ingest --db "$here/two.db" "$here/late.jsonl"
out_has '1 document added'

# A file that must not be written.
chmod 444 "$here/two.db"
echo '{"id":"later","text":"Police in Nairobi arrested 4 students."}' >"$here/later.jsonl"
run ingest --db "$here/two.db" "$here/later.jsonl"
status_is 1
err_has 'read-only'
run query --db "$here/two.db" --group month
status_is 0
chmod 644 "$here/two.db"
run ingest --db "$here/nowhere/x.db" "$here/late.jsonl"
status_is 1
err_has 'x\.db: '
run ingest --db "$here" "$here/late.jsonl"
status_is 1
err_has 'a folder'

# Damage: told, not spread.
cp "$here/calm.db" "$here/torn.db"
python3 - "$here/torn.db" <<'P'
import os, random, sys
random.seed(3)
n = os.path.getsize(sys.argv[1])
with open(sys.argv[1], "r+b") as f:
    for page in range(4, n // 4096, 3):
        f.seek(page * 4096)
        f.write(bytes(random.randrange(256) for _ in range(200)))
P
run doctor --db "$here/torn.db"
status_is 1
run query --db "$here/torn.db" --format csv
[ "$status" = 0 ] || err_has 'damaged'
run ingest --db "$here/torn.db" "$here/late.jsonl" "$here/in.jsonl"
[ "$status" -lt 2 ] || fail "exit status $status on a damaged store"
head -c 3000 "$here/calm.db" >"$here/cut.db"
run query --db "$here/cut.db"
status_is 1
err_has 'cut\.db: '
echo 'This is no database at all, it is a text of some length that stands in a file.' >"$here/text.db"
for command in query doctor export; do
  run $command --db "$here/text.db"
  status_is 1
  err_has 'not a casus store'
done
run ingest --db "$here/text.db" "$here/late.jsonl"
status_is 1
python3 -c "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('CREATE TABLE cats(name)'); c.commit()" "$here/other.db"
run ingest --db "$here/other.db" "$here/late.jsonl"
status_is 1
err_has 'not a casus store'
python3 -c "import sqlite3, sys; c = sqlite3.connect(sys.argv[1]); c.execute('PRAGMA user_version = 99'); c.commit()" "$here/full.db"
run query --db "$here/full.db"
status_is 1
err_has 'newer casus'
finish
