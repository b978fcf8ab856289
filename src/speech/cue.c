/* What reports words, and who speaks.
 *
 *     "was quoted as saying", "the claim by Israel that", "The UN is clear that", "call on all sides to"
 *
 * A cue is a verb of knowledge/verbs/speech.txt, alone or with its particle, preposition or adjective, an
 * adjective with "be", or a noun of speech-nouns.txt. Its speaker is its subject; where the tree misses
 * it, the noun beside a finite verb, or the subject of the clause above a participle. */
#include "speech/inside.h"

#include <stdio.h>

/* ---- words ---- */

bool speech_quoted(const voices *v, casus_ref t)
{
    return (v->doc->tokens[t].flags & CASUS_T_QUOTED) != 0;
}

bool speech_word(const voices *v, casus_ref t)
{
    return (v->doc->tokens[t].flags & (CASUS_T_WORD | CASUS_T_DIGIT)) != 0;
}

casus_ref speech_end(const voices *v, casus_ref sentence)
{
    return v->doc->sentences[sentence].first + v->doc->sentences[sentence].count;
}

bool speech_readable(const voices *v, casus_ref sentence)
{
    unsigned verdict = v->doc->sentences[sentence].verdict;
    return verdict != CASUS_V_BOILERPLATE && verdict != CASUS_V_NOT_ENGLISH;
}

bool speech_any(casus_sym s, const casus_sym *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (s && s == list[i])
            return true;
    return false;
}

uint32_t speech_words(const voices *v, casus_ref first, casus_ref last, bool *verb)
{
    uint32_t n = 0;
    for (casus_ref t = first; t <= last && n < 1000; t++) {
        n += speech_word(v, t);
        *verb |= v->doc->tokens[t].upos == CASUS_VERB || v->doc->tokens[t].upos == CASUS_AUX;
    }
    return n;
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
    return speech_any(f->modal, modals, sizeof modals / sizeof *modals) || norm == w->if_ || norm == w->unless || norm == w->to || norm == v->whether ? CASUS_POSSIBLE : 0;
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
    if (above == t || (mark != CASUS_NONE && x[mark].norm != v->as) || !speech_any(x[above].lemma, v->reports, 3))
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
    if (t > s->first + 2 && x[t - 1].norm == v->r->w.comma && !speech_quoted(v, t - 1) && !speech_quoted(v, t) && (x[t - 2].upos == CASUS_PROPN || x[t - 2].upos == CASUS_NOUN)) {
        casus_ref top = phrase_top(v, t - 2); /* "her adviser, Jake Sullivan, said" */
        while (x[top].label == CASUS_APPOS && x[top].head < top && !speech_quoted(v, x[top].head))
            top = x[top].head; /* "Jake Sullivan, her new adviser, said" */
        if (x[t - 2].upos == CASUS_PROPN || x[top].upos == CASUS_PROPN)
            return top;
    }
    if (t > s->first && speech_quoted(v, t - 1) == speech_quoted(v, t) && (x[t - 1].upos == CASUS_NOUN || x[t - 1].upos == CASUS_PROPN || x[t - 1].upos == CASUS_PRON))
        return phrase_top(v, t - 1);
    if (t + 1 >= s->first + s->count || speech_quoted(v, t + 1) != speech_quoted(v, t))
        return CASUS_NONE;
    if (t > s->first + 1 && !speech_word(v, t - 1) && speech_quoted(v, t - 2)) /* '"...", said one member' */
        for (casus_ref i = t + 1; i < s->first + s->count && i < t + 6 && speech_word(v, i) && x[i].upos != CASUS_VERB && x[i].upos != CASUS_ADP; i++)
            if (x[i].upos == CASUS_NOUN || x[i].upos == CASUS_PROPN || (i == t + 1 && x[i].upos == CASUS_ADJ && (v->doc->tokens[i].flags & CASUS_T_TITLE)))
                return phrase_top(v, i);
    casus_ref a = actor_at(v->doc, t + 1);
    return a != CASUS_NONE && t + 1 == v->doc->actors[a].first ? v->doc->actors[a].head : CASUS_NONE;
}

/* "Trump spoke of her tendencies, warning that": behind a comma the participle is the subject's act, not the noun's before it. */
static casus_ref speaker_of_clause(const voices *v, casus_ref t)
{
    const casus_token *x = v->doc->tokens;
    bool inside = speech_quoted(v, t), comma = t > 0 && x[t - 1].norm == v->r->w.comma && (x[t].morph & CASUS_GER);
    casus_ref at = t;
    for (int steps = 0; comma && steps < 8 && x[at].head != at; steps++) {
        at = x[at].head;
        casus_ref subject = child_with(v->r, at, CASUS_NSUBJ);
        if (subject != CASUS_NONE && subject < t && speech_quoted(v, subject) == inside)
            return subject;
    }
    return CASUS_NONE;
}

/* "..., saying that": the subject of the clause above, or the noun the participle hangs on. */
static casus_ref speaker_above(const voices *v, casus_ref t)
{
    const casus_token *x = v->doc->tokens;
    bool inside = speech_quoted(v, t);
    for (int steps = 0; steps < 4 && x[t].head != t; steps++) {
        t = x[t].head;
        if (speech_quoted(v, t) != inside)
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
    if (h == CASUS_NONE && object != CASUS_NONE && speech_any(v->doc->tokens[c->token].lemma, v->told, sizeof v->told / sizeof *v->told))
        h = object;
    for (int i = 0; h == CASUS_NONE && i < c->f->n; i++)
        if (c->f->arg[i].at == AT_PREP && c->f->arg[i].prep == v->r->w.to && !c->f->arg[i].via)
            h = c->f->arg[i].head;
    return h;
}

bool cue_verb(const voices *v, casus_ref t, cue *c)
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
    if (c->speaker != CASUS_NONE && speech_quoted(v, c->speaker) && !speech_quoted(v, t))
        c->speaker = CASUS_NONE; /* a slip of the tree: words inside the quotation do not report it */
    if (c->speaker == CASUS_NONE)
        c->speaker = reported_speaker(v, t);
    if (c->speaker == CASUS_NONE && !c->f->passive)
        c->speaker = speaker_beside(v, t);
    if (c->speaker == CASUS_NONE && !(x->morph & CASUS_FIN) && !c->f->passive)
        c->speaker = speaker_of_clause(v, t);
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

bool cue_at(const voices *v, casus_ref t, cue *c)
{
    switch (v->doc->tokens[t].upos) {
    case CASUS_VERB: return cue_verb(v, t, c);
    case CASUS_ADJ: return adjective_cue(v, t, c);
    case CASUS_NOUN: return noun_cue(v, t, c);
    default: return false;
    }
}

/* ---- words asked for all the time ---- */

void speech_open(voices *v)
{
    symtab *names = v->r->d->names;
    static const char *const told[] = {"tell", "inform", "warn", "assure", "remind", "reassure"};
    static const char *const goes_on[] = {"because", "if", "unless", "that", "although", "though", "so", "until"};
    v->as = symtab_add(names, "as", 2), v->colon = symtab_add(names, ":", 1), v->whether = symtab_add(names, "whether", 7);
    v->for_ = symtab_add(names, "for", 3), v->demand = symtab_add(names, "demand", 6), v->ask = symtab_add(names, "ask", 3), v->claim = symtab_add(names, "claim", 5);
    v->think = symtab_add(names, "think", 5), v->hope = symtab_add(names, "hope", 4), v->talk = symtab_add(names, "talk", 4);
    v->reports[0] = symtab_add(names, "quote", 5), v->reports[1] = symtab_add(names, "report", 6), v->reports[2] = symtab_add(names, "cite", 4);
    for (size_t i = 0; i < sizeof told / sizeof *told; i++)
        v->told[i] = symtab_add(names, told[i], strlen(told[i]));
    for (size_t i = 0; i < sizeof goes_on / sizeof *goes_on; i++)
        v->goes_on[i] = symtab_add(names, goes_on[i], strlen(goes_on[i]));
}
