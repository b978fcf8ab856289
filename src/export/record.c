/* Events as `casus code` writes them, with what only a store knows.
 *
 * Each document is rebuilt from its rows and written by the view room: the same bytes as on the day it
 * was read. Of its records those are taken that the filter chose. An event's own number, and how many
 * reports and sources tell it, come last: {"id":...,"event_id":"...","reports":3,"sources":2}. */
#include "export/export.h"

const char *const export_formats[] = {"plover", "csv", "gdelt", "icews", "geojson", "ics", "graphml", "gexf", NULL};

int export_flush(const exporting *x, buffer *out, size_t above)
{
    if (out->failed)
        return error_set(x->err, CASUS_ENOMEM, "out of memory");
    if (out->n <= above)
        return CASUS_OK;
    if (x->sink(x->user, out->p, out->n) != 0)
        return error_set(x->err, CASUS_EFILE, "the output could not be written");
    out->n = 0;
    return CASUS_OK;
}

int export_write(const exporting *x, const char *format)
{
    static int (*const writers[])(const exporting *) = {export_plover, export_csv, export_gdelt, export_icews, export_geojson, export_calendar, export_graphml, export_gexf};
    for (size_t i = 0; export_formats[i]; i++)
        if (strcmp(export_formats[i], format) == 0)
            return writers[i](x);
    return error_set(x->err, CASUS_EUSAGE, "unknown format '%s'", format);
}

/* ---- records of one document ---- */

typedef struct chosen { /* a report that the filter chose */
    int64_t coding;
    casus_ref number;
    const char *event;
    int reports, sources;
} chosen;

typedef struct kind { /* how one format is cut into records and finished */
    void (*write)(document *, buffer *);
    bool quoted;                                       /* a record may hold line ends within quotes */
    bool actual_only;                                  /* other events have no record */
    void (*finish)(buffer *out, str record, const chosen *c);
} kind;

/* The next record, without its line end. */
static str next_record(str *rest, bool quoted)
{
    bool inside = false;
    size_t n = 0;
    for (; n < rest->n && (rest->p[n] != '\n' || inside); n++)
        inside ^= quoted && rest->p[n] == '"';
    str record = {rest->p, n};
    size_t gone = n < rest->n ? n + 1 : n;
    *rest = (str){rest->p + gone, rest->n - gone};
    return record;
}

static void finish_plover(buffer *out, str record, const chosen *c)
{
    buffer_put(out, record.p, record.n ? record.n - 1 : 0);
    buffer_printf(out, ",\"event_id\":\"%s\",\"reports\":%d,\"sources\":%d}\n", c->event, c->reports, c->sources);
}

static void finish_csv(buffer *out, str record, const chosen *c)
{
    buffer_put(out, record.p, record.n);
    buffer_printf(out, ",%s,%d,%d\n", c->event, c->reports, c->sources);
}

/* Columns 32 to 34 are NumMentions, NumSources, NumArticles; the first is the event's number. */
static void finish_gdelt(buffer *out, str record, const chosen *c)
{
    int column = 1;
    size_t from = 0;
    for (size_t i = 0; i <= record.n; i++) {
        if (i < record.n && record.p[i] != '\t')
            continue;
        if (column == 1)
            buffer_puts(out, c->event);
        else if (column == 32 || column == 34)
            buffer_printf(out, "%d", c->reports);
        else if (column == 33)
            buffer_printf(out, "%d", c->sources);
        else
            buffer_put(out, record.p + from, i - from);
        buffer_puts(out, i < record.n ? "\t" : "\n");
        from = i + 1;
        column++;
    }
}

static const kind as_plover = {view_events, false, false, finish_plover}, as_csv = {view_csv, true, false, finish_csv}, as_gdelt = {view_gdelt, false, true, finish_gdelt};

/* Write a document's chosen records: list is in the order of their numbers. */
static int write_document(const exporting *x, const kind *k, paper *p, const chosen *list, uint32_t n, buffer *out)
{
    buffer all = {0};
    if (store_load(x->s, list[0].coding, p, x->err) != 0)
        return CASUS_EFILE;
    k->write(&p->d, &all);
    str rest = {all.p ? all.p : "", all.n};
    uint32_t at = 0;
    for (casus_ref i = 0; i < p->d.doc.n_events; i++) {
        if (k->actual_only && p->d.doc.events[i].status != CASUS_ACTUAL)
            continue;
        str record = next_record(&rest, k->quoted);
        while (at < n && list[at].number < i)
            at++;
        if (at < n && list[at].number == i)
            k->finish(out, record, &list[at]);
    }
    out->failed |= all.failed;
    buffer_free(&all);
    return export_flush(x, out, 1 << 16);
}

static int write_all(const exporting *x, const kind *k, buffer *out)
{
    sqlite3_stmt *q = query_prepare(x->s, x->f, x->reports ? "report-keys" : "event-keys", x->err);
    arena a = {0};
    paper p = {0};
    chosen *list = NULL;
    uint32_t n = 0;
    int code = q ? CASUS_OK : CASUS_EFILE, step = SQLITE_DONE;
    while (code == 0 && (step = sqlite3_step(q)) == SQLITE_ROW) {
        int64_t coding = sqlite3_column_int64(q, 0);
        if (n && list[0].coding != coding) {
            code = write_document(x, k, &p, list, n, out);
            arena_reset(&a);
            list = NULL;
            n = 0;
        }
        chosen *c = ARENA_PUSH(&a, list, n);
        const char *event = (const char *)sqlite3_column_text(q, 2);
        *c = (chosen){coding, (casus_ref)sqlite3_column_int64(q, 1), arena_copy(&a, event ? event : "", strlen(event ? event : "")), sqlite3_column_int(q, 3), sqlite3_column_int(q, 4)};
    }
    if (code == 0 && step != SQLITE_DONE)
        code = store_fault(x->s, x->err);
    if (code == 0 && n)
        code = write_document(x, k, &p, list, n, out);
    if (code == 0)
        code = export_flush(x, out, 0);
    sqlite3_finalize(q);
    paper_free(&p);
    arena_free(&a);
    return code;
}

int export_plover(const exporting *x)
{
    buffer out = {0};
    int code = write_all(x, &as_plover, &out);
    buffer_free(&out);
    return code;
}

int export_gdelt(const exporting *x)
{
    buffer out = {0};
    int code = write_all(x, &as_gdelt, &out);
    buffer_free(&out);
    return code;
}

int export_csv(const exporting *x)
{
    buffer out = {0};
    view_csv_header(&out);
    if (out.n)
        out.n--; /* its line end */
    buffer_puts(&out, ",event_id,reports,sources\n");
    int code = write_all(x, &as_csv, &out);
    buffer_free(&out);
    return code;
}
