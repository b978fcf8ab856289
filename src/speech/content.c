/* What is said, where no marks tell it.
 *
 *     "The deal, Iranian officials said, was dead."     around the cue
 *     "Officials told Reuters on Monday that ..."       its clause
 *     "Iran rejected the claim by Israel that ..."      behind a noun
 *     "welcomed the deal"                               its object, a phrase
 *
 * The tree is asked first; where it fails in known ways (a clause cut in two, a subject hung too
 * high, a cue that closes the sentence), word order decides. */
#include "speech/inside.h"

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
    bool takes_object = c->hearer == CASUS_NONE && child_with(v->r, c->token, CASUS_OBJ) != CASUS_NONE; /* "…, Washington recognises him" */
    if (t->label != CASUS_PARATAXIS || t->head == c->token || c->noun || takes_object)
        return false;
    tree_extent(v->doc, t->head, &whole.first, &whole.last);
    tree_extent(v->doc, c->token, &own.first, &own.last);
    if (own.first > whole.first + 1)
        out->part[out->n++] = (extent){whole.first, own.first - 1};
    if (own.last + 2 < whole.last)
        out->part[out->n++] = (extent){own.last + 1, whole.last};
    return out->n > 0;
}

/* "said the panel had the mail and will answer": hung on the cue, but its tense or form tells that it is no second act
 * of the speaker's. */
static bool conjunct_of_content(const voices *v, const cue *c, casus_ref x)
{
    const casus_token *t = v->doc->tokens;
    casus_ref aux = child_with(v->r, x, CASUS_AUXREL), cop = child_with(v->r, x, CASUS_COP);
    casus_ref finite = aux != CASUS_NONE ? aux : cop != CASUS_NONE ? cop : x;
    bool told = (t[c->token].morph & CASUS_FIN) && (t[c->token].morph & CASUS_PAST), present = !(t[finite].morph & CASUS_PAST);
    casus_sym value = 0;
    if (c->noun || t[x].label != CASUS_CONJ || c->f->passive || (t[x].upos == CASUS_VERB && knowledge_word(v->r->k, "verbs/speech", t[x].lemma, &value)))
        return false;
    bool subject = child_with(v->r, x, CASUS_NSUBJ) != CASUS_NONE || child_with(v->r, x, CASUS_NSUBJ_PASS) != CASUS_NONE;
    bool earlier = subject && aux != CASUS_NONE && t[aux].lemma == v->r->w.have;
    return told && (present || earlier) && (t[x].upos == CASUS_VERB || aux != CASUS_NONE || cop != CASUS_NONE) && !(t[x].morph & CASUS_GER);
}

/* What follows the clause under the same cue and belongs to what is said: "... because", "... and that". */
static void extend_clause(const voices *v, const cue *c, extent *e)
{
    for (casus_ref x = v->r->first_child[c->token]; x != CASUS_NONE; x = v->r->next_sibling[x]) {
        casus_ref mark = child_with(v->r, x, CASUS_MARK);
        unsigned label = v->doc->tokens[x].label;
        if (x > e->last && conjunct_of_content(v, c, x)) {
            extent also;
            tree_extent(v->doc, x, &also.first, &also.last);
            if (also.first <= e->last + 3)
                e->last = also.last;
            continue;
        }
        if (x <= e->last || mark == CASUS_NONE || (label != CASUS_ADVCL && label != CASUS_CONJ && label != CASUS_CCOMP))
            continue;
        extent more;
        tree_extent(v->doc, x, &more.first, &more.last);
        if (more.first <= e->last + 3 && speech_any(v->doc->tokens[mark].norm, v->goes_on, sizeof v->goes_on / sizeof *v->goes_on))
            e->last = more.last;
    }
}

/* "The deal, Iranian officials said, was dead": the cue stands between commas, both sides are what is said. */
static bool contents_wedged(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count;
    if (c->noun || c->kind != v->r->w.say || !c->quote || c->speaker == CASUS_NONE || c->speaker > c->token || c->token + 3 >= end || speech_quoted(v, c->token))
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

/* A "that" soon after the cue, or CASUS_NONE: "said on Twitter on Monday that". */
static casus_ref that_after(const voices *v, casus_ref token, casus_ref end)
{
    for (casus_ref t = token + 1; t < end && t < token + 12; t++) {
        if (v->doc->tokens[t].norm == v->r->w.that && v->doc->tokens[t].label == CASUS_MARK)
            return t;
        if ((v->doc->tokens[t].morph & CASUS_FIN) || v->doc->tokens[t].norm == v->r->w.comma)
            break;
    }
    return CASUS_NONE;
}

/* "said on Twitter on Monday that ...": the mark shows where the words begin, whatever else the tree puts first. */
static bool contents_marked(const voices *v, const cue *c, contents *out)
{
    casus_ref end = speech_end(v, tree_sentence(v->doc, c->token)), that = that_after(v, c->token, end), first, last;
    if (c->noun || !c->that || that == CASUS_NONE || that == c->token + 1 || c->f->passive || v->doc->tokens[that].head <= that)
        return false;
    tree_extent(v->doc, v->doc->tokens[that].head, &first, &last);
    if (last <= that + 1)
        return false;
    out->part[out->n++] = (extent){that + 1, last};
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
    if (nominal && e->first - next <= 16)
        e->first = next;
}

static bool contents_of_clause(const voices *v, cue *c, contents *out)
{
    for (int turn = 0; turn < 2 * c->f->n; turn++) { /* what follows the cue before what stands in front of it */
        int i = turn % c->f->n;
        if (!clause_of(c, &c->f->arg[i], v) || (c->f->arg[i].head > c->token) != (turn < c->f->n))
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
        for (int j = 0; j < c->f->n; j++) { /* a clause the parser cut in two */
            extent more;
            if (j == i || !finite_clause(v, &c->f->arg[j]) || !finite_clause(v, &c->f->arg[i]))
                continue;
            tree_extent(v->doc, c->f->arg[j].head, &more.first, &more.last);
            if (more.first > c->token && more.first <= e->last + 2 && more.last > e->last)
                e->last = more.last;
            if (e->first > c->token && more.last + 2 >= e->first && more.first < e->first && more.first > c->token)
                e->first = more.first;
        }
        close_gap(v, c, e);
        if (c->f->arg[i].at == AT_TO && !c->noun && (c->kind == v->r->w.say || c->kind == v->talk)) /* "told them to leave", "call on more countries to" */
            c->kind = v->demand;
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
    if (speech_words(v, s->first, own.first - 1, &verb) < 4 || !verb || speech_quoted(v, own.first - 2))
        return false;
    out->part[out->n++] = (extent){s->first, own.first - 1};
    return true;
}

/* Where the tree gives no clause, word order does: "X said [on Monday that] the ...". */
static bool contents_beside(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref end = s->first + s->count, next = c->token + 1;
    bool active = c->speaker != CASUS_NONE && c->speaker < c->token && !c->f->passive, verb = false;
    if (c->noun || !c->that || (c->kind != v->r->w.say && c->kind != v->claim) || !active || next >= end)
        return false;
    if (v->doc->tokens[next].upos == CASUS_ADP && time_starts(v, next + 1) != CASUS_NONE) /* "reported on Wednesday the ..." */
        next = v->doc->times[time_starts(v, next + 1)].last + 1;
    else if (time_starts(v, next) != CASUS_NONE)
        next = v->doc->times[time_starts(v, next)].last + 1;
    if (next >= end)
        return false;
    unsigned upos = v->doc->tokens[next].upos;
    bool opens = (upos == CASUS_VERB && (v->doc->tokens[next].morph & CASUS_GER)) || upos == CASUS_DET || upos == CASUS_PRON || upos == CASUS_PROPN || upos == CASUS_NOUN || upos == CASUS_NUM || upos == CASUS_ADJ || v->doc->tokens[next].norm == v->r->w.if_;
    casus_ref that = that_after(v, c->token, end), from = that != CASUS_NONE ? that + 1 : next;
    if ((that == CASUS_NONE && !opens) || speech_words(v, from, end - 1, &verb) < 3 || !verb)
        return false;
    out->part[out->n++] = (extent){from, end - 1};
    return true;
}

/* "called the deal a mistake", "described him as unfit": what the object is called belongs to the words. */
static void extend_naming(const voices *v, const cue *c, casus_ref object, extent *e)
{
    const casus_token *t = v->doc->tokens;
    if (c->noun || c->kind != v->talk)
        return;
    for (casus_ref x = v->r->first_child[c->token]; x != CASUS_NONE; x = v->r->next_sibling[x]) {
        casus_ref mark = child_with(v->r, x, CASUS_CASE);
        bool named = t[x].label == CASUS_XCOMP || t[x].label == CASUS_OBJ || (t[x].label == CASUS_OBL && mark != CASUS_NONE && t[mark].norm == v->as);
        extent more;
        if (!named || x == object)
            continue;
        tree_extent(v->doc, x, &more.first, &more.last);
        if (more.first > c->token && more.first <= e->last + 3 && more.last > e->last)
            e->last = more.last;
        else if (more.first > c->token && more.last + 2 >= e->first && more.first < e->first)
            e->first = more.first;
    }
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
    extend_naming(v, c, o, &out->part[0]);
    out->n = 1;
    out->phrase = true;
    return true;
}

/* "LONDON - Britain will expel them, she said": where the report was filed is nobody's words. */
static void without_dateline(const voices *v, const cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    for (uint8_t i = 0; i < out->n; i++)
        if (out->part[i].first < s->first + s->dateline && out->part[i].last >= s->first + s->dateline)
            out->part[i].first = s->first + s->dateline;
}

bool content_find(const voices *v, cue *c, contents *out)
{
    const casus_sentence *s = &v->doc->sentences[tree_sentence(v->doc, c->token)];
    casus_ref next = c->token + 1;
    if (!c->noun && next + 1 == s->first + s->count && strcmp(symtab_name(v->r->d->names, v->doc->tokens[next].norm), ":") == 0)
        return false; /* "Speaking after the talks, she said:": the words come in the next sentence */
    bool found = contents_before(v, c, out) ||
           contents_wedged(v, c, out) ||
           contents_after_noun(v, c, out) || contents_marked(v, c, out) ||
           contents_of_clause(v, c, out) ||
           contents_around(v, c, out) ||
           contents_object(v, c, out) ||
           contents_beside(v, c, out);
    without_dateline(v, c, out);
    return found;
}
