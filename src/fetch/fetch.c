/* One answer from the web, by libcurl.
 *
 * What a server may do to a program that polls it for weeks: answer nothing, a byte a second, for
 * ever; a gigabyte, or a kilobyte that unpacks to one; redirect in circles, to a file, to the machine
 * next door. Each has a limit here, and each ends in one line that says so. */
#include "fetch/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

enum { SECONDS = 30, MAX_BYTES = 8 << 20, MAX_REDIRECTS = 5, SLOW_SECONDS = 15 };

typedef struct site { /* a robots.txt that was read */
    const char *root;
    char *robots;
    size_t n;
    bool closed; /* it could not be read: nothing is allowed */
    struct site *next;
} site;

struct fetcher {
    CURL *curl;
    fetch_options options;
    char agent[100];
    bool refused; /* the last address was not public */
    site *sites;
    arena memory;
};

typedef struct answer {
    fetcher *f;
    fetched *got;
    size_t room, most;
    bool too_long, no_memory;
} answer;

/* ---- what libcurl calls ---- */

static size_t take_body(char *p, size_t size, size_t n, void *user)
{
    answer *a = user;
    size_t more = size * n;
    if (a->got->n + more > a->most) {
        a->too_long = true;
        return 0;
    }
    if (a->got->n + more + 1 > a->room) {
        size_t room = (a->got->n + more + 1) * 2;
        char *body = realloc(a->got->body, room);
        if (!body) {
            a->no_memory = true;
            return 0;
        }
        a->got->body = body;
        a->room = room;
    }
    memcpy(a->got->body + a->got->n, p, more);
    a->got->n += more;
    a->got->body[a->got->n] = '\0';
    return more;
}

static bool header_is(str line, const char *name, str *value)
{
    str rest = line, key = str_cut(&rest, ":");
    if (!rest.p || key.n != strlen(name))
        return false;
    for (size_t i = 0; i < key.n; i++)
        if ((key.p[i] | 0x20) != name[i] && key.p[i] != name[i])
            return false;
    *value = str_trim(rest);
    return true;
}

static size_t take_header(char *p, size_t size, size_t n, void *user)
{
    answer *a = user;
    str line = {p, size * n}, value;
    if (str_starts(line, "HTTP/")) { /* of the last answer, not of a redirect */
        a->got->etag[0] = a->got->modified[0] = '\0';
        a->got->retry_after = 0;
    } else if (header_is(line, "etag", &value) && value.n < sizeof a->got->etag) {
        memcpy(a->got->etag, value.p, value.n);
        a->got->etag[value.n] = '\0';
    } else if (header_is(line, "last-modified", &value) && value.n < sizeof a->got->modified) {
        memcpy(a->got->modified, value.p, value.n);
        a->got->modified[value.n] = '\0';
    }
    return size * n;
}

static curl_socket_t open_socket(void *user, curlsocktype purpose, struct curl_sockaddr *a)
{
    fetcher *f = user;
    (void)purpose;
    if (!f->options.allow_private && !address_is_public(&a->addr)) {
        f->refused = true;
        return CURL_SOCKET_BAD;
    }
    return socket(a->family, a->socktype, a->protocol);
}

/* ---- opening ---- */

fetcher *fetch_open(const fetch_options *options, casus_error *err)
{
    fetcher *f = calloc(1, sizeof *f);
    if (f && curl_global_init(CURL_GLOBAL_DEFAULT) == 0)
        f->curl = curl_easy_init();
    if (!f || !f->curl) {
        free(f);
        error_set(err, CASUS_ENOMEM, "the web cannot be reached: libcurl does not start");
        return NULL;
    }
    f->options = *options;
    if (!f->options.seconds)
        f->options.seconds = SECONDS;
    if (!f->options.max_bytes)
        f->options.max_bytes = MAX_BYTES;
    snprintf(f->agent, sizeof f->agent, "casus/%s", casus_version());
    if (!f->options.agent)
        f->options.agent = f->agent;
    return f;
}

void fetch_close(fetcher *f)
{
    if (!f)
        return;
    for (site *s = f->sites; s; s = s->next)
        free(s->robots);
    curl_easy_cleanup(f->curl);
    arena_free(&f->memory);
    free(f);
}

void fetched_free(fetched *got)
{
    free(got->body);
    *got = (fetched){0};
}

/* ---- one answer ---- */

static void set_limits(fetcher *f)
{
    CURL *c = f->curl;
    curl_easy_setopt(c, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(c, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(c, CURLOPT_MAXREDIRS, (long)MAX_REDIRECTS);
    curl_easy_setopt(c, CURLOPT_TIMEOUT, f->options.seconds);
    curl_easy_setopt(c, CURLOPT_CONNECTTIMEOUT, f->options.seconds < 10 ? f->options.seconds : 10L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_LIMIT, 10L);
    curl_easy_setopt(c, CURLOPT_LOW_SPEED_TIME, (long)SLOW_SECONDS);
    curl_easy_setopt(c, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(c, CURLOPT_ACCEPT_ENCODING, "");
    curl_easy_setopt(c, CURLOPT_USERAGENT, f->options.agent);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETFUNCTION, open_socket);
    curl_easy_setopt(c, CURLOPT_OPENSOCKETDATA, f);
    if (!f->options.allow_private) /* a proxy would be asked in our stead, and reach what we must not */
        curl_easy_setopt(c, CURLOPT_PROXY, "");
}

static struct curl_slist *conditions(const char *etag, const char *modified)
{
    char line[400];
    struct curl_slist *list = NULL;
    if (etag && *etag) {
        snprintf(line, sizeof line, "If-None-Match: %s", etag);
        list = curl_slist_append(list, line);
    }
    if (modified && *modified) {
        snprintf(line, sizeof line, "If-Modified-Since: %s", modified);
        list = curl_slist_append(list, line);
    }
    return list;
}

static int explain(const fetcher *f, const answer *a, CURLcode code, const char *url, casus_error *err)
{
    if (f->refused)
        return error_set(err, CASUS_EFILE, "%.200s: leads to a private address; --allow-private lets it", url);
    if (a->too_long || code == CURLE_FILESIZE_EXCEEDED)
        return error_set(err, CASUS_EFILE, "%.200s: the answer is longer than %zu bytes", url, a->most);
    if (a->no_memory)
        return error_set(err, CASUS_ENOMEM, "%.200s: out of memory", url);
    if (code == CURLE_UNSUPPORTED_PROTOCOL || code == CURLE_URL_MALFORMAT)
        return error_set(err, CASUS_EFILE, "%.200s: not an http or https address", url);
    return error_set(err, CASUS_EFILE, "%.200s: %s", url, curl_easy_strerror(code));
}

/* What was set up before (address, headers, body) is sent, and the answer taken. headers is freed. */
static int perform(fetcher *f, const char *url, struct curl_slist *headers, fetched *got, casus_error *err)
{
    answer a = {.f = f, .got = got, .most = f->options.max_bytes};
    curl_off_t retry = 0;
    *got = (fetched){0};
    f->refused = false;
    curl_easy_setopt(f->curl, CURLOPT_URL, url);
    curl_easy_setopt(f->curl, CURLOPT_HTTPHEADER, headers);
    curl_easy_setopt(f->curl, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)f->options.max_bytes);
    curl_easy_setopt(f->curl, CURLOPT_WRITEFUNCTION, take_body);
    curl_easy_setopt(f->curl, CURLOPT_WRITEDATA, &a);
    curl_easy_setopt(f->curl, CURLOPT_HEADERFUNCTION, take_header);
    curl_easy_setopt(f->curl, CURLOPT_HEADERDATA, &a);
    CURLcode code = curl_easy_perform(f->curl);
    curl_slist_free_all(headers);
    if (code != CURLE_OK) {
        fetched_free(got);
        return explain(f, &a, code, url, err);
    }
    curl_easy_getinfo(f->curl, CURLINFO_RESPONSE_CODE, &got->status);
    if (curl_easy_getinfo(f->curl, CURLINFO_RETRY_AFTER, &retry) == CURLE_OK && retry > 0)
        got->retry_after = retry > 86400 ? 86400 : (long)retry;
    return CASUS_OK;
}

int fetch_get(fetcher *f, const char *url, const char *etag, const char *modified, fetched *got, casus_error *err)
{
    curl_easy_reset(f->curl);
    set_limits(f);
    return perform(f, url, conditions(etag, modified), got, err);
}

int fetch_post(fetcher *f, const char *url, const char *key, const char *json, size_t n, fetched *got, casus_error *err)
{
    char line[200];
    struct curl_slist *headers = curl_slist_append(NULL, "Content-Type: application/json");
    snprintf(line, sizeof line, "Idempotency-Key: %.150s", key);
    headers = curl_slist_append(headers, line);
    curl_easy_reset(f->curl);
    set_limits(f);
    curl_easy_setopt(f->curl, CURLOPT_FOLLOWLOCATION, 0L); /* what is told goes where it was meant to, or nowhere */
    curl_easy_setopt(f->curl, CURLOPT_POST, 1L);
    curl_easy_setopt(f->curl, CURLOPT_POSTFIELDS, json);
    curl_easy_setopt(f->curl, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)n);
    return perform(f, url, headers, got, err);
}

/* ---- robots.txt ---- */

/* "https://example.org:8000" and the rest of the address. */
static bool split_url(arena *a, const char *url, const char **root, const char **path)
{
    const char *host = strstr(url, "://");
    if (!host)
        return false;
    size_t n = strcspn(host + 3, "/?#");
    *root = arena_copy(a, url, (size_t)(host + 3 - url) + n);
    *path = host[3 + n] == '/' ? host + 3 + n : "/";
    return true;
}

static site *read_site(fetcher *f, const char *root)
{
    site *s = ARENA_NEW(&f->memory, site);
    fetched got;
    casus_error err;
    *s = (site){.root = root, .closed = true, .next = f->sites};
    f->sites = s;
    if (fetch_get(f, arena_printf(&f->memory, "%s/robots.txt", root), "", "", &got, &err) != 0)
        return s;
    s->closed = got.status >= 500 || got.status == 429;
    if (got.status == 200) {
        s->robots = got.body;
        s->n = got.n < 512 * 1024 ? got.n : 512 * 1024;
    } else {
        fetched_free(&got);
    }
    return s;
}

bool fetch_allowed(fetcher *f, const char *url)
{
    const char *root, *path;
    char agent[100];
    if (!split_url(&f->memory, url, &root, &path))
        return true; /* no address at all: fetching says so */
    site *s = f->sites;
    while (s && strcmp(s->root, root) != 0)
        s = s->next;
    if (!s)
        s = read_site(f, root);
    snprintf(agent, sizeof agent, "%.*s", (int)strcspn(f->options.agent, "/ "), f->options.agent);
    return !s->closed && robots_allow((str){s->robots ? s->robots : "", s->n}, agent, path);
}
