/* What words do: the closed tests of docs/statements.md.
 *
 *     "Russia must withdraw."            demand       somebody else must
 *     "We will not tolerate missiles."   red_line     our own "will not" with a verb of redlines.txt
 *     "We will respond."                 promise      our own "will"; with a hostile act a threat
 *     "They shelled our villages."       accusation   a hostile act, laid on the other side
 *
 * A position is one clause of what somebody says. The tests are asked in the order of their weight;
 * what passes none is a claim. */
#include "ledger/inside.h"

const char *book_lemma(const book *b, casus_ref t)
{
    return symtab_name(b->d->names, b->doc->tokens[t].lemma);
}

bool book_among(const char *s, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(s, list[i]) == 0)
            return true;
    return false;
}

casus_ref book_child(const book *b, casus_ref head, casus_dep label)
{
    return tree_child(b->doc, head, label);
}

bool position_negated(const book *b, casus_ref v)
{
    for (casus_ref c = tree_next_child(b->doc, v, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, v, c)) {
        const casus_token *t = &b->doc->tokens[c];
        if (t->norm == b->w.never || t->norm == b->w.cannot || strcmp(symtab_name(b->d->names, t->lemma), "not") == 0 || (t->label == CASUS_DETREL && t->norm == b->w.no))
            return true;
    }
    return false;
}

casus_sym position_modal(const book *b, casus_ref v)
{
    for (casus_ref c = tree_next_child(b->doc, v, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(b->doc, v, c)) {
        const casus_token *t = &b->doc->tokens[c];
        if (t->label == CASUS_AUXREL && t->lemma != b->w.be && t->lemma != b->w.have)
            return t->norm == b->w.cannot ? b->w.can : t->lemma;
    }
    return 0;
}

casus_ref position_subject(const book *b, casus_ref v)
{
    static const casus_dep labels[] = {CASUS_NSUBJ, CASUS_NSUBJ_PASS, CASUS_NSUBJ_OUTER};
    for (size_t i = 0; i < sizeof labels / sizeof *labels; i++) {
        casus_ref s = book_child(b, v, labels[i]);
        if (s != CASUS_NONE)
            return s;
    }
    return CASUS_NONE;
}

/* The clause speaks of its speaker: "we", "he" of the same chain, "the United States" of its minister. */
bool position_own(const book *b, casus_ref subject, casus_ref speaker)
{
    if (subject == CASUS_NONE)
        return false;
    if (b->doc->tokens[subject].morph & CASUS_P1)
        return true;
    casus_ref a = actor_at(b->doc, subject);
    if (a == CASUS_NONE || speaker == CASUS_NONE)
        return false;
    const casus_actor *x = &b->doc->actors[a], *y = &b->doc->actors[speaker];
    return (x->chain != CASUS_NONE && x->chain == y->chain) || (x->country && x->country == y->country && x->sector == y->sector);
}

static bool has_red_line(const book *b, const position *p)
{
    for (casus_ref t = p->first; t < p->last; t++)
        if (b->doc->tokens[t].norm == b->w.red && b->doc->tokens[t + 1].lemma == b->w.line)
            return true;
    return false;
}

bool position_red_verb(const book *b, casus_ref v)
{
    return knowledge_word(b->k, "verbs/redlines", b->doc->tokens[v].lemma, NULL);
}

static bool is_red_line(const book *b, const position *p, bool self, casus_sym modal)
{
    static const char *const words[] = {"unacceptable", "intolerable", "inadmissible", "impermissible", "non-negotiable"};
    if (has_red_line(b, p) || (AMONG(book_lemma(b, p->clause), words) && !position_negated(b, p->clause) && position_subject(b, p->clause) != CASUS_NONE && book_child(b, p->clause, CASUS_EXPL) == CASUS_NONE))
        return true;
    bool will = modal == b->w.will || modal == b->w.would || modal == b->w.shall || modal == b->w.can;
    return self && will && position_negated(b, p->clause) && position_red_verb(b, p->clause);
}

/* "must", "should", "needs to", "it is essential that", an order without a subject. */
bool position_demands(const book *b, const position *p, bool self, casus_sym modal)
{
    static const char *const needs[] = {"essential", "vital", "crucial", "imperative", "mandatory", "necessary", "urgent", "important", "critical", "indispensable", "incumbent"};
    static const char *const verbs[] = {"need", "require", "have"};
    const casus_token *v = &b->doc->tokens[p->clause];
    if ((modal == b->w.must || modal == b->w.should || modal == b->w.ought) && (!self || modal == b->w.must))
        return true;
    bool clause = book_child(b, p->clause, CASUS_CCOMP) != CASUS_NONE || book_child(b, p->clause, CASUS_CSUBJ) != CASUS_NONE || book_child(b, p->clause, CASUS_XCOMP) != CASUS_NONE || book_child(b, p->clause, CASUS_ADVCL) != CASUS_NONE;
    if (v->upos == CASUS_ADJ && AMONG(book_lemma(b, p->clause), needs) && clause)
        return true;
    casus_ref x = book_child(b, p->clause, CASUS_XCOMP);
    if (v->upos == CASUS_VERB && !self && AMONG(book_lemma(b, p->clause), verbs) && (x != CASUS_NONE || v->lemma != b->w.have))
        return x != CASUS_NONE || v->lemma != b->w.need;
    if (v->upos == CASUS_NOUN && v->lemma == b->w.need) /* "the need for X to act" */
        return true;
    return v->upos == CASUS_VERB && (v->morph & CASUS_IMP) && v->lemma != b->w.let && position_subject(b, p->clause) == CASUS_NONE && p->first == p->clause;
}

/* The events whose words stand in the clause: they are in the order of their sentences. */
static uint32_t book_events(const book *b, casus_ref sentence)
{
    uint32_t low = 0, high = b->doc->n_events;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (b->doc->events[mid].sentence < sentence)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

static bool armed_group(const book *b, const casus_actor *a)
{
    return a->sector == b->w.REB || a->sector == b->w.UAF || a->country == b->w.IMG || a->country == b->w.ISM || a->sector2 == b->w.REB || a->sector2 == b->w.UAF;
}

/* A hostile act in the words laid on somebody other than the speaker's own side. What is done to an
 * armed group by others is told, not held against them. */
static const casus_event *accuses(const book *b, const position *p, casus_ref sentence)
{
    const casus_actor *speaker = &b->doc->actors[p->speaker];
    for (uint32_t i = book_events(b, sentence); i < b->doc->n_events && b->doc->events[i].sentence == sentence; i++) {
        const casus_event *e = &b->doc->events[i];
        if ((e->type != b->w.ASSAULT && e->type != b->w.COERCE && e->type != b->w.ACCUSE) || e->head < p->first || e->head > p->last || !e->n_actors)
            continue;
        const casus_actor *who = &b->doc->actors[e->actor[0]];
        bool other = who->country ? who->country != speaker->country : who->sector != speaker->sector;
        if (e->type == b->w.ACCUSE)
            continue;
        const casus_actor *at = e->n_recipients ? &b->doc->actors[e->recipient[0]] : NULL;
        bool outlaw = who->country == b->w.IMG || who->country == b->w.ISM || who->sector == b->w.UAF;
        bool wronged = at && !armed_group(b, at) && (at->sector == b->w.CVL || (at->country && at->country == speaker->country));
        bool own_soil = e->place != CASUS_NONE && b->doc->places[e->place].country == who->country; /* at home it may be clearing out rebels */
        bool abroad = !at && who->country && speaker->country && !armed_group(b, who) && !own_soil;
        if (other && (outlaw || wronged || abroad) && e->status != CASUS_NEGATED && e->status != CASUS_FUTURE)
            return e;
    }
    return NULL;
}

/* The clause's own act is hostile: its verb or the infinitive under it. */
bool position_hostile(const book *b, const position *p, casus_ref sentence)
{
    casus_ref x = book_child(b, p->clause, CASUS_XCOMP);
    for (uint32_t i = book_events(b, sentence); i < b->doc->n_events && b->doc->events[i].sentence == sentence; i++) {
        const casus_event *e = &b->doc->events[i];
        bool hostile = e->type == b->w.ASSAULT || e->type == b->w.COERCE || e->type == b->w.SANCTION || e->type == b->w.THREATEN;
        if (hostile && (e->head == p->clause || e->head == x))
            return true;
    }
    return false;
}

static bool hostile_in(const book *b, const position *p, casus_ref sentence)
{
    for (uint32_t i = book_events(b, sentence); i < b->doc->n_events && b->doc->events[i].sentence == sentence; i++) {
        const casus_event *e = &b->doc->events[i];
        bool hostile = e->type == b->w.ASSAULT || e->type == b->w.COERCE || e->type == b->w.SANCTION || e->type == b->w.THREATEN;
        if (hostile && e->head >= p->first && e->head <= p->last)
            return true;
    }
    return false;
}

/* "will", "is going to", "remains committed to", "stands ready": said of oneself. */
static bool is_promise(const book *b, const position *p, casus_sym modal)
{
    static const char *const words[] = {"commit", "committed", "determined", "ready", "prepared", "resolve", "pledge", "promise", "vow", "undertake", "guarantee", "steadfast", "willing", "intend", "aim"};
    static const char *const goes_on[] = {"continue", "remain", "stand", "intend"};
    const char *lemma = book_lemma(b, p->clause);
    if (modal == b->w.will || modal == b->w.shall || modal == b->w.would || AMONG(lemma, words))
        return true;
    casus_ref x = book_child(b, p->clause, CASUS_XCOMP);
    if (b->doc->tokens[p->clause].lemma == b->w.go && x != CASUS_NONE) /* "is going to" */
        return true;
    if (x != CASUS_NONE && AMONG(book_lemma(b, x), words))
        return true;
    bool present = (b->doc->tokens[p->clause].morph & CASUS_PAST) == 0;
    casus_ref aux = book_child(b, p->clause, CASUS_AUXREL);
    if (aux != CASUS_NONE && (b->doc->tokens[aux].morph & CASUS_PAST))
        present = false;
    return present && AMONG(lemma, goes_on);
}

/* "was not responsible", "no role in", "did not attack": a charge is answered. */
static bool is_denial(const book *b, const position *p, bool self, casus_ref sentence)
{
    static const char *const charges[] = {"responsible", "involve", "involved", "responsibility", "role", "true", "truth", "guilty", "link", "innocent", "involvement", "complicit", "false", "baseless", "unfounded", "groundless", "lie"};
    bool no = position_negated(b, p->clause) || book_child(b, p->clause, CASUS_DETREL) != CASUS_NONE;
    for (casus_ref t = p->first; t + 2 <= p->last && self; t++) /* "had nothing to do with it" */
        if (strcmp(book_lemma(b, t), "nothing") == 0 && strcmp(book_lemma(b, t + 1), "to") == 0 && strcmp(book_lemma(b, t + 2), "do") == 0)
            return true;
    const char *lemma = book_lemma(b, p->clause);
    if (strcmp(lemma, "innocent") == 0 || strcmp(lemma, "baseless") == 0 || strcmp(lemma, "groundless") == 0 || strcmp(lemma, "unfounded") == 0)
        return true;
    if (!no || !position_negated(b, p->clause))
        return false;
    return AMONG(lemma, charges) || (self && !position_modal(b, p->clause) && hostile_in(b, p, sentence));
}

/* A word of the list stands in the position's words. */
static bool holds(const book *b, const position *p, const char *const *list, size_t n)
{
    for (casus_ref t = p->first; t <= p->last; t++)
        if (book_among(book_lemma(b, t), list, n))
            return true;
    return false;
}
#define HOLDS(b, p, list) holds((b), (p), (list), sizeof(list) / sizeof *(list))

/* "will not", "have no right to", "cannot dictate", "non-starters": no is the answer. */
static bool is_refusal(const book *b, const position *p, bool self, casus_sym modal)
{
    static const char *const never[] = {"non-starter", "nonstarter", "non-starters"};
    static const char *const rights[] = {"right", "say", "veto", "place"};
    static const char *const decides[] = {"dictate", "decide", "veto", "impose", "interfere", "tell", "determine", "choose", "demand", "set", "vote", "meddle"};
    if (HOLDS(b, p, never))
        return true;
    for (casus_ref t = p->first + 1; t < p->last; t++) /* "there is no question of", "it is out of the question" */
        if (strcmp(book_lemma(b, t), "question") == 0 && (strcmp(book_lemma(b, t - 1), "no") == 0 || (t > p->first + 2 && strcmp(book_lemma(b, t - 3), "out") == 0)))
            return true;
    casus_ref object = book_child(b, p->clause, CASUS_OBJ);
    bool no = position_negated(b, p->clause) || (object != CASUS_NONE && position_negated(b, object));
    if (!no)
        return false;
    bool right = b->doc->tokens[p->clause].lemma == b->w.have && object != CASUS_NONE && AMONG(book_lemma(b, object), rights);
    bool will = modal == b->w.will || modal == b->w.would || modal == b->w.shall;
    static const char *const feels[] = {"surprise", "surprised", "surprising", "like", "know", "think", "guess", "speculate", "mind", "wonder"};
    return (self && will && !AMONG(book_lemma(b, p->clause), feels)) || (!self && (right || (modal == b->w.can && AMONG(book_lemma(b, p->clause), decides))));
}

/* What follows is painted as harm: "a full rupture", "grave consequences", "will pay the price". */
static bool is_warning(const book *b, const position *p, casus_sym modal)
{
    static const char *const harm[] = {"rupture", "consequence", "retaliate", "retaliation", "revenge", "price", "regret", "catastrophe", "punish", "punishment", "crush", "retribution"};
    bool will = modal == b->w.will || modal == b->w.would || modal == b->w.shall;
    return (will || strcmp(book_lemma(b, p->clause), "deserve") == 0) && HOLDS(b, p, harm);
}

/* "IS fighters had used the school to make bombs": an outlawed group, as the doer, beside words of violence. */
static bool lays_violence(const book *b, const position *p, casus_ref subject)
{
    static const char *const violence[] = {"attack", "bomb", "bombing", "kill", "murder", "weapon", "terror", "terrorist", "terrorism", "atrocity", "massacre", "torture", "mortar", "rocket", "shell",
                                           "execute", "execution", "hostage", "kidnap", "abduct", "rape", "slaughter", "genocide", "shield", "behead", "enslave"};
    static const char *const worsted[] = {"lose", "flee", "suffer", "retreat", "surrender", "die", "fail", "leave", "withdraw"};
    casus_ref a = subject == CASUS_NONE || b->doc->tokens[subject].label == CASUS_NSUBJ_PASS ? CASUS_NONE : actor_at(b->doc, subject);
    if (a == CASUS_NONE || b->doc->tokens[p->clause].upos != CASUS_VERB || position_negated(b, p->clause) || AMONG(book_lemma(b, p->clause), worsted))
        return false;
    const casus_actor *x = &b->doc->actors[a];
    bool outlaw = x->country == b->w.IMG || x->sector == b->w.UAF || x->country == b->w.ISM;
    return outlaw && x->country != b->doc->actors[p->speaker].country && HOLDS(b, p, violence);
}

/* "will respond WITH FORCE": "with the forces of others" is no blow. */
static bool with_force(const book *b, const position *p)
{
    for (casus_ref t = p->first + 1; t <= p->last; t++)
        if (strcmp(symtab_name(b->d->names, b->doc->tokens[t].norm), "force") == 0 && AMONG(book_lemma(b, t - 1), ((const char *const[]){"with", "by", "use", "military"})))
            return true;
    return false;
}

/* What the clause does; *whom: the event behind an accusation. */
casus_statement_kind position_kind(const book *b, const position *p, casus_ref sentence, const casus_event **whom)
{
    static const char *const blows[] = {"avenge", "revenge", "retaliate", "retaliation", "reprisal", "crush", "annihilate", "obliterate"};
    static const char *const bound[] = {"committed", "commitment", "commit"};
    casus_ref subject = position_subject(b, p->clause);
    casus_sym modal = position_modal(b, p->clause);
    bool self = position_own(b, subject, p->speaker), no = position_negated(b, p->clause);
    if (is_red_line(b, p, self, modal))
        return CASUS_RED_LINE;
    if (is_denial(b, p, self, sentence))
        return CASUS_DENIAL;
    if (position_demands(b, p, self, modal))
        return CASUS_DEMAND;
    if (is_refusal(b, p, self, modal))
        return CASUS_REFUSAL;
    if (is_warning(b, p, modal))
        return CASUS_THREAT;
    if (self && !no && is_promise(b, p, modal) && HOLDS(b, p, bound)) /* "we are committed to defeating them" */
        return CASUS_PROMISE;
    if (self && !no && is_promise(b, p, modal))
        return position_hostile(b, p, sentence) || HOLDS(b, p, blows) || with_force(b, p) ? CASUS_THREAT : CASUS_PROMISE;
    *whom = accuses(b, p, sentence);
    if (*whom || (p->cue == b->w.accuse && !self) || lays_violence(b, p, subject))
        return CASUS_ACCUSATION;
    return CASUS_CLAIM;
}

