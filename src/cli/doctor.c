/* casus doctor: is the store whole? */
#include "cli/cli.h"
#include "store/store.h"

static void print_counts(const char *path)
{
    static const char *const tables[] = {"run", "document", "sentence", "report", "event", "figure", "statement", "meeting"};
    casus_error err;
    store *s = store_open(path, STORE_READ, &err);
    for (size_t i = 0; s && i < sizeof tables / sizeof *tables; i++) {
        char sql[80];
        sqlite3_stmt *q = NULL;
        snprintf(sql, sizeof sql, "SELECT count(*) FROM %s", tables[i]);
        if (sqlite3_prepare_v2(store_db(s), sql, -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
            printf("%s%lld %s%s", i ? ", " : "", (long long)sqlite3_column_int64(q, 0), tables[i], sqlite3_column_int64(q, 0) == 1 ? "" : "s");
        sqlite3_finalize(q);
    }
    printf("\n");
    store_close(s);
}

int command_doctor(const settings *s)
{
    casus_error err;
    buffer faults = {0};
    if (!s->db || s->n_files) {
        fprintf(stderr, "casus doctor: name the store with --db FILE\n");
        return EXIT_USAGE;
    }
    int n = store_check(s->db, &faults, &err);
    if (faults.n)
        fwrite(faults.p, 1, faults.n, stdout);
    if (n < 0)
        fprintf(stderr, "casus: %s\n", err.message);
    else if (n > 0)
        printf("%s: %d fault%s; bring back a copy, or read the documents into a new store\n", s->db, n, n == 1 ? "" : "s");
    else
        printf("%s: whole (store version %d): ", s->db, STORE_VERSION);
    if (n == 0)
        print_counts(s->db);
    buffer_free(&faults);
    return n == 0 ? EXIT_OK : EXIT_SOME_FAILED;
}
