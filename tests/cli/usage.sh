# Wrong usage: exit status 2 and a line that helps; --help says what a command takes.
. tests/cli/helpers.bash

wrong() { # wrong MESSAGE ARGUMENTS...: status 2, nothing on standard output, a message
  local message=$1
  shift
  run "$@"
  status_is 2
  out_is_empty
  err_has "$message"
}

echo 'Police in Nairobi arrested 12 students.' >"$here/good.txt"
good=$here/good.txt

run
status_is 2
err_has 'usage: casus COMMAND'
wrong "unknown command 'cod'; casus --help lists them" cod "$good"
wrong "unknown option '--fromat'; casus code --help" code --fromat csv "$good"
wrong "unknown option '-x'" code -x "$good"
wrong "unknown format 'xml'; plover, csv, gdelt, table or html" code --format xml "$good"
wrong "unknown format ''" code --format= "$good"
wrong "unknown input kind 'doc'; plain, html" code --input doc "$good"
wrong "unknown input kind 'conll'" parse --input conll "$good"
wrong "date takes YYYY-MM-DD, not 'yesterday'" code --date yesterday "$good"
wrong "date takes YYYY-MM-DD, not '2022-02-30'" code --date 2022-02-30 "$good"
wrong "date takes YYYY-MM-DD, not '2022-02'" read --date 2022-02 "$good"
wrong "jobs takes a number, not 'many'" code --jobs many "$good"
wrong "jobs takes a number, not '-1'" code --jobs -1 "$good"
wrong "jobs needs N" code --jobs
wrong "color takes auto, always or never, not 'sometimes'" code --color sometimes "$good"
wrong "why takes no value" code --why=yes "$good"
wrong "unknown option '--why'" read --why "$good"
wrong "unknown option '--mentions'" code --mentions "$good"
wrong "name the event's id" explain
wrong "casus kb lint" kb
wrong "casus kb lint" kb frob
wrong "casus kb find PHRASE" kb find
wrong "treebank DIR" train

for command in code read parse relate explain kb train eval; do
  run $command --help
  status_is 0
  out_has "^usage: casus $command "
  err_is_empty
done
run code --help
out_has '--format NAME'
out_lacks '--mentions'
run --help
status_is 0
out_has '^  explain '
run --version
status_is 0
out_has '^casus [0-9]+\.[0-9]+\.[0-9]+$'

# A name that begins with a dash comes after --.
cp "$good" "$here/-dash.txt"
(cd "$here" && "$casus" code --format csv -- -dash.txt >out 2>err) || fail "-- does not end the options"
out_has 'arrest'

# No knowledge: say where to look for it.
cp "$casus" "$here/alone"
env -u CASUS_DATA "$here/alone" kb lint --data "$here" >"$here/out" 2>"$here/err"
status=$?
status_is 1
err_has 'holds no knowledge folder'
finish
