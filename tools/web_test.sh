#!/usr/bin/env bash
# The page in Chromium, over a store of the demo's articles: web_test.sh CASUS SHOTS. Skips with a line where Chromium is not.
set -eu
casus=$(realpath "$1")
shots=${2:-build/page}
cd "$(dirname "$0")/.."
chromium=$(command -v chromium || command -v chromium-browser || true)
if [ -z "$chromium" ] || ! command -v node >/dev/null; then
  echo "page: skipped, Chromium or Node.js is not here"
  exit 0
fi
(cd web && { [ -d node_modules/playwright-core ] || npm ci --no-audit --no-fund >/dev/null 2>&1; })
work=$(mktemp -d)
export CASUS_DATA=$PWD
"$casus" ingest --db "$work/demo.db" demo/chronicle.jsonl >/dev/null
"$casus" serve --db "$work/demo.db" --any-port --quiet 2>"$work/log" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
for _ in $(seq 100); do
  grep -q '"event":"loaded"' "$work/log" && break
  sleep 0.1
done
port=$(sed -n 's/.*"listening".*"port":\([0-9]*\).*/\1/p' "$work/log")
CHROMIUM=$chromium node web/test/browser.mjs "http://127.0.0.1:$port" "$shots"
