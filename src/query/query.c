/* Questions in one line.
 *
 *   casus query --actor RUS --recipient UKR --since 2022-01-01 --group month
 *
 * becomes one SQL statement in three steps. `pick` says which reading of each document counts (the
 * current one, or the one of a day or a run). `r` holds the reports that pass the filter. `x` gives
 * each report the first report of its event, so that an event counts once, with that report's day
 * and score, however many papers told it. What is grouped is an event, not a report.
 *
 * The day of an event is the one the text tells; where it tells none, the day of publication stands
 * in for it, for filters and groups only. A date told as "1994" is in no month: its group is "1994". */
#include "query/query.h"
#include "store/statement.h"

#include <stdio.h>
#include <stdlib.h>

enum { MAX_VALUES = 200 };

typedef struct question {
    store *s;
    const filter *f;
    buffer sql;
    struct {
        str text;
        int64_t number;
    } values[MAX_VALUES]; /* text when its p is not NULL */
    int n;
    bool too_many;
} question;

const char *const query_groups[] = {"day", "week", "month", "year", "country", "dyad", "category", "quad", "actor", NULL};
const char *const query_lists[] = {"events", "reports", "figures", "statements", "red-lines", "meetings", "documents", NULL};

/* ---- building ---- */

static void add(question *q, const char *sql)
{
    buffer_puts(&q->sql, sql);
}

static int value_text(question *q, str s)
{
    if (q->n == MAX_VALUES) {
        q->too_many = true;
        return 1;
    }
    q->values[q->n].text = s;
    return ++q->n;
}

static int value_number(question *q, int64_t number)
{
    if (q->n == MAX_VALUES) {
        q->too_many = true;
        return 1;
    }
    q->values[q->n].number = number;
    return ++q->n;
}

static int value_date(question *q, int32_t date)
{
    return value_number(q, date_days(date));
}

/* "(a OR b)" over a comma-parted list; each value stands where the format has its numbers. */
static void add_any(question *q, const char *list, const char *before, const char *test, const char *after)
{
    str rest = str_of(list);
    bool first = true;
    add(q, before);
    while (rest.p) {
        str one = str_cut(&rest, ",");
        if (!one.n)
            continue;
        int v = value_text(q, one);
        add(q, first ? "(" : " OR (");
        first = false;
        for (const char *p = test; *p; p++)
            if (*p == '@')
                buffer_printf(&q->sql, "?%d", v);
            else
                buffer_put(&q->sql, p, 1);
        add(q, ")");
    }
    add(q, first ? "0" : "");
    add(q, after);
}

#define IS_PARTY "e.country = upper(@) OR e.sector = upper(@) OR e.code = upper(@) OR e.name = @ COLLATE NOCASE"

static void add_pick(question *q)
{
    const filter *f = q->f;
    int day = f->recorded || f->as_of ? value_date(q, f->recorded ? f->recorded : f->as_of) : 0;
    if (f->run)
        buffer_printf(&q->sql, "pick(document, coding) AS (SELECT document, id FROM coding WHERE run = ?%d)", value_number(q, f->run));
    else if (f->recorded)
        buffer_printf(&q->sql, "pick(document, coding) AS (SELECT c.document, max(c.id) FROM coding c JOIN run u ON u.id = c.run WHERE julianday(substr(u.started, 1, 10)) - 2440587.5 <= ?%d"
                               " GROUP BY c.document)", day);
    else if (f->as_of) /* the reading that was current on that day; where all are later, the first one */
        buffer_printf(&q->sql, "pick(document, coding) AS (SELECT d.id, (SELECT c.id FROM coding c JOIN run u ON u.id = c.run WHERE c.document = d.id"
                               " ORDER BY julianday(substr(u.started, 1, 10)) - 2440587.5 <= ?%d DESC, CASE WHEN julianday(substr(u.started, 1, 10)) - 2440587.5 <= ?%d THEN -c.id ELSE c.id END LIMIT 1)"
                               " FROM document d JOIN run a ON a.id = d.run WHERE julianday(coalesce(d.published, substr(a.started, 1, 10))) - 2440587.5 <= ?%d)",
                      day, day, day);
    else
        add(q, "pick(document, coding) AS (SELECT id, current FROM document)");
}

/* ---- reports that pass ---- */

static void add_side(question *q, const char *list, const char *role)
{
    char before[200];
    if (!list)
        return;
    snprintf(before, sizeof before, " AND EXISTS (SELECT 1 FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND p.role = '%s' AND (", role);
    add_any(q, list, before, IS_PARTY, "))");
}

/* An act without a recipient has its parties as actors: "A and B met" is between A and B. */
static void add_sides(question *q)
{
    const filter *f = q->f;
    add_side(q, f->actor, "actor");
    if (!f->recipient)
        return;
    add_any(q, f->recipient, " AND EXISTS (SELECT 1 FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND (p.role = 'recipient' OR NOT EXISTS"
                             " (SELECT 1 FROM party z WHERE z.report = t.id AND z.role = 'recipient')) AND (", IS_PARTY, "))");
}

static void add_days(question *q, const char *first, const char *last)
{
    if (q->f->since)
        buffer_printf(&q->sql, " AND %s >= ?%d", last, value_date(q, q->f->since));
    if (q->f->until)
        buffer_printf(&q->sql, " AND %s <= ?%d", first, value_date(q, q->f->until));
}

#define PUBLISHED_DAY "julianday(d.published) - 2440587.5"

static void add_filter(question *q, const char *default_status)
{
    const filter *f = q->f;
    const char *status = f->status ? f->status : default_status;
    add_sides(q);
    if (f->event)
        add_any(q, f->event, " AND (", "t.type = upper(@) OR ';' || t.mode || ';' LIKE '%;' || @ || ';%'", ")");
    if (f->country)
        add_any(q, f->country, " AND (", "l.country = upper(@) OR EXISTS (SELECT 1 FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND e.country = upper(@))", ")");
    if (status && strcmp(status, "any") != 0)
        add_any(q, status, " AND (", "t.status = lower(@)", ")");
    if (f->text)
        buffer_printf(&q->sql, " AND t.sentence IN (SELECT rowid FROM search WHERE search MATCH ?%d)", value_text(q, str_of(f->text)));
    if (f->id)
        add_any(q, f->id, " AND (", "t.key = @ OR v.key = @", ")");
    add_days(q, "coalesce(t.day, " PUBLISHED_DAY ")", "coalesce(t.last_day, " PUBLISHED_DAY ")");
}

#define CODES_OF(role) "coalesce((SELECT group_concat(e.code, ';') FROM party p JOIN entity e ON e.id = p.entity WHERE p.report = t.id AND p.role = '" role "'), '')"

/* r: reports; x: reports with the first one of their event. */
static void add_reports(question *q, const char *default_status)
{
    add(q, "WITH ");
    add_pick(q);
    add(q, ", r AS (SELECT t.id, t.key, v.key AS event_id, t.event AS ev, d.id AS document, t.coding, d.origin, d.outlet, coalesce(t.date, d.published, '') AS date, coalesce(t.date, '') AS told,"
           " t.date_precision, coalesce(d.published, '') AS published, t.type, t.mode, t.context, t.status, t.quad, t.scale, t.cameo, t.goldstein, t.score, t.rule, t.number, t.start, t.stop, t.sentence, " CODES_OF("actor")
           " AS actors, " CODES_OF("recipient") " AS recipients, l.name AS place, l.country, l.lat, l.lon, substr(d.text, t.start + 1, t.stop - t.start) AS event_text"
           " FROM pick k JOIN document d ON d.id = k.document JOIN report t ON t.coding = k.coding JOIN event v ON v.id = t.event"
           " LEFT JOIN spot o ON o.coding = t.coding AND o.number = t.spot LEFT JOIN place l ON l.id = o.place WHERE 1");
    add_filter(q, default_status);
    add(q, q->f->one_a_day ? "), x AS MATERIALIZED (SELECT r.*, first_value(id) OVER w AS first, first_value(date) OVER w AS day_of FROM r WINDOW w AS (PARTITION BY date, actors, recipients, type ORDER BY id))"
                           : "), x AS MATERIALIZED (SELECT r.*, first_value(id) OVER w AS first, first_value(date) OVER w AS day_of FROM r WINDOW w AS (PARTITION BY ev ORDER BY id))");
}

static void add_limit(question *q)
{
    if (q->f->limit || q->f->offset)
        buffer_printf(&q->sql, " LIMIT ?%d OFFSET ?%d", value_number(q, q->f->limit ? q->f->limit : -1), value_number(q, q->f->offset));
}

/* ---- lists ---- */

static void ask_events_as(question *q, bool words)
{
    add_reports(q, NULL);
    add(q, " SELECT event_id AS id, told AS date, published, type AS event, mode, status, actors, recipients, coalesce(place, '') AS place, coalesce(country, '') AS country, lat, lon,"
           " quad AS quad_code, scale AS event_scale, goldstein, reports, documents, sources");
    if (words)
        add(q, ", event_text, (SELECT substr(d.text, s.start + 1, s.stop - s.start) FROM sentence s JOIN document d ON d.id = y.document WHERE s.id = y.sentence) AS text");
    add(q, " FROM (SELECT *, min(id), count(*) AS reports, count(DISTINCT document) AS documents, count(DISTINCT origin) AS sources FROM x GROUP BY first) y ORDER BY y.date, y.id");
    add_limit(q);
}

static void ask_events(question *q)
{
    ask_events_as(q, true);
}

static void ask_shared_events(question *q)
{
    ask_events_as(q, false);
}

static void ask_reports_as(question *q, bool words)
{
    add_reports(q, NULL);
    add(q, " SELECT key AS id, event_id, told AS date, published, type AS event, mode, status, actors, recipients, coalesce(place, '') AS place, coalesce(country, '') AS country,"
           " quad AS quad_code, scale AS event_scale, score / 1000.0 AS score, outlet, document, rule");
    if (words)
        add(q, ", (SELECT substr(d.text, s.start + 1, s.stop - s.start) FROM sentence s JOIN document d ON d.id = x.document WHERE s.id = x.sentence) AS text");
    add(q, " FROM x ORDER BY x.date, x.id");
    add_limit(q);
}

static void ask_reports(question *q)
{
    ask_reports_as(q, true);
}

static void ask_shared_reports(question *q)
{
    ask_reports_as(q, false);
}

/* What an export writes: which reports of which coding, in the order of the documents. "event-keys" has one for each event. */
static void ask_keys(question *q, bool events)
{
    add_reports(q, NULL);
    add(q, " SELECT x.coding, x.number, x.event_id, y.reports, y.sources FROM x JOIN (SELECT first, count(*) AS reports, count(DISTINCT origin) AS sources FROM x GROUP BY first) y ON y.first = x.first");
    add(q, events ? " WHERE x.id = x.first" : "");
    add(q, " ORDER BY x.document, x.coding, x.number");
    add_limit(q);
}

static void ask_event_keys(question *q)
{
    ask_keys(q, true);
}

static void ask_report_keys(question *q)
{
    ask_keys(q, false);
}

/* Reports by number, for exports that look at each for themselves. */
static void ask_numbers(question *q, bool events)
{
    add_reports(q, NULL);
    add(q, " SELECT id, key, event_id, told, published, type, status FROM x");
    add(q, events ? " WHERE id = first" : "");
    add(q, " ORDER BY x.date, x.id");
    add_limit(q);
}

static void ask_event_numbers(question *q)
{
    ask_numbers(q, true);
}

static void ask_report_numbers(question *q)
{
    ask_numbers(q, false);
}

/* Offsets in place of words, for sharing without the articles. */
static void ask_spans(question *q)
{
    add_reports(q, NULL);
    add(q, " SELECT x.key AS report, x.event_id, lower(hex(d.hash)) AS document, s.number AS sentence, s.start AS sentence_start, s.stop AS sentence_end, x.start, x.stop AS \"end\""
           " FROM x JOIN document d ON d.id = x.document JOIN sentence s ON s.id = x.sentence ORDER BY x.document, x.number");
    add_limit(q);
}

static void ask_documents(question *q)
{
    add(q, "WITH ");
    add_pick(q);
    add(q, " SELECT d.id, d.name, d.title, coalesce(d.published, '') AS published, d.outlet, d.url, d.words, d.original, (SELECT count(*) FROM report t WHERE t.coding = k.coding) AS reports"
           " FROM pick k JOIN document d ON d.id = k.document WHERE 1");
    add_days(q, PUBLISHED_DAY, PUBLISHED_DAY);
    add(q, " ORDER BY d.published, d.id");
    add_limit(q);
}

/* Rival claims stand side by side and are never added up: Kyiv's count of Russian dead and Moscow's. */
static void ask_figures_as(question *q, bool words)
{
    add(q, "WITH ");
    add_pick(q);
    add(q, " SELECT coalesce(t.date, d.published, '') AS date, g.what, g.low, g.high, max(g.approx) AS approx, g.activity, coalesce(ke.code, '') AS claimant, coalesce(ke.name, '') AS claimant_name,"
           " coalesce(oe.code, '') AS owner, coalesce(l.name, '') AS place, coalesce(l.country, '') AS country, coalesce(v.key, '') AS event_id, count(*) AS reports, count(DISTINCT d.origin) AS sources");
    if (words)
        add(q, ", substr(d.text, g.start + 1, g.stop - g.start) AS text");
    add(q, " FROM pick k JOIN document d ON d.id = k.document JOIN figure g ON g.coding = k.coding"
           " LEFT JOIN report t ON t.coding = g.coding AND t.number = g.report LEFT JOIN event v ON v.id = t.event"
           " LEFT JOIN mention km ON km.coding = g.coding AND km.number = g.claimant LEFT JOIN entity ke ON ke.id = km.entity"
           " LEFT JOIN mention om ON om.coding = g.coding AND om.number = g.owner LEFT JOIN entity oe ON oe.id = om.entity"
           " LEFT JOIN spot o ON o.coding = g.coding AND o.number = g.spot LEFT JOIN place l ON l.id = o.place WHERE 1");
    if (q->f->actor)
        add_any(q, q->f->actor, " AND EXISTS (SELECT 1 FROM entity e WHERE e.id IN (ke.id, oe.id) AND (", IS_PARTY, "))");
    if (q->f->country)
        add_any(q, q->f->country, " AND (", "l.country = upper(@)", ")");
    if (q->f->event)
        add_any(q, q->f->event, " AND (", "g.what LIKE @ || '%' OR t.type = upper(@)", ")");
    add_days(q, "coalesce(t.day, " PUBLISHED_DAY ")", "coalesce(t.last_day, " PUBLISHED_DAY ")");
    add(q, " GROUP BY coalesce(v.id, -d.id), g.what, ke.id, g.low, g.high ORDER BY date, event_id, g.what, claimant, g.low");
    add_limit(q);
}

static void ask_figures(question *q)
{
    ask_figures_as(q, true);
}

static void ask_shared_figures(question *q)
{
    ask_figures_as(q, false);
}

static void ask_statements_of(question *q, const char *kind)
{
    add(q, "WITH ");
    add_pick(q);
    add(q, " SELECT coalesce(t.date, d.published, '') AS date, t.kind, coalesce(e0.code, '') AS speaker, coalesce(nullif(e0.name, ''), substr(d.text, m.start + 1, m.stop - m.start), '') AS speaker_name,"
           " coalesce((SELECT group_concat(y.code, ';') FROM addressee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity y ON y.id = n.entity"
           " WHERE a.coding = t.coding AND a.statement = t.number), '') AS addressees, t.stance, t.firmness, t.issue,"
           " coalesce(substr(d.text, t.content_start + 1, t.content_stop - t.content_start), '') AS content,"
           " coalesce(substr(d.text, t.condition_start + 1, t.condition_stop - t.condition_start), '') AS condition, d.outlet, d.id AS document"
           " FROM pick k JOIN document d ON d.id = k.document JOIN statement t ON t.coding = k.coding LEFT JOIN mention m ON m.coding = t.coding AND m.number = t.speaker"
           " LEFT JOIN entity e0 ON e0.id = m.entity WHERE 1");
    if (kind)
        buffer_printf(&q->sql, " AND t.kind = ?%d", value_text(q, str_of(kind)));
    if (q->f->event)
        add_any(q, q->f->event, " AND (", "t.kind = lower(@)", ")");
    if (q->f->actor)
        add_any(q, q->f->actor, " AND EXISTS (SELECT 1 FROM entity e WHERE e.id = e0.id AND (", IS_PARTY, "))");
    if (q->f->recipient)
        add_any(q, q->f->recipient, " AND EXISTS (SELECT 1 FROM addressee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity e ON e.id = n.entity"
                                    " WHERE a.coding = t.coding AND a.statement = t.number AND (", IS_PARTY, "))");
    add_days(q, "julianday(coalesce(t.date, d.published)) - 2440587.5", "julianday(coalesce(t.date, d.published)) - 2440587.5");
    add(q, " ORDER BY date, d.id, t.number");
    add_limit(q);
}

static void ask_statements(question *q)
{
    ask_statements_of(q, NULL);
}

/* Open: nobody has been told to have crossed or withdrawn it; the store knows of neither, so all that stand are listed. */
static void ask_red_lines(question *q)
{
    ask_statements_of(q, "red_line");
}

static void ask_meetings(question *q)
{
    add(q, "WITH ");
    add_pick(q);
    add(q, " SELECT coalesce(t.date, '') AS date, t.status, coalesce((SELECT group_concat(y.code, ';') FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention"
           " JOIN entity y ON y.id = n.entity WHERE a.coding = t.coding AND a.meeting = t.number), '') AS parties,"
           " coalesce((SELECT group_concat(coalesce(nullif(y.name, ''), substr(d.text, n.start + 1, n.stop - n.start)), ';') FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention"
           " JOIN entity y ON y.id = n.entity WHERE a.coding = t.coding AND a.meeting = t.number), '') AS names,"
           " coalesce(substr(d.text, t.forum_start + 1, t.forum_stop - t.forum_start), '') AS forum, coalesce(l.name, '') AS place, coalesce(l.country, '') AS country,"
           " count(*) AS reports, substr(d.text, t.start + 1, t.stop - t.start) AS text, coalesce(d.published, '') AS published, d.url, lower(hex(substr(d.hash, 1, 8))) || '-' || t.number AS uid"
           " FROM pick k JOIN document d ON d.id = k.document JOIN meeting t ON t.coding = k.coding LEFT JOIN spot o ON o.coding = t.coding AND o.number = t.spot"
           " LEFT JOIN place l ON l.id = o.place WHERE 1");
    if (q->f->status && strcmp(q->f->status, "any") != 0)
        add_any(q, q->f->status, " AND (", "t.status = lower(@)", ")");
    if (q->f->country)
        add_any(q, q->f->country, " AND (", "l.country = upper(@)", ")");
    const char *sides[] = {q->f->actor, q->f->recipient};
    for (int i = 0; i < 2; i++)
        if (sides[i])
            add_any(q, sides[i], " AND EXISTS (SELECT 1 FROM attendee a JOIN mention n ON n.coding = a.coding AND n.number = a.mention JOIN entity e ON e.id = n.entity"
                                 " WHERE a.coding = t.coding AND a.meeting = t.number AND (", IS_PARTY, "))");
    add_days(q, "julianday(coalesce(t.date, d.published)) - 2440587.5", "julianday(coalesce(t.date, d.published)) - 2440587.5");
    add(q, " GROUP BY t.date, t.status, parties, names, forum, place HAVING min(d.id) ORDER BY date, d.id");
    add_limit(q);
}

/* ---- groups ---- */

#define COUNTS "count(DISTINCT first) AS events, count(*) AS reports, count(DISTINCT origin) AS sources, round(avg(CASE WHEN id = first THEN scale END), 3) AS event_scale," \
               " round(avg(CASE WHEN id = first THEN goldstein END), 3) AS goldstein," \
               " round(100.0 * count(CASE WHEN id = first AND quad > 2 THEN 1 END) / max(1, count(CASE WHEN id = first THEN 1 END)), 1) AS conflict_percent"

static const struct {
    const char *group, *columns, *from, *by;
} groups[] = {
    {"day", "day_of AS day", "x", "day_of"},
    {"week", "CASE WHEN length(day_of) = 10 THEN date(day_of, 'weekday 0', '-6 days') ELSE day_of END AS week", "x", "1"},
    {"month", "substr(day_of, 1, 7) AS month", "x", "1"},
    {"year", "substr(day_of, 1, 4) AS year", "x", "1"},
    {"category", "type AS category", "x", "1"},
    {"quad", "quad AS quad_code", "x", "1"},
    {"country", "c.country",
     "x JOIN (SELECT t.id AS report, e.country FROM report t JOIN party p ON p.report = t.id JOIN entity e ON e.id = p.entity WHERE e.country <> ''"
     " UNION SELECT t.id, l.country FROM report t JOIN spot o ON o.coding = t.coding AND o.number = t.spot JOIN place l ON l.id = o.place WHERE l.country <> '') c ON c.report = x.first", "1"},
    {"actor", "c.code AS actor",
     "x JOIN (SELECT DISTINCT p.report, e.code FROM party p JOIN entity e ON e.id = p.entity WHERE p.role = 'actor' AND e.code <> '') c ON c.report = x.first", "1"},
};

/* Who to whom, by country; between the parties of a reciprocal act both ways. */
#define DYADS "(SELECT DISTINCT a.report, ea.country AS one, eb.country AS other FROM party a JOIN entity ea ON ea.id = a.entity JOIN party b ON b.report = a.report" \
              " JOIN entity eb ON eb.id = b.entity WHERE a.role = 'actor' AND ea.country <> '' AND eb.country <> '' AND (b.role = 'recipient' OR (ea.country <> eb.country AND NOT EXISTS" \
              " (SELECT 1 FROM party z WHERE z.report = a.report AND z.role = 'recipient')))) c"

static void ask_dyads(question *q)
{
    add_reports(q, "actual");
    if (q->f->undirected)
        add(q, " SELECT c.one, c.other, " COUNTS " FROM x JOIN (SELECT DISTINCT report, min(one, other) AS one, max(one, other) AS other FROM " DYADS ") c ON c.report = x.first");
    else
        add(q, " SELECT c.one AS actor, c.other AS recipient, " COUNTS " FROM x JOIN " DYADS " ON c.report = x.first");
    add(q, " GROUP BY 1, 2 ORDER BY events DESC, 1, 2");
    add_limit(q);
}

static bool ask_group(question *q, const char *group)
{
    for (size_t i = 0; i < sizeof groups / sizeof *groups; i++) {
        if (strcmp(groups[i].group, group) != 0)
            continue;
        add_reports(q, "actual");
        buffer_printf(&q->sql, " SELECT %s, " COUNTS " FROM %s GROUP BY %s ORDER BY %s", groups[i].columns, groups[i].from, groups[i].by, i < 6 ? "1" : "events DESC, 1");
        add_limit(q);
        return true;
    }
    return false;
}

/* ---- asking ---- */

static const struct {
    const char *name;
    void (*ask)(question *);
} lists[] = {{"", ask_events}, {"events", ask_events}, {"reports", ask_reports}, {"documents", ask_documents}, {"figures", ask_figures}, {"statements", ask_statements},
             {"event-keys", ask_event_keys}, {"report-keys", ask_report_keys}, {"event-numbers", ask_event_numbers}, {"report-numbers", ask_report_numbers}, {"spans", ask_spans}, {"shared-events", ask_shared_events}, {"shared-reports", ask_shared_reports}, {"shared-figures", ask_shared_figures}, {"red-lines", ask_red_lines}, {"meetings", ask_meetings}, {"dyad", ask_dyads}};

static sqlite3_stmt *prepare(question *q, casus_error *err)
{
    sqlite3_stmt *made = NULL;
    if (q->sql.failed || q->too_many) {
        error_set(err, q->too_many ? CASUS_EUSAGE : CASUS_ENOMEM, q->too_many ? "the lists of the filter are too long" : "out of memory");
        return NULL;
    }
    if (sqlite3_prepare_v2(q->s->db, q->sql.p, -1, &made, NULL) != SQLITE_OK) {
        store_fault(q->s, err);
        return NULL;
    }
    for (int i = 0; i < q->n; i++)
        if (q->values[i].text.p)
            sqlite3_bind_text64(made, i + 1, q->values[i].text.p, q->values[i].text.n, SQLITE_TRANSIENT, SQLITE_UTF8);
        else
            sqlite3_bind_int64(made, i + 1, q->values[i].number);
    return made;
}

sqlite3_stmt *query_prepare(store *s, const filter *f, const char *what, casus_error *err)
{
    question q = {.s = s, .f = f};
    bool known = false;
    for (size_t i = 0; i < sizeof lists / sizeof *lists && !known; i++)
        if ((known = strcmp(lists[i].name, what) == 0))
            lists[i].ask(&q);
    known = known || ask_group(&q, what);
    sqlite3_stmt *made = NULL;
    if (known)
        made = prepare(&q, err);
    else
        error_set(err, CASUS_EUSAGE, "unknown group or list '%s'", what);
    buffer_free(&q.sql);
    return made;
}

/* ---- the user's own SQL ---- */

static int allow_reading(void *user, int action, const char *a, const char *b, const char *c, const char *d)
{
    (void)user, (void)a, (void)c, (void)d;
    switch (action) {
    case SQLITE_SELECT:
    case SQLITE_READ:
    case SQLITE_RECURSIVE:
        return SQLITE_OK;
    case SQLITE_FUNCTION:
        return b && (strcmp(b, "load_extension") == 0 || strcmp(b, "writefile") == 0 || strcmp(b, "readfile") == 0) ? SQLITE_DENY : SQLITE_OK;
    case SQLITE_PRAGMA: /* what the schema looks like, and what FTS5 asks for itself */
        return a && (strcmp(a, "table_info") == 0 || strcmp(a, "table_xinfo") == 0 || strcmp(a, "table_list") == 0 || strcmp(a, "data_version") == 0) ? SQLITE_OK : SQLITE_DENY;
    default:
        return SQLITE_DENY;
    }
}

sqlite3_stmt *query_sql(store *s, const char *sql, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    const char *rest = NULL;
    sqlite3_exec(s->db, "SELECT rowid FROM search LIMIT 0", NULL, NULL, NULL); /* opening the index declares a table */
    sqlite3_set_authorizer(s->db, allow_reading, NULL);
    sqlite3_limit(s->db, SQLITE_LIMIT_ATTACHED, 0);
    if (sqlite3_prepare_v2(s->db, sql, -1, &q, &rest) != SQLITE_OK) {
        bool denied = sqlite3_errcode(s->db) == SQLITE_AUTH;
        error_set(err, CASUS_EUSAGE, denied ? "casus sql only reads: %s" : "%s", sqlite3_errmsg(s->db));
        return NULL;
    }
    while (rest && (*rest == ' ' || *rest == '\n' || *rest == '\t' || *rest == ';'))
        rest++;
    if (!q || (rest && *rest) || !sqlite3_stmt_readonly(q)) {
        error_set(err, CASUS_EUSAGE, !q ? "there is no statement" : rest && *rest ? "one statement at a time" : "casus sql only reads");
        sqlite3_finalize(q);
        return NULL;
    }
    return q;
}
