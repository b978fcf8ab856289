/* The dictionaries: what a phrase means on a day, who held an office, and how often each line was used. */
#include "server/inside.h"

#include <stdlib.h>

enum { MOST_WORDS = 64, MOST_TENURES = 60 };

static const char *name_of(const ask *q, casus_sym s)
{
    return symtab_name(q->v->names, s);
}

static void put_date8(buffer *b, const char *key, int32_t date)
{
    buffer_printf(b, ",\"%s\":\"", key);
    if (date)
        put_date(b, date, 'd');
    buffer_puts(b, "\"");
}

static void put_entry(ask *q, const entry *e, const phrase_hit *h, uint32_t first)
{
    static const char *const kinds[] = {"", "country", "person", "body", "group", "agency", "role", "place"};
    static const char *const as[] = {"", "name", "adjective", "people", "capital", "seat", "short name", "noun"};
    bool former = false;
    const tenure *t = entry_on(e, q->date, &former);
    const char *country = t && t->country ? name_of(q, t->country) : "", *sector = t && t->sector ? (former && e->kind == ENTRY_PERSON ? "ELI" : name_of(q, t->sector)) : "";
    char code[40];
    out o = {.b = q->out, .format = F_JSON, .first = true};
    snprintf(code, sizeof code, "%s%s", country, sector);
    buffer_puts(q->out, "{");
    out_str(&o, "name", name_of(q, e->name));
    out_str(&o, "kind", kinds[e->kind]);
    out_str(&o, "matched_as", h->name < sizeof as / sizeof *as ? as[h->name] : "");
    out_str(&o, "code", code);
    out_str(&o, "country", country);
    out_str(&o, "sector", sector);
    out_str(&o, "title", t && t->title ? name_of(q, t->title) : "");
    out_bool(&o, "former", former);
    put_date8(q->out, "from", t ? t->from : 0);
    put_date8(q->out, "until", t ? t->until : 0);
    if (e->has_point) {
        out_real(&o, "lat", (double)e->lat, 4);
        out_real(&o, "lon", (double)e->lon, 4);
    } else {
        out_null(&o, "lat");
        out_null(&o, "lon");
    }
    out_int(&o, "words", h->length);
    out_int(&o, "first_word", first);
    out_str(&o, "rule", name_of(q, e->rule));
    buffer_puts(q->out, "}");
}

void answer_knowledge(ask *q)
{
    casus_sym norms[MOST_WORDS];
    uint32_t n = 0, covered = 0;
    char folded[400];
    bool some = false;
    if (!q->phrase) {
        fault_set(&q->fault, 400, "phrase", "phrase: a phrase is wanted");
        return;
    }
    for (str rest = str_of(q->phrase); rest.p && n < MOST_WORDS;) {
        str one = str_cut(&rest, " ");
        if (one.n && one.n < 120)
            norms[n++] = symtab_find(q->v->names, folded, str_fold(one.p, one.n, folded));
    }
    buffer_puts(q->out, "{\"phrase\":");
    put_json(q->out, str_of(q->phrase));
    put_date8(q->out, "date", q->date);
    buffer_puts(q->out, ",\"items\":[");
    for (uint32_t i = 0; i < n; i++) {
        phrase_hit *h = norms[i] ? phrase_find(q->v->known, &q->memory, norms + i, n - i) : NULL;
        uint32_t longest = h ? h->length : 0;
        if (i + longest <= covered)
            continue;
        for (; h && h->length == longest; h = h->next) {
            buffer_puts(q->out, some ? ",\n" : "");
            put_entry(q, knowledge_entry(q->v->known, h->entry), h, i);
            some = true;
        }
        covered = i + longest;
    }
    buffer_puts(q->out, "]}\n");
}

/* Persons of this country (and sector), each office with its days. */
void put_tenures(ask *q, const char *key, const char *code)
{
    casus_sym country = symtab_find(q->v->names, code, 3), sector = strlen(code) > 3 ? symtab_find(q->v->names, code + 3, strlen(code + 3)) : 0;
    int n = 0;
    buffer_printf(q->out, ",\"%s\":[", key);
    for (uint32_t i = 0; country && i < knowledge_entries(q->v->known) && n < MOST_TENURES; i++) {
        const entry *e = knowledge_entry(q->v->known, i);
        for (uint32_t k = 0; e->kind == ENTRY_PERSON && k < e->n_tenures && n < MOST_TENURES; k++) {
            const tenure *t = &e->tenures[k];
            if (t->country != country || (sector && t->sector != sector) || !t->title)
                continue;
            buffer_puts(q->out, n++ ? ",{\"name\":" : "{\"name\":");
            put_json(q->out, str_of(name_of(q, e->name)));
            buffer_printf(q->out, ",\"kind\":\"person\",\"code\":\"%s%s\",\"country\":\"%s\",\"sector\":\"%s\",\"title\":", name_of(q, t->country), name_of(q, t->sector), name_of(q, t->country),
                          name_of(q, t->sector));
            put_json(q->out, str_of(name_of(q, t->title)));
            put_date8(q->out, "from", t->from);
            put_date8(q->out, "until", t->until);
            buffer_puts(q->out, ",\"rule\":");
            put_json(q->out, str_of(name_of(q, e->rule)));
            buffer_puts(q->out, "}");
        }
    }
    buffer_puts(q->out, "]");
}

/* ---- a file, line by line ---- */

/* Reports each line of the file coded. */
static uint32_t *usage_of(ask *q, const char *file, uint32_t lines)
{
    static const char sql[] = "SELECT r.rule, count(*) FROM report r JOIN document d ON d.current = r.coding WHERE r.rule GLOB ?1 || ':*' GROUP BY r.rule";
    uint32_t *used = ARENA_ARRAY(&q->memory, uint32_t, lines + 2);
    sqlite3_stmt *x = worker_ask(q->w, sql);
    if (!x)
        return used;
    sqlite3_bind_text(x, 1, file, -1, SQLITE_STATIC);
    while (sqlite3_step(x) == SQLITE_ROW) {
        const char *rule = (const char *)sqlite3_column_text(x, 0), *colon = rule ? strrchr(rule, ':') : NULL;
        unsigned long line = colon ? strtoul(colon + 1, NULL, 10) : 0;
        if (line && line <= lines)
            used[line] = (uint32_t)sqlite3_column_int64(x, 1);
    }
    return used;
}

/* Letters, digits, '-', '/', one ".txt" at the end: a file of the knowledge folder and no other. */
static bool good_name(const char *file)
{
    size_t n = strlen(file);
    return n > 4 && strcmp(file + n - 4, ".txt") == 0 && file[0] != '/' && strspn(file, "abcdefghijklmnopqrstuvwxyz0123456789-/") == n - 4;
}

void answer_knowledge_file(ask *q)
{
    char path[1200];
    size_t n;
    casus_error err;
    snprintf(path, sizeof path, "%s/knowledge/%.100s", q->v->o->data, q->file ? q->file : "");
    char *text = q->file && good_name(q->file) ? file_read(path, &n, &err) : NULL;
    if (!text) {
        fault_set(&q->fault, q->file ? 404 : 400, "file", "file: no dictionary '%.100s'", q->file ? q->file : "");
        return;
    }
    uint32_t lines = 0;
    for (size_t i = 0; i < n; i++)
        lines += text[i] == '\n';
    const uint32_t *used = usage_of(q, q->file, lines + 1);
    buffer_puts(q->out, "{\"file\":");
    put_json(q->out, str_of(q->file));
    buffer_puts(q->out, ",\"lines\":[");
    uint32_t line = 1;
    for (str rest = {text, n}; rest.p && line <= lines; line++) {
        str one = str_cut(&rest, "\n");
        buffer_printf(q->out, "%s{\"line\":%u,\"text\":", line > 1 ? ",\n" : "", line);
        put_json(q->out, one.p ? one : str_of(""));
        buffer_printf(q->out, ",\"events\":%u}", used[line]);
    }
    buffer_puts(q->out, "]}\n");
    free(text);
}
