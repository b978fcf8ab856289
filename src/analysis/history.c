/* What was told, by the day on which it was published.
 *
 *     2022-01-11  Moscow demands ...   REQUEST   RUS > USA    article 88, sentence 4
 *
 * An event counts once, at the first report that tells it of those asked for, however many papers told it; a meeting once;
 * statements once a text, copies left out. Of a pair, one must act and the other be acted on, or both act together with
 * nobody acted on (talks). The articles read each day are the measure of how much could have been told. */
#include "analysis/analysis.h"
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* ---- terms ---- */

/* A mode's own line beats its category's; -1 when neither is listed. */
static int term_of(const weights *w, term_kind kind, const char *name, const char *mode)
{
    int found = -1;
    size_t first = strcspn(mode, ";+");
    for (int i = 0; i < w->n; i++) {
        const term *t = &w->terms[i];
        if (t->kind != kind || strcmp(t->name, name) != 0)
            continue;
        if (!t->mode[0] && found < 0)
            found = i;
        else if (t->mode[0] && strlen(t->mode) == first && strncmp(t->mode, mode, first) == 0)
            return i;
    }
    return found;
}

static double share_of(const weights *w, const char *status)
{
    static const char *const names[N_STATUS] = {"actual", "future", "hypothetical", "negated", "historical"};
    for (int i = 0; i < N_STATUS; i++)
        if (strcmp(status, names[i]) == 0)
            return w->status[i];
    return 1;
}

enum { N_LISTS = 3 };
static const struct {
    col_list list;
    term_kind kind;
} sources[N_LISTS] = {{COL_EVENTS, TERM_EVENT}, {COL_STATEMENTS, TERM_STATEMENT}, {COL_MEETINGS, TERM_MEETING}};

typedef struct telling { /* one list, and what its numbers are worth */
    const columns *c;
    const col_rows *l;
    term_kind kind;
    int16_t *terms;  /* by kind * n_extras + mode; of meetings by status */
    double *shares;  /* by status */
    uint8_t *passes; /* by sides; NULL: all */
    uint32_t n_extras;
    const uint32_t *rows, *sides; /* to look at, in the order of publication; sides NULL: all pass */
    uint32_t n, at;               /* how many, and which is next */
    int32_t day;                  /* of the next: when and where it was told */
    uint32_t document, sentence;
} telling;

static void reading_free(telling *r)
{
    free(r->terms);
    free(r->shares);
    free(r->passes);
}

static bool reading_make(telling *r, const columns *c, const weights *w, col_list list, term_kind kind)
{
    const col_rows *l = &c->lists[list];
    *r = (telling){.c = c, .l = l, .kind = kind, .n_extras = kind == TERM_EVENT ? l->extras.n : 1, .rows = l->told, .sides = l->told_sides, .n = l->n_told};
    const col_names *names = kind == TERM_MEETING ? &l->statuses : &l->kinds;
    r->terms = calloc((size_t)names->n * r->n_extras + 1, sizeof *r->terms);
    r->shares = calloc(l->statuses.n + 1, sizeof *r->shares);
    if (!r->terms || !r->shares) {
        reading_free(r);
        return false;
    }
    for (uint32_t k = 0; k < names->n; k++)
        for (uint32_t m = 0; m < r->n_extras; m++)
            r->terms[k * r->n_extras + m] = (int16_t)term_of(w, kind, names->at[k], kind == TERM_EVENT ? l->extras.at[m] : "");
    for (uint32_t i = 0; i < l->statuses.n; i++)
        r->shares[i] = kind == TERM_EVENT ? share_of(w, l->statuses.at[i]) : 1;
    return true;
}

/* ---- who ---- */

static uint32_t country_numbered(const columns *c, const char *code)
{
    return col_find(&c->countries, code, strlen(code));
}

static bool has_key(const col_keys *k, uint32_t side, uint64_t key, uint8_t parts)
{
    for (uint32_t i = k->from[side]; i < k->from[side + 1]; i++)
        if (k->keys[k->ids[i]] == key && (!parts || (k->parts[i] & parts)))
            return true;
    return false;
}

/* A pair's rows are looked up instead of looked for among all. */
static void rows_of_pair(telling *x, uint32_t a, uint32_t b)
{
    uint32_t pair = col_pair(x->l, a, b);
    const col_posting *p = &x->l->told_by_pair;
    x->rows = pair == COL_NONE ? NULL : p->rows + p->from[pair];
    x->n = pair == COL_NONE ? 0 : p->from[pair + 1] - p->from[pair];
    x->sides = NULL;
}

/* Which sides the scope holds. Of one country's statements those count that it makes. */
static bool scope_sides(telling *r, const scope *of)
{
    const col_sides *s = &r->l->sides;
    if (!of->a[0])
        return true;
    uint64_t a = country_numbered(r->c, of->a), b = of->b[0] ? country_numbered(r->c, of->b) : 0;
    r->passes = calloc(s->n + 1, 1);
    for (uint32_t i = 0; r->passes && i < s->n; i++)
        r->passes[i] = of->b[0] ? has_key(&s->pairs, i, a < b ? a << 16 | b : b << 16 | a, 0) : has_key(&s->countries, i, a, r->kind == TERM_STATEMENT ? 1 : 0);
    if (of->b[0])
        rows_of_pair(r, (uint32_t)a, (uint32_t)b);
    return r->passes != NULL;
}

static void put_code(const telling *x, const col_row *r, int role, char out[4])
{
    out[0] = '\0';
    for (uint32_t i = 0; i < r->n_parties; i++) {
        uint32_t p = x->l->parties[r->party + i];
        if ((int)(p & 1) == role) {
            snprintf(out, 4, "%.3s", col_name(&x->c->countries, x->c->entities[p / 2].country));
            return;
        }
    }
}

/* ---- rows to items ---- */

static bool is_earlier(const columns *c, const col_row *a, const col_row *b)
{
    int32_t x = c->documents[a->document].published, y = c->documents[b->document].published;
    return x != y ? x < y : a->key < b->key;
}

/* Is there a report of the same thing, published before, that passes too? Reports of one thing stand together. */
static bool was_told(const telling *x, uint32_t row, bool (*passes)(const telling *, uint32_t row, const void *), const void *user)
{
    const col_row *rows = x->l->at;
    uint32_t from = row;
    while (from > 0 && rows[from - 1].group == rows[row].group)
        from--;
    for (uint32_t i = from; i < x->l->n && rows[i].group == rows[row].group; i++)
        if (i != row && x->c->documents[rows[i].document].published != COL_NO_DAY && is_earlier(x->c, &rows[i], &rows[row]) && passes(x, i, user))
            return true;
    return false;
}

static bool in_scope(const telling *x, uint32_t row, const void *user)
{
    (void)user;
    return !x->passes || x->passes[x->l->sides.of[row]];
}

/* False where it counts nothing: not listed, of no weight, a copy. */
static bool item_of(const telling *x, uint32_t row, item *out)
{
    const col_row *r = &x->l->at[row];
    const col_document *d = &x->c->documents[r->document];
    int16_t t = x->terms[x->kind == TERM_MEETING ? r->status : r->kind * x->n_extras + (x->kind == TERM_EVENT ? r->extra : 0)];
    double factor = t < 0 ? 0 : x->shares[r->status] * (x->kind == TERM_EVENT ? r->score / 1000.0 : 1);
    if (factor <= 0 || (x->kind != TERM_EVENT && d->original && d->original != r->document))
        return false;
    *out = (item){.day = d->published, .term = t, .factor = (float)factor, .document = r->document, .sentence = (int32_t)(r->sentence - d->first_sentence), .report = x->kind == TERM_EVENT ? r->key : 0};
    put_code(x, r, 0, out->who[0]);
    put_code(x, r, 1, out->who[1]);
    if (x->kind == TERM_MEETING)
        out->who[0][0] = out->who[1][0] = '\0'; /* nobody acts on anybody */
    return true;
}

/* To the next row of the scope, from `at` on. */
static void seek(telling *x)
{
    while (x->at < x->n && x->passes && x->sides && !x->passes[x->sides[x->at]])
        x->at++;
    if (x->at == x->n)
        return;
    const col_row *r = &x->l->at[x->rows[x->at]];
    x->day = x->c->documents[r->document].published;
    x->document = r->document;
    x->sentence = r->sentence;
}

static bool is_told_before(const telling *a, const telling *b)
{
    if (a->day != b->day)
        return a->day < b->day;
    return a->document != b->document ? a->document < b->document : a->sentence < b->sentence;
}

/* Which of the lists goes on; NULL: all are at their ends. */
static telling *next_list(telling lists[N_LISTS])
{
    telling *best = NULL;
    for (int i = 0; i < N_LISTS; i++)
        if (lists[i].at < lists[i].n && (!best || is_told_before(&lists[i], best)))
            best = &lists[i];
    return best;
}

/* Each row that may count, in the order of publication, to `take`; false when it or the making failed. */
static bool each_row(const columns *c, const weights *w, const scope *of, int32_t until, bool (*take)(void *user, const telling *, uint32_t row), void *user)
{
    telling lists[N_LISTS];
    telling *x;
    int made = 0;
    bool good = true;
    while (made < N_LISTS && good) {
        good = reading_make(&lists[made], c, w, sources[made].list, sources[made].kind);
        made += good;
    }
    for (int k = 0; k < made && good; k++) {
        good = scope_sides(&lists[k], of);
        seek(&lists[k]);
    }
    while (good && (x = next_list(lists)) != NULL && (!until || x->day <= until)) {
        good = take(user, x, x->rows[x->at++]);
        seek(x);
    }
    while (made-- > 0)
        reading_free(&lists[made]);
    return good;
}

/* ---- one scope ---- */

static bool push(history *h, uint32_t *room, const item *x)
{
    if (h->n == *room) {
        uint32_t more = *room ? *room * 2 : 256;
        item *bigger = realloc(h->items, more * sizeof *bigger);
        if (!bigger)
            return false;
        h->items = bigger;
        *room = more;
    }
    h->items[h->n++] = *x;
    return true;
}

typedef struct gathering {
    history *h;
    uint32_t room;
} gathering;

static bool take_one(void *user, const telling *x, uint32_t row)
{
    gathering *g = user;
    item it;
    return !item_of(x, row, &it) || was_told(x, row, in_scope, NULL) || push(g->h, &g->room, &it);
}

static history *history_new(const columns *c, const scope *of, int32_t until)
{
    history *h = calloc(1, sizeof *h);
    if (!h)
        return NULL;
    *h = (history){.of = *of, .days = c->days, .n_days = c->n_days};
    while (until && h->n_days && h->days[h->n_days - 1].day > until)
        h->n_days--;
    return h;
}

history *history_open(const columns *c, const weights *w, const scope *of, int32_t until, casus_error *err)
{
    gathering g = {.h = history_new(c, of, until)};
    if (g.h && each_row(c, w, of, until, take_one, &g))
        return g.h;
    error_set(err, CASUS_ENOMEM, "out of memory");
    history_free(g.h);
    return NULL;
}

void history_free(history *h)
{
    if (!h)
        return;
    free(h->items);
    free(h);
}

int64_t history_articles(const history *h, int32_t from, int32_t until)
{
    int64_t n = 0;
    uint32_t low = 0, high = h->n_days;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (h->days[middle].day < from)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < h->n_days && h->days[low].day <= until; low++)
        n += h->days[low].articles;
    return n;
}

int item_event(store *s, const item *x, char out[48], casus_error *err)
{
    sqlite3_stmt *q;
    out[0] = '\0';
    if (!x->report)
        return 0;
    if (sqlite3_prepare_v2(store_db(s), "SELECT v.key FROM report r JOIN event v ON v.id = r.event WHERE r.id = ?1", -1, &q, NULL) != SQLITE_OK)
        return store_fault(s, err);
    sqlite3_bind_int64(q, 1, x->report);
    if (sqlite3_step(q) == SQLITE_ROW)
        snprintf(out, 48, "%s", column_str(q, 0));
    return sqlite3_finalize(q) == SQLITE_OK ? 0 : store_fault(s, err);
}

/* ---- every pair at once ---- */

typedef struct every {
    const columns *c;
    gathering *at;            /* by number of the pair */
    uint32_t room;
    col_numbering pairs;
    uint32_t *numbers[N_LISTS]; /* each list numbers its pairs for itself: to ours; COL_NONE: a country with itself */
    int32_t until;
} every;

static bool number_pairs(every *e)
{
    for (int i = 0; i < N_LISTS; i++) {
        const col_keys *k = &e->c->lists[sources[i].list].sides.pairs;
        e->numbers[i] = malloc((k->n + 1) * sizeof *e->numbers[i]);
        if (!e->numbers[i])
            return false;
        for (uint32_t j = 0; j < k->n; j++) {
            bool own = k->keys[j] >> 16 == (k->keys[j] & 0xFFFF);
            e->numbers[i][j] = own ? COL_NONE : col_number(&e->pairs, k->keys[j]);
            if (!own && e->numbers[i][j] == COL_NONE)
                return false;
        }
    }
    e->room = e->pairs.n;
    e->at = calloc(e->room + 1, sizeof *e->at);
    return e->at != NULL;
}

static bool of_pair(const telling *x, uint32_t row, const void *user)
{
    const col_keys *k = &x->l->sides.pairs;
    uint32_t side = x->l->sides.of[row];
    for (uint32_t i = k->from[side]; i < k->from[side + 1]; i++)
        if (k->ids[i] == *(const uint32_t *)user)
            return true;
    return false;
}

/* The countries of a pair by their codes: the first in the alphabet is a. */
static scope scope_of(const columns *c, uint64_t key)
{
    const char *x = col_name(&c->countries, (uint32_t)(key >> 16)), *y = col_name(&c->countries, (uint32_t)(key & 0xFFFF));
    bool turned = strcmp(x, y) > 0;
    scope of = {{0}, {0}};
    snprintf(of.a, sizeof of.a, "%.3s", turned ? y : x);
    snprintf(of.b, sizeof of.b, "%.3s", turned ? x : y);
    return of;
}

static bool take_pairs(void *user, const telling *x, uint32_t row)
{
    every *e = user;
    item it;
    const col_keys *k = &x->l->sides.pairs;
    uint32_t side = x->l->sides.of[row];
    int list = 0;
    if (k->from[side] == k->from[side + 1] || !item_of(x, row, &it))
        return true;
    while (sources[list].kind != x->kind)
        list++;
    for (uint32_t i = k->from[side]; i < k->from[side + 1]; i++) {
        uint32_t pair = e->numbers[list][k->ids[i]];
        if (pair == COL_NONE || was_told(x, row, of_pair, &k->ids[i]))
            continue;
        gathering *g = &e->at[pair];
        scope of = g->h ? g->h->of : scope_of(e->c, e->pairs.keys[pair]);
        if (!g->h && !(g->h = history_new(e->c, &of, e->until)))
            return false;
        if (!push(g->h, &g->room, &it))
            return false;
    }
    return true;
}

static int by_items(const void *a, const void *b)
{
    const history *x = *(history *const *)a, *y = *(history *const *)b;
    return x->n != y->n ? (x->n > y->n ? -1 : 1) : memcmp(&x->of, &y->of, sizeof x->of);
}

history **histories_open(const columns *c, const weights *w, uint32_t least, int32_t until, uint32_t *n, casus_error *err)
{
    every e = {.c = c, .until = until};
    history **list = NULL;
    bool good = number_pairs(&e) && each_row(c, w, &(scope){{0}, {0}}, until, take_pairs, &e) && (list = calloc(e.room + 1, sizeof *list)) != NULL;
    *n = 0;
    for (uint32_t i = 0; e.at && i < e.room; i++) {
        if (good && e.at[i].h && e.at[i].h->n >= least)
            list[(*n)++] = e.at[i].h;
        else
            history_free(e.at[i].h);
    }
    if (list && *n)
        qsort(list, *n, sizeof *list, by_items);
    if (!good)
        error_set(err, CASUS_ENOMEM, "out of memory");
    for (int i = 0; i < N_LISTS; i++)
        free(e.numbers[i]);
    free(e.at);
    free(e.pairs.keys);
    free(e.pairs.slots);
    return list;
}

void histories_free(history **list, uint32_t n)
{
    for (uint32_t i = 0; list && i < n; i++)
        history_free(list[i]);
    free(list);
}
