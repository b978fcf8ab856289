/* Word vectors from raw text (Mikolov et al. 2013; with one table for each place in the window, Ling
 * et al. 2015: what stands two words before a verb differs from what follows it).
 *
 *   "police arrested 12 ____ on Monday"
 *
 * Each word's vector must tell its neighbours at -2, -1, +1 and +2 from words drawn at random. */
#include "wordvec.h"
#include "random.h"

#include "syntax/engine.h"
#include "train/write.h"

#include <math.h>
#include <stdlib.h>

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3,fast-math") /* sums in any order */
#endif

enum { PLACES = 4, NEGATIVES = 5, NOISE = 1 << 20 };
static const int PLACE[PLACES] = {-2, -1, 1, 2};

typedef struct skipgram {
    word_vectors *v;
    const uint32_t *words; /* ranks + 1; 0 ends a sentence, UINT32_MAX a rare word */
    size_t n;
    float *out[PLACES], *keep;
    uint32_t *noise;
    uint64_t random;
} skipgram;

static void *need(void *p)
{
    if (!p)
        abort();
    return p;
}

static void pair_learn(float *in, float *out, float *change, uint32_t size, float want, float rate)
{
    float dot = 0;
    for (uint32_t k = 0; k < size; k++)
        dot += in[k] * out[k];
    float g = rate * (want - 1 / (1 + expf(-dot)));
    for (uint32_t k = 0; k < size; k++) {
        change[k] += g * out[k];
        out[k] += g * in[k];
    }
}

static void word_learn(skipgram *s, size_t i, float rate)
{
    uint32_t size = s->v->size, centre = s->words[i] - 1;
    float *in = &s->v->vector[(size_t)centre * size];
    float change[512] = {0};
    for (int k = 0; k < PLACES; k++) {
        int64_t at = (int64_t)i + PLACE[k];
        if (at < 0 || at >= (int64_t)s->n || s->words[at] == 0 || s->words[at] == UINT32_MAX ||
            s->words[(int64_t)i + PLACE[k] / 2 - (PLACE[k] == -1)] == 0)
            continue;
        uint32_t good = s->words[at] - 1;
        pair_learn(in, &s->out[k][(size_t)good * size], change, size, 1, rate);
        for (int m = 0; m < NEGATIVES; m++) {
            uint32_t bad = s->noise[random_below(&s->random, NOISE)];
            if (bad != good)
                pair_learn(in, &s->out[k][(size_t)bad * size], change, size, 0, rate);
        }
    }
    for (uint32_t k = 0; k < size; k++)
        in[k] += change[k];
}

static void noise_make(skipgram *s)
{
    double all = 0, sum = 0;
    for (uint32_t i = 0; i < s->v->n; i++)
        all += pow(s->v->count[i], 0.75);
    s->noise = need(malloc(NOISE * sizeof *s->noise));
    uint32_t at = 0;
    for (uint32_t i = 0; i < NOISE; i++) {
        while (at + 1 < s->v->n && (sum + pow(s->v->count[at], 0.75)) / all * NOISE < i)
            sum += pow(s->v->count[at++], 0.75);
        s->noise[i] = at;
    }
}

typedef struct rank {
    casus_sym sym;
    uint32_t n;
} rank;

static int by_count(const void *a, const void *b)
{
    const rank *x = a, *y = b;
    return x->n != y->n ? (x->n < y->n ? 1 : -1) : (x->sym > y->sym) - (x->sym < y->sym);
}

/* Words to ranks, commonest first. */
static uint32_t *words_rank(word_vectors *v, const corpus_words *c, uint32_t n_max)
{
    uint32_t all = symtab_count(c->names);
    rank *r = need(calloc(all, sizeof *r));
    uint32_t *rank_of = need(calloc(all, sizeof *rank_of)), *words = need(malloc(c->n * sizeof *words));
    for (size_t i = 0; i < c->n; i++)
        r[c->words[i]] = (rank){c->words[i], r[c->words[i]].n + 1};
    r[0].n = 0;
    qsort(r, all, sizeof *r, by_count);
    while (v->n < n_max && v->n < all && r[v->n].n >= 4)
        v->n++;
    v->key = need(calloc(v->n + 1, sizeof *v->key));
    v->count = need(calloc(v->n + 1, sizeof *v->count));
    v->capital = need(calloc(v->n + 1, 1));
    for (uint32_t i = 0; i < v->n; i++) {
        str name = str_of(symtab_name(c->names, r[i].sym));
        v->key[i] = word_form_key(name);
        v->count[i] = r[i].n;
        rank_of[r[i].sym] = i + 1;
    }
    for (size_t i = 0; i < c->n; i++)
        words[i] = c->words[i] == 0 ? 0 : rank_of[c->words[i]] ? rank_of[c->words[i]] : UINT32_MAX;
    free(r);
    free(rank_of);
    return words;
}

/* "May" is a month more often than "may" is a verb's: how a word is written inside sentences. */
static void capitals_count(word_vectors *v, const corpus_words *c, const uint32_t *words)
{
    uint32_t (*n)[3] = need(calloc(v->n + 1, sizeof *n)); /* all, with a capital, in capitals */
    for (size_t i = 1; i < c->n; i++) {
        if (words[i] == 0 || words[i] == UINT32_MAX || words[i - 1] == 0)
            continue;
        n[words[i]][0]++;
        n[words[i]][1] += c->upper[i] & 1u;
        n[words[i]][2] += c->upper[i] == 3;
    }
    for (uint32_t i = 0; i < v->n; i++) {
        uint32_t all = n[i + 1][0], up = n[i + 1][1];
        uint8_t often = up * 20 <= all ? 1 : up * 10 <= all * 3 ? 2 : up * 10 <= all * 7 ? 3 : up * 20 <= all * 19 ? 4 : 5;
        v->capital[i] = all == 0 ? 0 : n[i + 1][2] * 2 > all ? 6 : often;
    }
    free(n);
}

static void vectors_even(word_vectors *v) /* one mean length, so that training can begin with them */
{
    double sum = 0;
    for (size_t i = 0; i < (size_t)v->n * v->size; i++)
        sum += (double)v->vector[i] * (double)v->vector[i];
    float by = (float)(0.25 / sqrt(sum / ((double)v->n * v->size) + 1e-12));
    for (size_t i = 0; i < (size_t)v->n * v->size; i++)
        v->vector[i] *= by;
}

void wordvec_learn(word_vectors *v, const corpus_words *c, uint32_t n_max, uint32_t size, uint32_t epochs,
                   uint64_t seed, FILE *log)
{
    *v = (word_vectors){.size = size};
    uint32_t *words = words_rank(v, c, n_max);
    capitals_count(v, c, words);
    skipgram s = {.v = v, .words = words, .n = c->n, .random = random_seed(seed)};
    size_t cells = (size_t)v->n * size;
    v->vector = need(calloc(cells, sizeof(float)));
    for (int k = 0; k < PLACES; k++)
        s.out[k] = need(calloc(cells, sizeof(float)));
    for (size_t i = 0; i < cells; i++)
        v->vector[i] = (random_unit(&s.random) - 0.5f) / (float)size;
    noise_make(&s);
    for (size_t step = 0, all = c->n * epochs; step < all; step++) {
        size_t i = step % c->n;
        if (log && step % (1 << 22) == 0)
            fprintf(log, "vectors: %zu of %zu million words\n", step >> 20, all >> 20), fflush(log);
        if (words[i] == 0 || words[i] == UINT32_MAX)
            continue;
        double often = 1e-4 * (double)c->n / v->count[words[i] - 1]; /* common words are mostly passed over */
        if (often < 1 && random_bits(&s.random) > (sqrt(often) + often) * 4294967295.0)
            continue;
        word_learn(&s, i, 0.025f * (1 - (float)step / (float)all) + 0.0001f);
    }
    vectors_even(v);
    for (int k = 0; k < PLACES; k++)
        free(s.out[k]);
    free(s.noise);
    free(words);
}

int wordvec_save(const word_vectors *v, const char *path, casus_error *err)
{
    model_writer w = {0};
    writer_add(&w, "keys", v->key, v->n * sizeof *v->key);
    writer_add(&w, "counts", v->count, v->n * sizeof *v->count);
    writer_add(&w, "capitals", v->capital, v->n);
    writer_add(&w, "vectors", v->vector, (size_t)v->n * v->size * sizeof(float));
    return writer_save(&w, path, err);
}

static void *copied(const void *p, size_t n)
{
    void *q = need(malloc(n + 1));
    return memcpy(q, p, n);
}

int wordvec_load(word_vectors *v, const char *path, casus_error *err)
{
    *v = (word_vectors){0};
    model *m = model_open(path, err);
    size_t n = 0, n_counts = 0, cells = 0;
    const uint32_t *key = m ? model_array(m, "keys", 4, 0, &n, err) : NULL;
    const uint32_t *count = key ? model_array(m, "counts", 4, n, &n_counts, err) : NULL;
    const uint8_t *capital = count ? model_array(m, "capitals", 1, n, &n_counts, err) : NULL;
    const float *vector = capital ? model_array(m, "vectors", 4, 0, &cells, err) : NULL;
    if (vector && n && cells % n == 0) {
        *v = (word_vectors){(uint32_t)n, (uint32_t)(cells / n), copied(key, n * 4), copied(count, n * 4), copied(capital, n), copied(vector, cells * 4)};
    }
    model_close(m);
    return v->n ? 0 : CASUS_EFORMAT;
}

void wordvec_free(word_vectors *v)
{
    free(v->key);
    free(v->count);
    free(v->capital);
    free(v->vector);
}
