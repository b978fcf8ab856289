#!/usr/bin/env python3
"""Which documents tell the same event, as a store sees it: documents that share an event, or are copies, are one cluster.

    clusters.py CASUS ecbplus_docs.jsonl > pred.jsonl

The set's documents have no dates, and casus merges within a day: all are given the same one, so that wording, parties, category
and place alone decide, which is the hardest case for them.
"""
import json
import os
import subprocess
import sys
import tempfile


def main():
    casus, gold = sys.argv[1:3]
    names = [json.loads(line)["id"] for line in open(gold, encoding="utf-8") if line.strip()]
    root = {name: name for name in names}

    def find(x):
        while root[x] != x:
            x = root[x]
        return x

    with tempfile.TemporaryDirectory() as folder:
        store = os.path.join(folder, "store.db")
        subprocess.run([casus, "ingest", "--db", store, "--date", "2012-01-15", gold], check=True, stdout=subprocess.DEVNULL)
        ask = "SELECT a.name AS one, b.name AS two FROM {} JOIN documents a ON a.id = {} JOIN documents b ON b.id = {}"
        shared = ask.format("reports r JOIN reports q ON q.event_id = r.event_id AND q.document > r.document", "r.document", "q.document")
        copies = ask.format("documents d", "d.id", "d.original")
        for sql in (shared, copies):
            out = subprocess.run([casus, "sql", "--db", store, "--format", "json", sql], check=True, capture_output=True, text=True).stdout
            for row in json.loads(out):
                root[find(row["two"])] = find(row["one"])
    for name in names:
        print(json.dumps({"id": name, "cluster": find(name)}))


main()
