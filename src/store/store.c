/* The file: opening, transactions, and what to say when it cannot be written.
 *
 * One SQLite file with a write-ahead log: whoever reads is not disturbed by the one who writes. A
 * transaction is either all in the file or not at all, so a program that is killed loses what it had
 * not committed and nothing else. Each commit waits until the disk has it (synchronous = FULL). */
#include "store/statement.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WAIT_MS = 10000, CACHE_KB = 32 * 1024 };

static const char *const queries[Q_COUNT] = {
    [Q_HAS] = "SELECT 1 FROM document WHERE hash = ?1",
    [Q_DOCUMENT] = "INSERT INTO document(hash, run, name, title, url, source, published, text, body, words, split, outlet) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12)"
                   " ON CONFLICT(hash) DO NOTHING",
    [Q_CODING] = "INSERT INTO coding(document, run, first_sentence, sentences) VALUES(?1,?2,?3,?4)",
    [Q_CURRENT] = "UPDATE document SET current = ?2 WHERE id = ?1",
    [Q_SENTENCE] = "INSERT INTO sentence(id, coding, number, start, stop, verdict, headline) VALUES(?1,?2,?3,?4,?5,?6,?7)",
    [Q_SEARCH] = "INSERT INTO search(rowid, text) VALUES(?1,?2)",
    [Q_ENTITY] = "SELECT id FROM entity WHERE name = ?1 AND country = ?2 AND sector = ?3 AND sector2 = ?4",
    [Q_NEW_ENTITY] = "INSERT INTO entity(name, country, sector, sector2) VALUES(?1,?2,?3,?4)",
    [Q_MENTION] = "INSERT INTO mention(coding, number, entity, start, stop) VALUES(?1,?2,?3,?4,?5)",
    [Q_PLACE] = "SELECT id FROM place WHERE name = ?1 AND country = ?2 AND admin1 = ?3 AND precision = ?4 AND lat IS ?5 AND lon IS ?6",
    [Q_NEW_PLACE] = "INSERT INTO place(name, country, admin1, precision, lat, lon) VALUES(?1,?2,?3,?4,?5,?6)",
    [Q_SPOT] = "INSERT INTO spot(coding, number, place, start, stop, relation) VALUES(?1,?2,?3,?4,?5,?6)",
    [Q_REPORT] = "INSERT INTO report(key, coding, number, sentence, date, date_precision, day, last_day, type, mode, context, status, quad, scale, cameo, goldstein, start, stop, spot,"
                 " speaker, score, rule, wording, ground) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19,?20,?21,?22,?23,?24)",
    [Q_PARTY] = "INSERT INTO party(report, role, number, mention, entity) VALUES(?1,?2,?3,?4,?5)",
    [Q_FIGURE] = "INSERT INTO figure(coding, number, sentence, report, what, owner, claimant, spot, activity, low, high, approx, start, stop)"
                 " VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14)",
    [Q_STATEMENT] = "INSERT INTO statement(coding, number, sentence, kind, speaker, reported_by, content_start, content_stop, condition_start, condition_stop, quoted, stance, firmness,"
                    " date, date_precision, issue, rule) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17)",
    [Q_ADDRESSEE] = "INSERT INTO addressee(coding, statement, number, mention) VALUES(?1,?2,?3,?4)",
    [Q_MEETING] = "INSERT INTO meeting(coding, number, sentence, status, date, date_precision, spot, start, stop, forum_start, forum_stop) VALUES(?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11)",
    [Q_ATTENDEE] = "INSERT INTO attendee(coding, meeting, number, mention) VALUES(?1,?2,?3,?4)",
    [Q_NEXT_SENTENCE] = "SELECT coalesce(max(id), 0) + 1 FROM sentence",
    [Q_BAND] = "INSERT OR IGNORE INTO band(hash, document) VALUES(?1,?2)",
    [Q_SAME_BAND] = "SELECT document FROM band WHERE hash = ?1 ORDER BY document LIMIT 50",
    [Q_TEXT_OF] = "SELECT published, text, origin FROM document WHERE id = ?1",
    [Q_SET_ORIGINAL] = "UPDATE document SET original = ?2, likeness = ?3, origin = ?4 WHERE id = ?1",
    [Q_REPORTS_OF] = "SELECT id FROM report WHERE coding = ?1 ORDER BY number",
    [Q_PARTIES_OF] = "SELECT p.role, e.country, e.sector, e.name FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = ?1 ORDER BY p.role, p.number",
    [Q_BLOCK] = "INSERT OR IGNORE INTO block(hash, report) VALUES(?1,?2)",
    [Q_IN_BLOCK] = "SELECT b.report FROM block b JOIN report r ON r.id = b.report JOIN document d ON d.current = r.coding"
                   " WHERE b.hash = ?1 AND r.event IS NOT NULL ORDER BY b.report DESC LIMIT 40",
    [Q_ONE_REPORT] = "SELECT r.key, r.coding, r.event, coalesce(r.day, julianday(d.published) - 2440587.5), r.type, r.status, r.mode, r.wording, l.name, l.country, l.precision, l.lat, l.lon,"
                     " coalesce(d.original, d.id), c.document, r.day IS NULL, r.ground FROM report r JOIN coding c ON c.id = r.coding JOIN document d ON d.id = c.document"
                     " LEFT JOIN spot o ON o.coding = r.coding AND o.number = r.spot LEFT JOIN place l ON l.id = o.place WHERE r.id = ?1",
    [Q_OF_EVENT] = "SELECT r.id FROM report r JOIN document d ON d.current = r.coding WHERE r.event = ?1 ORDER BY r.id LIMIT 200",
    [Q_NEW_EVENT] = "INSERT INTO event(key) VALUES(?1) ON CONFLICT(key) DO NOTHING",
    [Q_SET_EVENT] = "UPDATE report SET event = ?2 WHERE id = ?1",
    [Q_REASON] = "INSERT OR REPLACE INTO reason(report, with_report, score, reasons) VALUES(?1,?2,?3,?4)",
    [Q_EARLIER] = "SELECT r.event, n.with_report, n.score, n.reasons FROM report r LEFT JOIN reason n ON n.report = r.id WHERE r.key = ?1 AND r.id <> ?2 AND r.event IS NOT NULL"
                  " ORDER BY r.id DESC LIMIT 1",
    [Q_IS_APART] = "SELECT 1 FROM apart WHERE key = ?1",
};

/* ---- faults in words ---- */

static int fault(int sqlite_code, const char *message, const char *path, casus_error *err)
{
    switch (sqlite_code & 0xFF) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return error_set(err, CASUS_EFILE, "%s: another program is writing to it and does not let go; try again later", path);
    case SQLITE_READONLY:
        return error_set(err, CASUS_EFILE, "%s: cannot be written: the file or its folder is read-only", path);
    case SQLITE_CANTOPEN:
        return error_set(err, CASUS_EFILE, "%s: cannot be opened: no such file or folder, or no permission", path);
    case SQLITE_FULL:
        return error_set(err, CASUS_EFILE, "%s: the disk is full; what was committed is safe: make room and run the same command again", path);
    case SQLITE_IOERR:
        return error_set(err, CASUS_EFILE, "%s: the disk could not be read or written (full, or failing); what was committed is safe", path);
    case SQLITE_NOTADB:
        return error_set(err, CASUS_EFORMAT, "%s: not a casus store (or its first page is damaged)", path);
    case SQLITE_CORRUPT:
        return error_set(err, CASUS_EFORMAT, "%s: the file is damaged (%s); casus doctor --db tells how much, bring back a copy", path, message);
    case SQLITE_NOMEM:
        return error_set(err, CASUS_ENOMEM, "%s: out of memory", path);
    default:
        return error_set(err, CASUS_EFILE, "%s: %s", path, message);
    }
}

int store_fault_of(sqlite3 *db, const char *path, casus_error *err)
{
    return fault(sqlite3_errcode(db), sqlite3_errmsg(db), path, err);
}

int store_fault(store *s, casus_error *err)
{
    return s->failed ? fault(s->code, s->message, s->path, err) : store_fault_of(s->db, s->path, err);
}

/* The first thing that went wrong is the one to tell: what follows it only stumbles. */
void store_fail(store *s)
{
    if (s->failed)
        return;
    s->failed = true;
    s->code = sqlite3_errcode(s->db);
    snprintf(s->message, sizeof s->message, "%s", sqlite3_errmsg(s->db));
}

/* ---- opening and closing ---- */

/* Two programs may come to a new file at once; SQLite does not wait here by itself. */
static bool keep_log(sqlite3 *db)
{
    for (int waited = 0;; waited += 50) {
        int code = sqlite3_exec(db, "PRAGMA journal_mode = WAL", NULL, NULL, NULL);
        if (code == SQLITE_OK || (code & 0xFF) != SQLITE_BUSY || waited >= WAIT_MS)
            return code == SQLITE_OK;
        sqlite3_sleep(50);
    }
}

static bool set_up(sqlite3 *db, store_mode mode)
{
    char sql[200];
    sqlite3_busy_timeout(db, WAIT_MS);
    snprintf(sql, sizeof sql, "PRAGMA cache_size = -%d; PRAGMA foreign_keys = ON; PRAGMA trusted_schema = OFF; PRAGMA synchronous = FULL; PRAGMA temp_store = MEMORY", CACHE_KB);
    return sqlite3_exec(db, sql, NULL, NULL, NULL) == SQLITE_OK && (mode == STORE_READ || keep_log(db));
}

/* SQLite opens a file it may not write as if it could be read only, and tells at the first write:
 * better now. */
static int check_file(const char *path, store_mode mode, casus_error *err)
{
    struct stat st;
    bool there = stat(path, &st) == 0;
    if (!there && mode != STORE_CREATE)
        return error_set(err, CASUS_EFILE, "%s: no such store; casus ingest --db makes one", path);
    if (there && S_ISDIR(st.st_mode))
        return error_set(err, CASUS_EFILE, "%s: a folder, not a store", path);
    if (there && mode != STORE_READ && (access(path, W_OK) != 0 || !(st.st_mode & 0222))) /* root may write it, but was told not to */
        return error_set(err, CASUS_EFILE, "%s: cannot be written: the file is read-only", path);
    return CASUS_OK;
}

static int flags_of(store_mode mode)
{
    int flags = SQLITE_OPEN_NOMUTEX;
    return flags | (mode == STORE_READ ? SQLITE_OPEN_READONLY : mode == STORE_WRITE ? SQLITE_OPEN_READWRITE : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

store *store_open(const char *path, store_mode mode, casus_error *err)
{
    if (check_file(path, mode, err) != 0)
        return NULL;
    store *s = calloc(1, sizeof *s);
    size_t n = strlen(path) + 1;
    if (s)
        s->path = malloc(n);
    if (!s || !s->path) {
        free(s);
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    memcpy(s->path, path, n);
    bool good = sqlite3_open_v2(path, &s->db, flags_of(mode), NULL) == SQLITE_OK && set_up(s->db, mode);
    if (!good)
        store_fault(s, err);
    if (!good || schema_prepare(s->db, path, mode != STORE_READ, err) != 0) {
        store_close(s);
        return NULL;
    }
    return s;
}

void store_close(store *s)
{
    if (!s)
        return;
    for (int i = 0; i < Q_COUNT; i++)
        sqlite3_finalize(s->made[i]);
    sqlite3_close_v2(s->db);
    free(s->path);
    free(s);
}

void store_limit(store *s, long wait_ms, long pages)
{
    char sql[60];
    if (wait_ms > 0)
        sqlite3_busy_timeout(s->db, (int)wait_ms);
    snprintf(sql, sizeof sql, "PRAGMA max_page_count = %ld", pages);
    if (pages > 0)
        sqlite3_exec(s->db, sql, NULL, NULL, NULL);
}

sqlite3 *store_db(store *s)
{
    return s->db;
}

const char *store_path(const store *s)
{
    return s->path;
}

/* ---- transactions ---- */

int store_exec(store *s, const char *sql, casus_error *err)
{
    return sqlite3_exec(s->db, sql, NULL, NULL, NULL) == SQLITE_OK ? CASUS_OK : store_fault(s, err);
}

int store_begin(store *s, casus_error *err)
{
    s->failed = false;
    return store_exec(s, "BEGIN IMMEDIATE", err);
}

int store_commit(store *s, casus_error *err)
{
    if (store_exec(s, "COMMIT", err) == 0)
        return CASUS_OK;
    store_rollback(s);
    return CASUS_EFILE;
}

void store_rollback(store *s)
{
    s->failed = false;
    for (int i = 0; i < Q_COUNT; i++)
        sqlite3_reset(s->made[i]);
    if (!sqlite3_get_autocommit(s->db))
        sqlite3_exec(s->db, "ROLLBACK", NULL, NULL, NULL);
}

/* ---- statements ---- */

sqlite3_stmt *store_query(store *s, query_name name)
{
    if (s->failed)
        return NULL;
    if (!s->made[name] && sqlite3_prepare_v3(s->db, queries[name], -1, SQLITE_PREPARE_PERSISTENT, &s->made[name], NULL) != SQLITE_OK) {
        store_fail(s);
        return NULL;
    }
    sqlite3_reset(s->made[name]);
    return s->made[name];
}

bool store_done(store *s, sqlite3_stmt *q)
{
    bool done = q && sqlite3_step(q) == SQLITE_DONE;
    if (done)
        sqlite3_reset(q);
    else
        store_fail(s);
    return done;
}

void bind_str(sqlite3_stmt *q, int at, str s)
{
    sqlite3_bind_text64(q, at, s.p ? s.p : "", s.n, SQLITE_STATIC, SQLITE_UTF8);
}

void bind_text(sqlite3_stmt *q, int at, const char *s)
{
    bind_str(q, at, str_of(s));
}

void bind_ref(sqlite3_stmt *q, int at, casus_ref ref)
{
    if (ref == CASUS_NONE)
        sqlite3_bind_null(q, at);
    else
        sqlite3_bind_int64(q, at, ref);
}

void bind_id(sqlite3_stmt *q, int at, int64_t id)
{
    if (id)
        sqlite3_bind_int64(q, at, id);
    else
        sqlite3_bind_null(q, at);
}

void bind_date(sqlite3_stmt *q, int at, int32_t date, char precision)
{
    char text[16];
    int n = precision == 'd'   ? snprintf(text, sizeof text, "%04d-%02d-%02d", date / 10000 % 10000, date / 100 % 100, date % 100)
            : precision == 'm' ? snprintf(text, sizeof text, "%04d-%02d", date / 10000 % 10000, date / 100 % 100)
            : precision == 'y' ? snprintf(text, sizeof text, "%04d", date / 10000 % 10000)
                               : 0;
    if (date && n > 0)
        sqlite3_bind_text(q, at, text, n, SQLITE_TRANSIENT);
    else
        sqlite3_bind_null(q, at);
}

const char *column_str(sqlite3_stmt *q, int at)
{
    const unsigned char *s = sqlite3_column_text(q, at);
    return s ? (const char *)s : "";
}

/* ---- doctor ---- */

static int faults_of(sqlite3 *db, const char *path, const char *sql, const char *what, buffer *out, casus_error *err)
{
    sqlite3_stmt *q;
    int n = 0, step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(db, sql, -1, &q, NULL) == SQLITE_OK)
        while ((step = sqlite3_step(q)) == SQLITE_ROW) {
            buffer_printf(out, "%s: %s\n", what, column_str(q, 0));
            n++;
        }
    if (step != SQLITE_DONE)
        n = store_fault_of(db, path, err);
    sqlite3_finalize(q);
    return n;
}

static const struct {
    const char *what, *sql;
} checks[] = {
    {"damaged", "SELECT * FROM pragma_integrity_check WHERE integrity_check <> 'ok'"},
    {"broken reference", "SELECT \"table\" || ' row ' || coalesce(rowid, '?') || ' points into ' || parent FROM pragma_foreign_key_check"},
    {"half a document", "SELECT 'document ' || id || ' has no coding' FROM document WHERE current IS NULL"},
    {"half a document", "SELECT 'coding ' || c.id || ' lacks sentences' FROM coding c WHERE (SELECT count(*) FROM sentence s WHERE s.id BETWEEN c.first_sentence AND c.first_sentence + c.sentences - 1 AND s.coding = c.id) <> c.sentences"},
    {"event missing", "SELECT 'report ' || key || ' belongs to no event' FROM report WHERE event IS NULL"},
    {"sentence not in the index", "SELECT 'sentence ' || s.id FROM sentence s WHERE s.id NOT IN (SELECT id FROM search_docsize) LIMIT 20"},
    {"outside the text", "SELECT 'sentence ' || s.id FROM sentence s JOIN coding c ON c.id = s.coding JOIN document d ON d.id = c.document WHERE s.start > s.stop OR s.stop > length(d.text) LIMIT 20"},
};

int store_check(const char *path, buffer *out, casus_error *err)
{
    store *s = store_open(path, STORE_READ, err);
    int n = 0;
    if (!s)
        return CASUS_EFILE;
    for (size_t i = 0; i < sizeof checks / sizeof *checks && n >= 0; i++) {
        int more = faults_of(s->db, path, checks[i].sql, checks[i].what, out, err);
        n = more < 0 ? more : n + more;
        if (i == 0 && n) /* what follows would only stumble over the damage */
            break;
    }
    store_close(s);
    return n;
}
