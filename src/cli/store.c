/* casus store, casus merge: looking after a store. */
#include "cli/cli.h"
#include "query/query.h"
#include "same/same.h"

#include <stdlib.h>
#include <string.h>

static int complain(const casus_error *err)
{
    fprintf(stderr, "casus: %s\n", err->message);
    return err->code == CASUS_EUSAGE ? EXIT_USAGE : EXIT_SOME_FAILED;
}

static int to_stdout(void *user, const char *bytes, size_t n)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? 0 : -1;
}

/* ---- runs ---- */

static int list_runs(const settings *s)
{
    casus_error err;
    store *db = store_open(s->db, STORE_READ, &err);
    if (!db)
        return complain(&err);
    rows_format format = !s->format || strcmp(s->format, "table") == 0 ? ROWS_TABLE : strcmp(s->format, "csv") == 0 ? ROWS_CSV : ROWS_JSON;
    sqlite3_stmt *q = query_sql(db, "SELECT id, kind, started, coalesce(finished, 'stopped') AS finished, casus, substr(knowledge, 1, 12) AS knowledge, substr(model, 1, 12) AS model, documents"
                                    " FROM runs ORDER BY id", &err);
    int code = q ? rows_write(db, q, format, s->width ? (int)s->width : 160, to_stdout, NULL, NULL, &err) : CASUS_EFILE;
    sqlite3_finalize(q);
    store_close(db);
    return code == 0 ? EXIT_OK : complain(&err);
}

/* Do something in one transaction. */
static int change(const settings *s, int (*act)(store *, const char *, int *, casus_error *), const char *id, int *n)
{
    casus_error err;
    store *db = store_open(s->db, STORE_WRITE, &err);
    if (!db)
        return complain(&err);
    int code = store_begin(db, &err);
    if (code == 0) {
        code = act(db, id, n, &err);
        if (code == 0)
            code = store_commit(db, &err);
        else
            store_rollback(db);
    }
    store_close(db);
    return code == 0 ? EXIT_OK : complain(&err);
}

static int drop(store *db, const char *id, int *n, casus_error *err)
{
    long run;
    *n = 1;
    if (!str_int(str_of(id), &run))
        return error_set(err, CASUS_EUSAGE, "a run is a number; casus store runs lists them");
    return run_drop(db, run, err);
}

static int again(store *db, const char *id, int *n, casus_error *err)
{
    (void)id;
    *n = 0;
    return merge_again(db, err);
}

/* ---- shards ---- */

static int unite(const settings *s)
{
    casus_error err;
    uint32_t n = 0, total = 0;
    int unused, code = CASUS_OK;
    store *into = store_open(s->db, STORE_CREATE, &err);
    if (!into)
        return complain(&err);
    for (int i = 1; i < s->n_files && code == 0; i++) {
        code = same_unite(into, s->files[i], &n, &err);
        total += n;
    }
    store_close(into);
    if (code != 0)
        return complain(&err);
    int status = total ? change(s, again, NULL, &unused) : EXIT_OK;
    if (status == EXIT_OK)
        printf("%s: %u documents added\n", s->db, total);
    return status;
}

int command_store(const settings *s)
{
    int n;
    if (s->db && s->n_files == 1 && strcmp(s->files[0], "runs") == 0)
        return list_runs(s);
    if (s->db && s->n_files == 2 && strcmp(s->files[0], "drop") == 0)
        return change(s, drop, s->files[1], &n);
    if (s->db && s->n_files > 1 && strcmp(s->files[0], "merge") == 0)
        return unite(s);
    fprintf(stderr, "casus store: casus store runs --db FILE, casus store drop RUN --db FILE, or casus store merge --db FILE OTHER...\n");
    return EXIT_USAGE;
}

int command_merge(const settings *s)
{
    int n = 0, status = EXIT_USAGE;
    const char *what = s->n_files ? s->files[0] : "";
    if (s->db && s->n_files == 1 && strcmp(what, "again") == 0)
        return change(s, again, NULL, &n);
    if (s->db && s->n_files == 2 && (strcmp(what, "split") == 0 || strcmp(what, "join") == 0)) {
        status = change(s, strcmp(what, "split") == 0 ? merge_split : merge_join, s->files[1], &n);
        if (status == EXIT_OK)
            printf(strcmp(what, "split") == 0 ? "%d report%s set apart\n" : "%d report%s joined again\n", n, n == 1 ? "" : "s");
        return status;
    }
    fprintf(stderr, "casus merge: casus merge split ID --db FILE, casus merge join ID --db FILE, or casus merge again --db FILE\n");
    return status;
}
