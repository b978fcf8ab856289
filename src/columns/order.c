/* Rows in the order of their items, and lists of rows by country. */
#include "columns/inside.h"

#include <stdlib.h>

/* ---- order ---- */

typedef struct place_in_order {
    uint64_t group;
    int64_t key, first_key; /* the row's, and its item's first row's */
    int32_t day;            /* of its item */
    uint32_t row;
} place_in_order;

static int by_group(const void *a, const void *b)
{
    const place_in_order *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

static int by_day(const void *a, const void *b)
{
    const place_in_order *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->first_key != y->first_key)
        return x->first_key < y->first_key ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* An item's day and number are those of its first row. */
static void spread_first(place_in_order *p, const col_row *rows, uint32_t n)
{
    for (uint32_t i = 0, first = 0; i < n; i++) {
        if (p[i].group != p[first].group)
            first = i;
        p[i].first_key = p[first].key;
        p[i].day = rows[p[first].row].day;
    }
}

int order_rows(col_rows *rows, const uint64_t *groups, casus_error *err)
{
    if (!rows->n)
        return CASUS_OK;
    place_in_order *p = malloc(rows->n * sizeof *p);
    col_row *sorted = malloc(rows->n * sizeof *sorted);
    if (!p || !sorted) {
        free(p);
        free(sorted);
        return error_set(err, CASUS_ENOMEM, "out of memory");
    }
    for (uint32_t i = 0; i < rows->n; i++)
        p[i] = (place_in_order){.group = groups[i], .key = rows->at[i].key, .row = i};
    qsort(p, rows->n, sizeof *p, by_group);
    spread_first(p, rows->at, rows->n);
    qsort(p, rows->n, sizeof *p, by_day);
    for (uint32_t i = 0; i < rows->n; i++) {
        sorted[i] = rows->at[p[i].row];
        rows->n_groups += i == 0 || p[i].group != p[i - 1].group;
        sorted[i].group = rows->n_groups - 1;
    }
    free(p);
    free(rows->at);
    rows->at = sorted;
    return CASUS_OK;
}

/* ---- by country ---- */

/* The countries under which a row stands in a list, each once. */
static int countries_of(const columns *c, const col_rows *l, const col_row *r, int which, uint16_t out[256 + 1])
{
    int n = 0;
    bool both = which == 1;
    for (uint32_t i = 0; i < r->n_parties && both; i++)
        both = !(l->parties[r->party + i] & 1); /* nobody is acted on: each is also the other's recipient */
    for (uint32_t i = 0; i < r->n_parties; i++) {
        uint32_t p = l->parties[r->party + i];
        if (which == 2 || (int)(p & 1) == which || both)
            out[n++] = c->entities[p / 2].country;
    }
    if (which == 2 && r->place != COL_NONE)
        out[n++] = c->places[r->place].country;
    int kept = 0;
    for (int i = 0; i < n; i++) {
        bool had = false;
        for (int k = 0; k < kept && !had; k++)
            had = out[k] == out[i];
        if (!had)
            out[kept++] = out[i];
    }
    return kept;
}

static int post(columns *c, col_rows *l, int which, casus_error *err)
{
    col_posting *p = &l->by[which];
    uint16_t list[257];
    uint32_t total = 0, n = c->countries.n;
    p->from = calloc(n + 2, sizeof *p->from);
    if (!p->from)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < l->n; i++)
        for (int k = countries_of(c, l, &l->at[i], which, list); k-- > 0; total++)
            p->from[list[k] + 2]++;
    p->rows = malloc((total + 1) * sizeof *p->rows);
    if (!p->rows)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 2; i < n + 2; i++)
        p->from[i] += p->from[i - 1];
    for (uint32_t i = 0; i < l->n; i++)
        for (int k = countries_of(c, l, &l->at[i], which, list); k-- > 0;)
            p->rows[p->from[list[k] + 1]++] = i;
    c->bytes += total * sizeof *p->rows;
    return CASUS_OK;
}

static int post_kinds(columns *c, col_rows *l, casus_error *err)
{
    col_posting *p = &l->by_kind;
    p->from = calloc(l->kinds.n + 3, sizeof *p->from);
    p->rows = malloc((l->n + 1) * sizeof *p->rows);
    if (!p->from || !p->rows)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < l->n; i++)
        if (l->at[i].kind < l->kinds.n)
            p->from[l->at[i].kind + 2]++;
    for (uint32_t i = 2; i < l->kinds.n + 2; i++)
        p->from[i] += p->from[i - 1];
    for (uint32_t i = 0; i < l->n; i++)
        if (l->at[i].kind < l->kinds.n)
            p->rows[p->from[l->at[i].kind + 1]++] = i;
    c->bytes += l->n * sizeof *p->rows;
    return CASUS_OK;
}

/* The n rows (NULL: all of the list, in order) by pair. */
static int post_pairs(columns *c, const col_rows *l, const uint32_t *rows, uint32_t n, col_posting *p, casus_error *err)
{
    const col_keys *k = &l->sides.pairs;
    uint32_t total = 0;
    p->from = calloc(k->n + 3, sizeof *p->from);
    if (!p->from)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t side = l->sides.of[rows ? rows[i] : i], j = k->from[side]; j < k->from[side + 1]; j++, total++)
            p->from[k->ids[j] + 2]++;
    p->rows = malloc((total + 1) * sizeof *p->rows);
    if (!p->rows)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 2; i < k->n + 2; i++)
        p->from[i] += p->from[i - 1];
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t row = rows ? rows[i] : i, side = l->sides.of[row], j = k->from[side]; j < k->from[side + 1]; j++)
            p->rows[p->from[k->ids[j] + 1]++] = row;
    c->bytes += total * sizeof *p->rows;
    return CASUS_OK;
}

uint32_t col_pair(const col_rows *l, uint32_t one, uint32_t other)
{
    uint64_t key = one < other ? (uint64_t)one << 16 | other : (uint64_t)other << 16 | one;
    for (uint32_t i = 0; i < l->sides.pairs.n; i++)
        if (l->sides.pairs.keys[i] == key)
            return i;
    return COL_NONE;
}

static int mark_zones(columns *c, col_rows *l, casus_error *err)
{
    uint32_t n = l->n / ZONE + 1;
    l->zones = malloc(2 * n * sizeof *l->zones);
    if (!l->zones)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t z = 0; z < n; z++) {
        l->zones[2 * z] = INT32_MAX;
        l->zones[2 * z + 1] = INT32_MIN;
    }
    for (uint32_t i = 0; i < l->n; i++) {
        int32_t *z = &l->zones[2 * (i / ZONE)];
        z[0] = l->at[i].day < z[0] ? l->at[i].day : z[0];
        z[1] = l->at[i].last > z[1] ? l->at[i].last : z[1];
    }
    c->bytes += l->n * sizeof *l->at + l->n_parties * sizeof *l->parties;
    return CASUS_OK;
}

int post_rows(columns *c, col_list list, casus_error *err)
{
    int code = mark_zones(c, &c->lists[list], err);
    for (int which = 0; which < 3 && code == CASUS_OK; which++)
        code = post(c, &c->lists[list], which, err);
    code = code == CASUS_OK ? post_kinds(c, &c->lists[list], err) : code;
    return code == CASUS_OK ? post_pairs(c, &c->lists[list], NULL, c->lists[list].n, &c->lists[list].by_pair, err) : code;
}

/* ---- beside the rows ---- */

int pack_rows(columns *c, col_list list, casus_error *err)
{
    col_rows *l = &c->lists[list];
    size_t n = (size_t)l->n + 1;
    l->group_of = malloc(n * sizeof *l->group_of);
    l->status_of = malloc(n * sizeof *l->status_of);
    l->kind_of = malloc(n * sizeof *l->kind_of);
    l->extra_of = malloc(n * sizeof *l->extra_of);
    l->days_of = malloc(2 * n * sizeof *l->days_of);
    l->worths = malloc(n * sizeof *l->worths);
    if (!l->group_of || !l->status_of || !l->kind_of || !l->extra_of || !l->days_of || !l->worths)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    for (uint32_t i = 0; i < l->n; i++) {
        const col_row *r = &l->at[i];
        l->group_of[i] = r->group;
        l->status_of[i] = r->status;
        l->kind_of[i] = r->kind;
        l->extra_of[i] = r->extra;
        l->days_of[2 * i] = r->day;
        l->days_of[2 * i + 1] = r->last;
        l->worths[i] = (col_worth){r->scale, r->goldstein, r->day, l->sides.of[i], c->documents[r->document].origin & 0x1FFFFFFFu, r->quad & 7u};
    }
    c->bytes += n * (sizeof *l->group_of + 3 * sizeof *l->kind_of + 2 * sizeof *l->days_of + sizeof *l->worths);
    return CASUS_OK;
}

/* ---- by publication ---- */

typedef struct telling {
    int32_t day;
    uint32_t document, sentence, row;
    int64_t key;
} telling;

static int by_telling(const void *a, const void *b)
{
    const telling *x = a, *y = b;
    if (x->day != y->day)
        return x->day < y->day ? -1 : 1;
    if (x->document != y->document)
        return x->document < y->document ? -1 : 1;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    return x->key < y->key ? -1 : x->key > y->key;
}

int tell_rows(columns *c, col_list list, casus_error *err)
{
    col_rows *l = &c->lists[list];
    telling *t = malloc((l->n + 1) * sizeof *t);
    l->told = malloc((l->n + 1) * sizeof *l->told);
    l->told_sides = malloc((l->n + 1) * sizeof *l->told_sides);
    if (!t || !l->told || !l->told_sides) {
        free(t);
        return error_set(err, CASUS_ENOMEM, "out of memory");
    }
    for (uint32_t i = 0; i < l->n; i++) {
        const col_row *r = &l->at[i];
        if (c->documents[r->document].published != COL_NO_DAY)
            t[l->n_told++] = (telling){c->documents[r->document].published, r->document, r->sentence, i, r->key};
    }
    qsort(t, l->n_told, sizeof *t, by_telling);
    for (uint32_t i = 0; i < l->n_told; i++) {
        l->told[i] = t[i].row;
        l->told_sides[i] = l->sides.of[t[i].row];
    }
    free(t);
    c->bytes += 2 * l->n_told * sizeof *l->told;
    return post_pairs(c, l, l->told, l->n_told, &l->told_by_pair, err);
}
