/* Who stands on which side.
 *
 *   RUSGOV > UKRMIL, UKRGOV
 *
 * as a set of (country, sector, role), numbered. A million rows have a few thousand such sets, so what
 * depends on the parties' codes alone (under which dyads does this count? does it pass actor=RUS?) is
 * worked out once a set, and a row only looks its set's answer up. */
#include "columns/inside.h"

#include <stdlib.h>

/* ---- numbering ---- */

static uint64_t spread(uint64_t k)
{
    k ^= k >> 31;
    k *= 0x9E3779B97F4A7C15u;
    return k ^ k >> 29;
}

static bool widen(col_numbering *x)
{
    uint32_t n = x->n_slots ? x->n_slots * 2 : 256;
    uint32_t *bins = calloc(n, sizeof *bins);
    uint64_t *keys = bins ? realloc(x->keys, n / 2 * sizeof *keys) : NULL;
    if (!keys) {
        free(bins);
        return false;
    }
    free(x->slots);
    x->keys = keys;
    x->slots = bins;
    x->n_slots = n;
    x->room = n / 2;
    for (uint32_t i = 0; i < x->n; i++) {
        uint64_t s = spread(keys[i]) & (n - 1);
        while (bins[s])
            s = (s + 1) & (n - 1);
        bins[s] = i + 1;
    }
    return true;
}

uint32_t col_number(col_numbering *x, uint64_t key)
{
    if (x->n == x->room && !widen(x))
        return COL_NONE;
    uint64_t s = spread(key) & (x->n_slots - 1);
    while (x->slots[s] && x->keys[x->slots[s] - 1] != key)
        s = (s + 1) & (x->n_slots - 1);
    if (!x->slots[s]) {
        x->keys[x->n] = key;
        x->slots[s] = ++x->n;
    }
    return x->slots[s] - 1;
}

/* ---- sets ---- */

typedef struct sets { /* an open hash of sets of sides */
    col_sides *s;
    uint32_t *slots, n_slots, room, room_at, n_at;
    bool failed;
} sets;

static void *grown(sets *x, void *p, uint32_t *room, size_t size, uint32_t least)
{
    uint32_t more = *room;
    while (more < least)
        more = more ? more * 2 : 1024;
    if (more == *room)
        return p;
    void *q = realloc(p, more * size);
    x->failed |= !q;
    *room = q ? more : *room;
    return q ? q : p;
}

static uint32_t hash_of(const uint64_t *at, uint32_t n)
{
    uint64_t h = n;
    for (uint32_t i = 0; i < n; i++)
        h = spread(h * 31 + at[i]);
    return (uint32_t)h;
}

static bool is_set(const col_sides *s, uint32_t i, const uint64_t *at, uint32_t n)
{
    return s->from[i + 1] - s->from[i] == n && (!n || memcmp(s->at + s->from[i], at, n * sizeof *at) == 0);
}

static void place_sets(sets *x)
{
    uint32_t n = x->n_slots ? x->n_slots * 2 : 1024, *bins = calloc(n, sizeof *bins);
    if (!bins) {
        x->failed = true;
        return;
    }
    free(x->slots);
    x->slots = bins;
    x->n_slots = n;
    for (uint32_t i = 0; i < x->s->n; i++) {
        uint32_t k = hash_of(x->s->at + x->s->from[i], x->s->from[i + 1] - x->s->from[i]) & (n - 1);
        while (bins[k])
            k = (k + 1) & (n - 1);
        bins[k] = i + 1;
    }
}

static uint32_t number_set(sets *x, const uint64_t *at, uint32_t n)
{
    col_sides *s = x->s;
    if (s->n * 2 >= x->n_slots)
        place_sets(x);
    if (x->failed)
        return 0;
    uint32_t k = hash_of(at, n) & (x->n_slots - 1);
    while (x->slots[k] && !is_set(s, x->slots[k] - 1, at, n))
        k = (k + 1) & (x->n_slots - 1);
    if (x->slots[k])
        return x->slots[k] - 1;
    s->from = grown(x, s->from, &x->room, sizeof *s->from, s->n + 2);
    s->at = grown(x, s->at, &x->room_at, sizeof *s->at, x->n_at + n);
    if (x->failed)
        return 0;
    if (n)
        memcpy(s->at + x->n_at, at, n * sizeof *at);
    s->from[s->n] = x->n_at;
    s->from[s->n + 1] = x->n_at += n;
    x->slots[k] = s->n + 1;
    return s->n++;
}

/* A row's sides in order, each once; at most 255 parties. */
static uint32_t sides_of(const columns *c, const col_rows *l, const col_row *r, uint64_t out[256])
{
    uint32_t n = 0;
    for (uint32_t i = 0; i < r->n_parties; i++) {
        uint32_t p = l->parties[r->party + i], k = n;
        const col_entity *e = &c->entities[p / 2];
        uint64_t side = (uint64_t)e->country << 17 | (uint64_t)e->sector << 1 | (p & 1);
        while (k > 0 && out[k - 1] > side)
            k--;
        if (k > 0 && out[k - 1] == side)
            continue;
        memmove(out + k + 1, out + k, (n - k) * sizeof *out);
        out[k] = side;
        n++;
    }
    return n;
}

/* ---- keys of a set ---- */

typedef struct keying {
    const columns *c;
    const col_sides *s;
    col_keys *out;
    col_numbering numbers;
    uint32_t room, n; /* of ids */
    uint32_t first;   /* of this set */
    bool failed;
} keying;

static void put(keying *k, uint64_t key, uint8_t part)
{
    uint32_t id = col_number(&k->numbers, key);
    for (uint32_t i = k->first; i < k->n; i++)
        if (k->out->ids[i] == id) {
            k->out->parts[i] |= part;
            return;
        }
    if (k->n == k->room) {
        uint32_t room = k->room ? k->room * 2 : 1024;
        uint32_t *ids = realloc(k->out->ids, room * sizeof *ids);
        k->out->ids = ids ? ids : k->out->ids;
        uint8_t *parts = realloc(k->out->parts, room);
        k->out->parts = parts ? parts : k->out->parts;
        k->failed |= !ids || !parts;
        k->room = k->failed ? k->room : room;
    }
    k->failed |= id == COL_NONE;
    if (k->failed)
        return;
    k->out->ids[k->n] = id;
    k->out->parts[k->n++] = part;
}

static uint64_t country_of(uint64_t side)
{
    return side >> 17;
}

static bool has_name(const keying *k, uint64_t country)
{
    return *col_name(&k->c->countries, (uint32_t)country) != '\0';
}

/* Each that acts with each that is acted on; where nobody is, each with the others. */
static void put_dyads(keying *k, const uint64_t *at, uint32_t n, bool directed)
{
    bool acted_on = false;
    for (uint32_t i = 0; i < n; i++)
        acted_on |= at[i] & 1;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            uint64_t a = country_of(at[i]), b = country_of(at[j]);
            if (!(at[i] & 1) && (acted_on ? (at[j] & 1) != 0 : a != b) && has_name(k, a) && has_name(k, b))
                put(k, directed || a < b ? a << 16 | b : b << 16 | a, 0);
        }
}

static void put_keys(keying *k, const uint64_t *at, uint32_t n, col_by by)
{
    if (by == COL_BY_DYAD || by == COL_BY_PAIR) {
        put_dyads(k, at, n, by == COL_BY_DYAD);
        return;
    }
    for (uint32_t i = 0; i < n; i++) {
        uint64_t country = country_of(at[i]), sector = at[i] >> 1 & 0xFFFF;
        uint8_t part = at[i] & 1 ? 2 : 1;
        if (by == COL_BY_COUNTRY && has_name(k, country))
            put(k, country, part);
        else if (by == COL_BY_ACTOR && (has_name(k, country) || *col_name(&k->c->sectors, (uint32_t)sector)))
            put(k, country << 16 | sector, part);
    }
}

static bool key_sets(columns *c, const col_sides *s, col_keys *out, col_by by)
{
    keying k = {.c = c, .s = s, .out = out};
    out->from = calloc(s->n + 1, sizeof *out->from);
    k.failed = !out->from;
    for (uint32_t i = 0; i < s->n && !k.failed; i++) {
        k.first = k.n;
        put_keys(&k, s->at + s->from[i], s->from[i + 1] - s->from[i], by);
        out->from[i + 1] = k.n;
    }
    out->keys = k.numbers.keys;
    out->n = k.numbers.n;
    c->bytes += k.n * (sizeof *out->ids + 1) + s->n * sizeof *out->from;
    free(k.numbers.slots);
    return !k.failed;
}

int side_rows(columns *c, col_list list, casus_error *err)
{
    col_rows *l = &c->lists[list];
    col_sides *s = &l->sides;
    sets x = {.s = s};
    uint64_t at[256];
    s->of = malloc((l->n + 1) * sizeof *s->of);
    x.failed = !s->of;
    for (uint32_t i = 0; i < l->n && !x.failed; i++) {
        uint32_t n = sides_of(c, l, &l->at[i], at);
        s->of[i] = number_set(&x, at, n);
    }
    free(x.slots);
    bool good = !x.failed && key_sets(c, s, &s->dyads, COL_BY_DYAD) && key_sets(c, s, &s->pairs, COL_BY_PAIR) && key_sets(c, s, &s->countries, COL_BY_COUNTRY) && key_sets(c, s, &s->actors, COL_BY_ACTOR);
    c->bytes += 4 * (uint64_t)l->n + x.n_at * sizeof *s->at;
    return good ? CASUS_OK : error_set(err, CASUS_ENOMEM, "out of memory");
}

void sides_free(col_sides *s)
{
    col_keys *all[] = {&s->dyads, &s->pairs, &s->countries, &s->actors};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        free(all[i]->from);
        free(all[i]->ids);
        free(all[i]->parts);
        free(all[i]->keys);
    }
    free(s->of);
    free(s->from);
    free(s->at);
}
