/* What the files of the http room share. */
#ifndef CASUS_HTTP_INSIDE_H
#define CASUS_HTTP_INSIDE_H

#include "http/http.h"

#include <microhttpd.h>
#include <pthread.h>

enum { IO_THREADS = 2, MOST_WORKERS = 64, MOST_ROUTES = 64, BUCKETS = 8 };
enum { IDLE_SECONDS = 15, RECEIVE_MS = 20000, SEND_MS = 60000, YOUNG_MS = 500, STOP_MS = 10000, HEARTBEAT_MS = 15000 };
enum { CONNECTIONS = 2000, STREAMS = 200, QUEUE_A_WORKER = 64, HEADER_BYTES = 16 * 1024, STREAM_BYTES = 256 * 1024 };

typedef enum phase { RECEIVING, WORKING, SENDING, STREAMING } phase;

typedef struct peer { /* a connection */
    int fd;
    phase at;
    int64_t since; /* ms, when this phase began */
    bool cut;
    struct peer *next, *before;
} peer;

typedef struct stream {
    http *h;
    struct MHD_Connection *c;
    buffer pending;
    size_t sent;
    bool suspended, closing;
    int64_t told; /* ms */
    char topic[2][200];
    struct stream *next, *before;
} stream;

typedef struct exchange { /* a request and its answer */
    http *h;
    arena memory;
    http_request r;
    buffer body;
    size_t limit, taken;
    http_fault fault;
    http_answer a;
    bool begun, answered, head;
    int sent; /* status */
    size_t bytes;
    int64_t start; /* us */
    peer *l;
    struct MHD_Connection *c;
    struct exchange *next; /* in the queue */
} exchange;

typedef struct route_count {
    const char *route;
    uint64_t by_class[6], bytes, micros, buckets[BUCKETS + 1];
} route_count;

struct http {
    const http_service *s;
    struct MHD_Daemon *daemon;
    pthread_mutex_t lock; /* of all below */
    pthread_cond_t work;
    exchange *first, *last;
    long waiting, working, exchanges, n_peers, n_streams, connections;
    long n_workers, ready, failed;
    pthread_t workers[MOST_WORKERS];
    casus_error worker_error;
    peer *peers;
    stream *streams;
    bool stopping;
    route_count routes[MOST_ROUTES];
    int n_routes;
    uint64_t accepted, cut_slow, cut_full, refused_queue;
};

int64_t now_ms(void);
int64_t now_us(void);

/* ---- guard.c: connections, and who is cut off ---- */
void guard_notify(void *cls, struct MHD_Connection *c, void **context, enum MHD_ConnectionNotificationCode code);
void guard_phase(http *h, peer *l, phase at);
void guard_look(http *h); /* cut off who is too slow, or who is in the way */

/* ---- worker.c: the queue ---- */
int workers_start(http *h, casus_error *err);
void workers_stop(http *h);
bool worker_give(http *h, exchange *x); /* false: the queue is full */

/* ---- stream.c: server-sent events ---- */
struct MHD_Response *news_open(http *h, exchange *x); /* NULL: too many */
void stream_beat(http *h);
void stream_end_all(http *h);

/* ---- metrics.c ---- */
void metrics_count(http *h, const exchange *x);

#endif
