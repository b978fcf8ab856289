/* casus ingest, casus recode: documents into a store.
 *
 *     reader --> seats --> workers (--jobs) --> seats --> writer
 *
 * One thread reads the inputs and asks the store, by hash, whether it has an article already: then
 * nothing more is done with it. New ones take a seat in a ring, workers analyse them and keep what
 * the store wants, and the main thread writes finished seats in the order of reading, some dozens to
 * a transaction. The lock is held while writing only, so two programs can fill one store. What is in
 * flight is bounded by seats and bytes, however large the input. */
#include "cli/ingest.h"
#include "same/same.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { SEATS = 256, BATCH = 64, MAX_JOBS = 256, BYTES_IN_FLIGHT = 8 << 20, LARGE = 256 << 10 };

typedef enum seat_state { SEAT_FREE, SEAT_READY, SEAT_BUSY, SEAT_DONE } seat_state;

typedef struct seat { /* an article, or the mark that a file is finished */
    seat_state at;
    casus_article article;
    arena copies;
    uint8_t hash[32];
    paper paper;
    int64_t number;        /* of the document to recode; 0: a new one */
    char *file;            /* finished file */
    int64_t size, changed; /* of the file */
    size_t bytes;
    char message[500];
    bool failed;
} seat;

struct pipeline {
    const settings *s;
    const casus *c;
    store *reading, *writing;
    run_info run;
    seat seats[SEATS];
    long first, next;  /* first not written, next to fill */
    size_t in_flight;
    bool closed, stopped, starving; /* no more to come; given up; the reader waits for a seat */
    pthread_mutex_t lock;
    pthread_cond_t work, done, freed;
    /* what is told at the end */
    uint64_t added, known, failed, empty, unchanged;
    _Atomic int64_t bytes_total, bytes_read; /* for the bar only */
    struct timespec began;
    int status, shard, shards;
    bool quiet; /* nothing is told when nothing is new */
    ingest_reader *read;
    void *user;
};

/* ---- progress, on a terminal ---- */

static double seconds_since(const struct timespec *t)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)(now.tv_sec - t->tv_sec) + (double)(now.tv_nsec - t->tv_nsec) / 1e9;
}

static void show_progress(pipeline *p, bool last)
{
    static const char bar[] = "##############################";
    double s = seconds_since(&p->began), done = p->bytes_total ? (double)p->bytes_read / (double)p->bytes_total : 0;
    if (isatty(STDERR_FILENO) != 1)
        return;
    done = done > 1 || last ? 1 : done;
    fprintf(stderr, "\r\033[K%.*s%*s %3.0f%%  %llu new, %llu known, %.0f documents/s", (int)(done * 30), bar, 30 - (int)(done * 30), "", done * 100, (unsigned long long)p->added,
            (unsigned long long)p->known, (double)(p->added + p->known) / (s > 0.01 ? s : 0.01));
    if (!last && done > 0.01 && s > 2)
        fprintf(stderr, ", %.0f s left", s / done - s);
    fputs(last ? "\n" : "", stderr);
}

/* ---- the reader ---- */

static const char *keep(arena *a, const char *s, size_t n)
{
    return s ? arena_copy(a, s, n) : NULL;
}

static const char *keep_name(arena *a, const char *s)
{
    return s ? arena_copy(a, s, strlen(s)) : NULL;
}

static void seat_take(seat *x, const casus_article *a)
{
    size_t n = a->text ? (a->n_text ? a->n_text : strlen(a->text)) : 0;
    arena_reset(&x->copies);
    x->article = *a;
    x->article.text = keep(&x->copies, a->text ? a->text : "", n);
    x->article.n_text = n;
    x->article.id = keep_name(&x->copies, a->id);
    x->article.title = keep_name(&x->copies, a->title);
    x->article.url = keep_name(&x->copies, a->url);
    x->article.source = keep_name(&x->copies, a->source);
    if (!a->sentences)
        return;
    const char **list = ARENA_ARRAY(&x->copies, const char *, a->n_sentences + 1);
    for (size_t i = 0; i < a->n_sentences; i++)
        list[i] = keep_name(&x->copies, a->sentences[i] ? a->sentences[i] : "");
    x->article.sentences = list;
}

static size_t bytes_of(const casus_article *a)
{
    size_t n = a->text ? (a->n_text ? a->n_text : strlen(a->text)) : 0;
    for (size_t i = 0; a->sentences && i < a->n_sentences; i++)
        n += a->sentences[i] ? strlen(a->sentences[i]) : 0;
    return n;
}

/* Wait for a free seat, with the lock held; NULL when all has stopped. */
static seat *seat_wait(pipeline *p, size_t bytes)
{
    while (!p->stopped && (p->next - p->first == SEATS || (p->in_flight && p->in_flight + bytes > BYTES_IN_FLIGHT))) {
        p->starving = true;
        pthread_cond_signal(&p->done);
        pthread_cond_wait(&p->freed, &p->lock);
    }
    p->starving = false;
    return p->stopped ? NULL : &p->seats[p->next % SEATS];
}

static bool push_article(pipeline *p, const casus_article *a, const uint8_t hash[32], int64_t number)
{
    size_t bytes = bytes_of(a);
    pthread_mutex_lock(&p->lock);
    seat *x = seat_wait(p, bytes);
    if (x) {
        pthread_mutex_unlock(&p->lock); /* nobody else looks at a seat beyond `next` */
        seat_take(x, a);
        if (hash)
            memcpy(x->hash, hash, sizeof x->hash);
        x->number = number;
        x->bytes = bytes;
        x->failed = false;
        pthread_mutex_lock(&p->lock);
        x->at = SEAT_READY;
        p->in_flight += bytes;
        p->next++;
        pthread_cond_signal(&p->work);
    }
    pthread_mutex_unlock(&p->lock);
    return x != NULL;
}

static bool push_file(pipeline *p, const char *path, const struct stat *st)
{
    pthread_mutex_lock(&p->lock);
    seat *x = seat_wait(p, 0);
    if (x) {
        x->file = strdup(path);
        x->size = st->st_size;
        x->changed = (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec;
        x->bytes = 0;
        x->at = SEAT_DONE;
        p->next++;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    return x != NULL;
}

static void count(pipeline *p, uint64_t *counter)
{
    pthread_mutex_lock(&p->lock);
    (*counter)++;
    pthread_mutex_unlock(&p->lock);
}

/* One article of an input: known, of another shard, or new. */
bool ingest_article(pipeline *p, const char *path, casus_article *a)
{
    uint8_t hash[32];
    bool given = a->id && strncmp(a->id, path, strlen(path)) != 0;
    if (!bytes_of(a) && !(a->title && *a->title)) {
        count(p, &p->empty);
        return true;
    }
    paper_hash(a, given, hash);
    if (p->shards && hash[0] % p->shards != p->shard)
        return true;
    if (store_has(p->reading, hash)) {
        count(p, &p->known);
        return true;
    }
    if (!a->date)
        a->date = p->s->date;
    return push_article(p, a, hash, 0);
}

/* Under what name a finished file is remembered: how it was read belongs to it. */
static char *input_name(const pipeline *p, const char *path)
{
    char real[4200] = "", *name = malloc(4400);
    if (!name || !realpath(path, real)) {
        free(name);
        return NULL;
    }
    snprintf(name, 4400, "%s%s%s", real, p->s->input ? "?" : "", p->s->input ? p->s->input : "");
    if (p->shards)
        snprintf(name + strlen(name), 60, "#%d/%d", p->shard, p->shards);
    return name;
}

static bool is_finished(pipeline *p, const char *name, const struct stat *st)
{
    sqlite3_stmt *q = NULL;
    bool done = false;
    if (sqlite3_prepare_v2(store_db(p->reading), "SELECT 1 FROM input WHERE path = ?1 AND size = ?2 AND changed = ?3", -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_text(q, 1, name, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 2, st->st_size);
        sqlite3_bind_int64(q, 3, (int64_t)st->st_mtim.tv_sec * 1000000000 + st->st_mtim.tv_nsec);
        done = sqlite3_step(q) == SQLITE_ROW;
    }
    sqlite3_finalize(q);
    return done;
}

static bool read_file(pipeline *p, const char *path)
{
    intake_options o = {.message = tell_reader, .columns = p->s->columns};
    casus_error err;
    casus_article a;
    struct stat st = {0};
    bool regular = strcmp(path, "-") != 0 && stat(path, &st) == 0 && S_ISREG(st.st_mode), going = true;
    char *name = regular ? input_name(p, path) : NULL;
    if (name && is_finished(p, name, &st)) {
        free(name);
        p->bytes_read += st.st_size;
        count(p, &p->unchanged);
        return true;
    }
    if (p->s->input)
        intake_kind_named(p->s->input, &o.kind);
    intake *in = intake_open(path, &o, &err);
    int64_t before = p->bytes_read;
    if (!in) {
        fprintf(stderr, "casus: %s\n", err.message);
        count(p, &p->failed);
    }
    while (in && going && intake_next(in, &a) > 0) {
        p->bytes_read += (int64_t)bytes_of(&a);
        going = ingest_article(p, path, &a);
    }
    p->bytes_read = before + st.st_size;
    if (in && intake_failures(in)) {
        pthread_mutex_lock(&p->lock);
        p->failed += intake_failures(in);
        pthread_mutex_unlock(&p->lock);
    } else if (in && going && name) {
        going = push_file(p, name, &st);
    }
    intake_close(in);
    free(name);
    return going;
}

/* Folders are walked, in the order of the names. */
static bool read_input(pipeline *p, const char *path)
{
    struct stat st;
    casus_error err;
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode))
        return read_file(p, path);
    arena a = {0};
    char **names = file_list(&a, path, "", &err);
    bool going = true;
    if (!names) {
        fprintf(stderr, "casus: %s\n", err.message);
        count(p, &p->failed);
    }
    for (; names && *names && going; names++)
        going = read_file(p, arena_printf(&a, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", *names));
    arena_free(&a);
    return going;
}

static off_t size_of(const char *path)
{
    struct stat st;
    casus_error err;
    off_t total = 0;
    if (strcmp(path, "-") == 0 || stat(path, &st) != 0)
        return 0;
    if (!S_ISDIR(st.st_mode))
        return st.st_size;
    arena a = {0};
    for (char **names = file_list(&a, path, "", &err); names && *names; names++)
        if (stat(arena_printf(&a, "%s/%s", path, *names), &st) == 0)
            total += st.st_size;
    arena_free(&a);
    return total;
}

static void read_inputs(pipeline *p, void *user)
{
    (void)user;
    if (isatty(STDERR_FILENO) == 1)
        for (int i = 0; i < p->s->n_files; i++)
            p->bytes_total += size_of(p->s->files[i]);
    for (int i = 0; i < p->s->n_files; i++)
        if (!read_input(p, p->s->files[i]))
            return;
}

/* Documents that were read with other knowledge, another model or another casus. */
static const char stale[] = "SELECT d.id, d.current FROM document d JOIN coding c ON c.id = d.current JOIN run u ON u.id = c.run"
                            " WHERE d.id > ?4 AND (u.casus <> ?1 OR u.knowledge <> ?2 OR u.model <> ?3) ORDER BY d.id LIMIT 100";

static bool recode_some(pipeline *p, int64_t *after, casus_error *err)
{
    int64_t list[100][2];
    int n = 0;
    sqlite3_stmt *q = NULL;
    bool going = sqlite3_prepare_v2(store_db(p->reading), stale, -1, &q, NULL) == SQLITE_OK;
    const char *values[] = {casus_version(), p->run.knowledge, p->run.model};
    for (int i = 0; i < 3; i++)
        sqlite3_bind_text(q, i + 1, values[i], -1, SQLITE_STATIC);
    sqlite3_bind_int64(q, 4, *after);
    for (; going && sqlite3_step(q) == SQLITE_ROW; n++) {
        list[n][0] = sqlite3_column_int64(q, 0);
        list[n][1] = sqlite3_column_int64(q, 1);
    }
    sqlite3_finalize(q);
    paper whole = {0};
    for (int i = 0; i < n && going; i++) {
        casus_article a;
        going = store_load(p->reading, list[i][1], &whole, err) == 0;
        if (!going)
            break;
        store_article(&whole, &a);
        if (!a.date)
            a.date = p->s->date;
        going = push_article(p, &a, NULL, list[i][0]);
        *after = list[i][0];
    }
    paper_free(&whole);
    return going && n > 0;
}

static void read_stored(pipeline *p, void *user)
{
    int64_t after = 0;
    casus_error err = {0};
    (void)user;
    while (recode_some(p, &after, &err))
        ;
    if (*err.message) {
        fprintf(stderr, "casus: %s\n", err.message);
        count(p, &p->failed);
    }
}

static void *reader(void *user)
{
    pipeline *p = user;
    p->read(p, p->user);
    pthread_mutex_lock(&p->lock);
    p->closed = true;
    pthread_cond_broadcast(&p->work);
    pthread_cond_broadcast(&p->done);
    pthread_mutex_unlock(&p->lock);
    return NULL;
}

/* ---- workers ---- */

static void seat_work(const pipeline *p, seat *x, casus_doc *doc)
{
    casus_error err;
    x->failed = casus_analyze(p->c, doc, &x->article, &err) != 0;
    if (!x->failed && !paper_pack(&x->paper, (document *)doc, &x->article)) {
        x->failed = true;
        error_set(&err, CASUS_ENOMEM, "out of memory");
    }
    if (x->failed)
        snprintf(x->message, sizeof x->message, "%s: %s", x->article.id ? x->article.id : "-", err.message);
    memcpy(x->paper.hash, x->hash, sizeof x->hash);
}

static seat *next_ready(pipeline *p)
{
    for (long i = p->first; i < p->next; i++)
        if (p->seats[i % SEATS].at == SEAT_READY)
            return &p->seats[i % SEATS];
    return NULL;
}

static void *worker(void *user)
{
    pipeline *p = user;
    casus_doc *doc = casus_doc_new();
    pthread_mutex_lock(&p->lock);
    while (doc) {
        seat *x = p->stopped ? NULL : next_ready(p);
        if (!x && (p->closed || p->stopped))
            break;
        if (!x) {
            pthread_cond_wait(&p->work, &p->lock);
            continue;
        }
        x->at = SEAT_BUSY;
        pthread_mutex_unlock(&p->lock);
        seat_work(p, x, doc);
        if (x->bytes > LARGE) { /* give its memory back */
            casus_doc_free(doc);
            doc = casus_doc_new();
        }
        pthread_mutex_lock(&p->lock);
        x->at = SEAT_DONE;
        pthread_cond_signal(&p->done);
    }
    pthread_mutex_unlock(&p->lock);
    casus_doc_free(doc);
    return NULL;
}

/* ---- the writer ---- */

static int write_input(pipeline *p, const seat *x, casus_error *err)
{
    sqlite3_stmt *q = NULL;
    sqlite3 *db = store_db(p->writing);
    bool good = sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO input(path, size, changed) VALUES(?1,?2,?3)", -1, &q, NULL) == SQLITE_OK;
    if (good) {
        sqlite3_bind_text(q, 1, x->file, -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 2, x->size);
        sqlite3_bind_int64(q, 3, x->changed);
        good = sqlite3_step(q) == SQLITE_DONE;
    }
    int code = good ? CASUS_OK : store_fault(p->writing, err);
    sqlite3_finalize(q);
    return code;
}

static int write_seat(pipeline *p, seat *x, uint64_t *n, casus_error *err)
{
    if (x->file)
        return write_input(p, x, err);
    if (x->failed)
        return CASUS_OK;
    if (run_start(p->writing, &p->run, err) != 0)
        return CASUS_EFILE;
    added rows;
    int code = x->number ? store_recode(p->writing, &x->paper, x->number, p->run.id, &rows, err) : store_add(p->writing, &x->paper, p->run.id, &rows, err);
    if (code == 0)
        code = same_settle(p->writing, &x->paper, &rows, err);
    *n += rows.coding != 0;
    return code;
}

/* A batch in one transaction: all of it is in the store, or nothing. */
static int write_batch(pipeline *p, long n, casus_error *err)
{
    uint64_t new = 0, documents = 0;
    bool fresh = p->run.id == 0;
    int code = store_begin(p->writing, err);
    for (long i = 0; i < n && code == 0; i++) {
        code = write_seat(p, &p->seats[(p->first + i) % SEATS], &new, err);
        documents += !p->seats[(p->first + i) % SEATS].file && !p->seats[(p->first + i) % SEATS].failed;
    }
    if (code == 0)
        code = store_commit(p->writing, err);
    else
        store_rollback(p->writing);
    if (code != 0 && fresh)
        p->run.id = 0; /* its row went with the transaction */
    if (code == 0) {
        pthread_mutex_lock(&p->lock);
        p->added += new;
        p->known += documents - new; /* somebody else was quicker */
        pthread_mutex_unlock(&p->lock);
    }
    return code;
}

static void seat_free(pipeline *p, seat *x)
{
    if (x->failed && !x->file) {
        fprintf(stderr, "casus: %s\n", x->message);
        p->failed++;
    }
    free(x->file);
    x->file = NULL;
    if (x->bytes > LARGE) {
        arena_free(&x->copies);
        paper_free(&x->paper);
    }
    p->in_flight -= x->bytes;
    x->at = SEAT_FREE;
}

static long ready_to_write(const pipeline *p)
{
    long n = 0;
    while (p->first + n < p->next && n < BATCH && p->seats[(p->first + n) % SEATS].at == SEAT_DONE)
        n++;
    return n;
}

/* Wait until a batch is worth writing: with the lock held. 0 at the end. */
static long batch_wait(pipeline *p)
{
    struct timespec until;
    clock_gettime(CLOCK_REALTIME, &until);
    until.tv_sec += 1;
    for (;;) {
        long n = ready_to_write(p);
        bool all = p->closed && p->first + n == p->next;
        if (n == BATCH || all || (n && p->starving))
            return n;
        int code = pthread_cond_timedwait(&p->done, &p->lock, &until);
        if (code != 0) {
            if (ready_to_write(p))
                return ready_to_write(p);
            clock_gettime(CLOCK_REALTIME, &until);
            until.tv_sec += 1;
        }
    }
}

static void write_all(pipeline *p)
{
    casus_error err;
    pthread_mutex_lock(&p->lock);
    for (long n; (n = batch_wait(p)) > 0;) {
        pthread_mutex_unlock(&p->lock);
        int code = write_batch(p, n, &err);
        pthread_mutex_lock(&p->lock);
        if (code != 0) {
            fprintf(stderr, "casus: %s\n", err.message);
            p->status = EXIT_SOME_FAILED;
            p->stopped = true;
            pthread_cond_broadcast(&p->work);
            pthread_cond_broadcast(&p->freed);
            break;
        }
        for (long i = 0; i < n; i++)
            seat_free(p, &p->seats[(p->first + i) % SEATS]);
        p->first += n;
        pthread_cond_broadcast(&p->freed);
        show_progress(p, false);
    }
    pthread_mutex_unlock(&p->lock);
}

static int finish_run(pipeline *p)
{
    casus_error err;
    if (!p->run.id || p->stopped)
        return p->status;
    int code = store_begin(p->writing, &err);
    if (code == 0 && (code = run_finish(p->writing, &p->run, &err)) != 0)
        store_rollback(p->writing);
    else if (code == 0)
        code = store_commit(p->writing, &err);
    if (code == 0)
        return p->status;
    fprintf(stderr, "casus: %s\n", err.message);
    return EXIT_SOME_FAILED;
}

/* ---- putting it together ---- */

static void run_threads(pipeline *p)
{
    pthread_t threads[MAX_JOBS + 1];
    long jobs = p->s->jobs < 1 ? 1 : p->s->jobs > MAX_JOBS ? MAX_JOBS : p->s->jobs, started = 0;
    for (; started < jobs; started++)
        if (pthread_create(&threads[started], NULL, worker, p) != 0)
            break;
    if (started == 0 || pthread_create(&threads[started], NULL, reader, p) != 0) {
        fprintf(stderr, "casus: no thread could be started\n");
        p->status = EXIT_SOME_FAILED;
        p->closed = p->stopped = true;
        pthread_cond_broadcast(&p->work);
        started--;
    } else {
        write_all(p);
    }
    for (long i = 0; i <= started; i++)
        pthread_join(threads[i], NULL);
}

static void summarise(const pipeline *p)
{
    if (p->quiet && !p->added && !p->failed)
        return;
    bool recode = strcmp(p->run.kind, "recode") == 0;
    printf("%s: %llu document%s %s", p->s->db, (unsigned long long)p->added, p->added == 1 ? "" : "s", recode ? "read again" : "added");
    if (p->known)
        printf(", %llu there already", (unsigned long long)p->known);
    if (p->unchanged)
        printf(", %llu file%s unchanged", (unsigned long long)p->unchanged, p->unchanged == 1 ? "" : "s");
    if (p->empty)
        printf(", %llu without text", (unsigned long long)p->empty);
    if (p->failed)
        printf(", %llu failed", (unsigned long long)p->failed);
    printf("\n");
}

/* The options that matter to what was read, as JSON, for the run's row. */
static void describe(const settings *s, buffer *out)
{
    buffer_puts(out, "{\"date\":\"");
    if (s->date)
        put_date(out, s->date, 'd');
    buffer_puts(out, "\",\"input\":");
    put_json(out, str_of(s->input ? s->input : ""));
    buffer_puts(out, ",\"columns\":");
    put_json(out, str_of(s->columns ? s->columns : ""));
    buffer_puts(out, ",\"shard\":");
    put_json(out, str_of(s->shard ? s->shard : ""));
    buffer_puts(out, ",\"from\":[");
    for (int i = 0; i < s->n_files && i < 20; i++) {
        buffer_puts(out, i ? "," : "");
        put_json(out, str_of(s->files[i]));
    }
    buffer_puts(out, "]}");
}

static long number_in(const char *variable)
{
    const char *value = getenv(variable);
    long n = 0;
    return value && str_int(str_of(value), &n) ? n : 0;
}

static bool open_all(pipeline *p, const char *dir, store_mode mode, casus_error *err)
{
    casus *c = NULL;
    if (run_measure(&p->run, dir, err) != 0 || !(p->writing = store_open(p->s->db, mode, err)) || !(p->reading = store_open(p->s->db, STORE_READ, err)))
        return false;
    store_limit(p->writing, number_in("CASUS_WAIT_MS"), number_in("CASUS_MAX_PAGES"));
    p->c = c = casus_open(dir, NULL, err);
    return c != NULL;
}

static void close_all(pipeline *p)
{
    for (int i = 0; i < SEATS; i++) {
        arena_free(&p->seats[i].copies);
        paper_free(&p->seats[i].paper);
        free(p->seats[i].file);
    }
    store_close(p->reading);
    store_close(p->writing);
    casus_close((casus *)(uintptr_t)p->c);
    free(p);
}

/* "2/8": the second of eight. */
static bool read_shard(const char *text, int *shard, int *shards)
{
    char rest;
    return sscanf(text, "%d/%d%c", shard, shards, &rest) == 2 && *shards > 0 && *shards <= 256 && *shard >= 1 && *shard <= *shards;
}

static int fill(const settings *s, const char *kind, ingest_reader *read, void *user, bool *whole)
{
    char room[1024];
    casus_error err;
    buffer options = {0};
    const char *dir = data_folder(s, room);
    pipeline *p = dir ? calloc(1, sizeof *p) : NULL;
    if (!p)
        return EXIT_SOME_FAILED;
    describe(s, &options);
    p->s = s;
    p->run = (run_info){.kind = kind, .options = options.p};
    p->read = read;
    p->user = user;
    p->quiet = strcmp(kind, "watch") == 0;
    if (s->shard && read_shard(s->shard, &p->shard, &p->shards))
        p->shard--;
    clock_gettime(CLOCK_MONOTONIC, &p->began);
    pthread_mutex_init(&p->lock, NULL);
    pthread_cond_init(&p->work, NULL);
    pthread_cond_init(&p->done, NULL);
    pthread_cond_init(&p->freed, NULL);
    int status = EXIT_SOME_FAILED;
    *whole = false;
    if (open_all(p, dir, strcmp(kind, "recode") == 0 ? STORE_WRITE : STORE_CREATE, &err)) {
        run_threads(p);
        status = finish_run(p);
        *whole = !p->stopped;
        show_progress(p, true);
        summarise(p);
        status = p->failed ? EXIT_SOME_FAILED : status;
    } else {
        fprintf(stderr, "casus: %s\n", err.message);
    }
    close_all(p);
    buffer_free(&options);
    return fflush(stdout) == 0 ? status : EXIT_SOME_FAILED;
}

int command_ingest(const settings *s)
{
    intake_kind kind;
    int shard = 1, shards = 0;
    bool whole;
    if (!s->db || s->n_files < 1) {
        fprintf(stderr, "casus ingest: name the store with --db FILE, then files or folders (- is standard input)\n");
        return EXIT_USAGE;
    }
    if (s->input && !intake_kind_named(s->input, &kind)) {
        fprintf(stderr, "casus: unknown input kind '%s'; plain, html, jsonl, csv, feed, warc or petrarch\n", s->input);
        return EXIT_USAGE;
    }
    if (s->shard && !read_shard(s->shard, &shard, &shards)) {
        fprintf(stderr, "casus ingest: --shard takes i/n, such as 2/8, not '%s'\n", s->shard);
        return EXIT_USAGE;
    }
    return fill(s, "ingest", read_inputs, NULL, &whole);
}

int command_recode(const settings *s)
{
    bool whole;
    if (!s->db) {
        fprintf(stderr, "casus recode: name the store with --db FILE\n");
        return EXIT_USAGE;
    }
    return fill(s, "recode", read_stored, NULL, &whole);
}

/* ---- for casus watch ---- */

int ingest_run(const settings *s, ingest_reader *read, void *user, bool *whole)
{
    *whole = false;
    return fill(s, "watch", read, user, whole);
}

store *ingest_store(pipeline *p)
{
    return p->reading;
}

void ingest_failed(pipeline *p)
{
    count(p, &p->failed);
}
