#!/usr/bin/env python3
"""Attributions of a casus reading in the form that quotation scorers take.

    quotes_reading.py CASUS DOCUMENTS.jsonl > reading.jsonl

Runs `CASUS read --mentions -` on the texts of the documents (titles are left out, so that offsets count from the
text's beginning) and writes one object a document:
{"id", "attributions": [{"source": [[start, end]], "cue": [[start, end]], "content": [[start, end], ...]}]},
offsets in code points. A missing source or cue is an empty list.
"""
import json
import subprocess
import sys


def spans(items):
    return [[s["start"], s["end"]] for s in items if s and s["end"] > s["start"]]


def texts(path):
    with open(path, encoding="utf-8") as lines:
        for doc in map(json.loads, lines):
            yield json.dumps({key: doc[key] for key in ("id", "date", "text") if doc.get(key)}) + "\n"


def main():
    casus, documents = sys.argv[1:3]
    run = subprocess.run([casus, "read", "--mentions", "--input", "jsonl", "-"], input="".join(texts(documents)), stdout=subprocess.PIPE, encoding="utf-8")
    for doc in map(json.loads, run.stdout.splitlines()):
        said = [{"source": spans([a["speaker"]]), "cue": spans([a["cue"]]), "content": spans(a["content"])} for a in doc["attributions"]]
        print(json.dumps({"id": doc["id"], "attributions": said}))
    sys.exit(run.returncode)


main()
