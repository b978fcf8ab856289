/* People who are only counted.
 *
 *   "HUNDREDS were arrested in Minsk", "police detained 35", "THE SIX were freed", "THOUSANDS marched"
 *
 * A number or "dozens" that has no noun is people where its verb is one that is done to people or that crowds do
 * (@topeople, @bypeople in verbs/classes.txt). */
#include "mention/mention.h"

static bool verb_in(const mentions *m, const char *class, casus_ref verb)
{
    const casus_token *v = &m->at.d->doc.tokens[verb];
    casus_ref particle = tree_child(&m->at.d->doc, verb, CASUS_COMPOUND_PRT);
    return v->upos == CASUS_VERB && knowledge_class(m->k, class, v->lemma) && (particle == CASUS_NONE || !word_is(&m->at, particle, "down")); /* "shot DOWN two others" */
}

/* "Thousands TOOK PART in a rally" */
static bool takes_part(const mentions *m, casus_ref verb)
{
    casus_ref part = tree_child(&m->at.d->doc, verb, CASUS_OBJ);
    return part == verb + 1 && word_is(&m->at, part, "part");
}

/* What is counted stands behind "of": "three of THE TANKS", "two of THEM". */
static bool of_things(const mentions *m, casus_ref i)
{
    const casus_doc *d = &m->at.d->doc;
    for (casus_ref c = i + 1; c < m->at.end; c++)
        if (d->tokens[c].head == i && (d->tokens[c].label == CASUS_NMOD || d->tokens[c].label == CASUS_NMOD_UNMARKED || d->tokens[c].label == CASUS_APPOS))
            return word_at(&m->at, c)->is & (W_VAGUE | W_SCALE) ? of_things(m, c) : !(word_is(&m->at, c, "those") || word_is(&m->at, c, "them") || word_is(&m->at, c, "us"));
    return false;
}

static bool counts(const mentions *m, casus_ref i)
{
    const casus_token *t = &m->at.d->doc.tokens[i];
    const word *w = word_at(&m->at, i);
    if (m->taken[i - m->at.first] || (i + 1 < m->at.end && (m->at.d->doc.tokens[i + 1].upos == CASUS_NOUN || m->at.d->doc.tokens[i + 1].upos == CASUS_SYM)))
        return false;
    return t->upos == CASUS_NUM || (t->upos == CASUS_NOUN && (w->is & (W_VAGUE | W_SCALE)) != 0) || word_is(&m->at, i, "many") || word_is(&m->at, i, "others");
}

bool counted_people(const mentions *m, casus_ref i, identity *id)
{
    const casus_doc *d = &m->at.d->doc;
    if (!counts(m, i) || of_things(m, i))
        return false;
    casus_ref top = i;
    while (d->tokens[top].label == CASUS_CONJ && d->tokens[top].head != top)
        top = d->tokens[top].head;
    casus_ref verb = d->tokens[top].head;
    uint8_t label = d->tokens[top].label;
    if (!(label == CASUS_NSUBJ ? verb_in(m, "@bypeople", verb) || takes_part(m, verb) : (label == CASUS_NSUBJ_PASS || label == CASUS_OBJ) && verb_in(m, "@topeople", verb)))
        return false;
    casus_sym people = symtab_find(m->at.d->names, "people", 6);
    const phrase_hit *h = people ? phrase_find(m->k, &m->at.d->memory, &people, 1) : NULL;
    for (; h; h = h->next) {
        const entry *e = knowledge_entry(m->k, h->entry);
        if (e->kind != ENTRY_ROLE)
            continue;
        *id = (identity){.role = e->name, .role_entry = e, .rule = e->rule, .sector = e->tenures[0].sector, .kind = CASUS_A_GROUP, .plural = 1, .gender = 't'};
        return true;
    }
    return false;
}
