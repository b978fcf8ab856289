/* The small parts of which expressions of time are made: days, months, years in words and digits. */
#include "measure/inside.h"

bool mark_is(const measures *m, casus_ref i, const char *mark)
{
    return inside(m, i) && str_is(token_str(&m->at, i), mark);
}

bool dash(const measures *m, casus_ref i)
{
    return mark_is(m, i, "-") || mark_is(m, i, "\xE2\x80\x93");
}

/* ---- small parts: each gives 0 when token i is none ---- */

/* n digits exactly at s[from..]: -1 when it is not so. */
int digits_at(str s, size_t from, size_t n)
{
    int v = 0;
    if (from + n > s.n)
        return -1;
    for (size_t k = from; k < from + n; k++) {
        if (s.p[k] < '0' || s.p[k] > '9')
            return -1;
        v = v * 10 + (s.p[k] - '0');
    }
    return v;
}

/* The tokeniser keeps "mid-November" whole: what stands after the hyphen. */
str without_mid(str s)
{
    static const char *const parts[] = {"mid-", "Mid-", "late-", "Late-", "early-", "Early-"};
    for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
        if (str_starts(s, parts[k]))
            return (str){s.p + strlen(parts[k]), s.n - strlen(parts[k])};
    return s;
}

int year_number(const measures *m, casus_ref i)
{
    str s = inside(m, i) ? without_mid(token_str(&m->at, i)) : (str){0};
    int v = s.n == 4 ? digits_at(s, 0, 4) : -1;
    return v >= 1000 && v <= 2199 ? v : 0;
}

int day_number(const measures *m, casus_ref i, bool *ordinal)
{
    str s = inside(m, i) ? token_str(&m->at, i) : (str){0};
    const word *w = word_at(&m->at, i);
    *ordinal = false;
    if (w->is & W_ORDINAL) {
        *ordinal = true;
        return w->value <= 31 ? (int)w->value : 0;
    }
    size_t n = s.n && digits_at(s, 0, 1) >= 0 ? (digits_at(s, 1, 1) >= 0 ? 2 : 1) : 0;
    int v = n ? digits_at(s, 0, n) : 0;
    str rest = {s.p + n, s.n - n};
    *ordinal = str_is(rest, "st") || str_is(rest, "nd") || str_is(rest, "rd") || str_is(rest, "th");
    return n && (rest.n == 0 || *ordinal) && v >= 1 && v <= 31 ? v : 0;
}

/* A month without its capital has a day or a year beside it: "14 nov 2023", "fourth of july". */
static bool dated_month(const measures *m, casus_ref i)
{
    const word *w = word_at(&m->at, i);
    bool ordinal, either = w->value == 3 || w->value == 5 || strlen(w->text) < 4; /* "may", "march", "jan" are also other words */
    int day = day_number(m, i + 1, &ordinal), year = year_number(m, i + 1) || (day && year_number(m, i + 2));
    casus_ref before = i > m->at.first && word_is(&m->at, i - 1, "of") ? i - 2 : i - 1;
    bool nth = false;
    int earlier = i > m->at.first && inside(m, before) ? day_number(m, before, &nth) : 0;
    return year || (day && (ordinal || !either)) || (earlier && (nth || !either));
}

int month_number(const measures *m, casus_ref i)
{
    const word *w = word_at(&m->at, i);
    if ((w->is & W_MONTH) && ((token(m, i)->flags & (CASUS_T_TITLE | CASUS_T_UPPER)) || dated_month(m, i)))
        return (int)w->value;
    str s = inside(m, i) ? token_str(&m->at, i) : (str){0}, rest = without_mid(s);
    if (rest.n == s.n)
        return 0;
    char folded[64];
    casus_sym sym = rest.n < 16 ? symtab_find(m->at.d->names, folded, str_fold(rest.p, rest.n, folded)) : 0;
    w = word_of(&m->at, sym);
    return w->is & W_MONTH ? (int)w->value : 0;
}

/* Weekday from 1; "Good Friday" and "Bloody Sunday" are names. */
int weekday_number(const measures *m, casus_ref i)
{
    static const char *const names[] = {"good", "bloody", "black", "palm", "ash", "easter", "super", "cyber", NULL};
    const word *w = word_at(&m->at, i);
    bool whole = strlen(w->text) > 5; /* "monday" is no other word */
    if (!(w->is & W_WEEKDAY) || (!whole && !(token(m, i)->flags & (CASUS_T_TITLE | CASUS_T_UPPER))))
        return 0;
    if (strlen(w->text) <= 5 && w->text[strlen(w->text) - 1] != 'y') { /* "Mon", "Wed": a day or month must stand by */
        bool ordinal;
        if (!month_number(m, i + 1) && !day_number(m, i + 1, &ordinal) && !(mark_is(m, i + 1, ",") && month_number(m, i + 2)))
            return 0;
    }
    return i > m->at.first && one_of(m, i - 1, names) ? 0 : (int)w->value + 1;
}

/* BC, AD, BCE, CE after a year. */
casus_ref era_skip(const measures *m, casus_ref i, bool *bc)
{
    static const char *const before[] = {"bc", "bce", NULL}, *const after[] = {"ad", "ce", NULL};
    bool upper = inside(m, i) && (token(m, i)->flags & CASUS_T_UPPER);
    *bc = upper && one_of(m, i, before);
    return *bc || (upper && one_of(m, i, after)) ? i + 1 : i;
}

/* ", 2022" or "2022" or "of 2022" after a month, a season or a day. */
casus_ref year_skip(const measures *m, casus_ref i, int *year)
{
    casus_ref at = mark_is(m, i, ",") || word_is(&m->at, i, "of") || word_is(&m->at, i, "in") ? i + 1 : i;
    int y = year_number(m, at);
    if (!y || (inside(m, at + 1) && mark_is(m, at + 1, "%")))
        return i;
    *year = y;
    return at + 1;
}
