/* casus kb diff OLD NEW CORPUS: what a change of the dictionaries does. Each article is read with both; events on the same words are
 * held against each other, and of what is added, lost and changed a sample is shown, drawn by a fixed seed, with the line that
 * decided on either side. */
#include "cli/cli.h"

#include "text/text.h"
#include "view/view.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { SAMPLE = 10, SEED = 1 };
typedef enum change { ADDED, LOST, CHANGED, N_CHANGES } change;
static const char *const change_names[N_CHANGES] = {"added", "lost", "changed"};

typedef struct found { /* one change, in words */
    const char *id, *sentence, *before, *after, *fields; /* before, after: "" where there is none */
} found;

typedef struct comparing {
    const casus *c[2];
    casus_doc *doc[2];
    const settings *s;
    arena memory;
    found *samples[N_CHANGES];
    uint32_t n[N_CHANGES], kept[N_CHANGES], same, documents, most;
    uint64_t state;
    symtab *categories;
    uint32_t (*by_category)[N_CHANGES];
    uint32_t n_categories;
} comparing;

/* ---- two readings of an article ---- */

static uint64_t draw(comparing *x)
{
    x->state ^= x->state >> 12;
    x->state ^= x->state << 25;
    x->state ^= x->state >> 27;
    return x->state * 2685821657736338717u;
}

static void put_parties(buffer *out, const document *d, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &d->doc.actors[list[i]];
        buffer_printf(out, "%s%s%s", i ? "," : "", symtab_name(d->names, a->country), symtab_name(d->names, a->sector));
    }
    if (!n)
        buffer_puts(out, "-");
}

/* "THREATEN restrict  RUSGOV > UKRGOV  actual  verbs/threaten.txt:25" */
static char *words_of(comparing *x, const document *d, const casus_event *e)
{
    buffer b = {0};
    buffer_puts(&b, symtab_name(d->names, e->type));
    for (uint8_t i = 0; i < e->n_modes; i++)
        buffer_printf(&b, "%s%s", i ? "+" : " ", symtab_name(d->names, e->mode[i]));
    buffer_puts(&b, "  ");
    put_parties(&b, d, e->actor, e->n_actors);
    buffer_puts(&b, " > ");
    put_parties(&b, d, e->recipient, e->n_recipients);
    buffer_printf(&b, "  %s  %s", casus_status_name(e->status), symtab_name(d->names, e->rule));
    char *copy = arena_copy(&x->memory, b.p ? b.p : "", b.n);
    buffer_free(&b);
    return copy;
}

static char *parties_of(arena *a, const document *d, const casus_ref *list, uint8_t n)
{
    buffer b = {0};
    put_parties(&b, d, list, n);
    char *copy = arena_copy(a, b.p ? b.p : "", b.n);
    buffer_free(&b);
    return copy;
}

/* Which fields differ, parted by blanks; "" when none does. */
static char *fields_of(comparing *x, const casus_event *a, const casus_event *b)
{
    const document *d = (document *)x->doc[0], *f = (document *)x->doc[1];
    buffer out = {0};
    arena scratch = {0};
    if (strcmp(symtab_name(d->names, a->type), symtab_name(f->names, b->type)) != 0)
        buffer_puts(&out, " category");
    bool modes = a->n_modes != b->n_modes;
    for (uint8_t i = 0; i < a->n_modes && !modes; i++)
        modes = strcmp(symtab_name(d->names, a->mode[i]), symtab_name(f->names, b->mode[i])) != 0;
    buffer_puts(&out, modes ? " mode" : "");
    if (strcmp(parties_of(&scratch, d, a->actor, a->n_actors), parties_of(&scratch, f, b->actor, b->n_actors)) != 0)
        buffer_puts(&out, " actor");
    if (strcmp(parties_of(&scratch, d, a->recipient, a->n_recipients), parties_of(&scratch, f, b->recipient, b->n_recipients)) != 0)
        buffer_puts(&out, " recipient");
    buffer_puts(&out, a->status != b->status ? " status" : "");
    buffer_puts(&out, a->date != b->date || a->precision != b->precision ? " date" : "");
    char *copy = arena_copy(&x->memory, out.n ? out.p + 1 : "", out.n ? out.n - 1 : 0);
    buffer_free(&out);
    arena_free(&scratch);
    return copy;
}

/* A sample of `most`, each with the same chance (reservoir sampling, Vitter 1985). */
static void note(comparing *x, change what, const casus_event *a, const casus_event *b, const char *fields)
{
    const document *d = (document *)x->doc[b ? 1 : 0];
    const casus_event *e = b ? b : a;
    const char *category = symtab_name(d->names, e->type);
    casus_sym s = symtab_add(x->categories, category, strlen(category));
    while (x->n_categories <= s)
        memset(*ARENA_PUSH(&x->memory, x->by_category, x->n_categories), 0, sizeof *x->by_category);
    x->by_category[s][what]++;
    uint64_t at = x->n[what]++;
    if (x->kept[what] == x->most) {
        at = draw(x) % x->n[what];
        if (at >= x->most)
            return;
    } else {
        x->kept[what]++;
    }
    str words = document_str(d, d->doc.sentences[e->sentence].at);
    x->samples[what][at] = (found){.id = arena_copy(&x->memory, d->doc.id ? d->doc.id : "", d->doc.id ? strlen(d->doc.id) : 0), .sentence = arena_copy(&x->memory, words.p, words.n),
                                   .before = a ? words_of(x, (document *)x->doc[0], a) : "", .after = b ? words_of(x, (document *)x->doc[1], b) : "",
                                   .fields = arena_copy(&x->memory, fields, strlen(fields))};
}

/* The other reading's event on the same predicate: of the same category, or else any. */
static const casus_event *partner_of(comparing *x, const casus_event *e, int other, const uint8_t *taken)
{
    const casus_doc *from = x->doc[1 - other], *in = x->doc[other];
    const char *type = symtab_name(((const document *)from)->names, e->type);
    const casus_event *any = NULL;
    for (casus_ref i = 0; i < in->n_events; i++) {
        const casus_event *f = &in->events[i];
        if (taken[i] || in->tokens[f->head].at.begin != from->tokens[e->head].at.begin)
            continue;
        if (strcmp(symtab_name(((const document *)in)->names, f->type), type) == 0)
            return f;
        any = any ? any : f;
    }
    return any;
}

static void compare(comparing *x)
{
    const casus_doc *a = x->doc[0], *b = x->doc[1];
    uint8_t *taken = calloc(b->n_events + 1u, 1);
    for (casus_ref i = 0; taken && i < a->n_events; i++) {
        const casus_event *e = &a->events[i], *f = partner_of(x, e, 1, taken);
        const char *fields = f ? fields_of(x, e, f) : "";
        if (f)
            taken[f - b->events] = 1;
        if (!f || *fields)
            note(x, f ? CHANGED : LOST, e, f, fields);
        else
            x->same++;
    }
    for (casus_ref i = 0; taken && i < b->n_events; i++)
        if (!taken[i])
            note(x, ADDED, NULL, &b->events[i], "");
    free(taken);
}

/* ---- telling ---- */

static void put_flat(buffer *out, const char *words)
{
    for (; *words; words++)
        buffer_put(out, *words == '\n' ? " " : words, 1);
}

static void put_plain(const comparing *x, buffer *out)
{
    buffer_printf(out, "%u documents: %u events the same, %u added, %u lost, %u changed\n\n%-12s %7s %7s %7s\n", x->documents, x->same, x->n[ADDED], x->n[LOST], x->n[CHANGED], "", "added", "lost", "changed");
    for (uint32_t i = 0; i < x->n_categories; i++)
        if (x->by_category[i][ADDED] + x->by_category[i][LOST] + x->by_category[i][CHANGED])
            buffer_printf(out, "%-12s %7u %7u %7u\n", symtab_name(x->categories, i), x->by_category[i][ADDED], x->by_category[i][LOST], x->by_category[i][CHANGED]);
    for (int w = 0; w < N_CHANGES; w++) {
        if (x->n[w])
            buffer_printf(out, "\n---- %s: %u of %u ----\n", change_names[w], x->kept[w], x->n[w]);
        for (uint32_t i = 0; i < x->kept[w]; i++) {
            const found *f = &x->samples[w][i];
            buffer_puts(out, "\n  ");
            put_flat(out, f->sentence);
            buffer_puts(out, "\n");
            if (*f->before)
                buffer_printf(out, "    old  %s\n", f->before);
            if (*f->after)
                buffer_printf(out, "    new  %s\n", f->after);
            if (*f->fields)
                buffer_printf(out, "    differ: %s\n", f->fields);
        }
    }
}

static void put_records(const comparing *x, buffer *out)
{
    for (int w = 0; w < N_CHANGES; w++)
        for (uint32_t i = 0; i < x->kept[w]; i++) {
            const found *f = &x->samples[w][i];
            const char *const keys[] = {"document", "sentence", "old", "new", "differ"}, *const values[] = {f->id, f->sentence, f->before, f->after, f->fields};
            buffer_printf(out, "{\"change\":\"%s\"", change_names[w]);
            for (int k = 0; k < 5; k++) {
                buffer_printf(out, ",\"%s\":", keys[k]);
                put_json(out, str_of(values[k]));
            }
            buffer_puts(out, "}\n");
        }
    buffer_printf(out, "{\"documents\":%u,\"same\":%u,\"added\":%u,\"lost\":%u,\"changed\":%u}\n", x->documents, x->same, x->n[ADDED], x->n[LOST], x->n[CHANGED]);
}

/* ---- both sides ---- */

/* A folder that holds knowledge/ stands for itself, any other is laid over the knowledge that casus has. */
static casus *side_open(const char *given, const char *dir)
{
    char path[1200];
    casus_error err;
    snprintf(path, sizeof path, "%s/knowledge", given);
    bool whole = access(path, R_OK) == 0;
    casus *c = whole ? casus_open(given, &(casus_options){.models = dir}, &err) : casus_open(dir, &(casus_options){.layer = given}, &err);
    if (!c)
        fprintf(stderr, "casus kb diff: %s: %s\n", given, err.message);
    return c;
}

static int read_file(comparing *x, const char *path)
{
    const settings *s = x->s;
    intake_options o = {.date = s->date, .message = tell_reader, .columns = s->columns};
    casus_error err;
    casus_article a;
    int status = EXIT_OK;
    if (s->input && !intake_kind_named(s->input, &o.kind)) {
        fprintf(stderr, "casus kb diff: unknown input kind '%s'\n", s->input);
        return EXIT_USAGE;
    }
    intake *in = intake_open(path, &o, &err);
    if (!in) {
        fprintf(stderr, "casus kb diff: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    while (intake_next(in, &a) > 0) {
        if (casus_analyze(x->c[0], x->doc[0], &a, &err) == 0 && casus_analyze(x->c[1], x->doc[1], &a, &err) == 0) {
            x->documents++;
            compare(x);
        } else {
            fprintf(stderr, "casus kb diff: %s: %s\n", a.id ? a.id : path, err.message);
            status = EXIT_SOME_FAILED;
        }
    }
    if (intake_failures(in))
        status = EXIT_SOME_FAILED;
    intake_close(in);
    return status;
}

int kb_diff(const settings *s, const char *dir)
{
    comparing x = {.s = s, .most = (uint32_t)(s->sample ? s->sample : SAMPLE), .state = 0x9E3779B97F4A7C15u * (uint64_t)((s->seed ? s->seed : SEED) + 1)};
    casus *c[2] = {side_open(s->files[0], dir), side_open(s->files[1], dir)};
    int status = c[0] && c[1] ? EXIT_OK : EXIT_SOME_FAILED;
    x.categories = symtab_new(&x.memory, NULL);
    for (int i = 0; i < 2; i++) {
        x.c[i] = c[i];
        x.doc[i] = casus_doc_new();
        status = x.doc[i] ? status : EXIT_SOME_FAILED;
    }
    for (int w = 0; w < N_CHANGES; w++)
        x.samples[w] = ARENA_ARRAY(&x.memory, found, x.most + 1);
    for (int i = 2; i < s->n_files && c[0] && c[1] && status != EXIT_USAGE; i++) {
        int code = read_file(&x, s->files[i]);
        status = code ? code : status;
    }
    buffer out = {0};
    if (c[0] && c[1])
        (s->format && strcmp(s->format, "jsonl") == 0 ? put_records : put_plain)(&x, &out);
    fwrite(out.p ? out.p : "", 1, out.n, stdout);
    buffer_free(&out);
    for (int i = 0; i < 2; i++) {
        casus_doc_free(x.doc[i]);
        casus_close(c[i]);
    }
    arena_free(&x.memory);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}
