/* Asking the tree.
 *
 *   "Police in Nairobi arrested 12 students."
 *
 * tree_child(arrested, OBJ) is "students"; its extent is "12 students". Trees made by the parser
 * are projective: a subtree is an unbroken run of words. */
#include "syntax.h"

casus_ref tree_sentence(const casus_doc *d, casus_ref token)
{
    casus_ref low = 0, high = d->n_sentences;
    while (low < high) {
        casus_ref middle = low + (high - low) / 2;
        const casus_sentence *s = &d->sentences[middle];
        if (token < s->first)
            high = middle;
        else if (token - s->first >= s->count)
            low = middle + 1;
        else
            return middle;
    }
    return CASUS_NONE;
}

bool tree_is_root(const casus_doc *d, casus_ref token)
{
    return d->tokens[token].head == token;
}

static casus_ref child_after(const casus_doc *d, casus_ref head, casus_ref after, int label)
{
    casus_ref sentence = tree_sentence(d, head);
    if (sentence == CASUS_NONE)
        return CASUS_NONE;
    casus_ref first = d->sentences[sentence].first, end = first + d->sentences[sentence].count;
    for (casus_ref i = after == CASUS_NONE ? first : after + 1; i < end; i++)
        if (d->tokens[i].head == head && i != head && (label < 0 || d->tokens[i].label == label))
            return i;
    return CASUS_NONE;
}

casus_ref tree_child(const casus_doc *d, casus_ref head, casus_dep label)
{
    return child_after(d, head, CASUS_NONE, (int)label);
}

casus_ref tree_next_child(const casus_doc *d, casus_ref head, casus_ref after)
{
    return child_after(d, head, after, -1);
}

/* Climb from a word until the run [first, last] or the root is reached. */
static bool hangs_on(const casus_doc *d, casus_ref i, casus_ref first, casus_ref last)
{
    for (int steps = 0; steps < 256; steps++) {
        casus_ref head = d->tokens[i].head;
        if (head >= first && head <= last)
            return true;
        if (head == i)
            return false;
        i = head;
    }
    return false;
}

void tree_extent(const casus_doc *d, casus_ref head, casus_ref *first, casus_ref *last)
{
    *first = *last = head;
    casus_ref sentence = tree_sentence(d, head);
    if (sentence == CASUS_NONE)
        return;
    casus_ref begin = d->sentences[sentence].first, end = begin + d->sentences[sentence].count;
    while (*last + 1 < end && hangs_on(d, *last + 1, *first, *last))
        ++*last;
    while (*first > begin && hangs_on(d, *first - 1, *first, *last))
        --*first;
}
