/* query: questions to a store, and answers to bytes. Receives a store and a filter; leaves a prepared
 * statement whose columns are named, and writes its rows. */
#ifndef CASUS_QUERY_H
#define CASUS_QUERY_H

#include "store/store.h"

/* ---- query.c: questions ---- */

typedef struct filter { /* all zero: everything, as current */
    const char *actor, *recipient, *event, *country, *status, *text, *id; /* codes or names, parted by commas */
    int32_t since, until;
    int32_t as_of;      /* only what was published by this day */
    int32_t recorded;   /* only what the store held at the end of this day */
    int64_t run;        /* as this run coded it */
    bool one_a_day;     /* one event a day, actors, recipients and category */
    bool undirected;    /* dyads without direction */
    long limit, offset; /* 0: no limit */
} filter;

/* What to list or how to group: "" events, "day" "week" "month" "year" "country" "dyad" "category"
 * "quad" "actor"; "reports" "figures" "statements" "red-lines" "meetings" "documents"; for exports
 * "event-keys" "report-keys" "event-numbers" "report-numbers" "spans",
 * and "shared-events" "shared-reports" "shared-figures" without the articles' words. The lists that a command offers, NULL-terminated: */
extern const char *const query_groups[], *const query_lists[];
/* A statement ready to step, its columns named; NULL and *err. Finalise it. */
sqlite3_stmt *query_prepare(store *s, const filter *f, const char *what, casus_error *err);
/* Read-only SQL of the user's own. */
sqlite3_stmt *query_sql(store *s, const char *sql, casus_error *err);

/* ---- rows.c: answers to bytes ---- */

typedef enum rows_format { ROWS_TABLE, ROWS_CSV, ROWS_JSON } rows_format;
/* Step to the end, writing through sink; *n rows. */
int rows_write(store *s, sqlite3_stmt *q, rows_format format, int width, casus_sink *sink, void *user, uint64_t *n, casus_error *err);

#endif
