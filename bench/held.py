#!/usr/bin/env python3
"""Draw the 200 rows that nobody reads: held.py ROWS.jsonl UNREAD READ. Always the same ones: ids in order, shuffled by a fixed seed."""
import json
import random
import sys

rows = {row["id"]: row for row in map(json.loads, open(sys.argv[1], encoding="utf-8"))}
ids = sorted(rows)
random.Random(20261126).shuffle(ids)
for path, part in ((sys.argv[2], ids[:200]), (sys.argv[3], ids[200:])):
    with open(path, "w", encoding="utf-8") as out:
        out.writelines(json.dumps(rows[i]) + "\n" for i in sorted(part))
