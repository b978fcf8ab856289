#!/usr/bin/env python3
"""A store many times over, for measuring the server: multiply.py FROM.db TO.db EVENTS

The documents of FROM that hold events are copied with shifted days until there are EVENTS events. Everything a query touches is real rows;
only the full-text index is left out. The result is no data set: it is for timing.
"""
import shutil
import sqlite3
import sys

source, target, wanted = sys.argv[1], sys.argv[2], int(sys.argv[3])
shutil.copy(source, target)
db = sqlite3.connect(target, isolation_level=None)
db.execute("PRAGMA journal_mode = OFF")
db.execute("PRAGMA synchronous = OFF")
db.execute("PRAGMA foreign_keys = OFF")
one = lambda sql: db.execute(sql).fetchone()[0]
db.execute("CREATE TEMP TABLE pick AS SELECT d.id AS document, d.current AS coding FROM document d WHERE EXISTS (SELECT 1 FROM report r WHERE r.coding = d.current)")
db.execute("CREATE UNIQUE INDEX temp.pick_coding ON pick(coding)")
high = {table: one("SELECT coalesce(max(id), 0) FROM " + table) for table in ("document", "coding", "sentence", "report", "event")}
columns = {table: [row[1] for row in db.execute("PRAGMA table_info(%s)" % table)] for table in
           ("document", "coding", "sentence", "mention", "spot", "report", "event", "party", "figure", "statement", "addressee", "meeting", "attendee")}
step = one("SELECT count(DISTINCT event) FROM report WHERE coding IN (SELECT coding FROM pick)")
rounds = max(0, -(-(wanted - one("SELECT count(*) FROM event")) // step))


def copy(table, k, where, **changed):
    made = ", ".join(changed.get(c, "t." + c) for c in columns[table])
    db.execute("INSERT INTO %s(%s) SELECT %s FROM %s t WHERE %s" % (table, ", ".join(columns[table]), made, table, where))


db.execute("BEGIN")
for k in range(1, rounds + 1):
    up = {table: k * (high[table] + 1) for table in high}
    mine = "t.coding IN (SELECT coding FROM pick)"
    coding = "t.coding + %d" % up["coding"]
    day = "date(t.published, '+%d days')" % (k * 30)
    copy("document", k, "t.id IN (SELECT document FROM pick)", id="t.id + %d" % up["document"], hash="randomblob(32)", current="t.current + %d" % up["coding"], published=day, original="NULL", likeness="NULL")
    copy("coding", k, "t.id IN (SELECT coding FROM pick)", id="t.id + %d" % up["coding"], document="t.document + %d" % up["document"], first_sentence="t.first_sentence + %d" % up["sentence"])
    copy("sentence", k, mine, id="t.id + %d" % up["sentence"], coding=coding)
    copy("mention", k, mine, coding=coding)
    copy("spot", k, mine, coding=coding)
    copy("event", k, "t.id IN (SELECT event FROM report r WHERE r.coding IN (SELECT coding FROM pick))", id="t.id + %d" % up["event"], key="t.key || '-%d'" % k)
    copy("report", k, mine, id="t.id + %d" % up["report"], key="t.key || '-%d'" % k, coding=coding, sentence="t.sentence + %d" % up["sentence"], event="t.event + %d" % up["event"], day="t.day + %d" % (k * 30),
         last_day="t.last_day + %d" % (k * 30), date="CASE t.date_precision WHEN 'day' THEN date(t.date, '+%d days') ELSE t.date END" % (k * 30))
    copy("party", k, "t.report IN (SELECT r.id FROM report r WHERE r.coding IN (SELECT coding FROM pick))", report="t.report + %d" % up["report"])
    for table in ("figure", "statement", "addressee", "meeting", "attendee"):
        copy(table, k, mine, coding=coding)
db.execute("COMMIT")
print("%d documents, %d events, %d reports" % (one("SELECT count(*) FROM document"), one("SELECT count(*) FROM event"), one("SELECT count(*) FROM report")))
