/* The routes, and the way of a request: which row of the table, which parameters, whether it may, whether
 * it was answered before; then the row's function. */
#include "server/inside.h"

#include <stdlib.h>
#include <strings.h>

#define FILTERS "since until actor recipient event country status place quad score source text "
#define PAGES "limit next order format"
enum { LIST = F_JSON | F_JSONL | F_CSV, COLUMNS = NEEDS_COLUMNS | CACHED };

const route routes[] = {
    {"GET", "/healthz", "", F_JSON, 0, answer_health},
    {"GET", "/metrics", "", F_OTHER, 0, answer_metrics},
    {"GET", "/openapi.json", "", F_JSON, QUICK, answer_openapi},
    {"GET", "/api/v1/events", FILTERS "document " PAGES, LIST | F_GEOJSON, COLUMNS, answer_events},
    {"GET", "/api/v1/events/{id}", "", F_JSON, NEEDS_COLUMNS, answer_event},
    {"GET", "/api/v1/documents", "since until source text " PAGES, LIST, COLUMNS, answer_documents},
    {"GET", "/api/v1/documents/{id}", "reading", F_JSON, NEEDS_COLUMNS, answer_document},
    {"GET", "/api/v1/statements", "since until actor recipient kind issue stance source text document " PAGES, LIST, COLUMNS, answer_statements},
    {"GET", "/api/v1/figures", "since until actor claimant country what place source text document " PAGES, LIST, COLUMNS, answer_figures},
    {"GET", "/api/v1/meetings", "since until actor recipient country status place source text document " PAGES, LIST | F_ICS, COLUMNS, answer_meetings},
    {"GET", "/api/v1/actors", FILTERS "limit next format", LIST, COLUMNS | COUNTS, answer_actors},
    {"GET", "/api/v1/actors/{code}", "since until", F_JSON, COLUMNS | COUNTS | DOTTED, answer_actor},
    {"GET", "/api/v1/dyads", FILTERS "undirected min limit next format", LIST, COLUMNS | COUNTS, answer_dyads},
    {"GET", "/api/v1/dyads/{a}/{b}", "since until by", F_JSON, COLUMNS | COUNTS, answer_dyad},
    {"GET", "/api/v1/series", FILTERS "by format", LIST, COLUMNS | COUNTS, answer_series},
    {"GET", "/api/v1/countries", FILTERS "format", LIST, COLUMNS | COUNTS, answer_countries},
    {"GET", "/api/v1/places", FILTERS "limit next format", LIST | F_GEOJSON, COLUMNS | COUNTS, answer_places},
    {"GET", "/api/v1/sources", "since until limit next format", LIST, COLUMNS, answer_sources},
    {"GET", "/api/v1/coverage", "", F_JSON, NEEDS_COLUMNS, answer_coverage},
    {"GET", "/api/v1/brief", "since until actor country", F_JSON, COLUMNS | COUNTS, answer_brief},
    {"GET", "/api/v1/tension", "since until actor recipient country by", F_JSON, COLUMNS, answer_tension},
    {"GET", "/api/v1/alerts", "since until actor country limit next format", LIST, COLUMNS, answer_alerts},
    {"GET", "/api/v1/alerts.atom", "since until actor country", F_OTHER, COLUMNS, answer_atom},
    {"GET", "/api/v1/knowledge", "phrase date", F_JSON, 0, answer_knowledge},
    {"GET", "/api/v1/knowledge/file", "file", F_JSON, COLUMNS, answer_knowledge_file},
    {"GET", "/api/v1/methods", "", F_JSON, COLUMNS, answer_methods},
    {"GET", "/api/v1/stream", "actor country", F_OTHER, NEEDS_COLUMNS, answer_stream},
    {"POST", "/api/v1/read", "mentions why", F_JSON, LARGE_BODY, answer_read},
    {"POST", "/api/v1/judgements", "", F_JSON, NEEDS_TOKEN | SMALL_BODY, answer_judgement},
    {NULL, NULL, NULL, 0, 0, NULL}};

/* ---- which row ---- */

static const struct {
    const char *name;
    format format;
} extensions[] = {{".jsonl", F_JSONL}, {".json", F_JSON}, {".csv", F_CSV}, {".geojson", F_GEOJSON}, {".ics", F_ICS}};

/* Compare a path with a row's, part by part; what stands for {..} goes to at. */
static bool fits(const char *form, const char *path, const char *end, arena *a, const char *at[2])
{
    int n = 0;
    while (*form) {
        if (*form != '{') {
            if (path == end || *form != *path)
                return false;
            form++;
            path++;
            continue;
        }
        const char *from = path;
        while (path < end && *path != '/')
            path++;
        if (path == from)
            return false;
        at[n++] = arena_copy(a, from, (size_t)(path - from));
        form = strchr(form, '}') + 1;
    }
    return path == end;
}

static const route *find(const char *method, const char *path, arena *a, const char *at[2], format *by_extension, bool *other_method)
{
    *by_extension = 0;
    *other_method = false;
    for (int with = 0; with < 2; with++)
        for (const route *r = routes; r->method; r++) {
            const char *end = path + strlen(path);
            format f = 0;
            for (size_t i = 0; with && i < sizeof extensions / sizeof *extensions && !f && !(r->flags & DOTTED); i++)
                if ((extensions[i].format & r->formats) && str_ends(str_of(path), extensions[i].name)) {
                    f = extensions[i].format;
                    end -= strlen(extensions[i].name);
                }
            if ((with && !f) || !fits(r->path, path, end, a, at))
                continue;
            if (strcmp(r->method, method) == 0) {
                *by_extension = f;
                return r;
            }
            *other_method = true;
        }
    return NULL;
}

/* ---- faults ---- */

static void refuse(void *user, const http_fault *f, http_answer *a)
{
    static const struct {
        int status;
        const char *code;
    } codes[] = {{400, "bad_request"}, {401, "unauthorized"}, {403, "forbidden"}, {404, "not_found"}, {405, "method_not_allowed"}, {406, "not_acceptable"}, {413, "too_large"},
                 {414, "too_large"}, {415, "bad_request"}, {422, "unprocessable"}, {429, "too_many"}, {503, "unavailable"}};
    const char *code = "internal";
    (void)user;
    for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
        if (codes[i].status == f->status)
            code = codes[i].code;
    a->status = f->status;
    a->type = "application/json";
    a->body.n = 0;
    a->etag[0] = '\0';
    a->cache = NULL;
    a->fixed = NULL;
    a->stream = false;
    buffer_printf(&a->body, "{\"error\":{\"code\":\"%s\",\"field\":", code);
    put_json(&a->body, str_of(f->field));
    buffer_puts(&a->body, ",\"message\":");
    put_json(&a->body, str_of(f->message));
    buffer_puts(&a->body, "}}\n");
    if (f->status == 401)
        snprintf(a->extra[0][0], sizeof a->extra[0][0], "WWW-Authenticate"), snprintf(a->extra[0][1], sizeof a->extra[0][1], "Bearer");
    if (f->status == 503)
        snprintf(a->extra[0][0], sizeof a->extra[0][0], "Retry-After"), snprintf(a->extra[0][1], sizeof a->extra[0][1], "1");
}

static void refuse_route(ask *q, bool other_method)
{
    static const char *const allow[2] = {"GET, HEAD", "POST"};
    if (!other_method) {
        fault_set(&q->fault, 404, "path", "there is nothing at %.150s; /openapi.json lists what there is", q->r->path);
        return;
    }
    fault_set(&q->fault, 405, "method", "%.20s is not for %.100s", q->r->method, q->r->path);
    bool is_post = strstr(q->r->path, "/read") || strstr(q->r->path, "/judgements");
    snprintf(q->a->extra[0][0], sizeof q->a->extra[0][0], "Allow");
    snprintf(q->a->extra[0][1], sizeof q->a->extra[0][1], "%s", allow[is_post]);
}

/* Every byte is compared, so that the time taken tells nothing of the token. */
static bool same_secret(const char *given, const char *secret)
{
    size_t n = strlen(given), m = strlen(secret);
    unsigned differs = n != m;
    for (size_t i = 0; i < n; i++)
        differs |= (unsigned)(unsigned char)given[i] ^ (unsigned char)secret[i % (m ? m : 1)];
    return m && !differs;
}

static bool may_write(ask *q)
{
    const char *given = q->r->authorization;
    if (!q->v->o->token)
        fault_set(&q->fault, 403, "Authorization", "this server only reads: it was started without a token");
    else if (strncasecmp(given, "Bearer ", 7) != 0 || !same_secret(given + 7, q->v->o->token))
        fault_set(&q->fault, 401, "Authorization", "the header 'Authorization: Bearer TOKEN' is missing or its token is wrong");
    return !q->fault.status;
}

/* ---- the way of a request ---- */

static void stamp(http_answer *a)
{
    if (!a->etag[0] && (!a->status || a->status == 200) && !a->stream)
        snprintf(a->etag, sizeof a->etag, "\"%016llx\"", (unsigned long long)checksum(a->body.p ? a->body.p : "", a->body.n));
}

/* What an answer depends on besides the store: format and address. */
static char *cache_key(ask *q)
{
    return arena_printf(&q->memory, "%d %s", (int)q->format, q->r->uri);
}

static void answer_with(ask *q)
{
    bool keep = (q->route->flags & CACHED) && q->v->cache_most;
    const char *key = keep ? cache_key(q) : NULL;
    if (keep && cache_get(q->v, q->c->version, key, q->a))
        return;
    q->route->answer(q);
    if (q->fault.status)
        return;
    stamp(q->a);
    if (keep)
        cache_put(q->v, q->c->version, key, q->a);
}

static const char *type_of(format f)
{
    return f == F_JSONL ? "application/x-ndjson" : f == F_CSV ? "text/csv; charset=utf-8; header=present" : f == F_GEOJSON ? "application/geo+json" : f == F_ICS ? "text/calendar; charset=utf-8" : "application/json";
}

static void go(ask *q)
{
    bool other_method;
    format by_extension;
    q->route = find(q->r->method, q->r->path, &q->memory, q->at, &by_extension, &other_method);
    if (!q->route) {
        refuse_route(q, other_method);
        return;
    }
    q->a->route = q->route->path;
    if ((q->route->flags & NEEDS_TOKEN) && !may_write(q))
        return;
    if (!format_read(q, by_extension) || !params_read(q))
        return;
    q->a->type = type_of(q->format);
    q->a->cache = strcmp(q->route->method, "GET") == 0 ? "no-cache" : NULL;
    holding *h = q->route->flags & NEEDS_COLUMNS ? server_hold(q->v) : NULL;
    q->held = h;
    q->c = h ? h->c : NULL;
    if ((q->route->flags & NEEDS_COLUMNS) && !h)
        fault_set(&q->fault, 503, "", q->v->load_error.code ? "the store cannot be read: %.200s" : "the store is being read in%s; ask again in a moment", q->v->load_error.message);
    else
        answer_with(q);
    server_release(q->v, h);
}

static void answer(void *user, const http_request *r, http_answer *a)
{
    worker *w = user;
    ask q = {.v = w->v, .w = w, .r = r, .a = a, .out = &a->body};
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    w->deadline = (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 + 15000;
    go(&q);
    if (q.fault.status)
        refuse(NULL, &q.fault, a);
    arena_free(&q.memory);
}

/* ---- workers ---- */

static int too_long(void *user)
{
    const worker *w = user;
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000 > w->deadline;
}

static void worker_close(void *user)
{
    worker *w = user;
    for (int i = 0; i < MOST_PREPARED; i++)
        sqlite3_finalize(w->made[i].q);
    store_close(w->s);
    casus_doc_free(w->doc);
    free(w);
}

static void *worker_open(void *user, casus_error *err)
{
    server *v = user;
    worker *w = calloc(1, sizeof *w);
    if (!w) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    w->v = v;
    w->doc = casus_doc_new();
    w->s = store_open(v->o->db, STORE_READ, err);
    if (!w->s || !w->doc) {
        worker_close(w);
        return NULL;
    }
    sqlite3_progress_handler(store_db(w->s), 20000, too_long, w);
    sqlite3_exec(store_db(w->s), "PRAGMA query_only = 1; PRAGMA mmap_size = 1073741824", NULL, NULL, NULL); /* pages the system has already are read where they lie */
    return w;
}

sqlite3_stmt *worker_ask(worker *w, const char *sql)
{
    for (int i = 0; i < MOST_PREPARED; i++) {
        if (!w->made[i].sql) {
            if (sqlite3_prepare_v3(store_db(w->s), sql, -1, SQLITE_PREPARE_PERSISTENT, &w->made[i].q, NULL) != SQLITE_OK)
                return NULL;
            w->made[i].sql = sql;
        }
        if (w->made[i].sql == sql) {
            sqlite3_reset(w->made[i].q);
            return w->made[i].q;
        }
    }
    return NULL;
}

/* ---- what needs no worker ---- */

static bool give_asset(const http_request *r, http_answer *a, const char *path)
{
    for (const asset *x = assets; x->path; x++) {
        if (strcmp(x->path, path) != 0)
            continue;
        a->gzipped = r->gzip && x->gzip;
        a->fixed = (const char *)(a->gzipped ? x->gzip : x->bytes);
        a->n_fixed = a->gzipped ? x->n_gzip : x->n;
        a->type = x->type;
        snprintf(a->etag, sizeof a->etag, a->gzipped ? "\"%s-gz\"" : "\"%s\"", x->etag);
        a->cache = x->frozen ? "public, max-age=31536000, immutable" : "no-cache";
        return true;
    }
    return false;
}

static const char no_page[] =
    "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>casus</title><h1>casus</h1><p>The page was not built into this program. In the source folder run "
    "<code>make web</code> and build again.</p><p>The API is here: <a href=\"/openapi.json\">/openapi.json</a>, <a href=\"/api/v1/events\">/api/v1/events</a>.</p></html>\n";

/* An answer that was given before waits for no worker: those may be busy with what was never asked. */
static bool give_kept(server *v, const http_request *r, http_answer *a)
{
    ask q = {.v = v, .r = r, .a = a};
    bool other_method;
    format by_extension;
    q.route = find(r->method, r->path, &q.memory, q.at, &by_extension, &other_method);
    holding *h = q.route && (q.route->flags & CACHED) && format_read(&q, by_extension) ? server_hold(v) : NULL;
    bool found = h && cache_get(v, h->c->version, cache_key(&q), a);
    if (found) {
        a->route = q.route->path;
        a->cache = "no-cache";
    }
    server_release(v, h);
    arena_free(&q.memory);
    return found;
}

static bool quick(void *user, const http_request *r, http_answer *a)
{
    if (strcmp(r->method, "GET") != 0 || r->n_params > 20)
        return false;
    if (strncmp(r->path, "/api/", 5) == 0)
        return give_kept(user, r, a);
    if (strcmp(r->path, "/openapi.json") == 0) {
        a->route = "/openapi.json";
        return !r->n_params && give_asset(r, a, "/openapi.json"); /* parameters are refused by name, as elsewhere */
    }
    a->route = "page";
    if (give_asset(r, a, strcmp(r->path, "/") == 0 ? "/index.html" : r->path))
        return true;
    if (strcmp(r->path, "/") == 0) {
        a->fixed = no_page;
        a->n_fixed = sizeof no_page - 1;
        a->type = "text/html; charset=utf-8";
        return true;
    }
    a->route = NULL;
    return false;
}

void answer_openapi(ask *q) /* with an extension or parameters it was not quick */
{
    give_asset(q->r, q->a, "/openapi.json");
}

static size_t body_limit(void *user, const char *method, const char *path)
{
    (void)user;
    for (const route *r = routes; r->method; r++)
        if (strcmp(r->path, path) == 0 && strcmp(r->method, method) == 0)
            return r->flags & LARGE_BODY ? MAX_READ_BYTES : r->flags & SMALL_BODY ? MAX_JUDGEMENT_BYTES : 0;
    return 0;
}

static void started(void *user, http *h)
{
    server *v = user;
    v->h = h;
}

/* Names of this machine, where it listens on loopback only; the address itself else. */
static char *names_of(const server_options *o, const char *host)
{
    buffer b = {0};
    bool loopback = strncmp(host, "127.", 4) == 0 || strcmp(host, "::1") == 0;
    buffer_printf(&b, strchr(host, ':') ? "[%s]" : "%s", host);
    if (loopback)
        buffer_puts(&b, " localhost 127.0.0.1 [::1]");
    if (o->host_names)
        buffer_printf(&b, " %s", o->host_names);
    for (size_t i = 0; i < b.n; i++)
        if (b.p[i] == ',')
            b.p[i] = ' ';
    return b.p;
}

int server_run(const server_options *o, casus_error *err)
{
    server *v = calloc(1, sizeof *v);
    if (!v)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    const char *host = o->host ? o->host : "127.0.0.1";
    char *names = names_of(o, host);
    v->o = o;
    int code = names ? server_start(v, err) : error_set(err, CASUS_ENOMEM, "out of memory");
    http_service s = {.host = host, .port = o->port, .host_names = names, .connections = o->connections, .per_address = o->per_address, .workers = o->workers,
                      .max_body = MAX_READ_BYTES, .quiet = o->quiet, .user = v, .worker_open = worker_open, .worker_close = worker_close, .answer = answer, .quick = quick,
                      .body_limit = body_limit, .refuse = refuse, .started = started};
    if (code == CASUS_OK)
        code = http_run(&s, err);
    server_stop(v);
    free(names);
    free(v);
    return code;
}
