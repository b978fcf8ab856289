/* casus watch: feeds, polled for what is new.
 *
 *     casus watch --db crisis.db feeds.opml https://news.example.org/rss --every 15
 *
 * Each feed is asked whether it has changed (ETag, Last-Modified); its items go the way of all
 * articles, so what is known is passed over. With --pages an item's page is read too, once, and
 * robots.txt is asked first. A feed that fails is left alone for longer each time; one that says how
 * long to wait is obeyed. What is known of a feed stands in the store, and is written after its items
 * are: killed in between, the feed is asked again and its items are found to be there. */
#include "cli/ingest.h"
#include "fetch/fetch.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { EVERY_MINUTES = 15, MOST_DOUBLINGS = 6, LEAST_WAIT = 60, PAGE_PAUSE_MS = 1000 };

typedef struct feed {
    const char *url;
    char etag[256], modified[64], message[300];
    int64_t next; /* seconds since 1970: not before */
    int failures;
    bool due, asked;
} feed;

typedef struct watching {
    const settings *s;
    arena memory;
    feed *feeds;
    uint32_t n;
    fetcher *web;
    int64_t last_page; /* when, in milliseconds */
    long every;        /* seconds */
} watching;

static volatile sig_atomic_t stopping;

static void stop(int signal_number)
{
    (void)signal_number;
    stopping = 1;
}

/* ---- which feeds ---- */

static void add_feed(watching *w, const char *url)
{
    for (uint32_t i = 0; i < w->n; i++)
        if (strcmp(w->feeds[i].url, url) == 0)
            return;
    const char *copy = arena_copy(&w->memory, url, strlen(url));
    ARENA_PUSH(&w->memory, w->feeds, w->n)->url = copy;
}

/* Every outline with an xmlUrl, however deep. */
static void add_outlines(watching *w, xmlNode *root)
{
    for (xmlNode *n = root; n;) {
        xmlChar *url = n->type == XML_ELEMENT_NODE ? xmlGetProp(n, (const xmlChar *)"xmlUrl") : NULL;
        if (url)
            add_feed(w, (const char *)url);
        xmlFree(url);
        if (n->children) {
            n = n->children;
            continue;
        }
        while (n && n != root && !n->next)
            n = n->parent;
        n = n && n != root ? n->next : NULL;
    }
}

static bool add_file(watching *w, const char *path)
{
    size_t n;
    casus_error err;
    char *bytes = file_read(path, &n, &err);
    if (!bytes) {
        fprintf(stderr, "casus: %s\n", err.message);
        return false;
    }
    xmlDoc *d = xmlReadMemory(bytes, (int)(n < 64u << 20 ? n : 64u << 20), path, NULL, XML_PARSE_RECOVER | XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    uint32_t before = w->n;
    if (d && xmlDocGetRootElement(d))
        add_outlines(w, xmlDocGetRootElement(d));
    xmlFreeDoc(d);
    free(bytes);
    if (w->n == before)
        fprintf(stderr, "casus: %s: no feed in it; an OPML file has <outline xmlUrl=\"...\"/>\n", path);
    return w->n > before;
}

/* ---- what is known of them ---- */

static void recall(watching *w, sqlite3 *db, int64_t now)
{
    for (uint32_t i = 0; i < w->n; i++) {
        feed *f = &w->feeds[i];
        sqlite3_stmt *q = NULL;
        if (sqlite3_prepare_v2(db, "SELECT etag, modified, next, failures FROM feed WHERE url = ?1", -1, &q, NULL) == SQLITE_OK) {
            sqlite3_bind_text(q, 1, f->url, -1, SQLITE_STATIC);
            if (sqlite3_step(q) == SQLITE_ROW) {
                snprintf(f->etag, sizeof f->etag, "%s", (const char *)sqlite3_column_text(q, 0));
                snprintf(f->modified, sizeof f->modified, "%s", (const char *)sqlite3_column_text(q, 1));
                f->next = sqlite3_column_int64(q, 2);
                f->failures = sqlite3_column_int(q, 3);
            }
        }
        sqlite3_finalize(q);
        f->due = f->next <= now;
        f->asked = false;
    }
}

static bool remember_one(sqlite3 *db, const feed *f)
{
    sqlite3_stmt *q = NULL;
    bool good = sqlite3_prepare_v2(db, "INSERT OR REPLACE INTO feed(url, etag, modified, next, failures, message) VALUES(?1,?2,?3,?4,?5,?6)", -1, &q, NULL) == SQLITE_OK;
    if (good) {
        const char *texts[] = {f->url, f->etag, f->modified};
        for (int i = 0; i < 3; i++)
            sqlite3_bind_text(q, i + 1, texts[i], -1, SQLITE_STATIC);
        sqlite3_bind_int64(q, 4, f->next);
        sqlite3_bind_int(q, 5, f->failures);
        sqlite3_bind_text(q, 6, f->message, -1, SQLITE_STATIC);
        good = sqlite3_step(q) == SQLITE_DONE;
    }
    sqlite3_finalize(q);
    return good;
}

static int remember(watching *w)
{
    casus_error err;
    store *s = store_open(w->s->db, STORE_WRITE, &err);
    int code = s ? store_begin(s, &err) : CASUS_EFILE;
    for (uint32_t i = 0; i < w->n && code == 0; i++)
        if (w->feeds[i].asked && !remember_one(store_db(s), &w->feeds[i]))
            code = store_fault(s, &err);
    if (code == 0)
        code = store_commit(s, &err);
    store_close(s);
    if (code == 0)
        return EXIT_OK;
    fprintf(stderr, "casus: %s\n", err.message);
    return EXIT_SOME_FAILED;
}

/* ---- when to ask again ---- */

static void plan(const watching *w, feed *f, bool good, long asked_to_wait)
{
    long wait = w->every;
    f->failures = good ? 0 : f->failures + 1;
    if (!good) {
        int doublings = f->failures < MOST_DOUBLINGS ? f->failures : MOST_DOUBLINGS;
        wait = (wait > LEAST_WAIT ? wait : LEAST_WAIT) << (doublings - 1);
    }
    f->next = (int64_t)time(NULL) + (asked_to_wait > wait ? asked_to_wait : wait);
}

static void feed_failed(watching *w, pipeline *p, feed *f, long asked_to_wait, const char *message)
{
    snprintf(f->message, sizeof f->message, "%s", message);
    fprintf(stderr, "casus: %s\n", message);
    plan(w, f, false, asked_to_wait);
    ingest_failed(p);
}

/* ---- pages ---- */

static bool page_is_known(pipeline *p, const char *url)
{
    sqlite3_stmt *q = NULL;
    bool known = false;
    if (sqlite3_prepare_v2(store_db(ingest_store(p)), "SELECT 1 FROM document WHERE url = ?1 LIMIT 1", -1, &q, NULL) == SQLITE_OK) {
        sqlite3_bind_text(q, 1, url, -1, SQLITE_STATIC);
        known = sqlite3_step(q) == SQLITE_ROW;
    }
    sqlite3_finalize(q);
    return known;
}

static int64_t milliseconds(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* One page a second: we are guests. */
static void pause_between(watching *w)
{
    int64_t wait = w->last_page + PAGE_PAUSE_MS - milliseconds();
    if (w->last_page && wait > 0 && !w->s->allow_private)
        usleep((useconds_t)wait * 1000);
    w->last_page = milliseconds();
}

/* The item's page in place of its summary; the summary where the page cannot be had. */
static bool take_page(watching *w, pipeline *p, const char *from, casus_article *item)
{
    fetched got = {0};
    casus_error err;
    casus_article page;
    bool going = true, taken = false;
    if (page_is_known(p, item->url))
        return true;
    if (fetch_allowed(w->web, item->url)) {
        pause_between(w);
        if (fetch_get(w->web, item->url, "", "", &got, &err) != 0)
            fprintf(stderr, "casus: %s\n", err.message);
    }
    intake *in = got.status == 200 && got.n ? intake_memory(item->url, got.body, got.n, &(intake_options){.message = tell_reader}, &err) : NULL;
    if (in && intake_next(in, &page) > 0 && page.text && strlen(page.text) > 200) {
        page.url = item->url; /* the address that the feed gave is the one to know it by */
        page.date = page.date ? page.date : item->date;
        page.title = page.title && *page.title ? page.title : item->title;
        going = ingest_article(p, item->url, &page);
        taken = true;
    }
    intake_close(in);
    fetched_free(&got);
    return taken ? going : ingest_article(p, from, item);
}

/* ---- one round ---- */

static bool take_items(watching *w, pipeline *p, const feed *f, const fetched *got)
{
    casus_error err;
    casus_article a;
    bool going = true;
    intake *in = intake_memory(f->url, got->body, got->n, &(intake_options){.message = tell_reader}, &err);
    while (in && going && !stopping && intake_next(in, &a) > 0)
        going = w->s->pages && a.url && *a.url ? take_page(w, p, f->url, &a) : ingest_article(p, f->url, &a);
    if (in && intake_failures(in))
        ingest_failed(p);
    intake_close(in);
    return going;
}

static bool ask_feed(watching *w, pipeline *p, feed *f)
{
    fetched got = {0};
    casus_error err;
    bool going = true;
    f->asked = true;
    if (!fetch_allowed(w->web, f->url)) {
        error_set(&err, CASUS_EFILE, "%.200s: its robots.txt forbids it, or cannot be read", f->url);
        feed_failed(w, p, f, 0, err.message);
        return true;
    }
    if (fetch_get(w->web, f->url, f->etag, f->modified, &got, &err) != 0) {
        feed_failed(w, p, f, 0, err.message);
        return true;
    }
    if (got.status != 200 && got.status != 304) {
        error_set(&err, CASUS_EFILE, "%.200s: the server answers %ld", f->url, got.status);
        feed_failed(w, p, f, got.retry_after, err.message);
        fetched_free(&got);
        return true;
    }
    f->message[0] = '\0';
    if (got.status == 200 && got.n)
        going = take_items(w, p, f, &got) && !stopping;
    if (!going) { /* not all is in the store: ask the same again */
        f->asked = false;
    } else if (got.status == 200) {
        memcpy(f->etag, got.etag, sizeof f->etag);
        memcpy(f->modified, got.modified, sizeof f->modified);
    }
    plan(w, f, true, got.retry_after);
    fetched_free(&got);
    return going;
}

static void read_feeds(pipeline *p, void *user)
{
    watching *w = user;
    recall(w, store_db(ingest_store(p)), (int64_t)time(NULL));
    for (uint32_t i = 0; i < w->n && !stopping; i++)
        if (w->feeds[i].due && !ask_feed(w, p, &w->feeds[i]))
            return;
}

static int round_of(watching *w)
{
    casus_error err;
    fetch_options o = {.agent = w->s->agent, .allow_private = w->s->allow_private, .seconds = w->s->timeout};
    w->web = fetch_open(&o, &err);
    if (!w->web) {
        fprintf(stderr, "casus: %s\n", err.message);
        return EXIT_SOME_FAILED;
    }
    bool whole;
    int status = ingest_run(w->s, read_feeds, w, &whole);
    fetch_close(w->web);
    int kept = whole ? remember(w) : EXIT_SOME_FAILED;
    return status == EXIT_OK ? kept : status;
}

static void wait_for_next(const watching *w)
{
    int64_t next = INT64_MAX;
    for (uint32_t i = 0; i < w->n; i++)
        next = w->feeds[i].next < next ? w->feeds[i].next : next;
    do
        sleep(1);
    while (!stopping && (int64_t)time(NULL) < next);
}

int command_watch(const settings *s)
{
    watching w = {.s = s};
    int status = EXIT_OK;
    long minutes = EVERY_MINUTES;
    if (s->every && (!str_int(str_of(s->every), &minutes) || minutes < 0 || minutes > 100000)) {
        fprintf(stderr, "casus watch: --every takes minutes, not '%s'\n", s->every);
        return EXIT_USAGE;
    }
    w.every = minutes * 60;
    if (!s->db || s->n_files < 1) {
        fprintf(stderr, "casus watch: name the store with --db FILE, then OPML files or addresses of feeds\n");
        return EXIT_USAGE;
    }
    for (int i = 0; i < s->n_files; i++)
        if (strstr(s->files[i], "://"))
            add_feed(&w, s->files[i]);
        else if (!add_file(&w, s->files[i]))
            status = EXIT_SOME_FAILED;
    signal(SIGINT, stop);
    signal(SIGTERM, stop);
    while (w.n && !stopping) {
        int code = round_of(&w);
        status = s->once ? (code ? code : status) : status;
        if (s->once)
            break;
        fflush(stdout);
        wait_for_next(&w);
    }
    arena_free(&w.memory);
    return status;
}
