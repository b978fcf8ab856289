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

#endif
