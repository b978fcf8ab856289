/* Quotations: what stands between marks, and which of them stand for themselves.
 *
 *     "We will not wait," he said.        full: it begins the sentence
 *     They called it "a step back".       part of somebody's clause
 *
 * Marks are found by the text room; here they become runs, perhaps over several sentences. */
#include "speech/inside.h"

/* A single mark inside double ones does not end the quotation. */
static bool inner_mark(const voices *v, casus_ref t)
{
    str s = document_str(v->r->d, v->doc->tokens[t].at);
    return !speech_word(v, t) && (str_is(s, "'") || str_is(s, "\xE2\x80\x98") || str_is(s, "\xE2\x80\x99"));
}

void run_find_all(voices *v)
{
    casus_doc *d = v->doc;
    for (casus_ref t = 0; t < d->n_tokens; t++) {
        if (!speech_quoted(v, t))
            continue;
        run *q = ARENA_PUSH(&v->r->d->memory, v->runs, v->n_runs);
        *q = (run){.first = t, .last = t, .owner = CASUS_NONE};
        while (t + 1 < d->n_tokens && (speech_quoted(v, t + 1) || (t + 2 < d->n_tokens && inner_mark(v, t + 1) && speech_quoted(v, t + 2))))
            q->last = ++t;
    }
}

/* First run that ends at or after a token. */
uint32_t run_from(const voices *v, casus_ref t)
{
    return FIRST_FROM(run, v->runs, v->n_runs, last, t);
}

/* The last word or sign before a token in its sentence, quotation marks passed over; CASUS_NONE at its start. */
casus_ref run_before(const voices *v, casus_ref t)
{
    casus_ref first = v->doc->sentences[tree_sentence(v->doc, t)].first;
    while (t-- > first) {
        str s = document_str(v->r->d, v->doc->tokens[t].at);
        if (speech_word(v, t) || str_is(s, ",") || str_is(s, ":") || str_is(s, "-") || str_is(s, "\xE2\x80\x93") || str_is(s, "\xE2\x80\x94"))
            return t;
    }
    return CASUS_NONE;
}

/* A quotation that stands for itself: it begins a sentence, or a comma, a colon or a reporting verb
 * stands before it and it is long enough to be one. */
bool run_is_full(const voices *v, const run *q)
{
    bool verb = false;
    uint32_t n = speech_words(v, q->first, q->last, &verb);
    casus_ref b = run_before(v, q->first);
    casus_sym value = 0;
    if (b == CASUS_NONE) {
        casus_ref end = speech_end(v, tree_sentence(v->doc, q->last)), after = q->last + 1;
        while (after < end && !speech_word(v, after) && document_str(v->r->d, v->doc->tokens[after].at).p[0] != ',')
            after++;
        bool wedge = v->doc->tokens[q->last].norm == v->r->w.comma || (after < end && !speech_word(v, after));
        return n >= 2 && (verb || n >= 4 || wedge || after >= end);
    }
    const run *earlier = q > v->runs ? q - 1 : NULL;
    if (earlier && earlier->full && earlier->owner != CASUS_NONE && v->doc->tokens[b].norm == v->r->w.comma && tree_sentence(v->doc, earlier->last) == tree_sentence(v->doc, q->first))
        return n >= 2; /* "Our troops," he said, "are holding the line." */
    if (v->doc->tokens[b].norm == v->colon)
        return n >= 2 || verb;
    bool signs = !speech_word(v, b), speech = !signs && knowledge_word(v->r->k, "verbs/speech", v->doc->tokens[b].lemma, &value);
    return (signs || speech) && n >= 3 && verb && (v->doc->tokens[q->first].flags & (CASUS_T_TITLE | CASUS_T_DIGIT));
}
