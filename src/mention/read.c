/* The whole document, sentence by sentence: times first (so that "May 2008" is no person and no
 * count), then numbers, the names of the knowledge, actors, places. */
#include "mention/mention.h"

/* A history's years lie well before its own day: most of the years it names are older than two. */
static bool tells_history(const mentions *m)
{
    const casus_doc *d = &m->d->doc;
    uint32_t old = 0, near = 0;
    for (casus_ref i = 0; i < d->n_tokens && old + near < 400; i++) {
        str s = document_str(m->d, d->tokens[i].at);
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

static bool names_tagged(const mentions *m)
{
    for (casus_ref i = 0; i < m->d->doc.n_tokens; i++)
        if (m->d->doc.tokens[i].name & 7)
            return true;
    return false;
}

static void sentence_read(mentions *m, casus_ref s)
{
    const casus_sentence *at = &m->d->doc.sentences[s];
    m->sentence = s;
    m->first = at->first;
    m->end = at->first + at->count;
    m->taken = ARENA_ARRAY(&m->d->memory, uint8_t, at->count + 1);
    time_find(m);
    number_find(m);
    pieces_find(m);
    phrases_find(m);
    actor_find(m);
    place_find(m);
}

void mention_read(document *d, const knowledge *k)
{
    mentions m = {.d = d, .k = k, .narrator = CASUS_NONE};
    words_open(&m);
    m.history = tells_history(&m);
    m.tagged = names_tagged(&m);
    for (casus_ref s = 0; s < d->doc.n_sentences; s++)
        if (d->doc.sentences[s].count)
            sentence_read(&m, s);
    actor_finish(&m);
}
