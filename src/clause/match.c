/* Patterns against frames.
 *
 *     A hold talk with B          "Talks were held in Geneva by Mr Lavrov with his US counterpart."
 *
 * Every element of a pattern asks the frame for an argument in its place. What must be there and is
 * not ends the match; what is there makes it more specific, and the most specific pattern wins. The
 * points below are the whole weighing: a literal word is worth more than a class, a class more than
 * a sector, a sector more than a bare slot. */
#include "clause/clause.h"

#include <stdlib.h>

enum { P_PATTERN = 10, P_LITERAL = 7, P_CLASS = 6, P_PARTICLE = 5, P_CODE = 4, P_SLOT = 3, P_CLAUSE = 3, P_MODAL = 4, P_COMMAND = 24, P_ABSENT = -2, P_STRANGER = -3, P_VIA = -1, P_LOW = -6 };

static bool word_among(casus_sym s, const casus_sym *list)
{
    for (; *list && *list <= s; list++)
        if (*list == s)
            return s != 0;
    return false;
}

/* "hunger strike", "cease-fire": the word before joined to the head, across a hyphen. */
static casus_sym joined_before(const reading *r, casus_ref t)
{
    const casus_sentence *x = &r->doc->sentences[tree_sentence(r->doc, t)];
    if (t <= x->first)
        return 0;
    casus_ref before = t - 1;
    if (r->doc->tokens[before].norm == r->w.dash && before > x->first)
        before--;
    else if (r->doc->tokens[before].head != t)
        return 0;
    char out[160];
    const char *a = symtab_name(r->d->names, r->doc->tokens[before].norm), *b = symtab_name(r->d->names, r->doc->tokens[t].lemma);
    size_t n = strlen(a), m = strlen(b);
    if (n + m + 2 > sizeof out)
        return 0;
    memcpy(out, a, n);
    out[n] = '_';
    memcpy(out + n + 1, b, m);
    return symtab_find(r->d->names, out, n + m + 1);
}

casus_sym match_whole(const reading *r, casus_sym norm)
{
    char out[160];
    const char *p = symtab_name(r->d->names, norm);
    size_t n = strlen(p);
    if (!strchr(p, '-') || n >= sizeof out)
        return 0;
    for (size_t i = 0; i < n; i++)
        out[i] = p[i] == '-' ? '_' : p[i];
    return symtab_find(r->d->names, out, n);
}

/* "troops" where a list says "troop": nouns the tagger keeps in the plural. */
static casus_sym singular(const reading *r, casus_sym norm)
{
    const char *p = symtab_name(r->d->names, norm);
    size_t n = strlen(p);
    return n > 3 && p[n - 1] == 's' && p[n - 2] != 's' ? symtab_find(r->d->names, p, n - 1) : 0;
}

static bool one_among(const reading *r, casus_ref t, const casus_sym *list)
{
    const casus_token *x = &r->doc->tokens[t];
    if (word_among(x->lemma, list) || word_among(x->norm, list) || word_among(joined_before(r, t), list) || word_among(match_whole(r, x->lemma), list) || (x->upos == CASUS_PROPN && word_among(match_whole(r, x->norm), list)))
        return true;
    if (x->upos == CASUS_NOUN && word_among(singular(r, x->norm), list))
        return true;
    const frame *f = r->frames[t];
    return f && f->joined && word_among(f->joined, list);
}

/* "HUNDREDS of tanks", "a NUMBER of prisoners": what is counted is what is meant. */
static casus_ref counted_by(const reading *r, casus_ref token)
{
    bool counts = r->doc->tokens[token].upos == CASUS_NUM || party_counter(r, token);
    for (casus_ref c = counts ? r->first_child[token] : CASUS_NONE; c != CASUS_NONE; c = r->next_sibling[c])
        if ((r->doc->tokens[c].label == CASUS_NMOD || r->doc->tokens[c].label == CASUS_OBL) && frame_prep(r, c) == r->w.of)
            return c;
    return CASUS_NONE;
}

bool head_among(const reading *r, casus_ref token, const casus_sym *list)
{
    if (one_among(r, token, list))
        return true;
    for (casus_ref c = r->doc->tokens[token].upos == CASUS_PROPN ? r->first_child[token] : CASUS_NONE; c != CASUS_NONE; c = r->next_sibling[c]) /* "the TANKER Avaj" */
        if ((r->doc->tokens[c].label == CASUS_COMPOUND || r->doc->tokens[c].label == CASUS_NMOD_DESC) && r->doc->tokens[c].upos == CASUS_NOUN && one_among(r, c, list))
            return true;
    for (casus_ref c = counted_by(r, token), steps = 0; c != CASUS_NONE && steps < 3; c = counted_by(r, c), steps++)
        if (one_among(r, c, list))
            return true;
    for (casus_ref c = r->first_child[token]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_CONJ && one_among(r, c, list) && (r->doc->tokens[c].upos != CASUS_VERB || child_with(r, c, CASUS_NSUBJ) == CASUS_NONE))
            return true; /* "to stop and WITHDRAW", not "said jets bombed the town and rebels LOOTED it" */
    return false;
}

static bool modified_by(const reading *r, casus_ref head, casus_sym lemma)
{
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].lemma == lemma || r->doc->tokens[c].norm == lemma)
            return true;
    return false;
}

/* Some actor in the slot has one of the sectors or countries. */
static bool code_fits(reading *r, casus_ref head, const casus_sym *codes)
{
    casus_ref who[CASUS_MAX_PARTIES];
    bool more;
    uint8_t n = party_of(r, head, false, who, 0, &more);
    for (uint8_t i = 0; i < n; i++) {
        const casus_actor *a = &r->doc->actors[who[i]];
        for (const casus_sym *c = codes; *c; c++)
            if (*c == a->sector || *c == a->sector2 || *c == a->country)
                return true;
    }
    return false;
}

static bool slot_take(slots *s, uint8_t slot, casus_ref head)
{
    casus_ref *list = slot == SLOT_A ? s->a : slot == SLOT_R ? s->r : s->b;
    uint8_t *n = slot == SLOT_A ? &s->n_a : slot == SLOT_R ? &s->n_r : &s->n_b;
    if (slot != SLOT_A && slot != SLOT_R && slot != SLOT_B)
        return true;
    if (*n < MAX_SLOT)
        list[(*n)++] = head;
    return true;
}

static bool in_some_country(const reading *r, casus_ref head)
{
    for (uint32_t i = 0; i < r->doc->n_places; i++)
        if (r->doc->places[i].head == head && r->doc->places[i].country)
            return true;
    return false;
}

/* A place, by name or noun, or a state. */
static bool somewhere(const reading *r, casus_ref head)
{
    casus_ref a = actor_at(r->doc, head);
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c])
        if (frame_prep(r, c) == r->w.of && somewhere(r, c))
            return true; /* "a fifth of the CITY" */
    return r->doc->tokens[head].upos == CASUS_PRON || r->doc->tokens[head].upos == CASUS_NUM || in_some_country(r, head) || party_place_word(r, r->doc->tokens[head].lemma) || knowledge_class(r->k, "@city-thing", r->doc->tokens[head].lemma) || knowledge_class(r->k, "@site", r->doc->tokens[head].lemma) ||
           r->doc->tokens[head].upos == CASUS_PROPN || (a != CASUS_NONE && r->doc->actors[a].kind == CASUS_A_STATE);
}

/* Whether a token fits an element, and what that is worth (0: it does not fit). */
static int worth(reading *r, const element *e, casus_ref head, bool negated, bool place_too)
{
    int points = 1;
    if (e->words) {
        if (!head_among(r, head, e->words))
            return 0;
        points += e->of_class ? P_CLASS : P_LITERAL;
    }
    for (const casus_sym *m = e->modifiers; m && *m; m++) {
        bool denied = *m == r->w.no && negated; /* "does not have any right" is "has no right" */
        if (!modified_by(r, head, *m) && !denied)
            return 0;
        points += P_LITERAL;
    }
    if (e->sectors) {
        if (!code_fits(r, head, e->sectors))
            return 0;
        points += P_CODE;
    }
    if (e->slot == SLOT_P && e->at == AT_OBJECT && !somewhere(r, head))
        return 0; /* "took over the debt" */
    if (e->slot == SLOT_A || e->slot == SLOT_R || e->slot == SLOT_B) {
        casus_ref who[CASUS_MAX_PARTIES];
        bool more;
        bool there = place_too && e->slot == SLOT_R && in_some_country(r, head);
        points += there || party_of(r, head, false, who, 0, &more) ? P_SLOT : P_STRANGER;
    }
    return points > 0 ? points : -1;
}

enum { LONGEST = 24 /* elements of a pattern */ };

typedef struct trial {
    reading *r;
    const pattern *p;
    const frame *f;
    match *m;
    uint32_t used; /* bit by argument */
    int points;
    casus_ref word[LONGEST]; /* by element of the pattern: the token that its word took */
} trial;

static bool takes(trial *t, const element *e, int at, int extra)
{
    const argument *a = &t->f->arg[at];
    int points = (t->used >> at & 1) ? 0 : worth(t->r, e, a->head, t->f->negated, (t->p->flags & PATTERN_PLACE_R) != 0);
    if (points == 0)
        return false;
    t->used |= 1u << at;
    t->points += points + extra + (a->via ? P_VIA : 0);
    if (e->slot == SLOT_P)
        t->m->s.place = a->head;
    if (e->slot == SLOT_WORD && t->m->s.literal == CASUS_NONE)
        t->m->s.literal = a->head;
    if (e->slot == SLOT_WORD) {
        t->m->s.last = a->head;
        if (e - t->p->elements < LONGEST)
            t->word[e - t->p->elements] = a->head;
    }
    return slot_take(&t->m->s, e->slot, a->head);
}

/* Words beside the predicate that keep a pattern's sense when a party's preposition is missing:
 * "imposed sanctions" without "on R" is still a sanction, "turned" without "to R" is no appeal. */
static bool has_words(const pattern *p)
{
    bool some = p->pos == 'n' || p->particles || p->modal;
    for (int i = 0; i < p->n_elements; i++)
        some |= p->elements[i].slot == SLOT_WORD || p->elements[i].at > AT_PREP;
    return some;
}

/* What an absent argument means: slots for actors may be empty, words may not. */
static bool may_lack(trial *t, const element *e)
{
    bool party = e->slot == SLOT_A || e->slot == SLOT_R || e->slot == SLOT_B;
    if (e->optional)
        return true;
    if (!party || e->words || e->sectors || e->modifiers)
        return false;
    if (e->at == AT_PREP && (e->slot == SLOT_B || !has_words(t->p)))
        return false;
    t->points += P_ABSENT;
    return true;
}

static bool prep_among(casus_sym prep, const casus_sym *preps)
{
    for (; *preps; preps++)
        if (*preps == prep)
            return true;
    return false;
}

static bool fit_prep(trial *t, const element *e)
{
    casus_ref last = CASUS_NONE;
    for (int i = (int)(e - t->p->elements) - 1; i >= 0 && i < LONGEST && last == CASUS_NONE; i--)
        last = t->word[i];
    for (int i = 0; last != CASUS_NONE && i < t->f->n; i++) { /* "killed at the HANDS OF the army": what hangs on the word before it */
        const argument *a = &t->f->arg[i];
        if (a->at == AT_PREP && t->r->doc->tokens[a->head].head == last && prep_among(a->prep, e->preps) && takes(t, e, i, 0))
            return true;
    }
    for (int pass = 0; pass < 2; pass++) /* the predicate's own first, then its object's */
        for (int i = 0; i < t->f->n; i++) {
            const argument *a = &t->f->arg[i];
            if (a->at == AT_PREP && (a->via == 1) == (pass == 1) && prep_among(a->prep, e->preps) && takes(t, e, i, 0))
                return true;
        }
    if (t->f->particle && prep_among(t->f->particle, e->preps)) /* "hand over R" */
        for (int i = 0; i < t->f->n; i++)
            if (t->f->arg[i].at == AT_OBJECT && takes(t, e, i, 0))
                return true;
    return may_lack(t, e);
}

/* A preposition the pattern itself asks for is not the noun's subject besides. */
static bool pattern_has(const trial *t, casus_sym prep)
{
    for (int i = 0; i < t->p->n_elements; i++)
        if (t->p->elements[i].at == AT_PREP && prep_among(prep, t->p->elements[i].preps))
            return true;
    return false;
}

/* "a brutal attack", "military drills": an adjective must name a country or a people. */
static bool names_somebody(reading *r, casus_ref head)
{
    casus_ref who[CASUS_MAX_PARTIES];
    bool more;
    uint8_t n = party_of(r, head, false, who, 0, &more);
    return n && (r->doc->tokens[head].upos != CASUS_ADJ || r->doc->actors[who[0]].country);
}

/* "Vienna talks", "the Minsk agreement": a capital before a noun is where, not who. */
static bool is_venue(reading *r, casus_ref head)
{
    if (r->doc->tokens[head].label != CASUS_COMPOUND)
        return false;
    for (phrase_hit *h = phrase_find(r->k, &r->d->memory, &r->doc->tokens[head].norm, 1); h; h = h->next)
        if (h->name == NAME_CAPITAL || knowledge_entry(r->k, h->entry)->kind == ENTRY_PLACE)
            return true;
    return false;
}

static bool is_body(reading *r, casus_ref head)
{
    casus_ref a = actor_at(r->doc, head);
    return a != CASUS_NONE && r->doc->actors[a].kind == CASUS_A_BODY;
}

/* A noun's subject: owner, agent, the light verb's subject, or "of". Reciprocal nouns take all of
 * them, and "between X and Y" and "with Z" besides. */
static bool fit_noun_subject(trial *t, const element *e)
{
    bool some = false;
    const lexicon *w = &t->r->w;
    for (int i = 0; i < t->f->n; i++) {
        const argument *a = &t->f->arg[i];
        bool by_below = a->at == AT_PREP && a->prep == w->by && a->via <= 1; /* "use of gas BY rebels" */
        bool owner = (a->at == AT_SUBJECT || by_below) && !(a->prep == w->by && pattern_has(t, w->by));
        bool of = a->at == AT_PREP && a->prep == w->of && !a->via && !pattern_has(t, w->of);
        bool table = a->prep == w->at && is_body(t->r, a->head); /* "talks at the OSCE" */
        bool both = e->slot == SLOT_B && a->at == AT_PREP && (a->prep == w->between || a->prep == w->with || a->prep == w->among || table) && !pattern_has(t, a->prep);
        if (!owner && !of && !both)
            continue;
        if (!e->words && !(e->slot == SLOT_R && is_venue(t->r, a->head)) && (!names_somebody(t->r, a->head) || is_venue(t->r, a->head)))
            continue;
        if (takes(t, e, i, some ? -P_SLOT : 0)) {
            some = true;
            if (e->slot != SLOT_B)
                return true;
        }
    }
    return some || may_lack(t, e);
}

/* "A airstrike.n kill R": the subject is the noun, and A its owner. */
static bool subject_is_word(const pattern *p)
{
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].at == AT_SUBJECT && p->elements[i].slot == SLOT_WORD)
            return true;
    return false;
}

static bool fit_owner_of_subject(trial *t, const element *e)
{
    casus_ref noun = frame_arg(t->f, AT_SUBJECT);
    if (noun == CASUS_NONE && t->f->passive)
        noun = frame_arg(t->f, AT_OBJECT);
    const frame *g = noun == CASUS_NONE ? NULL : frame_of(t->r, noun);
    for (int i = 0; g && g->pos == 'n' && i < g->n; i++) {
        const argument *a = &g->arg[i];
        bool owner = a->at == AT_SUBJECT || (a->at == AT_PREP && a->prep == t->r->w.of);
        int points = owner && !a->via && names_somebody(t->r, a->head) ? worth(t->r, e, a->head, t->f->negated, (t->p->flags & PATTERN_PLACE_R) != 0) : 0;
        if (points == 0)
            continue;
        t->points += points;
        return slot_take(&t->m->s, e->slot, a->head);
    }
    return may_lack(t, e);
}

/* Subjects that stand side by side: the tree may hang "X and Y" on the verb one by one. */
static bool fit_subject(trial *t, const element *e)
{
    bool some = false;
    if (e->slot != SLOT_WORD && subject_is_word(t->p))
        return fit_owner_of_subject(t, e);
    for (int i = 0; i < t->f->n; i++)
        if (t->f->arg[i].at == AT_SUBJECT && (!some || (t->f->arg[i].via == 0 && e->slot != SLOT_WORD)) && takes(t, e, i, some ? -P_SLOT : 0))
            some = true;
    return some || may_lack(t, e);
}

static bool fit_at(trial *t, const element *e, place_of at)
{
    for (int i = 0; i < t->f->n; i++)
        if (t->f->arg[i].at == at && !(t->f->arg[i].via == 1 && at == AT_OBJECT) && takes(t, e, i, 0))
            return true;
    return false;
}

static bool fit_indirect(trial *t, const element *e)
{
    if (fit_at(t, e, AT_INDIRECT) || fit_at(t, e, AT_OBJECT)) /* "hold R responsible": the literal took the second object */
        return true;
    for (int i = 0; i < t->f->n; i++)
        if (t->f->arg[i].at == AT_PREP && t->f->arg[i].prep == t->r->w.to && takes(t, e, i, 0))
            return true;
    return may_lack(t, e);
}

static void take_clause(trial *t, const element *e, casus_ref head)
{
    t->points += P_CLAUSE + (e->words ? P_LITERAL : 0);
    if (t->m->s.complement == CASUS_NONE)
        t->m->s.complement = head;
}

static bool bare_of_objects(const pattern *p)
{
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].at != AT_SUBJECT && (p->elements[i].at == AT_OBJECT || p->elements[i].at == AT_PREP || p->elements[i].at == AT_INDIRECT))
            return false;
    return p->pos == 'v';
}

/* "called the bill a step FOR peace", "called off an attempt TO rescue them": who calls something so calls neither for nor on anybody. */
static bool calls_something(const reading *r, const pattern *p, const frame *f)
{
    bool prep = false;
    for (int i = 0; i < p->n_elements; i++) {
        if (p->elements[i].at == AT_OBJECT || p->elements[i].at == AT_INDIRECT)
            return false;
        prep |= p->elements[i].at == AT_PREP;
    }
    if (!prep || f->pos != 'v' || f->passive || p->particles || strcmp(symtab_name(r->d->names, f->lemma), "call") != 0)
        return false;
    casus_ref name = child_with(r, f->head, CASUS_XCOMP);
    if (name != CASUS_NONE && child_with(r, name, CASUS_MARK) == CASUS_NONE)
        return true; /* "a bill that critics CALL Russian-inspired" */
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].at == AT_OBJECT && !f->arg[i].via && f->arg[i].head > f->head && r->doc->tokens[f->arg[i].head].upos == CASUS_NOUN)
            return true;
    return false;
}

/* "vowed to FIGHT CORRUPTION": the verb that a pattern asks for, in a sense that is no act. */
static bool idle_sense(reading *r, casus_ref verb)
{
    match best;
    return r->doc->tokens[verb].upos == CASUS_VERB && match_find(r, verb, &best, 1) > 0 && best.p->event == r->w.NONE;
}

/* "to withdraw", "that R leave", "ing", "of ing", "if". */
static bool fit_clause(trial *t, const element *e)
{
    for (int i = 0; i < t->f->n; i++) {
        const argument *a = &t->f->arg[i];
        bool gerund = e->at == AT_ING && a->at == AT_OF_ING; /* "committed to supporting" */
        if (a->via == 1 && bare_of_objects(t->p)) /* "has plans to admit" is no "has to admit" */
            continue;
        if ((a->at != e->at && !gerund) || (e->preps && !prep_among(a->prep, e->preps)))
            continue;
        frame *inner = frame_of(t->r, a->head);
        if (e->words && (!head_among(t->r, a->head, e->words) || (t->p->event == t->r->w.THREATEN && idle_sense(t->r, a->head))))
            continue;
        if (e->clause_subject) {
            casus_ref subject = inner ? frame_arg(inner, inner->passive ? AT_OBJECT : AT_SUBJECT) : CASUS_NONE;
            if (subject == CASUS_NONE)
                continue;
            slot_take(&t->m->s, e->clause_subject, subject);
        }
        take_clause(t, e, a->head);
        return true;
    }
    if (e->at == AT_TO && e->words) /* "sentence R to @prison": the class holds nouns */
        for (int i = 0; i < t->f->n; i++)
            if (t->f->arg[i].at == AT_PREP && t->f->arg[i].prep == t->r->w.to && takes(t, e, i, 0))
                return true;
    return e->optional;
}

static bool fit(trial *t, const element *e)
{
    switch (e->at) {
    case AT_SUBJECT: return t->f->pos == 'n' && t->p->pos == 'n' ? fit_noun_subject(t, e) : fit_subject(t, e);
    case AT_OBJECT: return fit_at(t, e, AT_OBJECT) || may_lack(t, e);
    case AT_INDIRECT: return fit_indirect(t, e);
    case AT_PREP: return fit_prep(t, e);
    default: return fit_clause(t, e);
    }
}

/* "North Korea must dismantle its reactor", said by Seoul: a demand, whatever the act. */
static bool speaks_of_other(const trial *t)
{
    casus_ref speaker = party_speaker(t->r, t->f->head), subject = frame_arg(t->f, t->f->passive ? AT_OBJECT : AT_SUBJECT);
    casus_ref who = subject == CASUS_NONE ? CASUS_NONE : actor_at(t->r->doc, subject);
    if (speaker == CASUS_NONE)
        return false;
    const casus_actor *a = &t->r->doc->actors[speaker], *b = who == CASUS_NONE ? NULL : &t->r->doc->actors[who];
    return !b || (a->chain != b->chain && (a->country != b->country || a->sector != b->sector));
}

static bool predicate_fits(trial *t)
{
    const pattern *p = t->p;
    const frame *f = t->f;
    if (p->pos != 'm' && p->pos != f->pos)
        return false;
    if (p->pos == 'a' && t->r->doc->tokens[f->head].label == CASUS_AMOD)
        return false; /* "this barbaric group" is no verdict, "the attack was barbaric" is one */
    if (p->pos == 'm' && (f->pos != 'v' || f->modal != p->modal))
        return false;
    if (p->modal && f->modal != p->modal)
        return false;
    if ((p->flags & PATTERN_WANTS_NOT) && (!f->negated || f->modal == t->r->w.did))
        return false;
    if (p->particles && !(f->particle && prep_among(f->particle, p->particles)))
        return false;
    if (p->pos == 'm' && speaks_of_other(t))
        t->points = P_COMMAND;
    t->points += P_PATTERN + (p->particles ? P_PARTICLE : 0) + (p->modal ? P_MODAL : 0) + (p->flags & PATTERN_WANTS_NOT ? P_MODAL : 0) +
                (p->flags & PATTERN_LOW ? P_LOW : 0);
    return true;
}

/* Words and clauses first: they say which arguments the slots may still take. */
static bool try_pattern(reading *r, const pattern *p, const frame *f, match *m)
{
    trial t = {.r = r, .p = p, .f = f, .m = m};
    for (int i = 0; i < LONGEST; i++)
        t.word[i] = CASUS_NONE;
    *m = (match){.p = p, .f = f, .s = {.place = CASUS_NONE, .complement = CASUS_NONE, .literal = CASUS_NONE, .last = CASUS_NONE}};
    if (!predicate_fits(&t))
        return false;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < p->n_elements; i++) {
            const element *e = &p->elements[i];
            bool fixed = e->slot == SLOT_WORD || e->at > AT_PREP;
            if (fixed == (pass == 0) && !fit(&t, e))
                return false;
        }
    m->score = t.points;
    return !calls_something(r, p, f);
}

static void keep_best(match *out, int *n, int max, const match *m)
{
    int at = *n;
    while (at > 0 && out[at - 1].score < m->score)
        at--;
    if (at >= max)
        return;
    int last = *n < max ? *n : max - 1;
    for (int i = last; i > at; i--)
        out[i] = out[i - 1];
    out[at] = *m;
    if (*n < max)
        (*n)++;
}

static void try_all(reading *r, casus_sym key, const frame *f, int extra, match *out, int *n, int max)
{
    const pattern *const *list = knowledge_patterns(r->k, key);
    for (; list && *list; list++) {
        match m;
        if (!try_pattern(r, *list, f, &m))
            continue;
        m.score += extra;
        keep_best(out, n, max, &m);
    }
}

/* A passive participle as an adjective: "is encouraged by R", "are scheduled to *". */
static const frame *as_adjective(reading *r, const frame *f)
{
    frame *g = ARENA_NEW(&r->d->memory, frame);
    *g = *f;
    g->pos = 'a';
    g->lemma = r->doc->tokens[f->head].norm;
    for (int i = 0; f->passive && i < g->n; i++) {
        argument *a = &g->arg[i];
        if (a->at == AT_OBJECT || a->at == AT_INDIRECT) {
            a->at = AT_SUBJECT;
        } else if (a->at == AT_SUBJECT) {
            a->at = AT_PREP;
            a->prep = r->w.by;
        }
    }
    return g;
}

/* "cut off gas supplies", "turned down the plan": the tree may take the particle for a preposition. */
static const frame *as_particle(reading *r, const frame *f)
{
    for (int i = 0; f->pos == 'v' && !f->particle && i < f->n; i++) {
        const argument *a = &f->arg[i];
        casus_ref kase = a->at == AT_PREP && !a->via ? child_with(r, a->head, CASUS_CASE) : CASUS_NONE;
        if (kase == CASUS_NONE || kase != f->head + 1 || r->doc->tokens[kase].norm != a->prep)
            continue;
        frame *g = ARENA_NEW(&r->d->memory, frame);
        *g = *f;
        g->particle = a->prep;
        g->arg[i].at = AT_OBJECT;
        return g;
    }
    return NULL;
}

static void try_particles(reading *r, const frame *g, match *out, int *n, int max)
{
    for (const pattern *const *list = knowledge_patterns(r->k, g->lemma); list && *list; list++) {
        match m;
        if ((*list)->particles && try_pattern(r, *list, g, &m))
            keep_best(out, n, max, &m);
    }
}

int match_find(reading *r, casus_ref token, match *out, int max)
{
    int n = 0;
    const frame *f = frame_of(r, token);
    if (!f)
        return 0;
    try_all(r, f->lemma, f, 0, out, &n, max);
    if (f->modal && f->modal != f->lemma)
        try_all(r, f->modal, f, 0, out, &n, max);
    casus_sym norm = r->doc->tokens[token].norm;
    unsigned label = r->doc->tokens[token].label;
    bool predicative = (label == CASUS_XCOMP || label == CASUS_CCOMP) && (r->doc->tokens[token].morph & CASUS_PART_F); /* "remains committed" */
    if (f->pos == 'v' && (f->passive || predicative) && knowledge_patterns(r->k, norm))
        try_all(r, norm, as_adjective(r, f), 0, out, &n, max);
    casus_sym joined = f->pos == 'n' ? joined_before(r, token) : 0, whole = match_whole(r, f->lemma);
    const frame *parted = as_particle(r, f);
    if (parted)
        try_particles(r, parted, out, &n, max);
    if (joined)
        try_all(r, joined, f, P_LITERAL, out, &n, max);
    if (whole)
        try_all(r, whole, f, P_LITERAL, out, &n, max);
    return n;
}
