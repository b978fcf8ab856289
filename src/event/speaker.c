/* Whose words are these?
 *
 *     "We will not wait," Mr Lavrov said on Monday. "The talks must end this year."
 *     According to Kyiv, Russia has massed troops near the border.
 *
 * A reporting verb (knowledge/verbs/speech.txt) has a speaker, its subject, and a content: its
 * that-clause, the clause it is wedged into or follows, or the quotation in its sentence. A sentence
 * inside quotation marks without a reporting verb goes on with the last speaker of its paragraph, or
 * belongs to the one named in the next sentence. */
#include "event/inside.h"

typedef struct speech {
    reading *r;
    casus_ref cue, content; /* reporting verb; root of the content clause or CASUS_NONE */
    casus_ref speaker;      /* token */
    casus_ref first, last;  /* tokens of the content */
    casus_sym kind;
    bool quoted, phrase;
} speech;

/* "say ; that ; quote": the kind is the first word. */
static casus_sym kind_of(const reading *r, casus_sym value)
{
    str rest = str_of(symtab_name(r->d->names, value));
    str kind = str_cut(&rest, " ; ");
    return symtab_find(r->d->names, kind.p, kind.n);
}

static bool quoted(const reading *r, casus_ref t)
{
    return (r->doc->tokens[t].flags & CASUS_T_QUOTED) != 0;
}

static bool all_quoted(const reading *r, casus_ref first, casus_ref last)
{
    uint32_t in = 0, out = 0;
    for (casus_ref t = first; t <= last; t++)
        if (r->doc->tokens[t].flags & CASUS_T_WORD)
            quoted(r, t) ? in++ : out++;
    return in > 0 && in >= out;
}

/* Trim punctuation and the mark "that" from the ends. */
static void trim(const reading *r, casus_ref *first, casus_ref *last)
{
    const casus_token *t = r->doc->tokens;
    while (*first < *last && (t[*first].upos == CASUS_PUNCT || t[*first].norm == r->w.that || !(t[*first].flags & (CASUS_T_WORD | CASUS_T_DIGIT))))
        (*first)++;
    while (*last > *first && !(t[*last].flags & (CASUS_T_WORD | CASUS_T_DIGIT)))
        (*last)--;
}

static void attribution_add(speech *s)
{
    reading *r = s->r;
    casus_doc *d = r->doc;
    trim(r, &s->first, &s->last);
    casus_attribution *a = ARENA_PUSH(&r->d->memory, d->attributions, d->n_attributions);
    *a = (casus_attribution){.sentence = tree_sentence(d, s->first), .speaker = CASUS_NONE, .first = s->first, .last = s->last,
                             .cue_head = s->cue, .kind = s->kind};
    a->content = (casus_span){d->tokens[s->first].at.begin, d->tokens[s->last].at.end};
    a->phrase = s->phrase;
    a->quoted = s->quoted || all_quoted(r, s->first, s->last);
    if (s->cue != CASUS_NONE)
        a->cue = d->tokens[s->cue].at;
    if (s->speaker == CASUS_NONE)
        return;
    casus_ref first, last;
    tree_extent(d, s->speaker, &first, &last);
    a->source = (casus_span){d->tokens[first].at.begin, d->tokens[last].at.end};
    bool more;
    casus_ref who[CASUS_MAX_PARTIES];
    if (party_of(r, s->speaker, false, who, 0, &more))
        d->attributions[d->n_attributions - 1].speaker = who[0];
}

/* The clause a wedged-in "he said" interrupts or follows: content without the cue's own words. */
static bool content_around(speech *s)
{
    reading *r = s->r;
    const casus_token *v = &r->doc->tokens[s->cue];
    if (v->label != CASUS_PARATAXIS || v->head == s->cue)
        return false;
    casus_ref cue_first, cue_last;
    tree_extent(r->doc, v->head, &s->first, &s->last);
    tree_extent(r->doc, s->cue, &cue_first, &cue_last);
    if (cue_first > s->first + 1)
        s->last = cue_last >= s->last ? cue_first - 1 : s->last;
    else if (cue_last < s->last)
        s->first = cue_last + 1;
    else
        return false;
    s->content = v->head;
    return s->first <= s->last;
}

static bool content_of_clause(speech *s, const frame *f)
{
    for (int i = 0; i < f->n; i++) {
        bool clause = f->arg[i].at == AT_THAT || (s->kind != s->r->w.say && (f->arg[i].at == AT_TO || f->arg[i].at == AT_OF_ING || f->arg[i].at == AT_ING));
        if (!clause || f->arg[i].via)
            continue;
        s->content = f->arg[i].head;
        tree_extent(s->r->doc, s->content, &s->first, &s->last);
        return true;
    }
    for (casus_ref c = s->r->first_child[s->cue]; c != CASUS_NONE; c = s->r->next_sibling[c])
        if (s->r->doc->tokens[c].label == CASUS_PARATAXIS && s->r->doc->tokens[c].upos == CASUS_VERB) {
            s->content = c;
            tree_extent(s->r->doc, c, &s->first, &s->last);
            return true;
        }
    return false;
}

/* The quotation in the cue's sentence: all its quoted words. */
static bool content_quoted(speech *s)
{
    const casus_sentence *x = &s->r->doc->sentences[tree_sentence(s->r->doc, s->cue)];
    casus_ref first = CASUS_NONE, last = 0;
    uint32_t n = 0;
    for (casus_ref t = x->first; t < x->first + x->count; t++)
        if (quoted(s->r, t)) {
            first = first == CASUS_NONE ? t : first;
            last = t;
            n++;
        }
    if (n < 3 || quoted(s->r, s->cue))
        return false;
    s->first = first;
    s->last = last;
    s->quoted = true;
    return true;
}

static bool content_object(speech *s, const frame *f)
{
    casus_ref o = frame_arg(f, AT_OBJECT);
    if (o == CASUS_NONE)
        return false;
    tree_extent(s->r->doc, o, &s->first, &s->last);
    s->phrase = true;
    return s->last > s->first;
}

/* A direct quotation runs on to the sentence's end where its clause was cut short by the tree. */
static void widen_to_quote(speech *s)
{
    const casus_sentence *x = &s->r->doc->sentences[tree_sentence(s->r->doc, s->cue)];
    if (!quoted(s->r, s->first) && !quoted(s->r, s->last))
        return;
    while (s->first > x->first && quoted(s->r, s->first - 1))
        s->first--;
    while (s->last + 1 < x->first + x->count && quoted(s->r, s->last + 1))
        s->last++;
}

static void read_cue(reading *r, casus_ref v)
{
    casus_sym value = 0;
    if (!knowledge_word(r->k, "verbs/speech", r->doc->tokens[v].lemma, &value))
        return;
    frame *f = frame_of(r, v);
    if (!f)
        return;
    speech s = {.r = r, .cue = v, .content = CASUS_NONE, .kind = kind_of(r, value)};
    s.speaker = frame_arg(f, AT_SUBJECT);
    bool takes_object = value && strstr(symtab_name(r->d->names, value), "obj");
    if (!content_around(&s) && !content_of_clause(&s, f) && !content_quoted(&s) && !(takes_object && content_object(&s, f))) {
        r->announced = s.speaker;
        return;
    }
    widen_to_quote(&s);
    if (s.speaker != CASUS_NONE && s.speaker >= s.first && s.speaker <= s.last && !content_quoted(&s))
        return;
    attribution_add(&s);
}

/* "according to the ministry": the clause it hangs on is the content. */
static void read_according(reading *r, casus_ref t)
{
    const casus_token *x = &r->doc->tokens[t];
    if (x->norm != r->w.according || x->head == t)
        return;
    casus_ref source = x->head, root = r->doc->tokens[source].head;
    if (x->label != CASUS_CASE && x->label != CASUS_MARK) { /* the parser may head it the other way */
        source = child_with(r, t, CASUS_OBL);
        root = x->head;
    }
    if (source == CASUS_NONE || root == source)
        return;
    speech s = {.r = r, .cue = t, .content = root, .speaker = source, .kind = r->w.say};
    casus_ref first, last;
    tree_extent(r->doc, root, &s.first, &s.last);
    tree_extent(r->doc, source, &first, &last);
    if (first > t)
        first = t;
    if (first <= s.first + 1)
        s.first = last + 1;
    else if (last + 2 >= s.last)
        s.last = first - 1;
    if (s.first <= s.last)
        attribution_add(&s);
}

static bool sentence_quoted(const reading *r, const casus_sentence *x)
{
    return x->count && all_quoted(r, x->first, x->first + x->count - 1);
}

/* A quoted sentence without a reporting verb: the speaker before it in the paragraph (or in the
 * paragraph whose quotation goes on), else the one after it. */
static void continue_quote(reading *r, casus_ref i, uint32_t first_of_sentence)
{
    casus_doc *d = r->doc;
    const casus_sentence *x = &d->sentences[i];
    if (d->n_attributions > first_of_sentence || !sentence_quoted(r, x))
        return;
    const casus_attribution *last = d->n_attributions ? &d->attributions[d->n_attributions - 1] : NULL;
    bool near = last && last->quoted && i - last->sentence <= 1 && last->speaker != CASUS_NONE;
    casus_attribution a = {.sentence = i, .speaker = near ? last->speaker : CASUS_NONE, .first = x->first, .last = x->first + x->count - 1,
                           .cue_head = CASUS_NONE, .kind = r->w.say, .quoted = 1};
    casus_ref who[CASUS_MAX_PARTIES];
    bool more;
    bool announced = r->announced != CASUS_NONE && tree_sentence(d, r->announced) + 1 == i;
    if (announced && party_of(r, r->announced, false, who, 0, &more)) /* "X said:" and the quotation in a line of its own */
        a.speaker = who[0];
    if (near)
        a.source = (casus_span){x->at.begin, x->at.begin};
    trim(r, &a.first, &a.last);
    a.content = (casus_span){d->tokens[a.first].at.begin, d->tokens[a.last].at.end};
    *ARENA_PUSH(&r->d->memory, d->attributions, d->n_attributions) = a;
}

/* Quoted sentences still without a speaker take that of the next attribution in their paragraph. */
static void look_ahead(reading *r)
{
    casus_doc *d = r->doc;
    for (uint32_t i = d->n_attributions; i-- > 1;) {
        casus_attribution *a = &d->attributions[i - 1];
        const casus_attribution *b = &d->attributions[i];
        if (a->speaker == CASUS_NONE && a->cue_head == CASUS_NONE && b->quoted && b->sentence - a->sentence <= 1 &&
            d->sentences[a->sentence].paragraph == d->sentences[b->sentence].paragraph)
            a->speaker = b->speaker;
    }
}

static void speaker_sentence(reading *r, casus_ref i)
{
    const casus_sentence *x = &r->doc->sentences[i];
    uint32_t before = r->doc->n_attributions;
    for (casus_ref t = x->first; t < x->first + x->count; t++) {
        if (r->doc->tokens[t].upos == CASUS_VERB)
            read_cue(r, t);
        read_according(r, t);
    }
    continue_quote(r, i, before);
}

void speaker_read(reading *r)
{
    r->announced = CASUS_NONE;
    for (casus_ref i = 0; i < r->doc->n_sentences; i++) {
        unsigned verdict = r->doc->sentences[i].verdict;
        if (verdict != CASUS_V_BOILERPLATE && verdict != CASUS_V_NOT_ENGLISH)
            speaker_sentence(r, i);
    }
    look_ahead(r);
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
