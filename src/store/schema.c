/* Tables and views.
 *
 *   run -< coding >- document        one reading of a document, and who read
 *            |-< sentence             with its verdict
 *            |-< mention >- entity    "Mr Putin" at 120..128 is Vladimir Putin, RUS GOV
 *            |-< spot >- place        "Odesa" at 88..93 is a point in UKR
 *            |-< report >- event      an event as this document tells it; what all its reports have in common
 *            |-< figure, statement, meeting
 *
 * Tables are in the singular and may change with the version; views are in the plural and are what
 * docs/store.md promises. Views show each document's current coding. Offsets are code points of the
 * document's text, which is kept once: sentences and words are cut out of it when asked for. */
#include "store/statement.h"

#include <stdio.h>

const char *const schema_statements[] = {
    "CREATE TABLE run(id INTEGER PRIMARY KEY, kind TEXT NOT NULL CHECK(kind IN ('ingest','watch','recode')), started TEXT NOT NULL, finished TEXT,"
    " casus TEXT NOT NULL, knowledge TEXT NOT NULL, model TEXT NOT NULL, options TEXT NOT NULL) STRICT",
    "CREATE TABLE document(id INTEGER PRIMARY KEY, hash BLOB NOT NULL UNIQUE, run INTEGER NOT NULL REFERENCES run(id),"
    " current INTEGER REFERENCES coding(id) DEFERRABLE INITIALLY DEFERRED, name TEXT NOT NULL, title TEXT NOT NULL, url TEXT NOT NULL, source TEXT NOT NULL,"
    " published TEXT, text TEXT NOT NULL, body INTEGER NOT NULL, words INTEGER NOT NULL, split INTEGER NOT NULL, outlet TEXT NOT NULL,"
    " original INTEGER REFERENCES document(id), likeness REAL, origin TEXT) STRICT",
    "CREATE UNIQUE INDEX document_current ON document(current)",
    "CREATE INDEX document_original ON document(original) WHERE original IS NOT NULL",
    "CREATE INDEX document_url ON document(url) WHERE url <> ''",
    "CREATE INDEX document_published ON document(published)",
    "CREATE TABLE coding(id INTEGER PRIMARY KEY, document INTEGER NOT NULL REFERENCES document(id), run INTEGER NOT NULL REFERENCES run(id),"
    " first_sentence INTEGER NOT NULL, sentences INTEGER NOT NULL, UNIQUE(document, run)) STRICT",
    "CREATE INDEX coding_run ON coding(run)",
    "CREATE TABLE sentence(id INTEGER PRIMARY KEY, coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, start INTEGER NOT NULL,"
    " stop INTEGER NOT NULL, verdict TEXT NOT NULL, headline INTEGER NOT NULL) STRICT",
    "CREATE TABLE entity(id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, sector TEXT NOT NULL, sector2 TEXT NOT NULL, code TEXT NOT NULL"
    " GENERATED ALWAYS AS (country || sector) VIRTUAL, UNIQUE(name, country, sector, sector2)) STRICT",
    "CREATE INDEX entity_country ON entity(country, sector)",
    "CREATE TABLE mention(coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, entity INTEGER NOT NULL REFERENCES entity(id),"
    " start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE place(id INTEGER PRIMARY KEY, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT NOT NULL, precision TEXT NOT NULL, lat REAL, lon REAL) STRICT",
    "CREATE INDEX place_name ON place(name, country)",
    "CREATE TABLE spot(coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, place INTEGER NOT NULL REFERENCES place(id),"
    " start INTEGER NOT NULL, stop INTEGER NOT NULL, relation TEXT NOT NULL, PRIMARY KEY(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE event(id INTEGER PRIMARY KEY, key TEXT NOT NULL UNIQUE) STRICT",
    "CREATE TABLE report(id INTEGER PRIMARY KEY, key TEXT NOT NULL, coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL,"
    " sentence INTEGER NOT NULL REFERENCES sentence(id), event INTEGER REFERENCES event(id), date TEXT, date_precision TEXT NOT NULL,"
    " day INTEGER, last_day INTEGER, type TEXT NOT NULL, mode TEXT NOT NULL, context TEXT NOT NULL, status TEXT NOT NULL, quad INTEGER NOT NULL,"
    " scale REAL NOT NULL, cameo TEXT NOT NULL, goldstein REAL NOT NULL, start INTEGER NOT NULL, stop INTEGER NOT NULL, spot INTEGER, speaker INTEGER,"
    " score INTEGER NOT NULL, rule TEXT NOT NULL, wording BLOB NOT NULL, ground BLOB NOT NULL, UNIQUE(coding, number), FOREIGN KEY(coding, spot) REFERENCES spot(coding, number),"
    " FOREIGN KEY(coding, speaker) REFERENCES mention(coding, number)) STRICT",
    "CREATE INDEX report_event ON report(event)",
    "CREATE INDEX report_key ON report(key)",
    "CREATE INDEX report_sentence ON report(sentence)",
    "CREATE INDEX report_day ON report(day)",
    "CREATE TABLE party(report INTEGER NOT NULL REFERENCES report(id), role TEXT NOT NULL CHECK(role IN ('actor','recipient')), number INTEGER NOT NULL,"
    " mention INTEGER NOT NULL, entity INTEGER NOT NULL REFERENCES entity(id), PRIMARY KEY(report, role, number)) STRICT, WITHOUT ROWID",
    "CREATE INDEX party_entity ON party(entity, role)",
    "CREATE TABLE figure(coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, sentence INTEGER NOT NULL, report INTEGER, what TEXT NOT NULL,"
    " owner INTEGER, claimant INTEGER, spot INTEGER, activity TEXT NOT NULL, low INTEGER NOT NULL, high INTEGER NOT NULL, approx INTEGER NOT NULL,"
    " start INTEGER NOT NULL, stop INTEGER NOT NULL, PRIMARY KEY(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE statement(coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, sentence INTEGER NOT NULL, kind TEXT NOT NULL, speaker INTEGER,"
    " reported_by INTEGER, content_start INTEGER, content_stop INTEGER, condition_start INTEGER, condition_stop INTEGER, quoted INTEGER NOT NULL, stance TEXT NOT NULL,"
    " firmness INTEGER NOT NULL, date TEXT, date_precision TEXT NOT NULL, issue TEXT NOT NULL, rule TEXT NOT NULL, PRIMARY KEY(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE addressee(coding INTEGER NOT NULL, statement INTEGER NOT NULL, number INTEGER NOT NULL, mention INTEGER NOT NULL, PRIMARY KEY(coding, statement, number),"
    " FOREIGN KEY(coding, statement) REFERENCES statement(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE meeting(coding INTEGER NOT NULL REFERENCES coding(id), number INTEGER NOT NULL, sentence INTEGER NOT NULL, status TEXT NOT NULL, date TEXT,"
    " date_precision TEXT NOT NULL, spot INTEGER, start INTEGER NOT NULL, stop INTEGER NOT NULL, forum_start INTEGER, forum_stop INTEGER,"
    " PRIMARY KEY(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE attendee(coding INTEGER NOT NULL, meeting INTEGER NOT NULL, number INTEGER NOT NULL, mention INTEGER NOT NULL, PRIMARY KEY(coding, meeting, number),"
    " FOREIGN KEY(coding, meeting) REFERENCES meeting(coding, number)) STRICT, WITHOUT ROWID",
    "CREATE TABLE reason(report INTEGER PRIMARY KEY REFERENCES report(id), with_report INTEGER NOT NULL, score REAL NOT NULL, reasons TEXT NOT NULL) STRICT",
    "CREATE TABLE apart(key TEXT PRIMARY KEY, event TEXT NOT NULL, decided TEXT NOT NULL) STRICT",
    "CREATE TABLE band(hash INTEGER NOT NULL, document INTEGER NOT NULL REFERENCES document(id), PRIMARY KEY(hash, document)) STRICT, WITHOUT ROWID",
    "CREATE TABLE block(hash INTEGER NOT NULL, report INTEGER NOT NULL REFERENCES report(id), PRIMARY KEY(hash, report)) STRICT, WITHOUT ROWID",
    "CREATE INDEX block_report ON block(report)",
    "CREATE TABLE feed(url TEXT PRIMARY KEY, etag TEXT NOT NULL, modified TEXT NOT NULL, next INTEGER NOT NULL, failures INTEGER NOT NULL, message TEXT NOT NULL) STRICT",
    "CREATE TABLE input(path TEXT PRIMARY KEY, size INTEGER NOT NULL, changed INTEGER NOT NULL) STRICT",
    /* every coding's sentences: what the full-text index stands on */
    "CREATE VIEW sentence_text AS SELECT s.id, substr(d.text, s.start + 1, s.stop - s.start) AS text FROM sentence s JOIN coding c ON c.id = s.coding JOIN document d ON d.id = c.document",
    "CREATE VIRTUAL TABLE search USING fts5(text, content='sentence_text', content_rowid='id', tokenize=\"porter unicode61 remove_diacritics 2\")",
    "CREATE VIEW runs AS SELECT r.id, r.kind, r.started, r.finished, r.casus, r.knowledge, r.model, r.options, (SELECT count(*) FROM coding c WHERE c.run = r.id) AS documents FROM run r",
    "CREATE VIEW documents AS SELECT d.id, d.name, d.title, d.url, d.source, d.outlet, coalesce(d.published,'') AS published, d.words, d.original, d.likeness, d.origin,"
    " lower(hex(d.hash)) AS hash, d.run AS added_by, c.run AS coded_by, r.started AS added, d.text FROM document d JOIN coding c ON c.id = d.current JOIN run r ON r.id = d.run",
    "CREATE VIEW sentences AS SELECT s.id, d.id AS document, s.number, s.start, s.stop, s.verdict, s.headline, substr(d.text, s.start + 1, s.stop - s.start) AS text, c.run"
    " FROM document d JOIN coding c ON c.id = d.current JOIN sentence s ON s.id BETWEEN c.first_sentence AND c.first_sentence + c.sentences - 1",
    "CREATE VIEW feeds AS SELECT url, etag, modified, datetime(next, 'unixepoch') AS next, failures, message FROM feed",
    "CREATE VIEW entities AS SELECT id, name, country, sector, sector2, code FROM entity",
    "CREATE VIEW places AS SELECT id, name, country, admin1, precision, lat, lon FROM place",
    "CREATE VIEW parties AS SELECT r.key AS report, p.role, p.number, e.country, e.sector, e.code, e.name, substr(d.text, m.start + 1, m.stop - m.start) AS text, e.id AS entity"
    " FROM report r JOIN document d ON d.current = r.coding JOIN party p ON p.report = r.id JOIN entity e ON e.id = p.entity"
    " JOIN mention m ON m.coding = r.coding AND m.number = p.mention",
    "CREATE VIEW reports AS SELECT r.key AS id, v.key AS event_id, d.id AS document, r.sentence - c.first_sentence AS sentence, coalesce(r.date,'') AS date, r.date_precision,"
    " coalesce(d.published,'') AS published, r.type AS event, r.mode, r.context, r.status,"
    " coalesce((SELECT group_concat(e.code, ';') FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = r.id AND p.role = 'actor'),'') AS actors,"
    " coalesce((SELECT group_concat(e.code, ';') FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = r.id AND p.role = 'recipient'),'') AS recipients,"
    " coalesce(l.name,'') AS place, coalesce(l.country,'') AS country, l.lat, l.lon, r.quad AS quad_code, r.scale AS event_scale, r.cameo, r.goldstein,"
    " coalesce((SELECT e.code FROM mention m JOIN entity e ON e.id = m.entity WHERE m.coding = r.coding AND m.number = r.speaker),'') AS attribution,"
    " substr(d.text, r.start + 1, r.stop - r.start) AS event_text, r.score / 1000.0 AS score, r.rule, d.outlet, d.origin, d.url, c.run,"
    " (SELECT substr(d.text, s.start + 1, s.stop - s.start) FROM sentence s WHERE s.id = r.sentence) AS text"
    " FROM report r JOIN document d ON d.current = r.coding JOIN coding c ON c.id = r.coding JOIN event v ON v.id = r.event"
    " LEFT JOIN spot o ON o.coding = r.coding AND o.number = r.spot LEFT JOIN place l ON l.id = o.place",
    "CREATE VIEW events AS SELECT event_id AS id, count(*) AS reports, count(DISTINCT document) AS documents, count(DISTINCT origin) AS sources, min(id) AS first_report,"
    " max(date) AS date, event, max(mode) AS mode, status, max(actors) AS actors, max(recipients) AS recipients, max(place) AS place, max(country) AS country,"
    " max(lat) AS lat, max(lon) AS lon, quad_code, avg(event_scale) AS event_scale, avg(goldstein) AS goldstein FROM reports GROUP BY event_id",
    "CREATE VIEW merges AS SELECT r.key AS report, v.key AS event_id, w.key AS with_report, n.score, n.reasons FROM reason n JOIN report r ON r.id = n.report"
    " JOIN document d ON d.current = r.coding JOIN event v ON v.id = r.event JOIN report w ON w.id = n.with_report",
    "CREATE VIEW figures AS SELECT d.id AS document, f.sentence, f.what, f.low, f.high, f.approx, f.activity,"
    " coalesce(o.code,'') AS owner, coalesce(k.code,'') AS claimant, coalesce(nullif(k.name,''), k.code, '') AS claimant_name, coalesce(l.name,'') AS place, coalesce(l.country,'') AS country,"
    " (SELECT r.key FROM report r WHERE r.coding = f.coding AND r.number = f.report) AS report,"
    " (SELECT v.key FROM report r JOIN event v ON v.id = r.event WHERE r.coding = f.coding AND r.number = f.report) AS event_id,"
    " coalesce((SELECT r.date FROM report r WHERE r.coding = f.coding AND r.number = f.report), '') AS date, coalesce(d.published,'') AS published,"
    " substr(d.text, f.start + 1, f.stop - f.start) AS text, d.outlet, c.run"
    " FROM figure f JOIN document d ON d.current = f.coding JOIN coding c ON c.id = f.coding"
    " LEFT JOIN mention om ON om.coding = f.coding AND om.number = f.owner LEFT JOIN entity o ON o.id = om.entity"
    " LEFT JOIN mention km ON km.coding = f.coding AND km.number = f.claimant LEFT JOIN entity k ON k.id = km.entity"
    " LEFT JOIN spot x ON x.coding = f.coding AND x.number = f.spot LEFT JOIN place l ON l.id = x.place",
    "CREATE VIEW statements AS SELECT d.id AS document, s.sentence, s.kind, coalesce(e.code,'') AS speaker, coalesce(nullif(e.name,''), substr(d.text, m.start + 1, m.stop - m.start), '') AS speaker_name,"
    " coalesce((SELECT group_concat(x.code, ';') FROM addressee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity"
    "  WHERE a.coding = s.coding AND a.statement = s.number),'') AS addressees,"
    " coalesce(substr(d.text, s.content_start + 1, s.content_stop - s.content_start),'') AS content,"
    " coalesce(substr(d.text, s.condition_start + 1, s.condition_stop - s.condition_start),'') AS condition, s.quoted, s.stance, s.firmness, s.issue,"
    " coalesce(s.date,'') AS date, coalesce(d.published,'') AS published, s.rule, d.outlet, c.run"
    " FROM statement s JOIN document d ON d.current = s.coding JOIN coding c ON c.id = s.coding"
    " LEFT JOIN mention m ON m.coding = s.coding AND m.number = s.speaker LEFT JOIN entity e ON e.id = m.entity",
    "CREATE VIEW meetings AS SELECT d.id AS document, g.sentence, g.status, coalesce(g.date,'') AS date, g.date_precision,"
    " coalesce((SELECT group_concat(x.code, ';') FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity x ON x.id = n.entity"
    "  WHERE a.coding = g.coding AND a.meeting = g.number),'') AS parties,"
    " coalesce((SELECT group_concat(coalesce(nullif(x.name,''), substr(d.text, n.start + 1, n.stop - n.start)), ';') FROM attendee a JOIN mention n ON n.coding = a.coding"
    "  AND n.number = a.mention JOIN entity x ON x.id = n.entity WHERE a.coding = g.coding AND a.meeting = g.number),'') AS names,"
    " coalesce(substr(d.text, g.forum_start + 1, g.forum_stop - g.forum_start),'') AS forum, coalesce(l.name,'') AS place, coalesce(l.country,'') AS country, l.lat, l.lon,"
    " coalesce(d.published,'') AS published, substr(d.text, g.start + 1, g.stop - g.start) AS text, d.outlet, d.url, c.run"
    " FROM meeting g JOIN document d ON d.current = g.coding JOIN coding c ON c.id = g.coding"
    " LEFT JOIN spot x ON x.coding = g.coding AND x.number = g.spot LEFT JOIN place l ON l.id = x.place",
    NULL};

/* From version i to i + 1; a store of an older version is brought up step by step, in one transaction. */
static const char *const migrations[STORE_VERSION] = {NULL};

static int pragma_of(sqlite3 *db, const char *name)
{
    char sql[60];
    sqlite3_stmt *q;
    int value = -1;
    snprintf(sql, sizeof sql, "PRAGMA %s", name);
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        value = sqlite3_column_int(q, 0);
    sqlite3_finalize(q);
    return value;
}

static bool is_empty(sqlite3 *db)
{
    sqlite3_stmt *q;
    bool empty = sqlite3_prepare_v2(db, "SELECT 1 FROM sqlite_schema LIMIT 1", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_DONE;
    sqlite3_finalize(q);
    return empty;
}

static bool create(sqlite3 *db)
{
    for (const char *const *sql = schema_statements; *sql; sql++)
        if (sqlite3_exec(db, *sql, NULL, NULL, NULL) != SQLITE_OK)
            return false;
    return true;
}

static bool migrate(sqlite3 *db, int from)
{
    char sql[100];
    for (int i = from; i < STORE_VERSION; i++)
        if (migrations[i] && sqlite3_exec(db, migrations[i], NULL, NULL, NULL) != SQLITE_OK)
            return false;
    snprintf(sql, sizeof sql, "PRAGMA application_id = %d; PRAGMA user_version = %d", STORE_APPLICATION, STORE_VERSION);
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK;
}

/* Two programs may come to an empty file at once: who has the lock looks again. */
static int bring_up(sqlite3 *db, const char *path, casus_error *err)
{
    bool good = sqlite3_exec(db, "BEGIN IMMEDIATE", NULL, NULL, NULL) == SQLITE_OK;
    if (good && is_empty(db))
        good = create(db) && migrate(db, STORE_VERSION);
    else if (good && pragma_of(db, "user_version") < STORE_VERSION)
        good = migrate(db, pragma_of(db, "user_version"));
    good = good && sqlite3_exec(db, "COMMIT", NULL, NULL, NULL) == SQLITE_OK;
    if (good)
        return CASUS_OK;
    store_fault_of(db, path, err);
    sqlite3_exec(db, "ROLLBACK", NULL, NULL, NULL);
    return CASUS_EFILE;
}

int schema_prepare(sqlite3 *db, const char *path, bool write, casus_error *err)
{
    int application = pragma_of(db, "application_id"), version = pragma_of(db, "user_version");
    if (application < 0 || version < 0)
        return store_fault_of(db, path, err);
    if (application != STORE_APPLICATION && !is_empty(db)) {
        int code = sqlite3_errcode(db);
        if (code != SQLITE_OK && code != SQLITE_ROW && code != SQLITE_DONE)
            return store_fault_of(db, path, err);
        return error_set(err, CASUS_EFORMAT, "%s: an SQLite file, but not a casus store", path);
    }
    if (version > STORE_VERSION)
        return error_set(err, CASUS_EFORMAT, "%s: written by a newer casus (store version %d, this one reads %d)", path, version, STORE_VERSION);
    if (write && version < STORE_VERSION)
        return bring_up(db, path, err);
    if (version < STORE_VERSION)
        return error_set(err, CASUS_EFORMAT, version ? "%s: written by an older casus; casus doctor --db brings it up to date" : "%s: empty, not a casus store", path);
    return CASUS_OK;
}
