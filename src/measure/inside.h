/* What the files that read times share. Not for other rooms. */
#ifndef CASUS_MEASURE_INSIDE_H
#define CASUS_MEASURE_INSIDE_H

#include "measure/measure.h"

static inline const casus_token *token(const measures *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static inline bool inside(const measures *m, casus_ref i)
{
    return i >= m->at.first && i < m->at.end;
}

static inline bool one_of(const measures *m, casus_ref i, const char *const *list)
{
    for (; inside(m, i) && *list; list++)
        if (word_is(&m->at, i, *list))
            return true;
    return false;
}

/* ---- timepart.c: each gives 0 (or the token it was given) when token i is none ---- */
bool mark_is(const measures *m, casus_ref i, const char *mark);
bool dash(const measures *m, casus_ref i);
int digits_at(str s, size_t from, size_t n); /* n digits exactly at s[from..]; -1 when it is not so */
str without_mid(str s);
int year_number(const measures *m, casus_ref i);
int day_number(const measures *m, casus_ref i, bool *ordinal);
int month_number(const measures *m, casus_ref i);
int weekday_number(const measures *m, casus_ref i); /* from 1 Monday */
casus_ref era_skip(const measures *m, casus_ref i, bool *bc);
casus_ref year_skip(const measures *m, casus_ref i, int *year);

/* ---- timedigits.c ---- */
bool read_digits(const measures *m, casus_ref i, time_expr *e);
bool read_clock(const measures *m, casus_ref i, time_expr *e);

#endif
