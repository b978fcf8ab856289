/* Bytes from a file, from standard input or from memory, unpacked on the way.
 *
 * gzip and zstd are known by their first bytes; files that hold several packed pieces one after the
 * other (a WARC has one a record) read as one. The window holds what was read and not yet taken; it
 * grows to what the caller wants to see and no further, so that 100 MB on one line cost no more
 * memory than the longest document allowed. */
#include "intake/inside.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <zlib.h>
#include <zstd.h>

enum { CHUNK = 64 * 1024 };

typedef enum packing { PACKING_NONE, PACKING_GZIP, PACKING_ZSTD } packing;

struct stream {
    FILE *file;               /* NULL: memory */
    const unsigned char *mem; /* what is left of it */
    size_t n_mem;
    packing packed;
    z_stream gz;
    ZSTD_DStream *zs;
    unsigned char *in; /* packed bytes read and not yet unpacked */
    size_t in_at, in_n;
    char *window;
    size_t at, n, room;
    bool ended, in_ended; /* no more bytes to come; no more packed bytes */
    bool inside;          /* in the middle of a packed piece */
    const char *fault;
};

/* ---- raw bytes ---- */

static size_t read_raw(stream *s, void *to, size_t n)
{
    if (s->file) {
        size_t got = fread(to, 1, n, s->file);
        if (got < n && ferror(s->file))
            s->fault = "reading failed";
        return got;
    }
    if (n > s->n_mem)
        n = s->n_mem;
    memcpy(to, s->mem, n);
    s->mem += n;
    s->n_mem -= n;
    return n;
}

static void refill(stream *s)
{
    if (s->in_at < s->in_n || s->in_ended)
        return;
    s->in_at = 0;
    s->in_n = read_raw(s, s->in, CHUNK);
    s->in_ended = s->in_n == 0;
}

/* ---- unpacking: each gives up to n bytes to `to`, 0 at the end ---- */

static void early(stream *s, const char *why)
{
    s->fault = why;
    s->in_ended = true;
    s->in_at = s->in_n;
    s->inside = false;
}

static size_t unpack_gzip(stream *s, char *to, size_t n)
{
    s->gz.next_out = (unsigned char *)to;
    s->gz.avail_out = (unsigned)n;
    while (s->gz.avail_out == n) {
        refill(s);
        if (s->in_at == s->in_n) {
            if (s->inside)
                early(s, "the gzip data ends early");
            return 0;
        }
        if (!s->inside) {
            if (s->in[s->in_at] != 0x1F) { /* padding or rubbish after the last piece */
                s->in_ended = true;
                s->in_at = s->in_n;
                return 0;
            }
            inflateReset(&s->gz);
            s->inside = true;
        }
        s->gz.next_in = s->in + s->in_at;
        s->gz.avail_in = (unsigned)(s->in_n - s->in_at);
        int code = inflate(&s->gz, Z_NO_FLUSH);
        s->in_at = s->in_n - s->gz.avail_in;
        if (code == Z_STREAM_END)
            s->inside = false;
        else if (code != Z_OK && code != Z_BUF_ERROR) {
            size_t got = n - s->gz.avail_out;
            early(s, "the gzip data is damaged");
            return got;
        }
    }
    return n - s->gz.avail_out;
}

static size_t unpack_zstd(stream *s, char *to, size_t n)
{
    ZSTD_outBuffer out = {to, n, 0};
    while (out.pos == 0) {
        refill(s);
        if (s->in_at == s->in_n) {
            if (s->inside)
                early(s, "the zstd data ends early");
            return 0;
        }
        ZSTD_inBuffer in = {s->in, s->in_n, s->in_at};
        size_t left = ZSTD_decompressStream(s->zs, &out, &in);
        s->in_at = in.pos;
        if (ZSTD_isError(left)) {
            early(s, "the zstd data is damaged");
            return out.pos;
        }
        s->inside = left != 0;
    }
    return out.pos;
}

static size_t unpack_none(stream *s, char *to, size_t n)
{
    refill(s);
    size_t have = s->in_n - s->in_at;
    if (n > have)
        n = have;
    memcpy(to, s->in + s->in_at, n);
    s->in_at += n;
    return n;
}

static size_t unpack(stream *s, char *to, size_t n)
{
    if (s->packed == PACKING_GZIP)
        return unpack_gzip(s, to, n);
    return s->packed == PACKING_ZSTD ? unpack_zstd(s, to, n) : unpack_none(s, to, n);
}

/* ---- opening ---- */

static stream *stream_start(stream *s, casus_error *err)
{
    s->in = malloc(CHUNK);
    if (!s->in) {
        stream_close(s);
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    refill(s);
    if (s->in_n >= 2 && s->in[0] == 0x1F && s->in[1] == 0x8B && inflateInit2(&s->gz, 15 + 16) == Z_OK)
        s->packed = PACKING_GZIP;
    else if (s->in_n >= 4 && memcmp(s->in, "\x28\xB5\x2F\xFD", 4) == 0 && (s->zs = ZSTD_createDStream()) != NULL)
        s->packed = PACKING_ZSTD;
    return s;
}

stream *stream_open(const char *path, casus_error *err)
{
    bool standard = strcmp(path, "-") == 0;
    FILE *f = standard ? stdin : fopen(path, "rb");
    if (!f) {
        error_set(err, CASUS_EFILE, "%s: %s", path, strerror(errno));
        return NULL;
    }
    stream *s = calloc(1, sizeof *s);
    if (!s) {
        if (!standard)
            fclose(f);
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    s->file = f;
    s = stream_start(s, err);
    if (s && s->fault && s->in_n == 0) { /* a folder opens, but cannot be read */
        error_set(err, CASUS_EFILE, "%s: cannot be read", path);
        stream_close(s);
        return NULL;
    }
    return s;
}

stream *stream_memory(const void *bytes, size_t n, casus_error *err)
{
    stream *s = calloc(1, sizeof *s);
    if (!s) {
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    s->mem = bytes;
    s->n_mem = n;
    return stream_start(s, err);
}

void stream_close(stream *s)
{
    if (!s)
        return;
    if (s->file && s->file != stdin)
        fclose(s->file);
    if (s->packed == PACKING_GZIP)
        inflateEnd(&s->gz);
    ZSTD_freeDStream(s->zs);
    free(s->in);
    free(s->window);
    free(s);
}

/* ---- taking ---- */

static bool make_room(stream *s, size_t want)
{
    if (s->at && s->at + want > s->room) {
        memmove(s->window, s->window + s->at, s->n - s->at);
        s->n -= s->at;
        s->at = 0;
    }
    if (s->at + want <= s->room)
        return true;
    size_t room = s->room ? s->room : CHUNK;
    while (room < want)
        room *= 2;
    char *bigger = realloc(s->window, room);
    if (!bigger) {
        s->fault = "out of memory";
        return false;
    }
    s->window = bigger;
    s->room = room;
    return true;
}

str stream_peek(stream *s, size_t want)
{
    while (!s->ended && s->n - s->at < want && make_room(s, want)) {
        size_t got = unpack(s, s->window + s->n, s->room - s->n);
        s->n += got;
        s->ended = got == 0;
    }
    size_t have = s->n - s->at;
    return (str){s->window ? s->window + s->at : "", have < want ? have : want};
}

void stream_skip(stream *s, size_t n)
{
    s->at += n;
}

/* How many bytes of the window belong to the line, its feed included; 0 when no feed is in sight. */
static size_t line_length(str seen, size_t from)
{
    const char *feed = seen.n > from ? memchr(seen.p + from, '\n', seen.n - from) : NULL;
    return feed ? (size_t)(feed - seen.p) + 1 : 0;
}

static void skip_line(stream *s)
{
    for (;;) {
        str seen = stream_peek(s, CHUNK);
        size_t n = line_length(seen, 0);
        stream_skip(s, n ? n : seen.n);
        if (n || seen.n == 0)
            return;
    }
}

bool stream_line(stream *s, size_t max, str *line, bool *cut)
{
    size_t want = CHUNK, length = 0;
    str seen = stream_peek(s, want);
    *cut = false;
    if (!seen.n)
        return false;
    for (size_t from = 0; (length = line_length(seen, from)) == 0 && seen.n == want && want < max;) {
        from = seen.n;
        want = want * 2 < max ? want * 2 : max;
        seen = stream_peek(s, want);
    }
    size_t n = length ? length : seen.n;
    *cut = !length && seen.n == want;
    stream_skip(s, n);
    *line = (str){seen.p, length ? n - 1 : n};
    if (line->n && line->p[line->n - 1] == '\r')
        line->n--;
    if (*cut)
        skip_line(s);
    return true;
}

const char *stream_fault(const stream *s)
{
    return s->fault;
}

char *stream_inflate(arena *a, str packed, size_t max, size_t *n)
{
    casus_error err;
    stream *s = stream_memory(packed.p, packed.n, &err);
    if (!s)
        return NULL;
    bool known = s->packed == PACKING_GZIP;
    str all = known ? stream_peek(s, max) : (str){0};
    char *copy = NULL;
    jmp_buf *outer = a->on_full, here;
    a->on_full = &here;
    if (known && setjmp(here) == 0)
        copy = arena_copy(a, all.p, all.n);
    a->on_full = outer;
    *n = copy ? all.n : 0;
    stream_close(s);
    return copy;
}
