/* How many, by what.
 *
 * Each item counts once under each of its keys, as its first passing row tells it; its reports are its
 * passing rows; sources are counted over all of a key's reports, by remembering which (key, origin)
 * have been seen. */
#include "columns/inside.h"

#include <stdlib.h>

/* ---- keys ---- */

static int put(uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS], int n, uint64_t key, uint8_t how)
{
    for (int i = 0; i < n; i++)
        if (keys[i] == key) {
            part[i] |= how;
            return n;
        }
    if (n == COL_KEYS)
        return n;
    keys[n] = key;
    part[n] = how;
    return n + 1;
}

int col_keys_all(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)c, (void)l, (void)r, (void)user;
    return put(keys, part, 0, 0, 0);
}

static int dyads(const columns *c, const col_rows *l, const col_row *r, bool directed, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    const uint32_t *p = l->parties + r->party;
    bool acted_on = false;
    int n = 0;
    for (uint32_t i = 0; i < r->n_parties; i++)
        acted_on |= p[i] & 1;
    for (uint32_t i = 0; i < r->n_parties; i++)
        for (uint32_t k = 0; k < r->n_parties; k++) {
            uint64_t a = c->entities[p[i] / 2].country, b = c->entities[p[k] / 2].country;
            bool one = !(p[i] & 1) && (acted_on ? (p[k] & 1) != 0 : a != b);
            if (one && *col_name(&c->countries, (uint32_t)a) && *col_name(&c->countries, (uint32_t)b))
                n = put(keys, part, n, directed || a < b ? a << 16 | b : b << 16 | a, 0);
        }
    return n;
}

int col_keys_dyad(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)user;
    return dyads(c, l, r, true, keys, part);
}

int col_keys_pair(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)user;
    return dyads(c, l, r, false, keys, part);
}

int col_keys_country(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    int n = 0;
    (void)user;
    for (uint32_t i = 0; i < r->n_parties; i++) {
        uint32_t p = l->parties[r->party + i];
        if (*col_name(&c->countries, c->entities[p / 2].country))
            n = put(keys, part, n, c->entities[p / 2].country, p & 1 ? 2 : 1);
    }
    if (r->place != COL_NONE && *col_name(&c->countries, c->places[r->place].country))
        n = put(keys, part, n, c->places[r->place].country, 4);
    return n;
}

int col_keys_actor(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    int n = 0;
    (void)user;
    for (uint32_t i = 0; i < r->n_parties; i++) {
        uint32_t p = l->parties[r->party + i];
        const col_entity *e = &c->entities[p / 2];
        if (*col_name(&c->countries, e->country) || *col_name(&c->sectors, e->sector))
            n = put(keys, part, n, (uint64_t)e->country << 16 | e->sector, p & 1 ? 2 : 1);
    }
    return n;
}

int col_keys_place(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)l, (void)user;
    return r->place != COL_NONE && c->places[r->place].has_point && c->places[r->place].precision == CASUS_P_PLACE ? put(keys, part, 0, r->place, 4) : 0;
}

int col_keys_kind(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)c, (void)l, (void)user;
    return put(keys, part, 0, r->kind, 0);
}

int col_keys_outlet(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)l, (void)user;
    return put(keys, part, 0, c->documents[r->document].outlet, 0);
}

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

/* A date told as "1994" is in no month: it counts where it is exact enough. */
int col_keys_period(const columns *c, const col_rows *l, const col_row *r, const void *user, uint64_t keys[COL_KEYS], uint8_t part[COL_KEYS])
{
    (void)c, (void)l;
    if (r->day == COL_NO_DAY)
        return 0;
    int32_t first = col_period(r->day, user);
    return col_period(r->last, user) == first ? put(keys, part, 0, (uint64_t)((int64_t)first + INT32_MAX), 0) : 0;
}

/* ---- counting ---- */

static uint64_t spread(uint64_t k)
{
    k ^= k >> 31;
    k *= 0x9E3779B97F4A7C15u;
    return k ^ k >> 29;
}

static bool widen(col_table *t)
{
    uint32_t n = t->n_slots ? t->n_slots * 2 : 256;
    uint32_t *bins = calloc(n, sizeof *bins);
    col_count *at = bins ? realloc(t->at, n / 2 * sizeof *at) : NULL;
    if (!at) {
        free(bins);
        return false;
    }
    free(t->slots);
    t->at = at;
    t->slots = bins;
    t->n_slots = n;
    t->room = n / 2;
    for (uint32_t i = 0; i < t->n; i++) {
        uint64_t s = spread(t->at[i].key) & (n - 1);
        while (t->slots[s])
            s = (s + 1) & (n - 1);
        t->slots[s] = i + 1;
    }
    return true;
}

static col_count *count_of(col_table *t, uint64_t key)
{
    if (t->n == t->room && !widen(t))
        return NULL;
    uint64_t s = spread(key) & (t->n_slots - 1);
    while (t->slots[s] && t->at[t->slots[s] - 1].key != key)
        s = (s + 1) & (t->n_slots - 1);
    if (!t->slots[s]) {
        t->at[t->n] = (col_count){.key = key, .first = COL_NO_DAY, .last = COL_NO_DAY, .worst = COL_NONE};
        t->slots[s] = ++t->n;
    }
    return &t->at[t->slots[s] - 1];
}

static bool widen_seen(col_table *t)
{
    uint32_t n = t->room_seen ? t->room_seen * 2 : 1024;
    uint64_t *seen = calloc(n, sizeof *seen);
    if (!seen)
        return false;
    for (uint32_t i = 0; i < t->room_seen; i++)
        if (t->seen[i]) {
            uint64_t s = spread(t->seen[i]) & (n - 1);
            while (seen[s])
                s = (s + 1) & (n - 1);
            seen[s] = t->seen[i];
        }
    free(t->seen);
    t->seen = seen;
    t->room_seen = n;
    return true;
}

/* Whether this count has not met this origin before; slot and origin are below 2^31. */
static bool is_new(col_table *t, uint32_t slot, uint32_t origin, bool *failed)
{
    if (t->n_seen * 2 >= t->room_seen && !widen_seen(t)) {
        *failed = true;
        return false;
    }
    uint64_t key = ((uint64_t)slot << 32 | origin) + 1, s = spread(key) & (t->room_seen - 1);
    while (t->seen[s] && t->seen[s] != key)
        s = (s + 1) & (t->room_seen - 1);
    if (t->seen[s])
        return false;
    t->seen[s] = key;
    t->n_seen++;
    return true;
}

static void add(col_count *n, const col_row *r, uint32_t row, uint32_t reports, uint8_t part, const col_row *rows)
{
    n->events++;
    n->reports += reports;
    if (r->quad >= 1 && r->quad <= 4)
        n->quad[r->quad - 1]++;
    for (int i = 0; i < 3; i++)
        n->as[i] += part >> i & 1;
    n->scale += r->scale;
    n->scale2 += (double)r->scale * r->scale;
    n->goldstein += r->goldstein;
    if (r->day != COL_NO_DAY) {
        n->first = n->first == COL_NO_DAY || r->day < n->first ? r->day : n->first;
        n->last = n->last == COL_NO_DAY || r->day > n->last ? r->day : n->last;
    }
    if (n->worst == COL_NONE || r->scale < rows[n->worst].scale)
        n->worst = row;
}

int columns_count(const columns *c, const col_selection *s, col_keys *of, const void *user, col_table *t, casus_error *err)
{
    const col_rows *l = &c->lists[s->list];
    uint64_t keys[COL_KEYS];
    uint8_t part[COL_KEYS];
    bool failed = false;
    *t = (col_table){0};
    for (uint32_t i = 0; i < s->n && !failed; i++) {
        const col_hit *h = &s->hits[i];
        const col_row *r = &l->at[s->rows[h->at]];
        for (int k = of(c, l, r, user, keys, part); k-- > 0 && !failed;) {
            col_count *n = count_of(t, keys[k]);
            failed = !n;
            if (failed)
                break;
            add(n, r, s->rows[h->at], h->n, part[k], l->at);
            for (uint32_t m = 0; m < h->n && !failed; m++)
                n->sources += is_new(t, (uint32_t)(n - t->at), c->documents[l->at[s->rows[h->at + m]].document].origin, &failed);
        }
    }
    if (!failed)
        return CASUS_OK;
    col_table_free(t);
    return error_set(err, CASUS_ENOMEM, "out of memory");
}

const col_count *col_table_find(const col_table *t, uint64_t key)
{
    if (!t->n_slots)
        return NULL;
    uint64_t s = spread(key) & (t->n_slots - 1);
    while (t->slots[s] && t->at[t->slots[s] - 1].key != key)
        s = (s + 1) & (t->n_slots - 1);
    return t->slots[s] ? &t->at[t->slots[s] - 1] : NULL;
}

void col_table_free(col_table *t)
{
    free(t->at);
    free(t->slots);
    free(t->seen);
    *t = (col_table){0};
}
