/* What all workers share: the columns, the knowledge, and answers given before.
 *
 * Columns are never changed: when the store has (SQLite's data_version tells), they are loaded anew by
 * a thread of their own and put in the place of the old ones, which go when the last request that uses
 * them is done. Loading takes a while with millions of rows, so it is done at most a tenth of the time. An answer is kept
 * with the version of the columns it was made from and never given for another one. */
#include "server/inside.h"

#include <stdlib.h>
#include <time.h>
#include <unistd.h>

enum { MAX_CACHED = 4 * 1024 * 1024 };

/* ---- columns ---- */

holding *server_hold(server *v)
{
    pthread_mutex_lock(&v->lock);
    holding *h = v->now;
    if (h)
        h->users++;
    pthread_mutex_unlock(&v->lock);
    return h;
}

void server_release(server *v, holding *h)
{
    if (!h)
        return;
    pthread_mutex_lock(&v->lock);
    bool last = --h->users == 0;
    pthread_mutex_unlock(&v->lock);
    if (last) {
        columns_free(h->c);
        free(h);
    }
}

static double seconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void replace(server *v, columns *c)
{
    holding *h = calloc(1, sizeof *h);
    if (!h) {
        columns_free(c);
        return;
    }
    h->c = c;
    h->users = 2; /* v's, and ours while the news are told */
    pthread_mutex_lock(&v->lock);
    holding *old = v->now;
    c->version = ++v->version;
    v->now = h;
    v->loads++;
    pthread_mutex_unlock(&v->lock);
    if (old)
        stream_news(v, old->c, c);
    server_release(v, old);
    server_release(v, h);
}

static void load(server *v)
{
    casus_error err = {0};
    double begun = seconds();
    columns *c = columns_load(v->watching, &err);
    v->load_seconds = seconds() - begun;
    if (!c) {
        buffer b = {0};
        log_string(&b, "message", err.message);
        log_line("error", "load", "%s", b.failed ? "" : b.p);
        buffer_free(&b);
        v->load_error = err;
        return;
    }
    log_line("info", "loaded", ",\"documents\":%u,\"reports\":%u,\"events\":%u,\"mb\":%llu,\"seconds\":%.2f", c->documents_there, c->lists[COL_EVENTS].n, c->lists[COL_EVENTS].n_groups,
             (unsigned long long)(c->bytes >> 20), v->load_seconds);
    replace(v, c);
}

static int64_t data_version(store *s)
{
    sqlite3_stmt *q = NULL;
    int64_t n = -1;
    if (sqlite3_prepare_v2(store_db(s), "PRAGMA data_version", -1, &q, NULL) == SQLITE_OK && sqlite3_step(q) == SQLITE_ROW)
        n = sqlite3_column_int64(q, 0);
    sqlite3_finalize(q);
    return n;
}

static bool pause_for(server *v, double most)
{
    for (double until = seconds() + most; !v->stopping && seconds() < until;)
        usleep(50000);
    return !v->stopping;
}

static void *refresh(void *user)
{
    server *v = user;
    int64_t seen = data_version(v->watching);
    load(v);
    for (bool good = true; good && !v->stopping;) {
        int64_t now = data_version(v->watching);
        if (now != seen) {
            v->refreshing = true;
            load(v);
            seen = now;
            v->refreshing = false;
            good = pause_for(v, v->load_seconds * 9);
        } else {
            good = pause_for(v, 0.5);
        }
    }
    return NULL;
}

/* ---- answers given before ---- */

static uint32_t slot_of(const char *key)
{
    return (uint32_t)(checksum(key, strlen(key)) % CACHE_SLOTS);
}

static void forget(server *v, cached *k)
{
    v->cache_bytes -= k->key ? k->n + strlen(k->key) : 0;
    free(k->key);
    free(k->body);
    *k = (cached){0};
}

bool cache_get(server *v, uint64_t version, const char *key, http_answer *a)
{
    bool found = false;
    pthread_mutex_lock(&v->lock);
    cached *k = &v->cache[slot_of(key)];
    if (k->key && k->version == version && strcmp(k->key, key) == 0) {
        found = true;
        k->used = ++v->clock;
        buffer_put(&a->body, k->body, k->n);
        a->type = k->type;
        memcpy(a->etag, k->etag, sizeof a->etag);
        memcpy(a->extra, k->extra, sizeof k->extra);
        v->hits++;
    } else {
        v->misses++;
    }
    pthread_mutex_unlock(&v->lock);
    return found;
}

/* The oldest of a few at random places goes: near enough to least recently used. */
static void make_room(server *v, size_t n)
{
    uint32_t at = (uint32_t)v->clock * 2654435761u;
    for (int tries = 0; v->cache_bytes + n > v->cache_most && tries < 2 * CACHE_SLOTS; tries++) {
        cached *oldest = NULL;
        for (int i = 0; i < 8; i++, at++) {
            cached *k = &v->cache[at % CACHE_SLOTS];
            if (k->key && (!oldest || k->used < oldest->used))
                oldest = k;
        }
        if (oldest)
            forget(v, oldest);
    }
}

void cache_put(server *v, uint64_t version, const char *key, const http_answer *a)
{
    size_t n = a->body.n, whole = n + strlen(key);
    if (whole > MAX_CACHED || whole > v->cache_most || a->body.failed || !n)
        return;
    char *name = strdup(key), *body = malloc(n);
    if (!name || !body) {
        free(name);
        free(body);
        return;
    }
    memcpy(body, a->body.p, n);
    pthread_mutex_lock(&v->lock);
    cached *k = &v->cache[slot_of(key)];
    forget(v, k);
    make_room(v, whole);
    *k = (cached){.key = name, .body = body, .n = n, .type = a->type, .version = version, .used = ++v->clock};
    memcpy(k->etag, a->etag, sizeof k->etag);
    memcpy(k->extra, a->extra, sizeof k->extra);
    v->cache_bytes += whole;
    pthread_mutex_unlock(&v->lock);
}

/* ---- beginning and end ---- */

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

int server_start(server *v, casus_error *err)
{
    const server_options *o = v->o;
    pthread_mutex_init(&v->lock, NULL);
    pthread_mutex_init(&v->judging, NULL);
    v->cache_most = o->cache_mb < 0 ? 0 : (size_t)(o->cache_mb ? o->cache_mb : 64) << 20;
    v->version = (uint64_t)time(NULL) * 1000; /* so that no version comes twice, after a new start either */
    v->store_name = strdup(last_part(o->db));
    v->watching = store_open(o->db, STORE_READ, err);
    if (!v->watching)
        return err->code;
    v->reader = casus_open(o->data, NULL, err);
    v->explainer = v->reader ? casus_open(o->data, &(casus_options){.notes = 1, .parse_all = 1}, err) : NULL;
    v->names = symtab_new(&v->names_memory, NULL);
    v->known = v->explainer ? knowledge_open(o->data, v->names, NULL, NULL, err) : NULL;
    if (!v->known)
        return err->code;
    v->refresher_runs = pthread_create(&v->refresher, NULL, refresh, v) == 0;
    return v->refresher_runs ? CASUS_OK : error_set(err, CASUS_ENOMEM, "a thread could not be started");
}

void server_stop(server *v)
{
    v->stopping = true;
    if (v->refresher_runs) {
        sqlite3_interrupt(store_db(v->watching)); /* a load that is under way is given up */
        pthread_join(v->refresher, NULL);
    }
    server_release(v, v->now);
    for (int i = 0; i < CACHE_SLOTS; i++)
        forget(v, &v->cache[i]);
    store_close(v->watching);
    casus_close(v->reader);
    casus_close(v->explainer);
    knowledge_close(v->known);
    arena_free(&v->names_memory);
    free(v->store_name);
    pthread_mutex_destroy(&v->lock);
    pthread_mutex_destroy(&v->judging);
}
