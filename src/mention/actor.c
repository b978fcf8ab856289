/* Who can act here?
 *
 *   "US President Joe Biden warned Mr Putin that its troops must leave. Moscow replied in Geneva."
 *
 * Every noun phrase that names somebody becomes one mention: [US President Joe Biden] [Mr Putin]
 * [its troops] [Moscow]. "Geneva" after "in" is a place. A phrase whose head is no actor leaves its
 * names as mentions of their own: "Russian aggression" gives [Russian], "US-Russia talks" two states.
 *
 * Then the document speaks: short names and pronouns join those named before (coref.c), "the French
 * president" is the one in office that day, a person the knowledge has not takes country and sector
 * from the title beside him ("Igor Ivanov, the army spokesman"), and what is still without a country
 * at the end ("the police") takes the one the story is about, if there is only one. */
#define _GNU_SOURCE /* memmem */
#include "mention/mention.h"

static casus_token *token(const mentions *m, casus_ref i)
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

/* ---- making a mention ---- */

static casus_ref actor_new(mentions *m, casus_ref first, casus_ref end, casus_ref head, const identity *id)
{
    casus_doc *d = &m->at.d->doc;
    casus_actor *a = ARENA_PUSH(&m->at.d->memory, d->actors, d->n_actors);
    *a = (casus_actor){.at = {token(m, first)->at.begin, token(m, end - 1)->at.end}, .sentence = m->sentence, .head = head,
                       .first = first, .last = end - 1, .country = id->country, .sector = id->sector, .sector2 = id->sector2,
                       .name = id->name, .role = id->role, .rule = id->rule, .chain = d->n_actors - 1, .kind = id->kind,
                       .plural = id->plural, .gender = (uint8_t)id->gender};
    for (casus_ref i = first; i < end; i++)
        m->taken[i - m->at.first] |= TAKEN_ACTOR;
    return d->n_actors - 1;
}

static void country_note(mentions *m, casus_sym country)
{
    if (country)
        *ARENA_PUSH(&m->at.d->memory, m->countries, m->n_countries) = country;
}

static casus_ref actor_named(mentions *m, casus_ref first, casus_ref end, casus_ref head, const identity *id)
{
    casus_ref at = actor_new(m, first, end, head, id);
    cast_enter(m, at, id);
    country_note(m, id->country);
    return at;
}

/* ---- places are not parties ---- */

static bool place_preposition(const mentions *m, casus_ref i)
{
    static const char *const list[] = {"in", "at", "near", "outside", "around", "inside", "across", "toward", "towards", "throughout", "into", "via", "off", "over", NULL};
    for (const char *const *p = list; *p; p++)
        if (word_is(&m->at, i, *p))
            return true;
    return false;
}

/* "in Moscow", "from Kyiv", "MOSCOW, Jan 10": the city, not the state's voice. */
static bool stands_as_place(const mentions *m, const phrase *p)
{
    const piece *only = &m->pieces[p->p0];
    if (p->p1 != p->p0 + 1 || only->kind != PIECE_CAPITAL || token(m, p->head)->label == CASUS_NSUBJ)
        return false;
    casus_ref lead = p->first - 1;
    if (p->first > m->at.first && word_is(&m->at, lead, "the"))
        lead--;
    if (p->first > m->at.first && (place_preposition(m, lead) || word_is(&m->at, lead, "from") || word_is(&m->at, lead, "of") || word_is(&m->at, lead, "to")))
        return true;
    bool dateline = p->first == m->at.first && (mark_is(m, p->end, ",") || mark_is(m, p->end, "(") || mark_is(m, p->end, "-") || mark_is(m, p->end, "\xE2\x80\x94"));
    return dateline && (token(m, p->first)->flags & CASUS_T_UPPER);
}

/* ---- what stands after the phrase: "of Hamas", "from Russia", "in Nairobi" ---- */

static const phrase *phrase_after(const mentions *m, uint32_t at, const char *const *preps)
{
    const phrase *p = &m->phrases[at];
    casus_ref i = p->end;
    bool found = false;
    for (const char *const *x = preps; *x && !found; x++)
        found = word_is(&m->at, i, *x);
    if (!found || at + 1 >= m->n_phrases)
        return NULL;
    const phrase *next = &m->phrases[at + 1];
    casus_ref begin = i + 1;
    if (begin < m->at.end && (token(m, begin)->upos == CASUS_DET))
        begin++;
    return next->first == begin ? next : NULL;
}

static casus_sym country_of_phrase(mentions *m, const phrase *p, identity *of)
{
    *of = (identity){0};
    if (title_read(m, p, of))
        return of->country;
    for (uint32_t i = p->p0; i < p->p1; i++)
        if (m->pieces[i].place) {
            casus_sym c = m->pieces[i].kind == PIECE_PLACE ? place_country(m, &m->pieces[i]) : 0;
            if (c)
                return c;
        }
    return of->country;
}

/* The owner after the phrase gives a country, and to an `owner` role the sector too. */
static void identity_from_after(mentions *m, uint32_t at, identity *id)
{
    static const char *const of[] = {"of", "for", "from", "with", NULL}, *const in[] = {"in", "at", "near", "across", NULL};
    identity other;
    const phrase *p = phrase_after(m, at, of);
    if (p && !id->country) {
        id->country = country_of_phrase(m, p, &other);
        bool body = other.kind == CASUS_A_BODY || other.kind == CASUS_A_GROUP;
        bool owned = id->role_entry && ((id->role_entry->flags & ENTRY_OWNER) || (id->person && other.sector));
        if (owned && body && (other.sector || other.country)) /* "leader of Hamas", "president of the parliament" */
            id->sector = other.sector, id->sector2 = other.sector2;
    }
    p = id->country ? NULL : phrase_after(m, at, in);
    if (p)
        id->country = country_of_phrase(m, p, &other);
}

/* The owner before it: "Russia's army", "Hamas's leader", "its troops". */
static void identity_from_owner(mentions *m, const phrase *p, identity *id)
{
    casus_ref owner = CASUS_NONE;
    if (p->owner != CASUS_NONE)
        owner = actor_at(&m->at.d->doc, m->phrases[p->owner].head);
    else if (p->pronoun != CASUS_NONE)
        owner = actor_at(&m->at.d->doc, p->pronoun);
    if (owner == CASUS_NONE)
        return;
    const casus_actor *o = actor(m, owner);
    bool other_state = id->country && id->entry && id->entry->kind == ENTRY_AGENCY && o->kind == CASUS_A_STATE && o->country && o->country != id->country;
    if (other_state) { /* "Chile's Defense Department" is not the one best known by that name */
        id->country = o->country, id->name = 0, id->entry = NULL;
        return;
    }
    if (id->country)
        return;
    id->country = o->country;
    bool body = o->kind == CASUS_A_BODY || o->kind == CASUS_A_GROUP;
    if (id->role_entry && (id->role_entry->flags & ENTRY_OWNER) && body && o->sector)
        id->sector = o->sector, id->sector2 = o->sector2;
}

/* ---- apposition ---- */

static bool verb_between(const mentions *m, casus_ref first, casus_ref end)
{
    for (casus_ref i = first; i < end; i++)
        if (token(m, i)->upos == CASUS_VERB || token(m, i)->upos == CASUS_AUX)
            return true;
    return false;
}

/* "Igor Ivanov, the army spokesman," and "a spokesman for the army, Igor Ivanov,": one person. */
static bool apposed(const mentions *m, const casus_actor *a, const casus_actor *b)
{
    casus_ref begin = b->first;
    while (begin > a->last + 1 && !mark_is(m, begin - 1, ",") && (token(m, begin - 1)->upos == CASUS_DET || token(m, begin - 1)->upos == CASUS_ADJ || token(m, begin - 1)->upos == CASUS_ADV))
        begin--;
    if (a->sentence != b->sentence || begin < a->last + 2 || !mark_is(m, begin - 1, ",") || verb_between(m, a->last + 1, begin))
        return false;
    uint8_t label = token(m, b->head)->label;
    casus_ref up = token(m, b->head)->head;
    if (label == CASUS_CONJ || label == CASUS_NSUBJ)
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

/* The person just entered and one of the three mentions before him. */
static void apposition_join(mentions *m, casus_ref at)
{
    const casus_actor *b = actor(m, at);
    for (casus_ref i = at; one_person(b) && i-- > 0 && at - i <= 3 && actor(m, i)->sentence == b->sentence;) {
        const casus_actor *a = actor(m, i);
        if (!one_person(a) || (a->name && b->name) || (!a->name && !b->name) || !apposed(m, a, b))
            continue;
        persons_join(m, i, at);
        return;
    }
}

/* "the X Group (XG)": what stands in brackets is its name from now on. */
static void alias_learn(mentions *m, const phrase *p, casus_ref at)
{
    if (!mark_is(m, p->end, "(") || !mark_is(m, p->end + 2, ")") || !(token(m, p->end + 1)->flags & CASUS_T_UPPER))
        return;
    for (uint32_t i = m->cast.n; i-- > 0;)
        if (m->cast.members[i].last == at) {
            m->cast.members[i].alias = token(m, p->end + 1)->norm;
            return;
        }
}

/* ---- nouns that stand for one named before ---- */

/* "the alliance": the newest member whose entry lists the noun. */
static const member *member_by_noun(const mentions *m, const piece *p)
{
    const member *best = NULL;
    for (const phrase_hit *h = p->hits; h && h->length == p->length; h = h->next) {
        if (h->name != NAME_NOUN)
            continue;
        const member *x = cast_entry(m, knowledge_entry(m->k, h->entry));
        if (x && (!best || x->last > best->last))
            best = x;
    }
    return best;
}

static bool noun_is(const mentions *m, casus_ref i, const char *const *list)
{
    for (; *list; list++)
        if (word_is(&m->at, i, *list))
            return true;
    return false;
}

static void identity_of_member(const mentions *m, const member *x, identity *id)
{
    const casus_actor *a = actor(m, x->first);
    *id = (identity){.country = a->country, .sector = a->sector, .sector2 = a->sector2, .name = a->name, .role = a->role, .rule = a->rule,
                     .kind = a->kind, .plural = a->plural, .gender = x->gender, .entry = x->entry, .role_entry = x->role, .surname = x->surname};
}

/* "the country", "the group", "the alliance", "the president": one that the story has named. */
static const member *member_again(const mentions *m, const phrase *p, const identity *id)
{
    static const char *const countries[] = {"country", "nation", "state", "republic", "kingdom", NULL};
    static const char *const groups[] = {"group", "movement", "organisation", "organization", "militants", "faction", "outfit", "militia", "insurgents", "rebels", NULL};
    if (!p->definite || p->p1 == p->p0 || p->owner != CASUS_NONE)
        return NULL;
    const piece *last = &m->pieces[p->p1 - 1];
    if (last->end != p->end || p->p1 - p->p0 > 1)
        return NULL;
    const member *x = member_by_noun(m, last);
    if (!x && noun_is(m, p->end - 1, countries) && p->end == p->first + 1)
        x = cast_newest(m, CASUS_A_STATE, p->head);
    if (!x && noun_is(m, p->end - 1, groups))
        x = cast_newest(m, CASUS_A_GROUP, p->head);
    if (x && x->role && !x->entry && last->kind != PIECE_NOUN)
        return NULL;
    if (!x && id->person && id->role_entry && !id->country)
        x = cast_role(m, id->role_entry, 0);
    if (!x && id->person && id->role_entry && !id->country && p->end == p->first + 1)
        x = cast_office(m, symtab_name(m->at.d->names, id->role_entry->name));
    return x;
}

/* "the two sides", "both countries": one mention for each of the last two. */
static bool collective(mentions *m, const phrase *p)
{
    static const char *const states[] = {"sides", "countries", "nations", "states", "governments", "neighbours", "neighbors", "parties", "powers", "allies", "rivals", "foes", "capitals", NULL};
    static const char *const people[] = {"leaders", "presidents", "ministers", "men", "diplomats", NULL};
    bool both = p->first > m->at.first && word_is(&m->at, p->first - 1, "both");
    bool two = (word_is(&m->at, p->first, "two") || word_is(&m->at, p->first, "2")) && p->definite;
    bool persons = noun_is(m, p->end - 1, people);
    const member *pair[2];
    if (!(both || two) || !(persons || noun_is(m, p->end - 1, states)) || cast_pair(m, persons, pair) < 2)
        return false;
    for (int i = 1; i >= 0; i--) {
        identity id;
        identity_of_member(m, pair[i], &id);
        casus_ref at = actor_new(m, p->first, p->end, p->head, &id);
        actor(m, at)->chain = pair[i]->first;
    }
    return true;
}

/* ---- one phrase ---- */

/* "hundreds of protesters", "members of the Council", "a group of Syrians": the whole is the actor. */
static void grouper_extend(mentions *m, const phrase *p, casus_ref *first, casus_ref *head, bool *group)
{
    casus_ref of = p->first - 1;
    *group = false;
    if (p->first < m->at.first + 2)
        return;
    if (token(m, of)->upos == CASUS_DET && of > m->at.first)
        of--;
    if (of <= m->at.first || !word_is(&m->at, of, "of"))
        return;
    casus_ref g = of - 1;
    const word *w = word_at(&m->at, g);
    bool number = (w->is & (W_VAGUE | W_SCALE | W_GROUPER | W_CARDINAL)) || token(m, g)->upos == CASUS_NUM || word_is(&m->at, g, "number") || word_is(&m->at, g, "couple");
    if (!number)
        return;
    *group = true;
    *first = *head = g;
}

/* Names inside a phrase that is nobody: "Russian aggression", "NATO membership", "rebel attack". */
static void pieces_enter(mentions *m, const phrase *p)
{
    for (uint32_t i = p->p0; i < p->p1; i++) {
        const piece *x = &m->pieces[i];
        phrase one = {.first = x->first, .end = x->end, .p0 = i, .p1 = i + 1, .owner = CASUS_NONE, .pronoun = CASUS_NONE};
        identity id;
        const member *stands = x->kind == PIECE_NOUN ? member_by_noun(m, x) : NULL;
        if (stands) { /* "alliance members", "Coalition efforts" */
            identity_of_member(m, stands, &id);
            actor_named(m, x->first, x->end, x->end - 1, &id);
            continue;
        }
        bool adjective = x->kind == PIECE_ROLE && token(m, x->end - 1)->upos == CASUS_ADJ; /* "military drills" */
        if (x->kind == PIECE_PLACE || x->kind == PIECE_NOUN || adjective || !title_read(m, &one, &id))
            continue;
        casus_ref head = x->first;
        for (casus_ref t = x->first; t < x->end; t++)
            if (token(m, t)->head < x->first || token(m, t)->head >= x->end)
                head = t;
        if (x->end == p->end && stands_as_place(m, p))
            continue;
        actor_named(m, x->first, x->end, head, &id);
    }
}

/* An office without a name: whoever holds it that day. */
static void holder_name(mentions *m, const phrase *p, identity *id)
{
    if (!id->person || id->name || id->former || !id->country || !id->role || id->plural || (!p->definite && p->owner == CASUS_NONE && p->p1 - p->p0 < 2))
        return;
    const entry *e = knowledge_holder(m->k, id->country, id->role, m->at.d->doc.date);
    if (e) {
        id->name = e->name;
        id->gender = e->gender;
        id->entry = e;
    }
}

/* "members" before "of the Council" says nothing yet: the phrase after it takes it in. */
static bool waits_for_of(const mentions *m, uint32_t at)
{
    static const char *const of[] = {"of", NULL};
    const phrase *p = &m->phrases[at];
    return (word_at(&m->at, p->end - 1)->is & W_GROUPER) && phrase_after(m, at, of) != NULL;
}

/* A body that a noun alone stands for. */
static bool force_enter(mentions *m, const phrase *p)
{
    const piece *last = p->p1 > p->p0 ? &m->pieces[p->p1 - 1] : NULL;
    if (!last || last->end != p->end || p->p1 - p->p0 != 1 || last->kind > PIECE_NOUN || last->kind < PIECE_ROLE || !(token(m, last->first)->flags & CASUS_T_TITLE) || !p->definite)
        return false;
    const entry *e = title_force(m, last);
    if (!e)
        return false;
    bool former;
    const tenure *t = tenure_now(m, e, &former);
    identity id = {.country = t->country, .sector = t->sector, .sector2 = t->sector2, .name = e->name, .rule = e->rule, .kind = CASUS_A_BODY, .gender = 'i', .entry = e};
    actor_named(m, p->first, p->end, p->head, &id);
    return true;
}

static void phrase_enter(mentions *m, uint32_t at)
{
    const phrase *p = &m->phrases[at];
    identity id;
    bool group;
    casus_ref first = p->first, head = p->head;
    if (collective(m, p) || waits_for_of(m, at))
        return;
    bool found = title_read(m, p, &id);
    const member *again = member_again(m, p, &id);
    if (again) {
        identity_of_member(m, again, &id);
        actor_named(m, p->first, p->end, p->head, &id);
        return;
    }
    if (force_enter(m, p))
        return;
    if (!found || stands_as_place(m, p)) {
        pieces_enter(m, p);
        return;
    }
    identity_from_owner(m, p, &id);
    if (!id.country || (id.role_entry && id.role_entry->flags & ENTRY_OWNER && !id.name))
        identity_from_after(m, at, &id);
    holder_name(m, p, &id);
    grouper_extend(m, p, &first, &head, &group);
    if (id.entry && id.entry->kind == ENTRY_PERSON)
        id.surname = token(m, p->end - 1)->norm;
    casus_ref made = actor_named(m, first, p->end, head, &id);
    if (group)
        actor(m, made)->plural = 1;
    apposition_join(m, made);
    alias_learn(m, p, made);
}

/* "Russian and Ukrainian troops": the first adjective shares the noun of the second. */
static void shared_noun(mentions *m, casus_ref before)
{
    casus_doc *d = &m->at.d->doc;
    for (casus_ref i = before; i + 1 < d->n_actors; i++) {
        casus_actor *a = &d->actors[i], *b = &d->actors[i + 1];
        bool adjective = a->kind == CASUS_A_STATE && token(m, a->last)->upos == CASUS_ADJ;
        if (!adjective || b->first != a->last + 2 || token(m, a->last + 1)->upos != CASUS_CCONJ || b->kind == CASUS_A_STATE ||
            !(b->role || token(m, b->first)->upos == CASUS_ADJ))
            continue;
        a->sector = b->sector, a->sector2 = b->sector2, a->role = b->role, a->kind = b->kind, a->plural = b->plural;
        a->name = 0;
    }
}

/* ---- pronouns ---- */

static void narrator_open(mentions *m, identity *id)
{
    const char *source = m->at.d->doc.source;
    *id = (identity){.kind = CASUS_A_NARRATOR, .plural = 1};
    if (!source || !*source)
        return;
    casus_sym norms[24];
    uint32_t n = 0;
    char folded[256];
    for (str rest = str_of(source); rest.p && n < 24;) {
        str w = str_cut(&rest, " ");
        if (w.n && w.n < 80)
            norms[n++] = symtab_find(m->at.d->names, folded, str_fold(w.p, w.n, folded));
    }
    for (uint32_t i = 0; i < n && !id->country; i++) {
        const phrase_hit *h = norms[i] ? phrase_find(m->k, &m->at.d->memory, norms + i, n - i) : NULL;
        for (; h && !id->country; h = h->next) {
            const entry *e = knowledge_entry(m->k, h->entry);
            bool former;
            const tenure *t = tenure_now(m, e, &former);
            if (!t || e->kind == ENTRY_ROLE || e->kind == ENTRY_PLACE)
                continue;
            id->country = t->country, id->sector = t->sector, id->name = e->name, id->rule = e->rule;
        }
    }
}

static void first_person(mentions *m, casus_ref i)
{
    identity id = {.kind = CASUS_A_PRONOUN};
    bool narrates = !(token(m, i)->flags & CASUS_T_QUOTED);
    if (narrates && m->narrator != CASUS_NONE) {
        const casus_actor *a = actor(m, m->narrator);
        id = (identity){.country = a->country, .sector = a->sector, .name = a->name, .rule = a->rule, .kind = CASUS_A_NARRATOR, .plural = 1};
    } else if (narrates) {
        narrator_open(m, &id);
    }
    casus_ref at = actor_new(m, i, i + 1, i, &id);
    if (!narrates) {
        actor(m, at)->chain = CASUS_NONE;
        return;
    }
    if (m->narrator == CASUS_NONE)
        m->narrator = at;
    actor(m, at)->chain = m->narrator;
}

/* "It is clear that ...", "it is mandatory to ...": it stands for the clause that follows. */
static bool expletive(const mentions *m, casus_ref i)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = token(m, i)->head;
    if (token(m, i)->label == CASUS_EXPL || token(m, i)->label == CASUS_DISCOURSE)
        return true;
    if (!word_is(&m->at, i, "it") || up == i || token(m, i)->label == CASUS_OBJ || tree_child(d, up, CASUS_COP) == CASUS_NONE)
        return false;
    for (casus_ref c = tree_next_child(d, up, up); c != CASUS_NONE; c = tree_next_child(d, up, c)) {
        uint8_t label = token(m, c)->label;
        if (label == CASUS_CSUBJ || label == CASUS_CCOMP || (label == CASUS_XCOMP && token(m, up)->upos == CASUS_ADJ) || (label == CASUS_ADVCL && token(m, c)->morph & CASUS_INF))
            return true;
    }
    return false;
}

/* "it" mostly is a thing. A state or a body it can be where it acts ("it wants NATO to ...") or is
 * acted on, not where something is said of it ("it was worse"). */
static bool it_acts(const mentions *m, casus_ref i)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = token(m, i)->head;
    if (token(m, i)->label != CASUS_NSUBJ)
        return token(m, i)->label != CASUS_NSUBJ_PASS;
    return token(m, up)->upos == CASUS_VERB || (token(m, up)->upos == CASUS_ADJ && tree_child(d, up, CASUS_XCOMP) != CASUS_NONE);
}

static void pronoun_enter(mentions *m, casus_ref i, const word *w)
{
    if (w->value == '1') {
        if (token(m, i)->upos == CASUS_PRON)
            first_person(m, i);
        return;
    }
    if (token(m, i)->upos != CASUS_PRON || expletive(m, i))
        return;
    bool possessive = w->unit == 'p' && token(m, i)->label == CASUS_NMOD_POSS;
    bool thing = w->value == 'i' && !possessive && !it_acts(m, i);
    const member *x = thing ? NULL : cast_pronoun(m, i, (char)w->value, possessive);
    identity id = {.kind = CASUS_A_PRONOUN, .gender = (char)w->value, .plural = w->value == 't'};
    if (x) {
        const casus_actor *a = actor(m, x->first);
        id.country = x->country ? x->country : a->country, id.sector = a->sector, id.sector2 = a->sector2, id.name = a->name, id.role = a->role, id.rule = a->rule;
    }
    casus_ref at = actor_new(m, i, i + 1, i, &id);
    if (!x)
        return;
    casus_actor *a = actor(m, at);
    a->chain = x->first;
    member *again = &m->cast.members[x - m->cast.members];
    again->last = at, again->sentence = m->sentence, again->count++;
    again->weight = token(m, i)->label == CASUS_NSUBJ || token(m, i)->label == CASUS_NSUBJ_PASS ? 3 : 1;
    if (!again->gender && (w->value == 'h' || w->value == 's'))
        again->gender = (char)w->value;
}

/* ---- the sentence ---- */

/* Phrases and pronouns in reading order, so that each sees only what was said before it. */
void actor_find(mentions *m)
{
    casus_ref before = m->at.d->doc.n_actors;
    uint32_t p = 0;
    for (casus_ref i = m->at.first; i < m->at.end; i++) {
        const word *w = word_at(&m->at, i);
        if ((w->is & W_PRONOUN) && !(m->taken[i - m->at.first] & TAKEN_ACTOR))
            pronoun_enter(m, i, w);
        while (p < m->n_phrases && m->phrases[p].first <= i)
            phrase_enter(m, p++);
    }
    shared_noun(m, before);
}

/* ---- what the whole document tells ---- */

/* Countries are told from IGO, IMG and their like, which no police or people belong to. */
static bool is_country(const mentions *m, casus_sym code)
{
    return knowledge_country(m->k, code) != NULL;
}

/* The country that the story is about: named clearly more often than any other; 0 when
 * open. A government's own releases are about others: `except` is its country. */
static casus_sym story_country(const mentions *m, casus_sym except)
{
    enum { KINDS = 32, LOOK = 2000 };
    casus_sym seen[KINDS] = {0}, best = 0;
    uint32_t count[KINDS] = {0}, kinds = 0, best_n = 0, second = 0;
    for (uint32_t i = 0; i < m->n_countries && i < LOOK; i++) {
        uint32_t k = 0;
        while (k < kinds && seen[k] != m->countries[i])
            k++;
        if (k == KINDS || m->countries[i] == except || !is_country(m, m->countries[i]))
            continue;
        if (k == kinds)
            seen[kinds++] = m->countries[i];
        count[k]++;
    }
    for (uint32_t k = 0; k < kinds; k++)
        if (count[k] > best_n)
            second = best_n, best_n = count[k], best = seen[k];
        else if (count[k] > second)
            second = count[k];
    return 2 * best_n >= 3 * second ? best : 0;
}

/* "International Labour Office", "World Council of Churches": no country's own. */
static bool worldwide(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"International", "World", "Global", "Universal", "Worldwide", NULL};
    str s = document_str(m->at.d, a->at);
    for (const char *const *p = list; *p; p++)
        if (str_starts(s, *p))
            return true;
    return false;
}

/* Roles that mean others than one's own: "the allies", "the international community". */
static bool foreign_role(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"ally", "allies", "partner", "neighbour", "neighbouring country", "neighbouring state", "rival", "adversary", "foe", "enemy", "backer",
                                       "donor", "guarantor", "state", "country", "nation", "member state", "member country", "member nation", "powers", "superpower",
                                       "international community", "western ally", "diplomat", "ambassador", "expert", "analyst", "observer", "side", "member", "team", "world leader", NULL};
    const char *role = symtab_name(m->at.d->names, a->role);
    for (const char *const *p = list; *p; p++)
        if (strcmp(role, *p) == 0)
            return true;
    return false;
}

/* Offices that one state has under this name; its press writes them without the country. */
static casus_sym country_of_office(const mentions *m, const casus_actor *a)
{
    static const char *const office[][2] = {{"secretary of state", "USA"}, {"deputy secretary of state", "USA"}, {"assistant secretary of state", "USA"},
                                            {"defence secretary", NULL}, {"deputy defence secretary", NULL}, {"treasury secretary", "USA"},
                                            {"homeland security secretary", "USA"}, {"foreign secretary", "GBR"}, {"home secretary", "GBR"},
                                            {"chancellor of the exchequer", "GBR"}, {"national security adviser", NULL}};
    const char *role = symtab_name(m->at.d->names, a->role), *code = NULL;
    for (size_t i = 0; i < sizeof office / sizeof *office; i++) {
        if (strcmp(role, office[i][0]) != 0)
            continue;
        str s = document_str(m->at.d, a->at);
        bool american = memmem(s.p, s.n, "efense", 6) != NULL;
        code = office[i][1] ? office[i][1] : american ? "USA" : memmem(s.p, s.n, "efence", 6) ? "GBR" : NULL;
    }
    return code ? symtab_find(m->at.d->names, code, 3) : 0;
}

/* The one country that the places and states of this sentence name. */
static casus_sym sentence_country(const mentions *m, casus_ref sentence, casus_ref at)
{
    const casus_doc *d = &m->at.d->doc;
    casus_sym only = 0;
    for (casus_ref i = at; i-- > 0 && d->actors[i].sentence == sentence;)
        if (is_country(m, d->actors[i].country) && only != d->actors[i].country) {
            if (only)
                return 0;
            only = d->actors[i].country;
        }
    for (casus_ref i = at + 1; i < d->n_actors && d->actors[i].sentence == sentence; i++)
        if (is_country(m, d->actors[i].country) && only != d->actors[i].country) {
            if (only)
                return 0;
            only = d->actors[i].country;
        }
    return only;
}

static bool place_case_in(const casus_doc *d, casus_ref first)
{
    if (first == 0)
        return false;
    str s = {d->text + d->tokens[first - 1].at.begin, d->tokens[first - 1].at.end - d->tokens[first - 1].at.begin};
    return str_is(s, "in") || str_is(s, "across") || str_is(s, "near") || str_is(s, "In");
}

/* The one country of the places this sentence names: "killed 15 civilians in Mosul". */
static casus_sym scene_country(const mentions *m, casus_ref sentence, uint32_t *at)
{
    const casus_doc *d = &m->at.d->doc;
    casus_sym only = 0;
    while (*at < d->n_places && d->places[*at].sentence < sentence)
        ++*at;
    for (uint32_t i = *at; i < d->n_places && d->places[i].sentence == sentence; i++) {
        casus_sym c = d->places[i].precision != CASUS_P_COUNTRY || place_case_in(d, d->places[i].first) ? d->places[i].country : 0;
        if (c && only && c != only)
            return 0;
        only = c ? c : only;
    }
    return only;
}

/* A person of the state, or a body written with capitals as one's own: "the Department". */
static bool own_office(const mentions *m, const casus_actor *a)
{
    const char *sector = symtab_name(m->at.d->names, a->sector);
    bool state = strcmp(sector, "GOV") == 0 || strcmp(sector, "MIL") == 0;
    bool capital = (token(m, a->last)->flags & CASUS_T_TITLE) && a->last > 0 && token(m, a->last)->at.begin > m->at.d->doc.sentences[a->sentence].at.begin;
    return state && (a->kind == CASUS_A_PERSON || capital);
}

/* A head or minister named in a government's release without his country mostly is another's: one's
 * own the knowledge would have. */
static bool foreign_visitor(const mentions *m, const casus_actor *a)
{
    static const char *const list[] = {"president", "prime minister", "foreign minister", "defence minister", "interior minister", "king", "premier", "prime minister-designate", NULL};
    const char *role = symtab_name(m->at.d->names, a->role);
    for (const char *const *p = list; a->name && *p; p++)
        if (strcmp(role, *p) == 0)
            return true;
    return false;
}

static void country_fill(const mentions *m, casus_actor *a, casus_ref i, casus_sym home, casus_sym story, uint32_t *place)
{
    bool office = own_office(m, a);
    a->country = a->kind == CASUS_A_PERSON ? country_of_office(m, a) : 0;
    if (!a->country && office && home && !foreign_visitor(m, a))
        a->country = home; /* a government's own release: "the Minister" is its own */
    if (!a->country && !office)
        a->country = scene_country(m, a->sentence, place);
    bool named = a->name && a->kind == CASUS_A_PERSON; /* an unknown president may be anybody's */
    if (!a->country)
        a->country = story;
    if (!a->country && !named)
        a->country = sentence_country(m, a->sentence, i);
}

/* The country of a document's source when that is a government or its forces. */
static casus_sym home_country(mentions *m)
{
    identity id;
    narrator_open(m, &id);
    const char *sector = symtab_name(m->at.d->names, id.sector);
    return is_country(m, id.country) && (strcmp(sector, "GOV") == 0 || strcmp(sector, "MIL") == 0) ? id.country : 0;
}

void actor_finish(mentions *m)
{
    casus_doc *d = &m->at.d->doc;
    casus_sym home = home_country(m), story = story_country(m, home);
    uint32_t place = 0;
    for (casus_ref i = 0; i < d->n_actors; i++) {
        casus_actor *a = &d->actors[i];
        const casus_actor *root = a->chain != CASUS_NONE && a->chain < i ? &d->actors[a->chain] : NULL;
        if (!a->country && root) {
            a->country = root->country;
            if (!a->sector)
                a->sector = root->sector;
        }
        if (!a->country && a->role && a->kind != CASUS_A_PRONOUN && a->kind != CASUS_A_NARRATOR && !foreign_role(m, a) && !worldwide(m, a))
            country_fill(m, a, i, home, story, &place);
    }
}

/* ---- asking ---- */

static bool part_of_head(const casus_doc *d, const casus_actor *a, casus_ref i)
{
    casus_ref head = d->tokens[i].head;
    uint8_t label = d->tokens[i].label;
    bool name_part = label == CASUS_FLAT || label == CASUS_APPOS || label == CASUS_NMOD_DESC || label == CASUS_FIXED || label == CASUS_GOESWITH;
    return i == a->head || name_part || head < a->first || head > a->last || head == i;
}

static casus_ref actor_holding(const casus_doc *d, casus_ref i)
{
    uint32_t low = 0, high = d->n_actors;
    while (low < high) { /* the first actor that begins after i */
        uint32_t mid = low + (high - low) / 2;
        if (d->actors[mid].first <= i)
            low = mid + 1;
        else
            high = mid;
    }
    for (int back = 0; back < 4 && low > 0; back++, low--) {
        const casus_actor *a = &d->actors[low - 1];
        if (a->first <= i && i <= a->last && part_of_head(d, a, i)) {
            while (low > 1 && d->actors[low - 2].first == a->first && d->actors[low - 2].last == a->last)
                low--; /* several at one span: the first of them */
            return low - 1;
        }
    }
    return CASUS_NONE;
}

casus_ref actor_at(const casus_doc *d, casus_ref i)
{
    for (int steps = 0; steps < 4 && i < d->n_tokens; steps++) {
        casus_ref found = actor_holding(d, i);
        if (found != CASUS_NONE)
            return found;
        uint8_t label = d->tokens[i].label;
        if (d->tokens[i].head == i || (label != CASUS_FLAT && label != CASUS_APPOS && label != CASUS_NMOD_DESC))
            return CASUS_NONE;
        i = d->tokens[i].head;
    }
    return CASUS_NONE;
}
