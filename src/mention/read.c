/* The whole document, sentence by sentence: the names of the knowledge and the phrases they stand in,
 * then actors, then places. What a time has ("May 2008") is no name. */
#include "mention/mention.h"

enum { LEAD = 3 }; /* sentences that tell what the story is about */

static bool names_tagged(const mentions *m)
{
    for (casus_ref i = 0; i < m->at.d->doc.n_tokens; i++)
        if (m->at.d->doc.tokens[i].name & 7)
            return true;
    return false;
}

/* An undated document is as old as the last day it names, for all we know: who was minister then? */
static int32_t last_day(const casus_doc *d)
{
    int32_t last = 0;
    for (uint32_t i = 0; i < d->n_times; i++) {
        const casus_time *t = &d->times[i];
        int32_t day = t->precision == 'y' ? t->from + 600 : t->from; /* "2016": its middle */
        if (t->type == CASUS_DATE && day > last && (t->precision == 'd' || t->precision == 'm' || t->precision == 'y'))
            last = day;
    }
    return last;
}

/* Tokens of the sentence's times; *t is the first time not passed yet. */
static void times_mark(mentions *m, uint32_t *t)
{
    const casus_doc *d = &m->at.d->doc;
    for (; *t < d->n_times && d->times[*t].sentence <= m->sentence && d->times[*t].first < m->at.end; ++*t)
        for (casus_ref i = d->times[*t].first; d->times[*t].sentence == m->sentence && i <= d->times[*t].last && i < m->at.end; i++)
            m->taken[i - m->at.first] |= TAKEN_TIME;
}

static void words_read(mentions *m, casus_ref first, casus_ref end, uint32_t *time, bool dateline)
{
    m->at.first = first;
    m->at.end = end;
    m->taken = ARENA_ARRAY(&m->at.d->memory, uint8_t, end - first + 1);
    times_mark(m, time);
    pieces_find(m);
    phrases_find(m);
    if (!dateline)
        actor_find(m);
    place_find(m);
}

static void sentence_read(mentions *m, casus_ref s, uint32_t *time)
{
    const casus_sentence *now = &m->at.d->doc.sentences[s];
    casus_ref story = now->first + now->dateline;
    m->sentence = s;
    if (now->dateline) /* its places are named, but nobody there acts */
        words_read(m, now->first, story, time, true);
    words_read(m, story, now->first + now->count, time, false);
    if (s < LEAD)
        m->lead_countries = m->n_countries;
}

void mention_read(document *d, const knowledge *k)
{
    mentions m = {.k = k, .narrator = CASUS_NONE};
    uint32_t time = 0;
    words_open(&m.at, d);
    m.day = d->doc.date ? d->doc.date : last_day(&d->doc);
    m.tagged = names_tagged(&m);
    country_scan(&m);
    for (casus_ref s = 0; s < d->doc.n_sentences; s++)
        if (d->doc.sentences[s].count)
            sentence_read(&m, s, &time);
    country_finish(&m);
}
