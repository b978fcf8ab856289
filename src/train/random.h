/* random: the one generator of training, so that a seed gives the same model (xorshift*, Vigna 2016). */
#ifndef CASUS_TRAIN_RANDOM_H
#define CASUS_TRAIN_RANDOM_H

#include <stdint.h>

static inline uint64_t random_seed(uint64_t seed)
{
    return seed * 0x9e3779b97f4a7c15u + 1;
}

static inline uint32_t random_bits(uint64_t *state)
{
    *state ^= *state >> 12;
    *state ^= *state << 25;
    *state ^= *state >> 27;
    return (uint32_t)(*state * 2685821657736338717u >> 32);
}

static inline uint32_t random_below(uint64_t *state, uint32_t n)
{
    return (uint32_t)((uint64_t)random_bits(state) * n >> 32);
}

static inline float random_unit(uint64_t *state) /* in [0, 1) */
{
    return (float)(random_bits(state) >> 8) / (float)(1 << 24);
}

static inline void random_shuffle(uint64_t *state, uint32_t *order, uint32_t n)
{
    for (uint32_t i = n; i > 1; i--) {
        uint32_t k = random_below(state, i), x = order[i - 1];
        order[i - 1] = order[k];
        order[k] = x;
    }
}

#endif
