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

static bool put_names(ask *q, const char *country, const char *sector)
{
    static const char sql[] = "SELECT e.name, e.code, count(*) AS n FROM entity e JOIN party p ON p.entity = e.id JOIN report r ON r.id = p.report JOIN document d ON d.current = r.coding"
                              " WHERE e.country = ?1 AND (?2 = '' OR e.sector = ?2) AND e.name <> '' GROUP BY e.name, e.code ORDER BY n DESC, e.name LIMIT 20";
    sqlite3_stmt *x = worker_ask(q->w, sql);
    int n = 0;
    if (!x)
        return false;
    sqlite3_bind_text(x, 1, country, -1, SQLITE_STATIC);
    sqlite3_bind_text(x, 2, sector, -1, SQLITE_STATIC);
    buffer_puts(q->out, ",\"names\":[");
    while (sqlite3_step(x) == SQLITE_ROW) {
        buffer_puts(q->out, n++ ? ",{\"name\":" : "{\"name\":");
        put_json(q->out, str_of(cell(x, 0)));
        buffer_puts(q->out, ",\"code\":");
        put_json(q->out, str_of(cell(x, 1)));
        buffer_printf(q->out, ",\"events\":%d}", sqlite3_column_int(x, 2));
    }
    buffer_printf(q->out, "],\"names_total\":%d", n);
    return true;
}

static int most_first(const void *a, const void *b)
{
    const col_count *x = a, *y = b;
    return x->events != y->events ? (x->events > y->events ? -1 : 1) : x->key < y->key ? -1 : x->key > y->key;
}

/* Counts of a selection under keys, most first. */
static bool counted(ask *q, const col_filter *f, col_keys *keys, col_table *t)
{
    casus_error err = {0};
    col_selection s;
    if (columns_select(q->c, COL_EVENTS, f, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    bool good = columns_count(q->c, &s, keys, NULL, t, &err) == CASUS_OK || store_failed(q, &err);
    col_selection_free(&s);
    return good;
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

static bool put_relations(ask *q, const char *code, uint32_t country)
{
    relation *list = calloc(q->c->countries.n + 1, sizeof *list);
    uint32_t n = 0;
    bool good = list != NULL;
    for (int turn = 0; turn < 2 && good; turn++) {
        col_table t;
        col_filter f = q->f;
        *(turn ? &f.recipient : &f.actor) = code;
        good = counted(q, &f, col_keys_dyad, &t);
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
static bool put_totals(ask *q, const char *code)
{
    col_table kinds[2], all[2];
    uint32_t n[2] = {0, 0};
    int32_t first = COL_NO_DAY, last = COL_NO_DAY;
    for (int turn = 0; turn < 2; turn++) {
        col_filter f = q->f;
        *(turn ? &f.recipient : &f.actor) = code;
        if (!counted(q, &f, col_keys_kind, &kinds[turn]) || !counted(q, &f, col_keys_all, &all[turn]))
            return false;
        const col_count *c = col_table_find(&all[turn], 0);
        n[turn] = c ? c->events : 0;
        if (c && c->first != COL_NO_DAY && (first == COL_NO_DAY || c->first < first))
            first = c->first;
        if (c && c->last > last)
            last = c->last;
    }
    out o = {.b = q->out, .format = F_JSON, .first = true};
    buffer_puts(q->out, ",\"counts\":{");
    out_int(&o, "as_actor", n[0]);
    out_int(&o, "as_recipient", n[1]);
    out_day(&o, "first", first);
    out_day(&o, "last", last);
    buffer_puts(q->out, "},\"categories\":[");
    bool some = false;
    if (kinds[0].n)
        qsort(kinds[0].at, kinds[0].n, sizeof *kinds[0].at, most_first);
    for (uint32_t k = 0; k < q->c->lists[COL_EVENTS].kinds.n; k++) {
        uint32_t as[2] = {0, 0};
        for (int turn = 0; turn < 2; turn++)
            for (uint32_t i = 0; i < kinds[turn].n; i++)
                as[turn] = kinds[turn].at[i].key == k ? kinds[turn].at[i].events : as[turn];
        if (as[0] + as[1]) {
            buffer_printf(q->out, "%s{\"event\":\"%s\",\"as_actor\":%u,\"as_recipient\":%u}", some ? "," : "", col_name(&q->c->lists[COL_EVENTS].kinds, k), as[0], as[1]);
            some = true;
        }
    }
    buffer_puts(q->out, "]");
    for (int turn = 0; turn < 2; turn++) {
        col_table_free(&kinds[turn]);
        col_table_free(&all[turn]);
    }
    return true;
}

/* One stand: statements of one kind on one issue, or in one wording; as last said. */
static bool put_positions(ask *q, const char *key, const char *country, const char *sector, bool red_lines)
{
    static const char sql[] = "SELECT s.kind, s.issue, s.content_start, s.content_stop, s.condition_start, s.condition_stop, s.stance, s.firmness, min(d.published), max(d.published), count(*), d.id, s.sentence, d.text"
                              " FROM statement s JOIN document d ON d.current = s.coding JOIN mention m ON m.coding = s.coding AND m.number = s.speaker JOIN entity e ON e.id = m.entity"
                              " WHERE e.country = ?1 AND (?2 = '' OR e.sector = ?2) AND d.published IS NOT NULL AND (d.original IS NULL OR d.original = d.id) AND (?3 = '' OR s.kind = ?3)"
                              " AND (?3 <> '' OR s.kind IN ('demand','refusal','red_line','threat','promise'))"
                              " AND (?4 = '' OR d.published >= ?4) AND (?5 = '' OR d.published <= ?5)"
                              " GROUP BY s.kind, CASE WHEN s.issue = '' THEN s.coding * 65536 + s.number ELSE s.issue END, s.stance ORDER BY max(d.published) DESC, d.id DESC, s.number LIMIT 400";
    char since[12] = "", until[12] = "";
    int n = 0;
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (!x)
        return false;
    if (q->f.since)
        day_text(date_days(q->f.since), since);
    if (q->f.until)
        day_text(date_days(q->f.until), until);
    const char *values[] = {country, sector, red_lines ? "red_line" : "", since, until};
    for (int i = 0; i < 5; i++)
        sqlite3_bind_text(x, i + 1, values[i], -1, SQLITE_TRANSIENT);
    buffer_printf(q->out, ",\"%s\":[", key);
    while (sqlite3_step(x) == SQLITE_ROW && n++ < MOST_POSITIONS) {
        str text = {cell(x, 13), (size_t)sqlite3_column_bytes(x, 13)};
        out o = {.b = q->out, .format = F_JSON, .first = true};
        buffer_puts(q->out, n > 1 ? ",{" : "{");
        out_str(&o, "kind", cell(x, 0));
        out_str(&o, "issue", cell(x, 1));
        out_text(&o, "content", sqlite3_column_type(x, 2) == SQLITE_NULL ? str_of("") : cut_points(text, sqlite3_column_int64(x, 2), sqlite3_column_int64(x, 3)));
        out_text(&o, "condition", sqlite3_column_type(x, 4) == SQLITE_NULL ? str_of("") : cut_points(text, sqlite3_column_int64(x, 4), sqlite3_column_int64(x, 5)));
        out_str(&o, "stance", cell(x, 6));
        out_int(&o, "firmness", sqlite3_column_int64(x, 7));
        out_str(&o, "since", cell(x, 8));
        out_str(&o, "last", cell(x, 9));
        out_int(&o, "times", sqlite3_column_int64(x, 10));
        out_int(&o, "document", sqlite3_column_int64(x, 11));
        out_int(&o, "sentence", sqlite3_column_int64(x, 12));
        buffer_puts(q->out, "}");
    }
    while (n > MOST_POSITIONS && sqlite3_step(x) == SQLITE_ROW)
        n++;
    buffer_puts(q->out, "]");
    if (!red_lines)
        buffer_printf(q->out, ",\"positions_total\":%d", n);
    return true;
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
    col_filter all = q->f, meet = {.actor = code, .since = q->f.since, .until = q->f.until}, claim = {.claimant = code, .since = q->f.since, .until = q->f.until};
    all.actor = code;
    bool good = put_names(q, country, sector);
    put_tenures(q, "roles", code);
    good = good && put_totals(q, code) && put_relations(q, code, number) && put_positions(q, "positions", country, sector, false) && put_positions(q, "red_lines", country, sector, true) &&
           put_some(q, "meetings", COL_MEETINGS, &meet, MOST_LATEST, false, NULL) && put_some(q, "figures", COL_FIGURES, &claim, MOST_LATEST, false, NULL) &&
           put_series(q, "series", &all, "month", COL_EVENTS);
    if (good)
        buffer_puts(q->out, "}\n");
    else if (!q->fault.status) {
        store_fault(q->w->s, &err);
        store_failed(q, &err);
    }
}
