/* PLOVER's 37 contexts: what an act is about, from the words of its sentence and of the headline.
 *
 *     "Police arrested 40 protesters before the election."   election, repression
 *
 * The words stand in knowledge/verbs/contexts.txt; the contexts named most often come first. */
#include "event/inside.h"

enum { MAX_SEEN = 40 };

typedef struct seen {
    casus_sym context[MAX_SEEN];
    int count[MAX_SEEN];
    int n;
} seen;

static void count_context(seen *s, casus_sym context)
{
    int i = 0;
    while (i < s->n && s->context[i] != context)
        i++;
    if (i == s->n && s->n < MAX_SEEN)
        s->context[s->n++] = context;
    if (i < s->n)
        s->count[i]++;
}

static void count_sentence(const reading *r, seen *s, casus_ref sentence)
{
    const casus_sentence *x = &r->doc->sentences[sentence];
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        casus_sym key = knowledge_key(r->k, "verbs/contexts", r->doc->tokens[t].lemma);
        if (!key)
            key = knowledge_key(r->k, "verbs/contexts", r->doc->tokens[t].norm);
        if (key)
            count_context(s, key);
    }
}

void context_read(reading *r, casus_event *e)
{
    seen s = {.n = 0};
    count_sentence(r, &s, e->sentence);
    if (e->sentence && r->doc->sentences[0].headline)
        count_sentence(r, &s, 0);
    while (e->n_contexts < CASUS_MAX_CONTEXTS) {
        int best = -1;
        for (int i = 0; i < s.n; i++)
            if (s.count[i] && (best < 0 || s.count[i] > s.count[best]))
                best = i;
        if (best < 0)
            break;
        s.count[best] = 0;
        e->context[e->n_contexts++] = s.context[best];
    }
}
