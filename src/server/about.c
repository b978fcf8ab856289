/* What was read and skipped, by what, how well: coverage and methods. */
#include "server/inside.h"

#include "analysis/analysis.h"

#include <stdlib.h>

const char *verdict_meaning(const char *verdict)
{
    static const char *const list[][2] = { /* docs/verdicts.md, a line each */
        {"coded", "at least one event was coded from it"},
        {"no_event_word", "none of its words begins a pattern"},
        {"no_actor", "there is an event word, and nobody in the sentence who could act"},
        {"no_pattern", "there are an event word and an actor, and no pattern fits them"},
        {"not_political", "a pattern fitted that says this is no politics: sport, film, weather, markets, an idiom"},
        {"boilerplate", "the words belong to the page, not to the story"},
        {"statement_only", "somebody's position was read from it, and no event"},
        {"not_english", "the document is not in English"},
        {"headline_repeat", "it says again what the headline said"},
        {"negated", "the act is denied"},
        {"background", "it is told as background"},
    };
    for (size_t i = 0; i < sizeof list / sizeof *list; i++)
        if (strcmp(list[i][0], verdict) == 0)
            return list[i][1];
    return "";
}

static const char *cell(sqlite3_stmt *x, int i)
{
    const unsigned char *p = sqlite3_column_text(x, i);
    return p ? (const char *)p : "";
}

/* Rows as an array of objects, their columns' names the keys; numbers stay numbers. */
static bool put_rows(ask *q, const char *key, const char *sql)
{
    casus_error err = {0};
    sqlite3_stmt *x = worker_ask(q->w, sql);
    bool some = false;
    if (!x) {
        store_fault(q->w->s, &err);
        return store_failed(q, &err);
    }
    buffer_printf(q->out, ",\"%s\":[", key);
    while (sqlite3_step(x) == SQLITE_ROW) {
        out o = {.b = q->out, .format = F_JSON, .first = true};
        buffer_puts(q->out, some ? ",{" : "{");
        some = true;
        for (int i = 0; i < sqlite3_column_count(x); i++)
            if (sqlite3_column_type(x, i) == SQLITE_INTEGER)
                out_int(&o, sqlite3_column_name(x, i), sqlite3_column_int64(x, i));
            else
                out_str(&o, sqlite3_column_name(x, i), cell(x, i));
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    return true;
}

/* ---- coverage ---- */

static bool put_days(ask *q)
{
    casus_error err = {0};
    col_selection s;
    col_table t;
    bool some = false;
    if (columns_select(q->c, COL_DOCUMENTS, &(col_filter){0}, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    bool good = columns_count(q->c, &s, COL_BY_PERIOD, "day", &t, &err) == CASUS_OK || store_failed(q, &err);
    buffer_puts(q->out, ",\"days\":[");
    for (int32_t day = q->c->oldest; good && q->c->oldest != COL_NO_DAY && day <= q->c->newest; day++) {
        char room[12];
        const col_count *n = col_table_find(&t, (uint64_t)((int64_t)day + INT32_MAX));
        if (!n)
            continue;
        day_text(day, room);
        buffer_printf(q->out, "%s{\"day\":\"%s\",\"documents\":%u}", some ? "," : "", room, n->events);
        some = true;
    }
    buffer_puts(q->out, "]");
    if (good)
        col_table_free(&t);
    col_selection_free(&s);
    return good;
}

void answer_coverage(ask *q)
{
    const columns *c = q->c;
    out o = {.b = q->out, .format = F_JSON, .first = true};
    buffer_puts(q->out, "{");
    out_str(&o, "made", c->made);
    out_day(&o, "newest", c->newest);
    out_day(&o, "oldest", c->oldest);
    out_int(&o, "documents", c->documents_there);
    out_int(&o, "undated", c->undated);
    out_int(&o, "copies", c->copies);
    out_int(&o, "with_events", c->with_events);
    out_int(&o, "sentences", (int64_t)c->sentences);
    out_int(&o, "events", c->lists[COL_EVENTS].n_groups);
    out_int(&o, "reports", c->lists[COL_EVENTS].n);
    out_int(&o, "statements", c->lists[COL_STATEMENTS].n_groups);
    out_int(&o, "figures", c->lists[COL_FIGURES].n_groups);
    out_int(&o, "meetings", c->lists[COL_MEETINGS].n_groups);
    buffer_puts(q->out, ",\"verdicts\":[");
    for (uint32_t i = 0; i < c->verdicts.n && i < 64; i++) {
        buffer_puts(q->out, i ? ",{\"verdict\":" : "{\"verdict\":");
        put_json(q->out, str_of(col_name(&c->verdicts, i)));
        buffer_printf(q->out, ",\"sentences\":%llu,\"meaning\":", (unsigned long long)c->verdict_counts[i]);
        put_json(q->out, str_of(verdict_meaning(col_name(&c->verdicts, i))));
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    if (put_days(q) && put_rows(q, "feeds", "SELECT url, coalesce(next, '') AS next, failures, message FROM feeds ORDER BY url"))
        buffer_printf(q->out, ",\"version\":%llu,\"refreshing\":%s}\n", (unsigned long long)c->version, q->v->refreshing ? "true" : "false");
}

/* ---- methods ---- */

static bool put_categories(ask *q)
{
    casus_error err = {0};
    col_selection s;
    col_table t;
    const col_rows *l = &q->c->lists[COL_EVENTS];
    if (columns_select(q->c, COL_EVENTS, &(col_filter){0}, q->w->s, &s, &err) != CASUS_OK)
        return store_failed(q, &err);
    bool good = columns_count(q->c, &s, COL_BY_KIND, NULL, &t, &err) == CASUS_OK || store_failed(q, &err);
    buffer_puts(q->out, ",\"categories\":[");
    for (uint32_t k = 0; good && k < l->kinds.n; k++) {
        const char *name = col_name(&l->kinds, k);
        const col_count *n = col_table_find(&t, k);
        plover p = {0};
        out o = {.b = q->out, .format = F_JSON, .first = true};
        bool known = knowledge_plover(q->v->known, symtab_find(q->v->names, name, strlen(name)), 0, &p);
        buffer_puts(q->out, k ? ",{" : "{");
        out_str(&o, "event", name);
        out_int(&o, "quad_code", known ? p.quad : 0);
        out_int(&o, "events", n ? n->events : 0);
        out_str(&o, "cameo", known ? symtab_name(q->v->names, p.cameo) : "");
        if (known)
            out_real(&o, "event_scale", (double)p.score, 1);
        else
            out_null(&o, "event_scale");
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    if (good)
        col_table_free(&t);
    col_selection_free(&s);
    return good;
}

/* Entries of each file, how many of its lines coded something here, and how often. */
static bool put_knowledge(ask *q)
{
    enum { MOST = 200 };
    struct {
        char name[80];
        long lines, used, events;
    } *files = calloc(MOST, sizeof *files);
    uint32_t n = 0;
    casus_error err = {0};
    char folder[1100];
    snprintf(folder, sizeof folder, "%s/knowledge", q->v->o->data);
    char **names = files ? file_list(&q->memory, folder, ".txt", &err) : NULL;
    for (; names && *names && n < MOST; names++, n++) {
        size_t size;
        char *text = file_read(arena_printf(&q->memory, "%s/%s", folder, *names), &size, &err);
        snprintf(files[n].name, sizeof files[n].name, "%.79s", *names);
        for (str rest = {text, text ? size : 0}; rest.p && rest.n;) {
            str line = str_cut(&rest, "\n");
            files[n].lines += line.n && line.p[0] != '#' && line.p[0] != '+' && line.p[0] != '*';
        }
        free(text);
    }
    for (uint32_t r = 0; r < q->c->rules.n; r++) {
        const char *rule = q->c->rules.at[r];
        size_t of_file = strcspn(rule, ":");
        for (uint32_t i = 0; i < n; i++)
            if (strlen(files[i].name) == of_file && strncmp(files[i].name, rule, of_file) == 0)
                files[i].used++, files[i].events += q->c->rule_counts[r];
    }
    buffer_puts(q->out, ",\"knowledge\":[");
    for (uint32_t i = 0; i < n; i++) {
        buffer_puts(q->out, i ? ",{\"file\":" : "{\"file\":");
        put_json(q->out, str_of(files[i].name));
        buffer_printf(q->out, ",\"entries\":%ld,\"used\":%ld,\"events\":%ld}", files[i].lines, files[i].used, files[i].events);
    }
    buffer_puts(q->out, "]");
    free(files);
    return true;
}

typedef struct score_row {
    str date, commit, measure, value, unit, command;
} score_row;

/* The newest row of each measure of bench/scores.csv, where it lies beside the knowledge. */
static void put_scores(ask *q)
{
    enum { MOST = 400 };
    char path[1100];
    size_t size;
    casus_error err;
    uint32_t n = 0;
    snprintf(path, sizeof path, "%s/bench/scores.csv", q->v->o->data);
    char *text = file_read(path, &size, &err);
    score_row *rows = text ? calloc(MOST, sizeof *rows) : NULL;
    str rest = {text, text ? size : 0};
    if (rest.p)
        str_cut(&rest, "\n"); /* the header */
    while (rows && rest.p && rest.n) {
        str line = str_cut(&rest, "\n");
        score_row r = {.date = str_cut(&line, ",")};
        r.commit = str_cut(&line, ","), r.measure = str_cut(&line, ","), r.value = str_cut(&line, ","), r.unit = str_cut(&line, ",");
        r.command = line.p ? line : str_of("");
        uint32_t i = 0;
        while (i < n && !(rows[i].measure.n == r.measure.n && memcmp(rows[i].measure.p, r.measure.p, r.measure.n) == 0))
            i++;
        if (i < MOST && r.measure.n)
            rows[i] = r, n = i == n ? n + 1 : n;
    }
    buffer_puts(q->out, ",\"scores\":[");
    for (uint32_t i = 0; i < n; i++) {
        out o = {.b = q->out, .format = F_JSON, .first = true};
        buffer_puts(q->out, i ? ",{" : "{");
        out_text(&o, "date", rows[i].date);
        out_text(&o, "commit", rows[i].commit);
        out_text(&o, "measure", rows[i].measure);
        out_text(&o, "value", rows[i].value);
        out_text(&o, "unit", rows[i].unit);
        str command = rows[i].command;
        if (command.n > 1 && command.p[0] == '"')
            command = (str){command.p + 1, command.n - 2};
        out_text(&o, "command", command);
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    free(rows);
    free(text);
}

void answer_methods(ask *q)
{
    buffer_printf(q->out, "{\"casus\":\"%s\",\"store_version\":%d", casus_version(), STORE_VERSION);
    if (!put_rows(q, "runs", "SELECT id, kind, started, coalesce(finished, '') AS finished, casus, knowledge, model, options, documents FROM runs ORDER BY id DESC LIMIT 100") || !put_categories(q))
        return;
    buffer_puts(q->out, ",\"verdicts\":[");
    for (uint32_t i = 0; i < q->c->verdicts.n; i++) {
        buffer_puts(q->out, i ? ",{\"verdict\":" : "{\"verdict\":");
        put_json(q->out, str_of(col_name(&q->c->verdicts, i)));
        buffer_puts(q->out, ",\"meaning\":");
        put_json(q->out, str_of(verdict_meaning(col_name(&q->c->verdicts, i))));
        buffer_puts(q->out, "}");
    }
    buffer_puts(q->out, "]");
    if (put_knowledge(q)) {
        put_scores(q);
        buffer_puts(q->out, "}\n");
    }
}
