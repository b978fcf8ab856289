/* The whole document, sentence by sentence: times first, so that "May 2008" is no count. */
#include "measure/measure.h"

/* A history's years lie well before its own day: most of the years it names are older than two. */
static bool tells_history(const measures *m)
{
    const casus_doc *d = &m->at.d->doc;
    uint32_t old = 0, near = 0;
    for (casus_ref i = 0; i < d->n_tokens && old + near < 400; i++) {
        str s = document_str(m->at.d, d->tokens[i].at);
        long year;
        if (s.n != 4 || !(d->tokens[i].flags & CASUS_T_DIGIT) || !str_int(s, &year) || year < 1000 || year > 2100)
            continue;
        if (!d->date || year + 2 < d->date / 10000)
            old++;
        else
            near++;
    }
    return old >= 4 && old > 4 * near;
}

static void sentence_read(measures *m, casus_ref s)
{
    const casus_sentence *now = &m->at.d->doc.sentences[s];
    m->sentence = s;
    m->at.first = now->first;
    m->at.end = now->first + now->count;
    m->dated = ARENA_ARRAY(&m->at.d->memory, uint8_t, now->count + 1);
    time_find(m);
    number_find(m);
}

void measure_read(document *d, const knowledge *k)
{
    measures m = {.k = k};
    words_open(&m.at, d);
    m.history = tells_history(&m);
    for (casus_ref s = 0; s < d->doc.n_sentences; s++)
        if (d->doc.sentences[s].count)
            sentence_read(&m, s);
}
