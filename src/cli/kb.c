/* casus kb: the dictionary workbench. Here: check the knowledge, compile it, ask what a phrase means; the rest in kb_*.c. */
#include "cli/cli.h"

#include "knowledge/knowledge.h"

#include <stdlib.h>

static int to_stdout(void *user, const char *bytes, size_t n)
{
    (void)user;
    return fwrite(bytes, 1, n, stdout) != n;
}

static int lint(const char *dir, const char *layer)
{
    casus_error err;
    int n = casus_check(dir, layer, to_stdout, NULL, &err);
    if (n < 0) {
        fprintf(stderr, "casus kb lint: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    fprintf(stderr, n ? "%d faults\n" : "no faults\n", n);
    return n ? EXIT_SOME_FAILED : EXIT_OK;
}

static int compile(const char *dir, const char *out)
{
    casus_error err;
    if (knowledge_compile(dir, out, &err) == 0)
        return EXIT_OK;
    fprintf(stderr, "casus kb compile: %s\n", err.message);
    return EXIT_SOME_FAILED;
}

typedef struct lookup {
    arena memory;
    symtab *names;
    knowledge *k;
    int32_t date;
} lookup;

static const char *name_of(const lookup *l, casus_sym s)
{
    return symtab_name(l->names, s);
}

static void put_kind(const entry *e, const phrase_hit *h)
{
    static const char *const kinds[] = {"", "country", "person", "body", "group", "agency", "role", "place"};
    static const char *const as[] = {"", "", "adjective of a ", "people of a ", "capital of a ", "seat of a ", "short name of a ", "noun for a "};
    printf("%s%s", as[h->name], kinds[e->kind]);
}

static void put_period(const tenure *t)
{
    if (t->from || t->until)
        printf("  %d..%d", t->from, t->until);
}

static void put_entry(const lookup *l, const entry *e, const phrase_hit *h)
{
    bool former = false;
    const tenure *now = entry_on(e, l->date, &former);
    printf("%-28s ", name_of(l, e->name));
    put_kind(e, h);
    if (now)
        printf("  %s %s%s%s", now->country ? name_of(l, now->country) : "-", former && e->kind == ENTRY_PERSON ? "ELI (former)" : name_of(l, now->sector),
               now->title ? " " : "", name_of(l, now->title));
    else
        printf("  holds no code on that day");
    if (now)
        put_period(now);
    if (e->figure)
        printf("  counts as %s", name_of(l, e->figure));
    if (e->has_point)
        printf("  %.2f %.2f", (double)e->lat, (double)e->lon);
    printf("   knowledge/%s\n", name_of(l, e->rule));
}

/* The phrase, word by word: at each word the longest meanings that begin there. */
static int find(const lookup *l, const char *phrase)
{
    casus_sym norms[64];
    uint32_t n = 0, covered = 0;
    int found = 0;
    char folded[400];
    arena scratch = {0};
    for (str rest = str_of(phrase); rest.p && n < 64;) {
        str word = str_cut(&rest, " ");
        if (!word.n || word.n > 120)
            continue;
        size_t length = str_fold(word.p, word.n, folded);
        norms[n++] = symtab_find(l->names, folded, length);
    }
    for (uint32_t i = 0; i < n; i++) {
        phrase_hit *h = phrase_find(l->k, &scratch, norms + i, n - i);
        uint32_t longest = h ? h->length : 0;
        if (i + longest <= covered)
            continue;
        for (; h && h->length == longest; h = h->next, found++)
            put_entry(l, knowledge_entry(l->k, h->entry), h);
        covered = i + longest;
    }
    arena_free(&scratch);
    return found;
}

static int command_find(const settings *s, const char *dir)
{
    casus_error err;
    lookup l = {.date = s->date};
    buffer phrase = {0};
    l.names = symtab_new(&l.memory, NULL);
    l.k = knowledge_open(dir, s->layer, l.names, NULL, NULL, &err);
    if (!l.k) {
        fprintf(stderr, "casus kb find: %s\n", err.message);
        arena_free(&l.memory);
        return EXIT_SOME_FAILED;
    }
    for (int i = 1; i < s->n_files; i++)
        buffer_printf(&phrase, "%s%s", i > 1 ? " " : "", s->files[i]);
    int found = phrase.p ? find(&l, phrase.p) : 0;
    if (!found)
        fprintf(stderr, "casus kb find: nothing known by '%s'\n", phrase.p ? phrase.p : "");
    buffer_free(&phrase);
    knowledge_close(l.k);
    arena_free(&l.memory);
    return found ? EXIT_OK : EXIT_SOME_FAILED;
}

/* ---- which ---- */

static const struct {
    const char *name, *usage;
    int least, most; /* what stands behind the name; most -1: any number */
} commands[] = {{"lint", "lint", 0, 0},
                {"find", "find PHRASE", 1, -1},
                {"compile", "compile", 0, 0},
                {"unknown", "unknown CORPUS...", 1, -1},
                {"usage", "usage CORPUS...", 1, -1},
                {"diff", "diff OLD NEW CORPUS...", 3, -1},
                {"import", "import actors|agents|verbs|geonames FILE... --out DIR", 2, -1}};

static int usage(void)
{
    fprintf(stderr, "casus kb: say one of\n");
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++)
        fprintf(stderr, "  casus kb %s\n", commands[i].usage);
    return EXIT_USAGE;
}

int command_kb(const settings *s)
{
    char room[1024];
    const char *what = s->n_files ? s->files[0] : "";
    size_t i = 0;
    while (i < sizeof commands / sizeof *commands && strcmp(commands[i].name, what) != 0)
        i++;
    if (i == sizeof commands / sizeof *commands || s->n_files - 1 < commands[i].least || (commands[i].most >= 0 && s->n_files - 1 > commands[i].most))
        return usage();
    settings rest = *s;
    rest.files++;
    rest.n_files--;
    if (strcmp(what, "import") == 0)
        return kb_import(&rest);
    const char *dir = data_folder(s, room);
    if (!dir)
        return EXIT_SOME_FAILED;
    if (strcmp(what, "unknown") == 0)
        return kb_unknown(&rest);
    if (strcmp(what, "usage") == 0)
        return kb_usage(&rest, dir);
    if (strcmp(what, "diff") == 0)
        return kb_diff(&rest, dir);
    return strcmp(what, "lint") == 0 ? lint(dir, s->layer) : strcmp(what, "compile") == 0 ? compile(dir, s->out) : command_find(s, dir);
}
