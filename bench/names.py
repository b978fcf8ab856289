"""Names of a parsed treebank against UNER: names.py GOLD.iob2 PARSED.conllu

Both hold the same sentences, in any order. A name counts when its words and its sort (PER, ORG, LOC) are the same.
Prints F1 for all and for each sort.
"""
import collections
import sys


def letters(word):
    return "".join(c for c in word if c.isalnum())


def spans(words):
    """The sentence as letters and digits only (the two cut and mark words differently), and its names as (first, end, sort) there."""
    text, names, start, sort = "", set(), None, ""
    for word, label in words + [("", "O")]:
        if start is not None and not label.startswith("I-"):
            names.add((start, len(text), sort))
            start = None
        if label.startswith("B-"):
            start, sort = len(text), label[2:]
        text += letters(word)
    return text, names


def sentences(path, label):
    rows = []
    with open(path, encoding="utf-8") if path != "-" else sys.stdin as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) > 2 and cells[0].isdigit():
                rows.append(label(cells))
            elif not line.strip() and rows:
                yield rows
                rows = []
    if rows:
        yield rows


def misc_label(cells):
    for part in cells[9].split("|"):
        if part.startswith("NER="):
            return part[4:]
    return "O"


def main():
    parsed = collections.defaultdict(list)
    for words in sentences(sys.argv[2], lambda c: (c[1], misc_label(c))):
        text, names = spans(words)
        parsed[text].append(names)
    pairs = []
    for words in sentences(sys.argv[1], lambda c: (c[1], c[2])):
        text, names = spans(words)
        if not parsed[text]:
            print("names.py: not among the parsed, its names count as missed: " + text, file=sys.stderr)
        pairs.append((names, parsed[text].pop(0) if parsed[text] else set()))
    for sort in ("all", "PER", "ORG", "LOC"):
        right = told = true = 0
        for g, p in pairs:
            g, p = ({s for s in x if sort in ("all", s[2])} for x in (g, p))
            right, told, true = right + len(g & p), told + len(p), true + len(g)
        print("%-4s F1 %.2f" % (sort, 200 * right / max(told + true, 1)))


main()
