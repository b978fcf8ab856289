/* A document a row.
 *
 *   id,date,title,text
 *   r1,2022-01-11,War fears,"War fears continue to grow, he said.
 *   ""We are ready"" ..."
 *
 * RFC 4180: fields in quotation marks may hold the delimiter, line feeds and doubled marks. Comma,
 * semicolon and tab are told apart by the header; columns are found by name, in any case, and casus
 * passes over those it does not know. A row that cannot be read is told with its line, and the next
 * one is read. */
#include "intake/inside.h"

#include <stdlib.h>

enum { MOST_COLUMNS = 512, LONGEST_NAME = 64 };

typedef enum column { C_NONE, C_ID, C_DATE, C_TITLE, C_TEXT, C_URL, C_SOURCE, C_N } column;

struct csv {
    char delimiter;
    uint32_t n_columns;
    uint8_t column[MOST_COLUMNS]; /* what each holds */
    buffer row;                   /* the one being read */
    int begins;                   /* its first line */
};

static const char *const column_name[C_N] = {"", "id", "date", "title", "text", "url", "source"};

static const struct {
    const char *name;
    column is;
} known_names[] = {
    {"id", C_ID}, {"doc_id", C_ID}, {"docid", C_ID}, {"document_id", C_ID}, {"article_id", C_ID}, {"guid", C_ID},
    {"date", C_DATE}, {"published", C_DATE}, {"publication_date", C_DATE}, {"publish_date", C_DATE}, {"pubdate", C_DATE}, {"pub_date", C_DATE}, {"datetime", C_DATE}, {"day", C_DATE},
    {"title", C_TITLE}, {"headline", C_TITLE},
    {"text", C_TEXT}, {"body", C_TEXT}, {"content", C_TEXT}, {"article", C_TEXT}, {"fulltext", C_TEXT}, {"full_text", C_TEXT}, {"story", C_TEXT},
    {"url", C_URL}, {"link", C_URL}, {"source", C_SOURCE}, {"publisher", C_SOURCE}, {"publication", C_SOURCE}, {"outlet", C_SOURCE},
};

/* ---- fields ---- */

static bool is_blank_row(str row)
{
    return str_trim(row).n == 0;
}

/* The next field of a row in memory, its marks taken off in place; *rest is what follows, with p NULL
 * after the last one. */
static str take_field(char *from, size_t n, char delimiter, str *rest)
{
    size_t i = 0, out = 0;
    bool quoted = n && from[0] == '"';
    for (i = quoted; i < n; i++) {
        if (quoted && from[i] == '"' && i + 1 < n && from[i + 1] == '"')
            i++;
        else if (quoted && from[i] == '"') {
            quoted = false;
            continue;
        } else if (!quoted && from[i] == delimiter)
            break;
        from[out++] = from[i];
    }
    *rest = i < n ? (str){from + i + 1, n - i - 1} : (str){NULL, 0};
    return (str){from, out};
}

/* Is a quotation mark still open at the end? A mark opens only where a field begins. */
static bool still_open(const char *p, size_t n, char delimiter, bool open)
{
    bool begins = !open;
    for (size_t i = 0; i < n; i++) {
        if (open && p[i] == '"' && i + 1 < n && p[i + 1] == '"')
            i++;
        else if (p[i] == '"' && (open || begins))
            open = !open;
        begins = !open && p[i] == delimiter;
    }
    return open;
}

/* ---- the header ---- */

/* "Publication Date" and "publication_date" are one name. */
static size_t fold_name(str s, char out[LONGEST_NAME])
{
    size_t n = 0;
    s = str_trim(s);
    for (size_t i = 0; i < s.n && n + 1 < LONGEST_NAME; i++) {
        char c = s.p[i];
        out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c == ' ' || c == '-' ? '_' : c);
    }
    out[n] = '\0';
    return n;
}

/* What the user said about this column: "text=body,date=published". */
static column said(const char *columns, const char *name)
{
    for (str rest = str_of(columns ? columns : ""); rest.p && rest.n;) {
        char folded[LONGEST_NAME];
        str right = str_cut(&rest, ","), left = str_cut(&right, "=");
        fold_name(right.p ? right : str_of(""), folded);
        for (int c = 1; c < C_N && right.p; c++)
            if (strcmp(folded, name) == 0 && str_is(str_trim(left), column_name[c]))
                return (column)c;
    }
    return C_NONE;
}

static bool said_elsewhere(const char *columns, column c)
{
    for (str rest = str_of(columns ? columns : ""); rest.p && rest.n;) {
        str right = str_cut(&rest, ","), left = str_cut(&right, "=");
        if (right.p && str_is(str_trim(left), column_name[c]))
            return true;
    }
    return false;
}

static column column_of(str field, const char *columns)
{
    char name[LONGEST_NAME];
    fold_name(field, name);
    column c = said(columns, name);
    for (size_t i = 0; !c && i < sizeof known_names / sizeof *known_names; i++)
        if (strcmp(name, known_names[i].name) == 0 && !said_elsewhere(columns, known_names[i].is))
            c = known_names[i].is;
    return c;
}

/* Read a header with this delimiter; false when no column holds texts. Of two columns of one kind the
 * first is taken. */
static bool header_read(char *row, size_t n, char delimiter, const char *columns, struct csv *out)
{
    bool have[C_N] = {false};
    *out = (struct csv){.delimiter = delimiter};
    for (str rest = {row, n}; rest.p && out->n_columns < MOST_COLUMNS;) {
        str field = take_field((char *)(uintptr_t)rest.p, rest.n, delimiter, &rest);
        column c = column_of(field, columns);
        out->column[out->n_columns++] = (uint8_t)(have[c] ? C_NONE : c);
        have[c] = true;
    }
    return have[C_TEXT] && (out->n_columns > 1 || columns);
}

static bool any_delimiter(str line, const char *columns, struct csv *out)
{
    static const char delimiters[] = {',', ';', '\t'};
    char row[LONGEST_NAME * 64];
    if (line.n >= 3 && memcmp(line.p, "\xEF\xBB\xBF", 3) == 0)
        line = (str){line.p + 3, line.n - 3};
    bool found = false;
    for (size_t d = 0; d < sizeof delimiters && !found && line.n < sizeof row; d++) {
        memcpy(row, line.p, line.n);
        found = header_read(row, line.n, delimiters[d], columns, out);
    }
    return found;
}

bool csv_header(str seen, const char *columns)
{
    struct csv none;
    const char *end = seen.n ? memchr(seen.p, '\n', seen.n) : NULL;
    str line = {seen.p, end ? (size_t)(end - seen.p) : 0};
    if (line.n && line.p[line.n - 1] == '\r')
        line.n--;
    return line.n && any_delimiter(line, columns, &none);
}

/* ---- rows ---- */

/* One row, which may go on over lines, into the table's buffer; 1, 0 at the end, -1 when it is too long or open. */
static int row_next(intake *in)
{
    struct csv *t = in->csv;
    size_t most = in->options.max_bytes * 2;
    bool open = false, cut = false, some = false;
    str line;
    t->row.n = 0;
    while (stream_line(in->bytes, most, &line, &cut)) {
        in->line++;
        if (!some && !cut && is_blank_row(line))
            continue;
        t->begins = some ? t->begins : in->line;
        open = still_open(line.p, line.n, t->delimiter, open);
        cut |= t->row.n + line.n > most;
        if (!cut && some)
            buffer_put(&t->row, "\n", 1);
        if (!cut)
            buffer_put(&t->row, line.p, line.n);
        some = true;
        if (!open || cut)
            break;
    }
    if (!cut && !open)
        return some;
    int last = in->line;
    in->line = t->begins;
    if (cut)
        intake_say(in, true, "the row is longer than %zu bytes: passed over", most);
    else
        intake_say(in, true, "a quotation mark is opened in this row and never closed: passed over");
    in->line = last;
    return -1;
}

static int header_next(intake *in)
{
    bool cut;
    str line;
    in->csv = calloc(1, sizeof *in->csv);
    if (!in->csv || !stream_line(in->bytes, (size_t)LONGEST_NAME * 64, &line, &cut))
        return 0;
    in->line++;
    if (!cut && any_delimiter(line, in->options.columns, in->csv))
        return 1;
    intake_say(in, true, "the first line names no column of texts (text, body, content, article, story); say which with --columns text=NAME");
    in->done = true;
    return 0;
}

static void set_field(intake *in, column c, str raw, casus_article *a)
{
    str s = intake_clean(in, raw);
    const char *text = arena_copy(&in->memory, s.p, s.n);
    switch (c) {
    case C_ID: a->id = text; break;
    case C_TITLE: a->title = text; break;
    case C_URL: a->url = text; break;
    case C_SOURCE: a->source = text; break;
    case C_TEXT: a->text = text, a->n_text = s.n; break;
    case C_DATE:
        a->date = stamp_parse(str_trim(s));
        if (!a->date && str_trim(s).n)
            intake_say(in, false, "column date: '%.40s' names no day: left empty", text);
        break;
    default: break;
    }
}

int csv_next(intake *in, casus_article *a)
{
    if (!in->csv && !header_next(in))
        return 0;
    int got = row_next(in);
    if (got <= 0)
        return got;
    int last = in->line;
    in->line = in->csv->begins; /* messages name the line on which the row begins */
    *a = (casus_article){0};
    uint32_t k = 0;
    str rest = {in->csv->row.p, in->csv->row.n};
    for (; rest.p; k++) {
        str field = take_field((char *)(uintptr_t)rest.p, rest.n, in->csv->delimiter, &rest);
        if (k < in->csv->n_columns && in->csv->column[k])
            set_field(in, (column)in->csv->column[k], field, a);
    }
    if (k != in->csv->n_columns)
        intake_say(in, true, "the row has %u fields and the header %u: passed over", k, in->csv->n_columns);
    else if (!a->n_text)
        intake_say(in, true, "column text is empty: passed over");
    else if (a->n_text > in->options.max_bytes)
        intake_say(in, true, "longer than %zu bytes: passed over", in->options.max_bytes);
    else
        got = 2;
    if (!a->id || !a->id[0])
        a->id = arena_printf(&in->memory, "%s:%d", in->name, in->line);
    in->line = last;
    return got == 2 ? 1 : -1;
}

void csv_close(intake *in)
{
    if (in->csv)
        buffer_free(&in->csv->row);
    free(in->csv);
    in->csv = NULL;
}
