/* The same text twice.
 *
 *   Reuters:  "Police in Nairobi arrested 12 students on Monday after a march turned violent."
 *   a paper:  "NAIROBI - Police in Nairobi arrested 12 students on Monday after a march turned violent."
 *
 * A wire story is printed by fifty papers, each with small changes. Counting them as fifty sources
 * would be wrong. Two texts share most of their runs of three words; MinHash finds such pairs
 * without comparing all with all (Broder 1997, "On the resemblance and containment of documents"):
 * of 42 random orders of all possible runs, keep the smallest run of the text in each; two texts
 * agree in each with a chance equal to their Jaccard likeness. Three agreements in one of 14 bands
 * make them candidates (0.5: 85 of 100 pairs found; 0.7: 99.6), and the texts themselves decide. */
#include "store/inside.h"

#include <stdlib.h>

enum { RUN = 3, ROWS = 3, MINIMA = PAPER_BANDS * ROWS, MOST_WORDS = 20000, LEAST_RUNS = 12, LOOK_AT = 5, DAYS_APART = 7 };

static uint64_t mixed(uint64_t x) /* splitmix64, Steele et al. 2014 */
{
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

static bool letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (unsigned char)c >= 0x80;
}

/* Hashes of the words, ASCII letters in lower case. */
static uint32_t hash_words(str text, uint64_t *out, uint32_t most)
{
    uint32_t n = 0;
    for (size_t i = 0; i < text.n && n < most;) {
        uint64_t h = 14695981039346656037u;
        while (i < text.n && !letter(text.p[i]))
            i++;
        size_t from = i;
        for (; i < text.n && letter(text.p[i]); i++)
            h = (h ^ (unsigned char)(text.p[i] >= 'A' && text.p[i] <= 'Z' ? text.p[i] + 32 : text.p[i])) * 1099511628211u;
        if (i > from)
            out[n++] = mixed(h);
    }
    return n;
}

/* Hashes of all runs of three words; as many as words less two. */
static uint32_t hash_runs(str text, arena *a, uint64_t **runs)
{
    uint32_t most = text.n / 2 + 1 < MOST_WORDS ? (uint32_t)(text.n / 2 + 1) : MOST_WORDS;
    uint64_t *w = ARENA_ARRAY(a, uint64_t, most + RUN);
    uint32_t n = hash_words(text, w, most);
    for (uint32_t i = 0; i + RUN <= n; i++)
        w[i] = mixed(w[i] * 3 + mixed(w[i + 1] * 5 + w[i + 2]));
    *runs = w;
    return n < RUN ? 0 : n - RUN + 1;
}

uint32_t copy_bands(str text, arena *a, uint64_t bands[PAPER_BANDS])
{
    uint64_t *runs, least[MINIMA];
    uint32_t n = hash_runs(text, a, &runs);
    if (n < LEAST_RUNS)
        return 0;
    memset(least, 0xFF, sizeof least);
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t k = 0; k < MINIMA; k++) {
            uint64_t h = runs[i] * (2 * mixed(k + 1) + 1); /* an odd factor orders the runs anew; the high bits count */
            if (h < least[k])
                least[k] = h;
        }
    for (uint32_t b = 0; b < PAPER_BANDS; b++)
        bands[b] = mixed(least[b * ROWS] + mixed(least[b * ROWS + 1] + mixed(least[b * ROWS + 2] + b)));
    return PAPER_BANDS;
}

/* ---- how alike ---- */

static int by_value(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static uint32_t sorted_set(uint64_t *x, uint32_t n)
{
    uint32_t kept = 0;
    qsort(x, n, sizeof *x, by_value);
    for (uint32_t i = 0; i < n; i++)
        if (!kept || x[kept - 1] != x[i])
            x[kept++] = x[i];
    return kept;
}

void copy_likeness(str a, str b, arena *scratch, double *jaccard, double *contained)
{
    uint64_t *x, *y;
    uint32_t n = hash_runs(a, scratch, &x), m = hash_runs(b, scratch, &y), both = 0;
    n = sorted_set(x, n);
    m = sorted_set(y, m);
    for (uint32_t i = 0, j = 0; i < n && j < m;) {
        both += x[i] == y[j];
        if (x[i] <= y[j])
            j += x[i++] == y[j];
        else
            j++;
    }
    *jaccard = n + m ? both / (double)(n + m - both) : 0;
    *contained = n && m ? both / (double)(n < m ? n : m) : 0;
}

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
