/* A predicate and its arguments, in plain active order.
 *
 *     "The troops, which were ordered to pull back by Moscow, left the town and crossed the river."
 *
 * `order` is passive: its object is "which", that is the troops; Moscow, its agent, is the subject.
 * `pull back` has no subject of its own: it takes the object of `order`. `cross` shares the subject
 * of `left`. Patterns are written for the active clause, so all of this is undone here, once. */
#include "clause/clause.h"

#include <stdio.h>

casus_ref child_with(const reading *r, casus_ref head, casus_dep label)
{
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == label)
            return c;
    return CASUS_NONE;
}

static bool is_root(const reading *r, casus_ref t)
{
    return r->doc->tokens[t].head == t;
}

casus_ref frame_arg(const frame *f, place_of at)
{
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].at == at)
            return f->arg[i].head;
    return CASUS_NONE;
}

static bool among(const reading *r, casus_sym lemma, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(symtab_name(r->d->names, lemma), list[i]) == 0)
            return true;
    return false;
}
#define AMONG(r, word, list) among((r), (word), (list), sizeof(list) / sizeof *(list))

static void put(frame *f, place_of at, casus_sym prep, casus_ref head, uint8_t via)
{
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].at == at && f->arg[i].head == head)
            return;
    if (f->n < MAX_ARGUMENTS && head != CASUS_NONE && head != f->head)
        f->arg[f->n++] = (argument){.at = (uint8_t)at, .via = via, .prep = prep, .head = head};
}

/* "in front of": the case word and its fixed parts, joined. */
casus_sym frame_prep(const reading *r, casus_ref token)
{
    casus_ref first = child_with(r, token, CASUS_CASE);
    if (first == CASUS_NONE) { /* "of security guarantees": the tree may leave the preposition with the word before */
        const casus_token *t = r->doc->tokens;
        bool beside = token > 0 && t[token - 1].head == t[token].head && t[token - 1].head != token - 1 &&
                      (t[token - 1].label == CASUS_NMOD || t[token - 1].label == CASUS_OBL) && (t[token].label == CASUS_NMOD || t[token].label == CASUS_OBL);
        first = beside ? child_with(r, token - 1, CASUS_CASE) : CASUS_NONE;
        return first == CASUS_NONE ? 0 : t[first].norm;
    }
    char joined[80];
    size_t n = 0;
    for (casus_ref c = first;; c = r->next_sibling[c]) {
        if (c == CASUS_NONE)
            break;
        const casus_token *t = &r->doc->tokens[c];
        if (t->label != CASUS_CASE)
            continue;
        const char *name = symtab_name(r->d->names, t->norm);
        size_t length = strlen(name);
        if (n + length + 2 > sizeof joined || (n && c > token))
            break;
        if (n)
            joined[n++] = '_';
        memcpy(joined + n, name, length);
        n += length;
        for (casus_ref x = r->first_child[c]; x != CASUS_NONE; x = r->next_sibling[x]) {
            name = symtab_name(r->d->names, r->doc->tokens[x].norm);
            length = strlen(name);
            if (r->doc->tokens[x].label != CASUS_FIXED || n + length + 2 > sizeof joined)
                continue;
            joined[n++] = '_';
            memcpy(joined + n, name, length);
            n += length;
        }
    }
    casus_sym whole = symtab_find(r->d->names, joined, n);
    return whole ? whole : r->doc->tokens[first].norm;
}

/* The noun a relative pronoun stands for; the token itself when it is none. */
static casus_ref antecedent(const reading *r, casus_ref t)
{
    const lexicon *w = &r->w;
    casus_sym s = r->doc->tokens[t].norm;
    if (s != w->who && s != w->which && s != w->whom && s != w->that)
        return t;
    for (casus_ref at = r->doc->tokens[t].head, steps = 0; steps < 6; steps++) {
        if (r->doc->tokens[at].label == CASUS_ACL_RELCL)
            return r->doc->tokens[at].head;
        if (is_root(r, at))
            break;
        at = r->doc->tokens[at].head;
    }
    return t;
}

static casus_sym mark_of(const reading *r, casus_ref t)
{
    casus_ref m = child_with(r, t, CASUS_MARK);
    return m == CASUS_NONE ? 0 : r->doc->tokens[m].norm;
}

/* A clause below the predicate: which of the pattern's clause places it takes. */
static void put_clause(reading *r, frame *f, casus_ref c)
{
    const casus_token *t = &r->doc->tokens[c];
    casus_sym mark = mark_of(r, c), prep = frame_prep(r, c);
    bool gerund = clause_gerund(t) && child_with(r, c, CASUS_AUXREL) == CASUS_NONE; /* "that it WAS DEVELOPING": finite */
    if (mark == r->w.to)
        put(f, AT_TO, 0, c, t->label == CASUS_ADVCL);
    else if (mark == r->w.if_ || mark == r->w.unless)
        put(f, AT_IF, mark, c, 0);
    else if (gerund && (mark || prep))
        put(f, AT_OF_ING, mark ? mark : prep, c, 0);
    else if (gerund && (t->label == CASUS_XCOMP || t->label == CASUS_CCOMP))
        put(f, AT_ING, 0, c, 0);
    else if (t->label == CASUS_XCOMP && t->upos == CASUS_VERB && f->lemma != r->w.have) /* "had IN THE PAST fallen" */
        put(f, AT_TO, 0, c, 0);
    else if (t->label == CASUS_CCOMP || ((t->label == CASUS_ACL || t->label == CASUS_CSUBJ) && mark == r->w.that))
        put(f, AT_THAT, 0, c, 0);
}

static bool particle_like(const reading *r, casus_ref c)
{
    static const char *const names[] = {"up", "down", "out", "off", "back", "away", "over", "in", "on", "aside", "together", "apart", "forward", "through", "ahead", "along", "around"};
    const char *s = symtab_name(r->d->names, r->doc->tokens[c].norm);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(s, names[i]) == 0)
            return true;
    return false;
}

bool frame_light(const reading *r, casus_ref verb, casus_sym *kind)
{
    casus_sym lemma = r->doc->tokens[verb].lemma;
    for (casus_ref c = r->first_child[verb]; c != CASUS_NONE; c = r->next_sibling[c]) {
        unsigned label = r->doc->tokens[c].label;
        if (c < verb || (label != CASUS_COMPOUND_PRT && (label != CASUS_ADVMOD || !particle_like(r, c))))
            continue;
        char joined[80];
        int n = snprintf(joined, sizeof joined, "%s_%s", symtab_name(r->d->names, lemma), symtab_name(r->d->names, r->doc->tokens[c].norm));
        casus_sym whole = n > 0 && (size_t)n < sizeof joined ? symtab_find(r->d->names, joined, (size_t)n) : 0;
        if (whole && knowledge_word(r->k, "verbs/light", whole, kind))
            return true;
        if (label == CASUS_COMPOUND_PRT)
            return false; /* "held UP an agreement" */
    }
    return knowledge_word(r->k, "verbs/light", lemma, kind);
}

static void put_particle(reading *r, frame *f, casus_ref c)
{
    if (f->particle)
        return;
    char joined[96];
    const char *verb = symtab_name(r->d->names, f->lemma), *tail = symtab_name(r->d->names, r->doc->tokens[c].norm);
    size_t n = strlen(verb), m = strlen(tail);
    f->particle = r->doc->tokens[c].norm;
    if (n + m + 2 > sizeof joined)
        return;
    memcpy(joined, verb, n);
    joined[n] = '_';
    memcpy(joined + n + 1, tail, m);
    f->joined = symtab_find(r->d->names, joined, n + m + 1);
}

/* "drills CLOSE TO Ukraine": the adjective and its "to" are one preposition. */
static bool put_nearness(reading *r, frame *f, casus_ref c)
{
    const char *norm = symtab_name(r->d->names, r->doc->tokens[c].norm);
    casus_ref o = child_with(r, c, CASUS_OBL);
    bool near = strcmp(norm, "close") == 0 || strcmp(norm, "next") == 0 || strcmp(norm, "adjacent") == 0;
    if (!near || o == CASUS_NONE || frame_prep(r, o) != r->w.to)
        return false;
    put(f, AT_PREP, r->w.close_to, o, 0);
    return true;
}

enum { DEEPEST = 3 };

/* Prepositional phrases that hang on an argument: "hold talks WITH R", "massed troops on the border WITH R". */
static void put_below(reading *r, frame *f, casus_ref head, int depth)
{
    for (casus_ref c = r->first_child[head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        if (t->upos == CASUS_ADJ && put_nearness(r, f, c))
            continue;
        if (t->label == CASUS_NMOD) {
            put(f, AT_PREP, frame_prep(r, c), c, 1);
            if (depth < DEEPEST)
                put_below(r, f, c, depth + 1);
        } else if (t->label == CASUS_ACL && mark_of(r, c) == r->w.to)
            put(f, AT_TO, 0, c, 1);
        else if (t->label == CASUS_ACL && mark_of(r, c) == r->w.that)
            put(f, AT_THAT, 0, c, 1);
        else if (t->label == CASUS_ACL && clause_gerund(t) && (mark_of(r, c) || frame_prep(r, c)))
            put(f, AT_OF_ING, mark_of(r, c) ? mark_of(r, c) : frame_prep(r, c), c, 1);
    }
}

/* "pulled OUT OF Gao": the tree may take a particle for the first half of a preposition. */
static void put_oblique(reading *r, frame *f, casus_ref c, casus_ref who)
{
    casus_ref first = child_with(r, c, CASUS_CASE);
    casus_ref second = first == CASUS_NONE ? CASUS_NONE : r->next_sibling[first];
    bool split = first != CASUS_NONE && first == f->head + 1 && second == first + 1 && r->doc->tokens[second].label == CASUS_CASE && particle_like(r, first);
    if (split && f->pos == 'v')
        put_particle(r, f, first);
    put(f, AT_PREP, split ? r->doc->tokens[second].norm : frame_prep(r, c), who, 0);
}

/* A noun after the verb that the tree calls oblique though no preposition stands before it. */
static bool bare_object(const reading *r, const frame *f, casus_ref c)
{
    unsigned pos = r->doc->tokens[c].upos;
    bool noun = pos == CASUS_NOUN || pos == CASUS_PROPN || pos == CASUS_PRON;
    return f->pos == 'v' && noun && c > f->head && child_with(r, c, CASUS_CASE) == CASUS_NONE && child_with(r, f->head, CASUS_OBJ) == CASUS_NONE && !f->passive;
}

static void put_dependent(reading *r, frame *f, casus_ref c)
{
    const casus_token *t = &r->doc->tokens[c];
    casus_ref who = antecedent(r, c);
    if ((t->upos == CASUS_ADJ || t->upos == CASUS_ADV) && put_nearness(r, f, c))
        return;
    switch (t->label) {
    case CASUS_NSUBJ: case CASUS_NSUBJ_OUTER: put(f, AT_SUBJECT, 0, who, 0); break;
    case CASUS_NSUBJ_PASS: f->passive = 1; put(f, AT_OBJECT, 0, who, 0); break;
    case CASUS_AUX_PASS: f->passive = 1; break;
    case CASUS_OBL_AGENT: /* only passives have one: "were hit and WOUNDED BY rebels" */
        f->passive |= f->pos == 'v' && (r->doc->tokens[f->head].morph & CASUS_PART_F);
        put(f, AT_SUBJECT, r->w.by, who, 0);
        break;
    case CASUS_OBJ: put(f, AT_OBJECT, 0, who, 0); break;
    case CASUS_IOBJ: put(f, AT_INDIRECT, 0, who, 0); break;
    case CASUS_OBL:
        if (f->passive && frame_prep(r, c) == r->w.by && actor_at(r->doc, who) != CASUS_NONE) /* an agent by any label */
            put(f, AT_SUBJECT, r->w.by, who, 0);
        else if (bare_object(r, f, c)) /* "called off/PRT its trip/OBL": no preposition, no time: it is the object */
            put(f, AT_OBJECT, 0, who, 0);
        else
            put_oblique(r, f, c, who);
        break;
    case CASUS_NMOD: put(f, AT_PREP, frame_prep(r, c), who, 0); break;
    case CASUS_COMPOUND_PRT: put_particle(r, f, c); break;
    case CASUS_ADVMOD:
        if (t->norm == r->w.not_ || t->norm == r->w.never || (t->norm == r->w.longer && c > 0 && r->doc->tokens[c - 1].norm == r->w.no) || /* "would NO LONGER accept" */
             strcmp(symtab_name(r->d->names, t->lemma), "not") == 0)
            f->negated = 1;
        else if (particle_like(r, c))
            put_particle(r, f, c);
        break;
    case CASUS_AUXREL:
        if (t->norm == r->w.did)
            f->modal = r->w.did;
        else if (t->lemma != r->w.be && t->lemma != r->w.have && t->lemma != r->w.do_)
            f->modal = t->norm == r->w.cannot ? r->w.can : t->lemma;
        break;
    case CASUS_XCOMP:
        if (t->upos != CASUS_VERB && mark_of(r, c) != r->w.to) { /* "hold R responsible" */
            put(f, AT_OBJECT, 0, c, 0);
            break;
        }
        put_clause(r, f, c);
        break;
    case CASUS_CCOMP: case CASUS_ADVCL: case CASUS_ACL: case CASUS_CSUBJ: put_clause(r, f, c); break;
    default: break;
    }
}

/* Children first, then what hangs on objects and obliques. */
static void put_dependents(reading *r, frame *f)
{
    for (casus_ref c = r->first_child[f->head]; c != CASUS_NONE; c = r->next_sibling[c])
        put_dependent(r, f, c);
    if (f->passive)
        for (int i = 0; i < f->n; i++)
            if (f->arg[i].at == AT_PREP && f->arg[i].prep == r->w.by && frame_arg(f, AT_SUBJECT) == CASUS_NONE)
                f->arg[i].at = AT_SUBJECT;
    int own = f->n;
    for (int i = 0; i < own; i++)
        if (f->arg[i].at == AT_OBJECT || f->arg[i].at == AT_PREP)
            put_below(r, f, f->arg[i].head, 1);
}

/* ---- verbs ---- */

/* "X was given aid": with an object beside it, the passive's subject is whom it was given to. */
static void mend_double_object(frame *f)
{
    int objects = 0, first = -1;
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].at == AT_OBJECT && !f->arg[i].via && ++objects == 1)
            first = i;
    if (f->passive && objects == 2)
        f->arg[first].at = AT_INDIRECT;
}

static void inherit(reading *r, frame *f, casus_ref from, place_of theirs, place_of ours)
{
    frame *g = frame_of(r, from);
    casus_ref head = g ? frame_arg(g, theirs) : CASUS_NONE;
    put(f, ours, 0, head, 2);
}

/* Control: "urged X TO PULL BACK" takes the object, "promised X to come" and "refused to" the subject. */
static void inherit_control(reading *r, frame *f, casus_ref above)
{
    frame *g = frame_of(r, above);
    if (!g)
        return;
    static const char *const verbs[] = {"promise", "vow", "threaten", "telephone", "phone", "meet", "visit", "call", "see", "host", "receive", "contact", "join"}; /* "telephoned him TO STRESS" */
    bool subject_control = AMONG(r, g->lemma, verbs);
    casus_ref object = frame_arg(g, AT_OBJECT), indirect = frame_arg(g, AT_INDIRECT);
    subject_control |= r->doc->tokens[f->head].label == CASUS_ADVCL; /* "told reporters, ACCUSING embassies" */
    if (!subject_control && object != CASUS_NONE)
        put(f, f->passive ? AT_OBJECT : AT_SUBJECT, 0, object, 2);
    else if (!subject_control && indirect != CASUS_NONE)
        put(f, f->passive ? AT_OBJECT : AT_SUBJECT, 0, indirect, 2);
    else
        put(f, f->passive ? AT_OBJECT : AT_SUBJECT, 0, frame_arg(g, AT_SUBJECT), 2);
}

/* What carries the words of whoever issues it: "issued a STATEMENT condemning the attack". */
static bool carries_words(const reading *r, casus_ref noun)
{
    static const char *const nouns[] = {"statement", "letter", "communique", "declaration", "resolution", "message", "note", "decree", "order", "petition", "appeal", "motion", "tweet", "editorial", "speech", "edict", "press-release", "document"};
    return AMONG(r, r->doc->tokens[noun].lemma, nouns);
}

static bool puts_out(const reading *r, casus_ref verb)
{
    static const char *const verbs[] = {"issue", "release", "adopt", "pass", "sign", "publish", "send", "deliver", "write", "make", "post", "approve", "circulate", "read", "table", "submit", "present", "give", "hand", "endorse", "draft"};
    return AMONG(r, r->doc->tokens[verb].lemma, verbs);
}

/* "troops deployed to X", "rockets killing Y", "a decision by X to withdraw". */
static void inherit_from_noun(reading *r, frame *f, casus_ref noun)
{
    const casus_token *t = &r->doc->tokens[f->head];
    if (mark_of(r, f->head) == r->w.to) {
        casus_ref owner = child_with(r, noun, CASUS_NMOD_POSS), verb = r->doc->tokens[noun].head;
        if (owner != CASUS_NONE)
            put(f, AT_SUBJECT, 0, owner, 2);
        else if (verb != noun && r->doc->tokens[noun].label == CASUS_OBJ)
            inherit(r, f, verb, AT_SUBJECT, AT_SUBJECT);
        return;
    }
    bool participle = (t->morph & CASUS_PART_F) && !clause_gerund(t);
    if (participle && frame_arg(f, AT_OBJECT) == CASUS_NONE) {
        f->passive = 1;
        put(f, AT_OBJECT, 0, noun, 2);
    } else if (!participle && clause_gerund(t) && carries_words(r, noun)) {
        casus_ref owner = child_with(r, noun, CASUS_NMOD_POSS), verb = r->doc->tokens[noun].head;
        if (owner != CASUS_NONE)
            put(f, AT_SUBJECT, 0, owner, 2);
        else if (r->doc->tokens[noun].label == CASUS_OBJ && puts_out(r, verb)) /* who BLOCKS a statement says nothing by it */
            inherit(r, f, verb, AT_SUBJECT, AT_SUBJECT);
        put(f, AT_SUBJECT, 0, noun, 2);
    } else if (!participle && clause_gerund(t)) {
        put(f, AT_SUBJECT, 0, noun, 2);
    }
}

static void inherit_from_relative(frame *f, casus_ref noun)
{
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].head == noun)
            return; /* the relative pronoun has its place */
    if (frame_arg(f, AT_SUBJECT) == CASUS_NONE)
        put(f, AT_SUBJECT, 0, noun, 2);
    else if (frame_arg(f, AT_OBJECT) == CASUS_NONE)
        put(f, AT_OBJECT, 0, noun, 2);
}

static bool takes_two(const reading *r, casus_sym verb)
{
    static const char *const verbs[] = {"hand", "give", "offer", "deny", "send", "award", "pay", "deliver", "grant", "refuse", "show", "tell"};
    return AMONG(r, verb, verbs);
}

/* "was arrested and charged": the second verb is passive as the first is. */
static void inherit_from_conjunct(reading *r, frame *f, casus_ref above)
{
    frame *g = frame_of(r, above);
    if (!g)
        return;
    const casus_token *t = &r->doc->tokens[f->head];
    bool participle = (t->morph & CASUS_PART_F) && !clause_gerund(t);
    bool given = g->passive && participle && !f->passive && frame_arg(f, AT_SUBJECT) == CASUS_NONE && takes_two(r, f->lemma);
    if (given && child_with(r, f->head, CASUS_OBJ) != CASUS_NONE) { /* "was summoned and HANDED A NOTE" */
        put(f, AT_INDIRECT, 0, frame_arg(g, AT_OBJECT), 2);
        return;
    }
    if (g->passive && participle && !f->passive && frame_arg(f, AT_SUBJECT) == CASUS_NONE && child_with(r, f->head, CASUS_OBJ) == CASUS_NONE)
        f->passive = 1;
    if (f->passive && g->passive) {
        if (frame_arg(f, AT_OBJECT) == CASUS_NONE)
            put(f, AT_OBJECT, 0, frame_arg(g, AT_OBJECT), 2);
        if (frame_arg(f, AT_SUBJECT) == CASUS_NONE)
            put(f, AT_SUBJECT, 0, frame_arg(g, AT_SUBJECT), 2);
    } else if (f->passive && frame_arg(f, AT_OBJECT) == CASUS_NONE) {
        put(f, AT_OBJECT, 0, frame_arg(g, AT_SUBJECT), 2);
    } else if (frame_arg(f, AT_SUBJECT) == CASUS_NONE) {
        put(f, AT_SUBJECT, 0, frame_arg(g, g->passive ? AT_OBJECT : AT_SUBJECT), 2);
    }
    casus_ref object = frame_arg(g, AT_OBJECT);
    if (object != CASUS_NONE && object > f->head && !f->passive && frame_arg(f, AT_OBJECT) == CASUS_NONE)
        put(f, AT_OBJECT, 0, object, 2); /* "attacked and burned the village" */
    if (!f->modal && frame_arg(f, AT_SUBJECT) != CASUS_NONE && child_with(r, f->head, CASUS_NSUBJ) == CASUS_NONE) {
        f->modal = g->modal;
        bool own_tense = child_with(r, f->head, CASUS_AUXREL) != CASUS_NONE || (t->morph & CASUS_FIN);
        if (!own_tense && f->clause == f->head)
            f->clause = g->clause;
    }
}

/* "attacked and burned the village": the object may hang on the second verb only. */
static void share_object_of_conjunct(reading *r, frame *f)
{
    casus_ref c = child_with(r, f->head, CASUS_CONJ);
    if (f->passive || c == CASUS_NONE || r->doc->tokens[c].upos != CASUS_VERB || frame_arg(f, AT_OBJECT) != CASUS_NONE)
        return;
    bool bare = r->first_child[f->head] == CASUS_NONE;
    for (casus_ref x = r->first_child[f->head]; x != CASUS_NONE; x = r->next_sibling[x])
        if (x > f->head && x < c && r->doc->tokens[x].label != CASUS_CC && r->doc->tokens[x].label != CASUS_PUNCTREL)
            return; /* something of its own stands between: it has its complement */
    casus_ref object = child_with(r, c, CASUS_OBJ);
    if (!bare && object != CASUS_NONE && child_with(r, c, CASUS_NSUBJ) == CASUS_NONE)
        put(f, AT_OBJECT, 0, object, 2);
}

/* "grow AS about 3,000 troops HAVE STARTED drills": the tree may take a conjunction for a preposition and
 * leave the finite verb behind the noun without a subject. The noun before it is its subject. */
static void mend_garden_path(reading *r, frame *f)
{
    static const char *const both[] = {"as", "after", "since", "before", "until", "than", "for"};
    const casus_token *t = r->doc->tokens;
    const casus_sentence *s = &r->doc->sentences[f->sentence];
    casus_ref first = f->head;
    bool finite = (t[f->head].morph & CASUS_FIN) != 0;
    for (casus_ref c = r->first_child[f->head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        finite |= t[c].label == CASUS_AUXREL || t[c].label == CASUS_AUX_PASS;
        if (c < first)
            first = c;
    }
    if (!finite || first <= s->first || frame_arg(f, AT_SUBJECT) != CASUS_NONE || (t[f->head].label != CASUS_ADVCL && t[f->head].label != CASUS_CCOMP))
        return;
    casus_ref noun = first - 1, from, to;
    if (t[noun].label != CASUS_OBL && t[noun].label != CASUS_NMOD)
        return;
    tree_extent(r->doc, noun, &from, &to);
    const char *norm = symtab_name(r->d->names, t[from].norm); /* the phrase's first word is the one mistaken */
    for (size_t i = 0; i < sizeof both / sizeof *both; i++)
        if (strcmp(norm, both[i]) == 0)
            put(f, f->passive ? AT_OBJECT : AT_SUBJECT, 0, noun, 2);
}

static void complete_verb(reading *r, frame *f)
{
    mend_garden_path(r, f);
    const casus_token *t = &r->doc->tokens[f->head];
    casus_ref above = t->head;
    mend_double_object(f);
    share_object_of_conjunct(r, f);
    if (is_root(r, f->head))
        return;
    bool lacks = frame_arg(f, AT_SUBJECT) == CASUS_NONE;
    switch (t->label) {
    case CASUS_CONJ: inherit_from_conjunct(r, f, above); break;
    case CASUS_ACL: inherit_from_noun(r, f, above); break;
    case CASUS_ACL_RELCL: inherit_from_relative(f, above); break;
    case CASUS_XCOMP: case CASUS_CCOMP: case CASUS_ADVCL:
        if ((f->passive ? frame_arg(f, AT_OBJECT) == CASUS_NONE : lacks) && (t->label != CASUS_CCOMP || !(t->morph & CASUS_FIN)))
            inherit_control(r, f, above);
        break;
    default: break;
    }
}

/* ---- nouns ---- */

/* "a raid CONDUCTED BY the army", "an attack CLAIMED BY rebels": the participle tells whose it is. */
static void put_doer(reading *r, frame *f, casus_ref participle)
{
    static const char *const verbs[] = {"claim", "order", "blame", "plan", "direct", "head", "command"};
    const char *lemma = symtab_name(r->d->names, r->doc->tokens[participle].lemma);
    bool light = frame_light(r, participle, NULL);
    for (size_t i = 0; i < sizeof verbs / sizeof *verbs; i++)
        light |= strcmp(lemma, verbs[i]) == 0;
    for (casus_ref c = light ? r->first_child[participle] : CASUS_NONE; c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        if (t->label == CASUS_OBL_AGENT || (t->label == CASUS_OBL && frame_prep(r, c) == r->w.by))
            put(f, AT_SUBJECT, r->w.by, c, 0);
    }
}

/* "Russia's withdrawal", "Russian withdrawal", "rebel attack", "attack by rebels". */
static void put_owners(reading *r, frame *f)
{
    for (casus_ref c = r->first_child[f->head]; c != CASUS_NONE; c = r->next_sibling[c]) {
        const casus_token *t = &r->doc->tokens[c];
        bool names = t->label == CASUS_NMOD_POSS || t->label == CASUS_AMOD || t->label == CASUS_COMPOUND || t->label == CASUS_NMOD_DESC;
        if (names)
            put(f, AT_SUBJECT, 0, c, 0);
        else if (t->label == CASUS_NMOD && frame_prep(r, c) == r->w.by)
            put(f, AT_SUBJECT, r->w.by, c, 0);
        else if (t->label == CASUS_ACL && (t->morph & CASUS_PART_F) && !clause_gerund(t))
            put_doer(r, f, c);
        else if (t->label == CASUS_DETREL && t->norm == r->w.no)
            f->negated = 1;
    }
}

/* The verb during, after or for whose act the talks are: "offered a treaty AT TALKS", "here FOR TALKS, he said". */
static casus_ref verb_of_talks(const reading *r, casus_ref noun)
{
    static const char *const during[] = {"at", "in", "during", "after", "before", "following"};
    const casus_token *t = r->doc->tokens;
    casus_ref up = t[noun].head;
    if (t[noun].label == CASUS_NMOD && t[up].label == CASUS_OBJ && AMONG(r, frame_prep(r, noun), during))
        up = t[up].head;
    else if (t[noun].label != CASUS_OBL)
        return CASUS_NONE;
    return t[up].label == CASUS_ADVMOD ? t[up].head : up;
}

/* "said after talks WITH Y": the other party of the talks is the clause's subject. */
static void put_company(reading *r, frame *f)
{
    bool with = false;
    for (int i = 0; i < f->n; i++)
        with |= f->arg[i].at == AT_PREP && f->arg[i].prep == r->w.with && !f->arg[i].via;
    casus_ref verb = with && !is_root(r, f->head) ? verb_of_talks(r, f->head) : CASUS_NONE;
    for (casus_ref c = verb == CASUS_NONE ? CASUS_NONE : r->first_child[verb]; c != CASUS_NONE; c = r->next_sibling[c])
        if (r->doc->tokens[c].label == CASUS_NSUBJ)
            put(f, AT_SUBJECT, r->w.say, antecedent(r, c), 1);
}

/* "launched an attack on X", "talks were held with X", "talks took place in X": the verb lends its
 * subject, its prepositions and its tense. */
static void put_light_verb(reading *r, frame *f)
{
    const casus_token *t = &r->doc->tokens[f->head];
    casus_ref v = t->head;
    if (is_root(r, f->head) || (r->doc->tokens[v].upos != CASUS_VERB && r->doc->tokens[v].upos != CASUS_AUX))
        return;
    bool object = t->label == CASUS_OBJ, subject = t->label == CASUS_NSUBJ || t->label == CASUS_NSUBJ_PASS;
    bool light = frame_light(r, v, NULL);
    if (!object && !subject)
        return;
    if (light || subject)
        f->clause = v;
    if (!light)
        return;
    frame *g = frame_of(r, v);
    if (!g)
        return;
    for (int i = 0; i < g->n; i++) {
        if (g->arg[i].at == AT_PREP && !g->arg[i].via)
            put(f, AT_PREP, g->arg[i].prep, g->arg[i].head, 1);
        if (g->arg[i].at == AT_SUBJECT && g->arg[i].head != f->head)
            put(f, AT_SUBJECT, r->w.say, g->arg[i].head, 1);
        if (g->arg[i].at == AT_INDIRECT)
            put(f, AT_PREP, r->w.to, g->arg[i].head, 1);
    }
    f->negated |= g->negated;
}

/* ---- adjectives ---- */

/* "remains ready to", "stands ready": the verb lends its subject, tense and negation. */
static void complete_adjective(reading *r, frame *f)
{
    const casus_token *t = &r->doc->tokens[f->head];
    if (t->label != CASUS_XCOMP || t->head == f->head)
        return;
    frame *g = frame_of(r, t->head);
    if (!g)
        return;
    put(f, AT_SUBJECT, 0, frame_arg(g, g->passive ? AT_OBJECT : AT_SUBJECT), 2);
    f->clause = g->clause;
    f->negated |= g->negated;
    if (!f->modal)
        f->modal = g->modal;
}

/* ---- "one between X and Y; another in Vienna" ---- */

/* The plural event noun before it in the sentence for which a numeral or pronoun stands; else CASUS_NONE. */
static casus_ref stands_for(const reading *r, casus_ref t)
{
    static const char *const counters[] = {"one", "another", "first", "second", "third", "other", "latter"};
    const casus_token *x = &r->doc->tokens[t];
    const char *norm = symtab_name(r->d->names, x->norm);
    bool counts = false, modifies = x->label == CASUS_NUMMOD || x->label == CASUS_DETREL || x->label == CASUS_AMOD || x->label == CASUS_ADVMOD;
    for (size_t i = 0; i < sizeof counters / sizeof *counters; i++)
        counts |= strcmp(norm, counters[i]) == 0;
    if (!counts || (modifies && x->head != t) || child_with(r, t, CASUS_NMOD) == CASUS_NONE)
        return CASUS_NONE;
    const casus_sentence *s = &r->doc->sentences[tree_sentence(r->doc, t)];
    for (casus_ref i = t; i-- > s->first;) {
        const casus_token *n = &r->doc->tokens[i];
        if (n->upos == CASUS_NOUN && (n->morph & CASUS_PLUR) && knowledge_patterns(r->k, n->lemma))
            return i;
    }
    return CASUS_NONE;
}

bool frame_stands_in(reading *r, casus_ref token)
{
    return stands_for(r, token) != CASUS_NONE;
}

/* The counter takes the noun's name and its verb: what is said of the talks is said of each. */
static void stand_in(reading *r, frame *f, casus_ref noun)
{
    const frame *g = frame_of(r, noun);
    f->pos = 'n';
    f->lemma = r->doc->tokens[noun].lemma;
    f->clause = g ? g->clause : noun;
    f->stands_for = noun;
    put_owners(r, f);
}

/* ---- building ---- */

static char pos_of(const reading *r, casus_ref t)
{
    switch (r->doc->tokens[t].upos) {
    case CASUS_VERB: return 'v';
    case CASUS_NOUN: case CASUS_PROPN: return 'n';
    case CASUS_ADJ: case CASUS_ADV: case CASUS_ADP: return 'a';
    case CASUS_AUX: return 'v';
    default: return 0;
    }
}

frame *frame_of(reading *r, casus_ref token)
{
    frame *f = r->frames[token];
    if (f)
        return f->building ? NULL : f; /* a chain that leads back to itself has nothing to give */
    casus_ref noun = stands_for(r, token);
    char pos = noun != CASUS_NONE ? 'n' : pos_of(r, token);
    if (!pos)
        return NULL;
    f = r->frames[token] = ARENA_NEW(&r->d->memory, frame);
    *f = (frame){.head = token, .clause = token, .pos = pos, .building = 1, .lemma = r->doc->tokens[token].lemma, .stands_for = CASUS_NONE};
    f->sentence = tree_sentence(r->doc, token);
    if (r->doc->tokens[token].upos == CASUS_PROPN && knowledge_patterns(r->k, r->doc->tokens[token].norm))
        f->lemma = r->doc->tokens[token].norm; /* "the U.S. Attack": a capital does not make it a name */
    put_dependents(r, f);
    if (pos == 'v')
        complete_verb(r, f);
    if (pos == 'a')
        complete_adjective(r, f);
    if (noun != CASUS_NONE) {
        stand_in(r, f, noun);
    } else if (pos == 'n') {
        put_owners(r, f);
        put_company(r, f);
        put_light_verb(r, f);
    }
    f->building = 0;
    return f;
}
