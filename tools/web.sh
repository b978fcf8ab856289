#!/usr/bin/env bash
# Build the page: web/src to web/dist, when its sources are newer. Needs Node.js 18 and npm; where they are not, or nothing can be
# fetched, it says so, and `casus serve` has the API only. With `test` a failure is an error.
set -eu
cd "$(dirname "$0")/../web"
newest=$(find src build.mjs package.json package-lock.json -newer dist/index.html 2>/dev/null | head -n 1 || true)
[ -f dist/index.html ] && [ -z "$newest" ] && exit 0
fail() {
  echo "casus: the page was not built: $1; casus serve will have the API only" >&2
  [ "${strict:-}" = test ] && exit 1
  exit 0
}
strict=${1:-}
command -v npm >/dev/null || fail "npm is not here (Debian: apt-get install nodejs npm)"
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || fail "Node.js is older than 18"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
[ -d node_modules/esbuild ] || npm ci --omit=dev --no-audit --no-fund >"$log" 2>&1 || fail "$(tail -n 1 "$log")"
npm run build >"$log" 2>&1 || fail "$(tail -n 3 "$log")"
echo "casus: the page is built"
