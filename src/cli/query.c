/* casus query, casus sql: questions to a store. */
#include "cli/cli.h"
#include "query/query.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int to_stdout(void *user, const char *bytes, size_t n)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) == n ? 0 : -1;
}

static int width_of(const settings *s)
{
    struct winsize w;
    if (s->width)
        return (int)(s->width < 40 ? 40 : s->width > 4000 ? 4000 : s->width);
    if (isatty(STDOUT_FILENO) == 1 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
        return w.ws_col;
    return 160;
}

static bool format_of(const settings *s, rows_format *format)
{
    static const char *const names[] = {"table", "csv", "json"};
    const char *name = s->format ? s->format : "table";
    for (int i = 0; i < 3; i++)
        if (strcmp(names[i], name) == 0) {
            *format = (rows_format)i;
            return true;
        }
    fprintf(stderr, "casus: unknown format '%s'; table, csv or json\n", name);
    return false;
}

static bool known(const char *const *list, const char *name)
{
    for (; *list; list++)
        if (strcmp(*list, name) == 0)
            return true;
    return false;
}

void filter_of(const settings *s, filter *f)
{
    *f = (filter){.actor = s->actor, .recipient = s->recipient, .event = s->event, .country = s->country, .status = s->status, .text = s->text, .since = s->since,
                  .until = s->until, .as_of = s->as_of, .recorded = s->recorded, .run = s->run, .one_a_day = s->one_a_day, .undirected = s->undirected, .limit = s->limit,
                  .offset = s->offset};
}

/* Write what was asked; the store is closed. */
static int answer(const settings *s, store *db, sqlite3_stmt *q, casus_error *err, rows_format format)
{
    int status = EXIT_OK;
    uint64_t n = 0;
    if (!q || rows_write(db, q, format, width_of(s), to_stdout, NULL, &n, err) != 0) {
        fprintf(stderr, "casus: %s\n", err->message);
        status = !q && err->code == CASUS_EUSAGE ? EXIT_USAGE : EXIT_SOME_FAILED;
    }
    sqlite3_finalize(q);
    store_close(db);
    if (fflush(stdout) != 0 && status == EXIT_OK) {
        fprintf(stderr, "casus: the output could not be written\n");
        status = EXIT_SOME_FAILED;
    }
    return status;
}

int command_query(const settings *s)
{
    static const char *const statuses[] = {"actual", "future", "hypothetical", "negated", "historical", "held", "scheduled", "cancelled", "proposed", "any", NULL};
    casus_error err = {0};
    rows_format format;
    filter f;
    if (!s->db || s->n_files) {
        fprintf(stderr, s->db ? "casus query: '%s' is no option; casus query --help lists them\n" : "casus query: name the store with --db FILE\n", s->n_files ? s->files[0] : "");
        return EXIT_USAGE;
    }
    if (!format_of(s, &format))
        return EXIT_USAGE;
    if (s->group && !known(query_groups, s->group)) {
        fprintf(stderr, "casus query: unknown group '%s'; day, week, month, year, country, dyad, category, quad or actor\n", s->group);
        return EXIT_USAGE;
    }
    if (s->list && !known(query_lists, s->list)) {
        fprintf(stderr, "casus query: unknown list '%s'; events, reports, figures, statements, red-lines, meetings or documents\n", s->list);
        return EXIT_USAGE;
    }
    if (s->status && !strchr(s->status, ',') && !known(statuses, s->status)) {
        fprintf(stderr, "casus query: unknown status '%s'; actual, future, hypothetical, negated, historical or any\n", s->status);
        return EXIT_USAGE;
    }
    store *db = store_open(s->db, STORE_READ, &err);
    if (!db) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    filter_of(s, &f);
    return answer(s, db, query_prepare(db, &f, s->group ? s->group : s->list ? s->list : "events", &err), &err, format);
}

int command_sql(const settings *s)
{
    casus_error err = {0};
    rows_format format;
    if (!s->db || s->n_files != 1) {
        fprintf(stderr, "casus sql: name the store with --db FILE and give one statement: casus sql --db FILE 'SELECT * FROM events'\n");
        return EXIT_USAGE;
    }
    if (!format_of(s, &format))
        return EXIT_USAGE;
    store *db = store_open(s->db, STORE_READ, &err);
    if (!db) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    return answer(s, db, query_sql(db, s->files[0], &err), &err, format);
}
