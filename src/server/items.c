/* Rows of the store to items: an event, a statement, a figure, a meeting, an article, in words.
 *
 * Columns tell which rows are shown; here each is fetched by its number, with a few statements that
 * are prepared once a worker. Offsets are code points of the article's text, out of which all words
 * are cut; so the text is read once an item. */
#include "server/inside.h"

#include <stdlib.h>

/* Where an item stands: document, sentence, text. */
#define WHERE "d.id, d.outlet, d.title, coalesce(d.published, ''), d.text, s.number, s.start, s.stop, d.url"
#define WHERE_FROM " JOIN coding c ON c.id = t.coding JOIN document d ON d.id = c.document JOIN sentence s ON s.id = "
enum { W_DOCUMENT, W_OUTLET, W_TITLE, W_PUBLISHED, W_TEXT, W_SENTENCE, W_START, W_STOP, W_URL, W_MORE };

static const char event_sql[] = "SELECT " WHERE ", t.key, v.key, coalesce(t.date, ''), t.date_precision, t.type, t.mode, t.context, t.status, t.quad, t.scale, t.cameo, t.goldstein, t.start,"
                                " t.stop, t.score, t.rule, t.coding, t.spot, t.speaker FROM report t JOIN event v ON v.id = t.event" WHERE_FROM "t.sentence WHERE t.id = ?1";
static const char parties_sql[] = "SELECT m.start, m.stop, e.country, e.sector, e.sector2, e.name, p.role = 'recipient' FROM party p JOIN report r ON r.id = p.report"
                                  " JOIN mention m ON m.coding = r.coding AND m.number = p.mention JOIN entity e ON e.id = p.entity WHERE p.report = ?1 ORDER BY p.role, p.number";
static const char mention_sql[] = "SELECT m.start, m.stop, e.country, e.sector, e.sector2, e.name FROM mention m JOIN entity e ON e.id = m.entity WHERE m.coding = ?1 AND m.number = ?2";
static const char spot_sql[] = "SELECT o.start, o.stop, l.name, l.country, l.admin1, l.lat, l.lon, l.precision, o.relation FROM spot o JOIN place l ON l.id = o.place WHERE o.coding = ?1 AND o.number = ?2";
static const char statement_sql[] = "SELECT " WHERE ", t.kind, coalesce(t.date, ''), t.date_precision, t.content_start, t.content_stop, t.condition_start, t.condition_stop, t.quoted, t.stance,"
                                    " t.firmness, t.issue, t.rule, t.speaker, t.reported_by FROM statement t" WHERE_FROM "c.first_sentence + t.sentence WHERE t.coding = ?1 AND t.number = ?2";
static const char addressees_sql[] = "SELECT m.start, m.stop, e.country, e.sector, e.sector2, e.name FROM addressee a JOIN mention m ON m.coding = a.coding AND m.number = a.mention"
                                     " JOIN entity e ON e.id = m.entity WHERE a.coding = ?1 AND a.statement = ?2 ORDER BY a.number";
static const char figure_sql[] = "SELECT " WHERE ", t.what, coalesce(r.date, ''), t.low, t.high, t.approx, t.activity, t.start, t.stop, t.owner, t.claimant, t.spot, coalesce(v.key, ''),"
                                 " coalesce(r.type, '') FROM figure t LEFT JOIN report r ON r.coding = t.coding AND r.number = t.report LEFT JOIN event v ON v.id = r.event" WHERE_FROM
                                 "c.first_sentence + t.sentence WHERE t.coding = ?1 AND t.number = ?2";
static const char meeting_sql[] = "SELECT " WHERE ", coalesce(t.date, ''), t.date_precision, t.status, t.spot, t.start, t.stop, t.forum_start, t.forum_stop, lower(hex(substr(d.hash, 1, 8))) FROM meeting t"
                                  WHERE_FROM "c.first_sentence + t.sentence WHERE t.coding = ?1 AND t.number = ?2";
static const char attendees_sql[] = "SELECT m.start, m.stop, e.country, e.sector, e.sector2, e.name FROM attendee a JOIN mention m ON m.coding = a.coding AND m.number = a.mention"
                                    " JOIN entity e ON e.id = m.entity WHERE a.coding = ?1 AND a.meeting = ?2 ORDER BY a.number";
static const char article_sql[] = "SELECT d.id, d.name, d.title, d.url, d.source, d.outlet, coalesce(d.published, ''), d.words, d.original, d.likeness, r.started FROM document d"
                                  " JOIN run r ON r.id = d.run WHERE d.id = ?1";

/* ---- columns ---- */

static str cell(sqlite3_stmt *q, int i)
{
    const unsigned char *p = sqlite3_column_text(q, i);
    return (str){p ? (const char *)p : "", p ? (size_t)sqlite3_column_bytes(q, i) : 0};
}

static bool is_null(sqlite3_stmt *q, int i)
{
    return sqlite3_column_type(q, i) == SQLITE_NULL;
}

static str words_at(sqlite3_stmt *q, str text, int i)
{
    return is_null(q, i) ? (str){"", 0} : cut_points(text, sqlite3_column_int64(q, i), sqlite3_column_int64(q, i + 1));
}

/* A row by one or two numbers; NULL after a fault. The store may have moved on since the columns were loaded. */
static sqlite3_stmt *one_row(ask *q, const char *sql, int64_t a, int64_t b)
{
    sqlite3_stmt *x = worker_ask(q->w, sql);
    casus_error err = {0};
    if (x) {
        sqlite3_bind_int64(x, 1, a);
        if (sqlite3_bind_parameter_count(x) > 1)
            sqlite3_bind_int64(x, 2, b);
        int step = sqlite3_step(x);
        if (step == SQLITE_ROW)
            return x;
        if (step == SQLITE_DONE) {
            fault_set(&q->fault, 503, "", "the store changed while this was answered; ask again");
            return NULL;
        }
    }
    store_fault(q->w->s, &err);
    store_failed(q, &err);
    return NULL;
}

/* ---- who and where ---- */

static void put_sectors(out *o, str country, str sector)
{
    char code[40];
    snprintf(code, sizeof code, "%.*s%.*s", (int)country.n, country.p, (int)sector.n, sector.p);
    out_str(o, "code", code);
}

/* The object of the mention that stands in a row's first six columns. */
static void put_entity(buffer *b, sqlite3_stmt *m, str text)
{
    out o = {.b = b, .format = F_JSON, .first = true};
    buffer_puts(b, "{");
    out_text(&o, "text", words_at(m, text, 0));
    out_int(&o, "start", sqlite3_column_int64(m, 0));
    out_int(&o, "end", sqlite3_column_int64(m, 1));
    out_text(&o, "country", cell(m, 2));
    out_text(&o, "sector", cell(m, 3));
    out_list(&o, "other_sectors", cell(m, 4));
    put_sectors(&o, cell(m, 2), cell(m, 3));
    out_text(&o, "name", cell(m, 5));
    buffer_puts(b, "}");
}

/* In CSV: the codes, parted by semicolons; for who has none, the words. */
static void put_short(buffer *b, sqlite3_stmt *m, str text, bool first)
{
    str words = words_at(m, text, 0);
    buffer_puts(b, first ? "" : ";");
    if (cell(m, 2).n || cell(m, 3).n)
        buffer_printf(b, "%s%s", (const char *)sqlite3_column_text(m, 2), (const char *)sqlite3_column_text(m, 3));
    else
        buffer_put(b, words.p, words.n);
}

/* role: only rows whose seventh column is it; negative: all. */
static void put_entities(ask *q, out *o, const char *key, const char *sql, int64_t a, int64_t b, int role, str text)
{
    sqlite3_stmt *m = worker_ask(q->w, sql);
    buffer cells = {0};
    bool first = true;
    if (!m)
        return;
    sqlite3_bind_int64(m, 1, a);
    if (sqlite3_bind_parameter_count(m) > 1)
        sqlite3_bind_int64(m, 2, b);
    if (o->format != F_CSV) {
        out_key(o, key);
        buffer_puts(o->b, "[");
    }
    while (sqlite3_step(m) == SQLITE_ROW) {
        if (role >= 0 && sqlite3_column_int(m, 6) != role)
            continue;
        if (o->format == F_CSV) {
            put_short(&cells, m, text, first);
        } else {
            buffer_puts(o->b, first ? "" : ",");
            put_entity(o->b, m, text);
        }
        first = false;
    }
    if (o->format != F_CSV)
        buffer_puts(o->b, "]");
    else
        out_text(o, key, (str){cells.p ? cells.p : "", cells.n});
    buffer_free(&cells);
}

static void put_one_entity(ask *q, out *o, const char *key, int64_t coding, sqlite3_stmt *row, int at, str text)
{
    sqlite3_stmt *m = is_null(row, at) ? NULL : worker_ask(q->w, mention_sql);
    buffer cells = {0};
    bool found = false;
    if (m) {
        sqlite3_bind_int64(m, 1, coding);
        sqlite3_bind_int64(m, 2, sqlite3_column_int64(row, at));
        found = sqlite3_step(m) == SQLITE_ROW;
    }
    if (o->format == F_CSV) {
        if (found)
            put_short(&cells, m, text, true);
        out_text(o, key, (str){cells.p ? cells.p : "", cells.n});
        buffer_free(&cells);
    } else if (found) {
        out_key(o, key);
        put_entity(o->b, m, text);
    } else {
        out_null(o, key);
    }
}

static void put_spot(out *o, sqlite3_stmt *p, str text)
{
    out x = {.b = o->b, .format = F_JSON, .first = true};
    buffer_puts(o->b, "{");
    out_text(&x, "text", words_at(p, text, 0));
    out_int(&x, "start", sqlite3_column_int64(p, 0));
    out_int(&x, "end", sqlite3_column_int64(p, 1));
    out_text(&x, "name", cell(p, 2));
    out_text(&x, "country", cell(p, 3));
    out_text(&x, "admin1", cell(p, 4));
    if (is_null(p, 5)) {
        out_null(&x, "lat");
        out_null(&x, "lon");
    } else {
        out_real(&x, "lat", sqlite3_column_double(p, 5), 4);
        out_real(&x, "lon", sqlite3_column_double(p, 6), 4);
    }
    out_text(&x, "precision", cell(p, 7));
    if (cell(p, 8).n)
        out_text(&x, "relation", cell(p, 8));
    buffer_puts(o->b, "}");
}

static void put_place(ask *q, out *o, const char *key, int64_t coding, sqlite3_stmt *row, int at, str text)
{
    sqlite3_stmt *p = is_null(row, at) ? NULL : worker_ask(q->w, spot_sql);
    bool found = false;
    if (p) {
        sqlite3_bind_int64(p, 1, coding);
        sqlite3_bind_int64(p, 2, sqlite3_column_int64(row, at));
        found = sqlite3_step(p) == SQLITE_ROW;
    }
    if (o->format == F_CSV) {
        out_text(o, key, found ? cell(p, 2) : (str){"", 0});
        out_text(o, "country", found ? cell(p, 3) : (str){"", 0});
        out_text(o, "lat", found ? cell(p, 5) : (str){"", 0});
        out_text(o, "lon", found ? cell(p, 6) : (str){"", 0});
    } else if (found) {
        out_key(o, key);
        put_spot(o, p, text);
    } else {
        out_null(o, key);
    }
}

static void put_where(out *o, sqlite3_stmt *x)
{
    out_int(o, "document", sqlite3_column_int64(x, W_DOCUMENT));
    out_int(o, "sentence", sqlite3_column_int64(x, W_SENTENCE));
    out_text(o, "source", cell(x, W_OUTLET));
    out_text(o, "title", cell(x, W_TITLE));
    out_text(o, "published", cell(x, W_PUBLISHED));
}

static void put_day(out *o, str date, str published)
{
    out_text(o, "date", date);
    out_text(o, "day", date.n ? date : published);
}

/* ---- items ---- */

static bool put_event_row(ask *q, out *o, int64_t report, uint32_t reports, uint32_t sources, const col_place *p)
{
    sqlite3_stmt *x = one_row(q, event_sql, report, 0);
    if (!x)
        return false;
    enum { KEY = W_MORE, EVENT, DATE, PRECISION, TYPE, MODE, CONTEXT, STATUS, QUAD, SCALE, CAMEO, GOLDSTEIN, START, STOP, SCORE, RULE, CODING, SPOT, SPEAKER };
    str text = cell(x, W_TEXT);
    int64_t coding = sqlite3_column_int64(x, CODING);
    o->has_point = p && p->has_point;
    o->lat = p ? p->lat : 0;
    o->lon = p ? p->lon : 0;
    item_begin(o);
    out_text(o, "id", cell(x, EVENT));
    out_text(o, "report", cell(x, KEY));
    put_day(o, cell(x, DATE), cell(x, W_PUBLISHED));
    out_text(o, "date_precision", cell(x, PRECISION));
    out_text(o, "event", cell(x, TYPE));
    out_list(o, "mode", cell(x, MODE));
    out_list(o, "context", cell(x, CONTEXT));
    out_text(o, "status", cell(x, STATUS));
    out_int(o, "quad_code", sqlite3_column_int64(x, QUAD));
    out_real(o, "event_scale", sqlite3_column_double(x, SCALE), 1);
    out_text(o, "cameo", cell(x, CAMEO));
    out_real(o, "goldstein", sqlite3_column_double(x, GOLDSTEIN), 1);
    put_entities(q, o, "actor", parties_sql, report, 0, 0, text);
    put_entities(q, o, "recipient", parties_sql, report, 0, 1, text);
    put_place(q, o, "event_loc", coding, x, SPOT, text);
    put_one_entity(q, o, "attribution", coding, x, SPEAKER, text);
    out_text(o, "event_text", words_at(x, text, START));
    out_int(o, "start", sqlite3_column_int64(x, START));
    out_int(o, "end", sqlite3_column_int64(x, STOP));
    out_text(o, "text", words_at(x, text, W_START));
    out_real(o, "score", (double)sqlite3_column_int64(x, SCORE) / 1000.0, 3);
    out_text(o, "rule", cell(x, RULE));
    out_int(o, "reports", reports);
    out_int(o, "sources", sources);
    out_text(o, "url", cell(x, W_URL));
    put_where(o, x);
    item_end(o);
    return true;
}

bool put_event(ask *q, out *o, const col_selection *s, uint32_t hit)
{
    const col_row *r = col_first(s, hit);
    return put_event_row(q, o, r->key, s->hits[hit].n, col_sources(s, hit), r->place == COL_NONE ? NULL : &q->c->places[r->place]);
}

bool put_report(ask *q, out *o, int64_t report, uint32_t reports, uint32_t sources)
{
    return put_event_row(q, o, report, reports, sources, NULL);
}

static void put_ledger_id(out *o, int64_t key)
{
    char id[48];
    snprintf(id, sizeof id, "%lld-%lld", (long long)(key / 65536), (long long)(key % 65536));
    out_str(o, "id", id);
}

bool put_statement(ask *q, out *o, int64_t key)
{
    sqlite3_stmt *x = one_row(q, statement_sql, key / 65536, key % 65536);
    if (!x)
        return false;
    enum { KIND = W_MORE, DATE, PRECISION, FROM, TO, IF_FROM, IF_TO, QUOTED, STANCE, FIRMNESS, ISSUE, RULE, SPEAKER, REPORTER };
    str text = cell(x, W_TEXT);
    item_begin(o);
    put_ledger_id(o, key);
    out_text(o, "kind", cell(x, KIND));
    put_day(o, cell(x, DATE), cell(x, W_PUBLISHED));
    out_text(o, "date_precision", cell(x, PRECISION));
    put_one_entity(q, o, "speaker", key / 65536, x, SPEAKER, text);
    put_entities(q, o, "addressee", addressees_sql, key / 65536, key % 65536, -1, text);
    out_text(o, "content", words_at(x, text, FROM));
    out_int(o, "start", sqlite3_column_int64(x, FROM));
    out_int(o, "end", sqlite3_column_int64(x, TO));
    out_text(o, "condition", words_at(x, text, IF_FROM));
    out_bool(o, "quoted", sqlite3_column_int(x, QUOTED) != 0);
    out_text(o, "stance", cell(x, STANCE));
    out_int(o, "firmness", sqlite3_column_int64(x, FIRMNESS));
    out_text(o, "issue", cell(x, ISSUE));
    put_one_entity(q, o, "reported_by", key / 65536, x, REPORTER, text);
    out_text(o, "text", words_at(x, text, W_START));
    out_text(o, "rule", cell(x, RULE));
    put_where(o, x);
    item_end(o);
    return true;
}

bool put_figure(ask *q, out *o, int64_t key, uint32_t reports, uint32_t sources)
{
    sqlite3_stmt *x = one_row(q, figure_sql, key / 65536, key % 65536);
    if (!x)
        return false;
    enum { WHAT = W_MORE, DATE, LOW, HIGH, APPROX, ACTIVITY, START, STOP, OWNER, CLAIMANT, SPOT, EVENT, TYPE };
    str text = cell(x, W_TEXT);
    item_begin(o);
    put_ledger_id(o, key);
    out_text(o, "what", cell(x, WHAT));
    put_day(o, cell(x, DATE), cell(x, W_PUBLISHED));
    out_int(o, "low", sqlite3_column_int64(x, LOW));
    out_int(o, "high", sqlite3_column_int64(x, HIGH));
    out_bool(o, "approx", sqlite3_column_int(x, APPROX) != 0);
    out_text(o, "activity", cell(x, ACTIVITY));
    put_one_entity(q, o, "owner", key / 65536, x, OWNER, text);
    put_one_entity(q, o, "claimant", key / 65536, x, CLAIMANT, text);
    put_place(q, o, "place", key / 65536, x, SPOT, text);
    out_text(o, "event", cell(x, EVENT));
    out_text(o, "event_type", cell(x, TYPE));
    out_int(o, "reports", reports);
    out_int(o, "sources", sources);
    out_text(o, "text", words_at(x, text, START));
    out_int(o, "start", sqlite3_column_int64(x, START));
    out_int(o, "end", sqlite3_column_int64(x, STOP));
    out_text(o, "sentence_text", words_at(x, text, W_START));
    put_where(o, x);
    item_end(o);
    return true;
}

/* ---- meetings, also as a calendar (RFC 5545) ---- */

/* A content line: special characters escaped, folded at 75 bytes without cutting a letter, CR LF. */
static void put_line(buffer *b, const char *key, str value)
{
    buffer line = {0};
    buffer_puts(&line, key);
    for (size_t i = 0; i < value.n; i++) {
        char c = value.p[i];
        buffer_puts(&line, c == ',' || c == ';' || c == '\\' ? "\\" : "");
        buffer_put(&line, (unsigned char)c < 0x20 || c == 0x7F ? " " : value.p + i, 1);
    }
    for (size_t from = 0, room = 75; line.p && from < line.n; room = 74) {
        size_t n = line.n - from < room ? line.n - from : room;
        while (from + n < line.n && ((unsigned char)line.p[from + n] & 0xC0) == 0x80)
            n--;
        buffer_puts(b, from ? " " : "");
        buffer_put(b, line.p + from, n);
        buffer_puts(b, "\r\n");
        from += n;
    }
    b->failed |= line.failed;
    buffer_free(&line);
}

static void put_digits(buffer *b, str date)
{
    for (size_t i = 0; i < date.n; i++)
        if (date.p[i] != '-')
            buffer_put(b, date.p + i, 1);
}

/* "in March" is no day: a calendar has no place for it, and X-Total tells that there are more. */
static bool put_calendar(ask *q, out *o, int64_t key, sqlite3_stmt *x, str text)
{
    enum { DATE = W_MORE, PRECISION, STATUS, SPOT, START, STOP, FORUM, FORUM_STOP, HASH };
    str date = cell(x, DATE), published = cell(x, W_PUBLISHED), status = cell(x, STATUS), forum = words_at(x, text, FORUM);
    buffer who = {0}, line = {0};
    if (date.n != 10)
        return true;
    sqlite3_stmt *m = worker_ask(q->w, attendees_sql);
    sqlite3_bind_int64(m, 1, key / 65536);
    sqlite3_bind_int64(m, 2, key % 65536);
    while (sqlite3_step(m) == SQLITE_ROW) {
        str words = cell(m, 5).n ? cell(m, 5) : words_at(m, text, 0);
        buffer_puts(&who, who.n ? ", " : "");
        buffer_put(&who, words.p, words.n);
    }
    if (forum.n)
        buffer_printf(&who, " (%.*s)", (int)forum.n, forum.p);
    buffer_puts(o->b, "BEGIN:VEVENT\r\n");
    buffer_printf(&line, "%.*s-%lld", (int)cell(x, HASH).n, cell(x, HASH).p, (long long)(key % 65536));
    put_line(o->b, "UID:", (str){line.p ? line.p : "", line.n});
    buffer_puts(o->b, "DTSTAMP:");
    put_digits(o->b, published.n == 10 ? published : date);
    buffer_puts(o->b, "T000000Z\r\nDTSTART;VALUE=DATE:");
    put_digits(o->b, date);
    buffer_puts(o->b, "\r\n");
    put_line(o->b, "SUMMARY:", (str){who.p ? who.p : "", who.n});
    put_line(o->b, "STATUS:", str_is(status, "cancelled") ? STR("CANCELLED") : str_is(status, "proposed") ? STR("TENTATIVE") : STR("CONFIRMED"));
    put_line(o->b, "CATEGORIES:", status);
    put_line(o->b, "DESCRIPTION:", words_at(x, text, W_START));
    if (cell(x, W_URL).n)
        put_line(o->b, "URL:", cell(x, W_URL));
    buffer_puts(o->b, "END:VEVENT\r\n");
    o->items++;
    buffer_free(&who);
    buffer_free(&line);
    return true;
}

bool put_meeting(ask *q, out *o, int64_t key, uint32_t reports)
{
    sqlite3_stmt *x = one_row(q, meeting_sql, key / 65536, key % 65536);
    if (!x)
        return false;
    enum { DATE = W_MORE, PRECISION, STATUS, SPOT, START, STOP, FORUM, FORUM_STOP };
    str text = cell(x, W_TEXT);
    if (o->format == F_ICS)
        return put_calendar(q, o, key, x, text);
    item_begin(o);
    put_ledger_id(o, key);
    put_day(o, cell(x, DATE), cell(x, W_PUBLISHED));
    out_text(o, "date_precision", cell(x, PRECISION));
    out_text(o, "status", cell(x, STATUS));
    put_entities(q, o, "parties", attendees_sql, key / 65536, key % 65536, -1, text);
    out_text(o, "forum", words_at(x, text, FORUM));
    put_place(q, o, "place", key / 65536, x, SPOT, text);
    out_int(o, "reports", reports);
    out_text(o, "text", words_at(x, text, W_START));
    out_int(o, "start", sqlite3_column_int64(x, START));
    out_int(o, "end", sqlite3_column_int64(x, STOP));
    out_text(o, "url", cell(x, W_URL));
    put_where(o, x);
    item_end(o);
    return true;
}

bool put_article(ask *q, out *o, uint32_t number)
{
    sqlite3_stmt *x = one_row(q, article_sql, number, 0);
    if (!x)
        return false;
    static const char *const names[] = {"id", "name", "title", "url", "source", "outlet", "published"};
    const col_document *d = number < q->c->n_documents ? &q->c->documents[number] : NULL;
    item_begin(o);
    out_int(o, names[0], number);
    for (int i = 1; i < 7; i++)
        out_text(o, names[i], cell(x, i));
    out_int(o, "words", sqlite3_column_int64(x, 7));
    if (is_null(x, 8))
        out_null(o, "original");
    else
        out_int(o, "original", sqlite3_column_int64(x, 8));
    if (is_null(x, 9))
        out_null(o, "likeness");
    else
        out_real(o, "likeness", sqlite3_column_double(x, 9), 3);
    out_int(o, "sentences", d ? d->sentences : 0);
    out_int(o, "events", d ? d->events : 0);
    out_int(o, "statements", d ? d->statements : 0);
    out_text(o, "added", cell(x, 10));
    item_end(o);
    return true;
}
