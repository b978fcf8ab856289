/* http: requests from outside to answers, within limits. Receives a service (functions that answer);
 * leaves a server that runs until SIGTERM or SIGINT. It knows nothing of stores or events.
 *
 *     http_service s = {.host = "127.0.0.1", .port = 8080, .answer = answer, ...};
 *     code = http_run(&s, &err);
 *
 * Threads: a few take bytes in and out (libmicrohttpd, epoll); a request that is whole waits in a
 * bounded queue for one of the workers, each of which has what worker_open gave it for itself alone.
 * The main thread looks after connections: who is too slow is cut off. */
#ifndef CASUS_HTTP_H
#define CASUS_HTTP_H

#include "base/base.h"

/* ---- request.c: what is asked ---- */

enum { REQUEST_MAX_PARAMS = 40, REQUEST_MAX_URI = 8000, REQUEST_MAX_SEGMENTS = 8 };

typedef struct http_param {
    const char *name, *value; /* decoded; clean UTF-8 without control characters */
} http_param;

typedef struct http_request {
    const char *method;        /* "GET"; HEAD is GET to a service */
    const char *uri;           /* as it came: /api/v1/events?actor=RUS */
    const char *path;          /* decoded, without the query */
    http_param params[REQUEST_MAX_PARAMS];
    int n_params;
    const char *accept, *if_none_match, *authorization, *content_type; /* "" when absent */
    bool gzip;                 /* Accept-Encoding has gzip */
    const char *body;
    size_t n_body;
} http_request;

typedef struct http_fault { /* what is wrong with a request */
    int status;        /* HTTP; 0: nothing is */
    char field[80];    /* the parameter, header or key at fault; "" when none is */
    char message[300];
} http_fault;

/* Fill path and params from r->uri; strings live in a. False and *f when it is no good request. */
bool request_parse(http_request *r, arena *a, http_fault *f);
const char *request_param(const http_request *r, const char *name); /* NULL when absent */
void fault_set(http_fault *f, int status, const char *field, const char *format, ...) __attribute__((format(printf, 4, 5)));
/* "127.0.0.1:8080", "[::1]", "localhost" against a list of names parted by blanks; the port does not count. */
bool host_allowed(const char *host, const char *names);
/* Whether an If-None-Match header names this ETag (weakly, RFC 9110 13.1.2). */
bool etag_matches(const char *header, const char *etag);

/* ---- http.c: the server ---- */

typedef struct http_answer {
    int status;                /* 0: 200 */
    const char *type;          /* Content-Type; static */
    buffer body;               /* taken over */
    const char *fixed;         /* in place of body: bytes that outlive the server */
    size_t n_fixed;
    char etag[40];             /* quoted; "" for none */
    char extra[4][2][200];     /* further headers, name and value; names "" end them */
    const char *cache;         /* Cache-Control; NULL: no-store */
    const char *route;         /* for metrics and log; static */
    bool gzipped;              /* the bytes are */
    bool stream;               /* keep the connection and send what http_tell says */
    char topic[2][200];        /* of a stream, for the service's own use */
} http_answer;

typedef struct http http;

typedef struct http_service {
    const char *host;          /* an address: "127.0.0.1" "::1" "0.0.0.0" */
    int port;                  /* 0: any free one */
    const char *host_names;    /* what a Host header may name, parted by blanks */
    long connections, per_address, workers, streams; /* 0: defaults */
    size_t max_body;           /* bytes; what a request may send at most */
    bool quiet;                /* no line for each request */
    void *user;
    /* What a worker has for itself; NULL and *err when it cannot be made. */
    void *(*worker_open)(void *user, casus_error *err);
    void (*worker_close)(void *worker);
    void (*answer)(void *worker, const http_request *r, http_answer *a);
    /* Answer at once, without a worker, if that takes no time. Called from several threads. */
    bool (*quick)(void *user, const http_request *r, http_answer *a);
    /* The bytes that a request with this method and path may send. */
    size_t (*body_limit)(void *user, const char *method, const char *path);
    void (*refuse)(void *user, const http_fault *f, http_answer *a); /* a fault to an answer */
    void (*started)(void *user, http *h); /* it listens; h lives until http_run returns */
    void (*tick)(void *user);  /* about every second */
} http_service;

int http_run(const http_service *s, casus_error *err);
/* Send an event to every stream of which pick (NULL: all) says so; any thread. */
void http_tell(http *h, const char *event, str data, bool (*pick)(void *user, const char topic[2][200]), void *user);
void http_metrics(http *h, buffer *out); /* Prometheus text */

/* ---- log.c: a JSON object a line on standard error ---- */

void log_line(const char *level, const char *event, const char *format, ...) __attribute__((format(printf, 3, 4))); /* format: ready JSON members, or "" */
void log_string(buffer *out, const char *key, const char *value); /* ,"key":"value" */

#endif
