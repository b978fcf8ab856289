#!/usr/bin/env python3
"""The marked sentences of train/events as `casus relate` reads them: train_events.py [FILE...] (all of train/events when none is named).
A line there is `MODE STATUS | text with [A:the actor] and [R:the recipient]`; the file's name is the category."""
import glob, json, os, re, sys

files = sys.argv[1:] or sorted(glob.glob(os.path.join(os.path.dirname(__file__), "..", "train", "events", "*.txt")))
for path in files:
    category = os.path.basename(path)[:-4].upper()
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        form = re.match(r"(\S+) (\S+) \| (.*)$", line.strip())
        if line.startswith("#") or not line.strip():
            continue
        if not form:
            sys.exit(f"{path}:{number}: not MODE STATUS | TEXT")
        text, at, spans = "", 0, {"A": None, "R": None}
        for mark in re.finditer(r"\[([AR]):([^\]]*)\]", form[3]):
            text += form[3][at:mark.start()]
            spans[mark[1]] = [len(text), len(text) + len(mark[2])]
            text += mark[2]
            at = mark.end()
        text += form[3][at:]
        print(json.dumps({"id": f"{category.lower()}.txt:{number}", "text": text, "actor": spans["A"], "recipient": spans["R"], "label": category, "mode": form[1]}, ensure_ascii=False))
