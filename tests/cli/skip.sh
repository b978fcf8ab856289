# Sentences that are not parsed would have added nothing: the same events, statements, figures and meetings with --parse-all.
. tests/cli/helpers.bash
python3 - >"$here/cases.jsonl" <<'P'
import glob, json, re
for path in sorted(glob.glob("tests/cases/*/*.txt")):
    lines = [line.strip() for line in open(path, encoding="utf-8") if line.strip() and not line.startswith("#")]
    lines = [re.sub(r"^[*=] ", "", line.split(" > ")[0]) for line in lines]
    for i in range(0, len(lines), 12):  # a story with the furniture of a page around and inside it
        part = lines[i:i + 12]
        part[len(part) // 2:len(part) // 2] = ["READ MORE: Russia threatens to attack Ukraine as troops gather", "Advertisement"]
        text = "\n\n".join(["By Jane Doe and John Smith"] + part + ["Sign up for our daily newsletter", "Die Regierung hat am Montag den Vorschlag der Opposition abgelehnt."])
        print(json.dumps({"id": "%s:%d" % (path, i), "date": "2022-01-11", "text": text}))
P
ran="skip.py cases.jsonl demo/grain.txt"
if ! python3 bench/skip.py "$casus" "$here/cases.jsonl" demo/grain.txt >"$here/out" 2>"$here/err"; then
  fail "what is skipped changes what is read"
fi
out_has '^[0-9]{4,} sentences, [1-9][0-9]{2,} skipped, [1-9][0-9]{3,} items, 0 changed$'
finish
