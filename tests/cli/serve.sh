# casus serve: the API as its own description promises, hostile input, a token, a graceful stop.
. tests/cli/helpers.bash
{
  python3 - <<'PYTHON'
import json
print(json.dumps({"id": "x1", "date": "2022-07-26", "title": "<script>alert(1)</script> '; DROP TABLE event; -- \u202eevil", "source": "Example \"Daily\"",
                  "text": "Russia threatened Ukraine with <b>war</b> over the canal. Russian forces shelled Odesa; 12 people were killed, Kyiv said. Ukraine and Russia will hold talks in Istanbul on Friday. "
                          "Kyiv said it would never give up Crimea, calling it a red line. Turkey and Russia met in Sochi on Monday."}))
for i in range(12):
    print(json.dumps({"id": "y%d" % i, "date": "2022-08-%02d" % (i + 1), "source": "Example", "text": "Ukraine accused Russia of stealing grain for the %dth time. Police in Nairobi arrested %d students." % (i, i + 3)}))
PYTHON
} >"$here/in.jsonl"
run ingest --db "$here/s.db" "$here/in.jsonl" demo/grain.txt
status_is 0
echo "secret of the test" >"$here/token"
"$casus" serve --db "$here/s.db" --any-port --token-file "$here/token" --judgements "$here/judged.txt" >"$here/log" 2>&1 &
server=$!
trap 'kill $server 2>/dev/null; rm -rf "$here"' EXIT
for _ in $(seq 100); do
  grep -q '"event":"loaded"' "$here/log" && break
  sleep 0.1
done
port=$(sed -n 's/.*"listening".*"port":\([0-9]*\).*/\1/p' "$here/log")
[ -n "$port" ] || fail "the server does not say where it listens: $(head -n 3 "$here/log")"
python3 tests/server/contract.py "127.0.0.1:$port" "secret of the test" "$here/judged.txt" || fail "the contract"

# What comes in while it runs is shown, and a stream hears of it and of the alert it makes.
python3 -u -c '
import sys, urllib.request
for line in urllib.request.urlopen(sys.argv[1], timeout=12):
    sys.stdout.write(line.decode())
' "http://127.0.0.1:$port/api/v1/stream" >"$here/stream" 2>/dev/null &
listener=$!
sleep 0.5
python3 -c '
import datetime, json
for i in range(60):
    print(json.dumps({"id": "z%d" % i, "date": (datetime.date(2022, 9, 1) + datetime.timedelta(days=i)).isoformat(), "source": "Example", "text": "The parliament of Norway debated the budget, number %d." % i}))
for i in range(6):
    print(json.dumps({"id": "w%d" % i, "date": "2022-10-%d" % (25 + i), "source": "Example", "text": "Rwanda threatened Congo with war for the %dth time. Congo accused Rwanda of an attack on Goma, case %d." % (i, i)}))
' >"$here/more.jsonl"
run ingest --db "$here/s.db" "$here/more.jsonl"
status_is 0
for _ in $(seq 60); do
  grep -q '^event: alert' "$here/stream" && break
  sleep 0.2
done
grep -q '^event: alert' "$here/stream" || fail "the stream does not tell the alert"
grep -A 1 '^event: alert' "$here/stream" | grep -q '"subject":"COD-RWA"' || fail "the alert is another one: $(tail -n 3 "$here/stream" | cut -c 1-300)"
kill "$listener" 2>/dev/null
kill -TERM "$server"
wait "$server"
[ $? = 0 ] || fail "the server did not end with status 0"
python3 -c '
import json, sys
lines = [json.loads(line) for line in open(sys.argv[1], encoding="utf-8")]
assert all("time" in x and "event" in x for x in lines), lines[:3]
assert any(x["event"] == "request" for x in lines), {x["event"] for x in lines}
' "$here/log" || fail "the log is not JSON lines"
run serve --db "$here/nosuch.db"
status_is 1
run serve
status_is 2
finish
