/* Formats of the neighbours: ICEWS for those who work with it, GeoJSON for maps, iCalendar for
 * whoever wants the coming meetings beside his own. */
#include "export/export.h"

#include <stdio.h>
#include <stdlib.h>

static str cell(sqlite3_stmt *q, int i)
{
    const unsigned char *p = sqlite3_column_text(q, i);
    return (str){p ? (const char *)p : "", p ? (size_t)sqlite3_column_bytes(q, i) : 0};
}

/* Step through a list; each row goes to `put`, n counts from 0. */
static int each(const exporting *x, const char *what, buffer *out, void (*put)(const exporting *, sqlite3_stmt *, uint64_t, buffer *))
{
    sqlite3_stmt *q = query_prepare(x->s, x->f, what, x->err);
    uint64_t n = 0;
    int code = q ? CASUS_OK : CASUS_EFILE, step = SQLITE_DONE;
    while (code == 0 && (step = sqlite3_step(q)) == SQLITE_ROW) {
        put(x, q, n++, out);
        code = export_flush(x, out, 1 << 16);
    }
    if (code == 0 && step != SQLITE_DONE)
        code = store_fault(x->s, x->err);
    sqlite3_finalize(q);
    return code;
}

static int close_with(const exporting *x, buffer *out, int code, const char *end)
{
    buffer_puts(out, end);
    if (code == 0)
        code = export_flush(x, out, 0);
    buffer_free(out);
    return code;
}

/* ---- ICEWS ---- */

/* A row for each actor and recipient: ICEWS has one of each. */
static const char icews_rows[] =
    "SELECT ea.name, ea.sector, ea.country, substr(d.text, ma.start + 1, ma.stop - ma.start), eb.name, eb.sector, eb.country, substr(d.text, mb.start + 1, mb.stop - mb.start), t.cameo,"
    " t.goldstein, substr(d.text, t.start + 1, t.stop - t.start), d.id, t.sentence - c.first_sentence + 1, d.outlet, d.url, l.name, l.admin1, l.country, l.lat, l.lon, l.precision"
    " FROM report t JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document LEFT JOIN party a ON a.report = t.id AND a.role = 'actor' LEFT JOIN entity ea ON ea.id = a.entity"
    " LEFT JOIN mention ma ON ma.coding = t.coding AND ma.number = a.mention LEFT JOIN party b ON b.report = t.id AND (b.role = 'recipient' OR (b.number > a.number AND NOT EXISTS"
    " (SELECT 1 FROM party z WHERE z.report = t.id AND z.role = 'recipient'))) LEFT JOIN entity eb ON eb.id = b.entity LEFT JOIN mention mb ON mb.coding = t.coding AND mb.number = b.mention"
    " LEFT JOIN spot o ON o.coding = t.coding AND o.number = t.spot LEFT JOIN place l ON l.id = o.place"
    " WHERE t.id = ?1 AND (b.report IS NOT NULL OR a.number IS NULL OR a.number = 0) ORDER BY a.number, b.number";

static void put_tab(buffer *out, str s, bool last)
{
    for (size_t i = 0; i < s.n; i++)
        buffer_put(out, s.p[i] == '\t' || s.p[i] == '\n' || s.p[i] == '\r' ? " " : s.p + i, 1);
    buffer_puts(out, last ? "\n" : "\t");
}

static void put_icews_row(sqlite3_stmt *e, sqlite3_stmt *q, buffer *out)
{
    bool exact = str_is(cell(q, 20), "place");
    str day = cell(e, 3).n == 10 ? cell(e, 3) : cell(e, 4); /* the day told, or that of publication */
    put_tab(out, cell(e, 2), false);
    put_tab(out, day, false);
    put_tab(out, cell(q, 0).n ? cell(q, 0) : cell(q, 3), false);
    put_tab(out, cell(q, 1), false);
    put_tab(out, cell(q, 2), false);
    put_tab(out, cell(q, 10), false);
    put_tab(out, cell(q, 8), false);
    put_tab(out, cell(q, 9), false);
    put_tab(out, cell(q, 4).n ? cell(q, 4) : cell(q, 7), false);
    put_tab(out, cell(q, 5), false);
    put_tab(out, cell(q, 6), false);
    put_tab(out, cell(q, 11), false);
    put_tab(out, cell(q, 12), false);
    put_tab(out, cell(q, 13), false);
    put_tab(out, exact ? cell(q, 15) : STR(""), false);
    put_tab(out, STR(""), false);
    put_tab(out, str_is(cell(q, 20), "admin1") ? cell(q, 15) : cell(q, 16), false);
    put_tab(out, cell(q, 17), false);
    put_tab(out, cell(q, 18), false);
    put_tab(out, cell(q, 19), true);
}

static void put_icews(const exporting *x, sqlite3_stmt *e, uint64_t n, buffer *out)
{
    sqlite3_stmt *q = NULL;
    (void)n;
    if (!str_is(cell(e, 6), "actual")) /* ICEWS has no other */
        return;
    if (sqlite3_prepare_v2(store_db(x->s), icews_rows, -1, &q, NULL) != SQLITE_OK) {
        out->failed = true;
        return;
    }
    sqlite3_bind_value(q, 1, sqlite3_column_value(e, 0));
    while (sqlite3_step(q) == SQLITE_ROW)
        put_icews_row(e, q, out);
    sqlite3_finalize(q);
}

int export_icews(const exporting *x)
{
    buffer out = {0};
    buffer_puts(&out, "Event ID\tEvent Date\tSource Name\tSource Sectors\tSource Country\tEvent Text\tCAMEO Code\tIntensity\tTarget Name\tTarget Sectors\tTarget Country\tStory ID\t"
                      "Sentence Number\tPublisher\tCity\tDistrict\tProvince\tCountry\tLatitude\tLongitude\n");
    return close_with(x, &out, each(x, x->reports ? "report-numbers" : "event-numbers", &out, put_icews), "");
}

/* ---- GeoJSON ---- */

static void put_feature(const exporting *x, sqlite3_stmt *q, uint64_t n, buffer *out)
{
    static const struct {
        const char *name;
        bool number;
    } properties[] = {{"id", false}, {"date", false}, {"published", false}, {"event", false}, {"mode", false}, {"status", false}, {"actors", false}, {"recipients", false},
                      {"place", false}, {"country", false}, {NULL, true}, {NULL, true}, {"quad_code", true}, {"event_scale", true}, {"goldstein", true}, {"reports", true},
                      {"documents", true}, {"sources", true}, {"event_text", false}};
    (void)x, (void)n;
    if (sqlite3_column_type(q, 10) == SQLITE_NULL)
        return;
    buffer_printf(out, "%s\n{\"type\":\"Feature\",\"geometry\":{\"type\":\"Point\",\"coordinates\":[%.4f,%.4f]},\"properties\":{", out->n && out->p[out->n - 1] == '[' ? "" : ",",
                  sqlite3_column_double(q, 11), sqlite3_column_double(q, 10));
    for (int i = 0, first = 1; i < (int)(sizeof properties / sizeof *properties); i++) {
        if (!properties[i].name)
            continue;
        put_key(out, properties[i].name, first);
        first = 0;
        if (properties[i].number)
            buffer_put(out, cell(q, i).p, cell(q, i).n);
        else
            put_json(out, cell(q, i));
    }
    buffer_puts(out, "}}");
}

int export_geojson(const exporting *x)
{
    buffer out = {0};
    buffer_puts(&out, "{\"type\":\"FeatureCollection\",\"features\":[");
    return close_with(x, &out, each(x, "events", &out, put_feature), "\n]}\n");
}

/* ---- iCalendar (RFC 5545) ---- */

/* A content line: special characters escaped, folded at 75 bytes without cutting a letter, CR LF. */
static void put_line(buffer *out, const char *name, str value)
{
    buffer line = {0};
    buffer_puts(&line, name);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        if (c == ',' || c == ';' || c == '\\')
            buffer_put(&line, "\\", 1);
        buffer_put(&line, c == '\n' || c == '\r' ? " " : value.p + i, 1);
    }
    for (size_t from = 0, room = 75; line.p && from < line.n; room = 74) {
        size_t n = line.n - from < room ? line.n - from : room;
        while (from + n < line.n && ((unsigned char)line.p[from + n] & 0xC0) == 0x80)
            n--;
        buffer_puts(out, from ? " " : "");
        buffer_put(out, line.p + from, n);
        buffer_puts(out, "\r\n");
        from += n;
    }
    out->failed |= line.failed;
    buffer_free(&line);
}

static str day_digits(str date, char room[16])
{
    snprintf(room, 16, "%.4s%.2s%.2s", date.p, date.p + 5, date.p + 8);
    return str_of(room);
}

static void put_meeting(const exporting *x, sqlite3_stmt *q, uint64_t n, buffer *out)
{
    char room[16], stamp[32];
    str date = cell(q, 0), published = cell(q, 9), status = cell(q, 1);
    buffer summary = {0};
    (void)x, (void)n;
    if (date.n != 10) /* a day is needed; "in March" is not one */
        return;
    snprintf(stamp, sizeof stamp, "%.8sT000000Z", day_digits(published.n == 10 ? published : date, room).p);
    for (size_t i = 0; i < cell(q, 3).n; i++)
        buffer_put(&summary, cell(q, 3).p[i] == ';' ? ", " : cell(q, 3).p + i, cell(q, 3).p[i] == ';' ? 2 : 1);
    if (cell(q, 4).n)
        buffer_printf(&summary, " (%.*s)", (int)cell(q, 4).n, cell(q, 4).p);
    buffer_puts(out, "BEGIN:VEVENT\r\n");
    put_line(out, "UID:", cell(q, 11));
    put_line(out, "DTSTAMP:", str_of(stamp));
    put_line(out, "DTSTART;VALUE=DATE:", day_digits(date, room));
    put_line(out, "SUMMARY:", (str){summary.p ? summary.p : "", summary.n});
    if (cell(q, 5).n)
        put_line(out, "LOCATION:", cell(q, 5));
    put_line(out, "STATUS:", str_is(status, "cancelled") ? STR("CANCELLED") : str_is(status, "proposed") ? STR("TENTATIVE") : STR("CONFIRMED"));
    put_line(out, "CATEGORIES:", cell(q, 1));
    put_line(out, "DESCRIPTION:", cell(q, 8));
    if (cell(q, 10).n)
        put_line(out, "URL:", cell(q, 10));
    buffer_puts(out, "END:VEVENT\r\n");
    out->failed |= summary.failed;
    buffer_free(&summary);
}

int export_calendar(const exporting *x)
{
    buffer out = {0};
    buffer_puts(&out, "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//casus//meetings//EN\r\n");
    return close_with(x, &out, each(x, "meetings", &out, put_meeting), "END:VCALENDAR\r\n");
}
