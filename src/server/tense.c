/* The tension index and alerts: the analysis room's answers over HTTP. Alerts over all pairs need one pass over
 * the store: they are made once for each version of it (state.c). */
#include "server/inside.h"

#include <stdlib.h>

enum { MOST_SENTENCES = 40 };

static bool read_weights(ask *q, weights *w)
{
    char path[1200];
    casus_error err;
    snprintf(path, sizeof path, "%s/knowledge/measures/tension.txt", q->v->o->data);
    if (weights_read(path, w, &err) == 0)
        return true;
    fault_set(&q->fault, 503, "", "%s", err.message);
    return false;
}

static bool country_of(ask *q, const char *name, const char *code, char room[4])
{
    if (!code)
        return true;
    if (strlen(code) != 3) {
        fault_set(&q->fault, 400, name, "%s: the code of one country is wanted here (RUS)", name);
        return false;
    }
    memcpy(room, code, 4);
    return true;
}

static bool scope_of(ask *q, scope *of)
{
    *of = (scope){{0}, {0}};
    if (!country_of(q, "actor", q->f.actor ? q->f.actor : q->f.country, of->a) || !country_of(q, "recipient", q->f.recipient, of->b))
        return false;
    if (of->b[0] && !of->a[0])
        fault_set(&q->fault, 400, "recipient", "recipient: wants actor too");
    return !q->fault.status;
}

static void range_of(const ask *q, const history *h, int32_t *from, int32_t *until)
{
    *from = q->f.since ? date_days(q->f.since) : h->n_days ? h->days[0].day : 0;
    *until = q->f.until ? date_days(q->f.until) : h->n_days ? h->days[h->n_days - 1].day : -1;
}

void answer_tension(ask *q)
{
    weights w;
    scope of;
    casus_error err = {0};
    int32_t from, until;
    char day[2][12];
    uint32_t n_changes = 0;
    if (!read_weights(q, &w) || !scope_of(q, &of))
        return;
    history *h = history_open(q->c, &w, &of, q->f.until ? date_days(q->f.until) : 0, &err);
    if (!h) {
        store_failed(q, &err);
        return;
    }
    range_of(q, h, &from, &until);
    int step = strcmp(q->by, "day") == 0 ? 1 : 7;
    tension *t = from <= until ? tension_of(h, &w, from, until, step, &err) : NULL;
    segment *changes = t ? changes_of(h, &w, from, until, &n_changes) : NULL;
    day_text(t ? from : COL_NO_DAY, day[0]);
    day_text(t ? until : COL_NO_DAY, day[1]);
    buffer_printf(q->out, "{\"actor\":\"%s\",\"recipient\":\"%s\",\"from\":\"%s\",\"until\":\"%s\",\"days\":", of.a, of.b, day[0], day[1]);
    if (t)
        tension_json(t, &w, step, q->out);
    else
        buffer_puts(q->out, "[]");
    buffer_puts(q->out, ",\"changes\":");
    changes_json(changes, n_changes, q->out);
    buffer_puts(q->out, ",\"items\":");
    if (!t)
        buffer_puts(q->out, "[]");
    else if (items_json(q->w->s, h, &w, until, MOST_SENTENCES, q->out, &err) != 0)
        store_failed(q, &err);
    buffer_puts(q->out, "}\n");
    free(changes);
    tension_free(t);
    history_free(h);
}

/* ---- alerts ---- */

static bool wanted(const ask *q, const alert *a)
{
    const char *one = q->f.actor ? q->f.actor : q->f.country;
    bool here = !one || strstr(one, a->of.a) || strstr(one, a->of.b);
    return here && (!q->f.since || a->day >= date_days(q->f.since)) && (!q->f.until || a->day <= date_days(q->f.until));
}

/* All alerts that pass the filter, newest first, in the request's memory; NULL after a fault. Each rests on what was
 * published by its day, so those of a period are the same whatever came later. */
static alert *gather(ask *q, uint32_t *n)
{
    *n = 0;
    if (!server_alerted(q->v, q->held)) {
        fault_set(&q->fault, 503, "", "the alerts of this store are being made; ask again in a moment");
        return NULL;
    }
    alert *list = ARENA_ARRAY(&q->memory, alert, q->held->n_alerts + 1);
    for (uint32_t i = 0; i < q->held->n_alerts; i++)
        if (wanted(q, &q->held->alerts[i]))
            list[(*n)++] = q->held->alerts[i];
    return list;
}

/* "a17": the seventeenth of the list is the first of this page. */
static bool page_of(ask *q, uint32_t n, uint32_t *from)
{
    char *end = NULL;
    *from = 0;
    if (!q->next)
        return true;
    unsigned long at = q->next[0] == 'a' ? strtoul(q->next + 1, &end, 10) : 0;
    if (!end || *end || end == q->next + 1 || at > n) {
        fault_set(&q->fault, 400, "next", "next: not a cursor of this list");
        return false;
    }
    *from = (uint32_t)at;
    return true;
}

static void put_alerts(ask *q, const weights *w, const alert *list, uint32_t n, uint32_t from)
{
    casus_error err = {0};
    out o;
    char next[24];
    uint32_t most = (uint32_t)q->limit < n - from ? (uint32_t)q->limit : n - from;
    out_begin(&o, q);
    if (q->format == F_JSON) {
        buffer items = {0};
        if (alerts_json(q->w->s, list + from, most, w, &items, &err) != 0)
            store_failed(q, &err);
        else if (items.n > 2)
            buffer_put(q->out, items.p + 1, items.n - 2); /* without the brackets: the envelope has its own */
        o.items = most;
        buffer_free(&items);
    } else {
        for (uint32_t i = from; i < from + most; i++) {
            char id[80], event[48] = "";
            buffer text = {0};
            if (list[i].n_evidence && item_event(q->w->s, &list[i].evidence[0], event, &err) != 0) {
                store_failed(q, &err);
                break;
            }
            alert_id(&list[i], w, id);
            alert_text(&list[i], w, &text);
            item_begin(&o);
            out_str(&o, "id", id);
            out_str(&o, "kind", alert_kind_name(list[i].kind));
            out_day(&o, "day", list[i].day);
            out_str(&o, "subject", arena_printf(&q->memory, "%s-%s", list[i].of.a, list[i].of.b));
            out_text(&o, "text", (str){text.p ? text.p : "", text.n});
            out_real(&o, "score", list[i].score, 2);
            out_str(&o, "event", event);
            item_end(&o);
            buffer_free(&text);
        }
    }
    snprintf(next, sizeof next, "a%u", from + most);
    if (!q->fault.status)
        out_end(&o, q, n, from + most < n ? next : NULL, "");
    buffer_free(&o.names);
}

void answer_alerts(ask *q)
{
    uint32_t n, from;
    const alert *all = gather(q, &n);
    if (all && page_of(q, n, &from))
        put_alerts(q, &q->held->w, all, n, from);
}

static int oldest_first(const void *x, const void *y)
{
    const alert *a = x, *b = y;
    return a->day != b->day ? (a->day < b->day ? -1 : 1) : memcmp(&a->of, &b->of, sizeof a->of);
}

void answer_atom(ask *q)
{
    enum { MOST = 100 };
    uint32_t n;
    casus_error err = {0};
    alert *all = gather(q, &n);
    if (!all)
        return;
    n = n < MOST ? n : MOST;
    if (n)
        qsort(all, n, sizeof *all, oldest_first);
    q->a->type = "application/atom+xml; charset=utf-8";
    if (alerts_atom(q->w->s, all, n, &q->held->w, "", q->out, &err) != 0)
        store_failed(q, &err);
}
