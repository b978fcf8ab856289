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
#include "mention/mention.h"

#include <strings.h>

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

/* "a message to Moscow", "pressure from Washington": words that speak to a state or of what it does.
 * "a flight to Moscow", "the streets of Kabul" speak of the city. */
static bool speaks_of_state(const mentions *m, casus_ref head)
{
    static const char *const list[] = {"aid", "support", "weapon", "arms", "message", "warning", "letter", "appeal", "loyal", "loyalty", "close", "tie", "link", "sell", "sale", "supply",
                                       "give", "buy", "purchase", "import", "borrow", "offer", "grant", "concession", "ultimatum", "talk", "speak", "say", "complain", "complaint", "protest", "respond", "response", "reply", "answer",
                                       "signal", "pressure", "demand", "threat", "challenge", "opposition", "hostile", "friendly", "ally", "critic", "criticism", "criticize", "criticise",
                                       "policy", "intention", "position", "condemnation", "demand", "order", "instruction", "permission", "approval", "assurance", "guarantee", "pledge",
                                       "promise", "statement", "word", "help", "backing", "funding", "independence", "independent", "accuse", "fear", "hear", "seek", "request", NULL};
    casus_ref up = token(m, head)->head, object = up == head ? CASUS_NONE : tree_child(&m->at.d->doc, up, CASUS_OBJ);
    const char *lemma = up == head ? "" : symtab_name(m->at.d->names, token(m, up)->lemma);
    const char *given = object == CASUS_NONE || object == head ? "" : symtab_name(m->at.d->names, token(m, object)->lemma); /* "issued an ultimatum to Washington" */
    for (const char *const *p = list; *p; p++)
        if (strcmp(lemma, *p) == 0 || strcmp(given, *p) == 0)
            return true;
    return false;
}

/* "led to Washington joining the table": the subject of what follows. */
static bool gerund_follows(const mentions *m, casus_ref end)
{
    return end < m->at.end && token(m, end)->upos == CASUS_VERB && str_ends(token_str(&m->at, end), "ing") && token(m, end)->label != CASUS_AMOD &&
           token(m, end)->label != CASUS_COMPOUND;
}

/* "in Paris and Washington": the first of those joined. */
static const phrase *first_joined(const mentions *m, const phrase *p)
{
    for (int steps = 0; steps < 6 && token(m, p->head)->label == CASUS_CONJ; steps++) {
        casus_ref up = token(m, p->head)->head;
        while (p > m->phrases && p->first > up)
            p--;
        if (up < p->first || up >= p->end)
            break;
    }
    return p;
}

/* "in Moscow", "from Kyiv", "MOSCOW, Jan 10": the city, not the state's voice. */
static bool stands_as_place(const mentions *m, const phrase *p)
{
    const piece *only = &m->pieces[p->p0];
    if (p->p1 != p->p0 + 1 || only->kind != PIECE_CAPITAL || token(m, p->head)->label == CASUS_NSUBJ)
        return false;
    if (p >= m->phrases && p < m->phrases + m->n_phrases && !p->possessive)
        p = first_joined(m, p);
    casus_ref lead = p->first - 1;
    if (p->first > m->at.first && word_is(&m->at, lead, "the"))
        lead--;
    if (p->first > m->at.first && place_preposition(m, lead))
        return true;
    if (p->possessive)
        return false;
    if (p->first > m->at.first && (word_is(&m->at, lead, "from") || word_is(&m->at, lead, "of") || word_is(&m->at, lead, "to")))
        return !speaks_of_state(m, p->head) && !(token(m, token(m, p->head)->head)->label == CASUS_OBJ && speaks_of_state(m, token(m, p->head)->head)) && !gerund_follows(m, p->end);
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
    p = id->country || foreign_role(m, id->role) ? NULL : phrase_after(m, at, in);
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
    static const char *const armed[] = {"MIL", "REB", "UAF", "PRM", "COP"};
    for (size_t i = 0; word_is(&m->at, p->end - 1, "men") && i < sizeof armed / sizeof *armed; i++)
        if (strcmp(symtab_name(m->at.d->names, o->sector), armed[i]) == 0)
            id->sector = o->sector; /* "said ITS MEN had taken the town" */
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

/* "militants", "3,000 jihadists", "the enemy" in a story that tells of one movement again and again. */
static const member *movement_again(const mentions *m, const phrase *p, const piece *x)
{
    const casus_sym img = symtab_find(m->at.d->names, "IMG", 3);
    if (!img || (!(token(m, p->end - 1)->morph & CASUS_PLUR) && !word_is(&m->at, p->first, "enemy")))
        return NULL;
    const member *told = word_is(&m->at, p->end - 1, "enemy") ? cast_newest(m, CASUS_A_GROUP, p->head) : member_by_noun(m, x);
    return told && told->country == img && told->count > 1 ? told : NULL;
}

/* "the country", "the group", "the alliance", "the president": one that the story has named. */
static const member *member_again(const mentions *m, const phrase *p, const identity *id)
{
    static const char *const countries[] = {"country", "nation", "state", "republic", "kingdom", NULL};
    static const char *const enemy[] = {"enemy", NULL};
    static const char *const groups[] = {"group", "movement", "organisation", "organization", "militants", "faction", "outfit", "militia", "insurgents", "rebels", NULL};
    if (p->p1 != p->p0 + 1 || p->owner != CASUS_NONE || m->pieces[p->p0].end != p->end)
        return NULL;
    const piece *last = &m->pieces[p->p1 - 1];
    if (!p->definite || noun_is(m, p->first, enemy))
        return movement_again(m, p, last);
    const member *x = member_by_noun(m, last);
    if (!x && noun_is(m, p->end - 1, countries) && p->end == p->first + 1)
        x = cast_newest(m, CASUS_A_STATE, p->head);
    if (!x && noun_is(m, p->end - 1, groups))
        x = cast_newest(m, CASUS_A_GROUP, p->head);
    if (x && x->role && !x->entry && last->kind != PIECE_NOUN)
        return NULL;
    if (!x && id->person && id->role_entry && !id->country)
        x = cast_role(m, id->role_entry, 0);
    if (!x && !id->person && id->role_entry && !id->country && !(id->role_entry->flags & ENTRY_NOBODY))
        x = cast_group(m, id->role_entry, id->plural); /* "the officials" after "British officials" */
    if (!x && id->person && id->role_entry && !id->country && p->end == p->first + 1)
        x = cast_office(m, symtab_name(m->at.d->names, id->role_entry->name));
    return x;
}

/* "the two leaders", "both countries", "the pair", "the neighbours": words for parties told before. */
static bool means_pair(const mentions *m, const phrase *p, bool *persons)
{
    static const char *const states[] = {"sides", "countries", "nations", "states", "governments", "neighbours", "neighbors", "parties", "powers", "allies", "rivals", "foes", "capitals", "teams",
                                         "delegations", "peoples", "militaries", "armies", NULL};
    static const char *const people[] = {"leaders", "presidents", "ministers", "men", "diplomats", "officials", "heads", "secretaries", "envoys", "counterparts", "statesmen", NULL};
    static const char *const alone[] = {"pair", "duo", "neighbours", "neighbors", "sides", "ministers", "presidents", NULL};
    bool both = p->first > m->at.first && word_is(&m->at, p->first - 1, "both");
    bool two = (word_is(&m->at, p->first, "two") || word_is(&m->at, p->first, "2")) && p->definite;
    bool bare = p->definite && p->end == p->first + 1 && noun_is(m, p->first, alone);
    if (word_is(&m->at, p->end, "of"))
        return false; /* "both sides of the Atlantic" */
    *persons = noun_is(m, p->end - 1, people) || word_is(&m->at, p->end - 1, "pair") || word_is(&m->at, p->end - 1, "duo");
    return ((both || two) && (*persons || noun_is(m, p->end - 1, states))) || bare;
}

/* The last mention of this state so far; CASUS_NONE without. */
static casus_ref last_of(const mentions *m, casus_sym country)
{
    const casus_doc *d = &m->at.d->doc;
    for (casus_ref i = d->n_actors; i-- > 0;)
        if (d->actors[i].country == country && d->actors[i].kind == CASUS_A_STATE)
            return i;
    return CASUS_NONE;
}

/* "the two COUNTRIES" of a story that is about two: those it names far more often than any other. */
static bool story_pair(const mentions *m, casus_ref two[2])
{
    enum { OFTEN = 3 };
    country_count most[3];
    uint32_t n = country_most_told(m, most, 3);
    if (n < 2 || most[1].n < OFTEN || (n > 2 && most[2].n * 2 > most[1].n))
        return false;
    two[0] = last_of(m, most[0].country), two[1] = last_of(m, most[1].country);
    return two[0] != CASUS_NONE && two[1] != CASUS_NONE;
}

/* The two that acted together last, or that were named last. */
static bool pair_meant(mentions *m, const phrase *p, casus_ref two[2])
{
    static const char *const states[] = {"countries", "nations", "states", "governments", "neighbours", "neighbors", NULL};
    bool persons;
    const member *pair[2];
    if (!means_pair(m, p, &persons))
        return false;
    casus_ref before[2] = {m->pair[0], m->pair[1]};
    joined_so_far(m);
    bool themselves = (m->pair[0] != before[0] || m->pair[1] != before[1]) && m->pair[1] && token(m, actor(m, m->pair[0])->head)->head == token(m, p->head)->head;
    if (themselves) /* "Riyadh and Washington urged BOTH SIDES": two others */
        m->pair[0] = before[0], m->pair[1] = before[1];
    bool just = joined_pair(m, persons, two) && m->sentence - actor(m, two[1])->sentence <= 1;
    if (!just && noun_is(m, p->end - 1, states) && story_pair(m, two))
        return true;
    bool joined = joined_pair(m, persons, two), named = !joined && persons && cast_pair(m, true, pair) == 2; /* "the two presidents" are no alliance */
    if (!joined && !named && !joined_pair(m, false, two)) {
        if (cast_pair(m, persons, pair) < 2 && cast_pair(m, !persons, pair) < 2)
            return false;
        named = true;
    }
    if (named)
        two[0] = pair[1]->last, two[1] = pair[0]->last;
    return true;
}

/* One mention of token span [first, end) for each of the two. */
static void pair_enter(mentions *m, casus_ref first, casus_ref end, casus_ref head, const casus_ref two[2])
{
    for (int i = 0; i < 2; i++) {
        casus_actor from = *actor(m, two[i]);
        identity id = {.country = from.country, .sector = from.sector, .sector2 = from.sector2, .name = from.name, .role = from.role, .rule = from.rule,
                       .kind = from.kind, .gender = 't', .plural = from.plural};
        casus_ref at = actor_new(m, first, end, head, &id);
        actor(m, at)->chain = from.chain, actor(m, at)->plural = 1;
    }
}

static bool collective(mentions *m, const phrase *p)
{
    casus_ref two[2];
    if (!pair_meant(m, p, two))
        return false;
    pair_enter(m, p->first, p->end, p->head, two);
    return true;
}

/* "THEY discussed the crisis", "THE TWO agreed": whoever sat together in this sentence or the one before. */
static bool both_meant(const mentions *m, casus_ref i, casus_ref two[2])
{
    return token(m, i)->label == CASUS_NSUBJ && joined_pair(m, false, two) && m->sentence - actor(m, two[1])->sentence <= 1 && actor(m, two[0])->country != actor(m, two[1])->country;
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

/* Has the document told of a movement across countries? Then "the coalition" is the one that fights it. */
static bool fights_movement(const mentions *m)
{
    const casus_sym img = symtab_find(m->at.d->names, "IMG", 3);
    for (uint32_t i = 0; img && i < m->n_countries && i < 200; i++)
        if (m->countries[i] == img)
            return true;
    return false;
}

/* "the Coalition", or "the coalition" where Islamic State is about: the force that a noun alone stands for. */
static const entry *force_meant(const mentions *m, const piece *x)
{
    if (!(token(m, x->first)->flags & CASUS_T_TITLE) && !(word_is(&m->at, x->first, "coalition") && fights_movement(m)))
        return NULL;
    return title_force(m, x);
}

static void force_identity(const mentions *m, const entry *e, identity *id)
{
    bool former;
    const tenure *t = tenure_now(m, e, &former);
    *id = (identity){.country = t->country, .sector = t->sector, .sector2 = t->sector2, .name = e->name, .rule = e->rule, .kind = CASUS_A_BODY, .gender = 'i', .entry = e};
}

/* A body that a noun alone stands for; a coalition that fights nobody is one of parties. */
static bool force_enter(mentions *m, const phrase *p)
{
    const piece *last = p->p1 > p->p0 ? &m->pieces[p->p1 - 1] : NULL;
    if (!last || last->end != p->end || p->p1 - p->p0 != 1 || (last->kind != PIECE_ROLE && last->kind != PIECE_NOUN) || !p->definite)
        return false;
    identity id = {0};
    const entry *e = force_meant(m, last);
    if (e)
        force_identity(m, e, &id);
    else if (last->kind == PIECE_NOUN && word_is(&m->at, last->first, "coalition"))
        id = (identity){.sector = symtab_find(m->at.d->names, "PTY", 3), .role = token(m, last->first)->norm, .kind = CASUS_A_BODY, .gender = 'i'};
    else
        return false;
    actor_named(m, p->first, p->end, p->head, &id);
    return true;
}

/* "the Vienna talks", "the Minsk agreements", "the Paris attacks": where it was. */
static bool names_venue(const mentions *m, const piece *x)
{
    static const char *const list[] = {"talk", "summit", "meeting", "conference", "agreement", "accord", "attack", "process", "negotiation", "treaty", "protocol", "declaration", "forum",
                                       "bombing", "round", "communique", "conversation", "airport", "street", "suburb", "area", "region", "hotel", "mosque", "hospital", "church", "university", "stadium", "framework", NULL};
    if (x->kind != PIECE_CAPITAL || x->end >= m->at.end)
        return false;
    const char *lemma = symtab_name(m->at.d->names, token(m, x->end)->lemma);
    for (const char *const *p = list; *p; p++)
        if (strcasecmp(lemma, *p) == 0)
            return true;
    return false;
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
        const entry *force = x->kind == PIECE_NOUN && p->p1 - p->p0 == 1 ? force_meant(m, x) : NULL;
        if (force && token(m, x->first)->label == CASUS_COMPOUND) { /* "coalition airstrikes" */
            force_identity(m, force, &id);
            actor_named(m, x->first, x->end, x->end - 1, &id);
            continue;
        }
        if (x->kind == PIECE_ROLE && x->end < p->end && (word_is(&m->at, x->first, "press") || word_is(&m->at, x->first, "state") || word_is(&m->at, x->first, "media") || word_is(&m->at, x->first, "terrorist")))
            continue; /* "press conference", "state visit", "terrorist attack" */
        bool adjective = x->kind == PIECE_ROLE && token(m, x->end - 1)->upos == CASUS_ADJ; /* "military drills" */
        if (x->kind == PIECE_PLACE || x->kind == PIECE_NOUN || adjective || names_venue(m, x) || !title_read(m, &one, &id))
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

/* A state has many ministers, but one foreign minister. */
static bool office_of_many(const mentions *m, casus_sym role)
{
    static const char *const list[] = {"minister", "director", "governor", "ambassador", "envoy", "special envoy", "adviser", "senator", "secretary", "commander", "deputy minister", "mayor",
                                       "spokesman", "leader", "chairman", "head", "chief", "general", "official", "member", "mp", "lawmaker", "judge", "representative", "minister of state",
                                       "opposition leader", "rebel leader", "politician", "diplomat", "deputy prime minister", NULL};
    const char *noun = symtab_name(m->at.d->names, role);
    for (const char *const *p = list; *p; p++)
        if (strcasecmp(noun, *p) == 0)
            return true;
    return false;
}

/* An office without a name: whoever holds it that day. */
static void holder_name(mentions *m, const phrase *p, identity *id)
{
    const char *country = symtab_name(m->at.d->names, id->country);
    if (strcmp(country, "NGO") == 0 || strcmp(country, "MNC") == 0 || strcmp(country, "IMG") == 0 || strcmp(country, "ISM") == 0)
        return; /* many have a director */
    if (office_of_many(m, id->role))
        return;
    if (!id->person || id->name || id->former || !id->country || !id->role || id->plural || (!p->definite && p->owner == CASUS_NONE && p->p1 - p->p0 < 2))
        return;
    const entry *e = knowledge_holder(m->k, id->country, id->role, m->day);
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

/* "ministers of France, Germany and Italy": one actor a country, at the words of the first. */
static void owners_share(mentions *m, uint32_t at, casus_ref made)
{
    static const char *const of[] = {"of", "from", NULL};
    const phrase *p = phrase_after(m, at, of);
    casus_sym first = actor(m, made)->country;
    identity other;
    if (!p || !actor(m, made)->plural || !actor(m, made)->role || country_of_phrase(m, p, &other) != first || other.kind != CASUS_A_STATE)
        return;
    for (uint32_t i = (uint32_t)(p - m->phrases) + 1; i < m->n_phrases && i < at + 12; i++) {
        const phrase *q = &m->phrases[i], *back = q - 1;
        bool list = true;
        for (casus_ref t = back->end; t < q->first; t++)
            list = list && (mark_is(m, t, ",") || token(m, t)->upos == CASUS_CCONJ || token(m, t)->upos == CASUS_DET);
        casus_sym country = list && q->first > back->end ? country_of_phrase(m, q, &other) : 0;
        if (!country || other.kind != CASUS_A_STATE)
            return;
        casus_actor copy = *actor(m, made);
        casus_actor *a = ARENA_PUSH(&m->at.d->memory, m->at.d->doc.actors, m->at.d->doc.n_actors);
        *a = copy;
        a->country = country, a->name = 0, a->chain = m->at.d->doc.n_actors - 1;
    }
}

/* "officers of THE TWO SIDES": one actor for each. */
static void owners_pair(mentions *m, uint32_t at, casus_ref made)
{
    static const char *const of[] = {"of", "from", NULL};
    const phrase *p = phrase_after(m, at, of);
    casus_ref two[2];
    if (!p || actor(m, made)->country || !actor(m, made)->plural || !actor(m, made)->role || !pair_meant(m, p, two))
        return;
    casus_sym first = actor(m, two[0])->country, second = actor(m, two[1])->country;
    if (!first || !second || first == second)
        return;
    casus_actor copy = *actor(m, made);
    actor(m, made)->country = first;
    casus_actor *a = ARENA_PUSH(&m->at.d->memory, m->at.d->doc.actors, m->at.d->doc.n_actors);
    *a = copy;
    a->country = second, a->chain = m->at.d->doc.n_actors - 1;
}

/* "all parties", "both parties must ...": those in conflict rather than political ones. */
static void parties_of_conflict(const mentions *m, const phrase *p, identity *id)
{
    static const char *const lead[] = {"all", "both", "any", "either", "relevant", "concerned", "other", NULL};
    casus_ref before = p->first > m->at.first ? p->first - 1 : p->first;
    if (before > m->at.first && word_is(&m->at, before, "the"))
        before--;
    if (p->p1 != p->p0 + 1 || !id->plural || m->pieces[p->p0].end - m->pieces[p->p0].first != 1 || !word_is(&m->at, p->end - 1, "parties") || !(noun_is(m, before, lead) || noun_is(m, p->first, lead)))
        return;
    id->sector = id->sector2 = 0;
    id->role = symtab_add(m->at.d->names, "party to the conflict", 21);
}

/* "a cool head", "the Commission's powers": nobody's. */
static bool idle_noun(const mentions *m, const phrase *p, const identity *id)
{
    bool alone = p->p1 == p->p0 + 1 && !id->country && p->owner == CASUS_NONE && p->pronoun == CASUS_NONE && !word_is(&m->at, p->end, "of");
    bool head = word_is(&m->at, p->end - 1, "head") || word_is(&m->at, p->end - 1, "heads");
    if (word_is(&m->at, p->end - 1, "opposition") && (word_is(&m->at, p->end, "to") || p->pronoun != CASUS_NONE))
        return true; /* "voiced their opposition to the tax" */
    return (head && alone) || (word_is(&m->at, p->end - 1, "powers") && (p->owner != CASUS_NONE || p->pronoun != CASUS_NONE));
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
    if (!found || stands_as_place(m, p) || idle_noun(m, p, &id)) {
        pieces_enter(m, p);
        return;
    }
    parties_of_conflict(m, p, &id);
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
    joined_person(m, made);
    alias_learn(m, p, made);
    joined_office(m, p, made);
    if (id.plural)
        owners_share(m, at, made);
    owners_pair(m, at, made);
}

/* ---- pronouns ---- */

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
    if (syntax_of_somebody(m->at.d, up))
        return false;
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
    if (token(m, i)->label == CASUS_NSUBJ_PASS) /* "Ukraine says IT WAS ATTACKED" */
        return token(m, up)->label == CASUS_CCOMP && tree_child(d, token(m, up)->head, CASUS_NSUBJ) != CASUS_NONE;
    if (token(m, i)->label != CASUS_NSUBJ)
        return true;
    static const char *const minds[] = {"ready", "open", "willing", "prepared", "determined", "opposed", "committed", "concerned", "confident", "keen", "alarmed", "worried", "grateful", "aware", "loyal", "responsible", NULL};
    if (token(m, up)->label == CASUS_CCOMP && noun_is(m, up, minds)) /* "said IT WAS READY for talks" */
        return true;
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
    casus_ref two[2];
    if (w->value == 't' && !possessive && (!x || !x->plural) && both_meant(m, i, two)) {
        pair_enter(m, i, i + 1, i, two);
        return;
    }
    casus_ref at = actor_new(m, i, i + 1, i, &id);
    if (!x)
        return;
    casus_actor *a = actor(m, at);
    a->chain = x->first;
    member *again = &m->cast.members[x - m->cast.members];
    uint8_t weight = token(m, i)->label == CASUS_NSUBJ || token(m, i)->label == CASUS_NSUBJ_PASS ? 3 : 1;
    again->weight = again->sentence == m->sentence && again->weight > weight ? again->weight : weight; /* "Moscow ... its": a sentence is about its subject */
    again->last = at, again->sentence = m->sentence, again->count++;
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
        casus_ref two[2];
        if (i > m->at.first && word_is(&m->at, i, "two") && word_is(&m->at, i - 1, "the") && token(m, i - 1)->head == i && both_meant(m, i, two))
            pair_enter(m, i - 1, i + 1, i, two);
        identity id;
        if (counted_people(m, i, &id))
            actor_named(m, i, i + 1, i, &id);
        while (p < m->n_phrases && m->phrases[p].first <= i)
            phrase_enter(m, p++);
    }
    joined_sentence(m, before);
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
