/* Clauses to coded events.
 *
 *     "The US urged the Kremlin to pull back an estimated 100,000 troops."
 *
 * Every verb, event noun and predicative adjective that heads a pattern is a predicate. They are
 * taken from the top of the tree downwards: `urge` is an operator, so `pull back`, the act inside it,
 * colours its mode (yield) and is not coded again. What wins, what loses and why becomes notes. */
#include "event/inside.h"

#include <stdlib.h>

enum { BEST = 6, LEAST_SCORE = 6 };

static void lexicon_fill(reading *r)
{
#define LEXICON_LOOK_UP(field, text) r->w.field = symtab_add(r->d->names, text, sizeof(text) - 1);
    LEXICON(LEXICON_LOOK_UP)
#undef LEXICON_LOOK_UP
}

static void children_fill(reading *r)
{
    casus_doc *d = r->doc;
    r->first_child = ARENA_ARRAY(&r->d->memory, casus_ref, d->n_tokens + 1);
    r->next_sibling = ARENA_ARRAY(&r->d->memory, casus_ref, d->n_tokens + 1);
    for (casus_ref t = 0; t < d->n_tokens; t++)
        r->first_child[t] = r->next_sibling[t] = CASUS_NONE;
    for (casus_ref t = d->n_tokens; t-- > 0;) {
        casus_ref head = d->tokens[t].head;
        if (head == t)
            continue;
        r->next_sibling[t] = r->first_child[head];
        r->first_child[head] = t;
    }
}

/* ---- what an act takes with it ---- */

static void consume(reading *r, casus_ref token, int depth)
{
    match m[1];
    if (token == CASUS_NONE || r->consumed[token] || depth > 6)
        return;
    r->consumed[token] = 1;
    if (match_find(r, token, m, 1) && m[0].score >= LEAST_SCORE) {
        consume(r, m[0].s.complement, depth + 1);
        if (m[0].s.literal != CASUS_NONE)
            r->consumed[m[0].s.literal] = 1;
    }
    for (casus_ref c = r->first_child[token]; c != CASUS_NONE; c = r->next_sibling[c]) {
        unsigned label = r->doc->tokens[c].label;
        if (label == CASUS_CONJ || label == CASUS_XCOMP || label == CASUS_OBJ)
            consume(r, c, depth + 1);
    }
}

/* ---- the event of one match ---- */

static casus_span trigger_span(const reading *r, const match *m)
{
    const casus_token *t = r->doc->tokens;
    casus_ref first = m->f->head, last = m->f->head;
    for (casus_ref c = r->first_child[m->f->head]; m->f->particle && c != CASUS_NONE; c = r->next_sibling[c])
        if (t[c].norm == m->f->particle && c > last)
            last = c;
    casus_ref other = m->s.literal;
    if (other != CASUS_NONE && other > last && other - last < 8)
        last = other;
    else if (other != CASUS_NONE && other < first && first - other < 8)
        first = other;
    return (casus_span){t[first].at.begin, t[last].at.end};
}

/* Words of a subtree without the marks and stops at its ends. */
static casus_span subtree_span(const reading *r, casus_ref head, casus_ref not_before)
{
    casus_ref first, last;
    const casus_token *t = r->doc->tokens;
    tree_extent(r->doc, head, &first, &last);
    if (not_before != CASUS_NONE && first <= not_before && not_before < head)
        first = not_before + 1;
    while (first < last && (t[first].norm == r->w.to || t[first].norm == r->w.that || t[first].upos == CASUS_PUNCT))
        first++;
    while (last > first && t[last].upos == CASUS_PUNCT)
        last--;
    return (casus_span){t[first].at.begin, t[last].at.end};
}

/* What the act is about: its clause; the phrase in its object or of-phrase; under a modal the clause itself. */
static casus_span content_of(const reading *r, const match *m)
{
    const frame *f = m->f;
    casus_ref at = m->s.complement;
    if (m->p->pos == 'm' || m->p->modal || m->p->pos == 'a' || (m->p->flags & PATTERN_WANTS_NOT))
        return subtree_span(r, f->head, CASUS_NONE);
    static const place_of clauses[] = {AT_THAT, AT_TO, AT_OF_ING, AT_ING};
    for (size_t i = 0; at == CASUS_NONE && i < sizeof clauses / sizeof *clauses; i++)
        at = frame_arg(f, clauses[i]);
    for (int i = 0; at == CASUS_NONE && i < m->s.n_r; i++) /* "demanded R's withdrawal": the phrase is no party */
        if (actor_at(r->doc, m->s.r[i]) == CASUS_NONE)
            at = m->s.r[i];
    if (at == CASUS_NONE && f->pos == 'v') {
        casus_ref object = frame_arg(f, AT_OBJECT);
        if (object != CASUS_NONE && actor_at(r->doc, object) == CASUS_NONE)
            at = object;
    }
    for (int i = 0; at == CASUS_NONE && i < f->n; i++)
        if (f->arg[i].at == AT_PREP && !f->arg[i].via && actor_at(r->doc, f->arg[i].head) == CASUS_NONE &&
            (f->arg[i].prep == r->w.of || f->pos == 'v' || f->arg[i].prep == symtab_find(r->d->names, "for", 3)))
            at = f->arg[i].head;
    return at == CASUS_NONE ? (casus_span){0, 0} : subtree_span(r, at, f->head);
}

static void set_when_and_where(reading *r, casus_event *e, const match *m)
{
    casus_doc *d = r->doc;
    e->time = time_of(d, m->f->head);
    if (e->time == CASUS_NONE && m->f->clause != m->f->head)
        e->time = time_of(d, m->f->clause);
    if (e->time != CASUS_NONE && d->times[e->time].precision) {
        e->date = d->times[e->time].from;
        e->precision = d->times[e->time].precision;
    }
    e->place = place_of_token(d, m->f->head);
    if (e->place == CASUS_NONE && m->f->clause != m->f->head)
        e->place = place_of_token(d, m->f->clause);
}

static bool same_entity(const casus_doc *d, casus_ref a, casus_ref b)
{
    const casus_actor *x = &d->actors[a], *y = &d->actors[b];
    if (a == b || (x->chain != CASUS_NONE && x->chain == y->chain))
        return true;
    return x->country && x->country == y->country && x->sector == y->sector && x->name == y->name;
}

/* The token itself heads an actor's phrase. */
static bool actor_exactly(const casus_doc *d, casus_ref token)
{
    casus_ref a = actor_at(d, token);
    return a != CASUS_NONE && d->actors[a].head == token;
}

static uint8_t without(const casus_doc *d, casus_ref *list, uint8_t n, const casus_ref *those, uint8_t m)
{
    uint8_t kept = 0;
    for (uint8_t i = 0; i < n; i++) {
        bool there = false;
        for (uint8_t j = 0; j < m; j++)
            there |= same_entity(d, list[i], those[j]);
        if (!there)
            list[kept++] = list[i];
    }
    return kept;
}

/* "condemned the attack by X": an object that is nobody passes the act on to its owner. */
static void recipient_behind_object(reading *r, const match *m, parties *p)
{
    for (int i = 0; i < m->s.n_r + 1 && !p->n_recipients; i++) {
        casus_ref head = i < m->s.n_r ? m->s.r[i] : frame_arg(m->f, AT_OBJECT);
        frame *inner = head == CASUS_NONE || m->f->pos != 'v' ? NULL : frame_of(r, head);
        if (!inner || inner->pos != 'n')
            continue;
        for (int j = 0; j < inner->n; j++) {
            const argument *a = &inner->arg[j];
            bool owner = a->at == AT_SUBJECT && !a->via && a->prep != r->w.say;
            if (owner && a->head != head)
                p->n_recipients = party_of(r, a->head, false, p->recipient, p->n_recipients, &p->more);
        }
        for (int j = 0; j < inner->n && !p->n_recipients; j++)
            if (inner->arg[j].at == AT_PREP && inner->arg[j].prep == r->w.of)
                p->n_recipients = party_of(r, inner->arg[j].head, false, p->recipient, p->n_recipients, &p->more);
    }
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

static bool takes_part(const match *m, casus_ref head)
{
    for (int i = 0; i < m->s.n_a; i++)
        if (m->s.a[i] == head)
            return true;
    return head == m->s.place;
}

/* "asked Canada for aid", "freed 400 prisoners": somebody the clause names whom the pattern's slots
 * left over is whom the act is for: its object, its indirect object, then "to", "against", "on" ... */
static void recipient_left_over(reading *r, const match *m, parties *p)
{
    static const char *const preps[] = {"to", "against", "on", "at", "from", "with", "toward", "towards", "upon"};
    const frame *f = m->f;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < f->n && !p->n_recipients; i++) {
            const argument *a = &f->arg[i];
            bool object = f->pos == 'v' && (a->at == AT_OBJECT || a->at == AT_INDIRECT);
            bool oblique = false;
            bool ours = !a->via || (m->s.literal != CASUS_NONE && r->doc->tokens[a->head].head == m->s.literal);
            for (size_t j = 0; a->at == AT_PREP && ours && j < sizeof preps / sizeof *preps; j++)
                oblique |= strcmp(symtab_name(r->d->names, a->prep), preps[j]) == 0;
            if ((pass == 0 ? object : oblique) && !takes_part(m, a->head) && actor_at(r->doc, a->head) != CASUS_NONE)
                p->n_recipients = party_of(r, a->head, false, p->recipient, p->n_recipients, &p->more);
        }
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

static void copy_pattern(reading *r, casus_event *e, const match *m)
{
    const pattern *p = m->p;
    plover known;
    e->type = p->event;
    e->n_modes = p->n_modes;
    for (int i = 0; i < p->n_modes; i++)
        e->mode[i] = p->mode[i];
    e->rule = p->rule;
    e->cameo = p->cameo;
    if (!e->cameo && knowledge_plover(r->k, e->type, e->n_modes ? e->mode[0] : 0, &known))
        e->cameo = known.cameo;
    e->head = m->f->head;
    e->sentence = m->f->sentence;
    e->text = trigger_span(r, m);
    e->content = content_of(r, m);
}

/* ---- operators ---- */

/* The act inside an operator, with its parties; false when the complement names none. */
static bool act_inside(reading *r, casus_ref token, casus_event *e, parties *p)
{
    match m[BEST];
    int n = token == CASUS_NONE ? 0 : match_find(r, token, m, BEST);
    for (int i = 0; i < n; i++) {
        if (m[i].p->event == r->w.NONE || m[i].p->pos == 'm' || m[i].score < LEAST_SCORE)
            continue;
        *e = (casus_event){.place = CASUS_NONE, .time = CASUS_NONE, .speaker = CASUS_NONE};
        copy_pattern(r, e, &m[i]);
        if (m[i].f->negated)
            e->status = CASUS_NEGATED;
        party_fill(r, &m[i], p);
        if ((m[i].p->flags & PATTERN_MODE_OF) && !e->n_modes) {
            casus_event deeper;
            parties others;
            if (act_inside(r, m[i].s.complement, &deeper, &others)) {
                e->mode[0] = fold_mode(r, e->type, &deeper);
                e->n_modes = e->mode[0] != 0;
            }
        }
        return true;
    }
    return false;
}

static void take_parties(const casus_doc *d, casus_ref *to, uint8_t *n, const casus_ref *from, uint8_t m)
{
    for (uint8_t i = 0; i < m && *n < CASUS_MAX_PARTIES; i++) {
        bool there = false;
        for (uint8_t j = 0; j < *n; j++)
            there |= same_entity(d, to[j], from[i]);
        if (!there)
            to[(*n)++] = from[i];
    }
}

static bool hostile(const lexicon *w, casus_sym t)
{
    return t == w->ASSAULT || t == w->COERCE || t == w->SANCTION || t == w->MOBILIZE || t == w->THREATEN;
}

/* An agreement or promise is coloured by what is promised: CONCEDE, THREATEN or AGREE. */
static void fold_promise(reading *r, casus_event *e, const casus_event *inside, parties *p, const parties *theirs)
{
    const lexicon *w = &r->w;
    plover known;
    bool refused = inside->status == CASUS_NEGATED;
    if (inside->type == w->RETREAT || inside->type == w->CONCEDE)
        e->type = refused ? w->REJECT : w->CONCEDE;
    else if (hostile(w, inside->type))
        e->type = refused ? w->CONCEDE : w->THREATEN;
    else if (inside->type == w->REJECT)
        e->type = w->REJECT;
    e->mode[0] = e->type == w->THREATEN || e->type == w->REJECT ? fold_mode(r, e->type, inside) : 0;
    e->n_modes = e->mode[0] != 0;
    if (e->type != w->AGREE && knowledge_plover(r->k, e->type, e->mode[0], &known))
        e->cameo = known.cameo;
    if (inside->type == w->CONSULT || inside->type == w->COOPERATE)
        take_parties(r->doc, p->actor, &p->n_actors, theirs->actor, theirs->n_actors);
}

/* An act no pattern knows still colours the operator by its verb's class; else it is a change. */
static casus_sym mode_of_word(const reading *r, casus_sym type, casus_ref verb)
{
    const lexicon *w = &r->w;
    const frame *f = r->frames[verb];
    casus_sym lemma = r->doc->tokens[verb].lemma, joined = f ? f->joined : 0;
    if (type != w->REQUEST && type != w->REJECT)
        return 0;
    if (knowledge_class(r->k, "@yield", lemma) || knowledge_class(r->k, "@yield", joined))
        return w->yield;
    if (knowledge_class(r->k, "@meet", lemma) || knowledge_class(r->k, "@meet", joined))
        return w->meet;
    if (knowledge_class(r->k, "@assist", lemma) || knowledge_class(r->k, "@assist", joined))
        return w->assist;
    return w->change;
}

/* "A US strike hit two vehicles", "he was killed in a raid by the army": the noun of violence beside a
 * verb of violence tells who and with what; the two are one act. */
static void merge_violent_noun(reading *r, casus_event *e, const match *m, parties *p)
{
    const lexicon *w = &r->w;
    const frame *f = m->f;
    if (e->type != w->ASSAULT || f->pos != 'v')
        return;
    for (int i = 0; i < f->n; i++) {
        const argument *a = &f->arg[i];
        bool beside = a->at == AT_SUBJECT || (a->at == AT_PREP && (a->prep == w->in || a->prep == w->by || a->prep == w->during || a->prep == w->with));
        casus_event inside;
        parties theirs;
        if (!beside || r->doc->tokens[a->head].upos != CASUS_NOUN || actor_exactly(r->doc, a->head) || !act_inside(r, a->head, &inside, &theirs) || inside.type != w->ASSAULT)
            continue;
        r->consumed[a->head] = 1;
        take_parties(r->doc, p->actor, &p->n_actors, theirs.actor, theirs.n_actors);
        if (!p->n_recipients)
            take_parties(r->doc, p->recipient, &p->n_recipients, theirs.recipient, theirs.n_recipients);
        if (!e->n_modes && inside.n_modes) {
            e->mode[0] = inside.mode[0];
            e->n_modes = 1;
            e->cameo = inside.cameo;
        }
    }
}

/* Manoeuvres of several states are cooperation, whatever the words. */
static void joint_exercise(reading *r, casus_event *e, const match *m, const parties *p)
{
    casus_sym noun = m->s.literal == CASUS_NONE ? 0 : r->doc->tokens[m->s.literal].lemma;
    bool game = knowledge_class(r->k, "@wargame", m->f->lemma) || knowledge_class(r->k, "@wargame", noun);
    plover known;
    if (e->type != r->w.MOBILIZE || !game)
        return;
    for (uint8_t i = 1; i < p->n_actors; i++)
        if (r->doc->actors[p->actor[i]].country != r->doc->actors[p->actor[0]].country) {
            e->type = r->w.COOPERATE;
            e->n_modes = 0;
            e->cameo = knowledge_plover(r->k, e->type, 0, &known) ? known.cameo : 0;
            return;
        }
}

static void apply_inside(reading *r, casus_event *e, const match *m, parties *p)
{
    const lexicon *w = &r->w;
    casus_event inside;
    parties theirs;
    casus_ref token = m->p->pos == 'm' ? m->f->head : m->s.complement;
    if (token == CASUS_NONE)
        token = m->s.n_r && (m->p->flags & PATTERN_MODE_OF) ? m->s.r[0] : frame_arg(m->f, AT_OBJECT);
    bool acts = act_inside(r, token, &inside, &theirs);
    if (!acts) {
        if ((m->p->flags & PATTERN_MODE_OF) && !e->n_modes && m->s.complement != CASUS_NONE) {
            e->mode[0] = mode_of_word(r, e->type, m->s.complement);
            e->n_modes = e->mode[0] != 0;
        }
        return;
    }
    if ((m->p->flags & PATTERN_MODE_OF) && !e->n_modes) {
        if (e->type == w->AGREE) {
            fold_promise(r, e, &inside, p, &theirs);
        } else {
            e->mode[0] = fold_mode(r, e->type, &inside);
            if (inside.status == CASUS_NEGATED && e->type == w->REQUEST && hostile(w, inside.type))
                e->mode[0] = w->yield;
            e->n_modes = e->mode[0] != 0;
        }
    }
    if (p->n_recipients)
        return;
    if (e->type == w->REQUEST || e->type == w->ACCUSE)
        take_parties(r->doc, p->recipient, &p->n_recipients, theirs.actor, theirs.n_actors);
    else if (e->type != w->AGREE || inside.type != w->CONSULT)
        take_parties(r->doc, p->recipient, &p->n_recipients, theirs.recipient, theirs.n_recipients);
    if (!p->n_recipients && (inside.type == w->CONSULT || inside.type == w->COOPERATE) && e->type != w->AGREE)
        take_parties(r->doc, p->recipient, &p->n_recipients, theirs.actor, theirs.n_actors);
    p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
}

/* ---- one predicate ---- */

static void note_losers(reading *r, const match *m, int n)
{
    for (int i = 1; i < n && r->d->keep_notes; i++)
        document_note(r->d, m[0].f->sentence, r->doc->tokens[m[0].f->head].at, "event", "%s (%s) lost with %d points to %s (%s) with %d",
                      symtab_name(r->d->names, m[i].p->rule), m[i].p->source, m[i].score, symtab_name(r->d->names, m[0].p->rule), m[0].p->source, m[0].score);
}

/* A slot that asks for a class of things ("R:@building") is filled by the thing itself. */
static bool slot_of_things(const pattern *p, slot_kind slot)
{
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].slot == slot && p->elements[i].words)
            return true;
    return false;
}

/* Patterns without an actor's slot ("R must *", "R be unacceptable.a") speak for whoever says so. */
static bool speaks(const pattern *p)
{
    if (p->pos == 'v' && !p->modal && !(p->flags & PATTERN_WANTS_NOT))
        return false;
    for (int i = 0; i < p->n_elements; i++)
        if (p->elements[i].slot == SLOT_A || p->elements[i].slot == SLOT_B || p->elements[i].clause_subject == SLOT_A)
            return false;
    return true;
}

static bool needs_met(const match *m, const parties *p)
{
    if (speaks(m->p) && !p->n_actors)
        return false;
    bool a = p->n_actors || (m->s.n_a && slot_of_things(m->p, SLOT_A));
    bool r = p->n_recipients || (m->s.n_r && slot_of_things(m->p, SLOT_R)) || (m->s.n_b && p->n_actors > 1); /* reciprocal: two parties */
    return !((m->p->flags & PATTERN_NEEDS_A) && !a) && !((m->p->flags & PATTERN_NEEDS_R) && !r);
}

/* Acts that news tells without naming who did them. */
static bool may_lack_parties(const reading *r, const casus_event *e, const match *m)
{
    return e->type == r->w.ASSAULT && !(m->p->flags & PATTERN_LOW) && m->score >= 10 && (e->place != CASUS_NONE || m->f->pos == 'v');
}

static bool own_words(reading *r, const casus_event *e)
{
    if (e->speaker == CASUS_NONE)
        return e->n_actors && r->doc->actors[e->actor[0]].kind == CASUS_A_NARRATOR;
    for (uint8_t i = 0; i < e->n_actors; i++)
        if (same_entity(r->doc, e->actor[i], e->speaker) || r->doc->actors[e->actor[i]].country == r->doc->actors[e->speaker].country)
            return true;
    return false;
}

static void finish(reading *r, casus_event *e, const match *m)
{
    plover root, mode;
    standing s = status_of(r, m->f);
    if ((m->p->flags & PATTERN_FUTURE) || r->future[e->head])
        s.future = true;
    if (m->p->flags & PATTERN_NEGATED)
        s.negated = !s.negated;
    if (m->p->flags & PATTERN_WANTS_NOT)
        s.negated = false;
    if (m->p->pos == 'm' || m->p->modal)
        s = (standing){.why = CASUS_NONE};
    casus_ref a = speaker_of(r->doc, e->head);
    e->speaker = a == CASUS_NONE ? CASUS_NONE : r->doc->attributions[a].speaker;
    fold_event(r, e, &s, own_words(r, e));
    if (e->status == CASUS_ACTUAL && status_historical(r, e, m->f))
        e->status = CASUS_HISTORICAL;
    if (knowledge_plover(r->k, e->type, 0, &root)) {
        e->quad = (uint8_t)root.quad;
        e->scale = root.score;
    }
    if (e->n_modes && knowledge_plover(r->k, e->type, e->mode[0], &mode))
        e->scale = mode.score;
    knowledge_goldstein(r->k, e->cameo, &e->goldstein);
    context_read(r, e);
    int certainty = 400 + m->score * 15 + (e->n_actors ? 80 : 0) + (e->n_recipients ? 60 : 0);
    e->certainty = (uint16_t)(certainty > 990 ? 990 : certainty < 50 ? 50 : certainty);
}

typedef enum outcome { OUT_NO_PATTERN, OUT_NONE, OUT_NO_ACTOR, OUT_TENSE, OUT_CODED } outcome;

static outcome code_match(reading *r, const match *m, casus_event *e)
{
    parties p;
    *e = (casus_event){.place = CASUS_NONE, .time = CASUS_NONE, .speaker = CASUS_NONE};
    copy_pattern(r, e, m);
    party_fill(r, m, &p);
    bool reciprocal = m->s.n_b > 0;
    if (!reciprocal && !p.n_recipients)
        recipient_behind_object(r, m, &p);
    if (!reciprocal && !p.n_recipients)
        recipient_left_over(r, m, &p);
    apply_inside(r, e, m, &p);
    merge_violent_noun(r, e, m, &p);
    joint_exercise(r, e, m, &p);
    if (!(m->p->flags & PATTERN_SELF))
        p.n_recipients = without(r->doc, p.recipient, p.n_recipients, p.actor, p.n_actors);
    set_when_and_where(r, e, m);
    if (!needs_met(m, &p) || (!p.n_actors && !p.n_recipients && !may_lack_parties(r, e, m)))
        return OUT_NO_ACTOR;
    if (p.more)
        document_note(r->d, e->sentence, e->text, "event", "more than %d parties: the rest are left out", CASUS_MAX_PARTIES);
    memcpy(e->actor, p.actor, sizeof p.actor);
    memcpy(e->recipient, p.recipient, sizeof p.recipient);
    e->n_actors = p.n_actors;
    e->n_recipients = p.n_recipients;
    finish(r, e, m);
    return OUT_CODED;
}

/* The other words of the winning pattern are not events of their own. */
static void consume_match(reading *r, const match *m)
{
    if (m->s.literal != CASUS_NONE)
        r->consumed[m->s.literal] = 1;
    if (m->s.complement != CASUS_NONE && !(m->p->flags & PATTERN_FUTURE))
        consume(r, m->s.complement, 0);
    for (int i = 0; i < m->s.n_r; i++)
        if (m->f->pos == 'v' && actor_at(r->doc, m->s.r[i]) == CASUS_NONE)
            r->consumed[m->s.r[i]] = 1;
    casus_ref object = frame_arg(m->f, AT_OBJECT);
    if (m->f->pos == 'v' && object != CASUS_NONE)
        r->consumed[object] = 1;
}

/* "ceased shelling the town" is a retreat, "ceased trading" is not. */
static bool hostile_inside(reading *r, const match *m)
{
    casus_event inside;
    parties theirs;
    casus_ref token = m->s.complement == CASUS_NONE ? frame_arg(m->f, AT_OBJECT) : m->s.complement;
    return act_inside(r, token, &inside, &theirs) && (hostile(&r->w, inside.type) || inside.type == r->w.PROTEST);
}

static outcome code_predicate(reading *r, casus_ref token, casus_event *e)
{
    match m[BEST];
    int n = match_find(r, token, m, BEST);
    outcome worst = OUT_NO_PATTERN;
    note_losers(r, m, n);
    for (int i = 0; i < n && m[i].score >= LEAST_SCORE; i++) {
        if (m[i].p->event == r->w.NONE) {
            document_note(r->d, m[i].f->sentence, r->doc->tokens[token].at, "event", "'%s' is no political act here: %s (%s)",
                          symtab_name(r->d->names, r->doc->tokens[token].lemma), symtab_name(r->d->names, m[i].p->reason), symtab_name(r->d->names, m[i].p->rule));
            consume_match(r, &m[i]);
            return OUT_NONE;
        }
        if ((m[i].p->flags & PATTERN_FUTURE) && (m[i].p->flags & PATTERN_MODE_OF)) { /* mere tense: the act inside is the event */
            if (m[i].s.complement != CASUS_NONE)
                r->future[m[i].s.complement] = 1;
            return OUT_TENSE;
        }
        if ((m[i].p->flags & PATTERN_MODE_OF) && m[i].p->event == r->w.RETREAT && !hostile_inside(r, &m[i]))
            continue;
        if (code_match(r, &m[i], e) == OUT_CODED) {
            consume_match(r, &m[i]);
            return OUT_CODED;
        }
        worst = OUT_NO_ACTOR;
        document_note(r->d, m[i].f->sentence, r->doc->tokens[token].at, "event", "%s (%s) fits, but nobody known acts or is acted on",
                      symtab_name(r->d->names, m[i].p->rule), m[i].p->source);
    }
    return worst;
}

/* ---- a sentence ---- */

static bool same_parties(const casus_doc *d, const casus_ref *a, uint8_t n, const casus_ref *b, uint8_t m)
{
    for (uint8_t i = 0; i < n; i++) {
        bool there = false;
        for (uint8_t j = 0; j < m; j++)
            there |= same_entity(d, a[i], b[j]);
        if (!there)
            return false;
    }
    return true;
}

/* One act told twice in a sentence ("attacked ... in the attack") is one event; the fuller stays. */
static bool told_before(reading *r, uint32_t first, const casus_event *e)
{
    casus_doc *d = r->doc;
    for (uint32_t i = first; i < d->n_events; i++) {
        casus_event *x = &d->events[i];
        bool fewer = e->n_actors <= x->n_actors && e->n_recipients <= x->n_recipients;
        const casus_event *small = fewer ? e : x, *large = fewer ? x : e;
        if (x->type != e->type || !same_parties(d, small->actor, small->n_actors, large->actor, large->n_actors) ||
            !same_parties(d, small->recipient, small->n_recipients, large->recipient, large->n_recipients))
            continue;
        document_note(r->d, e->sentence, e->text, "event", "the same act as %s tells: one event", symtab_name(r->d->names, x->rule));
        if (!fewer)
            *x = *e;
        return true;
    }
    return false;
}

static int depth_of(const casus_doc *d, casus_ref t)
{
    int n = 0;
    while (d->tokens[t].head != t && n < 200) {
        t = d->tokens[t].head;
        n++;
    }
    return n;
}

typedef struct candidate {
    casus_ref token;
    int depth;
} candidate;

static int by_depth(const void *a, const void *b)
{
    const candidate *x = a, *y = b;
    return x->depth != y->depth ? x->depth - y->depth : x->token < y->token ? -1 : 1;
}

static uint32_t find_candidates(reading *r, const casus_sentence *s, candidate **out)
{
    candidate *list = NULL;
    uint32_t n = 0;
    for (casus_ref t = s->first; t < s->first + s->count; t++) {
        const casus_token *x = &r->doc->tokens[t];
        bool content = x->upos == CASUS_VERB || x->upos == CASUS_NOUN || x->upos == CASUS_ADJ || x->upos == CASUS_PROPN || x->upos == CASUS_AUX;
        bool counter = !content && (x->upos == CASUS_NUM || x->upos == CASUS_PRON || x->upos == CASUS_DET) && frame_stands_in(r, t);
        if (counter)
            *ARENA_PUSH(&r->d->memory, list, n) = (candidate){t, depth_of(r->doc, t)};
        if (!content)
            continue;
        bool has = knowledge_patterns(r->k, x->lemma) || (x->norm != x->lemma && x->upos == CASUS_PROPN && knowledge_patterns(r->k, x->norm));
        casus_ref aux = x->upos == CASUS_VERB ? child_with(r, t, CASUS_AUXREL) : CASUS_NONE;
        if (has || (aux != CASUS_NONE && knowledge_patterns(r->k, r->doc->tokens[aux].lemma)))
            *ARENA_PUSH(&r->d->memory, list, n) = (candidate){t, depth_of(r->doc, t)};
    }
    if (n)
        qsort(list, n, sizeof *list, by_depth);
    *out = list;
    return n;
}

static bool has_actor(const reading *r, casus_ref sentence)
{
    for (uint32_t i = 0; i < r->doc->n_actors; i++)
        if (r->doc->actors[i].sentence == sentence)
            return true;
    return false;
}

static casus_verdict verdict_of(const reading *r, casus_ref i, uint32_t n, bool coded, bool none)
{
    if (coded)
        return CASUS_V_CODED;
    if (!n)
        return CASUS_V_NO_EVENT_WORD;
    if (none)
        return CASUS_V_NOT_POLITICAL;
    return has_actor(r, i) ? CASUS_V_NO_PATTERN : CASUS_V_NO_ACTOR;
}

static void read_sentence(reading *r, casus_ref i)
{
    casus_sentence *s = &r->doc->sentences[i];
    candidate *list;
    uint32_t n = find_candidates(r, s, &list), first = r->doc->n_events;
    bool none = false;
    for (uint32_t c = 0; c < n; c++) {
        casus_event e;
        if (r->consumed[list[c].token])
            continue;
        outcome o = code_predicate(r, list[c].token, &e);
        none |= o == OUT_NONE;
        if (o == OUT_CODED && !told_before(r, first, &e))
            *ARENA_PUSH(&r->d->memory, r->doc->events, r->doc->n_events) = e;
    }
    s->verdict = (uint8_t)verdict_of(r, i, n, r->doc->n_events > first, none);
}

void event_read(document *d, const knowledge *k)
{
    reading r = {.d = d, .doc = &d->doc, .k = k};
    lexicon_fill(&r);
    children_fill(&r);
    r.frames = ARENA_ARRAY(&d->memory, frame *, d->doc.n_tokens + 1);
    r.consumed = ARENA_ARRAY(&d->memory, uint8_t, d->doc.n_tokens + 1);
    r.future = ARENA_ARRAY(&d->memory, uint8_t, d->doc.n_tokens + 1);
    speaker_read(&r);
    for (casus_ref i = 0; i < d->doc.n_sentences; i++) {
        unsigned v = d->doc.sentences[i].verdict;
        if (v != CASUS_V_BOILERPLATE && v != CASUS_V_NOT_ENGLISH)
            read_sentence(&r, i);
    }
}
