#!/usr/bin/env python3
"""casus's times in the form of Microsoft's recognisers, for score_recog.py.

    recog_reading.py CASUS msrecog_datetime.jsonl > reading.jsonl

casus tells what a text calls a time, as TIMEX3: two days in "from May 2 to May 4". The recognisers tell stretches with their prepositions:
one stretch from the first day to the second, "before 2016" without a beginning. This joins and words them so; what day an expression means is
casus's own answer. Times of day without a day lose the day of the report that casus gives them.
"""
import datetime
import json
import re
import subprocess
import sys

DAY = datetime.timedelta(days=1)
SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
UNITS = {"D": 1, "W": 7}
JOIN = re.compile(r"\s*(to|and|through|thru|till|until|up to|-|–|~)\s*$", re.I)
LEAD = re.compile(r"\b(from|between)\s+$", re.I)
AFTER = re.compile(r"\b(since|after|before|until|till|starting on|starting from|starting|beginning on|beginning|later than|as early as|as late as|no later than|by)\s+$", re.I)
OPEN_END = re.compile(r"\s+(and|or)\s+(later|after|greater|onwards)\b", re.I)
DAYLIKE = re.compile(r"day|week|month|year|today|tomorrow|night|morning|evening|\d[/-]\d|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun", re.I)
NO_ARTICLE = re.compile(r"the\s+(?=(following|next|last|past|previous|coming|same|middle|beginning|end|start|latter)\b(?!\s+\w+\s+of\b))", re.I)


def months(day, n):
    at = day.year * 12 + day.month - 1 + n
    last = 31
    while True:
        try:
            return datetime.date(at // 12, at % 12 + 1, min(day.day, last))
        except ValueError:
            last -= 1


def stretch(value):
    """First day and the day after the last, of a TIMEX3 value; None when it is no stretch of the calendar."""
    try:
        if m := re.fullmatch(r"(\d{4})", value):
            return datetime.date(int(m[1]), 1, 1), datetime.date(int(m[1]) + 1, 1, 1)
        if m := re.fullmatch(r"(\d{4})-(\d\d)", value):
            first = datetime.date(int(m[1]), int(m[2]), 1)
            return first, months(first, 1)
        if m := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", value):
            first = datetime.date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
            return first, first + DAY * (2 if m[3] else 7)
        if m := re.fullmatch(r"(\d{4})-([QH])(\d)", value):
            n = 3 if m[2] == "Q" else 6
            first = datetime.date(int(m[1]), int(m[3]) * n - n + 1, 1)
            return first, months(first, n)
        if m := re.fullmatch(r"(\d{4})-(SP|SU|FA|WI)", value):
            first = datetime.date(int(m[1]), SEASONS[m[2]], 1)
            return first, months(first, 3)
        if re.fullmatch(r"\d{2,3}", value):
            n = 100 if len(value) == 2 else 10
            return datetime.date(int(value) * n, 1, 1), datetime.date(int(value) * n + n, 1, 1)
        if m := re.fullmatch(r"(\d{4}-\d\d-\d\d)", value):
            first = datetime.date.fromisoformat(m[1])
            return first, first + DAY
    except ValueError:
        pass
    return None


def counted(value, words, today):
    """ "the last three weeks": a number of units up to the day of reference, or from the day after it."""
    m = re.fullmatch(r"P(\d+)([DWMY])", value)
    back, ahead = re.search(r"\b(last|past|previous)\b", words, re.I), re.search(r"\b(next|coming|following)\b", words, re.I)
    if not m or not (back or ahead):
        return None
    n = int(m[1])
    step = (lambda d, k: d + DAY * UNITS[m[2]] * k) if m[2] in UNITS else (lambda d, k: months(d, k * (12 if m[2] == "Y" else 1)))
    return (step(today, -n), today) if back else (today + DAY, step(today + DAY, n))


def one(text, m, today):
    words, value = m["text"], m["value"]
    said = {"start": m["start"], "end": m["end"], "timex": value}
    if clock := re.fullmatch(r"(\d{4}-\d\d-\d\d|XXXX-XX-XX)T(\d\d):(\d\d)", value):
        alone = not DAYLIKE.search(words)
        said["timex"] = ("" if alone else clock[1]) + "T" + clock[2] + (":" + clock[3] if clock[3] != "00" or re.search(r"\d[:.]\d\d", words) else "")
        said["value"] = ("" if alone else clock[1] + " ") + clock[2] + ":" + clock[3] + ":00"
        return said, None
    if article := NO_ARTICLE.match(words):
        said["start"] += article.end()
    days = counted(value, words, today) or stretch(value)
    if days and re.fullmatch(r"\d{4}-\d\d-\d\d", value):
        said["value"] = value
    elif days:
        said["from"], said["to"] = days[0].isoformat(), days[1].isoformat()
    return said, days


def bounded(text, said, days):
    """With the preposition before it: "before 2016", "since May"; and what keeps its end open behind it: "2016 or later"."""
    word = AFTER.search(text[: said["start"]])
    tail = OPEN_END.match(text[said["end"] :])
    if not days or not (word or tail):
        return said
    first, end = (d.isoformat() for d in days)
    if tail:
        return {"start": said["start"], "end": said["end"] + tail.end(), "from": first, "to": None}
    kind = word[1].lower()
    start = {"start": word.start(1), "end": said["end"]}
    if kind in ("before", "until", "till", "as late as", "no later than", "by"):
        return {**start, "from": None, "to": first}
    return {**start, "from": end if kind in ("after", "later than") else first, "to": None}


def times(text, mentions, today):
    found, i = [], 0
    while i < len(mentions):
        said, days = one(text, mentions[i], today)
        if i + 1 < len(mentions):
            other, other_days = one(text, mentions[i + 1], today)
            join, lead = JOIN.fullmatch(text[said["end"] : other["start"]]), LEAD.search(text[: said["start"]])
            if join and days and other_days and (lead or join[1].lower() not in ("and", "to")):
                start = lead.start(1) if lead else said["start"]
                found.append({"start": start, "end": other["end"], "from": days[0].isoformat(), "to": other_days[0].isoformat()})
                i += 2
                continue
        found.append(bounded(text, said, days))
        i += 1
    return found


def main():
    casus, path = sys.argv[1:3]
    documents = [json.loads(line) for line in open(path, encoding="utf-8")]
    lines = [json.dumps({"id": d["id"], "text": d["text"], "date": (d["reference"] or "")[:10]}) for d in documents]
    read = subprocess.run([casus, "read", "--mentions", "--input", "jsonl", "-"], input="\n".join(lines) + "\n", stdout=subprocess.PIPE, check=True, encoding="utf-8")
    for line, d in zip(read.stdout.splitlines(), documents):
        mentions = [m for m in json.loads(line)["mentions"] if m["kind"] == "time"]
        today = datetime.date.fromisoformat((d["reference"] or "2000-01-01")[:10])
        print(json.dumps({"id": d["id"], "timexes": times(d["text"], mentions, today)}))


main()
