#!/usr/bin/env python3
"""Pages of a gold file through `casus text`, as the scorer of main texts wants them.

    maintext.py CASUS FOLDER/gold.jsonl > pred.jsonl     (seconds and MB go to standard error)
"""
import gzip
import json
import os
import subprocess
import sys
import tempfile


def main():
    casus, gold = sys.argv[1:3]
    home = os.path.join(os.path.dirname(os.path.abspath(gold)), "html")
    rows = [json.loads(line) for line in open(gold, encoding="utf-8") if line.strip()]
    with tempfile.TemporaryDirectory() as folder:
        names, size = {}, 0
        for i, row in enumerate(rows):
            path = os.path.join(home, os.path.basename(row["html"]))
            raw = gzip.open(path).read() if path.endswith(".gz") else open(path, "rb").read()
            names["%05d.html" % i] = row
            size += len(raw)
            with open(os.path.join(folder, "%05d.html" % i), "wb") as out:
                out.write(raw)
        begin = os.times().children_user
        done = subprocess.run([casus, "text", "--input", "html", folder], capture_output=True, check=False)
        seconds = os.times().children_user - begin
    for line in done.stdout.decode("utf-8").splitlines():
        page = json.loads(line)
        row = names[os.path.basename(page["id"])]
        print(json.dumps({"id": row["id"], "text": page.get("text", ""), "title": page.get("title", ""), "date": page.get("date", "")}))
    print("%.2f seconds, %.1f MB, %d pages" % (seconds, size / 1e6, len(rows)), file=sys.stderr)


main()
