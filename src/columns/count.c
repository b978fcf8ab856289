/* How many, by what.
 *
 * Each item counts once under each of its keys, as its first passing row tells it; its reports are its
 * passing rows; sources are counted over all of a key's reports, by a bit for each (key, origin) that
 * has been seen. Keys are numbered when the rows are loaded (sides.c), so a count is found by its number. */
#include "columns/inside.h"

#include <stdlib.h>

/* ---- periods ---- */

int32_t col_period(int32_t day, const char *by)
{
    int32_t date = date_from_days(day);
    switch (*by) {
    case 'w':
        return day - date_weekday(date);
    case 'm':
        return date_days(date / 100 * 100 + 1);
    case 'y':
        return date_days(date / 10000 * 10000 + 101);
    default:
        return day;
    }
}

int32_t col_period_next(int32_t first, const char *by)
{
    int32_t date = date_from_days(first);
    switch (*by) {
    case 'w':
        return first + 7;
    case 'm':
        return date_days(date / 100 % 100 == 12 ? (date / 10000 + 1) * 10000 + 101 : date + 100);
    case 'y':
        return date_days(date + 10000);
    default:
        return first + 1;
    }
}

/* ---- counting ---- */

typedef struct counting {
    const columns *c;
    const col_rows *l;
    col_by by;
    const char *period;
    const col_keys *keys;  /* of the sides, or NULL */
    col_count *at;         /* by number */
    uint64_t *seen;        /* a bit each origin, `words` a number */
    uint32_t room, words;
    col_numbering numbers;     /* of periods */
    int32_t day, last;     /* of the row before, and the number of its period */
    uint32_t of_day;
    bool failed;
} counting;

/* How many numbers there may be; periods are numbered as they come. */
static uint32_t numbers_of(const counting *k)
{
    const columns *c = k->c;
    switch (k->by) {
    case COL_BY_COUNTRY:
        return c->countries.n;
    case COL_BY_PLACE:
        return c->n_places;
    case COL_BY_KIND:
        return k->l->kinds.n;
    case COL_BY_OUTLET:
        return c->outlets.n;
    case COL_BY_PERIOD:
        return 128;
    default:
        return k->keys ? k->keys->n : 1;
    }
}

/* Counts are zero but for the days; memory the system gives as zeros is only taken where it is written. */
static bool make_room(counting *k, uint32_t room)
{
    col_count *at = realloc(k->at, (room + 1) * sizeof *at);
    k->at = at ? at : k->at;
    uint64_t *seen = k->seen && at ? realloc(k->seen, (size_t)(room + 1) * k->words * sizeof *seen) : calloc((size_t)(room + 1) * k->words, sizeof *seen);
    if (k->seen && seen)
        memset(seen + (size_t)k->room * k->words, 0, (size_t)(room + 1 - k->room) * k->words * sizeof *seen);
    k->seen = seen ? seen : k->seen;
    k->failed = !at || !seen;
    for (uint32_t i = k->room; !k->failed && i < room; i++)
        at[i] = (col_count){.first = COL_NO_DAY, .last = COL_NO_DAY};
    k->room = k->failed ? k->room : room;
    return !k->failed;
}

static void add(counting *k, const col_selection *s, const col_hit *h, uint32_t number, uint8_t part)
{
    col_count *n = &k->at[number];
    const col_worth *r = &k->l->worths[s->rows[h->at]];
    uint64_t *seen = k->seen + (size_t)number * k->words;
    n->events++;
    n->reports += h->n;
    if (r->quad >= 1 && r->quad <= 4)
        n->quad[r->quad - 1]++;
    n->as[0] += part & 1;
    n->as[1] += part >> 1 & 1;
    n->as[2] += part >> 2 & 1;
    n->scale += r->scale;
    n->scale2 += (double)r->scale * r->scale;
    n->goldstein += r->goldstein;
    if (r->day != COL_NO_DAY) {
        n->first = n->first == COL_NO_DAY || r->day < n->first ? r->day : n->first;
        n->last = n->last == COL_NO_DAY || r->day > n->last ? r->day : n->last;
    }
    for (uint32_t m = 0; m < h->n; m++) {
        uint32_t origin = k->l->worths[s->rows[h->at + m]].origin;
        n->sources += !(seen[origin / 64] >> (origin & 63) & 1);
        seen[origin / 64] |= (uint64_t)1 << (origin & 63);
    }
}

/* A date told as "1994" is in no month: it counts where it is exact enough. COL_NONE: nowhere. Rows come by day, so the
 * answer is mostly that of the row before. */
static uint32_t period_of(counting *k, uint32_t row)
{
    int32_t day = k->l->days_of[2 * row], last = k->l->days_of[2 * row + 1];
    if (day == k->day && last == k->last)
        return k->of_day;
    k->day = day;
    k->last = last;
    k->of_day = COL_NONE;
    if (day == COL_NO_DAY)
        return COL_NONE;
    int32_t first = col_period(day, k->period);
    if (last != day && col_period(last, k->period) != first)
        return COL_NONE;
    k->of_day = col_number(&k->numbers, (uint64_t)((int64_t)first + INT32_MAX));
    k->failed |= k->of_day == COL_NONE || (k->of_day >= k->room && !make_room(k, k->room * 2));
    return k->of_day;
}

static bool has_point(const columns *c, const col_row *r)
{
    return r->place != COL_NONE && c->places[r->place].has_point && c->places[r->place].precision == CASUS_P_PLACE;
}

/* A country that takes part also counts as the place, once. */
static void add_countries(counting *k, const col_selection *s, const col_hit *h, uint32_t row)
{
    const col_row *r = &k->l->at[row];
    uint32_t side = k->l->worths[row].side;
    const col_keys *keys = k->keys;
    uint32_t here = r->place == COL_NONE ? COL_NONE : k->c->places[r->place].country;
    if (here != COL_NONE && !*col_name(&k->c->countries, here))
        here = COL_NONE;
    for (uint32_t i = keys->from[side]; i < keys->from[side + 1]; i++) {
        uint32_t country = (uint32_t)keys->keys[keys->ids[i]];
        add(k, s, h, country, keys->parts[i] | (country == here ? 4 : 0));
        here = country == here ? COL_NONE : here;
    }
    if (here != COL_NONE)
        add(k, s, h, here, 4);
}

static void add_hit(counting *k, const col_selection *s, const col_hit *h)
{
    uint32_t row = s->rows[h->at], number;
    switch (k->by) {
    case COL_BY_ALL:
        add(k, s, h, 0, 0);
        break;
    case COL_BY_KIND:
        add(k, s, h, k->l->kind_of[row], 0);
        break;
    case COL_BY_OUTLET:
        add(k, s, h, k->c->documents[k->l->at[row].document].outlet, 0);
        break;
    case COL_BY_PLACE:
        if (has_point(k->c, &k->l->at[row]))
            add(k, s, h, k->l->at[row].place, 4);
        break;
    case COL_BY_PERIOD:
        number = period_of(k, row);
        if (number != COL_NONE && !k->failed)
            add(k, s, h, number, 0);
        break;
    case COL_BY_COUNTRY:
        add_countries(k, s, h, row);
        break;
    default: {
        const col_keys *keys = k->keys;
        uint32_t side = k->l->worths[row].side;
        for (uint32_t i = keys->from[side]; i < keys->from[side + 1]; i++)
            add(k, s, h, keys->ids[i], keys->parts[i]);
    }
    }
}

static int by_key(const void *a, const void *b)
{
    const col_count *x = a, *y = b;
    return x->key < y->key ? -1 : x->key > y->key;
}

/* Those that count something, by key. */
static void gather(const counting *k, col_table *t)
{
    const uint64_t *keys = k->by == COL_BY_PERIOD ? k->numbers.keys : k->keys && k->by != COL_BY_COUNTRY ? k->keys->keys : NULL;
    t->at = k->at;
    for (uint32_t i = 0; i < k->room; i++)
        if (k->at[i].events) {
            t->at[t->n] = k->at[i];
            t->at[t->n++].key = keys ? keys[i] : i;
        }
    qsort(t->at, t->n, sizeof *t->at, by_key);
}

int columns_count(const columns *c, const col_selection *s, col_by by, const char *period, col_table *t, casus_error *err)
{
    const col_sides *x = &c->lists[s->list].sides;
    counting k = {.c = c, .l = &c->lists[s->list], .by = by, .period = period, .words = c->outlets.n / 64 + 1, .day = COL_NO_DAY, .of_day = COL_NONE};
    k.keys = by == COL_BY_DYAD ? &x->dyads : by == COL_BY_PAIR ? &x->pairs : by == COL_BY_COUNTRY ? &x->countries : by == COL_BY_ACTOR ? &x->actors : NULL;
    *t = (col_table){0};
    make_room(&k, numbers_of(&k));
    for (uint32_t i = 0; i < s->n && !k.failed; i++)
        add_hit(&k, s, &s->hits[i]);
    free(k.seen);
    if (k.failed)
        free(k.at);
    else
        gather(&k, t);
    free(k.numbers.keys);
    free(k.numbers.slots);
    return k.failed ? error_set(err, CASUS_ENOMEM, "out of memory") : CASUS_OK;
}

const col_count *col_table_find(const col_table *t, uint64_t key)
{
    uint32_t low = 0, high = t->n;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (t->at[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < t->n && t->at[low].key == key ? &t->at[low] : NULL;
}

void col_table_free(col_table *t)
{
    free(t->at);
    *t = (col_table){0};
}
