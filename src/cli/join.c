/* casus join: the articles' words put back into a bundle.
 *
 *     casus join bundle/ articles.jsonl pages/ > words.csv
 *
 * spans.csv of a bundle says "report 20220725-38ed... stands at 97..123 of the text with SHA-256
 * 5144...". Whoever has the articles reads them as `casus ingest` did, finds the text by its
 * checksum and cuts the words out. No model is needed: only the text room works. */
#include "cli/cli.h"
#include "store/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef struct span_row { /* a line of spans.csv */
    str report, event, hash;
    long sentence_start, sentence_end, start, end;
} span_row;

typedef struct joining {
    span_row *rows;
    uint32_t n;
    uint64_t found;
    int status;
} joining;

/* ---- the bundle ---- */

static int by_hash(const void *a, const void *b)
{
    const span_row *x = a, *y = b;
    int order = memcmp(x->hash.p, y->hash.p, 64);
    return order ? order : x->report.p < y->report.p ? -1 : x->report.p > y->report.p;
}

static bool read_row(str line, span_row *r)
{
    long sentence;
    r->report = str_cut(&line, ",");
    r->event = str_cut(&line, ",");
    r->hash = str_cut(&line, ",");
    return r->hash.n == 64 && str_int(str_cut(&line, ","), &sentence) && str_int(str_cut(&line, ","), &r->sentence_start) && str_int(str_cut(&line, ","), &r->sentence_end) &&
           str_int(str_cut(&line, ","), &r->start) && str_int(str_trim(line), &r->end);
}

static bool read_spans(joining *j, arena *a, char *text)
{
    str rest = str_of(text);
    for (bool head = true; rest.p && rest.n; head = false) {
        str line = str_cut(&rest, "\n");
        span_row r;
        if (head || !line.n)
            continue;
        if (!read_row(line, &r))
            return false;
        *ARENA_PUSH(a, j->rows, j->n) = r;
    }
    if (j->n)
        qsort(j->rows, j->n, sizeof *j->rows, by_hash);
    return true;
}

/* ---- articles ---- */

static str cut_points(str text, long from, long until)
{
    size_t begin = text.n, end = text.n;
    long point = 0;
    for (size_t i = 0; i <= text.n; i++) {
        if (i < text.n && ((unsigned char)text.p[i] & 0xC0) == 0x80)
            continue;
        if (point == from)
            begin = i;
        if (point == until)
            end = i;
        point++;
    }
    return begin <= end ? (str){text.p + begin, end - begin} : (str){text.p, 0};
}

static void put_quoted(str s)
{
    putchar('"');
    for (size_t i = 0; i < s.n; i++) {
        if (s.p[i] == '"')
            putchar('"');
        putchar(s.p[i]);
    }
    putchar('"');
}

static void write_rows(joining *j, uint32_t first, const casus_article *a)
{
    document d = {0};
    d.memory.on_full = &d.full;
    if (setjmp(d.full) == 0) {
        d.names = symtab_new(&d.memory, NULL);
        text_read(&d, a);
        for (uint32_t i = first; i < j->n && memcmp(j->rows[i].hash.p, j->rows[first].hash.p, 64) == 0; i++) {
            const span_row *r = &j->rows[i];
            str text = {d.doc.text, d.doc.n_text};
            printf("%.*s,%.*s,", (int)r->report.n, r->report.p, (int)r->event.n, r->event.p);
            put_quoted(cut_points(text, r->start, r->end));
            putchar(',');
            put_quoted(cut_points(text, r->sentence_start, r->sentence_end));
            putchar('\n');
            j->found++;
        }
    }
    arena_free(&d.memory);
}

static void take_article(joining *j, const char *path, const casus_article *a)
{
    uint8_t hash[32];
    char hex[65];
    uint32_t low = 0, high = j->n;
    paper_hash(a, a->id && strncmp(a->id, path, strlen(path)) != 0, hash);
    for (int i = 0; i < 32; i++)
        snprintf(hex + 2 * i, 3, "%02x", hash[i]);
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (memcmp(j->rows[middle].hash.p, hex, 64) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    if (low < j->n && memcmp(j->rows[low].hash.p, hex, 64) == 0)
        write_rows(j, low, a);
}

static void read_file(joining *j, const char *path)
{
    casus_error err;
    casus_article a;
    intake *in = intake_open(path, &(intake_options){.message = tell_reader}, &err);
    if (!in) {
        fprintf(stderr, "casus: %s\n", err.message);
        j->status = EXIT_SOME_FAILED;
        return;
    }
    while (intake_next(in, &a) > 0)
        take_article(j, path, &a);
    if (intake_failures(in))
        j->status = EXIT_SOME_FAILED;
    intake_close(in);
}

static void read_input(joining *j, const char *path)
{
    struct stat st;
    casus_error err;
    arena a = {0};
    if (stat(path, &st) != 0 || !S_ISDIR(st.st_mode)) {
        read_file(j, path);
        return;
    }
    for (char **names = file_list(&a, path, "", &err); names && *names; names++)
        read_file(j, arena_printf(&a, "%s%s%s", path, path[strlen(path) - 1] == '/' ? "" : "/", *names));
    arena_free(&a);
}

int command_join(const settings *s)
{
    char path[1200];
    size_t n;
    casus_error err;
    joining j = {0};
    arena a = {0};
    if (s->n_files < 2) {
        fprintf(stderr, "casus join: name the bundle's folder, then the articles\n");
        return EXIT_USAGE;
    }
    snprintf(path, sizeof path, "%s/spans.csv", s->files[0]);
    char *text = file_read(path, &n, &err);
    if (!text || !read_spans(&j, &a, text)) {
        fprintf(stderr, "casus: %s\n", text ? "spans.csv is not what a bundle has" : err.message);
        j.status = EXIT_SOME_FAILED;
    } else {
        printf("report,event_id,event_text,text\n");
        for (int i = 1; i < s->n_files; i++)
            read_input(&j, s->files[i]);
        if (j.found < j.n)
            fprintf(stderr, "casus: %llu of %u reports are not in these articles\n", (unsigned long long)(j.n - j.found), j.n);
    }
    free(text);
    arena_free(&a);
    return fflush(stdout) == 0 ? j.status : EXIT_SOME_FAILED;
}
