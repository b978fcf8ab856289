/* Parties the pattern did not reach: the rest of the sentence names them.
 *
 *     "15 strikes using bombers AGAINST ISIL targets"             whoever "against" names, however deep
 *     "the attacks for which DAESH has claimed responsibility"    whoever claims the deed did it
 * Strikes whose striker the sentence does not name have none: the guideline codes what the sentence says.
 */
#include "event/inside.h"

#include <string.h>

enum { STEPS = 12 }; /* edges climbed in a tree */

static bool forcible(const lexicon *w, casus_sym t)
{
    return t == w->ASSAULT || t == w->COERCE || t == w->SANCTION || t == w->MOBILIZE || t == w->PROTEST;
}

/* "hanged IN RETALIATION for the burning of a pilot by militants": what follows tells of another's act. */
static bool answers(const reading *r, casus_ref noun)
{
    static const char *const nouns[] = {"retaliation", "revenge", "response", "reaction", "reprisal", "protest", "punishment", "connection", "solidarity", "return"};
    for (size_t i = 0; i < sizeof nouns / sizeof *nouns; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[noun].lemma), nouns[i]) == 0)
            return r->doc->tokens[noun].label == CASUS_OBL || r->doc->tokens[noun].label == CASUS_NMOD;
    return false;
}

/* `low` hangs below `high` without a clause of somebody else between them. */
static bool within_act(const reading *r, casus_ref low, casus_ref high)
{
    const casus_token *t = r->doc->tokens;
    for (int steps = 0; steps < STEPS && low != high; steps++) {
        casus_ref up = t[low].head;
        bool other_clause = up != high && t[up].upos == CASUS_VERB && t[up].label == CASUS_CONJ && t[up].head == high; /* "staged a coup but FELL OUT over the army" */
        if (up == low || other_clause || (up != high && answers(r, up)) || (low != high && t[low].upos == CASUS_VERB && child_with(r, low, CASUS_NSUBJ) != CASUS_NONE))
            return false;
        low = up;
    }
    return low == high;
}

/* Whom a preposition names, anywhere below the act: "… AGAINST ISIL targets" (opponents, or the owners of
 * what is struck), "credits worth 200 million roubles TO Nicaragua", "rockets INTO northern Israel". */
static void left_over(reading *r, const match *m, const char *const *preps, bool place_too, parties *p)
{
    const casus_sentence *s = &r->doc->sentences[m->f->sentence];
    casus_ref end = s->first + s->count;
    for (casus_ref i = m->f->head + 1; i < end && !p->n_recipients; i++) {
        const casus_token *t = &r->doc->tokens[i];
        bool named = false;
        for (const char *const *x = preps; t->label == CASUS_CASE && *x && !named; x++)
            named = strcmp(symtab_name(r->d->names, t->norm), *x) == 0;
        if (!named || !within_act(r, t->head, m->f->head))
            continue;
        p->n_recipients = party_of(r, t->head, place_too, p->recipient, 0, &p->more);
        if (!p->n_recipients && t->norm == r->w.against)
            p->n_recipients = owners_of_thing(r, t->head, p->recipient, 0, &p->more);
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    }
}

/* "were abducted from a camp in Kenya BY militiamen": the passive's agent, however the tree hangs it. */
static void agents(reading *r, const match *m, parties *p)
{
    const casus_sentence *s = &r->doc->sentences[m->f->sentence];
    for (casus_ref i = m->f->head + 1; i < s->first + s->count && !p->n_actors; i++) {
        const casus_token *t = &r->doc->tokens[i];
        if (t->norm == r->w.by && t->label == CASUS_CASE && within_act(r, t->head, m->f->head))
            p->n_actors = party_of(r, t->head, false, p->actor, 0, &p->more);
    }
}

/* "ISRAELI warplanes bombed", "a TURKISH drone strike killed": weapons act for those whose they are. */
static void owners(reading *r, const match *m, parties *p)
{
    bool acts = false; /* the pattern's subject is he who acts */
    for (int i = 0; i < m->p->n_elements; i++)
        acts |= m->p->elements[i].at == AT_SUBJECT && (m->p->elements[i].slot == SLOT_A || m->p->elements[i].slot == SLOT_WORD);
    for (int i = 0; acts && i < m->f->n && !p->n_actors; i++)
        if (m->f->arg[i].at == AT_SUBJECT)
            p->n_actors = owners_of_thing(r, m->f->arg[i].head, p->actor, 0, &p->more);
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
        bool claims = t->lemma == r->w.claim, doing = claims || frame_light(r, c, NULL);
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

/* "signed an accord to supply MALI with wheat": whom the accord is with, where no other party signs. */
static void other_signatory(reading *r, const match *m, parties *p)
{
    casus_ref aim = strcmp(symtab_name(r->d->names, m->f->lemma), "sign") == 0 ? frame_arg(m->f, AT_TO) : CASUS_NONE;
    const frame *f = aim == CASUS_NONE ? NULL : frame_of(r, aim);
    casus_ref whom = f ? frame_arg(f, AT_OBJECT) : CASUS_NONE;
    if (whom != CASUS_NONE)
        p->n_actors = party_of(r, whom, false, p->actor, p->n_actors, &p->more);
}

/* "20 were killed WHEN AIRCRAFT BOMBED a market": one act, told as what was suffered and what was done. */
static void attackers_when(reading *r, const match *m, parties *p)
{
    static const char *const marks[] = {"when", "as", "after"};
    for (casus_ref c = r->first_child[m->f->head]; c != CASUS_NONE && !p->n_actors; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        bool when = false;
        for (casus_ref x = t->label == CASUS_ADVCL ? r->first_child[c] : CASUS_NONE; x != CASUS_NONE; x = r->next_sibling[x])
            for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
                when |= (r->doc->tokens[x].label == CASUS_MARK || r->doc->tokens[x].label == CASUS_ADVMOD) && strcmp(symtab_name(r->d->names, r->doc->tokens[x].norm), marks[i]) == 0;
        casus_event inside;
        parties theirs;
        if (!when || !act_inside(r, c, &inside, &theirs) || inside.type != r->w.ASSAULT || !theirs.n_actors)
            continue;
        memcpy(p->actor, theirs.actor, sizeof theirs.actor);
        p->n_actors = theirs.n_actors;
        r->consumed[c] = 1;
    }
}

void fill_parties(reading *r, const casus_event *e, const match *m, parties *p)
{
    if (m->s.n_b && e->type == r->w.CONSULT && p->n_actors == 1)
        other_side(r, m, p);
    if (m->s.n_b && p->n_actors == 1)
        other_signatory(r, m, p);
    static const char *const against[] = {"against", NULL}, *const into[] = {"into", "against", NULL}, *const to[] = {"to", NULL}, *const from[] = {"from", "against", NULL};
    const lexicon *w = &r->w;
    if (m->s.n_b)
        return;
    if (m->f->passive && !p->n_actors)
        agents(r, m, p);
    if (m->f->passive && !p->n_actors && e->type == w->ASSAULT)
        attackers_when(r, m, p);
    if (e->type == w->ASSAULT && !p->n_actors && m->f->pos == 'v' && !m->f->passive)
        owners(r, m, p);
    if (e->type == w->ASSAULT && !p->n_actors && m->f->pos == 'n')
        p->n_actors = claimants(r, m->f->head, p->actor, &p->more);
    if (p->n_recipients)
        return;
    if (e->type == w->ASSAULT)
        left_over(r, m, into, true, p);
    else if (e->type == w->SANCTION)
        left_over(r, m, from, false, p);
    else if (forcible(w, e->type))
        left_over(r, m, against, true, p);
    else if (e->type == w->AID || e->type == w->CONCEDE)
        left_over(r, m, to, false, p);
}
