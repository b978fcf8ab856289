/* What the files of the intake room share; no other room includes it. */
#ifndef CASUS_INTAKE_INSIDE_H
#define CASUS_INTAKE_INSIDE_H

#include "intake/intake.h"
#include "page/page.h"

#include <libxml/tree.h>

/* ---- stream.c: bytes, unpacked ---- */

typedef struct stream stream;

stream *stream_open(const char *path, casus_error *err); /* "-" is standard input */
stream *stream_memory(const void *bytes, size_t n, casus_error *err);
void stream_close(stream *s);
/* Make up to `want` bytes visible without taking them; fewer only at the end. */
str stream_peek(stream *s, size_t want);
void stream_skip(stream *s, size_t n); /* n <= what was seen */
/* Take one line without its end; of a line longer than max bytes the rest is passed over and *cut
 * set. false at the end. The view lives until the next call. */
bool stream_line(stream *s, size_t max, str *line, bool *cut);
/* NULL, or why the bytes ended before they should have ("gzip data ends early"). */
const char *stream_fault(const stream *s);
/* Unpack a gzip or zlib block in memory, up to max bytes; NULL when it is none. */
char *stream_inflate(arena *a, str packed, size_t max, size_t *n);

/* ---- intake.c ---- */

struct intake {
    intake_options options;
    intake_kind kind;
    stream *bytes;
    char *name;
    int line;        /* of the record being read */
    uint32_t failures, articles;
    bool done;
    arena memory;    /* the current article's strings */
    arena feed;      /* articles of a feed, read at once */
    casus_article *items;
    uint32_t n_items, next_item;
    struct csv *csv;           /* csv.c's: the header */
    struct petrarch *petrarch; /* petrarch.c's: the open XML reader */
    jmp_buf full;
};

/* Tell the caller; `lost` counts a document as failed. */
void intake_say(intake *in, bool lost, const char *format, ...) __attribute__((format(printf, 3, 4)));
/* UTF-8 for outside text, with a message (once a document) on bad bytes and NULs. */
str intake_clean(intake *in, str raw);

/* Text of an XML node, nested elements included, in the arena. */
const char *xml_text(arena *a, const xmlNode *n);
/* Declarations of entities: no reader here needs them, and they can be a bomb. */
bool xml_declares_entities(str raw);

/* ---- json.c, feed.c, warc.c, csv.c, petrarch.c: one article a call; 1, 0 at the end, -1 passed over ---- */

int json_next(intake *in, casus_article *a);
int feed_next(intake *in, casus_article *a);
int warc_next(intake *in, casus_article *a);
int csv_next(intake *in, casus_article *a);
void csv_close(intake *in);
/* Does the text begin with a header line that names a column of texts? */
bool csv_header(str seen, const char *columns);
int petrarch_next(intake *in, casus_article *a);
void petrarch_close(intake *in);

#endif
