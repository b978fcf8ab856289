/* What kind of thing is this?
 *
 *   {"id":"r1","date":"2022-01-11",...      JSON Lines: a document a line
 *   <?xml version="1.0"?><rss ...           a feed: a document an item
 *   <!DOCTYPE html> ...                     a page: one document
 *   WARC/1.0 ...                            an archive of pages
 *   id,date,title,text                      a table: a document a row
 *   <Sentences><Sentence date="20220111"    PETRARCH's input: a sentence an element
 *   War fears continue to grow as ...       plain text: one document
 *
 * The first bytes tell, after gzip or zstd are taken off; the file's name is not asked. Pictures,
 * programs and office files are refused with a message. */
#include "intake/inside.h"

#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>

enum { LOOK = 4096, DEFAULT_MAX = 16 * 1024 * 1024 };

static const char *const kind_names[INTAKE_N_KINDS] = {"", "plain", "html", "jsonl", "feed", "warc", "csv", "petrarch"};

const char *intake_kind_name(intake_kind kind)
{
    return kind < INTAKE_N_KINDS ? kind_names[kind] : "";
}

bool intake_kind_named(const char *name, intake_kind *kind)
{
    for (int i = 1; i < INTAKE_N_KINDS; i++)
        if (strcmp(kind_names[i], name) == 0) {
            *kind = (intake_kind)i;
            return true;
        }
    return false;
}

/* ---- messages ---- */

void intake_say(intake *in, bool lost, const char *format, ...)
{
    char text[400];
    va_list args;
    in->failures += lost;
    if (!in->options.message)
        return;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    in->options.message(in->options.user, in->name, in->line, text);
}

static void count_faults(str raw, size_t *bad, size_t *nul)
{
    *bad = *nul = 0;
    for (size_t i = 0; i < raw.n;) {
        unsigned char c = (unsigned char)raw.p[i];
        uint32_t code = 0;
        size_t step = c < 0x80 ? 1 : utf8_get(raw.p + i, raw.n - i, &code);
        *bad += step == 1 && c >= 0x80;
        *nul += c == 0;
        i += step;
    }
}

str intake_clean(intake *in, str raw)
{
    const unsigned char *u = (const unsigned char *)raw.p;
    bool wide = raw.n >= 2 && ((u[0] == 0xFF && u[1] == 0xFE) || (u[0] == 0xFE && u[1] == 0xFF));
    size_t bad = 0, nul = 0;
    if (!wide)
        count_faults(raw, &bad, &nul);
    if (bad)
        intake_say(in, false, "%zu byte%s not UTF-8: repaired", bad, bad == 1 ? " is" : "s are");
    if (nul)
        intake_say(in, false, "%zu NUL byte%s read as blanks", nul, nul == 1 ? "" : "s");
    str out;
    out.p = text_repair(&in->memory, raw.p, raw.n, &out.n);
    return out;
}

/* ---- finding the kind ---- */

static bool is_blank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f';
}

static str without_mark(str s) /* byte-order mark and blanks */
{
    if (s.n >= 3 && memcmp(s.p, "\xEF\xBB\xBF", 3) == 0)
        s = (str){s.p + 3, s.n - 3};
    while (s.n && is_blank(s.p[0]))
        s = (str){s.p + 1, s.n - 1};
    return s;
}

/* Does the text, in any case, stand in s? */
static bool holds(str s, const char *lower)
{
    size_t n = strlen(lower);
    for (size_t i = 0; i + n <= s.n; i++) {
        size_t k = 0;
        while (k < n && (s.p[i + k] >= 'A' && s.p[i + k] <= 'Z' ? s.p[i + k] + 32 : s.p[i + k]) == lower[k])
            k++;
        if (k == n)
            return true;
    }
    return false;
}

static bool is_binary(str s)
{
    static const char *const magic[] = {"\x89PNG", "%PDF-", "PK\x03\x04", "\x7F" "ELF", "GIF8", "\xFF\xD8\xFF", "\xD0\xCF\x11\xE0", "SQLite format",
                                        "BZh", "\xFD" "7zXZ", "7z\xBC\xAF", "Rar!", "RIFF", "OggS", "ID3", "{\\rtf", "MZ\x90"};
    for (size_t i = 0; i < sizeof magic / sizeof *magic; i++)
        if (str_starts(s, magic[i]))
            return true;
    const unsigned char *u = (const unsigned char *)s.p;
    if (s.n >= 2 && ((u[0] == 0xFF && u[1] == 0xFE) || (u[0] == 0xFE && u[1] == 0xFF))) /* UTF-16 text */
        return false;
    size_t control = 0;
    for (size_t i = 0; i < s.n; i++)
        control += u[i] < ' ' && !is_blank(s.p[i]) && u[i] != 0x1B;
    return control * 10 > s.n;
}

static intake_kind find_kind(str s, const char *columns)
{
    s = without_mark(s);
    if (str_starts(s, "WARC/"))
        return INTAKE_WARC;
    if (s.n && s.p[0] == '{') {
        str after = without_mark((str){s.p + 1, s.n - 1});
        return after.n && (after.p[0] == '"' || after.p[0] == '}') ? INTAKE_JSONL : INTAKE_PLAIN;
    }
    if (!s.n || s.p[0] != '<')
        return csv_header(s, columns) ? INTAKE_CSV : INTAKE_PLAIN;
    str head = {s.p, s.n < 1024 ? s.n : 1024};
    if (holds(head, "<rss") || holds(head, "<feed") || holds(head, "<rdf:rdf"))
        return INTAKE_FEED;
    if (holds(head, "<sentences") || holds(head, "<sentence "))
        return INTAKE_PETRARCH;
    static const char *const signs[] = {"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article", "<div", "<p>", "<p ", "<script", "<h1",
                                        "<link", "<span", "<section", "<main", "<table", "<center", "<font", "<b>", "<br"};
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (holds(s, signs[i]))
            return INTAKE_HTML;
    return INTAKE_PLAIN;
}

/* ---- opening ---- */

static intake *intake_start(const char *name, stream *bytes, const intake_options *options, casus_error *err)
{
    intake *in = calloc(1, sizeof *in);
    size_t n = strlen(name) + 1;
    if (in)
        in->name = malloc(n);
    if (!in || !in->name) {
        stream_close(bytes);
        free(in);
        error_set(err, CASUS_ENOMEM, "out of memory");
        return NULL;
    }
    memcpy(in->name, name, n);
    in->bytes = bytes;
    if (options)
        in->options = *options;
    if (!in->options.max_bytes)
        in->options.max_bytes = DEFAULT_MAX;
    str seen = stream_peek(bytes, LOOK);
    in->kind = in->options.kind ? in->options.kind : find_kind(seen, in->options.columns);
    if (!seen.n) {
        intake_say(in, true, "%s", stream_fault(bytes) ? stream_fault(bytes) : "the file is empty");
        in->done = true;
    } else if (!in->options.kind && is_binary(without_mark(seen))) {
        intake_say(in, true, "not a text: binary data, passed over");
        in->done = true;
    }
    return in;
}

intake *intake_open(const char *path, const intake_options *options, casus_error *err)
{
    stream *s = stream_open(path, err);
    return s ? intake_start(path, s, options, err) : NULL;
}

intake *intake_memory(const char *name, const void *bytes, size_t n, const intake_options *options, casus_error *err)
{
    stream *s = stream_memory(bytes, n, err);
    return s ? intake_start(name, s, options, err) : NULL;
}

void intake_close(intake *in)
{
    if (!in)
        return;
    csv_close(in);
    petrarch_close(in);
    stream_close(in->bytes);
    arena_free(&in->memory);
    arena_free(&in->feed);
    free(in->name);
    free(in);
}

uint32_t intake_failures(const intake *in)
{
    return in->failures;
}

/* ---- one document a file ---- */

static int whole_next(intake *in, casus_article *a)
{
    str raw = stream_peek(in->bytes, in->options.max_bytes + 1);
    in->done = true;
    if (raw.n > in->options.max_bytes) {
        intake_say(in, true, "longer than %zu bytes: passed over", in->options.max_bytes);
        return -1;
    }
    str text = intake_clean(in, in->kind == INTAKE_HTML ? page_decode(&in->memory, raw) : raw);
    *a = (casus_article){.id = in->name};
    if (in->kind == INTAKE_PLAIN) {
        if (!without_mark(text).n)
            intake_say(in, false, "nothing but blanks");
        a->text = text.p;
        a->n_text = text.n;
        return 1;
    }
    page p = page_read(&in->memory, text, "");
    if (p.cut)
        intake_say(in, false, "HTML nested too deep or too large: read as far as it goes");
    if (!p.date && p.stamp[0])
        intake_say(in, false, "date '%.40s' is not understood: left empty", p.stamp);
    if (!p.text[0])
        intake_say(in, false, "no article text was found in the page");
    *a = (casus_article){.id = in->name, .text = p.text, .title = p.title, .url = p.url, .source = p.site, .date = p.date};
    return 1;
}

static int kind_next(intake *in, casus_article *a)
{
    switch (in->kind) {
    case INTAKE_JSONL: return json_next(in, a);
    case INTAKE_FEED: return feed_next(in, a);
    case INTAKE_WARC: return warc_next(in, a);
    case INTAKE_CSV: return csv_next(in, a);
    case INTAKE_PETRARCH: return petrarch_next(in, a);
    default: return whole_next(in, a);
    }
}

/* The end was reached: was it the real one? */
static void check_end(intake *in)
{
    in->done = true;
    if (stream_fault(in->bytes)) {
        in->line = 0;
        intake_say(in, true, "%s: read as far as it goes", stream_fault(in->bytes));
    }
}

int intake_next(intake *in, casus_article *a)
{
    volatile int got = -1;
    while (got < 0) {
        bool last = in->done;
        if (last)
            break;
        arena_reset(&in->memory);
        in->memory.limit = in->options.max_bytes * 16 + (64u << 20);
        in->memory.on_full = &in->full;
        if (setjmp(in->full) == 0) {
            got = kind_next(in, a);
        } else {
            intake_say(in, true, "the document needs too much memory: passed over");
            got = -1;
        }
        if (got == 0 || in->done)
            check_end(in);
    }
    if (got <= 0)
        return 0;
    in->articles++;
    if (!a->date)
        a->date = in->options.date;
    return 1;
}
