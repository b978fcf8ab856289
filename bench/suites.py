#!/usr/bin/env python3
"""Who does something to whom, in the syntax suites of PETRARCH, Universal PETRARCH and TABARI: suites.py CASUS SUITE.jsonl ACTORS.
The suites code by their own verb dictionaries, so only the pairs of countries are held against what casus codes. Pairs with a side
that the suites leave open ("---", "###") are not counted."""
import json, os, subprocess, sys, tempfile

casus, suite, actors = sys.argv[1:4]
rows = [json.loads(line) for line in open(suite, encoding="utf-8")]
with tempfile.TemporaryDirectory() as work:
    layer = os.path.join(work, "layer")
    subprocess.run([casus, "kb", "import", "actors", actors, "--out", layer], check=True, stderr=subprocess.DEVNULL)
    documents = os.path.join(work, "suite.jsonl")
    with open(documents, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps({"id": row["id"], "text": row["text"]}) + "\n")
    read = subprocess.run([casus, "read", "--knowledge", layer, documents], check=True, stdout=subprocess.PIPE).stdout.decode()
pairs = {}
for line in read.splitlines():
    document = json.loads(line)
    found = pairs.setdefault(document["id"], set())
    for event in document["events"]:
        sides = [[party["country"] for party in event[side]] for side in ("actor", "recipient")]
        found.update((a, b) for a in sides[0] for b in (sides[1] or [c for c in sides[0] if c != a]))
found = wanted = 0
for row in rows:
    gold = {(a[:3], b[:3]) for a, b, _ in row["extra"]["events"]}
    gold = {p for p in gold if all(c.isalnum() for side in p for c in side)}
    wanted += len(gold)
    found += len(gold & pairs.get(row["id"], set()))
print(json.dumps({"pairs": wanted, "found": found, "share": round(found / max(wanted, 1), 4)}))
