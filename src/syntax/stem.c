/* A second opinion on rare words.
 *
 *     extradited   the treebank's commonest edit for -ted gives "extradit", which nobody knows;
 *                  "extradite" stands in the knowledge: it is the lemma.
 *
 * The rules of lemma.c were read off a small treebank. Where they give a word unknown to the
 * knowledge files and another regular stem is known there, the known one is right. */
#include "syntax/syntax.h"

enum { LONGEST = 40 };

typedef struct stems {
    char form[6][LONGEST + 4];
    int n;
} stems;

static void stem_add(stems *s, const char *p, size_t n, const char *tail)
{
    memcpy(s->form[s->n], p, n);
    strcpy(s->form[s->n] + n, tail);
    s->n++;
}

/* -ed, -ing: "ruled" rule, "planned" plan, "attacked" attack; -ied: "denied" deny. */
static void stems_of_past(stems *s, const char *p, size_t n, size_t cut)
{
    size_t k = n - cut;
    if (k < 2)
        return;
    stem_add(s, p, k, "");
    stem_add(s, p, k, "e");
    if (p[k - 1] == p[k - 2])
        stem_add(s, p, k - 1, "");
    if (p[k - 1] == 'i')
        stem_add(s, p, k - 1, "y");
}

static void stems_of(stems *s, const char *p, size_t n)
{
    bool ed = n > 4 && strcmp(p + n - 2, "ed") == 0, ing = n > 5 && strcmp(p + n - 3, "ing") == 0;
    if (ed || ing) {
        stems_of_past(s, p, n, ed ? 2 : 3);
        return;
    }
    if (n < 4 || p[n - 1] != 's')
        return;
    stem_add(s, p, n - 1, "");
    if (p[n - 2] == 'e')
        stem_add(s, p, n - 2, "");
    if (p[n - 2] == 'e' && p[n - 3] == 'i')
        stem_add(s, p, n - 3, "y");
}

static void stem_mend(document *d, casus_token *t)
{
    const char *form = symtab_name(d->names, t->norm);
    size_t n = strlen(form);
    stems s = {.n = 0};
    if (n > LONGEST || n < 4 || symtab_in_base(d->names, t->lemma))
        return;
    stems_of(&s, form, n);
    for (int i = 0; i < s.n; i++) {
        casus_sym known = symtab_find(d->names, s.form[i], strlen(s.form[i]));
        if (known && symtab_in_base(d->names, known)) {
            t->lemma = known;
            return;
        }
    }
}

void syntax_mend_lemmas(document *d, casus_ref sentence)
{
    const casus_sentence *s = &d->doc.sentences[sentence];
    for (casus_ref t = s->first; t < s->first + s->count; t++)
        if (d->doc.tokens[t].upos == CASUS_VERB || d->doc.tokens[t].upos == CASUS_NOUN)
            stem_mend(d, &d->doc.tokens[t]);
}
