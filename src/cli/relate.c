/* casus relate: marked pairs to categories, JSON Lines in and out. */
#include "cli/cli.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct relating {
    casus *c;
    casus_doc *doc;
    const char *file;
    long line;
} relating;

/* Byte offset of a code point; the text's length when it has fewer. */
static uint32_t byte_of(const char *text, json_int_t point)
{
    size_t i = 0, n = strlen(text);
    for (; i < n && point > 0; point--) {
        uint32_t code;
        i += utf8_get(text + i, n - i, &code);
    }
    return (uint32_t)i;
}

/* null or [start, end]; false when it is neither. */
static bool span_of(const json_t *value, const char *text, casus_span *out)
{
    *out = (casus_span){0, 0};
    if (!value || json_is_null(value))
        return true;
    const json_t *start = json_array_get(value, 0), *end = json_array_get(value, 1);
    if (!json_is_integer(start) || !json_is_integer(end) || json_integer_value(start) < 0)
        return false;
    *out = (casus_span){byte_of(text, json_integer_value(start)), byte_of(text, json_integer_value(end))};
    return out->end > out->begin;
}

static int relate_row(const relating *r, json_t *row)
{
    casus_error err;
    casus_span actor, recipient;
    casus_relation found;
    const char *text = json_string_value(json_object_get(row, "text"));
    if (!text) {
        fprintf(stderr, "casus: %s:%ld: no \"text\"\n", r->file, r->line);
        return EXIT_SOME_FAILED;
    }
    if (!span_of(json_object_get(row, "actor"), text, &actor) || !span_of(json_object_get(row, "recipient"), text, &recipient)) {
        fprintf(stderr, "casus: %s:%ld: \"actor\" and \"recipient\" are null or [start, end] in code points\n", r->file, r->line);
        return EXIT_SOME_FAILED;
    }
    casus_article a = {.sentences = &text, .n_sentences = 1, .id = json_string_value(json_object_get(row, "id"))};
    if (casus_analyze(r->c, r->doc, &a, &err) != 0 || casus_relate(r->c, r->doc, actor, recipient, &found, &err) != 0) {
        fprintf(stderr, "casus: %s:%ld: %s\n", r->file, r->line, err.message);
        return EXIT_SOME_FAILED;
    }
    json_object_set_new(row, "event", json_string(casus_name(r->c, r->doc, found.type)));
    json_object_set_new(row, "mode", json_string(casus_name(r->c, r->doc, found.mode)));
    json_object_set_new(row, "score", json_real(found.certainty / 1000.0));
    json_object_set_new(row, "rule", json_string(casus_name(r->c, r->doc, found.rule)));
    return json_dumpf(row, stdout, JSON_COMPACT | JSON_REAL_PRECISION(4)) == 0 && putchar('\n') != EOF ? EXIT_OK : EXIT_SOME_FAILED;
}

static int relate_file(relating *r, FILE *in)
{
    char *line = NULL;
    size_t room = 0;
    int status = EXIT_OK;
    while (getline(&line, &room, in) > 0) {
        json_error_t bad;
        r->line++;
        if (!*line || *line == '\n')
            continue;
        json_t *row = json_loads(line, 0, &bad);
        if (!json_is_object(row)) {
            fprintf(stderr, "casus: %s:%ld: no JSON object: %s\n", r->file, r->line, row ? "another value" : bad.text);
            status = EXIT_SOME_FAILED;
        } else if (relate_row(r, row) != EXIT_OK) {
            status = EXIT_SOME_FAILED;
        }
        json_decref(row);
    }
    free(line);
    return status;
}

int command_relate(const settings *s)
{
    char room[1024];
    casus_error err;
    const char *dir = data_folder(s, room);
    if (s->n_files > 1) {
        fprintf(stderr, "casus relate: one file, or standard input\n");
        return EXIT_USAGE;
    }
    relating r = {.file = s->n_files && strcmp(s->files[0], "-") != 0 ? s->files[0] : "standard input"};
    FILE *in = s->n_files && strcmp(s->files[0], "-") != 0 ? fopen(s->files[0], "r") : stdin;
    if (!in)
        fprintf(stderr, "casus: %s: cannot be read\n", s->files[0]);
    r.c = dir && in ? casus_open(dir, &(casus_options){.layer = s->layer}, &err) : NULL;
    r.doc = casus_doc_new();
    if (dir && in && !r.c)
        fprintf(stderr, "casus: %s\n", err.message);
    int status = r.c && r.doc ? relate_file(&r, in) : EXIT_SOME_FAILED;
    casus_doc_free(r.doc);
    casus_close(r.c);
    if (in && in != stdin)
        fclose(in);
    return status;
}
