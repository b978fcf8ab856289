/* Counts: actors, dyads, countries, places, sources, periods. Of events, each counted once under each
 * key; most frequent first. A page's cursor names the row before it by its count and label. */
#include "server/inside.h"

#include <math.h>
#include <stdlib.h>

void put_counts(out *o, const col_count *n)
{
    static const col_count none;
    n = n ? n : &none;
    out_int(o, "events", n->events);
    out_int(o, "reports", n->reports);
    out_int(o, "sources", n->sources);
    out_quad(o, n->quad);
    out_mean(o, "event_scale", n->scale, n->events, 3);
    out_mean(o, "goldstein", n->goldstein, n->events, 3);
    out_mean(o, "conflict_percent", 100.0 * (n->quad[2] + n->quad[3]), n->events, 1);
}

/* ---- a table in order ---- */

typedef struct line {
    const col_count *n;
    const char *label;
} line;

typedef struct counting {
    ask *q;
    col_selection s;
    col_table t;
    line *lines;
    uint32_t n;
    const char *(*label)(struct counting *, uint64_t key);
    void (*put)(struct counting *, out *, const line *);
} counting;

static int most_first(const void *a, const void *b)
{
    const line *x = a, *y = b;
    if (x->n->events != y->n->events)
        return x->n->events > y->n->events ? -1 : 1;
    return strcmp(x->label, y->label);
}

static bool count(counting *k, col_list list, const col_filter *f, col_by by)
{
    casus_error err = {0};
    ask *q = k->q;
    if (columns_select(q->c, list, f, q->w->s, &k->s, &err) != CASUS_OK || columns_count(q->c, &k->s, by, NULL, &k->t, &err) != CASUS_OK)
        return store_failed(q, &err);
    k->lines = calloc(k->t.n + 1, sizeof *k->lines);
    for (uint32_t i = 0; k->lines && i < k->t.n; i++)
        if ((long)k->t.at[i].events >= q->min)
            k->lines[k->n++] = (line){&k->t.at[i], k->label(k, k->t.at[i].key)};
    if (!k->lines) {
        fault_set(&q->fault, 503, "", "out of memory");
        return false;
    }
    qsort(k->lines, k->n, sizeof *k->lines, most_first);
    return true;
}

static void counting_free(counting *k)
{
    free(k->lines);
    col_table_free(&k->t);
    col_selection_free(&k->s);
}

/* A cursor is letters and digits only: it goes into headers and addresses. */
static void write_cursor(const line *l, buffer *b)
{
    buffer_printf(b, "c%u.", l->n->events);
    for (const unsigned char *p = (const unsigned char *)l->label; *p; p++)
        buffer_printf(b, "%02x", *p);
}

static bool find_start(counting *k, uint32_t *start)
{
    *start = 0;
    if (!k->q->next)
        return true;
    unsigned long events;
    char *end;
    bool good = k->q->next[0] == 'c' && k->q->next[1] >= '0' && k->q->next[1] <= '9';
    events = good ? strtoul(k->q->next + 1, &end, 10) : 0;
    good = good && *end == '.' && strspn(end + 1, "0123456789abcdef") == strlen(end + 1);
    if (!good) {
        fault_set(&k->q->fault, 400, "next", "next: not a cursor of this list");
        return false;
    }
    for (; *start < k->n; (*start)++) {
        buffer b = {0};
        const line *l = &k->lines[*start];
        write_cursor(l, &b);
        int order = b.p ? strcmp(strchr(b.p, '.'), end) : 1;
        buffer_free(&b);
        if (l->n->events < events || (l->n->events == events && order > 0))
            break;
    }
    return true;
}

static void put_lines(counting *k, const char *extra)
{
    ask *q = k->q;
    out o;
    uint32_t start;
    buffer next = {0};
    if (!find_start(k, &start))
        return;
    bool paged = strstr(q->route->params, "next") != NULL;
    uint32_t end = paged && start + (uint32_t)q->limit < k->n ? start + (uint32_t)q->limit : k->n;
    out_begin(&o, q);
    for (uint32_t i = start; i < end; i++) {
        k->put(k, &o, &k->lines[i]);
    }
    if (end < k->n && end > start)
        write_cursor(&k->lines[end - 1], &next);
    out_end(&o, q, k->n, next.p, extra);
    buffer_free(&next);
    buffer_free(&o.names);
}

/* ---- actors ---- */

static const char *actor_label(counting *k, uint64_t key)
{
    return arena_printf(&k->q->memory, "%s%s", col_name(&k->q->c->countries, (uint32_t)(key >> 16)), col_name(&k->q->c->sectors, (uint32_t)(key & 0xFFFF)));
}

static void put_actor(counting *k, out *o, const line *l)
{
    const columns *c = k->q->c;
    item_begin(o);
    out_str(o, "code", l->label);
    out_str(o, "country", col_name(&c->countries, (uint32_t)(l->n->key >> 16)));
    out_str(o, "sector", col_name(&c->sectors, (uint32_t)(l->n->key & 0xFFFF)));
    out_int(o, "as_actor", l->n->as[0]);
    out_int(o, "as_recipient", l->n->as[1]);
    out_day(o, "first", l->n->first);
    out_day(o, "last", l->n->last);
    out_mean(o, "event_scale", l->n->scale, l->n->events, 3);
    out_mean(o, "conflict_percent", 100.0 * (l->n->quad[2] + l->n->quad[3]), l->n->events, 1);
    item_end(o);
}

void answer_actors(ask *q)
{
    counting k = {.q = q, .label = actor_label, .put = put_actor};
    if (count(&k, COL_EVENTS, &q->f, COL_BY_ACTOR))
        put_lines(&k, "");
    counting_free(&k);
}

/* ---- dyads ---- */

static const char *dyad_label(counting *k, uint64_t key)
{
    const col_names *n = &k->q->c->countries;
    return arena_printf(&k->q->memory, "%s>%s", col_name(n, (uint32_t)(key >> 16)), col_name(n, (uint32_t)(key & 0xFFFF)));
}

static void put_dyad(counting *k, out *o, const line *l)
{
    const col_names *n = &k->q->c->countries;
    item_begin(o);
    out_str(o, "actor", col_name(n, (uint32_t)(l->n->key >> 16)));
    out_str(o, "recipient", col_name(n, (uint32_t)(l->n->key & 0xFFFF)));
    out_day(o, "last", l->n->last);
    put_counts(o, l->n);
    item_end(o);
}

void answer_dyads(ask *q)
{
    counting k = {.q = q, .label = dyad_label, .put = put_dyad};
    if (count(&k, COL_EVENTS, &q->f, q->undirected ? COL_BY_PAIR : COL_BY_DYAD))
        put_lines(&k, "");
    counting_free(&k);
}

/* ---- countries and places ---- */

static const char *country_label(counting *k, uint64_t key)
{
    return col_name(&k->q->c->countries, (uint32_t)key);
}

static void put_country(counting *k, out *o, const line *l)
{
    (void)k;
    item_begin(o);
    out_str(o, "country", l->label);
    out_int(o, "as_actor", l->n->as[0]);
    out_int(o, "as_recipient", l->n->as[1]);
    out_int(o, "here", l->n->as[2]);
    put_counts(o, l->n);
    item_end(o);
}

/* Events without a place, and those of which only a country or a province is told. */
static void count_unlocated(const counting *k, uint32_t *without, uint32_t *roughly)
{
    *without = *roughly = 0;
    for (uint32_t i = 0; i < k->s.n; i++) {
        uint32_t p = col_first(&k->s, i)->place;
        bool exact = p != COL_NONE && k->q->c->places[p].has_point && k->q->c->places[p].precision == CASUS_P_PLACE;
        *without += p == COL_NONE;
        *roughly += p != COL_NONE && !exact;
    }
}

void answer_countries(ask *q)
{
    counting k = {.q = q, .label = country_label, .put = put_country};
    uint32_t without, roughly;
    if (count(&k, COL_EVENTS, &q->f, COL_BY_COUNTRY)) {
        count_unlocated(&k, &without, &roughly);
        put_lines(&k, arena_printf(&q->memory, ",\"located\":%u,\"unlocated\":%u", k.s.n - without, without));
    }
    counting_free(&k);
}

static const char *place_label(counting *k, uint64_t key)
{
    const col_place *p = &k->q->c->places[key];
    return arena_printf(&k->q->memory, "%s %s %llu", p->name, col_name(&k->q->c->countries, p->country), (unsigned long long)key);
}

static void put_pin(counting *k, out *o, const line *l)
{
    const col_place *p = &k->q->c->places[l->n->key];
    o->has_point = true;
    o->lat = p->lat;
    o->lon = p->lon;
    item_begin(o);
    out_str(o, "name", p->name);
    out_str(o, "country", col_name(&k->q->c->countries, p->country));
    out_str(o, "admin1", p->admin1);
    out_real(o, "lat", p->lat, 4);
    out_real(o, "lon", p->lon, 4);
    out_day(o, "last", l->n->last);
    put_counts(o, l->n);
    item_end(o);
}

void answer_places(ask *q)
{
    counting k = {.q = q, .label = place_label, .put = put_pin};
    uint32_t without, roughly;
    if (count(&k, COL_EVENTS, &q->f, COL_BY_PLACE)) {
        count_unlocated(&k, &without, &roughly);
        put_lines(&k, arena_printf(&q->memory, ",\"unlocated\":%u,\"only_country\":%u", without, roughly));
    }
    counting_free(&k);
}

/* ---- sources ---- */

static const char *outlet_label(counting *k, uint64_t key)
{
    return col_name(&k->q->c->outlets, (uint32_t)key);
}

typedef struct outlet_sum {
    uint32_t copies, events;
    int64_t words;
} outlet_sum;

static outlet_sum *outlet_sums(const counting *k)
{
    const columns *c = k->q->c;
    outlet_sum *sums = ARENA_ARRAY(&k->q->memory, outlet_sum, c->outlets.n + 1);
    for (uint32_t i = 0; i < k->s.n; i++) {
        const col_document *d = &c->documents[col_first(&k->s, i)->document];
        sums[d->outlet].copies += d->original != 0;
        sums[d->outlet].events += d->events;
        sums[d->outlet].words += d->words;
    }
    return sums;
}

static void put_source(counting *k, out *o, const line *l)
{
    const columns *c = k->q->c;
    const outlet_sum *sum = &((const outlet_sum *)(const void *)k->q->kind)[l->n->key];
    item_begin(o);
    out_str(o, "outlet", l->label);
    out_int(o, "documents", l->n->events);
    out_int(o, "copies", sum->copies);
    out_int(o, "words", sum->words);
    out_int(o, "events", sum->events);
    out_day(o, "first", l->n->first);
    out_day(o, "last", l->n->last);
    if (l->n->last == COL_NO_DAY || c->newest == COL_NO_DAY)
        out_null(o, "days_silent");
    else
        out_int(o, "days_silent", c->newest - l->n->last);
    item_end(o);
}

void answer_sources(ask *q)
{
    counting k = {.q = q, .label = outlet_label, .put = put_source};
    if (count(&k, COL_DOCUMENTS, &q->f, COL_BY_OUTLET)) {
        q->kind = (const char *)(const void *)outlet_sums(&k); /* what put_source asks */
        put_lines(&k, "");
    }
    counting_free(&k);
}

/* ---- periods ---- */

static uint64_t period_key(int32_t first)
{
    return (uint64_t)((int64_t)first + INT32_MAX);
}

static void period_name(int32_t first, const char *by, char room[12])
{
    day_text(first, room);
    if (*by == 'm')
        room[7] = '\0';
    if (*by == 'y')
        room[4] = '\0';
}

/* The mean's 95 % band, as if scores were drawn independently. */
static void put_band(out *o, const col_count *n)
{
    double mean = n && n->events ? n->scale / n->events : NAN, half = NAN;
    if (n && n->events > 1) {
        double variance = (n->scale2 - n->scale * n->scale / n->events) / (n->events - 1);
        half = 1.96 * sqrt(variance > 0 ? variance / n->events : 0);
    }
    out_real(o, "low", mean - half, 3);
    out_real(o, "high", mean + half, 3);
}

static void put_period(out *o, const char *by, int32_t first, const col_count *n, uint32_t documents)
{
    char room[12];
    period_name(first, by, room);
    item_begin(o);
    out_str(o, "period", room);
    put_counts(o, n);
    put_band(o, n);
    out_int(o, "documents", documents);
    out_bool(o, "covered", documents > 0);
    item_end(o);
}

typedef struct period_range {
    int32_t first, last;
    uint32_t n;
} period_range;

/* Documents by period; of one source their rows are counted, else each day's number is known. */
static bool count_read(ask *q, const col_filter *f, const char *by, col_table *t, casus_error *err)
{
    const columns *c = q->c;
    col_filter documents = {.since = f->since, .until = f->until, .source = f->source};
    col_selection s;
    *t = (col_table){0};
    if (f->source) {
        bool good = columns_select(c, COL_DOCUMENTS, &documents, q->w->s, &s, err) == CASUS_OK && columns_count(c, &s, COL_BY_PERIOD, by, t, err) == CASUS_OK;
        col_selection_free(&s);
        return good;
    }
    t->at = calloc(c->n_days + 1, sizeof *t->at);
    if (!t->at)
        return error_set(err, CASUS_ENOMEM, "out of memory") == CASUS_OK;
    int32_t since = f->since ? date_days(f->since) : INT32_MIN, until = f->until ? date_days(f->until) : INT32_MAX;
    for (uint32_t i = 0; i < c->n_days; i++) {
        const col_day *d = &c->days[i];
        uint64_t key = period_key(col_period(d->day, by));
        if (d->day < since || d->day > until)
            continue;
        if (!t->n || t->at[t->n - 1].key != key)
            t->at[t->n++] = (col_count){.key = key};
        t->at[t->n - 1].events += (uint32_t)d->articles + d->copies;
    }
    return true;
}

/* From the first to the last period in which something was told or read, within the filter's days. */
static period_range range_of(const col_table *t, const col_table *read, const col_filter *f, const char *by)
{
    period_range r = {INT32_MAX, INT32_MIN, 0};
    const col_table *both[] = {t, read};
    for (int k = 0; k < 2; k++)
        for (uint32_t i = 0; i < both[k]->n; i++) {
            int32_t first = (int32_t)((int64_t)both[k]->at[i].key - INT32_MAX);
            r.first = first < r.first ? first : r.first;
            r.last = first > r.last ? first : r.last;
        }
    if (f->since && r.first < col_period(date_days(f->since), by))
        r.first = col_period(date_days(f->since), by);
    if (f->until && r.last > col_period(date_days(f->until), by))
        r.last = col_period(date_days(f->until), by);
    return r;
}

enum { MOST_PERIODS = 40000 }; /* a hundred years of days */

/* All periods of the range, also those without events: a gap is shown as one. */
static bool write_series(ask *q, out *o, const col_filter *f, const char *by, const col_selection *s, uint32_t *total)
{
    casus_error err = {0};
    col_table t = {0}, read = {0};
    bool good = columns_count(q->c, s, COL_BY_PERIOD, by, &t, &err) == CASUS_OK && count_read(q, f, by, &read, &err);
    if (!good)
        store_failed(q, &err);
    period_range r = range_of(&t, &read, f, by);
    for (int32_t p = r.first; good && p <= r.last; p = col_period_next(p, by)) {
        const col_count *n = col_table_find(&t, period_key(p)), *d = col_table_find(&read, period_key(p));
        if (!n && !d && r.n >= MOST_PERIODS)
            continue;
        put_period(o, by, p, n, d ? d->events : 0);
        r.n++;
    }
    *total = r.n;
    col_table_free(&t);
    col_table_free(&read);
    return good;
}

void answer_series(ask *q)
{
    out o;
    uint32_t total;
    casus_error err = {0};
    col_selection s;
    if (columns_select(q->c, COL_EVENTS, &q->f, q->w->s, &s, &err) != CASUS_OK) {
        store_failed(q, &err);
        return;
    }
    out_begin(&o, q);
    if (write_series(q, &o, &q->f, q->by, &s, &total))
        out_end(&o, q, total, NULL, "");
    buffer_free(&o.names);
    col_selection_free(&s);
}

bool put_series(ask *q, const char *key, const col_filter *f, const char *by, const col_selection *s)
{
    out o = {.b = q->out, .format = F_JSON};
    uint32_t total;
    buffer_printf(q->out, ",\"%s\":[", key);
    bool good = write_series(q, &o, f, by, s, &total);
    buffer_puts(q->out, "]");
    return good;
}
