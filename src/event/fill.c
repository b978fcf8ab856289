/* Parties the pattern did not reach: the rest of the sentence, or the story so far, names them.
 *
 *     "15 strikes using bombers AGAINST ISIL targets"             whoever "against" names, however deep
 *     "the attacks for which DAESH has claimed responsibility"    whoever claims the deed did it
 *     "THE COALITION conducted 15 strikes. Two strikes destroyed …"  strikes told again have their striker
 */
#include "event/inside.h"

enum { BACK = 20, STEPS = 12 }; /* sentences a story is looked back; edges climbed in a tree */

static bool forcible(const lexicon *w, casus_sym t)
{
    return t == w->ASSAULT || t == w->COERCE || t == w->SANCTION || t == w->MOBILIZE || t == w->PROTEST;
}

/* `low` hangs below `high` without a clause of somebody else between them. */
static bool within_act(const reading *r, casus_ref low, casus_ref high)
{
    const casus_token *t = r->doc->tokens;
    for (int steps = 0; steps < STEPS && low != high; steps++) {
        casus_ref up = t[low].head;
        if (up == low || (low != high && t[low].upos == CASUS_VERB && child_with(r, low, CASUS_NSUBJ) != CASUS_NONE))
            return false;
        low = up;
    }
    return low == high;
}

/* "… against ISIL targets": opponents, or the owners of what is struck. */
static void opponents(reading *r, const match *m, parties *p)
{
    const casus_sentence *s = &r->doc->sentences[m->f->sentence];
    casus_ref end = s->first + s->count;
    for (casus_ref i = m->f->head + 1; i < end && !p->n_recipients; i++) {
        const casus_token *t = &r->doc->tokens[i];
        if (t->norm != r->w.against || t->label != CASUS_CASE || !within_act(r, t->head, m->f->head))
            continue;
        p->n_recipients = party_of(r, t->head, true, p->recipient, 0, &p->more);
        if (!p->n_recipients)
            p->n_recipients = owners_of_thing(r, t->head, p->recipient, 0, &p->more);
    }
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

uint8_t claimants(reading *r, casus_ref noun, casus_ref *out, bool *more)
{
    uint8_t n = 0;
    for (casus_ref c = r->first_child[noun]; !n && c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        bool claims = t->lemma == r->w.claim, doing = claims || knowledge_word(r->k, "verbs/light", t->lemma, NULL);
        if (t->label == CASUS_ACL_RELCL && doing && child_with(r, c, CASUS_NSUBJ) != CASUS_NONE)
            n = party_of(r, child_with(r, c, CASUS_NSUBJ), false, out, n, more);
        if (t->label == CASUS_ACL && claims)
            for (casus_ref x = r->first_child[c]; x != CASUS_NONE; x = r->next_sibling[x])
                if (r->doc->tokens[x].label == CASUS_OBL_AGENT || frame_prep(r, x) == r->w.by)
                    n = party_of(r, x, false, out, n, more);
    }
    return n;
}

/* The strike, raid or shelling a match is about, CASUS_NONE for other acts. */
static casus_ref strike_noun(const reading *r, const match *m)
{
    static const char *const classes[] = {"@airstrike", "@shelling"};
    casus_ref noun = m->f->pos == 'n' ? m->f->head : frame_arg(m->f, AT_SUBJECT);
    if (noun == CASUS_NONE)
        noun = m->s.literal;
    for (size_t i = 0; noun != CASUS_NONE && i < sizeof classes / sizeof *classes; i++)
        if (knowledge_class(r->k, classes[i], r->doc->tokens[noun].lemma))
            return noun;
    return CASUS_NONE;
}

static bool sentence_has(const casus_doc *d, casus_ref sentence, casus_sym lemma)
{
    const casus_sentence *s = &d->sentences[sentence];
    for (casus_ref t = s->first; t < s->first + s->count; t++)
        if (d->tokens[t].lemma == lemma)
            return true;
    return false;
}

/* The one side whose strikes the story has told; none where it has told of two. */
static void striker_so_far(reading *r, const casus_event *e, casus_ref noun, parties *p)
{
    const casus_doc *d = r->doc;
    const casus_event *found = NULL;
    for (uint32_t i = d->n_events; i-- > 0 && d->events[i].sentence + BACK >= e->sentence;) {
        const casus_event *x = &d->events[i];
        if (x->type != r->w.ASSAULT || !x->n_actors || !d->actors[x->actor[0]].country || !sentence_has(d, x->sentence, d->tokens[noun].lemma))
            continue;
        if (found && d->actors[found->actor[0]].country != d->actors[x->actor[0]].country)
            return;
        if (!found)
            found = x;
    }
    if (!found)
        return;
    p->n_actors = found->n_actors;
    for (uint8_t i = 0; i < found->n_actors; i++)
        p->actor[i] = found->actor[i];
    document_note(r->d, e->sentence, e->text, "event", "who strikes is taken from sentence %u", found->sentence);
}

void fill_parties(reading *r, const casus_event *e, const match *m, parties *p)
{
    if (!forcible(&r->w, e->type) || m->s.n_b)
        return;
    if (!p->n_recipients)
        opponents(r, m, p);
    if (e->type != r->w.ASSAULT || p->n_actors)
        return;
    if (m->f->pos == 'n')
        p->n_actors = claimants(r, m->f->head, p->actor, &p->more);
    casus_ref noun = p->n_actors ? CASUS_NONE : strike_noun(r, m);
    if (noun != CASUS_NONE)
        striker_so_far(r, e, noun, p);
}
