# `casus read`: one object a document; offsets are code points; every item lies in its sentence.
. tests/cli/helpers.bash
{
  echo 'Erdoğan meets Zelensky in Lviv'
  echo
  echo 'Turkish President Recep Tayyip Erdoğan met Ukrainian President Volodymyr Zelensky in Lviv on Thursday. “We will not hold talks,” Mr Zelensky said – and at least 23 people were killed in Vinnytsia in July 2022.'
  echo
  echo 'READ MORE: The war in pictures'
} >"$here/utf8.txt"

check='
PER_ITEM = ("events", "statements", "figures", "meetings", "mentions", "attributions")
def spans(value):
    if isinstance(value, dict):
        if "start" in value and isinstance(value.get("text"), str) and "event_text" not in value:
            yield value["text"], value["start"], value["end"]
        if "event_text" in value:
            yield value["event_text"], value["start"], value["end"]
        for inner in value.values():
            yield from spans(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from spans(inner)
docs = [json.loads(line) for line in sys.stdin]
for doc in docs:
    text = {}
    for s in doc["sentences"]:
        assert s["end"] - s["start"] == len(s["text"]), s
        for i, letter in enumerate(s["text"]):
            text[s["start"] + i] = letter
    for kind in PER_ITEM:
        for item in doc.get(kind, []):
            assert 0 <= item["sentence"] < len(doc["sentences"]), item
            for words, start, end in spans(item):
                got = "".join(text.get(i, " ") for i in range(start, end))
                assert got.split() == words.split(), (kind, words, got)
'
run read --date 2022-08-20 "$here/utf8.txt" demo/grain.txt
status_is 0
err_is_empty
out_lines 2
python "$check"'
doc = docs[0]
assert list(doc) == ["id", "title", "date", "url", "source", "sentences", "events", "statements", "figures", "meetings"], list(doc)
assert doc["date"] == "2022-08-20" and doc["id"].endswith("utf8.txt")
assert doc["sentences"][-1]["verdict"] == "boilerplate", doc["sentences"][-1]
assert any(m["status"] == "held" and m["date"] == "2022-08-18" and {p["country"] for p in m["parties"]} == {"TUR", "UKR"} for m in doc["meetings"]), doc["meetings"]
assert any(f["what"] == "casualties-killed" and f["low"] == 23 for f in doc["figures"]), doc["figures"]
assert any(s["kind"] == "refusal" and s["quoted"] and s["speaker"]["country"] == "UKR" for s in doc["statements"]), doc["statements"]
'
# The verdicts are the closed list of docs/verdicts.md.
python '
import re
headings = re.findall(r"^## (.*)$", open("docs/verdicts.md").read(), re.M)
known = set(re.findall(r"`([a-z_]+)`", " ".join(headings)))
assert len(known) == 11, known
for line in sys.stdin:
    for s in json.loads(line)["sentences"]:
        assert s["verdict"] in known, s["verdict"]
'
run read --mentions --date 2022-08-20 "$here/utf8.txt"
status_is 0
python "$check"'
doc = docs[0]
assert {m["kind"] for m in doc["mentions"]} == {"actor", "place", "time", "number", "act", "name"}, {m["kind"] for m in doc["mentions"]}
assert any(m["kind"] == "actor" and m["code"] == "TURGOV" and "Erdo\u011fan" in m["text"] for m in doc["mentions"])
assert any(m["kind"] == "time" and m["text"].endswith("Thursday") and m["value"] == "2022-08-18" for m in doc["mentions"]), [m for m in doc["mentions"] if m["kind"] == "time"]
assert any("We will not hold talks" in c["text"] for a in doc["attributions"] for c in a["content"]), doc["attributions"]
'
# Without a publication date, days that depend on it stay empty.
run read "$here/utf8.txt"
python '
doc = json.loads(sys.stdin.readline())
assert doc["date"] == ""
assert all(m["date"] == "" for m in doc["meetings"]), doc["meetings"]
'
# A split that is given is kept.
printf '%s\n' '{"id":"given","date":"2022-08-20","sentences":["Dr. Smith spoke.","Police in Nairobi arrested 12 students. They were freed."]}' >"$here/given.jsonl"
run read "$here/given.jsonl"
python '
doc = json.loads(sys.stdin.readline())
assert [s["text"] for s in doc["sentences"]] == ["Dr. Smith spoke.", "Police in Nairobi arrested 12 students. They were freed."], doc["sentences"]
assert doc["events"][0]["sentence"] == 1
'
finish
