/* What the files of the server room share. */
#ifndef CASUS_SERVER_INSIDE_H
#define CASUS_SERVER_INSIDE_H

#include "analysis/analysis.h"
#include "columns/columns.h"
#include "http/http.h"
#include "query/query.h"
#include "server/server.h"

#include <pthread.h>

/* ---- state.c: what all workers share ---- */

typedef struct holding { /* columns and how many use them */
    columns *c;
    int users;
    alert *alerts;       /* of all pairs, newest first; made after the columns, by the refresher */
    uint32_t n_alerts;
    weights w;           /* they were made with */
    bool alerted;
} holding;

typedef struct cached {
    char *key;
    char *body;
    size_t n;
    const char *type;
    char etag[40], extra[2][2][200];
    uint64_t version, used;
} cached;

enum { CACHE_SLOTS = 4096 };

typedef struct server {
    const server_options *o;
    http *h;
    pthread_mutex_t lock; /* of `now` and the cache */
    holding *now;         /* NULL until loaded */
    uint64_t version;
    bool refreshing, stopping, stale;
    casus_error load_error;
    double load_seconds;
    pthread_t refresher;
    bool refresher_runs;
    store *watching;      /* the refresher's */
    casus *reader, *explainer; /* without and with notes */
    arena names_memory;
    symtab *names;
    knowledge *known;
    char *store_name;     /* the file's name without its folder */
    cached cache[CACHE_SLOTS];
    size_t cache_bytes, cache_most;
    uint64_t clock, hits, misses, loads, reads;
    uint64_t *told;       /* checksums of the alerts there were, in order; the refresher's */
    uint32_t n_told;
    pthread_mutex_t judging;
} server;

holding *server_hold(server *v); /* NULL: not loaded yet */
void server_release(server *v, holding *h);
bool server_alerted(server *v, const holding *h); /* are its alerts there? */
int server_start(server *v, casus_error *err);
void server_stop(server *v);
void server_look(server *v); /* has the store changed? */
/* Answers asked before, of this version; copies. */
bool cache_get(server *v, uint64_t version, const char *key, http_answer *a);
void cache_put(server *v, uint64_t version, const char *key, const http_answer *a);

/* ---- one request ---- */

typedef enum format { F_JSON = 1, F_JSONL = 2, F_CSV = 4, F_GEOJSON = 8, F_ICS = 16, F_OTHER = 32 } format;

enum { MOST_PREPARED = 48 };

typedef struct worker {
    server *v;
    store *s;
    casus_doc *doc;
    struct {
        const char *sql; /* the literal's own address tells it */
        sqlite3_stmt *q;
    } made[MOST_PREPARED];
    int64_t deadline; /* ms; a statement that runs longer is stopped */
} worker;

/* The statement prepared once, reset, ready to bind; NULL: w->s tells the fault. sql must be static. */
sqlite3_stmt *worker_ask(worker *w, const char *sql);

struct route;
typedef struct ask {
    server *v;
    worker *w;
    const http_request *r;
    http_answer *a;
    buffer *out;          /* a->body */
    arena memory;
    const struct route *route;
    const columns *c;     /* NULL where the route needs none */
    const holding *held;  /* whose they are */
    const char *at[2];    /* what stands for {..} in the path */
    format format;
    http_fault fault;
    /* parameters, checked */
    col_filter f;
    long limit, min, after_id;
    const char *next, *by, *phrase, *file, *kind;
    int32_t date;
    bool oldest, undirected, mentions, why, reading_now;
} ask;

typedef struct route {
    const char *method, *path; /* "/api/v1/dyads/{a}/{b}" */
    const char *params;        /* parted by blanks */
    unsigned formats, flags;
    void (*answer)(ask *q);
} route;

enum { NEEDS_COLUMNS = 1, CACHED = 2, COUNTS = 4 /* status is actual unless told */, NEEDS_TOKEN = 8, QUICK = 16, SMALL_BODY = 32, LARGE_BODY = 64, DOTTED = 128 /* its last part may hold dots */ };
enum { MAX_READ_BYTES = 2 * 1024 * 1024, MAX_JUDGEMENT_BYTES = 64 * 1024 };

extern const route routes[]; /* method NULL ends them */

/* ---- params.c: parameters to an ask ---- */
bool params_read(ask *q);
/* The format by extension, ?format= or Accept. */
bool format_read(ask *q, format by_extension);
bool store_failed(ask *q, const casus_error *err); /* an error to a fault; always false */

/* ---- out.c: items as JSON or CSV ---- */

typedef struct out {
    buffer *b;
    format format;
    buffer names;  /* CSV: the header, as the first item names it */
    bool first;    /* no field of this item yet */
    uint32_t items;
    double lat, lon;
    bool has_point;
} out;

void out_begin(out *o, ask *q); /* before the first item of a list */
void item_begin(out *o);
void item_end(out *o);
void out_key(out *o, const char *key);  /* JSON only: a key whose value the caller writes */
void out_text(out *o, const char *key, str s);
void out_str(out *o, const char *key, const char *s);
void out_int(out *o, const char *key, int64_t n);
void out_real(out *o, const char *key, double x, int digits);
void out_mean(out *o, const char *key, double sum, uint32_t n, int digits); /* null when n is 0 */
void out_bool(out *o, const char *key, bool b);
void out_null(out *o, const char *key);
void out_day(out *o, const char *key, int32_t day); /* "" for COL_NO_DAY */
void out_list(out *o, const char *key, str list);   /* "a;b" to ["a","b"] */
void out_quad(out *o, const uint32_t quad[4]);
/* The envelope around what `items` holds. extra: ready members or "". */
void out_end(out *o, ask *q, uint64_t total, const char *next, const char *extra);
void day_text(int32_t day, char room[12]);
/* Code points [start, stop) of a text. */
str cut_points(str text, int64_t start, int64_t stop);

/* ---- items.c: rows to items ---- */
bool put_event(ask *q, out *o, const col_selection *s, uint32_t hit);
bool put_report(ask *q, out *o, int64_t report, uint32_t reports, uint32_t sources);
bool put_statement(ask *q, out *o, int64_t key);
bool put_figure(ask *q, out *o, int64_t key, uint32_t reports, uint32_t sources);
bool put_meeting(ask *q, out *o, int64_t key, uint32_t reports);
bool put_article(ask *q, out *o, uint32_t number);

/* ---- lists.c ---- */
void answer_events(ask *q);
void answer_documents(ask *q);
void answer_statements(ask *q);
void answer_figures(ask *q);
void answer_meetings(ask *q);
/* The newest (or next) items of a selection as a JSON array. */
bool put_some(ask *q, const char *key, col_list list, const col_filter *f, uint32_t most, bool oldest, uint64_t *total);

/* ---- counts.c ---- */
void answer_actors(ask *q);
void answer_dyads(ask *q);
void answer_series(ask *q);
void answer_countries(ask *q);
void answer_places(ask *q);
void answer_sources(ask *q);
/* Of events selected by f. */
bool put_series(ask *q, const char *key, const col_filter *f, const char *by, const col_selection *s);
void put_counts(out *o, const col_count *n); /* events reports sources quad event_scale goldstein conflict_percent */

/* ---- one.c, actor.c, brief.c, about.c, known.c, read.c, judge.c, tense.c, plain.c ---- */
void answer_event(ask *q);
void answer_document(ask *q);
void answer_actor(ask *q);
void answer_dyad(ask *q);
void answer_brief(ask *q);
void answer_tension(ask *q);
void answer_alerts(ask *q);
void answer_atom(ask *q);
void answer_coverage(ask *q);
void answer_methods(ask *q);
void answer_knowledge(ask *q);
void answer_knowledge_file(ask *q);
void answer_read(ask *q);
void answer_judgement(ask *q);
void answer_health(ask *q);
void answer_metrics(ask *q);
void answer_openapi(ask *q);
void answer_stream(ask *q);
void stream_news(server *v, const columns *before, const columns *now);
void put_tenures(ask *q, const char *key, const char *phrase);
/* Notes as a JSON array; only of this sentence, or of all (CASUS_NONE). */
void put_notes(ask *q, const char *key, casus_doc *doc, casus_ref sentence);
const char *verdict_meaning(const char *verdict);

#endif
