/* intake: bytes from outside to articles. Receives a path, "-" or memory: plain text, HTML, JSON
 * Lines, CSV, RSS or Atom, WARC, PETRARCH's XML, each also compressed with gzip or zstd; leaves one casus_article after
 * the other. What cannot be read is told through a callback and passed over; nothing is printed.
 *
 *     intake *in = intake_open("news.warc.gz", &(intake_options){.message = tell}, &err);
 *     casus_article a;
 *     while (in && intake_next(in, &a) > 0)
 *         casus_analyze(c, d, &a, &err);
 *     intake_close(in); */
#ifndef CASUS_INTAKE_H
#define CASUS_INTAKE_H

#include "base/base.h"

/* ---- intake.c: the door ---- */

typedef enum intake_kind { INTAKE_FIND, INTAKE_PLAIN, INTAKE_HTML, INTAKE_JSONL, INTAKE_FEED, INTAKE_WARC, INTAKE_CSV, INTAKE_PETRARCH, INTAKE_N_KINDS } intake_kind;

/* What was wrong, and where: file as it was opened, line from 1 (0: the file as a whole). */
typedef void intake_message(void *user, const char *file, int line, const char *text);

typedef struct intake_options { /* all zero is the default */
    intake_kind kind;           /* INTAKE_FIND: from the content */
    size_t max_bytes;           /* longest document accepted; 0: 16 MiB */
    int32_t date;               /* for documents without one; 0: they stay without */
    const char *columns;        /* CSV: "text=body,date=published", for headers of other names; may be NULL */
    intake_message *message;    /* may be NULL */
    void *user;
} intake_options;

typedef struct intake intake;

/* "plain" "html" "jsonl" "feed" "warc" "csv" "petrarch"; false when it is none of these. */
bool intake_kind_named(const char *name, intake_kind *kind);
const char *intake_kind_name(intake_kind kind);

/* NULL and *err when the file cannot be opened. path "-" is standard input. */
intake *intake_open(const char *path, const intake_options *options, casus_error *err);
/* Bytes that outlive the reader; name stands for the file in messages and ids. */
intake *intake_memory(const char *name, const void *bytes, size_t n, const intake_options *options, casus_error *err);
/* 1 and the next article, whose strings live until the next call; 0 at the end. */
int intake_next(intake *in, casus_article *article);
/* Documents that were lost or cut short so far: the exit status of a command depends on it. */
uint32_t intake_failures(const intake *in);
void intake_close(intake *in);

#endif
