/* casus code, casus read, casus explain: documents to records. */
#include "cli/cli.h"

#include "view/view.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static bool on_terminal(void)
{
    return isatty(STDOUT_FILENO) == 1;
}

static int width_of(const settings *s)
{
    struct winsize w;
    if (s->width)
        return (int)(s->width < 40 ? 40 : s->width > 400 ? 400 : s->width);
    if (on_terminal() && ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_col >= 40)
        return w.ws_col;
    return 100;
}

static bool colour_of(const settings *s)
{
    if (s->colour && strcmp(s->colour, "always") == 0)
        return true;
    if (s->colour && strcmp(s->colour, "never") == 0)
        return false;
    return on_terminal() && !getenv("NO_COLOR");
}

static void put_plover(const task *t, casus_doc *doc, buffer *out)
{
    (void)t;
    view_events((document *)doc, out);
}

static void put_csv(const task *t, casus_doc *doc, buffer *out)
{
    (void)t;
    view_csv((document *)doc, out);
}

static void put_gdelt(const task *t, casus_doc *doc, buffer *out)
{
    (void)t;
    view_gdelt((document *)doc, out);
}

static void put_table(const task *t, casus_doc *doc, buffer *out)
{
    view_table((document *)doc, out, width_of(t->s), colour_of(t->s));
}

static void put_html(const task *t, casus_doc *doc, buffer *out)
{
    (void)t;
    view_page((document *)doc, out);
}

static void put_why(const task *t, casus_doc *doc, buffer *out)
{
    view_why((document *)doc, out, width_of(t->s), colour_of(t->s), CASUS_NONE);
}

static void put_read(const task *t, casus_doc *doc, buffer *out)
{
    (t->s->mentions ? view_read_mentions : view_read)((document *)doc, out);
}

static const struct {
    const char *name;
    void (*put)(const task *, casus_doc *, buffer *);
} formats[] = {{"plover", put_plover}, {"jsonl", put_plover}, {"csv", put_csv}, {"gdelt", put_gdelt}, {"table", put_table}, {"html", put_html}};

int command_code(const settings *s)
{
    const char *name = s->format ? s->format : on_terminal() ? "table" : "plover";
    task t = {.s = s, .options = {.notes = s->why}};
    for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
        if (strcmp(formats[i].name, name) == 0)
            t.put = formats[i].put;
    if (!t.put) {
        fprintf(stderr, "casus code: unknown format '%s'; plover, csv, gdelt, table or html\n", name);
        return EXIT_USAGE;
    }
    buffer header = {0};
    if (s->why) {
        t.put = put_why;
    } else if (t.put == put_csv) {
        view_csv_header(&header);
        t.before = header.p;
    }
    int status = documents_run(&t);
    buffer_free(&header);
    return status;
}

int command_read(const settings *s)
{
    task t = {.s = s, .options = {.parse_all = s->parse_all, .acts = s->mentions}, .put = put_read};
    return documents_run(&t);
}

/* ---- explain ---- */

typedef struct wanted {
    const char *id;
    bool found;
} wanted;

static void put_explained(const task *t, casus_doc *doc, buffer *out)
{
    wanted *w = t->user;
    char id[40];
    for (casus_ref i = 0; i < doc->n_events; i++) {
        event_id((document *)doc, i, id);
        if (strcmp(id, w->id) != 0)
            continue;
        w->found = true;
        view_why((document *)doc, out, width_of(t->s), colour_of(t->s), i);
    }
}

int command_explain(const settings *s)
{
    if (s->n_files < 1) {
        fprintf(stderr, "casus explain: name the event's id, then the files it came from\n");
        return EXIT_USAGE;
    }
    settings rest = *s;
    wanted w = {.id = s->files[0]};
    rest.files++;
    rest.n_files--;
    rest.jobs = 1; /* `found` belongs to one thread */
    task t = {.s = &rest, .options = {.notes = 1}, .put = put_explained, .user = &w};
    int status = documents_run(&t);
    if (status == EXIT_OK && !w.found) {
        fprintf(stderr, "casus explain: no event %s in these documents (an id holds for the same text, date and knowledge)\n", w.id);
        return EXIT_SOME_FAILED;
    }
    return status;
}
