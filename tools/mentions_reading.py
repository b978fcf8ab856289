#!/usr/bin/env python3
"""What casus finds in texts, in the form that scorers of times, places, pronouns, names and factuality take.

    mentions_reading.py CASUS time|place|pronoun|name|fact DOCUMENTS.jsonl > reading.jsonl

Runs `CASUS read --mentions -` on the texts (titles are left out, so that offsets count from the text's beginning; "dct", "reference" or
"date" is the day of publication) and writes one object a document: {"id", "timexes"}, {"id", "toponyms"}, {"id", "links", "clusters"},
{"id", "entities"} or {"id", "targets"}, offsets in code points. Factuality is told of verbs: 3 it happened, -3 it did not, 0 it is open, 1 it lies ahead.
"""
import json
import re
import subprocess
import sys

PRONOUN = re.compile(r"(?i)(he|she|it|they|him|her|them|his|hers|its|their|theirs|himself|herself|itself|themselves)$")


FACT = {"actual": 3.0, "historical": 3.0, "future": 1.0, "hypothetical": 0.0, "negated": -3.0}


def times(document):
    found = [m for m in document["mentions"] if m["kind"] == "time"]
    return {"timexes": [{"start": m["start"], "end": m["end"], "type": m["type"], "value": m["value"], "timex": m["value"]} for m in found]}


def names(document):
    return {"entities": [{"start": m["start"], "end": m["end"], "type": m["name"]} for m in document["mentions"] if m["kind"] == "name"]}


def facts(document):
    return {"targets": [{"start": m["start"], "value": FACT[m["status"]]} for m in document["mentions"] if m["kind"] == "act"]}


def places(document):
    keys = ("start", "end", "lat", "lon", "country")
    return {"toponyms": [{k: m[k] for k in keys if m[k] is not None} for m in document["mentions"] if m["kind"] == "place"]}


def pronouns(document):
    chains, links = {}, []
    for m in sorted((m for m in document["mentions"] if m["kind"] == "actor"), key=lambda m: m["start"]):
        chain = chains.setdefault(m["chain"], [])
        named = [x for x in chain if not PRONOUN.match(x["text"])]
        if PRONOUN.match(m["text"]) and named:
            links.append({"pron": [m["start"], m["end"]], "ante": [named[-1]["start"], named[-1]["end"]]})
        chain.append(m)
    return {"links": links, "clusters": [[[m["start"], m["end"]] for m in chain] for chain in chains.values() if len(chain) > 1]}


def main():
    casus, kind, path = sys.argv[1:4]
    shape = {"time": times, "place": places, "pronoun": pronouns, "name": names, "fact": facts}[kind]
    lines = []
    for line in open(path, encoding="utf-8"):
        document = json.loads(line)
        day = re.match(r"\d{4}-\d\d-\d\d", str(document.get("dct") or document.get("reference") or document.get("date") or ""))
        lines.append(json.dumps({"id": document["id"], "text": document["text"], "date": day[0] if day else ""}))
    read = subprocess.run([casus, "read", "--mentions", "--input", "jsonl", "-"], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, check=True, encoding="utf-8")
    for line in read.stdout.splitlines():
        document = json.loads(line)
        print(json.dumps({"id": document["id"], **shape(document)}))


main()
