/* Answers to bytes: a table for people, CSV (RFC 4180, LF) for spreadsheets, a JSON array with an
 * object a line for programs. Rows go out as they come; only the table looks ahead, to measure. */
#include "query/query.h"
#include "store/statement.h"
#include "view/view.h"

#include <stdio.h>
#include <stdlib.h>

enum { LOOK_AHEAD = 200, LEAST_WIDTH = 4, MOST_COLUMNS = 64 };

typedef struct writer {
    store *s;
    sqlite3_stmt *q;
    casus_sink *sink;
    void *user;
    buffer out;
    int n; /* columns */
    uint64_t rows;
} writer;

static str cell_of(const writer *w, int i)
{
    const unsigned char *p = sqlite3_column_text(w->q, i);
    return (str){p ? (const char *)p : "", p ? (size_t)sqlite3_column_bytes(w->q, i) : 0};
}

static bool flush(writer *w, size_t above)
{
    bool good = !w->out.failed && (w->out.n <= above || !w->out.n || w->sink(w->user, w->out.p, w->out.n) == 0);
    if (w->out.n > above)
        w->out.n = 0;
    return good;
}

/* ---- CSV ---- */

static void csv_head(writer *w)
{
    for (int i = 0; i < w->n; i++) {
        buffer_puts(&w->out, i ? "," : "");
        view_csv_cell(&w->out, str_of(sqlite3_column_name(w->q, i)));
    }
    buffer_puts(&w->out, "\n");
}

static void csv_row(writer *w)
{
    for (int i = 0; i < w->n; i++) {
        buffer_puts(&w->out, i ? "," : "");
        view_csv_cell(&w->out, cell_of(w, i));
    }
    buffer_puts(&w->out, "\n");
}

/* ---- JSON ---- */

static void put_hex(buffer *out, sqlite3_stmt *q, int i)
{
    const unsigned char *p = sqlite3_column_blob(q, i);
    buffer_puts(out, "\"");
    for (int k = 0; k < sqlite3_column_bytes(q, i); k++)
        buffer_printf(out, "%02x", p[k]);
    buffer_puts(out, "\"");
}

static void json_row(writer *w)
{
    buffer_puts(&w->out, w->rows ? ",\n{" : "\n{");
    for (int i = 0; i < w->n; i++) {
        buffer_puts(&w->out, i ? "," : "");
        put_json(&w->out, str_of(sqlite3_column_name(w->q, i)));
        buffer_puts(&w->out, ":");
        int type = sqlite3_column_type(w->q, i);
        if (type == SQLITE_NULL)
            buffer_puts(&w->out, "null");
        else if (type == SQLITE_BLOB)
            put_hex(&w->out, w->q, i);
        else if (type == SQLITE_TEXT)
            put_json(&w->out, cell_of(w, i));
        else
            buffer_put(&w->out, cell_of(w, i).p, cell_of(w, i).n);
    }
    buffer_puts(&w->out, "}");
}

/* ---- table ---- */

static int columns_of(str s) /* code points: near enough for news */
{
    int n = 0;
    for (size_t i = 0; i < s.n; i++)
        n += ((unsigned char)s.p[i] & 0xC0) != 0x80;
    return n;
}

static void put_table_cell(buffer *out, str s, int width, bool last)
{
    int n = columns_of(s), put = 0;
    for (size_t i = 0; i < s.n && put < width;) {
        uint32_t code;
        size_t step = utf8_get(s.p + i, s.n - i, &code);
        bool cut = n > width && put == width - 1;
        buffer_put(out, cut ? "…" : code < 0x20 || code == 0x7F ? " " : s.p + i, cut ? 3 : code < 0x20 || code == 0x7F ? 1 : step);
        put++;
        i += step;
    }
    for (; put < width && !last; put++)
        buffer_puts(out, " ");
    buffer_puts(out, last ? "\n" : "  ");
}

/* What does not fit is taken from the widest columns. */
static void fit(int *widths, int n, int width)
{
    for (;;) {
        int total = 2 * (n - 1), widest = 0;
        for (int i = 0; i < n; i++) {
            total += widths[i];
            widest = widths[i] > widths[widest] ? i : widest;
        }
        if (total <= width || widths[widest] <= LEAST_WIDTH)
            return;
        widths[widest]--;
    }
}

typedef struct table {
    arena a;
    str rows[LOOK_AHEAD][MOST_COLUMNS];
    int n, widths[MOST_COLUMNS];
} table;

static void table_row(writer *w, const table *t, const str *cells)
{
    for (int i = 0; i < w->n && i < MOST_COLUMNS; i++)
        put_table_cell(&w->out, cells[i], t->widths[i], i + 1 == w->n || i + 1 == MOST_COLUMNS);
}

static void table_head(writer *w, table *t, int width)
{
    str names[MOST_COLUMNS];
    int n = w->n < MOST_COLUMNS ? w->n : MOST_COLUMNS;
    for (int i = 0; i < n; i++) {
        names[i] = str_of(sqlite3_column_name(w->q, i));
        t->widths[i] = columns_of(names[i]);
        for (int k = 0; k < t->n; k++)
            t->widths[i] = columns_of(t->rows[k][i]) > t->widths[i] ? columns_of(t->rows[k][i]) : t->widths[i];
        t->widths[i] = t->widths[i] > 200 ? 200 : t->widths[i];
    }
    fit(t->widths, n, width);
    table_row(w, t, names);
    for (int k = 0; k < t->n; k++)
        table_row(w, t, t->rows[k]);
}

static int write_table(writer *w, int width)
{
    table *t = calloc(1, sizeof *t);
    int step;
    bool headed = false;
    if (!t)
        return SQLITE_NOMEM;
    while ((step = sqlite3_step(w->q)) == SQLITE_ROW) {
        str cells[MOST_COLUMNS];
        for (int i = 0; i < w->n && i < MOST_COLUMNS; i++)
            cells[i] = cell_of(w, i);
        if (!headed && t->n == LOOK_AHEAD) {
            table_head(w, t, width);
            headed = true;
        }
        if (headed)
            table_row(w, t, cells);
        for (int i = 0; i < w->n && i < MOST_COLUMNS && !headed; i++)
            t->rows[t->n][i] = (str){arena_copy(&t->a, cells[i].p, cells[i].n), cells[i].n};
        t->n += !headed;
        w->rows++;
        if (!flush(w, 1 << 16)) {
            step = SQLITE_ABORT;
            break;
        }
    }
    if (!headed && step == SQLITE_DONE)
        table_head(w, t, width);
    arena_free(&t->a);
    free(t);
    return step;
}

/* ---- all ---- */

static int write_rows(writer *w, void (*row)(writer *))
{
    int step;
    while ((step = sqlite3_step(w->q)) == SQLITE_ROW) {
        row(w);
        w->rows++;
        if (!flush(w, 1 << 16))
            return SQLITE_ABORT;
    }
    return step;
}

int rows_write(store *s, sqlite3_stmt *q, rows_format format, int width, casus_sink *sink, void *user, uint64_t *n, casus_error *err)
{
    writer w = {.s = s, .q = q, .sink = sink, .user = user, .n = sqlite3_column_count(q)};
    int step;
    if (format == ROWS_TABLE) {
        step = write_table(&w, width);
    } else if (format == ROWS_CSV) {
        csv_head(&w);
        step = write_rows(&w, csv_row);
    } else {
        buffer_puts(&w.out, "[");
        step = write_rows(&w, json_row);
        buffer_puts(&w.out, w.rows ? "\n]\n" : "]\n");
    }
    bool good = step == SQLITE_DONE && flush(&w, 0);
    int code = good ? CASUS_OK : step == SQLITE_DONE || step == SQLITE_ABORT ? error_set(err, CASUS_EFILE, "the output could not be written") : store_fault(s, err);
    if (n)
        *n = w.rows;
    buffer_free(&w.out);
    return code;
}
