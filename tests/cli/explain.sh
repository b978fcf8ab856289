# `casus code --why` and `casus explain ID FILE`: the rule, what lost, and why nothing was coded.
. tests/cli/helpers.bash
printf '%s\n' 'The United States urged Russia on Monday to withdraw its troops from Ukraine. Bananas taste sweet.' >"$here/a.txt"
printf '%s\n' 'Police in Nairobi arrested 12 students.' >"$here/b.txt"

run code --why --date 2022-01-11 "$here/a.txt"
status_is 0
out_has '^0 coded  The United States urged'
out_has '\[United States\] \*urged\* \{Russia\}'
out_has 'REQUEST .*rule knowledge/verbs/request\.txt:[0-9]+  id 20220111-[0-9a-f]{16}'
out_has 'lost with [0-9]+ points to verbs/'
out_has "event: 'urged': its mode yield is that of the act inside: 'withdraw'"
out_has "event: 'urged': all [0-9]+ lines that fit say REQUEST: only another word than 'urged' would change it"
out_has '^1 no_event_word  Bananas taste sweet'
out_lacks "$(printf '\033')"

run code --why --format csv --date 2022-01-11 "$here/b.txt" # the reasons are a format of their own
out_lacks '^id,date'
out_has 'knowledge/verbs/coerce\.txt'

printf '%s\n' 'The ministers of Chad and Libya will meet in Tunis on Friday. The ghouls attacked the wall.' >"$here/c.txt"
run code --why --date 2022-01-11 "$here/c.txt"
out_has "AGREE, not CONSULT, by the manual's foldings: it is future \('will'\)"
out_has "nobody is known at 'ghouls': an entry in actors/ would let verbs/assault\.txt:[0-9]+ .* code it"

run code --format plover --date 2022-01-11 "$here/a.txt" "$here/b.txt"
python 'print([json.loads(l) for l in sys.stdin if "arrested" in l][0]["id"], file=open(sys.argv[1], "w"))' "$here/id"
id=$(cat "$here/id")
run explain "$id" --date 2022-01-11 "$here/a.txt" "$here/b.txt"
status_is 0
err_is_empty
out_has "id $id"
out_has 'COERCE arrest .*knowledge/verbs/coerce\.txt:[0-9]+'
out_lacks 'REQUEST'
run explain "$id" --date 2022-01-12 "$here/a.txt" "$here/b.txt" # another day, another id
status_is 1
out_is_empty
err_has "no event $id in these documents"
run explain 20220111-0000000000000000 "$here/b.txt"
status_is 1
err_has 'no event 20220111-0000000000000000'
finish
