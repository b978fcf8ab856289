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
        free(h->alerts);
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

static void make_alerts(server *v, holding *h);

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
    make_alerts(v, h);
    server_release(v, h);
}

/* ---- alerts: one pass over the columns for each version of them ---- */

enum { LEAST_ITEMS = 5 };

static int newest_first(const void *x, const void *y)
{
    const alert *a = x, *b = y;
    if (a->day != b->day)
        return a->day > b->day ? -1 : 1;
    int order = memcmp(&a->of, &b->of, sizeof a->of);
    return order ? order : a->kind != b->kind ? (a->kind < b->kind ? -1 : 1) : a->term - b->term;
}

static bool append(alert **all, uint32_t *n, const alert *list, uint32_t more)
{
    alert *bigger = more ? realloc(*all, (*n + more) * sizeof *bigger) : *all;
    if (more && !bigger)
        return false;
    if (more)
        memcpy(bigger + *n, list, more * sizeof *bigger);
    *all = bigger;
    *n += more;
    return true;
}

static int by_number(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a, y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

static void tell_alert(server *v, const holding *h, const alert *a)
{
    casus_error err;
    buffer b = {0};
    if (alerts_json(v->watching, a, 1, &h->w, &b, &err) == 0 && !b.failed && b.n > 4) {
        for (size_t i = 0; i < b.n; i++)
            b.p[i] = b.p[i] == '\n' ? ' ' : b.p[i]; /* an event's data is one line */
        http_tell(v->h, "alert", (str){b.p + 1, b.n - 2}, NULL, NULL); /* without the list's brackets */
    }
    buffer_free(&b);
}

/* Streams hear of each alert that was not there before; what is there at the start is no news. */
static void tell_alerts(server *v, const holding *h)
{
    uint64_t *now = malloc((h->n_alerts + 1) * sizeof *now);
    char id[80];
    for (uint32_t i = 0; now && i < h->n_alerts; i++) {
        alert_id(&h->alerts[i], &h->w, id);
        now[i] = checksum(id, strlen(id));
        if (v->told && v->h && !bsearch(&now[i], v->told, v->n_told, sizeof *now, by_number))
            tell_alert(v, h, &h->alerts[i]);
    }
    if (!now)
        return;
    qsort(now, h->n_alerts, sizeof *now, by_number);
    free(v->told);
    v->told = now;
    v->n_told = h->n_alerts;
}

static void make_alerts(server *v, holding *h)
{
    char path[1200];
    casus_error err;
    uint32_t n_pairs = 0, n = 0;
    alert *all = calloc(1, sizeof *all);
    snprintf(path, sizeof path, "%s/knowledge/measures/tension.txt", v->o->data);
    history **pairs = all && weights_read(path, &h->w, &err) == 0 ? histories_open(h->c, &h->w, LEAST_ITEMS, 0, &n_pairs, &err) : NULL;
    bool good = pairs != NULL;
    for (uint32_t i = 0; good && i < n_pairs && !v->stopping; i++) {
        uint32_t more = 0;
        alert *found = pairs[i]->n_days ? alerts_of(pairs[i], &h->w, pairs[i]->days[0].day, pairs[i]->days[pairs[i]->n_days - 1].day, &more) : NULL;
        good = append(&all, &n, found, more);
        free(found);
    }
    histories_free(pairs, n_pairs);
    if (!good) {
        free(all);
        return;
    }
    qsort(all, n, sizeof *all, newest_first);
    pthread_mutex_lock(&v->lock);
    h->alerts = all;
    h->n_alerts = n;
    h->alerted = true;
    pthread_mutex_unlock(&v->lock);
    tell_alerts(v, h);
}

bool server_alerted(server *v, const holding *h)
{
    pthread_mutex_lock(&v->lock);
    bool there = h->alerted;
    pthread_mutex_unlock(&v->lock);
    return there;
}

static void load(server *v)
{
    casus_error err = {0};
    double begun = seconds();
    columns *c = columns_load(v->watching, true, &err);
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

enum { WAYS = 8 }; /* places an answer may stand at: of two that are asked for in turn neither drives the other out */

static cached *ways_of(server *v, const char *key)
{
    return &v->cache[checksum(key, strlen(key)) % (CACHE_SLOTS / WAYS) * WAYS];
}

/* Where the answer to this stands, of any version; NULL. */
static cached *find(server *v, const char *key)
{
    cached *k = ways_of(v, key);
    for (int i = 0; i < WAYS; i++)
        if (k[i].key && strcmp(k[i].key, key) == 0)
            return &k[i];
    return NULL;
}

/* Where it shall stand: in the old one's place, a free one, or that of the one not asked for the longest. */
static cached *place_for(server *v, const char *key)
{
    cached *k = ways_of(v, key), *best = find(v, key);
    for (int i = 0; i < WAYS && !best; i++)
        best = k[i].key ? NULL : &k[i];
    if (best)
        return best;
    best = k;
    for (int i = 1; i < WAYS; i++)
        best = k[i].used < best->used ? &k[i] : best;
    return best;
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
    cached *k = find(v, key);
    if (k && k->version == version) {
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
    cached *k = place_for(v, key);
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
    v->known = v->explainer ? knowledge_open(o->data, NULL, v->names, NULL, NULL, err) : NULL;
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
    free(v->told);
    free(v->store_name);
    pthread_mutex_destroy(&v->lock);
    pthread_mutex_destroy(&v->judging);
}
