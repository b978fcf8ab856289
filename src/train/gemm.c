/* The one measured kernel of training: some rows by two vectors of columns are kept in registers
 * while the inner dimension runs, as many as the processor has registers for. Vector types leave the
 * instructions to the compiler. An element's sum always runs over the inner dimension in order, so
 * blocks of any shape give the same bits where products and sums are fused alike. */
#include "gemm.h"

#include <string.h>

#if defined(__clang__)
#pragma clang fp contract(fast)
#elif defined(__GNUC__)
#pragma GCC optimize("O3,fp-contract=fast")
#endif

#define BODY static inline __attribute__((always_inline))

typedef float lanes16 __attribute__((vector_size(64), aligned(4), may_alias));
typedef float lanes8 __attribute__((vector_size(32), aligned(4), may_alias));

/* c[rows][2 vectors] += a[rows][k] * b[k][2 vectors], for gemm_body of one vector type. */
#define GEMM(name, lanes, ROWS)                                                                                       \
    BODY void name##_block(float *c, const float *a, const float *b, size_t rows, size_t k, size_t n)                 \
    {                                                                                                                 \
        lanes sum[ROWS][2] = {0};                                                                                     \
        for (size_t i = 0; i < k; i++) {                                                                              \
            const lanes *b0 = (const lanes *)(const void *)(b + i * n), *b1 = b0 + 1;                                 \
            for (size_t r = 0; r < rows; r++) {                                                                       \
                sum[r][0] += a[r * k + i] * *b0;                                                                      \
                sum[r][1] += a[r * k + i] * *b1;                                                                      \
            }                                                                                                         \
        }                                                                                                             \
        for (size_t r = 0; r < rows; r++) {                                                                           \
            lanes *out = (lanes *)(void *)(c + r * n);                                                                \
            out[0] += sum[r][0];                                                                                      \
            out[1] += sum[r][1];                                                                                      \
        }                                                                                                             \
    }                                                                                                                 \
    BODY void name##_column(float *c, const float *a, const float *b, size_t rows, size_t k, size_t n)                \
    {                                                                                                                 \
        for (size_t r = 0; r < rows; r++) {                                                                           \
            lanes sum = {0};                                                                                          \
            for (size_t i = 0; i < k; i++)                                                                            \
                sum += a[r * k + i] * *(const lanes *)(const void *)(b + i * n);                                      \
            *(lanes *)(void *)(c + r * n) += sum;                                                                     \
        }                                                                                                             \
    }                                                                                                                 \
    BODY void name(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)                            \
    {                                                                                                                 \
        enum { TWO = 2 * sizeof(lanes) / sizeof(float) };                                                             \
        for (size_t j = 0; j < n; j += TWO)                                                                           \
            for (size_t r = 0; r < m; r += ROWS) {                                                                    \
                float *to = c + r * n + j;                                                                            \
                const float *from = a + r * k;                                                                        \
                if (n - j < TWO)                                                                                      \
                    name##_column(to, from, b + j, m - r < ROWS ? m - r : ROWS, k, n);                                \
                else if (m - r >= ROWS)                                                                               \
                    name##_block(to, from, b + j, ROWS, k, n);                                                        \
                else                                                                                                  \
                    for (size_t i = 0; i < m - r; i++)                                                                \
                        name##_block(to + i * n, from + i * k, b + j, 1, k, n);                                       \
            }                                                                                                         \
    }

GEMM(gemm_wide, lanes16, 8)  /* 16 of 32 registers */
GEMM(gemm_narrow, lanes8, 6) /* 12 of 16 registers */

static void gemm_plain(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)
{
    gemm_narrow(c, a, b, m, k, n);
}

#if defined(__x86_64__)
__attribute__((target("avx2,fma"))) static void gemm_avx2(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)
{
    gemm_narrow(c, a, b, m, k, n);
}

__attribute__((target("avx512f,fma"))) static void gemm_avx512(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)
{
    gemm_wide(c, a, b, m, k, n);
}
#endif

void gemm(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)
{
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f")) {
        gemm_avx512(c, a, b, m, k, n);
        return;
    }
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma")) {
        gemm_avx2(c, a, b, m, k, n);
        return;
    }
#endif
    gemm_plain(c, a, b, m, k, n);
}

void transpose(float *out, const float *in, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            out[j * m + i] = in[i * n + j];
}
