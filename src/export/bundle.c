/* A folder to share.
 *
 * The articles belong to their publishers; what was read out of them can be given on. A bundle has
 * the events, and for each report where its words stand, as offsets into a text that is named by its
 * SHA-256; who has the articles too puts the words back with `casus join`. With the data go what a
 * reader must know to trust them: codebook, counts in and out by reason, the versions of program and
 * knowledge, how to cite it, and checksums that `sha256sum -c SHA256SUMS` verifies. */
#include "export/export.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

typedef struct bundle {
    store *s;
    const filter *f;
    const char *dir;
    FILE *out;
    buffer sums;
    casus_error *err;
} bundle;

static int to_file(void *user, const char *bytes, size_t n)
{
    return fwrite(bytes, 1, n, user) == n ? 0 : -1;
}

static const char codebook[] =
    "# Codebook\n\n"
    "Events were coded by casus %s from news text, by the rules of the PLOVER ontology. One row of events.csv is one event; several\n"
    "reports of it were merged when category, status, day (one apart at most), parties and place do not contradict each other and\n"
    "enough of them and of the wording agrees. Places more than 50 km apart are never merged.\n\n"
    "| column | meaning |\n|---|---|\n"
    "| id | the event; the same in all files |\n"
    "| date | when it happened, as exact as the text tells: day, month, year or empty |\n"
    "| published | publication day of the first report |\n"
    "| event, mode | PLOVER category and mode |\n"
    "| status | actual, future, hypothetical, negated, historical |\n"
    "| actors, recipients | country (ISO 3166 alpha-3, or IGO UNO EUR NGO ISM IMG MNC) and sector; several parted by semicolons |\n"
    "| place, country, lat, lon | where, as told; empty when it is not |\n"
    "| quad_code | 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict |\n"
    "| event_scale, goldstein | PLOVER's score of category and mode; Goldstein's of the nearest CAMEO code |\n"
    "| reports, documents, sources | how many reports and articles tell it, and how many of them are independent: copies of a text count once |\n\n"
    "reports.csv has each report with the knowledge line that coded it (rule). spans.csv says where its words stand, in Unicode code\n"
    "points of the article's text as casus keeps it (after the title, where the text does not begin with it, and two line ends).\n"
    "documents.csv names the articles by SHA-256, without their text. figures.csv: numbers by who claims them; rival claims are\n"
    "never added up. counts.csv: sentences by what became of them. runs.csv: the versions of program, knowledge and model.\n";

static const struct {
    const char *file, *sql; /* sql NULL: a list of query.c */
    const char *list;
} tables[] = {
    {"events.csv", NULL, "shared-events"},
    {"reports.csv", NULL, "shared-reports"},
    {"spans.csv", NULL, "spans"},
    {"figures.csv", NULL, "shared-figures"},
    {"documents.csv", "SELECT hash, name, title, url, source, published, words, original, likeness FROM documents", NULL},
    {"counts.csv", "SELECT 'document' AS unit, 'read' AS reason, count(*) AS n FROM documents UNION ALL SELECT 'document', 'copy of another', count(*) FROM documents WHERE original IS NOT NULL"
                   " UNION ALL SELECT 'sentence', verdict, count(*) FROM sentences GROUP BY verdict UNION ALL SELECT 'report', 'coded', count(*) FROM reports UNION ALL"
                   " SELECT 'report', 'merged with another', count(*) FROM merges UNION ALL SELECT 'event', status, count(*) FROM events GROUP BY status", NULL},
    {"runs.csv", "SELECT id, kind, started, finished, casus, knowledge, model, documents FROM runs", NULL},
};

/* ---- one file ---- */

static int open_file(bundle *b, const char *name)
{
    char path[1200];
    snprintf(path, sizeof path, "%s/%s", b->dir, name);
    b->out = fopen(path, "wb");
    return b->out ? CASUS_OK : error_set(b->err, CASUS_EFILE, "%s: %s", path, strerror(errno));
}

static int close_file(bundle *b, const char *name, int code)
{
    char path[1200], sum[65];
    size_t n;
    snprintf(path, sizeof path, "%s/%s", b->dir, name);
    bool written = fclose(b->out) == 0;
    if (code == 0 && !written)
        code = error_set(b->err, CASUS_EFILE, "%s: cannot be written", path);
    char *p = code == 0 ? file_read(path, &n, b->err) : NULL;
    if (!p)
        return code ? code : CASUS_EFILE;
    sha256_hex(p, n, sum);
    buffer_printf(&b->sums, "%s  %s\n", sum, name);
    free(p);
    return CASUS_OK;
}

static int write_table(bundle *b, size_t i)
{
    sqlite3_stmt *q = NULL;
    int code = open_file(b, tables[i].file);
    if (code != 0)
        return code;
    if (tables[i].list)
        q = query_prepare(b->s, b->f, tables[i].list, b->err);
    else if (sqlite3_prepare_v2(store_db(b->s), tables[i].sql, -1, &q, NULL) != SQLITE_OK)
        store_fault(b->s, b->err);
    code = q ? rows_write(b->s, q, ROWS_CSV, 0, to_file, b->out, NULL, b->err) : CASUS_EFILE;
    sqlite3_finalize(q);
    return close_file(b, tables[i].file, code);
}

static int write_text(bundle *b, const char *name, const buffer *text)
{
    int code = open_file(b, name);
    if (code == 0 && text->n && fwrite(text->p, 1, text->n, b->out) != text->n)
        code = error_set(b->err, CASUS_EFILE, "%s/%s: cannot be written", b->dir, name);
    return b->out ? close_file(b, name, code) : code;
}

static int write_codebook(bundle *b)
{
    buffer text = {0};
    buffer_printf(&text, codebook, casus_version());
    int code = write_text(b, "CODEBOOK.md", &text);
    buffer_free(&text);
    return code;
}

static void put_range(bundle *b, buffer *out)
{
    sqlite3_stmt *q = NULL;
    if (sqlite3_prepare_v2(store_db(b->s), "SELECT coalesce(min(nullif(published,'')),''), coalesce(max(nullif(published,'')),''), count(*) FROM documents", -1, &q, NULL) == SQLITE_OK &&
        sqlite3_step(q) == SQLITE_ROW)
        buffer_printf(out, "Events coded from %lld news articles published %s to %s", (long long)sqlite3_column_int64(q, 2), (const char *)sqlite3_column_text(q, 0),
                      (const char *)sqlite3_column_text(q, 1));
    sqlite3_finalize(q);
}

static int write_citation(bundle *b)
{
    buffer text = {0};
    buffer_puts(&text, "cff-version: 1.2.0\nmessage: \"Please cite this data set and the program that coded it.\"\ntype: dataset\ntitle: \"");
    put_range(b, &text);
    buffer_printf(&text, "\"\nauthors:\n  - name: \"(your name)\"\nreferences:\n  - type: software\n    title: casus\n    version: \"%s\"\n    authors:\n      - name: \"the casus developers\"\n", casus_version());
    int code = write_text(b, "CITATION.cff", &text);
    buffer_free(&text);
    return code;
}

int export_bundle(store *s, const filter *f, const char *dir, casus_error *err)
{
    bundle b = {.s = s, .f = f, .dir = dir, .err = err};
    if (mkdir(dir, 0777) != 0 && errno != EEXIST)
        return error_set(err, CASUS_EFILE, "%s: %s", dir, strerror(errno));
    int code = CASUS_OK;
    for (size_t i = 0; i < sizeof tables / sizeof *tables && code == 0; i++)
        code = write_table(&b, i);
    if (code == 0)
        code = write_codebook(&b);
    if (code == 0)
        code = write_citation(&b);
    buffer sums = b.sums;
    b.sums = (buffer){0};
    if (code == 0)
        code = write_text(&b, "SHA256SUMS", &sums);
    buffer_free(&sums);
    buffer_free(&b.sums);
    return code;
}
