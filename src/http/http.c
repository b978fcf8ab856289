/* The server: libmicrohttpd's events to exchanges.
 *
 * A request comes in pieces: its address (begin), its headers (handle, first call), its body (handle,
 * once a piece), its end (handle, last call). What is wrong with it is kept in `fault` and told when
 * the request is whole, because libmicrohttpd takes an answer then and keeps the connection. A whole
 * request is answered at once (quick), or its connection is suspended while it waits for a worker. */
#include "http/inside.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <signal.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/resource.h>
#include <unistd.h>

/* ---- a request comes in ---- */

/* The address as it came: libmicrohttpd's own decoding stops at %00. */
static void *begin(void *cls, const char *uri, struct MHD_Connection *c)
{
    http *h = cls;
    exchange *x = calloc(1, sizeof *x);
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
    if (!x)
        return NULL;
    x->h = h;
    x->c = c;
    x->start = now_us();
    x->l = info ? info->socket_context : NULL;
    x->r.uri = arena_copy(&x->memory, uri, strlen(uri));
    pthread_mutex_lock(&h->lock);
    h->exchanges++;
    pthread_mutex_unlock(&h->lock);
    return x;
}

static const char *header(struct MHD_Connection *c, const char *name)
{
    const char *s = MHD_lookup_connection_value(c, MHD_HEADER_KIND, name);
    return s ? s : "";
}

/* The name in "http://127.0.0.1:8080"; "null" and others stay as they are. */
static const char *origin_host(const char *origin)
{
    const char *p = strstr(origin, "://");
    return p ? p + 3 : origin;
}

static void check_names(exchange *x, const char *host, const char *origin)
{
    const http_service *s = x->h->s;
    if (!host_allowed(host, s->host_names))
        fault_set(&x->fault, 403, "Host", "Host: '%.100s' is not a name of this server (--allow-host names others)", host);
    else if (*origin && strcmp(x->r.method, "GET") != 0 && !host_allowed(origin_host(origin), s->host_names))
        fault_set(&x->fault, 403, "Origin", "Origin: pages of '%.100s' may not write here", origin);
}

static void check_length(exchange *x, const char *length)
{
    if (!x->fault.status && *length && (strlen(length) > 18 || (size_t)strtoull(length, NULL, 10) > x->limit))
        fault_set(&x->fault, 413, "body", "the body has %.20s bytes; at most %zu are taken here", length, x->limit);
}

static void read_head(exchange *x, const char *method)
{
    const http_service *s = x->h->s;
    x->head = strcmp(method, "HEAD") == 0;
    x->r.method = x->head ? "GET" : arena_copy(&x->memory, method, strlen(method));
    x->r.accept = header(x->c, "Accept");
    x->r.if_none_match = header(x->c, "If-None-Match");
    x->r.authorization = header(x->c, "Authorization");
    x->r.content_type = header(x->c, "Content-Type");
    x->r.gzip = strstr(header(x->c, "Accept-Encoding"), "gzip") != NULL;
    x->r.path = "";
    if (!request_parse(&x->r, &x->memory, &x->fault))
        return;
    check_names(x, header(x->c, "Host"), header(x->c, "Origin"));
    x->limit = s->body_limit ? s->body_limit(s->user, x->r.method, x->r.path) : s->max_body;
    check_length(x, header(x->c, "Content-Length"));
}

/* What is too much is read and dropped for a while, so that the client hears why; then it is cut off. */
static enum MHD_Result read_body(exchange *x, const char *data, size_t n)
{
    x->taken += n;
    if (x->taken > x->limit && !x->fault.status)
        fault_set(&x->fault, 413, "body", "the body has more than %zu bytes", x->limit);
    if (!x->fault.status)
        buffer_put(&x->body, data, n);
    if (x->body.failed && !x->fault.status)
        fault_set(&x->fault, 503, "", "out of memory");
    return x->taken > 4 * x->limit + (1 << 20) ? MHD_NO : MHD_YES;
}

/* ---- an answer goes out ---- */

static const char *const always[][2] = {
    {"Content-Security-Policy", "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; "
                                "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"X-Frame-Options", "DENY"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"},
    {"Server", "casus"},
};

static struct MHD_Response *body_of(exchange *x)
{
    http_answer *a = &x->a;
    if (a->stream)
        return news_open(x->h, x);
    if (a->fixed) {
        x->bytes = a->n_fixed;
        return MHD_create_response_from_buffer(a->n_fixed, (void *)(uintptr_t)a->fixed, MHD_RESPMEM_PERSISTENT);
    }
    static char nothing[1];
    struct MHD_Response *r = MHD_create_response_from_buffer(a->body.n, a->body.p ? a->body.p : nothing, a->body.p ? MHD_RESPMEM_MUST_FREE : MHD_RESPMEM_PERSISTENT);
    x->bytes = a->body.n;
    if (r)
        a->body = (buffer){0};
    return r;
}

static void put_headers(const exchange *x, struct MHD_Response *r)
{
    const http_answer *a = &x->a;
    for (size_t i = 0; i < sizeof always / sizeof *always; i++)
        MHD_add_response_header(r, always[i][0], always[i][1]);
    if (a->type)
        MHD_add_response_header(r, "Content-Type", a->type);
    if (a->etag[0])
        MHD_add_response_header(r, "ETag", a->etag);
    if (a->gzipped)
        MHD_add_response_header(r, "Content-Encoding", "gzip");
    MHD_add_response_header(r, "Cache-Control", a->cache ? a->cache : "no-store");
    MHD_add_response_header(r, "Vary", "Accept, Accept-Encoding");
    for (size_t i = 0; i < 4 && a->extra[i][0][0]; i++)
        MHD_add_response_header(r, a->extra[i][0], a->extra[i][1]);
}

static void refuse(exchange *x, int status, const char *message)
{
    http_fault f = x->fault;
    if (!f.status)
        fault_set(&f, status, "", "%s", message);
    buffer_free(&x->a.body);
    x->a = (http_answer){.route = x->a.route, .status = f.status};
    x->h->s->refuse(x->h->s->user, &f, &x->a);
}

/* A 304 where the client has these bytes already. */
static void shorten(exchange *x)
{
    http_answer *a = &x->a;
    if ((a->status && a->status != 200) || !a->etag[0] || strcmp(x->r.method, "GET") != 0 || !etag_matches(x->r.if_none_match, a->etag))
        return;
    buffer_free(&a->body);
    a->fixed = "";
    a->n_fixed = 0;
    a->status = 304;
    a->type = NULL;
    a->gzipped = false;
}

static enum MHD_Result deliver(exchange *x)
{
    if (x->a.body.failed)
        refuse(x, 503, "out of memory");
    shorten(x);
    struct MHD_Response *r = body_of(x);
    if (!r) {
        bool full = x->a.stream;
        refuse(x, full ? 429 : 503, full ? "too many streams are open" : "out of memory");
        r = body_of(x);
    }
    if (!r)
        return MHD_NO;
    put_headers(x, r);
    x->sent = x->a.status ? x->a.status : 200;
    guard_phase(x->h, x->l, x->a.stream ? STREAMING : SENDING);
    enum MHD_Result good = MHD_queue_response(x->c, (unsigned)x->sent, r);
    MHD_destroy_response(r);
    return good;
}

/* ---- the events ---- */

static enum MHD_Result finish(exchange *x)
{
    const http_service *s = x->h->s;
    x->r.body = x->body.p ? x->body.p : "";
    x->r.n_body = x->body.n;
    if (x->answered)
        return deliver(x);
    if (x->fault.status) {
        refuse(x, 0, "");
        return deliver(x);
    }
    if (s->quick && s->quick(s->user, &x->r, &x->a))
        return deliver(x);
    guard_phase(x->h, x->l, WORKING);
    if (worker_give(x->h, x))
        return MHD_YES;
    refuse(x, 503, "too many requests are waiting; ask again in a moment");
    snprintf(x->a.extra[0][0], sizeof x->a.extra[0][0], "Retry-After");
    snprintf(x->a.extra[0][1], sizeof x->a.extra[0][1], "1");
    return deliver(x);
}

static enum MHD_Result handle(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version, const char *data, size_t *n, void **context)
{
    exchange *x = *context;
    (void)cls, (void)c, (void)url, (void)version;
    if (!x)
        return MHD_NO;
    if (!x->begun) {
        x->begun = true;
        read_head(x, method);
        /* a body that will be refused is not waited for: this answer closes the connection */
        if (x->fault.status == 413) {
            refuse(x, 413, "");
            return deliver(x);
        }
        return MHD_YES;
    }
    if (*n) {
        size_t taken = *n;
        *n = 0;
        return read_body(x, data, taken);
    }
    return finish(x);
}

static void write_log(const exchange *x)
{
    buffer b = {0};
    char from[INET6_ADDRSTRLEN] = "";
    const union MHD_ConnectionInfo *info = MHD_get_connection_info(x->c, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
    if (info && info->client_addr && info->client_addr->sa_family == AF_INET)
        inet_ntop(AF_INET, &((const struct sockaddr_in *)(const void *)info->client_addr)->sin_addr, from, sizeof from);
    else if (info && info->client_addr && info->client_addr->sa_family == AF_INET6)
        inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)(const void *)info->client_addr)->sin6_addr, from, sizeof from);
    log_string(&b, "from", from);
    log_string(&b, "method", x->head ? "HEAD" : x->r.method ? x->r.method : "");
    char uri[400];
    snprintf(uri, sizeof uri, "%s", x->r.uri);
    log_string(&b, "uri", uri);
    log_string(&b, "route", x->a.route ? x->a.route : "none");
    if (!b.failed)
        log_line("info", "request", "%s,\"status\":%d,\"bytes\":%zu,\"ms\":%.1f", b.p, x->sent, x->bytes, (double)(now_us() - x->start) / 1000.0);
    buffer_free(&b);
}

static void completed(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
    http *h = cls;
    exchange *x = *context;
    (void)c;
    if (!x)
        return;
    *context = NULL;
    if (x->begun && x->sent) {
        metrics_count(h, x);
        if (!h->s->quiet)
            write_log(x);
    } else if (!h->s->quiet && code != MHD_REQUEST_TERMINATED_DAEMON_SHUTDOWN) {
        log_line("info", "lost", ",\"ms\":%.1f", (double)(now_us() - x->start) / 1000.0);
    }
    guard_phase(h, x->l, RECEIVING);
    pthread_mutex_lock(&h->lock);
    h->exchanges--;
    pthread_mutex_unlock(&h->lock);
    buffer_free(&x->body);
    buffer_free(&x->a.body);
    arena_free(&x->memory);
    free(x);
}

static size_t no_unescape(void *cls, struct MHD_Connection *c, char *s)
{
    (void)cls, (void)c;
    return strlen(s);
}

static void hush(void *cls, const char *format, va_list args)
{
    (void)cls, (void)format, (void)args; /* what clients do wrong is in our own log */
}

/* ---- start and stop ---- */

static bool address_of(const http_service *s, struct sockaddr_storage *room)
{
    struct sockaddr_in *four = (struct sockaddr_in *)(void *)room;
    struct sockaddr_in6 *six = (struct sockaddr_in6 *)(void *)room;
    memset(room, 0, sizeof *room);
    if (inet_pton(AF_INET, s->host, &four->sin_addr) == 1) {
        four->sin_family = AF_INET;
        four->sin_port = htons((uint16_t)s->port);
        return true;
    }
    if (inet_pton(AF_INET6, s->host, &six->sin6_addr) != 1)
        return false;
    six->sin6_family = AF_INET6;
    six->sin6_port = htons((uint16_t)s->port);
    return true;
}

/* As many open files as the system lets us have; connections are what is left of them. */
static long connections_of(const http_service *s)
{
    struct rlimit l;
    long wanted = s->connections > 0 ? s->connections : CONNECTIONS;
    if (getrlimit(RLIMIT_NOFILE, &l) != 0)
        return wanted;
    l.rlim_cur = l.rlim_max;
    setrlimit(RLIMIT_NOFILE, &l);
    long files = l.rlim_cur > 1000000 ? 1000000 : (long)l.rlim_cur;
    return wanted < files - 200 ? wanted : files > 264 ? files - 200 : 64;
}

static int listen_on(http *h, casus_error *err)
{
    const http_service *s = h->s;
    struct sockaddr_storage address;
    if (!address_of(s, &address))
        return error_set(err, CASUS_EUSAGE, "--host '%s' is no address such as 127.0.0.1 or ::1", s->host);
    unsigned flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG | MHD_USE_ITC | (address.ss_family == AF_INET6 ? MHD_USE_IPv6 : 0);
    errno = 0;
    h->daemon = MHD_start_daemon(
        flags, 0, NULL, NULL, handle, h, MHD_OPTION_EXTERNAL_LOGGER, hush, NULL, MHD_OPTION_SOCK_ADDR, (struct sockaddr *)&address, MHD_OPTION_THREAD_POOL_SIZE, (unsigned)IO_THREADS,
        MHD_OPTION_CONNECTION_LIMIT, (unsigned)h->connections, MHD_OPTION_PER_IP_CONNECTION_LIMIT, (unsigned)(s->per_address > 0 ? s->per_address : 0), MHD_OPTION_CONNECTION_TIMEOUT,
        (unsigned)IDLE_SECONDS, MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)HEADER_BYTES + 16384, MHD_OPTION_URI_LOG_CALLBACK, begin, h, MHD_OPTION_NOTIFY_COMPLETED, completed, h,
        MHD_OPTION_NOTIFY_CONNECTION, guard_notify, h, MHD_OPTION_UNESCAPE_CALLBACK, no_unescape, NULL, MHD_OPTION_LISTEN_BACKLOG_SIZE, 1024u, MHD_OPTION_LISTENING_ADDRESS_REUSE, 1u,
        MHD_OPTION_END);
    if (h->daemon)
        return CASUS_OK;
    return error_set(err, CASUS_EFILE, "%s port %d: %s", s->host, s->port, errno ? strerror(errno) : "the server could not be started");
}

/* No new connections; what is being answered gets STOP_MS. */
static void stop(http *h)
{
    MHD_socket listening = MHD_quiesce_daemon(h->daemon);
    if (listening != MHD_INVALID_SOCKET)
        close(listening);
    int64_t until = now_ms() + STOP_MS;
    stream_end_all(h);
    for (bool busy = true; busy && now_ms() < until;) {
        pthread_mutex_lock(&h->lock);
        busy = h->waiting || h->working || h->n_streams;
        for (peer *l = h->peers; l && !busy; l = l->next)
            busy = l->at == SENDING;
        pthread_mutex_unlock(&h->lock);
        if (busy)
            usleep(20000);
    }
    workers_stop(h);
    MHD_stop_daemon(h->daemon);
}

static void run(http *h, const sigset_t *signals)
{
    struct timespec pause = {.tv_nsec = 200 * 1000 * 1000};
    for (int64_t i = 0;; i++) {
        int got = sigtimedwait(signals, NULL, &pause);
        if (got == SIGTERM || got == SIGINT) {
            log_line("info", "stopping", ",\"signal\":\"%s\"", got == SIGTERM ? "SIGTERM" : "SIGINT");
            return;
        }
        guard_look(h);
        if (i % 5 == 0)
            stream_beat(h);
        if (i % 5 == 0 && h->s->tick)
            h->s->tick(h->s->user);
    }
}

static int serve(http *h, const sigset_t *signals, casus_error *err)
{
    int code = workers_start(h, err);
    if (code == CASUS_OK)
        code = listen_on(h, err);
    if (code != CASUS_OK) {
        workers_stop(h);
        return code;
    }
    const union MHD_DaemonInfo *info = MHD_get_daemon_info(h->daemon, MHD_DAEMON_INFO_BIND_PORT);
    buffer b = {0};
    log_string(&b, "host", h->s->host);
    log_line("info", "listening", "%s,\"port\":%u,\"connections\":%ld,\"workers\":%ld", b.failed ? "" : b.p, info ? (unsigned)info->port : (unsigned)h->s->port, h->connections, h->n_workers);
    buffer_free(&b);
    if (h->s->started)
        h->s->started(h->s->user, h);
    run(h, signals);
    stop(h);
    log_line("info", "stopped", "%s", "");
    return CASUS_OK;
}

int http_run(const http_service *s, casus_error *err)
{
    sigset_t signals, before;
    http *h = calloc(1, sizeof *h);
    if (!h)
        return error_set(err, CASUS_ENOMEM, "out of memory");
    h->s = s;
    h->connections = connections_of(s);
    pthread_mutex_init(&h->lock, NULL);
    pthread_cond_init(&h->work, NULL);
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, &before); /* before any thread: only the main one hears them */
    signal(SIGPIPE, SIG_IGN);
    int code = serve(h, &signals, err);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    pthread_mutex_destroy(&h->lock);
    pthread_cond_destroy(&h->work);
    free(h);
    return code;
}
