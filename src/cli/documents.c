/* Files to articles to output, in order.
 *
 * With several jobs each article goes into a place of a ring; workers analyse places, and the main
 * thread writes them in the order in which they were read, so the bytes do not depend on the jobs. */
#include "cli/cli.h"

#include "text/text.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { PLACES_A_JOB = 4, MAX_JOBS = 256 };

typedef enum state { FREE, READY, BUSY, DONE } state;

typedef struct place { /* one article on its way */
    state at;
    casus_article article;
    arena copies; /* its strings */
    casus_doc *doc;
    buffer out;
    char message[600];
    bool failed;
} place;

typedef struct ring {
    const task *t;
    const casus *c;
    place *places;
    int n;
    long first, next; /* first not written, next to fill: numbers of articles */
    bool closed;
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    int status;
} ring;

void tell_reader(void *user, const char *file, int line, const char *text)
{
    (void)user;
    if (line)
        fprintf(stderr, "casus: %s:%d: %s\n", file, line, text);
    else
        fprintf(stderr, "casus: %s: %s\n", file, text);
}

/* ---- one article ---- */

static const char *keep(arena *a, const char *s, size_t n)
{
    return s ? arena_copy(a, s, n) : NULL;
}

static void place_take(place *p, const casus_article *a)
{
    arena_reset(&p->copies);
    p->article = *a;
    size_t n = a->text ? (a->n_text ? a->n_text : strlen(a->text)) : 0;
    p->article.text = keep(&p->copies, a->text, n);
    p->article.n_text = n;
    p->article.id = keep(&p->copies, a->id, a->id ? strlen(a->id) : 0);
    p->article.title = keep(&p->copies, a->title, a->title ? strlen(a->title) : 0);
    p->article.url = keep(&p->copies, a->url, a->url ? strlen(a->url) : 0);
    p->article.source = keep(&p->copies, a->source, a->source ? strlen(a->source) : 0);
    if (a->sentences) {
        const char **list = ARENA_ARRAY(&p->copies, const char *, a->n_sentences + 1);
        for (size_t i = 0; i < a->n_sentences; i++)
            list[i] = keep(&p->copies, a->sentences[i], strlen(a->sentences[i]));
        p->article.sentences = list;
    }
}

/* Writing takes scratch memory in the document, which may reach its limit. */
static void place_put(const ring *r, place *p)
{
    document *d = (document *)p->doc;
    if (setjmp(d->full)) {
        p->failed = true;
        snprintf(p->message, sizeof p->message, "%s: the document needs more memory than its limit allows", p->article.id ? p->article.id : "-");
        return;
    }
    r->t->put(r->t, p->doc, &p->out);
}

static void place_work(const ring *r, place *p)
{
    casus_error err;
    p->out.n = 0;
    p->failed = casus_analyze(r->c, p->doc, &p->article, &err) != 0;
    if (p->failed)
        snprintf(p->message, sizeof p->message, "%s: %s", p->article.id ? p->article.id : "-", err.message);
    else
        place_put(r, p);
    if (p->out.failed) {
        p->failed = true;
        snprintf(p->message, sizeof p->message, "%s: out of memory", p->article.id ? p->article.id : "-");
    }
}

static void place_write(ring *r, place *p)
{
    if (p->failed) {
        fprintf(stderr, "casus: %s\n", p->message);
        r->status = EXIT_SOME_FAILED;
    } else if (p->out.n && fwrite(p->out.p, 1, p->out.n, stdout) != p->out.n) {
        r->status = EXIT_SOME_FAILED;
    }
}

/* ---- many articles ---- */

static void *worker(void *user)
{
    ring *r = user;
    pthread_mutex_lock(&r->lock);
    for (;;) {
        place *p = NULL;
        for (long i = r->first; i < r->next && !p; i++)
            if (r->places[i % r->n].at == READY)
                p = &r->places[i % r->n];
        if (!p && r->closed)
            break;
        if (!p) {
            pthread_cond_wait(&r->work, &r->lock);
            continue;
        }
        p->at = BUSY;
        pthread_mutex_unlock(&r->lock);
        place_work(r, p);
        pthread_mutex_lock(&r->lock);
        p->at = DONE;
        pthread_cond_broadcast(&r->done);
    }
    pthread_mutex_unlock(&r->lock);
    return NULL;
}

/* Write finished places in order; with `all`, wait for every one. */
static void drain(ring *r, bool all)
{
    while (r->first < r->next) {
        place *p = &r->places[r->first % r->n];
        bool full = r->next - r->first == r->n;
        if (p->at != DONE && !all && !full)
            return;
        while (p->at != DONE)
            pthread_cond_wait(&r->done, &r->lock);
        place_write(r, p);
        p->at = FREE;
        r->first++;
    }
}

static void feed(ring *r, const casus_article *a, long jobs)
{
    if (jobs <= 1) {
        r->places[0].article = *a;
        place_work(r, &r->places[0]);
        place_write(r, &r->places[0]);
        return;
    }
    pthread_mutex_lock(&r->lock);
    drain(r, false);
    place *p = &r->places[r->next % r->n];
    place_take(p, a);
    p->at = READY;
    r->next++;
    pthread_cond_signal(&r->work);
    pthread_mutex_unlock(&r->lock);
}

static void feed_file(ring *r, const char *path, long jobs)
{
    const settings *s = r->t->s;
    intake_options o = {.max_bytes = r->t->options.max_bytes, .date = s->date, .message = tell_reader, .columns = s->columns};
    casus_error err;
    casus_article a;
    if (s->input)
        intake_kind_named(s->input, &o.kind);
    intake *in = intake_open(path, &o, &err);
    if (!in) {
        fprintf(stderr, "casus: %s\n", err.message);
        r->status = EXIT_SOME_FAILED;
        return;
    }
    while (intake_next(in, &a) > 0)
        feed(r, &a, jobs);
    if (intake_failures(in))
        r->status = EXIT_SOME_FAILED;
    intake_close(in);
}

static void feed_all(ring *r, long jobs)
{
    const settings *s = r->t->s;
    static const char *const standard_input[] = {"-", NULL};
    const char *const *files = s->n_files ? s->files : standard_input;
    for (; *files; files++)
        feed_file(r, *files, jobs);
    if (jobs > 1) {
        pthread_mutex_lock(&r->lock);
        drain(r, true);
        r->closed = true;
        pthread_cond_broadcast(&r->work);
        pthread_mutex_unlock(&r->lock);
    }
}

static bool ring_open(ring *r, long jobs)
{
    r->n = jobs > 1 ? (int)jobs * PLACES_A_JOB : 1;
    r->places = calloc((size_t)r->n, sizeof *r->places);
    for (int i = 0; r->places && i < r->n; i++)
        if (!(r->places[i].doc = casus_doc_new()))
            return false;
    return r->places && pthread_mutex_init(&r->lock, NULL) == 0 && pthread_cond_init(&r->work, NULL) == 0 && pthread_cond_init(&r->done, NULL) == 0;
}

static void ring_close(ring *r)
{
    for (int i = 0; r->places && i < r->n; i++) {
        casus_doc_free(r->places[i].doc);
        arena_free(&r->places[i].copies);
        buffer_free(&r->places[i].out);
    }
    free(r->places);
}

static void run(ring *r, long jobs)
{
    pthread_t threads[MAX_JOBS];
    long started = 0;
    if (r->t->before)
        fputs(r->t->before, stdout);
    for (; jobs > 1 && started < jobs; started++)
        if (pthread_create(&threads[started], NULL, worker, r) != 0)
            break;
    feed_all(r, started > 0 ? jobs : 1);
    for (long i = 0; i < started; i++)
        pthread_join(threads[i], NULL);
    if (r->t->after)
        fputs(r->t->after, stdout);
}

int documents_run(task *t)
{
    char room[1024];
    casus_error err;
    const char *dir = data_folder(t->s, room);
    intake_kind kind;
    if (!dir)
        return EXIT_SOME_FAILED;
    if (t->s->input && !intake_kind_named(t->s->input, &kind)) {
        fprintf(stderr, "casus: unknown input kind '%s'; plain, html, jsonl, csv, feed, warc or petrarch\n", t->s->input);
        return EXIT_USAGE;
    }
    casus_options options = t->options;
    options.layer = t->s->layer;
    casus *c = casus_open(dir, &options, &err);
    if (!c) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    long jobs = t->s->jobs > MAX_JOBS ? MAX_JOBS : t->s->jobs;
    ring r = {.t = t, .c = c};
    if (ring_open(&r, jobs)) {
        run(&r, jobs);
    } else {
        fprintf(stderr, "casus: out of memory\n");
        r.status = EXIT_SOME_FAILED;
    }
    ring_close(&r);
    casus_close(c);
    if (fflush(stdout) != 0 || ferror(stdout)) {
        fprintf(stderr, "casus: the output could not be written\n");
        r.status = EXIT_SOME_FAILED;
    }
    return r.status;
}
