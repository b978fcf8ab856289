/* A document a page in an archive.
 *
 *   WARC/1.0                                  one record: WARC's own lines, an empty line,
 *   WARC-Type: response                       then Content-Length bytes: the answer of the
 *   WARC-Target-URI: https://...              web server, with its lines, an empty line,
 *   Content-Length: 51234                     and the page
 *
 *   HTTP/1.1 200 OK
 *   Content-Type: text/html; charset=utf-8
 *
 *   <html> ...
 *
 * Only answers that hold a page or a text are read; pictures, scripts and requests are passed over
 * in silence, for an archive is full of them. */
#include "intake/inside.h"

#include <stdlib.h>

enum { MAX_HEADER = 64 * 1024 };

typedef struct record {
    str type, url, content_type; /* views into the arena */
    unsigned long long length;
} record;

/* ---- header lines ---- */

static bool same_name(str s, const char *lower)
{
    size_t n = strlen(lower);
    for (size_t i = 0; i < n; i++)
        if (i >= s.n || (s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32 : s.p[i]) != lower[i])
            return false;
    return s.n == n;
}

/* Splits "Name: value"; the value in the arena. */
static bool header_line(intake *in, str line, str *name, str *value)
{
    str rest = line;
    *name = str_cut(&rest, ":");
    if (!rest.p)
        return false;
    rest = str_trim(rest);
    *value = (str){arena_copy(&in->memory, rest.p, rest.n), rest.n};
    return true;
}

static bool read_record(intake *in, record *r)
{
    str line, name, value;
    bool cut, found = false;
    *r = (record){0};
    while (!found) { /* empty lines between records, or rubbish after a wrong length */
        if (!stream_line(in->bytes, MAX_HEADER, &line, &cut))
            return false;
        found = str_starts(line, "WARC/");
    }
    in->line++;
    while (stream_line(in->bytes, MAX_HEADER, &line, &cut) && line.n) {
        if (!header_line(in, line, &name, &value))
            continue;
        if (same_name(name, "warc-type"))
            r->type = value;
        else if (same_name(name, "warc-target-uri"))
            r->url = value;
        else if (same_name(name, "content-type"))
            r->content_type = value;
        else if (same_name(name, "content-length"))
            r->length = strtoull(value.p, NULL, 10);
    }
    if (r->url.n > 1 && r->url.p[0] == '<') /* old writers put brackets around it */
        r->url = (str){arena_copy(&in->memory, r->url.p + 1, r->url.n - 2), r->url.n - 2};
    return true;
}

static void skip_bytes(intake *in, unsigned long long n)
{
    while (n) {
        str seen = stream_peek(in->bytes, n < MAX_HEADER ? (size_t)n : MAX_HEADER);
        if (!seen.n)
            return;
        stream_skip(in->bytes, seen.n);
        n -= seen.n;
    }
}

/* ---- the server's answer ---- */

typedef struct answer {
    str body, type, encoding;
    bool chunked;
} answer;

static str take_line(str *s)
{
    const char *feed = s->n ? memchr(s->p, '\n', s->n) : NULL;
    str line = {s->p, feed ? (size_t)(feed - s->p) : s->n};
    size_t used = feed ? line.n + 1 : line.n;
    *s = (str){s->p + used, s->n - used};
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    return line;
}

static answer read_answer(intake *in, str block)
{
    answer a = {0};
    str name, value;
    take_line(&block); /* HTTP/1.1 200 OK */
    for (str line; block.n && (line = take_line(&block)).n;) {
        if (!header_line(in, line, &name, &value))
            continue;
        if (same_name(name, "content-type"))
            a.type = value;
        else if (same_name(name, "content-encoding"))
            a.encoding = value;
        else if (same_name(name, "transfer-encoding"))
            a.chunked = same_name(value, "chunked");
    }
    a.body = block;
    return a;
}

/* "1a2f\r\n" before each piece, "0" before the end. A body that is not so was stored unchunked. */
static str without_chunks(intake *in, str body)
{
    char *out = arena_alloc(&in->memory, body.n + 1);
    size_t n = 0;
    for (str rest = body; rest.n;) {
        str line = take_line(&rest);
        char *end;
        char digits[20] = {0};
        memcpy(digits, line.p, line.n < 16 ? line.n : 16);
        size_t size = strtoul(digits, &end, 16);
        if (end == digits)
            return n ? (str){out, n} : body;
        if (size == 0)
            break;
        if (size > rest.n)
            size = rest.n;
        memcpy(out + n, rest.p, size);
        n += size;
        rest = (str){rest.p + size, rest.n - size};
        take_line(&rest);
    }
    return (str){out, n};
}

static bool starts_with_type(str type, const char *lower)
{
    size_t n = strlen(lower);
    return type.n >= n && same_name((str){type.p, n}, lower);
}

static str answer_body(intake *in, const answer *x)
{
    str body = x->chunked ? without_chunks(in, x->body) : x->body;
    if (x->encoding.n && body.n > 2 && (unsigned char)body.p[0] == 0x1F) {
        size_t n;
        char *plain = stream_inflate(&in->memory, body, in->options.max_bytes, &n);
        if (plain)
            body = (str){plain, n};
    }
    return body;
}

static int read_page(intake *in, const record *r, str body, bool html, casus_article *a)
{
    const char *url = r->url.p ? r->url.p : "";
    str text = intake_clean(in, html ? page_decode(&in->memory, body) : body);
    *a = (casus_article){.id = url, .url = url, .text = text.p, .n_text = text.n};
    if (!html)
        return text.n ? 1 : -1;
    page p = page_read(&in->memory, text, url);
    if (p.cut)
        intake_say(in, false, "%.200s: HTML nested too deep or too large: read as far as it goes", url);
    if (!p.text[0])
        return -1; /* lists of links, error pages: an archive is full of them */
    *a = (casus_article){.id = url, .url = p.url[0] ? p.url : url, .text = p.text, .title = p.title, .source = p.site, .date = p.date};
    return 1;
}

static int read_block(intake *in, const record *r, str block, casus_article *a)
{
    if (same_name(r->type, "conversion"))
        return starts_with_type(r->content_type, "text/plain") ? read_page(in, r, block, false, a) : -1;
    if (same_name(r->type, "resource"))
        return starts_with_type(r->content_type, "text/html") ? read_page(in, r, block, true, a) : -1;
    if (!same_name(r->type, "response") || !str_starts(block, "HTTP/"))
        return -1;
    answer x = read_answer(in, block);
    bool html = starts_with_type(x.type, "text/html") || starts_with_type(x.type, "application/xhtml");
    if (!html && !starts_with_type(x.type, "text/plain"))
        return -1;
    return read_page(in, r, answer_body(in, &x), html, a);
}

int warc_next(intake *in, casus_article *a)
{
    record r;
    if (!read_record(in, &r))
        return 0;
    if (r.length > in->options.max_bytes) {
        bool wanted = same_name(r.type, "response") || same_name(r.type, "conversion");
        if (wanted)
            intake_say(in, true, "record %d is longer than %zu bytes: passed over", in->line, in->options.max_bytes);
        skip_bytes(in, r.length);
        return -1;
    }
    str seen = stream_peek(in->bytes, (size_t)r.length);
    str block = {arena_copy(&in->memory, seen.p, seen.n), seen.n};
    bool early = seen.n < r.length;
    stream_skip(in->bytes, seen.n);
    if (early)
        intake_say(in, true, "record %d ends early", in->line);
    return read_block(in, &r, block, a);
}
