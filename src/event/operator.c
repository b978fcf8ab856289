/* The act inside another act.
 *
 *     urged Moscow TO WITHDRAW      a request, of the mode `yield`
 *     promised TO HELP Ukraine      an agreement, for Ukraine
 *     a US STRIKE killed four       one act, told by a noun and a verb
 *
 * PLOVER codes the outer act; the inner one gives it its mode and, where it names nobody, its parties. */
#include "event/inside.h"

/* The act inside an operator, with its parties; false when the complement names none. */
bool act_inside(reading *r, casus_ref token, casus_event *e, parties *p)
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

bool hostile(const lexicon *w, casus_sym t)
{
    return t == w->ASSAULT || t == w->COERCE || t == w->SANCTION || t == w->MOBILIZE || t == w->THREATEN;
}

/* "promised to slash EMISSIONS": neither somebody nor a thing that can be struck. */
static bool done_to_idea(reading *r, casus_ref verb)
{
    static const char *const targets[] = {"@site", "@craft", "@city-thing", "@weapon"};
    const frame *f = frame_of(r, verb);
    casus_ref object = f && f->pos == 'v' ? frame_arg(f, AT_OBJECT) : CASUS_NONE;
    static const char *const deeds[] = {"revenge", "vengeance", "reprisal", "retaliation", "force", "fire", "action", "blow"};
    for (size_t i = 0; object != CASUS_NONE && i < sizeof deeds / sizeof *deeds; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[object].lemma), deeds[i]) == 0)
            return false; /* "vowed to take REVENGE" */
    if (object == CASUS_NONE || r->doc->tokens[object].upos != CASUS_NOUN || actor_at(r->doc, object) != CASUS_NONE || party_place_word(r, r->doc->tokens[object].lemma))
        return false;
    for (size_t i = 0; i < sizeof targets / sizeof *targets; i++)
        if (knowledge_class(r->k, targets[i], r->doc->tokens[object].lemma))
            return false;
    return true;
}

/* An agreement or promise is coloured by what is promised: CONCEDE, THREATEN or AGREE. */
static void fold_promise(reading *r, casus_event *e, const casus_event *inside, parties *p, const parties *theirs)
{
    const lexicon *w = &r->w;
    plover known;
    bool refused = inside->status == CASUS_NEGATED;
    bool no_target = inside->type == w->ASSAULT && !theirs->n_recipients && done_to_idea(r, inside->head);
    if (inside->type == w->RETREAT || inside->type == w->CONCEDE)
        e->type = refused ? w->REJECT : w->CONCEDE;
    else if (hostile(w, inside->type) && !no_target)
        e->type = refused ? w->CONCEDE : w->THREATEN;
    else if (inside->type == w->REJECT)
        e->type = w->REJECT;
    e->mode[0] = !no_target && (e->type == w->THREATEN || e->type == w->REJECT) ? fold_mode(r, e->type, inside) : 0;
    e->n_modes = e->mode[0] != 0;
    if (e->type != w->AGREE && knowledge_plover(r->k, e->type, e->mode[0], &known))
        e->cameo = known.cameo;
    if (e->type == w->CONCEDE)
        mirror_cameo(r, e, inside->cameo);
    if (inside->type == w->CONSULT)
        take_parties(r->doc, p->actor, &p->n_actors, theirs->actor, theirs->n_actors);
    else if (inside->type == w->COOPERATE && !p->n_recipients) {
        take_parties(r->doc, p->recipient, &p->n_recipients, theirs->actor, theirs->n_actors);
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    }
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
void merge_violent_noun(reading *r, casus_event *e, const match *m, parties *p)
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
void joint_exercise(reading *r, casus_event *e, const match *m, const parties *p)
{
    casus_sym noun = m->s.literal == CASUS_NONE ? 0 : r->doc->tokens[m->s.literal].lemma;
    casus_ref object = m->f->pos == 'v' ? frame_arg(m->f, AT_OBJECT) : CASUS_NONE;
    bool game = knowledge_class(r->k, "@wargame", m->f->lemma) || knowledge_class(r->k, "@wargame", noun) ||
                (object != CASUS_NONE && knowledge_class(r->k, "@wargame", r->doc->tokens[object].lemma));
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

/* "promised to admit UKRAINE", "mandatory to make sure that UKRAINE never joins": the first party the
 * clause acts on, or that acts in it. */
static void recipient_in_clause(reading *r, casus_ref verb, parties *p)
{
    static const char *const friendly[] = {"follow", "join", "help", "support", "back", "defend", "protect", "copy", "emulate", "assist", "imitate", "accompany"};
    casus_ref start = verb;
    for (size_t i = 0; i < sizeof friendly / sizeof *friendly; i++)
        if (strcmp(symtab_name(r->d->names, r->doc->tokens[verb].lemma), friendly[i]) == 0)
            return; /* "threatened to FOLLOW Brazil" */
    for (int depth = 0; depth < 3 && verb != CASUS_NONE && !p->n_recipients; depth++) {
        static const place_of outer[] = {AT_OBJECT, AT_INDIRECT, AT_SUBJECT}, deeper[] = {AT_SUBJECT, AT_OBJECT, AT_INDIRECT};
        const frame *f = frame_of(r, verb);
        for (size_t i = 0; f && i < sizeof outer / sizeof *outer && !p->n_recipients; i++) {
            casus_ref head = frame_arg(f, depth ? deeper[i] : outer[i]);
            if (head != CASUS_NONE)
                p->n_recipients = party_of(r, head, false, p->recipient, p->n_recipients, &p->more);
            if (head != CASUS_NONE && !p->n_recipients)
                p->n_recipients = owners_of_thing(r, head, p->recipient, 0, &p->more);
            p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
        }
        for (int i = 0; f && i < f->n && !p->n_recipients; i++) { /* "would retaliate AGAINST UKRAINE" */
            static const char *const preps[] = {"against", "to", "on", "at", "from", "with"};
            for (size_t j = 0; f->arg[i].at == AT_PREP && j < sizeof preps / sizeof *preps && !p->n_recipients; j++)
                if (strcmp(symtab_name(r->d->names, f->arg[i].prep), preps[j]) == 0 && actor_at(r->doc, f->arg[i].head) != CASUS_NONE)
                    p->n_recipients = party_of(r, f->arg[i].head, false, p->recipient, 0, &p->more);
            p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
        }
        casus_ref next = f ? frame_arg(f, AT_THAT) : CASUS_NONE;
        for (int i = 0; f && next == CASUS_NONE && i < f->n; i++) /* "make sure that": the clause hangs on the adjective */
            if (f->arg[i].at == AT_OBJECT && r->doc->tokens[f->arg[i].head].upos == CASUS_ADJ)
                next = child_with(r, f->arg[i].head, CASUS_CCOMP);
        verb = next != CASUS_NONE ? next : f ? frame_arg(f, AT_TO) : CASUS_NONE;
    }
    /* Last: the next subject in the same words, where the tree lost the thread. */
    casus_ref words = speaker_of(r->doc, start);
    casus_ref end = words == CASUS_NONE ? start + 1 : r->doc->attributions[words].last + 1;
    for (casus_ref t = start + 1; t < end && !p->n_recipients; t++) {
        if (r->doc->tokens[t].label != CASUS_NSUBJ)
            continue;
        p->n_recipients = party_of(r, t, false, p->recipient, 0, &p->more);
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    }
}

/* "would break off relations IF UKRAINE joined": who must not do it is who is threatened. */
static void recipient_of_condition(reading *r, casus_ref verb, parties *p)
{
    for (casus_ref c = r->first_child[verb]; c != CASUS_NONE && !p->n_recipients; c = r->next_sibling[c]) {
        casus_ref mark = r->doc->tokens[c].label == CASUS_ADVCL ? child_with(r, c, CASUS_MARK) : CASUS_NONE;
        bool condition = mark != CASUS_NONE && (r->doc->tokens[mark].norm == r->w.if_ || r->doc->tokens[mark].norm == r->w.unless);
        const frame *f = condition ? frame_of(r, c) : NULL;
        casus_ref subject = f ? frame_arg(f, f->passive ? AT_OBJECT : AT_SUBJECT) : CASUS_NONE;
        if (subject != CASUS_NONE)
            p->n_recipients = party_of(r, subject, false, p->recipient, 0, &p->more);
        p->n_recipients = without(r->doc, p->recipient, p->n_recipients, p->actor, p->n_actors);
    }
}

void apply_inside(reading *r, casus_event *e, const match *m, parties *p)
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
        if (m->s.complement != CASUS_NONE && !p->n_recipients && !m->s.n_b)
            recipient_in_clause(r, m->s.complement, p);
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
    if ((e->type == w->THREATEN || e->type == w->REJECT) && m->s.complement != CASUS_NONE && !p->n_recipients)
        recipient_in_clause(r, m->s.complement, p);
    if (e->type == w->THREATEN && m->s.complement != CASUS_NONE && !p->n_recipients)
        recipient_of_condition(r, m->s.complement, p);
}

/* ---- one predicate ---- */

/* "ceased shelling the town" is a retreat, "ceased trading" is not. */
void acts_below_modal(reading *r, casus_event *e, const match *m, parties *p)
{
    if (m->p->pos != 'm' || p->n_recipients)
        return;
    for (int i = 0; i < m->f->n && !p->n_recipients; i++) {
        casus_event inside;
        parties theirs;
        casus_ref head = m->f->arg[i].head;
        if (!act_inside(r, head, &inside, &theirs))
            continue;
        theirs.n_actors = without(r->doc, theirs.actor, theirs.n_actors, p->actor, p->n_actors);
        if (!theirs.n_actors)
            continue;
        take_parties(r->doc, p->recipient, &p->n_recipients, theirs.actor, theirs.n_actors);
        e->mode[0] = fold_mode(r, e->type, &inside);
        e->n_modes = e->mode[0] != 0;
        casus_ref first, last;
        tree_extent(r->doc, head, &first, &last);
        r->consumed[head] = 1;
        for (casus_ref c = head; c <= last; c++) /* "with its de-escalation near the border and its withdrawal": however deep */
            if (r->doc->tokens[c].label == CASUS_CONJ)
                r->consumed[c] = 1;
    }
}

void foreign_border(reading *r, casus_event *e, const match *m, parties *p)
{
    const lexicon *w = &r->w;
    const casus_sym near[] = {w->near, w->along, w->off, w->toward, w->towards, w->close_to, w->around, w->at, w->on};
    if (e->type != w->MOBILIZE || p->n_recipients || !p->n_actors)
        return;
    for (int i = 0; i < m->f->n && !p->n_recipients; i++) {
        const argument *a = &m->f->arg[i];
        bool fits = false;
        for (size_t j = 0; a->at == AT_PREP && j < sizeof near / sizeof *near; j++)
            fits |= a->prep == near[j];
        casus_ref there[CASUS_MAX_PARTIES];
        uint8_t n = fits ? party_of(r, a->head, true, there, 0, &p->more) : 0;
        if (n && r->doc->actors[p->actor[0]].country && r->doc->actors[there[0]].country && r->doc->actors[there[0]].country != r->doc->actors[p->actor[0]].country)
            take_parties(r->doc, p->recipient, &p->n_recipients, there, n);
    }
}

bool hostile_inside(reading *r, const match *m)
{
    casus_event inside;
    parties theirs;
    casus_ref token = m->s.complement == CASUS_NONE ? frame_arg(m->f, AT_OBJECT) : m->s.complement;
    return act_inside(r, token, &inside, &theirs) && (hostile(&r->w, inside.type) || inside.type == r->w.PROTEST);
}
