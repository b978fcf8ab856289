/* Sums of products of bytes.
 *
 * A layer of 384 inputs and 128 outputs is 49,152 products a word, and there are a few such layers:
 * this is where reading spends its time. Inputs are 0..127 and weights -127..127, so that even
 * AVX2's pairwise product (vpmaddubsw) cannot overflow its 16 bits: 2 * 127 * 127 = 32,258. Four
 * words are done at once, so that each weight is loaded once for four.
 *
 * Everything but `dense` is plain C that the compiler turns into vectors; the bodies are inlined
 * into one function for each instruction set. */
#include "kernel.h"

#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC optimize("O3")
#endif

#define BODY static inline __attribute__((always_inline))

BODY void scale_add(const dense *d, const int32_t *sum, uint32_t from, uint32_t n, int32_t *out)
{
    for (uint32_t r = 0; r < n; r++) {
        int64_t x = (int64_t)sum[r] * d->scale[from + r] + (1 << 15);
        out[from + r] += (int32_t)(x >> 16) + d->bias[from + r];
    }
}

BODY void activate_body(const int32_t *x, uint8_t *out, size_t n)
{
    enum { SHIFT = 5 }; /* FIXED_ONE / ACT_ONE */
    for (size_t i = 0; i < n; i++) {
        int32_t a = (x[i] + (1 << (SHIFT - 1))) >> SHIFT;
        out[i] = (uint8_t)(a < 0 ? 0 : a > ACT_TOP ? ACT_TOP : a);
    }
}

BODY void add_row_body(int32_t *x, const int8_t *row, int32_t scale, size_t n)
{
    for (size_t i = 0; i < n; i++)
        x[i] += row[i] * scale;
}

BODY int32_t dot_body(const int16_t *a, const int16_t *b, size_t n)
{
    int32_t sum = 0;
    for (size_t i = 0; i < n; i++)
        sum += a[i] * b[i];
    return sum;
}

BODY int32_t best_sum_body(const int32_t *a, const int32_t *b, size_t n)
{
    int32_t best = INT32_MIN;
    for (size_t i = 0; i < n; i++) {
        int32_t sum = a[i] + b[i];
        best = sum > best ? sum : best;
    }
    return best;
}

#define PLAIN_PARTS(set, target)                                                                        \
    target static void activate_##set(const int32_t *x, uint8_t *out, size_t n) { activate_body(x, out, n); } \
    target static void add_row_##set(int32_t *x, const int8_t *row, int32_t scale, size_t n)           \
    {                                                                                                   \
        add_row_body(x, row, scale, n);                                                                 \
    }                                                                                                   \
    target static int32_t dot_##set(const int16_t *a, const int16_t *b, size_t n) { return dot_body(a, b, n); } \
    target static int32_t best_sum_##set(const int32_t *a, const int32_t *b, size_t n)                 \
    {                                                                                                   \
        return best_sum_body(a, b, n);                                                                  \
    }                                                                                                   \
    static const kernel kernel_##set = {#set, dense_##set, activate_##set, add_row_##set, dot_##set, best_sum_##set};

/* ---- plain C ---- */

enum { BLOCK = 16 };

static void dense_block_plain(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t r, int32_t *out)
{
    int32_t sum[BLOCK] = {0};
    const int8_t *w = d->weight + (size_t)r * 4;
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 4, w += (size_t)d->out * 4) {
            const uint8_t *a = in + t * tap_stride + k;
            for (uint32_t i = 0; i < BLOCK; i++)
                sum[i] += w[i * 4] * a[0] + w[i * 4 + 1] * a[1] + w[i * 4 + 2] * a[2] + w[i * 4 + 3] * a[3];
        }
    scale_add(d, sum, r, BLOCK, out);
}

static void dense_plain(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, int32_t *out)
{
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t r = 0; r < d->out; r += BLOCK)
            dense_block_plain(d, in + (size_t)i * d->in, tap_stride, r, out + (size_t)i * d->out);
}

PLAIN_PARTS(plain, )

#if defined(__x86_64__)
#include <immintrin.h>

/* ---- AVX2 ---- */

#define AVX2 __attribute__((target("avx2")))
#define WORDS 4

AVX2 static inline __attribute__((always_inline)) __m256i bytes_avx2(const uint8_t *a) /* four bytes, eight times */
{
    int32_t x;
    memcpy(&x, a, sizeof x);
    return _mm256_set1_epi32(x);
}

AVX2 static inline __attribute__((always_inline)) __m256i add_avx2(__m256i sum, __m256i a, __m256i w)
{
    return _mm256_add_epi32(sum, _mm256_madd_epi16(_mm256_maddubs_epi16(a, w), _mm256_set1_epi16(1)));
}

AVX2 static inline __attribute__((always_inline)) void dense_block_avx2(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t words,
                                                                        uint32_t r, int32_t *out)
{
    __m256i sum[WORDS][2];
    int32_t kept[BLOCK];
    for (uint32_t i = 0; i < words; i++)
        sum[i][0] = sum[i][1] = _mm256_setzero_si256();
    const int8_t *w = d->weight + (size_t)r * 4;
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 4, w += (size_t)d->out * 4) {
            __m256i w0 = _mm256_loadu_si256((const __m256i *)(const void *)w);
            __m256i w1 = _mm256_loadu_si256((const __m256i *)(const void *)(w + 32));
            for (uint32_t i = 0; i < words; i++) {
                __m256i a = bytes_avx2(in + (size_t)i * d->in + t * tap_stride + k);
                sum[i][0] = add_avx2(sum[i][0], a, w0);
                sum[i][1] = add_avx2(sum[i][1], a, w1);
            }
        }
    for (uint32_t i = 0; i < words; i++) {
        _mm256_storeu_si256((__m256i *)(void *)kept, sum[i][0]);
        _mm256_storeu_si256((__m256i *)(void *)(kept + 8), sum[i][1]);
        scale_add(d, kept, r, BLOCK, out + (size_t)i * d->out);
    }
}

AVX2 static void dense_avx2(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, int32_t *out)
{
    uint32_t i = 0;
    for (; i + WORDS <= n; i += WORDS)
        for (uint32_t r = 0; r < d->out; r += BLOCK)
            dense_block_avx2(d, in + (size_t)i * d->in, tap_stride, WORDS, r, out + (size_t)i * d->out);
    for (; i < n; i++)
        for (uint32_t r = 0; r < d->out; r += BLOCK)
            dense_block_avx2(d, in + (size_t)i * d->in, tap_stride, 1, r, out + (size_t)i * d->out);
}

PLAIN_PARTS(avx2, AVX2)

/* ---- AVX-512 with VNNI ---- */

#define VNNI __attribute__((target("avx512f,avx512bw,avx512vl,avx512dq,avx512vnni")))

VNNI static inline __attribute__((always_inline)) void dense_block_vnni(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t words,
                                                                        uint32_t r, int32_t *out)
{
    __m512i sum[WORDS];
    int32_t kept[BLOCK];
    for (uint32_t i = 0; i < words; i++)
        sum[i] = _mm512_setzero_si512();
    const int8_t *w = d->weight + (size_t)r * 4;
    for (uint32_t t = 0; t < d->taps; t++)
        for (uint32_t k = 0; k < d->in; k += 4, w += (size_t)d->out * 4) {
            __m512i weights = _mm512_loadu_si512(w);
            for (uint32_t i = 0; i < words; i++) {
                int32_t a;
                memcpy(&a, in + (size_t)i * d->in + t * tap_stride + k, sizeof a);
                sum[i] = _mm512_dpbusd_epi32(sum[i], _mm512_set1_epi32(a), weights);
            }
        }
    for (uint32_t i = 0; i < words; i++) {
        _mm512_storeu_si512(kept, sum[i]);
        scale_add(d, kept, r, BLOCK, out + (size_t)i * d->out);
    }
}

VNNI static void dense_vnni(const dense *d, const uint8_t *in, size_t tap_stride, uint32_t n, int32_t *out)
{
    uint32_t i = 0;
    for (; i + WORDS <= n; i += WORDS)
        for (uint32_t r = 0; r < d->out; r += BLOCK)
            dense_block_vnni(d, in + (size_t)i * d->in, tap_stride, WORDS, r, out + (size_t)i * d->out);
    for (; i < n; i++)
        for (uint32_t r = 0; r < d->out; r += BLOCK)
            dense_block_vnni(d, in + (size_t)i * d->in, tap_stride, 1, r, out + (size_t)i * d->out);
}

PLAIN_PARTS(vnni, VNNI)
#endif

const kernel *kernel_get(unsigned i)
{
    if (i == 0)
        return &kernel_plain;
#if defined(__x86_64__)
    __builtin_cpu_init();
    if (i == 1 && __builtin_cpu_supports("avx2"))
        return &kernel_avx2;
    if (i == 2 && __builtin_cpu_supports("avx512vnni") && __builtin_cpu_supports("avx512bw") &&
        __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512dq"))
        return &kernel_vnni;
#endif
    return NULL;
}

const kernel *kernel_best(void)
{
    for (unsigned i = N_KERNELS; i-- > 1;)
        if (kernel_get(i))
            return kernel_get(i);
    return kernel_get(0);
}
