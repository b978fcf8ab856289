/* The index, its parts and its alerts as JSON, and alerts as an Atom feed: what the command and the server write. */
#include "analysis/analysis.h"
#include "store/statement.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const double LEAST_POINTS = 0.0005; /* less is 0.000 in three digits */

static void put_day(buffer *out, int32_t day)
{
    buffer_puts(out, "\"");
    put_date(out, date_from_days(day), 'd');
    buffer_puts(out, "\"");
}

static void put_name(buffer *out, const term *k)
{
    buffer_printf(out, "\"%s%s%s\"", k->name, k->mode[0] ? " " : "", k->mode);
}

void tension_json(const tension *t, const weights *w, int step, buffer *out)
{
    bool some = false;
    buffer_puts(out, "[");
    for (uint32_t i = (t->n - 1) % (uint32_t)step; i < t->n; i += (uint32_t)step) {
        const tension_day *d = &t->days[i];
        const double *parts = t->parts + (size_t)i * (size_t)t->n_terms;
        int32_t articles = 0;
        uint32_t items = 0, n = 0;
        for (uint32_t j = i + 1 > (uint32_t)step ? i + 1 - (uint32_t)step : 0; j <= i; j++)
            articles += t->days[j].articles, items += t->days[j].items;
        buffer_puts(out, some ? ",\n{\"day\":" : "\n{\"day\":");
        some = true;
        put_day(out, d->day);
        buffer_printf(out, ",\"value\":%.3f,\"low\":%.3f,\"high\":%.3f,\"strain\":%.3f,\"relief\":%.3f,\"past\":%.3f,\"articles\":%d,\"items\":%u,\"parts\":{", d->value, d->low, d->high, d->strain, d->relief, d->past,
                      articles, items);
        for (int k = 0; k < t->n_terms; k++) {
            if (fabs(parts[k]) < LEAST_POINTS)
                continue;
            buffer_puts(out, n++ ? "," : "");
            put_name(out, &w->terms[k]);
            buffer_printf(out, ":%.3f", parts[k]);
        }
        buffer_puts(out, "}}");
    }
    buffer_puts(out, "\n]");
}

void changes_json(const segment *list, uint32_t n, buffer *out)
{
    buffer_puts(out, "[");
    for (uint32_t i = 0; i < n; i++) {
        buffer_puts(out, i ? ",{\"from\":" : "{\"from\":");
        put_day(out, list[i].from);
        buffer_puts(out, ",\"until\":");
        put_day(out, list[i].until);
        buffer_printf(out, ",\"rate\":%.3f,\"items\":%u,\"articles\":%.0f}", list[i].rate, list[i].items, list[i].articles);
    }
    buffer_puts(out, "]");
}

/* ---- the sentence behind an item ---- */

static sqlite3_stmt *sentences_open(store *s, casus_error *err)
{
    sqlite3_stmt *q;
    static const char sql[] = "SELECT substr(d.text, s.start + 1, s.stop - s.start), coalesce((SELECT v.key FROM report r JOIN event v ON v.id = r.event WHERE r.id = ?3), '') FROM document d JOIN coding c ON c.id = d.current JOIN sentence s ON s.id = c.first_sentence + ?2 WHERE d.id = ?1";
    if (sqlite3_prepare_v2(store_db(s), sql, -1, &q, NULL) == SQLITE_OK)
        return q;
    store_fault(s, err);
    return NULL;
}

static void put_evidence(buffer *out, sqlite3_stmt *q, const item *x)
{
    sqlite3_reset(q);
    sqlite3_bind_int64(q, 1, x->document);
    sqlite3_bind_int(q, 2, x->sentence);
    sqlite3_bind_int64(q, 3, x->report);
    bool found = sqlite3_step(q) == SQLITE_ROW;
    buffer_printf(out, "{\"event\":\"%s\",\"document\":%u,\"sentence\":%d,\"text\":", found ? column_str(q, 1) : "", x->document, x->sentence);
    put_json(out, str_of(found ? column_str(q, 0) : ""));
    buffer_puts(out, "}");
}

typedef struct share_of {
    const item *x;
    double points;
} share_of;

static int by_points(const void *a, const void *b)
{
    const share_of *x = a, *y = b;
    double p = fabs(x->points), q = fabs(y->points);
    return p != q ? (p > q ? -1 : 1) : x->x < y->x ? -1 : x->x > y->x;
}

int items_json(store *s, const history *h, const weights *w, int32_t day, uint32_t most, buffer *out, casus_error *err)
{
    static const char *const kinds[] = {"event", "statement", "meeting"};
    uint32_t n = 0;
    double share = tension_share(h, w, day);
    share_of *list = malloc((h->n + 1) * sizeof *list);
    sqlite3_stmt *q = list ? sentences_open(s, err) : NULL;
    if (!q) {
        free(list);
        return list ? store_fault(s, err) : error_set(err, CASUS_ENOMEM, "out of memory");
    }
    double heaviest = 0;
    for (int k = 0; k < w->n; k++)
        heaviest = fmax(heaviest, fabs(w->terms[k].points));
    for (uint32_t i = h->n; i-- > 0;) { /* the newest first: what is too old adds nothing that is shown, nor does what is older */
        const item *x = &h->items[i];
        double aged = share * exp2((x->day - day) / w->half_life), points = aged * w->terms[x->term].points * x->factor;
        if (x->day > day)
            continue;
        if (aged * heaviest < LEAST_POINTS)
            break;
        if (fabs(points) >= LEAST_POINTS)
            list[n++] = (share_of){x, points};
    }
    qsort(list, n, sizeof *list, by_points);
    buffer_puts(out, "[");
    for (uint32_t i = 0; i < n && (!most || i < most); i++) {
        const item *x = list[i].x;
        buffer_puts(out, i ? ",\n{\"day\":" : "\n{\"day\":");
        put_day(out, x->day);
        buffer_puts(out, ",\"term\":");
        put_name(out, &w->terms[x->term]);
        buffer_printf(out, ",\"kind\":\"%s\",\"points\":%.3f,\"actor\":\"%s\",\"recipient\":\"%s\",\"evidence\":", kinds[w->terms[x->term].kind], list[i].points, x->who[0], x->who[1]);
        put_evidence(out, q, x);
        buffer_puts(out, "}");
    }
    buffer_puts(out, "\n]");
    sqlite3_finalize(q);
    free(list);
    return 0;
}

int alerts_json(store *s, const alert *list, uint32_t n, const weights *w, buffer *out, casus_error *err)
{
    sqlite3_stmt *q = sentences_open(s, err);
    if (!q)
        return CASUS_EFILE;
    buffer_puts(out, "[");
    for (uint32_t i = 0; i < n; i++) {
        const alert *a = &list[i];
        char id[80];
        buffer text = {0};
        alert_id(a, w, id);
        alert_text(a, w, &text);
        buffer_printf(out, "%s{\"id\":\"%s\",\"kind\":\"%s\",\"day\":", i ? ",\n" : "\n", id, alert_kind_name(a->kind));
        put_day(out, a->day);
        buffer_printf(out, ",\"subject\":\"%s%s%s\",\"text\":", a->of.a[0] ? a->of.a : "all", a->of.b[0] ? "-" : "", a->of.b);
        put_json(out, (str){text.p ? text.p : "", text.n});
        buffer_printf(out, ",\"score\":%.2f,\"evidence\":[", a->score);
        for (uint32_t j = 0; j < a->n_evidence; j++) {
            buffer_puts(out, j ? "," : "");
            put_evidence(out, q, &a->evidence[j]);
        }
        buffer_puts(out, "]}");
        buffer_free(&text);
    }
    buffer_puts(out, "\n]");
    sqlite3_finalize(q);
    return 0;
}

/* ---- Atom ---- */

static void put_xml(buffer *out, const char *p, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        unsigned char c = (unsigned char)p[i];
        if (c == '<' || c == '>' || c == '&' || c == '"')
            buffer_puts(out, c == '<' ? "&lt;" : c == '>' ? "&gt;" : c == '&' ? "&amp;" : "&quot;");
        else if (c >= ' ' || c == '\n' || c == '\t')
            buffer_put(out, p + i, 1);
    }
}

static void put_stamp(buffer *out, const char *name, int32_t day)
{
    buffer_printf(out, "<%s>", name);
    put_date(out, date_from_days(day), 'd');
    buffer_printf(out, "T00:00:00Z</%s>", name);
}

static void put_entry(buffer *out, sqlite3_stmt *q, const alert *a, const weights *w, const char *base)
{
    char id[80];
    buffer text = {0};
    alert_id(a, w, id);
    alert_text(a, w, &text);
    buffer_printf(out, "<entry><id>urn:casus:alert:%s</id><title>", id);
    put_xml(out, text.p ? text.p : "", text.n);
    buffer_puts(out, "</title>");
    put_stamp(out, "updated", a->day);
    buffer_printf(out, "<category term=\"%s\"/>", alert_kind_name(a->kind));
    if (base[0]) {
        buffer_puts(out, "<link href=\"");
        put_xml(out, base, strlen(base));
        buffer_printf(out, "%s\"/>", id);
    }
    buffer_puts(out, "<content type=\"text\">");
    for (uint32_t j = 0; j < a->n_evidence; j++) {
        sqlite3_reset(q);
        sqlite3_bind_int64(q, 1, a->evidence[j].document);
        sqlite3_bind_int(q, 2, a->evidence[j].sentence);
        const char *words = sqlite3_step(q) == SQLITE_ROW ? column_str(q, 0) : "";
        put_xml(out, words, strlen(words));
        buffer_puts(out, "\n");
    }
    buffer_puts(out, "</content></entry>\n");
    buffer_free(&text);
}

int alerts_atom(store *s, const alert *list, uint32_t n, const weights *w, const char *base, buffer *out, casus_error *err)
{
    sqlite3_stmt *q = sentences_open(s, err);
    if (!q)
        return CASUS_EFILE;
    buffer_puts(out, "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\"><id>urn:casus:alerts</id><title>casus alerts</title><author><name>casus</name></author>");
    put_stamp(out, "updated", n ? list[n - 1].day : 0);
    buffer_puts(out, "\n");
    for (uint32_t i = n; i-- > 0;)
        put_entry(out, q, &list[i], w, base);
    buffer_puts(out, "</feed>\n");
    sqlite3_finalize(q);
    return 0;
}
