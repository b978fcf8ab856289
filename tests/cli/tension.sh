# casus tension, alerts, backtest on a small store: quiet talks for eight months, then strain.
. tests/cli/helpers.bash
python3 - >"$here/in.jsonl" <<'PYTHON'
import datetime, json
day = datetime.date(2021, 1, 4)
n = 0
def put(text):
    global n
    n += 1
    print(json.dumps({"id": "d%d" % n, "date": day.isoformat(), "source": "Example", "text": text}))
for week in range(40):
    for i in range(3):
        put("The parliament of Norway debated the budget for schools and roads, number %d." % (week * 3 + i))
    if week % 8 == 0:
        put("Russia and Ukraine held talks in Minsk on the exchange of grain, round %d." % week)
    if week > 35:
        put("Russian forces shelled Ukraine's port of Mariupol in week %d." % week)
        put("Russia threatened Ukraine with war over the canal, for the %dth time." % week)
        put("Ukraine condemned Russia's demands, all %d of them." % week)
    day += datetime.timedelta(days=7)
PYTHON
run ingest --db "$here/t.db" "$here/in.jsonl"
status_is 0

run tension --db "$here/t.db" --actor RUS --recipient UKR --format json
status_is 0
err_is_empty
python '
days = json.load(sys.stdin)
assert days[-1]["value"] > 10 and all(d["value"] <= 0 for d in days[:34]), days[-1]
for d in days:
    assert d["low"] <= d["value"] <= d["high"], d
    assert abs(sum(d["parts"].values()) - d["value"]) < 0.02, d
    assert abs(d["strain"] - d["relief"] - d["value"]) < 0.01, d
assert days[-1]["parts"]["ASSAULT"] > 0 > days[10]["parts"]["CONSULT"], days[-1]
'
run tension --db "$here/t.db" --actor RUS --recipient UKR --why --format json
status_is 0
python '
items = json.load(sys.stdin)
assert items[0]["term"].startswith("ASSAULT") and "Mariupol" in items[0]["evidence"]["text"], items[0]
assert items[0]["evidence"]["event"], items[0]
'
cp "$here/out" "$here/once"
run tension --db "$here/t.db" --actor RUS --recipient UKR --why --format json
same "$here/out" "$here/once"
run tension --db "$here/t.db" --until 2021-08-01 --actor RUS --recipient UKR --format csv # as known then
status_is 0
out_lacks ASSAULT
out_has '^day,value,low,high'

run alerts --db "$here/t.db" --format json
status_is 0
python '
alerts = json.load(sys.stdin)
kinds = [(a["kind"], a["subject"]) for a in alerts]
assert ("rise", "RUS-UKR") in kinds, kinds
assert all(a["evidence"] and a["evidence"][0]["text"] for a in alerts), alerts
assert all(a["day"] >= "2021-09-06" for a in alerts if a["kind"] == "rise"), alerts
'
run alerts --db "$here/t.db" --format atom
status_is 0
python 'import xml.dom.minidom; assert xml.dom.minidom.parse(sys.stdin).getElementsByTagName("entry")'
run alerts --db "$here/t.db"
out_has 'rise +RUS-UKR'
python3 -c '
import http.server, json, sys
class Hook(http.server.BaseHTTPRequestHandler):
    failed = False
    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not Hook.failed:  # the first time it is out of order
            Hook.failed = True
            self.send_response(503)
        else:
            open(sys.argv[1] + "/hooked", "a").write("%s %s\n" % (self.headers["Idempotency-Key"], body[0]["id"]))
            self.send_response(204)
        self.end_headers()
    def log_message(self, *rest): pass
server = http.server.HTTPServer(("127.0.0.1", 0), Hook)
open(sys.argv[1] + "/port", "w").write(str(server.server_port))
server.serve_forever()
' "$here" &
hook=$!
for _ in $(seq 50); do [ -s "$here/port" ] && break; sleep 0.1; done
run alerts --db "$here/t.db" --webhook "http://127.0.0.1:$(cat "$here/port")/hook"
status_is 1
err_has 'private address'
run alerts --db "$here/t.db" --webhook "http://127.0.0.1:$(cat "$here/port")/hook" --allow-private
status_is 0
err_is_empty
grep -q '^rise-RUS-UKR-[0-9]* rise-RUS-UKR-' "$here/hooked" || fail "the webhook was not told"
sent=$(wc -l <"$here/hooked")
run alerts --db "$here/t.db" --webhook "http://127.0.0.1:$(cat "$here/port")/hook" --allow-private
status_is 0
[ "$(wc -l <"$here/hooked")" = "$sent" ] || fail "an alert was delivered twice"
kill "$hook"
run backtest --db "$here/t.db" --event ASSAULT
status_is 0
out_has '^base rate: ASSAULT'
run backtest --db "$here/t.db" --event WAR
status_is 2
err_has "'WAR' is no term"
run tension --db "$here/t.db" --recipient UKR
status_is 2
run tension --db "$here/t.db" --actor Russia
status_is 2
err_has 'takes the code of one country'
echo 'event ASAULT ; 9' >"$here/bad.txt"
run tension --db "$here/t.db" --weights "$here/bad.txt"
status_is 1
err_has 'bad.txt:1: no such event'
printf 'event CONSULT ; -1\n' >"$here/one.txt"
run tension --db "$here/t.db" --actor RUS --weights "$here/one.txt" --format csv
status_is 0
out_lacks ASSAULT
run tension --db "$here/t.db" --until 1999
status_is 1
err_has 'no dated article'
finish
