/* The same text twice.
 *
 *   Reuters:  "Police in Nairobi arrested 12 students on Monday after a march turned violent."
 *   a paper:  "NAIROBI - Police in Nairobi arrested 12 students on Monday after a march turned violent."
 *
 * A wire story is printed by fifty papers, each with small changes. Counting them as fifty sources
 * would be wrong. Two texts share most of their runs of three words; Bands (store/wording.c) find
 * candidates without comparing all with all; the texts themselves decide. */
#include "same/same.h"
#include "store/statement.h"

#include <stdlib.h>

enum { LOOK_AT = 5, DAYS_APART = 7 };

/* ---- finding the original ---- */

typedef struct candidate {
    int64_t document;
    uint32_t bands;
} candidate;

static uint32_t note_candidate(candidate *list, uint32_t n, uint32_t most, int64_t number)
{
    for (uint32_t i = 0; i < n; i++)
        if (list[i].document == number) {
            list[i].bands++;
            return n;
        }
    if (n < most)
        list[n++] = (candidate){number, 1};
    return n;
}

static uint32_t find_candidates(store *s, const paper *p, int64_t self, candidate *list, uint32_t most)
{
    uint32_t n = 0;
    for (uint32_t b = 0; b < p->n_bands; b++) {
        sqlite3_stmt *q = store_query(s, Q_SAME_BAND);
        if (!q)
            return 0;
        sqlite3_bind_int64(q, 1, (int64_t)p->bands[b]);
        while (sqlite3_step(q) == SQLITE_ROW)
            if (sqlite3_column_int64(q, 0) != self)
                n = note_candidate(list, n, most, sqlite3_column_int64(q, 0));
        sqlite3_reset(q);
    }
    return n;
}

static int by_bands(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    if (x->bands != y->bands)
        return x->bands > y->bands ? -1 : 1;
    return x->document < y->document ? -1 : x->document > y->document;
}

static bool near_in_time(const char *published, int32_t date)
{
    int32_t from, until;
    char precision;
    if (!date || !date_parse(str_of(published), &from, &until, &precision))
        return true;
    int32_t apart = date_days(from) - date_days(date);
    return apart <= DAYS_APART && apart >= -DAYS_APART;
}

static bool is_copy(double jaccard, double contained)
{
    return jaccard >= 0.5 || contained >= 0.8;
}

/* Is p a copy of this document? The likeness and the document's origin, when it is. */
static bool compare(store *s, int64_t number, const paper *p, arena *scratch, double *likeness, char origin[140])
{
    sqlite3_stmt *q = store_query(s, Q_TEXT_OF);
    double jaccard = 0, contained = 0;
    if (!q)
        return false;
    sqlite3_bind_int64(q, 1, number);
    if (sqlite3_step(q) == SQLITE_ROW && near_in_time(column_str(q, 0), p->d.doc.date)) {
        copy_likeness((str){p->d.doc.text, p->d.doc.n_text}, str_of(column_str(q, 1)), scratch, &jaccard, &contained);
        strncpy(origin, column_str(q, 2), 139);
    }
    sqlite3_reset(q);
    *likeness = jaccard;
    return is_copy(jaccard, contained);
}

/* Only originals stand in `band`: a story that fifty papers print stays one candidate. */
static void add_bands(store *s, int64_t number, const paper *p)
{
    for (uint32_t b = 0; b < p->n_bands; b++) {
        sqlite3_stmt *q = store_query(s, Q_BAND);
        if (!q)
            return;
        sqlite3_bind_int64(q, 1, (int64_t)p->bands[b]);
        sqlite3_bind_int64(q, 2, number);
        store_done(s, q);
    }
}

int copy_settle(store *s, int64_t number, const paper *p, casus_error *err)
{
    candidate list[64];
    arena scratch = {0};
    double likeness = 0;
    char origin[140] = "";
    int64_t original = 0;
    uint32_t n = find_candidates(s, p, number, list, 64);
    qsort(list, n, sizeof *list, by_bands);
    for (uint32_t i = 0; i < n && i < LOOK_AT && !original; i++) {
        if (compare(s, list[i].document, p, &scratch, &likeness, origin))
            original = list[i].document;
        arena_reset(&scratch);
    }
    arena_free(&scratch);
    if (!original) {
        add_bands(s, number, p);
        if (*p->outlet)
            strncpy(origin, p->outlet, sizeof origin - 1);
        else
            sqlite3_snprintf(sizeof origin, origin, "document %lld", (long long)number);
    }
    sqlite3_stmt *q = store_query(s, Q_SET_ORIGINAL);
    if (q) {
        sqlite3_bind_int64(q, 1, number);
        bind_id(q, 2, original);
        if (original)
            sqlite3_bind_double(q, 3, likeness);
        else
            sqlite3_bind_null(q, 3);
        bind_text(q, 4, origin);
        store_done(s, q);
    }
    return s->failed ? store_fault(s, err) : CASUS_OK;
}
