/* wordvec: words that stand in the same places get similar vectors (structured skip-gram). */
#ifndef CASUS_WORDVEC_H
#define CASUS_WORDVEC_H

#include "corpus.h"

#include <stdio.h>

typedef struct word_vectors {
    uint32_t n, size;  /* words; numbers a word */
    uint32_t *key;     /* word.form hashes, commonest first */
    uint32_t *count;
    uint8_t *capital;  /* 1 rarely written with a capital .. 5 always, 6 in capitals; network's N_CAPITALS */
    float *vector;     /* n * size, each of length about sqrt(size) / 4 */
} word_vectors;

/* Learn vectors of the commonest n_max words that occur at least 4 times. */
void wordvec_learn(word_vectors *v, const corpus_words *c, uint32_t n_max, uint32_t size, uint32_t epochs,
                   uint64_t seed, FILE *log);
int wordvec_save(const word_vectors *v, const char *path, casus_error *err);
int wordvec_load(word_vectors *v, const char *path, casus_error *err);
void wordvec_free(word_vectors *v);

#endif
