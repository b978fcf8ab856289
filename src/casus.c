/* The public functions. casus_analyze shows all rooms. */
#include "casus.h"

#include "event/event.h"
#include "ledger/ledger.h"
#include "syntax/conllu.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>

#ifndef CASUS_VERSION
#define CASUS_VERSION "0.0.0"
#endif

enum { DEFAULT_MAX_BYTES = 16 * 1024 * 1024, ARENA_PER_BYTE = 400, ARENA_BASE = 16 * 1024 * 1024, ARENA_MOST = 1536 * 1024 * 1024 }; /* a laptop's memory */

struct casus {
    arena memory; /* names */
    symtab *names;
    knowledge *knowledge;
    syntax *syntax;
    casus_options options;
};

const char *casus_version(void)
{
    return CASUS_VERSION;
}

casus *casus_open(const char *dir, const casus_options *options, casus_error *err)
{
    char path[1024];
    casus *c = calloc(1, sizeof *c);
    if (!c) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    if (options)
        c->options = *options;
    c->names = symtab_new(&c->memory, NULL);
    c->knowledge = knowledge_open(dir, c->options.layer, c->names, NULL, NULL, err);
    snprintf(path, sizeof path, "%s/models/english.model", c->options.models ? c->options.models : dir);
    if (c->knowledge)
        c->syntax = syntax_open(path, c->names, err);
    if (c->syntax)
        syntax_use_knowledge(c->syntax, c->knowledge);
    c->options.layer = c->options.models = NULL; /* the caller's */
    if (!c->syntax) {
        casus_close(c);
        return NULL;
    }
    return c;
}

void casus_close(casus *c)
{
    if (!c)
        return;
    syntax_close(c->syntax);
    knowledge_close(c->knowledge);
    arena_free(&c->memory);
    free(c);
}

int casus_check(const char *dir, const char *layer, casus_sink *sink, void *user, casus_error *err)
{
    arena a = {0};
    buffer faults = {0};
    uint32_t n = 0;
    knowledge *k = knowledge_open(dir, layer, symtab_new(&a, NULL), &faults, &n, err);
    int result = k ? (int)n : CASUS_EFILE;
    if (k && faults.n && sink(user, faults.p, faults.n) != 0)
        result = error_set(err, CASUS_EFILE, "the output could not be written");
    if (k && faults.failed)
        result = error_set(err, CASUS_ENOMEM, "out of memory");
    knowledge_close(k);
    buffer_free(&faults);
    arena_free(&a);
    return result;
}

casus_doc *casus_doc_new(void)
{
    document *d = calloc(1, sizeof *d);
    return d ? &d->doc : NULL;
}

void casus_doc_free(casus_doc *doc)
{
    document *d = (document *)doc;
    if (!d)
        return;
    arena_free(&d->memory);
    free(d);
}

/* The dateline is no part of what the sentence says: the rest is parsed as if it stood alone. */
static void parse_sentence(const casus *c, document *d, casus_ref i)
{
    casus_sentence *s = &d->doc.sentences[i];
    if (!c->options.plain_syntax)
        syntax_dateline(c->knowledge, d, i);
    s->first += s->dateline, s->count -= s->dateline;
    if (c->options.plain_syntax)
        syntax_parse(c->syntax, d, i);
    else
        syntax_parse_names(c->syntax, c->knowledge, d, i);
    syntax_names(c->syntax, d, i);
    syntax_mend_lemmas(d, i);
    syntax_mend_trees(d, i);
    s->first -= s->dateline, s->count += s->dateline;
    if (s->dateline)
        syntax_hang_dateline(d, i);
}

/* The sentences of the story, or those that are set aside. */
static void parse_sentences(const casus *c, document *d, bool aside)
{
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        unsigned v = d->doc.sentences[i].verdict;
        if ((v == CASUS_V_BOILERPLATE || v == CASUS_V_NOT_ENGLISH) == aside)
            parse_sentence(c, d, i);
    }
}

/* All rooms, in their order. Each reads what the earlier ones left and adds its own arrays. */
static void read_story(const casus *c, document *d)
{
    measure_read(d, c->knowledge);
    mention_read(d, c->knowledge);
    event_read(d, c->knowledge);
    statement_read(d, c->knowledge);
    figure_read(d, c->knowledge);
    meeting_read(d, c->knowledge);
}

/* What is set aside is parsed last, when asked: nothing that was read may depend on it. */
static void read_document(const casus *c, document *d, const casus_article *article)
{
    text_read(d, article);
    parse_sentences(c, d, false);
    if (!c->options.syntax_only)
        read_story(c, d);
    if (d->parse_all)
        parse_sentences(c, d, true);
}

static size_t article_bytes(const casus_article *a)
{
    size_t n = a->text ? (a->n_text ? a->n_text : strlen(a->text)) : 0;
    for (size_t i = 0; a->sentences && i < a->n_sentences; i++)
        n += strlen(a->sentences[i]);
    return n + (a->title ? strlen(a->title) : 0);
}

static const char *copy_or_empty(arena *a, const char *s)
{
    return s ? arena_copy(a, s, strlen(s)) : "";
}

static void document_begin(const casus *c, document *d, const casus_article *a, size_t n)
{
    d->doc = (casus_doc){0};
    arena_reset(&d->memory);
    d->memory.limit = n < (ARENA_MOST - ARENA_BASE) / ARENA_PER_BYTE ? ARENA_BASE + n * ARENA_PER_BYTE : ARENA_MOST;
    d->memory.on_full = &d->full;
    d->keep_notes = c->options.notes;
    d->keep_acts = c->options.acts;
    d->parse_all = c->options.parse_all;
    d->names = symtab_new(&d->memory, c->names);
    d->doc.id = copy_or_empty(&d->memory, a->id);
    d->doc.title = copy_or_empty(&d->memory, a->title);
    d->doc.url = copy_or_empty(&d->memory, a->url);
    d->doc.source = copy_or_empty(&d->memory, a->source);
    d->doc.date = date_valid(a->date) ? a->date : 0;
}

/* Run work(arg); when the arena is full it jumps back here. Nothing that changes lives across the jump. */
static int guarded(document *d, void (*work)(void *), void *arg, casus_error *err)
{
    if (setjmp(d->full))
        return error_set(err, CASUS_ENOMEM, "the document needs more than %zu MB of memory, its limit", d->memory.limit >> 20);
    work(arg);
    return CASUS_OK;
}

typedef struct reading_task {
    const casus *c;
    document *d;
    const casus_article *article;
    size_t bytes;
} reading_task;

static void run_reading(void *arg)
{
    reading_task *t = arg;
    document_begin(t->c, t->d, t->article, t->bytes);
    read_document(t->c, t->d, t->article);
}

int casus_analyze(const casus *c, casus_doc *doc, const casus_article *article, casus_error *err)
{
    document *d = (document *)doc;
    size_t limit = c->options.max_bytes ? c->options.max_bytes : DEFAULT_MAX_BYTES, n = article_bytes(article);
    if (n > limit)
        return error_set(err, CASUS_ENOMEM, "the document has %zu bytes, the limit is %zu", n, limit);
    reading_task t = {.c = c, .d = d, .article = article, .bytes = n};
    int code = guarded(d, run_reading, &t, err);
    if (code != CASUS_OK)
        d->doc = (casus_doc){.text = "", .id = "", .title = "", .url = "", .source = ""};
    return code;
}

typedef struct relate_task {
    const casus *c;
    document *d;
    casus_span actor, recipient;
    casus_relation *out;
} relate_task;

static void run_relate(void *arg)
{
    relate_task *t = arg;
    event_relate(t->d, t->c->knowledge, t->actor, t->recipient, t->out);
}

int casus_relate(const casus *c, casus_doc *doc, casus_span actor, casus_span recipient, casus_relation *out, casus_error *err)
{
    relate_task t = {.c = c, .d = (document *)doc, .actor = actor, .recipient = recipient, .out = out};
    return guarded(t.d, run_relate, &t, err);
}

const char *casus_name(const casus *c, const casus_doc *doc, casus_sym sym)
{
    const document *d = (const document *)doc;
    return symtab_name(d && d->names ? d->names : c->names, sym);
}

/* ---- the closed lists ---- */

static const char *name_in(const char *const *list, size_t n, unsigned i)
{
    return i < n ? list[i] : "";
}
#define NAME_IN(list, i) name_in((list), sizeof(list) / sizeof *(list), (i))

const char *casus_verdict_name(unsigned verdict)
{
    static const char *const names[] = {"coded", "no_event_word", "no_actor", "boilerplate", "headline_repeat", "not_political", "negated", "background",
                                        "statement_only", "no_pattern", "not_english"};
    return NAME_IN(names, verdict);
}

const char *casus_status_name(unsigned status)
{
    static const char *const names[] = {"actual", "future", "hypothetical", "negated", "historical"};
    return NAME_IN(names, status);
}

const char *casus_statement_name(unsigned kind)
{
    static const char *const names[] = {"demand", "refusal", "red_line", "threat", "promise", "denial", "accusation", "claim"};
    return NAME_IN(names, kind);
}

const char *casus_meeting_name(unsigned status)
{
    static const char *const names[] = {"held", "scheduled", "cancelled", "proposed"};
    return NAME_IN(names, status);
}

const char *casus_upos_name(unsigned upos)
{
    return syntax_upos_name(upos);
}

const char *casus_dep_name(unsigned label)
{
    return syntax_dep_name(label);
}

/* ---- writing ---- */

static void write_csv(document *d, buffer *out)
{
    view_csv_header(out);
    view_csv(d, out);
}

static void write_conllu(document *d, buffer *out)
{
    for (casus_ref i = 0; i < d->doc.n_sentences; i++)
        conllu_write(d, i, out);
}

static void write_table(document *d, buffer *out)
{
    view_table(d, out, 100, false);
}

static const struct {
    const char *name;
    void (*write)(document *, buffer *);
} writers[] = {{"jsonl", view_events}, {"read", view_read}, {"csv", write_csv}, {"gdelt", view_gdelt}, {"conllu", write_conllu}, {"table", write_table}, {"html", view_page}};

const char *const *casus_formats(void)
{
    static const char *const names[] = {"jsonl", "read", "csv", "gdelt", "conllu", "table", "html", NULL};
    return names;
}

typedef struct write_task {
    document *d;
    void (*write)(document *, buffer *);
    buffer out;
} write_task;

static void run_write(void *arg)
{
    write_task *t = arg;
    t->write(t->d, &t->out);
}

int casus_write(const casus *c, const casus_doc *doc, const char *format, casus_sink *sink, void *user, casus_error *err)
{
    (void)c;
    write_task t = {.d = (document *)(uintptr_t)doc}; /* writing may take scratch memory in the document */
    for (size_t i = 0; i < sizeof writers / sizeof *writers; i++)
        if (strcmp(writers[i].name, format) == 0)
            t.write = writers[i].write;
    if (!t.write)
        return error_set(err, CASUS_EUSAGE, "unknown format '%s'", format);
    int code = guarded(t.d, run_write, &t, err);
    if (code == CASUS_OK && t.out.failed)
        code = error_set(err, CASUS_ENOMEM, "out of memory");
    if (code == CASUS_OK && t.out.n && sink(user, t.out.p, t.out.n) != 0)
        code = error_set(err, CASUS_EFILE, "the output could not be written");
    buffer_free(&t.out);
    return code;
}
