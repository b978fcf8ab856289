/* Lists: the items that pass the filter, newest first, a page at a time.
 *
 * The cursor of a page names the item before it by day and number ("n19050.1234"), so that a page stays
 * what it is when newer items come in. */
#include "server/inside.h"

#include <stdlib.h>

/* ---- cursors ---- */

static bool read_cursor(ask *q, int32_t *day, int64_t *key)
{
    long long d, k;
    int end = 0;
    char order;
    if (sscanf(q->next, "%c%lld.%lld%n", &order, &d, &k, &end) != 3 || q->next[end] || order != (q->oldest ? 'o' : 'n') || d < INT32_MIN || d > INT32_MAX) {
        fault_set(&q->fault, 400, "next", "next: not a cursor of this list in this order");
        return false;
    }
    *day = (int32_t)d;
    *key = k;
    return true;
}

/* The first hit behind (day, key): hits are oldest first. */
static uint32_t hit_behind(const col_selection *s, int32_t day, int64_t key)
{
    uint32_t low = 0, high = s->n;
    while (low < high) {
        uint32_t mid = low + (high - low) / 2;
        const col_row *r = col_first(s, mid);
        if (r->day < day || (r->day == day && r->key <= key))
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* How many hits are before the page. */
static bool page_start(ask *q, const col_selection *s, uint32_t *start)
{
    int32_t day;
    int64_t key;
    *start = 0;
    if (!q->next)
        return true;
    if (!read_cursor(q, &day, &key))
        return false;
    uint32_t behind = hit_behind(s, day, key);
    if (q->oldest) {
        *start = behind;
        return true;
    }
    uint32_t upto = behind; /* the item itself, when it is still there, was on the page before */
    if (upto > 0 && col_first(s, upto - 1)->day == day && col_first(s, upto - 1)->key == key)
        upto--;
    *start = s->n - upto;
    return true;
}

/* ---- items ---- */

static bool put_item(ask *q, out *o, const col_selection *s, uint32_t hit)
{
    const col_row *r = col_first(s, hit);
    switch (s->list) {
    case COL_EVENTS:
        return put_event(q, o, s, hit);
    case COL_STATEMENTS:
        return put_statement(q, o, r->key);
    case COL_FIGURES:
        return put_figure(q, o, r->key, s->hits[hit].n, col_sources(s, hit));
    case COL_MEETINGS:
        return put_meeting(q, o, r->key, s->hits[hit].n);
    default:
        return put_article(q, o, r->document);
    }
}

/* The page of a selection that is asked for. */
static void put_page(ask *q, const col_selection *s)
{
    out o;
    uint32_t start, hit = 0;
    char next[60];
    bool good = page_start(q, s, &start);
    if (!good)
        return;
    uint32_t end = start + (uint32_t)q->limit < s->n ? start + (uint32_t)q->limit : s->n;
    out_begin(&o, q);
    for (uint32_t i = start; i < end && good; i++) {
        hit = q->oldest ? i : s->n - 1 - i;
        good = put_item(q, &o, s, hit);
    }
    bool more = end < s->n && end > start;
    if (good && more)
        snprintf(next, sizeof next, "%c%d.%lld", q->oldest ? 'o' : 'n', col_first(s, hit)->day, (long long)col_first(s, hit)->key);
    if (good)
        out_end(&o, q, s->n, more ? next : NULL, "");
    buffer_free(&o.names);
}

static void answer_list(ask *q, col_list list)
{
    casus_error err = {0};
    col_selection s;
    if (columns_select(q->c, list, &q->f, q->w->s, &s, &err) != CASUS_OK) {
        store_failed(q, &err);
        return;
    }
    put_page(q, &s);
    col_selection_free(&s);
}

void answer_events(ask *q)
{
    answer_list(q, COL_EVENTS);
}

void answer_statements(ask *q)
{
    answer_list(q, COL_STATEMENTS);
}

void answer_figures(ask *q)
{
    answer_list(q, COL_FIGURES);
}

/* A calendar's frame around its entries. */
void answer_meetings(ask *q)
{
    buffer whole = {0};
    answer_list(q, COL_MEETINGS);
    if (q->format != F_ICS || q->fault.status)
        return;
    buffer_puts(&whole, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//casus//meetings//EN\r\n");
    buffer_put(&whole, q->out->p ? q->out->p : "", q->out->n);
    buffer_puts(&whole, "END:VCALENDAR\r\n");
    buffer_free(q->out);
    *q->out = whole;
}

/* ---- documents: by their words too ---- */

/* Documents have no sentence: those of the sentences that hold the words are meant. */
static bool with_text(ask *q, col_selection *s, casus_error *err)
{
    uint8_t *has = calloc(q->c->n_documents + 1, 1);
    static const char sql[] = "SELECT DISTINCT c.document FROM search k JOIN sentence s ON s.id = k.rowid JOIN coding c ON c.id = s.coding WHERE search MATCH ?1";
    sqlite3_stmt *x = worker_ask(q->w, sql);
    int step = SQLITE_ERROR;
    if (has && x) {
        sqlite3_bind_text(x, 1, q->f.text, -1, SQLITE_STATIC);
        while ((step = sqlite3_step(x)) == SQLITE_ROW)
            if ((uint64_t)sqlite3_column_int64(x, 0) < q->c->n_documents)
                has[sqlite3_column_int64(x, 0)] = 1;
    }
    uint32_t kept = 0;
    for (uint32_t i = 0; has && i < s->n; i++)
        if (has[col_first(s, i)->document])
            s->hits[kept++] = s->hits[i];
    s->n = kept;
    free(has);
    if (step == SQLITE_DONE)
        return true;
    if ((step & 0xFF) == SQLITE_ERROR)
        error_set(err, CASUS_EUSAGE, "text: %s", sqlite3_errmsg(store_db(q->w->s)));
    else
        store_fault(q->w->s, err);
    return false;
}

void answer_documents(ask *q)
{
    casus_error err = {0};
    col_selection s;
    col_filter f = q->f;
    f.text = NULL;
    int code = columns_select(q->c, COL_DOCUMENTS, &f, q->w->s, &s, &err);
    if (code != CASUS_OK || (q->f.text && !with_text(q, &s, &err)))
        store_failed(q, &err);
    else
        put_page(q, &s);
    if (code == CASUS_OK)
        col_selection_free(&s);
}

/* ---- a few items inside another answer ---- */

bool put_some(ask *q, const char *key, col_list list, const col_filter *f, uint32_t most, bool oldest, uint64_t *total)
{
    casus_error err = {0};
    col_selection s;
    out o = {.b = q->out, .format = F_JSON};
    if (columns_select(q->c, list, f, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    bool good = true;
    buffer_printf(q->out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < s.n && i < most && good; i++)
        good = put_item(q, &o, &s, oldest ? i : s.n - 1 - i);
    buffer_puts(q->out, "]");
    if (total)
        *total = s.n;
    col_selection_free(&s);
    return good;
}
