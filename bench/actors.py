#!/usr/bin/env python3
"""Who an actor phrase is: actors.py CASUS ngec_actors_dev.jsonl [show]. Each phrase stands as the subject of a plain sentence of its date;
country and sector of the mention on it are held against the label COUNTRY/SECTOR/SECOND. Phrases labelled "//" (only a search is tested) and
those with an unknown sector ("????") are left out; Kosovo is XKX there. The sector is right when it is one of the mention's; where the label has
none, a state's government is."""
import datetime, json, os, subprocess, sys, tempfile

casus, path = sys.argv[1:3]
show = len(sys.argv) > 3
rows = [row for row in map(json.loads, open(path, encoding="utf-8")) if row["label"] and row["label"] != "//" and "?" not in row["label"]]


def day(text):
    for form in ("%Y-%m-%d", "%Y%m%d", "%d %B %Y", "%B %d, %Y", "%Y"):
        try:
            return datetime.datetime.strptime(text.strip(), form).strftime("%Y-%m-%d")
        except ValueError:
            pass
    return "2022-06-01"  # "today", when the set was made


def phrase(row):
    text = row["text"].strip().rstrip(".")
    return text[0].upper() + text[1:]


with tempfile.NamedTemporaryFile("w", suffix=".jsonl", delete=False) as out:
    for row in rows:
        arguments = row["extra"].get("args") or {}
        date = day(str(arguments.get("query_date") or row["extra"].get("date") or ""))
        out.write(json.dumps({"id": row["id"], "text": phrase(row) + " made a statement on Monday.", "date": date}) + "\n")
read = subprocess.run([casus, "read", "--mentions", out.name], stdout=subprocess.PIPE, check=True).stdout.decode()
os.unlink(out.name)
documents = {d["id"]: d for d in map(json.loads, read.splitlines())}
right = [0, 0]
for row in rows:
    country, sector, second = (row["label"] or "//").split("/")
    end = len(phrase(row))
    best = None
    for actor in documents[row["id"]]["mentions"]:
        if actor["kind"] != "actor":
            continue
        if actor["start"] < end and (best is None or (bool(actor["country"]) + bool(actor["sector"]), actor["end"] - actor["start"]) > (bool(best["country"]) + bool(best["sector"]), best["end"] - best["start"])):
            best = actor
    country = {"XKX": "KOS"}.get(country, country)
    mine = (best["country"], best["sector"], *best["other_sectors"]) if best else ("", "")
    good = (mine[0] == country, sector in mine[1:] or (sector == "" and mine[1] == "GOV"))
    for i in range(2):
        right[i] += good[i]
    if show and not all(good):
        print(row["text"][:90], "|", row["label"], "|", mine)
print(json.dumps({"phrases": len(rows), "country": round(right[0] / len(rows), 4), "sector": round(right[1] / len(rows), 4)}))
