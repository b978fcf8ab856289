/* The whole document, sentence by sentence: the names of the knowledge and the phrases they stand in,
 * then actors, then places. What a time has ("May 2008") is no name. */
#include "mention/mention.h"

static bool names_tagged(const mentions *m)
{
    for (casus_ref i = 0; i < m->at.d->doc.n_tokens; i++)
        if (m->at.d->doc.tokens[i].name & 7)
            return true;
    return false;
}

/* Tokens of the sentence's times; *t is the first time not passed yet. */
static void times_mark(mentions *m, uint32_t *t)
{
    const casus_doc *d = &m->at.d->doc;
    for (; *t < d->n_times && d->times[*t].sentence <= m->sentence; ++*t)
        for (casus_ref i = d->times[*t].first; d->times[*t].sentence == m->sentence && i <= d->times[*t].last; i++)
            m->taken[i - m->at.first] |= TAKEN_TIME;
}

static void sentence_read(mentions *m, casus_ref s, uint32_t *time)
{
    const casus_sentence *now = &m->at.d->doc.sentences[s];
    m->sentence = s;
    m->at.first = now->first;
    m->at.end = now->first + now->count;
    m->taken = ARENA_ARRAY(&m->at.d->memory, uint8_t, now->count + 1);
    times_mark(m, time);
    pieces_find(m);
    phrases_find(m);
    actor_find(m);
    place_find(m);
}

void mention_read(document *d, const knowledge *k)
{
    mentions m = {.k = k, .narrator = CASUS_NONE};
    uint32_t time = 0;
    words_open(&m.at, d);
    m.tagged = names_tagged(&m);
    for (casus_ref s = 0; s < d->doc.n_sentences; s++)
        if (d->doc.sentences[s].count)
            sentence_read(&m, s, &time);
    actor_finish(&m);
}
