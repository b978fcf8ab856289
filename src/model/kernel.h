/* kernel: the integer arithmetic of networks, once plain and once for each instruction set.
 * All give the same numbers: sums of products of bytes are exact in 32 bits. */
#ifndef CASUS_KERNEL_H
#define CASUS_KERNEL_H

#include "model/model.h"

/* Numbers inside a network are fixed-point: 1024 is one. Activations are bytes 0..127, 32 is one. */
enum { FIXED_ONE = 1024, ACT_ONE = 32, ACT_TOP = 127 };

enum { DENSE_OUT = 1024 };

/* A layer: out += bias + weights * in, the input being `taps` runs of `in` bytes. */
typedef struct dense {
    const int8_t *weight;   /* [taps * in / 4][out][4]: four inputs of one output stand together */
    const int8_t *packed;   /* [out / 16][taps * in / 4][16][4]: so that sixteen outputs read on and on */
    const int32_t *scale;   /* [out], 0 .. 2^20: 65536ths of a fixed-point unit for each product */
    const int32_t *bias;    /* [out], fixed-point, within +-2^24 */
    uint32_t in, out, taps; /* in and out: multiples of 16; out at most DENSE_OUT */
    /* Bit g of narrow[b]: for outputs 8b .. 8b + 7, the products of inputs 16g .. 16g + 15 may be added in
     * 16 bits, four pairs to a sum, whatever the inputs are. No bit set is always right, and slower. */
    uint64_t narrow[DENSE_OUT / 8];
} dense;

void dense_prepare(dense *d, arena *a); /* make `packed`, find `narrow` */
/* Sections `name`.w, .s and .b, checked and prepared. */
int dense_open(dense *d, const model *m, const char *name, uint32_t in, uint32_t out, uint32_t taps, arena *a, casus_error *err);

typedef struct kernel {
    const char *name;
    /* For each of n words: in + word * d->in + tap * tap_stride are its inputs; out[word][d->out]. fresh: out is set, not added to. */
    void (*dense)(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, bool fresh, int32_t *out);
    void (*activate)(const int32_t *x, uint8_t *out, size_t n); /* held between 0 and ACT_TOP */
    void (*add_row)(int32_t *x, const int8_t *row, int32_t scale, size_t n);
    int32_t (*dot)(const int16_t *a, const int16_t *b, size_t n);
    int32_t (*best_sum)(const int32_t *a, const int32_t *b, size_t n); /* largest a[i] + b[i] */
} kernel;

/* Kernel number i, 0 the plainest; NULL when there is none or this processor cannot run it. */
const kernel *kernel_get(unsigned i);
const kernel *kernel_best(void);
enum { N_KERNELS = 3 };

#endif
