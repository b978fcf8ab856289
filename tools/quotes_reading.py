#!/usr/bin/env python3
"""Attributions of a casus reading in the form that quotation scorers take.

    quotes_reading.py CASUS DOCUMENTS.jsonl > reading.jsonl

Runs `CASUS read --mentions DOCUMENTS.jsonl` and writes one object a document:
{"id", "attributions": [{"source": [[start, end]], "cue": [[start, end]], "content": [[start, end], ...]}]},
offsets in code points. A missing source or cue is an empty list.
"""
import json
import subprocess
import sys


def spans(items):
    return [[s["start"], s["end"]] for s in items if s and s["end"] > s["start"]]


def main():
    casus, documents = sys.argv[1:3]
    with subprocess.Popen([casus, "read", "--mentions", documents], stdout=subprocess.PIPE, encoding="utf-8") as run:
        for line in run.stdout:
            doc = json.loads(line)
            said = [{"source": spans([a["speaker"]]), "cue": spans([a["cue"]]), "content": spans(a["content"])} for a in doc["attributions"]]
            print(json.dumps({"id": doc["id"], "attributions": said}))
    sys.exit(run.returncode)


main()
