/* People's decisions, and whole stores.
 *
 * A program that merges reports is sometimes wrong. `casus merge split ID` takes a report out of its
 * event, or takes an event apart; `apart` remembers it by the report's id, which is made of the text,
 * so that reading the documents again does not merge it anew. `casus merge join ID` takes it back.
 *
 * Ingesting decides on each report as it comes, and of two orders of the same articles each may find
 * its own events. Where that matters (shards put together), `merge_again` forgets all events and
 * decides anew by publication day and content: the same documents then give the same events. */
#include "same/same.h"
#include "store/statement.h"

#include <stdio.h>
#include <stdlib.h>

typedef void visit(void *user, sqlite3_stmt *row);

/* Run one statement with one text value; each row goes to `see` (may be NULL). */
static int run_sql(store *s, const char *sql, const char *value, visit *see, void *user, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_ERROR;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK) {
        if (value)
            bind_text(q, 1, value);
        while ((step = sqlite3_step(q)) == SQLITE_ROW)
            if (see)
                see(user, q);
    }
    int code = step == SQLITE_DONE ? CASUS_OK : store_fault(s, err);
    sqlite3_finalize(q);
    return code;
}

typedef struct keys {
    arena a;
    const char **list;
    uint32_t n;
} keys;

static void take_key(void *user, sqlite3_stmt *row)
{
    keys *k = user;
    const char *text = column_str(row, 0);
    *ARENA_PUSH(&k->a, k->list, k->n) = arena_copy(&k->a, text, strlen(text));
}

/* ---- splitting ---- */

static int set_apart(store *s, const char *key, const char *event, bool moves, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(s->db, "INSERT OR REPLACE INTO apart(key, event, decided) VALUES(?1, ?2, strftime('%Y-%m-%dT%H:%M:%SZ','now'))", -1, &q, NULL) != SQLITE_OK)
        return store_fault(s, err);
    bind_text(q, 1, key);
    bind_text(q, 2, event);
    int code = sqlite3_step(q) == SQLITE_DONE ? CASUS_OK : store_fault(s, err);
    sqlite3_finalize(q);
    if (code != 0 || !moves)
        return code;
    int64_t own = merge_new_event(s, key);
    if (!own)
        return store_fault(s, err);
    char sql[160];
    snprintf(sql, sizeof sql, "UPDATE report SET event = %lld WHERE key = ?1", (long long)own);
    code = run_sql(s, sql, key, NULL, NULL, err);
    return code ? code : run_sql(s, "DELETE FROM reason WHERE report IN (SELECT id FROM report WHERE key = ?1)", key, NULL, NULL, err);
}

int merge_split(store *s, const char *id, int *n, casus_error *err)
{
    keys members = {0}, event = {0};
    *n = 0;
    int code = run_sql(s, "SELECT DISTINCT r.key FROM event v JOIN report r ON r.event = v.id WHERE v.key = ?1 ORDER BY r.id", id, take_key, &members, err);
    bool whole = members.n > 1;
    if (code == 0)
        code = run_sql(s, "SELECT v.key FROM report r JOIN event v ON v.id = r.event WHERE r.key = ?1 LIMIT 1", id, take_key, &event, err);
    if (code == 0 && !whole && !event.n)
        code = error_set(err, CASUS_EUSAGE, "there is no event or report %s", id);
    if (code == 0 && !whole && members.n == 1 && strcmp(event.list[0], id) == 0)
        code = error_set(err, CASUS_EUSAGE, "%s has one report only", id);
    if (code == 0 && !whole)
        code = set_apart(s, id, event.list[0], true, err);
    for (uint32_t i = 0; whole && i < members.n && code == 0; i++)
        code = set_apart(s, members.list[i], id, i > 0, err);
    *n = whole ? (int)members.n : 1;
    arena_free(&members.a);
    arena_free(&event.a);
    return code;
}

/* ---- joining again ---- */

static int drop_empty_events(store *s, casus_error *err)
{
    return run_sql(s, "DELETE FROM event WHERE id NOT IN (SELECT event FROM report WHERE event IS NOT NULL)", NULL, NULL, NULL, err);
}

/* The marks go first, and all leave their events: then each finds its place in the order of reading. */
static int release(store *s, const keys *list, casus_error *err)
{
    static const char *const sql[] = {"DELETE FROM apart WHERE key = ?1", "DELETE FROM reason WHERE report IN (SELECT id FROM report WHERE key = ?1)",
                                      "UPDATE report SET event = NULL WHERE key = ?1"};
    int code = CASUS_OK;
    for (uint32_t i = 0; i < list->n; i++)
        for (int k = 0; k < 3 && code == 0; k++)
            code = run_sql(s, sql[k], list->list[i], NULL, NULL, err);
    return code ? code : drop_empty_events(s, err);
}

int merge_join(store *s, const char *id, int *n, casus_error *err)
{
    keys list = {0}, reports = {0};
    int code = run_sql(s, "SELECT key FROM apart WHERE event = ?1 OR key = ?1", id, take_key, &list, err);
    if (code == 0 && !list.n)
        code = error_set(err, CASUS_EUSAGE, "nothing was split from %s", id);
    if (code == 0)
        code = release(s, &list, err);
    if (code == 0)
        code = run_sql(s, "SELECT id FROM report WHERE event IS NULL ORDER BY id", NULL, take_key, &reports, err);
    for (uint32_t i = 0; i < reports.n && code == 0; i++)
        code = merge_report(s, strtoll(reports.list[i], NULL, 10), err);
    *n = (int)list.n;
    arena_free(&list.a);
    arena_free(&reports.a);
    return code;
}

/* ---- everything anew ---- */

static const char *const forget[] = {"DELETE FROM reason", "DELETE FROM block", "DELETE FROM band", "UPDATE report SET event = NULL", "DELETE FROM event",
                                     "UPDATE document SET original = NULL, likeness = NULL, origin = NULL"};

static int settle_document(store *s, int64_t number, int64_t coding, paper *p, casus_error *err)
{
    int code = store_load(s, coding, p, err);
    if (code == 0)
        p->n_bands = copy_bands((str){p->d.doc.text, p->d.doc.n_text}, &p->d.memory, p->bands);
    return code ? code : same_settle(s, p, &(added){number, coding}, err);
}

/* Numbers in the order of an SQL statement, two a row. */
static int settle_in_order(store *s, const char *sql, bool copies, casus_error *err)
{
    paper p = {0};
    sqlite3_stmt *q = NULL;
    int code = sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK ? CASUS_OK : store_fault(s, err), step = SQLITE_DONE;
    while (code == 0 && (step = sqlite3_step(q)) == SQLITE_ROW) {
        int64_t number = sqlite3_column_int64(q, 0), coding = sqlite3_column_int64(q, 1);
        code = copies ? settle_document(s, number, coding, &p, err) : merge_settle(s, coding, err);
    }
    if (code == 0 && step != SQLITE_DONE)
        code = store_fault(s, err);
    sqlite3_finalize(q);
    paper_free(&p);
    return code;
}

int merge_again(store *s, casus_error *err)
{
    int code = CASUS_OK;
    for (size_t i = 0; i < sizeof forget / sizeof *forget && code == 0; i++)
        code = store_exec(s, forget[i], err);
    /* the order is fixed before the first row changes */
    if (code == 0)
        code = store_exec(s, "CREATE TEMP TABLE queue AS SELECT id AS document, current AS coding FROM document ORDER BY published IS NULL, published, hash", err);
    if (code == 0)
        code = settle_in_order(s, "SELECT document, coding FROM queue ORDER BY rowid", true, err);
    if (code == 0) /* older readings, for --as-of */
        code = settle_in_order(s, "SELECT c.document, c.id FROM coding c JOIN document d ON d.id = c.document WHERE c.id <> d.current ORDER BY c.id", false, err);
    if (code == 0)
        code = store_exec(s, "DROP TABLE queue", err);
    return code;
}

/* ---- two stores into one ---- */

enum { BATCH = 200 };

typedef struct uniting {
    store *into, *from;
    casus_error *err;
    int64_t run_from, run_into; /* the last run that was looked up */
    uint32_t n;
} uniting;

/* The run that made a coding, as a row of this store; found again when it came before. */
static int64_t run_of(uniting *u, int64_t run)
{
    static const char *const find = "SELECT id FROM run WHERE kind = ?1 AND started = ?2 AND finished IS ?3 AND casus = ?4 AND knowledge = ?5 AND model = ?6 AND options = ?7";
    static const char *const make = "INSERT INTO run(kind, started, finished, casus, knowledge, model, options) VALUES(?1,?2,?3,?4,?5,?6,?7)";
    sqlite3_stmt *old = NULL, *q[2] = {NULL, NULL};
    int64_t id = 0;
    if (run == u->run_from)
        return u->run_into;
    if (sqlite3_prepare_v2(u->from->db, "SELECT kind, started, finished, casus, knowledge, model, options FROM run WHERE id = ?1", -1, &old, NULL) == SQLITE_OK)
        sqlite3_bind_int64(old, 1, run);
    if (old && sqlite3_step(old) == SQLITE_ROW && sqlite3_prepare_v2(u->into->db, find, -1, &q[0], NULL) == SQLITE_OK &&
        sqlite3_prepare_v2(u->into->db, make, -1, &q[1], NULL) == SQLITE_OK) {
        for (int i = 0; i < 14; i++)
            sqlite3_bind_value(q[i / 7], i % 7 + 1, sqlite3_column_value(old, i % 7));
        if (sqlite3_step(q[0]) == SQLITE_ROW)
            id = sqlite3_column_int64(q[0], 0);
        else if (sqlite3_step(q[1]) == SQLITE_DONE)
            id = sqlite3_last_insert_rowid(u->into->db);
    }
    if (!id)
        store_fault(u->into, u->err);
    sqlite3_finalize(old);
    sqlite3_finalize(q[0]);
    sqlite3_finalize(q[1]);
    u->run_from = run;
    return u->run_into = id;
}

static int unite_document(uniting *u, int64_t coding, int64_t run, paper *p)
{
    added a;
    if (store_load(u->from, coding, p, u->err) != 0)
        return CASUS_EFILE;
    if (store_has(u->into, p->hash))
        return CASUS_OK;
    int64_t mine = run_of(u, run);
    if (!mine)
        return CASUS_EFILE;
    p->n_bands = copy_bands((str){p->d.doc.text, p->d.doc.n_text}, &p->d.memory, p->bands);
    int code = store_add(u->into, p, mine, &a, u->err);
    u->n += code == 0 && a.document;
    return code ? code : same_settle(u->into, p, &a, u->err);
}

static int unite_documents(uniting *u, sqlite3_stmt *q)
{
    paper p = {0};
    int code = CASUS_OK, step = SQLITE_ROW;
    while (code == 0 && step == SQLITE_ROW) {
        code = store_begin(u->into, u->err);
        for (int i = 0; i < BATCH && code == 0 && (step = sqlite3_step(q)) == SQLITE_ROW; i++)
            code = unite_document(u, sqlite3_column_int64(q, 0), sqlite3_column_int64(q, 1), &p);
        if (code == 0)
            code = store_commit(u->into, u->err);
        else
            store_rollback(u->into);
    }
    if (code == 0 && step != SQLITE_DONE)
        code = store_fault(u->from, u->err);
    paper_free(&p);
    return code;
}

static void take_decision(void *user, sqlite3_stmt *row)
{
    sqlite3_stmt *q = NULL;
    store *into = user;
    if (sqlite3_prepare_v2(into->db, "INSERT OR IGNORE INTO apart(key, event, decided) VALUES(?1,?2,?3)", -1, &q, NULL) == SQLITE_OK) {
        for (int i = 0; i < 3; i++)
            sqlite3_bind_value(q, i + 1, sqlite3_column_value(row, i));
        if (sqlite3_step(q) != SQLITE_DONE)
            store_fail(into);
    }
    sqlite3_finalize(q);
}

int same_unite(store *into, const char *from, uint32_t *n, casus_error *err)
{
    uniting u = {.into = into, .err = err, .run_from = -1};
    sqlite3_stmt *q = NULL;
    *n = 0;
    if (!(u.from = store_open(from, STORE_READ, err)))
        return CASUS_EFILE;
    int code = run_sql(u.from, "SELECT key, event, decided FROM apart", NULL, take_decision, into, err);
    if (code == 0 && sqlite3_prepare_v2(u.from->db, "SELECT c.id, c.run FROM document d JOIN coding c ON c.id = d.current ORDER BY d.id", -1, &q, NULL) != SQLITE_OK)
        code = store_fault(u.from, err);
    if (code == 0)
        code = unite_documents(&u, q);
    sqlite3_finalize(q);
    store_close(u.from);
    *n = u.n;
    return code;
}
