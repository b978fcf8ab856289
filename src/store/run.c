/* Who wrote a row, and with what.
 *
 * A run is one command that changed the store: its casus version, the SHA-256 of the knowledge and of
 * the model it read with, its options, when it began and when it ended. A run that was killed has no
 * end, and the documents it committed are none the worse. Its row is written together with its first
 * document: a run that finds nothing new leaves the file as it is. */
#include "store/statement.h"

#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- checksums ---- */

static void hex_of(const uint8_t *p, size_t n, char *out)
{
    for (size_t i = 0; i < n; i++)
        snprintf(out + 2 * i, 3, "%02x", p[i]);
}

void sha256_hex(const void *p, size_t n, char out[65])
{
    struct sha256_ctx c;
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_init(&c);
    sha256_update(&c, n, p);
    sha256_digest(&c, sizeof digest, digest);
    hex_of(digest, sizeof digest, out);
}

/* Names and bytes of all files under a folder, in the order of their names. */
static int folder_sum(const char *dir, const char *suffix, char out[65], casus_error *err)
{
    arena a = {0};
    struct sha256_ctx c;
    uint8_t digest[SHA256_DIGEST_SIZE];
    char **names = file_list(&a, dir, suffix, err);
    int code = names ? CASUS_OK : CASUS_EFILE;
    sha256_init(&c);
    for (; names && *names && code == CASUS_OK; names++) {
        size_t n;
        char *p = file_read(arena_printf(&a, "%s/%s", dir, *names), &n, err);
        if (!p) {
            code = CASUS_EFILE;
            break;
        }
        sha256_update(&c, strlen(*names) + 1, (const uint8_t *)*names);
        sha256_update(&c, n, (const uint8_t *)p);
        free(p);
    }
    sha256_digest(&c, sizeof digest, digest);
    hex_of(digest, sizeof digest, out);
    arena_free(&a);
    return code;
}

int run_measure(run_info *r, const char *dir, casus_error *err)
{
    char path[1100];
    snprintf(path, sizeof path, "%s/knowledge", dir);
    if (folder_sum(path, ".txt", r->knowledge, err) != 0)
        return CASUS_EFILE;
    snprintf(path, sizeof path, "%s/models", dir);
    return folder_sum(path, ".model", r->model, err);
}

/* ---- the row ---- */

static sqlite3_stmt *prepare(store *s, const char *sql, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) != SQLITE_OK)
        store_fault(s, err);
    return q;
}

static int step_once(store *s, sqlite3_stmt *q, casus_error *err)
{
    int code = !q ? CASUS_EFILE : sqlite3_step(q) == SQLITE_DONE ? CASUS_OK : store_fault(s, err);
    sqlite3_finalize(q);
    return code;
}

int run_start(store *s, run_info *r, casus_error *err)
{
    if (r->id)
        return CASUS_OK;
    sqlite3_stmt *q = prepare(s, "INSERT INTO run(kind, started, casus, knowledge, model, options) VALUES(?1, strftime('%Y-%m-%dT%H:%M:%SZ','now'), ?2, ?3, ?4, ?5)", err);
    if (!q)
        return CASUS_EFILE;
    bind_text(q, 1, r->kind);
    bind_text(q, 2, casus_version());
    bind_text(q, 3, r->knowledge);
    bind_text(q, 4, r->model);
    bind_text(q, 5, r->options ? r->options : "{}");
    int code = step_once(s, q, err);
    if (code == CASUS_OK)
        r->id = sqlite3_last_insert_rowid(s->db);
    return code;
}

int run_finish(store *s, run_info *r, casus_error *err)
{
    if (!r->id)
        return CASUS_OK;
    sqlite3_stmt *q = prepare(s, "UPDATE run SET finished = strftime('%Y-%m-%dT%H:%M:%SZ','now') WHERE id = ?1", err);
    sqlite3_bind_int64(q, 1, r->id);
    return step_once(s, q, err);
}

/* ---- dropping ---- */

static int64_t number_of(store *s, const char *sql, int64_t run)
{
    sqlite3_stmt *q = NULL;
    int64_t n = -1;
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_int64(q, 1, run);
        if (sqlite3_step(q) == SQLITE_ROW)
            n = sqlite3_column_int64(q, 0);
    }
    sqlite3_finalize(q);
    return n;
}

#define OF_RUN "IN (SELECT id FROM coding WHERE run = ?1)"
static const char *const drops[] = {
    "INSERT INTO search(search, rowid, text) SELECT 'delete', t.id, t.text FROM sentence_text t JOIN sentence s ON s.id = t.id WHERE s.coding " OF_RUN,
    "DELETE FROM reason WHERE report IN (SELECT id FROM report WHERE coding " OF_RUN ") OR with_report IN (SELECT id FROM report WHERE coding " OF_RUN ")",
    "DELETE FROM block WHERE report IN (SELECT id FROM report WHERE coding " OF_RUN ")",
    "DELETE FROM party WHERE report IN (SELECT id FROM report WHERE coding " OF_RUN ")",
    "DELETE FROM report WHERE coding " OF_RUN,
    "DELETE FROM figure WHERE coding " OF_RUN,
    "DELETE FROM addressee WHERE coding " OF_RUN,
    "DELETE FROM statement WHERE coding " OF_RUN,
    "DELETE FROM attendee WHERE coding " OF_RUN,
    "DELETE FROM meeting WHERE coding " OF_RUN,
    "DELETE FROM mention WHERE coding " OF_RUN,
    "DELETE FROM spot WHERE coding " OF_RUN,
    "DELETE FROM sentence WHERE coding " OF_RUN,
    "DELETE FROM coding WHERE run = ?1",
    "DELETE FROM event WHERE ?1 AND id NOT IN (SELECT event FROM report WHERE event IS NOT NULL)",
    "DELETE FROM run WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM document WHERE run = ?1)", /* a run that added documents stays as their origin */
};

int run_drop(store *s, int64_t run, casus_error *err)
{
    if (number_of(s, "SELECT count(*) FROM run WHERE id = ?1", run) != 1)
        return error_set(err, CASUS_EUSAGE, "there is no run %lld", (long long)run);
    int64_t held = number_of(s, "SELECT count(*) FROM coding c JOIN document d ON d.current = c.id WHERE c.run = ?1", run);
    if (held != 0)
        return error_set(err, CASUS_EUSAGE, "run %lld is the current coding of %lld documents; casus recode first", (long long)run, (long long)held);
    for (size_t i = 0; i < sizeof drops / sizeof *drops; i++) {
        sqlite3_stmt *q = prepare(s, drops[i], err);
        sqlite3_bind_int64(q, 1, run);
        if (step_once(s, q, err) != 0)
            return CASUS_EFILE;
    }
    return CASUS_OK;
}
