/* Lines of knowledge files: comments off, faults with file and line.
 *
 *     verbs/threaten.txt:120: unknown mode 'relatoins' of THREATEN; did you mean 'relations'? */
#include "knowledge/inside.h"

#include <stdio.h>
#include <stdlib.h>

void line_fault(const line *l, const char *format, ...)
{
    knowledge *k = l->k;
    k->n_faults++;
    if (!k->faults)
        return;
    char text[300];
    va_list args;
    va_start(args, format);
    vsnprintf(text, sizeof text, format, args);
    va_end(args);
    buffer_printf(k->faults, "%s:%d: %s\n", l->file, l->number, text);
}

casus_sym line_rule(const line *l)
{
    char text[200], *end = text + sizeof text, *p = end;
    size_t n = strlen(l->file);
    for (int rest = l->number; rest || p == end; rest /= 10) /* 50,000 of them: snprintf would take its time */
        *--p = (char)('0' + rest % 10);
    *--p = ':';
    if (n > (size_t)(p - text))
        n = (size_t)(p - text);
    p = memcpy(p - n, l->file, n);
    return symtab_add(l->k->names, p, (size_t)(end - p));
}

casus_sym line_sym(const line *l, str text)
{
    return symtab_add(l->k->names, text.p, text.n);
}

casus_sym line_fold(const line *l, str text)
{
    char out[400];
    if (text.n > 100) {
        line_fault(l, "word of more than 100 bytes");
        return 0;
    }
    size_t n = str_fold(text.p, text.n, out);
    for (size_t i = 0; i < n; i++)
        if (out[i] == ' ')
            out[i] = '_';
    return symtab_add(l->k->names, out, n);
}

bool line_period(const line *l, str text, int32_t *from, int32_t *until)
{
    str rest = text, head = str_cut(&rest, "..");
    int32_t other;
    char precision;
    *from = *until = 0;
    bool range = rest.p != NULL, good = range;
    if (good && head.n)
        good = date_parse(head, from, &other, &precision);
    rest = str_trim(rest);
    if (good && rest.n)
        good = date_parse(rest, &other, until, &precision);
    if (good && *from && *until && *from > *until)
        good = false;
    if (!good)
        line_fault(l, "'%.*s' is not a period such as 2004-03-09..2012-05", (int)text.n, text.p);
    return good;
}

/* A comment begins with # at the start of the line or after a blank. */
static str without_comment(str s)
{
    for (size_t i = 0; i < s.n; i++)
        if (s.p[i] == '#' && (i == 0 || s.p[i - 1] == ' ' || s.p[i - 1] == '\t'))
            return str_trim((str){s.p, i});
    return str_trim(s);
}

void line_each(knowledge *k, const char *file, str bytes, void (*each)(line *))
{
    line l = {.k = k, .file = arena_copy(&k->memory, file, strlen(file))};
    for (const char *p = bytes.p, *end = p + bytes.n; p < end;) {
        const char *stop = memchr(p, '\n', (size_t)(end - p));
        size_t length = stop ? (size_t)(stop - p) : (size_t)(end - p);
        l.number++;
        l.text = without_comment((str){p, length});
        if (l.text.n)
            each(&l);
        p += length + 1;
    }
}

void *table_grow(arena *a, void *array, uint32_t n, uint32_t *room, size_t one)
{
    if (array && n < *room)
        return array;
    *room = array ? *room * 2 : *room < 64 ? 64 : *room;
    void *bigger = arena_alloc(a, *room * one);
    if (n)
        memcpy(bigger, array, n * one);
    return bigger;
}

/* Levenshtein distance of short names, cut off at 3. */
static int edits(str a, str b)
{
    int row[32];
    if (a.n >= 31 || b.n >= 31)
        return 3;
    for (size_t j = 0; j <= b.n; j++)
        row[j] = (int)j;
    for (size_t i = 1; i <= a.n; i++) {
        int corner = row[0];
        row[0] = (int)i;
        for (size_t j = 1; j <= b.n; j++) {
            int change = corner + (a.p[i - 1] != b.p[j - 1]);
            corner = row[j];
            int least = row[j] + 1 < row[j - 1] + 1 ? row[j] + 1 : row[j - 1] + 1;
            row[j] = change < least ? change : least;
        }
    }
    return row[b.n];
}

const char *line_nearest(str s, const char *const *names)
{
    const char *best = NULL;
    int least = 3;
    for (; *names; names++) {
        int n = edits(s, str_of(*names));
        if (n < least) {
            least = n;
            best = *names;
        }
    }
    return best;
}
