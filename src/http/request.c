/* What is asked: a request's address to a path and parameters.
 *
 *   /api/v1/events?actor=RUS,UKR&text=red%20line&since=2022-01
 *
 * Whatever comes from outside is decoded once, here, and must then be clean: no bad escapes, no NUL or
 * other control characters, good UTF-8, no parameter twice. Everything behind may rely on it. */
#include "http/http.h"

#include <stdio.h>
#include <strings.h>

void fault_set(http_fault *f, int status, const char *field, const char *format, ...)
{
    va_list args;
    f->status = status;
    snprintf(f->field, sizeof f->field, "%s", field ? field : "");
    va_start(args, format);
    vsnprintf(f->message, sizeof f->message, format, args);
    va_end(args);
}

static int hex(char c)
{
    return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool clean(str s)
{
    uint32_t code;
    for (size_t i = 0, n; i < s.n; i += n) {
        n = utf8_get(s.p + i, s.n - i, &code);
        if (code < 0x20 || code == 0x7F || (code == 0xFFFD && n == 1))
            return false;
    }
    return true;
}

/* %41 and, in a query, + decoded; NULL when an escape is bad or what comes out is not clean. */
static const char *decode(arena *a, str s, bool query)
{
    char *out = arena_alloc(a, s.n + 1);
    size_t n = 0;
    for (size_t i = 0; i < s.n; i++) {
        char c = s.p[i];
        if (c == '%') {
            int high = i + 2 < s.n ? hex(s.p[i + 1]) : -1, low = i + 2 < s.n ? hex(s.p[i + 2]) : -1;
            if (high < 0 || low < 0)
                return NULL;
            c = (char)(high * 16 + low);
            i += 2;
        } else if (c == '+' && query) {
            c = ' ';
        }
        out[n++] = c;
    }
    return clean((str){out, n}) ? out : NULL;
}

static bool read_param(http_request *r, arena *a, str pair, http_fault *f)
{
    const char *equals = memchr(pair.p, '=', pair.n);
    str name = {pair.p, equals ? (size_t)(equals - pair.p) : pair.n};
    str value = equals ? (str){equals + 1, pair.n - name.n - 1} : (str){"", 0};
    const char *key = decode(a, name, true), *text = decode(a, value, true);
    if (!key || !text) {
        fault_set(f, 400, key ? key : "query", "%s: a bad %%-escape, a control character or bad UTF-8", key ? key : "a parameter's name");
        return false;
    }
    if (request_param(r, key)) {
        fault_set(f, 400, key, "%s: given twice", key);
        return false;
    }
    if (r->n_params == REQUEST_MAX_PARAMS) {
        fault_set(f, 400, "query", "more than %d parameters", REQUEST_MAX_PARAMS);
        return false;
    }
    r->params[r->n_params++] = (http_param){key, text};
    return true;
}

bool request_parse(http_request *r, arena *a, http_fault *f)
{
    size_t n = strlen(r->uri);
    const char *mark = strchr(r->uri, '?');
    r->n_params = 0;
    if (n > REQUEST_MAX_URI) {
        fault_set(f, 414, "path", "the address is longer than %d bytes", REQUEST_MAX_URI);
        return false;
    }
    r->path = decode(a, (str){r->uri, mark ? (size_t)(mark - r->uri) : n}, false);
    if (!r->path || r->path[0] != '/') {
        fault_set(f, 400, "path", r->path ? "the path does not begin with /" : "path: a bad %%-escape, a control character or bad UTF-8");
        return false;
    }
    for (str rest = mark ? str_of(mark + 1) : (str){NULL, 0}; rest.p;) {
        const char *and = memchr(rest.p, '&', rest.n);
        str pair = {rest.p, and ? (size_t)(and - rest.p) : rest.n};
        rest = and ? (str){and + 1, rest.n - pair.n - 1} : (str){NULL, 0};
        if (pair.n && !read_param(r, a, pair, f))
            return false;
    }
    return true;
}

const char *request_param(const http_request *r, const char *name)
{
    for (int i = 0; i < r->n_params; i++)
        if (strcmp(r->params[i].name, name) == 0)
            return r->params[i].value;
    return NULL;
}

/* A page elsewhere that has its name point to this machine (DNS rebinding) sends that name. */
bool host_allowed(const char *host, const char *names)
{
    size_t n = strlen(host);
    const char *colon = host[0] == '[' ? strchr(host, ']') : NULL;
    colon = colon ? (colon[1] == ':' ? colon + 1 : NULL) : host[0] == '[' ? NULL : strchr(host, ':');
    if (colon)
        n = (size_t)(colon - host);
    if (colon && (!colon[1] || strspn(colon + 1, "0123456789") != strlen(colon + 1)))
        return false;
    for (const char *p = names; n && *p;) {
        size_t k = strcspn(p, " ");
        if (k == n && strncasecmp(p, host, n) == 0)
            return true;
        p += k;
        p += strspn(p, " ");
    }
    return false;
}

bool etag_matches(const char *header, const char *etag)
{
    size_t n = strlen(etag);
    for (const char *p = header; n && *p;) {
        p += strspn(p, " \t,");
        if (*p == '*')
            return true;
        if (p[0] == 'W' && p[1] == '/')
            p += 2;
        if (strncmp(p, etag, n) == 0 && (p[n] == '\0' || p[n] == ',' || p[n] == ' ' || p[n] == '\t'))
            return true;
        p += strcspn(p, ",");
    }
    return false;
}
