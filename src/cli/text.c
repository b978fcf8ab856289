/* casus text: what casus takes for the story, before it reads it.
 *
 *     casus text pages/ crawl.warc.gz table.csv > articles.jsonl
 *
 * Any input becomes JSON Lines, an article a line: the way to look at what was found in a page, and to
 * hand articles to other programs. No model is needed: only the readers of files work. */
#include "cli/cli.h"
#include "view/view.h"

#include <stdlib.h>
#include <sys/stat.h>

static void put_field(buffer *out, const char *name, const char *value)
{
    if (!value || !value[0])
        return;
    buffer_printf(out, ",\"%s\":", name);
    put_json(out, str_of(value));
}

static void put_article(buffer *out, const casus_article *a)
{
    buffer_puts(out, "{\"id\":");
    put_json(out, str_of(a->id ? a->id : ""));
    if (a->date) {
        buffer_puts(out, ",\"date\":\"");
        put_date(out, a->date, 'd');
        buffer_puts(out, "\"");
    }
    put_field(out, "title", a->title);
    put_field(out, "url", a->url);
    put_field(out, "source", a->source);
    for (size_t i = 0; a->sentences && i < a->n_sentences; i++) {
        buffer_puts(out, i ? "," : ",\"sentences\":[");
        put_json(out, str_of(a->sentences[i]));
    }
    if (a->sentences && a->n_sentences)
        buffer_puts(out, "]");
    else if (!a->sentences) {
        buffer_puts(out, ",\"text\":");
        put_json(out, (str){a->text ? a->text : "", a->n_text ? a->n_text : a->text ? strlen(a->text) : 0});
    }
    buffer_puts(out, "}\n");
}

static int write_file(const settings *s, const char *path)
{
    intake_options o = {.date = s->date, .message = tell_reader, .columns = s->columns};
    casus_error err;
    casus_article a;
    buffer out = {0};
    if (s->input)
        intake_kind_named(s->input, &o.kind);
    intake *in = intake_open(path, &o, &err);
    if (!in) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    bool whole = true;
    while (whole && intake_next(in, &a) > 0) {
        out.n = 0;
        put_article(&out, &a);
        whole = !out.failed && fwrite(out.p, 1, out.n, stdout) == out.n;
    }
    if (!whole)
        fprintf(stderr, "casus text: writing failed\n");
    int status = whole && !intake_failures(in) ? EXIT_OK : EXIT_SOME_FAILED;
    intake_close(in);
    buffer_free(&out);
    return status;
}

static int write_input(const settings *s, const char *path)
{
    struct stat st;
    casus_error err;
    arena a = {0};
    int status = EXIT_OK;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return write_file(s, path);
    char **names = file_list(&a, path, "", &err);
    if (!names) {
        fprintf(stderr, "casus: %s\n", err.message);
        status = EXIT_SOME_FAILED;
    }
    for (; names && *names; names++)
        if (write_file(s, arena_printf(&a, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", *names)) != EXIT_OK)
            status = EXIT_SOME_FAILED;
    arena_free(&a);
    return status;
}

int command_text(const settings *s)
{
    intake_kind kind;
    int status = EXIT_OK;
    if (s->input && !intake_kind_named(s->input, &kind)) {
        fprintf(stderr, "casus: unknown input kind '%s'; plain, html, jsonl, csv, feed, warc or petrarch\n", s->input);
        return EXIT_USAGE;
    }
    if (!s->n_files)
        status = write_file(s, "-");
    for (int i = 0; i < s->n_files; i++)
        if (write_input(s, s->files[i]) != EXIT_OK)
            status = EXIT_SOME_FAILED;
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}
