/* casus parse: documents or CoNLL-U to CoNLL-U. casus eval: the parser against a treebank. */
#include "cli/cli.h"

#include "syntax/conllu.h"

#include <stdlib.h>

static void put_conllu(const task *t, casus_doc *doc, buffer *out)
{
    (void)t;
    for (casus_ref i = 0; i < doc->n_sentences; i++)
        conllu_write((document *)doc, i, out);
}

typedef struct bench { /* a parser and a document, outside the library's door */
    arena memory;
    symtab *names;
    knowledge *knowledge;
    syntax *syntax;
    document *d;
} bench;

static bool bench_open(bench *b, const settings *s)
{
    char room[1024], path[1100];
    casus_error err;
    const char *dir = data_folder(s, room);
    if (!dir)
        return false;
    snprintf(path, sizeof path, "%s/models/english.model", dir);
    b->names = symtab_new(&b->memory, NULL);
    b->knowledge = knowledge_open(dir, NULL, b->names, NULL, NULL, &err);
    b->syntax = b->knowledge ? syntax_open(path, b->names, &err) : NULL;
    if (!b->syntax)
        fprintf(stderr, "casus: %s\n", err.message);
    else
        syntax_use_knowledge(b->syntax, b->knowledge);
    b->d = (document *)casus_doc_new();
    return b->syntax && b->d;
}

static void bench_close(bench *b)
{
    casus_doc_free((casus_doc *)b->d);
    syntax_close(b->syntax);
    knowledge_close(b->knowledge);
    arena_free(&b->memory);
}

/* Called with each file's parsed document; NULL kept means it could not be read. */
typedef int on_treebank(bench *b, const char *path, conllu_kept *kept, const char *bytes);

static int each_treebank(bench *b, const settings *s, on_treebank *each)
{
    static const char *const standard_input[] = {"/dev/stdin", NULL};
    const char *const *files = s->n_files ? s->files : standard_input;
    int status = EXIT_OK;
    for (; *files; files++) {
        casus_error err;
        size_t n;
        char *bytes = file_read(strcmp(*files, "-") == 0 ? "/dev/stdin" : *files, &n, &err);
        conllu_kept kept = {0};
        if (!bytes) {
            fprintf(stderr, "casus: %s\n", err.message);
            status = EXIT_SOME_FAILED;
            continue;
        }
        arena_reset(&b->d->memory);
        b->d->doc = (casus_doc){0};
        b->d->names = symtab_new(&b->d->memory, b->names);
        if (conllu_read(b->d, bytes, n, *files, &kept, &err) != 0) {
            fprintf(stderr, "casus: %s\n", err.message);
            status = EXIT_SOME_FAILED;
        }
        for (casus_ref i = 0; i < b->d->doc.n_sentences; i++) {
            syntax_parse(b->syntax, b->d, i);
            syntax_names(b->syntax, b->d, i);
        }
        if (each(b, *files, &kept, bytes) != 0)
            status = EXIT_SOME_FAILED;
        free(bytes);
    }
    return status;
}

static int write_treebank(bench *b, const char *path, conllu_kept *kept, const char *bytes)
{
    buffer out = {0};
    (void)path, (void)bytes;
    for (casus_ref i = 0; i < b->d->doc.n_sentences; i++)
        conllu_write_kept(b->d, i, kept, &out);
    bool good = !out.failed && (!out.n || fwrite(out.p, 1, out.n, stdout) == out.n);
    buffer_free(&out);
    return good ? 0 : -1;
}

int command_parse(const settings *s)
{
    if (!s->input || strcmp(s->input, "conllu") != 0) {
        task t = {.s = s, .options = {.parse_all = 1, .plain_syntax = 1, .syntax_only = 1}, .put = put_conllu};
        return documents_run(&t);
    }
    bench b = {0};
    int status = bench_open(&b, s) ? each_treebank(&b, s, write_treebank) : EXIT_SOME_FAILED;
    bench_close(&b);
    return status;
}

/* ---- eval ---- */

static bool field_is(str line, unsigned column, const char *value)
{
    return str_is(conllu_field(line, column), value);
}

static int score_treebank(bench *b, const char *path, conllu_kept *kept, const char *bytes)
{
    const casus_doc *d = &b->d->doc;
    uint32_t tags = 0, heads = 0, labels = 0, lemmas = 0;
    char number[16];
    (void)bytes;
    for (casus_ref s = 0; s < d->n_sentences; s++)
        for (casus_ref i = d->sentences[s].first, end = i + d->sentences[s].count; i < end; i++) {
            const casus_token *t = &d->tokens[i];
            snprintf(number, sizeof number, "%u", t->head == i ? 0 : t->head - d->sentences[s].first + 1);
            bool head = field_is(kept->lines[i], 6, number);
            tags += field_is(kept->lines[i], 3, casus_upos_name(t->upos));
            lemmas += field_is(kept->lines[i], 2, symtab_name(b->d->names, t->lemma));
            heads += head;
            labels += head && field_is(kept->lines[i], 7, casus_dep_name(t->label));
        }
    double n = d->n_tokens ? d->n_tokens : 1;
    printf("%s: words %u  UPOS %.2f  UAS %.2f  LAS %.2f  lemmas %.2f\n", path, d->n_tokens, 100 * tags / n, 100 * heads / n, 100 * labels / n, 100 * lemmas / n);
    return 0;
}

int command_eval(const settings *s)
{
    bench b = {0};
    int status = bench_open(&b, s) ? each_treebank(&b, s, score_treebank) : EXIT_SOME_FAILED;
    bench_close(&b);
    return status;
}
