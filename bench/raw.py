"""Sentences, tokens and trees from raw text, scored as the CoNLL 2018 shared task scored them.

    raw.py text GOLD.conllu >raw.jsonl           a document a line; a blank line where the treebank has a new paragraph
    casus parse raw.jsonl | raw.py score GOLD.conllu -

A sentence or token counts when its first and last character are those of one in the gold file, blanks left aside. Words are aligned by
their characters; inside a multiword token ("don't" = do + n't), whose words have no characters of their own, by their forms. A word's
head counts when it is aligned to the gold word's head, its label with the subtype. F1 over all words, those not aligned being wrong.
Where casus repaired or passed over characters, both texts are brought together again at the next twelve that are equal; the number of
gold characters lost so is told.
"""
import json
import re
import sys


def blocks(path):
    """Sentences: (comment lines, token lines)."""
    comments, lines = [], []
    for line in sys.stdin if path == "-" else open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("#"):
            comments.append(line)
        elif line:
            lines.append(line.split("\t"))
        elif lines:
            yield comments, lines
            comments, lines = [], []
    if lines:
        yield comments, lines


def surface(lines):
    """The lines that stand for a piece of the text: multiword tokens, and words outside them."""
    until = 0
    for f in lines:
        if "-" in f[0]:
            until = int(f[0].split("-")[1])
            yield f
        elif f[0].isdigit() and int(f[0]) > until:
            yield f


def put_text(path):
    texts = []
    for comments, lines in blocks(path):
        if any(c.startswith("# newdoc") for c in comments) or not texts:
            texts.append("")
        elif any(c.startswith("# newpar") for c in comments):
            texts[-1] = texts[-1].rstrip(" ") + "\n\n"
        for f in surface(lines):
            new = re.search(r"(^|\|)NewPar=Yes", f[9]) if texts[-1] else None
            texts[-1] += ("\n\n" if new else "") + f[1] + ("" if "SpaceAfter=No" in f[9].split("|") else " ")
    for i, text in enumerate(texts):
        print(json.dumps({"id": str(i + 1), "text": text.rstrip(" ")}, ensure_ascii=False))


class Corpus:
    def __init__(self, path):
        self.characters, self.sentences, self.tokens = [], [], []
        self.words = []  # [begin, end, form, UPOS, head (index or -1), label, in a multiword token]
        for _, lines in blocks(path):
            begin, first, inside = len(self.characters), len(self.words), {}
            spans = {}
            for f in surface(lines):
                at = len(self.characters)
                self.characters += "".join(f[1].split())
                span = (at, len(self.characters))
                self.tokens.append(span)
                numbers = [int(n) for n in f[0].split("-")]
                for n in range(numbers[0], numbers[-1] + 1):
                    spans[n] = span
                    inside[n] = len(numbers) > 1
            for f in lines:
                if f[0].isdigit():
                    head = int(f[6]) if f[6].isdigit() else 0
                    self.words.append([*spans[int(f[0])], f[1].lower(), f[3], first + head - 1 if head else -1, f[7], inside[int(f[0])]])
            self.sentences.append((begin, len(self.characters)))


def common(a, b, same=12, reach=400):
    """For every character of b (and the end) its place in a, where the texts differ a fraction that equals nothing."""
    places, i, j, lost = [], 0, 0, 0
    while j < len(b):
        if i < len(a) and a[i] == b[j]:
            places.append(i)
            i, j = i + 1, j + 1
            continue
        for total in range(1, 2 * reach):
            step = next((x for x in range(total + 1) if a[i + x:i + x + same] == b[j + total - x:j + total - x + same]), None)
            if step is not None:
                break
        else:
            sys.exit("the texts differ for good at: " + "".join(a[i:i + 60]))
        lost += step
        places += [i + (0 if k == 0 else 0.5) for k in range(total - step)]
        i, j = i + step, j + total - step
    return places + [len(a)], lost + len(a) - i


def longest(a, b):
    """Index pairs of a longest common subsequence."""
    table = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a) - 1, -1, -1):
        for j in range(len(b) - 1, -1, -1):
            table[i][j] = 1 + table[i + 1][j + 1] if a[i] == b[j] else max(table[i + 1][j], table[i][j + 1])
    i = j = 0
    while i < len(a) and j < len(b):
        if a[i] == b[j]:
            yield i, j
            i, j = i + 1, j + 1
        elif table[i + 1][j] >= table[i][j + 1]:
            i += 1
        else:
            j += 1


def align(gold, system):
    """{system word: gold word}: by spans; round multiword tokens by forms, in the smallest stretch that both have whole."""
    pairs, g, s = {}, 0, 0
    a, b = gold.words, system.words
    while g < len(a) and s < len(b):
        if a[g][6] or b[s][6]:
            if not a[g][6] and a[g][1] <= b[s][0]:
                g += 1
                continue
            if not b[s][6] and b[s][1] <= a[g][0]:
                s += 1
                continue
            end, x, y = max(a[g][1] if a[g][6] else 0, b[s][1] if b[s][6] else 0), g, s
            while True:
                if x < len(a) and a[x][0] < end:
                    end, x = max(end, a[x][1] if a[x][6] else 0), x + 1
                elif y < len(b) and b[y][0] < end:
                    end, y = max(end, b[y][1] if b[y][6] else 0), y + 1
                else:
                    break
            for i, j in longest([w[2] for w in a[g:x]], [w[2] for w in b[s:y]]):
                pairs[s + j] = g + i
            g, s = x, y
        elif a[g][:2] == b[s][:2]:
            pairs[s] = g
            g, s = g + 1, s + 1
        elif a[g][0] <= b[s][0]:
            g += 1
        else:
            s += 1
    return pairs


def score(gold_path, system_path):
    gold, system = Corpus(gold_path), Corpus(system_path)
    places, lost = common(gold.characters, system.characters)
    move = lambda span: (places[span[0]], places[span[1]] if span[1] == 0 or places[span[1]] != int(places[span[1]]) else places[span[1] - 1] + 1)
    for w in system.words:
        w[0], w[1] = move((w[0], w[1]))

    def f1(name, right, n, m):
        print("%-9s P %6.2f  R %6.2f  F1 %6.2f" % (name, 100 * right / max(m, 1), 100 * right / max(n, 1), 200 * right / max(n + m, 1)))

    for name, a, b in (("sentences", gold.sentences, system.sentences), ("tokens", gold.tokens, system.tokens)):
        f1(name, len(set(a) & {move(x) for x in b}), len(a), len(b))
    pairs = align(gold, system)
    n, m = len(gold.words), len(system.words)
    head = lambda s: -1 if system.words[s][4] < 0 else pairs.get(system.words[s][4], -2)
    heads = [(s, g) for s, g in pairs.items() if head(s) == gold.words[g][4]]
    f1("words", len(pairs), n, m)
    f1("UPOS", sum(system.words[s][3] == gold.words[g][3] for s, g in pairs.items()), n, m)
    f1("UAS", len(heads), n, m)
    f1("LAS", sum(system.words[s][5] == gold.words[g][5] for s, g in heads), n, m)
    print("characters %d, lost %d" % (len(gold.characters), lost))


if sys.argv[1] == "text":
    put_text(sys.argv[2])
else:
    score(sys.argv[2], sys.argv[3])
