#!/usr/bin/env python3
"""Names in columns (word TAB label, a blank line after each sentence) as documents with offsets: columns.py NAMES.txt > gold.jsonl

One sentence is one document: {"id", "text", "entities": [{"start", "end", "type"}]}; words are joined by blanks.
"""
import json
import sys


def document(number, rows):
    text, entities = "", []
    for word, label in rows:
        text += " " if text else ""
        kind = label[2:]
        if label.startswith("I-") and entities and entities[-1]["end"] == len(text) - 1 and entities[-1]["type"] == kind:
            entities[-1]["end"] = len(text) + len(word)
        elif label != "O":
            entities.append({"start": len(text), "end": len(text) + len(word), "type": kind})
        text += word
    return {"id": str(number), "text": text, "entities": entities}


def main():
    number, rows = 0, []
    for line in [*open(sys.argv[1], encoding="utf-8"), "\n"]:
        cells = line.rstrip("\n").split("\t")
        if len(cells) > 1:
            rows.append((cells[0], cells[1]))
        elif rows:
            print(json.dumps(document(number, rows), ensure_ascii=False))
            number, rows = number + 1, []


main()
