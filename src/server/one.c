/* One event with why it was coded, one article with all that was read from it, one pair from both sides. */
#include "server/inside.h"

#include <stdio.h>
#include <stdlib.h>

/* ---- rows ---- */

static sqlite3_stmt *asked(ask *q, const char *sql)
{
    casus_error err = {0};
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (!x) {
        store_fault(q->w->s, &err);
        store_failed(q, &err);
    }
    return x;
}

static const char *text_of(sqlite3_stmt *x, int i)
{
    const unsigned char *p = sqlite3_column_text(x, i);
    return p ? (const char *)p : "";
}

/* The document's article, read by the explainer now; false after a fault. */
static bool read_again(ask *q, int64_t coding, paper *p)
{
    casus_error err = {0};
    casus_article a;
    if (store_load(q->w->s, coding, p, &err) != 0)
        return store_failed(q, &err);
    store_article(p, &a);
    if (casus_analyze(q->v->explainer, q->w->doc, &a, &err) == 0)
        return true;
    fault_set(&q->fault, 422, "", "%s", err.message);
    return false;
}

void put_notes(ask *q, const char *key, casus_doc *doc, casus_ref sentence)
{
    offsets points = offsets_of((document *)doc);
    bool some = false;
    buffer_printf(q->out, ",\"%s\":[", key);
    for (uint32_t i = 0; i < doc->n_notes; i++) {
        const casus_note *n = &doc->notes[i];
        if (sentence != CASUS_NONE && n->sentence != sentence)
            continue;
        buffer_printf(q->out, "%s{\"sentence\":%u,\"start\":%u,\"end\":%u,\"stage\":", some ? "," : "", n->sentence, offsets_at(&points, n->at.begin), offsets_at(&points, n->at.end));
        some = true;
        put_json(q->out, str_of(n->stage));
        buffer_puts(q->out, ",\"reason\":");
        put_json(q->out, str_of(n->reason));
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
}

/* The words of a rule: line 31 of knowledge/verbs/threaten.txt, as it stands there today. */
static void put_rule(ask *q, const char *rule)
{
    char path[1200];
    size_t n;
    casus_error err;
    const char *colon = strrchr(rule, ':');
    long line = colon ? strtol(colon + 1, NULL, 10) : 0;
    bool plain = colon && !strstr(rule, "..") && rule[0] != '/';
    snprintf(path, sizeof path, "%s/knowledge/%.*s", q->v->o->data, colon ? (int)(colon - rule) : 0, rule);
    char *text = plain ? file_read(path, &n, &err) : NULL;
    str rest = {text, text ? n : 0}, found = {"", 0};
    for (long i = 1; rest.p && i <= line; i++)
        found = str_cut(&rest, "\n");
    buffer_puts(q->out, ",\"rule\":{\"name\":");
    put_json(q->out, str_of(rule));
    buffer_puts(q->out, ",\"line\":");
    put_json(q->out, found.p ? found : str_of(""));
    buffer_puts(q->out, "}");
    free(text);
}

/* ---- an event ---- */

typedef struct told { /* its first report */
    int64_t report, coding, sentence_row;
    char event[48], key[48], rule[120], type[16];
    int sentence, start, stop;
} told;

static bool find_event(ask *q, told *t)
{
    static const char sql[] = "SELECT r.id, r.coding, r.sentence, v.key, r.key, r.rule, r.type, r.sentence - c.first_sentence, r.start, r.stop FROM report r JOIN coding c ON c.id = r.coding"
                              " JOIN document d ON d.current = r.coding JOIN event v ON v.id = r.event WHERE r.event = coalesce((SELECT id FROM event WHERE key = ?1),"
                              " (SELECT event FROM report WHERE key = ?1 LIMIT 1)) ORDER BY d.published, r.id LIMIT 1";
    sqlite3_stmt *x = asked(q, sql);
    if (!x)
        return false;
    sqlite3_bind_text(x, 1, q->at[0], -1, SQLITE_STATIC);
    if (sqlite3_step(x) != SQLITE_ROW) {
        fault_set(&q->fault, 404, "id", "no event '%.80s'", q->at[0]);
        return false;
    }
    *t = (told){.report = sqlite3_column_int64(x, 0), .coding = sqlite3_column_int64(x, 1), .sentence_row = sqlite3_column_int64(x, 2), .sentence = sqlite3_column_int(x, 7),
                .start = sqlite3_column_int(x, 8), .stop = sqlite3_column_int(x, 9)};
    snprintf(t->event, sizeof t->event, "%s", text_of(x, 3));
    snprintf(t->key, sizeof t->key, "%s", text_of(x, 4));
    snprintf(t->rule, sizeof t->rule, "%s", text_of(x, 5));
    snprintf(t->type, sizeof t->type, "%s", text_of(x, 6));
    return true;
}

static bool put_reports(ask *q, const told *t)
{
    enum { MOST = 50 };
    static const char sql[] = "SELECT r.id FROM report r JOIN document d ON d.current = r.coding JOIN event v ON v.id = r.event WHERE v.key = ?1 ORDER BY d.published, r.id LIMIT 50";
    int64_t ids[MOST];
    uint32_t n = 0;
    out o = {.b = q->out, .format = F_JSON};
    bool good = true;
    sqlite3_stmt *x = asked(q, sql);
    if (!x)
        return false;
    sqlite3_bind_text(x, 1, t->event, -1, SQLITE_STATIC);
    while (n < MOST && sqlite3_step(x) == SQLITE_ROW)
        ids[n++] = sqlite3_column_int64(x, 0);
    buffer_puts(q->out, ",\"reports\":[");
    for (uint32_t i = 0; i < n && good; i++)
        good = put_report(q, &o, ids[i], n, 1);
    buffer_puts(q->out, "]");
    return good;
}

static bool put_merges(ask *q, const told *t)
{
    static const char sql[] = "SELECT report, with_report, score, reasons FROM merges WHERE event_id = ?1 LIMIT 50";
    sqlite3_stmt *x = asked(q, sql);
    bool some = false;
    if (!x)
        return false;
    sqlite3_bind_text(x, 1, t->event, -1, SQLITE_STATIC);
    buffer_puts(q->out, ",\"merges\":[");
    while (sqlite3_step(x) == SQLITE_ROW) {
        buffer_puts(q->out, some ? ",{\"report\":" : "{\"report\":");
        some = true;
        put_json(q->out, str_of(text_of(x, 0)));
        buffer_puts(q->out, ",\"with_report\":");
        put_json(q->out, str_of(text_of(x, 1)));
        buffer_printf(q->out, ",\"score\":%.3f,\"reasons\":%s}", sqlite3_column_double(x, 2), text_of(x, 3)[0] == '{' ? text_of(x, 3) : "{}");
    }
    buffer_puts(q->out, "]");
    return true;
}

static bool put_sentence(ask *q, const told *t)
{
    static const char sql[] = "SELECT s.number, substr(d.text, s.start + 1, s.stop - s.start), s.start, s.stop, s.verdict FROM sentence s JOIN coding c ON c.id = s.coding"
                              " JOIN document d ON d.id = c.document WHERE s.id = ?1";
    sqlite3_stmt *x = asked(q, sql);
    if (!x)
        return false;
    sqlite3_bind_int64(x, 1, t->sentence_row);
    if (sqlite3_step(x) != SQLITE_ROW) {
        fault_set(&q->fault, 503, "", "the store changed while this was answered; ask again");
        return false;
    }
    buffer_printf(q->out, ",\"sentence\":{\"number\":%d,\"text\":", sqlite3_column_int(x, 0));
    put_json(q->out, str_of(text_of(x, 1)));
    buffer_printf(q->out, ",\"start\":%d,\"end\":%d,\"verdict\":\"%s\"}", sqlite3_column_int(x, 2), sqlite3_column_int(x, 3), text_of(x, 4));
    return true;
}

/* Is the event still coded, by today's knowledge: the same category on the same words? */
static bool still_coded(ask *q, const told *t)
{
    const casus_doc *d = q->w->doc;
    offsets points = offsets_of((document *)q->w->doc);
    for (uint32_t i = 0; i < d->n_events; i++)
        if (strcmp(casus_name(q->v->explainer, d, d->events[i].type), t->type) == 0 && (int)offsets_at(&points, d->events[i].text.begin) < t->stop && (int)offsets_at(&points, d->events[i].text.end) > t->start)
            return true;
    return false;
}

void answer_event(ask *q)
{
    told t;
    out o = {.b = q->out, .format = F_JSON};
    paper *p = calloc(1, sizeof *p);
    buffer_puts(q->out, "{\"event\":");
    if (p && find_event(q, &t) && put_report(q, &o, t.report, 1, 1) && put_reports(q, &t) && put_merges(q, &t) && put_sentence(q, &t)) {
        put_rule(q, t.rule);
        if (read_again(q, t.coding, p)) {
            put_notes(q, "notes", q->w->doc, (casus_ref)t.sentence);
            buffer_printf(q->out, ",\"still\":%s}\n", still_coded(q, &t) ? "true" : "false");
        }
        paper_free(p);
    }
    free(p);
}

/* ---- an article ---- */

static void trim_line(buffer *b)
{
    while (b->n && b->p[b->n - 1] == '\n')
        b->n--;
}

static bool put_keys(ask *q, int64_t coding)
{
    static const char sql[] = "SELECT r.key, coalesce(v.key, '') FROM report r LEFT JOIN event v ON v.id = r.event WHERE r.coding = ?1 ORDER BY r.number";
    sqlite3_stmt *x = asked(q, sql);
    bool some = false;
    if (!x)
        return false;
    sqlite3_bind_int64(x, 1, coding);
    buffer_puts(q->out, ",\"events\":[");
    while (sqlite3_step(x) == SQLITE_ROW) {
        buffer_printf(q->out, "%s{\"report\":\"%s\",\"event\":\"%s\"}", some ? "," : "", text_of(x, 0), text_of(x, 1));
        some = true;
    }
    buffer_puts(q->out, "]");
    return true;
}

static bool put_reading(ask *q, int64_t coding, paper *p)
{
    casus_error err = {0};
    if (store_load(q->w->s, coding, p, &err) != 0)
        return store_failed(q, &err);
    buffer_puts(q->out, ",\"text\":");
    put_json(q->out, (str){p->d.doc.text, p->d.doc.n_text});
    buffer_puts(q->out, ",\"record\":");
    if (!q->reading_now) {
        view_read(&p->d, q->out);
        trim_line(q->out);
        buffer_puts(q->out, ",\"notes\":[]");
        return true;
    }
    casus_article a;
    store_article(p, &a);
    if (casus_analyze(q->v->explainer, q->w->doc, &a, &err) != 0) {
        fault_set(&q->fault, 422, "", "%s", err.message);
        return false;
    }
    view_read((document *)q->w->doc, q->out);
    trim_line(q->out);
    put_notes(q, "notes", q->w->doc, CASUS_NONE);
    return true;
}

void answer_document(ask *q)
{
    static const char sql[] = "SELECT current FROM document WHERE id = ?1 AND current IS NOT NULL";
    char *end;
    unsigned long number = strtoul(q->at[0], &end, 10);
    out o = {.b = q->out, .format = F_JSON};
    sqlite3_stmt *x = asked(q, sql);
    if (!x)
        return;
    sqlite3_bind_int64(x, 1, *end || number > UINT32_MAX ? -1 : (int64_t)number);
    if (sqlite3_step(x) != SQLITE_ROW) {
        fault_set(&q->fault, 404, "id", "no document '%.40s'", q->at[0]);
        return;
    }
    int64_t coding = sqlite3_column_int64(x, 0);
    paper *p = calloc(1, sizeof *p);
    buffer_puts(q->out, "{\"document\":");
    if (p && put_article(q, &o, (uint32_t)number)) {
        if (put_reading(q, coding, p) && put_keys(q, coding))
            buffer_printf(q->out, ",\"reading\":\"%s\"}\n", q->reading_now ? "now" : "stored");
        paper_free(p);
    }
    free(p);
}

/* ---- a pair ---- */

static bool put_categories(ask *q, const col_selection *s)
{
    casus_error err = {0};
    col_table t;
    bool some = false;
    if (columns_count(q->c, s, COL_BY_KIND, NULL, &t, &err) != CASUS_OK)
        return store_failed(q, &err);
    buffer_puts(q->out, ",\"categories\":[");
    for (uint32_t i = 0; i < t.n; i++) {
        buffer_printf(q->out, "%s{\"event\":\"%s\",\"events\":%u}", some ? "," : "", col_name(&q->c->lists[COL_EVENTS].kinds, (uint32_t)t.at[i].key), t.at[i].events);
        some = true;
    }
    buffer_puts(q->out, "]");
    col_table_free(&t);
    return true;
}

static bool put_direction(ask *q, const char *key, const char *a, const char *b, const col_filter *base)
{
    casus_error err = {0};
    col_selection s;
    col_table t;
    col_filter f = *base;
    out o = {.b = q->out, .format = F_JSON, .first = true};
    f.actor = a;
    f.recipient = b;
    if (columns_select(q->c, COL_EVENTS, &f, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    buffer_printf(q->out, ",\"%s\":{\"actor\":", key);
    put_json(q->out, str_of(a));
    buffer_puts(q->out, ",\"recipient\":");
    put_json(q->out, str_of(b));
    bool good = columns_count(q->c, &s, COL_BY_ALL, NULL, &t, &err) == CASUS_OK || store_failed(q, &err);
    if (good) {
        buffer_puts(q->out, ",\"counts\":{");
        put_counts(&o, col_table_find(&t, 0));
        buffer_puts(q->out, "}");
        col_table_free(&t);
        good = put_categories(q, &s) && put_series(q, "series", &f, q->by, &s);
        buffer_puts(q->out, "}");
    }
    col_selection_free(&s);
    return good;
}

/* The latest of both directions: events of a to b, then of b to a, as many of each. */
static bool put_both(ask *q, const char *key, col_list list, const char *a, const char *b, uint32_t most)
{
    casus_error err = {0};
    out o = {.b = q->out, .format = F_JSON};
    bool good = true;
    buffer_printf(q->out, ",\"%s\":[", key);
    for (int turn = 0; turn < 2 && good; turn++) {
        col_selection s;
        col_filter f = q->f;
        f.status = NULL;
        f.actor = turn ? b : a;
        f.recipient = turn ? a : b;
        if (columns_select(q->c, list, &f, q->w->s, &s, &err) != CASUS_OK)
            return store_failed(q, &err);
        for (uint32_t i = 0; i < s.n && i < most && good; i++)
            good = list == COL_EVENTS ? put_event(q, &o, &s, s.n - 1 - i) : list == COL_STATEMENTS ? put_statement(q, &o, col_first(&s, s.n - 1 - i)->key) : put_meeting(q, &o, col_first(&s, s.n - 1 - i)->key, s.hits[s.n - 1 - i].n);
        col_selection_free(&s);
        if (list == COL_MEETINGS)
            break; /* a meeting has no direction */
    }
    buffer_puts(q->out, "]");
    return good;
}

static char *upper(ask *q, const char *code)
{
    char *made = arena_copy(&q->memory, code, strlen(code));
    for (char *p = made; *p; p++)
        *p = (char)(*p >= 'a' && *p <= 'z' ? *p - 32 : *p);
    return made;
}

void answer_dyad(ask *q)
{
    const char *a = upper(q, q->at[0]), *b = upper(q, q->at[1]);
    buffer_puts(q->out, "{\"a\":");
    put_json(q->out, str_of(a));
    buffer_puts(q->out, ",\"b\":");
    put_json(q->out, str_of(b));
    if (put_direction(q, "forward", a, b, &q->f) && put_direction(q, "backward", b, a, &q->f) && put_both(q, "latest", COL_EVENTS, a, b, 10) &&
        put_both(q, "statements", COL_STATEMENTS, a, b, 10) && put_both(q, "meetings", COL_MEETINGS, a, b, 20))
        buffer_puts(q->out, "}\n");
}
