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
#include "speech/inside.h"

#include <stdlib.h>

/* ---- quotations and their cues ---- */

enum { NEAR_CUE = 30 }; /* tokens between a quotation and the verb that reports it */

/* The reporting verb after a quotation (", said X") or before it ("X said: "); CASUS_NONE. */
static bool run_cue(const voices *v, const run *q, cue *c)
{
    casus_ref end = speech_end(v, tree_sentence(v->doc, q->last)), b = run_before(v, q->first);
    casus_ref first = v->doc->sentences[tree_sentence(v->doc, q->first)].first;
    for (casus_ref t = q->first; b != CASUS_NONE && t-- > first && q->first - t < NEAR_CUE;)
        if (!speech_quoted(v, t) && v->doc->tokens[t].upos == CASUS_VERB && cue_at(v, t, c) && c->quote)
            return true;
    for (casus_ref t = q->last + 1; t < end && t - q->last < NEAR_CUE && !speech_quoted(v, t); t++)
        if (v->doc->tokens[t].upos == CASUS_VERB && cue_at(v, t, c) && c->quote && c->speaker != CASUS_NONE)
            return true;
    return false;
}

/* ---- writing an attribution down ---- */

/* Trim punctuation and the mark "that" from the ends. */
static bool trim(const voices *v, extent *e)
{
    while (e->first <= e->last && (!speech_word(v, e->first) || v->doc->tokens[e->first].norm == v->r->w.that))
        e->first++;
    while (e->last > e->first && !speech_word(v, e->last))
        e->last--;
    return e->first <= e->last;
}

static bool mostly_quoted(const voices *v, extent e)
{
    uint32_t in = 0, out = 0;
    for (casus_ref t = e.first; t <= e.last; t++)
        if (speech_word(v, t))
            speech_quoted(v, t) ? in++ : out++;
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
    while (e.last > e.first && !speech_word(v, e.last))
        e.last--;
    return (casus_span){v->doc->tokens[e.first].at.begin, v->doc->tokens[e.last].at.end};
}

/* "Putin, who said": the word that speaks here is "who"; whom it means is the actor's business. */
static casus_ref relative_of(const voices *v, const cue *c)
{
    casus_ref s = c->token == CASUS_NONE || c->noun || !c->f ? CASUS_NONE : child_with(v->r, c->token, CASUS_NSUBJ);
    bool relative = s != CASUS_NONE && v->doc->tokens[s].upos == CASUS_PRON && s < c->token && s != c->speaker && c->speaker < s &&
                    v->doc->tokens[c->token].label == CASUS_ACL_RELCL;
    return relative ? s : c->speaker;
}

static void write_piece(voices *v, const cue *c, extent e, casus_ref sentence, casus_ref *of)
{
    casus_doc *d = v->doc;
    if (!speech_readable(v, sentence) || !trim(v, &e))
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
        a->source = source_span(v, relative_of(v, c), c->token);
    *of = a->of;
}

/* One piece for each sentence the words run through. */
static casus_ref attribute(voices *v, const cue *c, extent e, casus_ref of)
{
    casus_ref last = tree_sentence(v->doc, e.last);
    for (casus_ref s = tree_sentence(v->doc, e.first); s <= last; s++) {
        casus_ref end = speech_end(v, s) - 1, begin = v->doc->sentences[s].first;
        write_piece(v, c, (extent){e.first > begin ? e.first : begin, e.last < end ? e.last : end}, s, &of);
    }
    return of;
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

/* The cue stands in words that are laid in somebody's mouth already. */
static bool within_words(const voices *v, casus_ref t)
{
    casus_ref here = tree_sentence(v->doc, t);
    for (casus_ref i = v->doc->n_attributions; i-- > 0 && v->doc->attributions[i].sentence == here;)
        if (t >= v->doc->attributions[i].first && t <= v->doc->attributions[i].last)
            return true;
    return false;
}

/* "I think", "you know", "they say": inside a quotation they are turns of speech and report nothing, nor does what "you" say. */
static bool is_hedge(const voices *v, const cue *c)
{
    unsigned morph = c->speaker == CASUS_NONE ? 0 : v->doc->tokens[c->speaker].morph;
    bool opinion = c->kind == v->think || c->kind == v->hope;
    if (speech_quoted(v, c->token) && (opinion || c->speaker == CASUS_NONE || v->doc->tokens[c->speaker].upos == CASUS_PRON || actor_at(v->doc, c->speaker) == CASUS_NONE))
        return true;
    casus_ref who = c->speaker == CASUS_NONE ? CASUS_NONE : actor_at(v->doc, c->speaker);
    bool party = who != CASUS_NONE && v->doc->actors[who].country && v->doc->actors[who].kind != CASUS_A_PRONOUN;
    if ((c->kind == v->think || c->kind == v->talk) && !party && within_words(v, c->token)) /* what those told of think is part of what is told */
        return true;
    return (morph & CASUS_P2) || ((morph & CASUS_P1) && speech_quoted(v, c->token));
}

/* "had won, and said ...": a second reporting verb of the same speaker ends the first one's words. */
static void cut_at_next_cue(voices *v, const cue *c, extent *e)
{
    const casus_token *x = v->doc->tokens;
    casus_sym value = 0;
    for (casus_ref t = e->first + 1; t <= e->last && c->token < e->first; t++) {
        bool joined_verb = x[t].upos == CASUS_VERB && x[t].label == CASUS_CONJ && x[t - 1].upos == CASUS_CCONJ && speech_quoted(v, t) == speech_quoted(v, c->token);
        if (!joined_verb || x[t].head >= t || !(x[t].morph & CASUS_FIN) || child_with(v->r, t, CASUS_NSUBJ) != CASUS_NONE || child_with(v->r, t, CASUS_AUXREL) != CASUS_NONE ||
            !knowledge_word(v->r->k, "verbs/speech", x[t].lemma, &value) || !strstr(symtab_name(v->r->d->names, value), "quote"))
            continue;
        e->last = t - 2 > e->first ? t - 2 : e->first;
        v->next_cue = t;
        v->next_speaker = c->speaker;
        return;
    }
}

static void read_cue(voices *v, cue *c)
{
    contents parts = {0};
    casus_ref of = CASUS_NONE;
    bool found = content_find(v, c, &parts);
    bool name = c->kind == v->talk && c->f->passive && v->doc->tokens[c->token].label == CASUS_ACL; /* "a group called Occupy" */
    if (!found || name || is_hedge(v, c) || (c->noun && c->speaker == CASUS_NONE))
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
    if (of != CASUS_NONE && !speech_quoted(v, c->token) && !parts.phrase)
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
        bool aside = str_is(document_str(v->r->d, v->doc->tokens[k].at), "(") || strcmp(symtab_name(v->r->d->names, v->doc->tokens[k].norm), "note") == 0;
        if (v->doc->tokens[k].upos == CASUS_VERB || speech_quoted(v, k) || aside) /* "Hibhib (Arabic: ...)", "Editor's note:" */
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
    extent e = {colon + 1, speech_end(v, sentence) - 1};
    bool verb = false;
    if (speech_words(v, e.first, e.last, &verb) < 3 || !verb)
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
    while (t > first && !speech_word(v, t - 1) && v->doc->tokens[t - 1].norm != v->colon)
        t--;
    if (t == first || v->doc->tokens[t - 1].norm != v->colon)
        return false;
    casus_ref root = first;
    for (casus_ref x = t; x-- > first;) {
        if (!speech_quoted(v, x) && cue_at(v, x, c) && c->speaker != CASUS_NONE)
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
    if (run_before(v, q->first) != CASUS_NONE)
        return announced_by(v, first, q->first, c);
    return i && v->doc->sentences[i - 1].count && speech_readable(v, i - 1) && announced_by(v, v->doc->sentences[i - 1].first, speech_end(v, i - 1), c);
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
    q->full = run_is_full(v, q);
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
        if (v->doc->tokens[t].upos == CASUS_VERB && cue_verb(v, t, &v->block))
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
    return speech_quoted(v, last) && (last + 1 == v->doc->n_tokens || !speech_quoted(v, last + 1));
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
    if (ends_block(v, i) || (quotes && speech_quoted(v, x->first + 1) && !left_open(v, i))) {
        v->in_block = false;
        return;
    }
    if (quotes && v->runs[q].owner != CASUS_NONE && speech_quoted(v, x->first + x->count / 2))
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
        if (cue_at(v, t, &c)) {
            c.speaker = t == v->next_cue ? v->next_speaker : c.speaker;
            read_cue(v, &c);
        }
        read_according(v, t);
    }
    read_label(v, i);
    for (uint32_t q = from; q < to; q++)
        read_run_without(v, q);
    read_block(v, i);
}

void speaker_read(reading *r)
{
    voices v = {.r = r, .doc = r->doc, .said = CASUS_NONE, .block_of = CASUS_NONE, .next_cue = CASUS_NONE};
    speech_open(&v);
    run_find_all(&v);
    for (casus_ref i = 0; i < r->doc->n_sentences; i++)
        if (speech_readable(&v, i))
            read_sentence(&v, i);
    look_ahead(&v);
    put_in_order(&v);
    resolve(&v);
}
