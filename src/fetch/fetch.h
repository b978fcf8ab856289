/* fetch: bytes from the web. Receives an address; leaves what the server sent, or one line on why not.
 * Only http and https, only public addresses unless allowed, never more than a limit, never for ever,
 * and nothing that a site's robots.txt forbids.
 *
 *     fetcher *f = fetch_open(&(fetch_options){.agent = "casus/0.1"}, &err);
 *     fetched got;
 *     if (fetch_allowed(f, url) && fetch_get(f, url, etag, modified, &got, &err) == 0 && got.status == 200)
 *         ... got.body, got.n ...
 *     fetched_free(&got);
 *     fetch_close(f); */
#ifndef CASUS_FETCH_H
#define CASUS_FETCH_H

#include "base/base.h"

/* ---- fetch.c ---- */

typedef struct fetch_options { /* all zero is the default */
    const char *agent;         /* NULL: casus and its version */
    bool allow_private;        /* loopback, private and link-local networks too */
    long seconds;              /* for one answer; 0: 30 */
    size_t max_bytes;          /* of an answer, unpacked; 0: 8 MiB */
} fetch_options;

typedef struct fetched {
    long status;               /* 200, 304, 404 ... */
    char *body;                /* NUL-terminated; free with fetched_free */
    size_t n;
    char etag[256], modified[64];
    long retry_after;          /* seconds the server asks to wait; 0: it does not */
} fetched;

typedef struct fetcher fetcher;

fetcher *fetch_open(const fetch_options *options, casus_error *err); /* NULL and *err */
void fetch_close(fetcher *f);
/* etag and modified of the last answer, "" when there is none: then the server may answer 304. */
int fetch_get(fetcher *f, const char *url, const char *etag, const char *modified, fetched *got, casus_error *err);
/* Send n bytes of JSON; key is the same when the same thing is sent again. Redirections are not followed. */
int fetch_post(fetcher *f, const char *url, const char *key, const char *json, size_t n, fetched *got, casus_error *err);
void fetched_free(fetched *got);
/* What the site's robots.txt says of this address; it is read once for each site. A site without one allows all, one that
 * cannot be reached allows nothing. */
bool fetch_allowed(fetcher *f, const char *url);

/* ---- robots.c: RFC 9309 ---- */

/* May the program named agent ("casus") read this path ("/news?id=3")? */
bool robots_allow(str robots, const char *agent, const char *path);

/* ---- address.c ---- */

struct sockaddr;
bool address_is_public(const struct sockaddr *a);

#endif
