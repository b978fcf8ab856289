/* One actor: who it was, with whom, what it stands for. */
#include "server/inside.h"

#include <stdlib.h>

enum { MOST_NAMES = 20, MOST_RELATIONS = 40, MOST_POSITIONS = 100, MOST_LATEST = 20 };

static const char *cell(sqlite3_stmt *x, int i)
{
    const unsigned char *p = sqlite3_column_text(x, i);
    return p ? (const char *)p : "";
}

/* "RUS" and "RUSGOV": country and sector, either may be missing from the code. */
static void split(const char *code, char country[4], char sector[8])
{
    snprintf(country, 4, "%.3s", code);
    snprintf(sector, 8, "%.7s", strlen(code) > 3 ? code + 3 : "");
}

typedef struct named {
    uint32_t entity, events;
} named;

static int most_named(const void *a, const void *b)
{
    const named *x = a, *y = b;
    return x->events != y->events ? (x->events > y->events ? -1 : 1) : x->entity < y->entity ? -1 : x->entity > y->entity;
}

/* The entities of this country (and sector) that have a name, with the reports they stand in. */
static bool put_names(ask *q, uint32_t country, const char *sector)
{
    const columns *c = q->c;
    uint32_t n = 0, number = *sector ? col_find(&c->sectors, sector, strlen(sector)) : 0;
    named *list = calloc(c->n_entities + 1, sizeof *list);
    if (!list) {
        fault_set(&q->fault, 503, "", "out of memory");
        return false;
    }
    for (uint32_t e = 0; e < c->n_entities; e++) {
        const col_entity *x = &c->entities[e];
        if (x->reports && x->country == country && (!*sector || x->sector == number) && x->name && x->name[0])
            list[n++] = (named){e, x->reports};
    }
    qsort(list, n, sizeof *list, most_named);
    buffer_puts(q->out, ",\"names\":[");
    for (uint32_t i = 0; i < n && i < MOST_NAMES; i++) {
        char code[24];
        col_code(c, list[i].entity, code);
        buffer_puts(q->out, i ? ",{\"name\":" : "{\"name\":");
        put_json(q->out, str_of(c->entities[list[i].entity].name));
        buffer_puts(q->out, ",\"code\":");
        put_json(q->out, str_of(code));
        buffer_printf(q->out, ",\"events\":%u}", list[i].events);
    }
    buffer_printf(q->out, "],\"names_total\":%u", n);
    free(list);
    return true;
}

static bool counted(ask *q, const col_selection *s, col_by by, col_table *t)
{
    casus_error err = {0};
    return columns_count(q->c, s, by, NULL, t, &err) == CASUS_OK || store_failed(q, &err);
}

typedef struct relation {
    uint32_t country, as[2], events, conflict;
    double scale;
    int32_t last;
} relation;

static int busiest(const void *a, const void *b)
{
    const relation *x = a, *y = b;
    return x->events != y->events ? (x->events > y->events ? -1 : 1) : x->country < y->country ? -1 : 1;
}

static relation *relation_with(relation *list, uint32_t *n, uint32_t country)
{
    for (uint32_t i = 0; i < *n; i++)
        if (list[i].country == country)
            return &list[i];
    list[*n] = (relation){.country = country, .last = COL_NO_DAY};
    return &list[(*n)++];
}

/* as: its events as actor and as recipient. */
static bool put_relations(ask *q, const col_selection as[2], uint32_t country)
{
    relation *list = calloc(q->c->countries.n + 1, sizeof *list);
    uint32_t n = 0;
    bool good = list != NULL;
    for (int turn = 0; turn < 2 && good; turn++) {
        col_table t;
        good = counted(q, &as[turn], COL_BY_DYAD, &t);
        for (uint32_t i = 0; good && i < t.n; i++) {
            uint32_t a = (uint32_t)(t.at[i].key >> 16), b = (uint32_t)(t.at[i].key & 0xFFFF), own = turn ? b : a, other = turn ? a : b;
            if (own != country || other == country || !other)
                continue;
            relation *r = relation_with(list, &n, other);
            r->as[turn] += t.at[i].events;
            r->events += t.at[i].events;
            r->conflict += t.at[i].quad[2] + t.at[i].quad[3];
            r->scale += t.at[i].scale;
            r->last = t.at[i].last > r->last ? t.at[i].last : r->last;
        }
        if (good)
            col_table_free(&t);
    }
    if (good)
        qsort(list, n, sizeof *list, busiest);
    buffer_puts(q->out, ",\"relations\":[");
    for (uint32_t i = 0; good && i < n && i < MOST_RELATIONS; i++) {
        out o = {.b = q->out, .format = F_JSON, .first = true};
        buffer_puts(q->out, i ? ",{" : "{");
        out_str(&o, "code", col_name(&q->c->countries, list[i].country));
        out_int(&o, "as_actor", list[i].as[0]);
        out_int(&o, "as_recipient", list[i].as[1]);
        out_mean(&o, "event_scale", list[i].scale, list[i].events, 3);
        out_mean(&o, "conflict_percent", 100.0 * list[i].conflict, list[i].events, 1);
        out_day(&o, "last", list[i].last);
        buffer_puts(q->out, "}");
    }
    buffer_printf(q->out, "],\"relations_total\":%u", n);
    free(list);
    return good;
}

/* Counts as actor and recipient, and by category. */
static void put_totals(ask *q, const col_selection as[2])
{
    const col_rows *l = &q->c->lists[COL_EVENTS];
    uint32_t *kinds = ARENA_ARRAY(&q->memory, uint32_t, 2 * l->kinds.n + 2);
    int32_t first = COL_NO_DAY, last = COL_NO_DAY;
    for (int turn = 0; turn < 2; turn++)
        for (uint32_t i = 0; i < as[turn].n; i++) {
            uint32_t row = as[turn].rows[as[turn].hits[i].at];
            int32_t day = l->worths[row].day;
            kinds[2 * l->kind_of[row] + turn]++;
            first = day != COL_NO_DAY && (first == COL_NO_DAY || day < first) ? day : first;
            last = day > last ? day : last;
        }
    out o = {.b = q->out, .format = F_JSON, .first = true};
    buffer_puts(q->out, ",\"counts\":{");
    out_int(&o, "as_actor", as[0].n);
    out_int(&o, "as_recipient", as[1].n);
    out_day(&o, "first", first);
    out_day(&o, "last", last);
    buffer_puts(q->out, "},\"categories\":[");
    bool some = false;
    for (uint32_t k = 0; k < l->kinds.n; k++)
        if (kinds[2 * k] + kinds[2 * k + 1]) {
            buffer_printf(q->out, "%s{\"event\":\"%s\",\"as_actor\":%u,\"as_recipient\":%u}", some ? "," : "", col_name(&l->kinds, k), kinds[2 * k], kinds[2 * k + 1]);
            some = true;
        }
    buffer_puts(q->out, "]");
}

/* One stand: statements of one kind on one issue with one stance; without an issue each stands alone. */
typedef struct stand {
    const col_row *last;
    uint32_t times;
    int32_t since;
} stand;

static bool same_stand(const col_row *a, const col_row *b, const char *issue)
{
    return a->kind == b->kind && a->extra == b->extra && a->status == b->status && *issue;
}

static int32_t published(const columns *c, const col_row *r)
{
    return r->document < c->n_documents ? c->documents[r->document].published : COL_NO_DAY;
}

/* As it was last said. */
static bool put_stand(ask *q, const stand *s, bool first)
{
    static const char sql[] = "SELECT s.kind, s.issue, s.content_start, s.content_stop, s.condition_start, s.condition_stop, s.stance, s.firmness, s.sentence, d.id, d.text FROM statement s"
                              " JOIN coding c ON c.id = s.coding JOIN document d ON d.id = c.document WHERE s.coding = ?1 AND s.number = ?2";
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (!x)
        return false;
    sqlite3_bind_int64(x, 1, s->last->key / 65536);
    sqlite3_bind_int64(x, 2, s->last->key % 65536);
    if (sqlite3_step(x) != SQLITE_ROW)
        return false;
    str text = {cell(x, 10), (size_t)sqlite3_column_bytes(x, 10)};
    out o = {.b = q->out, .format = F_JSON, .first = true};
    buffer_puts(q->out, first ? "{" : ",{");
    out_str(&o, "kind", cell(x, 0));
    out_str(&o, "issue", cell(x, 1));
    out_text(&o, "content", sqlite3_column_type(x, 2) == SQLITE_NULL ? str_of("") : cut_points(text, sqlite3_column_int64(x, 2), sqlite3_column_int64(x, 3)));
    out_text(&o, "condition", sqlite3_column_type(x, 4) == SQLITE_NULL ? str_of("") : cut_points(text, sqlite3_column_int64(x, 4), sqlite3_column_int64(x, 5)));
    out_str(&o, "stance", cell(x, 6));
    out_int(&o, "firmness", sqlite3_column_int64(x, 7));
    out_day(&o, "since", s->since);
    out_day(&o, "last", published(q->c, s->last));
    out_int(&o, "times", s->times);
    out_int(&o, "document", sqlite3_column_int64(x, 9));
    out_int(&o, "sentence", sqlite3_column_int64(x, 8));
    buffer_puts(q->out, "}");
    return true;
}

/* The stands of the newest statements first; each is looked for among those found so far. */
static bool put_positions(ask *q, const char *key, const char *code, const char *kinds)
{
    enum { LOOK_AT = 20000 };
    casus_error err = {0};
    col_selection s;
    col_filter f = {.actor = code, .event = kinds, .since = q->f.since, .until = q->f.until};
    if (columns_select(q->c, COL_STATEMENTS, &f, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    stand *list = calloc(MOST_POSITIONS + 1, sizeof *list);
    uint32_t n = 0, more = 0;
    bool good = list != NULL;
    for (uint32_t i = 0; good && i < s.n && i < LOOK_AT; i++) {
        const col_row *r = col_first(&s, s.n - 1 - i);
        const char *issue = col_name(&q->c->lists[COL_STATEMENTS].extras, r->extra);
        uint32_t at = 0;
        while (at < n && !same_stand(list[at].last, r, issue))
            at++;
        if (at == n && n == MOST_POSITIONS) {
            more++;
            continue;
        }
        if (at == n)
            list[n++] = (stand){.last = r, .since = published(q->c, r)};
        list[at].times++;
        list[at].since = published(q->c, r) < list[at].since ? published(q->c, r) : list[at].since;
    }
    buffer_printf(q->out, ",\"%s\":[", key);
    for (uint32_t i = 0; good && i < n; i++)
        good = put_stand(q, &list[i], i == 0);
    buffer_puts(q->out, "]");
    if (strcmp(key, "positions") == 0)
        buffer_printf(q->out, ",\"positions_total\":%u", n + more);
    free(list);
    col_selection_free(&s);
    return good;
}

void answer_actor(ask *q)
{
    char code[64], country[4], sector[8];
    casus_error err = {0};
    snprintf(code, sizeof code, "%.60s", q->at[0]);
    for (char *p = code; strlen(code) <= 10 && *p; p++)
        *p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
    split(code, country, sector);
    uint32_t number = col_find(&q->c->countries, country, strlen(country));
    if (number == COL_NONE || strlen(code) < 3) {
        fault_set(&q->fault, 404, "code", "nobody is coded '%.60s' here", code);
        return;
    }
    buffer_puts(q->out, "{\"code\":");
    put_json(q->out, str_of(code));
    col_selection as[2] = {0};
    col_filter f[2] = {q->f, q->f}, meet = {.actor = code, .since = q->f.since, .until = q->f.until}, claim = {.claimant = code, .since = q->f.since, .until = q->f.until};
    f[0].actor = f[1].recipient = code;
    bool good = put_names(q, number, sector);
    put_tenures(q, "roles", code);
    for (int turn = 0; turn < 2 && good; turn++)
        good = columns_select(q->c, COL_EVENTS, &f[turn], q->w->s, &as[turn], &err) == CASUS_OK || store_failed(q, &err);
    if (good)
        put_totals(q, as);
    good = good && put_relations(q, as, number) && put_positions(q, "positions", code, "demand,refusal,red_line,threat,promise") && put_positions(q, "red_lines", code, "red_line") &&
           put_some(q, "meetings", COL_MEETINGS, &meet, MOST_LATEST, false, NULL) && put_some(q, "figures", COL_FIGURES, &claim, MOST_LATEST, false, NULL) &&
           put_series(q, "series", &f[0], "month", &as[0]);
    for (int turn = 0; turn < 2; turn++)
        col_selection_free(&as[turn]);
    if (good)
        buffer_puts(q->out, "}\n");
    else if (!q->fault.status) {
        store_fault(q->w->s, &err);
        store_failed(q, &err);
    }
}
