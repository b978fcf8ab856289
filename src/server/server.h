/* server: a store over HTTP. Receives a store, the knowledge and options; leaves the routes of
 * openapi.json, answered until the program is told to stop. Routes are one table (routes.c): a new one
 * is a row there, a function, and an entry in openapi.json; tests hold the three together. */
#ifndef CASUS_SERVER_H
#define CASUS_SERVER_H

#include "base/base.h"

typedef struct server_options { /* zero is the default where there is one */
    const char *db;          /* the store */
    const char *data;        /* the folder that holds knowledge/ and models/ */
    const char *host;        /* an address; NULL: 127.0.0.1 */
    int port;                /* 0: any free one */
    const char *host_names;  /* what else a Host header may name, parted by blanks or commas; NULL: nothing */
    const char *token;       /* who writes must know it; NULL: nobody writes */
    const char *judgements;  /* the file that judgements are appended to; NULL: beside the store, .judgements.txt */
    long workers, connections, per_address;
    long cache_mb;           /* memory for answers that are asked again; -1: none, 0: 64 */
    bool quiet;              /* no log line for each request */
} server_options;

int server_run(const server_options *o, casus_error *err);

/* ---- assets: generated from web/dist and openapi.json when casus is built ---- */

typedef struct asset {
    const char *path, *type;
    const unsigned char *bytes;
    size_t n;
    const unsigned char *gzip; /* NULL where it would not be shorter */
    size_t n_gzip;
    const char *etag;
    bool frozen; /* its name changes with its bytes: may be kept for ever */
} asset;

extern const asset assets[]; /* by path; path NULL ends them */

#endif
