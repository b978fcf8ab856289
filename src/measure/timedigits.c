/* Days and clock times in digits, whatever stands between them. */
#include "measure/inside.h"

/* The tokens from i on that stand without blanks between them, as one view. */
static str chunk_of(const measures *m, casus_ref i, casus_ref *end)
{
    *end = i + 1;
    while (inside(m, *end) && token_glued(&m->at, *end) && *end < i + 9)
        ++*end;
    return (str){m->at.d->doc.text + token(m, i)->at.begin, token(m, *end - 1)->at.end - token(m, i)->at.begin};
}

/* The token that ends where the n-th byte of the chunk ends; 0 when the cut is inside a token. */
static casus_ref chunk_end(const measures *m, casus_ref i, size_t n)
{
    uint32_t byte = token(m, i)->at.begin + (uint32_t)n;
    for (casus_ref j = i; inside(m, j) && token(m, j)->at.begin < byte; j++)
        if (token(m, j)->at.end == byte)
            return j + 1;
    return 0;
}

/* A field between marks: digits, or a month by its name. */
typedef struct field {
    size_t at, n;
    int number, month; /* -1 and 0: none */
} field;

static int month_of(const measures *m, str s)
{
    char folded[32];
    casus_sym sym = s.n >= 3 && s.n < 12 ? symtab_find(m->at.d->names, folded, str_fold(s.p, s.n, folded)) : 0;
    const word *w = word_of(&m->at, sym);
    return w->is & W_MONTH ? (int)w->value : 0;
}

/* Up to three fields with one and the same mark between them; returns how many, the bytes used in *used. */
static int fields_of(const measures *m, str s, field f[3], char *mark, size_t *used)
{
    int n = 0;
    size_t at = 0;
    *mark = 0;
    while (n < 3 && at < s.n) {
        size_t from = at;
        bool digits = s.p[at] >= '0' && s.p[at] <= '9';
        while (at < s.n && (digits ? s.p[at] >= '0' && s.p[at] <= '9' : (s.p[at] | 32) >= 'a' && (s.p[at] | 32) <= 'z'))
            at++;
        f[n] = (field){from, at - from, digits && at - from <= 4 ? digits_at(s, from, at - from) : -1, digits ? 0 : month_of(m, (str){s.p + from, at - from})};
        if (f[n].number < 0 && !f[n].month)
            break;
        *used = at;
        n++;
        if (at >= s.n || (s.p[at] != '-' && s.p[at] != '/' && s.p[at] != '.') || (*mark && s.p[at] != *mark))
            break;
        *mark = s.p[at++];
    }
    return n;
}

/* Two digits name the year of this century or the last that is nearer to the day of the report. */
static int full_year(const measures *m, int two)
{
    int now = m->at.d->doc.date ? m->at.d->doc.date / 10000 : 2000, year = now / 100 * 100 + two;
    return year > now + 20 ? year - 100 : year <= now - 80 ? year + 100 : year;
}

static bool field_year(const field *f)
{
    return f->n == 4 && f->number >= 1000 && f->number <= 2199;
}

static bool field_day(const field *f)
{
    return f->n <= 2 && f->number >= 1 && f->number <= 31;
}

/* "23/Sep/2020", "Sep-23-2020", "Jan/3", "Dec/2018": the month is told by its name. */
static bool written_month(const field *f, int n, time_expr *e)
{
    for (int i = 0; i < n; i++)
        if (f[i].month && !e->month)
            e->month = f[i].month;
        else if (field_year(&f[i]) && !e->year)
            e->year = f[i].number;
        else if (field_day(&f[i]) && !e->day)
            e->day = f[i].number;
        else
            return false;
    return e->month && (e->day || e->year);
}

/* "2018-7-6" is read from the year down; "13/02/2022" has one reading; "01/02/2022" could be two days and
 * stays closed but for its year. A year of two digits needs strokes: "23/08/39". */
static bool three_numbers(const measures *m, const field *f, char mark, time_expr *e)
{
    bool down = field_year(&f[0]), up = field_year(&f[2]), shortened = mark == '/' && f[2].n == 2 && f[2].number >= 0;
    if (down && field_day(&f[1]) && f[1].number <= 12 && field_day(&f[2]) && mark != '.') {
        e->year = f[0].number, e->month = f[1].number, e->day = f[2].number;
        return true;
    }
    int one = f[0].number, two = f[1].number;
    if ((!up && !shortened) || !field_day(&f[0]) || !field_day(&f[1]) || (one > 12 && two > 12))
        return false;
    e->year = up ? f[2].number : full_year(m, f[2].number);
    e->grain = 'Y';
    if (one > 12 || two > 12 || one == two) {
        e->day = one > 12 ? one : two, e->month = one > 12 ? two : one;
        e->grain = 0;
    }
    return true;
}

/* "Dec31 , 1994": name and day run together. */
static bool run_together(const measures *m, casus_ref i, str s, time_expr *e)
{
    size_t letters = 0;
    while (letters < s.n && (s.p[letters] | 32) >= 'a' && (s.p[letters] | 32) <= 'z')
        letters++;
    size_t n = s.n - letters;
    int day = n >= 1 && n <= 2 ? digits_at(s, letters, n) : 0;
    if (letters != 3 || day < 1 || day > 31)
        return false;
    e->month = month_of(m, (str){s.p, letters}), e->day = day;
    casus_ref end = year_skip(m, i + 1, &e->year);
    e->end = e->year ? end : i + 1;
    return e->month && e->year;
}

/* "2022-01-11", "2022/01/11", "13/02/2022", "23/Sep/2020". */
bool read_digits(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref end;
    field f[3];
    char mark;
    size_t used = 0;
    if (!(token(m, i)->flags & CASUS_T_DIGIT) && !(word_at(&m->at, i)->is & W_MONTH) && !(inside(m, i + 1) && token_glued(&m->at, i + 1)))
        return false;
    str s = chunk_of(m, i, &end);
    *e = (time_expr){.first = i, .shape = SHAPE_POINT};
    if (run_together(m, i, token_str(&m->at, i), e))
        return true;
    int n = fields_of(m, s, f, &mark, &used);
    *e = (time_expr){.first = i, .shape = SHAPE_POINT};
    if (n < 2 || !mark)
        return false;
    bool named = false;
    for (int k = 0; k < n; k++)
        named |= f[k].month != 0;
    bool month_only = n == 2 && mark == '-' && field_year(&f[0]) && f[1].n == 2 && f[1].number >= 1 && f[1].number <= 12 && f[1].number <= f[0].number % 100;
    if (month_only) /* "2015-12"; "2006-07" may be two years */
        e->year = f[0].number, e->month = f[1].number;
    else if (named ? !written_month(f, n, e) : n < 3 || !three_numbers(m, f, mark, e))
        return false;
    e->end = chunk_end(m, i, used);
    return e->end > 0;
}

static casus_ref zone_skip(const measures *m, casus_ref i)
{
    static const char *const zones[] = {"gmt", "utc", "est", "edt", "cet", "cest", "bst", "pst", "pdt", "et", "ist", "msk", NULL};
    if (one_of(m, i, zones) && (token(m, i)->flags & CASUS_T_UPPER))
        return i + 1;
    if (word_is(&m->at, i, "local") && word_is(&m->at, i + 1, "time"))
        return i + 2;
    return i;
}

/* "a.m.", "pm": 1 or 2; 0 none. */
static int half_day(str s)
{
    char f[16];
    if (s.n > 4)
        return 0;
    str_fold(s.p, s.n, f);
    return strcmp(f, "am") == 0 ? 1 : strcmp(f, "pm") == 0 ? 2 : 0;
}

/* "10:30", "10:30am", "10.30 GMT", "10 a.m.", "1030 GMT". */
bool read_clock(const measures *m, casus_ref i, time_expr *e)
{
    casus_ref end, at = i + 1;
    if (!(token(m, i)->flags & CASUS_T_DIGIT))
        return false;
    str s = chunk_of(m, i, &end);
    size_t n = digits_at(s, 1, 1) >= 0 ? 2 : 1;
    int hour = digits_at(s, 0, n), minute = -1, half = 0;
    bool colon = s.n > n + 2 && s.p[n] == ':' && (minute = digits_at(s, n + 1, 2)) >= 0 && digits_at(s, n + 3, 1) < 0;
    bool stop = !colon && s.n > n + 2 && s.p[n] == '.' && (minute = digits_at(s, n + 1, 2)) >= 0 && digits_at(s, n + 3, 1) < 0;
    size_t used = colon || stop ? n + 3 : n;
    if (s.n > used && (half = half_day((str){s.p + used, s.n - used})))
        used = s.n;
    if (!(at = chunk_end(m, i, used)))
        return false;
    if (!half && inside(m, at) && (half = half_day(token_str(&m->at, at))))
        at++;
    casus_ref zone = zone_skip(m, at);
    if (s.n == 4 && zone > at && digits_at(s, 0, 4) >= 0)
        hour = digits_at(s, 0, 2), minute = digits_at(s, 2, 2), colon = true, zone = zone_skip(m, at = i + 1);
    if (hour < 0 || hour > 24 || minute > 59 || !(colon || half || (stop && zone > at)))
        return false;
    if (half == 2 && hour < 12)
        hour += 12;
    if (half == 1 && hour == 12)
        hour = 0;
    *e = (time_expr){.first = i, .end = zone, .shape = SHAPE_POINT, .hour = hour % 24 + 1, .minute = minute < 0 ? 0 : minute};
    return true;
}

