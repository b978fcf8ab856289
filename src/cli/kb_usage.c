/* casus kb usage: how often each line of the knowledge decided something in a corpus, and how often it fitted and lost. */
#include "cli/cli.h"

#include "text/text.h"
#include "view/view.h"

#include <stdlib.h>

typedef struct use {
    uint32_t decided, lost;
    casus_sym rule;
} use;

typedef struct ledger { /* by rule's symbol - 1 */
    arena memory;
    symtab *names;
    use *list;
    uint32_t n;
} ledger;

static use *use_of(ledger *l, const char *rule, size_t n)
{
    casus_sym s = symtab_add(l->names, rule, n);
    while (l->n < s)
        *ARENA_PUSH(&l->memory, l->list, l->n) = (use){0};
    l->list[s - 1].rule = s;
    return &l->list[s - 1];
}

static void decided(ledger *l, const document *d, casus_sym rule)
{
    const char *name = symtab_name(d->names, rule);
    if (*name)
        use_of(l, name, strlen(name))->decided++;
}

/* The notes of the event room name the lines that fitted and lost: "verbs/threaten.txt:7 (A threaten to *) lost with". */
static void take_lost(ledger *l, const casus_note *n)
{
    const char *lost = strcmp(n->stage, "event") == 0 ? strstr(n->reason, ") lost with ") : NULL;
    const char *rule = lost ? strstr(n->reason, "verbs/") : NULL;
    if (rule && rule < lost)
        use_of(l, rule, strcspn(rule, " "))->lost++;
}

static void take(const task *t, casus_doc *doc, buffer *out)
{
    ledger *l = t->user;
    const document *d = (document *)doc;
    (void)out;
    for (casus_ref i = 0; i < doc->n_events; i++)
        decided(l, d, doc->events[i].rule);
    for (casus_ref i = 0; i < doc->n_actors; i++)
        decided(l, d, doc->actors[i].rule);
    for (casus_ref i = 0; i < doc->n_places; i++)
        decided(l, d, doc->places[i].rule);
    for (casus_ref i = 0; i < doc->n_statements; i++)
        decided(l, d, doc->statements[i].rule);
    for (casus_ref i = 0; i < doc->n_notes; i++)
        take_lost(l, &doc->notes[i]);
}

/* ---- telling ---- */

typedef struct telling {
    const ledger *l;
    const settings *s;
    buffer out;
    uint32_t entries, used;
} telling;

static void put_use(telling *t, const char *file, long number, str line, const use *u)
{
    char rule[200];
    snprintf(rule, sizeof rule, "%s:%ld", file, number);
    if (t->s->format && strcmp(t->s->format, "jsonl") == 0) {
        buffer_printf(&t->out, "{\"rule\":\"%s\",\"decided\":%u,\"lost\":%u,\"line\":", rule, u ? u->decided : 0, u ? u->lost : 0);
        put_json(&t->out, line);
        buffer_puts(&t->out, "}\n");
    } else {
        buffer_printf(&t->out, "%8u %8u  %-34s %.*s\n", u ? u->decided : 0, u ? u->lost : 0, rule, (int)(line.n < 120 ? line.n : 120), line.p);
    }
}

/* Each entry of a file: with its uses, or only those that have none. */
static void tell_file(telling *t, const char *folder, const char *file)
{
    char path[2200], rule[200];
    size_t n;
    casus_error err;
    snprintf(path, sizeof path, "%s/%s", folder, file);
    char *text = file_read(path, &n, &err);
    long number = 0;
    for (str rest = {text, text ? n : 0}; rest.p && rest.n;) {
        str line = str_cut(&rest, "\n");
        number++;
        if (!line.n || line.p[0] == '#' || line.p[0] == '+' || line.p[0] == '*' || line.p[0] == ' ')
            continue;
        snprintf(rule, sizeof rule, "%s:%ld", file, number);
        casus_sym s = symtab_find(t->l->names, rule, strlen(rule));
        const use *u = s ? &t->l->list[s - 1] : NULL;
        t->entries++;
        t->used += u && u->decided;
        if (t->s->unused ? !u || !u->decided : u != NULL)
            put_use(t, file, number, line, u);
    }
    free(text);
}

static void tell_folder(telling *t, const char *folder)
{
    arena a = {0};
    casus_error err;
    static const char *const parts[] = {"actors/", "verbs/", "places/"};
    for (char **names = file_list(&a, folder, ".txt", &err); names && *names; names++)
        for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
            if (strncmp(*names, parts[i], strlen(parts[i])) == 0)
                tell_file(t, folder, *names);
    arena_free(&a);
}

int kb_usage(const settings *s, const char *dir)
{
    char folder[1100];
    ledger l = {0};
    settings one = *s;
    one.jobs = 1; /* one ledger */
    l.names = symtab_new(&l.memory, NULL);
    task t = {.s = &one, .options = {.notes = 1}, .put = take, .user = &l};
    int status = documents_run(&t);
    telling x = {.l = &l, .s = s};
    snprintf(folder, sizeof folder, "%s/knowledge", dir);
    if (!s->format)
        buffer_puts(&x.out, " decided     lost  rule\n");
    tell_folder(&x, folder);
    if (s->layer)
        tell_folder(&x, s->layer);
    fwrite(x.out.p ? x.out.p : "", 1, x.out.n, stdout);
    fprintf(stderr, "%u of %u lines of actors/, verbs/ and places/ decided something\n", x.used, x.entries);
    buffer_free(&x.out);
    arena_free(&l.memory);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}
