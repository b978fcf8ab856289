/* Lemma rules, read off the treebank.
 *
 * Every training word votes for its edit under each of its endings and under its whole form. The
 * winner of each (class, ending) is kept where it says something that the next shorter ending does
 * not, and an ending needs two different words, lest a rule grow from one name. */
#include "irregular.h"
#include "learn.h"

#include <stdio.h>
#include <stdlib.h>

typedef struct vote {
    uint32_t key, shorter, edit, n, word; /* word: a form that voted, to see whether there are two */
} vote;

static int by_key(const void *a, const void *b)
{
    const vote *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return x->edit < y->edit ? -1 : x->edit > y->edit;
}

/* "3 y" for denied/deny; NULL when the lemma is no edit of the form. */
static const char *edit_of(arena *a, str form, size_t n, str lemma)
{
    size_t same = 0;
    while (same < n && same < lemma.n && form.p[same] == lemma.p[same])
        same++;
    while (same && same < n && ((unsigned char)form.p[same] & 0xC0) == 0x80)
        same--; /* never inside a letter */
    if (n - same > 60 || lemma.n - same > 30)
        return NULL;
    return arena_printf(a, "%zu %.*s", n - same, (int)(lemma.n - same), lemma.p + same);
}

typedef struct votes {
    arena memory;
    symtab *edits;
    uint32_t class[MAX_TAGS]; /* of each tag */
    vote *all;
    uint32_t n;
} votes;

static void vote_add(votes *v, uint32_t class, str low, str lemma)
{
    const char *edit = edit_of(&v->memory, low, low.n, lemma);
    if (!edit)
        return;
    uint32_t e = symtab_add(v->edits, edit, strlen(edit)) - 1, whole = lemma_key(class, low.p, low.n, low.n, true);
    uint32_t shorter = 0, longest = (uint32_t)(low.n < LEMMA_ENDING ? low.n : LEMMA_ENDING);
    for (uint32_t k = 0; k <= longest; k++) {
        uint32_t key = lemma_key(class, low.p, low.n, k, false);
        *ARENA_PUSH(&v->memory, v->all, v->n) = (vote){key, shorter, e, 1, whole};
        shorter = key;
    }
    *ARENA_PUSH(&v->memory, v->all, v->n) = (vote){whole, shorter, e, 1, 0};
}

static void word_vote(votes *v, const treebank *t, uint32_t i)
{
    const gold_word *g = &t->words[i];
    char low[160], lemma[256];
    str form = document_str(&t->d, t->d.doc.tokens[i].at);
    if (form.n > 64 || g->lemma.n > 64 || str_is(g->lemma, "_"))
        return;
    size_t n = word_lower(form, low, sizeof low), m = word_lower(g->lemma, lemma, sizeof lemma);
    vote_add(v, v->class[g->tag], (str){low, n}, (str){lemma, m});
}

static void irregular_vote(votes *v)
{
    uint32_t class = lemma_class(CASUS_VERB, "Tense=Past");
    for (size_t i = 0; i < sizeof IRREGULAR / sizeof *IRREGULAR; i++) {
        str rest = str_of(IRREGULAR[i]), lemma = str_cut(&rest, " ");
        vote_add(v, class, str_cut(&rest, " "), lemma);
        vote_add(v, class, rest, lemma);
    }
}

/* Sum equal votes, keep each key's commonest edit. word becomes 1 when two different words voted
 * or the key is a whole word. */
static void votes_count(votes *v)
{
    qsort(v->all, v->n, sizeof *v->all, by_key);
    uint32_t out = 0;
    for (uint32_t i = 0; i < v->n;) {
        vote best = {0}, one = v->all[i];
        bool two = one.word == 0;
        uint32_t key = one.key;
        while (i < v->n && v->all[i].key == key) {
            one = v->all[i];
            one.n = 0;
            for (; i < v->n && v->all[i].key == key && v->all[i].edit == one.edit; i++) {
                one.n++;
                two |= v->all[i].word != one.word;
            }
            if (one.n > best.n)
                best = one;
        }
        best.word = two;
        v->all[out++] = best;
    }
    v->n = out;
}

static const vote *vote_find(const votes *v, uint32_t key)
{
    uint32_t low = 0, high = v->n;
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (v->all[middle].key < key)
            low = middle + 1;
        else
            high = middle;
    }
    return low < v->n && v->all[low].key == key ? &v->all[low] : NULL;
}

/* The edit that holds when this rule is not there. */
static uint32_t edit_without(const votes *v, const vote *x)
{
    for (const vote *s = vote_find(v, x->shorter); s; s = s->shorter ? vote_find(v, s->shorter) : NULL)
        if (s->word)
            return s->edit;
    return UINT32_MAX;
}

static void rules_write(votes *v, model_writer *w)
{
    uint32_t kept = 0, slots = 1024;
    uint8_t *keep = calloc(v->n + 1, 1);
    for (uint32_t i = 0; keep && i < v->n; i++)
        kept += keep[i] = v->all[i].word && edit_without(v, &v->all[i]) != v->all[i].edit;
    while (slots < kept + kept / 3)
        slots *= 2;
    uint32_t *keys = ARENA_ARRAY(&v->memory, uint32_t, slots);
    uint16_t *edit = ARENA_ARRAY(&v->memory, uint16_t, slots);
    for (uint32_t i = 0; keep && i < v->n; i++) {
        if (!keep[i] || v->all[i].edit > UINT16_MAX)
            continue;
        uint32_t at = v->all[i].key & (slots - 1);
        while (keys[at])
            at = (at + 1) & (slots - 1);
        keys[at] = v->all[i].key;
        edit[at] = (uint16_t)v->all[i].edit;
    }
    free(keep);
    buffer text = {0};
    for (casus_sym s = 1; s < symtab_count(v->edits); s++)
        buffer_printf(&text, "%s\n", symtab_name(v->edits, s));
    writer_add(w, "lemma.keys", keys, (size_t)slots * sizeof *keys);
    writer_add(w, "lemma.edit", edit, (size_t)slots * sizeof *edit);
    writer_add(w, "lemma.edits", text.p, text.n);
    buffer_free(&text);
}

void learn_lemmas(const treebank *const *banks, uint32_t n, const tag_list *tags, model_writer *w)
{
    votes v = {0};
    for (uint32_t t = 0; t < tags->n; t++) {
        str feats = tags->name[t];
        str_cut(&feats, " ");
        v.class[t] = lemma_class(tags->upos[t], arena_copy(&v.memory, feats.p, feats.n));
    }
    v.edits = symtab_new(&v.memory, NULL);
    for (uint32_t b = 0; b < n; b++)
        for (uint32_t i = 0; i < banks[b]->d.doc.n_tokens; i++)
            word_vote(&v, banks[b], i);
    irregular_vote(&v);
    votes_count(&v);
    rules_write(&v, w);
    arena_free(&v.memory);
}
