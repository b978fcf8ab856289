/* Parties the pattern did not reach: the rest of the sentence names them.
 *
 *     "15 strikes using bombers AGAINST ISIL targets"             whoever "against" names, however deep
 *     "the attacks for which DAESH has claimed responsibility"    whoever claims the deed did it
 * Strikes whose striker the sentence does not name have none: the guideline codes what the sentence says.
 */
#include "event/inside.h"

enum { STEPS = 12 }; /* edges climbed in a tree */

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

/* "… the attack at Hilla earlier today, for WHICH DAESH CLAIMED RESPONSIBILITY": the tree may hang it anywhere. */
static uint8_t claimed_in_sentence(reading *r, casus_ref noun, casus_ref *out, bool *more)
{
    const casus_sentence *s = &r->doc->sentences[tree_sentence(r->doc, noun)];
    for (casus_ref i = noun + 1; i < s->first + s->count; i++) {
        casus_ref by = r->doc->tokens[i].lemma == r->w.claim && r->doc->tokens[i].label == CASUS_ACL ? child_with(r, i, CASUS_OBL_AGENT) : CASUS_NONE;
        if (by != CASUS_NONE) /* "the attacks, one of them claimed by Daesh" */
            return party_of(r, by, false, out, 0, more);
        casus_ref object = r->doc->tokens[i].lemma == r->w.claim ? child_with(r, i, CASUS_OBJ) : CASUS_NONE;
        casus_ref subject = object != CASUS_NONE && r->doc->tokens[object].lemma == r->w.responsibility ? child_with(r, i, CASUS_NSUBJ) : CASUS_NONE;
        casus_ref which = subject != CASUS_NONE ? child_with(r, i, CASUS_OBL) : CASUS_NONE;
        if (which != CASUS_NONE && r->doc->tokens[which].norm == r->w.which)
            return party_of(r, subject, false, out, 0, more);
    }
    return 0;
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
    return n ? n : claimed_in_sentence(r, noun, out, more);
}

/* "The Foreign Secretary met LAVROV on the margins of the assembly": a pattern that names only one side
 * of a meeting leaves the other in the clause. */
static void other_side(reading *r, const match *m, parties *p)
{
    for (int pass = 0; pass < 2; pass++) /* whom, then with whom */
        for (int i = 0; i < m->f->n && p->n_actors < 2; i++) {
            const argument *a = &m->f->arg[i];
            if (pass == 0 ? m->f->pos == 'v' && a->at == AT_OBJECT : a->at == AT_PREP && a->prep == r->w.with)
                p->n_actors = party_of(r, a->head, false, p->actor, p->n_actors, &p->more);
        }
}

void fill_parties(reading *r, const casus_event *e, const match *m, parties *p)
{
    if (m->s.n_b && e->type == r->w.CONSULT && p->n_actors == 1)
        other_side(r, m, p);
    if (!forcible(&r->w, e->type) || m->s.n_b)
        return;
    if (!p->n_recipients)
        opponents(r, m, p);
    if (e->type == r->w.ASSAULT && !p->n_actors && m->f->pos == 'n')
        p->n_actors = claimants(r, m->f->head, p->actor, &p->more);
}
