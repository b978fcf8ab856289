/* gemm: products of matrices of floats, rows after rows. Not part of the library. */
#ifndef CASUS_GEMM_H
#define CASUS_GEMM_H

#include <stddef.h>

/* c[m][n] += a[m][k] * b[k][n]; n is a multiple of 16. */
void gemm(float *c, const float *a, const float *b, size_t m, size_t k, size_t n);
/* out[n][m] = in[m][n] */
void transpose(float *out, const float *in, size_t m, size_t n);

#endif
