/* Who are one, and who are several?
 *
 *   "Igor Ivanov, the army spokesman, met Egyptian and Sudanese officers. Both sides were content."
 *
 * A title set off by commas, told as a predicate ("Ivanov was a spokesman") or in the next sentence
 * ("The Foreign Office Minister said") is the person's beside it. One noun with two adjectives is two
 * actors. Who acts together is remembered, for "both sides" may come. */
#include "mention/mention.h"

static const casus_token *token(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.tokens[i];
}

static casus_actor *actor(const mentions *m, casus_ref i)
{
    return &m->at.d->doc.actors[i];
}

static bool mark_is(const mentions *m, casus_ref i, const char *mark)
{
    return i >= m->at.first && i < m->at.end && str_is(token_str(&m->at, i), mark);
}

/* ---- apposition ---- */

static bool verb_between(const mentions *m, casus_ref first, casus_ref end)
{
    for (casus_ref i = first; i < end; i++)
        if (token(m, i)->upos == CASUS_VERB || token(m, i)->upos == CASUS_AUX)
            return true;
    return false;
}

/* "A, B and C": an "and" somewhere among those joined. */
static bool listed(const mentions *m, casus_ref head)
{
    const casus_doc *d = &m->at.d->doc;
    for (casus_ref c = tree_next_child(d, head, head); c != CASUS_NONE; c = tree_next_child(d, head, c))
        if (token(m, c)->label == CASUS_CONJ && tree_child(d, c, CASUS_CC) != CASUS_NONE)
            return true;
    return false;
}

/* Where b's phrase begins, with whose he is: "SUDAN'S foreign minister". */
static casus_ref with_owner(const mentions *m, const casus_actor *b, casus_ref after)
{
    casus_ref begin = b->first, owner, from, to;
    if (begin <= after + 1 || token(m, begin - 1)->upos != CASUS_PART || token(m, begin - 1)->label != CASUS_CASE)
        return begin;
    owner = token(m, begin - 1)->head;
    if (token(m, owner)->label != CASUS_NMOD_POSS || owner >= begin)
        return begin;
    tree_extent(&m->at.d->doc, owner, &from, &to);
    return from > after ? from : begin;
}

/* "Igor Ivanov, the army spokesman," and "a spokesman for the army, Igor Ivanov,": one person. */
static bool apposed(const mentions *m, const casus_actor *a, const casus_actor *b)
{
    casus_ref begin = with_owner(m, b, a->last);
    while (begin > a->last + 1 && !mark_is(m, begin - 1, ",") && (token(m, begin - 1)->upos == CASUS_DET || token(m, begin - 1)->upos == CASUS_ADJ || token(m, begin - 1)->upos == CASUS_ADV))
        begin--;
    if (a->sentence != b->sentence || begin < a->last + 2 || !mark_is(m, begin - 1, ",") || verb_between(m, a->last + 1, begin))
        return false;
    uint8_t label = token(m, b->head)->label;
    casus_ref up = token(m, b->head)->head;
    uint8_t label_a = token(m, a->head)->label;
    bool subjects = (label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS) && (label_a == CASUS_NSUBJ || label_a == CASUS_NSUBJ_PASS);
    if (subjects && token(m, a->head)->head == up && begin == a->last + 2) /* two subjects of one verb are one */
        return true;
    if ((label == CASUS_CONJ && (begin != a->last + 2 || up != a->head || listed(m, up))) || label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS)
        return false;
    bool below = up >= a->first && up < begin;
    if (begin != a->last + 2) /* words between: only "of" and "for" phrases of a's own */
        return below && label == CASUS_APPOS;
    return below || ((mark_is(m, b->last + 1, ",") || mark_is(m, b->last + 1, ".")) && up == token(m, a->head)->head);
}

static void codes_copy(casus_actor *to, const casus_actor *from)
{
    to->country = from->country, to->sector = from->sector, to->sector2 = from->sector2;
    if (!to->role)
        to->role = from->role;
}

static bool one_person(const casus_actor *a)
{
    return !a->plural && (a->kind == CASUS_A_PERSON || (a->kind == CASUS_A_GROUP && a->role && !a->name));
}

static void persons_join(mentions *m, casus_ref first, casus_ref second)
{
    casus_actor *a = actor(m, first), *b = actor(m, second);
    casus_actor *named = a->name ? a : b, *other = a->name ? b : a;
    if (!named->country && !named->sector)
        codes_copy(named, other);
    else
        codes_copy(other, named);
    other->name = named->name;
    casus_ref chain = named->chain < other->chain ? named->chain : other->chain;
    a->chain = b->chain = chain;
    for (uint32_t i = m->cast.n; i-- > 0 && i + MAX_CAST > m->cast.n;) /* the named one answers for both */
        if (m->cast.members[i].last == first || m->cast.members[i].last == second) {
            m->cast.members[i].first = chain;
            m->cast.members[i].country = named->country;
        }
}

/* "Minister for the Middle East Tobias Ellwood": his title with what he is minister for. */
static bool title_reaches(const mentions *m, const casus_actor *a, const casus_actor *b)
{
    if (a->name || a->kind != CASUS_A_PERSON || !(token(m, a->last)->flags & CASUS_T_TITLE) || b->first > a->last + 7)
        return false;
    if (!word_is(&m->at, a->last + 1, "for") && !word_is(&m->at, a->last + 1, "of"))
        return false;
    for (casus_ref i = a->last + 2; i < b->first; i++)
        if (!(token(m, i)->flags & CASUS_T_TITLE) && token(m, i)->upos != CASUS_DET && token(m, i)->upos != CASUS_CCONJ)
            return false;
    return b->first > a->last + 2;
}

/* The person just entered and one of the three mentions before him. */
void joined_person(mentions *m, casus_ref at)
{
    const casus_actor *b = actor(m, at);
    for (casus_ref i = at; one_person(b) && b->name && i-- > 0 && at - i <= 2 && actor(m, i)->sentence == b->sentence;)
        if (title_reaches(m, actor(m, i), b)) {
            persons_join(m, i, at);
            return;
        }
    for (casus_ref i = at; one_person(b) && i-- > 0 && at - i <= 3 && actor(m, i)->sentence == b->sentence;) {
        const casus_actor *a = actor(m, i);
        if (!one_person(a) || (a->name && b->name) || (!a->name && !b->name) || !apposed(m, a, b))
            continue;
        persons_join(m, i, at);
        return;
    }
}

/* "Ziad al-Karbouly was an Iraqi customs officer", "who was then the Iraqi envoy": what is said of him that he is. */
static bool said_to_be(const mentions *m, const casus_actor *a, casus_ref noun)
{
    if (tree_child(&m->at.d->doc, noun, CASUS_COP) == CASUS_NONE)
        return false;
    bool subject = token(m, a->head)->label == CASUS_NSUBJ && token(m, a->head)->head == noun;
    bool relative = token(m, noun)->label == CASUS_ACL_RELCL || token(m, noun)->label == CASUS_APPOS;
    return subject || (relative && token(m, noun)->head == a->head);
}

static void predicate_join(mentions *m, casus_ref before)
{
    casus_doc *d = &m->at.d->doc;
    for (casus_ref i = before; i < d->n_actors; i++) {
        casus_actor *a = &d->actors[i];
        if (a->kind != CASUS_A_PERSON || a->country || !a->name)
            continue;
        for (casus_ref k = i + 1; k < d->n_actors; k++)
            if (d->actors[k].head != a->head && said_to_be(m, a, d->actors[k].head) && one_person(&d->actors[k]) && d->actors[k].country) {
                persons_join(m, i, k);
                break;
            }
    }
}

/* "Tobias Ellwood condemned ... The Foreign Office Minister said": the only person just told of whose
 * office is open. */
void joined_office(mentions *m, const phrase *p, casus_ref at)
{
    const casus_actor *title = actor(m, at);
    const member *only = NULL;
    if (title->kind != CASUS_A_PERSON || title->name || !title->role || !p->definite || !(token(m, title->last)->flags & CASUS_T_TITLE))
        return;
    for (uint32_t i = m->cast.n; i-- > 0 && i + MAX_CAST > m->cast.n;) {
        const member *x = &m->cast.members[i];
        if (x->kind != CASUS_A_PERSON || x->plural || !x->surname || m->sentence - x->sentence > 2 || x->last == at)
            continue;
        if (only || actor(m, x->first)->country || actor(m, x->first)->role)
            return;
        only = x;
    }
    if (only && only->weight == 3)
        persons_join(m, only->last, at);
}

/* ---- one noun for several countries ---- */

/* "Egyptian" before "and Sudanese forces", "US" before "and British troops". */
static bool shares_noun(const mentions *m, const casus_actor *a, const casus_actor *b, bool b_shares)
{
    bool adjective = token(m, a->last)->upos == CASUS_ADJ || (token(m, a->last)->flags & CASUS_T_UPPER) || token(m, a->last)->label == CASUS_AMOD;
    bool owner = (token(m, a->last)->label == CASUS_COMPOUND || token(m, a->last)->label == CASUS_AMOD) && token(m, a->last)->head == b->head;
    bool forces = owner && ((b->plural && b->kind == CASUS_A_GROUP) || b->kind == CASUS_A_BODY) && b->first == a->last + 2 && token(m, a->last + 1)->upos == CASUS_CCONJ && strcmp(symtab_name(m->at.d->names, b->sector), "MIL") == 0;
    if (forces && b->country && (a->kind == CASUS_A_STATE || a->kind == CASUS_A_BODY)) /* "NATO and Afghan forces", "French and coalition forces" */
        return true;
    if (a->kind != CASUS_A_STATE || !adjective || b->first != a->last + 2 || b->kind == CASUS_A_STATE || b->kind == CASUS_A_PRONOUN || !b->role)
        return false;
    bool joined = token(m, a->last + 1)->upos == CASUS_CCONJ || (b_shares && mark_is(m, a->last + 1, ","));
    return joined && b->country && token(m, b->first)->flags & (CASUS_T_TITLE | CASUS_T_UPPER);
}

static void span_set(const mentions *m, casus_actor *a, casus_ref first, casus_ref last)
{
    a->first = first, a->last = last;
    a->at = (casus_span){token(m, first)->at.begin, token(m, last)->at.end};
}

/* "Egyptian, Sudanese and Libyan forces": one actor a country, all of them at the same words. */
static void shared_noun(mentions *m, casus_ref before)
{
    casus_doc *d = &m->at.d->doc;
    bool shares = false;
    for (casus_ref i = d->n_actors; i-- > before + 1;) {
        casus_actor *a = &d->actors[i - 1], *b = &d->actors[i];
        shares = shares_noun(m, a, b, shares);
        if (!shares)
            continue;
        a->sector = b->sector, a->sector2 = b->sector2, a->role = b->role, a->kind = b->kind, a->plural = b->plural, a->gender = b->gender;
        a->name = 0, a->chain = i - 1, a->head = b->head;
        span_set(m, a, a->first, b->last);
    }
    for (casus_ref i = before + 1; i < d->n_actors; i++) {
        const casus_actor *a = &d->actors[i - 1];
        if (d->actors[i].head == a->head && d->actors[i].first > a->first && d->actors[i].last == a->last)
            span_set(m, &d->actors[i], a->first, a->last);
    }
}

/* ---- who acts together ---- */

static bool sector_among(const mentions *m, casus_sym sector, const char *const *list)
{
    for (; *list; list++)
        if (strcmp(symtab_name(m->at.d->names, sector), *list) == 0)
            return true;
    return false;
}

/* "the army and the rebels", "the government and the opposition": the two sides of one country's strife. */
static bool civil_sides(const mentions *m, const casus_actor *a, const casus_actor *b)
{
    static const char *const power[] = {"GOV", "MIL", "COP", NULL}, *const against[] = {"REB", "UAF", "PRM", "OPP", "PTY", NULL};
    if (a->kind == CASUS_A_PRONOUN || b->kind == CASUS_A_PRONOUN || a->kind == CASUS_A_PERSON || b->kind == CASUS_A_PERSON || a->country != b->country)
        return false;
    return (sector_among(m, a->sector, power) && sector_among(m, b->sector, against)) || (sector_among(m, b->sector, power) && sector_among(m, a->sector, against));
}

/* Who acts with whom: joined by "and", or subject and complement of one verb. Remembered for "both sides". */
static void pair_note(mentions *m, casus_ref before)
{
    const casus_doc *d = &m->at.d->doc;
    for (casus_ref i = before; i + 1 < d->n_actors; i++)
        for (casus_ref k = i + 1; k < d->n_actors && k < i + 6; k++) {
            const casus_actor *a = &d->actors[i], *b = &d->actors[k];
            bool sides = a->country && b->country && a->country != b->country && a->kind != CASUS_A_PRONOUN && b->kind != CASUS_A_PRONOUN && !a->plural && !b->plural;
            casus_ref up = token(m, b->head)->head;
            const char *sector = symtab_name(m->at.d->names, b->sector);
            sides = sides && strcmp(sector, "BUS") != 0 && strcmp(sector, "JRN") != 0; /* no firm or newspaper is a side */
            bool together = (up >= a->first && up <= a->last && token(m, b->head)->label == CASUS_CONJ) || (up == token(m, a->head)->head && up != b->head && up != a->head);
            casus_ref verb = token(m, a->head)->head, next = token(m, b->head)->head;
            bool against = token(m, next)->label == CASUS_CONJ && token(m, next)->head == verb && next != verb && token(m, b->head)->label == CASUS_OBJ; /* "The rebels denied it and accused THE ARMY" */
            if ((sides && together) || (civil_sides(m, a, b) && (together || against)))
                m->pair[0] = i, m->pair[1] = k;
        }
}

void joined_so_far(mentions *m)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref before = d->n_actors;
    while (before > 0 && d->actors[before - 1].sentence == m->sentence)
        before--;
    pair_note(m, before);
}

/* The parties of the last act together, if they are of this kind. */
bool joined_pair(const mentions *m, bool persons, casus_ref out[2])
{
    enum { REACH = 6 }; /* sentences back */
    if (m->pair[1] == 0 || m->sentence - actor(m, m->pair[1])->sentence > REACH)
        return false;
    for (int i = 0; i < 2; i++)
        if (persons && actor(m, m->pair[i])->kind != CASUS_A_PERSON)
            return false;
    out[0] = m->pair[0], out[1] = m->pair[1];
    return true;
}

void joined_sentence(mentions *m, casus_ref before)
{
    shared_noun(m, before);
    predicate_join(m, before);
    pair_note(m, before);
}
