/* What words stand where, learned from raw text.
 *
 *   "The ____ called for an immediate ceasefire."
 *
 * A sixth of the words are hidden, form, endings and all; the encoder must guess each from what
 * stands around it (Devlin et al. 2019, with a network a thousand times smaller). */
#include "learn.h"

#include "random.h"

#include <stdlib.h>

enum { BATCH_WORDS = 800, HIDDEN_PER_CENT = 18, MAX_LENGTH = 120, SLOPE_SCALE = 128, LOG_STEPS = 1000, WARM_STEPS = 500 };
static const float RATE = 0.0015f, DROP = 0.1f;

typedef struct looks { /* words of the corpus as the network sees them, made when first met */
    net_word *word[8];  /* by capitals * 2 + first in the sentence; of each symbol */
    uint8_t *known;
    uint32_t *rank;     /* of each symbol: row of its vector + 1 */
    const corpus_words *c;
} looks;

static void *need(size_t n, size_t size)
{
    void *p = calloc(n + 1, size);
    if (!p)
        abort();
    return p;
}

static void looks_start(looks *l, const corpus_words *c, const word_vectors *v)
{
    uint32_t n = symtab_count(c->names);
    key_map keys = keys_of(v->key, v->n);
    *l = (looks){.c = c, .known = need(n, 1), .rank = need(n, sizeof *l->rank)};
    for (int i = 0; i < 8; i++)
        l->word[i] = need(n, sizeof *l->word[i]);
    for (casus_sym s = 1; s < n; s++)
        l->rank[s] = key_find(&keys, word_form_key(str_of(symtab_name(c->names, s))));
    key_map_free(&keys);
}

static void looks_free(looks *l)
{
    for (int i = 0; i < 8; i++)
        free(l->word[i]);
    free(l->known);
    free(l->rank);
}

/* The corpus keeps lower-cased names and how they were capitalised. */
static net_word look_make(const looks *l, casus_sym s, unsigned capitals, bool first)
{
    char form[200] = {0};
    str low = str_of(symtab_name(l->c->names, s));
    for (size_t i = 0; i < low.n && i + 1 < sizeof form; i++) {
        bool up = low.p[i] >= 'a' && low.p[i] <= 'z' && (capitals == 3 || (capitals && i == 0));
        form[i] = (char)(up ? low.p[i] - 32 : low.p[i]);
    }
    casus_token token = {.at = {0, (uint32_t)strlen(form)}};
    casus_doc doc = {.text = form, .tokens = &token};
    piece p;
    net_word w = {.vector = l->rank[s]};
    piece_read(&p, &doc, 0, 1);
    p.words[0].shape &= first ? UINT32_MAX : ~(uint32_t)SHAPE_FIRST;
    word_rows(&p.words[0], w.row);
    return w;
}

static net_word look_of(looks *l, size_t at, bool first)
{
    casus_sym s = l->c->words[at];
    unsigned kind = (l->c->upper[at] & 3u) * 2 + first;
    if (!(l->known[s] & 1u << kind)) {
        l->known[s] = (uint8_t)(l->known[s] | 1u << kind);
        l->word[kind][s] = look_make(l, s, l->c->upper[at] & 3u, first);
    }
    return l->word[kind][s];
}

static void sentence_add(net_batch *b, looks *l, size_t at, uint32_t n_masked, uint64_t *random)
{
    for (size_t i = at; i < l->c->n && l->c->words[i]; i++) {
        b->words[b->n] = look_of(l, i, i == at);
        uint32_t rank = l->rank[l->c->words[i]];
        b->masked[b->n++] = rank && rank <= n_masked && random_below(random, 100) < HIDDEN_PER_CENT ? rank : 0;
    }
    b->first[++b->n_sentences] = b->n;
}

/* Beginnings of sentences that are not too long, shuffled. */
static uint32_t *sentences_find(const corpus_words *c, uint32_t *n, uint64_t *random)
{
    uint32_t *begin = need(c->n, sizeof *begin);
    size_t from = 0;
    *n = 0;
    for (size_t i = 0; i <= c->n; i++) {
        if (i < c->n && c->words[i])
            continue;
        if (i > from && i - from <= MAX_LENGTH)
            begin[(*n)++] = (uint32_t)from;
        from = i + 1;
    }
    random_shuffle(random, begin, *n);
    return begin;
}

void pretrain(net *n, const corpus_words *c, const word_vectors *v, uint64_t seed, FILE *log)
{
    uint64_t random = random_seed(seed + 2);
    uint32_t sentences, step = 0, *begin = sentences_find(c, &sentences, &random);
    looks l;
    net_batch b;
    net_loss loss = {0};
    looks_start(&l, c, v);
    batch_start(&b, BATCH_WORDS + MAX_LENGTH);
    b.masked = need(BATCH_WORDS + MAX_LENGTH, sizeof *b.masked);
    n->drop = DROP;
    for (uint32_t s = 0; s < sentences;) {
        b.n = b.n_sentences = 0;
        while (s < sentences && b.n < BATCH_WORDS)
            sentence_add(&b, &l, begin[s++], n->shape.n_masked, &random);
        net_run(n, &b, true, &loss);
        float rising = step < WARM_STEPS ? (float)step / WARM_STEPS : 1;
        net_step(n, RATE * rising * (1 - (float)s / (float)sentences), 1.0f / SLOPE_SCALE);
        if (++step % LOG_STEPS || !log)
            continue;
        fprintf(log, "hidden words, %.1f %% of the text: loss %.3f, right %.2f %%\n", 100.0 * s / sentences, loss.masked / loss.words,
                100.0 * loss.right_masked / loss.words);
        fflush(log);
        loss = (net_loss){0};
    }
    batch_free(&b);
    looks_free(&l);
    free(begin);
}
