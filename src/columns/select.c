/* Which rows pass a filter.
 *
 * Only the rows of RUS are looked at where a party's country is asked for, else only stretches of rows
 * that hold a day of the range. Rows of an item stand together, so items come out as the rows do; the
 * first passing row speaks for its item. */
#include "columns/inside.h"

#include <stdlib.h>

static bool in_days(const sieve *v, uint32_t row)
{
    const int32_t *days = v->l->days_of + 2 * row;
    return days[0] != COL_NO_DAY && days[1] >= v->since && days[0] <= v->until;
}

static bool passes(const sieve *v, uint32_t row)
{
    if (v->sides && !v->sides[v->l->sides.of[row]])
        return false;
    if (v->kind && !v->kind[v->l->kind_of[row]] && !v->extra[v->l->extra_of[row]])
        return false;
    return (!v->status || v->status[v->l->status_of[row]]) && (!v->looks || sieve_row(v, &v->l->at[row]));
}

/* ---- which rows to look at ---- */

/* Rows of several lists, in order and each once. */
static uint32_t merge_rows(uint32_t *rows, uint32_t n, uint32_t most)
{
    uint64_t *is_one = calloc(most / 64 + 1, sizeof *is_one);
    uint32_t kept = 0;
    for (uint32_t i = 0; is_one && i < n; i++)
        is_one[rows[i] / 64] |= (uint64_t)1 << (rows[i] & 63);
    for (uint32_t i = 0; is_one && i <= most / 64; i++)
        for (uint64_t left = is_one[i]; left; left &= left - 1)
            rows[kept++] = i * 64 + (uint32_t)__builtin_ctzll(left);
    if (!is_one)
        return COL_NONE;
    free(is_one);
    return kept;
}

/* Rows of the allowed countries (or kinds), in order; NULL: so many that all rows may as well be looked at. */
static uint32_t *rows_of(const sieve *v, const col_posting *p, const uint8_t *allowed, uint32_t n_allowed, uint32_t *n)
{
    uint32_t total = 0, lists = 0;
    for (uint32_t i = 0; i < n_allowed; i++)
        if (allowed[i]) {
            total += p->from[i + 1] - p->from[i];
            lists++;
        }
    if (total > v->l->n / 3 * 2 || total >= *n)
        return NULL;
    uint32_t *rows = malloc((total + 1) * sizeof *rows);
    if (!rows)
        return NULL;
    total = 0;
    for (uint32_t i = 0; i < n_allowed; i++)
        if (allowed[i]) {
            memcpy(rows + total, p->rows + p->from[i], (p->from[i + 1] - p->from[i]) * sizeof *rows);
            total += p->from[i + 1] - p->from[i];
        }
    uint32_t kept = lists > 1 ? merge_rows(rows, total, v->l->n) : total;
    if (kept == COL_NONE) { /* no memory for that: it goes without */
        free(rows);
        return NULL;
    }
    *n = kept;
    return rows;
}

static bool any_of(const uint8_t *allowed, uint32_t n)
{
    return memchr(allowed, 1, n) != NULL;
}

/* The one country that is allowed as this party; COL_NONE: several, or none. */
static uint32_t only_country(const sieve *v, int i)
{
    uint32_t found = COL_NONE;
    for (uint32_t e = 0; v->party[i] && e < v->c->n_entities; e++)
        if (v->party[i][e]) {
            if (found != COL_NONE && found != v->c->entities[e].country)
                return COL_NONE;
            found = v->c->entities[e].country;
        }
    return found;
}

/* Rows of one country with another, where both are asked for. */
static uint32_t *rows_of_pair(const sieve *v, uint32_t *n)
{
    uint32_t a = only_country(v, 0), b = only_country(v, 1), pair;
    if (a == COL_NONE || b == COL_NONE || a == b || sieve_role(v, 0) != 0 || (pair = col_pair(v->l, a, b)) == COL_NONE)
        return NULL;
    const col_posting *p = &v->l->by_pair;
    uint32_t many = p->from[pair + 1] - p->from[pair], *rows = many < *n ? malloc((many + 1) * sizeof *rows) : NULL;
    if (rows) {
        memcpy(rows, p->rows + p->from[pair], many * sizeof *rows);
        *n = many;
    }
    return rows;
}

static void keep_shorter(uint32_t **best, uint32_t *rows)
{
    if (!rows)
        return;
    free(*best);
    *best = rows;
}

/* The shortest list of rows that holds all that can pass. */
static uint32_t *candidates(const sieve *v, uint32_t *n)
{
    uint32_t *best = NULL, n_countries = v->c->countries.n;
    *n = v->l->n;
    if (v->kind && !any_of(v->extra, v->l->extras.n))
        keep_shorter(&best, rows_of(v, &v->l->by_kind, v->kind, v->l->kinds.n, n));
    keep_shorter(&best, rows_of_pair(v, n));
    for (int i = 0; i < 4; i++) {
        const uint8_t *allowed = i < 3 ? v->party[i] : v->country;
        uint8_t *countries = allowed ? calloc(n_countries + 1, 1) : NULL;
        if (!countries)
            continue;
        for (uint32_t k = 0; k < (i < 3 ? v->c->n_entities : n_countries); k++)
            if (allowed[k])
                countries[i < 3 ? v->c->entities[k].country : k] = 1;
        keep_shorter(&best, rows_of(v, &v->l->by[i == 3 ? 2 : sieve_role(v, i)], countries, n_countries, n));
        free(countries);
    }
    return best;
}

/* ---- the result ---- */

typedef struct gathering {
    col_selection *out;
    uint32_t room, room_rows, group;
    uint32_t *late, n_late, room_late; /* hits whose first passing row is not their item's first: they may belong elsewhere */
    bool failed;
} gathering;

static void *widen(gathering *g, void *p, uint32_t *room, size_t size)
{
    uint32_t more = *room ? *room * 2 : 256;
    void *q = realloc(p, more * size);
    g->failed |= !q;
    *room = q ? more : *room;
    return q ? q : p;
}

static void note_late(gathering *g, uint32_t hit)
{
    if (g->n_late == g->room_late)
        g->late = widen(g, g->late, &g->room_late, sizeof *g->late);
    if (!g->failed)
        g->late[g->n_late++] = hit;
}

static void gather(gathering *g, uint32_t row, uint32_t group)
{
    col_selection *s = g->out;
    if (s->n_rows == g->room_rows)
        s->rows = widen(g, s->rows, &g->room_rows, sizeof *s->rows);
    if (s->n == g->room)
        s->hits = widen(g, s->hits, &g->room, sizeof *s->hits);
    if (g->failed)
        return;
    if (group != g->group) {
        g->group = group;
        if (row > 0 && s->of->lists[s->list].group_of[row - 1] == group)
            note_late(g, s->n);
        s->hits[s->n++] = (col_hit){.at = s->n_rows};
    }
    s->rows[s->n_rows++] = row;
    s->hits[s->n - 1].n++;
}

/* Days of a stretch of rows: all within what is asked for, none, or some. */
typedef enum within { NONE_WITHIN, SOME_WITHIN, ALL_WITHIN } within;

static within stretch(const sieve *v, uint32_t zone)
{
    const int32_t *z = &v->l->zones[2 * zone];
    if (!v->f->since && !v->f->until)
        return ALL_WITHIN;
    if (z[1] < v->since || z[0] > v->until)
        return NONE_WITHIN;
    return z[0] != COL_NO_DAY && z[0] >= v->since && z[1] <= v->until ? ALL_WITHIN : SOME_WITHIN;
}

/* The rows of a list (NULL: all), n of them. */
static void look_at(const sieve *v, gathering *g, const uint32_t *rows, uint32_t n)
{
    const col_rows *l = v->l;
    uint32_t zone = COL_NONE;
    within how = NONE_WITHIN;
    for (uint32_t i = 0; i < n && !g->failed; i++) {
        uint32_t row = rows ? rows[i] : i;
        if (row / ZONE != zone)
            how = stretch(v, zone = row / ZONE);
        if (how == NONE_WITHIN) {
            i = rows ? i : (zone + 1) * ZONE - 1;
            continue;
        }
        if (passes(v, row) && (how == ALL_WITHIN || in_days(v, row)))
            gather(g, row, l->group_of[row]);
    }
}

/* Where the first passing row of an item is not its first row, its day may be another: such hits are taken out of the
 * others, which are in order, and put back where they belong. */
static bool is_before(const col_selection *s, const col_hit *a, const col_hit *b)
{
    const col_row *rows = s->of->lists[s->list].at, *x = &rows[s->rows[a->at]], *y = &rows[s->rows[b->at]];
    return x->day != y->day ? x->day < y->day : x->key < y->key;
}

static bool mend_order(col_selection *s, const gathering *g)
{
    col_hit *late = malloc((g->n_late + 1) * sizeof *late);
    uint32_t kept = g->n_late ? g->late[0] : s->n, n = g->n_late;
    if (!late)
        return false;
    for (uint32_t i = 0; i < n; i++) {
        uint32_t from = g->late[i] + 1, upto = i + 1 < n ? g->late[i + 1] : s->n, at = i;
        col_hit h = s->hits[g->late[i]];
        for (; at > 0 && is_before(s, &h, &late[at - 1]); at--)
            late[at] = late[at - 1];
        late[at] = h;
        memmove(s->hits + kept, s->hits + from, (upto - from) * sizeof *s->hits);
        kept += upto - from;
    }
    while (n-- > 0) { /* the last first, each behind all that are before it */
        uint32_t low = 0, high = kept;
        while (low < high) {
            uint32_t middle = low + (high - low) / 2;
            if (is_before(s, &s->hits[middle], &late[n]))
                low = middle + 1;
            else
                high = middle;
        }
        memmove(s->hits + low + n + 1, s->hits + low, (kept - low) * sizeof *s->hits);
        s->hits[low + n] = late[n];
        kept = low;
    }
    free(late);
    return true;
}

int columns_select(const columns *c, col_list list, const col_filter *f, store *s, col_selection *out, casus_error *err)
{
    sieve v = {.c = c, .l = &c->lists[list], .f = f};
    *out = (col_selection){.of = c, .list = list};
    gathering g = {.out = out, .group = COL_NONE};
    uint32_t n = 0, *rows = NULL;
    int code = sieve_make(&v, s, err);
    if (code == CASUS_OK)
        rows = candidates(&v, &n);
    if (code == CASUS_OK)
        look_at(&v, &g, rows, n);
    free(rows);
    sieve_free(&v);
    if (g.failed || (code == CASUS_OK && !mend_order(out, &g)))
        code = error_set(err, CASUS_ENOMEM, "out of memory");
    free(g.late);
    if (code != CASUS_OK)
        col_selection_free(out);
    return code;
}

void col_selection_free(col_selection *s)
{
    free(s->hits);
    free(s->rows);
    *s = (col_selection){0};
}

const col_row *col_first(const col_selection *s, uint32_t hit)
{
    return &s->of->lists[s->list].at[s->rows[s->hits[hit].at]];
}

uint32_t col_sources(const col_selection *s, uint32_t hit)
{
    const col_worth *worths = s->of->lists[s->list].worths;
    const uint32_t *rows = s->rows + s->hits[hit].at;
    uint32_t n = 0;
    for (uint32_t i = 0; i < s->hits[hit].n; i++) {
        bool had = false;
        for (uint32_t k = 0; k < i && !had; k++)
            had = worths[rows[k]].origin == worths[rows[i]].origin;
        n += !had;
    }
    return n;
}
