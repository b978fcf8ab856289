#!/usr/bin/env python3
"""How many English texts are skipped as not English: language.py CASUS CORPUS.jsonl.xz...

200 documents of each corpus, drawn with a fixed seed: the beginning of the text, the title, and three pieces between full stops.
"""
import json
import lzma
import os
import random
import subprocess
import sys


def main():
    lines, chance = [], random.Random(3)
    for path in sorted(sys.argv[2:]):
        with lzma.open(path, "rt", encoding="utf-8") as corpus:
            rows = [row for row in map(json.loads, corpus) if row.get("text")]
        for row in chance.sample(rows, min(200, len(rows))):
            pieces = [piece.strip() for piece in row["text"].replace("\n", " ").split(". ") if len(piece) > 8]
            for text in [row["text"][:800], row.get("title")] + chance.sample(pieces, min(3, len(pieces))):
                if text:
                    lines.append(json.dumps({"id": "%s-%d" % (os.path.basename(path), len(lines)), "text": text}))
    done = subprocess.run([sys.argv[1], "read", "-"], input="\n".join(lines), capture_output=True, text=True, check=True)
    skipped = 0
    for line in done.stdout.splitlines():
        document = json.loads(line)
        if any(sentence["verdict"] == "not_english" for sentence in document["sentences"]):
            skipped += 1
            print(document["sentences"][0]["text"][:120], file=sys.stderr)
    print("%d of %d" % (skipped, len(lines)))


main()
