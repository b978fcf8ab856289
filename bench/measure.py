"""Words a second on one core, peak memory, start-up time: measure.py CASUS REUTERS.jsonl.xz FOLDER

Words are what stands between blanks in title and text; seconds are processor time (user and system) of one process with one thread, so
that a busy machine does not change them much; each figure is the median of the runs. Start-up is wall time of a whole run on one sentence.
Prints MEASURE|VALUE|UNIT|COMMAND lines.
"""
import json
import lzma
import os
import statistics
import subprocess
import sys
import time

DOCUMENTS, RUNS, STARTS = 2000, 5, 9


def unpack(packed, folder):
    words = 0
    path = os.path.join(folder, "reuters.jsonl")
    with lzma.open(packed, "rt", encoding="utf-8") as source, open(path, "w", encoding="utf-8") as out:
        for _, line in zip(range(DOCUMENTS), source):
            document = json.loads(line)
            words += len((document.get("title") or "").split()) + len((document.get("text") or "").split())
            out.write(line)
    return path, words


def run(arguments):
    """Wall seconds, processor seconds, peak kilobytes."""
    begin = time.monotonic()
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        sys.exit("failed: " + " ".join(arguments))
    return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss


def main():
    casus, packed, folder = sys.argv[1:4]
    path, words = unpack(packed, folder)
    for command in ("parse", "read"):
        runs = [run([casus, command, path]) for _ in range(RUNS)]
        seconds = statistics.median(r[1] for r in runs)
        print("%s speed|%.0f|words/s|casus %s reuters.jsonl (%d documents, %d words, CPU time, median of %d)" % (command, words / seconds, command, DOCUMENTS, words, RUNS))
        if command == "read":
            print("read peak memory|%.1f|MB|casus read reuters.jsonl" % (max(r[2] for r in runs) / 1024))
    one = os.path.join(folder, "one.txt")
    with open(one, "w", encoding="utf-8") as out:
        out.write("Police in Nairobi arrested 12 students.\n")
    runs = [run([casus, "code", one]) for _ in range(STARTS)]
    print("start-up|%.1f|ms|casus code one.txt (one sentence, wall time, median of %d)" % (1000 * statistics.median(r[0] for r in runs), STARTS))
    print("start-up memory|%.1f|MB|casus code one.txt" % (max(r[2] for r in runs) / 1024))


main()
