/* Which rows pass a filter.
 *
 *   actor=RUS & event=ASSAULT & since=2022
 *
 * becomes tables of what is allowed (which entities are RUS, which categories are ASSAULT), so that a
 * row is tested with a few look-ups. Only the rows of RUS are looked at where a party's country is
 * asked for, else only stretches of rows that hold a day of the range. Rows of an item stand
 * together, so items come out as the rows do; the first passing row speaks for its item. */
#include "columns/inside.h"

#include <stdlib.h>
#include <strings.h>

typedef struct sieve {
    const columns *c;
    const col_rows *l;
    const col_filter *f;
    uint8_t *party[3]; /* by entity: may be actor, recipient, claimant; NULL: anybody */
    uint8_t *sides;    /* by number of a row's sides: may it pass, as far as codes alone were asked for; NULL: any */
    bool by_name[3];   /* parties asked for by name: their rows must be looked at */
    uint8_t *country;  /* by country */
    uint8_t *kind, *status, *extra, *place, *outlet; /* by number; NULL: any */
    uint8_t *extra2;   /* of an issue */
    uint8_t *sentences; /* a bit each; NULL: any */
    int32_t since, until;
    unsigned quads;    /* a bit each; 0: any */
    bool looks;        /* must the row itself be looked at, or do its sides, status, category and days decide? */
} sieve;

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

/* Which role the i-th of the party filters asks for: 0, 1, or 2 either. Of a figure, a claimant or owner. */
static int role_of(const sieve *v, int i)
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

static int sieve_make(sieve *v, store *s, casus_error *err)
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
            good = allow_sides(v, i, role_of(v, i));
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

static void sieve_free(sieve *v)
{
    uint8_t *all[] = {v->party[0], v->party[1], v->party[2], v->sides, v->country, v->kind, v->status, v->extra, v->extra2, v->place, v->outlet, v->sentences};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        free(all[i]);
}

/* ---- does a row pass ---- */

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

static bool in_days(const sieve *v, uint32_t row)
{
    const int32_t *days = v->l->days_of + 2 * row;
    return days[0] != COL_NO_DAY && days[1] >= v->since && days[0] <= v->until;
}

/* What is asked of the row but its days, status, category and sides. */
static bool row_passes(const sieve *v, const col_row *r)
{
    const col_filter *f = v->f;
    if ((v->extra2 && !v->extra2[r->extra]) || (v->quads && !(v->quads >> r->quad & 1)) || r->score < f->score)
        return false;
    if ((f->document && r->document != f->document) || (v->outlet && !v->outlet[v->c->documents[r->document].outlet]))
        return false;
    if (v->place && (r->place == COL_NONE || !v->place[r->place]))
        return false;
    for (int i = 0; i < 3; i++)
        if (v->by_name[i] && !party_passes(v, r, v->party[i], role_of(v, i)))
            return false;
    if (v->country && !country_passes(v, r))
        return false;
    return !v->sentences || (v->sentences[r->sentence / 8] >> (r->sentence & 7) & 1);
}

static bool passes(const sieve *v, uint32_t row)
{
    if (v->sides && !v->sides[v->l->sides.of[row]])
        return false;
    if (v->kind && !v->kind[v->l->kind_of[row]] && !v->extra[v->l->extra_of[row]])
        return false;
    return (!v->status || v->status[v->l->status_of[row]]) && (!v->looks || row_passes(v, &v->l->at[row]));
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
    if (a == COL_NONE || b == COL_NONE || a == b || role_of(v, 0) != 0 || (pair = col_pair(v->l, a, b)) == COL_NONE)
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
        keep_shorter(&best, rows_of(v, &v->l->by[i == 3 ? 2 : role_of(v, i)], countries, n_countries, n));
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
