/* Slips of the tree that word order mends.
 *
 *   "A U.S. strike hit two vehicles, Cook said."
 *
 * A cue that closes its sentence may draw the subject of what is said to itself, and then has two: the
 * first stands before the clause, which has none, and is the clause's. */
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

void syntax_mend_trees(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        const casus_token *t = &d->doc.tokens[i];
        if (t->label == CASUS_CCOMP && t->head > i)
            mend_subjects(d, i);
    }
}
