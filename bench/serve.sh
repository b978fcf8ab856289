#!/usr/bin/env bash
# How fast a million events are answered: serve.sh CASUS STORE [SECONDS]. 32 clients at once (wrk, where it is), each kind of question with
# filters that change: 84 questions of each kind, the first time new; then POST /read. STORE: bench/multiply.py makes one.
set -eu
casus=$(realpath "$1")
store=$2
seconds=${3:-20}
cd "$(dirname "$0")/.."
command -v wrk >/dev/null || { echo "serve: skipped, wrk is not here (apt-get install wrk)"; exit 0; }
export CASUS_DATA=$PWD
work=$(mktemp -d)
"$casus" serve --db "$store" --any-port --quiet 2>"$work/log" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
until grep -q '"event":"loaded"' "$work/log"; do sleep 0.2; done
sleep "${SETTLE:-12}" # the alerts are made meanwhile
sed -n 's/.*"documents":\([0-9]*\).*"events":\([0-9]*\),"mb":\([0-9]*\),"seconds":\([0-9.]*\).*/serve: \1 documents, \2 events: \3 MB of columns, loaded in \4 s/p' "$work/log"
base=http://127.0.0.1:$(sed -n 's/.*"listening".*"port":\([0-9]*\).*/\1/p' "$work/log")
cat >"$work/ask.lua" <<'LUA'
local kind = os.getenv("KIND")
local codes = {"USA", "GBR", "JPN", "DEU", "FRA", "IRN", "IRQ", "SUN", "BRA", "CAN", "EUR", "CHN"}
local n = 0
function request()
  n = n + 1
  local a, b = codes[n % #codes + 1], codes[(n * 5 + 3) % #codes + 1]
  local since = string.format("%04d-%02d", 1987 + n % 7, n % 12 + 1)
  local paths = {
    events = "/api/v1/events?limit=50&actor=" .. a .. "&since=" .. since,
    series = "/api/v1/series?by=month&actor=" .. a .. "&since=" .. since,
    dyads = "/api/v1/dyads?limit=100&since=" .. since,
    countries = "/api/v1/countries?since=" .. since .. "&event=ASSAULT",
    brief = "/api/v1/brief?until=" .. since,
    statements = "/api/v1/statements?kind=demand&limit=20&actor=" .. a .. "&since=" .. since,
    actor = "/api/v1/actors/" .. a .. "?since=" .. since,
    dyad = "/api/v1/dyads/" .. a .. "/" .. b .. "?since=" .. since,
    tension = "/api/v1/tension?actor=" .. a .. "&recipient=" .. b .. "&since=" .. since,
    read = "/api/v1/read"}
  if kind == "read" then
    return wrk.format("POST", paths.read, {["Content-Type"] = "application/json"}, '{"date":"2022-07-25","title":"Grain deal in doubt","text":"' .. os.getenv("ARTICLE") .. '"}')
  end
  return wrk.format("GET", paths[kind])
end
function done(summary, latency, requests)
  io.write(string.format("serve: %-10s p50 %7.1f ms  p99 %7.1f ms  %8.0f a second  %d faults\n", kind, latency:percentile(50) / 1000, latency:percentile(99) / 1000, summary.requests / summary.duration * 1e6,
    summary.errors.status + summary.errors.timeout + summary.errors.read))
end
LUA
ARTICLE=$(python3 -c 'import json; print(json.dumps(open("demo/grain.txt", encoding="utf-8").read())[1:-1])')
export ARTICLE
for KIND in ${KINDS:-events statements series dyads countries brief dyad actor tension read}; do
  KIND=$KIND wrk -t1 -c32 -d"${seconds}s" --timeout 20s -s "$work/ask.lua" "$base" | grep '^serve:'
done
