/* What does this one do to that one?
 *
 *     [Iranian Foreign Minister Zarif] condemned a [US Supreme Court] decision        ACCUSE
 *
 * The parties are given; the same patterns say what joins them. Every match of every predicate is a
 * candidate: it gains by having the actor in the actor's slot and the recipient in the recipient's,
 * and loses by having them the other way round or not at all. */
#include "event/inside.h"

enum { IN_SLOT = 14, IN_CLAUSE = 5, REVERSED = -16, DEEP = -2, INSIDE_ACT = -30 };

typedef struct pair { /* the marked sides as tokens; first > last: not named */
    casus_ref first[2], last[2];
} pair;

enum { ACTOR, RECIPIENT };

static void side_of(const casus_doc *d, casus_span s, casus_ref *first, casus_ref *last)
{
    *first = 1;
    *last = 0;
    bool some = false;
    for (casus_ref i = 0; i < d->n_tokens; i++)
        if (d->tokens[i].at.begin < s.end && d->tokens[i].at.end > s.begin) {
            if (!some)
                *first = i;
            *last = i;
            some = true;
        }
}

static bool named(const pair *p, int side)
{
    return p->first[side] <= p->last[side];
}

static bool covers(const pair *p, int side, casus_ref t)
{
    return named(p, side) && t >= p->first[side] && t <= p->last[side];
}

/* The token's phrase is the marked one: it lies inside, its actor overlaps, or the two are one entity. */
static bool is_side(reading *r, const pair *p, int side, casus_ref t)
{
    casus_ref who[CASUS_MAX_PARTIES];
    bool more;
    if (covers(p, side, t))
        return true;
    uint8_t n = party_of(r, t, false, who, 0, &more);
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &r->doc->actors[who[i]];
        if (named(p, side) && a->first <= p->last[side] && a->last >= p->first[side])
            return true;
        for (casus_ref j = 0; j < r->doc->n_actors; j++)
            if (r->doc->actors[j].chain == a->chain && covers(p, side, r->doc->actors[j].head))
                return true;
    }
    return false;
}

static bool among(reading *r, const pair *p, int side, const casus_ref *list, uint8_t n)
{
    for (uint8_t i = 0; i < n; i++)
        if (is_side(r, p, side, list[i]))
            return true;
    return false;
}

static bool in_clause(reading *r, const pair *p, int side, const frame *f)
{
    for (int i = 0; i < f->n; i++)
        if (is_side(r, p, side, f->arg[i].head))
            return true;
    return false;
}

/* The act inside reaches the recipient: "urged an end to [its] attacks". */
static bool reaches_below(const reading *r, const pair *p, int side, casus_ref head)
{
    for (casus_ref t = named(p, side) ? p->first[side] : CASUS_NONE, steps = 0; t != CASUS_NONE && steps < 12; steps++) {
        if (t == head)
            return true;
        if (r->doc->tokens[t].head == t)
            break;
        t = r->doc->tokens[t].head;
    }
    return false;
}

static int weigh(reading *r, const pair *p, const match *m, int depth)
{
    const slots *s = &m->s;
    int points = m->score + depth * DEEP;
    bool a_in_a = among(r, p, ACTOR, s->a, s->n_a) || among(r, p, ACTOR, s->b, s->n_b);
    bool r_in_r = among(r, p, RECIPIENT, s->r, s->n_r) || among(r, p, RECIPIENT, s->b, s->n_b);
    bool a_in_r = among(r, p, ACTOR, s->r, s->n_r), r_in_a = among(r, p, RECIPIENT, s->a, s->n_a);
    if (a_in_a)
        points += IN_SLOT;
    else if (in_clause(r, p, ACTOR, m->f))
        points += IN_CLAUSE;
    if (r_in_r)
        points += IN_SLOT;
    else if (in_clause(r, p, RECIPIENT, m->f) || reaches_below(r, p, RECIPIENT, m->f->head))
        points += IN_CLAUSE;
    if (a_in_r && !a_in_a)
        points += REVERSED;
    if (r_in_a && !r_in_r)
        points += REVERSED;
    return points;
}

typedef struct best {
    int points;
    bool found;
    casus_event event;
} best;

static void try_candidate(reading *r, const pair *p, const candidate *c, best *b)
{
    match m[BEST];
    int n = match_find(r, c->token, m, BEST);
    for (int i = 0; i < n; i++) {
        casus_event e;
        if (m[i].p->event == r->w.NONE || (m[i].p->flags & PATTERN_FUTURE))
            continue;
        int points = weigh(r, p, &m[i], c->depth) + (r->consumed[c->token] ? INSIDE_ACT : 0);
        if (b->found && points <= b->points)
            continue;
        parties sides;
        code_act(r, &m[i], &e, &sides);
        code_finish(r, &m[i], &e, &sides);
        *b = (best){.points = points, .found = true, .event = e};
    }
    if (!n || m[0].p->event == r->w.NONE || (m[0].p->flags & PATTERN_FUTURE))
        return;
    if (m[0].s.complement != CASUS_NONE)
        consume(r, m[0].s.complement, 0);
    if (m[0].s.literal != CASUS_NONE)
        r->consumed[m[0].s.literal] = 1;
}

/* ---- where no pattern joins them ---- */

enum { CATEGORIES = 24 };

typedef struct votes {
    casus_sym event[CATEGORIES];
    double weight[CATEGORIES];
    int n;
} votes;

static void vote(votes *v, casus_sym event, double weight)
{
    int i = 0;
    while (i < v->n && v->event[i] != event)
        i++;
    if (i == CATEGORIES)
        return;
    v->event[i] = event;
    v->weight[i] = i == v->n ? weight : v->weight[i] + weight;
    v->n += i == v->n;
}

static bool is_above(const reading *r, const pair *p, int side, casus_ref token)
{
    casus_ref t = named(p, side) ? p->first[side] : token;
    for (int steps = 0; named(p, side) && steps < 6; steps++) {
        if (t == token)
            return true;
        t = r->doc->tokens[t].head;
    }
    return false;
}

/* Each word votes for the categories of its own patterns, though none of them fitted: a word of few meanings more than one
 * of many, one above a party or between the two more than one elsewhere. */
static void hear_word(const reading *r, const pair *p, casus_ref token, votes *all)
{
    const casus_token *t = &r->doc->tokens[token];
    const pattern *const *list = knowledge_patterns(r->k, t->lemma);
    char pos = t->upos == CASUS_VERB ? 'v' : t->upos == CASUS_NOUN ? 'n' : 0;
    votes own = {.n = 0};
    double total = 0, top = 0;
    for (; pos && list && *list; list++)
        if ((*list)->pos == pos && (*list)->event != r->w.NONE) {
            vote(&own, (*list)->event, 1);
            total++;
        }
    for (int i = 0; i < own.n; i++)
        top = own.weight[i] > top ? own.weight[i] : top;
    bool between = named(p, ACTOR) && named(p, RECIPIENT) && ((token > p->last[ACTOR] && token < p->first[RECIPIENT]) || (token > p->last[RECIPIENT] && token < p->first[ACTOR]));
    double where = 1 + (is_above(r, p, ACTOR, token) ? 2 : 0) + (is_above(r, p, RECIPIENT, token) ? 2 : 0) + (between ? 1 : 0);
    for (int i = 0; i < own.n; i++)
        vote(all, own.event[i], where * (own.weight[i] / total) * (top / total));
}

static casus_sym likeliest(const reading *r, const pair *p)
{
    votes all = {.n = 0};
    casus_sym found = r->w.ACCUSE;
    double most = 0;
    for (casus_ref t = 0; t < r->doc->n_tokens; t++)
        if (!covers(p, ACTOR, t) && !covers(p, RECIPIENT, t))
            hear_word(r, p, t, &all);
    for (int i = 0; i < all.n; i++)
        if (all.weight[i] > most) {
            most = all.weight[i];
            found = all.event[i];
        }
    return found;
}

/* Between two parties a category is what CAMEO's code becomes (CAMEO2PLOVER, 2021), which differs from PLOVER's manual
 * for some: a promised concession (03) is AGREE, an agreement reached (057) SUPPORT, a verdict (116) ACCUSE, an embargo (163) COERCE, a blockade (191) ASSAULT. */
static casus_sym by_code(const reading *r, const casus_event *e)
{
    const char *code = symtab_name(r->d->names, e->cameo), *mode = e->n_modes ? symtab_name(r->d->names, e->mode[0]) : "";
    if (e->type == r->w.CONCEDE && strncmp(code, "03", 2) == 0)
        return r->w.AGREE;
    if (e->type == r->w.AGREE && strncmp(code, "057", 3) == 0)
        return r->w.SUPPORT;
    if (e->type == r->w.SANCTION && strncmp(code, "116", 3) == 0)
        return r->w.ACCUSE;
    if (e->type == r->w.SANCTION && strncmp(code, "163", 3) == 0)
        return r->w.COERCE;
    if (e->type == r->w.COERCE && (strncmp(code, "191", 3) == 0 || strcmp(mode, "cyber") == 0))
        return r->w.ASSAULT;
    return e->type;
}

void event_relate(document *d, const knowledge *k, casus_span actor, casus_span recipient, casus_relation *out)
{
    reading r;
    pair p;
    candidate *list;
    best b = {.found = false};
    reading_open(&r, d, k);
    side_of(&d->doc, actor, &p.first[ACTOR], &p.last[ACTOR]);
    side_of(&d->doc, recipient, &p.first[RECIPIENT], &p.last[RECIPIENT]);
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        uint32_t n = find_candidates(&r, &d->doc.sentences[i], &list);
        for (uint32_t c = 0; c < n; c++)
            if (!covers(&p, ACTOR, list[c].token) && !covers(&p, RECIPIENT, list[c].token))
                try_candidate(&r, &p, &list[c], &b);
    }
    *out = (casus_relation){.type = b.found ? b.event.type : likeliest(&r, &p), .certainty = 100};
    if (!b.found)
        return;
    b.event.type = by_code(&r, &b.event);
    int certainty = 300 + b.points * 10;
    *out = (casus_relation){.type = b.event.type, .mode = b.event.n_modes ? b.event.mode[0] : 0, .rule = b.event.rule,
                            .certainty = (uint16_t)(certainty < 100 ? 100 : certainty > 990 ? 990 : certainty)};
}
