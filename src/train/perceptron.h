/* perceptron: averaged weights of hashed features (Collins 2002), learned by mistakes. */
#ifndef CASUS_PERCEPTRON_H
#define CASUS_PERCEPTRON_H

#include "write.h"

typedef struct perceptron {
    uint32_t n_classes, n_rows, room_rows, n_slots;
    uint32_t *keys, *row; /* open-addressed: feature to row */
    float *weight, *total; /* n_rows * n_classes; total: summed over all past steps */
    uint32_t *stamp, *touched; /* step of the last change of a weight; changes of a row */
    uint32_t step;
} perceptron;

void perceptron_start(perceptron *p, uint32_t n_classes);
void perceptron_free(perceptron *p);
void perceptron_score(const perceptron *p, const uint32_t *features, uint32_t n, float *score);
void perceptron_learn(perceptron *p, const uint32_t *features, uint32_t n, uint32_t good, uint32_t bad);
/* Averages as a sparse table of one-byte weights: rows touched fewer than `least` times and weights
 * that round to nothing are left out. limit: the largest weight that is kept apart. */
void perceptron_write(perceptron *p, model_writer *w, const char *name, uint32_t least, double limit);

#endif
