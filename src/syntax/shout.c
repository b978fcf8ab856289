/* Headlines in capitals, read as if they were not.
 *
 *     BRITISH MINISTER CRITICISES PROPOSED EC OILS TAX
 *
 * To a tagger every capital is a name. So the words of a sentence without small letters are told apart first: names are
 * what the knowledge files or the story's own sentences write with a capital, all others are read small
 * (CASUS_T_SMALL; syntax/word.c). */
#include "syntax/syntax.h"

enum { LEAST = 3, LOOK = 1200 }; /* words of a headline, tokens of the story */

static bool letters(const casus_token *t)
{
    return (t->flags & CASUS_T_WORD) && !(t->flags & CASUS_T_DIGIT);
}

static bool shouted(const document *d, const casus_sentence *s)
{
    const casus_token *t = d->doc.tokens;
    uint32_t upper = 0;
    for (casus_ref i = s->first; i < s->first + s->count; i++) {
        bool one = t[i].at.end - t[i].at.begin == 1;
        if (letters(&t[i]) && !one && !(t[i].flags & CASUS_T_UPPER))
            return false;
        upper += letters(&t[i]) && !one;
    }
    return upper >= LEAST;
}

/* How the story writes this word: 's' small, 'c' with a capital inside a sentence, 0 not at all. */
static char written(const document *d, const casus_sentence *headline, casus_sym norm)
{
    const casus_doc *doc = &d->doc;
    char how = 0;
    for (casus_ref i = headline->first + headline->count; i < doc->n_tokens && i < headline->first + LOOK; i++) {
        const casus_token *t = &doc->tokens[i];
        if (t->norm != norm || (t->flags & CASUS_T_UPPER))
            continue;
        if (!(t->flags & CASUS_T_TITLE))
            return 's';
        how = i > 0 && letters(&t[-1]) ? 'c' : how;
    }
    return how;
}

/* The names of the knowledge that begin here: how many tokens the longest covers; 0 for none. */
static uint32_t known_name(document *d, const knowledge *k, const casus_sym *norms, uint32_t n)
{
    for (const phrase_hit *h = norms[0] ? phrase_find(k, &d->memory, norms, n) : NULL; h; h = h->next)
        if (h->upper && knowledge_entry(k, h->entry)->kind != ENTRY_ROLE)
            return h->length;
    return 0;
}

void syntax_shout_names(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    casus_token *t = d->doc.tokens;
    bool told = false;
    for (casus_ref i = s->first; i < s->first + s->count; i++)
        told |= (t[i].flags & CASUS_T_SMALL) != 0;
    for (casus_ref i = s->first; told && i < s->first + s->count; i++)
        if (t[i].upos == CASUS_NOUN && letters(&t[i]) && !(t[i].flags & CASUS_T_SMALL))
            t[i].upos = CASUS_PROPN;
}

void syntax_shout(const knowledge *k, document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    casus_token *t = d->doc.tokens;
    if (!shouted(d, s))
        return;
    casus_sym *norms = ARENA_ARRAY(&d->memory, casus_sym, s->count + 1);
    for (uint32_t i = 0; i < s->count; i++)
        norms[i] = t[s->first + i].norm;
    for (uint32_t i = 0; i < s->count;) {
        uint32_t n = known_name(d, k, norms + i, s->count - i);
        char how = n > 1 ? 'c' : written(d, s, norms[i]);
        bool name = how == 'c' || (how == 0 && n);
        if (!name && letters(&t[s->first + i]))
            t[s->first + i].flags |= CASUS_T_SMALL;
        i += name && n ? n : 1;
    }
}
