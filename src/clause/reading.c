/* A document while its clauses are asked about: children by token, words by symbol, frames when wanted. */
#include "clause/clause.h"

static void lexicon_fill(reading *r)
{
#define LEXICON_LOOK_UP(field, text) r->w.field = symtab_add(r->d->names, text, sizeof(text) - 1);
    LEXICON(LEXICON_LOOK_UP)
#undef LEXICON_LOOK_UP
}

static void children_fill(reading *r)
{
    casus_doc *d = r->doc;
    r->first_child = ARENA_ARRAY(&r->d->memory, casus_ref, d->n_tokens + 1);
    r->next_sibling = ARENA_ARRAY(&r->d->memory, casus_ref, d->n_tokens + 1);
    for (casus_ref t = 0; t < d->n_tokens; t++)
        r->first_child[t] = r->next_sibling[t] = CASUS_NONE;
    for (casus_ref t = d->n_tokens; t-- > 0;) {
        casus_ref head = d->tokens[t].head;
        if (head == t)
            continue;
        r->next_sibling[t] = r->first_child[head];
        r->first_child[head] = t;
    }
}

void reading_open(reading *r, document *d, const knowledge *k)
{
    *r = (reading){.d = d, .doc = &d->doc, .k = k};
    lexicon_fill(r);
    children_fill(r);
    r->frames = ARENA_ARRAY(&d->memory, frame *, d->doc.n_tokens + 1);
    r->consumed = ARENA_ARRAY(&d->memory, uint8_t, d->doc.n_tokens + 1);
    r->future = ARENA_ARRAY(&d->memory, uint8_t, d->doc.n_tokens + 1);
}
