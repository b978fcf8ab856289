/* Prepared statements: what the rooms that write SQL share. */
#ifndef CASUS_STORE_STATEMENT_H
#define CASUS_STORE_STATEMENT_H

#include "store/store.h"

typedef enum query_name { /* statements used again and again, prepared once */
    Q_HAS, Q_DOCUMENT, Q_CODING, Q_CURRENT, Q_SENTENCE, Q_SEARCH, Q_ENTITY, Q_NEW_ENTITY, Q_MENTION, Q_PLACE, Q_NEW_PLACE, Q_SPOT, Q_REPORT, Q_PARTY,
    Q_FIGURE, Q_STATEMENT, Q_ADDRESSEE, Q_MEETING, Q_ATTENDEE, Q_NEXT_SENTENCE, Q_BAND, Q_SAME_BAND, Q_TEXT_OF, Q_SET_ORIGINAL, Q_REPORTS_OF, Q_PARTIES_OF,
    Q_BLOCK, Q_IN_BLOCK, Q_ONE_REPORT, Q_OF_EVENT, Q_NEW_EVENT, Q_SET_EVENT, Q_REASON, Q_IS_APART, Q_EARLIER, Q_COUNT
} query_name;

struct store {
    sqlite3 *db;
    char *path;
    sqlite3_stmt *made[Q_COUNT];
    bool failed; /* something went wrong since the transaction began: nothing more is tried */
    int code;    /* what it was, as SQLite told it then */
    char message[200];
};

/* The prepared statement, reset; NULL when it cannot be made or something failed before. */
sqlite3_stmt *store_query(store *s, query_name name);
void store_fail(store *s); /* SQLite has just complained */
/* Step a statement that returns nothing. */
bool store_done(store *s, sqlite3_stmt *q);

void bind_str(sqlite3_stmt *q, int at, str s);        /* "" is "" */
void bind_text(sqlite3_stmt *q, int at, const char *s);
void bind_ref(sqlite3_stmt *q, int at, casus_ref ref); /* CASUS_NONE is NULL */
void bind_id(sqlite3_stmt *q, int at, int64_t id);     /* 0 is NULL */
void bind_date(sqlite3_stmt *q, int at, int32_t date, char precision); /* none is NULL */
const char *column_str(sqlite3_stmt *q, int at);      /* never NULL */

extern const char *const schema_statements[]; /* ends in NULL */

#endif
