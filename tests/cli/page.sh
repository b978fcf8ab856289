# An article in a noisy page gives what its plain text gives.
. tests/cli/helpers.bash
python3 tools/noisy_page.py demo/grain.txt 2022-07-25 >"$here/page.html"
what='
events = json.load(sys.stdin)["events"]
print("\n".join(sorted("%s %s > %s %s %s" % (e["event"], [a["code"] for a in e["actor"]], [r["code"] for r in e["recipient"]], e["event_text"], e["date"]) for e in events)))
'
"$casus" read --date 2022-07-25 demo/grain.txt | python3 -c "import json, sys$what" >"$here/plain"
"$casus" read "$here/page.html" | python3 -c "import json, sys$what" >"$here/html"
[ -s "$here/plain" ] || fail "the plain text gives no event"
diff "$here/plain" "$here/html" || fail "the page gives other events than its text"
finish
