/* Slips of the tree that word order mends.
 *
 *   "A U.S. strike hit two vehicles, Cook said."
 *
 * A cue that closes its sentence may draw the subject of what is said to itself, and then has two: the
 * first stands before the clause, which has none, and is the clause's.
 *
 *   "the pursuit of security guarantees"
 *
 * Two nouns side by side under one preposition are one phrase, whose last is the head. */
#include "syntax.h"

static bool subject(unsigned label)
{
    return label == CASUS_NSUBJ || label == CASUS_NSUBJ_PASS;
}

static void mend_subjects(document *d, casus_ref clause)
{
    casus_token *t = d->doc.tokens;
    casus_ref verb = t[clause].head, first = CASUS_NONE;
    bool own = false;
    for (casus_ref c = tree_next_child(&d->doc, verb, CASUS_NONE); c != CASUS_NONE; c = tree_next_child(&d->doc, verb, c)) {
        if (!subject(t[c].label))
            continue;
        if (c < clause && first == CASUS_NONE)
            first = c;
        else if (c > clause)
            own = true;
    }
    if (first == CASUS_NONE || !own || tree_child(&d->doc, clause, CASUS_NSUBJ) != CASUS_NONE || tree_child(&d->doc, clause, CASUS_NSUBJ_PASS) != CASUS_NONE)
        return;
    t[first].head = clause;
    t[first].label = tree_child(&d->doc, clause, CASUS_AUX_PASS) != CASUS_NONE ? CASUS_NSUBJ_PASS : CASUS_NSUBJ;
}

static bool oblique(unsigned label)
{
    return label == CASUS_NMOD || label == CASUS_OBL;
}

/* Nouns i and i + 1 hang side by side on one head: the first becomes part of the second. */
static void mend_compound(document *d, casus_ref i)
{
    casus_token *t = d->doc.tokens;
    casus_ref head = i + 1;
    if (tree_child(&d->doc, i, CASUS_CASE) == CASUS_NONE || tree_child(&d->doc, head, CASUS_CASE) != CASUS_NONE)
        return;
    for (casus_ref c = tree_next_child(&d->doc, i, CASUS_NONE); c != CASUS_NONE && c < i; c = tree_next_child(&d->doc, i, c))
        t[c].head = head;
    t[head].label = t[i].label;
    t[i].head = head;
    t[i].label = CASUS_COMPOUND;
}

void syntax_mend_trees(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (t->label == CASUS_CCOMP && t->head > i)
            mend_subjects(d, i);
        bool pair = i + 1 < s->first + s->count && t->upos == CASUS_NOUN && t[1].upos == CASUS_NOUN && oblique(t->label) && oblique(t[1].label) && t->head == t[1].head && t->head < i;
        if (pair)
            mend_compound(d, i);
    }
}
