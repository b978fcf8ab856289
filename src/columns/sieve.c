/* What a filter allows.
 *
 *   actor=RUS & event=ASSAULT & since=2022
 *
 * becomes tables of what is allowed (which entities are RUS, which categories are ASSAULT), so that a
 * row is tested with a few look-ups. */
#include "columns/inside.h"

#include <stdlib.h>
#include <strings.h>

/* ---- what is allowed ---- */

static bool is_code(const columns *c, const col_entity *e, str s)
{
    const char *country = col_name(&c->countries, e->country), *sector = col_name(&c->sectors, e->sector);
    size_t n = strlen(country), m = strlen(sector);
    return n + m == s.n && n && m && strncasecmp(s.p, country, n) == 0 && strncasecmp(s.p + n, sector, m) == 0;
}

static uint16_t number_of(const col_names *n, str s)
{
    char upper[24];
    if (!s.n || s.n >= sizeof upper)
        return UINT16_MAX;
    for (size_t i = 0; i < s.n; i++)
        upper[i] = (char)(s.p[i] >= 'a' && s.p[i] <= 'z' ? s.p[i] - 32 : s.p[i]);
    uint32_t i = col_find(n, upper, s.n);
    return i == COL_NONE ? UINT16_MAX : (uint16_t)i;
}

enum { BY_CODE = 1, BY_NAME = 2 };

/* Country, sector, both, or a canonical name. */
static void allow_entities(const columns *c, str s, uint8_t *allowed)
{
    uint16_t country = number_of(&c->countries, s), sector = number_of(&c->sectors, s);
    uint32_t lower = col_lower_hash(s.p, s.n);
    bool code = s.n > 3 && s.n < 20;
    for (uint32_t i = 0; i < c->n_entities; i++) {
        const col_entity *e = &c->entities[i];
        if (!e->name)
            continue;
        if (e->country == country || e->sector == sector || (code && is_code(c, e, s)))
            allowed[i] = BY_CODE;
        else if (e->lower == lower && strlen(e->name) == s.n && strncasecmp(e->name, s.p, s.n) == 0)
            allowed[i] |= BY_NAME;
    }
}

static uint8_t *each_value(const char *list, uint32_t n, const sieve *v, void (*allow)(const sieve *, str, uint8_t *))
{
    uint8_t *allowed = calloc(n + 1, 1);
    for (str rest = str_of(list); allowed && rest.p;) {
        str one = str_cut(&rest, ",");
        if (one.n)
            allow(v, one, allowed);
    }
    return allowed;
}

static void allow_party(const sieve *v, str s, uint8_t *allowed)
{
    allow_entities(v->c, s, allowed);
}

static void allow_country(const sieve *v, str s, uint8_t *allowed)
{
    uint16_t i = number_of(&v->c->countries, s);
    if (i != UINT16_MAX)
        allowed[i] = 1;
}

static void allow_names(const col_names *n, str s, bool begins, uint8_t *allowed)
{
    for (uint32_t i = 0; i < n->n; i++) {
        str name = str_of(n->at[i]);
        if ((name.n == s.n || (begins && name.n > s.n)) && strncasecmp(name.p, s.p, s.n) == 0)
            allowed[i] = 1;
    }
}

/* What is counted may be told by its beginning: "casualties". */
static void allow_kind(const sieve *v, str s, uint8_t *allowed)
{
    allow_names(&v->l->kinds, s, v->l == &v->c->lists[COL_FIGURES], allowed);
}

static void allow_status(const sieve *v, str s, uint8_t *allowed)
{
    allow_names(&v->l->statuses, s, false, allowed);
}

/* "restrict;arrest" holds both modes. */
static void allow_extra(const sieve *v, str s, uint8_t *allowed)
{
    const col_names *n = &v->l->extras;
    for (uint32_t i = 0; i < n->n; i++)
        for (str rest = str_of(n->at[i]); rest.p && rest.n;) {
            str one = str_cut(&rest, ";");
            if (one.n == s.n && strncasecmp(one.p, s.p, s.n) == 0)
                allowed[i] = 1;
        }
}

static void allow_outlet(const sieve *v, str s, uint8_t *allowed)
{
    allow_names(&v->c->outlets, s, false, allowed);
}

static void allow_place(const sieve *v, str s, uint8_t *allowed)
{
    for (uint32_t i = 0; i < v->c->n_places; i++)
        if (v->c->places[i].name && strlen(v->c->places[i].name) == s.n && strncasecmp(v->c->places[i].name, s.p, s.n) == 0)
            allowed[i] = 1;
}

/* The sentences that hold the words, a bit each. */
static int allow_text(sieve *v, store *s, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    int step = SQLITE_ERROR;
    v->sentences = calloc(v->c->most_sentence / 8 + 1, 1);
    if (!v->sentences)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    if (sqlite3_prepare_v2(store_db(s), "SELECT rowid FROM search WHERE search MATCH ?1", -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_text(q, 1, v->f->text, -1, SQLITE_STATIC);
        while ((step = sqlite3_step(q)) == SQLITE_ROW) {
            uint64_t i = (uint64_t)sqlite3_column_int64(q, 0);
            if (i <= v->c->most_sentence)
                v->sentences[i / 8] |= (uint8_t)(1u << (i & 7));
        }
    }
    int code = CASUS_OK;
    if (step != SQLITE_DONE && (step & 0xFF) == SQLITE_ERROR)
        code = error_set(err, CASUS_EUSAGE, "text: %s", sqlite3_errmsg(store_db(s)));
    else if (step != SQLITE_DONE)
        code = store_fault(s, err);
    sqlite3_finalize(q);
    return code;
}

int sieve_role(const sieve *v, int i)
{
    return i == 1 ? 1 : i == 0 && v->l == &v->c->lists[COL_FIGURES] ? 2 : 0;
}

static unsigned quads_of(const char *s)
{
    unsigned bits = 0;
    for (; s && *s; s++)
        bits |= *s >= '1' && *s <= '4' ? 1u << (*s - '0') : 0;
    return bits;
}

static bool side_passes(const uint64_t *at, uint32_t n, const uint8_t *codes, uint32_t n_sectors, int which)
{
    bool none_is_acted_on = which == 1;
    for (uint32_t i = 0; i < n && none_is_acted_on; i++)
        none_is_acted_on = !(at[i] & 1);
    for (uint32_t i = 0; i < n; i++)
        if (codes[(at[i] >> 17) * n_sectors + (at[i] >> 1 & 0xFFFF)] && (which == 2 || (int)(at[i] & 1) == which || none_is_acted_on))
            return true;
    return false;
}

/* Where each party is allowed by its codes, whether a row passes depends on its sides alone. */
static bool allow_sides(sieve *v, int i, int which)
{
    const columns *c = v->c;
    const col_sides *s = &v->l->sides;
    uint32_t n_sectors = c->sectors.n;
    for (uint32_t e = 0; e < c->n_entities; e++)
        v->by_name[i] |= v->party[i][e] == BY_NAME;
    if (v->by_name[i])
        return true;
    uint8_t *codes = calloc((size_t)c->countries.n * n_sectors + 1, 1);
    if (codes && !v->sides && (v->sides = malloc(s->n + 1)) != NULL)
        memset(v->sides, 1, s->n + 1);
    for (uint32_t e = 0; codes && v->sides && e < c->n_entities; e++)
        if (v->party[i][e])
            codes[(size_t)c->entities[e].country * n_sectors + c->entities[e].sector] = 1;
    for (uint32_t k = 0; codes && v->sides && k < s->n; k++)
        v->sides[k] = v->sides[k] && side_passes(s->at + s->from[k], s->from[k + 1] - s->from[k], codes, n_sectors, which);
    free(codes);
    return codes && v->sides;
}

int sieve_make(sieve *v, store *s, casus_error *err)
{
    const col_filter *f = v->f;
    const columns *c = v->c;
    const col_rows *l = v->l;
    const char *sides[] = {f->actor, f->recipient, f->claimant};
    struct {
        const char *list;
        uint32_t n;
        uint8_t **out;
        void (*allow)(const sieve *, str, uint8_t *);
    } tables[] = {{f->country, c->countries.n, &v->country, allow_country}, {f->event, l->kinds.n, &v->kind, allow_kind},      {f->event, l->extras.n, &v->extra, allow_extra},
                  {f->issue, l->extras.n, &v->extra2, allow_extra},         {f->status, l->statuses.n, &v->status, allow_status}, {f->place, c->n_places, &v->place, allow_place},
                  {f->source, c->outlets.n, &v->outlet, allow_outlet}};
    bool good = true;
    for (int i = 0; i < 3; i++)
        if (sides[i])
            good &= (v->party[i] = each_value(sides[i], c->n_entities, v, allow_party)) != NULL;
    for (int i = 0; i < 3 && good; i++)
        if (v->party[i])
            good = allow_sides(v, i, sieve_role(v, i));
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++)
        if (tables[i].list && !(tables[i].out == &v->status && strcmp(f->status, "any") == 0))
            good &= (*tables[i].out = each_value(tables[i].list, tables[i].n, v, tables[i].allow)) != NULL;
    if (!good)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    v->since = f->since ? date_days(f->since) : INT32_MIN;
    v->until = f->until ? date_days(f->until) : INT32_MAX;
    v->quads = quads_of(f->quad);
    v->looks = v->country || v->extra2 || v->place || v->outlet || v->quads || f->score || f->document || f->text;
    for (int i = 0; i < 3; i++)
        v->looks |= v->by_name[i];
    return f->text ? allow_text(v, s, err) : CASUS_OK;
}

void sieve_free(sieve *v)
{
    uint8_t *all[] = {v->party[0], v->party[1], v->party[2], v->sides, v->country, v->kind, v->status, v->extra, v->extra2, v->place, v->outlet, v->sentences};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}
/* ---- does a row pass that must be looked at ---- */

static bool party_passes(const sieve *v, const col_row *r, const uint8_t *allowed, int which)
{
    const uint32_t *p = v->l->parties + r->party;
    bool any = which == 2, none_is_acted_on = true;
    for (uint32_t i = 0; i < r->n_parties && which == 1; i++)
        none_is_acted_on &= !(p[i] & 1);
    for (uint32_t i = 0; i < r->n_parties; i++)
        if (allowed[p[i] / 2] && (any || (int)(p[i] & 1) == which || (which == 1 && none_is_acted_on)))
            return true;
    return false;
}

static bool country_passes(const sieve *v, const col_row *r)
{
    if (r->place != COL_NONE && v->country[v->c->places[r->place].country])
        return true;
    for (uint32_t i = 0; i < r->n_parties; i++)
        if (v->country[v->c->entities[v->l->parties[r->party + i] / 2].country])
            return true;
    return false;
}
bool sieve_row(const sieve *v, const col_row *r)
{
    const col_filter *f = v->f;
    if ((v->extra2 && !v->extra2[r->extra]) || (v->quads && !(v->quads >> r->quad & 1)) || r->score < f->score)
        return false;
    if ((f->document && r->document != f->document) || (v->outlet && !v->outlet[v->c->documents[r->document].outlet]))
        return false;
    if (v->place && (r->place == COL_NONE || !v->place[r->place]))
        return false;
    for (int i = 0; i < 3; i++)
        if (v->by_name[i] && !party_passes(v, r, v->party[i], sieve_role(v, i)))
            return false;
    if (v->country && !country_passes(v, r))
        return false;
    return !v->sentences || (v->sentences[r->sentence / 8] >> (r->sentence & 7) & 1);
}
