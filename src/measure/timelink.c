/* When did it happen?
 *
 *   "Police said on Monday that 12 protesters were killed last week."
 *
 * Two days are named. "on Monday" belongs to SAID, "last week" to KILLED: we climb from each time
 * expression to the nearest verb (or event noun: "Monday's talks") above it in the tree. The verb's
 * tense then says which Monday is meant, and time_of goes the way back: from a predicate to the
 * expression that dates it, or that dates the clause it depends on. */
#include "measure/inside.h"

/* ---- whom it dates ---- */

static casus_ref expr_head(const measures *m, casus_ref first, casus_ref end)
{
    for (casus_ref i = first; i < end; i++) {
        casus_ref h = token(m, i)->head;
        if ((h < first || h >= end || h == i) && token(m, i)->upos != CASUS_PUNCT && token(m, i)->upos != CASUS_ADP)
            return i;
    }
    return end - 1;
}

static bool eventive(const measures *m, casus_ref i)
{
    if (token(m, i)->upos != CASUS_NOUN && token(m, i)->upos != CASUS_PROPN)
        return false;
    const pattern *const *p = knowledge_patterns(m->k, token(m, i)->lemma);
    for (; p && *p; p++)
        if ((*p)->pos == 'n')
            return true;
    return false;
}

static bool predicate(const measures *m, casus_ref i)
{
    const casus_token *t = token(m, i);
    if (word_is(&m->at, i, "close") && word_is(&m->at, i + 1, "to"))
        return false; /* a preposition, whatever its tag */
    return t->upos == CASUS_VERB || t->upos == CASUS_AUX || tree_child(&m->at.d->doc, i, CASUS_COP) != CASUS_NONE;
}

/* The nearest verb above token i; an event noun on the way stops the climb when nouns may. */
static casus_ref governor(const measures *m, casus_ref i, bool nouns)
{
    for (int depth = 0; depth < 12; depth++) {
        casus_ref up = token(m, i)->head;
        if (up == i || !inside(m, up))
            return CASUS_NONE;
        i = up;
        if (predicate(m, i))
            return i;
        uint8_t label = token(m, i)->label;
        bool stands_alone = label == CASUS_PARATAXIS || label == CASUS_APPOS || label == CASUS_ROOT || label == CASUS_LIST;
        if (nouns && (eventive(m, i) || stands_alone))
            return i;
    }
    return CASUS_NONE;
}

static bool future_word(const measures *m, casus_ref i)
{
    return (word_at(&m->at, i)->is & W_FUTURE) && !word_is(&m->at, i, "would");
}

/* "warned him last month he was ready", "promised in 2008 to admit it": an expression before the
 * subject or the "to" of a clause belongs to the verb that governs the clause. */
static casus_ref before_clause(const measures *m, casus_ref verb, casus_ref first)
{
    const casus_doc *d = &m->at.d->doc;
    casus_ref up = token(m, verb)->head;
    if (up == verb || !inside(m, up) || up > first || verb < first || !predicate(m, up))
        return verb;
    casus_ref opening = verb;
    for (casus_ref i = tree_next_child(d, verb, CASUS_NONE); i != CASUS_NONE && i < verb; i = tree_next_child(d, verb, i)) {
        uint8_t label = token(m, i)->label;
        if (label == CASUS_MARK && i < first)
            return verb; /* "said that on Monday he left" */
        if ((label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS || label == CASUS_MARK) && i < opening)
            opening = i;
    }
    return opening < verb && opening > first ? up : verb;
}

int time_tense(const measures *m, casus_ref verb)
{
    const casus_doc *d = &m->at.d->doc;
    if (verb == CASUS_NONE || !inside(m, verb))
        return 0;
    const casus_token *t = token(m, verb);
    bool has = false, was = (t->morph & CASUS_PAST) != 0;
    if (future_word(m, verb))
        return 1;
    for (casus_ref i = tree_next_child(d, verb, CASUS_NONE); i != CASUS_NONE; i = tree_next_child(d, verb, i)) {
        const casus_token *c = token(m, i);
        if (c->label != CASUS_AUXREL && c->label != CASUS_AUX_PASS && c->label != CASUS_COP)
            continue;
        if ((word_at(&m->at, i)->is & W_FUTURE) && !word_is(&m->at, i, "would"))
            return 1;
        has |= c->lemma == symtab_find(m->at.d->names, "have", 4);
        was |= (c->morph & CASUS_PAST) != 0;
        if (c->morph & CASUS_PRES && !(t->morph & CASUS_PASS))
            was = false;
    }
    if (was || has)
        return -1;
    if (t->label == CASUS_ROOT && (t->morph & CASUS_INF) && tree_child(d, verb, CASUS_NSUBJ) != CASUS_NONE)
        return 1; /* "Biden to visit Israel on Wednesday" */
    if ((t->morph & (CASUS_INF | CASUS_GER)) && t->head != verb && inside(m, t->head) && (t->label == CASUS_XCOMP || t->label == CASUS_ACL || t->label == CASUS_ADVCL || t->label == CASUS_CCOMP || t->label == CASUS_CONJ)) {
        if ((t->morph & CASUS_INF) && t->label != CASUS_CONJ)
            return 1; /* "agreed to meet on Monday" */
        return time_tense(m, t->head < verb ? t->head : CASUS_NONE);
    }
    if (t->morph & CASUS_PART_F && !(t->morph & CASUS_FIN) && t->label != CASUS_ROOT)
        return -1;
    return 0;
}

/* ---- finding ---- */

/* The verb of the clause that "a day after" opens: the clause is what we date. */
static casus_ref clause_after(const measures *m, casus_ref end)
{
    for (casus_ref i = end; i < m->at.end && i < end + 20; i++) {
        uint8_t label = token(m, i)->label;
        if ((label == CASUS_ADVCL || label == CASUS_ACL || label == CASUS_CCOMP) && predicate(m, i))
            return i;
        if ((label == CASUS_OBL || label == CASUS_NMOD) && eventive(m, i))
            return i;
    }
    return CASUS_NONE;
}

/* Which way to look for a bare weekday or month. A present tense in running text looks ahead ("the
 * market re-opens on Monday"), a headline's does not ("Rebels seize Goma on Monday"). */
static int tense_of(const measures *m, time_expr *e, casus_ref dated, casus_ref verb)
{
    static const char *const ahead[] = {"until", "till", "by", "before", NULL};
    int tense = verb == CASUS_NONE ? 0 : time_tense(m, verb);
    if (tense == 0 && dated != CASUS_NONE && future_word(m, dated))
        return 1;
    if (e->first > m->at.first && e->weekday && one_of(m, e->first - 1, ahead))
        return 1;
    bool headline = m->at.d->doc.sentences[m->sentence].headline || m->sentence == 0;
    if (tense == 0 && verb != CASUS_NONE && e->weekday && !headline && (token(m, verb)->morph & CASUS_PRES) && (token(m, verb)->morph & CASUS_FIN))
        return 1;
    if (tense == 0 && e->month)
        for (casus_ref i = m->at.first; i < m->at.end; i++)
            if (token(m, i)->label == CASUS_ROOT)
                return time_tense(m, i);
    return tense;
}

static void time_add(measures *m, time_expr *e)
{
    casus_doc *d = &m->at.d->doc;
    casus_ref head = expr_head(m, e->first, e->end);
    bool dateline = e->first < m->at.first + d->sentences[m->sentence].dateline; /* the day of the report */
    casus_ref dated = dateline ? CASUS_NONE : governor(m, head, true), verb = dateline ? CASUS_NONE : governor(m, head, false);
    if (dated != CASUS_NONE && predicate(m, dated))
        dated = verb = before_clause(m, dated, e->first);
    casus_time t = {.at = {d->tokens[e->first].at.begin, d->tokens[e->end - 1].at.end}, .sentence = m->sentence, .head = head,
                    .first = e->first, .last = e->end - 1, .dates = dated};
    if (e->of_clause) {
        casus_ref clause = clause_after(m, e->end);
        if (clause != CASUS_NONE) {
            t.dates = clause;
            e->step = -e->step; /* "a day after X": X lies a day before the story's day */
        }
    }
    int tense = tense_of(m, e, dated, verb);
    time_resolve(m, e, tense, &t);
    *ARENA_PUSH(&m->at.d->memory, d->times, d->n_times) = t;
    for (casus_ref i = e->first; i < e->end; i++)
        m->dated[i - m->at.first] = 1;
}

void time_find(measures *m)
{
    for (casus_ref i = m->at.first; i < m->at.end;) {
        time_expr e;
        if (!time_may_begin(m, i) || !time_parse(m, i, &e)) {
            i++;
            continue;
        }
        time_add(m, &e);
        i = e.end;
    }
}

/* ---- time_of ---- */

static uint32_t distance(casus_ref a, casus_ref b)
{
    return a > b ? a - b : b - a;
}

/* The nearest dated expression that dates this very token. */
static casus_ref own_time(const casus_doc *d, casus_ref token_at, casus_ref sentence)
{
    casus_ref best = CASUS_NONE;
    for (casus_ref i = FIRST_FROM(casus_time, d->times, d->n_times, sentence, sentence); i < d->n_times && d->times[i].sentence == sentence; i++) {
        const casus_time *t = &d->times[i];
        if (t->dates != token_at || t->type == CASUS_SET || (t->type == CASUS_DURATION && !t->from))
            continue;
        bool better = best == CASUS_NONE || (t->from && !d->times[best].from) ||
                      ((t->from != 0) == (d->times[best].from != 0) && distance(t->head, token_at) < distance(d->times[best].head, token_at));
        if (better)
            best = i;
    }
    return best;
}

static bool nominal_role(uint8_t label)
{
    return label == CASUS_OBL || label == CASUS_OBJ || label == CASUS_NMOD || label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS || label == CASUS_OBL_AGENT;
}

/* How many steps the dated word stands below the predicate, through its nouns and their participles
 * only; 0 when it does not. */
static int steps_below(const casus_doc *d, casus_ref dated, casus_ref predicate_at)
{
    for (int steps = 1; steps <= 3; steps++) {
        uint8_t label = d->tokens[dated].label;
        if (!nominal_role(label) && label != CASUS_ACL)
            return 0;
        dated = d->tokens[dated].head;
        if (dated == predicate_at)
            return steps;
    }
    return 0;
}

/* "warned him in two summits last month", "killed in a raid carried out on Monday": the time of a
 * noun that the predicate governs, or of the participle behind that noun. */
static casus_ref time_of_argument(const casus_doc *d, casus_ref verb, casus_ref sentence)
{
    casus_ref best = CASUS_NONE;
    int best_steps = 9;
    for (casus_ref i = FIRST_FROM(casus_time, d->times, d->n_times, sentence, sentence); i < d->n_times && d->times[i].sentence == sentence; i++) {
        casus_ref noun = d->times[i].dates;
        if (noun == CASUS_NONE || !d->times[i].from || noun == verb || d->times[i].type == CASUS_SET)
            continue;
        int steps = steps_below(d, noun, verb);
        if (steps && steps < best_steps)
            best = i, best_steps = steps;
    }
    return best;
}

static int tense_bits(const casus_doc *d, casus_ref verb)
{
    int bits = d->tokens[verb].morph & (CASUS_PAST | CASUS_PRES);
    for (casus_ref i = tree_next_child(d, verb, CASUS_NONE); i != CASUS_NONE; i = tree_next_child(d, verb, i))
        if (d->tokens[i].label == CASUS_AUXREL || d->tokens[i].label == CASUS_AUX_PASS || d->tokens[i].label == CASUS_COP)
            bits |= d->tokens[i].morph & (CASUS_PAST | CASUS_PRES | CASUS_INF);
    return bits & CASUS_PAST ? CASUS_PAST : bits;
}

/* May a clause without a time of its own take that of the clause above it? */
static bool shares_time(const casus_doc *d, casus_ref token_at)
{
    const casus_token *t = &d->tokens[token_at];
    switch (t->label) {
    case CASUS_XCOMP: case CASUS_CONJ: case CASUS_NSUBJ: case CASUS_NSUBJ_PASS: case CASUS_OBJ: case CASUS_OBL: case CASUS_NMOD:
    case CASUS_COMPOUND:
        return true;
    case CASUS_ADVCL: case CASUS_PARATAXIS:
        return (t->morph & (CASUS_GER | CASUS_PART_F)) != 0;
    case CASUS_CCOMP:
        return (tense_bits(d, token_at) & CASUS_PAST) != 0 && (tense_bits(d, t->head) & CASUS_PAST) != 0;
    default:
        return false;
    }
}

casus_ref time_of(const casus_doc *d, casus_ref token_at)
{
    if (token_at >= d->n_tokens || !d->n_times)
        return CASUS_NONE;
    casus_ref sentence = tree_sentence(d, token_at);
    for (int depth = 0; depth < 6; depth++) {
        casus_ref t = own_time(d, token_at, sentence);
        if (t == CASUS_NONE)
            t = time_of_argument(d, token_at, sentence);
        if (t != CASUS_NONE)
            return t;
        if (d->tokens[token_at].head == token_at || !shares_time(d, token_at))
            return CASUS_NONE;
        token_at = d->tokens[token_at].head;
    }
    return CASUS_NONE;
}
