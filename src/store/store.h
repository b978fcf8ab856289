/* store: what was read, kept in one SQLite file. Receives analysed documents; leaves rows that can be
 * asked, each with the run that made it, and hands documents back as the view room wants them.
 * A document is known by its content, a coding is one reading of it, a report is an event as one
 * document tells it, and an event is what its reports have in common.
 *
 *     store *s = store_open("crisis.db", STORE_CREATE, &err);
 *     if (s && !store_has(s, hash)) {
 *         paper_pack(p, analysed, &article);
 *         store_begin(s, &err);
 *         store_add(s, p, run, &rows, &err);
 *         same_settle(s, p, &rows, &err);
 *         store_commit(s, &err);
 *     }
 *     store_close(s);
 *
 * A store serves one thread; several may be open on one file, in one process or many. */
#ifndef CASUS_STORE_H
#define CASUS_STORE_H

#include "view/view.h"

#include <sqlite3.h>

/* ---- schema.c: tables, views, versions ---- */

enum { STORE_VERSION = 1, STORE_APPLICATION = 0x63617375 /* "casu" */ };

/* The file's tables, made or brought up to STORE_VERSION. */
int schema_prepare(sqlite3 *db, const char *path, bool write, casus_error *err);

/* ---- store.c: the file ---- */

typedef enum store_mode { STORE_READ, STORE_WRITE, STORE_CREATE } store_mode;
typedef struct store store;

store *store_open(const char *path, store_mode mode, casus_error *err); /* NULL and *err */
void store_close(store *s);
/* How long to wait for another writer, how many pages of 4 KB the file may have; 0: as it is. */
void store_limit(store *s, long wait_ms, long pages);
sqlite3 *store_db(store *s);
const char *store_path(const store *s);
int store_begin(store *s, casus_error *err); /* takes the write lock, waiting for another writer */
int store_commit(store *s, casus_error *err);
void store_rollback(store *s);
/* What SQLite last complained about, in words that help: disk full, another writer, damaged file. */
int store_fault(store *s, casus_error *err);
int store_fault_of(sqlite3 *db, const char *path, casus_error *err);
int store_exec(store *s, const char *sql, casus_error *err);
/* Every fault that can be found, a line each; the number of faults, or negative when it cannot be looked at. */
int store_check(const char *path, buffer *out, casus_error *err);

/* ---- run.c: who wrote a row, with what ---- */

typedef struct run_info {
    const char *kind;    /* "ingest" "watch" "recode" */
    const char *options; /* as given, JSON */
    char knowledge[65], model[65]; /* SHA-256 of the files, hex */
    int64_t id;          /* 0 until the first row is written: a run that changes nothing leaves no trace */
} run_info;

/* Checksums of the knowledge and model files under dir. */
int run_measure(run_info *r, const char *dir, casus_error *err);
int run_start(store *s, run_info *r, casus_error *err);  /* inside a transaction */
int run_finish(store *s, run_info *r, casus_error *err); /* the same */
/* Forget the codings of a run that newer ones replace; those that nothing replaces stop it. */
int run_drop(store *s, int64_t run, casus_error *err);
void sha256_hex(const void *p, size_t n, char out[65]);

/* ---- wording.c: how alike two texts are ---- */

enum { WORDING_MOST = 32, COPY_BANDS = 14 };

/* Two texts that share most of their words share one of these, most likely. Their number: COPY_BANDS, or 0 for a short text. */
uint32_t copy_bands(str text, arena *a, uint64_t bands[COPY_BANDS]);
/* Jaccard and containment of three-word pieces, 0..1. */
void copy_likeness(str a, str b, arena *scratch, double *jaccard, double *contained);
/* Sorted hashes of a sentence's content words. */
uint32_t wording_of(str sentence, arena *a, uint32_t words[WORDING_MOST]);
double wording_likeness(const uint32_t *a, uint32_t n, const uint32_t *b, uint32_t m); /* Jaccard */

/* ---- ground.c: where an event may have happened ---- */

enum { GROUND_MOST = 6 };

typedef struct ground { /* points in 1/10000 degree */
    struct {
        int32_t lat, lon;
    } at[GROUND_MOST];
    int32_t n, told; /* told: the text says that it happened there; else these are places of its sentence */
} ground;

ground ground_of(const document *d, const casus_event *e);
double distance_km(double lat1, double lon1, double lat2, double lon2);
/* Kilometres between the nearest two; negative when one has none. */
double ground_km(const ground *a, const ground *b);

/* ---- paper.c: a document as the store keeps it ---- */

typedef struct paper {
    document d;          /* without tokens; only the mentions that a record uses */
    uint8_t hash[32];    /* of the article: what makes it the same document */
    uint64_t bands[COPY_BANDS];
    uint32_t n_bands, words;
    uint32_t body;       /* byte of text at which the article's own text begins, after a title put before it */
    bool split;          /* its sentences were given */
    char outlet[120];    /* who published it: "reuters.com", the source's name, or "" */
} paper;

/* given: the id is the article's own, not a file's name, and counts. */
void paper_hash(const casus_article *a, bool given, uint8_t hash[32]);
/* Copy what the store keeps; hash is set by the caller. */
bool paper_pack(paper *p, const document *from, const casus_article *a);
void paper_free(paper *p);

/* ---- write.c: documents to rows ---- */

bool store_has(store *s, const uint8_t hash[32]);
typedef struct added { /* numbers of the new rows; 0: it was there already */
    int64_t document, coding;
} added;

/* Add a document and its coding; what is there already stays. */
int store_add(store *s, paper *p, int64_t run, added *a, casus_error *err);
/* Add a coding to the document with this number and make it the current one. */
int store_recode(store *s, paper *p, int64_t number, int64_t run, added *a, casus_error *err);

/* ---- load.c: rows to documents ---- */

/* Rebuild a document from one of its codings: p->d serves every writer of the view room. */
int store_load(store *s, int64_t coding, paper *p, casus_error *err);
/* The article as it came in, for reading it again; its strings live as long as p. */
void store_article(paper *p, casus_article *a);

#endif
