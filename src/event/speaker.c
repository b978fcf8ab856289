/* Whose words are these?
 *
 *     "We will not wait," Mr Lavrov told reporters on Monday. "The talks must end this year."
 *     According to Kyiv, Russia has massed troops near the border.
 *
 * A cue (a verb of knowledge/verbs/speech.txt, a noun of speech-nouns.txt, "according to") has a
 * speaker and a content. Direct speech is found by its marks, not by the tree: a quotation that
 * stands for itself belongs to the cue beside it ("...", said X; X said: "..."), else to the one that
 * announced it in the sentence before, else it goes on with the words before it. Indirect speech is
 * the cue's clause; quoted words inside it make it mixed. One cue's words may come in several pieces,
 * one a sentence: each piece names the first (`of`). */
#include "event/inside.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct cue {
    casus_ref token;   /* the reporting verb or noun */
    casus_ref speaker; /* head of the speaker's phrase, or CASUS_NONE */
    casus_ref hearer;
    frame *f;          /* NULL for "according to" */
    casus_sym kind;
    bool that, quote, object, noun;
    uint8_t unsaid;
} cue;

typedef struct run { /* words between quotation marks, perhaps over several sentences */
    casus_ref first, last;
    casus_ref owner; /* attribution, or CASUS_NONE */
    bool full;       /* it stands for itself: no part of somebody's clause */
} run;

typedef struct extent {
    casus_ref first, last;
} extent;

typedef struct voices {
    reading *r;
    casus_doc *doc;
    run *runs;
    uint32_t n_runs;
    casus_ref said;       /* newest attribution of an outermost cue */
    cue block;            /* "The minister said:" and the lines below without marks are his words */
    casus_ref block_of;   /* the first of them, or CASUS_NONE */
    bool in_block;
    casus_sym as, colon, whether, reports[3];
    casus_sym for_, demand, ask, claim, think, hope, told[6], goes_on[8];
} voices;

/* ---- words ---- */

static bool is_quoted(const voices *v, casus_ref t)
{
    return (v->doc->tokens[t].flags & CASUS_T_QUOTED) != 0;
}

static bool is_word(const voices *v, casus_ref t)
{
    return (v->doc->tokens[t].flags & (CASUS_T_WORD | CASUS_T_DIGIT)) != 0;
}

static casus_ref end_of(const voices *v, casus_ref sentence)
{
    return v->doc->sentences[sentence].first + v->doc->sentences[sentence].count;
}

static bool readable(const voices *v, casus_ref sentence)
{
    unsigned verdict = v->doc->sentences[sentence].verdict;
    return verdict != CASUS_V_BOILERPLATE && verdict != CASUS_V_NOT_ENGLISH;
}

static bool is_any(casus_sym s, const casus_sym *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s && s == list[i])
            return true;
    return false;
}

/* ---- cues ---- */

/* "say ; that ; quote": the kind is the first word. */
static void cue_options(const voices *v, cue *c, casus_sym value)
{
    str rest = str_of(symtab_name(v->r->d->names, value)), kind = str_cut(&rest, " ; ");
    c->kind = symtab_find(v->r->d->names, kind.p, kind.n);
    while (rest.p) {
        str option = str_cut(&rest, " ; ");
        c->that |= str_is(option, "that");
        c->quote |= str_is(option, "quote");
        c->object |= str_is(option, "obj");
    }
}

static casus_sym joined(const voices *v, casus_sym a, casus_sym b)
{
    char out[96];
    int n = snprintf(out, sizeof out, "%s_%s", symtab_name(v->r->d->names, a), symtab_name(v->r->d->names, b));
    return n > 0 && (size_t)n < sizeof out ? symtab_find(v->r->d->names, out, (size_t)n) : 0;
}

/* "point out", "call for", "make clear": the verb with one of its dependents. */
static bool verb_phrase(const voices *v, casus_ref t, casus_sym *value)
{
    const casus_token *x = v->doc->tokens;
    for (casus_ref c = v->r->first_child[t]; c != CASUS_NONE; c = v->r->next_sibling[c]) {
        unsigned label = x[c].label;
        bool beside = label == CASUS_COMPOUND_PRT || label == CASUS_ADVMOD || label == CASUS_XCOMP;
        casus_sym other = beside ? x[c].lemma : label == CASUS_OBL ? frame_prep(v->r, c) : 0;
        casus_sym key = other ? joined(v, x[t].lemma, other) : 0;
        if (key && knowledge_word(v->r->k, "verbs/speech", key, value))
            return true;
    }
    return false;
}

/* Denied, possible, only asked for: "did not say", "could say", "if he says", "expected to say". */
static uint8_t unsaid_of(const voices *v, const frame *f)
{
    const lexicon *w = &v->r->w;
    const casus_sym modals[] = {w->could, w->may, w->might, w->should, w->would, w->can, w->will};
    casus_ref mark = child_with(v->r, f->clause, CASUS_MARK);
    casus_sym norm = mark == CASUS_NONE ? 0 : v->doc->tokens[mark].norm;
    if (f->negated)
        return CASUS_DENIED;
    return is_any(f->modal, modals, sizeof modals / sizeof *modals) || norm == w->if_ || norm == w->unless || norm == w->to || norm == v->whether ? CASUS_POSSIBLE : 0;
}

/* The subject nearest to the verb: where the tree gives it two, the other belongs to what is said. */
static casus_ref nearest_subject(const voices *v, const frame *f)
{
    casus_ref best = frame_arg(f, AT_SUBJECT);
    if (f->passive || best == CASUS_NONE)
        return best;
    for (casus_ref c = v->r->first_child[f->head]; c != CASUS_NONE; c = v->r->next_sibling[c])
        if (v->doc->tokens[c].label == CASUS_NSUBJ && c < f->head && v->doc->tokens[best].head == f->head && c > best)
            best = c;
    return best;
}

/* "was quoted as saying": the speaker is the subject of "quoted". */
static casus_ref reported_speaker(const voices *v, casus_ref t)
{
    const casus_token *x = v->doc->tokens;
    casus_ref mark = child_with(v->r, t, CASUS_MARK), above = x[t].head;
    if (above == t || (mark != CASUS_NONE && x[mark].norm != v->as) || !is_any(x[above].lemma, v->reports, 3))
        return CASUS_NONE;
    return child_with(v->r, above, CASUS_NSUBJ_PASS);
}

/* The top of the nominal phrase a token stands in. */
static casus_ref phrase_top(const voices *v, casus_ref t)
{
    const casus_token *x = v->doc->tokens;
    for (int steps = 0; steps < 8 && x[t].head != t; steps++) {
        unsigned label = x[t].label, upos = x[x[t].head].upos;
        bool inside = label == CASUS_FLAT || label == CASUS_COMPOUND || label == CASUS_DETREL || label == CASUS_AMOD || label == CASUS_NUMMOD || label == CASUS_NMOD_DESC;
        if (!inside || (upos != CASUS_NOUN && upos != CASUS_PROPN))
            break;
        t = x[t].head;
    }
    return t;
}

/* The parser may miss the subject: a noun right before a finite verb, or an actor right after, is the speaker. */
static casus_ref speaker_beside(const voices *v, casus_ref t)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, t)];
    const casus_token *x = v->doc->tokens;
    if (!(x[t].morph & CASUS_FIN))
        return CASUS_NONE;
    if (t > s->first + 2 && x[t - 1].norm == v->r->w.comma && !is_quoted(v, t - 1) && !is_quoted(v, t) && x[t - 2].upos == CASUS_PROPN)
        return phrase_top(v, t - 2); /* "her adviser, Jake Sullivan, said" */
    if (t > s->first && is_quoted(v, t - 1) == is_quoted(v, t) && (x[t - 1].upos == CASUS_NOUN || x[t - 1].upos == CASUS_PROPN || x[t - 1].upos == CASUS_PRON))
        return phrase_top(v, t - 1);
    if (t + 1 >= s->first + s->count || is_quoted(v, t + 1) != is_quoted(v, t))
        return CASUS_NONE;
    casus_ref a = actor_at(v->doc, t + 1);
    return a != CASUS_NONE && t + 1 == v->doc->actors[a].first ? v->doc->actors[a].head : CASUS_NONE;
}

/* "..., saying that": the subject of the clause above, or the noun the participle hangs on. */
static casus_ref speaker_above(const voices *v, casus_ref t)
{
    const casus_token *x = v->doc->tokens;
    bool inside = is_quoted(v, t);
    for (int steps = 0; steps < 4 && x[t].head != t; steps++) {
        t = x[t].head;
        if (is_quoted(v, t) != inside)
            return CASUS_NONE;
        if (x[t].upos == CASUS_NOUN || x[t].upos == CASUS_PROPN)
            return t;
        casus_ref subject = child_with(v->r, t, CASUS_NSUBJ);
        if (subject != CASUS_NONE)
            return subject;
    }
    return CASUS_NONE;
}

static casus_ref hearer_of(const voices *v, const cue *c)
{
    casus_ref h = frame_arg(c->f, AT_INDIRECT), object = frame_arg(c->f, AT_OBJECT);
    if (h == CASUS_NONE && object != CASUS_NONE && is_any(v->doc->tokens[c->token].lemma, v->told, sizeof v->told / sizeof *v->told))
        h = object;
    for (int i = 0; h == CASUS_NONE && i < c->f->n; i++)
        if (c->f->arg[i].at == AT_PREP && c->f->arg[i].prep == v->r->w.to && !c->f->arg[i].via)
            h = c->f->arg[i].head;
    return h;
}

static bool verb_cue(const voices *v, casus_ref t, cue *c)
{
    casus_sym value = 0;
    const casus_token *x = &v->doc->tokens[t];
    if (!verb_phrase(v, t, &value) && !knowledge_word(v->r->k, "verbs/speech", x->lemma, &value))
        return false;
    *c = (cue){.token = t, .f = frame_of(v->r, t), .speaker = CASUS_NONE, .hearer = CASUS_NONE};
    if (!c->f)
        return false;
    cue_options(v, c, value);
    c->speaker = nearest_subject(v, c->f);
    if (c->speaker != CASUS_NONE && is_quoted(v, c->speaker) && !is_quoted(v, t))
        c->speaker = CASUS_NONE; /* a slip of the tree: words inside the quotation do not report it */
    if (c->speaker == CASUS_NONE)
        c->speaker = reported_speaker(v, t);
    if (c->speaker == CASUS_NONE && !c->f->passive)
        c->speaker = speaker_beside(v, t);
    if (c->speaker == CASUS_NONE && !(x->morph & CASUS_FIN) && !c->f->passive)
        c->speaker = speaker_above(v, t);
    c->hearer = hearer_of(v, c);
    c->unsaid = unsaid_of(v, c->f);
    return true;
}

/* "The UN is clear that ...": an adjective of speech with "be". */
static bool adjective_cue(const voices *v, casus_ref t, cue *c)
{
    casus_sym value = 0, key = child_with(v->r, t, CASUS_COP) == CASUS_NONE ? 0 : joined(v, v->r->w.be, v->doc->tokens[t].lemma);
    if (!key || !knowledge_word(v->r->k, "verbs/speech", key, &value))
        return false;
    *c = (cue){.token = t, .f = frame_of(v->r, t), .speaker = CASUS_NONE, .hearer = CASUS_NONE};
    if (!c->f)
        return false;
    cue_options(v, c, value);
    c->speaker = frame_arg(c->f, AT_SUBJECT);
    c->unsaid = unsaid_of(v, c->f);
    return true;
}

/* The owner of a noun of saying: "Iran's claim", "the claim by Iran", "Iran made the claim". */
static casus_ref noun_speaker(const voices *v, const frame *f)
{
    for (int i = 0; i < f->n; i++) {
        const argument *a = &f->arg[i];
        if (a->at == AT_SUBJECT && (actor_at(v->doc, a->head) != CASUS_NONE || v->doc->tokens[a->head].label == CASUS_NMOD_POSS))
            return a->head;
    }
    for (int i = 0; i < f->n; i++)
        if (f->arg[i].at == AT_PREP && !f->arg[i].via && actor_at(v->doc, f->arg[i].head) != CASUS_NONE && strcmp(symtab_name(v->r->d->names, f->arg[i].prep), "from") == 0)
            return f->arg[i].head;
    return CASUS_NONE;
}

static bool noun_cue(const voices *v, casus_ref t, cue *c)
{
    casus_sym value = 0;
    if (!knowledge_word(v->r->k, "verbs/speech-nouns", v->doc->tokens[t].lemma, &value))
        return false;
    *c = (cue){.token = t, .f = frame_of(v->r, t), .speaker = CASUS_NONE, .hearer = CASUS_NONE, .noun = true};
    if (!c->f)
        return false;
    cue_options(v, c, value);
    c->speaker = noun_speaker(v, c->f);
    return true;
}

static bool cue_at(const voices *v, casus_ref t, cue *c)
{
    switch (v->doc->tokens[t].upos) {
    case CASUS_VERB: return verb_cue(v, t, c);
    case CASUS_ADJ: return adjective_cue(v, t, c);
    case CASUS_NOUN: return noun_cue(v, t, c);
    default: return false;
    }
}

/* ---- quotations ---- */

/* A single mark inside double ones does not end the quotation. */
static bool inner_mark(const voices *v, casus_ref t)
{
    str s = document_str(v->r->d, v->doc->tokens[t].at);
    return !is_word(v, t) && (str_is(s, "'") || str_is(s, "\xE2\x80\x98") || str_is(s, "\xE2\x80\x99"));
}

static void find_runs(voices *v)
{
    casus_doc *d = v->doc;
    for (casus_ref t = 0; t < d->n_tokens; t++) {
        if (!is_quoted(v, t))
            continue;
        run *q = ARENA_PUSH(&v->r->d->memory, v->runs, v->n_runs);
        *q = (run){.first = t, .last = t, .owner = CASUS_NONE};
        while (t + 1 < d->n_tokens && (is_quoted(v, t + 1) || (t + 2 < d->n_tokens && inner_mark(v, t + 1) && is_quoted(v, t + 2))))
            q->last = ++t;
    }
}

/* First run that ends at or after a token. */
static uint32_t run_from(const voices *v, casus_ref t)
{
    uint32_t low = 0, high = v->n_runs;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (v->runs[mid].last < t)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

/* The last word or sign before a token in its sentence, quotation marks passed over; CASUS_NONE at its start. */
static casus_ref before(const voices *v, casus_ref t)
{
    casus_ref first = v->doc->sentences[tree_sentence(v->doc, t)].first;
    while (t-- > first) {
        str s = document_str(v->r->d, v->doc->tokens[t].at);
        if (is_word(v, t) || str_is(s, ",") || str_is(s, ":") || str_is(s, "-") || str_is(s, "\xE2\x80\x93") || str_is(s, "\xE2\x80\x94"))
            return t;
    }
    return CASUS_NONE;
}

static uint32_t words_in(const voices *v, casus_ref first, casus_ref last, bool *verb)
{
    uint32_t n = 0;
    for (casus_ref t = first; t <= last && n < 1000; t++) {
        n += is_word(v, t);
        *verb |= v->doc->tokens[t].upos == CASUS_VERB || v->doc->tokens[t].upos == CASUS_AUX;
    }
    return n;
}

/* A quotation that stands for itself: it begins a sentence, or a comma, a colon or a reporting verb
 * stands before it and it is long enough to be one. */
static bool is_full(const voices *v, const run *q)
{
    bool verb = false;
    uint32_t n = words_in(v, q->first, q->last, &verb);
    casus_ref b = before(v, q->first);
    casus_sym value = 0;
    if (b == CASUS_NONE) {
        casus_ref end = end_of(v, tree_sentence(v->doc, q->last)), after = q->last + 1;
        while (after < end && !is_word(v, after) && document_str(v->r->d, v->doc->tokens[after].at).p[0] != ',')
            after++;
        bool wedge = v->doc->tokens[q->last].norm == v->r->w.comma || (after < end && !is_word(v, after));
        return n >= 2 && (verb || n >= 4 || wedge || after >= end);
    }
    const run *earlier = q > v->runs ? q - 1 : NULL;
    if (earlier && earlier->full && earlier->owner != CASUS_NONE && v->doc->tokens[b].norm == v->r->w.comma && tree_sentence(v->doc, earlier->last) == tree_sentence(v->doc, q->first))
        return n >= 2; /* "Our troops," he said, "are holding the line." */
    if (v->doc->tokens[b].norm == v->colon)
        return n >= 2 || verb;
    bool signs = !is_word(v, b), speech = !signs && knowledge_word(v->r->k, "verbs/speech", v->doc->tokens[b].lemma, &value);
    return (signs || speech) && n >= 3 && verb && (v->doc->tokens[q->first].flags & (CASUS_T_TITLE | CASUS_T_DIGIT));
}

enum { NEAR_CUE = 30 }; /* tokens between a quotation and the verb that reports it */

/* The reporting verb after a quotation (", said X") or before it ("X said: "); CASUS_NONE. */
static bool run_cue(const voices *v, const run *q, cue *c)
{
    casus_ref end = end_of(v, tree_sentence(v->doc, q->last)), b = before(v, q->first);
    casus_ref first = v->doc->sentences[tree_sentence(v->doc, q->first)].first;
    for (casus_ref t = q->first; b != CASUS_NONE && t-- > first && q->first - t < NEAR_CUE;)
        if (!is_quoted(v, t) && v->doc->tokens[t].upos == CASUS_VERB && cue_at(v, t, c) && c->quote)
            return true;
    for (casus_ref t = q->last + 1; t < end && t - q->last < NEAR_CUE && !is_quoted(v, t); t++)
        if (v->doc->tokens[t].upos == CASUS_VERB && cue_at(v, t, c) && c->quote && c->speaker != CASUS_NONE)
            return true;
    return false;
}

/* ---- writing an attribution down ---- */

/* Trim punctuation and the mark "that" from the ends. */
static bool trim(const voices *v, extent *e)
{
    while (e->first <= e->last && (!is_word(v, e->first) || v->doc->tokens[e->first].norm == v->r->w.that))
        e->first++;
    while (e->last > e->first && !is_word(v, e->last))
        e->last--;
    return e->first <= e->last;
}

static bool mostly_quoted(const voices *v, extent e)
{
    uint32_t in = 0, out = 0;
    for (casus_ref t = e.first; t <= e.last; t++)
        if (is_word(v, t))
            is_quoted(v, t) ? in++ : out++;
    return in > 0 && in >= out;
}

static casus_span source_span(const voices *v, casus_ref head, casus_ref cue_token)
{
    extent e;
    tree_extent(v->doc, head, &e.first, &e.last);
    casus_ref a = actor_at(v->doc, head);
    if (cue_token >= e.first && cue_token <= e.last) {
        if (a != CASUS_NONE)
            return v->doc->actors[a].at;
        e = (extent){head, head};
    }
    while (e.last > e.first && !is_word(v, e.last))
        e.last--;
    return (casus_span){v->doc->tokens[e.first].at.begin, v->doc->tokens[e.last].at.end};
}

static void write_piece(voices *v, const cue *c, extent e, casus_ref sentence, casus_ref *of)
{
    casus_doc *d = v->doc;
    if (!readable(v, sentence) || !trim(v, &e))
        return;
    casus_attribution *a = ARENA_PUSH(&v->r->d->memory, d->attributions, d->n_attributions);
    casus_ref at = d->n_attributions - 1;
    *a = (casus_attribution){.sentence = sentence, .speaker = CASUS_NONE, .first = e.first, .last = e.last, .cue_head = CASUS_NONE,
                             .kind = c->kind, .source_head = c->speaker, .unsaid = c->unsaid};
    a->content = (casus_span){d->tokens[e.first].at.begin, d->tokens[e.last].at.end};
    a->quoted = mostly_quoted(v, e);
    a->addressee[0] = c->hearer; /* a token until resolve() */
    a->of = *of == CASUS_NONE ? at : *of;
    if (c->token != CASUS_NONE) {
        a->cue_head = c->token;
        a->cue = d->tokens[c->token].at;
    }
    if (c->speaker != CASUS_NONE)
        a->source = source_span(v, c->speaker, c->token);
    *of = a->of;
}

/* One piece for each sentence the words run through. */
static casus_ref attribute(voices *v, const cue *c, extent e, casus_ref of)
{
    casus_ref last = tree_sentence(v->doc, e.last);
    for (casus_ref s = tree_sentence(v->doc, e.first); s <= last; s++) {
        casus_ref end = end_of(v, s) - 1, begin = v->doc->sentences[s].first;
        write_piece(v, c, (extent){e.first > begin ? e.first : begin, e.last < end ? e.last : end}, s, &of);
    }
    return of;
}

/* ---- indirect speech ---- */

typedef struct contents {
    extent part[2];
    int n;
    bool phrase;
} contents;

/* A clause with a tense of its own: "said they were going" too. */
static bool finite_clause(const voices *v, const argument *a)
{
    return !a->via && (a->at == AT_THAT || (a->at == AT_ING && child_with(v->r, a->head, CASUS_AUXREL) != CASUS_NONE));
}

static bool clause_of(const cue *c, const argument *a, const voices *v)
{
    if (a->via == 2)
        return false;
    if (finite_clause(v, a))
        return true;
    bool loose = c->noun || c->kind != v->r->w.say;
    return a->at == AT_THAT || (c->hearer != CASUS_NONE && a->at == AT_TO && !a->via) || (loose && !a->via && (a->at == AT_TO || a->at == AT_OF_ING || a->at == AT_ING));
}

/* The clause a wedged-in "he said" interrupts or follows, without the cue's own words. */
static bool contents_around(const voices *v, const cue *c, contents *out)
{
    const casus_token *t = &v->doc->tokens[c->token];
    extent whole, own;
    if (t->label != CASUS_PARATAXIS || t->head == c->token || c->noun)
        return false;
    tree_extent(v->doc, t->head, &whole.first, &whole.last);
    tree_extent(v->doc, c->token, &own.first, &own.last);
    if (own.first > whole.first + 1)
        out->part[out->n++] = (extent){whole.first, own.first - 1};
    if (own.last + 2 < whole.last)
        out->part[out->n++] = (extent){own.last + 1, whole.last};
    return out->n > 0;
}

/* What follows the clause under the same cue and belongs to what is said: "... because", "... and that". */
static void extend_clause(const voices *v, const cue *c, extent *e)
{
    for (casus_ref x = v->r->first_child[c->token]; x != CASUS_NONE; x = v->r->next_sibling[x]) {
        casus_ref mark = child_with(v->r, x, CASUS_MARK);
        unsigned label = v->doc->tokens[x].label;
        if (x <= e->last || mark == CASUS_NONE || (label != CASUS_ADVCL && label != CASUS_CONJ && label != CASUS_CCOMP))
            continue;
        extent more;
        tree_extent(v->doc, x, &more.first, &more.last);
        if (more.first <= e->last + 3 && is_any(v->doc->tokens[mark].norm, v->goes_on, sizeof v->goes_on / sizeof *v->goes_on))
            e->last = more.last;
    }
}

/* "The deal, Iranian officials said, was dead": the cue stands between commas, both sides are what is said. */
static bool contents_wedged(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count;
    if (c->noun || c->kind != v->r->w.say || !c->quote || c->speaker == CASUS_NONE || c->speaker > c->token || c->token + 3 >= end || is_quoted(v, c->token))
        return false;
    extent own;
    tree_extent(v->doc, c->speaker, &own.first, &own.last);
    if (own.last + 1 != c->token || own.first < s->first + 3 || v->doc->tokens[own.first - 1].norm != v->r->w.comma || v->doc->tokens[c->token + 1].norm != v->r->w.comma)
        return false;
    if (v->doc->tokens[c->token + 2].upos == CASUS_VERB || v->doc->tokens[c->token + 2].norm == v->r->w.and_) /* "he said, adding" */
        return false;
    out->part[out->n++] = (extent){s->first, own.first - 2};
    out->part[out->n++] = (extent){c->token + 2, end - 1};
    return true;
}

/* "the claim by Israel that it had ...": word order finds the clause that the tree hangs on the verb. */
static bool contents_after_noun(const voices *v, cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count, t = c->token + 1;
    if (!c->noun || !c->that || t >= end)
        return false;
    if (v->doc->tokens[t].norm == v->r->w.by && t + 1 < end) {
        casus_ref a = actor_at(v->doc, t + 1);
        for (t++; t < end && t < c->token + 8 && v->doc->tokens[t].norm != v->r->w.that; t++)
            a = a == CASUS_NONE ? actor_at(v->doc, t) : a;
        if (c->speaker == CASUS_NONE && a != CASUS_NONE)
            c->speaker = v->doc->actors[a].head;
    }
    if (t + 2 >= end || v->doc->tokens[t].norm != v->r->w.that || v->doc->tokens[t].head == t)
        return false;
    casus_ref first, last;
    tree_extent(v->doc, v->doc->tokens[t].head, &first, &last);
    if (last <= t + 1)
        return false;
    out->part[out->n++] = (extent){t + 1, last};
    return true;
}

/* A time expression that begins at the token: "said Monday that". */
static casus_ref time_starts(const voices *v, casus_ref token)
{
    const casus_doc *d = v->doc;
    uint32_t low = 0, high = d->n_times;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (d->times[mid].first < token)
            low = mid + 1;
        else
            high = mid;
    }
    return low < d->n_times && d->times[low].first == token ? low : CASUS_NONE;
}

/* "said talks were going well": what stands between the cue and its clause is the clause's own subject, hung too high. */
static void close_gap(const voices *v, const cue *c, extent *e)
{
    if (c->f->pos != 'v' || c->object || c->hearer != CASUS_NONE || e->first <= c->token + 1 || c->f->passive)
        return;
    casus_ref next = c->token + 1;
    unsigned upos = v->doc->tokens[next].upos;
    bool nominal = upos == CASUS_DET || upos == CASUS_PRON || upos == CASUS_PROPN || upos == CASUS_NOUN || upos == CASUS_NUM || upos == CASUS_ADJ;
    for (casus_ref t = next; nominal && t < e->first; t++)
        nominal = v->doc->tokens[t].norm != v->r->w.that && v->doc->tokens[t].norm != v->r->w.comma && t != c->speaker && time_starts(v, t) == CASUS_NONE;
    if (nominal && e->first - next <= 8)
        e->first = next;
}

static bool contents_of_clause(const voices *v, const cue *c, contents *out)
{
    for (int i = 0; i < c->f->n; i++) {
        if (!clause_of(c, &c->f->arg[i], v))
            continue;
        extent *e = &out->part[0];
        tree_extent(v->doc, c->f->arg[i].head, &e->first, &e->last);
        if (e->first <= c->token && c->token <= e->last)
            continue;
        casus_ref mark = child_with(v->r, c->f->arg[i].head, CASUS_MARK);
        if (mark != CASUS_NONE && mark > e->first && v->doc->tokens[mark].norm == v->r->w.that && e->first > c->token)
            e->first = mark; /* whoever is told stands before it */
        if (e->first > c->token)
            extend_clause(v, c, e);
        for (int j = i + 1; j < c->f->n; j++) { /* a clause the parser cut in two */
            extent more;
            if (!finite_clause(v, &c->f->arg[j]) || !finite_clause(v, &c->f->arg[i]))
                continue;
            tree_extent(v->doc, c->f->arg[j].head, &more.first, &more.last);
            if (more.first > c->token && more.first <= e->last + 2 && more.last > e->last)
                e->last = more.last;
            if (e->first > c->token && more.last + 2 >= e->first && more.first < e->first && more.first > c->token)
                e->first = more.first;
        }
        close_gap(v, c, e);
        out->n = 1;
        return true;
    }
    for (casus_ref x = v->r->first_child[c->token]; x != CASUS_NONE && !c->noun; x = v->r->next_sibling[x])
        if (v->doc->tokens[x].label == CASUS_PARATAXIS && v->doc->tokens[x].upos == CASUS_VERB) {
            tree_extent(v->doc, x, &out->part[0].first, &out->part[0].last);
            out->n = 1;
            return true;
        }
    return false;
}

/* "A strike on Sunday hit two vehicles, the spokesman said.": the cue closes the sentence, all before the
 * comma is what is said, however the tree hangs it. */
static bool contents_before(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count;
    bool verb = false;
    if (c->noun || c->kind != v->r->w.say || !c->quote || c->speaker == CASUS_NONE || c->speaker >= c->token || !(v->doc->tokens[c->token].morph & CASUS_FIN))
        return false;
    for (casus_ref t = c->token + 1; t < end; t++)
        if (t > c->token + 8 || v->doc->tokens[t].upos == CASUS_VERB || v->doc->tokens[t].upos == CASUS_AUX || v->doc->tokens[t].norm == v->r->w.that)
            return false;
    extent own;
    tree_extent(v->doc, c->speaker, &own.first, &own.last);
    if (own.first <= s->first + 3 || own.last >= c->token || v->doc->tokens[own.first - 1].norm != v->r->w.comma)
        return false;
    if (words_in(v, s->first, own.first - 1, &verb) < 4 || !verb || is_quoted(v, own.first - 2))
        return false;
    out->part[out->n++] = (extent){s->first, own.first - 1};
    return true;
}

/* A "that" soon after the cue, or CASUS_NONE: "said on Twitter on Monday that". */
static casus_ref that_after(const voices *v, casus_ref token, casus_ref end)
{
    for (casus_ref t = token + 1; t < end && t < token + 12; t++) {
        if (v->doc->tokens[t].norm == v->r->w.that && v->doc->tokens[t].label == CASUS_MARK)
            return t;
        if (v->doc->tokens[t].upos == CASUS_VERB || v->doc->tokens[t].norm == v->r->w.comma)
            break;
    }
    return CASUS_NONE;
}

/* Where the tree gives no clause, word order does: "X said [on Monday that] the ...". */
static bool contents_beside(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count, next = c->token + 1;
    bool active = c->speaker != CASUS_NONE && c->speaker < c->token && !c->f->passive, verb = false;
    if (c->noun || !c->that || (c->kind != v->r->w.say && c->kind != v->claim) || !active || next >= end)
        return false;
    unsigned upos = v->doc->tokens[next].upos;
    bool opens = upos == CASUS_DET || upos == CASUS_PRON || upos == CASUS_PROPN || upos == CASUS_NOUN || upos == CASUS_NUM || upos == CASUS_ADJ || v->doc->tokens[next].norm == v->r->w.if_;
    casus_ref that = that_after(v, c->token, end), from = that != CASUS_NONE ? that + 1 : next;
    if ((that == CASUS_NONE && !opens) || words_in(v, from, end - 1, &verb) < 3 || !verb)
        return false;
    out->part[out->n++] = (extent){from, end - 1};
    return true;
}

static bool contents_object(const voices *v, const cue *c, contents *out)
{
    casus_ref o = frame_arg(c->f, AT_OBJECT);
    for (int i = 0; (o == CASUS_NONE || c->noun) && i < c->f->n; i++)
        if (c->f->arg[i].at == AT_PREP && !c->f->arg[i].via && (c->f->arg[i].prep == v->for_ || (c->noun && c->f->arg[i].prep == v->r->w.of && c->kind != v->ask && c->kind != v->demand)))
            o = c->f->arg[i].head;
    if (!c->object || o == CASUS_NONE || o == c->hearer || (c->f->passive && c->speaker == CASUS_NONE))
        return false;
    tree_extent(v->doc, o, &out->part[0].first, &out->part[0].last);
    if (out->part[0].first <= c->token && c->token <= out->part[0].last)
        return false;
    out->n = 1;
    out->phrase = true;
    return true;
}

/* A quotation that stands for itself and has this cue is told already; one that the clause cuts in two is taken whole. */
static bool fit_runs(voices *v, const cue *c, extent *e)
{
    for (uint32_t i = run_from(v, e->first); i < v->n_runs && v->runs[i].first <= e->last; i++) {
        run *q = &v->runs[i];
        if (c->token >= q->first && c->token <= q->last) { /* a claim inside the quotation */
            e->first = e->first < q->first ? q->first : e->first;
            e->last = e->last > q->last ? q->last : e->last;
            return true;
        }
        if (q->owner != CASUS_NONE && v->doc->attributions[q->owner].cue_head == c->token)
            return false;
        e->first = e->first < q->first ? e->first : q->first;
        e->last = e->last > q->last ? e->last : q->last;
    }
    return true;
}

/* "I think", "you know", "they say": inside a quotation they are turns of speech and report nothing, nor does what "you" say. */
static bool is_hedge(const voices *v, const cue *c)
{
    unsigned morph = c->speaker == CASUS_NONE ? 0 : v->doc->tokens[c->speaker].morph;
    bool opinion = c->kind == v->think || c->kind == v->hope;
    if (is_quoted(v, c->token) && (opinion || c->speaker == CASUS_NONE || v->doc->tokens[c->speaker].upos == CASUS_PRON))
        return true;
    return (morph & CASUS_P2) || ((morph & CASUS_P1) && is_quoted(v, c->token));
}

/* "had won, and said ...": a second reporting verb of the same speaker ends the first one's words. */
static void cut_at_next_cue(const voices *v, const cue *c, extent *e)
{
    const casus_token *x = v->doc->tokens;
    casus_sym value = 0;
    for (casus_ref t = e->first + 1; t <= e->last && c->token < e->first; t++) {
        bool joined_verb = x[t].upos == CASUS_VERB && x[t].label == CASUS_CONJ && x[t - 1].upos == CASUS_CCONJ && is_quoted(v, t) == is_quoted(v, c->token);
        if (!joined_verb || x[t].head >= t || !(x[t].morph & CASUS_FIN) || child_with(v->r, t, CASUS_NSUBJ) != CASUS_NONE || child_with(v->r, t, CASUS_AUXREL) != CASUS_NONE ||
            !knowledge_word(v->r->k, "verbs/speech", x[t].lemma, &value) || !strstr(symtab_name(v->r->d->names, value), "quote"))
            continue;
        e->last = t - 2 > e->first ? t - 2 : e->first;
        return;
    }
}

static void read_cue(voices *v, cue *c)
{
    contents parts = {0};
    casus_ref of = CASUS_NONE;
    bool found = contents_before(v, c, &parts) || contents_wedged(v, c, &parts) || contents_after_noun(v, c, &parts) || contents_of_clause(v, c, &parts) || contents_around(v, c, &parts) || contents_object(v, c, &parts) || contents_beside(v, c, &parts);
    if (!found || is_hedge(v, c) || (c->noun && c->speaker == CASUS_NONE))
        return;
    for (int i = 0; i < parts.n; i++) {
        extent e = parts.part[i];
        cut_at_next_cue(v, c, &e);
        bool swallows = c->speaker != CASUS_NONE && c->speaker >= e.first && c->speaker <= e.last;
        if (swallows || !fit_runs(v, c, &e) || (c->token >= e.first && c->token <= e.last))
            continue;
        uint32_t n = v->doc->n_attributions;
        of = attribute(v, c, e, of);
        for (; n < v->doc->n_attributions; n++)
            v->doc->attributions[n].phrase = parts.phrase;
        for (uint32_t q = run_from(v, e.first); q < v->n_runs && v->runs[q].first <= e.last; q++)
            if (v->runs[q].owner == CASUS_NONE && (c->token < v->runs[q].first || c->token > v->runs[q].last))
                v->runs[q].owner = of;
    }
    if (of != CASUS_NONE && !is_quoted(v, c->token) && !parts.phrase)
        v->said = of;
}

/* "according to the ministry": the clause it hangs on is the content. */
static void read_according(voices *v, casus_ref t)
{
    const casus_token *x = &v->doc->tokens[t];
    if (x->norm != v->r->w.according || x->head == t)
        return;
    casus_ref source = x->head, root = v->doc->tokens[source].head;
    if (x->label != CASUS_CASE && x->label != CASUS_MARK) { /* the parser may head it the other way */
        source = child_with(v->r, t, CASUS_OBL);
        root = x->head;
    }
    if (source == CASUS_NONE || root == source)
        return;
    cue c = {.token = t, .speaker = source, .hearer = CASUS_NONE, .kind = v->r->w.say};
    extent e, own;
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, t)];
    tree_extent(v->doc, root, &e.first, &e.last);
    tree_extent(v->doc, source, &own.first, &own.last);
    own.first = own.first > t ? t : own.first;
    if (own.first <= e.first + 1)
        e.first = own.last + 1;
    else if (own.last + 3 >= s->first + s->count)
        e = (extent){s->first, own.first - 1};
    else
        e.last = own.first - 1;
    if (e.first > e.last || e.last >= s->first + s->count || !fit_runs(v, &c, &e))
        return;
    v->said = attribute(v, &c, e, CASUS_NONE);
}

/* ---- colons ---- */

enum { LONGEST_LABEL = 8 };

/* "Iran: we will answer", "Blair on Iraq: 'No regrets'": a name before the colon says what follows. */
static bool label_cue(const voices *v, casus_ref sentence, casus_ref *colon, cue *c)
{
    const casus_sentence *s = &v->doc->sentences[sentence];
    casus_ref k = s->first, end = s->first + s->count, who = CASUS_NONE;
    for (; k < end && k - s->first <= LONGEST_LABEL && v->doc->tokens[k].norm != v->colon; k++) {
        if (v->doc->tokens[k].upos == CASUS_VERB || is_quoted(v, k))
            return false;
        casus_ref a = who == CASUS_NONE ? actor_at(v->doc, k) : CASUS_NONE;
        if (a != CASUS_NONE && v->doc->actors[a].kind != CASUS_A_PRONOUN)
            who = v->doc->actors[a].head;
    }
    if (k + 2 >= end || k - s->first > LONGEST_LABEL || who == CASUS_NONE || (v->doc->tokens[k + 1].flags & CASUS_T_DIGIT))
        return false;
    *colon = k;
    *c = (cue){.token = CASUS_NONE, .speaker = who, .hearer = CASUS_NONE, .kind = v->r->w.say};
    return true;
}

static void read_label(voices *v, casus_ref sentence)
{
    cue c;
    casus_ref colon;
    if (!label_cue(v, sentence, &colon, &c))
        return;
    extent e = {colon + 1, end_of(v, sentence) - 1};
    bool verb = false;
    if (words_in(v, e.first, e.last, &verb) < 3 || !verb)
        return;
    for (uint32_t q = run_from(v, e.first); q < v->n_runs && v->runs[q].first <= e.last; q++)
        e.last = e.last > v->runs[q].last ? e.last : v->runs[q].last;
    casus_ref of = attribute(v, &c, e, CASUS_NONE);
    for (uint32_t q = run_from(v, e.first); of != CASUS_NONE && q < v->n_runs && v->runs[q].first <= e.last; q++)
        v->runs[q].owner = of;
    if (of != CASUS_NONE)
        v->doc->attributions[of].cue = v->doc->tokens[colon].at;
}

/* Words that end in a colon announce what follows: their last reporting verb's speaker, else their subject. */
static bool announced_by(const voices *v, casus_ref first, casus_ref t, cue *c)
{
    while (t > first && !is_word(v, t - 1) && v->doc->tokens[t - 1].norm != v->colon)
        t--;
    if (t == first || v->doc->tokens[t - 1].norm != v->colon)
        return false;
    casus_ref root = first;
    for (casus_ref x = t; x-- > first;) {
        if (!is_quoted(v, x) && cue_at(v, x, c) && c->speaker != CASUS_NONE)
            return true;
        if (tree_is_root(v->doc, x))
            root = x;
    }
    casus_ref subject = child_with(v->r, root, CASUS_NSUBJ);
    *c = (cue){.token = CASUS_NONE, .speaker = subject == CASUS_NONE ? root : subject, .hearer = CASUS_NONE, .kind = v->r->w.say};
    return actor_at(v->doc, c->speaker) != CASUS_NONE;
}

/* By the words before the quotation in its sentence, else by the sentence before. */
static bool announced(const voices *v, const run *q, cue *c)
{
    casus_ref i = tree_sentence(v->doc, q->first), first = v->doc->sentences[i].first;
    if (before(v, q->first) != CASUS_NONE)
        return announced_by(v, first, q->first, c);
    return i && v->doc->sentences[i - 1].count && readable(v, i - 1) && announced_by(v, v->doc->sentences[i - 1].first, end_of(v, i - 1), c);
}

/* ---- quotations and who says them ---- */

static cue cue_of(const voices *v, casus_ref attribution)
{
    const casus_attribution *a = &v->doc->attributions[attribution];
    return (cue){.token = a->cue_head, .speaker = a->source_head, .hearer = a->addressee[0], .kind = v->r->w.say, .unsaid = 0};
}

/* The words go on where the last ones stood in this sentence or the one before. */
static casus_ref goes_on_from(const voices *v, uint32_t i)
{
    casus_ref here = tree_sentence(v->doc, v->runs[i].first), best = CASUS_NONE;
    if (i && v->runs[i - 1].owner != CASUS_NONE && tree_sentence(v->doc, v->runs[i - 1].last) + 1 >= here)
        best = v->runs[i - 1].owner;
    if (v->said != CASUS_NONE && v->doc->attributions[v->said].sentence + 1 >= here && (best == CASUS_NONE || v->said > best))
        best = v->said;
    return best;
}

static void read_run_with_cue(voices *v, uint32_t i)
{
    run *q = &v->runs[i];
    cue c;
    q->full = is_full(v, q);
    if (!q->full || !run_cue(v, q, &c))
        return;
    casus_ref earlier = i ? v->runs[i - 1].owner : CASUS_NONE;
    bool same = earlier != CASUS_NONE && v->doc->attributions[earlier].cue_head == c.token;
    q->owner = attribute(v, &c, (extent){q->first, q->last}, same ? earlier : CASUS_NONE);
    if (q->owner != CASUS_NONE)
        v->said = q->owner;
}

static void read_run_without(voices *v, uint32_t i)
{
    run *q = &v->runs[i];
    cue c;
    if (!q->full || q->owner != CASUS_NONE)
        return;
    if (announced(v, q, &c)) {
        q->owner = attribute(v, &c, (extent){q->first, q->last}, CASUS_NONE);
    } else {
        casus_ref of = goes_on_from(v, i);
        if (of == CASUS_NONE)
            return;
        c = cue_of(v, of);
        q->owner = attribute(v, &c, (extent){q->first, q->last}, of);
    }
    if (q->owner != CASUS_NONE)
        v->said = q->owner;
}

/* Quotations still without a speaker take that of the next one in their paragraph; else nobody's. */
static void look_ahead(voices *v)
{
    for (uint32_t i = v->n_runs; i-- > 0;) {
        run *q = &v->runs[i];
        if (!q->full || q->owner != CASUS_NONE)
            continue;
        cue c = {.token = CASUS_NONE, .speaker = CASUS_NONE, .hearer = CASUS_NONE, .kind = v->r->w.say};
        casus_ref of = CASUS_NONE, s = tree_sentence(v->doc, q->last);
        casus_ref next = i + 1 < v->n_runs && v->runs[i + 1].owner != CASUS_NONE ? tree_sentence(v->doc, v->runs[i + 1].first) : CASUS_NONE;
        if (next != CASUS_NONE && next - s <= 1 && v->doc->sentences[s].paragraph == v->doc->sentences[next].paragraph) {
            of = v->runs[i + 1].owner;
            c = cue_of(v, of);
        }
        q->owner = attribute(v, &c, (extent){q->first, q->last}, of);
    }
}

/* ---- words set below "X said:" without marks ---- */

/* The sentence ends in a reporting verb and a colon. */
static bool opens_block(voices *v, casus_ref i)
{
    const casus_sentence *x = &v->doc->sentences[i];
    casus_ref t = x->first + x->count;
    if (x->count < 3 || v->doc->tokens[t - 1].norm != v->colon)
        return false;
    for (casus_ref steps = 0; t-- > x->first && steps < 6; steps++)
        if (v->doc->tokens[t].upos == CASUS_VERB && verb_cue(v, t, &v->block))
            return v->block.kind == v->r->w.say && v->block.speaker != CASUS_NONE;
    return false;
}

/* The text speaks of the speaker again as somebody else: his words are over. */
static bool names_speaker(const voices *v, const casus_sentence *x)
{
    casus_ref who = actor_at(v->doc, v->block.speaker);
    for (casus_ref t = x->first; who != CASUS_NONE && t < x->first + x->count; t++) {
        casus_ref a = actor_at(v->doc, t);
        if (a != CASUS_NONE && !(v->doc->tokens[t].morph & CASUS_P1) && v->doc->actors[a].chain != CASUS_NONE && v->doc->actors[a].chain == v->doc->actors[who].chain)
            return true;
    }
    return false;
}

static bool ends_block(const voices *v, casus_ref i)
{
    static const char *const notes[] = {"notes", "further", "background", "media", "editors", "contact"};
    const casus_sentence *x = &v->doc->sentences[i];
    const char *norm = symtab_name(v->r->d->names, v->doc->tokens[x->first].norm);
    for (size_t n = 0; n < sizeof notes / sizeof *notes; n++)
        if (strcmp(norm, notes[n]) == 0)
            return true;
    return x->headline || names_speaker(v, x);
}

/* The quotation that ends the sentence has no closing mark: its words go on below. */
static bool left_open(const voices *v, casus_ref i)
{
    const casus_sentence *x = &v->doc->sentences[i];
    casus_ref last = x->first + x->count - 1;
    return is_quoted(v, last) && (last + 1 == v->doc->n_tokens || !is_quoted(v, last + 1));
}

static void read_block(voices *v, casus_ref i)
{
    const casus_sentence *x = &v->doc->sentences[i];
    if (!x->count)
        return;
    if (opens_block(v, i)) {
        v->in_block = true;
        v->block_of = CASUS_NONE;
        return;
    }
    if (!v->in_block)
        return;
    uint32_t q = run_from(v, x->first);
    bool quotes = q < v->n_runs && v->runs[q].first < x->first + x->count;
    if (ends_block(v, i) || (quotes && is_quoted(v, x->first + 1) && !left_open(v, i))) {
        v->in_block = false;
        return;
    }
    if (quotes && v->runs[q].owner != CASUS_NONE && is_quoted(v, x->first + x->count / 2))
        return; /* told by its marks */
    v->block_of = attribute(v, &v->block, (extent){x->first, x->first + x->count - 1}, v->block_of);
}

/* ---- order and persons ---- */

static int by_place(const void *a, const void *b)
{
    const casus_attribution *x = a, *y = b;
    if (x->sentence != y->sentence)
        return x->sentence < y->sentence ? -1 : 1;
    if (x->first != y->first)
        return x->first < y->first ? -1 : 1;
    if (x->last != y->last)
        return x->last > y->last ? -1 : 1; /* the outer one first */
    return x->cue_head < y->cue_head ? -1 : x->cue_head > y->cue_head;
}

/* In the order of their sentences. While sorting, speaker holds each one's old number. */
static void put_in_order(voices *v)
{
    casus_doc *d = v->doc;
    casus_ref *now = ARENA_ARRAY(&v->r->d->memory, casus_ref, d->n_attributions + 1);
    for (casus_ref i = 0; i < d->n_attributions; i++)
        d->attributions[i].speaker = i;
    if (d->n_attributions)
        qsort(d->attributions, d->n_attributions, sizeof *d->attributions, by_place);
    for (casus_ref i = 0; i < d->n_attributions; i++)
        now[d->attributions[i].speaker] = i;
    for (casus_ref i = 0; i < d->n_attributions; i++) {
        d->attributions[i].of = now[d->attributions[i].of];
        d->attributions[i].speaker = CASUS_NONE;
    }
}

/* "the communique said": a document speaks for its owner, else for whoever spoke last. */
static casus_ref behind_document(const voices *v, casus_ref head, casus_ref before_it)
{
    casus_sym value = 0;
    if (!knowledge_word(v->r->k, "verbs/speech-nouns", v->doc->tokens[head].lemma, &value))
        return CASUS_NONE;
    for (casus_ref c = v->r->first_child[head]; c != CASUS_NONE; c = v->r->next_sibling[c]) {
        casus_ref a = actor_at(v->doc, c);
        if (a != CASUS_NONE && v->doc->actors[a].country)
            return a;
    }
    return before_it;
}

/* Tokens to actors, outer words first: "we" inside them is who speaks them. */
static void resolve(voices *v)
{
    for (casus_ref i = 0; i < v->doc->n_attributions; i++) {
        casus_ref who[CASUS_MAX_PARTIES], source = v->doc->attributions[i].source_head, hearer = v->doc->attributions[i].addressee[0];
        bool more;
        uint8_t n = source == CASUS_NONE ? 0 : party_of(v->r, source, false, who, 0, &more);
        casus_attribution *a = &v->doc->attributions[i];
        if (n)
            a->speaker = who[0];
        else if (source != CASUS_NONE)
            a->speaker = behind_document(v, source, i ? v->doc->attributions[i - 1].speaker : CASUS_NONE);
        memset(a->addressee, 0, sizeof a->addressee);
        n = hearer == CASUS_NONE ? 0 : party_of(v->r, hearer, false, who, 0, &more);
        a = &v->doc->attributions[i];
        for (uint8_t j = 0; j < n && j < 4; j++)
            a->addressee[a->n_addressees++] = who[j];
    }
}

/* ---- sentences ---- */

static void read_sentence(voices *v, casus_ref i)
{
    const casus_sentence *x = &v->doc->sentences[i];
    uint32_t from = run_from(v, x->first), to = from;
    while (from < v->n_runs && v->runs[from].first < x->first)
        from++; /* begun in a sentence before */
    for (to = from; to < v->n_runs && v->runs[to].first < x->first + x->count; to++)
        read_run_with_cue(v, to);
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        cue c;
        if (cue_at(v, t, &c))
            read_cue(v, &c);
        read_according(v, t);
    }
    read_label(v, i);
    for (uint32_t q = from; q < to; q++)
        read_run_without(v, q);
    read_block(v, i);
}

void speaker_read(reading *r)
{
    symtab *names = r->d->names;
    voices v = {.r = r, .doc = &r->doc[0], .said = CASUS_NONE, .block_of = CASUS_NONE};
    static const char *const told[] = {"tell", "inform", "warn", "assure", "remind", "reassure"};
    static const char *const goes_on[] = {"because", "if", "unless", "that", "although", "though", "so", "until"};
    v.as = symtab_add(names, "as", 2), v.colon = symtab_add(names, ":", 1), v.whether = symtab_add(names, "whether", 7);
    v.for_ = symtab_add(names, "for", 3), v.demand = symtab_add(names, "demand", 6), v.ask = symtab_add(names, "ask", 3), v.claim = symtab_add(names, "claim", 5);
    v.think = symtab_add(names, "think", 5), v.hope = symtab_add(names, "hope", 4);
    v.reports[0] = symtab_add(names, "quote", 5), v.reports[1] = symtab_add(names, "report", 6), v.reports[2] = symtab_add(names, "cite", 4);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        v.told[i] = symtab_add(names, told[i], strlen(told[i]));
    for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on; i++)
        v.goes_on[i] = symtab_add(names, goes_on[i], strlen(goes_on[i]));
    find_runs(&v);
    for (casus_ref i = 0; i < r->doc->n_sentences; i++)
        if (readable(&v, i))
            read_sentence(&v, i);
    look_ahead(&v);
    put_in_order(&v);
    resolve(&v);
}

/* First attribution of a sentence or later: they stand in the order of their sentences. */
static uint32_t first_at(const casus_doc *d, casus_ref sentence)
{
    uint32_t low = 0, high = d->n_attributions;
    while (low < high) {
        uint32_t mid = (low + high) / 2;
        if (d->attributions[mid].sentence < sentence)
            low = mid + 1;
        else
            high = mid;
    }
    return low;
}

casus_ref speaker_of(const casus_doc *d, casus_ref token)
{
    casus_ref sentence = tree_sentence(d, token), best = CASUS_NONE;
    for (uint32_t i = first_at(d, sentence); i < d->n_attributions && d->attributions[i].sentence == sentence; i++) {
        const casus_attribution *a = &d->attributions[i];
        if (token < a->first || token > a->last || token == a->cue_head)
            continue;
        if (best == CASUS_NONE || a->last - a->first <= d->attributions[best].last - d->attributions[best].first)
            best = i;
    }
    return best;
}
