/* network: the sizes that the trainer and the reader of weights agree on. */
#ifndef CASUS_NETWORK_H
#define CASUS_NETWORK_H

#include <stdint.h>

enum {
    MAX_LAYERS = 6,
    N_TABLES = 7,        /* of hashed features */
    N_NAMES = 7,         /* O, B-PER, I-PER, B-ORG, I-ORG, B-LOC, I-LOC */
    ARC_SIZE = 96, LABEL_SIZE = 96,
    N_BUCKETS = 32,      /* signed distances of a head */
    BUCKET_ROOT = 31,
    LABEL_ROOM = 64,     /* labels, rounded up */
    MAX_SIZE = 192       /* numbers a word */
};

/* Where each word's scores stand in the top layer's output; runs begin at multiples of 16. */
enum {
    TOP_TAG = 0, TOP_NAME = 256, TOP_HEAD = 272, TOP_CHILD = TOP_HEAD + ARC_SIZE,
    TOP_CHILD_BUCKET = TOP_CHILD + ARC_SIZE, TOP_HEAD_BUCKET = TOP_CHILD_BUCKET + N_BUCKETS,
    TOP_LABEL_HEAD = TOP_HEAD_BUCKET + N_BUCKETS, TOP_LABEL_CHILD = TOP_LABEL_HEAD + LABEL_SIZE,
    TOP_SIZE = TOP_LABEL_CHILD + LABEL_SIZE /* 720 */
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

#endif
