/* The one measured kernel of training: eight rows by 32 columns are kept in registers while the
 * inner dimension runs. Vector types leave the instruction set to the compiler (-march=native). */
#include "gemm.h"

#include <string.h>

enum { LANES = 16, ROWS = 8 };
typedef float lanes __attribute__((vector_size(64), aligned(4), may_alias));

static void block(float *c, const float *a, const float *b, size_t rows, size_t k, size_t n)
{
    lanes sum[ROWS][2] = {0};
    if (rows == ROWS) {
        for (size_t i = 0; i < k; i++) {
            lanes b0 = *(const lanes *)(b + i * n), b1 = *(const lanes *)(b + i * n + LANES);
            for (size_t r = 0; r < ROWS; r++) {
                sum[r][0] += a[r * k + i] * b0;
                sum[r][1] += a[r * k + i] * b1;
            }
        }
    } else {
        for (size_t r = 0; r < rows; r++)
            for (size_t i = 0; i < k; i++) {
                sum[r][0] += a[r * k + i] * *(const lanes *)(b + i * n);
                sum[r][1] += a[r * k + i] * *(const lanes *)(b + i * n + LANES);
            }
    }
    for (size_t r = 0; r < rows; r++) {
        *(lanes *)(c + r * n) += sum[r][0];
        *(lanes *)(c + r * n + LANES) += sum[r][1];
    }
}

static void column(float *c, const float *a, const float *b, size_t rows, size_t k, size_t n)
{
    for (size_t r = 0; r < rows; r++) {
        lanes sum = {0};
        for (size_t i = 0; i < k; i++)
            sum += a[r * k + i] * *(const lanes *)(b + i * n);
        *(lanes *)(c + r * n) += sum;
    }
}

void gemm(float *c, const float *a, const float *b, size_t m, size_t k, size_t n)
{
    for (size_t j = 0; j < n; j += 2 * LANES)
        for (size_t r = 0; r < m; r += ROWS) {
            size_t rows = m - r < ROWS ? m - r : ROWS;
            if (n - j >= 2 * LANES)
                block(c + r * n + j, a + r * k, b + j, rows, k, n);
            else
                column(c + r * n + j, a + r * k, b + j, rows, k, n);
        }
}

void transpose(float *out, const float *in, size_t m, size_t n)
{
    for (size_t i = 0; i < m; i++)
        for (size_t j = 0; j < n; j++)
            out[j * m + i] = in[i * n + j];
}
