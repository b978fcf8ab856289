/* What changed since a day: the weightiest events and positions, who moves, which talks are ahead, which red lines
 * were drawn. Without a day it is the week before the newest article. */
#include "server/inside.h"

#include <math.h>
#include <stdlib.h>

enum { WEEK = 7, MOST_LINES = 40, MOST_MOVES = 20, MOST_TALKS = 20, MOST_RED_LINES = 20 };

static double weight_of(const col_selection *s, uint32_t hit)
{
    const col_row *r = col_first(s, hit);
    return fabs((double)r->scale) * (1 + 0.3 * log2(1.0 + col_sources(s, hit))) * r->score / 1000.0;
}

typedef struct weighed {
    uint32_t hit;
    double weight;
} weighed;

static int heaviest(const void *a, const void *b)
{
    const weighed *x = a, *y = b;
    return x->weight != y->weight ? (x->weight > y->weight ? -1 : 1) : x->hit < y->hit ? 1 : -1;
}

static const char *text_at(sqlite3_stmt *x, int i)
{
    const unsigned char *p = sqlite3_column_text(x, i);
    return p ? (const char *)p : "";
}

/* "Russia threatened Ukraine": names where known, else codes. */
static bool put_line(ask *q, const col_row *r, double weight, bool first)
{
    static const char sql[] = "SELECT v.key, c.document, t.sentence - c.first_sentence, t.type, t.mode, coalesce(t.date, d.published), substr(d.text, s.start + 1, s.stop - s.start),"
                              " coalesce((SELECT group_concat(coalesce(nullif(e.name,''), e.code), ', ') FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND p.role = 'actor'), ''),"
                              " coalesce((SELECT group_concat(coalesce(nullif(e.name,''), e.code), ', ') FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND p.role = 'recipient'), '')"
                              " FROM report t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document JOIN sentence s ON s.id = t.sentence LEFT JOIN event v ON v.id = t.event WHERE t.id = ?1";
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (!x)
        return false;
    sqlite3_bind_int64(x, 1, r->key);
    if (sqlite3_step(x) != SQLITE_ROW)
        return false;
    out o = {.b = q->out, .format = F_JSON, .first = true};
    const char *who = text_at(x, 7), *whom = text_at(x, 8), *mode = text_at(x, 4);
    buffer_puts(q->out, first ? "{" : ",\n{");
    out_str(&o, "kind", "event");
    out_str(&o, "day", text_at(x, 5));
    out_str(&o, "text", arena_printf(&q->memory, "%s%s%s%s%s", *who ? who : "somebody", *whom ? " → " : "", whom, *mode ? ": " : "", mode));
    out_str(&o, "sentence_text", text_at(x, 6));
    out_real(&o, "weight", weight, 2);
    out_str(&o, "event", text_at(x, 0));
    out_int(&o, "document", sqlite3_column_int64(x, 1));
    out_int(&o, "sentence", sqlite3_column_int64(x, 2));
    out_str(&o, "event_type", text_at(x, 3));
    out_str(&o, "actor", who);
    out_str(&o, "recipient", whom);
    buffer_puts(q->out, "}");
    return true;
}

static bool put_lines(ask *q, const col_selection *s)
{
    casus_error err = {0};
    weighed *list = malloc((s->n + 1) * sizeof *list);
    bool good = list != NULL;
    for (uint32_t i = 0; good && i < s->n; i++)
        list[i] = (weighed){i, weight_of(s, i)};
    if (good)
        qsort(list, s->n, sizeof *list, heaviest);
    buffer_puts(q->out, ",\"lines\":[");
    for (uint32_t i = 0; good && i < s->n && i < MOST_LINES; i++)
        good = put_line(q, col_first(s, list[i].hit), list[i].weight, i == 0);
    buffer_printf(q->out, "],\"lines_total\":%u", s->n);
    free(list);
    if (!good && !q->fault.status) {
        store_fault(q->w->s, &err);
        store_failed(q, &err);
    }
    return good;
}

/* ---- movers ---- */

typedef struct move {
    uint64_t key;
    uint32_t events;
    double mean4, mean52, scale, scale4, scale52, surprise;
} move;

static bool dyads_in(ask *q, int32_t from, int32_t until, col_table *t)
{
    casus_error err = {0};
    col_selection s;
    col_filter f = q->f;
    f.since = date_from_days(from);
    f.until = date_from_days(until);
    if (columns_select(q->c, COL_EVENTS, &f, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    bool good = columns_count(q->c, &s, COL_BY_DYAD, NULL, t, &err) == CASUS_OK || store_failed(q, &err);
    col_selection_free(&s);
    return good;
}

static int most_surprising(const void *a, const void *b)
{
    const move *x = a, *y = b;
    return x->surprise != y->surprise ? (x->surprise > y->surprise ? -1 : 1) : x->key < y->key ? -1 : 1;
}

/* How far this week's count lies from the past year's mean, in roots of it (Anscombe's transform of a Poisson count). */
static double surprise_of(uint32_t n, double mean)
{
    return fabs(2 * (sqrt(n + 0.375) - sqrt(mean + 0.375)));
}

static bool put_movers(ask *q, int32_t now)
{
    col_table week, four, year;
    if (!dyads_in(q, now - WEEK + 1, now, &week))
        return false;
    if (!dyads_in(q, now - 5 * WEEK + 1, now - WEEK, &four) || !dyads_in(q, now - 53 * WEEK + 1, now - WEEK, &year))
        return false;
    move *list = calloc(week.n + 1, sizeof *list);
    uint32_t n = 0;
    bool reaches = q->c->oldest != COL_NO_DAY && q->c->oldest <= now - 53 * WEEK + 1;
    for (uint32_t i = 0; list && i < week.n; i++) {
        const col_count *w = &week.at[i], *f = col_table_find(&four, w->key), *y = col_table_find(&year, w->key);
        move m = {.key = w->key, .events = w->events, .mean4 = f ? f->events / 4.0 : 0, .mean52 = y ? y->events / 52.0 : 0, .scale = w->scale / w->events,
                  .scale4 = f && f->events ? f->scale / f->events : NAN, .scale52 = y && y->events ? y->scale / y->events : NAN};
        m.surprise = surprise_of(w->events, reaches ? m.mean52 : m.mean4);
        if ((w->key >> 16) && (w->key & 0xFFFF) && (w->key >> 16) != (w->key & 0xFFFF))
            list[n++] = m;
    }
    if (list)
        qsort(list, n, sizeof *list, most_surprising);
    buffer_puts(q->out, ",\"movers\":[");
    for (uint32_t i = 0; list && i < n && i < MOST_MOVES; i++) {
        out o = {.b = q->out, .format = F_JSON, .first = true};
        buffer_puts(q->out, i ? ",{" : "{");
        out_str(&o, "actor", col_name(&q->c->countries, (uint32_t)(list[i].key >> 16)));
        out_str(&o, "recipient", col_name(&q->c->countries, (uint32_t)(list[i].key & 0xFFFF)));
        out_int(&o, "events", list[i].events);
        out_real(&o, "mean4", list[i].mean4, 2);
        out_real(&o, "mean52", reaches ? list[i].mean52 : NAN, 2);
        out_real(&o, "event_scale", list[i].scale, 2);
        out_real(&o, "scale4", list[i].scale4, 2);
        out_real(&o, "scale52", list[i].scale52, 2);
        out_real(&o, "surprise", list[i].surprise, 2);
        out_str(&o, "example", "");
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    free(list);
    col_table_free(&week);
    col_table_free(&four);
    col_table_free(&year);
    return true;
}

void answer_brief(ask *q)
{
    casus_error err = {0};
    col_selection s, said, read;
    int32_t newest = q->c->newest == COL_NO_DAY ? 0 : q->c->newest, until = q->f.until ? date_days(q->f.until) : newest;
    int32_t since = q->f.since ? date_days(q->f.since) : until - WEEK + 1;
    char day[3][12];
    uint64_t total = 0;
    col_filter f = q->f, of_statements = {.actor = q->f.actor}, of_documents = {0};
    f.since = of_statements.since = of_documents.since = date_from_days(since);
    f.until = of_statements.until = of_documents.until = date_from_days(until);
    if (columns_select(q->c, COL_EVENTS, &f, q->w->s, &s, &err) != CASUS_OK || columns_select(q->c, COL_STATEMENTS, &of_statements, q->w->s, &said, &err) != CASUS_OK ||
        columns_select(q->c, COL_DOCUMENTS, &of_documents, q->w->s, &read, &err) != CASUS_OK) {
        store_failed(q, &err);
        return;
    }
    day_text(since, day[0]);
    day_text(until, day[1]);
    day_text(q->c->newest, day[2]);
    buffer_printf(q->out, "{\"since\":\"%s\",\"until\":\"%s\",\"now\":\"%s\",\"documents\":%u,\"events\":%u,\"statements\":%u", day[0], day[1], day[2], read.n, s.n, said.n);
    col_filter talks = {.actor = q->f.actor, .country = q->f.country, .status = "scheduled,proposed", .since = date_from_days(newest)}, lines = {.actor = q->f.actor, .event = "red_line"};
    if (put_lines(q, &s) && put_movers(q, until) && put_some(q, "talks", COL_MEETINGS, &talks, MOST_TALKS, true, NULL) && put_some(q, "red_lines", COL_STATEMENTS, &lines, MOST_RED_LINES, false, &total))
        buffer_printf(q->out, ",\"red_lines_total\":%llu}\n", (unsigned long long)total);
    col_selection_free(&s);
    col_selection_free(&said);
    col_selection_free(&read);
}
