"""What skipping sentences changes: skip.py CASUS FILE...

Reads the files twice, once as `casus read` does and once with --parse-all, and compares every document's events,
statements, figures and meetings. Prints one line, `SENTENCES sentences, SKIPPED skipped, ITEMS items, CHANGED changed`,
and ends with 1 when anything changed.
"""
import json
import subprocess
import sys

KINDS = ("events", "statements", "figures", "meetings")
SKIPPED = ("boilerplate", "not_english")


def documents(arguments):
    process = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    for line in process.stdout:
        yield json.loads(line)
    if process.wait() not in (0, 1):  # 1: some input could not be read; the other documents still count
        sys.exit("failed: " + " ".join(arguments))


def main():
    casus, files = sys.argv[1], sys.argv[2:]
    sentences = skipped = items = changed = 0
    usual, whole = documents([casus, "read"] + files), documents([casus, "read", "--parse-all"] + files)
    for one, all_of_it in zip(usual, whole, strict=True):
        sentences += len(one["sentences"])
        skipped += sum(s.get("verdict") in SKIPPED for s in one["sentences"])
        for kind in KINDS:
            items += len(one[kind])
            if one[kind] != all_of_it[kind]:
                changed += 1
                print("%s of %s differ" % (kind, one["id"]), file=sys.stderr)
    print("%d sentences, %d skipped, %d items, %d changed" % (sentences, skipped, items, changed))
    sys.exit(1 if changed else 0)


main()
