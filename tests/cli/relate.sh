# `casus relate`: the same objects, in their order, with the category that holds between the marked parties.
. tests/cli/helpers.bash
cat >"$here/pairs.jsonl" <<'J'
{"id":1,"text":"The United States urged Russia to withdraw its troops.","actor":[4,17],"recipient":[24,30],"mine":"kept"}
{"id":2,"text":"“Erdoğan” met Putin.","actor":[1,8],"recipient":[14,19]}
{"id":3,"text":"Police arrested 12 students.","actor":[0,6],"recipient":null}
{"id":4,"text":"Bananas taste sweet.","actor":null,"recipient":null}
J
run relate "$here/pairs.jsonl"
status_is 0
err_is_empty
out_lines 4
python '
roots = "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION MOBILIZE COERCE ASSAULT".split()
rows = [json.loads(line) for line in sys.stdin]
given = [json.loads(line) for line in open(sys.argv[1])]
assert [r["event"] for r in rows[:3]] == ["REQUEST", "CONSULT", "COERCE"], [r["event"] for r in rows]
assert rows[0]["mode"] == "yield" and rows[2]["mode"] == "arrest"
for row, one in zip(rows, given):
    assert row["event"] in roots and 0 <= row["score"] <= 1 and isinstance(row["mode"], str), row
    assert {k: row[k] for k in one} == one, row
' "$here/pairs.jsonl"
cp "$here/out" "$here/first"
"$casus" relate <"$here/pairs.jsonl" >"$here/out" 2>"$here/err" || fail "standard input"
same "$here/first" "$here/out"

{
  echo 'nonsense'
  echo '[1]'
  echo '{"id":"no text"}'
  echo '{"id":"beyond","text":"x","actor":[4,17],"recipient":null}'
  echo '{"id":"no span","text":"Kenya met Uganda.","actor":"Kenya","recipient":null}'
  head -n 1 "$here/pairs.jsonl"
} >"$here/bad.jsonl"
run relate "$here/bad.jsonl"
status_is 1
out_lines 1
out_has '"REQUEST"'
for line in 1 2 3 4 5; do
  err_has "bad\.jsonl:$line: "
done
# Where no pattern joins the two, the words' own meanings vote: a pledge is an agreement.
echo '{"id":"v","text":"Ottawa ups pledge to Ukraine by 500 million","actor":[0,6],"recipient":[21,28]}' >"$here/vote.jsonl"
run relate "$here/vote.jsonl"
out_has '"event":"AGREE"'
run relate "$here/missing.jsonl"
status_is 1
err_has 'missing\.jsonl'
run relate "$here/pairs.jsonl" "$here/pairs.jsonl"
status_is 2
finish
