# What the scripts of this folder share: source it, then `run ARGUMENTS` and say what must hold.
#
#     . tests/cli/helpers.bash
#     run code --format csv "$here/good.txt"
#     status_is 0
#     out_has '^id,date,'
#     finish
#
# $casus is the command under test, $here a folder of this script's own.
set -u
casus=$(realpath "$1")
export CASUS_DATA=$PWD LC_ALL=C.UTF-8
unset NO_COLOR
here=$(mktemp -d)
trap 'rm -rf "$here"' EXIT
failures=0
ran=""

run() { # the command's output goes to $here/out and $here/err, its exit status to $status
  ran="casus $*"
  "$casus" "$@" >"$here/out" 2>"$here/err" </dev/null
  status=$?
}

fail() {
  failures=$((failures + 1))
  echo "FAILED: $*"
  echo "  after: $ran"
  head -n 5 "$here/out" 2>/dev/null | cut -c 1-300 | sed 's/^/  out: /'
  head -n 5 "$here/err" 2>/dev/null | cut -c 1-300 | sed 's/^/  err: /'
}

status_is() { [ "$status" = "$1" ] || fail "exit status $status, not $1"; }
out_has() { grep -qE -- "$1" "$here/out" || fail "the output has no line like: $1"; }
out_lacks() { ! grep -qE -- "$1" "$here/out" || fail "the output has a line like: $1"; }
err_has() { grep -qE -- "$1" "$here/err" || fail "the messages have no line like: $1"; }
err_is_empty() { [ ! -s "$here/err" ] || fail "there are messages"; }
out_is_empty() { [ ! -s "$here/out" ] || fail "there is output"; }
out_lines() { local n; n=$(wc -l <"$here/out"); [ "$n" = "$1" ] || fail "$n lines, not $1"; }
same() { cmp -s "$1" "$2" || fail "$(basename "$1") and $(basename "$2") differ"; }

# python CODE...: standard input is the output of the last command; an exception is a failure.
python() { python3 -c "import json, sys
$1" "${@:2}" <"$here/out" 2>"$here/python" || fail "$(tail -n 1 "$here/python")"; }

finish() {
  [ "$failures" = 0 ] || echo "$failures failures in $0"
  exit "$((failures > 0))"
}
