#!/usr/bin/env python3
"""Check the training sentences for events: python3 tools/check_train.py [FILE ...] (default train/events/*.txt).

A line of CATEGORY.txt is "MODE|- STATUS | sentence with [A:actor phrase] and [R:recipient phrase]", for example
    change actual | [A:Brazil] called on [R:Peru's new president] to keep the electoral court as it is.
Faults (a mark that is not closed, an unknown mode or status, a sentence twice in one file) are named with file and line and make
the exit status 1. The counts after them show how varied the sentences are; they are no faults."""
import collections
import glob
import os
import re
import sys

MODES = {
    "agree": "", "support": "", "concede": "", "cooperate": "", "aid": "",
    "consult": "visit third-party multilateral phone",
    "retreat": "withdraw release disarm ceasefire access resign",
    "request": "assist change yield meet",
    "accuse": "disapprove investigate allege",
    "reject": "assist change yield meet",
    "threaten": "restrict arrest relations expel territory violence",
    "protest": "demo riot strike hunger boycott obstruct vandalize",
    "sanction": "convict expel withdraw discontinue",
    "mobilize": "troops weapons police militia",
    "coerce": "seize restrict censor curfew martial-law arrest deport withhold misinformation cyber",
    "assault": "abduct beat torture sexual targeted destroy primitive firearms explosives suicide-attack aerial drone "
               "heavy-weapons crowd-control unconventional",
}
STATUS = {"actual", "future", "hypothetical", "negated", "historical"}
LINE = re.compile(r"^(\S+) (\S+) \| (\S.*\S)$")
MARK = re.compile(r"\[([AR]):([^\[\]]*)\]")
WORD = re.compile(r"[A-Za-z0-9][\w'’.-]*")
# Words between the marks that are not what the sentence turns on: the first word past these stands for the head.
LIGHT = set("a an the its his her their to of in on at for from by with and or but who which that has have had is are was were be been "
            "will would on as it he she they after into over this not no both two three also only".split())


def marks(text):
    """The roles of the marks and the text without them; None where a bracket is left over or a mark is empty."""
    found = MARK.findall(text)
    plain = MARK.sub(lambda m: m.group(2), text)
    if "[" in plain or "]" in plain or any(not phrase.strip() or phrase != phrase.strip() for _, phrase in found):
        return None, plain
    return [role for role, _ in found], plain


def faults(category, mode, status, roles):
    """What is wrong with the parts of a line, one string each."""
    if mode != "-" and mode not in MODES[category].split():
        yield f"mode '{mode}' is none of {category}: {MODES[category] or 'it has none'}"
    if mode == "-" and category in ("request", "threaten", "protest", "sanction", "mobilize", "coerce"):
        yield f"{category} needs a mode"
    if status not in STATUS:
        yield f"status '{status}' is none of {' '.join(sorted(STATUS))}"
    if roles is None:
        yield "a mark is empty, not closed or of an unknown kind"
    elif not roles:
        yield "neither actor nor recipient is marked"
    elif len(roles) != len(set(roles)):
        yield "a role is marked twice"


def head(text):
    """The first word after a mark that is not a light one: a rough stand-in for the head verb or noun."""
    outside = re.split(r"\[[AR]:[^\]]*\]", text)
    for part in outside[1:] + outside[:1]:
        for word in WORD.findall(part.lower()):
            if len(word) > 2 and word not in LIGHT and not word[0].isdigit():
                return word
    return ""


def read(path, seen_fault):
    """The good lines of a file as (mode, status, marked text, plain text); faults go to seen_fault."""
    category = os.path.basename(path)[:-4]
    rows, seen = [], {}
    if category not in MODES:
        seen_fault(f"{path}: no category '{category}'")
        return rows
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        match = LINE.match(line)
        if not match:
            seen_fault(f"{path}:{number}: not 'MODE STATUS | sentence'")
            continue
        mode, status, text = match.groups()
        roles, plain = marks(text)
        bad = list(faults(category, mode, status, roles))
        if text in seen:
            bad.append(f"same as line {seen[text]}")
        seen[text] = number
        for fault in bad:
            seen_fault(f"{path}:{number}: {fault}")
        if not bad:
            rows.append((mode, status, text, plain))
    return rows


def repeated(rows):
    """How many of the sentences share four running words with an earlier one."""
    seen, shared = set(), 0
    for plain in dict.fromkeys(row[3] for row in rows):
        words = [w.lower() for w in WORD.findall(plain)]
        grams = {tuple(words[i:i + 4]) for i in range(len(words) - 3)}
        shared += bool(grams & seen)
        seen |= grams
    return shared


def report(path, rows):
    modes = collections.Counter(row[0] for row in rows)
    states = collections.Counter(row[1] for row in rows)
    heads = collections.Counter(head(row[2]) for row in rows)
    lengths = sorted(len(row[3].split()) for row in rows)
    one_sided = sum("[A:" not in row[2] or "[R:" not in row[2] for row in rows)
    show = lambda counter, n=None: " ".join(f"{k}:{v}" for k, v in counter.most_common(n))
    print(f"{os.path.basename(path)[:-4]}: {len(rows)} lines, {lengths[0]}-{lengths[-1]} words (median {lengths[len(lengths) // 2]}), "
          f"{one_sided} with one side, {repeated(rows)} share four words; {len(heads)} heads")
    print(f"  modes {show(modes)}\n  status {show(states)}\n  heads {show(heads, 10)}")


def main():
    paths = sys.argv[1:] or sorted(glob.glob("train/events/*.txt"))
    problems, everything = [], []
    for path in paths:
        rows = read(path, problems.append)
        if rows:
            report(path, rows)
        everything += rows
    print(f"{len(everything)} lines, {len(set(r[3] for r in everything))} sentences, {repeated(everything)} share four words, {len(problems)} faults")
    for problem in problems:
        print(problem, file=sys.stderr)
    sys.exit(bool(problems))


if __name__ == "__main__":
    main()
