/* network: the sizes that the trainer and the reader of weights agree on. */
#ifndef CASUS_NETWORK_H
#define CASUS_NETWORK_H

#include <stdint.h>

enum {
    PIECE = 128,         /* words read at once */
    MAX_NETWORKS = 3,    /* trained with different seeds; their scores are added */
    MAX_LAYERS = 6,
    N_TABLES = 7,        /* of hashed features */
    N_NAMES = 7,         /* O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC */
    ARC_SIZE = 96, LABEL_SIZE = 96,
    N_BUCKETS = 32,      /* signed distances of a head */
    BUCKET_ROOT = 31,
    N_BETWEEN = 48,      /* what stands between head and child: 36 classes, rounded up */
    LABEL_ROOM = 64,     /* labels, rounded up */
    MAX_SIZE = 192       /* numbers a word */
};

/* Where each word's scores stand in the top layer's output; runs begin at multiples of 16. */
enum {
    TOP_TAG = 0, TOP_NAME = 256, TOP_HEAD = 272, TOP_CHILD = TOP_HEAD + ARC_SIZE,
    TOP_CHILD_BUCKET = TOP_CHILD + ARC_SIZE, TOP_HEAD_BUCKET = TOP_CHILD_BUCKET + N_BUCKETS,
    TOP_CHILD_BETWEEN = TOP_HEAD_BUCKET + N_BUCKETS, TOP_HEAD_BETWEEN = TOP_CHILD_BETWEEN + N_BETWEEN,
    TOP_LABEL_HEAD = TOP_HEAD_BETWEEN + N_BETWEEN, TOP_LABEL_CHILD = TOP_LABEL_HEAD + LABEL_SIZE,
    TOP_SIZE = TOP_LABEL_CHILD + LABEL_SIZE /* 816 */
};

static const uint32_t TABLE_ROWS[N_TABLES] = {512, 256, 1024, 4096, 8192, 1024, 4096};
static const uint8_t DILATION[MAX_LAYERS] = {1, 1, 2, 4, 8, 1};

/* Bucket of a head `by` words to the right (to the left when negative) of its child. */
static inline uint32_t arc_bucket(int by)
{
    static const uint8_t of[24] = {0, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 8, 8, 9, 9, 9, 9, 9, 9, 9, 9};
    unsigned far = (unsigned)(by < 0 ? -by : by);
    unsigned b = far < 24 ? of[far] : far < 40 ? 10 : 11;
    return by < 0 ? b : 15 + b;
}

/* Words so far that are verbs, punctuation marks, conjunctions: before each word, and after the last. */
typedef struct between_sums {
    uint16_t before[PIECE + 1][3];
} between_sums;

/* kind: 0 verb, 1 mark, 2 conjunction, 3 anything else. */
static inline void between_add(between_sums *b, uint32_t word, unsigned kind)
{
    for (unsigned k = 0; k < 3; k++)
        b->before[word + 1][k] = (uint16_t)((word ? b->before[word][k] : 0) + (kind == k));
}

static inline uint32_t between_class(const between_sums *b, uint32_t head, uint32_t child)
{
    uint32_t from = (head < child ? head : child) + 1, to = head < child ? child : head;
    int n[3];
    for (unsigned k = 0; k < 3; k++)
        n[k] = b->before[to][k] - b->before[from][k];
    uint32_t verbs = n[0] > 1 ? 2 : (uint32_t)n[0], marks = n[1] > 1 ? 2 : (uint32_t)n[1], links = n[2] > 0;
    return ((verbs * 3 + marks) * 2 + links) * 2 + (head < child);
}

#endif
